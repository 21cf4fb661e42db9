//! Owns the question where in a page the article is: what is dropped, which elements hold the text, which hold comments.
//! Classes say what they like, so each is weighed against the text that it holds. Refuses to cut text into blocks.

use std::sync::LazyLock;

use regex::Regex;

use super::marks::{
    self, AROUND, BODY, BYLINE, COMMENT, COMMENTS, CONTENT, DATE, ENTRY, HIDDEN, META, Marks, TITLE,
};
use super::threads;
use super::tree::{Kind, Page, is_block};

/// Where things are in a page.
#[derive(Debug)]
pub struct Layout {
    /// What each node's names say of it.
    pub marks: Vec<Marks>,
    /// Nodes whose whole content is passed over.
    pub dropped: Vec<bool>,
    /// Nodes that hold blocks (paragraphs, cells, ...).
    pub has_block: Vec<bool>,
    /// Characters of running text in each node, outside links.
    pub mass: Vec<u32>,
    /// Characters of links.
    pub links: Vec<u32>,
    /// The elements that hold the article's text, in order, none within another.
    pub roots: Vec<usize>,
    /// The outermost elements that hold comments, in order.
    pub comments: Vec<usize>,
    /// What names the writer of a forum's first post.
    pub writer: Option<usize>,
}

/// Finds the article in a page.
pub fn layout(page: &Page) -> Layout {
    let count = page.nodes.len();
    let mut layout = Layout {
        marks: marks::of_page(page),
        dropped: vec![false; count],
        has_block: vec![false; count],
        mass: vec![0; count],
        links: vec![0; count],
        roots: Vec::new(),
        comments: Vec::new(),
        writer: None,
    };
    layout.weigh(page);
    let best = layout.best_content(page);
    threads::mark(page, &mut layout, best);
    let best = layout.best_content(page);
    layout.find_comments(page, best);
    layout.drop_surroundings(page, best);
    layout.drop_around_fields(page);
    layout.drop_links(page);
    layout.roots = layout.find_roots(page);
    layout
}

impl Layout {
    fn is(&self, at: usize, mark: Marks) -> bool {
        self.marks[at] & mark != 0
    }

    /// Counts text from the leaves upwards; hidden text counts nothing.
    fn weigh(&mut self, page: &Page) {
        let count = page.nodes.len();
        let mut in_link = vec![false; count];
        let mut hidden = vec![false; count];
        for at in 1..count {
            let parent = page.nodes[at].parent;
            hidden[at] = hidden[parent] || self.is(at, HIDDEN);
            in_link[at] = in_link[parent] || page.tag(at) == "a";
        }
        for at in (1..count).rev() {
            let parent = page.nodes[at].parent;
            match &page.nodes[at].kind {
                Kind::Text(text) if !hidden[at] => {
                    let weight = weight(text.trim());
                    if in_link[at] {
                        self.links[at] = weight;
                    } else if weight >= 12 {
                        self.mass[at] = weight;
                    }
                }
                Kind::Element(tag, _) if is_block(tag) || *tag == "br" => {
                    self.has_block[parent] = true
                }
                _ => {}
            }
            if self.has_block[at] {
                self.has_block[parent] = true;
            }
            self.mass[parent] = self.mass[parent].saturating_add(self.mass[at]);
            self.links[parent] = self.links[parent].saturating_add(self.links[at]);
        }
    }

    /// The heaviest element that is named as an article's text, outside comments.
    fn best_content(&self, page: &Page) -> Option<usize> {
        let mut best = None;
        let mut at = 1;
        while at < page.nodes.len() {
            let tag = page.tag(at);
            if self.is(at, HIDDEN | COMMENTS | COMMENT)
                && !self.is(at, CONTENT)
                && !matches!(tag, "body" | "html" | "main")
            {
                let holds_most = self.mass[at] * 10 > self.mass[0] * 9 && self.is(at, COMMENTS);
                if !holds_most {
                    at = page.within(at).end;
                    continue;
                }
            }
            let heavier = best.is_none_or(|b: usize| self.mass[at] > self.mass[b]);
            if self.is(at, CONTENT)
                && !matches!(tag, "nav" | "aside")
                && self.mass[at] > 0
                && heavier
            {
                best = Some(at);
            }
            at += 1;
        }
        best
    }

