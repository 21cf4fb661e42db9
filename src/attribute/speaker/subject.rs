//! Owns the subjects of reporting verbs: the noun phrase before, the host of an apposition, the antecedent of a relative pronoun,
//! the subject of the main clause. Refuses to say who speaks.

use crate::analyze::speech::Class;

use super::phrase::{Clause, FINITE, REPORT, Range};
use super::tokens::What;

/// Nouns of time, which are no subjects.
const TIMES: &[&str] = &[
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "day",
    "days",
    "hour",
    "hours",
    "minutes",
    "moments",
    "morning",
    "evening",
    "afternoon",
    "night",
    "time",
    "times",
    "moment",
    "point",
    "weekend",
    "summer",
    "spring",
    "fall",
    "winter",
    "decade",
    "decades",
];

impl Clause<'_> {
    /// The subject of the clause that begins at `start`, for a verb at `verb` that does not stand right after it: leading
    /// phrases of time, place and circumstance are passed over.
    pub fn clause_subject(&self, start: usize, verb: usize) -> Option<Range> {
        let mut at = start;
        let mut hops = 0;
        while at < verb && hops < 12 {
            hops += 1;
            while at < verb
                && (!self.is_word(at)
                    || (self.class(at).is(Class::CONJ)
                        && self.is_any(
                            at,
                            &["and", "but", "or", "so", "yet", "then", "plus", "nor"],
                        ))
                    || (self.is_opener(at) && !self.class(at).is(Class::CONJ.or(Class::DET))))
            {
                at += 1;
            }
            let class = self.class(at);
            let word = self.word(at);
            let demonstrative = self.is_any(at, &["that", "this", "plus"])
                && at + 1 < verb
                && self.is_word(at + 1)
                && !self.class(at + 1).is(Class::PRON);
            let circumstance = (class
                .is(Class::PREP.or(Class::CONJ).or(Class::REL).or(Class::DATE))
                && !demonstrative)
                || (word.ends_with("ing") && word.len() > 4 && at == start)
                || (class.is(REPORT) && class.is(Class::PAST.or(Class::ING)))
                || (word.ends_with("ed") && at == start && !self.cap(at + 1));
            if !circumstance {
                let np = self.np_at(at, verb)?;
                // Hours later, …; earlier this week, …; a called, late-afternoon meeting, …
                let next = np.end;
                let time = self.is_any(np.end - 1, TIMES);
                let loose = !self.cap(at)
                    && !self
                        .class(at)
                        .is(Class::DET.or(Class::PRON).or(Class::PERSON))
                    && self.what(next) == Some(What::Comma);
                if !time && !loose {
                    return Some(np);
                }
            }
            let comma =
                (at..verb).find(|&i| matches!(self.what(i), Some(What::Comma | What::Dash)))?;
            at = comma + 1;
        }
        None
    }

    /// The subject of the reporting verb at `verb` in the sentence that begins at `start`.
    pub fn subject(&self, start: usize, verb: usize) -> Option<Range> {
        let mut at = verb;
        while at > start {
            let left = at - 1;
            match self.what(left) {
                Some(What::Word) => {}
                Some(What::Close) => {
                    // (R-Ill.)
                    let open = (start..left)
                        .rev()
                        .take(12)
                        .find(|&i| self.what(i) == Some(What::Open));
                    match open {
                        Some(open) => {
                            at = open;
                            continue;
                        }
                        None => return None,
                    }
                }
                Some(What::Comma | What::Dash) => {
                    return self
                        .host(start, left)
                        .or_else(|| self.clause_subject(start, verb));
                }
                _ => return self.clause_subject(start, verb),
            }
            let class = self.class(left);
            if self.is(left, "to") {
                // used the question to demand, went on to say
                return self.clause_subject(start, verb);
            }
            if class.is(Class::AUX)
                || (self.is_adverb(left) && !class.is(Class::PRON))
                || class.is(Class::DATE)
            {
                at = left;
                continue;
            }
            if self.is_any(left, &["who", "which", "that"]) {
                return self.antecedent(start, left);
            }
            if class.is(Class::PREP)
                && self.is_any(left, &["by", "in", "for", "of", "as", "from", "with", "on"])
            {
                return self.clause_subject(start, verb);
            }
            if class.is(Class::CONJ) {
                return self.clause_subject(start, verb);
            }
            if class.is(Class::PRON) && !self.is_any(left, &["him", "them", "me", "us"]) {
                return Some(left..left + 1);
            }
            if class.is(REPORT) && class.is(Class::BARE.or(FINITE)) && self.is_report(left) {
                // went on to say, began by saying, could not help calling
                at = left;
                continue;
            }
            let object = self.class(verb).is(Class::ING);
            let np = self.np_before(start, at, object);
            // Experts cited by the Courier noted: the experts did.
            if let Some(np) = &np
                && np.start > start + 2
                && self.is(np.start - 1, "by")
                && self.class(np.start - 2).is(Class::PAST)
                && let Some(host) = self.np_before(start, np.start - 2, false)
            {
                return Some(host);
            }
            return np.or_else(|| self.clause_subject(start, verb));
        }
        None
    }

    /// The noun phrase whose apposition ends with the comma at `close`: Rivera, the mayor of Ostin, said
    fn host(&self, start: usize, close: usize) -> Option<Range> {
        let floor = start.max(close.saturating_sub(40));
        let mut subject = None;
        for open in (floor..close).rev() {
            match self.what(open) {
                Some(What::Comma | What::Dash) => {}
                Some(What::Word)
                    if !(self.is_report(open)
                        && self.class(open).is(FINITE)
                        && !self.is_relative(start, open)) =>
                {
                    continue;
                }
                Some(What::Open | What::Close) => continue,
                _ => break,
            }
            let first = open + 1;
            let apposed = self
                .class(first)
                .is(Class::DET.or(Class::REL).or(Class::PERSON))
                || self.word(first).starts_with(|c: char| c.is_ascii_digit())
                || (self.is_word(first) && !self.class(first).is(Class::CONJ));
            if !apposed || open == start {
                continue;
            }
            if let Some(np) = self.np_before(start, open, false) {
                let reaches = np.end == open || self.what(np.end) == Some(What::Open);
                if reaches
                    && (self.cap(np.start) || self.class(np.start).is(Class::DET.or(Class::PRON)))
                {
                    subject = Some(np);
                    break;
                }
            }
        }
        subject
    }

    /// Whether the verb stands in a relative clause: who has said
    fn is_relative(&self, start: usize, verb: usize) -> bool {
        (start..verb)
            .rev()
            .take(4)
            .any(|i| self.is_any(i, &["who", "which", "that"]))
    }

    /// Whom the relative pronoun at `at` means: the noun phrase before it, or before its apposition.
    fn antecedent(&self, start: usize, at: usize) -> Option<Range> {
        let mut end = at;
        while end > start && !self.is_word(end - 1) {
            end -= 1;
        }
        let mut from = end;
        while from > start && end - from < 16 {
            let left = from - 1;
            let class = self.class(left);
            let verb = (class.is(REPORT) && class.is(FINITE) && !class.is(Class::SPEECH_NOUN))
                || class.is(Class::AUX.or(Class::REL).or(Class::CONJ));
            let other_phrase = class.is(Class::PREP) && !self.is_any(left, &["of", "for"]);
            if !self.is_word(left) || verb || other_phrase {
                break;
            }
            from = left;
            if class.is(Class::DET) && !self.possessive(left) {
                break;
            }
        }
        let apposition = from > start + 1
            && !self.is_word(from - 1)
            && matches!(self.what(from - 1), Some(What::Comma))
            && (self.class(from).is(Class::DET) || !self.cap(from));
        if apposition
            && let Some(named) = self
                .np_before(start, from - 1, false)
                .filter(|r| self.cap(r.start) && r.end == from - 1)
        {
            return Some(named);
        }
        // Without a determiner: only the run of names.
        if !self.class(from).is(Class::DET) && from < end && self.cap(end - 1) {
            let mut name = end - 1;
            while name > from && (self.cap(name - 1) || self.class(name - 1).is(Class::TITLE)) {
                name -= 1;
            }
            from = name;
        }
        self.np_in(from, end)
    }

    /// The noun phrase that ends right before `end`; none if it is an auxiliary's object, or, with `object`, any verb's.
    fn np_before(&self, start: usize, end: usize, object: bool) -> Option<Range> {
        let mut from = end;
        while from > start && end - from < 24 {
            let left = from - 1;
            let class = self.class(left);
            let names_joined = self.is(left, "and")
                && from < end
                && self.cap(from)
                && left > start
                && self.cap(left - 1);
            let breaks = !self.is_word(left)
                || class.is(Class::AUX.or(Class::REL))
                || (class.is(Class::CONJ) && !names_joined && !class.is(Class::PREP))
                || (self.is_report(left) && !class.is(Class::SPEECH_NOUN));
            if breaks {
                // they will hold banners proclaiming: the banners are an object.
                let verb = object
                    && class.is(Class::WEAK)
                    && !class.is(Class::SAY)
                    && self.is_report(left);
                let clause = self.is_any(left, &["who", "which", "whose"]);
                if class.is(Class::AUX) || verb || clause {
                    return None;
                }
                break;
            }
            // A sentence that a heading runs into: … IN THE TOWN The team cited
            let inside = left > start && self.class(left - 1).is(Class::PREP);
            if class.is(Class::DET)
                && self.cap(left)
                && self.is_any(left, &["the", "a", "an"])
                && (!inside || self.is(left - 1, "by"))
            {
                from = left;
                break;
            }
            if self.is(left, "to") {
                return None;
            }
            from = left;
        }
        self.np_in(from, end)
    }
}
