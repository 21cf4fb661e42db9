//! Owns the cores: a worker on each reads files, and splits, attributes and hands to the writer what anybody has read, so that one
//! large file keeps all busy, and what was just read is still near. Refuses to know what a run keeps or commits.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TrySendError, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::changes::{digest_of, nanoseconds};
use super::file::voices;
use super::progress::Progress;
use crate::article::{ArticleId, RawArticle};
use crate::error::{Error, Result, Skipped, is_limit_of_files};
use crate::index::{ArticleEntry, Catalog, FileRecord, Record, Writer};
use crate::read::{self, Limits, Outcome};
use crate::source::{Corrections, Registry};
use crate::walk::FileEntry;

/// Articles that wait to be split: when so many do, whoever reads splits.
const WAITING: usize = 64;
/// What is said of a file that is another one after its reading than before.
const MOVED: &str = "changed while it was read; run `sosik index` again";
const VANISHED: &str = "vanished while the corpus was read; run `sosik index` again";

/// What all who work share.
pub(super) struct Shared<'a> {
    pub registry: &'a Registry,
    /// `None`: a dry run.
    pub writer: Option<&'a Writer>,
    pub limits: &'a Limits,
    pub progress: &'a dyn Progress,
}

/// What reading a file came to.
pub(super) enum FileOutcome {
    /// It was read to its end.
    Read {
        record: FileRecord,
        added: u64,
        changed: u64,
        gone: Vec<ArticleId>,
    },
    /// Not, or not to its end, or nobody knows in which state: what it held before stays beside what was read.
    Partly {
        why: Option<Skipped>,
        articles: Vec<ArticleEntry>,
        added: u64,
        changed: u64,
    },
}

/// An article on its way from a reader to the index.
struct Job<'a> {
    raw: RawArticle,
    file: usize,
    old: &'a HashMap<ArticleId, u64>,
}

/// What has become of the articles of a file.
#[derive(Default)]
struct Tally {
    articles: Vec<ArticleEntry>,
    added: u64,
    changed: u64,
    skipped: Vec<Skipped>,
    /// The numbers of the user's corrections that found their text.
    corrected: Vec<usize>,
}

/// A file as its reader leaves it.
enum Reading {
    Whole(FileRecord),
    Bad(Skipped),
    Stopped,
}

/// Reads files and hands their articles to the writer. A file that is not reached since the run is to stop has no outcome.
///
/// # Errors
/// What ends the run: the writer's failure, a limit of the process.
pub(super) fn read_files<'f>(
    files: &[&'f FileEntry],
    known: &Catalog,
    shared: &Shared,
) -> Result<Vec<(&'f FileEntry, FileOutcome)>> {
    let old: Vec<HashMap<ArticleId, u64>> = files
        .iter()
        .map(|f| {
            let known = known.files.get(&f.path).into_iter();
            let articles = known.flat_map(|r| &r.articles);
            articles.map(|a| (a.id, a.record)).collect()
        })
        .collect();
    let tallies: Vec<Mutex<Tally>> = files.iter().map(|_| Mutex::default()).collect();
    let readings: Vec<Mutex<Option<Reading>>> = files.iter().map(|_| Mutex::default()).collect();
    let failure: Mutex<Option<Error>> = Mutex::default();
    let next = AtomicUsize::new(0);
    let (sender, receiver) = sync_channel::<Job>(WAITING);
    let receiver = Mutex::new(receiver);
    let threads = std::thread::available_parallelism().map_or(2, |n| n.get());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let worker = Worker {
                shared,
                receiver: &receiver,
                tallies: &tallies,
                failure: &failure,
            };
            let sender = sender.clone();
            let (next, old, readings) = (&next, &old, &readings);
            scope.spawn(move || {
                loop {
                    while let Some(job) = worker.waiting() {
                        worker.split_and_write(job);
                    }
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(number) else {
                        break;
                    };
                    if lock(worker.failure).is_some() || shared.progress.stop_asked() {
                        break;
                    }
                    let advanced = Cell::new(0);
                    let watch = |bytes| {
                        advanced.set(advanced.get() + bytes);
                        shared.progress.advanced(bytes);
                    };
                    let mut found = |raw| {
                        let job = Job {
                            raw,
                            file: number,
                            old: &old[number],
                        };
                        // Nobody hangs up before all files are read.
                        if let Err(TrySendError::Full(job)) = sender.try_send(job) {
                            worker.split_and_write(job);
                        }
                    };
                    match read_one(file, shared, &watch, &mut found) {
                        Ok(reading) => *lock(&readings[number]) = Some(reading),
                        Err(error) => drop(lock(worker.failure).get_or_insert(error)),
                    }
                    let rest = file.size.saturating_sub(advanced.get());
                    shared.progress.advanced(rest);
                    shared.progress.file_done();
                }
                // What others still read is split here too.
                drop(sender);
                while let Some(job) = worker.next() {
                    worker.split_and_write(job);
                }
            });
        }
        drop(sender);
    });
    if let Some(error) = lock(&failure).take() {
        return Err(error);
    }
    let outcome = |(number, file): (usize, &&'f FileEntry)| {
        let reading = lock(&readings[number]).take()?;
        let tally = std::mem::take(&mut *lock(&tallies[number]));
        Some((
            *file,
            outcome(
                &file.path,
                reading,
                tally,
                &old[number],
                shared.registry.corrections(),
            ),
        ))
    };
    Ok(files.iter().enumerate().filter_map(outcome).collect())
}

