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
        let to = place(text, span.end as usize, at.start as usize);
        return Some(text[span.start as usize..to].to_string());
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

/// Extends a noun that ends at `end` by what tells its bearer from others: in Seoul, at the Unification Ministry, of hers. Where
/// the words behind can't be told from a verb it stays as it is.
pub(in crate::attribute) fn place(text: &str, end: usize, limit: usize) -> usize {
    let mut to = end;
    for _ in 0..2 {
        match belonging(text, to, limit) {
            Some(further) => to = further,
            None => break,
        }
    }
    to
}

/// Where the phrase "at the county office" right behind `end` ends.
fn belonging(text: &str, end: usize, limit: usize) -> Option<usize> {
    let mut limit = limit.min(end + 120).min(text.len());
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let mut words = text.get(end..limit)?.split_whitespace().peekable();
    let preposition = words.next()?;
    if !["in", "of", "from", "at", "for", "with", "near"].contains(&preposition) {
        return None;
    }
    let bare_of = |word: &'_ str| word.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let at_end = |word: &str| word.as_ptr() as usize + bare_of(word) - text.as_ptr() as usize;
    let mut to = None;
    let mut taken = 0;
    let mut common = false;
    while let Some(&word) = words.peek() {
        let bare = &word[..bare_of(word)];
        let class = speech::class(bare);
        let first = taken == 0;
        if first && OWNS.contains(&bare) {
            return Some(at_end(word));
        }
        let determines = class.is(Class::DET);
        let closed = class.is(Class::PREP
            .or(Class::CONJ)
            .or(Class::REL)
            .or(Class::AUX)
            .or(Class::PRON)
            .or(Class::DATE)
            .or(Class::ADV));
        let capital = bare.starts_with(char::is_uppercase);
        if bare.is_empty()
            || determines && !first
            || closed && !capital && !determines
            || class.is(Class::SAY) && class.is(Class::PAST.or(Class::PRES)) && !capital
            || taken > 5
        {
            break;
        }
        if determines && capital {
            break;
        }
        words.next();
        taken += 1;
        common |= !capital && !determines;
        if !determines {
            to = Some(at_end(word));
        }
        if bare.len() < word.len() {
            return to;
        }
    }
    let to = to?;
    // "a farmer in the valley fled the": of common words none tells where the noun ends and its verb begins.
    let told = match words.peek() {
        None => limit == text.len() || taken > 0 && to >= limit,
        Some(word) => {
            let class = speech::class(word.trim_end_matches(|c: char| !c.is_alphanumeric()));
            class.is(Class::SAY
                .or(Class::AUX)
                .or(Class::REL)
                .or(Class::PREP)
                .or(Class::CONJ))
        }
    };
    (!common || told).then_some(to)
}

const OWNS: [&str; 6] = ["hers", "his", "theirs", "mine", "ours", "yours"];
