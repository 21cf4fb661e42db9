//! Owns who is named in a sentence: outlets and bodies, laws, persons by name or by what they are, pronouns, and what somebody has
//! written. Refuses to say what they do there.

use crate::analyze::speech::Class;
use crate::article::{Inline, InlineKind, Span};
use crate::source::SourceRef;

use super::super::announcer::can_speak;
use super::super::shapes;
use super::super::speaker::mention;
use super::super::speaker::phrase::{Clause, Range};
use super::super::speaker::tokens::What;
use super::Around;
use super::part::is_certain_verb;
use super::sentence::Paragraph;
use super::words::{BODIES, PERIODICALS, STAFF, TITLES, WORKS};

/// What somebody or something is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Who {
    /// An outlet or a body that issues words.
    Source(SourceRef),
    /// A law, a resolution, a report by its own name.
    Law(SourceRef),
    /// A person by name, without title.
    Person(String),
    /// One who is described: a travel agent in Dandong.
    Somebody,
    /// I, we.
    Me,
    /// he, she.
    He,
    /// it.
    It,
    /// they.
    They,
    /// What somebody has written, by this noun: the letter, its report.
    Work(String),
}

/// One who is named in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub who: Who,
    /// The tokens that name him.
    pub range: Range,
    pub span: Span,
    /// With an owner: Kim's, its.
    pub owns: bool,
    /// The name is only one that an outlet may bear.
    pub doubtful: bool,
}

impl Mention {
    /// Whether both name the same one.
    pub fn is_same(&self, other: &Mention) -> bool {
        match (&self.who, &other.who) {
            (Who::Source(a) | Who::Law(a), Who::Source(b) | Who::Law(b)) => a.id == b.id,
            (Who::Person(a), Who::Person(b)) => {
                a == b || a.ends_with(b.as_str()) || b.ends_with(a.as_str())
            }
            (Who::Work(_), Who::Work(_)) => true,
            (Who::Somebody, _) => self.span == other.span,
            (a, b) => a == b,
        }
    }
}

/// Whom the tokens `from..to` of a paragraph name, in order.
pub(super) fn mentions(
    around: &Around,
    paragraph: &Paragraph,
    from: usize,
    to: usize,
    inlines: &[Inline],
) -> Vec<Mention> {
    let c = paragraph.clause();
    let known = known(around, &c, from, to, inlines);
    let mut found: Vec<Mention> = Vec::new();
    let mut at = from;
    while at < to {
        if let Some(mention) = known.iter().find(|m| m.range.contains(&at)) {
            found.push(mention.clone());
            at = mention.range.end.max(at + 1);
            continue;
        }
        let next = pronoun(&c, at)
            .or_else(|| named(around, &c, at, to, from))
            .or_else(|| described(&c, at, to).map(|d| staff(&c, d, &known)));
        match next {
            Some(mention) => {
                at = mention.range.end.max(at + 1);
                found.push(mention);
            }
            None => at += 1,
        }
    }
    apposed(&c, &mut found);
    found
}

/// "An AFP man", "a fellow at Reuters": what he writes is the outlet's.
fn staff(c: &Clause, described: Mention, known: &[Mention]) -> Mention {
    let inside = |m: &&Mention| {
        matches!(m.who, Who::Source(_))
            && m.range.start >= described.range.start
            && m.range.end <= described.range.end
    };
    let Some(outlet) = known
        .iter()
        .find(inside)
        .filter(|_| described.who == Who::Somebody)
    else {
        return described;
    };
    let head = described
        .range
        .clone()
        .find(|&i| STAFF.contains(&c.word(i)) || c.is(i, "fellow"));
    match head {
        Some(_) => Mention {
            range: described.range,
            ..outlet.clone()
        },
        None => described,
    }
}

/// "its owner, Bram Okafor", "the signalman Per Dahl", "Bram Okafor, the owner of the yard": the name stands for both.
fn apposed(c: &Clause, found: &mut Vec<Mention>) {
    let mut at = 0;
    while at + 1 < found.len() {
        let (first, second) = (&found[at], &found[at + 1]);
        let beside = match second.range.start.checked_sub(first.range.end) {
            Some(0) => true,
            Some(1) => c.what(first.range.end) == Some(What::Comma),
            // "the owner of the yard, Bram Okafor"
            Some(2..=6) => {
                let between = first.range.end..second.range.start - 1;
                c.what(between.end) == Some(What::Comma)
                    && c.is_any(between.start, &["of", "in", "at", "for", "from"])
                    && between.clone().all(|i| c.is_word(i))
            }
            _ => false,
        };
        match (&first.who, &second.who) {
            (Who::Somebody, Who::Person(_)) if beside && !first.owns => {
                found[at + 1].range.start = found[at].range.start;
                found.remove(at);
            }
            (Who::Person(_), Who::Somebody) if beside && !first.owns => {
                found.remove(at + 1);
            }
            _ => at += 1,
        }
    }
}

