//! Owns block quotations that markup states: who is credited for each, and which are pull quotes. Refuses to move their edges;
//! only a credit at their end, or in the paragraph right behind them, is taken out.
//!
//! The evidence, the nearest first: a credit element or credit at the block's end; one right behind it; its `cite=` address; a
//! wire's dateline; the sentence that leads it in; where the reader is sent to read on; an outlet that it names as interviewer. A block that none of these credits
//! is quoted from "not known".

mod asked;
mod behind;
mod inside;
mod led;
mod printed;

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;
use crate::passage::{Attribution, Kind, Speaker};
use crate::source::SourceRef;

use super::around::Around;
use super::blocks::carriers;
use super::credit::Credited;
use super::flow::{Flow, Group, attribution};
use super::outlets::Outlets;
use super::patterns::pattern;
use super::pull::pulled;
use super::relay;
use super::shapes;

use asked::interviewer;
use behind::{behind, read_on};
use inside::{element, inside};
use led::led_in;
use printed::with_work;

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
    let around = Around::new(outlets);
    let pulled = pulled(flow, &places);
    let mut group_of: Vec<Option<usize>> = vec![None; flow.article.quotes.len()];
    for (markup, place) in &places {
        if place.own.is_empty() {
            continue;
        }
        let in_comment = flow.items[place.first].comment.is_some();
        let pull = pulled.contains(markup);
        let found = credit_of(flow, &around, *markup, place);
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

fn credit_of(flow: &mut Flow, around: &Around, markup: u32, place: &Place) -> Option<Found> {
    let outlets = around.outlets;
    let trailing = element(flow, outlets, place)
        .or_else(|| inside(flow, outlets, place))
        .or_else(|| behind(flow, outlets, place))
        .map(|found| {
            let item = flow.items.iter().find(|i| i.span.contains(found.1));
            match item {
                Some(item) => with_work(&flow.article.text, item, found),
                None => found,
            }
        });
    let lead_in = || led_in(flow, around, place);
    let dateline = dateline(flow, outlets, place);
    let led = match &trailing {
        Some(_) => None,
        None => lead_in(),
    };
    let address = || by_address(flow, outlets, markup, place);
    let first = match (trailing, led) {
        (Some(trailing), _) => Some(trailing),
        // Who is named outdoes whose site it lies on; a site where nobody but a person is named is where he was printed.
        (None, Some(led)) => Some(match (&led.2.source, &led.2.speaker, address()) {
            (None, Some(_), Some((_, _, site))) => {
                let (rule, evidence, mut credited) = led;
                credited.source = site.source;
                (rule, evidence, credited)
            }
            _ => led,
        }),
        (None, None) => address(),
    };
    let first = first.or_else(|| read_on(flow, outlets, place));
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
    let mut credited = credited;
    credited.source = credited.source.map(|s| as_known(outlets, s, evidence));
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
    attribution.speaker = credited.speaker.map(bare_name);
    Some(Found {
        attribution,
        same: credited.same,
    })
}

/// A speaker's full name without the title before it.
fn bare_name(mut speaker: Speaker) -> Speaker {
    let bare = shapes::untitled(&speaker.name);
    if bare.len() < speaker.name.len() {
        let cut = (speaker.name.len() - bare.len()) as u32;
        speaker.name = bare.to_string();
        if let Some(span) = &mut speaker.span {
            span.start += cut;
        }
    }
    speaker
}

/// A source that was read as nobody knows it, under the name by which the registry does; without where it sits and on which day.
fn as_known(outlets: &Outlets, source: SourceRef, evidence: Span) -> SourceRef {
    if shapes::is_document(&source.name)
        || source != SourceRef::unknown(&source.name)
        || outlets.registry.by_id(&source.id.0).is_some()
    {
        return source;
    }
    let name = WHERE_AND_WHEN
        .find(&source.name)
        .map_or(&*source.name, |found| &source.name[..found.start()]);
    let own = OWNED.find(name).map_or(name, |owner| &name[owner.end()..]);
    let known = [name, own]
        .into_iter()
        .filter(|n| n.contains(' '))
        .find_map(|n| outlets.of_name(n, evidence.start));
    match known {
        Some(known) => known,
        None if name.len() < source.name.len() => SourceRef::unknown(name),
        None => source,
    }
}

static WHERE_AND_WHEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?: in (?:Seoul|Beijing|Tokyo|Pyongyang|Washington|Moscow|Geneva|London|Brussels|Vienna|Paris|Berlin|Hong Kong|New York|Dandong)| on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| \(\d{4}\))$",
    )
});

static OWNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:the )?(?:(?:United Nations|UN|U\.N\.|North|South|North Korea|South Korea|China|Japan|Russia|Seoul|Pyongyang|Beijing|Tokyo|Washington)(?:['’]s?)? |\d{4} )",
    )
});

type Evidence = (&'static str, Span, Credited);

fn by_address(flow: &Flow, outlets: &Outlets, markup: u32, place: &Place) -> Option<Evidence> {
    let cite = flow.article.quotes.get(markup as usize)?.cite.as_deref()?;
    let source = outlets.of_link(cite)?;
    // The address stands in no word of the text: the evidence is an empty place at the block's beginning.
    let start = flow.items[place.first].span.start;
    Some((
        "cite_address",
        Span { start, end: start },
        Credited::of(source),
    ))
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
