//! Owns the sieves that look at one English sentence: who speaks a quotation by the words before, after and around it.
//! Refuses what another sentence would have to decide: see `context`.

use crate::analyze::speech::Class;
use crate::article::Span;

use super::phrase::{Clause, Range};
use super::tokens::{Quote, Tail, Tokens, What};

/// Who speaks, by which rule and words.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The sieve's name.
    pub rule: &'static str,
    /// The words that name the speaker.
    pub speaker: Span,
    /// Cue and speaker together.
    pub evidence: Span,
}

/// No sentence is followed farther than so many tokens: time stays linear where nothing ever ends.
const REACH: usize = 120;

const FINITE: Class = Class::PAST.or(Class::PRES);
const REPORT: Class = Class::SAY.or(Class::WEAK);

/// What a sieve came to.
#[derive(Debug, Clone)]
pub(super) enum Verdict {
    /// Somebody speaks.
    Found(Found),
    /// The sentence says that somebody speaks whom it does not name ("she was asked"): nothing else may answer.
    Nobody,
    /// The sentence does not say.
    Open,
}

impl Verdict {
    fn or_else(self, next: impl FnOnce() -> Verdict) -> Verdict {
        match self {
            Verdict::Open => next(),
            told => told,
        }
    }

    /// Who was found.
    pub fn found(self) -> Option<Found> {
        match self {
            Verdict::Found(found) => Some(found),
            _ => None,
        }
    }
}

impl From<Option<Found>> for Verdict {
    fn from(found: Option<Found>) -> Verdict {
        found.map_or(Verdict::Open, Verdict::Found)
    }
}

/// The sentence around quotation `at` says who speaks it; `done` holds the answers for the quotations before it.
pub(super) fn in_sentence(
    text: &str,
    tokens: &Tokens,
    at: usize,
    done: &[Option<Found>],
) -> Verdict {
    let quote = tokens.quotes[at];
    let sentence = Sentence::new(text, tokens, quote, done);
    if let Some(found) = sentence.turn() {
        return Verdict::Found(found);
    }
    let start = sentence.start();
    let after = sentence.after();
    // A fragment that its own clause brings in belongs to that, whatever comes after the comma.
    let token = quote.token;
    let clause = &sentence.clause;
    // Rivera said that “…,” the agency reported: the words are Rivera's.
    let said = token > start && {
        let cue = match clause.is(token - 1, "that") {
            true => token.saturating_sub(2),
            false => token - 1,
        };
        clause.class(cue).is(Class::SAY) && clause.is_report(cue)
    };
    let before = match &after {
        Some(_) if said && !quote.cap => sentence.before(start),
        Some(found)
            if !quote.cap && ["weak-cue-after", "unknown-verb-after"].contains(&found.rule) =>
        {
            sentence.before(start)
        }
        Some(_) => Verdict::Open,
        None => sentence.before(start),
    };
    let weak = match &before {
        Verdict::Found(found) => found.rule.starts_with("weak"),
        Verdict::Nobody => false,
        Verdict::Open => true,
    };
    if after.is_none() && weak {
        if let Some(found) = sentence.tail() {
            return Verdict::Found(found);
        }
    }
    before
        .or_else(|| after.into())
        .or_else(|| sentence.topic(start).into())
}

/// Who speaks at the end of a paragraph or sentence that leads in what follows: the words before token `end`.
/// `introduces`: it ends with a colon.
pub(super) fn led_in(
    text: &str,
    tokens: &Tokens,
    end: usize,
    introduces: bool,
    done: &[Option<Found>],
) -> Option<Found> {
    let quote = Quote {
        span: Span { start: 0, end: 0 },
        token: end,
        tail: Tail::None,
        cap: true,
        words: 10,
        closed: true,
    };
    let sentence = Sentence::new(text, tokens, quote, done);
    let start = sentence.start();
    let before = sentence.before(start).found();
    if introduces {
        return before.or_else(|| sentence.topic(start));
    }
    before.filter(|found| found.rule.starts_with("cue"))
}

