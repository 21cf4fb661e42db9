//! Owns an item of a WordPress export: which are articles, and what the site's own archive says of them. The day is the site's
//! (`post_date`), never Greenwich's. Refuses what was not published, and comments that were not let through.

use super::super::content;
use super::super::xml::{Tree, one_line};
use super::super::{Format, html};
use super::{Channel, Place, entry, post};
use crate::article::{PartialDate, RawArticle};
use crate::dates;

/// Kinds of post that WordPress and its plugins keep for themselves; any other kind is the site's own and may be articles.
const NO_ARTICLES: [&str; 19] = [
    "attachment",
    "revision",
    "nav_menu_item",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
    "feedback",
    "wpcf7_contact_form",
    "mc4wp-form",
    "jp_mem_plan",
    "jp_pay_order",
    "shop_order",
    "shop_coupon",
    "elementor_library",
    "amn_mi-lite",
    "sidebar",
    "safecss",
    "spam",
];

/// The article of an item; `None` if it is none, or was not published.
///
/// # Errors
/// If it was published and holds neither a title nor words.
pub(super) fn article(
    tree: &Tree,
    item: usize,
    channel: &Channel,
    place: &Place,
) -> Result<Option<RawArticle>, String> {
    let value = |name: &str| tree.line(item, name);
    let kind = value("wp:post_type").unwrap_or_else(|| "post".to_string());
    let internal =
        NO_ARTICLES.contains(&kind.as_str()) || kind.starts_with("wp_") || kind.starts_with("acf");
    let public = value("wp:status").is_none_or(|status| status == "publish");
    if internal || !public || value("wp:post_password").is_some() {
        return Ok(None);
    }
    let mut article = place.article(Format::WordPress);
    if let Some(id) = value("wp:post_id")
        .and_then(|id| id.parse().ok())
        .filter(|id| channel.is_new(*id))
    {
        // The post's own number outlives the next export.
        article.origin.record = id;
    } else {
        article.origin.record = u32::MAX - place.record;
    }
    article.title = value("title")
        .map(|t| place.text(entry::plain(&t)))
        .filter(|t| !t.text.is_empty());
    article.url = entry::link(tree, item);
    article.published = day(tree, item);
    article.publisher.clone_from(&channel.title);
    article.lang = channel.lang;
    let logins = tree
        .named(item, "dc:creator")
        .map(|at| one_line(&tree.words(at)));
    let names = logins.map(|login| channel.people.get(&login).cloned().unwrap_or(login));
    article.byline = names.filter(|name| !name.is_empty()).collect();
    let body = tree
        .named(item, "content:encoded")
        .next()
        .map(|at| tree.words(at));
    (article.body, article.quotes) = html::fragment_blocks(&post::html(&body.unwrap_or_default()));
    if article.body.is_empty() && article.title.is_none() {
        return Err("no text".to_string());
    }
    for comment in tree.named(item, "wp:comment") {
        add_comment(tree, comment, &mut article);
    }
    let url = article.url.clone();
    content::place(
        &mut article,
        Some(place.line),
        url.as_deref().or(channel.base.as_deref()),
    );
    Ok(Some(article))
}

/// The local day; a post whose local time is lost has only the feed's.
fn day(tree: &Tree, item: usize) -> Option<PartialDate> {
    match tree.line(item, "wp:post_date") {
        Some(local) => dates::parse(&local),
        None => dates::parse(&tree.line(item, "pubDate")?),
    }
}

/// Adds a reader's comment that the site shows; answers of other sites' programs (pingbacks) are none.
fn add_comment(tree: &Tree, comment: usize, article: &mut RawArticle) {
    let value = |name: &str| tree.line(comment, name);
    let shown = value("wp:comment_approved").as_deref() == Some("1");
    let by_reader = value("wp:comment_type").is_none_or(|kind| kind == "comment");
    if !shown || !by_reader {
        return;
    }
    let words = tree
        .named(comment, "wp:comment_content")
        .next()
        .map(|at| tree.words(at));
    content::add_comment(
        article,
        value("wp:comment_author"),
        &post::html(&words.unwrap_or_default()),
    );
}

impl Channel {
    /// Whether no post of this number was given yet: a damaged export may repeat one, and an id is of one article.
    fn is_new(&self, id: u32) -> bool {
        id < u32::MAX / 2 && self.posts.borrow_mut().insert(id)
    }
}
