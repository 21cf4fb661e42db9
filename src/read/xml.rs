//! Owns XML as feeds, exports and documents hold it: a stream of tags and words, and a piece of it as a tree, without recursion.
//! Refuses entities that a file declares itself (they can grow without end), and depth that nobody writes.

use std::collections::HashSet;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deeper nesting is an attack or damage.
const DEEPEST: usize = 512;

/// What is wrong with some XML, and on which of its lines (from 0).
pub(super) type Fault = (u32, String);

/// The entities that a file declares itself.
#[derive(Debug, Default)]
pub(super) struct Declared(HashSet<String>);

impl Declared {
    /// Those of the DTD in the head of some XML.
    pub fn of(xml: &str) -> Declared {
        /// A longer DTD declares nothing that is looked at.
        const LONGEST: usize = 256 << 10;
        let Some(at) = xml.find("<!DOCTYPE") else {
            return Declared::default();
        };
        let mut dtd = &xml.as_bytes()[at..];
        dtd = &dtd[..dtd.len().min(LONGEST)];
        let names = memchr::memmem::find_iter(dtd, b"<!ENTITY").filter_map(|at| {
            let rest = dtd[at + 8..].trim_ascii_start();
            let end = rest.iter().position(u8::is_ascii_whitespace)?;
            String::from_utf8(rest[..end].to_vec()).ok()
        });
        Declared(names.collect())
    }
}

/// A tag, or the words between two tags.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Open(BytesStart<'a>),
    /// Ends the innermost open element.
    Close,
    /// With entities read; CDATA and what stands around it is one text.
    Words(String),
}

/// The tags and words of some XML.
pub(super) struct Pieces<'a> {
    xml: &'a str,
    declared: &'a Declared,
    reader: Reader<&'a [u8]>,
    /// Read, and not yet given: what follows the words given last.
    next: Option<Piece<'a>>,
    /// The last tag was `<x/>`: its end is to be given.
    closes: bool,
    depth: usize,
    /// Where the last tag begins and ends.
    tag: Range<usize>,
}

impl<'a> Pieces<'a> {
    pub fn new(xml: &'a str, declared: &'a Declared) -> Pieces<'a> {
        let mut reader = Reader::from_str(xml);
        // A bare ampersand is the commonest fault of feeds, and its meaning is plain.
        reader.config_mut().allow_dangling_amp = true;
        Pieces {
            xml,
            declared,
            reader,
            next: None,
            closes: false,
            depth: 0,
            tag: 0..0,
        }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// If the XML is broken here, or an entity is none of HTML's.
    pub fn next(&mut self) -> Result<Option<Piece<'a>>, Fault> {
        if let Some(piece) = self.next.take() {
            return Ok(Some(piece));
        }
        if std::mem::take(&mut self.closes) {
            self.depth -= 1;
            self.tag.start = self.tag.end;
            return Ok(Some(Piece::Close));
        }
        let mut words = String::new();
        loop {
            let start = self.position();
            let event = self.reader.read_event();
            let event = event.map_err(|e| {
                let place = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
                self.fault_at(place, &e.to_string())
            })?;
            let piece = match event {
                Event::Text(text) => {
                    words.push_str(&text);
                    continue;
                }
                Event::CData(text) => {
                    words.push_str(&text);
                    continue;
                }
                Event::GeneralRef(entity) => {
                    match resolve(&entity) {
                        Some(meaning) => words.push_str(&meaning),
                        None if self.declared.0.contains(&*entity) => {
                            let said = format!(
                                "uses the entity &{};, which the file declares itself; such entities are never expanded",
                                shortened(&entity)
                            );
                            return Err(self.fault(&said));
                        }
                        None => {
                            words.push('&');
                            words.push_str(&entity);
                            words.push(';');
                        }
                    }
                    continue;
                }
                Event::Start(tag) => {
                    self.depth += 1;
                    Piece::Open(tag)
                }
                Event::Empty(tag) => {
                    self.depth += 1;
                    self.closes = true;
                    Piece::Open(tag)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof if self.depth > 0 => {
                    return Err(self.fault("ends within an element"));
                }
                Event::Eof => return Ok((!words.is_empty()).then_some(Piece::Words(words))),
            };
            self.tag = start..self.position();
            if self.depth > DEEPEST {
                return Err(self.fault(&format!("elements nested deeper than {DEEPEST}")));
            }
            if words.is_empty() {
                return Ok(Some(piece));
            }
            self.next = Some(piece);
            return Ok(Some(Piece::Words(words)));
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// A fault at the place that was read last.
    pub fn fault(&self, said: &str) -> Fault {
        self.fault_at(self.position(), said)
    }

    fn fault_at(&self, place: usize, said: &str) -> Fault {
        let at = place.min(self.xml.len());
        let line = memchr::memchr_iter(b'\n', &self.xml.as_bytes()[..at]).count() as u32;
        (line, format!("broken XML: {said}"))
    }
}

/// What an entity means: XML's five, a character's number, HTML's names.
fn resolve(entity: &str) -> Option<String> {
    let written = format!("&{entity};");
    let meaning = htmlize::unescape(written.as_str());
    (meaning != written).then(|| meaning.into_owned())
}

fn shortened(name: &str) -> String {
    name.chars().take(40).collect()
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of a tag's attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut found = tag.html_attributes().flatten();
    let found = found.find(|a| local(a.key.as_ref()) == name)?;
    Some(htmlize::unescape_attribute(&*found.value).into_owned())
}

/// A piece of XML as a tree. Node 0 is a root that is not in the text; what a node holds follows it.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    xml: &'a str,
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    /// One past the last node inside.
    end: usize,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Element {
        name: String,
        attributes: Vec<(String, String)>,
        /// What stands between its tags.
        inner: Range<usize>,
    },
    Words(String),
}

impl<'a> Tree<'a> {
    /// Parses a piece of XML; a name's prefix becomes what `usual` makes of it.
    ///
    /// # Errors
    /// If the XML is broken.
    pub fn parse(
        xml: &'a str,
        declared: &Declared,
        usual: &dyn Fn(&str) -> String,
    ) -> Result<Tree<'a>, Fault> {
        let (tree, fault) = Tree::head(xml, declared, usual);
        fault.map_or(Ok(tree), Err)
    }