fn of_tokens(c: &Clause, who: Who, range: Range) -> Mention {
    let span = c.span(&range);
    let owns = c.possessive(range.end - 1);
    Mention {
        who,
        range,
        span,
        owns,
        doubtful: false,
    }
}

/// Outlets, by the registry or by a link, and laws: left to right.
fn known(around: &Around, c: &Clause, from: usize, to: usize, inlines: &[Inline]) -> Vec<Mention> {
    let words = c.span(&(from..to));
    let mut found: Vec<Mention> = Vec::new();
    let range_of = |span: Span| {
        let start = (from..to).find(|&i| c.tokens[i].end > span.start)?;
        let end = (start..to).rev().find(|&i| c.tokens[i].start < span.end)? + 1;
        let quoted = c.tokens[start..end]
            .iter()
            .any(|t| matches!(t.what, What::Quote(_)));
        (!quoted).then_some(start..end)
    };
    let mut put = |who: Who, span: Span, doubtful: bool| {
        let Some(range) = range_of(span) else { return };
        if found
            .iter()
            .any(|m| m.range.start < range.end && range.start < m.range.end)
        {
            return;
        }
        let mut mention = of_tokens(c, who, range);
        mention.span = span;
        mention.doubtful = doubtful;
        found.push(mention);
    };
    for one in around.outlets.registry.mentions(words.of(c.text)) {
        let span = one.span.shift(words.start as usize);
        let name = span.of(c.text);
        let source = match one.ambiguous {
            false => Some(one.source.to_ref()),
            true => around.outlets.of_name(name, span.start),
        };
        if let Some(source) = source {
            put(Who::Source(source), span, one.ambiguous);
        }
    }
    for (source, span) in shapes::documents(words.of(c.text)) {
        put(Who::Law(source), span.shift(words.start as usize), false);
    }
    for inline in inlines.iter().filter(|i| words.contains(i.span)) {
        let InlineKind::Link(url) = &inline.kind else {
            continue;
        };
        let name = inline.span.of(c.text);
        match around.outlets.of_link(url) {
            Some(source) => put(Who::Source(source), inline.span, false),
            None if shapes::is_any_name(name) && shapes::has_outlet_word(name) => {
                put(
                    Who::Source(SourceRef::unknown(bare(name))),
                    inline.span,
                    false,
                );
            }
            None => {}
        }
    }
    found.sort_by_key(|m| m.range.start);
    found
}

fn bare(name: &str) -> &str {
    let rest = name
        .strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "));
    rest.unwrap_or(name)
}

fn pronoun(c: &Clause, at: usize) -> Option<Mention> {
    let who = match c.word(at).to_lowercase().as_str() {
        "i" | "we" => Who::Me,
        "he" | "she" | "him" => Who::He,
        "it" => Who::It,
        "they" | "them" => Who::They,
        _ => return None,
    };
    let mut found = of_tokens(c, who, at..at + 1);
    found.owns = false;
    Some(found)
}

