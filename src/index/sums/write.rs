//! Owns a file that is being written: its blocks are summed as they go by, and the table of sums is put behind them.

use std::io::{self, Write};

use tantivy::directory::{AntiCallToken, TerminatingWrite, WritePtr};

use super::{BLOCK, Failure, MAGIC};

/// A file that is being written.
pub(super) struct Summing {
    inner: WritePtr,
    failure: Failure,
    block: crc32fast::Hasher,
    /// Bytes in the block that is not full yet.
    filled: usize,
    length: u64,
    table: Vec<u8>,
}

impl Summing {
    /// Into `inner`, whose failures are noted in `failure`.
    pub(super) fn new(inner: WritePtr, failure: Failure) -> Summing {
        Summing {
            inner,
            failure,
            block: crc32fast::Hasher::new(),
            filled: 0,
            length: 0,
            table: Vec::new(),
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.table.extend(block.finalize().to_le_bytes());
        self.filled = 0;
    }
}

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = bytes.len().min(BLOCK - self.filled);
        let written = self.failure.note(self.inner.write(&bytes[..room]))?;
        self.block.update(&bytes[..written]);
        self.filled += written;
        self.length += written as u64;
        if self.filled == BLOCK {
            self.end_block();
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.failure.note(self.inner.flush())
    }
}

impl TerminatingWrite for Summing {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        if self.filled > 0 {
            self.end_block();
        }
        self.table.extend(self.length.to_le_bytes());
        let sum = crc32fast::hash(&self.table);
        self.table.extend(sum.to_le_bytes());
        self.table.extend(MAGIC);
        let table = std::mem::take(&mut self.table);
        self.failure.note(self.inner.write_all(&table))?;
        self.failure.note(self.inner.terminate_ref(token))
    }
}
