//! Owns where a snippet begins and ends around what it must show. Looks no farther than a snippet's length to either
//! side, so that a paragraph of megabytes costs no more than a short one.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The cut of at most `max` chars of `text` that holds `core`, on the edges of sentences if it can, else of words.
pub(super) fn around(text: &str, core: Range<usize>, max: usize) -> Range<usize> {
    let near = back(text, core.start, max)..forth(text, core.end, max);
    if near == (0..text.len()) && chars(text, &near) <= max {
        return trimmed(text, near, &core);
    }
    let sentences = sentences(text, &near);
    let start = sentences
        .iter()
        .rev()
        .find(|s| s.start <= core.start)
        .map(|s| s.start);
    let end = sentences
        .iter()
        .find(|s| s.end >= core.end && s.end > 0)
        .map(|s| s.end);
    let fits = |range: &Range<usize>| range.start <= range.end && chars(text, range) <= max;
    let cut = match (start, end) {
        (Some(start), Some(end)) if fits(&(start..end)) => grown(text, start..end, &sentences, max),
        (Some(start), _) if fits(&(start..core.end)) => {
            start..word_end(text, core.end, forth(text, start, max))
        }
        (_, Some(end)) if fits(&(core.start..end)) => {
            word_start(text, back(text, end, max), core.start)..end
        }
        _ => {
            let spare = max.saturating_sub(chars(text, &core));
            let start = word_start(text, back(text, core.start, spare / 3), core.start);
            start..word_end(text, core.end, forth(text, start, max))
        }
    };
    bounded(text, trimmed(text, cut, &core), max)
}

fn chars(text: &str, range: &Range<usize>) -> usize {
    text.get(range.clone()).map_or(0, |t| t.chars().count())
}

/// The place `count` chars before `from`.
fn back(text: &str, from: usize, count: usize) -> usize {
    let before = text.get(..from).unwrap_or_default();
    match count.checked_sub(1) {
        None => from,
        Some(nth) => before.char_indices().rev().nth(nth).map_or(0, |(at, _)| at),
    }
}

/// The place `count` chars after `from`.
pub(super) fn forth(text: &str, from: usize, count: usize) -> usize {
    let after = text.get(from..).unwrap_or_default();
    after
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| from + at)
}

/// Without white space at its ends, but never without part of `core`.
fn trimmed(text: &str, cut: Range<usize>, core: &Range<usize>) -> Range<usize> {
    let slice = text.get(cut.clone()).unwrap_or_default();
    let end = cut.start + slice.trim_end().len();
    let start = cut.end - slice.trim_start().len();
    let start = start.min(core.start.max(cut.start));
    start..end.max(core.end.min(cut.end)).max(start)
}

/// The sentences that begin or end in `near`, without the space between them. The first may begin before, the last end
/// behind: such edges are left out by giving them the far end of the text.
fn sentences(text: &str, near: &Range<usize>) -> Vec<Range<usize>> {
    let slice = text.get(near.clone()).unwrap_or_default();
    let mut edges: Vec<usize> = Vec::new();
    for (at, _) in slice.split_sentence_bound_indices().skip(1) {
        if ends_sentence(slice.get(..at).unwrap_or_default()) {
            edges.push(at);
        }
    }
    let mut sentences = Vec::new();
    let mut start = (near.start == 0).then_some(0);
    for edge in edges {
        let end = near.start + slice.get(..edge).unwrap_or_default().trim_end().len();
        sentences.push(start.unwrap_or(usize::MAX)..end);
        start = Some(near.start + edge);
    }
    let end = if near.end == text.len() {
        text.trim_end().len()
    } else {
        0
    };
    sentences.push(start.unwrap_or(usize::MAX)..end);
    sentences
}

/// Abbreviations after which a capital begins no sentence.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Adm", "Sen", "Rep",
    "Gov", "Rev", "Hon", "St", "Mt", "vs", "No", "Nos", "Vol", "Fig", "Jan", "Feb", "Mar", "Apr",
    "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Inc", "Ltd", "Co", "Corp", "cf",
    "ed", "eds", "pp", "approx",
];