    fn find_comments(&mut self, page: &Page, best: Option<usize>) {
        let mut at = 1;
        while at < page.nodes.len() {
            let frame = matches!(page.tag(at), "html" | "body" | "main" | "head" | "");
            let holds_article = best.is_some_and(|b| page.within(at).contains(&b));
            let named = self.is(at, COMMENTS | COMMENT) && !self.is(at, HIDDEN);
            let says =
                named && !frame && !holds_article && matches!(page.tag(at), t if is_block(t));
            if says {
                self.comments.push(at);
                self.dropped[at] = true;
                at = page.within(at).end;
            } else {
                at += 1;
            }
        }
    }

    /// Decides what is passed over. A name alone does not drop what holds most of the page's text.
    fn drop_surroundings(&mut self, page: &Page, best: Option<usize>) {
        let in_comments: u32 = self.comments.iter().map(|&c| self.mass[c]).sum();
        let total = self.mass[0].saturating_sub(in_comments);
        let mut holds_main = vec![false; page.nodes.len()];
        for at in (1..page.nodes.len()).rev() {
            let parent = page.nodes[at].parent;
            holds_main[parent] |= holds_main[at] || page.tag(at) == "main" || best == Some(at);
        }
        for (at, &holds_main) in holds_main.iter().enumerate().skip(1) {
            let tag = page.tag(at);
            if self.is(at, HIDDEN) {
                self.dropped[at] = true;
                continue;
            }
            let frame = matches!(
                tag,
                "html" | "body" | "main" | "article" | "" | "blockquote"
            );
            let around = self.is(at, AROUND) || matches!(tag, "aside" | "form" | "footer");
            if frame || !around || holds_main || best == Some(at) {
                continue;
            }
            let heavy = self.mass[at] as u64 * 10 > total as u64 * 6
                && self.mass[at] > self.links[at]
                && tag != "nav";
            // In a page that names its text, what else there is may well weigh more.
            let may_be_article = heavy && best.is_none_or(|b| self.mass[b] * 4 < self.mass[at]);
            let of_quote = matches!(tag, "footer" | "aside") && !self.is(at, AROUND);
            let of_quote = of_quote && self.is_quoting(page, at);
            if !(may_be_article || of_quote) {
                self.dropped[at] = true;
            }
        }
    }

    /// What little stands around a field to write in asks for something, whatever it is called and whether or not there is a form.
    fn drop_around_fields(&mut self, page: &Page) {
        /// Words around a field; what says more is an article with a field in it.
        const FEW: u32 = 250;
        let titled = self.titled(page);
        let is_field = |at: usize| {
            let kind = page.attr(at, "type").unwrap_or("text");
            let written = matches!(kind, "text" | "email" | "search" | "tel" | "password");
            page.tag(at) == "textarea" || page.tag(at) == "input" && written
        };
        for at in (1..page.nodes.len()).filter(|&at| is_field(at)) {
            let around = page.ancestors(at).take(6).take_while(|&a| {
                let frame = matches!(page.tag(a), "html" | "body" | "main" | "article" | "");
                let tells = titled[a] || self.is(a, CONTENT | ENTRY | BODY);
                !frame && !tells && self.mass[a] <= FEW
            });
            let outermost = around.last();
            let paragraph = |a: usize| {
                let mut inside = page.within(a);
                inside.any(|i| {
                    page.tag(i) == "blockquote" || self.mass[i] > 120 && page.tag(i) == "p"
                })
            };
            if let Some(outermost) = outermost.filter(|&a| !paragraph(a)) {
                self.dropped[outermost] = true;
            }
        }
    }

