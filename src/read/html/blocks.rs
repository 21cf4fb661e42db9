//! Owns the way from a part of the tree to blocks: white space collapsed as browsers do, line breaks, quotations, credits, inlines.
//! Refuses to choose the part. One pass, without recursion.

use super::tree::{Page, is_block, is_space};
use crate::article::{Inline, InlineKind, QuoteMarkup, RawBlock, RawText, Role, Span};

/// What a walk gives: blocks, and the quotations that they stand in.
#[derive(Debug, Default)]
pub struct Blocks {
    /// In reading order.
    pub blocks: Vec<RawBlock>,
    /// See [`RawBlock::quotes`].
    pub quotes: Vec<QuoteMarkup>,
}

/// What the walk is told of the page.
pub struct View<'v> {
    /// Nodes to pass over.
    pub skip: &'v dyn Fn(usize) -> bool,
    /// Nodes that are pull quotes by their class.
    pub pull: &'v dyn Fn(usize) -> bool,
    /// Inline elements that pages show as blocks: captions.
    pub block: &'v dyn Fn(usize) -> bool,
    /// Nodes that hold blocks.
    pub has_block: &'v [bool],
}

/// Appends the blocks of `root` to `out`; each bears `comment`.
pub fn walk(page: &Page, root: usize, view: &View, comment: Option<u32>, out: &mut Blocks) {
    let mut walk = Walk {
        out,
        comment,
        text: String::new(),
        inlines: Vec::new(),
        open_inlines: Vec::new(),
        quotes: Vec::new(),
        space: false,
        breaks: 0,
        role: Role::Paragraph,
        quote_before: false,
    };
    let mut open: Vec<Open> = Vec::new();
    let (mut at, end) = (root, page.within(root).end);
    let mut verbatim = 0usize;
    let mut row = 0usize;
    while at < end {
        while open.last().is_some_and(|o| o.end <= at) {
            if let Some(last) = open.pop() {
                walk.leave(last, &mut verbatim, &mut row);
            }
        }
        if let Some(text) = page.text(at) {
            if verbatim > 0 {
                walk.put_verbatim(text);
            } else {
                walk.put(text);
            }
            at += 1;
            continue;
        }
        if at != root && (view.skip)(at) {
            if is_block(page.tag(at)) {
                walk.flush();
            }
            at = page.within(at).end;
            continue;
        }
        if let Some(entered) = walk.enter(page, at, view, &mut verbatim, &mut row) {
            open.push(entered);
        }
        at += 1;
    }
    while let Some(last) = open.pop() {
        walk.leave(last, &mut verbatim, &mut row);
    }
    walk.flush();
}

/// An element whose end means something.
struct Open {
    end: usize,
    what: What,
    role_before: Role,
}

#[derive(PartialEq)]
enum What {
    Block,
    Quote,
    Pre,
    Row,
    Inline,
}

struct Walk<'o> {
    out: &'o mut Blocks,
    comment: Option<u32>,
    text: String,
    inlines: Vec<Inline>,
    /// Start and kind of the inlines that are open.
    open_inlines: Vec<(usize, InlineKind)>,
    quotes: Vec<u32>,
    space: bool,
    breaks: u8,
    role: Role,
    /// The block before this one stood in a quotation.
    quote_before: bool,
}

