//! Owns noun phrases and reporting verbs, found by closed classes, capitals and commas. Refuses to say who speaks.

use crate::analyze::speech::Class;
use crate::article::Span;

use super::tokens::{Token, What};

/// A range of tokens.
pub(in crate::attribute) type Range = std::ops::Range<usize>;

/// A paragraph's tokens with its article's text.
#[derive(Debug, Clone, Copy)]
pub(in crate::attribute) struct Clause<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

/// A verb in a finite form.
pub(in crate::attribute) const FINITE: Class = Class::PAST.or(Class::PRES);
pub(in crate::attribute) const REPORT: Class = Class::SAY.or(Class::WEAK);

impl<'a> Clause<'a> {
    /// The words of a token.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// Whether the token is this word, in any case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token is any of these words.
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(at, w))
    }

    /// The token's class; none past the end.
    pub fn class(&self, at: usize) -> Class {
        let class = self.tokens.get(at).map_or(Class::OPEN, |t| t.class);
        match class.is(Class::DATE) && self.is_given_name(at) {
            true => Class::OPEN,
            false => class,
        }
    }

    /// April Rivera, Jun Halloran: months that people are called by, where a surname follows and nothing says when.
    fn is_given_name(&self, at: usize) -> bool {
        const GIVEN: [&str; 6] = ["jan", "april", "may", "june", "jun", "august"];
        let when = |t: &Token| {
            t.class
                .is(Class::PREP.or(Class::DET).or(Class::ADV).or(Class::DATE))
        };
        let before = at.checked_sub(1).and_then(|i| self.tokens.get(i));
        self.cap(at)
            && self.is_any(at, &GIVEN)
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|t| t.what == What::Word && t.cap && t.class == Class::OPEN)
            && before.is_none_or(|t| t.what != What::Word || !when(t) && !t.cap)
            && at > 0
    }

    /// What the token is.
    pub fn what(&self, at: usize) -> Option<What> {
        self.tokens.get(at).map(|t| t.what)
    }

    pub(in crate::attribute) fn cap(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.cap)
    }

    pub(in crate::attribute) fn possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.possessive)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.what(at) == Some(What::Word)
    }

    /// The text from a range's first token to its last.
    pub fn span(&self, range: &Range) -> Span {
        let start = self.tokens[range.start].start;
        let end = self.tokens[range.end - 1].end;
        Span { start, end }
    }

    pub(in crate::attribute) fn is_adverb(&self, at: usize) -> bool {
        let class = self.class(at);
        class.is(Class::ADV)
            || (!self.cap(at)
                && self.is_word(at)
                && self.word(at).ends_with("ly")
                && self.word(at).len() > 4)
    }

    /// Capitalised because a sentence begins with it: no name.
    pub(in crate::attribute) fn is_opener(&self, at: usize) -> bool {
        let class = self.class(at);
        class.is(Class::CONJ.or(Class::ADV))
            || self.is_adverb(at)
            || (self.word(at).ends_with("ly") && class == Class::OPEN && self.word(at).len() > 5)
    }

    /// Do Hyun-seok, So Jin-ho: a surname that is another word too.
    pub(in crate::attribute) fn is_hyphened_name(&self, at: usize) -> bool {
        self.cap(at) && self.cap(at + 1) && self.is_word(at + 1) && {
            let given = self.word(at + 1);
            given.contains('-') && given.len() <= 14 && self.class(at + 1) == Class::OPEN
        }
    }

    /// Whether a noun phrase can begin here.
    pub fn begins_np(&self, at: usize) -> bool {
        if !self.is_word(at) {
            return false;
        }
        let class = self.class(at);
        if class.is(Class::DET.or(Class::PERSON).or(Class::TITLE)) || self.is_hyphened_name(at) {
            return true;
        }
        if class.is(Class::PRON) {
            return !self.is_any(at, &["him", "her", "them", "me", "us"]);
        }
        // About four in ten, nearly all
        if self.is_any(
            at,
            &["about", "nearly", "almost", "roughly", "over", "around"],
        ) {
            let next = self.class(at + 1);
            return next.is(Class::DET)
                && !self.is_any(
                    at + 1,
                    &[
                        "the", "a", "an", "his", "her", "its", "their", "this", "that",
                    ],
                )
                || self.word(at + 1).starts_with(|c: char| c.is_ascii_digit());
        }
        if class == Class::OPEN
            && !self.cap(at)
            && self.word(at).ends_with("ing")
            && self.word(at).len() > 6
        {
            return false;
        }
        if class.is(Class::AUX
            .or(Class::PREP)
            .or(Class::CONJ)
            .or(Class::REL)
            .or(Class::DATE))
            || self.is_adverb(at)
        {
            return false;
        }
        if class.is(REPORT)
            && !class.is(Class::SPEECH_NOUN)
            && !self.cap(at)
            && class.is(FINITE.or(Class::ING))
        {
            return false;
        }
        true
    }

    /// The noun phrase in a region that is known to hold one: `from` to before the verb or comma at `to`.
    pub fn np_in(&self, from: usize, to: usize) -> Option<Range> {
        let mut start = from;
        while start < to
            && !self.is_hyphened_name(start)
            && (!self.is_word(start)
                || self.class(start).is(Class::CONJ)
                || (self.is_adverb(start) && !self.cap(start))
                || (self.is_opener(start) && !self.class(start).is(Class::DET)))
        {
            start += 1;
        }
        let mut end = to;
        while end > start && !self.is_np_end(end - 1) {
            end -= 1;
        }
        if start >= end || !self.begins_np(start) || self.is_participle(start) {
            return None;
        }
        if self.class(start).is(Class::PRON) && !self.class(start).is(Class::DET) {
            return Some(start..start + 1);
        }
        let mut at = start;
        let mut named = false;
        while at < end {
            let class = self.class(at);
            if self.what(at) == Some(What::Open)
                || self.what(at) == Some(What::Comma)
                || self.what(at) == Some(What::Dash)
            {
                break;
            }
            if class.is(Class::REL) && at > start {
                break;
            }
            if at > start && class.is(Class::PREP) && !self.cap(at) {
                let inside_name = self.is(at, "of") && self.cap(at + 1) && at + 1 < end;
                let ends_name = named && self.cap(at - 1);
                let when = (at + 1..(at + 4).min(end)).any(|i| {
                    self.class(i).is(Class::DATE.or(Class::SPEECH_NOUN))
                        && !self.class(i).is(Class::PERSON)
                });
                if (ends_name && !inside_name) || when {
                    break;
                }
            }
            if at > start && class.is(Class::DATE) {
                break;
            }
            // An unknown verb after a name: Rivera landed in
            let verb_like = at > start
                && named
                && !self.cap(at)
                && self.cap(at - 1)
                && !self.possessive(at - 1)
                && !class.is(Class::PERSON)
                && !self.cap(at + 1)
                && self.word(at).ends_with("ed");
            if verb_like {
                break;
            }
            named |= self.cap(at) && !(at == start && class.is(Class::DET));
            at += 1;
        }
        while at > start && !self.is_np_end(at - 1) {
            at -= 1;
        }
        (at > start && at - start <= 24).then_some(start..at)
    }

    /// Based on, Speaking in: no noun phrase.
    pub(in crate::attribute) fn is_participle(&self, at: usize) -> bool {
        let word = self.word(at);
        (word.ends_with("ed") || word.ends_with("ing"))
            && word.len() > 4
            && self.class(at + 1).is(Class::PREP)
    }

    pub(in crate::attribute) fn is_np_end(&self, at: usize) -> bool {
        self.is_word(at)
            && !self.is_adverb(at)
            && !self.class(at).is(Class::AUX
                .or(Class::DATE)
                .or(Class::CONJ)
                .or(Class::PREP)
                .or(Class::REL))
    }

    /// The noun phrase that begins at `at`, read forward as far as it can be told from a verb.
    pub fn np_at(&self, at: usize, limit: usize) -> Option<Range> {
        if at >= limit || !self.begins_np(at) {
            return None;
        }
        if self.class(at).is(Class::PRON) && !self.class(at).is(Class::DET) {
            return Some(at..at + 1);
        }
        let mut end = at;
        let mut named = false;
        let mut phrases = 0;
        while end < limit && self.is_word(end) {
            let class = self.class(end);
            // as my teacher used to say
            if self.is(end, "used") && self.is(end + 1, "to") && end > at {
                break;
            }
            let after_owner = end > at && self.possessive(end - 1);
            if self.cap(end)
                && !class.is(Class::DATE)
                && !(end > at && class.is(Class::PREP.or(Class::CONJ)))
            {
                named |= !(end == at && class.is(Class::DET));
                end += 1;
                continue;
            }
            if end == at {
                end += 1;
                continue;
            }
            if class.is(Class::PREP) {
                // the director of the Ostin Institute for Fisheries
                let office = self.class(at).is(Class::DET.or(Class::PERSON));
                let of_name = self.is(end, "of")
                    && (self.cap(end + 1)
                        || office && self.is(end + 1, "the") && self.cap(end + 2))
                    || self.is(end, "for")
                        && named
                        && self.cap(end - 1)
                        && self.cap(end + 1)
                        && phrases > 0;
                let common = !self.cap(end - 1) || !named;
                let ok = (of_name || common)
                    && phrases < 2
                    && self.begins_np(end + 1)
                    && !self.class(end + 1).is(Class::PRON.or(Class::DATE))
                    && self.is_any(
                        end,
                        &["of", "for", "in", "at", "from", "with", "near", "on"],
                    )
                    && !(end + 1..end + 4).any(|i| {
                        self.class(i).is(Class::SPEECH_NOUN) && !self.class(i).is(Class::PERSON)
                    });
                if !ok {
                    break;
                }
                phrases += 1;
                named = false;
                end += 1;
                continue;
            }
            if class.is(Class::CONJ)
                && self.is(end, "and")
                && self.cap(end + 1)
                && named
                && !self.class(end + 1).is(REPORT)
            {
                end += 1;
                continue;
            }
            if class.is(Class::AUX
                .or(Class::CONJ)
                .or(Class::REL)
                .or(Class::DATE)
                .or(Class::PRON))
                || self.is_adverb(end)
            {
                break;
            }
            if class.is(REPORT) && class.is(FINITE.or(Class::ING)) && !class.is(Class::SPEECH_NOUN)
            {
                break;
            }
            if self.is_report(end) && !after_owner {
                break;
            }
            let joins = !named
                || after_owner
                || class.is(Class::PERSON)
                || (end + 1 < limit && self.cap(end + 1) && self.is_word(end + 1));
            if !joins {
                break;
            }
            end += 1;
        }
        while end > at && !self.is_np_end(end - 1) && (end != at + 1) {
            end -= 1;
        }
        (end > at).then_some(at..end)
    }
}
