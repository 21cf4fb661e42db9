//! Owns what one file of the corpus has cost so far, whatever is packed in it, and the one place where limits are checked.
//! Refuses to know any format.

use std::cell::{Cell, RefCell};
use std::io::{self, Read};
use std::time::Instant;

use super::Limits;
use crate::error::{Error, Result};
use crate::source::{Columns, Registry};

/// What a file of the corpus, with all that it holds, has cost so far.
pub(super) struct Meter<'a> {
    /// Of the file in the corpus.
    pub path: &'a str,
    pub limits: &'a Limits,
    /// What the user says of tables.
    rules: &'a Registry,
    /// Bytes of the file on disk.
    size: u64,
    /// Is told of the bytes of the file that were read.
    watch: &'a dyn Fn(u64),
    taken: Cell<u64>,
    expanded: Cell<u64>,
    /// What came of bodies that are packed within records.
    bodies: Cell<u64>,
    held: Cell<u64>,
    depth: Cell<u32>,
    records: Cell<u64>,
    passed_over: Cell<u64>,
    /// When the work on the article that is being read began.
    began: Cell<Instant>,
    /// A limit of the whole file that was passed: nothing more is read of it.
    fault: RefCell<Option<String>>,
}

impl<'a> Meter<'a> {
    pub fn new(
        path: &'a str,
        limits: &'a Limits,
        rules: &'a Registry,
        size: u64,
        watch: &'a dyn Fn(u64),
    ) -> Meter<'a> {
        Meter {
            path,
            limits,
            rules,
            size,
            watch,
            taken: Cell::new(0),
            expanded: Cell::new(0),
            bodies: Cell::new(0),
            held: Cell::new(0),
            depth: Cell::new(0),
            records: Cell::new(0),
            passed_over: Cell::new(0),
            began: Cell::new(Instant::now()),
            fault: RefCell::new(None),
        }
    }

    /// What the user says of the columns of the table at `path`.
    pub fn columns(&self, path: &str) -> Option<&'a Columns> {
        self.rules.columns_of(path)
    }

    /// How many containers the document that is being read stands in.
    pub fn depth(&self) -> u32 {
        self.depth.get()
    }

    /// Goes into a container, if that is not too deep. Each success needs a [`Meter::leave`].
    pub fn enter(&self) -> std::result::Result<(), String> {
        self.limits.check_depth(self.depth.get() + 1)?;
        self.depth.set(self.depth.get() + 1);
        Ok(())
    }

    pub fn leave(&self) {
        self.depth.set(self.depth.get() - 1);
    }

    /// Something that is no article, and no fault.
    pub fn pass_over(&self) {
        self.passed_over.set(self.passed_over.get() + 1);
    }

    pub fn passed_over(&self) -> u64 {
        self.passed_over.get()
    }

    /// An article was found; `false` if it is one too many.
    pub fn article(&self) -> bool {
        self.records.set(self.records.get() + 1);
        self.keep(self.limits.check_records(self.records.get()))
            .is_ok()
    }

    /// The clock starts again: another article, or the next entry of an archive.
    pub fn next(&self) {
        self.began.set(Instant::now());
    }

    /// Whether there is time left for the article in work. Loops that turn long without reading on ask here.
    pub fn tick(&self) -> std::result::Result<(), String> {
        if let Some(fault) = self.fault() {
            return Err(fault);
        }
        self.limits.check_time(self.began.get().elapsed())
    }

    /// The limit that ended the reading of the whole file.
    pub fn fault(&self) -> Option<String> {
        self.fault.borrow().clone()
    }

    fn keep(&self, checked: std::result::Result<(), String>) -> std::result::Result<(), String> {
        if let Err(reason) = &checked {
            self.fault.borrow_mut().get_or_insert(reason.clone());
        }
        checked
    }

    /// Bytes of the file itself were read.
    pub fn took(&self, bytes: u64) {
        let fresh = bytes.min(self.size.saturating_sub(self.taken.get()));
        self.taken.set(self.taken.get() + fresh);
        (self.watch)(fresh);
    }

    fn expand(&self, bytes: u64) -> std::result::Result<(), String> {
        self.expanded.set(self.expanded.get() + bytes);
        self.keep(
            self.limits
                .check_expanded(self.expanded.get(), self.taken.get()),
        )
    }

    /// What a packed body of a record has come to: one that swells too much ends the record, all together the file.
    fn swell(&self, bytes: u64, body: u64, packed: u64) -> std::result::Result<(), String> {
        self.limits.check_expanded(body, packed)?;
        self.bodies.set(self.bodies.get() + bytes);
        let all = self.expanded.get() + self.bodies.get();
        self.keep(self.limits.check_expanded(all, u64::MAX))
    }

    /// Bytes of a document that is held whole, given back when the value is dropped.
    pub fn hold(&self, bytes: u64) -> std::result::Result<Held<'_>, String> {
        self.limits.check_file(self.held.get() + bytes)?;
        self.held.set(self.held.get() + bytes);
        Ok(Held {
            held: &self.held,
            bytes,
        })
    }

    /// How many bytes more may be held.
    pub fn room(&self) -> u64 {
        self.limits.file_bytes.saturating_sub(self.held.get())
    }
}

/// Bytes in memory.
pub(super) struct Held<'a> {
    held: &'a Cell<u64>,
    bytes: u64,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.held.set(self.held.get() - self.bytes);
    }
}

/// Counts what comes out of `inner`, which unpacks.
pub(super) struct Expanding<'a, R> {
    pub inner: R,
    pub meter: &'a Meter<'a>,
}

impl<R: Read> Read for Expanding<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.meter.tick().map_err(io::Error::other)?;
        let n = self.inner.read(into)?;
        self.meter.expand(n as u64).map_err(io::Error::other)?;
        Ok(n)
    }
}

/// Counts what comes out of the packed body of a record, of which `packed` bytes lie in its archive.
pub(super) struct Swelling<'a, R> {
    pub inner: R,
    pub meter: &'a Meter<'a>,
    pub packed: u64,
    pub unpacked: u64,
}

impl<R: Read> Read for Swelling<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.meter.tick().map_err(io::Error::other)?;
        let n = self.inner.read(into)?;
        self.unpacked += n as u64;
        self.meter
            .swell(n as u64, self.unpacked, self.packed)
            .map_err(io::Error::other)?;
        Ok(n)
    }
}

/// The error of a file at `path` that could not be read on: the system's, or that of what is packed in it.
pub(super) fn fault(path: &str, error: io::Error) -> Error {
    match error.raw_os_error() {
        Some(_) => Error::io(path, error),
        None => Error::file(path, error.to_string()),
    }
}

/// A step of a reader on the file at `path`.
pub(super) fn at<T>(path: &str, step: io::Result<T>) -> Result<T> {
    step.map_err(|e| fault(path, e))
}
