//! Owns who speaks a quotation. Refuses to guess: a quotation that no sieve answers keeps no speaker.

mod english;
mod phrase;
mod tokens;

use std::borrow::Cow;

use crate::article::{Article, Span};
use crate::passage::{Attribution, Credit, Kind, Passage, Speaker, Voice};
use crate::source::Registry;

use english::Found;
use tokens::{Tail, Tokens};

/// Fills the voice of each quotation: its speaker, the words that say so, and the outlet that its sentence names as
/// reporting it. What is not known stays `None`; other passages are left as they are.
pub fn attribute_quotations(article: &Article, passages: &mut [Passage], registry: &Registry) {
    let _ = registry;
    let mut tokens = Tokens::default();
    let mut found: Vec<Option<Found>> = Vec::new();
    let mut carried = Carried::default();
    let mut at = 0;
    while at < passages.len() {
        let container = at;
        at += 1;
        let mut end = at;
        while passages.get(end).is_some_and(|p| p.kind == Kind::Quotation) {
            end += 1;
        }
        let outer = passages[container].span;
        if end == at {
            carried.paragraph_without(article, outer);
            continue;
        }
        let spans = passages[at..end].iter().map(|p| p.span);
        tokens.read(&article.text, outer, spans);
        found.clear();
        for quote in 0..tokens.quotes.len() {
            let one = english::in_sentence(&article.text, &tokens, quote, &found);
            found.push(one);
        }
        context(&article.text, &tokens, &mut found, &mut carried);
        for (quote, one) in tokens.quotes.iter().zip(&found) {
            let passage = passages[at..end].iter_mut().find(|p| p.span == quote.span);
            if let Some(passage) = passage {
                passage.voice = Voice::Quoted(attribution(article, one.as_ref()));
            }
        }
        for passage in &mut passages[at..end] {
            if passage.voice == Voice::Own {
                passage.voice = Voice::Quoted(Attribution::default());
            }
        }
        at = end;
    }
}

fn attribution(article: &Article, found: Option<&Found>) -> Attribution {
    let Some(found) = found else {
        return Attribution::default();
    };
    Attribution {
        source: None,
        speaker: Some(Speaker {
            name: found.speaker.of(&article.text).to_string(),
            span: Some(found.speaker),
            full: None,
        }),
        via: Vec::new(),
        credit: Some(Credit {
            rule: Cow::Borrowed(found.rule),
            span: found.evidence,
        }),
    }
}

/// What a paragraph leaves to the next.
#[derive(Debug, Default)]
struct Carried {
    last: Option<Found>,
    open: bool,
    /// Paragraphs without quotations since.
    gap: usize,
}

impl Carried {
    fn paragraph_without(&mut self, _article: &Article, _outer: Span) {
        self.gap += 1;
        self.open = false;
    }
}

/// The sieves that look beyond the sentence.
fn context(text: &str, tokens: &Tokens, found: &mut [Option<Found>], carried: &mut Carried) {
    let _ = text;
    for at in 0..found.len() {
        if found[at].is_some() {
            continue;
        }
        let quote = &tokens.quotes[at];
        let given = |f: &Found, rule| Some(Found { rule, ..f.clone() });
        if at > 0 {
            if let Some(before) = &found[at - 1] {
                found[at] = given(before, "same-paragraph");
                continue;
            }
        }
        if at == 0 && carried.open && quote.token == 0 {
            if let Some(last) = &carried.last {
                found[at] = given(last, "reopened");
                continue;
            }
        }
        let next = found.get(at + 1).and_then(Option::as_ref);
        if let Some(next) = next.filter(|f| f.rule.starts_with("cue-after")) {
            if tokens.quotes[at + 1].token == quote.token + 1 || at == 0 && quote.token == 0 {
                found[at] = given(next, "next-sentence");
                continue;
            }
        }
        if at == 0 && quote.token == 0 && carried.gap == 0 && quote.words > 4 {
            if let Some(last) = &carried.last {
                found[at] = given(last, "next-paragraph");
            }
        }
    }
    if let Some(last) = found.last() {
        carried.last = last.clone();
        carried.gap = 0;
        carried.open = tokens
            .quotes
            .last()
            .is_some_and(|q| !q.closed && q.tail != Tail::Comma || !q.closed);
    }
}
