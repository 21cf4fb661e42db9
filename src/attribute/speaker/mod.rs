//! Owns who speaks a quotation. Refuses to guess: a quotation that no sieve answers keeps no speaker.
//!
//! Sieves are asked in order of certainty. Right answers of those given, on the development half of PolNeAR (English political
//! news, 3,800 quotations with a speaker, on some of which the rules were tuned; an answer for a scare quote counts as wrong;
//! what fewer than fifteen cases bear is in parentheses). Sieves that were right less than two times in three (a sentence's
//! subject, nouns of speech, owners: X's “…”) say nothing any more:
//!
//! | sieve | what it reads | right |
//! |---|---|---|
//! | `cue-after`, `cue-after-inverted` | “…,” X said; “…,” said X | .98, .97 |
//! | `cue-after-apposition` | “…,” X, the mayor, said | .92 |
//! | `signature`, `transcript-turn` | “…” — X; “X: …” | 1.0, (.64) |
//! | `cue-before`, `-far`, `-inverted` | X said: “…”; X said that … “…” | .88, .92, (.73) |
//! | `cue-before-outer` | X said that Y believed “…”: X | .87 |
//! | `participle`, `participle-leading` | X left, saying “…” | .88, (1.0) |
//! | `cue-at-end` | … “…” …, X said | .93 |
//! | `according-to`, `in-the-words-of`, `as-x-put-it` | according to X, “…” | .88, (-), (.80) |
//! | `quoted-as-saying`, `passive-by` | quoted X as saying; was called “…” by X | (-) |
//! | `weak-cue-before`, `-far`, `weak-cue-after`, `unknown-verb-after` | X called it “…”; “…,” X deadpanned | .81, .83, (.75), (1.0) |
//! | `colon`, `subject-colon`, `lead-in` | X: “…”; X did this: “…” | (1.0), .82, (.69) |
//! | `same-list` | “…” and “…” | .86 |
//! | `same-paragraph` | “…,” X said. “…” | .97 |
//! | `reopened`, `next-paragraph`, `next-sentence` | speech that goes on in the next paragraph | (.70), .82, (-) |
//! | `sentence-before` | X said it was so. “…” | .67 |
//! | `ko-cue-after`, `ko-cue-before`, `ko-lead-in`, `ko-next-sentence` | “…”고 X는 말했다; X는 “…”고 전했다; X는 다음과 같이 말했다; “….” X는 말했다 | on `tests/labelled` only |
//!
//! Who is asked or told something does not speak: such a quotation stays without a speaker, and no other sieve may answer.
//! Of an outer and an inner reporting verb the outer speaks, unless the inner one stands right before the mark.

mod english;
mod korean;
pub(super) mod mention;
mod names;
pub(super) mod people;
pub(super) mod phrase;
mod subject;
#[cfg(test)]
mod tests;
pub(super) mod tokens;
mod verb;

use std::borrow::Cow;

use crate::analyze::speech;
use crate::article::{Article, Lang, Span};
use crate::passage::{Attribution, Credit, Kind, Passage, Voice};
use crate::source::{Registry, SourceRef};

use super::cites;

use english::{Found, Verdict};
use names::Names;
use tokens::{Tokens, What};