impl Walk<'_> {
    fn enter(
        &mut self,
        page: &Page,
        at: usize,
        view: &View,
        verbatim: &mut usize,
        row: &mut usize,
    ) -> Option<Open> {
        let tag = page.tag(at);
        let role_before = self.role;
        let end = page.within(at).end;
        let opened = |what: What| {
            Some(Open {
                end,
                what,
                role_before,
            })
        };
        let pull = (view.pull)(at);
        let quote_in_aside = tag == "aside" || pull;
        match tag {
            "br" => {
                if !self.text.is_empty() {
                    self.breaks = self.breaks.saturating_add(1);
                }
                None
            }
            "hr" => {
                self.flush();
                self.separator();
                None
            }
            "a" => {
                let href = page.attr(at, "href").unwrap_or("").trim();
                let leads = !href.is_empty()
                    && !href.starts_with('#')
                    && !href.to_ascii_lowercase().starts_with("javascript:");
                leads.then(|| self.open_inline(InlineKind::Link(href.to_string())));
                leads.then_some(Open {
                    end,
                    what: What::Inline,
                    role_before,
                })
            }
            "cite" => {
                self.open_inline(InlineKind::Cite);
                opened(What::Inline)
            }
            "q" => {
                self.open_inline(InlineKind::Quote);
                opened(What::Inline)
            }
            "em" | "i" => {
                self.open_inline(InlineKind::Stress);
                opened(What::Inline)
            }
            "blockquote" => {
                let pull = pull || page.ancestors(at).take(3).any(view.pull);
                self.enter_quote(page, at, pull, opened(What::Quote))
            }
            _ if quote_in_aside && !holds_quote(page, at) && is_block(tag) => {
                self.enter_quote(page, at, true, opened(What::Quote))
            }
            "pre" => {
                self.flush();
                *verbatim += 1;
                opened(What::Pre)
            }
            "tr" => {
                self.flush();
                let plain = page.children(at).all(|cell| !view.has_block[cell]);
                if !plain {
                    return opened(What::Block);
                }
                *row += 1;
                opened(What::Row)
            }
            "td" | "th" if *row > 0 => {
                self.space = false;
                if !self.text.is_empty() {
                    self.text.push('\t');
                }
                None
            }
            _ if is_block(tag) || (view.block)(at) => {
                self.flush();
                match tag {
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.role = Role::Heading,
                    "footer" if !self.quotes.is_empty() => self.role = Role::Credit,
                    "figcaption" if self.quote_before || !self.quotes.is_empty() => {
                        self.role = Role::Credit
                    }
                    _ => {}
                }
                opened(What::Block)
            }
            _ => None,
        }
    }

    fn enter_quote(
        &mut self,
        page: &Page,
        at: usize,
        pull: bool,
        opened: Option<Open>,
    ) -> Option<Open> {
        self.flush();
        let in_aside = || page.ancestors(at).take(4).any(|a| page.tag(a) == "aside");
        let cite = page
            .attr(at, "cite")
            .map(str::trim)
            .filter(|c| !c.is_empty());
        self.quotes.push(self.out.quotes.len() as u32);
        self.out.quotes.push(QuoteMarkup {
            cite: cite.map(str::to_string),
            pull: pull || in_aside(),
        });
        opened
    }

    fn leave(&mut self, open: Open, verbatim: &mut usize, row: &mut usize) {
        match open.what {
            What::Inline => return self.close_inline(),
            What::Quote => {
                self.flush();
                self.quotes.pop();
            }
            What::Pre => {
                self.flush();
                *verbatim -= 1;
            }
            What::Row => {
                self.flush();
                *row -= 1;
            }
            What::Block => self.flush(),
        }
        self.role = open.role_before;
    }

    fn open_inline(&mut self, kind: InlineKind) {
        self.settle();
        self.open_inlines.push((self.text.len(), kind));
    }

    fn close_inline(&mut self) {
        if let Some((start, kind)) = self.open_inlines.pop() {
            self.put_inline(start, kind);
        }
    }

    fn put_inline(&mut self, start: usize, kind: InlineKind) {
        let Some(text) = self.text.get(start..) else {
            return;
        };
        let from = start + (text.len() - text.trim_start().len());
        let to = start + text.trim_end().len();
        if from < to {
            self.inlines.push(Inline {
                span: Span::new(from, to),
                kind,
            });
        }
    }

    /// Writes the white space and line breaks that are due before the next word.
    fn settle(&mut self) {
        if self.breaks > 1 {
            self.flush();
        } else if self.breaks == 1 {
            self.text.push('\n');
        } else if self.space && !self.text.is_empty() && !self.text.ends_with(['\n', '\t']) {
            self.text.push(' ');
        }
        self.breaks = 0;
        self.space = false;
    }

    fn put(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let word_at = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            if word_at > 0 {
                self.space = true;
            }
            rest = &rest[word_at..];
            if rest.is_empty() {
                return;
            }
            self.settle();
            let to = rest.find(is_space).unwrap_or(rest.len());
            self.text.push_str(&rest[..to]);
            rest = &rest[to..];
        }
    }

    fn put_verbatim(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            if line.trim().is_empty() && self.text.ends_with('\n') {
                self.flush();
            } else if !(self.text.is_empty() && line.trim().is_empty()) {
                self.settle();
                self.text.push_str(line);
            }
        }
    }

    fn separator(&mut self) {
        let parts_something = self
            .out
            .blocks
            .last()
            .is_some_and(|b| b.role != Role::Separator && b.comment == self.comment);
        if !parts_something {
            return;
        }
        let mut block = RawBlock::paragraph(raw("* * *".to_string()));
        block.role = Role::Separator;
        block.comment = self.comment;
        block.quotes = self.quotes.clone();
        self.out.blocks.push(block);
    }

    /// Ends the block that is being written; inlines that are open go on in the next.
    fn flush(&mut self) {
        self.breaks = 0;
        self.space = false;
        for i in 0..self.open_inlines.len() {
            let (start, kind) = self.open_inlines[i].clone();
            self.put_inline(start, kind);
            self.open_inlines[i].0 = 0;
        }
        let text = std::mem::take(&mut self.text);
        let mut inlines = std::mem::take(&mut self.inlines);
        let blank =
            |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}');
        let trimmed = text.trim_matches(blank);
        if trimmed.is_empty() {
            return;
        }
        let lead = text.len() - text.trim_start_matches(blank).len();
        inlines.retain_mut(|inline| {
            let start = (inline.span.start as usize).max(lead) - lead;
            let end = (inline.span.end as usize)
                .saturating_sub(lead)
                .min(trimmed.len());
            if start < end {
                inline.span = Span::new(start, end);
            }
            start < end
        });
        inlines.sort_by_key(|i| (i.span.start, std::cmp::Reverse(i.span.end)));
        let mut block = RawBlock {
            role: self.role,
            text: raw(trimmed.to_string()),
            quotes: self.quotes.clone(),
            comment: self.comment,
            inlines,
        };
        let in_quote = !self.quotes.is_empty();
        if block.role == Role::Paragraph && is_separator(trimmed) {
            block.role = Role::Separator;
        } else if block.role == Role::Paragraph
            && (in_quote || self.quote_before)
            && only_cites(&block, 0)
        {
            block.role = Role::Credit;
        }
        let label = in_quote.then(|| split_label(&mut block)).flatten();
        self.out.blocks.extend(label);
        let credit = in_quote.then(|| split_credit(&mut block)).flatten();
        self.quote_before = in_quote;
        self.out.blocks.push(block);
        self.out.blocks.extend(credit);
    }
}

