//! Joins the stages that go in: corpus folder -> index. Owns the report of a run. Refuses to print.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::article::{Article, ArticleId, RawArticle};
use crate::attribute::attribute;
use crate::error::{Error, Result, Skipped};
use crate::index::{
    self, ArticleEntry, Catalog, FileRecord, Folder, Manifest, Payload, Record, Writer,
};
use crate::passage::Passage;
use crate::read::{self, Limits, Outcome};
use crate::resolve::resolve;
use crate::source::Registry;
use crate::split::split;
use crate::walk::{FileEntry, walk};

/// How to run an ingest.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Build anew, also over another corpus root.
    pub full: bool,
    /// Read and report without writing.
    pub dry_run: bool,
    /// Wait for another writer instead of failing.
    pub wait: bool,
    /// Bounds of what is read.
    pub limits: Limits,
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Report {
    /// Files that the index holds articles of.
    pub files: u64,
    /// Articles in the index.
    pub articles: u64,
    /// Passages in the index.
    pub passages: u64,
    /// Articles added in this run.
    pub added: u64,
    /// Articles changed in this run.
    pub changed: u64,
    /// Articles removed in this run.
    pub removed: u64,
    /// Articles left as they were.
    pub unchanged: u64,
    /// Articles whose text another article has too (each beyond the first of a text).
    pub copies: u64,
    /// Hidden files, backups and binaries.
    pub passed_over: u64,
    /// Bad files and records, by path.
    pub skipped: Vec<Skipped>,
    /// Wall time of the run.
    pub seconds: f64,
    /// Lines for the user: a rebuild and its reason.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// Is told how a run goes on; called from several threads.
pub trait Progress: Sync {
    /// The work is known: so many files, so many bytes to read.
    fn start(&self, files: u64, bytes: u64) {
        let _ = (files, bytes);
    }
    /// A file is done.
    fn file_done(&self, bytes: u64) {
        let _ = bytes;
    }
    /// All is read; what remains is to write.
    fn finishing(&self) {}
}

/// A [`Progress`] that tells nobody.
pub struct Silent;
impl Progress for Silent {}

/// What a run of `sosik index` would have to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stale {
    /// Files not in the index.
    pub added: u64,
    /// Files of another size or time.
    pub changed: u64,
    /// Files that are gone.
    pub removed: u64,
}

/// A file whose last change is this near to its reading may have changed after it without another time or size (nanoseconds).
const RACY: i64 = 2_000_000_000;
/// Articles that wait between the readers and those who split them.
const WAITING: usize = 64;

