//! Owns the words that tell who wrote, sent or printed something, in lists, and the bodies that an article names. Refuses to weigh them.

mod people;
mod verbs;
mod works;

use std::sync::LazyLock;

use regex::Regex;

use crate::source::SourceRef;

use super::super::patterns::pattern;
use super::Around;

pub(super) use people::*;
pub(super) use verbs::*;
pub(super) use works::*;

/// The bodies that an article names in full, each with its place.
pub(super) fn bodies(around: &Around) -> Vec<(u32, SourceRef)> {
    let text = around.article.text.as_str();
    let known = around.outlets.registry.mentions(text).into_iter();
    let known = known.filter(|m| !m.ambiguous);
    let mut found: Vec<(u32, SourceRef)> =
        known.map(|m| (m.span.start, m.source.to_ref())).collect();
    for name in BODY.find_iter(text) {
        let start = name.start() as u32;
        let name = name.as_str().trim_start_matches("The ");
        let source = match around.outlets.registry.named(name) {
            Some(known) => known.to_ref(),
            None => SourceRef::unknown(name),
        };
        found.push((start, source));
    }
    found
}

/// "Harbour Inspectorate", "Ministry of Ports": a body's word and what tells it from others.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    let word = BODIES.join("|").replace('.', r"\.");
    let of =
        r"(?: (?:of|for|on) (?:the )?\p{Lu}[\p{L}’'-]*(?: (?:and |of )?\p{Lu}[\p{L}’'-]*){0,4})";
    pattern(&format!(
        r"(?:\p{{Lu}}[\p{{L}}’'-]* ){{1,4}}(?:{word})\b{of}?|\b(?:{word}){of}"
    ))
});
