//! Owns what words, phrases, NEAR, prefixes and misspellings of a query become: one pattern each, within limits that an error
//! names.

use std::sync::Arc;

use tantivy::schema::Field as Column;

use super::Work;
use crate::analyze::{self, Unit};
use crate::error::{Error, Result};
use crate::pattern::Pattern;
use crate::query::Text;

/// Most words of a phrase: a paragraph that is looked for whole.
const PHRASE: usize = 1000;
/// Most words of `"..."~n`: each may stand anywhere among the others.
const WINDOW: usize = 32;
/// Positions that a Korean word takes on average: NEAR counts words.
const SYLLABLES_A_WORD: u32 = 3;

impl Work<'_, '_> {
    /// [`Work::pattern`], made once for the whole query.
    pub(super) fn pattern_once(
        &mut self,
        text: &Text,
        field: Column,
        stems: bool,
    ) -> Result<Arc<Pattern>> {
        let key = (text.to_string(), field, stems);
        if let Some(made) = self.patterns.get(&key) {
            return Ok(made.clone());
        }
        let made = Arc::new(self.pattern(text, field, stems)?);
        self.patterns.insert(key, made.clone());
        Ok(made)
    }

    /// The pattern of some words in a field; with `stems` other forms of English words too.
    pub(super) fn pattern(&mut self, text: &Text, field: Column, stems: bool) -> Result<Pattern> {
        let stems = stems && !self.translator.widening.exact;
        Ok(match text {
            Text::Word { word, exact } => {
                let units = units(word)?;
                match exact {
                    true => phrase(self.units(&units, field, false, true)?),
                    false => phrase(self.named(&units, word, field, stems)?),
                }
            }
            Text::Phrase { words, slop } => {
                let units = units(words)?;
                let syllables = units.iter().any(|u| matches!(u, Unit::Syllables { .. }));
                let (most, tilde) = match *slop {
                    0 => (PHRASE, ""),
                    _ => (WINDOW, " with ~"),
                };
                if units.len() > most {
                    return Err(Error::Query(format!(
                        "a phrase{tilde} may have {most} words; this one has {}",
                        units.len()
                    )));
                }
                let parts = self.named(&units, words, field, stems)?;
                match *slop {
                    0 => phrase(parts),
                    slop => Pattern::Window {
                        parts,
                        slop: widen(slop, syllables),
                    },
                }
            }
            Text::Near(left, within, right) => {
                let parts = vec![
                    self.pattern(left, field, stems)?,
                    self.pattern(right, field, stems)?,
                ];
                let korean = |t: &Text| {
                    analyze::units(&t.to_string())
                        .iter()
                        .any(|u| matches!(u, Unit::Syllables { .. }))
                };
                let syllables = korean(left) || korean(right);
                Pattern::Window {
                    parts,
                    slop: widen(*within, syllables),
                }
            }
            Text::Prefix(word) => {
                let mut units = units(word)?;
                let last = units.pop();
                let mut parts = self.units(&units, field, false, true)?;
                parts.extend(last.map(|unit| self.prefix(&unit, field)).transpose()?);
                phrase(parts)
            }
            Text::Fuzzy(word, edits) => {
                let units = units(word)?;
                let mut parts = Vec::new();
                for unit in &units {
                    parts.push(self.fuzzy(unit, *edits, field)?);
                }
                phrase(parts)
            }
        })
    }
}

pub(super) fn phrase(mut parts: Vec<Pattern>) -> Pattern {
    if parts.len() == 1 {
        parts.remove(0)
    } else {
        Pattern::Phrase(parts)
    }
}

pub(super) fn widen(slop: u32, syllables: bool) -> u32 {
    if syllables {
        slop.saturating_mul(SYLLABLES_A_WORD)
    } else {
        slop
    }
}

/// The words of a piece of a query.
pub(super) fn units(typed: &str) -> Result<Vec<Unit>> {
    let units = analyze::units(typed);
    if units.is_empty() {
        return Err(Error::Query(format!(
            "{typed:?} has no letter or digit to search for"
        )));
    }
    Ok(units)
}
