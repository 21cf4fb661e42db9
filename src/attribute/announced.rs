//! Owns the runs of plain paragraphs that only a lead-in or a wire's dateline before them announces: whose they are, and how they are
//! made. Refuses what a person says between marks, and to say where a run ends (`following` does).

use std::sync::LazyLock;

use regex::Regex;

use crate::passage::Attribution;

use super::blocks::{BARRIER, carriers, is_list_item};
use super::credit::{Credited, Trust};
use super::flow::{Flow, Item, attribution};
use super::following::{Manner, follow, is_law};
use super::lead_in::{self, LeadIn};
use super::outlets::Outlets;
use super::own::Own;
use super::patterns::{pattern, tail};
use super::register;
use super::relay;

/// Whose words a plain paragraph announces by its end.
pub(super) fn announced(flow: &Flow, outlets: &Outlets, at: usize) -> Option<Announced> {
    let item = &flow.items[at];
    let below = flow.items.get(at + 1).filter(|b| b.is_plain())?;
    let below = below.passage.as_ref()?.span.of(&flow.article.text);
    let span = item.passage.as_ref().map_or(item.span, |p| p.span);
    let found = lead_in::read(outlets, flow.article, span, item.inlines, Trust::Named)?;
    let LeadIn {
        credited,
        evidence,
        document,
        speaks,
    } = found;
    let Credited {
        source,
        speaker,
        relays,
        ..
    } = credited;
    // "Article 3 of the Constitution:" says as much as "reads".
    let text = &flow.article.text[evidence.end as usize..span.end as usize];
    let reads = speaks
        || text
            .trim_matches([' ', ':', '：', '\n', '*', '_'])
            .is_empty();
    // Only quotation marks, or its own register, show where a law's words begin and end.
    let sound = register::listen(below);
    let bare = !sound.own && !sound.we && sound.score > -8;
    if document && !(reads && (is_law(below) || bare)) && !sound.all_quoted {
        return None;
    }
    if source.as_ref().is_some_and(|s| outlets.is_publisher(s)) {
        return None;
    }
    // A person's words stand between marks in running text, unless they were written, or he says "I" in them.
    if source.is_none() && !(speaker.is_some() && hands_over(flow.words(at), below)) {
        return None;
    }
    let mut whose = attribution(
        source,
        carriers(flow, outlets, &relays),
        "lead_in",
        evidence,
    );
    whose.speaker = speaker;
    let like_a_law = |at: usize| {
        let item = flow.items.get(at).filter(|i| i.is_plain());
        item.is_some_and(|_| is_law(flow.words(at)))
    };
    let manner = match (document && reads, speaks) {
        (true, _) if like_a_law(at + 1) || like_a_law(at + 2) => Manner::Law,
        (true, _) => Manner::Report,
        (false, true) => Manner::Speech,
        (false, false) => Manner::Report,
    };
    Some(Announced { whose, manner })
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
        r"(?i)\b(?:wrote|writes|written|e-?mail(?:ed|s)?|letters?|fax|telegram|cable|statement|memoirs?|diary|diaries|testimony|affidavit|in full|note|memo|caption|text|message|translation|replied|replies|posted|posts|dictated|in (?:his|her|their) (?:own )?words)\b|편지|글에서|썼다|적었다",
    )
});

/// Finds the runs of plain paragraphs that nothing but a lead-in or a wire's dateline before them bounds. Where such a run ends
/// nobody says: it goes on while what follows sounds like reporting, and stops early rather than late.
pub(super) fn announced_runs(flow: &mut Flow<'_>, outlets: &Outlets) {
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
            let Some(Announced { mut whose, manner }) = announced(flow, outlets, at - 1) else {
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