    /// Drops links around the text: to another place of the page ("skip to content"), and cards: a link around a heading and more leads
    /// to another page, in few words and several blocks.
    fn drop_links(&mut self, page: &Page) {
        /// Bytes of a card's words; a link that was never closed may hold the rest of the page.
        const FEW: u32 = 400;
        let count = page.nodes.len();
        for at in (1..count).filter(|&at| page.tag(at) == "a" && page.attr(at, "href").is_some()) {
            if self.links[at] < 60 && leads_within_page(page, at) {
                self.dropped[at] = true;
                continue;
            }
            if let Some(controls) = self.controls(page, at) {
                self.dropped[controls] = true;
                continue;
            }
            let inside = page.within(at);
            if inside.len() < 4 || inside.len() > 64 || self.links[at] > FEW {
                continue;
            }
            let headings = inside
                .clone()
                .filter(|&i| matches!(page.tag(i), "h1" | "h2" | "h3" | "h4" | "strong" | "b"));
            let heading = headings.filter(|&i| !self.is(i, TITLE)).count() > 0;
            let bold = |i: usize| matches!(page.tag(i), "strong" | "b");
            let texts = inside.filter(|&i| (is_block(page.tag(i)) || bold(i)) && self.links[i] > 0);
            let parts = texts.filter(|&i| {
                page.children(i)
                    .any(|c| page.text(c).is_some_and(|t| !t.trim().is_empty()))
            });
            if heading && parts.count() > 1 && !self.titled_in(page, at) {
                self.dropped[at] = true;
            }
        }
    }

    /// The block of a link that leads nowhere ("Copy the address"), if it holds nothing but such: only a script gives it a meaning.
    fn controls(&self, page: &Page, link: usize) -> Option<usize> {
        /// Nodes of such a block; what holds more is no row of buttons.
        const FEW: usize = 24;
        let nowhere = |at: usize| {
            let href = page.attr(at, "href").unwrap_or("").trim();
            href == "#" || href.to_ascii_lowercase().starts_with("javascript:")
        };
        if !nowhere(link) {
            return None;
        }
        let block = page
            .ancestors(link)
            .take(4)
            .find(|&a| is_block(page.tag(a)))?;
        let told = TITLE | META | BYLINE | DATE | COMMENT | COMMENTS | CONTENT | ENTRY;
        let says = self.is(block, told)
            || page
                .ancestors(block)
                .take(6)
                .any(|a| self.is(a, META | BYLINE | DATE | COMMENT));
        let heading = matches!(page.tag(block), "h1" | "h2" | "h3" | "h4" | "td" | "body");
        if says || heading || page.within(block).len() > FEW {
            return None;
        }
        let of_links = page.within(block).all(|at| {
            page.text(at).is_none_or(|text| {
                !text.chars().any(char::is_alphanumeric)
                    || page
                        .ancestors(at)
                        .take_while(|&a| a != block)
                        .any(|a| page.tag(a) == "a" && nowhere(a))
            })
        });
        of_links.then_some(block)
    }

    /// Whether a node holds the page's main heading.
    fn titled_in(&self, page: &Page, at: usize) -> bool {
        page.within(at).any(|i| page.tag(i) == "h1")
    }

    /// A footer inside a quotation credits it; an aside without lists and headings is a pull quote.
    fn is_quoting(&self, page: &Page, at: usize) -> bool {
        match page.tag(at) {
            "footer" => page
                .ancestors(at)
                .take(6)
                .any(|a| matches!(page.tag(a), "blockquote" | "q")),
            _ => {
                let inside = page.within(at);
                let plain = inside.len() < 64
                    && !inside.clone().any(|i| {
                        matches!(
                            page.tag(i),
                            "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "form" | "img"
                        )
                    });
                plain
                    && self.links[at] <= self.mass[at]
                    && page.ancestors(at).any(|a| self.is(a, CONTENT | ENTRY))
            }
        }
    }

