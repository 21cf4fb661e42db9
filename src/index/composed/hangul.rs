//! Owns a name that is put together as Hangul writes it: pieces in one word, in several, each apart. Refuses runs that the
//! dictionary lacks.

use std::collections::HashMap;

use super::in_a_row;
use super::slots::{Slot, Ways};
use crate::error::Result;
use crate::index::engine;
use crate::index::words::Words;
use crate::name::parts::Piece;
use crate::pattern::Pattern;

/// Ways to say a name in Hangul.
const MOST_RUNS: usize = 12;

/// The name in Hangul, in one word, in two, or with each piece apart.
pub(super) fn in_hangul(slots: &[Slot], dictionary: &Words) -> Result<Vec<(Pattern, String)>> {
    let mut runs: Vec<Vec<&Ways>> = vec![Vec::new()];
    for slot in slots {
        let longer = runs.iter().flat_map(|run| {
            slot.hangul.iter().map(move |ways| {
                let mut run = run.clone();
                run.push(ways);
                run
            })
        });
        runs = longer.take(MOST_RUNS).collect();
    }
    let mut all = Vec::new();
    for run in runs {
        let text: String = run
            .iter()
            .flat_map(|ways| ways.iter())
            .filter_map(|some| some.first())
            .collect();
        let text = match slots
            .iter()
            .any(|slot| matches!(&slot.piece, Piece::Core(words) if words[0].0.is_ascii()))
        {
            // Which of the syllables that sound so are meant, nobody knows.
            true => slots.iter().map(Slot::shown).collect::<Vec<_>>().join(" "),
            false => text,
        };
        let syllables: Vec<Vec<String>> = run
            .iter()
            .flat_map(|ways| ways.iter())
            .map(|some| some.iter().map(char::to_string).collect())
            .collect();
        let mut made: HashMap<(usize, usize), Option<Pattern>> = HashMap::new();
        for cuts in spacings(&run) {
            let mut parts = Vec::new();
            for word in cuts.windows(2) {
                let key = (word[0], word[1]);
                let pattern = match made.get(&key) {
                    Some(made) => made.clone(),
                    None => {
                        let word = &syllables[word[0]..word[1]];
                        let pattern = dictionary.run_of(word, |_| true).map_err(engine)?;
                        made.insert(key, pattern.clone());
                        pattern
                    }
                };
                let Some(pattern) = pattern else {
                    break;
                };
                parts.push(pattern);
            }
            if parts.len() + 1 == cuts.len() {
                all.push((in_a_row(parts), text.clone()));
            }
        }
    }
    Ok(all)
}

/// The ways to write pieces in one word, in two, in three, or each apart: where words begin, and the end. Words have two syllables or
/// more; a piece of four may be two words, one's own name is one.
fn spacings(run: &[&Ways]) -> Vec<Vec<usize>> {
    let mut edges = vec![0];
    let mut places: Vec<usize> = Vec::new();
    for ways in run {
        let begin = edges.last().copied().unwrap_or(0);
        let end = begin + ways.len();
        places.extend(
            (begin + 2..end).filter(|at| at + 2 <= end && ways.iter().all(|some| some.len() < 3)),
        );
        places.push(end);
        edges.push(end);
    }
    let end = edges.last().copied().unwrap_or(0);
    places.pop();
    let mut all = vec![vec![0, end]];
    for (number, first) in places.iter().enumerate() {
        all.push(vec![0, *first, end]);
        all.extend(
            places[number + 1..]
                .iter()
                .map(|second| vec![0, *first, *second, end]),
        );
    }
    if edges.len() > 4 {
        all.push(edges);
    }
    all.retain(|cuts| cuts.windows(2).all(|word| word[1] >= word[0] + 2));
    all
}
