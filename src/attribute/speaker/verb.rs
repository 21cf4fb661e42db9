//! Owns which words of a sentence are reporting verbs in use, and not nouns, adjectives or doings of the same shape.

use crate::analyze::speech::Class;

use super::phrase::{Clause, FINITE, REPORT};
use super::tokens::What;

/// Verbs that report only without an object of their own.
const DOING: &[&str] = &[
    "add",
    "adds",
    "added",
    "adding",
    "maintain",
    "maintains",
    "maintained",
    "maintaining",
    "continue",
    "continues",
    "continued",
    "continuing",
    "post",
    "posted",
    "posting",
    "fire",
    "fired",
    "firing",
    "shoot",
    "shot",
    "conclude",
    "concluded",
    "concluding",
    "state",
    "reveal",
    "revealing",
    "claim",
    "claiming",
    "counter",
    "countered",
    "report",
];

impl Clause<'_> {
    /// A finite reporting verb, not a noun of that shape ("the report", "his calls").
    pub fn is_report(&self, at: usize) -> bool {
        let class = self.class(at);
        if !class.is(REPORT) || !self.is_word(at) {
            return false;
        }
        if self.cap(at) && at > 0 && self.is_word(at - 1) && self.cap(at - 1) {
            // A caption in capitals: Ana Rivera Said “…”; else a name.
            let quote = matches!(self.what(at + 1), Some(What::Quote(_)));
            return quote && class.is(FINITE) && !class.is(Class::SPEECH_NOUN);
        }
        if class.is(FINITE) || class.is(Class::BARE) {
            let noun_like =
                class.is(Class::SPEECH_NOUN) || class.is(Class::BARE) || class.is(Class::PRES);
            // "traded emails and posts" against "she emails", "officials posted".
            let noun = class.is(Class::SPEECH_NOUN)
                && !class.is(Class::PAST)
                && at > 0
                && self.is_word(at - 1);
            if noun
                && !self.cap(at - 1)
                && !self.class(at - 1).is(Class::PRON
                    .or(Class::PERSON)
                    .or(Class::REL)
                    .or(Class::ADV)
                    .or(Class::AUX))
                && !self.is(at - 1, "to")
            {
                return false;
            }
            // executive orders, news accounts
            let plural = class.is(Class::WEAK)
                && !class.is(Class::SAY)
                && class.is(Class::PRES)
                && at > 0
                && self.is_word(at - 1);
            if plural && self.class(at - 1) == Class::OPEN && !self.cap(at - 1) {
                return false;
            }
            let after_determiner = at > 0
                && (self.class(at - 1).is(Class::DET) && !self.class(at - 1).is(Class::PRON)
                    || self.possessive(at - 1));
            if noun_like
                && after_determiner
                && !self.is_any(
                    at - 1,
                    &[
                        "some", "many", "all", "one", "both", "most", "few", "several",
                    ],
                )
            {
                return false;
            }
        }
        // the reported bomber, his proposed law
        if class.is(Class::PAST)
            && at > 0
            && self.is_any(
                at - 1,
                &["the", "a", "an", "his", "its", "their", "our", "my", "your"],
            )
        {
            return false;
        }
        // add a title, maintain its isolation: an object, and no speech
        let object = self.class(at + 1).is(Class::DET)
            && !self.is_any(at + 1, &["that", "this", "some", "all"]);
        if object && self.is_any(at, DOING) {
            return false;
        }
        // Asian states against "the law states that"
        let states = self.is_any(at, &["states", "state"]);
        if states && !self.is(at + 1, "that") && self.is_word(at + 1) {
            return false;
        }
        if class.is(FINITE) {
            return true;
        }
        if class.is(Class::BARE) {
            // to say, would say, did not say; they say, officials say.
            return at > 0 && {
                let before = self.class(at - 1);
                before.is(Class::AUX.or(Class::ADV))
                    || self.is(at - 1, "to")
                    || (before.is(Class::PRON)
                        && !self.is_any(at - 1, &["him", "her", "them", "me", "us"]))
                    || (class.is(Class::SAY)
                        && !class.is(Class::SPEECH_NOUN)
                        && self.is_word(at - 1)
                        && self.word(at - 1).ends_with('s'))
                    || self.is_any(at - 1, &["who", "people", "some", "many", "i", "we"])
            };
        }
        class.is(Class::ING)
    }
}
