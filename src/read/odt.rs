//! Owns the documents of OpenOffice and LibreOffice (ODT): headings, paragraphs by their styles, links, notes. Refuses what was struck
//! out, comments of editors, tables of contents, and the days on which a file was made or changed.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::document::Document;
use super::meter::Meter;
use super::parts::Parts;
use super::prose::{Prose, Style, is_author};
use super::xml::{Declared, Piece, Pieces, Tree, attribute, local};
use super::{Format, Sink};
use crate::article::{Lang, Origin, RawArticle};
use crate::error::{Error, Result};

/// Styles build on styles, this deep at most.
const DEEPEST: usize = 12;

/// Reads the one article of a document.
///
/// # Errors
/// If it is damaged, or holds no words.
pub(super) fn read(
    bytes: &[u8],
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let origin = document.origin(Format::Odt, 0, bytes);
    let article = Parts::open(bytes, meter).and_then(|mut parts| article(&mut parts, origin));
    sink(Ok(article.map_err(|e| Error::file(document.path, e))?));
    Ok(())
}

fn article(parts: &mut Parts, origin: Origin) -> std::result::Result<RawArticle, String> {
    let content = parts.text("content.xml")?;
    let content = content.ok_or("no OpenDocument (content.xml is missing)")?;
    let mut styles = Styles::default();
    if let Some(common) = parts.text("styles.xml")? {
        styles.add(&common);
    }
    styles.add(&content);
    let mut reader = Reader {
        prose: Prose::new(),
        styles,
        open: Vec::new(),
        skipped: None,
        in_text: false,
    };
    reader.read(&content)?;
    let mut article = RawArticle::new(origin);
    let mut stated = None;
    if let Some(meta) = parts.text("meta.xml")? {
        let (tree, _) = Tree::head(&meta, &Declared::default(), &str::to_string);
        let first = |name: &str| {
            let at = tree.within(0).find(|&at| tree.name(at) == name)?;
            Some(super::xml::one_line(&tree.words(at))).filter(|words| !words.is_empty())
        };
        stated = first("dc:title");
        // dc:creator is whoever saved it last.
        article
            .byline
            .extend(first("meta:initial-creator").filter(|name| is_author(name)));
        article.lang = first("dc:language").and_then(|tag| Lang::from_tag(&tag));
    }
    reader.prose.give(&mut article, stated);
    match article.body.is_empty() && article.title.is_none() {
        true => Err("no text in this document".to_string()),
        false => Ok(article),
    }
}

/// Names of styles, what they are, and what they build on.
#[derive(Default)]
struct Styles {
    own: HashMap<String, Option<Style>>,
    parents: HashMap<String, String>,
}

impl Styles {
    fn add(&mut self, xml: &str) {
        let (tree, _) = Tree::head(xml, &Declared::of(xml), &|name| local(name).to_string());
        for at in tree.within(0).filter(|&at| tree.name(at) == "style") {
            let Some(name) = tree.attribute(at, "style:name") else {
                continue;
            };
            let shown = tree.attribute(at, "style:display-name").unwrap_or(name);
            self.own
                .insert(name.to_string(), Style::named(&shown.replace("_20_", " ")));
            let parent = tree.attribute(at, "style:parent-style-name");
            self.parents
                .extend(parent.map(|parent| (name.to_string(), parent.to_string())));
        }
    }

    fn kind(&self, name: &str) -> Style {
        let up = |name: &&str| self.parents.get(*name).map(String::as_str);
        let mut chain = std::iter::successors(Some(name), up).take(DEEPEST);
        let named = |name: &str| {
            let own = self.own.get(name).copied().flatten();
            own.or_else(|| Style::named(&name.replace("_20_", " ")))
        };
        chain.find_map(named).unwrap_or_default()
    }
}

/// What an open element means.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Text,
    Paragraph,
    Link,
    Note,
    Other,
}

struct Reader {
    prose: Prose,
    styles: Styles,
    open: Vec<Open>,
    /// How many elements were open when one began that is passed over.
    skipped: Option<usize>,
    in_text: bool,
}

impl Reader {
    fn read(&mut self, xml: &str) -> std::result::Result<(), String> {
        let declared = Declared::of(xml);
        let mut pieces = Pieces::new(xml, &declared);
        while let Some(piece) = pieces.next().map_err(|(_, reason)| reason)? {
            match piece {
                Piece::Open(tag) => {
                    let opened = match self.skipped {
                        Some(_) => Open::Other,
                        None => self.enter(&tag),
                    };
                    self.open.push(opened);
                }
                Piece::Close => self.leave(),
                Piece::Words(words) if self.in_text && self.skipped.is_none() => self.put(&words),
                Piece::Words(_) => {}
            }
        }
        Ok(())
    }

    fn enter(&mut self, tag: &BytesStart) -> Open {
        let name = tag.name();
        match name.as_ref() {
            "office:text" => {
                self.in_text = true;
                Open::Text
            }
            _ if !self.in_text => Open::Other,
            "text:tracked-changes"
            | "office:annotation"
            | "text:note-citation"
            | "text:table-of-content"
            | "svg:desc"
            | "svg:title"
            | "office:forms"
            | "text:sequence-decls"
            | "text:bibliography-mark"
            | "office:event-listeners" => {
                self.skipped = Some(self.open.len());
                Open::Other
            }
            "text:h" => {
                self.prose.begin(Style::Heading);
                Open::Paragraph
            }
            "text:p" => {
                let style = attribute(tag, "style-name").map(|name| self.styles.kind(&name));
                self.prose.begin(style.unwrap_or_default());
                Open::Paragraph
            }
            "text:s" => {
                self.prose.write(" ");
                Open::Other
            }
            "text:tab" => {
                self.prose.write("\t");
                Open::Other
            }
            "text:line-break" => {
                self.prose.write("\n");
                Open::Other
            }
            "text:a" => match attribute(tag, "href") {
                Some(target) => {
                    self.prose.open_link(target);
                    Open::Link
                }
                None => Open::Other,
            },
            "text:note-body" => {
                self.prose.begin_note();
                Open::Note
            }
            _ => Open::Other,
        }
    }

    /// White space collapses, as in HTML.
    fn put(&mut self, words: &str) {
        let mut spaced = String::with_capacity(words.len());
        for c in words.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' if spaced.ends_with(' ') => {}
                ' ' | '\t' | '\n' | '\r' => spaced.push(' '),
                c => spaced.push(c),
            }
        }
        self.prose.write(&spaced);
    }

    fn leave(&mut self) {
        let closed = self.open.pop();
        if let Some(depth) = self.skipped {
            if self.open.len() <= depth {
                self.skipped = None;
            }
            return;
        }
        match closed {
            Some(Open::Text) => self.in_text = false,
            Some(Open::Paragraph) => self.prose.end(),
            Some(Open::Link) => self.prose.close_link(),
            Some(Open::Note) => self.prose.end_note(),
            _ => {}
        }
    }
}
