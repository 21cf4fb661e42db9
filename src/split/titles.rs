//! Owns what stands between marks and is a name: titles of works and programmes, words that are named or glossed.
//! Refuses speech.

use crate::analyze::speech::{self, Class};

use super::quotations::count_words;

/// A title where the words before leave no doubt.
pub(super) fn is_named_work(words: &str, n: usize, before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or("");
    let owner = last.ends_with("’s") || last.ends_with("'s");
    let told = [
        "told", "tells", "of", "on", "show", "film", "book", "host", "program", "series", "called",
        "titled",
    ]
    .contains(&last);
    n >= 2 && !words.ends_with(['?', '!', '…']) && (owner || told) && in_title_case(words)
}

/// The title of what is shown, read or heard, by the words before it.
pub(super) fn is_shown(words: &str, before: &str) -> bool {
    let bare = words.trim_end_matches([',', '.']);
    if !in_title_case(bare) {
        return false;
    }
    let mut previous = before.split_whitespace().rev();
    let last = previous.next().unwrap_or("").trim_end_matches(',');
    let made_of = previous.next().unwrap_or("");
    let owner = last.ends_with("’s") || last.ends_with("'s");
    owner && count_words(bare, 2) > 1 && !words.ends_with(['?', '!'])
        || WORKS.contains(&last)
        || last == "of" && MAKERS.iter().any(|m| made_of.ends_with(m))
}

/// Nouns right before the title of a work.
const WORKS: &[&str] = &[
    "titled",
    "entitled",
    "show",
    "film",
    "movie",
    "book",
    "song",
    "series",
    "podcast",
    "program",
    "programme",
    "novel",
    "drama",
    "magazine",
    "documentary",
    "memoir",
    "album",
    "play",
    "musical",
    "episode",
    "sitcom",
    "comedy",
    "thriller",
    "pageant",
    "concert",
];

/// X of “…” that name a work's maker, part or place.
const MAKERS: &[&str] = &[
    "author",
    "host",
    "star",
    "editor",
    "creator",
    "director",
    "episode",
    "edition",
    "broadcast",
    "writer",
    "anchor",
];

/// What a few words between marks are called, and not what somebody said: under the name “…”, what everyone calls “…”, means “…”.
pub(super) fn is_name(n: usize, before: &str, after: &str) -> bool {
    let mut previous = before.split_whitespace().rev().map(|w| {
        w.trim_end_matches([',', ':'])
            .trim_start_matches(['(', '“', '"'])
    });
    let last = previous.next().unwrap_or("");
    let second = previous.next().unwrap_or("");
    let third = previous.next().unwrap_or("");
    let naming = [
        "name",
        "named",
        "nickname",
        "nicknamed",
        "titled",
        "entitled",
        "word",
        "term",
        "means",
        "mean",
        "meaning",
        "so-called",
        "moniker",
        "dubbed",
    ];
    let of_a_name = last == "of" && ["name", "title", "nickname", "word", "term"].contains(&second);
    let known_as =
        last == "as" && second == "known" || last == "the" && second == "as" && third == "known";
    let be = |w: &str| ["is", "are", "was", "were", "be", "been", "being"].contains(&w);
    let by = after.trim_start_matches([',', ' ']).starts_with("by ");
    // was called a “…”, were called “…” machines
    let passive = last == "called" && be(second)
        || ["a", "an", "the"].contains(&last) && second == "called" && be(third);
    // The dealers call them “…”; what everyone calls “…”.
    let usual = n == 1 && ["call", "calls"].contains(&last)
        || n == 1 && ["them", "it", "this", "these"].contains(&last) && second == "call";
    naming.contains(&last) || of_a_name || known_as || passive && !by || usual
}

fn in_title_case(words: &str) -> bool {
    let mut capitals = 0;
    for word in words.split_whitespace() {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let upper = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let class = speech::class(word.trim_end_matches(|c: char| !c.is_alphanumeric()));
        let small = class.is(Class::PREP.or(Class::CONJ)) || ["the", "a", "an"].contains(&word);
        if !upper && !small {
            return false;
        }
        capitals += usize::from(upper);
    }
    capitals > 0
}

/// Every word of weight begins with a capital, and the words before name a programme, a book, a place to be read or seen.
pub(super) fn is_title(words: &str, n: usize, before: &str) -> bool {
    if !in_title_case(words) {
        return false;
    }
    let mut previous = before
        .split_whitespace()
        .rev()
        .map(|w| w.trim_end_matches(','));
    let last = previous.next().unwrap_or("");
    if last.ends_with("’s")
        || last.ends_with("'s")
        || TITLE_INTRO.contains(&last)
        || WORKS.contains(&last)
    {
        return true;
    }
    let told = speech::class(last).is(Class::SAY) && ["told", "tells", "telling"].contains(&last);
    n >= 2 && (told || !speech::class(last).is(Class::SAY.or(Class::WEAK)) && !last.ends_with(':'))
}

/// Other words right before the title of a work or programme.
const TITLE_INTRO: &[&str] = &[
    "on", "hosts", "host", "of", "in", "for", "from", "with", "blog", "column", "and",
];
