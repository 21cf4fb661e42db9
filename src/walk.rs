//! Owns the way from a corpus folder to the files in it that are articles. Refuses to read them.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::error::{Result, Skipped};

/// A file that may hold articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Relative to the corpus, `/` between folders: what ids are made of.
    pub path: String,
    /// Where to open it.
    pub abs: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Last change, as the file system says.
    pub modified: Option<SystemTime>,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files to read, sorted by path.
    pub files: Vec<FileEntry>,
    /// Hidden files and editor backups, not looked at. (Binaries are told when a file is read.)
    pub passed_over: u64,
    /// Folders and files that could not be looked at.
    pub skipped: Vec<Skipped>,
}

/// Lists the files under `root`.
///
/// # Errors
/// If `root` itself can't be read.
pub fn walk(root: &Path) -> Result<Walk> {
    let _ = root;
    Ok(Walk::default())
}
