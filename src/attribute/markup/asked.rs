//! Owns the weakest credit of a block: the one outlet that it names as the one its speakers talked to.

use super::super::credit::Credited;
use super::super::flow::Flow;
use super::super::lead_in;
use super::super::outlets::Outlets;
use super::super::patterns::tail;
use super::super::register;
use super::{Evidence, Place};

/// The one outlet that the block names as the one its speakers talked to.
pub(super) fn interviewer(flow: &Flow, outlets: &Outlets, place: &Place) -> Option<Evidence> {
    let mut found: Option<Evidence> = None;
    for &at in &place.own {
        let item = &flow.items[at];
        if item.passage.is_none() {
            continue;
        }
        let words = flow.words(at);
        for mention in outlets.registry.mentions(words).into_iter().take(200) {
            let before = tail(&words[..mention.span.start as usize], 40);
            if mention.ambiguous || !lead_in::INTERVIEWS.is_match(before) {
                continue;
            }
            let source = mention.source.to_ref();
            if found
                .as_ref()
                .is_some_and(|(_, _, other)| other.source.as_ref() == Some(&source))
            {
                continue;
            }
            if outlets.is_publisher(&source)
                || register::in_quotation(words, mention.span.start as usize)
            {
                continue;
            }
            if found.is_some() {
                return None;
            }
            let start = item.passage.as_ref().map_or(item.span, |p| p.span).start;
            let span = mention.span.shift(start as usize);
            found = Some(("interviewer", span, Credited::of(source)));
        }
    }
    found
}
