//! Joins the stages that go in: corpus folder -> index. Owns the report of a run. Refuses to print.

use std::path::Path;

use crate::article::Article;
use crate::error::{Result, Skipped};
use crate::passage::Passage;
use crate::read::Limits;

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
    let _ = (corpus, index, options, progress);
    Ok(Report::default())
}

/// Reads one file as an ingest would, without any index: each article with its passages. Its path is relative to `corpus`, if
/// given (whose sources.toml then holds), else the file's name.
///
/// # Errors
/// If the file can't be read at all; bad records go to `sink`.
pub fn read_file(
    file: &Path,
    corpus: Option<&Path>,
    limits: &Limits,
    sink: &mut dyn FnMut(std::result::Result<(Article, Vec<Passage>), Skipped>),
) -> Result<()> {
    let _ = (file, corpus, limits, sink);
    Ok(())
}
