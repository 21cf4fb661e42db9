//! Owns feeds (RSS 0.9 to 2.0, RDF, Atom) and WordPress exports, which are feeds with all of a blog in them: what the channel says of
//! itself, and an item at a time. Refuses what is inside an item: `entry` and `wxr` read that.

mod entry;
mod items;
mod json;
mod post;
mod wxr;

pub(super) use self::json::VERSION as JSON_FEED;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::io::{BufRead, Read};

use self::items::{Found, Items, What};
use super::decoding::Decoding;
use super::document::Document;
use super::meter::{Meter, at};
use super::xml::{self, Declared, Piece, Pieces, Tree};
use super::{Format, Sink, address};
use crate::article::{Digest, Lang, Origin, RawArticle};
use crate::error::{Error, Result, Skipped};

/// Reads all items of a feed.
///
/// # Errors
/// If the file can't be read on, or holds no item.
pub(super) fn read(
    input: &mut dyn BufRead,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let mut feed = Feed {
        path,
        meter,
        channel: None,
        head: String::new(),
        number: 0,
    };
    let mut decoding = at(path, Decoding::new(input))?;
    if decoding.begins_with(b'{') {
        return json_feed(&mut decoding, document, meter, sink);
    }
    let mut items = Items::new(decoding, meter.limits.most_of_article() as usize);
    while let Some(found) = at(path, items.next())? {
        match found.what {
            What::Around => feed.around(&found)?,
            What::Item => feed.item(&found, sink),
        }
    }
    if items.input().damaged() {
        sink(Err(Skipped {
            path: path.to_string(),
            reason: "damaged bytes stand as \u{fffd}; what can be read is indexed".into(),
        }));
    }
    match feed.channel {
        Some(_) => Ok(()),
        None => Err(Error::file(path, no_items(&feed.head))),
    }
}

/// A JSON Feed is held whole: its title may stand below its items.
fn json_feed(
    input: &mut dyn Read,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let mut text = String::new();
    let most = meter.limits.most_of_article();
    at(path, input.take(most + 1).read_to_string(&mut text))?;
    let checked = meter.limits.check(text.len() as u64);
    let articles = checked.and_then(|()| json::articles(&text, path));
    for article in articles.map_err(|e| Error::file(path, e))? {
        sink(article.map_err(|reason| Skipped {
            path: path.to_string(),
            reason,
        }));
    }
    Ok(())
}

/// A feed in reading.
struct Feed<'a> {
    path: &'a str,
    meter: &'a Meter<'a>,
    channel: Option<Channel>,
    /// What stands before the first item.
    head: String,
    number: u32,
}

impl Feed<'_> {
    /// What a feed says of itself below its first item is said by few, and not looked at.
    fn around(&mut self, found: &Found) -> Result<()> {
        if self.channel.is_some() {
            return Ok(());
        }
        let checked = self.meter.limits.check(found.size);
        checked.map_err(|e| Error::file(self.path, e))?;
        self.head.push_str(&String::from_utf8_lossy(&found.xml));
        Ok(())
    }

    fn item(&mut self, found: &Found, sink: &mut Sink) {
        let channel = self
            .channel
            .get_or_insert_with(|| Channel::read(&self.head));
        let place = Place {
            path: self.path,
            line: found.line,
            record: self.number,
            digest: Digest::of(&found.xml),
        };
        self.number += 1;
        let read = || {
            let limits = self.meter.limits;
            limits.check(found.size).map_err(|reason| (0, reason))?;
            let text = String::from_utf8_lossy(&found.xml);
            let usual = |name: &str| channel.names.usual(name);
            let tree = Tree::parse(&text, &channel.declared, &usual)?;
            let item = tree.children(0).next().unwrap_or(0);
            match channel.is_export {
                true => wxr::article(&tree, item, channel, &place),
                false => entry::article(&tree, item, channel, &place).map(Some),
            }
            .map_err(|reason| (0, reason))
        };
        match read() {
            Ok(Some(article)) => sink(Ok(article)),
            Ok(None) => self.meter.pass_over(),
            Err((line, reason)) => sink(Err(Skipped {
                path: format!("{}:{}", self.path, found.line + line),
                reason,
            })),
        }
    }
}

fn no_items(head: &str) -> String {
    let root = xml_root(head);
    match root.as_deref() {
        Some("rss" | "RDF" | "feed") => "a feed without items".to_string(),
        Some(root) => format!("XML of a kind that is not read (<{root}>)"),
        None => "no XML".to_string(),
    }
}

/// The local name of the outermost element.
pub(super) fn xml_root(head: &str) -> Option<String> {
    let declared = Declared::default();
    let mut pieces = Pieces::new(head, &declared);
    loop {
        match pieces.next().ok()?? {
            Piece::Open(tag) => return Some(xml::local(tag.name().as_ref()).to_string()),
            Piece::Words(words)
                if words
                    .trim_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
                    .is_empty() => {}
            Piece::Close | Piece::Words(_) => return None,
        }
    }
}

