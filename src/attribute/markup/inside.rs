//! Owns the credit that a block bears itself: a credit element, a bracket, a dash or a line at its end. Takes it out of the words.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{InlineKind, Role, Span};
use crate::passage::Speaker;
use crate::source::SourceRef;

use super::super::credit::{self, Credited, Reading, Trust};
use super::super::flow::Flow;
use super::super::outlets::Outlets;
use super::super::patterns::pattern;
use super::super::shapes;
use super::super::trailing::{self, Trailing};
use super::{Evidence, Place};

/// `<cite>` or `<footer>` as an element of its own in the block.
pub(super) fn element(flow: &Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
    let at = *place
        .own
        .iter()
        .rev()
        .find(|&&at| flow.items[at].role == Role::Credit)?;
    credit_element(flow, outlets, at)
}

pub(super) fn credit_element(flow: &Flow, outlets: &Outlets, at: usize) -> Option<Evidence> {
    let item = &flow.items[at];
    let words = item.span.of(&flow.article.text).trim();
    let bare = words.trim_matches(|c: char| c.is_whitespace() || "—–―-()[]".contains(c));
    let bare = LABELLED.find(bare).map_or(bare, |m| &bare[m.end()..]);
    let wrote = WROTE.find(bare);
    let bare = wrote.map_or(bare, |m| &bare[..m.start()]);
    let credited = match credit::read(outlets, bare, item.span.start, Trust::Settled) {
        Reading::Credit(credited) => Some(credited),
        // "dragonrapide wrote:": whatever he calls himself.
        _ if wrote.is_some() && bare.len() <= 60 => Some(Credited {
            speaker: Some(Speaker {
                name: bare.to_string(),
                span: credit::inner_offset(outlets, bare),
                full: None,
            }),
            ..Credited::default()
        }),
        _ => None,
    };
    let linked = item.inlines.iter().find_map(|i| match &i.kind {
        InlineKind::Link(url) => outlets.of_link(url),
        _ => None,
    });
    let credited = match (credited, linked) {
        (Some(credited), _) if credited.source.is_some() => credited,
        (Some(credited), None) => credited,
        (_, Some(source)) => Credited::of(source),
        (None, None) => return None,
    };
    Some(("cite", item.span, credited))
}

/// "Jane wrote:", as forums head what they quote.
static WROTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)[ ,]+(?:wrote|writes|said|says|posted|schrieb|a écrit|escribió)\s*[:：]?$")
});

static LABELLED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?i:sources?|credit|from|via|출처|자료)\s*[:：]\s*"));

/// A credit at the end of the block's last paragraph, or a last paragraph that is nothing else. Takes it out.
pub(super) fn inside(flow: &mut Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
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
            credited = Credited::of(source);
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
        || words.ends_with(['.', '!', '?', '”', '"'])
            && item.inlines.iter().all(|i| i.kind == InlineKind::Stress)
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
    // "Mill fact sheet, "Korean flour", p. 2"
    let placed = || match credit::read(outlets, words, item.span.start, Trust::Markup) {
        Reading::Credit(credited) if credit::has_place(words) && credited.source.is_some() => {
            Some(credited)
        }
        _ => None,
    };
    let credited = match placed().or(known).or_else(both).or_else(named) {
        Some(credited) => credited,
        None => {
            let link = item.inlines.iter().find(|i| {
                matches!(i.kind, InlineKind::Link(_)) && i.span.len() * 2 > words.len()
            })?;
            let InlineKind::Link(url) = &link.kind else {
                return None;
            };
            Credited::of(outlets.of_link(url)?)
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
