//! Owns words that one writes together and another apart or with a hyphen: Daily NK and DailyNK, KN-23 and KN23, cease-fire,
//! ceasefire, air strike. Refuses to part or join what the dictionary of the index does not have.

use tantivy::schema::Field as Column;

use super::named::as_typed;
use super::{Work, engine};
use crate::analyze::Unit;
use crate::article::Span;
use crate::error::Result;
use crate::name::typed::Typed;
use crate::pattern::{Form, Pattern, Variant, Why};

/// What words count that are written together in the text and apart in the query, or the other way round.
const WEIGHT: f32 = 0.5;
/// Least letters of a part of a compound, and of the whole: `to` and `day` stand side by side by chance.
const LEAST: (usize, usize) = (3, 7);
/// Words that stand before or behind any other, with which no compound is made (`the rapist`).
const FUNCTION_WORDS: &[&str] = &[
    "all", "and", "any", "are", "but", "can", "did", "for", "had", "has", "her", "him", "his",
    "how", "its", "may", "nor", "not", "now", "our", "out", "own", "she", "than", "that", "the",
    "them", "then", "they", "this", "was", "were", "what", "when", "who", "will", "with", "you",
    "your",
];

impl Work<'_, '_> {
    /// The first two words as the one word that the text has too: capitalised ones, hyphened ones, compounds.
    pub(super) fn written_together(&self, typed: &[Typed]) -> Option<String> {
        let [first, second, ..] = typed else {
            return None;
        };
        let names = first.capital && second.capital;
        let both = format!("{}{}", first.term, second.term);
        let may_be = names || second.joined || is_compound(first.term, second.term);
        if !may_be || !both.is_ascii() {
            return None;
        }
        let dictionary = self.translator.words(self.translator.fields.text).ok()?;
        let held = dictionary.frequency(&both).ok()? > 0
            || !dictionary.of_stem(&both).ok()?.terms.is_empty();
        held.then_some(both)
    }

    /// Two words, `said` so, also as one.
    pub(super) fn or_together(
        &mut self,
        two: &[Unit],
        said: &str,
        both: &str,
        field: Column,
        stems: bool,
    ) -> Result<Pattern> {
        let apart = Pattern::Phrase(self.units(two, field, stems, false)?);
        let one = self.word(both, field, stems)?;
        Ok(Pattern::Any(vec![
            as_typed(apart, said),
            spaced(one, both.to_string()),
        ]))
    }

    /// A word, `said` so, also as the two that it is made of.
    pub(super) fn or_in_parts(
        &mut self,
        plain: Pattern,
        unit: &Unit,
        said: &str,
        field: Column,
        stems: bool,
    ) -> Result<Pattern> {
        let Unit::Word { term, .. } = unit else {
            return Ok(plain);
        };
        let dictionary = self.translator.words(field)?;
        let mut apart = Vec::new();
        for cut in cuts(said, term) {
            let (a, b) = term.split_at(cut);
            let held = dictionary.frequency(a).map_err(engine)? > 0
                && dictionary.frequency(b).map_err(engine)? > 0;
            if held {
                let two = Pattern::Phrase(vec![Pattern::term(a), self.word(b, field, stems)?]);
                apart.push(spaced(two, format!("{a} {b}")));
            }
        }
        if apart.is_empty() {
            return Ok(plain);
        }
        let mut variants = match plain {
            Pattern::Any(variants) => variants,
            plain => vec![as_typed(plain, said)],
        };
        variants.extend(apart);
        Ok(Pattern::Any(variants))
    }

    fn word(&mut self, term: &str, field: Column, stems: bool) -> Result<Pattern> {
        let unit = Unit::Word {
            term: term.to_string(),
            span: Span::new(0, 0),
            acronym: None,
        };
        self.unit(&unit, field, stems, false)
    }
}

fn spaced(pattern: Pattern, text: String) -> Variant {
    let why = Why::Spacing;
    Variant {
        pattern,
        weight: WEIGHT,
        form: Form { why, text },
    }
}

fn is_compound(a: &str, b: &str) -> bool {
    let part = |word: &str| {
        word.len() >= LEAST.0
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !FUNCTION_WORDS.contains(&word)
    };
    part(a) && part(b) && a.len() + b.len() >= LEAST.1
}

/// Where a word may be parted: before an inner capital (DailyNK), between letters and a number (KN23), between the words of a
/// compound.
fn cuts(said: &str, term: &str) -> Vec<usize> {
    if !term.is_ascii() {
        return Vec::new();
    }
    let bytes = term.as_bytes();
    let number = bytes.iter().position(u8::is_ascii_digit).unwrap_or(0);
    if number > 0 {
        let all = bytes[number..].iter().all(u8::is_ascii_digit);
        return if all { vec![number] } else { Vec::new() };
    }
    let inner = said.as_bytes().windows(2);
    let inner = inner.enumerate().find_map(|(at, pair)| {
        let capital = pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
        (capital && said.len() == term.len()).then_some(at + 1)
    });
    match inner {
        Some(cut) => vec![cut],
        None => (1..term.len())
            .filter(|cut| is_compound(&term[..*cut], &term[*cut..]))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_where_two_may_meet() {
        assert_eq!(cuts("DailyNK", "dailynk"), [5]);
        assert_eq!(cuts("KN23", "kn23"), [2]);
        assert!(cuts("airstrike", "airstrike").contains(&3));
        for word in ["H5N1", "therapist", "today", "90s"] {
            let term = word.to_lowercase();
            let parts = cuts(word, &term).into_iter().map(|cut| term.split_at(cut));
            assert!(
                !parts
                    .into_iter()
                    .any(|(a, _)| ["the", "to", "h", "90"].contains(&a)),
                "{word}"
            );
        }
    }
}
