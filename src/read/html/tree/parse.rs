//! Owns the reading of markup into a [`Page`], in one pass: what browsers close without being told, raw elements, attributes. Refuses to
//! look back: each byte is read a fixed number of times.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::tags::{ATTRS, TAGS, VOID, tag_index};
use super::{Kind, Node, Page, is_block};

/// The deepest nesting that is kept; tags below it are passed over, their text stays (Blink's limit too).
const MAX_DEPTH: usize = 512;

/// Reads a page or a piece of one.
pub fn parse(html: &str) -> Page<'_> {
    let mut builder = Builder {
        html,
        page: Page::default(),
        stack: vec![0],
        open: [0; TAGS.len()],
        too_deep: [0; TAGS.len()],
        never_ends: [false; TAGS.len()],
    };
    // A root of our own, so that each node has a parent.
    builder.page.nodes.push(Node {
        parent: 0,
        end: 0,
        kind: Kind::Element("", 0..0),
    });
    builder.run();
    builder.page
}

struct Builder<'a> {
    html: &'a str,
    page: Page<'a>,
    /// Nodes that are open, outermost first; the root is never closed.
    stack: Vec<usize>,
    /// How many of each tag are open: an end tag without a start costs nothing.
    open: [u32; TAGS.len()],
    too_deep: [u32; TAGS.len()],
    /// Raw elements whose end tag was looked for in vain: not to be looked for again from each start tag.
    never_ends: [bool; TAGS.len()],
}

impl<'a> Builder<'a> {
    fn run(&mut self) {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        let mut text_from = 0;
        while let Some(lt) = memchr(b'<', &bytes[at..]).map(|i| at + i) {
            let markup = matches!(bytes.get(lt + 1), Some(b'!' | b'?' | b'/'))
                || bytes.get(lt + 1).is_some_and(u8::is_ascii_alphabetic);
            if !markup {
                if lt + 1 == bytes.len() {
                    self.page.cut_in = Some("a tag");
                    self.put_text(text_from, lt);
                    text_from = bytes.len();
                }
                at = lt + 1;
                continue;
            }
            self.put_text(text_from, lt);
            at = self.markup(lt);
            text_from = at;
        }
        self.put_text(text_from, bytes.len());
        self.finish();
    }

    fn finish(&mut self) {
        let may_stay_open = [
            "", "html", "body", "head", "p", "li", "dd", "dt", "tr", "td", "th", "tbody", "thead",
            "tfoot", "option", "optgroup",
        ];
        let is_inline = |tag: &str| !is_block(tag);
        let tags = self.stack.iter().map(|&node| self.page.tag(node));
        self.page.left_open = tags
            .rev()
            .find(|tag| !may_stay_open.contains(tag) && !is_inline(tag));
        self.page.ends_in_text = self.page.nodes.iter().rev().find_map(|n| match &n.kind {
            Kind::Text(text) if text.trim().is_empty() => None,
            Kind::Text(_) => Some(self.stack.last().is_some_and(|&top| {
                let tag = self.page.tag(top);
                !matches!(tag, "" | "html" | "body")
            })),
            Kind::Element(..) => Some(false),
        }) == Some(true);
        let end = self.page.nodes.len();
        while let Some(node) = self.stack.pop() {
            self.page.nodes[node].end = end;
        }
    }

    fn put_text(&mut self, from: usize, to: usize) {
        let Some(text) = self.html.get(from..to).filter(|t| !t.is_empty()) else {
            return;
        };
        self.leaf(Kind::Text(decode(text)));
    }

    fn leaf(&mut self, kind: Kind<'a>) -> usize {
        let at = self.page.nodes.len();
        let parent = self.stack.last().copied().unwrap_or(0);
        self.page.nodes.push(Node {
            parent,
            end: at + 1,
            kind,
        });
        at
    }

    /// Handles what begins with the `<` at `lt`; gives where text goes on.
    fn markup(&mut self, lt: usize) -> usize {
        let rest = &self.html[lt..];
        if rest.starts_with("<!--") {
            return self.comment(lt);
        }
        let letter = |i: usize| rest.as_bytes().get(i).is_some_and(u8::is_ascii_alphabetic);
        if rest.starts_with("</") && letter(2) {
            let (tag, _, end) = self.tag_at(lt + 2, false);
            if let Some(tag) = tag {
                self.close(tag);
            }
            return end;
        }
        if letter(1) {
            return self.start_tag(lt);
        }
        // `<!doctype>`, `<?xml?>`, `<![endif]`, `</>`: to the next `>`, as browsers do.
        match memchr(b'>', rest.as_bytes()) {
            Some(gt) => lt + gt + 1,
            None => {
                self.page.cut_in = Some("a tag");
                self.html.len()
            }
        }
    }

