//! Owns how our patterns are compiled, and the cuts of text that they look at. Refuses Unicode's wide classes.

use regex::{Regex, RegexSet};

/// The last `most` bytes of `words` at most, from a char's edge on.
pub(super) fn tail(words: &str, most: usize) -> &str {
    let mut from = words.len().saturating_sub(most);
    while !words.is_char_boundary(from) {
        from += 1;
    }
    &words[from..]
}

/// The first `most` bytes of `words` at most, to a char's edge.
pub(super) fn head(words: &str, most: usize) -> &str {
    let mut to = words.len().min(most);
    while !words.is_char_boundary(to) {
        to -= 1;
    }
    &words[..to]
}

/// A pattern of ours; the tests compile each one.
#[allow(clippy::expect_used)]
pub(super) fn pattern(source: &str) -> Regex {
    Regex::new(&narrow(source)).expect("a pattern of ours compiles")
}

/// Several patterns of ours, looked for in one pass.
#[allow(clippy::expect_used)]
pub(super) fn pattern_set<'a>(sources: impl Iterator<Item = &'a str>) -> RegexSet {
    let sources: Vec<String> = sources.map(narrow).collect();
    let set = regex::RegexSetBuilder::new(sources)
        .dfa_size_limit(16 << 20)
        .build();
    set.expect("patterns of ours compile")
}

/// The pattern with its classes made Latin ones, and its word edges those of ASCII: Unicode's take a thousand times as long to
/// compile, and the fast automaton knows no other edges.
fn narrow(source: &str) -> String {
    const CLASSES: [(&str, &str); 7] = [
        (r"\b", r"(?-u:\b)"),
        (r"\p{L}", "[A-Za-zÀ-ɏḀ-ỿ]"),
        (r"\p{Lu}", "[A-ZÀ-ÞĀ-ɏ]"),
        (r"\p{Ll}", "[a-zß-ɏ]"),
        (r"\w", "[A-Za-z0-9_À-ɏ]"),
        (r"\d", "[0-9]"),
        (r"\s", r"[ \t\r\n\u{a0}]"),
    ];
    CLASSES
        .iter()
        .fold(source.to_string(), |made, (class, narrow)| {
            made.replace(class, narrow)
        })
}
