//! Owns the sieves that look at one English sentence: who speaks a quotation by the words before, after and around it.
//! Refuses what another sentence would have to decide: see the module above.

mod after;
mod before;

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

/// Last words of places that stand in apposition to another.
const PLACES: [&str; 8] = [
    "Province",
    "County",
    "City",
    "Prefecture",
    "District",
    "Island",
    "State",
    "Oblast",
];

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
    if after.is_none()
        && weak
        && let Some(found) = sentence.tail()
    {
        return Verdict::Found(found);
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

    pub(super) fn found(&self, rule: &'static str, speaker: Range, other: usize) -> Option<Found> {
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
        if speaker.is_empty() {
            return speaker;
        }
        // Defence Ministry spokeswoman Shim Eun-ju: the name without the office.
        let office = (speaker.start..speaker.end)
            .rfind(|&i| !c.cap(i))
            .filter(|&i| c.class(i).is(Class::PERSON) && speaker.end - i > 2);
        if let Some(office) = office
            && (speaker.start..office)
                .all(|i| c.is_word(i) && !c.class(i).is(Class::PREP.or(Class::CONJ).or(Class::REL)))
            && (office + 1..speaker.end).all(|i| c.is_word(i) && !c.possessive(i))
        {
            return office + 1..speaker.end;
        }
        let described = !speaker.is_empty()
            && c.is_any(speaker.start, &["the", "a", "an"])
            && (speaker.start..speaker.end).any(|i| c.class(i).is(Class::PREP));
        if speaker.is_empty()
            || c.tokens[speaker.end - 1].cap && !described
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
        // said the vice-chairman of the committee, Mr Hwang.
        let titled = c.class(first).is(Class::TITLE);
        let closes = match c.what(end) {
            Some(What::Comma | What::Open) => true,
            Some(What::Stop) | None => titled,
            _ => false,
        };
        // A resident in Samsu County, Ryanggang Province, who ...: the place is no person.
        let place = end > first && PLACES.iter().any(|p| c.is(end - 1, p));
        if closes && end >= first + 2 && !place && !c.tokens[end - 1].possessive {
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

    /// No reporting word at all: X: "…"; X did this: "…"
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
        if here <= start + 1 {
            return None;
        }
        // X had a plan: "…"; without the colon a subject is right too seldom.
        if c.what(here - 1) != Some(What::Colon) {
            return None;
        }
        let speaker = c.clause_subject(start, here)?;
        let first = c.class(speaker.start);
        let thing = ["it", "this", "that", "there", "these", "those"];
        if first.is(REPORT) || speaker.len() == 1 && c.is_any(speaker.start, &thing) {
            return None;
        }
        let other = speaker.end - 1;
        self.found("subject-colon", speaker, other)
    }
}