    /// Parses XML that breaks off or is broken, as far as it goes.
    pub fn head(
        xml: &'a str,
        declared: &Declared,
        usual: &dyn Fn(&str) -> String,
    ) -> (Tree<'a>, Option<Fault>) {
        let root = Kind::Words(String::new());
        let mut nodes = vec![Node { end: 0, kind: root }];
        let mut open: Vec<usize> = vec![0];
        let mut pieces = Pieces::new(xml, declared);
        let fault = loop {
            let piece = match pieces.next() {
                Ok(Some(piece)) => piece,
                Ok(None) => break None,
                Err(fault) => break Some(fault),
            };
            match piece {
                Piece::Open(tag) => {
                    let attributes = tag.html_attributes().flatten().map(|a| {
                        let value = htmlize::unescape_attribute(&*a.value).into_owned();
                        (a.key.as_ref().to_string(), value)
                    });
                    let kind = Kind::Element {
                        name: usual(tag.name().as_ref()),
                        attributes: attributes.collect(),
                        inner: pieces.tag.end..pieces.tag.end,
                    };
                    open.push(nodes.len());
                    nodes.push(Node { end: 0, kind });
                }
                Piece::Close => {
                    let end = nodes.len();
                    // The root stays: a piece may be cut from a larger text.
                    if let Some(at) = (open.len() > 1).then(|| open.pop()).flatten() {
                        nodes[at].end = end;
                        if let Kind::Element { inner, .. } = &mut nodes[at].kind {
                            inner.end = pieces.tag.start.max(inner.start);
                        }
                    }
                }
                Piece::Words(words) => {
                    let end = nodes.len() + 1;
                    let kind = Kind::Words(words);
                    nodes.push(Node { end, kind });
                }
            }
        };
        let end = nodes.len();
        for at in open {
            nodes[at].end = end;
        }
        (Tree { xml, nodes }, fault)
    }

    /// The name of an element; empty for words.
    pub fn name(&self, at: usize) -> &str {
        match &self.nodes[at].kind {
            Kind::Element { name, .. } => name,
            Kind::Words(_) => "",
        }
    }

