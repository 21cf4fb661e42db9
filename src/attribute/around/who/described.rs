//! Owns those whom a sentence describes and does not name, and writings: a travel agent in Dandong, the letter, its report. Refuses things.

use crate::analyze::speech::Class;
use crate::source::SourceRef;

use super::super::super::announcer::can_speak;
use super::super::super::speaker::mention;
use super::super::super::speaker::phrase::{Clause, Range};
use super::super::part::is_certain_verb;
use super::super::words::{BODIES, INSTITUTIONS, PEOPLE, PERIODICALS, STAFF, WORKS};
use super::{Mention, Who, of_tokens};

/// "a travel agent in Dandong", "the letter", "its owner".
pub(super) fn described(c: &Clause, at: usize, to: usize) -> Option<Mention> {
    if !c.is_word(at) || !c.class(at).is(Class::DET) && !c.is_any(at, NUMBERS) {
        return None;
    }
    if let Some(range) = one_of_many(c, at, to) {
        return Some(of_tokens(c, Who::Somebody, range));
    }
    let Phrase { first, head, what } = phrase(c, at, to)?;
    let range = at..head + 1;
    // "the Linie 7 blog", but not "a Chinese blog".
    let name = (first..head)
        .find(|&i| c.cap(i) && !is_demonym(c.word(i)))
        .filter(|_| PERIODICALS.contains(&c.word(head)));
    if let Some(name) = name {
        let name = c.span(&(name..head));
        let mut found = of_tokens(c, Who::Source(SourceRef::unknown(name.of(c.text))), range);
        found.span = name;
        return Some(found);
    }
    let who = match what {
        // "The paper writes": one that has been named.
        What::Person | What::Work
            if c.is_any(at, &["a", "an", "another", "one"])
                && (MEDIA.contains(&c.word(head)) || PERIODICALS.contains(&c.word(head))) =>
        {
            Who::Unnamed(c.word(head).to_string())
        }
        What::Person if MEDIA.contains(&c.word(head)) => Who::It,
        What::Person => Who::Somebody,
        What::Work => Who::Work(c.word(head).to_lowercase()),
        What::Law => {
            let name = c.span(&(first..head + 1));
            let mut found = of_tokens(c, Who::Law(SourceRef::unknown(name.of(c.text))), range);
            found.span = name;
            return Some(found);
        }
        What::Body => {
            let owned = c.class(at).is(Class::DET) && !c.is_any(at, &["the", "a", "an"]);
            let from = if owned { at } else { first };
            let name = c.span(&(from..head + 1));
            let mut found = of_tokens(c, Who::Source(SourceRef::unknown(name.of(c.text))), range);
            found.span = name;
            return Some(found);
        }
    };
    let mut found = of_tokens(c, who, range);
    if what == What::Person {
        with_place(c, &mut found, to);
    }
    Some(found)
}

/// Takes in where somebody is: "in Dandong", "of the district".
pub(super) fn with_place(c: &Clause, found: &mut Mention, to: usize) {
    let head = found.range.end - 1;
    let limit = (head + 1..to).find(|&i| !c.is_word(i)).unwrap_or(to);
    let limit = c.tokens[limit - 1].end as usize;
    let end = mention::place(c.text, found.span.end as usize, limit) as u32;
    found.span.end = end.max(belonging(c, head + 1, to).unwrap_or(0));
    while found.range.end < to && c.tokens[found.range.end].end <= found.span.end {
        found.range.end += 1;
    }
}

/// What the head of a noun phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Person,
    /// A body that issues words: the ministry, the coast guard.
    Body,
    Work,
    /// A law by its kind: the criminal code, the armistice agreement.
    Law,
}

struct Phrase {
    /// Its first word behind the article.
    first: usize,
    head: usize,
    what: What,
}