/// Builds or updates the index at `index` from the corpus at `corpus`.
///
/// # Errors
/// See [`crate::Error`]; a bad file is no error but in [`Report::skipped`].
pub fn ingest(
    corpus: &Path,
    index: &Path,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report> {
    let begun = Instant::now();
    if !corpus.is_dir() {
        return Err(Error::Corpus(format!(
            "{}: no such folder; nothing was removed from the index",
            corpus.display()
        )));
    }
    let registry = Registry::load(corpus)?;
    let walked = walk(corpus)?;
    let folder = Folder::new(index);
    let mut run = Run::start(&folder, corpus, &registry, options)?;
    if walked.files.is_empty() {
        let kept = if run.catalog.files.is_empty() {
            ""
        } else {
            "; nothing was removed from the index"
        };
        return Err(Error::Corpus(format!(
            "{}: holds no file to read{kept}",
            corpus.display()
        )));
    }
    let done = run
        .read_all(&walked.files, &registry, options, progress)
        .and_then(|()| run.forget_missing(&walked.files, &walked.skipped))
        .and_then(|()| {
            progress.finishing();
            run.commit(&folder, corpus, &registry)
        });
    if let Err(error) = done {
        run.abandon(&folder);
        return Err(error);
    }

    let mut report = run.report;
    let catalog = &run.catalog;
    report.files = catalog
        .files
        .values()
        .filter(|f| !f.articles.is_empty())
        .count() as u64;
    report.articles = catalog.articles().count() as u64;
    report.passages = catalog.passages().iter().sum();
    report.copies = catalog.copies();
    report.passed_over =
        walked.passed_over + catalog.files.values().filter(|f| f.binary).count() as u64;
    report.skipped = walked.skipped;
    report.skipped.extend(catalog.skipped());
    report.skipped.extend(
        registry
            .corrections()
            .lost(catalog.files.keys().map(String::as_str), |id| {
                catalog.articles().any(|a| a.id == id)
            }),
    );
    report.skipped.sort();
    report.seconds = begun.elapsed().as_secs_f64();
    Ok(report)
}

/// An article with its passages, or a bad record.
pub type Found = std::result::Result<(Article, Vec<Passage>), Skipped>;

/// Reads one file as an ingest would, without any index: each article with its passages. Its path is relative to `corpus`, if
/// given (whose sources.toml and corrections.toml then hold), else the file's name.
///
/// # Errors
/// If the file can't be read at all; bad records go to `sink`.
pub fn read_file(
    file: &Path,
    corpus: Option<&Path>,
    limits: &Limits,
    sink: &mut dyn FnMut(Found),
) -> Result<()> {
    let registry = corpus.map_or_else(|| Ok(Registry::builtin()), Registry::load)?;
    let path = match corpus {
        Some(root) => {
            let inside = file
                .canonicalize()
                .ok()
                .zip(root.canonicalize().ok())
                .and_then(|(f, r)| f.strip_prefix(r).ok().map(Path::to_path_buf));
            let inside = inside.or_else(|| file.strip_prefix(root).ok().map(Path::to_path_buf));
            inside.ok_or_else(|| {
                Error::Corpus(format!(
                    "{}: not in the corpus {}",
                    file.display(),
                    root.display()
                ))
            })?
        }
        None => file.file_name().map(Into::into).unwrap_or_default(),
    };
    let path: Vec<_> = path
        .components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect();
    let path = path.join("/");
    let (mut articles, mut corrected) = (Vec::new(), Vec::new());
    let outcome = read::read(file, &path, limits, &mut |found| {
        let found = found.map(|raw| voices(raw, &registry));
        if let Ok((article, _)) = &found {
            articles.push(article.id);
            corrected.extend(registry.corrections().of(article).map(|(n, ..)| n));
        }
        sink(found);
    })?;
    for missed in registry.corrections().missed(&path, &articles, &corrected) {
        sink(Err(missed));
    }
    match outcome {
        Outcome::Read(_) => Ok(()),
        Outcome::Binary => Err(Error::Corpus(format!(
            "{}: a binary file, which index passes over",
            file.display()
        ))),
    }
}

/// The stages between a reader and the index.
fn voices(raw: RawArticle, registry: &Registry) -> (Article, Vec<Passage>) {
    let article = resolve(raw, registry);
    let passages = attribute(&article, split(&article), registry);
    (article, passages)
}

/// Versions of all that decides what is in an index.
fn versions() -> BTreeMap<String, u32> {
    let mut versions = BTreeMap::from([
        ("schema".to_string(), index::SCHEMA_VERSION),
        ("analyzer".to_string(), crate::analyze::VERSION),
        ("split".to_string(), crate::split::VERSION),
        ("attribution".to_string(), crate::attribute::VERSION),
    ]);
    versions.extend(
        read::formats()
            .iter()
            .map(|f| (format!("format {}", f.name()), f.version())),
    );
    versions
}

/// Why an index made with `theirs` does not serve this program; `None` if it does.
pub(crate) fn outdated(theirs: &BTreeMap<String, u32>) -> Option<String> {
    let ours = versions();
    let names = theirs.keys().chain(ours.keys());
    let differs = |name: &&String| theirs.get(*name) != ours.get(*name);
    let version = |of: &BTreeMap<String, u32>, name: &String| {
        of.get(name).map_or("none".into(), u32::to_string)
    };
    names.into_iter().find(differs).map(|name| {
        format!(
            "{name} version {}, now {}",
            version(theirs, name),
            version(&ours, name)
        )
    })
}

/// What a run holds in its hands.
struct Run {
    /// `None`: a dry run.
    target: Option<Target>,
    catalog: Catalog,
    report: Report,
    /// Whether every file must be read again since the rules of attribution changed.
    rules_changed: bool,
    /// Whether anything is to be written.
    dirty: bool,
}

struct Target {
    writer: Writer,
    generation: String,
    payload: Payload,
    /// Whether the generation is new: the manifest must come to name it.
    fresh: bool,
    _lock: index::WriterLock,
}

impl Run {
    fn start(
        folder: &Folder,
        corpus: &Path,
        registry: &Registry,
        options: &Options,
    ) -> Result<Run> {
        let mut run = Run {
            target: None,
            catalog: Catalog::default(),
            report: Report::default(),
            rules_changed: false,
            dirty: false,
        };
        if options.dry_run {
            return Ok(run);
        }
        folder.claim(corpus)?;
        let lock = folder.lock(options.wait)?;
        let manifest = folder.manifest()?;
        let known = manifest
            .as_ref()
            .and_then(|m| m.current.as_ref().map(|current| (m, current)));
        if let Some((manifest, _)) = known
            && !options.full
            && !folder.is_of(manifest, corpus)
        {
            return Err(Error::Corpus(format!(
                "{}: this index was made from {}; name that corpus, use another --index, or --full to replace it",
                folder.path().display(),
                folder.corpus_root(manifest).display()
            )));
        }
        let reason = known.and_then(|(m, _)| outdated(&m.versions));
        if let Some(reason) = &reason
            && !options.full
        {
            run.report
                .notes
                .push(format!("rebuilding: the index was made with {reason}"));
        }
        let keep = known
            .filter(|_| !options.full && reason.is_none())
            .map(|(_, current)| current.clone());
        let fresh = keep.is_none();
        let generation = keep.unwrap_or_else(|| folder.next_generation());
        let place = folder.generation(&generation);
        let writer = Writer::open(&place)?;
        let payload = writer.payload()?;
        if !fresh && !payload.catalog.is_empty() {
            run.catalog = Catalog::read(&place, &payload.catalog)?;
        }
        run.rules_changed = !fresh && payload.rules != registry.fingerprint().to_string();
        run.dirty = fresh || run.rules_changed;
        run.target = Some(Target {
            writer,
            generation,
            payload,
            fresh,
            _lock: lock,
        });
        Ok(run)
    }

    /// Reads what is new or changed, on all cores, and hands it to the writer.
    fn read_all(
        &mut self,
        files: &[FileEntry],
        registry: &Arc<Registry>,
        options: &Options,
        progress: &dyn Progress,
    ) -> Result<()> {
        let mut to_read: Vec<&FileEntry> = Vec::new();
        for file in files {
            match self.catalog.files.get(&file.path) {
                Some(known) if !self.rules_changed && is_unchanged(known, file) => {
                    self.report.unchanged += known.articles.len() as u64;
                }
                _ => to_read.push(file),
            }
        }
        progress.start(to_read.len() as u64, to_read.iter().map(|f| f.size).sum());
        let writer = self.target.as_ref().map(|t| &t.writer);
        let old = &self.catalog.files;
        let read = read_files(&to_read, old, registry, writer, &options.limits, progress)?;
        for (file, outcome) in read {
            let old = self.catalog.files.get(&file.path);
            match outcome {
                // What can't be read now, or not to its end, is not gone: its articles stay.
                FileOutcome::Unreadable(skipped, tally) => {
                    let mut record = old.cloned().unwrap_or_default();
                    let kept = |a: &ArticleEntry| tally.articles.iter().all(|t| t.id != a.id);
                    record.articles.retain(kept);
                    self.report.added += tally.added;
                    self.report.changed += tally.changed;
                    self.report.unchanged += (record.articles.len() + tally.articles.len()) as u64
                        - tally.added
                        - tally.changed;
                    record.articles.extend(tally.articles);
                    record.articles.sort_by_key(|a| a.id);
                    record.digest = None;
                    record.skipped = vec![skipped];
                    if old != Some(&record) {
                        self.dirty = true;
                        self.catalog.files.insert(file.path.clone(), record);
                    }
                }
                FileOutcome::Read {
                    record,
                    added,
                    changed,
                    gone,
                } => {
                    self.report.added += added;
                    self.report.changed += changed;
                    self.report.unchanged += record.articles.len() as u64 - added - changed;
                    self.report.removed += gone.len() as u64;
                    self.remove(&gone)?;
                    let same = old.is_some_and(|o| {
                        FileRecord {
                            read: o.read,
                            ..record.clone()
                        } == *o
                    });
                    if !same {
                        self.dirty = true;
                        self.catalog.files.insert(file.path.clone(), record);
                    }
                }
            }
        }
        Ok(())
    }

    /// Takes out what is no longer in the corpus; what lies under a folder that can't be read now stays.
    fn forget_missing(&mut self, files: &[FileEntry], unreadable: &[Skipped]) -> Result<()> {
        let present: HashSet<&str> = files.iter().map(|f| f.path.as_str()).collect();
        let hidden = |path: &str| {
            unreadable
                .iter()
                .any(|s| path == s.path || path.starts_with(&format!("{}/", s.path)))
        };
        let missing = self
            .catalog
            .files
            .keys()
            .filter(|p| !present.contains(p.as_str()) && !hidden(p));
        let missing: Vec<String> = missing.cloned().collect();
        for path in missing {
            let Some(record) = self.catalog.files.remove(&path) else {
                continue;
            };
            let ids: Vec<ArticleId> = record.articles.iter().map(|a| a.id).collect();
            self.report.removed += ids.len() as u64;
            self.remove(&ids)?;
            self.dirty = true;
        }
        Ok(())
    }

    fn remove(&self, ids: &[ArticleId]) -> Result<()> {
        let Some(target) = &self.target else {
            return Ok(());
        };
        ids.iter().try_for_each(|&id| target.writer.remove(id))
    }

    /// Leaves the index as it was before the run: a new generation that came to nothing is removed.
    fn abandon(&mut self, folder: &Folder) {
        if let Some(target) = self.target.take().filter(|t| t.fresh) {
            let place = folder.generation(&target.generation);
            drop(target.writer);
            let _ = std::fs::remove_dir_all(place);
        }
    }

    /// Writes the catalog, commits, and lets the manifest name a new generation.
    fn commit(&mut self, folder: &Folder, corpus: &Path, registry: &Registry) -> Result<()> {
        let Some(target) = self.target.as_mut().filter(|_| self.dirty) else {
            return Ok(());
        };
        let place = folder.generation(&target.generation);
        let catalog = Catalog::next_name(&target.payload.catalog);
        self.catalog.write(&place, &catalog)?;
        let payload = Payload {
            catalog,
            sources: registry.user_rules().to_string(),
            rules: registry.fingerprint().to_string(),
        };
        target.writer.commit(&payload)?;
        let Some(target) = self.target.take() else {
            return Ok(());
        };
        target.writer.finish()?;
        if target.fresh {
            folder.write_manifest(&Manifest {
                sosik: index::FORMAT_VERSION,
                current: Some(target.generation.clone()),
                corpus: folder.name_corpus(corpus),
                versions: versions(),
            })?;
            folder.remove_old(&target.generation);
        }
        Catalog::remove_old(&place, &payload.catalog);
        Ok(())
    }
}

/// What an ingest would find changed by size and time; `None` if the corpus can't be walked.
pub(crate) fn stale(corpus: &Path, catalog: &Catalog) -> Option<Stale> {
    let files = walk(corpus).ok()?.files;
    let mut stale = Stale::default();
    for file in &files {
        match catalog.files.get(&file.path) {
            None => stale.added += 1,
            Some(known)
                if known.size != file.size
                    || Some(known.modified) != file.modified.map(nanoseconds) =>
            {
                stale.changed += 1
            }
            Some(_) => {}
        }
    }
    let present: HashSet<&str> = files.iter().map(|f| f.path.as_str()).collect();
    stale.removed = catalog
        .files
        .keys()
        .filter(|p| !present.contains(p.as_str()))
        .count() as u64;
    Some(stale)
}

/// Nanoseconds since 1970.
fn nanoseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).map(|d| d.as_nanos() as i64);
    since.unwrap_or_else(|before| -(before.duration().as_nanos() as i64))
}

