//! Owns names that are written with capitals: persons with their titles, bodies, outlets that nobody knows. Refuses single words that
//! nothing brings in.

use crate::analyze::speech::Class;
use crate::source::SourceRef;

use super::super::super::shapes;
use super::super::super::speaker::phrase::{Clause, Range};
use super::super::super::speaker::tokens::What;
use super::super::Around;
use super::super::words::{BODIES, PERIODICALS, TITLES};
use super::known::bare;
use super::{Mention, Who, of_tokens};

/// A name that is written with capitals.
pub(super) fn named(
    around: &Around,
    c: &Clause,
    at: usize,
    to: usize,
    from: usize,
) -> Option<Mention> {
    if !c.is_word(at) || !c.cap(at) || c.class(at).is(Class::DATE) {
        return None;
    }
    // "Let Ho Yun tell it", "Meet Bram Okafor".
    let calls = CALLS.contains(&c.word(at)) || c.class(at).is(Class::SAY);
    if at == from && calls && c.cap(at + 1) {
        return None;
    }
    // The article before a name is none of it.
    if c.class(at).is(Class::CLOSED) && !c.is_hyphened_name(at) {
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
    let mut joined_of = false;
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
                && c.class(end).is(Class::CLOSED)
                && c.class(end).is(Class::PRON.or(Class::REL).or(Class::DET)))
        {
            if c.class(end).is(Class::DATE) && end > start {
                break;
            }
            body |= BODIES.contains(&word);
            end += 1;
            continue;
        }
        let within_name = |word: &str, next: usize| {
            // Committee for Human Rights in North Korea, but the Foreign Ministry in Beijing.
            word != "in" || joined_of && !CAPITALS.contains(&c.word(next))
        };
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
                            && within_name(word, next)
                            && !(["in", "on"].contains(&word)
                                && c.class(next).is(Class::DATE))) =>
            {
                joined_of |= of;
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
    // "The Panel has looked at this": the one that was named in full.
    let the = at > from && c.is(at - 1, "the");
    if the && body && end - start == 1 {
        let source = around.body(name, c.tokens[start].start);
        return Some(match source {
            Some(source) => of_tokens(c, Who::Source(source), range),
            None => of_tokens(c, Who::Somebody, at - 1..end),
        });
    }
    // No person has an article before the name.
    if the && !titled && (2..=4).contains(&(end - start)) && !body {
        let mut found = of_tokens(c, Who::Source(SourceRef::unknown(name)), range);
        found.doubtful = true;
        return Some(found);
    }
    let ends = end == to;
    if ends
        && !titled
        && at > from
        && (2..=4).contains(&(end - start))
        && c.is_any(at - 1, &["in", "at", "via"])
    {
        return Some(of_tokens(c, Who::Source(SourceRef::unknown(name)), range));
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
    // "Lee, 43, a hairdresser", "Gwendolyn, 71"
    let aged = c.what(end) == Some(What::Comma)
        && c.word(end + 1).len() == 2
        && c.word(end + 1).bytes().all(|b| b.is_ascii_digit())
        && c.what(end + 2) != Some(What::Word);
    match end - start {
        1 if aged || c.possessive(end - 1) && kin(c, end) => person(range),
        // A sentence begins with a capital, whatever the word.
        1 if titled
            || first && called_so(around, name, c.tokens[start].start)
            || around.people().named(name, c.tokens[start].start).is_some()
            || !first && (introduced(c, start) || ends && brought_in(c, start)) =>
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

/// "Bokyung's aunt": whoever has one is a person.
fn kin(c: &Clause, at: usize) -> bool {
    let kin = [
        "aunt",
        "uncle",
        "mother",
        "father",
        "sister",
        "brother",
        "wife",
        "husband",
        "son",
        "daughter",
        "cousin",
        "nephew",
        "niece",
        "grandmother",
        "grandfather",
        "widow",
        "neighbour",
        "neighbor",
        "friend",
        "colleague",
        "lawyer",
        "boss",
        "landlady",
        "landlord",
        "teacher",
        "roommate",
        "classmate",
    ];
    (at..at + 2).any(|i| c.is_any(i, &kin) && !c.cap(i))
}

/// "Then there's Piet:", "as told by Grandmother Ok"
fn brought_in(c: &Clause, at: usize) -> bool {
    let left = at - 1;
    c.is_any(
        left,
        &["by", "with", "is", "was", "and", "meet", "ask", "asked"],
    ) || c.is(left, "there")
}

/// "a man named Hurd": who is called so above is he.
fn called_so(around: &Around, name: &str, at: u32) -> bool {
    let before = &around.article.text[..at as usize];
    ["named ", "called ", "Mr. ", "Ms. ", "Mrs. ", "Mr ", "Ms "]
        .iter()
        .any(|so| {
            let mut places = before.match_indices(so);
            places.any(|(i, so)| {
                before[i + so.len()..]
                    .strip_prefix(name)
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        })
}

fn is_title(c: &Clause, at: usize) -> bool {
    c.cap(at) && (c.class(at).is(Class::TITLE) || TITLES.contains(&c.word(at)))
}

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

/// Words that begin a sentence before a name.
const CALLS: &[&str] = &[
    "Let",
    "Meet",
    "Ask",
    "Hear",
    "Take",
    "Read",
    "Consider",
    "See",
    "Enter",
    "Listen",
    "Thank",
    "Call",
    "Remember",
    "Recall",
    "Imagine",
    "Enter",
    "Introducing",
];

/// Where bodies sit, which is none of their names.
const CAPITALS: &[&str] = &[
    "Seoul",
    "Beijing",
    "Tokyo",
    "Pyongyang",
    "Washington",
    "Moscow",
    "Geneva",
    "London",
    "Brussels",
    "Vienna",
    "Paris",
    "Berlin",
    "Hong",
    "Dandong",
    "Bangkok",
    "Hanoi",
    "New",
    "Vladivostok",
];
