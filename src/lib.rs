//! Searches articles and the passages they quote, and says whose words each one is.
//!
//! Nouns are data, verbs are stages, two short files join them, and one folder knows tantivy; see ARCHITECTURE.md.

pub mod analyze;
pub mod article;
mod aside;
pub mod attribute;
pub mod check;
pub mod cite;
pub mod dates;
pub mod error;
pub mod hit;
pub mod index;
pub mod ingest;
pub mod name;
pub mod passage;
pub mod pattern;
pub mod query;
pub mod read;
pub mod render;
pub mod resolve;
pub mod search;
pub mod snippet;
pub mod source;
pub mod split;
pub mod walk;

pub use error::{Error, Result};