/// A name that is written with capitals.
fn named(around: &Around, c: &Clause, at: usize, to: usize, from: usize) -> Option<Mention> {
    if !c.is_word(at) || !c.cap(at) || c.class(at).is(Class::DATE) {
        return None;
    }
    // "Let Ho Yun tell it", "Meet Bram Okafor".
    if at == from && CALLS.contains(&c.word(at)) && c.cap(at + 1) {
        return None;
    }
    // The article before a name is none of it.
    let closed = Class::DET
        .or(Class::PREP)
        .or(Class::CONJ)
        .or(Class::PRON)
        .or(Class::REL)
        .or(Class::AUX)
        .or(Class::ADV);
    if c.class(at).is(closed) && !c.is_hyphened_name(at) {
        return None;
    }
    let mut start = at;
    let mut titled = false;
    let mut printed = None;
    while start + 1 < to && is_title(c, start) && c.cap(start + 1) {
        titled = true;
        if !CIVIL.contains(&c.word(start)) {
            printed.get_or_insert(start);
        }
        start += 1;
    }
    let mut end = start;
    let mut body = false;
    while end < to && (c.is_word(end) || c.is(end, "&") && end > start && c.cap(end + 1)) {
        if !c.is_word(end) {
            end += 1;
            continue;
        }
        let joined = end > start && c.possessive(end - 1);
        if joined {
            break;
        }
        let word = c.word(end);
        if c.cap(end)
            && !(end > start
                && c.class(end).is(closed)
                && c.class(end).is(Class::PRON.or(Class::REL)))
        {
            if c.class(end).is(Class::DATE) && end > start {
                break;
            }
            body |= BODIES.contains(&word);
            end += 1;
            continue;
        }
        let particle = [
            "van", "von", "de", "der", "den", "bin", "al", "di", "da", "le", "la",
        ]
        .contains(&word);
        let of = body && ["of", "for", "on", "and", "the", "in"].contains(&word);
        // European Association of Zoos; Joost van Eck.
        let next = (end + 1..(end + 3).min(to)).find(|&i| c.cap(i));
        match next {
            Some(next)
                if end > start
                    && (particle && next == end + 1
                        || of
                            && !(["in", "on"].contains(&word)
                                && c.class(next).is(Class::DATE))) =>
            {
                end = next;
            }
            // Numbers and signs are parts of names: Linie 7.
            _ => break,
        }
    }
    let numbered = end > start
        && end < to
        && !c.possessive(end - 1)
        && c.word(end).bytes().all(|b| b.is_ascii_digit())
        && !c.word(end).is_empty();
    if numbered && PERIODICALS.contains(&c.word(end + 1)) {
        end += 1;
    }
    if end == start {
        return None;
    }
    let range = at..end;
    let name = c.span(&(start..end)).of(c.text);
    let periodical = !c.possessive(end - 1) && PERIODICALS.contains(&c.word(end));
    if periodical || !titled && shapes::has_outlet_word(name) && end - start > 1 && !body {
        return Some(of_tokens(
            c,
            Who::Source(SourceRef::unknown(bare(name))),
            range,
        ));
    }
    let person = |range: Range| {
        // "Herr Zeisig" is all that is known of him; "Frau Dr. Olga Brandmeier" has a name.
        let from = match end - start {
            1 => at,
            _ => printed.unwrap_or(start),
        };
        let span = c.span(&(from..end));
        let mut found = of_tokens(c, Who::Person(span.of(c.text).to_string()), range);
        found.span = span;
        Some(found)
    };
    let acronym =
        end - start == 1 && name.len() > 2 && name.bytes().all(|b| b.is_ascii_uppercase());
    if body && (end - start > 1) || acronym {
        return Some(of_tokens(
            c,
            Who::Source(SourceRef::unknown(bare(name))),
            range,
        ));
    }
    let first = at == from && !titled;
    let number = end < to
        && !c.possessive(end - 1)
        && c.word(end).bytes().all(|b| b.is_ascii_digit())
        && c.is_word(end);
    if number && shapes::is_person(c.span(&(start..end + 1)).of(c.text)) {
        let range = start..end + 1;
        let name = c.span(&range).of(c.text).to_string();
        return Some(of_tokens(c, Who::Person(name), range));
    }
    match end - start {
        // A sentence begins with a capital, whatever the word.
        1 if titled
            || around.people().named(name, c.tokens[start].start).is_some()
            || !first && introduced(c, start) =>
        {
            person(range)
        }
        1 => {
            let camel = name.chars().skip(1).any(char::is_uppercase)
                && name.chars().any(char::is_lowercase)
                && !name.contains(['-', '’', '\'']);
            camel.then(|| of_tokens(c, Who::Source(SourceRef::unknown(name)), range))
        }
        2..=4 if shapes::is_person(name) => person(range),
        _ => None,
    }
}

/// "One of you, Mi-ran, sent", "her name's Ok-ju", "a reader called Ok-ju".
fn introduced(c: &Clause, at: usize) -> bool {
    let before = at.checked_sub(1);
    before.is_some_and(|b| {
        let apposed =
            c.what(b) == Some(What::Comma) && matches!(c.what(at + 1), Some(What::Comma) | None);
        let called = c.is_any(b, &["called", "named"])
            || c.is(b, "name") && c.possessive(b)
            || c.is(b, "is") && b > 0 && c.is(b - 1, "name");
        apposed && c.word(at).contains('-') || called || c.class(b).is(Class::PERSON) && !c.cap(b)
    })
}

