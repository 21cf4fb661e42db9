//! Owns those whom a sentence describes and does not name, and writings: a travel agent in Dandong, the letter, its report. Refuses things.

use crate::analyze::speech::Class;
use crate::source::SourceRef;

use super::super::super::announcer::can_speak;
use super::super::super::speaker::mention;
use super::super::super::speaker::phrase::Clause;
use super::super::part::is_certain_verb;
use super::super::words::{BODIES, PEOPLE, PERIODICALS, STAFF, WORKS};
use super::{Mention, Who, of_tokens};

/// "a travel agent in Dandong", "the letter", "its owner".
pub(super) fn described(c: &Clause, at: usize, to: usize) -> Option<Mention> {
    if !c.is_word(at) || !c.class(at).is(Class::DET) && !c.is_any(at, NUMBERS) {
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
    let mut names = false;
    for i in first..(first + 7).min(to) {
        if !c.is_word(i) || c.class(i).is(stop) && !c.class(i).is(Class::PERSON) {
            break;
        }
        let word = c.word(i).to_lowercase();
        // "the agency said": a verb ends the phrase.
        let noun = c.class(i).is(Class::PERSON.or(Class::SPEECH_NOUN)) && head.is_none() && !names;
        // "The Ministry of Ports", "the Inspectorate's report": a name, and not what somebody is.
        let body = c.cap(i) && (BODIES.contains(&c.word(i)) || c.possessive(i));
        let name = head.is_some() && c.cap(i) || body;
        names |= c.cap(i);
        if name || i > first && c.class(i).is(Class::DET) || is_certain_verb(c, i) && !noun {
            break;
        }
        let speaks = c.class(i).is(Class::PERSON)
            || PEOPLE.contains(&word.as_str())
            || !c.cap(i) && !c.class(i).is(Class::ADV) && can_speak(&word);
        let written = WORKS.contains(&word.as_str())
            || STAFF.contains(&word.as_str())
            || c.class(i).is(Class::SPEECH_NOUN);
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
    // "the Linie 7 blog"
    let name = (first..head)
        .find(|&i| c.cap(i))
        .filter(|_| PERIODICALS.contains(&c.word(head)));
    if let Some(name) = name {
        let name = c.span(&(name..head));
        let mut found = of_tokens(c, Who::Source(SourceRef::unknown(name.of(c.text))), range);
        found.span = name;
        return Some(found);
    }
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
