//! Owns the catalog: what was read of each file of the corpus, and what came of it. It is written under a new name before the
//! commit whose payload names it, so that the two can't disagree.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::manifest::write_whole;
use crate::article::ArticleId;
use crate::error::{Error, Result, Skipped};

/// The version of the catalog; the manifest keeps it.
pub const VERSION: u32 = 3;
/// What its names begin with; a number follows.
pub(super) const PREFIX: &str = "catalog-";

/// What is known of each file of the corpus.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Catalog {
    /// Files by path.
    pub files: BTreeMap<String, FileRecord>,
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FileRecord {
    /// Bytes.
    pub size: u64,
    /// Last change, nanoseconds since 1970.
    pub modified: i64,
    /// When it was read, nanoseconds since 1970: a file changed in the same moment may have changed since.
    pub read: i64,
    /// Of all its bytes; `None` if it could not be read.
    pub digest: Option<[u8; 32]>,
    /// The articles in it.
    pub articles: Vec<ArticleEntry>,
    /// What was bad in it.
    pub skipped: Vec<Skipped>,
    /// What was passed over in it; 1 for a binary.
    pub passed_over: u64,
}

/// What is known of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleEntry {
    /// Its id.
    pub id: ArticleId,
    /// A hash of its whole record: another hash, another article.
    pub record: u64,
    /// Hash of its text, equal for copies.
    pub copy: u64,
    /// Passages by kind.
    pub passages: [u32; 5],
    /// Whether a publisher is known.
    pub published_by: bool,
    /// Whether a date is known.
    pub dated: bool,
    /// Whether it has a title.
    pub titled: bool,
}

impl Catalog {
    /// Reads the catalog `name` of a generation.
    ///
    /// # Errors
    /// If it is not there or damaged.
    pub fn read(generation: &Path, name: &str) -> Result<Catalog> {
        let path = generation.join(name);
        let bytes = fs::read(&path).map_err(|e| Error::io(path.display(), e))?;
        let damaged = || {
            Error::Index(format!(
                "{}: damaged catalog; run `sosik index --full`",
                path.display()
            ))
        };
        let (body, sum) = bytes.split_last_chunk::<32>().ok_or_else(damaged)?;
        if blake3::hash(body).as_bytes() != sum {
            return Err(damaged());
        }
        postcard::from_bytes(body).map_err(|_| damaged())
    }

    /// Writes the catalog as `name` into a generation, with a checksum behind.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn write(&self, generation: &Path, name: &str) -> Result<()> {
        let mut bytes =
            postcard::to_stdvec(self).map_err(|e| Error::Index(format!("{name}: {e}")))?;
        let sum = *blake3::hash(&bytes).as_bytes();
        bytes.extend(sum);
        write_whole(generation, name, &bytes)
    }

    /// A name for the next catalog of a generation whose current one is `current`.
    pub fn next_name(current: &str) -> String {
        let number = current
            .strip_prefix(PREFIX)
            .and_then(|n| n.parse::<u64>().ok())
            .unwrap_or(0);
        format!("{PREFIX}{}", number + 1)
    }

    /// Removes the catalogs of a generation but the one of this name.
    pub fn remove_old(generation: &Path, name: &str) {
        let Ok(entries) = fs::read_dir(generation) else {
            return;
        };
        for entry in entries.flatten() {
            let file = entry.file_name();
            let file = file.to_string_lossy();
            if file.starts_with(PREFIX) && file != name {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Articles in all files.
    pub fn articles(&self) -> impl Iterator<Item = &ArticleEntry> {
        self.files.values().flat_map(|f| &f.articles)
    }

    /// Articles whose text another one before them has.
    pub fn copies(&self) -> u64 {
        let mut seen = std::collections::HashSet::new();
        self.articles().filter(|a| !seen.insert(a.copy)).count() as u64
    }

    /// Passages by kind.
    pub fn passages(&self) -> [u64; 5] {
        let mut sum = [0; 5];
        for article in self.articles() {
            for (kind, count) in article.passages.iter().enumerate() {
                sum[kind] += *count as u64;
            }
        }
        sum
    }

    /// What was bad, by path.
    pub fn skipped(&self) -> Vec<Skipped> {
        self.files
            .values()
            .flat_map(|f| f.skipped.iter().cloned())
            .collect()
    }
}
