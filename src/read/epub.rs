//! Owns e-books (EPUB 2 and 3): an article a chapter, in the order of the spine, with the title that the table of contents gives it.
//! Refuses covers, title pages and tables of contents, and dates of change.

use std::collections::HashMap;

use super::document::Document;
use super::meter::Meter;
use super::parts::{self, Parts};
use super::xml::{Declared, Tree, local, one_line};
use super::{Format, Sink, html};
use crate::article::{Lang, PartialDate, RawArticle, RawBlock, RawText, Role};
use crate::dates;
use crate::error::{Error, Result, Skipped};
use crate::source::fold;

/// Reads the chapters of an e-book.
///
/// # Errors
/// If it is no whole archive, or says nothing of its chapters.
pub(super) fn read(
    bytes: &[u8],
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let mut parts = Parts::open(bytes, meter).map_err(|e| Error::file(path, e))?;
    let book = Book::read(&mut parts).map_err(|e| Error::file(path, e))?;
    let mut chapter: Option<RawArticle> = None;
    let mut number = 0;
    for part in &book.spine {
        let text = match parts.text(part) {
            Ok(Some(text)) => text,
            missing => {
                // What follows does not go on with what stood before the gap.
                chapter.take().into_iter().for_each(|done| sink(Ok(done)));
                let absent = format!("{part}: the book names it and does not hold it");
                bad(path, sink, missing.err().unwrap_or(absent));
                continue;
            }
        };
        let entries = book.contents.get(part).map_or(&[][..], Vec::as_slice);
        for (label, markup) in cut(&text, entries) {
            let (mut blocks, quotes) = html::fragment_blocks(body(markup));
            if blocks.iter().all(|b| b.role == Role::Separator) {
                continue;
            }
            // What the table of contents does not name goes on with the chapter before.
            if let (None, Some(open), true) = (label, &mut chapter, book.has_contents()) {
                let shift = open.quotes.len() as u32;
                blocks
                    .iter_mut()
                    .flat_map(|b| &mut b.quotes)
                    .for_each(|q| *q += shift);
                open.body.append(&mut blocks);
                open.quotes.extend(quotes);
                continue;
            }
            chapter.take().into_iter().for_each(|done| sink(Ok(done)));
            let mut article =
                RawArticle::new(document.origin(Format::Epub, number, markup.as_bytes()));
            number += 1;
            let title = label.map(str::to_string).or_else(|| heading(&blocks));
            if let Some(title) = &title {
                leave_out(&mut blocks, title);
            }
            article.title = title.map(|text| RawText {
                text,
                ..RawText::default()
            });
            (article.body, article.quotes) = (blocks, quotes);
            book.tell(&mut article);
            chapter = Some(article);
        }
    }
    chapter.into_iter().for_each(|done| sink(Ok(done)));
    if number == 0 {
        return Err(Error::file(path, "no text in this book"));
    }
    Ok(())
}

fn bad(path: &str, sink: &mut Sink, reason: String) {
    sink(Err(Skipped {
        path: path.to_string(),
        reason,
    }));
}

/// What a book says of itself.
#[derive(Default)]
struct Book {
    /// Parts in reading order.
    spine: Vec<String>,
    /// For each part its entries in the table of contents: the place in it, and the title.
    contents: HashMap<String, Vec<(Option<String>, String)>>,
    authors: Vec<String>,
    publisher: Option<String>,
    published: Option<PartialDate>,
    lang: Option<Lang>,
}

/// An earlier year is what programs write where they know none.
const EARLIEST: u16 = 1400;
/// Pages that are about the book.
const ABOUT: [&str; 9] = [
    "cover",
    "toc",
    "title-page",
    "titlepage",
    "copyright-page",
    "landmarks",
    "loi",
    "lot",
    "index",
];

