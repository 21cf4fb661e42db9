//! Owns what somebody counts for as the subject of a clause: who writes, says, sends there. Refuses subjects of what is denied.

use crate::analyze::speech::Class;

use super::super::super::announcer::can_speak;
use super::super::super::speaker::phrase::{FINITE, REPORT};
use super::super::super::speaker::tokens::What;
use super::super::who::{Mention, Who};
use super::super::words::{GIVES, PEOPLE};
use super::verb::is_certain_verb;
use super::{Begins, Reader};

impl Reader<'_> {
    /// Whether it opens a clause; leading adverbs and phrases of time are passed over.
    pub(super) fn begins(&self, mention: &Mention) -> Begins {
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
            // "The Guardian's Ada Quill" begins where the Guardian does.
            let owner = self
                .sentence
                .mentions
                .iter()
                .find(|m| m.owns && m.range.end == at);
            if let Some(owner) = owner.filter(|_| matches!(mention.who, Who::Person(_))) {
                at = owner.range.start;
                continue;
            }
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
            // "Retired admiral Doug Farrow", "Longtime reader Ho Yun"
            let trade = c.class(left).is(Class::PERSON)
                || PEOPLE.contains(&c.word(left))
                || can_speak(c.word(left))
                || (left <= from + 2 || at < mention.range.start)
                    && class == Class::OPEN
                    && !is_certain_verb(c, left);
            if matches!(mention.who, Who::Person(_)) && c.is_word(left) && !c.cap(left) && trade {
                at = left;
                continue;
            }
            if at < mention.range.start
                && left == from
                && c.is_word(left)
                && !class.is(Class::CLOSED)
            {
                return Begins::Clause;
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

    /// What it counts for as the subject of a verb.
    pub(super) fn subject(&self, mention: &Mention) -> i32 {
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
                .take_while(|&i| {
                    !c.class(i).is(Class::REL) && !c.is_any(i, &["as", "while", "because"])
                })
                .any(|i| is_certain_verb(c, i) && !c.is(i, "has"));
            return match (begins, &mention.who) {
                (Begins::Clause, Who::Person(_) | Who::Source(_) | Who::Law(_) | Who::Somebody)
                    if verbless && self.sentence.colon =>
                {
                    7
                }
                // "The notice in full:", "Later in the same report:"
                (Begins::Clause, Who::Work(_)) if verbless && self.sentence.colon => 6,
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
        let colon = self.sentence.colon;
        // "Reuters has an office there" gives nothing, "has the better story" does.
        let has = c.is_any(main, &["has", "had"])
            && !colon
            && !(main + 1..(main + 5).min(self.sentence.to)).any(|i| {
                self.sentence
                    .mentions
                    .iter()
                    .any(|m| matches!(m.who, Who::Work(_)) && m.range.contains(&i))
            });
        let gives = (c.is_any(main, GIVES) || class.is(REPORT)) && !has;
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
            && c.is_word(main + 1)
            && !c
                .class(main + 1)
                .is(Class::PREP.or(Class::ADV).or(Class::CONJ).or(Class::REL))
            || !colon && (main + 1..(main + 4).min(self.sentence.to)).any(|i| c.is(i, "that"));
        if told {
            return 3;
        }
        // "Daily NK was first with the news", "The Asahi was blunter."
        let tone = class.is(Class::AUX)
            && (main + 1..(main + 5).min(self.sentence.to)).any(|i| c.is_any(i, TONES));
        // "The minister shrugged.", "Ambassador Pak had the floor next."
        let turn = c.is_any(main, GESTURES)
            || (main..(main + 4).min(self.sentence.to)).any(|i| c.is_any(i, FLOOR));
        let person = matches!(mention.who, Who::Person(_) | Who::Somebody | Who::He);
        // "Mr. Hwang copied these lines from the rock": they are another's.
        if person && c.is_any(main, PASSES_ON) {
            return 0;
        }
        let kind = match (&mention.who, says, gives || tone || turn && person) {
            (_, true, _) => 10,
            (Who::Law(_), ..) => 8,
            (Who::Work(_), ..) => 6,
            (_, _, true) => 8,
            // "She had no doubts."
            (Who::Person(_) | Who::Somebody | Who::He, ..) => {
                6 + i32::from(self.sentence.to - self.sentence.from <= 6)
            }
            (Who::It | Who::They, ..) => 5,
            _ => 6,
        };
        match begins {
            Begins::As if says => 9,
            Begins::Clause => kind,
            _ => kind - 6,
        }
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

/// What is said of somebody because of how he said or told it.
const TONES: &[&str] = &[
    "first",
    "quick",
    "quicker",
    "quickest",
    "faster",
    "blunt",
    "blunter",
    "bluntest",
    "brief",
    "briefer",
    "brisk",
    "short",
    "shorter",
    "terse",
    "terser",
    "curt",
    "curter",
    "laconic",
    "frank",
    "franker",
    "candid",
    "clear",
    "clearer",
    "clearest",
    "plain",
    "plainer",
    "precise",
    "specific",
    "kinder",
    "kindest",
    "harsher",
    "harshest",
    "sharper",
    "sharpest",
    "sour",
    "lyrical",
    "generous",
    "cautious",
    "careful",
    "skeptical",
    "sceptical",
    "pleased",
    "unimpressed",
    "impressed",
    "convinced",
    "enthusiastic",
    "forthcoming",
    "diplomatic",
    "poetic",
    "funnier",
    "funniest",
    "best",
    "better",
    "worst",
    "optimistic",
    "pessimistic",
    "gloomier",
    "dismissive",
    "livid",
    "furious",
    "delighted",
    "philosophical",
    "emphatic",
    "adamant",
    "unmoved",
    "unconvinced",
];

/// What somebody does with the words of others.
pub(super) const PASSES_ON: &[&str] = &[
    "copied",
    "transcribed",
    "translated",
    "forwarded",
    "photographed",
    "recited",
    "memorized",
    "memorised",
    "copies",
    "translates",
];

/// What somebody does before he speaks.
const GESTURES: &[&str] = &[
    "shrugged",
    "shrugs",
    "laughed",
    "laughs",
    "smiled",
    "smiles",
    "nodded",
    "nods",
    "sighed",
    "sighs",
    "hesitated",
    "hesitates",
    "paused",
    "pauses",
    "frowned",
    "frowns",
    "grinned",
    "grins",
    "winced",
    "winces",
    "blushed",
    "chuckled",
    "snorted",
    "objected",
    "objects",
    "differs",
    "differed",
    "begged",
];

/// What a speaker has or takes.
const FLOOR: &[&str] = &[
    "floor",
    "stage",
    "stand",
    "microphone",
    "podium",
    "lectern",
    "head",
];