    pub fn attribute(&self, at: usize, name: &str) -> Option<&str> {
        let Kind::Element { attributes, .. } = &self.nodes[at].kind else {
            return None;
        };
        let found = attributes.iter().find(|(n, _)| n == name)?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    /// The elements directly inside `at`.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes[at].end;
        let first = Some(at + 1).filter(|&child| child < end);
        let next = move |&child: &usize| Some(self.nodes[child].end).filter(|&n| n < end);
        std::iter::successors(first, next).filter(|&child| !self.name(child).is_empty())
    }

    /// The elements directly inside `at` that bear `name`.
    pub fn named<'s>(&'s self, at: usize, name: &'s str) -> impl Iterator<Item = usize> + 's {
        self.children(at)
            .filter(move |&child| self.name(child) == name)
    }

    /// All elements inside `at`, at any depth.
    pub fn within(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        (at + 1..self.nodes[at].end).filter(|&inside| !self.name(inside).is_empty())
    }

    /// All words inside `at`.
    pub fn words(&self, at: usize) -> String {
        let mut out = String::new();
        for node in &self.nodes[at..self.nodes[at].end] {
            if let Kind::Words(words) = &node.kind {
                out.push_str(words);
            }
        }
        out
    }

    /// The words of the first element called `name` directly inside `at`, on one line; `None` if there are none.
    pub fn line(&self, at: usize, name: &str) -> Option<String> {
        self.named(at, name)
            .map(|child| one_line(&self.words(child)))
            .find(|line| !line.is_empty())
    }

    /// What stands between the tags of `at`, as it is written.
    pub fn inner(&self, at: usize) -> &'a str {
        match &self.nodes[at].kind {
            Kind::Element { inner, .. } => self.xml.get(inner.clone()).unwrap_or(""),
            Kind::Words(_) => self.xml,
        }
    }
}

/// Words with white space collapsed.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(xml: &str) -> Result<Tree<'_>, Fault> {
        Tree::parse(xml, &Declared::of(xml), &|name| name.to_string())
    }

    #[test]
    fn split_cdata_entities_and_bare_ampersands_are_one_text() {
        let found = tree(
            "<a><![CDATA[if (x[y[0]]]]><![CDATA[> 1) ]]>&lt;b&gt; R&D &eacute;&#44032; &nope;</a>",
        )
        .unwrap();
        assert_eq!(found.words(1), "if (x[y[0]]> 1) <b> R&D é가 &nope;");
    }

    #[test]
    fn children_attributes_and_inner_markup() {
        let found = tree("<e><t a='1 &amp; 2'/>\n<d><p>x</p> y</d><d/></e>").unwrap();
        let children: Vec<&str> = found.children(1).map(|at| found.name(at)).collect();
        assert_eq!(children, ["t", "d", "d"]);
        let first = found.children(1).next().unwrap();
        assert_eq!(found.attribute(first, "a"), Some("1 & 2"));
        let inner: Vec<&str> = found.named(1, "d").map(|at| found.inner(at)).collect();
        assert_eq!(inner, ["<p>x</p> y", ""]);
    }

    #[test]
    fn a_billion_laughs_are_named_and_not_laughed() {
        let mut bomb = String::from("<!DOCTYPE lolz [<!ENTITY lol0 \"ha\">");
        for n in 1..30 {
            bomb.push_str(&format!(
                "<!ENTITY lol{n} \"&lol{};&lol{};\">",
                n - 1,
                n - 1
            ));
        }
        bomb.push_str("]>\n<a>&lol29;</a>");
        let (line, said) = tree(&bomb).unwrap_err();
        assert_eq!(line, 1);
        assert!(
            said.contains("&lol29;") && said.contains("never expanded"),
            "{said}"
        );
    }

    #[test]
    fn broken_and_deep_xml_is_named_with_its_line() {
        assert_eq!(tree("<a>\n<b></a>").unwrap_err().0, 1);
        assert!(tree("<a><b>words").unwrap_err().1.contains("ends within"));
        assert!(
            tree(&"<a>".repeat(100_000))
                .unwrap_err()
                .1
                .contains("deeper")
        );
        assert!(tree("</a></a> words").is_err());
    }
}