/// Where an item stands.
pub(super) struct Place<'a> {
    path: &'a str,
    line: u32,
    record: u32,
    digest: Digest,
}

impl Place<'_> {
    /// An article of which nothing is known but this.
    fn article(&self, format: Format) -> RawArticle {
        RawArticle::new(Origin {
            path: self.path.to_string(),
            record: self.record,
            format: format.name().to_string(),
            digest: self.digest,
        })
    }
}

/// What a feed says of itself.
#[derive(Debug, Default)]
pub(super) struct Channel {
    names: Names,
    is_export: bool,
    title: Option<String>,
    lang: Option<Lang>,
    /// Authors of the whole feed (Atom).
    authors: Vec<String>,
    /// The address that others are relative to.
    base: Option<String>,
    /// Login to display name.
    people: HashMap<String, String>,
    /// Entities that the DTD declares.
    declared: Declared,
    /// Ids of posts that were given already.
    posts: RefCell<HashSet<u32>>,
}

impl Channel {
    fn read(head: &str) -> Channel {
        let names = Names::of(head);
        let mut channel = Channel {
            is_export: names.uris.values().any(|usual| usual == "wp"),
            declared: Declared::of(head),
            ..Channel::default()
        };
        let (tree, _) = Tree::head(head, &channel.declared, &|name| names.usual(name));
        let root = tree.children(0).next().unwrap_or(0);
        let at = match tree.name(root) {
            "feed" => Some(root),
            _ => tree.named(root, "channel").next(),
        };
        if let Some(at) = at {
            channel.title = tree
                .line(at, "title")
                .map(|t| entry::plain(&t))
                .filter(|t| !t.is_empty());
            let tag = tree
                .line(at, "language")
                .or_else(|| tree.line(at, "dc:language"));
            let attribute = tree
                .attribute(at, "xml:lang")
                .or(tree.attribute(root, "xml:lang"));
            channel.lang = tag.as_deref().or(attribute).and_then(Lang::from_tag);
            let link = entry::link(&tree, at);
            let base = tree
                .attribute(at, "xml:base")
                .or(tree.attribute(root, "xml:base"));
            channel.base = base
                .map(str::to_string)
                .or(link)
                .filter(|b| address::is_absolute(b));
            channel.authors = tree
                .named(at, "author")
                .filter_map(|a| tree.line(a, "name"))
                .collect();
            for author in tree.named(at, "wp:author") {
                let name = |of: &str| tree.line(author, of);
                let full = || {
                    let parts = [name("wp:author_first_name"), name("wp:author_last_name")];
                    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
                        .filter(|n| !n.is_empty())
                };
                let login = name("wp:author_login");
                if let (Some(login), Some(name)) =
                    (login, name("wp:author_display_name").or_else(full))
                {
                    channel.people.insert(login, name);
                }
            }
        }
        channel.names = names;
        channel
    }
}

/// The prefixes of a file, made the usual ones by the addresses that they stand for.
#[derive(Debug, Default)]
struct Names {
    /// Prefix to usual prefix; that of names without a prefix is "".
    uris: HashMap<String, String>,
}

/// Address (or how it begins) and usual prefix; "" is the feed's own tongue.
const USUAL: [(&str, &str); 11] = [
    ("http://purl.org/rss/1.0/modules/content/", "content"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://purl.org/rss/1.0/", ""),
    ("http://my.netscape.com/rdf/", ""),
    ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://www.itunes.com/", "itunes"),
    ("http://www.w3.org/2005/Atom", "atom"),
    ("http://purl.org/atom/ns", "atom"),
    ("http://wordpress.org/export/", "wp"),
];

impl Names {
    fn of(head: &str) -> Names {
        let mut uris = HashMap::new();
        for (at, _) in head.match_indices("xmlns:") {
            let rest = &head[at + 6..];
            let Some((prefix, value)) = rest.split_once('=') else {
                break;
            };
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let Some(uri) = quote.and_then(|q| value[1..].split(q).next()) else {
                continue;
            };
            let usual = USUAL.iter().find(|(known, _)| uri.starts_with(known));
            let Some(&(_, usual)) = usual.filter(|_| prefix.len() < 40) else {
                continue;
            };
            // The excerpts of an export have an address below its own.
            let usual = if uri.contains("/excerpt/") {
                "excerpt"
            } else {
                usual
            };
            uris.insert(prefix.trim().to_string(), usual.to_string());
        }
        // Where Atom is the tongue of the feed itself its names have no prefix.
        if xml_root(head).as_deref() == Some("feed") {
            uris.values_mut()
                .filter(|usual| *usual == "atom")
                .for_each(String::clear);
        }
        Names { uris }
    }

    fn usual(&self, name: &str) -> String {
        let Some((prefix, local)) = name.split_once(':') else {
            return name.to_string();
        };
        match self.uris.get(prefix).map(String::as_str) {
            Some("") => local.to_string(),
            Some(usual) => format!("{usual}:{local}"),
            None => name.to_string(),
        }
    }
}

#[cfg(test)]
mod tests;
