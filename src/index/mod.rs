//! Owns the store: articles and passages go in, passages come out by query. The only place that knows tantivy; its signatures
//! mention only our nouns.

mod gather;
mod join;
mod leaf;
mod manifest;
mod open;
mod record;
mod schema;
#[cfg(test)]
mod tests;
mod tokenize;
mod translate;
mod words;
mod writer;

use std::path::PathBuf;

pub use gather::Group;
pub use manifest::{ArticleEntry, Catalog, FileRecord, Folder, Manifest, Payload, WriterLock};
pub use open::{Counts, Found, Plan, Searcher};
pub use record::Record;
pub use translate::Widening;
pub use writer::Writer;

use crate::error::Error;

/// The version of the manifest and catalog.
pub const FORMAT_VERSION: u32 = manifest::FORMAT;
/// The version of the field table and the stored record.
pub const SCHEMA_VERSION: u32 = schema::VERSION;

/// An engine's failure as ours.
fn engine(error: impl Into<tantivy::TantivyError>) -> Error {
    let error = error.into();
    let reason = match &error {
        tantivy::TantivyError::IoError(io) => io.to_string(),
        other => other.to_string(),
    };
    Error::Engine {
        path: PathBuf::from("index"),
        reason,
    }
}
