//! Owns the patterns of words among which names stand, and the line that tells the reader which other forms are looked for.

use tantivy::schema::Field as Column;

use super::Work;
use super::texts::phrase;
use crate::analyze::Unit;
use crate::analyze::hangul::EDGE;
use crate::article::Span;
use crate::error::Result;
use crate::index::names::{self, Bond};
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
        while let Some(unit) = units.get(at) {
            let name = names::read(&typed[at..], self.translator.lexicon, true);
            let loose = name
                .as_ref()
                .is_none_or(|n| n.taken == 1 && n.bond == Bond::Loose);
            if let (true, Some(both)) = (loose, self.written_together(&typed[at..])) {
                let these = &units[at..at + 2];
                parts.push(self.or_together(
                    these,
                    span_of(these).of(text),
                    &both,
                    field,
                    stems,
                )?);
                at += 2;
                continue;
            }
            let Some(name) = name else {
                let said = span_of(std::slice::from_ref(unit)).of(text);
                let plain = self.units_at(units, at..at + 1, field, stems)?;
                parts.push(self.or_in_parts(phrase(plain), unit, said, field, stems)?);
                at += 1;
                continue;
            };
            let these = &units[at..at + name.taken];
            let dictionary = self.translator.words(field)?;
            let forms = name.forms(&typed[at..], self.translator.lexicon, &dictionary)?;
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
            at += name.taken;
        }
        Ok(parts)
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