struct Sentence<'a> {
    clause: Clause<'a>,
    tokens: &'a Tokens,
    quote: Quote,
    done: &'a [Option<Found>],
}

impl<'a> Sentence<'a> {
    fn new(
        text: &'a str,
        tokens: &'a Tokens,
        quote: Quote,
        done: &'a [Option<Found>],
    ) -> Sentence<'a> {
        Sentence {
            clause: Clause {
                text,
                tokens: &tokens.list,
            },
            tokens,
            quote,
            done,
        }
    }

    fn found(&self, rule: &'static str, speaker: Range, other: usize) -> Option<Found> {
        let span = self.clause.span(&self.proper(speaker));
        let cue = &self.clause.tokens[other];
        Some(Found {
            rule,
            speaker: span,
            evidence: Span {
                start: span.start.min(cue.start),
                end: span.end.max(cue.end),
            },
        })
    }

    /// The name that an apposition gives: the leader's sister, Ana Rivera, said.
    fn proper(&self, speaker: Range) -> Range {
        let c = &self.clause;
        if speaker.is_empty()
            || c.tokens[speaker.end - 1].cap
            || c.what(speaker.end) != Some(What::Comma)
        {
            return speaker;
        }
        let first = speaker.end + 1;
        let name = |i: usize| {
            c.is_word(i)
                && c.tokens[i].cap
                && !c.class(i).is(Class::DATE.or(Class::DET).or(Class::PREP))
        };
        let end = (first..first + 6).find(|&i| !name(i)).unwrap_or(first);
        let closes = matches!(c.what(end), Some(What::Comma | What::Open));
        if closes && end >= first + 2 && !c.tokens[end - 1].possessive {
            return first..end;
        }
        speaker
    }

    /// The first token of the sentence that the quotation stands in.
    fn start(&self) -> usize {
        let here = self.quote.token;
        let floor = here.saturating_sub(REACH);
        let mut at = here;
        while at > floor {
            let left = at - 1;
            match self.clause.what(left) {
                Some(What::Stop) => return at,
                Some(What::Quote(n)) => {
                    let quote = &self.tokens.quotes[n as usize];
                    let ends = matches!(quote.tail, Tail::Stop | Tail::Mark);
                    let next_begins = at == here && self.quote.cap
                        || self.clause.tokens.get(at).is_some_and(|t| t.cap);
                    let attributed_after = self
                        .done
                        .get(n as usize)
                        .and_then(Option::as_ref)
                        .is_some_and(|f| f.rule.starts_with("cue-after"));
                    if ends && next_begins && !(attributed_after && at != here) {
                        return at;
                    }
                }
                _ => {}
            }
            at = left;
        }
        if floor == 0 {
            return self.dateline();
        }
        floor
    }

    /// "RIVERA: I did not." A transcript names its speakers inside the marks.
    fn turn(&self) -> Option<Found> {
        let words = self.quote.span.of(self.clause.text);
        let mut to = words.len().min(40);
        while !words.is_char_boundary(to) {
            to -= 1;
        }
        let (name, _) = words[..to].split_once(':')?;
        let shouted = name.chars().filter(|c| c.is_alphabetic()).count() > 1
            && name
                .chars()
                .all(|c| c.is_uppercase() || " .'’-".contains(c));
        let span = Span {
            start: self.quote.span.start,
            end: self.quote.span.start + name.len() as u32,
        };
        shouted.then_some(Found {
            rule: "transcript-turn",
            speaker: span,
            evidence: span,
        })
    }

    /// The first token after a dateline: SEOUL, April 8 (Yonhap) --
    fn dateline(&self) -> usize {
        let c = &self.clause;
        let shouted = c.word(0).len() > 2 && c.word(0).chars().all(|x| x.is_uppercase());
        let dash = (1..self.quote.token.min(14)).find(|&i| c.what(i) == Some(What::Dash));
        let agency = dash.is_some_and(|dash| c.what(dash - 1) == Some(What::Close));
        match dash {
            Some(dash) if shouted || agency => dash + 1,
            _ => 0,
        }
    }

    /// "…," she said; "…," said the official; "…," according to X; "…," as X put it.
    fn after(&self) -> Option<Found> {
        let c = &self.clause;
        let mut at = self.quote.token + 1;
        let mut comma = self.quote.tail == Tail::Comma;
        if c.what(at) == Some(What::Dash) {
            if let Some(found) = self.signature(at) {
                return Some(found);
            }
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
            let verb = (speaker.end..(speaker.end + 3).min(limit))
                .find(|&i| c.class(i).is(REPORT) || c.is(i, "put"));
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
                    {
                        if let Some(speaker) = c.np_in(i + 1, saying - 1).filter(|_| saying > i + 2)
                        {
                            return self.found("quoted-as-saying", speaker, i);
                        }
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

    /// The reporting words before the quotation in its sentence, and their subject. A verb inside what somebody else says
    /// ("Rivera said she believes that it is …") yields to that somebody.
    fn before(&self, start: usize) -> Verdict {
        let c = &self.clause;
        let here = self.quote.token;
        let mut noun = None;
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
            if c.is(i, "according") && c.is(i + 1, "to") {
                if let Some(speaker) = c.np_at(i + 2, here).filter(|_| {
                    inner
                        .as_ref()
                        .is_none_or(|(_, f)| f.rule.starts_with("weak"))
                }) {
                    return self.found("according-to", speaker, i).into();
                }
            }
            if let Some((verb, found)) = &inner {
                if matches!(c.what(i), Some(What::Semicolon | What::Stop))
                    || self.parts(i, *verb, found)
                {
                    break;
                }
            }
            let class = c.class(i);
            if c.is(i, "put") && c.is_any(i + 1, &["it", "this", "that"]) && inner.is_none() {
                if let Some(speaker) = c
                    .subject(start, i)
                    .filter(|s| s.end == i || c.class(s.end).is(Class::AUX.or(Class::ADV)))
                {
                    return self.found("as-x-put-it", speaker, i).into();
                }
            }
            let that = c.is(here - 1, "that") && here - i <= 8;
            if class.is(Class::SPEECH_NOUN)
                && noun.is_none()
                && !c.is_report(i)
                && (here - i <= 4 || that || c.is(i, "words") && here - i <= 8)
            {
                noun = Some(i);
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
            if let Verdict::Found(further) = self.by_verb(start, i) {
                if (further.rule.starts_with("cue-before") || further.rule == "participle")
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
        }
        if let Some((_, found)) = inner {
            return Verdict::Found(found);
        }
        noun.and_then(|noun| self.by_noun(start, noun)).into()
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
        let first = verb == start || matches!(c.what(verb - 1), Some(What::Quote(_)));
        if c.is(verb, "quote") && verb > start && c.is(verb - 1, "i") {
            return None;
        }
        // In other words, explained Ana Rivera: "…"
        let led = class.is(Class::SAY)
            && class.is(Class::PAST)
            && verb > start
            && c.what(verb - 1) == Some(What::Comma);
        if led && matches!(c.what(here - 1), Some(What::Colon | What::Comma)) {
            if let Some(speaker) = c
                .np_at(verb + 1, here)
                .filter(|s| s.end == here - 1 && c.tokens[s.start].cap)
            {
                return self.found("cue-before-inverted", speaker, verb);
            }
        }
        let inverted = class.is(Class::SAY)
            && class.is(FINITE)
            && (first
                || matches!(c.what(verb - 1), Some(What::Comma))
                    && verb >= 2
                    && matches!(c.what(verb - 2), Some(What::Quote(_))));
        if inverted {
            if let Some(speaker) = c.np_at(verb + 1, here) {
                return self.found("cue-before-inverted", speaker, verb);
            }
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
        if speaker.len() == 1
            && c.is_any(speaker.start, &["it", "this", "that", "there"])
            && !class.is(Class::SAY)
        {
            return None;
        }
        let near = here - verb <= 3;
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
    fn is_progressive(&self, start: usize, verb: usize) -> bool {
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
                if let Some(speaker) = c.np_at(told + 1, verb).filter(|_| !c.is_word(told - 1)) {
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

    /// her claim that "…"; X's statement: "…"; a tweet from X: "…"
    fn by_noun(&self, start: usize, noun: usize) -> Option<Found> {
        let c = &self.clause;
        let here = self.quote.token;
        if let Some(by) =
            (noun + 1..here).find(|&i| c.is_any(i, &["by", "from", "of"]) && c.begins_np(i + 1))
        {
            return self.found("speech-noun", c.np_at(by + 1, here)?, noun);
        }
        let owner = (start..noun).rev().take(4).find(|&i| {
            c.tokens[i].possessive
                || c.is_any(i, &["his", "her", "their", "its", "my", "our", "your"])
        })?;
        let mut from = owner;
        while from > start
            && c.tokens[owner].possessive
            && c.is_word(from - 1)
            && c.tokens[from - 1].cap
            && !c.class(from - 1).is(Class::PREP.or(Class::CONJ))
        {
            from -= 1;
        }
        self.found("speech-noun", from..owner + 1, noun)
    }

    /// The sentence ends with who said it: The plan was "…" from the start, Rivera said.
    fn tail(&self) -> Option<Found> {
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

    /// No reporting word at all: X’s "…"; X: "…"; else the subject of the sentence.
    fn topic(&self, start: usize) -> Option<Found> {
        let c = &self.clause;
        let here = self.quote.token;
        if here > start && c.what(here - 1) == Some(What::Colon) {
            let speaker = c
                .np_in(start, here - 1)
                .filter(|r| r.end - r.start <= 6 && r.end == here - 1 && r.start <= start + 1);
            if let Some(speaker) = speaker {
                return self.found("colon", speaker, here - 1);
            }
            let dash = (start..here)
                .rev()
                .take(7)
                .find(|&i| c.what(i) == Some(What::Dash));
            let named = dash
                .map(|dash| dash + 1..here - 1)
                .filter(|r| !r.is_empty() && r.clone().all(|i| c.is_word(i) && c.tokens[i].cap));
            if let Some(speaker) = named {
                return self.found("colon", speaker, here - 1);
            }
        }
        if here > start && c.is_word(here - 1) && c.tokens[here - 1].possessive {
            let owner = here - 1;
            let mut from = owner;
            while from > start
                && c.is_word(from - 1)
                && c.tokens[from - 1].cap
                && !c.class(from - 1).is(Class::PREP.or(Class::CONJ))
            {
                from -= 1;
            }
            return self.found("owner", from..owner + 1, owner);
        }
        if here <= start + 1 {
            return None;
        }
        let speaker = c.clause_subject(start, here)?;
        if speaker.len() == 1
            && c.is_any(
                speaker.start,
                &["it", "this", "that", "there", "these", "those"],
            )
        {
            return None;
        }
        let other = speaker.end - 1;
        // A name or a person's pronoun; "additional pressure" and an imperative's verb are none.
        let first = c.class(speaker.start);
        let person = first.is(Class::PRON.or(Class::TITLE)) && !first.is(Class::DET)
            || c.tokens[speaker.start].cap
                && !first.is(REPORT)
                && !(first.is(Class::DET)
                    && !speaker
                        .clone()
                        .skip(1)
                        .any(|i| c.tokens[i].cap || c.class(i).is(Class::PERSON)));
        if !person {
            return None;
        }
        let rule = if c.what(here - 1) == Some(What::Colon) {
            "subject-colon"
        } else {
            "subject"
        };
        self.found(rule, speaker, other)
    }
}