impl Book {
    fn read(parts: &mut Parts) -> std::result::Result<Book, String> {
        let plain = |name: &str| local(name).to_string();
        let none = Declared::default();
        let package = match parts.text("META-INF/container.xml")? {
            Some(container) => {
                let (tree, _) = Tree::head(&container, &none, &plain);
                let files = tree.within(0).filter(|&at| tree.name(at) == "rootfile");
                files
                    .filter_map(|at| tree.attribute(at, "full-path").map(str::to_string))
                    .next()
            }
            None => None,
        };
        let found = || parts_named(parts, ".opf");
        let package = package
            .or_else(found)
            .ok_or("an e-book without a package (.opf)")?;
        let opf = parts
            .text(&package)?
            .ok_or("an e-book whose package (.opf) is missing")?;
        let declared = Declared::of(&opf);
        let (tree, _) = Tree::head(&opf, &declared, &plain);
        let mut book = Book::default();
        book.metadata(&tree);
        // Id to part, and what it is for.
        let mut manifest: HashMap<&str, (String, &str)> = HashMap::new();
        for at in tree.within(0).filter(|&at| tree.name(at) == "item") {
            if let (Some(id), Some(href)) = (tree.attribute(at, "id"), tree.attribute(at, "href")) {
                let kind = tree
                    .attribute(at, "properties")
                    .or(tree.attribute(at, "media-type"));
                manifest.insert(id, (parts::resolve(&package, href).0, kind.unwrap_or("")));
            }
        }
        let guide = tree.within(0).filter(|&at| tree.name(at) == "reference");
        let guide = guide.filter(|&at| {
            tree.attribute(at, "type")
                .is_some_and(|t| ABOUT.contains(&t))
        });
        let about: Vec<String> = guide
            .filter_map(|at| Some(parts::resolve(&package, tree.attribute(at, "href")?).0))
            .collect();
        let spine = tree
            .within(0)
            .filter(|&at| tree.name(at) == "itemref" && tree.attribute(at, "linear") != Some("no"));
        let spine = spine.filter_map(|at| manifest.get(tree.attribute(at, "idref")?));
        let articles = spine
            .filter(|(part, kind)| !kind.split(' ').any(|k| k == "nav") && !about.contains(part));
        for (part, _) in articles {
            if !book.spine.contains(part) {
                book.spine.push(part.clone());
            }
        }
        if book.spine.is_empty() {
            return Err("an e-book without a spine".to_string());
        }
        let contents = |kind: &str| {
            manifest
                .values()
                .find(|(_, k)| k.split(' ').any(|k| k == kind))
                .map(|(part, _)| part.clone())
        };
        let contents = contents("nav").or_else(|| contents("application/x-dtbncx+xml"));
        if let Some((part, text)) = contents
            .and_then(|part| Some((parts.text(&part).ok()??, part)))
            .map(|(text, part)| (part, text))
        {
            book.read_contents(&part, &text);
        }
        Ok(book)
    }

    fn metadata(&mut self, tree: &Tree) {
        for at in tree.within(0) {
            let words = || Some(one_line(&tree.words(at))).filter(|w| !w.is_empty());
            match tree.name(at) {
                "creator" => {
                    let role = tree.attribute(at, "opf:role").unwrap_or("aut");
                    self.authors.extend(words().filter(|_| role == "aut"));
                }
                "publisher" => self.publisher = self.publisher.take().or_else(words),
                "language" => self.lang = self.lang.or_else(|| Lang::from_tag(&words()?)),
                "date" => {
                    let event = tree.attribute(at, "opf:event").unwrap_or("publication");
                    if event.contains("publication") {
                        let date = || dates::parse(&words()?).filter(|d| d.year() >= EARLIEST);
                        self.published = self.published.or_else(date);
                    }
                }
                _ => {}
            }
        }
    }

