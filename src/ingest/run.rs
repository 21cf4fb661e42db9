//! Owns a run: what it has in its hands between the first look at the index and the commit. Each way out leaves the index whole.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::base::Base;
use super::changes::{Change, change, nanoseconds};
use super::pool::{FileOutcome, Shared, read_files};
use super::progress::Progress;
use super::rows::{FileState, rows};
use super::versions::versions;
use super::{Options, Report, Stopped};
use crate::article::ArticleId;
use crate::error::Result;
use crate::index::{
    Building, Catalog, FORMAT_VERSION, FileRecord, Folder, Manifest, Payload, Writer, WriterLock,
};
use crate::source::Registry;
use crate::walk::{FileEntry, Walk};

/// Where and by which rules a run works.
pub(super) struct Place<'a> {
    pub folder: &'a Folder,
    pub corpus: &'a Path,
    pub registry: &'a Arc<Registry>,
    pub options: &'a Options,
    pub progress: &'a dyn Progress,
}

/// What a run has in its hands.
pub(super) struct Run<'a> {
    place: &'a Place<'a>,
    /// `None`: a dry run, which writes nothing.
    target: Option<Target>,
    manifest: Option<Manifest>,
    catalog: Catalog,
    report: Report,
    /// Whether every file must be read again since the rules of attribution changed.
    rules_changed: bool,
    /// Whether anything is to be written.
    dirty: bool,
    /// Whether the last commit still has to be merged.
    unmerged: bool,
    /// Only for the rows of a dry run.
    states: BTreeMap<String, FileState>,
    removed: BTreeMap<String, FileRecord>,
}

/// The generation that is written.
struct Target {
    generation: String,
    payload: Payload,
    /// Whether it is the one that answers; if not, the manifest must come to name it.
    answers: bool,
    /// Whether the manifest names it as one that a later run can go on with.
    kept_aside: bool,
    /// Opened when there is something to write.
    writer: Option<Writer>,
    lock: WriterLock,
}

