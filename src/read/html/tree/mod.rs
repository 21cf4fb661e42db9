//! Owns the way from markup to a flat tree, as browsers see it: tags that close themselves, entities, text that is no markup.
//! Refuses to judge what is article. Linear in the size of the page, whatever its nesting: depth is bounded as in Blink, and the
//! nodes lie in reading order, so that all who walk them do so without recursion.

mod parse;
mod tags;

use std::borrow::Cow;

pub use parse::parse;
pub use tags::is_block;

/// A page as a list of nodes in reading order.
#[derive(Debug, Default)]
pub struct Page<'a> {
    /// All nodes; a node's descendants follow it, up to its `end`.
    pub nodes: Vec<Node<'a>>,
    attrs: Vec<(&'a str, Cow<'a, str>)>,
    /// Comments that may tell where a saved page comes from.
    pub notes: Vec<&'a str>,
    /// Where the markup breaks off, if it does: "a tag", "a comment", "a script".
    pub cut_in: Option<&'static str>,
    /// `</body>` or `</html>` was seen.
    pub closed: bool,
    /// `<html>` or `<body>` was opened by a tag.
    pub opened: bool,
    /// The element, other than those that need no end tag, that is open where the page ends.
    pub left_open: Option<&'static str>,
    /// Text is the last thing in the page, inside an open element.
    pub ends_in_text: bool,
}

/// An element or a text.
#[derive(Debug)]
pub struct Node<'a> {
    /// The node that this lies in; the first node is its own parent.
    pub parent: usize,
    /// One past the last descendant.
    pub end: usize,
    /// What it is.
    pub kind: Kind<'a>,
}

/// What a node is.
#[derive(Debug)]
pub enum Kind<'a> {
    /// An element: its tag in lower case and its attributes.
    Element(&'static str, std::ops::Range<usize>),
    /// Decoded text.
    Text(Cow<'a, str>),
}

impl<'a> Page<'a> {
    /// The tag of a node; empty for text.
    pub fn tag(&self, at: usize) -> &'static str {
        match self.nodes.get(at).map(|n| &n.kind) {
            Some(Kind::Element(tag, _)) => tag,
            _ => "",
        }
    }

    /// An attribute of a node; `name` in lower case.
    pub fn attr(&self, at: usize, name: &str) -> Option<&str> {
        let Some(Kind::Element(_, range)) = self.nodes.get(at).map(|n| &n.kind) else {
            return None;
        };
        let own = self.attrs.get(range.clone())?;
        let (_, value) = own.iter().find(|(n, _)| n.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// The text of a node that is text.
    pub fn text(&self, at: usize) -> Option<&str> {
        match self.nodes.get(at).map(|n| &n.kind) {
            Some(Kind::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The node and its descendants.
    pub fn within(&self, at: usize) -> std::ops::Range<usize> {
        at..self.nodes.get(at).map_or(at, |n| n.end)
    }

    /// The children of a node, in order.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.within(at).end;
        let first = (at + 1 < end).then_some(at + 1);
        std::iter::successors(first, move |&child| {
            let next = self.within(child).end;
            (next < end).then_some(next)
        })
    }

    /// The nodes around a node, from the nearest outwards.
    pub fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let up = |at: usize| {
            let parent = self.nodes.get(at)?.parent;
            (parent != at).then_some(parent)
        };
        std::iter::successors(up(at), move |&a| up(a))
    }

    /// A node and its descendants as a page of their own.
    pub fn only(&self, at: usize) -> Page<'a> {
        let range = self.within(at);
        let mut page = Page {
            closed: true,
            opened: true,
            ..Page::default()
        };
        page.nodes.push(Node {
            parent: 0,
            end: range.len() + 1,
            kind: Kind::Element("", 0..0),
        });
        for i in range {
            let node = &self.nodes[i];
            let kind = match &node.kind {
                Kind::Element(tag, attrs) => {
                    let first = page.attrs.len();
                    page.attrs.extend_from_slice(&self.attrs[attrs.clone()]);
                    Kind::Element(tag, first..page.attrs.len())
                }
                Kind::Text(text) => Kind::Text(text.clone()),
            };
            page.nodes.push(Node {
                parent: if i == at { 0 } else { node.parent - at + 1 },
                end: node.end - at + 1,
                kind,
            });
        }
        page
    }

    /// All words of a node, white space collapsed.
    pub fn words(&self, at: usize) -> String {
        let mut out = String::new();
        for i in self.within(at) {
            match &self.nodes[i].kind {
                Kind::Text(text) => {
                    if text.starts_with(is_space) {
                        push_space(&mut out);
                    }
                    for word in text.split(is_space).filter(|w| !w.is_empty()) {
                        out.push_str(word);
                        out.push(' ');
                    }
                    if !text.ends_with(is_space) {
                        out.pop();
                    }
                }
                Kind::Element(tag, _) if is_block(tag) || *tag == "br" => push_space(&mut out),
                Kind::Element(..) => {}
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// White space as HTML counts it: what collapses. A no-break space does not.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
