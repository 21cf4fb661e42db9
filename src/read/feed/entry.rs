//! Owns an item of RSS (0.9 to 2.0, RDF) and Atom (0.3, 1.0): its fields and its words. Refuses `updated`: a change is no publication.

use super::super::content::{self, Content};
use super::super::xml::{Tree, one_line};
use super::super::{Format, address, html, tags};
use super::{Channel, Place};
use crate::article::{PartialDate, RawArticle, RawText};
use crate::dates;

/// The article of an item.
///
/// # Errors
/// If it holds neither a title nor words.
pub(super) fn article(
    tree: &Tree,
    item: usize,
    channel: &Channel,
    place: &Place,
) -> Result<RawArticle, String> {
    let mut article = place.article(Format::Feed);
    let base = base(tree, item, channel);
    article.title = title(tree, item).map(|text| place.text(text));
    article.url = link(tree, item).or_else(|| permalink(tree, item));
    article.url = article.url.map(|url| address::join(base.as_deref(), &url));
    article.published = published(tree, item);
    article.byline = authors(tree, item, channel);
    article.lang = channel.lang;
    article.publisher = origin(tree, item).or_else(|| channel.title.clone());
    let inside = tree.named(item, "content").next();
    let inside = inside.and_then(|at| tree.attribute(at, "xml:base"));
    let base = inside
        .map(|inside| address::join(base.as_deref(), inside))
        .or(base);
    let Content {
        blocks,
        quotes,
        told,
    } = content(tree, item);
    (article.body, article.quotes) = (blocks, quotes);
    told.give(&mut article);
    let base = base.or_else(|| article.url.clone());
    content::place(&mut article, Some(place.line), base.as_deref());
    if article.body.is_empty() && article.title.is_none() {
        return Err("no text".to_string());
    }
    Ok(article)
}

impl Place<'_> {
    pub(super) fn text(&self, text: String) -> RawText {
        RawText {
            text,
            at: None,
            line: Some(self.line),
        }
    }
}

/// The whole text where the item has it, else its summary.
fn content(tree: &Tree, item: usize) -> Content {
    for name in [
        "content:encoded",
        "xhtml:body",
        "body",
        "content",
        "description",
        "summary",
    ] {
        for at in tree.named(item, name) {
            let words = tree.words(at);
            let found = match tree.attribute(at, "type").unwrap_or("") {
                // The markup of the text is the feed's own; its prefix, if it has one, is none of HTML's names.
                "xhtml" | "application/xhtml+xml" => content::html(
                    &tree
                        .inner(at)
                        .replace("<xhtml:", "<")
                        .replace("</xhtml:", "</"),
                ),
                "text" | "text/plain" => content::text(&words),
                "html" | "text/html" if tree.attribute(at, "mode") != Some("xml") => {
                    content::html(&words)
                }
                // Some write HTML into the feed as it is.
                _ if tree.children(at).next().is_some() => content::html(tree.inner(at)),
                _ => content::any(&words),
            };
            if !found.blocks.is_empty() {
                return found;
            }
        }
    }
    Content::default()
}

fn title(tree: &Tree, item: usize) -> Option<String> {
    let at = tree.named(item, "title").next()?;
    let title = match tree.attribute(at, "type") {
        Some("text") => one_line(&tree.words(at)),
        _ => plain(&tree.words(at)),
    };
    Some(title).filter(|t| !t.is_empty())
}

/// The words of a title, which may be HTML within XML.
pub(super) fn plain(title: &str) -> String {
    let markup = title.contains('<') && title.contains('>');
    if !markup {
        return one_line(&htmlize::unescape(title));
    }
    let (blocks, _) = html::fragment_blocks(title);
    let words: Vec<&str> = blocks.iter().map(|b| b.text.text.as_str()).collect();
    match words.is_empty()
        || !tags::parts(title)
            .iter()
            .any(|(_, part)| matches!(part, tags::Part::Open { .. }))
    {
        true => one_line(title),
        false => one_line(&words.join(" ")),
    }
}

/// The address of an item or a feed itself: RSS's `link`, Atom's link to the text as people read it.
pub(super) fn link(tree: &Tree, at: usize) -> Option<String> {
    let mut links = tree.named(at, "link").filter_map(|link| {
        let address = tree.attribute(link, "href").map(str::to_string);
        let address = address.unwrap_or_else(|| one_line(&tree.words(link)));
        let reads = matches!(tree.attribute(link, "rel"), None | Some("alternate"));
        let page = tree
            .attribute(link, "type")
            .is_none_or(|t| t.contains("html"));
        (reads && page && !address.is_empty()).then_some(address)
    });
    let original = tree.line(at, "feedburner:origLink");
    original.or_else(|| links.next())
}

/// An id that is an address at the same time.
fn permalink(tree: &Tree, item: usize) -> Option<String> {
    let guid = tree
        .named(item, "guid")
        .find(|&at| tree.attribute(at, "isPermaLink") != Some("false"));
    let about = tree.attribute(item, "rdf:about").map(str::to_string);
    let id = guid.map(|at| one_line(&tree.words(at))).or(about);
    id.filter(|id| id.starts_with("http://") || id.starts_with("https://"))
}

fn published(tree: &Tree, item: usize) -> Option<PartialDate> {
    let names = [
        "pubDate",
        "published",
        "issued",
        "dc:date",
        "dcterms:issued",
        "dc:date.issued",
    ];
    names
        .iter()
        .find_map(|name| dates::parse(&tree.line(item, name)?))
}

fn authors(tree: &Tree, item: usize, channel: &Channel) -> Vec<String> {
    let mut names = Vec::new();
    for at in tree
        .named(item, "dc:creator")
        .chain(tree.named(item, "author"))
    {
        let name = tree
            .line(at, "name")
            .unwrap_or_else(|| one_line(&tree.words(at)));
        // RSS gives `who@where (Name)`.
        let named = name
            .split_once('(')
            .filter(|(before, _)| before.contains('@'));
        let name = named
            .map_or(name.as_str(), |(_, name)| name.trim_end_matches(')'))
            .trim()
            .to_string();
        if !name.is_empty() && !name.contains('@') && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        names.clone_from(&channel.authors);
    }
    names
}

/// Who published an item that this feed only passes on.
fn origin(tree: &Tree, item: usize) -> Option<String> {
    let at = tree.named(item, "source").next()?;
    let title = tree
        .line(at, "title")
        .unwrap_or_else(|| one_line(&tree.words(at)));
    let title = plain(&title);
    (!title.is_empty() && !title.contains("://")).then_some(title)
}

fn base(tree: &Tree, item: usize, channel: &Channel) -> Option<String> {
    let own = tree.attribute(item, "xml:base");
    own.map(|own| address::join(channel.base.as_deref(), own))
        .or_else(|| channel.base.clone())
}