/// Whether a sentence ends with `before`: a line break alone ends none, nor does an initial or an abbreviation.
fn ends_sentence(before: &str) -> bool {
    let closed = before
        .trim_end()
        .trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』']);
    if !closed.ends_with('.') {
        return closed.ends_with(['!', '?', '…', '。', '！', '？', '．', '‥']);
    }
    let word = closed.trim_end_matches('.');
    let word = word
        .rsplit(|c: char| !c.is_alphanumeric() && c != '.')
        .next()
        .unwrap_or_default();
    let initial = word.len() <= 4
        && word
            .rsplit('.')
            .next()
            .is_some_and(|w| w.len() == 1 && w.starts_with(|c: char| c.is_ascii_uppercase()));
    !initial && !ABBREVIATIONS.contains(&word)
}

/// The cut with as many whole sentences more, after it and before it, as fit.
fn grown(
    text: &str,
    mut cut: Range<usize>,
    sentences: &[Range<usize>],
    max: usize,
) -> Range<usize> {
    for sentence in sentences.iter().filter(|s| s.start != usize::MAX) {
        if sentence.end > cut.end {
            if chars(text, &(cut.start..sentence.end)) > max {
                break;
            }
            cut.end = sentence.end;
        }
    }
    for sentence in sentences.iter().rev() {
        if sentence.start < cut.start {
            if chars(text, &(sentence.start..cut.end)) > max {
                break;
            }
            cut.start = sentence.start;
        }
    }
    cut
}

/// The first place from `from` to `core` at which a word begins.
fn word_start(text: &str, from: usize, core: usize) -> usize {
    let slice = text.get(from..core).unwrap_or_default();
    let fresh = text
        .get(..from)
        .unwrap_or_default()
        .chars()
        .next_back()
        .is_none_or(char::is_whitespace);
    if fresh {
        return from;
    }
    if let Some((space, _)) = slice.char_indices().find(|(_, c)| c.is_whitespace()) {
        return core - slice.get(space..).unwrap_or_default().trim_start().len();
    }
    let mut bounds = slice
        .split_word_bound_indices()
        .map(|(at, _)| from + at)
        .skip(1);
    bounds.next().unwrap_or(from)
}

/// The last place from `core` to `to` at which a word ends.
fn word_end(text: &str, core: usize, to: usize) -> usize {
    let slice = text.get(core..to).unwrap_or_default();
    let over = text
        .get(to..)
        .unwrap_or_default()
        .chars()
        .next()
        .is_none_or(char::is_whitespace);
    if over {
        return to;
    }
    if let Some((space, _)) = slice.char_indices().rev().find(|(_, c)| c.is_whitespace()) {
        return core + slice.get(..space).unwrap_or_default().trim_end().len();
    }
    let bounds = slice
        .split_word_bound_indices()
        .map(|(at, _)| core + at)
        .skip(1);
    bounds.last().unwrap_or(to)
}

/// The cut with its ends moved to edges of graphemes: outwards if that fits into `max` chars, else inwards. A grapheme of
/// more than `max` chars is cut.
fn bounded(text: &str, cut: Range<usize>, max: usize) -> Range<usize> {
    // Beyond `max` chars it would not fit anyway; nor is more looked at to find an edge.
    let is_edge = |at: usize| {
        let (from, to) = (back(text, at, max + 1), forth(text, at, 2));
        let near = text.get(from..to).unwrap_or_default();
        let edge = GraphemeCursor::new(at - from, near.len(), true).is_boundary(near, 0);
        edge.unwrap_or(true)
    };
    let moved = |mut at: usize, step: fn(&str, usize, usize) -> usize| {
        for _ in 0..max {
            if is_edge(at) {
                break;
            }
            at = step(text, at, 1);
        }
        at
    };
    let (start, end) = (moved(cut.start, back), moved(cut.end, forth));
    if chars(text, &(start..end)) <= max {
        return start..end;
    }
    let most = forth(text, start, max);
    let end = moved(end.min(most), back);
    start..if end > start { end } else { most }
}
