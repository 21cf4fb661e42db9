//! Owns the credits that name more than an outlet: whose work it printed, who spoke in it, the symbol of a document. Refuses lists of
//! names.

use std::sync::LazyLock;

use regex::Regex;

use super::super::announcer::is_somebody;
use super::super::outlets::Outlets;
use super::super::patterns::{pattern, tail};
use super::super::shapes::{has_outlet_word, is_any_name, is_person};
use super::outlet::{outlet, segments};
use super::{Credited, Inner, Trust};
use crate::article::Span;
use crate::passage::Speaker;
use crate::source::SourceRef;

/// "Op-ed by Jane Roe, the Amnok Courier", "Statement of a ministry spokesman, KCNA": whose work or words an outlet printed.
pub(super) fn work_of(inner: Inner, relays: &[SourceRef]) -> Option<Credited> {
    let Inner {
        outlets,
        words,
        at,
        trust,
    } = inner;
    let lead = WORK_OF.find(words)?;
    let (who, place) = words[lead.end()..].split_once([',', '，'])?;
    let who = who.trim();
    let (who, place) = match is_person(who) || is_somebody(who) {
        true => (who, place),
        false => return None,
    };
    let mut relays = relays.to_vec();
    let source = outlet(outlets, place, at, trust)?;
    relays.retain(|r| r.id != source.id);
    Some(Credited {
        source: Some(source),
        speaker: Some(Speaker {
            name: who.to_string(),
            span: inner_offset(outlets, who),
            full: None,
        }),
        relays,
        same: false,
    })
}

static WORK_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:an? |the )?(?:op-ed|editorial|column|essay|letter|article|commentary|statement|speech|remarks|testimony|interview|press statement|talk|address|post|report)s? (?:by|of|from|with) (?:the )?",
    )
});

/// "Rev. Paek Jun in the Amnok Courier, Nov. 9", "a spokesman for the mill, in Handset & Tower": who spoke, and where it is printed.
pub(super) fn person_in(inner: Inner, relays: &[SourceRef]) -> Option<Credited> {
    let Inner {
        outlets,
        words,
        at,
        trust,
    } = inner;
    if trust < Trust::Habit {
        return None;
    }
    let found = PERSON_IN.captures(words)?;
    let (who, place) = (found.name("who")?.as_str(), found.name("place")?.as_str());
    let who = who.trim_end_matches([',', ' ']);
    // "Mrs. Paek, 79"
    let who = AGED.find(who).map_or(who, |age| &who[..age.start()]);
    let genre = GENRE.is_match(who);
    if !genre && !is_person(who) && !is_somebody(who) {
        return None;
    }
    // "a teacher in Solgae" says where he lives; "a teacher, in Crane & Quay" where he was printed.
    let known = outlet(outlets, place, at, Trust::Known).is_some();
    let apart = words[who.len()..].trim_start().starts_with(',');
    if !genre && !is_person(who) && !known && !apart && !has_outlet_word(place) {
        return None;
    }
    let source = outlet(outlets, place, at, trust.max(Trust::Markup)).or_else(|| {
        let name = segments(place).first()?.trim();
        let settled = trust == Trust::Settled && is_any_name(name) && !genre;
        (settled && outlets.registry.may_mean(name).is_empty()).then(|| SourceRef::unknown(name))
    })?;
    Some(Credited {
        source: Some(source),
        speaker: (!genre).then(|| Speaker {
            name: who.to_string(),
            span: inner_offset(outlets, who),
            full: None,
        }),
        relays: relays.to_vec(),
        same: false,
    })
}

static PERSON_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<who>.{3,80}),? (?:in|at|for|with|(?:speaking|talking) (?:to|with)|quoted (?:in|by)|writing (?:in|for)|(?:as )?told to|to) (?:an? (?:interview|talk|article|op-ed|column|letter|essay|piece) (?:in|with|for|to) )?(?:the )?(?P<place>\p{Lu}.{1,80})$",
    )
});

static AGED: LazyLock<Regex> = LazyLock::new(|| pattern(r",? (?:aged )?\(?\d\d\)?$"));

static GENRE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:an? |the )?(?:\p{L}+ )?(?:editorial|op-ed|article|report|column|letter|essay|interview|story|piece|commentary|dispatch|review)$",
    )
});

/// `S/2016/157, para. 41`: a document of the United Nations; the body's, if one has been named shortly before.
pub(super) fn by_symbol(inner: Inner, relays: &[SourceRef]) -> Option<Credited> {
    let Inner {
        outlets,
        words,
        at,
        trust,
    } = inner;
    let symbol = (trust >= Trust::Named)
        .then(|| SYMBOL.find(words))??
        .as_str();
    let text = outlets.article.text.get(..at as usize)?;
    let before = tail(text, NEAR_SYMBOL);
    let mut bodies = outlets.registry.mentions(before);
    bodies.retain(|m| m.source.kind == "UN");
    bodies.dedup_by(|a, b| a.source.id == b.source.id);
    let source = match bodies.as_slice() {
        [body] => body.source.to_ref(),
        _ => SourceRef::unknown(symbol),
    };
    Some(Credited {
        source: Some(source),
        relays: relays.to_vec(),
        ..Credited::default()
    })
}

/// So many bytes before the symbol of a document may name the body whose it is.
const NEAR_SYMBOL: usize = 1500;

static SYMBOL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:S|A|E|CRC|CCPR|CAT|CEDAW|GC)/(?:[A-Z]+/)*\d[\w./()-]*\d"));

/// Where `name`, a part of the article's text, stands in it.
pub(super) fn inner_offset(outlets: &Outlets, name: &str) -> Option<Span> {
    let text = outlets.article.text.as_str();
    let at = (name.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (text.get(at..at + name.len()) == Some(name)).then(|| Span::new(at, at + name.len()))
}
