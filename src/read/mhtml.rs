//! Owns MHTML: a page that a browser saved in one file with its pictures. The page is the article; its address is the one that
//! the browser noted. Refuses what the page embeds, and the day on which it was saved.

use mail_parser::{HeaderName, Message, MessagePart, MimeHeaders, PartType};

use super::Sink;
use super::document::{Document, Facts, inner};
use super::meter::Meter;
use super::mime;
use crate::error::{Error, Result};

/// Reads the saved page in `bytes`.
///
/// # Errors
/// If it is no MHTML, holds no page, or a limit of the whole file was passed.
pub(super) fn read(
    bytes: &[u8],
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let _held = meter
        .hold(bytes.len() as u64)
        .map_err(|e| Error::file(path, e))?;
    let message =
        mime::parse(bytes).ok_or_else(|| Error::file(path, "no MHTML: it has no headers"))?;
    let page = page(&message).ok_or_else(|| Error::file(path, "no page in this MHTML file"))?;
    let noted = message
        .header("Snapshot-Content-Location")
        .and_then(|value| value.as_text());
    let addresses = [page.content_location(), noted];
    let url = addresses
        .into_iter()
        .flatten()
        .map(str::trim)
        .find(|address| address.starts_with("http://") || address.starts_with("https://"));
    let facts = Facts {
        // The page in the file has no name of its own.
        name: Some(String::new()),
        media: Some("text/html".to_string()),
        charset: mime::charset(page),
        url: url.map(str::to_string),
        title: mime::header(&message, HeaderName::Subject),
        ..Facts::default()
    };
    let content = mime::content(&message, page);
    let inside = Document {
        path,
        facts: &facts,
        size: None,
    };
    inner(&mut &*content, &inside, meter, sink).map(|_| ())
}

/// The part that the head calls the root, else the first page; the others are frames.
fn page<'a>(message: &'a Message) -> Option<&'a MessagePart<'a>> {
    let is_page = |part: &&MessagePart| {
        matches!(part.body, PartType::Html(_)) || mime::media(part) == "application/xhtml+xml"
    };
    let start = message
        .content_type()
        .and_then(|kind| kind.attribute("start"))
        .map(|id| id.trim_matches(['<', '>']));
    let root = message.parts.iter().filter(is_page).find(|part| {
        start.is_some() && part.content_id().map(|id| id.trim_matches(['<', '>'])) == start
    });
    root.or_else(|| message.parts.iter().find(is_page))
}

/// Whether headers are those of a page that a browser saved, rather than of a mail.
pub(super) fn is_saved_page(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&head[..head.len().min(4096)]).to_ascii_lowercase();
    let headers = head
        .split_once("\n\n")
        .or_else(|| head.split_once("\r\n\r\n"))
        .map_or(&*head, |(headers, _)| headers);
    headers.contains("multipart/related")
        && (headers.contains("snapshot-content-location:")
            || headers.contains("from: <saved by")
            || headers.contains("from: \"saved by")
            || headers.contains("x-mimeole: produced by microsoft mimeole")
                && !headers.contains("\nto:"))
}
