//! Owns HTML: pages as they are saved. A stub until the reader is merged.

use crate::article::RawArticle;
use crate::error::{Error, Result, Skipped};
use crate::read::Limits;

/// Reads the articles of a page.
///
/// # Errors
/// Always, as long as this is a stub.
pub(crate) fn read(
    bytes: &[u8],
    path: &str,
    limits: &Limits,
    sink: &mut dyn FnMut(std::result::Result<RawArticle, Skipped>),
) -> Result<()> {
    let _ = (bytes, limits, sink);
    Err(Error::file(path, "no reader for HTML yet"))
}
