//! Owns who speaks a quotation. Refuses to guess: a quotation that no sieve answers keeps no speaker.

mod english;
mod phrase;
mod tokens;

use std::borrow::Cow;

use crate::article::{Article, Span};
use crate::passage::{Attribution, Credit, Kind, Passage, Speaker, Voice};
use crate::source::Registry;

use english::{Found, Verdict};
use tokens::{Tokens, What};

/// Fills the voice of each quotation: its speaker, the words that say so, and the outlet that its sentence names as
/// reporting it. What is not known stays `None`; other passages are left as they are.
pub fn attribute_quotations(article: &Article, passages: &mut [Passage], registry: &Registry) {
    let _ = registry;
    let mut tokens = Tokens::default();
    let mut found: Vec<Option<Found>> = Vec::new();
    let mut silent: Vec<bool> = Vec::new();
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
            carried.paragraph_without(outer);
            continue;
        }
        let spans = passages[at..end].iter().map(|p| p.span);
        tokens.read(&article.text, outer, spans);
        found.clear();
        silent.clear();
        for quote in 0..tokens.quotes.len() {
            let verdict = english::in_sentence(&article.text, &tokens, quote, &found);
            silent.push(matches!(verdict, Verdict::Nobody));
            found.push(verdict.found());
        }
        context(&article.text, &tokens, &mut found, &silent, &mut carried);
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
    /// The paragraph before, if it held no quotation.
    before: Option<Span>,
    /// Paragraphs without quotations since.
    gap: usize,
    tokens: Tokens,
}

/// So much of the end of a paragraph is read for who leads in the next.
const LEAD_IN: usize = 600;

impl Carried {
    fn paragraph_without(&mut self, outer: Span) {
        self.gap += 1;
        self.open = false;
        self.before = Some(outer);
    }

    /// Who the paragraph before, which held no quotation, says is to speak.
    fn lead_in(&mut self, text: &str) -> Option<Found> {
        let before = self.before?;
        let mut start = (before.start as usize).max((before.end as usize).saturating_sub(LEAD_IN));
        while !text.is_char_boundary(start) {
            start += 1;
        }
        self.tokens.read(text, Span::new(start, before.end as usize), std::iter::empty());
        lead_in(text, &self.tokens, self.tokens.list.len(), &[])
    }
}

fn lead_in(text: &str, tokens: &Tokens, mut end: usize, done: &[Option<Found>]) -> Option<Found> {
    let colon = end.checked_sub(1).and_then(|i| tokens.list.get(i)).is_some_and(|t| t.what == What::Colon);
    while end > 0 && tokens.list[end - 1].what == What::Stop {
        end -= 1;
    }
    let found = english::led_in(text, tokens, end, colon, done)?;
    let rule = if colon { "lead-in" } else { "sentence-before" };
    Some(Found { rule, ..found })
}

/// The sieves that look beyond the sentence.
fn context(text: &str, tokens: &Tokens, found: &mut [Option<Found>], silent: &[bool], carried: &mut Carried) {
    for at in 0..found.len() {
        if found[at].is_some() || silent[at] {
            continue;
        }
        let quote = &tokens.quotes[at];
        let given = |f: &Found, rule| Some(Found { rule, ..f.clone() });
        if at > 0 {
            // A whole sentence stands between, and reports: she says people should choose. "…"
            let previous = tokens.quotes[at - 1].token;
            let stop = quote.token.checked_sub(1).filter(|&i| tokens.list[i].what == What::Stop && quote.cap);
            let between = stop.is_some_and(|stop| tokens.list[previous + 1..stop].iter().any(|t| t.what == What::Stop));
            if between {
                if let Some(one) = lead_in(text, tokens, quote.token, &found[..at]) {
                    found[at] = Some(one);
                    continue;
                }
            }
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
        if quote.words <= 3 {
            continue;
        }
        if quote.token > 0 {
            if tokens.list[quote.token - 1].what == What::Stop {
                found[at] = lead_in(text, tokens, quote.token, &found[..at]);
            }
            continue;
        }
        found[at] = match (carried.gap, &carried.last) {
            (0, Some(last)) => given(last, "next-paragraph"),
            (0, None) => None,
            _ => carried.lead_in(text),
        };
    }
    if let Some(last) = found.last() {
        carried.last = last.clone();
        carried.gap = 0;
        carried.before = None;
        carried.open = tokens.quotes.last().is_some_and(|q| !q.closed && q.token + 1 == tokens.list.len());
    }
}
