//! Owns the patterns of words among which names stand, and the line that tells the reader which other forms are looked for.

use tantivy::schema::Field as Column;

use std::ops::Range;

use super::Work;
use super::texts::phrase;
use crate::analyze::Unit;
use crate::analyze::hangul::EDGE;
use crate::article::Span;
use crate::error::Result;
use crate::index::composed;
use crate::index::names::{self, Bond};
use crate::name::parts::Composed;
use crate::name::typed::Typed;
use crate::pattern::{Form, Pattern, Variant, Why};
use crate::query::{Expr, Text};

/// Spellings of a name that are listed for the reader.
const LISTED: usize = 3;

impl Work<'_, '_> {
    /// The patterns of words, names among them in all their forms.
    pub(super) fn named(
        &mut self,
        units: &[Unit],
        text: &str,
        field: Column,
        stems: bool,
    ) -> Result<Vec<Pattern>> {
        if self.literal() {
            return self.units(units, field, stems, false);
        }
        let typed = names::typed(units, text);
        let mut parts = Vec::new();
        let mut at = 0;
        while at < units.len() {
            let Some(composed) = self.composed(&typed[at..]) else {
                at += self.one(units, at..units.len(), text, (field, stems), &mut parts)?;
                continue;
            };
            let end = at + composed.taken;
            let plain = phrase(self.uncomposed(units, at..end, text, field, stems)?);
            let said = span_of(&units[at..end]).of(text);
            let dictionary = self.translator.words(field)?;
            let mut forms = composed::forms(&composed, self.translator.lexicon, &dictionary)?;
            if let Some(pattern) = composed::joined(&composed, &dictionary)? {
                let form = Form {
                    why: Why::Sound,
                    text: said.to_string(),
                };
                forms.push(Variant {
                    pattern,
                    weight: forms.first().map_or(0.25, |form| form.weight),
                    form,
                });
            }
            let forms = self.standing(forms, &plain, field)?;
            self.note(said, &forms);
            let mut variants = match plain {
                Pattern::Any(variants) => variants,
                plain => vec![as_typed(plain, said)],
            };
            variants.extend(forms);
            parts.push(Pattern::Any(variants));
            at = end;
        }
        Ok(parts)
    }

    /// The name that is put together at the beginning of some words, where no known one is as long.
    pub(super) fn composed(&self, words: &[Typed]) -> Option<Composed> {
        let composed = crate::name::parts::read(words, self.translator.lexicon)?;
        let name = names::read(words, self.translator.lexicon, false);
        let known = name.filter(|name| name.bond == Bond::Known);
        let longer = known.is_none_or(|known| known.taken < composed.taken);
        longer.then_some(composed)
    }

    /// The patterns of some of the words, no name put together among them.
    fn uncomposed(
        &mut self,
        units: &[Unit],
        range: Range<usize>,
        text: &str,
        field: Column,
        stems: bool,
    ) -> Result<Vec<Pattern>> {
        let (mut at, mut parts) = (range.start, Vec::new());
        while at < range.end {
            at += self.one(units, at..range.end, text, (field, stems), &mut parts)?;
        }
        Ok(parts)
    }

    /// Adds the pattern of the name or word at the beginning of a range, and says how many words it takes.
    fn one(
        &mut self,
        units: &[Unit],
        range: Range<usize>,
        text: &str,
        (field, stems): (Column, bool),
        parts: &mut Vec<Pattern>,
    ) -> Result<usize> {
        let (at, end) = (range.start, range.end);
        let typed = names::typed(units, text);
        let unit = &units[at];
        let name = names::read(&typed[at..end], self.translator.lexicon, true);
        let loose = name
            .as_ref()
            .is_none_or(|n| n.taken == 1 && n.bond == Bond::Loose);
        if let (true, Some(both)) = (loose, self.written_together(&typed[at..end])) {
            let these = &units[at..at + 2];
            let said = span_of(these).of(text);
            parts.push(self.or_together(these, said, &both, field, stems)?);
            return Ok(2);
        }
        let Some(name) = name else {
            let said = span_of(std::slice::from_ref(unit)).of(text);
            let plain = self.units_at(units, at..at + 1, field, stems)?;
            parts.push(self.or_in_parts(phrase(plain), unit, said, field, stems)?);
            return Ok(1);
        };
        let these = &units[at..at + name.taken];
        let dictionary = self.translator.words(field)?;
        let forms = name.forms(&typed[at..end], self.translator.lexicon, &dictionary)?;
        // KIM JONG UN has no United Nations in it.
        let several = name.taken > 1;
        let plain: Vec<Unit> = match several {
            true => units.iter().map(in_small_letters).collect(),
            false => units.to_vec(),
        };
        let stems = stems && !name.is_proper();
        let exact = phrase(self.units_at(&plain, at..at + name.taken, field, stems)?);
        let said = span_of(these).of(text);
        let forms = self.standing(forms, &exact, field)?;
        self.note(said, &forms);
        let mut variants = match exact {
            Pattern::Any(variants) => variants,
            exact => vec![as_typed(exact, said)],
        };
        variants.extend(forms);
        parts.push(Pattern::Any(variants));
        Ok(name.taken)
    }