    fn find_roots(&self, page: &Page) -> Vec<usize> {
        let kept = self.kept_mass(page);
        let total = kept.first().copied().unwrap_or(0);
        let reachable = reachable(page, &self.dropped);
        let heaviest = |mark: Marks| {
            let marked = (1..page.nodes.len())
                .filter(|&at| reachable[at] && self.is(at, mark) && kept[at] > 0);
            marked.max_by_key(|&at| (kept[at], std::cmp::Reverse(at)))
        };
        let stated = heaviest(BODY).filter(|&b| kept[b] as u64 * 4 >= total as u64);
        if let Some(body) = stated {
            return self.parts(page, body, &kept, &reachable);
        }
        if let Some(best) = heaviest(CONTENT).filter(|&b| kept[b] as u64 * 4 >= total as u64) {
            return self.parts(page, self.innermost(page, best, &kept), &kept, &reachable);
        }
        if let Some(entry) = heaviest(ENTRY).filter(|&e| kept[e] as u64 * 5 >= total as u64 * 2) {
            return vec![self.descend(page, entry, &kept)];
        }
        let main = (1..page.nodes.len()).find(|&at| {
            reachable[at] && page.tag(at) == "main" && kept[at] as u64 * 2 >= total as u64
        });
        let from = main
            .or_else(|| (1..page.nodes.len()).find(|&at| page.tag(at) == "body"))
            .unwrap_or(0);
        // Text beside `<body>` (malformed pages) must not be lost.
        let from = if kept[from] as u64 * 2 >= total as u64 {
            from
        } else {
            0
        };
        vec![self.descend(page, from, &kept)]
    }

    /// Nodes that hold an article's title.
    fn titled(&self, page: &Page) -> Vec<bool> {
        let mut titled = vec![false; page.nodes.len()];
        for at in (1..page.nodes.len()).rev() {
            let title = page.tag(at) == "h1" || self.is(at, TITLE);
            let parent = page.nodes[at].parent;
            titled[parent] |= titled[at] || (title && !self.dropped[at]);
        }
        titled
    }

    fn kept_mass(&self, page: &Page) -> Vec<u32> {
        let mut kept = self.mass.clone();
        for (at, mass) in kept.iter_mut().enumerate() {
            if !matches!(page.nodes[at].kind, Kind::Text(_)) {
                *mass = 0;
            }
        }
        for at in (1..page.nodes.len()).rev() {
            if self.dropped[at] {
                kept[at] = 0;
            }
            let parent = page.nodes[at].parent;
            kept[parent] = kept[parent].saturating_add(kept[at]);
        }
        kept
    }

    /// The narrowest element named as text within `from` that holds nearly all of it.
    fn innermost(&self, page: &Page, from: usize, kept: &[u32]) -> usize {
        let mut outer = from;
        for at in page.within(from).skip(1) {
            if !self.is(at, CONTENT) || !page.within(outer).contains(&at) {
                continue;
            }
            let share = kept[at] as u64 * 100 / (kept[outer] as u64).max(1);
            let is_text =
                |child: usize| matches!(page.tag(child), "" | "p" | "blockquote" | "ul" | "ol");
            let own_text = || {
                page.children(outer)
                    .filter(|&c| is_text(c))
                    .map(|c| kept[c])
                    .sum::<u32>()
            };
            if share >= 97 || (share >= 60 && own_text() as u64 * 33 < kept[outer] as u64) {
                outer = at;
            }
        }
        outer
    }

    /// The element and its twins: systems that cut one text into several fields of one name.
    fn parts(&self, page: &Page, one: usize, kept: &[u32], reachable: &[bool]) -> Vec<usize> {
        let name = |at: usize| (page.tag(at), page.attr(at, "class"));
        let entry = |at: usize| {
            page.ancestors(at)
                .find(|&a| self.is(a, ENTRY) || matches!(page.tag(a), "main" | "body"))
        };
        let home = entry(one);
        // Joomla's intro and full text are siblings.
        let beside = |at: usize| page.nodes[at].parent == page.nodes[one].parent;
        let mut parts: Vec<usize> = Vec::new();
        for at in 1..page.nodes.len() {
            let twin = at == one
                || (self.is(at, CONTENT)
                    && reachable[at]
                    && kept[at] > 0
                    && page.attr(at, "class").is_some()
                    && (name(at) == name(one) || beside(at)));
            let nested = parts.last().is_some_and(|&p| page.within(p).contains(&at))
                || page.within(at).contains(&one) && at != one;
            if twin && !nested && (at == one || entry(at) == home) {
                parts.push(at);
            }
        }
        parts
    }