impl<'a> Run<'a> {
    /// A run that goes on from `base`; without `lock` it is a dry one.
    pub(super) fn new(place: &'a Place<'a>, base: Base, lock: Option<WriterLock>) -> Run<'a> {
        let fresh = base.generation.is_none();
        let rules = place.registry.fingerprint().to_string();
        let rules_changed = !fresh && base.payload.rules != rules;
        let target = lock.map(|lock| {
            let current = base.manifest.as_ref().and_then(|m| m.current.as_deref());
            // What stands aside and is not gone on with is of no more use.
            let keep: Vec<&str> = current
                .into_iter()
                .chain(base.generation.as_deref())
                .collect();
            place.folder.tidy(&keep);
            Target {
                kept_aside: !fresh && !base.answers,
                generation: base
                    .generation
                    .unwrap_or_else(|| place.folder.next_generation()),
                payload: base.payload,
                answers: base.answers,
                writer: None,
                lock,
            }
        });
        Run {
            place,
            target,
            dirty: !base.answers || rules_changed,
            rules_changed,
            unmerged: base.unmerged,
            report: Report {
                notes: base.note.into_iter().collect(),
                ..Report::default()
            },
            manifest: base.manifest,
            catalog: base.catalog,
            states: BTreeMap::new(),
            removed: BTreeMap::new(),
        }
    }

    /// Whether the index holds articles of any file.
    pub(super) fn holds_anything(&self) -> bool {
        !self.catalog.files.is_empty()
    }

    /// Reads what is new or changed, forgets what is gone, commits. If it is told to stop, what it has read by then is kept.
    ///
    /// # Errors
    /// What ends a run; the index is then as it was before it.
    pub(super) fn go(&mut self, walked: &Walk) -> Result<()> {
        let done = self.read_all(walked).and_then(|()| self.commit());
        if done.is_err() {
            self.abandon();
        }
        done
    }

    fn read_all(&mut self, walked: &Walk) -> Result<()> {
        let place = self.place;
        let to_read = self.find_changes(&walked.files);
        let bytes = to_read.iter().map(|f| f.size).sum();
        place.progress.start(to_read.len() as u64, bytes);
        let mut rest = &to_read[..];
        while !rest.is_empty() && !place.progress.stop_asked() {
            let (batch, more) = rest.split_at(batch(rest, place.options.batch_bytes));
            self.read(batch)?;
            rest = more;
            if !rest.is_empty() && self.goes_on_later() && !place.progress.stop_asked() {
                self.keep_aside()?;
            }
        }
        if place.progress.stop_asked() {
            self.report.stopped = Some(match self.target.as_ref().is_some_and(|t| !t.answers) {
                false => Stopped::Committed,
                true if self.goes_on_later() => Stopped::Aside,
                true => Stopped::GivenUp,
            });
        }
        self.forget_missing(walked)?;
        place.progress.finishing();
        Ok(())
    }

    /// The files that must be read, as they stand to what is known of them.
    fn find_changes<'f>(&mut self, files: &'f [FileEntry]) -> Vec<&'f FileEntry> {
        let catalog = &self.catalog;
        let changes: Vec<Change> = files
            .par_iter()
            .map(|file| match catalog.files.get(&file.path) {
                Some(known) if !self.rules_changed => change(known, file),
                _ => Change::Read,
            })
            .collect();
        let now = nanoseconds(SystemTime::now());
        let mut to_read = Vec::new();
        for (file, change) in files.iter().zip(changes) {
            match change {
                Change::None => {}
                // Once it is old enough its time will tell, if anything is written this time.
                Change::NoneByDigest => {
                    if let Some(known) = self.catalog.files.get_mut(&file.path) {
                        known.read = now;
                    }
                }
                Change::Read => to_read.push(file),
            }
        }
        to_read
    }

    /// Reads some files, on all cores, and hands them to the writer.
    fn read(&mut self, files: &[&FileEntry]) -> Result<()> {
        self.open_writer()?;
        let shared = Shared {
            registry: self.place.registry,
            writer: self.target.as_ref().and_then(|t| t.writer.as_ref()),
            limits: &self.place.options.limits,
            progress: self.place.progress,
        };
        for (file, outcome) in read_files(files, &self.catalog, &shared)? {
            match outcome {
                FileOutcome::Read {
                    record,
                    added,
                    changed,
                    gone,
                } => {
                    self.count(&file.path, added, changed, gone.len() as u64);
                    self.remove(&gone)?;
                    self.keep(&file.path, record);
                }
                // What can't be read now, or not to its end, is not gone: its articles stay.
                FileOutcome::Partly {
                    why,
                    articles,
                    added,
                    changed,
                } => {
                    self.count(&file.path, added, changed, 0);
                    let mut record = self.catalog.files.get(&file.path).cloned();
                    let record = record.get_or_insert_default();
                    let unread = |a: &_| articles.iter().all(|t| !same_article(a, t));
                    record.articles.retain(unread);
                    record.articles.extend(&articles);
                    record.articles.sort_by_key(|a| a.id);
                    record.digest = None;
                    record.skipped = why.into_iter().collect();
                    self.keep(&file.path, record.clone());
                }
            }
        }
        Ok(())
    }

    fn count(&mut self, path: &str, added: u64, changed: u64, gone: u64) {
        self.report.added += added;
        self.report.changed += changed;
        self.report.removed += gone;
        if !self.catalog.files.contains_key(path) {
            self.states.insert(path.to_string(), FileState::Added);
        } else if added + changed + gone > 0 {
            self.states.insert(path.to_string(), FileState::Changed);
        }
    }

    fn keep(&mut self, path: &str, record: FileRecord) {
        let same = self.catalog.files.get(path).is_some_and(|old| {
            FileRecord {
                read: old.read,
                ..record.clone()
            } == *old
        });
        if !same {
            self.dirty = true;
            self.catalog.files.insert(path.to_string(), record);
        }
    }

    /// Takes out what is no longer in the corpus; what lies under a folder that can't be read now stays.
    fn forget_missing(&mut self, walked: &Walk) -> Result<()> {
        let present: HashSet<&str> = walked.files.iter().map(|f| f.path.as_str()).collect();
        let hidden = |path: &str| {
            walked
                .skipped
                .iter()
                .any(|s| path == s.path || path.starts_with(&format!("{}/", s.path)))
        };
        let known = self.catalog.files.keys();
        let missing = known.filter(|p| !present.contains(p.as_str()) && !hidden(p));
        let missing: Vec<String> = missing.cloned().collect();
        for path in missing {
            let Some(record) = self.catalog.files.remove(&path) else {
                continue;
            };
            let ids: Vec<ArticleId> = record.articles.iter().map(|a| a.id).collect();
            self.report.removed += ids.len() as u64;
            self.open_writer()?;
            self.remove(&ids)?;
            self.dirty = true;
            self.removed.insert(path, record);
        }
        Ok(())
    }

    fn remove(&self, ids: &[ArticleId]) -> Result<()> {
        let writer = self.target.as_ref().and_then(|t| t.writer.as_ref());
        let Some(writer) = writer else {
            return Ok(());
        };
        ids.iter().try_for_each(|&id| writer.remove(id))
    }

    fn open_writer(&mut self) -> Result<()> {
        if let Some(target) = self.target.as_mut().filter(|t| t.writer.is_none()) {
            target.lock.sign();
            let generation = self.place.folder.generation(&target.generation);
            target.writer = Some(Writer::open(&generation, !target.answers)?);
        }
        Ok(())
    }

    /// Whether what is read before the end of the run can be kept for a later one: a first build or a rebuild, but not one that
    /// `--full` asks to begin with nothing.
    fn goes_on_later(&self) -> bool {
        let builds = self.target.as_ref().is_some_and(|t| !t.answers);
        builds && !self.place.options.full
    }

    /// Commits what was read so far to the generation aside, and lets the manifest name it as begun.
    fn keep_aside(&mut self) -> Result<()> {
        self.open_writer()?;
        let (place, rules) = (self.place, self.rules());
        let Some(target) = self.target.as_mut() else {
            return Ok(());
        };
        target.write(place.folder, &self.catalog, rules)?;
        if !target.kept_aside {
            let begun = Manifest {
                building: Some(Building {
                    generation: target.generation.clone(),
                    versions: versions(),
                }),
                ..self.manifest.clone().unwrap_or_else(|| place.manifest())
            };
            // Until something answers, the folder is of the corpus that it is being built from.
            let corpus = match begun.current {
                Some(_) => begun.corpus.clone(),
                None => place.folder.name_corpus(place.corpus),
            };
            place.folder.write_manifest(&Manifest { corpus, ..begun })?;
            target.kept_aside = true;
        }
        Ok(())
    }

    /// The user's rules and the digest of all rules that the articles were resolved with.
    fn rules(&self) -> (String, String) {
        match &self.target {
            // Files that a stopped run did not come to still follow the old rules: the next run must see that.
            Some(target) if self.report.stopped.is_some() && self.rules_changed => {
                (target.payload.sources.clone(), target.payload.rules.clone())
            }
            _ => (
                self.place.registry.user_rules().to_string(),
                self.place.registry.fingerprint().to_string(),
            ),
        }
    }

    /// Writes what is to be written, and lets the manifest name a new generation.
    fn commit(&mut self) -> Result<()> {
        if !self.dirty {
            return self.merge();
        }
        if let Some(stopped) = self.report.stopped.filter(|s| *s != Stopped::Committed) {
            if stopped == Stopped::Aside {
                self.keep_aside()?;
            }
            self.abandon();
            return Ok(());
        }
        self.open_writer()?;
        let (folder, rules) = (self.place.folder, self.rules());
        let Some(mut target) = self.target.take() else {
            return Ok(());
        };
        if let Err(error) = target.write(folder, &self.catalog, rules) {
            self.target = Some(target);
            return Err(error);
        }
        // All is committed: whatever fails from here on, what was read is kept.
        let stop = || self.place.progress.stop_asked();
        let writer = target.writer.take();
        let finished = writer.map_or(Ok(()), |writer| writer.finish(&stop));
        if !target.answers {
            folder.write_manifest(&Manifest {
                current: Some(target.generation.clone()),
                ..self.place.manifest()
            })?;
        }
        folder.tidy(&[&target.generation]);
        finished
    }

    /// Merges what a run before this one was ended too early to merge.
    fn merge(&mut self) -> Result<()> {
        if !self.unmerged {
            return Ok(());
        }
        self.open_writer()?;
        let Some(target) = self.target.take() else {
            return Ok(());
        };
        let stop = || self.place.progress.stop_asked();
        let finished = target.writer.map_or(Ok(()), |writer| writer.finish(&stop));
        self.place.folder.tidy(&[&target.generation]);
        finished
    }

    /// Leaves the index as the last commit left it.
    fn abandon(&mut self) {
        let Some(target) = self.target.take() else {
            return;
        };
        drop(target.writer);
        let manifest = self.place.folder.manifest().ok().flatten();
        let keep = manifest.as_ref().map(|m| {
            let begun = m.building.as_ref().map(|b| b.generation.as_str());
            m.current
                .as_deref()
                .into_iter()
                .chain(begun)
                .collect::<Vec<_>>()
        });
        if let Some(keep) = keep {
            self.place.folder.tidy(&keep);
        }
    }

    /// What the run came to.
    pub(super) fn into_report(self, walked: Walk) -> Report {
        let catalog = &self.catalog;
        let mut report = self.report;
        report.files = catalog
            .files
            .values()
            .filter(|f| !f.articles.is_empty())
            .count() as u64;
        report.articles = catalog.articles().count() as u64;
        report.passages = catalog.passages().iter().sum();
        report.unchanged = report
            .articles
            .saturating_sub(report.added + report.changed);
        report.copies = catalog.copies();
        let inside: u64 = catalog.files.values().map(|f| f.passed_over).sum();
        report.passed_over = walked.passed_over + inside;
        if self.place.options.dry_run {
            report.rows = rows(catalog, &self.states, &self.removed, &walked.skipped);
        }
        report.skipped = walked.skipped;
        report.skipped.extend(catalog.skipped());
        let known = |id| catalog.articles().any(|a| a.id == id);
        let files = catalog.files.keys().map(String::as_str);
        let lost = self.place.registry.corrections().lost(files, known);
        report.skipped.extend(lost);
        report.skipped.sort();
        report
    }
}