    /// The forms that stand somewhere in the index, and of what sounds alike only what finds more than the others: so what the
    /// reader is told is true, and nothing is looked for twice.
    fn standing(
        &self,
        forms: Vec<Variant>,
        exact: &Pattern,
        field: Column,
    ) -> Result<Vec<Variant>> {
        let mut standing: Vec<Variant> = Vec::new();
        let mut found = vec![exact.clone()];
        for form in forms {
            let more = match form.form.why {
                Why::Sound => &Pattern::except(form.pattern.clone(), found.clone()),
                _ => &form.pattern,
            };
            if self.translator.stands(more, field)? {
                found.push(form.pattern.clone());
                standing.push(form);
            }
        }
        Ok(standing)
    }

    /// Says which other forms are looked for.
    fn note(&mut self, said: &str, forms: &[Variant]) {
        let bare = |text: &str| {
            text.replace(['-', ' ', '\'', '\u{2019}'], "")
                .to_lowercase()
        };
        let mut also: Vec<String> = Vec::new();
        let mut sounds = false;
        for form in forms {
            let texts = match form.form.why {
                Why::Sound => words_of(&form.pattern, said),
                _ => Some(vec![form.form.text.clone()]),
            };
            sounds |= texts.is_none();
            for text in texts.unwrap_or_default() {
                if !also.iter().any(|a| bare(a) == bare(&text)) && bare(&text) != bare(said) {
                    also.push(text);
                }
            }
        }
        let more = also.len().saturating_sub(LISTED);
        also.truncate(LISTED);
        if more > 0 {
            also.push(format!("+{more}"));
        }
        if sounds {
            also.push("what sounds like it".to_string());
        }
        let note = format!("{said}, also {}; --exact to turn off", also.join(", "));
        if !also.is_empty() && !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// The single words that a pattern looks for, as one would print them beside what was `said`; `None` where it looks for more
/// than single words.
fn words_of(pattern: &Pattern, said: &str) -> Option<Vec<String>> {
    match pattern {
        Pattern::Terms { grams, .. } => match grams.as_slice() {
            [gram] => {
                let capital = said.starts_with(char::is_uppercase);
                let word = |term: &String| match (term.trim_matches(EDGE), capital) {
                    (term, true) => names::capital(term),
                    (term, false) => term.to_string(),
                };
                Some(gram.any.iter().map(word).collect())
            }
            _ => None,
        },
        Pattern::Any(variants) => {
            let words = variants.iter().map(|v| words_of(&v.pattern, said));
            Some(words.collect::<Option<Vec<_>>>()?.concat())
        }
        Pattern::Except(inner, _) => words_of(inner, said),
        _ => None,
    }
}

fn in_small_letters(unit: &Unit) -> Unit {
    match unit {
        Unit::Word { term, span, .. } => Unit::Word {
            term: term.clone(),
            span: *span,
            acronym: None,
        },
        other => other.clone(),
    }
}

/// What was typed, as one of the forms that are looked for.
pub(super) fn as_typed(pattern: Pattern, said: &str) -> Variant {
    Variant {
        pattern,
        weight: 1.0,
        form: Form {
            why: Why::Exact,
            text: said.to_string(),
        },
    }
}

pub(super) fn plain_word(word: &str, exact: bool) -> Expr {
    Expr::Text(Text::Word {
        word: word.to_string(),
        exact,
    })
}

/// From the first unit to the last.
pub(super) fn span_of(units: &[Unit]) -> Span {
    let span = |unit: &Unit| match unit {
        Unit::Word { span, .. } | Unit::Syllables { span, .. } => *span,
    };
    match (units.first().map(span), units.last().map(span)) {
        (Some(first), Some(last)) => Span {
            start: first.start,
            end: last.end,
        },
        _ => Span::new(0, 0),
    }
}
