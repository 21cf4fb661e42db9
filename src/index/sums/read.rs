//! Owns a file that is read: its sums are checked as its blocks are.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};

use super::{BLOCK, MAGIC, TRAILER, damaged};

/// A file that is read: its sums are checked as its blocks are.
#[derive(Debug)]
pub(super) struct Checked {
    inner: Arc<dyn FileHandle>,
    path: PathBuf,
    body: usize,
    table: OwnedBytes,
    /// A bit for each block that was found whole.
    whole: Vec<AtomicU64>,
}

impl Checked {
    pub(super) fn open(inner: Arc<dyn FileHandle>, path: &Path) -> io::Result<Checked> {
        let bad = || damaged(path);
        let length = inner.len();
        let at = length.checked_sub(TRAILER).ok_or_else(bad)?;
        let trailer = inner.read_bytes(at..length)?;
        let mut body = [0; 8];
        body.copy_from_slice(&trailer[..8]);
        let body = usize::try_from(u64::from_le_bytes(body)).map_err(|_| bad())?;
        let blocks = body.div_ceil(BLOCK);
        if trailer[12..] != MAGIC || body.checked_add(blocks * 4) != Some(at) {
            return Err(bad());
        }
        if crc32fast::hash(&inner.read_bytes(body..at + 8)?).to_le_bytes() != trailer[8..12] {
            return Err(bad());
        }
        Ok(Checked {
            table: inner.read_bytes(body..at)?,
            inner,
            path: path.to_path_buf(),
            body,
            whole: (0..blocks.div_ceil(64))
                .map(|_| AtomicU64::new(0))
                .collect(),
        })
    }

    /// The bytes of `range`, once the blocks that it touches are known to be whole.
    fn read(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let blocks = range.start / BLOCK..range.end.div_ceil(BLOCK);
        let start = blocks.start * BLOCK;
        let bytes = self
            .inner
            .read_bytes(start..self.body.min(blocks.end * BLOCK))?;
        for (block, bytes) in blocks.zip(bytes.chunks(BLOCK)) {
            let (word, bit) = (&self.whole[block / 64], 1u64 << (block % 64));
            if word.load(Ordering::Relaxed) & bit != 0 {
                continue;
            }
            if crc32fast::hash(bytes).to_le_bytes() != self.table[block * 4..block * 4 + 4] {
                return Err(damaged(&self.path));
            }
            word.fetch_or(bit, Ordering::Relaxed);
        }
        Ok(bytes.slice(range.start - start..range.end - start))
    }

    /// Whether all blocks are as they were written.
    pub(super) fn verify(&self) -> io::Result<()> {
        (0..self.body)
            .step_by(BLOCK)
            .try_for_each(|start| self.read(start..self.body.min(start + BLOCK)).map(drop))
    }
}

impl HasLen for Checked {
    fn len(&self) -> usize {
        self.body
    }
}

impl FileHandle for Checked {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.body {
            return Err(damaged(&self.path));
        }
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        self.read(range)
    }
}
