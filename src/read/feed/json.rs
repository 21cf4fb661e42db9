//! Owns JSON Feed (1 and 1.1): what the feed says of itself, and its items. Refuses `date_modified`: a change is no publication.

use serde_json::{Map, Value};

use super::super::content::{self, Content};
use super::super::{Format, address, surrogates};
use super::{Place, entry};
use crate::article::{Digest, Lang, RawArticle};
use crate::dates;

/// What marks a JSON file as a feed.
pub(in crate::read) const VERSION: &[u8] = b"jsonfeed.org/version/";

/// The articles of a feed, each or why it is none.
///
/// # Errors
/// If this is no JSON, or no feed.
pub(super) fn articles(text: &str, path: &str) -> Result<Vec<Result<RawArticle, String>>, String> {
    let whole = surrogates::mended(text.as_bytes());
    let feed: Value = serde_json::from_slice(&whole).map_err(|e| format!("no valid JSON: {e}"))?;
    let Some(items) = feed.get("items").and_then(Value::as_array) else {
        return Err("a JSON Feed without items".to_string());
    };
    let read = |(number, item): (usize, &Value)| {
        let place = Place {
            path,
            line: 1,
            record: number as u32,
            digest: Digest::of(item.to_string().as_bytes()),
        };
        let mut article = place.article(Format::Feed);
        let fields = item.as_object().ok_or("an item that is no object")?;
        fill(&mut article, fields, &feed);
        if article.body.is_empty() && article.title.is_none() {
            return Err(format!("item {number}: no text"));
        }
        Ok(article)
    };
    Ok(items.iter().enumerate().map(read).collect())
}

fn fill(article: &mut RawArticle, item: &Map<String, Value>, feed: &Value) {
    let value = |name: &str| {
        item.get(name)
            .and_then(Value::as_str)
            .map(str::trim)
            .filter(|v| !v.is_empty())
    };
    let of_feed = |name: &str| {
        feed.get(name)
            .and_then(Value::as_str)
            .map(str::trim)
            .filter(|v| !v.is_empty())
    };
    let base = of_feed("home_page_url");
    article.title = value("title").map(|title| crate::article::RawText {
        text: entry::plain(title),
        ..Default::default()
    });
    let id = value("id").filter(|id| address::is_absolute(id));
    article.url = value("url").or(id).map(|url| address::join(base, url));
    article.published = value("date_published").and_then(dates::parse);
    article.lang = value("language")
        .or_else(|| of_feed("language"))
        .and_then(Lang::from_tag);
    article.publisher = of_feed("title").map(entry::plain);
    article.byline = names(item);
    if let (true, Some(feed)) = (article.byline.is_empty(), feed.as_object()) {
        article.byline = names(feed);
    }
    let Content {
        blocks,
        quotes,
        told,
    } = match (value("content_html"), value("content_text")) {
        (Some(html), _) => content::html(html),
        (None, Some(text)) => content::text(text),
        (None, None) => value("summary").map(content::any).unwrap_or_default(),
    };
    (article.body, article.quotes) = (blocks, quotes);
    told.give(article);
    let base = article.url.clone().or(base.map(str::to_string));
    content::place(article, None, base.as_deref());
}

/// `authors` of 1.1, `author` of 1.
fn names(of: &Map<String, Value>) -> Vec<String> {
    let many = of
        .get("authors")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let names = many
        .chain(of.get("author"))
        .filter_map(|author| author.get("name")?.as_str());
    let mut found: Vec<String> = Vec::new();
    for name in names.map(str::trim).filter(|n| !n.is_empty()) {
        if !found.iter().any(|known| known == name) {
            found.push(name.to_string());
        }
    }
    found
}
