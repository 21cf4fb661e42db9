//! Owns the sieves that look at the words before a quotation in its sentence: reporting verbs, participles, nouns of speech.

use crate::analyze::speech::Class;

use super::super::tokens::{Tail, What};
use super::{FINITE, Found, REPORT, Sentence, Verdict};

impl Sentence<'_> {
    /// The reporting words before the quotation in its sentence, and their subject. A verb inside what somebody else says
    /// ("Rivera said she believes that it is …") yields to that somebody.
    pub(super) fn before(&self, start: usize) -> Verdict {
        let c = &self.clause;
        let here = self.quote.token;
        let mut inner: Option<(usize, Found)> = None;
        for i in (start..here).rev() {
            if let Some(What::Quote(n)) = c.what(i) {
                // "A" and "B": what holds of A holds of B.
                let tight = here - i <= 3 && (i + 1..here).all(|k| !c.class(k).is(REPORT));
                if let (true, Some(Some(found))) = (tight, self.done.get(n as usize)) {
                    return Verdict::Found(Found {
                        rule: "same-list",
                        ..found.clone()
                    });
                }
                if inner.is_some() && self.tokens.quotes[n as usize].tail != Tail::None {
                    break;
                }
                continue;
            }
            if c.is(i, "according")
                && c.is(i + 1, "to")
                && let Some(speaker) = c.np_at(i + 2, here).filter(|_| {
                    inner
                        .as_ref()
                        .is_none_or(|(_, f)| f.rule.starts_with("weak"))
                })
            {
                return self.found("according-to", speaker, i).into();
            }
            if let Some((verb, found)) = &inner
                && (matches!(c.what(i), Some(What::Semicolon | What::Stop))
                    || self.parts(i, *verb, found))
            {
                break;
            }
            let class = c.class(i);
            if c.is(i, "put")
                && c.is_any(i + 1, &["it", "this", "that"])
                && inner.is_none()
                && let Some(speaker) = c
                    .subject(start, i)
                    .filter(|s| s.end == i || c.class(s.end).is(Class::AUX.or(Class::ADV)))
            {
                return self.found("as-x-put-it", speaker, i).into();
            }
            if !c.is_report(i) {
                continue;
            }
            let Some((verb, found)) = &inner else {
                match self.by_verb(start, i) {
                    Verdict::Found(found) => {
                        // "a sign, which read": the sign may be somebody's.
                        let relative = i > start && c.is_any(i - 1, &["which", "that"]);
                        let settled = found.rule == "cue-before" && here - i <= 2 && !relative;
                        if settled {
                            return Verdict::Found(found);
                        }
                        inner = Some((i, found));
                    }
                    Verdict::Nobody => return Verdict::Nobody,
                    Verdict::Open => {}
                }
                continue;
            };
            let outer = class.is(Class::SAY) && class.is(FINITE.or(Class::ING)) && i + 1 < *verb;
            if !outer {
                continue;
            }
            if let Verdict::Found(further) = self.by_verb(start, i)
                && (further.rule.starts_with("cue-before") || further.rule == "participle")
                && further.speaker != found.speaker
            {
                inner = Some((
                    i,
                    Found {
                        rule: "cue-before-outer",
                        ..further
                    },
                ));
            }
        }
        inner.map(|(_, found)| found).into()
    }

    /// Whether a clause of its own begins at `at`, which holds the reporting verb at `verb` with its subject: then what stands
    /// farther left does not govern it.
    fn parts(&self, at: usize, verb: usize, found: &Found) -> bool {
        let c = &self.clause;
        if self.quote.token - verb <= 3
            && c.is_any(at, &["whom", "what", "which"])
            && c.tokens
                .get(at + 1)
                .is_some_and(|t| t.start == found.speaker.start)
        {
            return true;
        }
        if !c.class(at).is(Class::CONJ)
            || c.class(at).is(Class::PREP) && !c.is_any(at, &["before", "after", "as"])
        {
            return false;
        }
        if c.is_any(
            at,
            &[
                "while", "although", "though", "whereas", "as", "before", "after", "when",
            ],
        ) {
            return at > 0 && !c.is_word(at - 1);
        }
        if !c.is_any(at, &["and", "but", "or", "so", "yet"]) || c.is(at + 1, "that") {
            return false;
        }
        let subject = c.tokens[at + 1..verb]
            .iter()
            .take(3)
            .any(|t| t.start == found.speaker.start);
        subject || at > 0 && c.what(at - 1) == Some(What::Comma)
    }

    fn by_verb(&self, start: usize, verb: usize) -> Verdict {
        let c = &self.clause;
        let class = c.class(verb);
        let be = |i: usize| {
            c.is_any(
                i,
                &[
                    "is", "are", "was", "were", "be", "been", "being", "gets", "got",
                ],
            )
        };
        let mut before = verb;
        while before > start && (c.class(before - 1).is(Class::ADV) || c.is(before - 1, "not")) {
            before -= 1;
        }
        let passive = class.is(Class::PAST) && before > start && be(before - 1);
        if !passive
            || c.is_any(
                verb,
                &[
                    "quoted",
                    "cited",
                    "heard",
                    "recorded",
                    "overheard",
                    "filmed",
                ],
            )
        {
            return self.by_active(start, verb).into();
        }
        // was called "…" by X
        let here = self.quote.token;
        if c.is(here + 1, "by") {
            let speaker = c.np_at(here + 2, c.tokens.len());
            return speaker
                .and_then(|speaker| self.found("passive-by", speaker, verb))
                .into();
        }
        let by = (verb + 1..here)
            .find(|&i| c.is(i, "by") && c.begins_np(i + 1) && !c.class(i + 1).is(Class::ING));
        if let Some(speaker) = by.and_then(|by| c.np_at(by + 1, here)) {
            return self.found("passive-by", speaker, verb).into();
        }
        if c.is_any(verb, &["asked", "told"]) && here - verb <= 4 {
            return Verdict::Nobody;
        }
        Verdict::Open
    }

    fn by_active(&self, start: usize, verb: usize) -> Option<Found> {
        let c = &self.clause;
        let here = self.quote.token;
        let class = c.class(verb);
        // an option seen by organisers as "…"
        if class.is(Class::PAST) && c.is(verb + 1, "by") && c.begins_np(verb + 2) && verb + 2 < here
        {
            return self.found("passive-by", c.np_at(verb + 2, here)?, verb);
        }
        let first = verb == start || matches!(c.what(verb - 1), Some(What::Quote(_)));
        if c.is(verb, "quote") && verb > start && c.is(verb - 1, "i") {
            return None;
        }
        // In other words, explained Ana Rivera: "…"
        let led = class.is(Class::SAY)
            && class.is(Class::PAST)
            && verb > start
            && c.what(verb - 1) == Some(What::Comma);
        if led
            && matches!(c.what(here - 1), Some(What::Colon | What::Comma))
            && let Some(speaker) = c
                .np_at(verb + 1, here)
                .filter(|s| s.end == here - 1 && c.tokens[s.start].cap)
        {
            return self.found("cue-before-inverted", speaker, verb);
        }
        let inverted = class.is(Class::SAY)
            && class.is(FINITE)
            && (first
                || matches!(c.what(verb - 1), Some(What::Comma))
                    && verb >= 2
                    && matches!(c.what(verb - 2), Some(What::Quote(_))));
        if inverted && let Some(speaker) = c.np_at(verb + 1, here) {
            return self.found("cue-before-inverted", speaker, verb);
        }
        // Called "…" by X: a participle without a subject of its own.
        if class.is(Class::PAST) && !class.is(Class::SAY) && first && c.is(here + 1, "by") {
            return self.found("passive-by", c.np_at(here + 2, c.tokens.len())?, verb);
        }
        if class.is(Class::ING)
            && !(verb > start
                && (c.class(verb - 1).is(Class::AUX) || self.is_progressive(start, verb)))
        {
            return self.participle(start, verb);
        }
        let mut speaker = c.subject(start, verb)?;
        // a play called "…": its name, and nobody's words by themselves
        let naming = c.is_any(
            verb,
            &[
                "called",
                "titled",
                "entitled",
                "named",
                "dubbed",
                "nicknamed",
            ],
        );
        if naming
            && speaker.end == verb
            && c.is_any(speaker.start, &["a", "an"])
            && !c.class(verb - 1).is(Class::PERSON)
        {
            speaker = c.clause_subject(start, speaker.start)?;
        }
        // - as Rivera has said -
        let aside = speaker.start > start + 1 && c.is(speaker.start - 1, "as") && here - verb > 2;
        if aside && matches!(c.what(verb + 1), Some(What::Dash | What::Comma)) {
            return None;
        }
        if speaker.len() == 1
            && c.is_any(speaker.start, &["it", "this", "that", "there"])
            && !class.is(Class::SAY)
        {
            return None;
        }
        let near = here - verb <= 3;
        // boats, the few that we do hear about, that “drift” south: nobody calls them so.
        let loose = !class.is(Class::SAY) && !near;
        let anybody = [
            "we", "you", "i", "one", "they", "people", "anyone", "everyone",
        ];
        if loose
            && (self.quote.words == 1 || self.quote.words <= 3 && c.is_any(speaker.start, &anybody))
        {
            return None;
        }
        // "are revealing a loss of" reports less than "revealed that".
        let strong = class.is(Class::SAY) && !class.is(Class::ING);
        let rule = match (strong, near) {
            (true, true) => "cue-before",
            (true, false) => "cue-before-far",
            (false, true) => "weak-cue-before",
            (false, false) => "weak-cue-before-far",
        };
        self.found(rule, speaker, verb)
    }

    /// is now calling
    pub(super) fn is_progressive(&self, start: usize, verb: usize) -> bool {
        let c = &self.clause;
        verb > start + 1 && c.class(verb - 1).is(Class::ADV) && c.class(verb - 2).is(Class::AUX)
    }

    /// A participle has the subject of its main clause: before it, or after the comma that follows the quotation.
    fn participle(&self, start: usize, verb: usize) -> Option<Found> {
        let c = &self.clause;
        // quoted the minister as saying; was quoted as saying
        if verb > start && c.is(verb - 1, "as") {
            let quoted = (start..verb).rev().take(16).find(|&i| {
                c.is_any(
                    i,
                    &["quoted", "quotes", "quoting", "cited", "cites", "citing"],
                )
            })?;
            if quoted + 2 == verb {
                let speaker = c.subject(start, quoted)?;
                return self.found("quoted-as-saying", speaker, verb);
            }
            return self.found("quoted-as-saying", c.np_in(quoted + 1, verb - 1)?, verb);
        }
        // began by saying
        if verb > start + 1
            && c.is(verb - 1, "by")
            && c.is_any(
                verb - 2,
                &[
                    "began",
                    "begins",
                    "started",
                    "starts",
                    "opened",
                    "opens",
                    "closed",
                    "ended",
                    "concluded",
                    "responded",
                    "replied",
                ],
            )
        {
            return self.found("participle", c.subject(start, verb - 2)?, verb);
        }
        let leading = (start..verb)
            .all(|i| !c.is_word(i) || c.class(i).is(Class::CONJ.or(Class::PREP).or(Class::ADV)));
        if !leading {
            // with a spokesman saying
            let with = (start..verb).rev().take(8).find(|&i| {
                c.is_any(i, &["with", "has", "have", "had"]) && (i + 1..verb).all(|k| c.is_word(k))
            });
            if let Some(speaker) = with
                .and_then(|with| c.np_in(with + 1, verb))
                .filter(|_| with.is_some_and(|w| w + 1 < verb))
            {
                return self.found("participle", speaker, verb);
            }
            // X said, adding: the participle goes on with what the last reporting verb began.
            let comma = verb > start && !c.is_word(verb - 1);
            let told = (start..verb)
                .rev()
                .take(6)
                .find(|&i| c.class(i).is(Class::SAY) && c.class(i).is(FINITE) && c.is_report(i));
            if let Some(told) = told.filter(|_| comma) {
                if let Some(speaker) = c.subject(start, told).filter(|s| s.end + 2 >= told) {
                    return self.found("participle", speaker, verb);
                }
                if let Some(speaker) = c
                    .np_at(told + 1, verb)
                    .filter(|_| told > start && !c.is_word(told - 1))
                {
                    return self.found("participle", speaker, verb);
                }
            }
            if let Some(speaker) = c.clause_subject(start, verb) {
                return self.found("participle", speaker, verb);
            }
            return c
                .subject(start, verb)
                .and_then(|speaker| self.found("participle", speaker, verb));
        }
        // Calling it "…," she urged
        let mut after = self.quote.token + 1;
        let limit = (after + 30).min(c.tokens.len());
        while after < limit
            && c.what(after) != Some(What::Comma)
            && !matches!(c.what(after), Some(What::Stop))
            && self.quote.tail != Tail::Comma
        {
            after += 1;
        }
        if c.what(after) == Some(What::Comma) {
            after += 1;
        }
        self.found("participle-leading", c.np_at(after, limit)?, verb)
    }
}
