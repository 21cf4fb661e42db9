//! Owns the step from a record's fields to an article, for records of any format. Refuses a record without words.

use super::fields::Fields;
use super::{content, tags, text};
use crate::article::{Origin, RawArticle, RawText};

/// The article of a record that begins on `line`.
///
/// # Errors
/// If it has no text.
pub(super) fn article(fields: &Fields, origin: Origin, line: u32) -> Result<RawArticle, String> {
    let body = fields.text().ok_or("no text")?;
    let mut article = RawArticle::new(origin);
    let title = fields.title();
    article.byline = fields.byline();
    article.url = fields.url();
    article.publisher = fields.publisher();
    article.published = fields.published();
    article.lang = fields.lang();
    if tags::is_html(&body) {
        let found = content::html(&body);
        (article.body, article.quotes) = (found.blocks, found.quotes);
    } else {
        let found = text::body(without_title(&body, title.as_deref()));
        (article.body, article.quotes) = (found.blocks, found.quotes);
        found.told.give(&mut article);
    }
    if article.body.is_empty() {
        return Err("no text".to_string());
    }
    content::place(&mut article, Some(line), None);
    article.title = title.map(|text| RawText {
        text,
        at: None,
        line: Some(line),
    });
    Ok(article)
}

/// The body without a first line that only repeats the title.
fn without_title<'a>(body: &'a str, title: Option<&str>) -> &'a str {
    let start = body.trim_start();
    let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
    match title == Some(first.trim()) && !rest.trim().is_empty() {
        true => rest,
        false => body,
    }
}
