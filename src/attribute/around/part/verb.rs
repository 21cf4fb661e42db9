//! Owns which words are verbs, without a tagger, and which verb a subject has. Refuses to say what they mean.

use crate::analyze::speech::Class;

use super::super::super::speaker::phrase::{Clause, FINITE, REPORT};
use super::super::super::speaker::tokens::What;
use super::super::words::{GIVES, VERBS};
use super::Reader;

/// So many tokens may stand between a subject and its verb.
const REACH: usize = 40;

impl Reader<'_> {
    /// The verb whose subject ends before token `end`: appositions, parentheses, relative clauses and places are passed over.
    pub(super) fn verb(&self, end: usize) -> Option<usize> {
        let c = &self.c;
        let to = self.sentence.to;
        let mut at = end;
        while at < to && at < end + REACH {
            match c.what(at)? {
                What::Open => at = (at..to).find(|&i| c.what(i) == Some(What::Close))? + 1,
                sign @ (What::Comma | What::Dash) => {
                    let verb =
                        at + 1 < to && self.is_verb(at + 1) && !c.class(at + 1).is(Class::ING);
                    if verb {
                        return Some(at + 1);
                    }
                    at = (at + 1..to).find(|&i| c.what(i) == Some(sign))?;
                    if !(at + 1 < to && matches!(sign, What::Comma) && self.apposes(at + 1)) {
                        at += 1;
                    }
                }
                What::Word => {
                    let class = c.class(at);
                    if self.is_verb(at) {
                        return Some(at);
                    }
                    if class.is(Class::ADV.or(Class::DATE)) || c.is_adverb(at) {
                        at += 1;
                    } else if class.is(Class::REL) {
                        // who has kept a log says
                        let inner = (at + 1..to).find(|&i| self.is_verb(i) || !c.is_word(i))?;
                        let outer = (inner + 2..to.min(inner + 14))
                            .find(|&i| self.is_verb(i) && c.class(i).is(REPORT));
                        return outer.or(self.is_verb(inner).then_some(inner));
                    } else if class.is(Class::PREP) || c.is(at, "and") {
                        at = (at + 1..to.min(at + 12)).find(|&i| {
                            self.is_verb(i) && !self.is_plural(i)
                                || matches!(c.what(i), Some(What::Comma | What::Dash | What::Open))
                        })?;
                    } else {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether another apposition begins: Lee, 43, a hairdresser from Hyesan, was there.
    fn apposes(&self, at: usize) -> bool {
        let c = &self.c;
        c.class(at).is(Class::DET.or(Class::REL))
            || c.class(at).is(Class::PREP)
            || c.word(at).starts_with(|d: char| d.is_ascii_digit())
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        is_verb(&self.c, at)
    }

    /// Whether nothing but an -s makes a verb of it: behind a preposition that is a noun.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        self.c.word(at).ends_with('s') && !is_certain_verb(&self.c, at)
    }

    /// "has written", "would later say": the verb behind the auxiliaries.
    pub(super) fn main_verb(&self, verb: usize) -> usize {
        let c = &self.c;
        let mut at = verb;
        while at + 1 < self.sentence.to
            && c.class(at).is(Class::AUX)
            && (c.class(at + 1).is(Class::AUX.or(Class::ADV))
                || c.is_adverb(at + 1)
                || c.class(at + 1).is(REPORT)
                || c.word(at + 1).ends_with("ed")
                || c.is_any(at + 1, VERBS)
                || c.is_any(at + 1, &["written", "given", "sent", "put"]))
        {
            at += 1;
        }
        while at + 1 < self.sentence.to && (c.class(at).is(Class::ADV) || c.is_adverb(at)) {
            at += 1;
        }
        at
    }
}

/// Whether the token is a verb in a finite form, as far as closed classes and endings tell.
fn is_verb(c: &Clause, at: usize) -> bool {
    if !c.is_word(at) || c.cap(at) {
        return false;
    }
    let (class, word) = (c.class(at), c.word(at));
    let ends = word.ends_with("ed") && word.len() > 4
        || word.ends_with('s')
            && word.len() > 3
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is");
    is_certain_verb(c, at)
        || ends
            && !class.is(REPORT
                .or(Class::PERSON)
                .or(Class::SPEECH_NOUN)
                .or(Class::PREP)
                .or(Class::DET))
}

/// The same, if a list has it.
pub(in crate::attribute::around) fn is_certain_verb(c: &Clause, at: usize) -> bool {
    let (class, word) = (c.class(at), c.word(at));
    if !c.is_word(at) || c.cap(at) {
        return false;
    }
    if class.is(REPORT) {
        return class.is(FINITE.or(Class::BARE)) && c.is_report(at);
    }
    class.is(Class::AUX) || VERBS.contains(&word) || GIVES.contains(&word)
}
