//! Joins what tells whether an index is whole and still equals its files. Owns what is wrong in which words, and what mends it.
//! Refuses to print.

mod content;
mod corpus;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::{Error, Result};
use crate::index::{self, Catalog, Folder, Manifest, Searcher};
use crate::ingest::{self, Options, Progress, Report};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// What kind of trouble.
    pub what: What,
    /// The file: of the index, as it would be named from here; of the corpus, relative to it.
    pub path: String,
    /// What is wrong with it.
    pub reason: String,
    /// The command or deed that mends it.
    pub remedy: String,
    /// Whether `--repair` mends it.
    pub mendable: bool,
}

/// A kind of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Bytes that are not those that were written.
    Damaged,
    /// A file that should be there.
    Missing,
    /// Made by a newer program.
    Newer,
    /// Made by an older program, or under other rules.
    Outdated,
    /// A build that was begun and did not end.
    Unfinished,
    /// What a killed run left behind.
    Leftover,
    /// A file in the index that is not the program's.
    Foreign,
    /// The corpus is not there.
    NoCorpus,
    /// A TOML file of the corpus that can't be read.
    Config,
    /// A file of the corpus that is not as it was indexed.
    Stale,
}

impl What {
    /// Its name as it is printed.
    pub fn name(self) -> &'static str {
        match self {
            What::Damaged => "damaged",
            What::Missing => "missing",
            What::Newer => "newer",
            What::Outdated => "outdated",
            What::Unfinished => "unfinished",
            What::Leftover => "left over",
            What::Foreign => "foreign",
            What::NoCorpus => "no corpus",
            What::Config => "config",
            What::Stale => "stale",
        }
    }
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// All that is not as it should be, the worst first.
    pub findings: Vec<Finding>,
    /// Files of the corpus that were compared.
    pub files: u64,
    /// Articles that were compared.
    pub articles: u64,
    /// Passages that were compared.
    pub passages: u64,
}

/// How often a check begins again since a run changed the index under it.
const TRIES: u32 = 5;

/// Looks at every byte of the index in folder `index` and of the files that it was made from.
///
/// # Errors
/// If there is no index.
pub fn check(index: &Path) -> Result<Checked> {
    let folder = Folder::new(index);
    if !folder.is_index() {
        folder.manifest()?;
        return Err(Error::Index(format!(
            "{}: no index here; make one with `sosik index`",
            index.display()
        )));
    }
    let mut tries = 0;
    loop {
        let before = state(&folder);
        let checked = Check::new(&folder).run();
        tries += 1;
        // What a run moved while we looked is no damage.
        if state(&folder) == before || tries == TRIES {
            return Ok(checked);
        }
    }
}

/// Mends what a run of `sosik index` mends: rebuilds what is damaged, reads what is stale, removes what is left over.
///
/// # Errors
/// Those of the run.
pub fn repair(index: &Path, checked: &Checked, progress: &dyn Progress) -> Result<Option<Report>> {
    if !checked.findings.iter().any(|f| f.mendable) {
        return Ok(None);
    }
    let folder = Folder::new(index);
    let Some(manifest) = folder.manifest()? else {
        return Ok(None);
    };
    let broken = |f: &Finding| f.mendable && matches!(f.what, What::Damaged | What::Missing);
    let options = Options {
        full: checked.findings.iter().any(broken),
        ..Options::default()
    };
    let corpus = folder.corpus_root(&manifest);
    ingest::ingest(&corpus, index, &options, progress).map(Some)
}

/// Which state of the index stands there.
fn state(folder: &Folder) -> (Option<Manifest>, Option<String>) {
    let manifest = folder.manifest().ok().flatten();
    let current = manifest.as_ref().and_then(|m| m.current.as_deref());
    let commit = current.and_then(|c| index::commit(&folder.generation(c)).ok());
    (manifest, commit.map(|c| c.payload.catalog))
}

/// A check under way.
struct Check<'a> {
    folder: &'a Folder,
    checked: Checked,
    /// The command that brings this index up to date.
    command: String,
}