/// What outlets are called by their kind.
const MEDIA: &[&str] = &[
    "paper",
    "newspaper",
    "magazine",
    "agency",
    "broadcaster",
    "network",
    "daily",
    "weekly",
    "station",
    "outlet",
    "wire",
];

/// Titles of nobody's trade.
const CIVIL: &[&str] = &[
    "Mr",
    "Mrs",
    "Ms",
    "Frau",
    "Herr",
    "Professor",
    "Doctor",
    "Madame",
    "Monsieur",
    "Comrade",
    "Miss",
    "Old",
    "Young",
];

/// Who speaks, beside those whom other lists have.
const SPEAKERS: &[&str] = &[
    "rapporteur",
    "fellow",
    "crew",
    "team",
    "lot",
    "gentleman",
    "lady",
    "kid",
    "host",
    "hostess",
    "skipper",
    "mate",
    "hand",
];

/// Words that begin a sentence before a name.
const CALLS: &[&str] = &[
    "Let", "Meet", "Ask", "Hear", "Take", "Read", "Consider", "See", "Enter", "Listen", "Thank",
    "Call",
];

fn is_title(c: &Clause, at: usize) -> bool {
    c.cap(at) && (c.class(at).is(Class::TITLE) || TITLES.contains(&c.word(at)))
}

/// "a travel agent in Dandong", "the letter", "its owner".
fn described(c: &Clause, at: usize, to: usize) -> Option<Mention> {
    if !c.is_word(at) || !c.class(at).is(Class::DET) {
        return None;
    }
    let stop = Class::PREP
        .or(Class::AUX)
        .or(Class::CONJ)
        .or(Class::REL)
        .or(Class::PRON);
    let mut head: Option<(usize, bool)> = None;
    // "one of the guards"
    let many = c.is(at + 1, "of")
        && c.class(at + 2).is(Class::DET)
        && c.is_any(at, &["one", "some", "two", "another", "several", "many"]);
    let first = if many { at + 3 } else { at + 1 };
    for i in first..(first + 6).min(to) {
        if !c.is_word(i) || c.class(i).is(stop) && !c.class(i).is(Class::PERSON) {
            break;
        }
        let word = c.word(i).to_lowercase();
        // "the agency said": a verb ends the phrase.
        let noun = c.class(i).is(Class::PERSON.or(Class::SPEECH_NOUN)) && head.is_none();
        let name = head.is_some() && c.cap(i);
        if name || i > first && c.class(i).is(Class::DET) || is_certain_verb(c, i) && !noun {
            break;
        }
        let speaks = c.class(i).is(Class::PERSON)
            || SPEAKERS.contains(&word.as_str())
            || !c.cap(i) && !c.class(i).is(Class::ADV) && can_speak(&word);
        let written = WORKS.contains(&word.as_str()) || c.class(i).is(Class::SPEECH_NOUN);
        if speaks || written {
            head = Some((i, !speaks));
        } else if head.is_some() && !c.possessive(i - 1) {
            // "the letter box": another noun is the head, or a verb follows.
            break;
        }
        if c.possessive(i) && head.is_some() {
            break;
        }
    }
    let (head, work) = head?;
    let range = at..head + 1;
    let who = match work {
        true => Who::Work(c.word(head).to_lowercase()),
        // "The paper writes": one that has been named.
        false if MEDIA.contains(&c.word(head)) => Who::It,
        false => Who::Somebody,
    };
    let mut found = of_tokens(c, who, range);
    if !work {
        let limit = (head + 1..to).find(|&i| !c.is_word(i)).unwrap_or(to);
        let limit = c.tokens[limit - 1].end as usize;
        let end = mention::place(c.text, found.span.end as usize, limit) as u32;
        found.span.end = end.max(belonging(c, head + 1, to).unwrap_or(0));
        while found.range.end < to && c.tokens[found.range.end].end <= found.span.end {
            found.range.end += 1;
        }
    }
    Some(found)
}

/// Where "of the district" behind a noun ends, if a verb or the sentence's end shows it.
fn belonging(c: &Clause, at: usize, to: usize) -> Option<u32> {
    if !c.is_any(at, &["of", "in", "at", "from", "for", "near", "with"]) {
        return None;
    }
    let verb = |i: usize| is_certain_verb(c, i);
    let end = (at + 2..to.min(at + 8))
        .find(|&i| !c.is_word(i) || verb(i))
        .unwrap_or(to);
    let whole = end == to || !c.is_word(end) || verb(end);
    (whole && end <= at + 8 && c.is_np_end(end - 1)).then(|| c.tokens[end - 1].end)
}