fn outcome(
    path: &str,
    reading: Reading,
    tally: Tally,
    old: &HashMap<ArticleId, u64>,
    corrections: &Corrections,
) -> FileOutcome {
    let Tally {
        articles,
        added,
        changed,
        skipped,
        corrected,
    } = tally;
    let partly = |why, articles| FileOutcome::Partly {
        why,
        articles,
        added,
        changed,
    };
    match reading {
        Reading::Bad(skipped) => partly(Some(skipped), articles),
        Reading::Stopped => partly(None, articles),
        Reading::Whole(mut record) => {
            record.articles = articles;
            record.skipped.extend(skipped);
            let ids: Vec<ArticleId> = record.articles.iter().map(|a| a.id).collect();
            let missed = corrections.missed(path, &ids, &corrected);
            record.skipped.extend(missed);
            record.skipped.sort();
            record.articles.sort_by_key(|a| a.id);
            let now: HashSet<ArticleId> = record.articles.iter().map(|a| a.id).collect();
            let gone = old.keys().filter(|id| !now.contains(id)).copied().collect();
            FileOutcome::Read {
                record,
                added,
                changed,
                gone,
            }
        }
    }
}

/// Reads a file and gives its articles to `sink`.
fn read_one(
    file: &FileEntry,
    shared: &Shared,
    watch: &dyn Fn(u64),
    sink: &mut dyn FnMut(RawArticle),
) -> Result<Reading> {
    let mut record = FileRecord {
        size: file.size,
        modified: file.modified.map_or(0, nanoseconds),
        read: nanoseconds(SystemTime::now()),
        ..FileRecord::default()
    };
    let mut stopped = false;
    let (rules, limits) = (shared.registry, shared.limits);
    let outcome = read::read(&file.abs, &file.path, rules, limits, watch, &mut |found| {
        stopped = stopped || shared.progress.stop_asked();
        match found {
            _ if stopped => {}
            Ok(raw) => sink(raw),
            Err(skipped) => record.skipped.push(skipped),
        }
    });
    if stopped {
        return Ok(Reading::Stopped);
    }
    let bad = |reason: String| {
        Ok(Reading::Bad(Skipped {
            path: file.path.clone(),
            reason,
        }))
    };
    match outcome {
        Ok(Outcome::Read {
            digest,
            passed_over,
        }) => {
            record.digest = Some(digest.0);
            record.passed_over = passed_over;
        }
        Ok(Outcome::Binary) => {
            record.passed_over = 1;
            record.digest = std::fs::File::open(&file.abs).and_then(digest_of).ok();
        }
        Err(Error::Io { source, .. }) => {
            return match source.kind() {
                std::io::ErrorKind::NotFound => bad(VANISHED.to_string()),
                std::io::ErrorKind::PermissionDenied => bad("no permission to read it".to_string()),
                _ if is_limit_of_files(&source) => Err(Error::Corpus(format!(
                    "{}: {source}; raise the limit of open files (ulimit -n)",
                    file.path
                ))),
                _ => bad(source.to_string()),
            };
        }
        Err(error) => {
            let text = error.to_string();
            let reason = text
                .strip_prefix(&format!("{}: ", file.path))
                .unwrap_or(&text)
                .to_string();
            record.skipped.push(Skipped {
                path: file.path.clone(),
                reason,
            });
            record.digest = std::fs::File::open(&file.abs).and_then(digest_of).ok();
        }
    }
    if !is_as_it_was(file) {
        return bad(MOVED.to_string());
    }
    Ok(Reading::Whole(record))
}

