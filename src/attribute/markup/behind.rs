//! Owns what stands right behind a block and credits it: a line that is nothing but its credit (taken out), or a sentence that sends
//! the reader there (kept).

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{InlineKind, Role};

use super::super::credit::{self, Credited, Reading, Trust};
use super::super::flow::Flow;
use super::super::outlets::Outlets;
use super::super::patterns::pattern;
use super::super::trailing::{self, Trailing};
use super::inside::credit_element;
use super::{Evidence, Place};

/// A paragraph or caption right behind the block that is nothing but its credit (taken out), or that sends the reader there.
pub(super) fn behind(flow: &mut Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
    let at = place.last + 1;
    let item = flow.items.get(at)?;
    if item.quotes.len() + 1 < flow.items[place.own[0]].quotes.len() || item.comment.is_some() {
        return None;
    }
    if item.role == Role::Credit {
        return credit_element(flow, outlets, at);
    }
    if item.role != Role::Paragraph || item.passage.is_none() || item.group.is_some() {
        return None;
    }
    let words = flow.words(at);
    if words.len() > 260 {
        return None;
    }
    let span = item.passage.as_ref().map_or(item.span, |p| p.span);
    // A dash or a bracket that opens such a line credits whomever it names.
    let trust = match words.starts_with(['—', '–', '―', '-', '[', '【']) && words.len() <= 160
    {
        true => Trust::Settled,
        false => Trust::Named,
    };
    let found = trailing::trailing(outlets, flow.article, span, item.inlines, trust)
        .filter(|found| found.cut <= span.start);
    if let Some(Trailing {
        evidence,
        cut,
        rule,
        credited,
    }) = found
    {
        flow.cut(at, cut);
        return Some((rule, evidence, credited));
    }
    // A line that is nothing but an outlet's name: of the block above, unless another block follows that it may lead in.
    let leads_on = flow
        .items
        .get(at + 1)
        .is_some_and(|next| !next.quotes.is_empty());
    if !leads_on
        && words.len() <= 60
        && !words.ends_with(['.', '!', '?', ':', '”', '"', ','])
        && let Reading::Credit(credited) = credit::read(outlets, words, span.start, Trust::Known)
        && credited.source.is_some()
    {
        flow.cut(at, span.start);
        return Some(("line", span, credited));
    }
    None
}

/// "Read the rest at the Daily NK" behind the block: the words stay, they are the publisher's.
pub(super) fn read_on(flow: &Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
    let item = flow.items.get(place.last + 1)?;
    let voice = item.role == Role::Paragraph && item.passage.is_some() && item.group.is_none();
    let words = flow.words(place.last + 1);
    if !voice || item.comment.is_some() || words.len() > 260 || !READ_ON.is_match(words) {
        return None;
    }
    let span = item.passage.as_ref().map_or(item.span, |p| p.span);
    let links = item.inlines.iter().filter_map(|i| match &i.kind {
        InlineKind::Link(url) => Some((i.span, outlets.of_link(url)?)),
        _ => None,
    });
    let named = outlets
        .registry
        .mentions(words)
        .into_iter()
        .filter(|m| !m.ambiguous);
    let named = named.map(|m| (m.span.shift(span.start as usize), m.source.to_ref()));
    let mut all: Vec<_> = links.chain(named).collect();
    let (evidence, source) = all.pop()?;
    let agreed = all.iter().all(|(_, s)| *s == source) && !outlets.is_publisher(&source);
    agreed.then_some(("read_on", evidence, Credited::of(source)))
}

static READ_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:you can |you should |please |go |do )?(?:read|see|find|more|continue|full|the (?:full|rest|whole|entire|original)|(?:original|source|link)\b)[^.]*[.:]?$",
    )
});