fn raw(text: String) -> RawText {
    RawText {
        text,
        at: None,
        line: None,
    }
}

/// An aside around a blockquote is no quotation of its own.
fn holds_quote(page: &Page, at: usize) -> bool {
    page.within(at)
        .take(64)
        .any(|i| page.tag(i) == "blockquote")
}

/// `* * *`, `~ ~ ~`, `———`.
fn is_separator(text: &str) -> bool {
    text.len() < 80
        && text.chars().all(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    '*' | '~'
                        | '-'
                        | '–'
                        | '—'
                        | '_'
                        | '='
                        | '·'
                        | '•'
                        | '#'
                        | '◆'
                        | '■'
                        | '□'
                        | '○'
                        | '●'
                        | '⁂'
                        | '+'
                )
        })
}

/// Whether all words from byte `from` on stand in `<cite>`, but for such as "via".
fn only_cites(block: &RawBlock, from: usize) -> bool {
    let text = &block.text.text;
    let mut at = from;
    let mut any = false;
    let bare = |s: &str| {
        let words = s
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty());
        words.into_iter().all(|w| {
            matches!(
                w.to_ascii_lowercase().as_str(),
                "via" | "by" | "from" | "source" | "in" | "the"
            )
        })
    };
    for inline in block.inlines.iter().filter(|i| i.kind == InlineKind::Cite) {
        let (start, end) = (inline.span.start as usize, inline.span.end as usize);
        if start < at {
            continue;
        }
        if !bare(&text[at..start]) {
            return false;
        }
        any = true;
        at = end;
    }
    any && bare(&text[at..])
}

/// Parts a `<cite>` that opens a quotation and ends in a colon from the words behind it, as forums have it: "Jane wrote:".
fn split_label(block: &mut RawBlock) -> Option<RawBlock> {
    let text = &block.text.text;
    let cite = block.inlines.iter().find(|i| i.kind == InlineKind::Cite)?;
    let end = cite.span.end as usize;
    let label = text.get(..end)?;
    if block.role != Role::Paragraph
        || cite.span.start != 0
        || !label.trim_end().ends_with([':', '：'])
        || text[end..].trim().is_empty()
    {
        return None;
    }
    let mut credit = block.clone();
    credit.role = Role::Credit;
    credit.text.text.truncate(label.trim_end().len());
    credit.inlines.retain(|i| i.span.end as usize <= end);
    let behind = end + (text.len() - end - text[end..].trim_start().len());
    block.text.text.drain(..behind);
    block.inlines.retain_mut(|i| {
        let inside = i.span.start as usize >= behind;
        if inside {
            i.span = Span::new(i.span.start as usize - behind, i.span.end as usize - behind);
        }
        inside
    });
    Some(credit)
}

/// Parts a last line that is nothing but `<cite>` from the words above it.
fn split_credit(block: &mut RawBlock) -> Option<RawBlock> {
    let line = block.text.text.rfind('\n')? + 1;
    if block.role != Role::Paragraph || !only_cites(block, line) {
        return None;
    }
    let mut credit = block.clone();
    credit.role = Role::Credit;
    credit.text.text = block.text.text.split_off(line);
    block.text.text.truncate(block.text.text.trim_end().len());
    credit.inlines.retain_mut(|i| {
        let inside = i.span.start as usize >= line;
        if inside {
            i.span = Span::new(i.span.start as usize - line, i.span.end as usize - line);
        }
        inside
    });
    let left = block.text.text.len();
    block.inlines.retain_mut(|i| {
        i.span.end = i.span.end.min(left as u32);
        i.span.start < i.span.end
    });
    Some(credit)
}
