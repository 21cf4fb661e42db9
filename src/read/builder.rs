//! Owns the making of blocks from a stream of words and marks: what stands in which quotation, links, places in the file.
//! Refuses to know any format.

use crate::article::{Inline, InlineKind, QuoteMarkup, RawBlock, RawText, Role, Span};

/// Quotations nested deeper than this count as this deep: people stop at four, and each block lists what it stands in.
const DEEPEST: usize = 32;

/// Blocks in the making.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    pub blocks: Vec<RawBlock>,
    pub quotes: Vec<QuoteMarkup>,
    /// The text that offsets given to [`Builder::write`] count in.
    source: &'a str,
    /// Where `source` begins in the file, if it stands there verbatim.
    place: Option<u64>,
    within: Vec<u32>,
    /// How many quotations beyond [`DEEPEST`] are open.
    deeper: usize,
    text: String,
    start: usize,
    inlines: Vec<Inline>,
    open: Vec<(usize, InlineKind)>,
    /// Offsets in `source` of line breaks.
    breaks: Vec<usize>,
    /// The line on which `source` begins.
    first_line: u32,
}

impl<'a> Builder<'a> {
    pub fn new(source: &'a str, place: Option<u64>, first_line: u32) -> Builder<'a> {
        Builder {
            blocks: Vec::new(),
            quotes: Vec::new(),
            source,
            place,
            within: Vec::new(),
            deeper: 0,
            text: String::new(),
            start: 0,
            inlines: Vec::new(),
            open: Vec::new(),
            breaks: memchr::memchr_iter(b'\n', source.as_bytes()).collect(),
            first_line,
        }
    }

    /// Adds words that stand at `at` of the source, or come from there.
    pub fn write(&mut self, words: &str, at: usize) {
        if self.text.is_empty() {
            let fresh = words.trim_start();
            self.start = at + (words.len() - fresh.len());
            self.text.push_str(fresh);
            return;
        }
        self.text.push_str(words);
    }

    /// Adds words in which white space parts words and says nothing else.
    pub fn write_flowing(&mut self, words: &str, at: usize) {
        let mut parts = words.split_whitespace();
        let spaced = words.starts_with(char::is_whitespace);
        if spaced && !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
        if let Some(first) = parts.next() {
            self.write(first, at);
        }
        for part in parts {
            self.text.push(' ');
            self.text.push_str(part);
        }
        let ends_spaced = words.len() > 1 && words.ends_with(char::is_whitespace);
        if ends_spaced && !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The words of the block in the making.
    pub fn written(&self) -> &str {
        self.text.trim_end()
    }

    pub fn open_inline(&mut self, kind: InlineKind) {
        if self.open.len() < DEEPEST {
            self.open.push((self.text.len(), kind));
        }
    }

    /// Closes the innermost stretch of that kind.
    pub fn close_inline(&mut self, is: impl Fn(&InlineKind) -> bool) {
        let Some(at) = self.open.iter().rposition(|(_, kind)| is(kind)) else {
            return;
        };
        let (start, kind) = self.open.remove(at);
        self.inlines.push(Inline {
            span: Span::new(start.min(self.text.len()), self.text.len()),
            kind,
        });
    }

    pub fn open_quote(&mut self, quote: QuoteMarkup) {
        self.flush(Role::Paragraph);
        if self.within.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        self.within.push(self.quotes.len() as u32);
        self.quotes.push(quote);
    }

    pub fn close_quote(&mut self) {
        self.flush(Role::Paragraph);
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        self.within.pop();
    }

    /// Whether words written now stand in a quotation.
    pub fn is_within(&self) -> bool {
        !self.within.is_empty()
    }

    /// Ends the block that is being written, if there are words in it.
    pub fn flush(&mut self, role: Role) {
        if let Some((text, inlines)) = self.take() {
            self.blocks.push(RawBlock {
                role,
                text,
                quotes: self.within.clone(),
                comment: None,
                inlines,
            });
        }
    }

    /// Ends the block without adding it.
    pub fn take(&mut self) -> Option<(RawText, Vec<Inline>)> {
        let mut text = std::mem::take(&mut self.text);
        let mut inlines = std::mem::take(&mut self.inlines);
        self.open.clear();
        text.truncate(text.trim_end().len());
        if text.is_empty() {
            return None;
        }
        for inline in &mut inlines {
            inline.span.end = inline.span.end.min(text.len() as u32);
            let words = text.get(inline.span.start as usize..inline.span.end as usize);
            let words = words.unwrap_or_default();
            inline.span.start += (words.len() - words.trim_start().len()) as u32;
            inline.span.end = inline.span.end.max(inline.span.start);
        }
        inlines.retain(|inline| !inline.span.is_empty());
        inlines.sort_by_key(|inline| (inline.span.start, std::cmp::Reverse(inline.span.end)));
        let verbatim = self.source.as_bytes()[self.start.min(self.source.len())..]
            .starts_with(text.as_bytes());
        let line = self.breaks.partition_point(|&at| at < self.start) as u32;
        let text = RawText {
            at: self
                .place
                .filter(|_| verbatim)
                .map(|place| place + self.start as u64),
            line: Some(self.first_line + line),
            text,
        };
        Some((text, inlines))
    }
}
