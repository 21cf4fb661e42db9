//! Owns Korean words in the other script: Chinese characters for a word typed in Hangul, and Hangul for one typed in them.
//! Refuses single syllables, which stand for too many words, but for those that the press writes alone.

use super::engine;
use super::words::Words;
use crate::analyze::hangul::{noun, of_ways};
use crate::analyze::{hanja, spelling};
use crate::error::Result;
use crate::pattern::{Form, Pattern, Variant, Why};

/// What the other script counts beside the one that was typed.
pub const WEIGHT: f32 = 0.5;
/// Longer words are compounds, whose parts are written in characters or not as it comes.
const LONGEST: usize = 6;

/// Characters that are words of their own in the press, above all in headlines.
const ALONE: &str = "核北南美中日韓露英佛獨印越黨軍靑檢警與野前新故";

/// The single characters or syllables that `only` may be in the other script.
pub fn alone(only: char) -> Vec<char> {
    match hanja::is_hanja(only) {
        true => hanja::readings(only).to_vec(),
        false => ALONE
            .chars()
            .filter(|c| hanja::readings(*c).contains(&only))
            .collect(),
    }
}

/// The forms of `run` in the other script, with and without its particle.
///
/// # Errors
/// An engine failure.
pub fn other_script(run: &str, dictionary: &Words) -> Result<Vec<Variant>> {
    let run: Vec<char> = run.chars().collect();
    let mut variants = Vec::new();
    for word in std::iter::once(run.as_slice()).chain(noun(&run)) {
        variants.extend(of_word(word, dictionary)?);
    }
    Ok(variants)
}

fn of_word(run: &[char], dictionary: &Words) -> Result<Option<Variant>> {
    if !(2..=LONGEST).contains(&run.len()) {
        return Ok(None);
    }
    let pattern = if run.iter().all(|c| hanja::is_hanja(*c)) {
        in_hangul(run)
    } else if spelling::ways(run)
        .iter()
        .all(|ways| characters(ways).next().is_some())
    {
        in_hanja(run, dictionary)?
    } else {
        None
    };
    let form = Form {
        why: Why::Hanja,
        text: run.iter().collect(),
    };
    Ok(pattern.map(|pattern| Variant {
        pattern,
        weight: WEIGHT,
        form,
    }))
}

/// The word read in Hangul, spelled as North or South does.
fn in_hangul(run: &[char]) -> Option<Pattern> {
    let read: Vec<Vec<char>> = run.iter().map(|c| hanja::readings(*c).to_vec()).collect();
    read.iter().all(|r| !r.is_empty()).then(|| of_ways(&read))
}

/// The words of the dictionary in Chinese characters that are read so: from the beginning of a run of them.
fn in_hanja(run: &[char], dictionary: &Words) -> Result<Option<Pattern>> {
    let ways = spelling::ways(run);
    let ways: Vec<Vec<String>> = ways.iter().map(|w| characters(w).collect()).collect();
    dictionary.run_of(&ways, |_| true).map_err(engine)
}

fn characters(ways: &[char]) -> impl Iterator<Item = String> + '_ {
    ways.iter()
        .flat_map(|c| hanja::characters(*c).chars())
        .map(String::from)
}
