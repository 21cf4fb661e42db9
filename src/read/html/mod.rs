//! Owns HTML: pages as they are saved. A stub until the reader is merged.

use crate::article::{QuoteMarkup, RawArticle, RawBlock, Role};
use crate::error::{Error, Result, Skipped};
use crate::read::builder::Builder;
use crate::read::{Limits, tags};

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

/// The blocks of a piece of HTML (the body of a record), with the quotations that they stand in.
pub(crate) fn fragment_blocks(html: &str) -> (Vec<RawBlock>, Vec<QuoteMarkup>) {
    let mut builder = Builder::new(html, None, 1);
    let mut skipping = 0;
    for (at, part) in tags::parts(html) {
        tags::apply(&part, at, &mut builder, &mut skipping);
    }
    builder.flush(Role::Paragraph);
    (builder.blocks, builder.quotes)
}