    fn comment(&mut self, lt: usize) -> usize {
        let rest = &self.html[lt..];
        if rest.starts_with("<!-->") {
            return lt + 5;
        }
        let Some(close) = memmem::find(&rest.as_bytes()[2..], b"-->").map(|i| i + 2) else {
            self.page.cut_in = Some("a comment");
            return self.html.len();
        };
        let note = rest.get(4..close).unwrap_or("");
        let tells = ["saved", "Mirrored", "FILE ARCHIVED ON", "<rdf:Description"]
            .iter()
            .any(|word| note.contains(word));
        if tells && note.len() < 4000 && self.page.notes.len() < 32 {
            self.page.notes.push(note);
        }
        lt + close + 3
    }

    /// Reads name and attributes from `at`; gives the tag (if it is one that makes nodes), its attributes, and where it ends.
    fn tag_at(&mut self, at: usize, keep: bool) -> (Option<usize>, std::ops::Range<usize>, usize) {
        let bytes = self.html.as_bytes();
        let from = self.page.attrs.len();
        let name_end = bytes[at..]
            .iter()
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
            .map_or(bytes.len(), |i| at + i);
        let tag = self.html.get(at..name_end).and_then(tag_index);
        let mut i = name_end;
        loop {
            while bytes
                .get(i)
                .is_some_and(|b| b.is_ascii_whitespace() || *b == b'/')
            {
                i += 1;
            }
            match bytes.get(i) {
                None => {
                    self.page.cut_in = Some("a tag");
                    self.page.attrs.truncate(from);
                    return (None, from..from, bytes.len());
                }
                Some(b'>') => return (tag, from..self.page.attrs.len(), i + 1),
                Some(_) => {}
            }
            let name_from = i;
            // A `=` in first place is part of the name, as browsers have it.
            i += 1;
            while bytes
                .get(i)
                .is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'='))
            {
                i += 1;
            }
            let name_to = i;
            while bytes.get(i).is_some_and(u8::is_ascii_whitespace) {
                i += 1;
            }
            let mut value = "";
            if bytes.get(i) == Some(&b'=') {
                i += 1;
                while bytes.get(i).is_some_and(u8::is_ascii_whitespace) {
                    i += 1;
                }
                let (from, to, next) = match bytes.get(i) {
                    Some(&quote @ (b'"' | b'\'')) => {
                        let to = memchr(quote, &bytes[i + 1..]).map_or(bytes.len(), |n| i + 1 + n);
                        (i + 1, to, to + 1)
                    }
                    _ => {
                        let ends = |b: &u8| b.is_ascii_whitespace() || *b == b'>';
                        let to = bytes[i..]
                            .iter()
                            .position(ends)
                            .map_or(bytes.len(), |n| i + n);
                        (i, to, to)
                    }
                };
                value = self.html.get(from..to).unwrap_or("");
                i = next;
            }
            let Some(name) = self
                .html
                .get(name_from..name_to)
                .filter(|_| keep && tag.is_some())
            else {
                continue;
            };
            if ATTRS.iter().any(|a| a.eq_ignore_ascii_case(name))
                && self.page.attrs.len() - from < ATTRS.len()
            {
                self.page.attrs.push((name, decode(value)));
            }
        }
    }

    fn start_tag(&mut self, lt: usize) -> usize {
        let (tag, attrs, end) = self.tag_at(lt + 1, true);
        let Some(tag) = tag else {
            return end;
        };
        let name = TAGS[tag];
        match name {
            "script" | "style" | "svg" | "iframe" | "textarea" | "title" => {
                return self.raw(tag, attrs, end);
            }
            "html" | "body" => {
                self.page.opened = true;
                if self.open[tag] > 0 {
                    return end;
                }
            }
            _ => {}
        }
        self.close_implied(name);
        if VOID.contains(&name) {
            self.leaf(Kind::Element(name, attrs));
            return end;
        }
        if self.stack.len() >= MAX_DEPTH {
            self.too_deep[tag] += 1;
            return end;
        }
        let node = self.leaf(Kind::Element(name, attrs));
        self.stack.push(node);
        self.open[tag] += 1;
        end
    }

    /// An element whose content is no markup. Only titles and JSON-LD are kept.
    fn raw(&mut self, tag: usize, attrs: std::ops::Range<usize>, from: usize) -> usize {
        let name = TAGS[tag];
        let bytes = self.html.as_bytes();
        if name == "svg" && bytes.get(from.wrapping_sub(2)) == Some(&b'/') {
            return from;
        }
        if self.never_ends[tag] {
            return from;
        }
        let close = memmem::find_iter(&bytes[from..], b"</")
            .map(|i| from + i)
            .find(|&i| {
                let after = &bytes[i + 2..];
                after
                    .get(..name.len())
                    .is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
                    && after
                        .get(name.len())
                        .is_none_or(|b| !b.is_ascii_alphanumeric())
            });
        let Some(close) = close else {
            self.never_ends[tag] = true;
            return match name {
                // Sloppy, and harmless if its text ends at the next tag.
                "title" | "svg" | "textarea" => from,
                _ => {
                    self.page.cut_in = Some(if name == "style" {
                        "a style sheet"
                    } else {
                        "a script"
                    });
                    bytes.len()
                }
            };
        };
        let json = self
            .attr_in(&attrs, "type")
            .is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
        if name == "title" || json {
            let node = self.leaf(Kind::Element(name, attrs));
            let inner = self.html.get(from..close).unwrap_or("");
            let text = if json {
                Cow::Borrowed(inner)
            } else {
                decode(inner)
            };
            let text_at = self.leaf(Kind::Text(text));
            self.page.nodes[text_at].parent = node;
            self.page.nodes[node].end = text_at + 1;
        }
        match memchr(b'>', &bytes[close..]) {
            Some(gt) => close + gt + 1,
            None => {
                self.page.cut_in = Some("a tag");
                bytes.len()
            }
        }
    }

    fn attr_in(&self, attrs: &std::ops::Range<usize>, name: &str) -> Option<&str> {
        let own = self.page.attrs.get(attrs.clone())?;
        let (_, value) = own.iter().find(|(n, _)| n.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// Closes what a start tag ends without saying so.
    fn close_implied(&mut self, name: &str) {
        match name {
            "li" => self.close_within("li", &["ul", "ol", "menu", "dir"]),
            "dd" | "dt" => {
                self.close_within("dd", &["dl"]);
                self.close_within("dt", &["dl"]);
            }
            "td" | "th" => {
                self.close_within("td", &["tr", "table"]);
                self.close_within("th", &["tr", "table"]);
            }
            "tr" => self.close_within("tr", &["table"]),
            "tbody" | "thead" | "tfoot" => {
                for group in ["tbody", "thead", "tfoot"] {
                    self.close_within(group, &["table"]);
                }
            }
            "option" => self.close_within("option", &["select"]),
            "a" => self.close_within("a", &["td", "th", "table", "li", "div"]),
            "body" => self.close_within("head", &["html"]),
            _ => {}
        }
        let in_cell = matches!(
            name,
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" | "html" | "body" | "head"
        );
        if is_block(name) && !in_cell {
            self.close_within("p", &["td", "th", "caption", "button", "object"]);
        }
    }

    /// Closes the nearest open `name`, unless one of `bounds` is nearer.
    fn close_within(&mut self, name: &str, bounds: &[&str]) {
        let Some(tag) = tag_index(name).filter(|&t| self.open[t] > 0) else {
            return;
        };
        for depth in (1..self.stack.len()).rev() {
            let open = self.page.tag(self.stack[depth]);
            if open == TAGS[tag] {
                return self.pop_to(depth);
            }
            if bounds.contains(&open) {
                return;
            }
        }
    }

    fn pop_to(&mut self, depth: usize) {
        let end = self.page.nodes.len();
        for node in self.stack.drain(depth.max(1)..) {
            self.page.nodes[node].end = end;
            if let Kind::Element(tag, _) = self.page.nodes[node].kind
                && let Some(tag) = tag_index(tag)
            {
                self.open[tag] -= 1;
            }
        }
    }

    fn close(&mut self, tag: usize) {
        let name = TAGS[tag];
        if matches!(name, "body" | "html") {
            // What follows the end of a page is still shown in it.
            self.page.closed = true;
            return;
        }
        if name == "br" {
            self.leaf(Kind::Element("br", 0..0));
            return;
        }
        if self.too_deep[tag] > 0 {
            self.too_deep[tag] -= 1;
            return;
        }
        if self.open[tag] == 0 {
            return;
        }
        let of_table = matches!(
            name,
            "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption"
        );
        let block = is_block(name);
        for depth in (1..self.stack.len()).rev() {
            let open = self.page.tag(self.stack[depth]);
            if open == name {
                return self.pop_to(depth);
            }
            let cell = matches!(open, "td" | "th" | "caption" | "table");
            // `<b><p>..</b>..</p>`: an inline end tag must not end the paragraph.
            if (cell && !of_table)
                || (!block && is_block(open))
                || (open == "table" && name != "table")
            {
                return;
            }
        }
    }
}

fn decode(text: &str) -> Cow<'_, str> {
    match memchr(b'&', text.as_bytes()) {
        Some(_) => htmlize::unescape(text),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_items_close_themselves() {
        let page = parse("<ul><li>one<li>two<ul><li>in</ul><li>three</ul><p>a<p>b<div>c</div>");
        let texts: Vec<_> = (0..page.nodes.len())
            .filter_map(|i| Some((page.text(i)?, page.tag(page.nodes[i].parent))))
            .collect();
        assert_eq!(
            texts,
            [
                ("one", "li"),
                ("two", "li"),
                ("in", "li"),
                ("three", "li"),
                ("a", "p"),
                ("b", "p"),
                ("c", "div")
            ]
        );
        assert_eq!(
            page.children(0).map(|c| page.tag(c)).collect::<Vec<_>>(),
            ["ul", "p", "p", "div"]
        );
    }

    #[test]
    fn deep_nesting_and_unclosed_tags_take_linear_time() {
        for open in [
            "<div>",
            "<b>",
            "<p><b>",
            "<table><tr><td>",
            "<a href=x>",
            "<blockquote>",
            "<li>",
            "</div>",
            "<x",
            "<a b",
        ] {
            let page = open.repeat(200_000) + "end";
            assert!(!parse(&page).nodes.is_empty());
        }
    }
}
