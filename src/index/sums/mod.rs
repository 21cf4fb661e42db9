//! Owns the checksums of the engine's files. Each file ends with a sum for each block of it, and a block is checked when it is
//! first read: a search never answers from damaged bytes, and pays for no more than it reads. Refuses to know what the bytes mean.
//!
//! tantivy keeps one sum a file, which only a reading of the whole file can check.

mod read;
mod stream;
mod write;

use std::fs::{self, File};
use std::io::{self, BufWriter, Error, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::is_limit_of_files;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use read::Checked;
use stream::Streamed;
use write::Summing;

/// Bytes that share a sum: checking one takes a microsecond or two.
const BLOCK: usize = 16 << 10;
/// What ends a file: length of its body (8 bytes), sum of the table and the length (4), this.
const MAGIC: [u8; 4] = *b"sum1";
const TRAILER: usize = 16;
/// What ends a small file that is written at once: `#`, eight hex digits, a line end.
const LINE: usize = 10;

/// A folder whose files carry sums.
#[derive(Debug, Clone)]
pub(super) struct Summed {
    inner: MmapDirectory,
    root: PathBuf,
    writable: bool,
    failure: Failure,
}

/// The first failure to write, which the engine's threads do not always tell.
#[derive(Debug, Clone, Default)]
pub(super) struct Failure(Arc<Mutex<Option<Arc<Error>>>>);

impl Failure {
    /// What it was, if anything failed.
    pub(super) fn get(&self) -> Option<Arc<Error>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn note<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|e| {
            let e = Arc::new(e);
            let mut first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            first.get_or_insert_with(|| e.clone());
            same(&e)
        })
    }
}

impl Summed {
    /// The folder at `path`, to be written.
    pub(super) fn writing(path: &Path) -> tantivy::Result<Summed> {
        Summed::new(path, true)
    }

    /// The folder at `path`, to be read only.
    pub(super) fn reading(path: &Path) -> tantivy::Result<Summed> {
        Summed::new(path, false)
    }

    fn new(path: &Path, writable: bool) -> tantivy::Result<Summed> {
        Ok(Summed {
            inner: MmapDirectory::open(path)?,
            root: path.to_path_buf(),
            writable,
            failure: Failure::default(),
        })
    }

    /// Where failures to write are noted.
    pub(super) fn failure(&self) -> Failure {
        self.failure.clone()
    }

    /// Whether every block of the file is as it was written.
    pub(super) fn verify(&self, path: &Path) -> io::Result<()> {
        let handle = Checked::open(self.inner.get_file_handle(path).map_err(reading)?, path)?;
        handle.verify()
    }
}

impl Directory for Summed {
    fn get_file_handle(
        &self,
        path: &Path,
    ) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        let inner: Arc<dyn FileHandle> = match self.writable {
            true => Arc::new(Streamed::open(&self.inner, &self.root, path)?),
            false => self.inner.get_file_handle(path)?,
        };
        let checked = Checked::open(inner, path)
            .map_err(|e| OpenReadError::wrap_io_error(e, path.to_path_buf()))?;
        Ok(Arc::new(checked))
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        if !self.writable {
            return Err(DeleteError::IoError {
                io_error: Arc::new(forbidden()),
                filepath: path.to_path_buf(),
            });
        }
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        let wrap = |e| OpenWriteError::wrap_io_error(e, path.to_path_buf());
        if !self.writable {
            return Err(wrap(forbidden()));
        }
        let inner = self.inner.open_write(path).inspect_err(|e| {
            if let OpenWriteError::IoError { io_error, .. } = e {
                let _ = self.failure.note::<()>(Err(same(io_error)));
            }
        })?;
        let summing = Summing::new(inner, self.failure.clone());
        Ok(BufWriter::new(Box::new(summing)))
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        let mut bytes = self.inner.atomic_read(path)?;
        let body = bytes.len().saturating_sub(LINE);
        if bytes.split_off(body) != line(&bytes) {
            return Err(OpenReadError::wrap_io_error(
                damaged(path),
                path.to_path_buf(),
            ));
        }
        Ok(bytes)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if !self.writable {
            return Err(forbidden());
        }
        // Not tantivy's way of doing it, whose files no other user may read.
        let (path, aside) = (self.root.join(path), self.root.join(aside(path)));
        let write = || {
            let mut file = File::create(&aside)?;
            file.write_all(data)?;
            file.write_all(&line(data))?;
            file.sync_data()?;
            fs::rename(&aside, &path)
        };
        self.failure.note(write().inspect_err(|_| {
            let _ = fs::remove_file(&aside);
        }))
    }

    fn sync_directory(&self) -> io::Result<()> {
        if !self.writable {
            return Ok(());
        }
        self.failure.note(self.inner.sync_directory())
    }

    // The index folder has one lock for its writer, and readers take none: a read-only folder can be searched. What tantivy's
    // locks are for beside that (files that vanish while they are opened) is met by opening again.
    fn acquire_lock(&self, _lock: &Lock) -> std::result::Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(PathBuf::new())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// Where a small file is written before it takes its place.
