//! Owns the pattern of a single word: its stems, its Korean forms, what begins so, what is misspelt so, as far as the dictionary
//! holds them.

use std::ops::Range;

use tantivy::schema::Field as Column;

use super::{Work, engine};
use crate::analyze::Unit;
use crate::analyze::hangul::{BEGINS, EDGE, Spelling, covers, noun};
use crate::error::{Error, Result};
use crate::index::names::counter;
use crate::index::scripts;
use crate::index::sounds::any_term;
use crate::index::words::{EXPANSIONS, Found, Words};
use crate::name::typed::may_end_like_particle;
use crate::pattern::{Form, Gram, Pattern, Variant, Why};

/// What a form of the typed word counts beside the word itself.
const STEM_WEIGHT: f32 = 0.6;
const PREFIX_WEIGHT: f32 = 0.8;
/// What a word of one syllable behind a number counts beside the same with its particle.
const COUNTER_WEIGHT: f32 = 0.9;
/// A misspelling's weight for each letter that differs.
const FUZZY_WEIGHT: f32 = 0.5;

impl Work<'_, '_> {
    pub(super) fn units(
        &mut self,
        units: &[Unit],
        field: Column,
        stems: bool,
        exact: bool,
    ) -> Result<Vec<Pattern>> {
        let exact = exact || self.translator.widening.exact;
        units
            .iter()
            .map(|unit| self.unit(unit, field, stems, exact))
            .collect()
    }

    /// The patterns of some of the units, each also as it stands behind a number: 년에 of 2016년에 is 년 with a particle.
    pub(super) fn units_at(
        &mut self,
        units: &[Unit],
        range: Range<usize>,
        field: Column,
        stems: bool,
    ) -> Result<Vec<Pattern>> {
        let mut parts = Vec::new();
        for at in range {
            let plain = self.unit(&units[at], field, stems, false)?;
            let before = at.checked_sub(1).map(|before| &units[before]);
            let counted = before.and_then(|before| counter(before, &units[at]));
            let (Some(counter), Pattern::Any(mut variants)) = (counted, plain.clone()) else {
                parts.push(plain);
                continue;
            };
            let dictionary = self.translator.words(field)?;
            let words = dictionary.word_of(counter).map_err(engine)?;
            let text = counter.to_string();
            let why = Why::Particle;
            variants.push(Variant {
                pattern: any_term(words),
                weight: COUNTER_WEIGHT,
                form: Form { why, text },
            });
            parts.push(Pattern::Any(variants));
        }
        Ok(parts)
    }

    pub(super) fn unit(
        &mut self,
        unit: &Unit,
        field: Column,
        stems: bool,
        exact: bool,
    ) -> Result<Pattern> {
        let dictionary = self.translator.words(field)?;
        match unit {
            Unit::Word {
                acronym: Some(acronym),
                ..
            } => Ok(Pattern::term(*acronym)),
            Unit::Word { term, .. } => {
                let forms = if stems {
                    dictionary.of_stem(term).map_err(engine)?.terms
                } else {
                    Vec::new()
                };
                if forms.is_empty() {
                    return Ok(Pattern::term(term.as_str()));
                }
                let mut variants = vec![variant(Why::Exact, 1.0, term)];
                variants.extend(
                    forms
                        .iter()
                        .map(|(form, _)| variant(Why::Stem, STEM_WEIGHT, form)),
                );
                Ok(Pattern::Any(variants))
            }
            Unit::Syllables { run, .. } => {
                let mut chars = run.chars();
                if let (Some(only), None) = (chars.next(), chars.next()) {
                    let literal = exact || self.literal();
                    return self.syllable(only, &dictionary, literal);
                }
                let spelling = match exact || self.translator.widening.no_variants {
                    true => Spelling::AsTyped,
                    false => Spelling::Either,
                };
                let mut variants = match covers(run, spelling, self.may_be_name(run)) {
                    Pattern::Any(variants) => variants,
                    other => return Ok(other),
                };
                if exact {
                    variants
                        .retain(|v| matches!(v.form.why, Why::Exact | Why::Begins | Why::Inside));
                } else if spelling == Spelling::Either {
                    variants.extend(scripts::other_script(run, &dictionary)?);
                }
                Ok(Pattern::Any(variants))
            }
        }
    }