    /// The entries of EPUB 3's navigation (`nav`, `a`) or EPUB 2's (`navPoint`, `navLabel`, `content`).
    fn read_contents(&mut self, part: &str, text: &str) {
        let declared = Declared::of(text);
        let (tree, _) = Tree::head(text, &declared, &|name| local(name).to_string());
        let is_toc = |&at: &usize| {
            tree.name(at) == "nav"
                && tree
                    .attribute(at, "epub:type")
                    .is_none_or(|t| t.split(' ').any(|t| t == "toc"))
        };
        let root = tree.within(0).find(is_toc).unwrap_or(0);
        for at in tree.within(root) {
            let entry = match tree.name(at) {
                "a" => tree
                    .attribute(at, "href")
                    .map(|href| (href, tree.words(at))),
                "navPoint" => {
                    let place = tree.named(at, "content").next();
                    let label = tree.named(at, "navLabel").next();
                    place.zip(label).and_then(|(place, label)| {
                        Some((tree.attribute(place, "src")?, tree.words(label)))
                    })
                }
                _ => None,
            };
            let Some((href, label)) = entry else {
                continue;
            };
            let (file, place) = parts::resolve(part, href);
            let label = one_line(&label);
            let entries = self.contents.entry(file).or_default();
            if !label.is_empty() && entries.iter().all(|(known, _)| *known != place) {
                entries.push((place, label));
            }
        }
    }

    fn has_contents(&self) -> bool {
        self.spine
            .iter()
            .any(|part| self.contents.contains_key(part))
    }

    fn tell(&self, article: &mut RawArticle) {
        article.byline.clone_from(&self.authors);
        article.publisher.clone_from(&self.publisher);
        article.published = self.published;
        article.lang = self.lang;
    }
}

fn parts_named(parts: &Parts, ending: &str) -> Option<String> {
    parts
        .names()
        .into_iter()
        .find(|name| name.ends_with(ending))
}

/// What stands in the body of a page; the head is about it.
fn body(markup: &str) -> &str {
    let start = markup
        .find("<body")
        .and_then(|at| Some(at + markup[at..].find('>')? + 1));
    start.map_or(markup, |start| &markup[start..])
}

/// A part cut where the table of contents has more than one entry for it; each piece with its title.
fn cut<'t>(
    text: &'t str,
    entries: &'t [(Option<String>, String)],
) -> Vec<(Option<&'t str>, &'t str)> {
    let mut places: Vec<(usize, &str)> = Vec::new();
    for (place, label) in entries {
        let at = match place {
            None => Some(0),
            // An entry for the only chapter of a part often points below its top.
            Some(_) if entries.len() == 1 => Some(0),
            Some(id) => anchor(text, id),
        };
        if let Some(at) = at.filter(|at| places.iter().all(|(known, _)| known != at)) {
            places.push((at, label));
        }
    }
    places.sort();
    let Some(&(first, _)) = places.first() else {
        return vec![(None, text)];
    };
    let mut pieces = Vec::new();
    // What stands above the first anchor goes on with what was before, if it is more than the page's head.
    if first > 0 && text[..first].contains("<body") {
        pieces.push((None, &text[..first]));
    }
    for (number, &(from, label)) in places.iter().enumerate() {
        let to = places.get(number + 1).map_or(text.len(), |&(next, _)| next);
        pieces.push((Some(label), &text[from..to]));
    }
    pieces
}

/// Where the element with this id begins.
fn anchor(text: &str, id: &str) -> Option<usize> {
    let found = ["id=\"", "id='"].iter().find_map(|mark| {
        let quote = mark.chars().last()?;
        text.find(&format!("{mark}{id}{quote}"))
    })?;
    text[..found].rfind('<')
}

/// The heading that a chapter begins with.
fn heading(blocks: &[RawBlock]) -> Option<String> {
    let first = blocks.iter().find(|b| b.role != Role::Separator)?;
    (first.role == Role::Heading && first.quotes.is_empty()).then(|| one_line(&first.text.text))
}

/// Takes the title out of the text, where the first blocks repeat it.
fn leave_out(blocks: &mut Vec<RawBlock>, title: &str) {
    let repeats = |b: &RawBlock| b.quotes.is_empty() && fold(&b.text.text) == fold(title);
    if let Some(at) = blocks.iter().take(3).position(repeats) {
        blocks.remove(at);
    }
}
