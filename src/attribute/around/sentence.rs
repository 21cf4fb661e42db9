//! Owns a paragraph as sentences, each with those whom it names. Refuses to weigh them.

use crate::article::Span;

use super::super::patterns::tail;
use super::super::speaker::phrase::Clause;
use super::super::speaker::tokens::{Tokens, What};
use super::who::{self, Mention};
use super::{Around, Near};

/// A sentence: its tokens, without the sign at its end.
#[derive(Debug)]
pub(super) struct Sentence {
    pub from: usize,
    pub to: usize,
    /// A colon ends it.
    pub colon: bool,
    /// Whom it names, in order.
    pub mentions: Vec<Mention>,
}

/// A paragraph, or its end.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    pub text: &'a str,
    pub tokens: Tokens,
    pub sentences: Vec<Sentence>,
}

impl<'a> Paragraph<'a> {
    /// Reads the last `most` bytes of a paragraph.
    pub fn read(around: &Around<'_, 'a>, near: Near, most: usize) -> Paragraph<'a> {
        let text = around.article.text.as_str();
        let words = near.span.of(text);
        let cut = words.len() - tail(words, most).len();
        let span = Span::new(near.span.start as usize + cut, near.span.end as usize);
        let mut tokens = Tokens::default();
        tokens.read(text, span, quotations(text, span).into_iter());
        let mut paragraph = Paragraph {
            text,
            tokens,
            sentences: Vec::new(),
        };
        let mut from = 0;
        let count = paragraph.tokens.list.len();
        for at in 0..=count {
            let ends = at == count || paragraph.ends(at);
            if !ends || at == from {
                from = if ends { at + 1 } else { from };
                continue;
            }
            let colon = paragraph.tokens.list[at - 1].what == What::Colon
                || paragraph
                    .tokens
                    .list
                    .get(at)
                    .is_some_and(|t| t.what == What::Colon);
            let to = match paragraph.tokens.list[at - 1].what {
                What::Colon => at - 1,
                _ => at,
            };
            if from < to {
                let mentions = who::mentions(around, &paragraph, from, to, near.inlines);
                paragraph.sentences.push(Sentence {
                    from,
                    to,
                    colon: colon && at + 1 >= count,
                    mentions,
                });
            }
            from = at + 1;
        }
        paragraph
    }

    /// Whether the token ends a sentence; what ends with a whole quotation does so too.
    fn ends(&self, at: usize) -> bool {
        let token = &self.tokens.list[at];
        match token.what {
            What::Stop => true,
            What::Quote(n) => {
                let words = self.tokens.quotes[n as usize].span.of(self.text);
                words.trim_end().ends_with(['.', '!', '?'])
                    && self.tokens.list.get(at + 1).is_some_and(|next| next.cap)
            }
            _ => false,
        }
    }

    /// The tokens with their words.
    pub fn clause(&self) -> Clause<'_> {
        Clause {
            text: self.text,
            tokens: &self.tokens.list,
        }
    }
}

/// What stands between double marks: opaque, whoever is named in it.
fn quotations(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in words.char_indices() {
        let start = span.start as usize + at;
        match (c, open) {
            ('“', _) => open = Some(start + c.len_utf8()),
            ('"', None) => open = Some(start + 1),
            ('”' | '"', Some(from)) => {
                if from < start {
                    found.push(Span::new(from, start));
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}