fn aside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(".new");
    name.into()
}

fn line(bytes: &[u8]) -> Vec<u8> {
    format!("#{:08x}\n", crc32fast::hash(bytes)).into_bytes()
}

fn damaged(path: &Path) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!(
            "{}: its bytes are not those that were written",
            path.display()
        ),
    )
}

fn forbidden() -> Error {
    Error::new(ErrorKind::PermissionDenied, "opened for reading only")
}

fn reading(error: OpenReadError) -> Error {
    match error {
        OpenReadError::FileDoesNotExist(path) => {
            Error::new(ErrorKind::NotFound, format!("{}: missing", path.display()))
        }
        OpenReadError::IoError { io_error, .. } => same(&io_error),
        other => Error::other(other.to_string()),
    }
}

/// The same error again: an [`Error`] can't be cloned, its number can.
fn same(error: &Error) -> Error {
    match error.raw_os_error() {
        Some(number) => Error::from_raw_os_error(number),
        None if is_limit_of_files(error) => Error::from_raw_os_error(24),
        None => Error::new(error.kind(), error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use tantivy::directory::TerminatingWrite;

    use super::*;

    fn written(bytes: &[u8]) -> (tempfile::TempDir, Vec<u8>) {
        let dir = tempfile::tempdir().unwrap();
        let store = Summed::writing(dir.path()).unwrap();
        let mut file = store.open_write(Path::new("x.idx")).unwrap();
        file.write_all(bytes).unwrap();
        file.terminate().unwrap();
        let on_disk = std::fs::read(dir.path().join("x.idx")).unwrap();
        (dir, on_disk)
    }

    #[test]
    fn what_was_written_is_read() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 70 * BLOCK + 7] {
            let bytes: Vec<u8> = (0..length).map(|n| (n * 7 + n / 251) as u8).collect();
            let (dir, _) = written(&bytes);
            let store = Summed::reading(dir.path()).unwrap();
            store.verify(Path::new("x.idx")).unwrap();
            let handle = store.get_file_handle(Path::new("x.idx")).unwrap();
            assert_eq!(handle.len(), length);
            assert_eq!(&*handle.read_bytes(0..length).unwrap(), &bytes[..]);
            assert!(handle.read_bytes(0..length + 1).is_err());
        }
    }

    #[test]
    fn a_flipped_byte_is_seen_by_whoever_reads_its_block_and_by_nobody_else() {
        let (dir, on_disk) = written(&vec![b'x'; 3 * BLOCK]);
        let store = Summed::reading(dir.path()).unwrap();
        for at in [0, BLOCK, 3 * BLOCK - 1, 3 * BLOCK, on_disk.len() - 1] {
            let mut bad = on_disk.clone();
            bad[at] ^= 0x40;
            std::fs::write(dir.path().join("x.idx"), bad).unwrap();
            assert!(store.verify(Path::new("x.idx")).is_err(), "{at}");
            let Ok(handle) = store.get_file_handle(Path::new("x.idx")) else {
                assert!(at >= 3 * BLOCK);
                continue;
            };
            for block in 0..3 {
                let read = handle.read_bytes(block * BLOCK + 5..block * BLOCK + 9);
                assert_eq!(read.is_err(), block == at / BLOCK);
            }
        }
    }

    #[test]
    fn a_file_cut_short_is_damaged() {
        let (dir, on_disk) = written(&vec![b'x'; 2 * BLOCK]);
        let store = Summed::reading(dir.path()).unwrap();
        for length in [0, 3, TRAILER, BLOCK, on_disk.len() - 1] {
            std::fs::write(dir.path().join("x.idx"), &on_disk[..length]).unwrap();
            assert!(
                store.get_file_handle(Path::new("x.idx")).is_err(),
                "{length}"
            );
        }
    }

    #[test]
    fn a_small_file_with_a_flipped_byte_is_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let store = Summed::writing(dir.path()).unwrap();
        let path = Path::new("meta.json");
        store.atomic_write(path, b"{\"opstamp\":12}\n").unwrap();
        assert_eq!(store.atomic_read(path).unwrap(), b"{\"opstamp\":12}\n");
        let on_disk = std::fs::read(dir.path().join(path)).unwrap();
        for at in 0..on_disk.len() {
            let mut bad = on_disk.clone();
            bad[at] ^= 1;
            std::fs::write(dir.path().join(path), bad).unwrap();
            assert!(store.atomic_read(path).is_err(), "{at}");
        }
    }
}
