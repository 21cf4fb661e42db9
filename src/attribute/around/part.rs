//! Owns what each of those whom a sentence names does in it, as a weight: who speaks, writes, sends, prints; whose letter it is; who was
//! asked. Refuses to say whom a pronoun means.

use crate::analyze::speech::Class;
use crate::source::SourceRef;

use super::super::speaker::phrase::{Clause, FINITE, REPORT};
use super::super::speaker::tokens::What;
use super::sentence::{Paragraph, Sentence};
use super::who::{Mention, Who};
use super::words::{ASKS, ASKS_WITH, DEICTIC, GIVES, PERIODICALS, STAFF, VERBS};

/// One of a sentence, with what speaks for him.
#[derive(Debug)]
pub(super) struct Part<'m> {
    pub mention: &'m Mention,
    pub weight: i32,
    /// The outlet that he writes in or talks to there.
    pub prints: Option<SourceRef>,
}

/// So many tokens may stand between a subject and its verb.
const REACH: usize = 40;

/// Whether the sentence only speaks of what follows, and brings in nobody: "Here is the passage", "It begins so", "Paragraph 61".
pub(super) fn hands_on(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    let c = paragraph.clause();
    let short = sentence.to - sentence.from <= 24;
    let nobody = sentence.mentions.iter().all(|m| match &m.who {
        Who::Me | Who::It | Who::Law(_) => true,
        Who::Work(_) => !c.is_any(m.range.start, &["his", "her", "their", "my"]),
        _ => false,
    });
    // "A sign on the door reads": something else of which nothing was said.
    let another = c.is_any(sentence.from, &["a", "an", "another", "one"])
        && !sentence
            .mentions
            .iter()
            .any(|m| matches!(m.who, Who::Work(_)));
    short && nobody && !another && (sentence.from..sentence.to).any(|i| c.is_any(i, DEICTIC))
}

/// All of a sentence, weighed.
pub(super) fn parts<'m>(paragraph: &Paragraph, sentence: &'m Sentence) -> Vec<Part<'m>> {
    let c = paragraph.clause();
    let read = Reader { c, sentence };
    let mine = sentence
        .mentions
        .iter()
        .any(|m| m.who == Who::Me && read.begins(m) == Begins::Clause);
    let mut parts: Vec<Part> = Vec::new();
    for (at, mention) in sentence.mentions.iter().enumerate() {
        let next = sentence.mentions.get(at + 1);
        let mut weight = read
            .subject(mention)
            .max(read.object(mention, mine))
            .max(read.at_all(mention));
        if let Some(owner) = read.owner(mention, next) {
            weight = weight.max(owner);
        }
        if mention.doubtful && weight < 8 {
            weight = 0;
        }
        let prints = matches!(mention.who, Who::Person(_) | Who::Somebody)
            .then(|| read.prints(mention))
            .flatten();
        parts.push(Part {
            mention,
            weight,
            prints,
        });
    }
    handed_on(&c, &mut parts);
    // Who writes in an outlet outweighs it; the outlet goes with him.
    let printed: Vec<SourceRef> = parts
        .iter()
        .filter(|p| p.weight > 0)
        .filter_map(|p| p.prints.clone())
        .collect();
    for part in &mut parts {
        if matches!(&part.mention.who, Who::Source(s) if printed.contains(s)) {
            part.weight = 0;
        }
    }
    parts
}

/// "A passage in the report of the panel", "a letter from my cousin": what is said of the writing is said of whose it is.
fn handed_on(c: &Clause, parts: &mut [Part]) {
    for at in 0..parts.len().saturating_sub(1) {
        let (first, second) = (parts[at].mention, parts[at + 1].mention);
        let between = first.range.end..second.range.start;
        let linked = matches!(first.who, Who::Work(_))
            && (1..=3).contains(&between.len())
            && c.is_any(between.start, &["of", "from", "by", "in"])
            && between
                .clone()
                .all(|i| c.is_word(i) && !c.class(i).is(Class::REL.or(Class::AUX)));
        let whose = matches!(
            second.who,
            Who::Work(_) | Who::Source(_) | Who::Law(_) | Who::Person(_) | Who::Somebody
        );
        if linked && whose && parts[at].weight > 0 {
            parts[at + 1].weight = parts[at + 1].weight.max(parts[at].weight);
            parts[at].weight = 0;
        }
    }
}