/// Fills the voice of each quotation: its speaker, the words that say so, and the outlet that its sentence names as
/// reporting it. What is not known stays `None`; other passages are left as they are.
pub fn attribute_quotations(article: &Article, passages: &mut [Passage], registry: &Registry) {
    let speaks = |p: &Passage| p.voice.attribution().is_some_and(|a| a.speaker.is_some());
    if !passages
        .iter()
        .any(|p| p.kind == Kind::Quotation || speaks(p))
    {
        return;
    }
    let mut tokens = Tokens::default();
    let mut verdicts: Vec<Verdict> = Vec::new();
    let mut found: Vec<Option<Found>> = Vec::new();
    let mut carried = Carried::default();
    let mut names = Names::new(&article.text, passages);
    let mut at = 0;
    while at < passages.len() {
        let container = at;
        at += 1;
        let mut end = at;
        while passages.get(end).is_some_and(|p| p.kind == Kind::Quotation) {
            end += 1;
        }
        let outer = passages[container].span;
        whole_name(passages, container, &mut names);
        if end == at {
            carried.paragraph_without(outer);
            continue;
        }
        let spans = passages[at..end].iter().map(|p| p.span);
        tokens.read(&article.text, outer, spans);
        verdicts.clear();
        found.clear();
        let korean = passages[container].lang == Some(Lang::KO);
        for quote in 0..tokens.quotes.len() {
            let verdict = match korean {
                true => korean::in_sentence(&article.text, outer, tokens.outer(quote)),
                false => english::in_sentence(&article.text, &tokens, quote, &found),
            };
            verdicts.push(verdict.clone());
            found.push(verdict.found());
        }
        if let Some(below) = passages
            .get(end)
            .filter(|p| p.kind != Kind::Quotation)
            .map(|p| p.span)
        {
            signed_below(&article.text, &tokens, &mut found, below);
        }
        if korean && matches!(verdicts.first(), Some(Verdict::Open)) {
            let first = tokens.outer(0);
            let here = Span {
                start: outer.start,
                end: first.start,
            };
            let before = if tokens.quotes[0].token == 0 {
                carried.before
            } else {
                Some(here)
            };
            found[0] = before.and_then(|before| korean::lead_in(&article.text, before));
        }
        context(&article.text, &tokens, &mut found, &verdicts, &mut carried);
        let mut quote = 0;
        for passage in &mut passages[at..end] {
            let mut attribution = Attribution::default();
            if tokens
                .quotes
                .get(quote)
                .is_some_and(|q| q.span == passage.span)
            {
                if let Some(found) = &found[quote] {
                    attribution.credit = Some(Credit {
                        rule: Cow::Borrowed(found.rule),
                        span: found.evidence,
                    });
                    attribution.speaker = Some(names.speaker(found.speaker, outer, korean));
                }
                attribution.source = outlet(article, outer, tokens.outer(quote), registry);
                quote += 1;
            }
            passage.voice = Voice::Quoted(attribution);
        }
        at = end;
    }
}

/// Gives the speaker of a block the fullest earlier mention too: "He wrote back:".
fn whole_name(passages: &mut [Passage], at: usize, names: &mut Names) {
    let Some(first) = passages[at].block else {
        return;
    };
    let first = first as usize;
    let known = match first < at {
        true => passages[first].voice.attribution(),
        false => passages[at].voice.attribution(),
    };
    let Some(speaker) = known.and_then(|a| a.speaker.clone()) else {
        return;
    };
    let speaker = match speaker.span {
        Some(span) if first == at && speaker.full.is_none() => {
            let around = passages[..=at].iter().rev().take(40);
            let within = around.map(|p| p.span).find(|s| s.contains(span));
            let korean = passages[at].lang == Some(Lang::KO);
            names.speaker(span, within.unwrap_or(span), korean)
        }
        Some(span) if first == at => {
            names.told(&speaker, span);
            speaker
        }
        _ => speaker,
    };
    if let Voice::Quoted(attribution) = &mut passages[at].voice
        && let Some(own) = &mut attribution.speaker
        && own.span == speaker.span
    {
        *own = speaker;
    }
}

/// The outlet that the sentence around a quotation names as reporting it: "told Daily NK", "Yonhap quoted him as saying".
fn outlet(article: &Article, within: Span, quote: Span, registry: &Registry) -> Option<SourceRef> {
    let text = &article.text;
    let (from, to) = sentence(text, within, quote);
    // One side at a time: what stands inside the marks is the speaker's.
    for side in [
        Span::new(from, quote.start as usize),
        Span::new(quote.end as usize, to),
    ] {
        for mention in registry.mentions(side.of(text)) {
            let span = mention.span.shift(side.start as usize);
            let bounds = Span::new(from.min(span.start as usize), to.max(span.end as usize));
            if cites::frame(text, bounds, span).is_some()
                && let Some(source) =
                    cites::Named::default().decide(&mention, span.of(text), registry)
            {
                return Some(source);
            }
        }
    }
    None
}

/// So many bytes of the sentence around a quotation are looked at on either side.
const SENTENCE: usize = 240;

/// Where the sentence around a quotation begins and ends.
fn sentence(text: &str, within: Span, quote: Span) -> (usize, usize) {
    let mut from = (within.start as usize).max((quote.start as usize).saturating_sub(SENTENCE));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (within.end as usize).min(quote.end as usize + SENTENCE);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let ends = |text: &str, i: usize| {
        let word = text[..i].rsplit(char::is_whitespace).next().unwrap_or("");
        let next = text[i + 1..].chars().next();
        !speech::is_abbreviation(word)
            && next.is_none_or(|c| c.is_whitespace() || "\"”".contains(c))
    };
    let before = &text[from..quote.start as usize];
    let stop = before
        .match_indices(['.', '?', '!'])
        .rfind(|&(i, _)| ends(before, i));
    if let Some((i, mark)) = stop {
        from += i + mark.len();
    }
    let after = &text[quote.end as usize..to];
    let inside = text[..quote.end as usize].trim_end_matches(['"', '”', '’', '\'']);
    let closed = inside.ends_with('.') && after.trim_start().starts_with(char::is_uppercase);
    let stop = after
        .match_indices(['.', '?', '!'])
        .find(|&(i, _)| ends(after, i));
    if closed {
        to = quote.end as usize;
    } else if let Some((i, _)) = stop {
        to = quote.end as usize + i;
    }
    (from, to)
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
        self.tokens.read(
            text,
            Span::new(start, before.end as usize),
            std::iter::empty(),
        );
        lead_in(text, &self.tokens, self.tokens.list.len(), &[])
    }
}

