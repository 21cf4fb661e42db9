//! Owns noun phrases and the subjects of verbs, found by closed classes, capitals and commas. Refuses to say who speaks.

use crate::analyze::speech::Class;
use crate::article::Span;

use super::tokens::{Token, What};

/// A range of tokens.
pub(super) type Range = std::ops::Range<usize>;

/// A paragraph's tokens with its article's text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

/// A verb in a finite form.
const FINITE: Class = Class::PAST.or(Class::PRES);
const REPORT: Class = Class::SAY.or(Class::WEAK);

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
        self.tokens.get(at).map_or(Class::OPEN, |t| t.class)
    }

    /// What the token is.
    pub fn what(&self, at: usize) -> Option<What> {
        self.tokens.get(at).map(|t| t.what)
    }

    fn cap(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.cap)
    }

    fn possessive(&self, at: usize) -> bool {
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

    /// A finite reporting verb, not a noun of that shape ("the report", "his calls").
    pub fn is_report(&self, at: usize) -> bool {
        let class = self.class(at);
        if !class.is(REPORT) || !self.is_word(at) {
            return false;
        }
        if self.cap(at) && at > 0 && self.is_word(at - 1) && self.cap(at - 1) {
            return false;
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

    fn is_adverb(&self, at: usize) -> bool {
        let class = self.class(at);
        class.is(Class::ADV)
            || (!self.cap(at)
                && self.is_word(at)
                && self.word(at).ends_with("ly")
                && self.word(at).len() > 4)
    }

    /// Capitalised because a sentence begins with it: no name.
    fn is_opener(&self, at: usize) -> bool {
        let class = self.class(at);
        class.is(Class::CONJ.or(Class::ADV))
            || self.is_adverb(at)
            || (self.word(at).ends_with("ly") && class == Class::OPEN && self.word(at).len() > 5)
    }

    /// Whether a noun phrase can begin here.
    pub fn begins_np(&self, at: usize) -> bool {
        if !self.is_word(at) {
            return false;
        }
        let class = self.class(at);
        if class.is(Class::DET.or(Class::PERSON).or(Class::TITLE)) {
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
    fn is_participle(&self, at: usize) -> bool {
        let word = self.word(at);
        (word.ends_with("ed") || word.ends_with("ing"))
            && word.len() > 4
            && self.class(at + 1).is(Class::PREP)
    }

    fn is_np_end(&self, at: usize) -> bool {
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
                let of_name = self.is(end, "of") && self.cap(end + 1);
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
        while end > at && !self.is_np_end(end - 1) && !(end == at + 1) {
            end -= 1;
        }
        (end > at).then_some(at..end)
    }

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
            let Some(comma) =
                (at..verb).find(|&i| matches!(self.what(i), Some(What::Comma | What::Dash)))
            else {
                return None;
            };
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
            return self
                .np_before(start, at, object)
                .or_else(|| self.clause_subject(start, verb));
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
        if apposition {
            if let Some(named) = self
                .np_before(start, from - 1, false)
                .filter(|r| self.cap(r.start) && r.end == from - 1)
            {
                return Some(named);
            }
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
                if class.is(Class::AUX) || verb {
                    return None;
                }
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
