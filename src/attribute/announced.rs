//! Owns the runs of plain paragraphs that only a lead-in or a wire's dateline before them bounds. Where such a run ends nobody
//! says: it goes on while what follows sounds like reporting, and stops early rather than late.

use std::sync::LazyLock;

use regex::Regex;

use crate::passage::Attribution;

use super::blocks::{BARRIER, LONGEST_RUN, carriers, is_list_item};
use super::credit::{Credited, Trust};
use super::flow::{Flow, Item, attribution};
use super::lead_in::{self, LeadIn};
use super::named::{Named, names};
use super::outlets::Outlets;
use super::patterns::pattern;
use super::register;
use super::relay;

/// What a paragraph without any sign counts for in a run that grows downwards from a lead-in, where no credit follows.
const SILENT_BELOW: i32 = -5;

/// The same where the run opens with a wire's dateline: whoever copies that copies the story.
const SILENT_AFTER_DATELINE: i32 = 7;

/// Whose words a plain paragraph announces by its end.
pub(super) fn announced(flow: &Flow, outlets: &Outlets, at: usize) -> Option<Announced> {
    let item = &flow.items[at];
    let span = item.passage.as_ref().map_or(item.span, |p| p.span);
    let found = lead_in::read(outlets, flow.article, span, item.inlines, Trust::Named)?;
    let LeadIn {
        credited,
        evidence,
        document,
        speaks,
    } = found;
    let Credited { source, relays, .. } = credited;
    // "Article 3 of the Constitution:" says as much as "reads".
    let text = &flow.article.text[evidence.end as usize..span.end as usize];
    let reads = speaks
        || text
            .trim_matches([' ', ':', '：', '\n', '*', '_'])
            .is_empty();
    // Only quotation marks, or its own register, show where a law's words begin and end.
    if document
        && !(reads
            && flow
                .items
                .get(at + 1)
                .is_some_and(|_| is_law(flow.words(at + 1))))
        && !flow
            .items
            .get(at + 1)
            .is_some_and(|_| register::listen(flow.words(at + 1)).all_quoted)
    {
        return None;
    }
    let source = source.filter(|s| !outlets.is_publisher(s))?;
    Some(Announced {
        whose: attribution(
            Some(source),
            carriers(flow, outlets, &relays),
            "lead_in",
            evidence,
        ),
        law: document && reads,
        speaks,
    })
}

/// What a paragraph's end announces.
pub(super) struct Announced {
    /// Whose words follow.
    pub whose: Attribution,
    /// A law's, which go on while they sound like one.
    law: bool,
    /// Somebody's own, who may say "I".
    speaks: bool,
}

/// Whether a paragraph is made like one of a law.
fn is_law(words: &str) -> bool {
    LAW.is_match(words)
}

static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:shall|may not|must not|is prohibited|are prohibited|is forbidden|decides that|calls upon|urges)\b|한다\.$|하여야 |할 수 (?:있|없)다",
    )
});

/// Finds the runs of plain paragraphs that nothing but a lead-in or a wire's dateline before them bounds. Where such a run ends
/// nobody says: it goes on while what follows sounds like reporting, and stops early rather than late.
pub(super) fn announced_runs(flow: &mut Flow, outlets: &Outlets) {
    let opens = |at: &usize| flow.items[*at].is_plain() && !relay::is_head(flow.words(*at));
    let opening = (0..flow.items.len()).find(opens);
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
            let Some(Announced {
                mut whose,
                law,
                speaks,
            }) = announced(flow, outlets, at - 1)
            else {
                continue;
            };
            if let Some((wire, relays, _)) = relay::wire_of(flow, outlets, at)
                && whose.source.as_ref() != Some(&wire)
            {
                whose.via.extend(whose.source.take());
                whose.via.extend(relays);
                whose.source = Some(wire);
            }
            at = match law {
                true => follow_law(flow, at, whose),
                false => follow(flow, outlets, at, whose, speaks),
            };
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
            at = follow(flow, outlets, at - 1, whose, false);
        }
    }
}

/// Whether a wire's dateline opens the article: then a second one amid it (a wire's round-up) opens no block.
fn is_reprint(flow: &Flow, outlets: &Outlets, opening: Option<usize>) -> bool {
    opening.is_some_and(|at| relay::wire_of(flow, outlets, at).is_some())
}

/// What a paragraph below a lead-in counts for by what stands beneath it: where the publisher certainly speaks next, it is he who
/// begins there; an article's last word is mostly his.
fn before_own(flow: &Flow, at: usize) -> i32 {
    let mut below = (at + 1..flow.items.len()).filter(|&b| flow.items[b].passage.is_some());
    match below.next() {
        None => -4,
        Some(b) if flow.items[b].is_plain() => {
            let next = register::listen(flow.words(b));
            if next.own || next.score <= -30 { 12 } else { 0 }
        }
        Some(_) => 0,
    }
}

/// Groups the paragraphs of a law from item `first` on; returns the item behind them.
fn follow_law(flow: &mut Flow, first: usize, whose: Attribution) -> usize {
    let goes_on = |at: &usize| flow.items[*at].is_plain() && is_law(flow.words(*at));
    let end = (first + 1..flow.items.len().min(first + LONGEST_RUN))
        .take_while(goes_on)
        .last()
        .unwrap_or(first);
    flow.group(first, end, whose);
    end + 1
}

/// Groups the run that begins with item `first`; returns the item behind it.
fn follow(
    flow: &mut Flow,
    outlets: &Outlets,
    first: usize,
    whose: Attribution,
    speaks: bool,
) -> usize {
    let mut above = register::listen(flow.words(first));
    if (above.own || above.we) && !above.opens_quoted && !speaks || is_list_item(flow.words(first))
    {
        return first + 1;
    }
    let whole = above.dateline;
    let (mut best, mut sum) = ((0, first), 0);
    let mut passed: Vec<String> = Vec::new();
    for at in first + 1..flow.items.len().min(first + LONGEST_RUN) {
        if !flow.items[at].is_plain() || is_list_item(flow.words(at)) {
            break;
        }
        let words = flow.words(at);
        let sound = register::listen(words);
        if sound.own || sound.we || sound.dateline || lead_in::announces(words) {
            break;
        }
        // What sounds so much like the publisher is where he speaks again, whatever follows it.
        if sound.score <= BARRIER && !speaks {
            break;
        }
        let named = names(outlets, whose.source.as_ref(), &sound);
        // Who puts the first paragraph between marks does so with the others.
        if named == Named::AsReporter || above.all_quoted && !sound.opens_quoted {
            break;
        }
        sum += sound.score
            + if named == Named::AsInterviewer { 20 } else { 0 }
            + if whole {
                SILENT_AFTER_DATELINE
            } else {
                SILENT_BELOW
            }
            + before_own(flow, at)
            + register::leans(&above, &sound)
            + register::leans_far(&passed, &sound)
            + if above.elides { 30 } else { 0 };
        if sum > best.0 {
            best = (sum, at);
        }
        passed.push(std::mem::replace(&mut above, sound).outside);
    }
    flow.group(first, best.1, whose);
    best.1 + 1
}
