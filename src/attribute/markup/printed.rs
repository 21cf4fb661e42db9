//! Owns the work that a block's credit prints behind a person's name: "Ferenc Halmos, The Willing Creditor (1988)". Refuses trades,
//! offices and places, which stand there as often.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{InlineKind, Span};
use crate::source::SourceRef;

use super::super::flow::Item;
use super::super::patterns::pattern;
use super::super::shapes;
use super::Evidence;

/// The credit with the work that it names, if it names a person and nothing that he was printed in.
pub(super) fn with_work(text: &str, item: &Item, found: Evidence) -> Evidence {
    let (rule, evidence, mut credited) = found;
    if let (Some(speaker), None) = (&credited.speaker, &credited.source) {
        let words = evidence.of(text);
        let behind = words
            .find(speaker.name.as_str())
            .map(|at| at + speaker.name.len());
        credited.source = behind
            .and_then(|at| work(item, words, evidence, at))
            .map(SourceRef::unknown);
    }
    (rule, evidence, credited)
}

/// The title in `words`, which stand at `evidence`, behind byte `at` of them.
fn work<'t>(item: &Item, words: &'t str, evidence: Span, at: usize) -> Option<&'t str> {
    let rest = words[at..].strip_prefix([',', ';', ':'])?;
    let from = words.len() - rest.len();
    // What markup sets apart there.
    let apart = item.inlines.iter().find(|i| {
        i.kind == InlineKind::Stress
            && evidence.contains(i.span)
            && (i.span.start - evidence.start) as usize >= from
    });
    if let Some(apart) = apart {
        let start = (apart.span.start - evidence.start) as usize;
        return title(words.get(start..start + apart.span.len())?, true);
    }
    let rest = rest.trim_start();
    if let Some(quoted) = rest.strip_prefix(['“', '"']) {
        return title(quoted.split(['”', '"']).next()?, true);
    }
    let name = rest.split([',', ';', '(', '[', '—', '–']).next()?;
    let rest = &rest[name.len()..];
    title(name, NUMBERED.is_match(rest))
}

/// The words if they are made like a title; `shown`: something beside them says so.
fn title(words: &str, shown: bool) -> Option<&str> {
    let words = words.trim_matches(|c: char| c.is_whitespace() || ",.;)]".contains(c));
    let bare = words
        .strip_prefix("The ")
        .or_else(|| words.strip_prefix("the "));
    let count = shapes::capitalised(words)?;
    let fits = words.starts_with(char::is_uppercase)
        && words.len() <= 90
        && !shapes::is_date(words)
        && !OFFICE.is_match(words)
        && (shown || bare.is_some() && count > 2);
    fits.then(|| bare.unwrap_or(words))
}

/// Behind a title: its year, its page, its chapter.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[,;]?\s*[(\[]?(?:\d{4}\b|pp?\. ?\d|page \d|ch(?:apter|\.) ?\w|no\. ?\d|vol\. ?\w)")
});

/// Trades, offices and places.
static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:minister|director|professor|chair|chairman|chairwoman|president|secretary|officer|manager|editor|author|spokes\w+|ambassador|general|captain|engineer|university|college|school|province|county|city|district|embassy|mission|house|street|party|member|deputy|chief|founder|owner|resident|trader|defector)\b",
    )
});