fn lead_in(text: &str, tokens: &Tokens, mut end: usize, done: &[Option<Found>]) -> Option<Found> {
    let colon = end
        .checked_sub(1)
        .and_then(|i| tokens.list.get(i))
        .is_some_and(|t| t.what == What::Colon);
    while end > 0 && tokens.list[end - 1].what == What::Stop {
        end -= 1;
    }
    let found = english::led_in(text, tokens, end, colon, done)?;
    let rule = if colon { "lead-in" } else { "sentence-before" };
    Some(Found { rule, ..found })
}

/// A quotation that is a paragraph by itself may be signed in the next: - Ana Rivera, Ostin.
fn signed_below(text: &str, tokens: &Tokens, found: &mut [Option<Found>], below: Span) {
    let [quote] = tokens.quotes.as_slice() else {
        return;
    };
    if tokens.list.len() != 1 || found[0].is_some() || !quote.closed || below.len() > 120 {
        return;
    }
    let line = below.of(text);
    let signed = line.trim_start_matches(['-', '–', '—', '―', ' ', '\u{a0}']);
    if signed.len() == line.len() {
        return;
    }
    let name = signed
        .split([',', '.', '(', ';'])
        .next()
        .unwrap_or("")
        .trim_end();
    let words = name.split_whitespace().count();
    let capital = name
        .split_whitespace()
        .all(|w| w.starts_with(char::is_uppercase));
    if (1..=5).contains(&words) && capital {
        let start = below.start as usize + line.len() - signed.len();
        let span = Span::new(start, start + name.len());
        found[0] = Some(Found {
            rule: "signature",
            speaker: span,
            evidence: span,
        });
    }
}

/// The sieves that look beyond the sentence.
fn context(
    text: &str,
    tokens: &Tokens,
    found: &mut [Option<Found>],
    verdicts: &[Verdict],
    carried: &mut Carried,
) {
    for at in 0..found.len() {
        if found[at].is_some() || matches!(verdicts[at], Verdict::Nobody) {
            continue;
        }
        let quote = &tokens.quotes[at];
        let given = |f: &Found, rule| Some(Found { rule, ..f.clone() });
        if at > 0 {
            // A whole sentence stands between, and reports: she says people should choose. "…"
            let previous = tokens.quotes[at - 1].token;
            let stop = quote
                .token
                .checked_sub(1)
                .filter(|&i| tokens.list[i].what == What::Stop && quote.cap);
            let between = stop.is_some_and(|stop| {
                tokens.list[previous + 1..stop]
                    .iter()
                    .any(|t| t.what == What::Stop)
            });
            if between && let Some(one) = lead_in(text, tokens, quote.token, &found[..at]) {
                found[at] = Some(one);
                continue;
            }
            // Whole sentences later a fragment amid another's sentence is seldom his.
            let sentences = tokens.list[previous + 1..quote.token]
                .iter()
                .filter(|t| t.what == What::Stop)
                .count();
            if !quote.cap && sentences > 1 {
                continue;
            }
            if let Some(before) = &found[at - 1] {
                found[at] = given(before, "same-paragraph");
                continue;
            }
        }
        if at == 0
            && carried.open
            && quote.token == 0
            && let Some(last) = &carried.last
        {
            found[at] = given(last, "reopened");
            continue;
        }
        let next = found.get(at + 1).and_then(Option::as_ref);
        if let Some(next) = next.filter(|f| f.rule.starts_with("cue-after"))
            && (tokens.quotes[at + 1].token == quote.token + 1 || at == 0 && quote.token == 0)
        {
            found[at] = given(next, "next-sentence");
            continue;
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
        carried.open = tokens
            .quotes
            .last()
            .is_some_and(|q| !q.closed && q.token + 1 == tokens.list.len());
    }
}
