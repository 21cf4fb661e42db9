//! Owns how the user's corrections override the rules: whole passages get the voice that `corrections.toml` states. Refuses to
//! move edges: what is corrected is the paragraph or quotation in which the quoted text stands.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::article::{Article, Span};
use crate::passage::{Attribution, Credit, Kind, Passage, Speaker, Voice};
use crate::source::{Correction, Registry, Whose};

const RULE: &str = "correction";

/// A correction with the passages that it is of.
pub(super) struct Meant<'a> {
    correction: &'a Correction,
    /// Ordinals, rising: paragraphs, or one quotation.
    passages: Vec<usize>,
}

/// The corrections of an article, each with the passages that it is of.
pub(super) fn meant<'a>(
    article: &'a Article,
    passages: &[Passage],
    registry: &'a Registry,
) -> Vec<Meant<'a>> {
    let all = registry.corrections().of(article);
    all.map(|(_, correction, span)| Meant {
        correction,
        passages: passages_at(article, passages, span),
    })
    .collect()
}

/// The innermost quotation that holds `span`, else all paragraphs that it touches.
fn passages_at(article: &Article, passages: &[Passage], span: Span) -> Vec<usize> {
    let words = span.of(&article.text);
    let bare = words.trim_matches(|c: char| c.is_whitespace() || "“”\"‘’'«»「」『』".contains(c));
    let from = span.start as usize + words.find(bare).unwrap_or(0);
    let bare = Span::new(from, from + bare.len());
    let is_quotation =
        |at: &usize| passages[*at].kind == Kind::Quotation && passages[*at].span.contains(bare);
    let whole = |p: &Passage| p.kind != Kind::Quotation && span.contains(p.span);
    if !passages.iter().any(whole)
        && let Some(quotation) = (0..passages.len()).rfind(is_quotation)
    {
        return vec![quotation];
    }
    let touched = |at: &usize| {
        let passage = &passages[*at];
        passage.kind != Kind::Quotation
            && passage.span.start < span.end
            && span.start < passage.span.end
    };
    (0..passages.len()).filter(touched).collect()
}

/// Gives paragraphs and blocks the voices that the corrections state; the quotations in them follow by the usual rules.
pub(super) fn of_blocks(article: &Article, passages: &mut [Passage], all: &[Meant]) {
    for Meant {
        correction,
        passages: at,
    } in all
    {
        let Some(&first) = at
            .first()
            .filter(|&&at| passages[at].kind != Kind::Quotation)
        else {
            continue;
        };
        for &at in at {
            let passage = &mut passages[at];
            let own = correction.source == Some(Whose::Own);
            passage.voice = match own {
                true => Voice::Own,
                false => Voice::Quoted(stated(article, correction, passage.span)),
            };
            passage.kind = match passage.kind {
                Kind::Paragraph | Kind::BlockQuote if !own => Kind::BlockQuote,
                Kind::BlockQuote | Kind::Comment if own => Kind::Paragraph,
                kind => kind,
            };
            passage.block = (passage.kind == Kind::BlockQuote).then_some(first as u32);
            if passage.kind != Kind::BlockQuote {
                passage.within = None;
            }
        }
    }
    if !all.is_empty() {
        name_blocks(passages);
    }
}

/// A block goes by its first passage, and what stands in no block any more stands in none.
fn name_blocks(passages: &mut [Passage]) {
    let mut first_of: HashMap<u32, u32> = HashMap::new();
    for (at, passage) in (0..).zip(passages) {
        if let Some(block) = passage.block {
            passage.block = Some(*first_of.entry(block).or_insert(at));
        }
        if passage.kind == Kind::BlockQuote
            && let Some(outer) = passage.within
        {
            passage.within = first_of.get(&outer).copied();
        }
    }
}

/// Gives quotations what the corrections state, after all rules.
pub(super) fn of_quotations(article: &Article, passages: &mut [Passage], all: &[Meant]) {
    for Meant {
        correction,
        passages: at,
    } in all
    {
        let Some(passage) = at.first().and_then(|&at| passages.get_mut(at)) else {
            continue;
        };
        if passage.kind != Kind::Quotation {
            continue;
        }
        if correction.source == Some(Whose::Own) {
            passage.voice = Voice::Own;
            continue;
        }
        let stated = stated(article, correction, passage.span);
        let mut whose = passage.voice.attribution().cloned().unwrap_or_default();
        if correction.source.is_some() {
            whose.source = stated.source;
            whose.via = stated.via;
        }
        if correction.speaker.is_some() {
            whose.speaker = stated.speaker;
        }
        whose.credit = stated.credit;
        passage.voice = Voice::Quoted(whose);
    }
}

fn stated(article: &Article, correction: &Correction, span: Span) -> Attribution {
    let source = match &correction.source {
        Some(Whose::Of(source)) => Some(source.clone()),
        _ => None,
    };
    let speaker = match &correction.speaker {
        Some(Whose::Of(name)) => Some(Speaker {
            name: name.clone(),
            span: None,
            full: None,
        }),
        _ => None,
    };
    let publisher = article.publisher.iter().cloned();
    let mut via: Vec<_> = publisher.chain(correction.via.iter().cloned()).collect();
    via.retain(|v| source.as_ref() != Some(v));
    Attribution {
        source,
        speaker,
        via,
        // The evidence stands in no word of the text but in the user's file: an empty place at the beginning.
        credit: Some(Credit {
            rule: Cow::Borrowed(RULE),
            span: Span {
                start: span.start,
                end: span.start,
            },
        }),
    }
}
