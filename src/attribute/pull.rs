//! Owns pull quotes: blocks that repeat the article's own paragraphs to catch the eye. Refuses whatever adds a word.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::article::Role;

use super::flow::Flow;
use super::markup::Place;

/// A pull quote is hardly longer (words).
const LONGEST_PULL: usize = 80;
/// So many words in a row that stand in both are repeated, not met by chance.
const SHINGLE: usize = 5;

/// The pull quotes: blocks that are marked so or short, and repeat the article's own paragraphs word for word.
pub(super) fn pulled(flow: &Flow, places: &[(u32, Place)]) -> HashSet<u32> {
    let marked = |markup: u32| {
        flow.article
            .quotes
            .get(markup as usize)
            .is_some_and(|q| q.pull)
    };
    let mut candidates: Vec<(u32, Vec<u64>)> = Vec::new();
    for (markup, place) in places {
        let texts = place
            .own
            .iter()
            .filter(|&&at| flow.items[at].passage.is_some());
        let mut words: Vec<u64> = Vec::new();
        for &at in texts {
            words.extend(hashes(flow.words(at)).take(LONGEST_PULL + 20));
        }
        if words.len() >= SHINGLE && words.len() <= LONGEST_PULL {
            candidates.push((*markup, words));
        } else if marked(*markup) {
            candidates.push((*markup, Vec::new()));
        }
    }
    let mut found: HashSet<u32> = candidates
        .iter()
        .filter(|(m, _)| marked(*m))
        .map(|(m, _)| *m)
        .collect();
    candidates.retain(|(m, words)| !found.contains(m) && !words.is_empty());
    if candidates.is_empty() {
        return found;
    }
    let wanted: HashSet<u64, BuildHasherDefault<DefaultHasher>> = candidates
        .iter()
        .flat_map(|(_, words)| words.windows(SHINGLE).map(shingle))
        .collect();
    let mut seen: HashSet<u64> = HashSet::new();
    for item in flow
        .items
        .iter()
        .filter(|i| i.quotes.is_empty() && i.comment.is_none() && i.role == Role::Paragraph)
    {
        let words: Vec<u64> = hashes(item.span.of(&flow.article.text)).collect();
        seen.extend(
            words
                .windows(SHINGLE)
                .map(shingle)
                .filter(|s| wanted.contains(s)),
        );
    }
    found.extend(
        candidates
            .iter()
            .filter(|(_, words)| words.windows(SHINGLE).all(|w| seen.contains(&shingle(w))))
            .map(|(m, _)| *m),
    );
    found
}

fn hashes(text: &str) -> impl Iterator<Item = u64> {
    let state = BuildHasherDefault::<DefaultHasher>::default();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(move |word| state.hash_one(word))
}

fn shingle(words: &[u64]) -> u64 {
    words.iter().fold(0, |sum, word| {
        (sum ^ word)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(23)
    })
}
