//! Owns those whom a text describes and does not name: "a trader in Hoeryong", and who "the trader" is later on.
//! Refuses to choose between two in one paragraph.

use crate::analyze::speech::{self, Class};
use crate::article::Span;

/// So many bytes before "the official" are searched for "an official".
const REACH: usize = 2000;

/// What brings somebody in.
const INDEFINITE: &[&str] = &["a", "an", "one", "another"];

/// Between the article and its noun stand so many words at most: a former senior government official.
const BETWEEN: usize = 4;

/// Whether a phrase describes one person: a trader in Hoeryong, the official; no crowd, no house.
pub(super) fn is_person(phrase: &str) -> bool {
    let mut words = phrase.split_whitespace();
    let first = words.next().unwrap_or("");
    let determined = INDEFINITE.iter().any(|i| first.eq_ignore_ascii_case(i))
        || first.eq_ignore_ascii_case("the");
    let head = words
        .take_while(|w| !speech::class(w).is(Class::PREP))
        .last();
    determined
        && head.is_some_and(|head| {
            let one = !head.ends_with('s') && !head.ends_with("men") && head != "people";
            one && head.starts_with(char::is_lowercase)
                && speech::class(head).is(Class::PERSON)
                && !CROWDS.contains(&head)
        })
}

/// Nouns for those who speak with one voice and are no person.
const CROWDS: &[&str] = &[
    "campaign",
    "committee",
    "party",
    "group",
    "organization",
    "ministry",
    "government",
    "agency",
    "department",
    "court",
    "police",
    "family",
    "delegation",
    "union",
    "company",
    "firm",
    "newspaper",
    "paper",
    "magazine",
    "crowd",
    "audience",
];

/// The only person whom `parts` of a text bring in without a name; none if there are two.
pub(super) fn only(text: &str, parts: impl Iterator<Item = Span>) -> Option<Span> {
    let mut found = None;
    for part in parts {
        let one = only_in(text, part).ok()?;
        if found.is_some() && one.is_some() {
            return None;
        }
        found = found.or(one);
    }
    found
}

/// The only one in a part; an error if there are two.
fn only_in(text: &str, part: Span) -> Result<Option<Span>, ()> {
    let to = part.end as usize;
    let mut found = None;
    let mut since: Option<(usize, usize)> = None;
    for word in part.of(text).split_whitespace() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if INDEFINITE.iter().any(|i| bare.eq_ignore_ascii_case(i)) {
            since = Some((
                at + word.len()
                    - word
                        .trim_start_matches(|c: char| !c.is_alphanumeric())
                        .len(),
                0,
            ));
            continue;
        }
        let Some((begin, passed)) = since else {
            continue;
        };
        if speech::class(bare).is(Class::PERSON) && !CROWDS.contains(&bare) {
            let end = at + word.find(bare).unwrap_or(0) + bare.len();
            if found.is_some() {
                return Err(());
            }
            found = Some(Span::new(begin, place(text, end, to)));
            since = None;
        } else if passed >= BETWEEN
            || word.ends_with([',', '.', ';', ':'])
            || speech::class(bare).is(Class::PREP)
        {
            since = None;
        } else {
            since = Some((begin, passed + 1));
        }
    }
    Ok(found)
}

/// The earlier mention of whom "the official" at `at` means: the last described speaker of that noun, else the nearest
/// "an official" before it, by the name in whose apposition it stands.
pub(super) fn definite(text: &str, at: Span, described: &[Span]) -> Option<String> {
    let name = at.of(text);
    let mut words = name.split_whitespace();
    if !words.next()?.eq_ignore_ascii_case("the") || name.len() > 60 {
        return None;
    }
    let noun = words
        .take_while(|w| !speech::class(w).is(Class::PREP))
        .last()
        .filter(|w| w.starts_with(char::is_lowercase))?;
    let earlier = described.iter().rev().find(|span| {
        let words = span.of(text).split_whitespace();
        let mut head = words.take_while(|w| !speech::class(w).is(Class::PREP));
        let first = head.next().unwrap_or("");
        INDEFINITE.iter().any(|i| first.eq_ignore_ascii_case(i)) && head.last() == Some(noun)
    });
    if let Some(span) = earlier {
        return Some(span.of(text).to_string());
    }
    let end = at.start as usize;
    let mut start = end.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = &text[start..end];
    before.rmatch_indices(noun).find_map(|(i, _)| {
        let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
        let close = i + noun.len();
        if !whole(before[..i].chars().next_back()) || !whole(before[close..].chars().next()) {
            return None;
        }
        let first = article(&before[..i])?;
        Some(
            apposed(&before[..first])
                .unwrap_or(&text[start + first..place(text, start + close, end)])
                .to_string(),
        )
    })
}

/// Where "a", "one" begins that belongs to the noun right after `before`.
fn article(before: &str) -> Option<usize> {
    let mut rest = before.trim_end();
    for _ in 0..=BETWEEN {
        let word = rest.rsplit(char::is_whitespace).next()?;
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if INDEFINITE.iter().any(|i| bare.eq_ignore_ascii_case(i)) {
            return Some(rest.len() - bare.len());
        }
        if word.is_empty() || bare.len() != word.len() || word.ends_with([',', '.', ';', ':']) {
            return None;
        }
        rest = rest[..rest.len() - word.len()].trim_end();
    }
    None
}

/// The name right before an apposition: Ana Rivera, [a spokeswoman].
fn apposed(before: &str) -> Option<&str> {
    let before = before.trim_end().strip_suffix(',')?;
    let mut from = before.len();
    let mut words = 0;
    while words < 4 {
        let word = before[..from]
            .trim_end()
            .rsplit(char::is_whitespace)
            .next()?;
        let class = speech::class(word);
        let name = word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || "-.’'".contains(c))
            && !class.is(Class::DET
                .or(Class::PREP)
                .or(Class::CONJ)
                .or(Class::DATE)
                .or(Class::TITLE));
        if !name {
            break;
        }
        from = before[..from].trim_end().len() - word.len();
        words += 1;
    }
    (words >= 2).then(|| &before[from..])
}

/// Extends a noun that ends at `end` by where its bearer is: in Seoul, of North Hamgyong Province.
fn place(text: &str, end: usize, limit: usize) -> usize {
    let mut words = text[end..limit].split_whitespace();
    let Some("in" | "of" | "from" | "at") = words.next() else {
        return end;
    };
    let mut to = end;
    for word in words.take(4) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !bare.starts_with(char::is_uppercase) {
            break;
        }
        to = bare.as_ptr() as usize + bare.len() - text.as_ptr() as usize;
        if bare.len() < word.len() {
            break;
        }
    }
    to
}
