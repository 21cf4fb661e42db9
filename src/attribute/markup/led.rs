//! Owns what stands before a block and tells whose it is, and what looks back on it where nothing does. Refuses paragraphs of other voices.

use crate::article::Role;
use crate::passage::Attribution;

use super::super::around::{self, Around, Near, Told};
use super::super::credit::{self, Credited, Reading, Trust};
use super::super::flow::{Flow, Item};
use super::super::lead_in::{self, LeadIn};
use super::super::shapes;
use super::printed::with_work;
use super::{Evidence, Place};

/// So many paragraphs before a block are read.
const PARAGRAPHS: usize = 3;

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
            let mut credited = found.credited.clone();
            if let (None, Some(source)) = (&credited.speaker, &credited.source) {
                let (paragraphs, _) = above(flow, place, depth, speaks);
                credited.speaker = around::writer(around, &paragraphs, source);
                if let Some(body) = around::origin(around, &paragraphs, source) {
                    credited.relays.extend(credited.source.replace(body));
                }
            }
            return Some(("lead_in", found.evidence, credited));
        }
        if plain.is_none()
            && let Some(found) = credited_above(flow, around, before)
        {
            return Some(found);
        }
        let (paragraphs, previous) = above(flow, place, depth, speaks);
        let found = match around::before(around, &paragraphs) {
            Told::Found(found) => Some(found),
            Told::GoesOn { person } => {
                let previous = previous.filter(|p| !person || p.speaker.is_some());
                previous.and_then(goes_on).or(plain)
            }
            Told::Nothing => plain,
        };
        if let Some(found) = found {
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

/// A line above a block that is nothing but its credit: "Ho Yun, Amnok Courier, 4 May".
fn credited_above(flow: &Flow, around: &Around, line: &Item) -> Option<Evidence> {
    let span = near(line).span;
    let words = span.of(&flow.article.text).trim();
    let bare = words.trim_matches(|c: char| c.is_whitespace() || "—–―-()[]*:".contains(c));
    let sentence = words.ends_with(['.', '!', '?', ',', ':', '：']) || words.contains('\n');
    let mut parts = bare.split([',', ';', '(', '|']);
    let name = parts
        .next()
        .is_some_and(|name| shapes::capitalised(name).is_some());
    if words.len() > 100 || sentence || !name || parts.any(|p| p.split_whitespace().count() > 4) {
        return None;
    }
    let trust = match line.role {
        Role::Heading => Trust::Known,
        _ => Trust::Markup,
    };
    match credit::read(around.outlets, bare, span.start, trust) {
        Reading::Credit(credited) if !credited.same => {
            let found = ("line_above", span, credited);
            Some(with_work(&flow.article.text, line, found))
        }
        _ => None,
    }
}

/// The paragraphs above a block, the nearest first, up to the block before, and whose that was; without one, so many as may tell.
fn above<'f, 'a>(
    flow: &'f Flow<'a>,
    place: &Place,
    depth: usize,
    speaks: impl Fn(&Item) -> bool,
) -> (Vec<Near<'a>>, Option<&'f Attribution>) {
    let mut paragraphs = Vec::new();
    for item in flow.items[..place.first].iter().rev() {
        if let Some(group) = item.group.filter(|_| item.quotes.len() >= depth) {
            return (paragraphs, Some(&flow.groups[group].attribution));
        }
        if !speaks(item) || paragraphs.len() == PARAGRAPHS {
            break;
        }
        paragraphs.push(near(item));
        if item.role == Role::Heading {
            break;
        }
    }
    (paragraphs, None)
}

/// A block goes on with whose the one before it was.
fn goes_on(previous: &Attribution) -> Option<LeadIn> {
    let credit = previous.credit.as_ref()?;
    (previous.source.is_some() || previous.speaker.is_some()).then(|| LeadIn {
        credited: Credited {
            source: previous.source.clone(),
            speaker: previous.speaker.clone(),
            ..Credited::default()
        },
        evidence: credit.span,
        document: false,
        speaks: false,
    })
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