impl<'a> Check<'a> {
    fn new(folder: &'a Folder) -> Check<'a> {
        let manifest = folder.manifest().ok().flatten();
        let corpus = manifest.map_or_else(
            || "PATH".to_string(),
            |m| folder.corpus_root(&m).display().to_string(),
        );
        let mut command = format!("sosik index {corpus}");
        if folder.path() != Path::new("index") {
            command.push_str(&format!(" --index {}", folder.path().display()));
        }
        Check {
            folder,
            checked: Checked::default(),
            command,
        }
    }

    fn run(mut self) -> Checked {
        if let Some(manifest) = self.manifest() {
            self.foreign(&manifest);
            if !self.folder.is_being_written() {
                self.leftovers(&manifest);
            }
            self.generation(&manifest);
        }
        self.checked.findings.sort();
        self.checked.findings.dedup();
        self.checked
    }

    /// A finding in the index that `--repair` mends.
    fn found(&mut self, what: What, path: impl Into<String>, reason: impl Into<String>) {
        let full = match what {
            What::Damaged | What::Missing => " --full",
            _ => "",
        };
        let remedy = format!("run `{}{full}`", self.command);
        self.add(what, path.into(), reason.into(), remedy, true);
    }

    /// A finding that somebody must mend by hand.
    fn by_hand(&mut self, what: What, path: impl Into<String>, reason: &str, remedy: &str) {
        self.add(what, path.into(), reason.into(), remedy.into(), false);
    }

    fn add(&mut self, what: What, path: String, reason: String, remedy: String, mendable: bool) {
        self.checked.findings.push(Finding {
            what,
            path,
            reason,
            remedy,
            mendable,
        });
    }

    fn place(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// The manifest, if it is of use.
    fn manifest(&mut self) -> Option<Manifest> {
        let path = self.place("sosik.json");
        match self.folder.manifest() {
            Ok(manifest) => manifest,
            Err(_) if self.folder.is_newer() => {
                let remedy = "update the program, or index into another folder";
                self.by_hand(What::Newer, path, "made by a newer sosik", remedy);
                None
            }
            Err(_) => {
                let remedy = format!("run `{} --full`", self.command);
                let reason = "its bytes are not those that were written";
                self.by_hand(What::Damaged, path, reason, &remedy);
                None
            }
        }
    }

    fn foreign(&mut self, manifest: &Manifest) {
        let remedy = "it is never touched; move it elsewhere";
        let reason = "not a file of the program";
        for name in self.folder.foreign(true).unwrap_or_default() {
            self.by_hand(What::Foreign, self.place(&name), reason, remedy);
        }
        for generation in manifest.current.iter().chain(begun(manifest)) {
            for name in index::foreign(&self.folder.generation(generation)) {
                let path = self.place(&format!("{generation}/{name}"));
                self.by_hand(What::Foreign, path, reason, remedy);
            }
        }
    }

    fn leftovers(&mut self, manifest: &Manifest) {
        if let Some(generation) = begun(manifest) {
            let path = self.place(generation);
            self.found(
                What::Unfinished,
                path,
                "a build that was begun and did not end",
            );
        }
        let reason = "left behind by a run that was killed";
        for generation in self.folder.generations() {
            let path = self.place(&generation);
            let current = manifest.current.as_ref() == Some(&generation);
            if !current && begun(manifest) != Some(&generation) {
                self.found(What::Leftover, path, reason);
                continue;
            }
            for name in index::leftovers(&self.folder.generation(&generation)) {
                self.found(What::Leftover, format!("{path}/{name}"), reason);
            }
        }
    }

    /// The generation that answers.
    fn generation(&mut self, manifest: &Manifest) {
        let path = self.place("sosik.json");
        let Some(current) = &manifest.current else {
            self.found(What::Unfinished, path, "no build has come to its end yet");
            return;
        };
        if let Some(reason) = ingest::outdated(&manifest.versions) {
            self.found(What::Outdated, path, format!("made with {reason}"));
            return;
        }
        let generation = self.folder.generation(current);
        let faults = index::faults(&generation);
        for fault in &faults {
            let path = self.place(&format!("{current}/{}", fault.file));
            match fault.missing {
                true => self.found(What::Missing, path, "not there"),
                false => {
                    let reason = "its bytes are not those that were written";
                    self.found(What::Damaged, path, reason)
                }
            }
        }
        if !faults.is_empty() {
            return;
        }
        let opened = Searcher::open(&generation).and_then(|searcher| {
            let catalog = Catalog::read(&generation, &searcher.payload().catalog)?;
            Ok((searcher, catalog))
        });
        match opened {
            Ok((searcher, catalog)) => {
                let corpus: PathBuf = self.folder.corpus_root(manifest);
                self.corpus(&corpus, &searcher, &catalog);
                self.content(current, &corpus, &searcher, &catalog);
            }
            Err(error) => self.found(What::Damaged, self.place(current), error.to_string()),
        }
    }
}

/// The generation that a build is filling.
fn begun(manifest: &Manifest) -> Option<&String> {
    manifest.building.as_ref().map(|b| &b.generation)
}
