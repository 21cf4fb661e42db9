//! Owns the documents of Word (DOCX): paragraphs by their styles, links, notes. Refuses what was struck out, comments of editors,
//! fields, and the days on which a file was made or changed.

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
    let origin = document.origin(Format::Docx, 0, bytes);
    let article = Parts::open(bytes, meter).and_then(|mut parts| article(&mut parts, origin));
    sink(Ok(article.map_err(|e| Error::file(document.path, e))?));
    Ok(())
}

fn article(parts: &mut Parts, origin: Origin) -> std::result::Result<RawArticle, String> {
    let main = parts.text("word/document.xml")?;
    let main = main.ok_or("no document of Word (word/document.xml is missing)")?;
    let styles = parts
        .text("word/styles.xml")?
        .map(|xml| styles(&xml))
        .unwrap_or_default();
    let links = parts
        .text("word/_rels/document.xml.rels")?
        .map(|xml| links(&xml))
        .unwrap_or_default();
    let mut reader = Reader {
        prose: Prose::new(),
        styles,
        links,
        open: Vec::new(),
        skipped: None,
    };
    reader.read(&main)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = parts.text(notes)? {
            reader.prose.begin_note();
            reader.read(&notes)?;
            reader.prose.end_note();
        }
    }
    let mut article = RawArticle::new(origin);
    let mut stated = None;
    if let Some(core) = parts.text("docProps/core.xml")? {
        let (tree, _) = Tree::head(&core, &Declared::default(), &|name| local(name).to_string());
        let root = tree.children(0).next().unwrap_or(0);
        stated = tree.line(root, "title");
        article.lang = tree
            .line(root, "language")
            .and_then(|tag| Lang::from_tag(&tag));
        article
            .byline
            .extend(tree.line(root, "creator").filter(|name| is_author(name)));
    }
    reader.prose.give(&mut article, stated);
    match article.body.is_empty() && article.title.is_none() {
        true => Err("no text in this document".to_string()),
        false => Ok(article),
    }
}

/// Style ids and what they are.
fn styles(xml: &str) -> HashMap<String, Style> {
    let (tree, _) = Tree::head(xml, &Declared::default(), &|name| local(name).to_string());
    let mut own: HashMap<&str, Option<Style>> = HashMap::new();
    let mut based: HashMap<&str, &str> = HashMap::new();
    for at in tree.within(0).filter(|&at| tree.name(at) == "style") {
        let Some(id) = tree.attribute(at, "w:styleId") else {
            continue;
        };
        let value = |name: &str| tree.attribute(tree.named(at, name).next()?, "w:val");
        own.insert(id, value("name").and_then(Style::named));
        based.extend(value("basedOn").map(|on| (id, on)));
    }
    let kind = |id: &&str| {
        let mut chain = std::iter::successors(Some(*id), |id| based.get(id).copied()).take(DEEPEST);
        chain.find_map(|id| own.get(id).copied().flatten())
    };
    own.keys()
        .filter_map(|id| Some((id.to_string(), kind(id)?)))
        .collect()
}

/// Ids of relations and their addresses.
fn links(xml: &str) -> HashMap<String, String> {
    let (tree, _) = Tree::head(xml, &Declared::default(), &|name| local(name).to_string());
    let external = tree
        .within(0)
        .filter(|&at| tree.attribute(at, "TargetMode") == Some("External"));
    external
        .filter_map(|at| {
            Some((
                tree.attribute(at, "Id")?.to_string(),
                tree.attribute(at, "Target")?.to_string(),
            ))
        })
        .collect()
}

/// What an open element means.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Paragraph,
    /// What is said of a paragraph or run, not in it.
    Properties,
    Words,
    Link,
    Other,
}

struct Reader {
    prose: Prose,
    styles: HashMap<String, Style>,
    links: HashMap<String, String>,
    open: Vec<Open>,
    /// How many elements were open when one began that is passed over.
    skipped: Option<usize>,
}

impl Reader {
    fn read(&mut self, xml: &str) -> std::result::Result<(), String> {
        let declared = Declared::of(xml);
        let mut pieces = Pieces::new(xml, &declared);
        self.open.clear();
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
                Piece::Words(words) => {
                    if self.skipped.is_none() && self.open.last() == Some(&Open::Words) {
                        self.prose.write(&words);
                    }
                }
            }
        }
        Ok(())
    }

    fn enter(&mut self, tag: &BytesStart) -> Open {
        let name = tag.name();
        let in_properties = self.open.contains(&Open::Properties);
        match local(name.as_ref()) {
            // Runs of text boxes that old programs see are there a second time; what was struck out or moved away is not there.
            "Fallback" | "del" | "moveFrom" | "separator" | "continuationSeparator"
                if !in_properties =>
            {
                self.skipped = Some(self.open.len());
                Open::Other
            }
            "p" if name.as_ref() != "a:p" => {
                self.prose.begin(Style::Body);
                Open::Paragraph
            }
            "pPr" | "rPr" | "tblPr" | "sectPr" | "sdtPr" => Open::Properties,
            "pStyle" => {
                let style = attribute(tag, "val").and_then(|id| {
                    let known = self.styles.get(&id).copied();
                    known.or_else(|| Style::named(&id))
                });
                self.prose.style(style.unwrap_or_default());
                Open::Other
            }
            "t" if name.as_ref() != "a:t" => Open::Words,
            "tab" | "ptab" if !in_properties => self.put("\t"),
            "br" | "cr" if !in_properties && attribute(tag, "type").is_none() => self.put("\n"),
            "noBreakHyphen" => self.put("-"),
            "hyperlink" => match attribute(tag, "id").and_then(|id| self.links.get(&id).cloned()) {
                Some(target) => {
                    self.prose.open_link(target);
                    Open::Link
                }
                None => Open::Other,
            },
            _ => Open::Other,
        }
    }

    fn put(&mut self, words: &str) -> Open {
        self.prose.write(words);
        Open::Other
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
            Some(Open::Paragraph) => self.prose.end(),
            Some(Open::Link) => self.prose.close_link(),
            _ => {}
        }
    }
}
