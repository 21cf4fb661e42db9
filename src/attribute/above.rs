//! Owns what a paragraph says of a block before its last sentence, where that sentence only hands on ("I quote what bears on it:"):
//! the one person or law that it names. Refuses where it names two.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;
use crate::source::SourceRef;

use super::credit::Credited;
use super::lead_in::LeadIn;
use super::patterns::pattern;
use super::shapes;

/// The person whom a paragraph brings in, if it is one only: "I wrote to Dr. Jane Roe. I quote what bears on it:".
pub(super) fn person(words: &str, start: usize) -> Option<LeadIn> {
    let mut named = BROUGHT_IN
        .captures_iter(words)
        .filter_map(|c| c.name("name").or_else(|| c.name("other")));
    let one = named.next()?;
    let fits = shapes::is_person(one.as_str()) && !shapes::has_outlet_word(one.as_str());
    if !fits || named.any(|other| other.as_str() != one.as_str()) || !HANDS_ON.is_match(words) {
        return None;
    }
    let span = Span::new(start + one.start(), start + one.end());
    Some(LeadIn::of_person(one.as_str(), span, None))
}

/// The law that a paragraph names, if it is one only.
pub(super) fn law(words: &str, start: usize) -> Option<LeadIn> {
    let name = shapes::only_document(words)?;
    let at = start + words.find(name)?;
    Some(LeadIn {
        credited: Credited {
            source: Some(SourceRef::unknown(name)),
            ..Credited::default()
        },
        evidence: Span::new(at, at + name.len()),
        document: true,
        speaks: false,
    })
}

/// Names with a title, or with what their bearers are.
static BROUGHT_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?P<name>(?:Dr|Prof|Mr|Mrs|Ms|Rev|Professor|Father|Sister|Pastor|Captain|Ambassador)\.? \p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,2})|\b(?:poet|writer|author|novelist|historian|economist|scholar|engineer|colleague|friend|reader|by the late|named) (?P<other>\p{Lu}[\p{L}’'-]+ \p{Lu}[\p{L}’'-]+)",
    )
});

/// How words are said to have come from somebody.
static HANDS_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:wrote (?:back|to)|wrote me|writes (?:to|back)|sent|replied|answered|answer|reply|quote|letter|e-?mail|told me|told us|text|in (?:his|her) words)\b",
    )
});