/// Whether size and time of a file are still those that it was found with.
fn is_as_it_was(file: &FileEntry) -> bool {
    std::fs::metadata(&file.abs)
        .is_ok_and(|now| now.len() == file.size && now.modified().ok() == file.modified)
}

/// One who reads and splits.
struct Worker<'s, 'j> {
    shared: &'s Shared<'s>,
    receiver: &'s Mutex<Receiver<Job<'j>>>,
    tallies: &'s [Mutex<Tally>],
    failure: &'s Mutex<Option<Error>>,
}

impl<'j> Worker<'_, 'j> {
    /// An article that waits; none if somebody else waits for one already.
    fn waiting(&self) -> Option<Job<'j>> {
        self.receiver.try_lock().ok()?.try_recv().ok()
    }

    /// The next article, as soon as somebody has read one; none once all files are read.
    fn next(&self) -> Option<Job<'j>> {
        lock(self.receiver).recv().ok()
    }

    fn split_and_write(&self, job: Job) {
        let Job { raw, file, old } = job;
        let (shared, tally) = (self.shared, &self.tallies[file]);
        if lock(self.failure).is_some() {
            // The run is lost; what readers still find is let go, so that they come to their end.
            return;
        }
        let place = format!("{} record {}", raw.origin.path, raw.origin.record);
        // A fault of ours must cost one article, not the run.
        let Ok((article, passages)) =
            catch_unwind(AssertUnwindSafe(|| voices(raw, shared.registry)))
        else {
            let reason = "internal error while splitting it; please report it".to_string();
            lock(tally).skipped.push(Skipped {
                path: place,
                reason,
            });
            return;
        };
        let corrections = shared.registry.corrections().of(&article);
        let corrected: Vec<usize> = corrections.map(|(number, ..)| number).collect();
        let record = Record::new(article, passages);
        let packed = match record.packed() {
            Ok(packed) => packed,
            Err(error) => {
                lock(self.failure).get_or_insert(error);
                return;
            }
        };
        let entry = entry(&record, &packed);
        let known = old.get(&entry.id).copied();
        if known != Some(entry.record)
            && let Some(writer) = shared.writer
        {
            let removed = match known {
                Some(_) => writer.remove(entry.id),
                None => Ok(()),
            };
            if let Err(error) = removed.and_then(|()| writer.add(&record, &packed, entry.copy)) {
                lock(self.failure).get_or_insert(error);
                return;
            }
        }
        let mut tally = lock(tally);
        tally.corrected.extend(corrected);
        match known {
            None => tally.added += 1,
            Some(hash) if hash != entry.record => tally.changed += 1,
            Some(_) => {}
        }
        tally.articles.push(entry);
    }
}

fn entry(record: &Record, packed: &[u8]) -> ArticleEntry {
    let mut passages = [0; 5];
    for passage in &record.passages {
        passages[passage.kind as usize] += 1;
    }
    ArticleEntry {
        id: record.id,
        record: record.hash(packed),
        copy: record.copy_hash(),
        passages,
        published_by: record.publisher.is_some(),
        dated: record.published.is_some(),
        titled: record.title.is_some(),
    }
}

/// A lock whose holder panicked still guards whole data here: each is set in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