/// Where a mention stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// At the beginning of a main clause.
    Clause,
    /// "As Pak", where he puts or tells it.
    As,
    /// At the beginning of a clause that hangs on another.
    Hanging,
    /// Amid one.
    No,
}

struct Reader<'a> {
    c: Clause<'a>,
    sentence: &'a Sentence,
}

impl Reader<'_> {
    /// Whether it opens a clause; leading adverbs and phrases of time are passed over.
    fn begins(&self, mention: &Mention) -> Begins {
        let c = &self.c;
        let from = self.sentence.from;
        let mut at = mention.range.start;
        // "One of them, Joost van Eck", "its owner, Kagiso Letsholo": who stands in apposition opens what his noun opens.
        loop {
            if at == from {
                return Begins::Clause;
            }
            let left = at - 1;
            let class = c.class(left);
            if c.is(left, "as") {
                return Begins::As;
            }
            // "Here's what the paper wrote", "This is how he put it", "And what she told me"
            if c.is_any(left, &["what", "how"]) {
                let shown = left.checked_sub(1).filter(|&l| l >= from);
                let shown = shown.is_none_or(|l| {
                    c.class(l).is(Class::AUX.or(Class::CONJ).or(Class::ADV))
                        || c.is_any(l, &["of", "here", "this", "that", "with"])
                        || !c.is_word(l)
                });
                return if shown {
                    Begins::Clause
                } else {
                    Begins::Hanging
                };
            }
            // "the official news agency"
            if left > from
                && !c.cap(left)
                && c.is_word(left)
                && c.class(left - 1).is(Class::DET)
                && !is_certain_verb(c, left)
                && !c.class(left).is(Class::PREP.or(Class::REL).or(Class::CONJ))
            {
                at = left - 1;
                continue;
            }
            // "Article 19 of the Ordinance"
            if matches!(mention.who, Who::Law(_))
                && c.is_any(left, &["of"])
                && left >= from + 2
                && left <= from + 4
            {
                return Begins::Clause;
            }
            let subordinate = class.is(Class::REL)
                || c.is_any(
                    left,
                    &[
                        "when", "while", "because", "since", "if", "although", "though", "that",
                        "than", "where", "before", "after", "until", "unless", "whereas",
                        "whether",
                    ],
                );
            if subordinate {
                return Begins::Hanging;
            }
            match c.what(left) {
                Some(What::Word) => {}
                _ => return Begins::Clause,
            }
            if class.is(Class::CONJ)
                && c.is_any(
                    left,
                    &["and", "but", "so", "yet", "or", "then", "nor", "plus"],
                )
            {
                return Begins::Clause;
            }
            if class.is(Class::ADV.or(Class::DET)) || c.is_adverb(left) || class.is(Class::TITLE) {
                at = left;
                continue;
            }
            // In May 2015 he; last week the ministry; in an interview for us a former operator.
            let other = self
                .sentence
                .mentions
                .iter()
                .any(|m| m.range.end <= at && !matches!(m.who, Who::Work(_)));
            let phrase = c.class(from).is(Class::PREP.or(Class::DATE).or(Class::DET))
                || c.word(from).starts_with(|c: char| c.is_ascii_digit())
                || TIMES.contains(&c.word(from).to_lowercase().as_str())
                || c.class(from).is(Class::CONJ.or(Class::ADV));
            let opens = phrase
                && !other
                && (from..at)
                    .all(|i| c.is_word(i) && !is_certain_verb(c, i) && !c.class(i).is(Class::REL));
            return if opens { Begins::Clause } else { Begins::No };
        }
    }

    /// The verb whose subject ends before token `end`: appositions, parentheses, relative clauses and places are passed over.
    fn verb(&self, end: usize) -> Option<usize> {
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
                    at = (at + 1..to).find(|&i| c.what(i) == Some(sign))? + 1;
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

    fn is_verb(&self, at: usize) -> bool {
        is_verb(&self.c, at)
    }

    /// Whether nothing but an -s makes a verb of it: behind a preposition that is a noun.
    fn is_plural(&self, at: usize) -> bool {
        self.c.word(at).ends_with('s') && !is_certain_verb(&self.c, at)
    }

    /// What it counts for as the subject of a verb.
    fn subject(&self, mention: &Mention) -> i32 {
        let c = &self.c;
        if mention.owns {
            return 0;
        }
        let begins = self.begins(mention);
        if begins == Begins::No {
            return 0;
        }
        let Some(verb) = self.verb(mention.range.end) else {
            // "Reuters, in March, on the same queue:"
            let verbless = !(self.sentence.from..self.sentence.to)
                .any(|i| is_certain_verb(c, i) && !c.is(i, "has"));
            return match (begins, &mention.who) {
                (Begins::Clause, Who::Person(_) | Who::Source(_) | Who::Law(_))
                    if verbless && self.sentence.colon =>
                {
                    7
                }
                _ => 0,
            };
        };
        let negated = (verb..(verb + 3).min(self.sentence.to)).any(|i| {
            c.is_any(i, &["not", "never", "declined", "refused", "failed", "n't"])
                || c.word(i).ends_with("n't")
                || c.word(i).ends_with("n’t")
        });
        if negated {
            return 0;
        }
        let main = self.main_verb(verb);
        let class = c.class(main);
        let says = class.is(Class::SAY) && class.is(FINITE.or(Class::BARE).or(Class::ING))
            || c.is_any(main, &["put", "puts"])
                && c.is_any(main + 1, &["it", "this", "that", "things"]);
        let gives = c.is_any(main, GIVES) || class.is(REPORT);
        let colon = self.sentence.colon;
        if mention.who == Who::Me {
            let own = [
                "wrote",
                "write",
                "said",
                "noted",
                "argued",
                "summed",
                "put",
                "described",
                "reported",
                "posted",
                "blogged",
                "published",
                "predicted",
                "warned",
                "explained",
                "written",
                "remarked",
                "observed",
            ];
            let to = (main + 1..(main + 4).min(self.sentence.to)).any(|i| c.is(i, "to"));
            let here = (main..self.sentence.to).any(|i| {
                c.is_any(
                    i,
                    &[
                        "here", "site", "blog", "page", "column", "note", "post", "ago", "before",
                        "earlier",
                    ],
                )
            }) || c.is_any(main + 1, &["in", "it", "this", "on"]);
            return if c.is_any(main, &own) && !to && here && colon {
                9
            } else {
                0
            };
        }
        // "She added that she remembers the hill." leads nothing in.
        let told = !colon
            && class.is(Class::SAY)
            && !c.is_any(
                main,
                &[
                    "told",
                    "wrote",
                    "answered",
                    "replied",
                    "responded",
                    "explained",
                ],
            )
            && main + 1 < self.sentence.to
            && !c.class(main + 1).is(Class::PREP.or(Class::ADV))
            || !colon && (main + 1..(main + 4).min(self.sentence.to)).any(|i| c.is(i, "that"));
        if told {
            return 3;
        }
        let kind = match (&mention.who, says, gives) {
            (_, true, _) => 10,
            (Who::Law(_), ..) => 8,
            (Who::Work(_), ..) => 6,
            (_, _, true) => 8,
            (Who::Person(_) | Who::Somebody | Who::He, ..) => 6,
            (Who::It | Who::They, ..) => 5,
            _ => 6,
        };
        match begins {
            Begins::As if says => 9,
            Begins::Clause => kind,
            _ => kind - 6,
        }
    }

    /// "has written", "would later say": the verb behind the auxiliaries.
    fn main_verb(&self, verb: usize) -> usize {
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

    /// What it counts for behind a preposition, in a relative clause, or as whom I asked.
    fn object(&self, mention: &Mention, mine: bool) -> i32 {
        let c = &self.c;
        if mention.owns || matches!(mention.who, Who::Me | Who::It) {
            return 0;
        }
        if matches!(mention.who, Who::He | Who::They) {
            return if mine { self.asked(mention) } else { 0 };
        }
        let mut at = mention.range.start;
        let from = self.sentence.from;
        while at > from
            && (c.class(at - 1).is(Class::DET.or(Class::TITLE))
                || c.is_any(at - 1, &["late", "great", "good", "old", "same"])
                || c.class(at - 1).is(Class::PERSON) && c.is_word(at - 1))
        {
            at -= 1;
        }
        let left = at.checked_sub(1).filter(|&l| l >= from);
        let work_before = |left: usize| {
            self.sentence.mentions.iter().any(|m| {
                matches!(m.who, Who::Work(_))
                    && m.range.end <= left + 1
                    && left - (m.range.end - 1) <= 4
                    && (m.range.end..left).all(|i| c.is_word(i))
            })
        };
        let source = matches!(mention.who, Who::Source(_) | Who::Law(_));
        let mut weight = 0;
        if let Some(left) = left {
            weight = match c.word(left).to_lowercase().as_str() {
                "to" if left > from && c.is(left - 1, "according") => 10,
                "from" if work_before(left) || left == from || self.sentence.colon => 7,
                "by" if work_before(left)
                    || c.word(left - usize::from(left > from)).ends_with("ed")
                    || c.is_any(
                        left - usize::from(left > from),
                        &["written", "said", "told", "put", "sent"],
                    ) =>
                {
                    7
                }
                "of" | "in" if work_before(left) && source => 7,
                "of" if work_before(left) => 7,
                "in" | "at" | "on" if source && left == from && self.sentence.colon => 6,
                "via" | "per" => 7,
                "let" | "hear" if left == from => 9,
                // Nobody puts it better than he; I leave the last word to her.
                "than" if c.is_any(left.saturating_sub(1), &["better", "best", "so"]) => 8,
                "to" if (left.saturating_sub(6).max(from)..left)
                    .any(|i| c.is_any(i, &["word", "over", "floor", "defer", "leave"])) =>
                {
                    8
                }
                _ => 0,
            };
        }
        // A congresswoman forwarded it to the agency, who sent the following.
        let end = mention.range.end;
        let comma = usize::from(c.what(end) == Some(What::Comma));
        if c.is_any(end + comma, &["who", "which"]) && end + comma + 1 < self.sentence.to {
            let verb = self
                .verb(end + comma + 1)
                .map_or(end + comma + 1, |verb| self.main_verb(verb));
            let has =
                c.is_any(verb, &["has", "had"]) && !c.is_any(verb + 1, &["this", "it", "more"]);
            let told = (c.class(verb).is(Class::SAY) || c.is_any(verb, GIVES)) && !has;
            let last = !(verb..self.sentence.to).any(|i| c.what(i) == Some(What::Comma));
            if told && (self.sentence.colon || mine) {
                weight = weight.max(match mine {
                    true => 10,
                    false if last && self.sentence.colon => 8,
                    false => 5,
                });
            }
        }
        if mine && matches!(mention.who, Who::Person(_) | Who::Somebody | Who::Source(_)) {
            weight = weight.max(self.asked(mention));
        }
        weight
    }

    /// What it counts for that a sentence which announces something names an outlet or a law at all, or "her letter".
    fn at_all(&self, mention: &Mention) -> i32 {
        let c = &self.c;
        if !self.sentence.colon {
            return 0;
        }
        let from = self.sentence.from;
        let before = (from..mention.range.start).rev().take(5);
        let asked = before.clone().any(|i| {
            c.is_any(
                i,
                &[
                    "told", "tells", "to", "against", "unlike", "than", "despite", "after", "not",
                    "never",
                ],
            )
        });
        match &mention.who {
            Who::Source(_) | Who::Law(_) if asked => 0,
            Who::Source(_) if mention.owns => 6,
            Who::Source(_) | Who::Law(_) => 5,
            Who::Work(_) if c.is_any(mention.range.start, &["his", "her", "its", "their"]) => 6,
            _ => 0,
        }
    }

    /// "I phoned its owner, Kagiso Letsholo": what it counts for that I, or we, turned to him.
    fn asked(&self, mention: &Mention) -> i32 {
        let c = &self.c;
        let from = self.sentence.from;
        let reach = mention.range.start.saturating_sub(12).max(from);
        for i in (reach..mention.range.start).rev() {
            let between = (i + 1..mention.range.start)
                .all(|k| c.is_word(k) || c.what(k) == Some(What::Comma));
            if !between {
                break;
            }
            let word = c.word(i).to_lowercase();
            if ASKS.contains(&word.as_str()) && i + 8 > mention.range.start {
                return 7;
            }
            let with = ASKS_WITH.iter().find(|(verb, _)| *verb == word);
            if let Some((_, prepositions)) = with
                && (i + 1..mention.range.start).any(|k| c.is_any(k, prepositions))
            {
                return 7;
            }
        }
        0
    }

    /// What it counts for as whose letter, report or man it is.
    fn owner(&self, mention: &Mention, next: Option<&Mention>) -> Option<i32> {
        let c = &self.c;
        if !mention.owns {
            return None;
        }
        // Kim's letter of 4 May; the Guardian's man; its last annual report.
        let end = mention.range.end;
        for i in end..(end + 5).min(self.sentence.to) {
            if !c.is_word(i) || c.class(i).is(Class::PREP.or(Class::AUX).or(Class::CONJ)) {
                break;
            }
            let word = c.word(i).to_lowercase();
            let staff = STAFF.contains(&word.as_str()) && matches!(mention.who, Who::Source(_));
            let work = super::words::WORKS.contains(&word.as_str())
                || c.class(i).is(Class::SPEECH_NOUN)
                || PERIODICALS.contains(&word.as_str());
            if staff {
                return Some(9);
            }
            if work {
                return Some(if self.sentence.colon { 8 } else { 7 });
            }
        }
        // The State Department's Ana Rivera
        let _ = next;
        None
    }

    /// The outlet that a person is said to write in or to talk to: "of the Linie 7 blog", "told Reuters", "in an interview with Reflex".
    fn prints(&self, mention: &Mention) -> Option<SourceRef> {
        let c = &self.c;
        let end = mention.range.end;
        let after = self
            .sentence
            .mentions
            .iter()
            .filter(|m| m.range.start >= end);
        for other in after {
            let Who::Source(source) = &other.who else {
                continue;
            };
            if other.owns {
                break;
            }
            let mut at = other.range.start;
            while at > end && c.class(at - 1).is(Class::DET) {
                at -= 1;
            }
            let told = c.is_any(at - 1, &["told", "tells"])
                || c.is_any(at - 1, &["with", "to", "for", "in"])
                    && (end..at)
                        .any(|i| c.is_any(i, &["interview", "interviewed", "talk", "spoke"]));
            let near = at - end <= 3
                && PERIODICALS.contains(&c.word(other.range.end))
                && c.is_any(at - 1, &["of", "from", "at", "in"]);
            if told || near {
                return Some(source.clone());
            }
        }
        None
    }
}

/// Words of phrases that say when.
const TIMES: &[&str] = &[
    "last",
    "next",
    "ago",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "day",
    "days",
    "spring",
    "summer",
    "autumn",
    "winter",
    "morning",
    "evening",
    "night",
    "today",
    "yesterday",
    "later",
    "earlier",
    "recently",
    "once",
    "then",
    "now",
    "early",
    "late",
    "time",
    "times",
];

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
pub(super) fn is_certain_verb(c: &Clause, at: usize) -> bool {
    let (class, word) = (c.class(at), c.word(at));
    if !c.is_word(at) || c.cap(at) {
        return false;
    }
    if class.is(REPORT) {
        return class.is(FINITE.or(Class::BARE)) && c.is_report(at);
    }
    class.is(Class::AUX) || VERBS.contains(&word) || GIVES.contains(&word)
}
