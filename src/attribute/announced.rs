//! Owns the runs of plain paragraphs that only a lead-in or a wire's dateline before them announces: whose they are, and how they are
//! made. Refuses what a person says between marks, and to say where a run ends (`following` does).

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;
use crate::passage::Attribution;
use crate::source::SourceRef;

use super::above;
use super::announcer::is_somebody;
use super::around::{self, Around, Near, Told};
use super::blocks::{BARRIER, carriers, is_list_item};
use super::credit::{Credited, Trust};
use super::flow::{Flow, Item, attribution};
use super::following::{Manner, follow, is_law};
use super::lead_in::{self, LeadIn};
use super::outlets::Outlets;
use super::own::Own;
use super::patterns::{pattern, tail};
use super::register::{self, Sound};
use super::relay;
use super::shapes::is_person;

/// Whose words a plain paragraph announces by its end.
pub(super) fn announced(flow: &Flow, around: &Around, at: usize) -> Option<Announced> {
    let outlets = around.outlets;
    let item = &flow.items[at];
    let below = flow.items.get(at + 1).filter(|b| b.is_plain())?;
    let below = below.passage.as_ref()?.span.of(&flow.article.text);
    let span = item.passage.as_ref().map_or(item.span, |p| p.span);
    let plain = lead_in::read(outlets, flow.article, span, item.inlines, Trust::Named);
    let settled = plain.as_ref().is_some_and(|found| {
        let source = found.credited.source.as_ref();
        source.is_some_and(|s| !found.document && !outlets.is_publisher(s))
    });
    let told = match flow.words(at).trim_end().ends_with([':', '：']) && !settled {
        true => match around::before(around, &near(flow, at)) {
            Told::Found(found) => Some(found),
            Told::GoesOn { .. } | Told::Nothing => None,
        },
        false => None,
    };
    let told = told.filter(|told| {
        let plain = plain.as_ref().map_or(0, how_named);
        let known = told.credited.source.is_some();
        known && !lead_in::is_denied(flow.words(at)) || !known && how_named(told) > plain
    });
    let weighed = told.is_some();
    let sound = register::listen(below);
    let Some(found) = told.or(plain) else {
        return by_nobody(flow, outlets, at, &sound);
    };
    let LeadIn {
        credited,
        evidence,
        document,
        speaks,
    } = found;
    let Credited {
        source,
        mut speaker,
        relays,
        ..
    } = credited;
    // "Trouw printed part of her speech:"
    if source.is_some() && speaker.is_none() {
        speaker = above::whose_speech(outlets, span);
    }
    // "Article 3 of the Constitution:" says as much as "reads".
    let text = &flow.article.text[evidence.end as usize..span.end as usize];
    let reads = speaks
        || weighed
        || text
            .trim_matches([' ', ':', '：', '\n', '*', '_'])
            .is_empty();
    // Only quotation marks, or its own register, show where a law's words begin and end.
    let bare = !sound.own && !sound.we && sound.score > -8;
    if document && !(reads && (is_law(below) || bare)) && !sound.all_quoted {
        return None;
    }
    if source.as_ref().is_some_and(|s| outlets.is_publisher(s)) {
        return own_words(flow, at, source, evidence);
    }
    let quoted = is_quoted_text(flow.words(at), &sound);
    // A person's words stand between marks in running text, unless they were written, or he says "I" in them.
    if source.is_none() && !(speaker.is_some() && (quoted || hands_over(flow.words(at), below))) {
        return None;
    }
    let source_is_person = source.is_none();
    let mut whose = attribution(
        source,
        carriers(flow, outlets, &relays),
        "lead_in",
        evidence,
    );
    let by_somebody = speaker.is_some();
    whose.speaker = speaker;
    let like_a_law = |at: usize| {
        let item = flow.items.get(at).filter(|i| i.is_plain());
        item.is_some_and(|_| is_law(flow.words(at)))
    };
    let manner = match (document && reads, speaks) {
        _ if quoted && source_is_person => Manner::Quoted,
        (true, _) if like_a_law(at + 1) || like_a_law(at + 2) => Manner::Law,
        (true, _) => Manner::Report,
        (false, true) => Manner::Speech,
        (false, false) if (weighed || by_somebody) && (sound.own || sound.we) => Manner::Speech,
        (false, false) => Manner::Report,
    };
    Some(Announced { whose, manner })
}

/// "In our editorial of 12 February we wrote:": one paragraph of the publisher's own earlier words.
fn own_words(
    flow: &Flow,
    at: usize,
    publisher: Option<SourceRef>,
    evidence: Span,
) -> Option<Announced> {
    let lead_in = tail(flow.words(at), LEAD_IN);
    let written = lead_in::my_words(lead_in).is_some() && OWN_TEXT.is_match(lead_in);
    (written && lead_in.trim_end().ends_with([':', '：'])).then(|| Announced {
        whose: attribution(publisher, Vec::new(), "own_words", evidence),
        manner: Manner::Once,
    })
}

static OWN_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:[Mm]y|[Oo]ur) (?:own )?(?:[\p{L}-]+ ){0,2}(?:editorial|column|post|piece|article|note|issue|letter|op-ed|essay|bulletin|newsletter|report|testimony)\b|\b(?:I|we) (?:\p{L}+ )?(?:wrote|posted|published|blogged|noted here)\b",
    )
});

/// Whether what follows a lead-in is a text that was written, and stands between marks as a whole.
fn is_quoted_text(lead_in: &str, below: &Sound) -> bool {
    (below.all_quoted || below.opens_quoted && below.unclosed)
        && !below.speaks
        && lead_in.trim_end().ends_with([':', '：'])
        && WRITTEN.is_match(tail(lead_in, QUOTED_LEAD_IN))
}