/// Whether a file is as it was when it was read: same size and time, and, where the time can't tell, same digest.
fn is_unchanged(known: &FileRecord, file: &FileEntry) -> bool {
    let Some(modified) = file.modified.map(nanoseconds) else {
        return false;
    };
    let Some(digest) = known.digest else {
        return false;
    };
    if known.size != file.size || known.modified != modified {
        return false;
    }
    let racy = modified > known.read - RACY;
    !racy
        || std::fs::File::open(&file.abs)
            .and_then(digest_of)
            .is_ok_and(|now| now == digest)
}

fn digest_of(file: std::fs::File) -> std::io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(*hasher.finalize().as_bytes())
}

enum FileOutcome {
    Unreadable(Skipped, Tally),
    Read {
        record: FileRecord,
        added: u64,
        changed: u64,
        gone: Vec<ArticleId>,
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

/// Reads files on all cores; other threads split, attribute and hand over to the writer, so that one large file keeps all busy.
fn read_files<'f>(
    files: &[&'f FileEntry],
    old: &BTreeMap<String, FileRecord>,
    registry: &Arc<Registry>,
    writer: Option<&Writer>,
    limits: &Limits,
    progress: &dyn Progress,
) -> Result<Vec<(&'f FileEntry, FileOutcome)>> {
    let old: Vec<HashMap<ArticleId, u64>> = files
        .iter()
        .map(|f| {
            old.get(&f.path)
                .into_iter()
                .flat_map(|r| &r.articles)
                .map(|a| (a.id, a.record))
                .collect()
        })
        .collect();
    let tallies: Vec<Mutex<Tally>> = files.iter().map(|_| Mutex::default()).collect();
    let failure: Mutex<Option<Error>> = Mutex::default();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let records: Vec<Mutex<Option<std::result::Result<FileRecord, Skipped>>>> =
        files.iter().map(|_| Mutex::default()).collect();
    let (sender, receiver) = sync_channel::<Job>(WAITING);
    let receiver = Mutex::new(receiver);
    let threads = std::thread::available_parallelism().map_or(2, |n| n.get());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| split_and_write(&receiver, registry, writer, &tallies, &failure));
        }
        for _ in 0..threads {
            let sender: SyncSender<Job> = sender.clone();
            let (next, old, records, failure) = (&next, &old, &records, &failure);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(file) = files.get(number) else {
                        return;
                    };
                    if lock(failure).is_some() {
                        return;
                    }
                    let record = read_one(file, number, &old[number], limits, &sender);
                    *lock(&records[number]) = Some(record);
                    progress.file_done(file.size);
                }
            });
        }
        drop(sender);
    });
    if let Some(error) = lock(&failure).take() {
        return Err(error);
    }
    let outcome = |(number, file): (usize, &&'f FileEntry)| {
        let record = lock(&records[number]).take()?;
        let tally = std::mem::take(&mut *lock(&tallies[number]));
        let outcome = match record {
            Err(skipped) => FileOutcome::Unreadable(skipped, tally),
            Ok(mut record) => {
                record.articles = tally.articles;
                record.skipped.extend(tally.skipped);
                let ids: Vec<ArticleId> = record.articles.iter().map(|a| a.id).collect();
                let corrections = registry.corrections();
                record
                    .skipped
                    .extend(corrections.missed(&file.path, &ids, &tally.corrected));
                record.skipped.sort();
                record.articles.sort_by_key(|a| a.id);
                let now: HashSet<ArticleId> = record.articles.iter().map(|a| a.id).collect();
                let gone = old[number]
                    .keys()
                    .filter(|id| !now.contains(id))
                    .copied()
                    .collect();
                FileOutcome::Read {
                    record,
                    added: tally.added,
                    changed: tally.changed,
                    gone,
                }
            }
        };
        Some((*file, outcome))
    };
    Ok(files.iter().enumerate().filter_map(outcome).collect())
}

