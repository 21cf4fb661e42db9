//! Owns what a run tells while it goes on, and what it is told: to stop.

/// Is told how a run goes on; called from several threads.
pub trait Progress: Sync {
    /// The work is known: so many files, so many bytes to read.
    fn start(&self, files: u64, bytes: u64) {
        let _ = (files, bytes);
    }
    /// So many more bytes of the files are read; of a packed file the bytes on disk count.
    fn advanced(&self, bytes: u64) {
        let _ = bytes;
    }
    /// A file is done.
    fn file_done(&self) {}
    /// All is read; what remains is to write.
    fn finishing(&self) {}
    /// Whether the run is to end early, keeping what it has read; asked often.
    fn stop_asked(&self) -> bool {
        false
    }
}

/// A [`Progress`] that tells nobody and never stops.
pub struct Silent;
impl Progress for Silent {}
