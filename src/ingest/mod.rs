//! Joins the stages that go in: corpus folder -> index. Owns the order of a run and its report. Refuses to print.
//!
//! `base` what a run begins with, `changes` which files it must read, `pool` their way through the stages, `run` what it has in
//! its hands until the commit, `target` the generation that it writes, `rows` what is said of each file.

mod base;
mod changes;
mod file;
mod pool;
mod progress;
mod rows;
mod run;
mod target;
mod versions;

use std::path::Path;
use std::time::Instant;

use crate::error::{Error, Result, Skipped};
use crate::index::Folder;
use crate::read::Limits;
use crate::source::Registry;

use base::Base;
use run::{Place, Run};

pub use changes::Stale;
pub(crate) use changes::{digest_of, files, stale};
pub use file::{Found, read_file};
pub use progress::{Progress, Silent};
pub(crate) use rows::gaps;
pub use rows::{FileRow, FileState};
pub(crate) use versions::outdated;

/// How to run an ingest.
#[derive(Debug, Clone)]
pub struct Options {
    /// Build anew, also over another corpus root.
    pub full: bool,
    /// Read and report without writing.
    pub dry_run: bool,
    /// Wait for another writer instead of failing.
    pub wait: bool,
    /// Bounds of what is read.
    pub limits: Limits,
    /// Bytes of files after which a build keeps what it has read, so that one that is killed need not begin anew.
    pub batch_bytes: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            full: false,
            dry_run: false,
            wait: false,
            limits: Limits::default(),
            batch_bytes: 128 << 20,
        }
    }
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
    /// Hidden files, backups and binaries, also those inside archives; records of archives that are no articles.
    pub passed_over: u64,
    /// Bad files and records, by path.
    pub skipped: Vec<Skipped>,
    /// Wall time of the run.
    pub seconds: f64,
    /// What became of what was read, if the run was told to stop before its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stopped>,
    /// Lines for the user: a rebuild and its reason.
    #[serde(skip)]
    pub notes: Vec<String>,
    /// Every file, in a dry run.
    #[serde(skip)]
    pub rows: Vec<FileRow>,
}

/// What becomes of what a run has read when it is told to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stopped {
    /// It is in the index.
    Committed,
    /// It is kept for the next run to go on with, and does not answer yet: half a corpus would look like a whole one.
    Aside,
    /// It is given up; the index is as it was before.
    GivenUp,
}

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
    let folder = Folder::new(index);
    check_corpus(corpus)?;
    let registry = Registry::load(corpus)?;
    let lock = match options.dry_run {
        true => {
            folder.manifest()?;
            folder.refuse_foreign(folder.is_index())?;
            None
        }
        false => Some(folder.take(corpus, options.full, options.wait, &|| {
            progress.stop_asked()
        })?),
    };
    // Under the lock: a file that another run adds meanwhile must not look as if it were gone.
    let walked = files(corpus, index)?;
    let base = Base::find(&folder, corpus, options.full)?;
    let place = Place {
        folder: &folder,
        corpus,
        registry: &registry,
        options,
        progress,
    };
    let mut run = Run::new(&place, base, lock);
    if walked.files.is_empty() {
        let kept = match run.holds_anything() {
            true => "; nothing was removed from the index",
            false => "",
        };
        return Err(Error::Corpus(format!(
            "{}: holds no file to read{kept}",
            corpus.display()
        )));
    }
    run.go(&walked)?;
    let mut report = run.into_report(walked);
    report.seconds = begun.elapsed().as_secs_f64();
    Ok(report)
}

/// That the corpus is there and is no index.
fn check_corpus(corpus: &Path) -> Result<()> {
    let corpus_is = |what: &str| Err(Error::Corpus(format!("{}: {what}", corpus.display())));
    if !corpus.is_dir() {
        return corpus_is("no such folder; nothing was removed from the index");
    }
    if Folder::new(corpus).is_index() {
        return corpus_is("an index of sosik, no corpus; name the folder of the articles");
    }
    Ok(())
}