    /// Whether a Korean word may be a name whose last syllable only looks like a particle.
    fn may_be_name(&self, run: &str) -> bool {
        let lexicon = self.translator.lexicon;
        let chars: Vec<char> = run.chars().collect();
        let noun = noun(&chars).map(|noun| noun.iter().collect::<String>());
        let known = |word: &str| lexicon.matching(&[word]).next().is_some();
        known(run) || may_end_like_particle(run) && !noun.is_some_and(|noun| known(&noun))
    }

    /// A single syllable, wherever it stands in a word: alone, first in a gram, or second in one.
    pub(super) fn syllable(
        &mut self,
        only: char,
        dictionary: &Words,
        literal: bool,
    ) -> Result<Pattern> {
        let text = only.to_string();
        let inner = format!("{}{only}", EDGE);
        let first = dictionary.beginning(&text, |_| true).map_err(engine)?;
        let inside = dictionary.beginning(&inner, |_| true).map_err(engine)?;
        let second = dictionary.ending(only).map_err(engine)?;
        if first.capped || inside.capped || second.capped {
            self.notes.push(format!(
                "{text}: only the {EXPANSIONS} commonest neighbours were searched"
            ));
        }
        let tail = match one_of(second) {
            Pattern::Terms { grams, .. } => {
                Pattern::Tail(1, Box::new(Pattern::Terms { grams, width: 2 }))
            }
            other => other,
        };
        let form = |why, pattern, weight| Variant {
            pattern,
            weight,
            form: Form {
                why,
                text: text.clone(),
            },
        };
        let words = dictionary.word_of(only).map_err(engine)?;
        let (words, longer) = first
            .terms
            .into_iter()
            .partition(|(term, _)| words.contains(term));
        let of = |terms| Found {
            terms,
            capped: false,
        };
        let mut variants = vec![
            form(Why::Exact, one_of(of(words)), 1.0),
            form(Why::Begins, one_of(of(longer)), BEGINS),
            form(Why::Inside, one_of(inside), 0.4),
            form(Why::Inside, tail, 0.4),
        ];
        for other in scripts::alone(only).into_iter().filter(|_| !literal) {
            let text = other.to_string();
            let found = dictionary.beginning(&text, |_| true).map_err(engine)?;
            let pattern = one_of(found);
            let why = Why::Hanja;
            variants.push(Variant {
                pattern,
                weight: scripts::WEIGHT,
                form: Form { why, text },
            });
        }
        Ok(Pattern::Any(variants))
    }

    pub(super) fn prefix(&mut self, unit: &Unit, field: Column) -> Result<Pattern> {
        let dictionary = self.translator.words(field)?;
        let Unit::Word { term, .. } = unit else {
            return self.unit(unit, field, false, false);
        };
        let found = dictionary.beginning(term, |_| true).map_err(engine)?;
        if found.capped {
            self.notes.push(format!(
                "{term}*: only the {EXPANSIONS} commonest words that begin so were searched"
            ));
        }
        let weight = |form: &str| if form == term { 1.0 } else { PREFIX_WEIGHT };
        Ok(Pattern::Any(
            found
                .terms
                .iter()
                .map(|(form, _)| variant(Why::Prefix, weight(form), form))
                .collect(),
        ))
    }

    pub(super) fn fuzzy(&mut self, unit: &Unit, edits: u8, field: Column) -> Result<Pattern> {
        let Unit::Word { term, .. } = unit else {
            let Unit::Syllables { run, .. } = unit else {
                return Ok(Pattern::Any(Vec::new()));
            };
            return Err(Error::Query(format!(
                "{run}~{edits}: Korean words are found in parts anyway; leave out ~{edits}"
            )));
        };
        let found = self
            .translator
            .words(field)?
            .near(term, edits)
            .map_err(engine)?;
        if found.capped {
            self.notes.push(format!("{term}~{edits}: only the {EXPANSIONS} commonest words spelled nearly so were searched"));
        }
        let weight = |form: &str| FUZZY_WEIGHT.powi(crate::source::distance(form, term) as i32);
        Ok(Pattern::Any(
            found
                .terms
                .iter()
                .map(|(form, _)| variant(Why::Fuzzy, weight(form), form))
                .collect(),
        ))
    }
}

/// Any of some terms, as one syllable.
fn one_of(found: Found) -> Pattern {
    Pattern::Terms {
        grams: vec![Gram {
            offset: 0,
            any: found.terms.into_iter().map(|(term, _)| term).collect(),
        }],
        width: 1,
    }
}

pub(super) fn variant(why: Why, weight: f32, term: &str) -> Variant {
    Variant {
        pattern: Pattern::term(term),
        weight,
        form: Form {
            why,
            text: term.to_string(),
        },
    }
}