/// So much of a lead-in says that words which stand between marks were written.
const QUOTED_LEAD_IN: usize = 120;

/// What is quoted whole from a writing that has no name: "... this from a law firm's newsletter:".
fn by_nobody(flow: &Flow, outlets: &Outlets, at: usize, below: &Sound) -> Option<Announced> {
    let lead_in = flow.words(at);
    let named = tail(lead_in, QUOTED_LEAD_IN);
    if !below.all_quoted
        || below.speaks
        || !UNNAMED.is_match(named)
        || !outlets.registry.mentions(named).is_empty()
    {
        return None;
    }
    let whose = Attribution {
        via: carriers(flow, outlets, &[]),
        ..Attribution::default()
    };
    Some(Announced {
        whose,
        manner: Manner::Quoted,
    })
}

/// A writing that nobody has spoken of before.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:an?|some|one|another) (?:[\p{L}’'-]+ ){0,4}(?:newsletter|circular|memo|memorandum|letter|e-?mail|note|notice|leaflet|brochure|pamphlet|statement|report|message|bulletin|advertisement|poster|handbill|prospectus|telegram|cable)\b[^:]{0,60}[:：]\s*$",
    )
});

/// How well a lead-in says who speaks: by a whole name, a short one, or a description.
fn how_named(found: &LeadIn) -> u32 {
    let Some(speaker) = &found.credited.speaker else {
        return 0;
    };
    let described = is_somebody(&speaker.name)
        || !speaker.name.starts_with(|c: char| c.is_uppercase())
        || ONE.is_match(&speaker.name);
    match (is_person(&speaker.name), described) {
        (true, _) => 3,
        (false, false) => 2,
        (false, true) => 1,
    }
}

/// How a description begins, and pronouns.
static ONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:One|A|An|The|My|Our|His|Her|Their|Some|Another|He|She|They|It)(?: |$)")
});

/// The paragraph at `at` and the one above it, if both are plain.
fn near<'a>(flow: &Flow<'a>, at: usize) -> Vec<Near<'a>> {
    let plain = (0..=at).rev().take_while(|&a| flow.items[a].is_plain());
    let spans = plain.take(2).map(|a| &flow.items[a]);
    spans
        .filter_map(|item| {
            Some(Near {
                span: item.passage.as_ref()?.span,
                inlines: item.inlines,
            })
        })
        .collect()
}

/// What a paragraph's end announces.
pub(super) struct Announced {
    /// Whose words follow.
    pub whose: Attribution,
    manner: Manner,
}

/// Whether a person's words follow without marks: a letter, a statement in full, or what he says of himself.
fn hands_over(lead_in: &str, below: &str) -> bool {
    let sound = register::listen(below);
    !sound.opens_quoted
        && !is_list_item(below)
        && lead_in.trim_end().ends_with([':', '：'])
        && (register::has_first_person(&sound)
            || WRITTEN.is_match(tail(lead_in, LEAD_IN)) && sound.score > BARRIER)
}

/// So much of a lead-in says how words came.
const LEAD_IN: usize = 300;

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:wrote|writes|written|e-?mail(?:ed|s)?|letters?|fax|telegram|cable|statement|memoirs?|diary|diaries|testimony|affidavit|in full|note|memo|caption|text|message|translation|replied|replies|posted|posts|author|dissertation|thesis|monograph|essay|study|memoranda|dictated|in (?:his|her|their) (?:own )?words)\b|편지|글에서|썼다|적었다",
    )
});

/// Finds the runs of plain paragraphs that nothing but a lead-in or a wire's dateline before them bounds. Where such a run ends
/// nobody says: it goes on while what follows sounds like reporting, and stops early rather than late.
pub(super) fn announced_runs(flow: &mut Flow<'_>, outlets: &Outlets) {
    let around = Around::new(outlets);
    let opens = |at: &usize| flow.items[*at].is_plain() && !relay::is_head(flow.words(*at));
    let opening = (0..flow.items.len()).find(opens);
    let own = Own::default();
    let mut at = 0;
    while at < flow.items.len() {
        let item = &flow.items[at];
        at += 1;
        if !item.is_plain() {
            continue;
        }
        let words = flow.words(at - 1);
        if lead_in::announces(words) {
            if !flow.items.get(at).is_some_and(Item::is_plain) {
                continue;
            }
            let Some(Announced { mut whose, manner }) = announced(flow, &around, at - 1) else {
                continue;
            };
            if let Some((wire, relays, _)) = relay::wire_of(flow, outlets, at)
                && whose.source.as_ref() != Some(&wire)
            {
                whose.via.extend(whose.source.take());
                whose.via.extend(relays);
                whose.source = Some(wire);
            }
            at = follow(flow, outlets, &own, at, whose, manner);
        } else if opening != Some(at - 1)
            && let Some((wire, relays, span)) = relay::wire_of(flow, outlets, at - 1)
            && !is_reprint(flow, outlets, opening)
        {
            let whose = attribution(
                Some(wire),
                carriers(flow, outlets, &relays),
                "dateline",
                span,
            );
            at = follow(flow, outlets, &own, at - 1, whose, Manner::Report);
        }
    }
}

/// Whether a wire's dateline opens the article: then a second one amid it (a wire's round-up) opens no block.
fn is_reprint(flow: &Flow, outlets: &Outlets, opening: Option<usize>) -> bool {
    opening.is_some_and(|at| relay::wire_of(flow, outlets, at).is_some())
}