/// Reads a file and sends its articles on; an `Err` is a file that can't be opened at all.
fn read_one<'a>(
    file: &FileEntry,
    number: usize,
    old: &'a HashMap<ArticleId, u64>,
    limits: &Limits,
    sender: &SyncSender<Job<'a>>,
) -> std::result::Result<FileRecord, Skipped> {
    let mut record = FileRecord {
        size: file.size,
        modified: file.modified.map_or(0, nanoseconds),
        read: nanoseconds(SystemTime::now()),
        ..FileRecord::default()
    };
    let outcome = read::read(&file.abs, &file.path, limits, &mut |found| match found {
        // The other end hangs up only after a failure that ends the run.
        Ok(raw) => drop(sender.send(Job {
            raw,
            file: number,
            old,
        })),
        Err(skipped) => record.skipped.push(skipped),
    });
    match outcome {
        Ok(Outcome::Read(digest)) => record.digest = Some(digest.0),
        Ok(Outcome::Binary) => {
            record.binary = true;
            record.digest = std::fs::File::open(&file.abs).and_then(digest_of).ok();
        }
        Err(Error::Io { source, .. }) => {
            return Err(Skipped {
                path: file.path.clone(),
                reason: source.to_string(),
            });
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
    Ok(record)
}

fn split_and_write(
    receiver: &Mutex<Receiver<Job>>,
    registry: &Registry,
    writer: Option<&Writer>,
    tallies: &[Mutex<Tally>],
    failure: &Mutex<Option<Error>>,
) {
    loop {
        let received = lock(receiver).recv();
        let Ok(Job { raw, file, old }) = received else {
            return;
        };
        if lock(failure).is_some() {
            // The run is lost; what readers still send is let go, so that they come to their end.
            continue;
        }
        let place = format!("{} record {}", raw.origin.path, raw.origin.record);
        // A fault of ours must cost one article, not the run.
        let Ok((article, passages)) = catch_unwind(AssertUnwindSafe(|| voices(raw, registry)))
        else {
            let reason = "internal error while splitting it; please report it".to_string();
            lock(&tallies[file]).skipped.push(Skipped {
                path: place,
                reason,
            });
            continue;
        };
        let corrected: Vec<usize> = registry
            .corrections()
            .of(&article)
            .map(|(number, ..)| number)
            .collect();
        let record = Record::new(article, passages);
        let entry = entry(&record);
        let known = old.get(&entry.id).copied();
        if known != Some(entry.record)
            && let Some(writer) = writer
        {
            let removed = if known.is_some() {
                writer.remove(entry.id)
            } else {
                Ok(())
            };
            if let Err(error) = removed.and_then(|()| writer.add(&record, entry.copy)) {
                lock(failure).get_or_insert(error);
                continue;
            }
        }
        let mut tally = lock(&tallies[file]);
        tally.corrected.extend(corrected);
        match known {
            None => tally.added += 1,
            Some(hash) if hash != entry.record => tally.changed += 1,
            Some(_) => {}
        }
        tally.articles.push(entry);
    }
}

fn entry(record: &Record) -> ArticleEntry {
    let mut passages = [0; 5];
    for passage in &record.passages {
        passages[passage.kind as usize] += 1;
    }
    ArticleEntry {
        id: record.id,
        record: record.hash(),
        copy: record.copy_hash(),
        passages,
        published_by: record.publisher.is_some(),
        dated: record.published.is_some(),
    }
}

/// A lock whose holder panicked still guards whole data here: each is set in one step.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
