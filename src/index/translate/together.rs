//! Owns which words of a query are one: what the lexicon knows, a surname with a given name, words that the text writes
//! together. Refuses to join where the query asks for words as typed.

use super::Work;
use super::named::plain_word;
use crate::analyze::{self, Unit};
use crate::index::names::{self, Bond};
use crate::name::typed::Typed;
use crate::query::{Expr, Text};

impl Work<'_, '_> {
    /// The words of a query with what it types on as one name in one: several words that the lexicon knows, or that read as
    /// a person, become a phrase. Where they stand apart counts little.
    pub(super) fn joined(&mut self, expr: &Expr) -> Expr {
        match expr {
            Expr::And(parts) if !self.literal() => {
                let (mut made, mut run) = (Vec::new(), Vec::new());
                for part in parts {
                    match part {
                        Expr::Text(Text::Word { word, exact: false }) => run.push(word.as_str()),
                        part => {
                            self.join(&mut run, &mut made);
                            made.push(self.joined(part));
                        }
                    }
                }
                self.join(&mut run, &mut made);
                Expr::and(made)
            }
            Expr::Or(parts) => Expr::Or(parts.iter().map(|p| self.joined(p)).collect()),
            Expr::Not(inner) => Expr::not(self.joined(inner)),
            other => other.clone(),
        }
    }

    /// Moves a run of words into `made`, names among them joined.
    pub(super) fn join(&mut self, run: &mut Vec<&str>, made: &mut Vec<Expr>) {
        self.join_words(run, made, true);
        run.clear();
    }

    /// The same; `composing`: also names that are put together, beside the words apart.
    fn join_words(&mut self, run: &[&str], made: &mut Vec<Expr>, composing: bool) {
        let all = run.join(" ");
        let units = analyze::units(&all);
        let typed = names::typed(&units, &all);
        // Which word of the run each unit belongs to.
        let mut ends = run.iter().scan(0, |end, word| {
            *end += word.len() + 1;
            Some(*end)
        });
        let ends: Vec<usize> = ends.by_ref().collect();
        let owner = |unit: usize| {
            let (Unit::Word { span, .. } | Unit::Syllables { span, .. }) = &units[unit];
            ends.partition_point(|end| *end <= span.start as usize)
        };
        let mut word = 0;
        while word < run.len() {
            let first = (0..units.len()).find(|unit| owner(*unit) == word);
            let composed = first.filter(|_| composing).and_then(|at| {
                let last = owner(at + self.composed(&typed[at..])?.taken - 1);
                (last > word).then_some(last)
            });
            if let Some(last) = composed {
                let words = &run[word..=last];
                let mut apart = Vec::new();
                self.join_words(words, &mut apart, false);
                let together = Expr::Text(Text::Phrase {
                    words: words.join(" "),
                    slop: 0,
                });
                let apart = Expr::and(apart);
                self.apart.push(apart.clone());
                made.push(Expr::Or(vec![together, apart]));
                word = last + 1;
                continue;
            }
            let name = first.and_then(|at| {
                let (taken, apart) = self.name_of_words(&typed[at..], |n| owner(at + n) - word)?;
                let last = owner(at + taken - 1);
                (last > word).then_some((last, apart))
            });
            let Some((last, bond)) = name else {
                made.push(plain_word(run[word], false));
                word += 1;
                continue;
            };
            let words = &run[word..=last];
            let together = Expr::Text(Text::Phrase {
                words: words.join(" "),
                slop: 0,
            });
            let apart = match bond {
                Bond::Person if words.len() > 2 => Expr::and([
                    plain_word(words[0], true),
                    plain_word(&words[1..].join("-"), true),
                ]),
                _ => Expr::and(words.iter().map(|w| plain_word(w, bond != Bond::Loose))),
            };
            if bond != Bond::Loose {
                self.apart.push(apart.clone());
            }
            made.push(Expr::Or(vec![together, apart]));
            word = last + 1;
        }
    }

    /// How many units at the beginning are one name of several words, and how sure that is.
    pub(super) fn name_of_words(
        &self,
        typed: &[Typed],
        words_before: impl Fn(usize) -> usize,
    ) -> Option<(usize, Bond)> {
        let lexicon = self.translator.lexicon;
        let read = names::read(typed, lexicon, false);
        if let Some(read) = &read
            && (words_before(read.taken - 1) > 0 || read.bond != Bond::Loose)
        {
            let bond = match read.is_person() {
                true => Bond::Person,
                false => read.bond,
            };
            return Some((read.taken, bond));
        }
        if words_before(1.min(typed.len() - 1)) > 0 && self.written_together(typed).is_some() {
            return Some((2, Bond::Loose));
        }
        // Words that are names each are asked for each.
        (2..=4).rev().find_map(|count| {
            let some = typed.get(..count)?;
            let several = words_before(count - 1) > 0;
            let known = (0..count).any(|at| lexicon.matching(&[some[at].term]).next().is_some());
            let one = several && !known && crate::name::typed::together(some).is_some();
            one.then_some((count, Bond::Loose))
        })
    }

    /// Whether words are searched as they are typed.
    pub(super) fn literal(&self) -> bool {
        let widening = self.translator.widening;
        widening.exact || widening.no_variants
    }
}
