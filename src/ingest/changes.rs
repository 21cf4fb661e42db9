//! Owns what tells a changed file from an unchanged one: size and time, and the digest where the time can't tell.

use std::collections::HashSet;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::Result;
use crate::index::{Catalog, FileRecord, Folder};
use crate::walk::{FileEntry, Walk, walk};

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

/// How a file stands to what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Size and time are as they were.
    None,
    /// So is its digest, which had to be asked.
    NoneByDigest,
    /// It must be read.
    Read,
}

/// Compares a file with what is known of it.
pub(super) fn change(known: &FileRecord, file: &FileEntry) -> Change {
    let (Some(modified), Some(digest)) = (file.modified.map(nanoseconds), known.digest) else {
        return Change::Read;
    };
    if known.size != file.size || known.modified != modified {
        return Change::Read;
    }
    if modified <= known.read.saturating_sub(RACY) {
        return Change::None;
    }
    let now = std::fs::File::open(&file.abs).and_then(digest_of);
    match now.is_ok_and(|now| now == digest) {
        true => Change::NoneByDigest,
        false => Change::Read,
    }
}

/// The files of a corpus, without any index that lies in it: `index`, and what bears a manifest.
pub(crate) fn files(corpus: &Path, index: &Path) -> Result<Walk> {
    let index = index.canonicalize().ok();
    walk(corpus, &|folder| {
        Folder::new(folder).is_index() || (index.is_some() && folder.canonicalize().ok() == index)
    })
}

/// What an ingest would find changed by size and time; `None` if the corpus can't be walked.
pub(crate) fn stale(corpus: &Path, catalog: &Catalog) -> Option<Stale> {
    let files = walk(corpus, &|folder| Folder::new(folder).is_index())
        .ok()?
        .files;
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
pub(super) fn nanoseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).map(|d| d.as_nanos() as i64);
    since.unwrap_or_else(|before| -(before.duration().as_nanos() as i64))
}

pub(crate) fn digest_of(file: std::fs::File) -> std::io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(*hasher.finalize().as_bytes())
}