fn phrase(c: &Clause, at: usize, to: usize) -> Option<Phrase> {
    let stop = Class::PREP
        .or(Class::AUX)
        .or(Class::CONJ)
        .or(Class::REL)
        .or(Class::PRON);
    let mut head: Option<(usize, What)> = None;
    // "one of the guards"
    let many = c.is(at + 1, "of") && c.class(at + 2).is(Class::DET) && c.is_any(at, SOME);
    let first = if many { at + 3 } else { at + 1 };
    let mut names = false;
    for i in first..(first + 7).min(to) {
        if !c.is_word(i) || c.class(i).is(stop) && !c.class(i).is(Class::PERSON) {
            break;
        }
        let word = c.word(i).to_lowercase();
        // "the agency said": a verb ends the phrase.
        let noun = c.class(i).is(Class::PERSON.or(Class::SPEECH_NOUN)) && head.is_none() && !names;
        // "The Ministry of Ports", "the Inspectorate's report": a name, and not what somebody is.
        let national = c.cap(i) && is_demonym(c.word(i));
        let body = c.cap(i) && (BODIES.contains(&c.word(i)) || c.possessive(i)) && !national;
        let name = head.is_some() && c.cap(i) || body;
        names |= c.cap(i) && !national;
        if name || i > first && c.class(i).is(Class::DET) || is_certain_verb(c, i) && !noun {
            break;
        }
        let speaks = c.class(i).is(Class::PERSON)
            || PEOPLE.contains(&word.as_str())
            || !c.cap(i) && !c.class(i).is(Class::ADV) && can_speak(&word)
            // "a drunk Finn", "an American"
            || national && i > at && (i + 1 >= to || c.class(i + 1).is(stop) || !c.is_word(i + 1));
        let written = WORKS.contains(&word.as_str())
            || STAFF.contains(&word.as_str())
            || c.class(i).is(Class::SPEECH_NOUN);
        let compound = i > first
            && (word == "guard" && c.is(i - 1, "coast")
                || word == "agency" && !c.is_any(i - 1, &["news", "same", "press"]));
        let what = if !c.cap(i) && (INSTITUTIONS.contains(&word.as_str()) || compound) {
            What::Body
        } else if speaks {
            What::Person
        } else {
            What::Work
        };
        if speaks || written || what == What::Body {
            head = Some((i, what));
        } else if head.is_some() && !c.possessive(i - 1) {
            // "the letter box": another noun is the head, or a verb follows.
            break;
        }
        if c.possessive(i) && head.is_some() {
            break;
        }
    }
    let (head, what) = head.or_else(|| law(c, first, to).map(|head| (head, What::Law)))?;
    let what = match law(c, first, to) {
        Some(at) if at == head => What::Law,
        _ => what,
    };
    Some(Phrase { first, head, what })
}

/// Where a law's kind stands behind what tells it from others: "the criminal code", "the North Korean constitution".
fn law(c: &Clause, first: usize, to: usize) -> Option<usize> {
    let kinds = [
        "code",
        "constitution",
        "treaty",
        "agreement",
        "convention",
        "statute",
        "charter",
        "armistice",
        "act",
        "law",
    ];
    let same = [
        "same", "new", "old", "whole", "full", "present", "current", "relevant", "entire", "last",
        "first", "draft", "second",
    ];
    let head = (first + 1..(first + 4).min(to)).find(|&i| c.is_any(i, &kinds) && !c.cap(i))?;
    let plain = (first..head).all(|i| {
        c.is_word(i)
            && !c.class(i).is(Class::CLOSED)
            && !c.possessive(i)
            && !is_certain_verb(c, i)
            && !c.is_any(i, &same)
            && (!c.cap(i) || is_demonym(c.word(i)) || c.is_any(i, &["North", "South"]))
    });
    plain.then_some(head)
}

/// "the older one", "one of them", "the other two".
fn one_of_many(c: &Clause, at: usize, to: usize) -> Option<Range> {
    let them = ["them", "us", "you", "these", "those"];
    if c.is_any(at, SOME) && c.is(at + 1, "of") && c.is_any(at + 2, &them) && at + 2 < to {
        return Some(at..at + 3);
    }
    if !c.is(at, "the") || at + 1 >= to {
        return None;
    }
    let alone = ["other", "latter", "younger", "elder", "older"];
    let head = match c.is_any(at + 2, &["one", "two", "man", "woman"]) && c.is_word(at + 1) {
        true => at + 2,
        false if c.is_any(at + 1, &alone) => at + 1,
        false => return None,
    };
    let verb = head + 1 < to && (is_certain_verb(c, head + 1) || c.class(head + 1).is(Class::AUX));
    verb.then_some(at..head + 1)
}

const SOME: &[&str] = &[
    "one", "some", "two", "another", "several", "many", "most", "both",
];

/// Whether a capitalised word says of which nation or tongue somebody is.
pub(super) fn is_demonym(word: &str) -> bool {
    let made = ["ese", "ian", "ean", "ish"]
        .iter()
        .any(|end| word.ends_with(end))
        && word.len() > 5;
    made || DEMONYMS.contains(&word)
}

const DEMONYMS: &[&str] = &[
    "American",
    "German",
    "French",
    "Dutch",
    "Swiss",
    "Greek",
    "Thai",
    "Czech",
    "Finn",
    "Dane",
    "Swede",
    "Pole",
    "Turk",
    "Scot",
    "Briton",
    "Spaniard",
    "Mexican",
    "African",
    "Moroccan",
    "Iraqi",
    "Israeli",
    "Pakistani",
    "Uzbek",
    "Kazakh",
    "Irish",
    "Welsh",
    "Danish",
    "Northern",
    "Southern",
    "Western",
    "Eastern",
    "Northerner",
    "Southerner",
    "Westerner",
    "Muscovite",
    "Frenchman",
    "Dutchman",
    "Englishman",
];

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

/// "four Senators"
const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

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
