//! Owns block quotations that markup states: who is credited for each, and which are pull quotes. Refuses to move their edges;
//! only a credit at their end, or in the paragraph right behind them, is taken out.
//!
//! The evidence, the nearest first: a credit element or credit at the block's end; one right behind it; its `cite=` address; a
//! wire's dateline; the sentence that leads it in; an outlet that it names as interviewer. A block that none of these credits
//! is quoted from "not known".

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{InlineKind, Role, Span};
use crate::passage::{Attribution, Kind};
use crate::source::SourceRef;

use super::blocks::carriers;
use super::credit::{self, Credited, Reading, Trust};
use super::flow::{Flow, Group, attribution};
use super::lead_in;
use super::outlets::Outlets;
use super::patterns::{pattern, tail};
use super::pull::pulled;
use super::register;
use super::relay;
use super::shapes;
use super::trailing::{self, Trailing};

/// A block quotation with where it stands in the row.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Items that stand in it and in no block inside it.
    pub own: Vec<usize>,
    first: usize,
    last: usize,
    outer: Option<u32>,
}

/// Makes a group of each block quotation that markup states, and credits it.
pub(super) fn stated_blocks(flow: &mut Flow, outlets: &Outlets) {
    let places = places(flow);
    if places.iter().all(|(_, p)| p.own.is_empty()) {
        return;
    }
    let pulled = pulled(flow, &places);
    let mut group_of: Vec<Option<usize>> = vec![None; flow.article.quotes.len()];
    for (markup, place) in &places {
        if place.own.is_empty() {
            continue;
        }
        let in_comment = flow.items[place.first].comment.is_some();
        let pull = pulled.contains(markup);
        let found = credit_of(flow, outlets, *markup, place);
        if in_comment {
            continue;
        }
        if pull
            && found
                .as_ref()
                .is_none_or(|f| f.attribution.source.is_none())
        {
            for &at in &place.own {
                if let Some(passage) = &mut flow.items[at].passage {
                    passage.kind = Kind::Paragraph;
                }
                // Its words were quoted where they stand in the text.
                flow.items[at].inner.clear();
            }
            continue;
        }
        let mut found = found.unwrap_or_else(|| Found {
            attribution: Attribution {
                via: carriers(flow, outlets, &[]),
                ..Attribution::default()
            },
            same: false,
        });
        let outer = place.outer.and_then(|o| *group_of.get(o as usize)?);
        if let Some(outer) = outer.map(|g| &flow.groups[g].attribution) {
            carried_on(&mut found.attribution, outer);
        }
        let group = flow.groups.len();
        flow.groups.push(Group {
            attribution: found.attribution,
            outer,
            same: found.same,
        });
        if let Some(slot) = group_of.get_mut(*markup as usize) {
            *slot = Some(group);
        }
        for &at in &place.own {
            if flow.items[at].passage.is_some() {
                flow.items[at].group = Some(group);
            }
        }
    }
}

/// Whoever carried the outer block, and its own source, carried what stands inside it.
fn carried_on(inner: &mut Attribution, outer: &Attribution) {
    let mut via = outer.via.clone();
    via.extend(outer.source.clone());
    for relay in std::mem::take(&mut inner.via) {
        if !via.contains(&relay) {
            via.push(relay);
        }
    }
    via.retain(|v| inner.source.as_ref() != Some(v));
    inner.via = via;
}

/// Each block quotation with its place, outer ones before those inside them.
fn places(flow: &Flow) -> Vec<(u32, Place)> {
    let mut index: Vec<Option<usize>> = vec![None; flow.article.quotes.len()];
    let mut places: Vec<(u32, Place)> = Vec::new();
    for (at, item) in flow.items.iter().enumerate() {
        for (depth, &markup) in item.quotes.iter().enumerate() {
            let Some(slot) = index.get_mut(markup as usize) else {
                continue;
            };
            let place = *slot.get_or_insert_with(|| {
                places.push((
                    markup,
                    Place {
                        first: at,
                        outer: depth.checked_sub(1).map(|d| item.quotes[d]),
                        ..Place::default()
                    },
                ));
                places.len() - 1
            });
            places[place].1.last = at;
            if depth + 1 == item.quotes.len() {
                places[place].1.own.push(at);
            }
        }
    }
    places
}