impl Target {
    /// Writes the catalog and commits.
    fn write(&mut self, folder: &Folder, catalog: &Catalog, rules: (String, String)) -> Result<()> {
        let generation = folder.generation(&self.generation);
        let name = Catalog::next_name(&self.payload.catalog);
        catalog.write(&generation, &name)?;
        let (sources, rules) = rules;
        let payload = Payload {
            catalog: name,
            sources,
            rules,
            passages: catalog.passages(),
        };
        if let Some(writer) = &mut self.writer {
            writer.commit(&payload)?;
        }
        self.payload = payload;
        Ok(())
    }
}

impl Place<'_> {
    /// A manifest of this corpus and this program that names no generation yet.
    fn manifest(&self) -> Manifest {
        Manifest {
            sosik: FORMAT_VERSION,
            current: None,
            corpus: self.folder.name_corpus(self.corpus),
            versions: versions(),
            building: None,
        }
    }
}

fn same_article(a: &crate::index::ArticleEntry, b: &crate::index::ArticleEntry) -> bool {
    a.id == b.id
}

/// How many of `files` to read before the next commit: as many as hold `bytes`, at least one.
fn batch(files: &[&FileEntry], bytes: u64) -> usize {
    let mut sum = 0;
    let full = files.iter().position(|f| {
        sum += f.size;
        sum >= bytes
    });
    full.map_or(files.len(), |at| at + 1)
}
