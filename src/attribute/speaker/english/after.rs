//! Owns the sieves that look at the words after a quotation: the surest of all.

use crate::analyze::speech::Class;

use super::super::phrase::Range;
use super::super::tokens::{Tail, What};
use super::{FINITE, Found, REACH, REPORT, Sentence};

impl Sentence<'_> {
    /// "…," she said; "…," said the official; "…," according to X; "…," as X put it.
    pub(super) fn after(&self) -> Option<Found> {
        let c = &self.clause;
        let mut at = self.quote.token + 1;
        let mut comma = self.quote.tail == Tail::Comma;
        if c.what(at) == Some(What::Dash)
            && let Some(found) = self.signature(at)
        {
            return Some(found);
        }
        while matches!(c.what(at), Some(What::Comma | What::Dash)) {
            comma = true;
            at += 1;
        }
        // Some editors drop the comma after a whole sentence.
        let forgotten = self.quote.tail == Tail::None && self.quote.cap && self.quote.words >= 8;
        let goes_on = comma || self.quote.tail == Tail::Mark || forgotten;
        let limit = (at + REACH / 2).min(c.tokens.len());
        while c.class(at).is(Class::ADV) && !c.class(at).is(Class::PRON) && at < limit {
            at += 1;
        }
        if at >= limit || !c.is_word(at) {
            return None;
        }
        if c.is(at, "according") && c.is(at + 1, "to") {
            return self.found("according-to", c.np_at(at + 2, limit)?, at);
        }
        if c.is(at, "in") && c.is(at + 1, "the") && c.is(at + 2, "words") && c.is(at + 3, "of") {
            return self.found("in-the-words-of", c.np_at(at + 4, limit)?, at);
        }
        if c.is(at, "as") && c.begins_np(at + 1) {
            let speaker = c.np_at(at + 1, limit)?;
            let verb = (speaker.end..(speaker.end + 3).min(limit)).find(|&i| {
                c.class(i).is(Class::SAY) || c.is_any(i, &["put", "puts", "called", "calls"])
            });
            return self.found("as-x-put-it", speaker, verb?);
        }
        if self.quote.tail == Tail::Stop && !c.tokens[at].class.is(Class::SAY) {
            return None;
        }
        let class = c.class(at);
        let told = class.is(Class::PAST) || goes_on || c.is_any(at, &["says", "writes", "asks"]);
        if class.is(REPORT)
            && class.is(FINITE)
            && told
            && !c.tokens[at].cap
            && (goes_on || class.is(Class::SAY))
        {
            return self.inverted(at, limit, goes_on);
        }
        if goes_on && class == Class::OPEN && c.word(at).ends_with("ed") && !c.tokens[at].cap {
            let name = c
                .np_at(at + 1, limit)
                .filter(|r| c.tokens[r.start].cap || c.class(r.start).is(Class::DET));
            let ends = |r: &Range| matches!(c.what(r.end), Some(What::Stop | What::Comma) | None);
            if let Some(speaker) = name.filter(ends) {
                return self.found("unknown-verb-after", speaker, at);
            }
        }
        if !goes_on && self.quote.tail != Tail::None {
            return None;
        }
        self.subject_after(at, limit, goes_on)
    }

    /// "…" — Ana Rivera, and nothing more in the paragraph.
    fn signature(&self, dash: usize) -> Option<Found> {
        let c = &self.clause;
        let first = dash + 1;
        let end = (first..first + 9)
            .find(|&i| !c.is_word(i))
            .unwrap_or(first + 9);
        let ends = (end..c.tokens.len()).all(|i| matches!(c.what(i), Some(What::Stop)));
        let name = first < end && end - first <= 5 && c.tokens[first].cap;
        let named = name
            && (first..end).all(|i| c.tokens[i].cap || c.class(i).is(Class::PREP.or(Class::DET)));
        if ends && named {
            return self.found("signature", first..end, first);
        }
        None
    }

    /// At a reporting verb after the quotation: its subject stands after it.
    fn inverted(&self, verb: usize, limit: usize, goes_on: bool) -> Option<Found> {
        let c = &self.clause;
        let mut at = verb + 1;
        while at < limit && c.class(at).is(Class::ADV) && !c.class(at).is(Class::PRON) {
            at += 1;
        }
        if !goes_on && !c.class(verb).is(Class::SAY) {
            return None;
        }
        // "…," said in a statement X: rare; "…" said on Monday that: a subject went before.
        let speaker = c.np_at(at, limit)?;
        if c.class(at).is(Class::PRON)
            && !c.is_any(
                at,
                &["he", "she", "they", "i", "we", "one", "it", "others", "you"],
            )
        {
            return None;
        }
        self.found("cue-after-inverted", speaker, verb)
    }

    /// A noun phrase after the quotation, and then its reporting verb, perhaps after an apposition.
    fn subject_after(&self, at: usize, limit: usize, goes_on: bool) -> Option<Found> {
        let c = &self.clause;
        let mut first = at;
        while c.class(first).is(Class::CONJ) && c.is_any(first, &["and", "but", "then", "as", "so"])
        {
            if !c.is(first, "then") {
                return None;
            }
            first += 1;
        }
        if !c.begins_np(first) || c.class(first).is(Class::REL) {
            return None;
        }
        let pronoun = c.class(first).is(Class::PRON) && !c.class(first).is(Class::DET);
        let mut commas = 0;
        let mut first_break = None;
        let mut depth = 0;
        for i in first + 1..limit {
            match c.what(i) {
                Some(What::Stop | What::Semicolon | What::Quote(_) | What::Colon) => break,
                Some(What::Open) => {
                    depth += 1;
                    first_break.get_or_insert(i);
                }
                Some(What::Close) => depth -= 1,
                Some(What::Comma | What::Dash) => {
                    commas += 1;
                    first_break.get_or_insert(i);
                }
                Some(What::Word) if depth == 0 => {
                    let class = c.class(i);
                    if c.is_any(i, &["who", "whose", "which"]) {
                        first_break.get_or_insert(i);
                    }
                    let went_on = goes_on && c.is(i, "went") && c.is(i + 1, "on");
                    let strong = class.is(Class::SAY)
                        || went_on
                        || goes_on && self.quote.tail != Tail::Mark && class.is(Class::WEAK);
                    if !(strong && class.is(FINITE.or(Class::BARE)) && c.is_report(i)) {
                        continue;
                    }
                    // "…," Trump said vs. "…" that Trump said: a fragment's own clause goes on with other verbs.
                    if !goes_on && (commas > 0 || i - first > 6) {
                        return None;
                    }
                    if c.is(i - 1, "to") {
                        continue;
                    }
                    if pronoun
                        && commas == 0
                        && (first + 1..i).any(|k| {
                            !c.class(k).is(Class::AUX.or(Class::ADV)) && !c.word(k).ends_with("ly")
                        })
                    {
                        return None;
                    }
                    let saying = (i + 1..(i + 12).min(limit))
                        .find(|&k| c.is(k, "saying") && c.is(k - 1, "as"));
                    if let Some(saying) =
                        saying.filter(|_| c.is_any(i, &["quoted", "quotes", "cited", "cites"]))
                        && let Some(speaker) = c.np_in(i + 1, saying - 1).filter(|_| saying > i + 2)
                    {
                        return self.found("quoted-as-saying", speaker, i);
                    }
                    let speaker = c
                        .np_in(first, first_break.unwrap_or(i))
                        .or_else(|| c.np_at(first, i))?;
                    // A relative clause holds the verb: X, who said ..., → the main verb comes later; the subject is the same.
                    let rule = match (class.is(Class::SAY), commas > 0 || first_break.is_some()) {
                        (true, false) => "cue-after",
                        (true, true) => "cue-after-apposition",
                        (false, _) => "weak-cue-after",
                    };
                    return self.found(rule, speaker, i);
                }
                Some(_) => {}
                None => break,
            }
        }
        // An unknown verb right after a short name: "…," Rivera deadpanned.
        if goes_on && self.quote.tail != Tail::Mark {
            let speaker = c.np_at(first, limit)?;
            let verb = c.word(speaker.end);
            let shaped = verb.ends_with("ed") || verb.ends_with("es") || verb.ends_with("ts");
            if shaped
                && !c.class(speaker.end).is(Class::AUX)
                && c.tokens[speaker.end].what == What::Word
            {
                let end = speaker.end;
                return self.found("unknown-verb-after", speaker, end);
            }
        }
        None
    }

    /// The sentence ends with who said it: The plan was "…" from the start, Rivera said.
    pub(super) fn tail(&self) -> Option<Found> {
        let c = &self.clause;
        let from = self.quote.token + 1;
        if self.quote.tail == Tail::Stop {
            return None;
        }
        let limit = (from + REACH).min(c.tokens.len());
        let end = (from..limit)
            .find(|&i| c.what(i) == Some(What::Stop))
            .unwrap_or(limit);
        for i in from..end {
            if let Some(What::Quote(n)) = c.what(i) {
                let other = &self.tokens.quotes[n as usize];
                if matches!(other.tail, Tail::Stop) {
                    return None;
                }
            }
            if c.is(i, "according") && c.is(i + 1, "to") {
                return self.found("according-to", c.np_at(i + 2, end)?, i);
            }
            if !(c.class(i).is(Class::SAY) && c.class(i).is(FINITE) && c.is_report(i)) {
                continue;
            }
            // a former official said there have been talks: a clause of its own
            let object =
                c.is(i + 1, "that") || c.begins_np(i + 1) && !c.class(i + 1).is(Class::DATE);
            if object && c.is_word(i - 1) {
                return None;
            }
            // ", X said": the clause of X begins at the comma before.
            let comma = (from..i)
                .rev()
                .find(|&k| matches!(c.what(k), Some(What::Comma | What::Dash | What::Quote(_))))?;
            let speaker = match comma + 1 == i {
                true => c.np_at(i + 1, end),
                false => c.np_in(comma + 1, i),
            };
            return self.found("cue-at-end", speaker?, i);
        }
        None
    }
}