/// What a block's credit comes to.
#[derive(Debug, Default)]
struct Found {
    attribution: Attribution,
    same: bool,
}

fn credit_of(flow: &mut Flow, outlets: &Outlets, markup: u32, place: &Place) -> Option<Found> {
    let trailing = element(flow, outlets, place)
        .or_else(|| inside(flow, outlets, place))
        .or_else(|| behind(flow, outlets, place));
    let lead_in = || leads_in(flow, outlets, place);
    let dateline = dateline(flow, outlets, place);
    let first = trailing
        .or_else(|| by_address(flow, outlets, markup, place))
        .or_else(lead_in);
    let (rule, evidence, credited) = match (first, dateline) {
        // A wire's words that a paper carried.
        (Some((rule, evidence, credited)), Some((_, _, wire)))
            if wire.source.is_some()
                && credited.source.is_some()
                && credited.source != wire.source =>
        {
            let mut credited = credited;
            credited.relays.extend(credited.source.take());
            credited.source = wire.source;
            (rule, evidence, credited)
        }
        (Some(first), _) => first,
        (None, Some(dateline)) => dateline,
        (None, None) => interviewer(flow, outlets, place)?,
    };
    let own = credited
        .source
        .as_ref()
        .is_some_and(|s| outlets.is_publisher(s));
    let via = if own {
        Vec::new()
    } else {
        carriers(flow, outlets, &credited.relays)
    };
    let mut attribution = attribution(
        credited.source,
        via,
        if own { "own_words" } else { rule },
        evidence,
    );
    attribution.speaker = credited.speaker;
    Some(Found {
        attribution,
        same: credited.same,
    })
}

type Evidence = (&'static str, Span, Credited);

/// `<cite>` or `<footer>` as an element of its own in the block.
fn element(flow: &Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
    let at = *place
        .own
        .iter()
        .rev()
        .find(|&&at| flow.items[at].role == Role::Credit)?;
    credit_element(flow, outlets, at)
}

fn credit_element(flow: &Flow, outlets: &Outlets, at: usize) -> Option<Evidence> {
    let item = &flow.items[at];
    let words = item.span.of(&flow.article.text).trim();
    let bare = words.trim_matches(|c: char| c.is_whitespace() || "—–―-()[]".contains(c));
    let bare = LABELLED.find(bare).map_or(bare, |m| &bare[m.end()..]);
    let credited = match credit::read(outlets, bare, item.span.start, Trust::Settled) {
        Reading::Credit(credited) => Some(credited),
        _ => None,
    };
    let linked = item.inlines.iter().find_map(|i| match &i.kind {
        InlineKind::Link(url) => outlets.of_link(url),
        _ => None,
    });
    let credited = match (credited, linked) {
        (Some(credited), _) if credited.source.is_some() => credited,
        (Some(credited), None) => credited,
        (_, Some(source)) => Credited {
            source: Some(source),
            ..Credited::default()
        },
        (None, None) => return None,
    };
    Some(("cite", item.span, credited))
}

static LABELLED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?i:sources?|credit|from|via|출처|자료)\s*[:：]\s*"));

/// A credit at the end of the block's last paragraph, or a last paragraph that is nothing else. Takes it out.
fn inside(flow: &mut Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
    let at = *place
        .own
        .iter()
        .rev()
        .find(|&&at| flow.items[at].passage.is_some())?;
    if place.own.last() != Some(&at) && place.last != at && flow.items[place.last].passage.is_some()
    {
        return None;
    }
    let item = &flow.items[at];
    let span = item.passage.as_ref().map_or(item.span, |p| p.span);
    let found = trailing::trailing(outlets, flow.article, span, item.inlines, Trust::Markup)
        .or_else(|| bare_line(flow, outlets, at, place.own.len() > 1));
    if let Some(Trailing {
        evidence,
        cut,
        rule,
        credited,
    }) = found
    {
        // A block of nothing but its credit quotes nothing: it stays as it is.
        let whole = flow.article.text[span.start as usize..cut.max(span.start) as usize]
            .trim()
            .is_empty();
        let mut credited = credited;
        if credited.same
            && let Some(source) = credited_above(flow, outlets, place, at)
        {
            credited = Credited {
                source: Some(source),
                ..Credited::default()
            };
        }
        if !whole || place.own.len() > 1 {
            flow.cut(at, cut);
            return Some((rule, evidence, credited));
        }
    }
    let kept = span.start + trailing::without_insertions(flow.words(at)) as u32;
    if kept > span.start && kept < span.end {
        flow.cut(at, kept);
    }
    // `<cite>` amid the words credits too, and stays.
    place.own.iter().find_map(|&at| {
        let item = &flow.items[at];
        let cite = item.inlines.iter().find(|i| i.kind == InlineKind::Cite)?;
        match credit::read(
            outlets,
            cite.span.of(&flow.article.text),
            cite.span.start,
            Trust::Named,
        ) {
            Reading::Credit(credited) if !credited.same => Some(("cite", cite.span, credited)),
            _ => None,
        }
    })
}

