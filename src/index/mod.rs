//! Owns the store: articles and passages go in, passages come out by query. The only place that knows tantivy; its signatures
//! mention only our nouns.

mod gather;
mod join;
mod leaf;
mod manifest;
mod open;
mod record;
mod schema;
mod scripts;
mod stages;
mod tally;
#[cfg(test)]
mod tests;
mod tokenize;
mod translate;
mod words;
mod writer;

pub use gather::Group;
pub use manifest::{ArticleEntry, Catalog, FileRecord, Folder, Manifest, Payload, WriterLock};
pub use open::{Counts, Found, Plan, Searcher, WordsOf};
pub use record::Record;
pub use translate::Widening;
pub use writer::Writer;

use crate::error::Error;

/// The version of the manifest and catalog.
pub const FORMAT_VERSION: u32 = manifest::FORMAT;
/// The version of the field table and the stored record.
pub const SCHEMA_VERSION: u32 = schema::VERSION;

/// An engine's failure as ours, with what the user can do about it.
fn engine(error: impl Into<tantivy::TantivyError>) -> Error {
    use std::io::ErrorKind;
    use tantivy::TantivyError;
    use tantivy::directory::error::{OpenReadError, OpenWriteError};

    let error = error.into();
    let io = match &error {
        TantivyError::IoError(io) => Some(io),
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => Some(io_error),
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => Some(io_error),
        _ => None,
    };
    let remedy = match io.map(|io| io.kind()) {
        Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
            "; what was committed before stands: make room and run `sosik index` again"
        }
        Some(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
            "; the index folder can't be written: name another with --index"
        }
        _ => "",
    };
    let reason = io.map_or_else(|| error.to_string(), |io| io.to_string());
    Error::Index(format!("index: {reason}{remedy}"))
}
