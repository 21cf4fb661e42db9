//! Owns what somebody counts for who is no subject: whose letter it is, who was asked, from whom it came, and where he printed it. Refuses
//! whoever is only spoken to.

use crate::analyze::speech::Class;
use crate::source::SourceRef;

use super::super::super::speaker::phrase::FINITE;
use super::super::super::speaker::tokens::What;
use super::super::who::{Mention, Who};
use super::super::words::{ASKS, ASKS_WITH, GIVES, PERIODICALS, STAFF, WORKS};
use super::Reader;

impl Reader<'_> {
    /// What it counts for behind a preposition, in a relative clause, or as whom I asked.
    pub(super) fn object(&self, mention: &Mention, mine: bool) -> i32 {
        let c = &self.c;
        if mention.owns || matches!(mention.who, Who::Me | Who::It) {
            return 0;
        }
        if matches!(mention.who, Who::He | Who::They) {
            let at = mention.range.start;
            if at >= self.sentence.from + 2 && c.is(at - 1, "to") && c.is(at - 2, "according") {
                return 10;
            }
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
            // "I found this in the Gazette of 3 May."
            let shown = (from..left).any(|i| {
                c.is_any(
                    i,
                    &[
                        "this",
                        "these",
                        "following",
                        "passage",
                        "passages",
                        "lines",
                        "paragraph",
                        "excerpt",
                        "extract",
                    ],
                )
            });
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
                "from" | "in" | "by" | "on" | "at" if shown && source && mine => 7,
                "from" | "by" | "to"
                    if shown && mine && mention.range.end + 3 >= self.sentence.to =>
                {
                    7
                }
                "via" | "per" => 7,
                "let" | "hear" if left == from => 9,
                _ if self.inverted(left) => 10,
                "quote" | "quoting" | "cite" if self.sentence.colon => 9,
                // The best account is by her; the only one who answered was a pilot, Yun.
                "by" if left > from && c.class(left - 1).is(Class::AUX) => 7,
                "is" | "was" if self.sentence.colon && matches!(mention.who, Who::Person(_)) => 10,
                // I close with the poet Baek.
                "with"
                    if left > from
                        && c.is_any(
                            left - 1,
                            &[
                                "close", "end", "begin", "start", "finish", "conclude", "closing",
                                "ending",
                            ],
                        ) =>
                {
                    7
                }
                // Nobody puts it better than he; I leave the last word to her.
                "than" if c.is_any(left.saturating_sub(1), &["better", "best", "so"]) => 8,
                "to" if (left.saturating_sub(6).max(from)..left).any(|i| c.is_any(i, LEFT_TO)) => 8,
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
        // "This is from Wet Rope:", "Then there's Piet:"
        let ends = self.sentence.colon && mention.range.end == self.sentence.to;
        if ends
            && left.is_some_and(|l| {
                c.is_any(
                    l,
                    &[
                        "from", "by", "in", "at", "via", "is", "was", "there", "with", "of",
                    ],
                )
            })
        {
            weight = weight.max(7);
        }
        if mine && matches!(mention.who, Who::Person(_) | Who::Somebody | Who::Source(_)) {
            weight = weight.max(self.asked(mention));
        }
        weight
    }

    /// Whether a verb of speech stands at `at` with its subject behind it: "Not so fast, says Pak", "So wrote the paper".
    fn inverted(&self, at: usize) -> bool {
        let c = &self.c;
        let before = at.checked_sub(1).filter(|&b| b >= self.sentence.from);
        let opens = before.is_none_or(|b| !c.is_word(b) || c.is_any(b, &["so", "thus", "as"]));
        opens && c.class(at).is(Class::SAY) && c.class(at).is(FINITE) && !c.is_any(at, &["read"])
    }

    /// What it counts for that a sentence which announces something names an outlet or a law at all, or "her letter".
    pub(super) fn at_all(&self, mention: &Mention) -> i32 {
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
    pub(super) fn asked(&self, mention: &Mention) -> i32 {
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
    pub(super) fn owner(&self, mention: &Mention) -> Option<i32> {
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
            let staff = STAFF.contains(&word.as_str());
            let work = staff
                || WORKS.contains(&word.as_str())
                || c.class(i).is(Class::SPEECH_NOUN)
                || PERIODICALS.contains(&word.as_str());
            if staff && matches!(mention.who, Who::Source(_)) {
                return Some(9);
            }
            if work {
                return Some(if self.sentence.colon { 8 } else { 7 });
            }
        }
        None
    }

    /// Whether a person is said to have written for the publisher: "wrote here last year", "in these pages".
    pub(super) fn here(&self, mention: &Mention) -> bool {
        let c = &self.c;
        let end = mention.range.end;
        let wrote = (end..(end + 6).min(self.sentence.to)).find(|&i| {
            c.is_any(
                i,
                &[
                    "wrote", "writes", "written", "reported", "argued", "posted", "blogged",
                    "noted",
                ],
            )
        });
        let place = |i: usize| {
            c.is(i, "here")
                || c.is_any(i, &["in", "on", "for"])
                    && c.is_any(i + 1, &["these", "this", "our"])
                    && c.is_any(
                        i + 2,
                        &[
                            "pages",
                            "page",
                            "blog",
                            "site",
                            "newsletter",
                            "column",
                            "website",
                            "bulletin",
                            "space",
                        ],
                    )
        };
        matches!(mention.who, Who::Person(_))
            && wrote.is_some_and(|verb| (verb + 1..(verb + 8).min(self.sentence.to)).any(place))
    }

    /// The outlet that a person is said to write in or to talk to: "of the Linie 7 blog", "told Reuters", "in an interview with Reflex".
    pub(super) fn prints(&self, mention: &Mention) -> Option<SourceRef> {
        let c = &self.c;
        let end = mention.range.end;
        for other in &self.sentence.mentions {
            let Who::Source(source) = &other.who else {
                continue;
            };
            // "The Courier's Ada Quill", "Reuters' Seoul correspondent, Pak Jun"
            let man = other.owns
                && other.range.end <= mention.range.start
                && mention.range.start - other.range.end <= 4
                && (other.range.end..mention.range.start).all(|i| {
                    c.cap(i)
                        || STAFF.contains(&c.word(i))
                        || c.class(i).is(Class::PERSON)
                        || !c.is_word(i)
                });
            if man {
                return Some(source.clone());
            }
            let mut at = other.range.start;
            while at > self.sentence.from && c.class(at - 1).is(Class::DET) {
                at -= 1;
            }
            let Some(left) = at.checked_sub(1).filter(|&l| l >= self.sentence.from) else {
                continue;
            };
            // "Ferenc Halmos, The Willing Creditor (1988)", "in her memoir, Salt Stairs"
            let work = |m: &Mention| {
                matches!(m.who, Who::Work(_)) && (m.range.end == left || m.range.end == at)
            };
            let title = other.title
                && (c.is_any(left, &["in", "from", "of"])
                    || c.what(left) == Some(What::Comma) && left == end
                    || self.sentence.mentions.iter().any(work));
            if title {
                return Some(source.clone());
            }
            let asked = ["interview", "interviewed", "talk", "conversation"];
            let asked = c.is_any(left, &["with", "to", "for", "in"])
                && (left.saturating_sub(5).max(self.sentence.from)..left)
                    .any(|i| c.is_any(i, &asked));
            let said = [
                "said",
                "spoke",
                "speaking",
                "talked",
                "talking",
                "complained",
                "boasted",
            ];
            let said = at > end && c.is(left, "to") && (end..left).any(|i| c.is_any(i, &said));
            let told = at > end && c.is_any(left, &["told", "tells"]) || said || asked;
            let periodical = PERIODICALS.contains(&c.word(other.range.end))
                || PERIODICALS.contains(&c.word(other.range.end - 1));
            let near = at > end
                && at - end <= 3
                && periodical
                && c.is_any(left, &["of", "from", "at", "in"]);
            // "In the Courier, Ada Quill goes", "Bo Lind, in the Courier,", "Ada Quill of the Post"
            let set_off = c.what(other.range.end) == Some(What::Comma);
            let place = ["in", "at", "for", "on", "over"];
            let doing = c.is_any(
                self.sentence.from,
                &[
                    "over",
                    "writing",
                    "speaking",
                    "talking",
                    "interviewed",
                    "asked",
                    "quoted",
                ],
            );
            let opening = (c.is_any(left, &place)
                || doing && c.is_any(left, &["to", "with", "by"]))
                && left == self.sentence.from + usize::from(doing)
                && other.range.end < mention.range.start
                && (set_off || doing);
            let aside = left > 0
                && c.what(left - 1) == Some(What::Comma)
                && left - 1 == end
                && c.is_any(left, &place)
                && set_off;
            let of = left == end
                && other.outlet
                && c.is_any(left, &["of", "at", "from", "in"])
                && matches!(mention.who, Who::Person(_));
            if !other.owns && (opening || aside || of) {
                return Some(source.clone());
            }
            if other.owns {
                continue;
            }
            // "in a letter that the Panel reproduces"
            let reprinted =
                c.is_any(left, &["that", "which"]) && c.is_any(other.range.end, REPRINTS);
            if told || near || reprinted {
                return Some(source.clone());
            }
        }
        None
    }
}

/// Behind these words "to" names who speaks next: I leave the last word to her; it was left to Kyodo; over to Reuters.
const LEFT_TO: &[&str] = &[
    "word", "over", "floor", "defer", "leave", "left", "falls", "fell", "turn", "belongs", "goes",
    "went", "back",
];

/// How somebody's letter or speech is said to stand in what another has published.
const REPRINTS: &[&str] = &[
    "reproduces",
    "reproduced",
    "prints",
    "printed",
    "reprints",
    "reprinted",
    "publishes",
    "published",
    "quotes",
    "quoted",
    "carries",
    "carried",
    "annexes",
    "annexed",
    "attaches",
    "attached",
    "ran",
    "runs",
    "cites",
    "cited",
];
