//! Owns HTML: a saved page as one article, with its text, its quotations and its readers' comments.
//! Refuses to guess what a page does not say, and to run scripts: a page that they make has no text here.
//!
//! `tree` reads the markup, `marks` knows what themes call things, `main_text` finds the article, `blocks` cuts it, `comments` tells
//! readers from the author, `meta` finds title, publisher, authors, date and address.

use crate::article::{QuoteMarkup, RawArticle, RawBlock, Role};
use crate::error::{Error, Result, Skipped};
use crate::read::builder::Builder;
use crate::read::{Limits, tags};

/// Reads the page in `bytes`. A page that breaks off gives what stands before and a [`Skipped`] that says so.
///
/// # Errors
/// If the bytes are no text, or the page has none.
pub(crate) fn read(
    bytes: &[u8],
    path: &str,
    limits: &Limits,
    sink: &mut dyn FnMut(std::result::Result<RawArticle, Skipped>),
) -> Result<()> {
    if bytes.len() as u64 > limits.article_bytes {
        return Err(Error::file(
            path,
            format!(
                "a page of {} bytes is above the limit of {}",
                bytes.len(),
                limits.article_bytes
            ),
        ));
    }
    let (text, damage) = decode(bytes).map_err(|e| Error::file(path, e))?;
    let page = tree::parse(&text);
    let cut = cut(&page);
    let origin = Origin {
        path: path.to_string(),
        record: 0,
        format: "html".to_string(),
        digest: Digest::of(bytes),
    };
    let article = article(&page, origin);
    if article.body.iter().all(|b| b.role == Role::Separator) {
        return Err(Error::file(
            path,
            match cut {
                Some(cut) => format!("truncated HTML: ends {cut}, before any text"),
                None => {
                    "no text in this page (made by scripts? save it from a browser)".to_string()
                }
            },
        ));
    }
    sink(Ok(article));
    let mut say = |reason: String| {
        sink(Err(Skipped {
            path: path.to_string(),
            reason,
        }));
    };
    if let Some(cut) = cut {
        say(format!(
            "truncated HTML: ends {cut}; what stands before is indexed"
        ));
    }
    if let Some(damage) = damage {
        say(format!("{damage}; the rest of the page is indexed"));
    }
    Ok(())
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
