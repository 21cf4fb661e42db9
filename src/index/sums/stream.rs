//! Owns how a writer reads the engine's files: through a small window, not a map. A merge reads all of many segments once, and what
//! it has read of a map counts as memory of ours until the merge is over. Refuses to check sums.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tantivy::HasLen;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory, FileHandle, MmapDirectory, OwnedBytes};

/// Bytes that are read ahead where reading goes on from where it was. What is longer is mapped, for as long as it is held.
const AHEAD: usize = 256 << 10;

/// A file that is read from its beginning to its end, mostly.
#[derive(Debug)]
pub(super) struct Streamed {
    maps: MmapDirectory,
    path: PathBuf,
    length: usize,
    window: Mutex<Window>,
}

/// What was read last.
#[derive(Debug)]
struct Window {
    file: File,
    start: usize,
    bytes: OwnedBytes,
}

impl Streamed {
    /// Opens `path`, a file in folder `root`, which is also that of `maps`.
    pub(super) fn open(
        maps: &MmapDirectory,
        root: &Path,
        path: &Path,
    ) -> Result<Streamed, OpenReadError> {
        let wrap = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_path_buf()),
            _ => OpenReadError::wrap_io_error(error, path.to_path_buf()),
        };
        let file = File::open(root.join(path)).map_err(wrap)?;
        let length = file.metadata().map_err(wrap)?.len();
        Ok(Streamed {
            maps: maps.clone(),
            path: path.to_path_buf(),
            length: usize::try_from(length).map_err(|e| wrap(io::Error::other(e)))?,
            window: Mutex::new(Window {
                file,
                start: 0,
                bytes: OwnedBytes::empty(),
            }),
        })
    }
}

impl Window {
    fn end(&self) -> usize {
        self.start + self.bytes.len()
    }

    /// Reads anew from `range.start` on: all of `range`, and more where it goes on from here.
    fn turn(&mut self, range: &Range<usize>, length: usize) -> io::Result<()> {
        let goes_on = (self.start..=self.end()).contains(&range.start);
        let end = match goes_on {
            true => range.end.max(length.min(range.start + AHEAD)),
            false => range.end,
        };
        let mut bytes = vec![0; end - range.start];
        self.file.seek(SeekFrom::Start(range.start as u64))?;
        self.file.read_exact(&mut bytes)?;
        (self.start, self.bytes) = (range.start, OwnedBytes::new(bytes));
        Ok(())
    }
}

impl HasLen for Streamed {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for Streamed {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if range.len() > AHEAD {
            let map = self.maps.get_file_handle(&self.path);
            return map.map_err(super::reading)?.read_bytes(range);
        }
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        if range.start < window.start || range.end > window.end() {
            window.turn(&range, self.length)?;
        }
        let from = range.start - window.start;
        Ok(window.bytes.slice(from..from + range.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_file_is_read_in_any_order() {
        let dir = tempfile::tempdir().unwrap();
        let bytes: Vec<u8> = (0..3 * AHEAD + 77)
            .map(|n| (n * 31 + n / 253) as u8)
            .collect();
        std::fs::write(dir.path().join("x.idx"), &bytes).unwrap();
        let maps = MmapDirectory::open(dir.path()).unwrap();
        let file = Streamed::open(&maps, dir.path(), Path::new("x.idx")).unwrap();
        assert_eq!(file.len(), bytes.len());
        for range in [
            0..10,
            10..2000,
            2000..AHEAD,
            AHEAD - 1..AHEAD + 9,
            5..7,
            bytes.len() - 3..bytes.len(),
            0..AHEAD + 1,
            0..bytes.len(),
            9..9,
        ] {
            assert_eq!(&*file.read_bytes(range.clone()).unwrap(), &bytes[range]);
        }
        assert!(file.read_bytes(0..bytes.len() + 1).is_err());
        assert!(Streamed::open(&maps, dir.path(), Path::new("y.idx")).is_err());
    }
}