/// The outlet that a paragraph of the same block credits above item `at`: whose `[ibid.]` at its end is.
fn credited_above(flow: &Flow, outlets: &Outlets, place: &Place, at: usize) -> Option<SourceRef> {
    let above = place.own.iter().rev().filter(|&&own| own < at);
    above.copied().find_map(|own| {
        let item = &flow.items[own];
        let span = item.passage.as_ref()?.span;
        let trust = Trust::Markup;
        trailing::trailing(outlets, flow.article, span, item.inlines, trust)?
            .credited
            .source
    })
}

/// A last paragraph of a block that is nothing but an outlet's name, a person's or a link.
fn bare_line(flow: &Flow, outlets: &Outlets, at: usize, others: bool) -> Option<Trailing> {
    let item = &flow.items[at];
    let words = flow.words(at);
    if let Some(found) = labelled_line(flow, outlets, at, others) {
        return Some(found);
    }
    if !others
        || words.len() > 160
        || words.ends_with(['.', '!', '?', '”', '"']) && item.inlines.is_empty()
    {
        return None;
    }
    let known = match credit::read(outlets, words, item.span.start, Trust::Known) {
        Reading::Credit(credited) => Some(credited),
        _ => None,
    };
    // "Coach Bae Jin-tae, to Sports Seoul"
    let both = || match credit::read(outlets, words, item.span.start, Trust::Settled) {
        Reading::Credit(credited) if credited.source.is_some() && credited.speaker.is_some() => {
            Some(credited)
        }
        _ => None,
    };
    // The name of an outlet that nobody knows, or of a law, in full and nothing else.
    let named = || {
        let plain = !words.contains(['.', '!', '?', ':', ';', '“', '"']) && words.len() <= 80;
        let law = shapes::is_document(words) && shapes::capitalised(words).is_some();
        match credit::read(outlets, words, item.span.start, Trust::Named) {
            Reading::Credit(credited)
                if plain && credited.source.is_some() && (law || shapes::is_any_name(words)) =>
            {
                Some(credited)
            }
            _ => None,
        }
    };
    let credited = match known.or_else(both).or_else(named) {
        Some(credited) => credited,
        None => {
            let link = item.inlines.iter().find(|i| {
                matches!(i.kind, InlineKind::Link(_)) && i.span.len() * 2 > words.len()
            })?;
            let InlineKind::Link(url) = &link.kind else {
                return None;
            };
            Credited {
                source: Some(outlets.of_link(url)?),
                ..Credited::default()
            }
        }
    };
    Some(Trailing {
        evidence: item.span,
        cut: item.span.start,
        rule: "line",
        credited,
    })
}

/// A last line of a block that is "From", "Via" or the like, a name and perhaps a day: "From the Amnok Ilbo of April 8".
fn labelled_line(flow: &Flow, outlets: &Outlets, at: usize, others: bool) -> Option<Trailing> {
    let words = flow.words(at);
    let from = words.rfind('\n').map_or(0, |end| end + 1);
    if from == 0 && !others {
        return None;
    }
    let line = &words[from..];
    let start = flow.items[at].passage.as_ref()?.span.start + from as u32;
    let end = start + line.len() as u32;
    let label = CARRIED.find(line.trim_start())?;
    let bare = line.trim_start()[label.end()..].trim_end();
    let bare = OF_DAY.find(bare).map_or(bare, |day| &bare[..day.start()]);
    if bare.len() > 80 || shapes::capitalised(bare.split(',').next()?).is_none() {
        return None;
    }
    match credit::read(outlets, bare, start, Trust::Settled) {
        Reading::Credit(credited) if credited.source.is_some() => Some(Trailing {
            evidence: Span { start, end },
            cut: start,
            rule: "line",
            credited,
        }),
        _ => None,
    }
}

static CARRIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:from|via|source|courtesy of|taken from|excerpt(?:ed)? from|quoted from)(?::|\s)\s*(?:[Tt]he )?",
    )
});
static OF_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r",? (?:of|on|for|dated) (?:\p{Lu}\p{L}{2,8}\.? \d{1,2}|\d{1,2} \p{Lu}\p{L}{2,8}\.?)(?:,? \d{4})?\.?$",
    )
});

/// A paragraph or caption right behind the block that is nothing but its credit (taken out), or that sends the reader there.
fn behind(flow: &mut Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
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
    // "Read the rest at the Daily NK": the words stay, they are the publisher's.
    if !READ_ON.is_match(words) {
        return None;
    }
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
    agreed.then_some((
        "read_on",
        evidence,
        Credited {
            source: Some(source),
            ..Credited::default()
        },
    ))
}

static READ_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:you can |you should |please |go |do )?(?:read|see|find|more|continue|full|the (?:full|rest|whole|entire|original)|(?:original|source|link)\b)[^.]*[.:]?$",
    )
});

fn by_address(flow: &Flow, outlets: &Outlets, markup: u32, place: &Place) -> Option<Evidence> {
    let cite = flow.article.quotes.get(markup as usize)?.cite.as_deref()?;
    let source = outlets.of_link(cite)?;
    // The address stands in no word of the text: the evidence is an empty place at the block's beginning.
    let start = flow.items[place.first].span.start;
    Some((
        "cite_address",
        Span { start, end: start },
        Credited {
            source: Some(source),
            ..Credited::default()
        },
    ))
}

fn leads_in(flow: &Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
    let before = flow.items.get(place.first.checked_sub(1)?)?;
    let depth = flow.items[place.first]
        .quotes
        .len()
        .min(flow.items[place.own[0]].quotes.len());
    let speaks = before.passage.is_some()
        && before.comment.is_none()
        && before.quotes.len() < depth
        && (before.role == Role::Paragraph
            || before.role == Role::Heading && before.span.start > 0);
    if !speaks {
        return None;
    }
    let span = before.passage.as_ref().map_or(before.span, |p| p.span);
    let found = lead_in::read(outlets, flow.article, span, before.inlines, Trust::Settled)?;
    Some(("lead_in", found.evidence, found.credited))
}

fn dateline(flow: &Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
    let at = *place
        .own
        .iter()
        .find(|&&at| flow.items[at].passage.is_some())?;
    let (source, relays, span) = relay::wire_of(flow, outlets, at)?;
    Some((
        "dateline",
        span,
        Credited {
            source: Some(source),
            relays,
            ..Credited::default()
        },
    ))
}

/// The one outlet that the block names as the one its speakers talked to.
fn interviewer(flow: &Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
    let mut found: Option<Evidence> = None;
    for &at in &place.own {
        let item = &flow.items[at];
        if item.passage.is_none() {
            continue;
        }
        let words = flow.words(at);
        for mention in outlets.registry.mentions(words).into_iter().take(200) {
            let before = tail(&words[..mention.span.start as usize], 40);
            if mention.ambiguous || !lead_in::INTERVIEWS.is_match(before) {
                continue;
            }
            let source = mention.source.to_ref();
            if found
                .as_ref()
                .is_some_and(|(_, _, other)| other.source.as_ref() == Some(&source))
            {
                continue;
            }
            if outlets.is_publisher(&source)
                || register::in_quotation(words, mention.span.start as usize)
            {
                continue;
            }
            if found.is_some() {
                return None;
            }
            let start = item.passage.as_ref().map_or(item.span, |p| p.span).start;
            let span = mention.span.shift(start as usize);
            found = Some((
                "interviewer",
                span,
                Credited {
                    source: Some(source),
                    ..Credited::default()
                },
            ));
        }
    }
    found
}
