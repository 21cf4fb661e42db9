//! Owns what stands before a block and tells whose it is, and what looks back on it where nothing does. Refuses paragraphs of other voices.

use crate::article::Role;

use super::super::around::{self, Around, Near};
use super::super::credit::Trust;
use super::super::flow::{Flow, Item};
use super::super::lead_in::{self, LeadIn};
use super::{Evidence, Place};

/// So many paragraphs before a block are read.
const PARAGRAPHS: usize = 2;

/// Whose the block is by the words before it, or else by those behind it.
pub(super) fn led_in(flow: &Flow, around: &Around, place: &Place) -> Option<Evidence> {
    let depth = flow.items[place.first]
        .quotes
        .len()
        .min(flow.items[place.own[0]].quotes.len());
    let speaks = |item: &Item| {
        item.passage.is_some()
            && item.comment.is_none()
            && item.quotes.len() < depth
            && (item.role == Role::Paragraph || item.role == Role::Heading && item.span.start > 0)
    };
    let before = place.first.checked_sub(1).map(|at| &flow.items[at]);
    if let Some(before) = before.filter(|item| speaks(item)) {
        let span = near(before).span;
        let plain = lead_in::read(
            around.outlets,
            flow.article,
            span,
            before.inlines,
            Trust::Settled,
        );
        let settled = plain
            .as_ref()
            .is_some_and(|found| is_settled(around, found));
        if let Some(found) = plain.as_ref().filter(|_| settled) {
            return Some(("lead_in", found.evidence, found.credited.clone()));
        }
        let above = flow.items[..place.first].iter().rev();
        let above = above.filter(|item| speaks(item) && item.role == Role::Paragraph);
        let paragraphs: Vec<Near> = match before.role {
            Role::Heading => vec![near(before)],
            _ => above.take(PARAGRAPHS).map(near).collect(),
        };
        if let Some(found) = around::before(around, &paragraphs).or(plain) {
            return Some(("lead_in", found.evidence, found.credited));
        }
    }
    let behind = flow.items.get(place.last + 1)?;
    if !speaks(behind) || behind.role != Role::Paragraph {
        return None;
    }
    let found = around::looks_back(around, near(behind))?;
    Some(("looks_back", found.evidence, found.credited))
}

/// Whether an outlet reports: whose the block is if a person, a law or the publisher is named may yet be told better.
fn is_settled(around: &Around, found: &LeadIn) -> bool {
    let source = found.credited.source.as_ref();
    source.is_some_and(|s| !found.document && !around.outlets.is_publisher(s))
}

fn near<'a>(item: &Item<'a>) -> Near<'a> {
    Near {
        span: item.passage.as_ref().map_or(item.span, |p| p.span),
        inlines: item.inlines,
    }
}
