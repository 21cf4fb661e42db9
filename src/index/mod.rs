//! Owns the store: articles and passages go in, passages come out by query. The only place that knows tantivy; its signatures
//! mention only our nouns.

mod apart;
mod catalog;
mod check;
mod commit;
mod composed;
mod few;
mod fresh;
mod gate;
mod gather;
mod join;
mod leaf;
mod living;
mod manifest;
mod merging;
mod names;
mod open;
mod record;
mod schema;
mod scripts;
mod sounds;
mod spread;
mod stages;
mod sums;
mod sweep;
mod tally;
#[cfg(test)]
mod tests;
mod tokenize;
mod translate;
mod words;
mod writer;

pub use catalog::{ArticleEntry, Catalog, FileRecord};
pub use check::{Fault, faults, foreign, leftovers};
pub use commit::{Commit, commit};
pub use gather::{Found, Group, Ids, Wanted};
pub use manifest::{Building, Folder, Manifest, Payload, WriterLock};
pub use open::{Counts, Plan, Searcher, WordsOf};
pub use record::Record;
pub use translate::Widening;
pub use writer::Writer;

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::error::{Error, is_limit_of_files};

/// The version of the manifest.
pub const FORMAT_VERSION: u32 = manifest::FORMAT;
/// The version of the catalog.
pub const CATALOG_VERSION: u32 = catalog::VERSION;
/// The version of the field table, the stored record and the engine's files.
pub const SCHEMA_VERSION: u32 = schema::VERSION;

/// An engine's failure as ours, with what the user can do about it.
fn engine(error: impl Into<tantivy::TantivyError>) -> Error {
    use tantivy::TantivyError;
    use tantivy::directory::error::{OpenReadError, OpenWriteError};

    let error = error.into();
    match &error {
        TantivyError::IoError(io) => io_failed("index", io),
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => {
            io_failed("index", io_error)
        }
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => {
            io_failed("index", io_error)
        }
        TantivyError::DataCorruption(_) | TantivyError::OpenReadError(_) => {
            Error::Index(format!("index: {error}; {MENDS}"))
        }
        _ => Error::Index(format!("index: {error}")),
    }
}

/// What mends a damaged index.
const MENDS: &str = "`sosik check` tells more, `sosik check --repair` mends it";

/// Whether bytes are not those that were written: no second try will help.
fn is_damage(error: &tantivy::TantivyError) -> bool {
    use tantivy::TantivyError;
    use tantivy::directory::error::OpenReadError;
    let io = match error {
        TantivyError::IoError(io) => Some(io),
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => Some(io_error),
        _ => None,
    };
    io.is_some_and(|io| io.kind() == ErrorKind::InvalidData)
}

/// A failure to write a file of an index, with what the user can do about it.
fn write_failed(path: &Path, error: &io::Error) -> Error {
    io_failed(path.display(), error)
}

/// A failure to read or write, with what the user can do about it.
fn io_failed(path: impl std::fmt::Display, error: &io::Error) -> Error {
    let damage = format!("; {MENDS}");
    let remedy = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "; what was committed before stands: make room and run `sosik index` again"
        }
        ErrorKind::FileTooLarge => {
            "; what was committed before stands: raise the limit of file sizes (ulimit -f) and run `sosik index` again"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "; the index folder can't be written (it can be searched): mend that, or name another with --index"
        }
        ErrorKind::InvalidData => &damage,
        _ if is_limit_of_files(error) => "; raise the limit of open files (ulimit -n)",
        _ => "",
    };
    Error::Index(format!("{path}: {error}{remedy}"))
}