    /// Follows the text downwards until it spreads over several blocks.
    fn descend(&self, page: &Page, from: usize, kept: &[u32]) -> usize {
        let titled = self.titled(page);
        let mut at = from;
        loop {
            let (mut own_text, mut leaves) = (0, 0);
            let mut heaviest: Option<usize> = None;
            for child in page.children(at) {
                let container = matches!(
                    page.tag(child),
                    "div"
                        | "section"
                        | "article"
                        | "main"
                        | "table"
                        | "tbody"
                        | "tr"
                        | "td"
                        | "center"
                        | "form"
                        | "body"
                        | "html"
                        | "span"
                ) && self.has_block[child];
                if !container && page.tag(child) == "div" {
                    leaves += kept[child];
                } else if !container {
                    own_text += kept[child];
                } else if heaviest.is_none_or(|h| kept[child] > kept[h]) {
                    heaviest = Some(child);
                }
            }
            let Some(child) = heaviest.filter(|&c| kept[c] > 0) else {
                return at;
            };
            if self.has_twin(page, child, kept) {
                return at;
            }
            // What stands beside the element of the title is around the article; elsewhere a lone `<div>` may be a paragraph.
            let titled_only = titled[child] && !page.children(at).any(|c| c != child && titled[c]);
            let (least, own) = if titled_only {
                (5, own_text)
            } else {
                (7, own_text + leaves)
            };
            if (kept[child] as u64) * 10 < kept[at] as u64 * least
                || own as u64 * 20 > kept[at] as u64
            {
                return at;
            }
            at = child;
        }
    }
}

impl Layout {
    /// Whether a neighbour of the same name holds text too: newsletters and site builders cut one text into many blocks.
    fn has_twin(&self, page: &Page, at: usize, kept: &[u32]) -> bool {
        const PARTS: &[&str] = &[
            "block",
            "text",
            "paragraph",
            "section",
            "module",
            "part",
            "component",
        ];
        let Some(class) = page.attr(at, "class") else {
            return false;
        };
        let names_part = class
            .split_whitespace()
            .flat_map(marks::split)
            .any(|word| PARTS.contains(&word.as_str()));
        names_part
            && page.children(page.nodes[at].parent).any(|other| {
                other != at
                    && !self.dropped[other]
                    && page.attr(other, "class") == Some(class)
                    && kept[other] >= 40
                    && self.links[other] < kept[other]
            })
    }
}

/// "Skip to content", "Back to top".
fn leads_within_page(page: &Page, link: usize) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:skip (?:to|past|over)\b|(?:go |back )?to (?:the )?top\b|(?:back to )?top of (?:the |this )?page|top\W*$|맨\s?[위우]로|위로\s)")
            .expect("a fixed pattern")
    });
    page.attr(link, "href").is_some_and(|h| h.starts_with('#')) && WORDS.is_match(&page.words(link))
}

/// Nodes that no dropped node holds.
pub fn reachable(page: &Page, dropped: &[bool]) -> Vec<bool> {
    let mut reachable = vec![true; page.nodes.len()];
    for at in 1..page.nodes.len() {
        reachable[at] = reachable[page.nodes[at].parent] && !dropped[at];
    }
    reachable
}

/// Characters, those of Korean, Chinese and Japanese twice: they say more.
fn weight(text: &str) -> u32 {
    if text.is_ascii() {
        return text.len() as u32;
    }
    text.chars()
        .map(|c| if c >= '\u{1100}' { 2 } else { 1 })
        .sum()
}
