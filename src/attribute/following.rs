//! Owns where a run of plain paragraphs ends that only a lead-in or a wire's dateline begins. Nobody says where: it goes on while
//! what follows sounds like reporting, like a law or like the person who was announced, and stops early rather than late.

use std::sync::LazyLock;

use regex::Regex;

use crate::passage::Attribution;

use super::blocks::{BARRIER, LONGEST_RUN, is_list_item};
use super::echoes::{self, Names};
use super::flow::Flow;
use super::lead_in;
use super::named::{Named, names};
use super::outlets::Outlets;
use super::patterns::pattern;
use super::register::{self, Sound};
use super::signs;

/// What a paragraph without any sign counts for in a run that grows downwards from a lead-in, where no credit follows.
const SILENT_BELOW: i32 = -5;
/// The same where the run opens with a wire's dateline: whoever copies that copies the story.
const SILENT_AFTER_DATELINE: i32 = 7;
/// What it counts for that a paragraph names persons whom only the publisher has brought in.
const FROM_ABOVE: i32 = -12;

/// How the words that were announced are made, which says how they go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As a report.
    Report,
    /// As a law or a contract.
    Law,
    /// As somebody speaks or writes, who may say "I".
    Speech,
}

/// Whether a paragraph is made like one of a law.
pub(super) fn is_law(words: &str) -> bool {
    LAW.is_match(words)
}

static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:shall|may not|must not|is prohibited|are prohibited|is forbidden|decides that|calls upon|urges|commits an offence|is guilty of|is liable|without prejudice|for the purposes of)\b|^\((?:[a-z]|\d{1,2}|[ivx]{1,4})\) |^(?:The|A|An|Any|No|Each|Every|Nothing) [^.“”]{2,80}? (?:may|must)\b|한다\.$|하여야 |할 수 (?:있|없)다",
    )
});

/// Groups the run that begins with item `first`; returns the item behind it.
pub(super) fn follow<'f>(
    flow: &mut Flow<'f>,
    outlets: &Outlets,
    known: &Names<'f>,
    first: usize,
    whose: Attribution,
    manner: Manner,
) -> usize {
    let sound = register::listen(flow.words(first));
    let own = (sound.own || sound.we) && !sound.opens_quoted;
    let enumerated = manner == Manner::Law && is_law(flow.words(first));
    if own && manner == Manner::Report || is_list_item(flow.words(first)) && !enumerated {
        return first + 1;
    }
    let run = Run {
        flow,
        outlets,
        known,
        first,
        whose: &whose,
    };
    let last = match manner {
        Manner::Law => run.law(),
        Manner::Speech if own => run.speech(),
        Manner::Speech => run.report(sound, true),
        Manner::Report => run.report(sound, false),
    };
    flow.group(first, last, whose);
    last + 1
}

/// A run in the making.
struct Run<'a, 'f, 'o> {
    flow: &'a Flow<'f>,
    outlets: &'a Outlets<'o>,
    known: &'a Names<'f>,
    first: usize,
    whose: &'a Attribution,
}

impl Run<'_, '_, '_> {
    /// The items that may be of it.
    fn rest(&self) -> impl Iterator<Item = usize> {
        let end = self.flow.items.len().min(self.first + LONGEST_RUN);
        (self.first + 1..end).take_while(|&at| self.flow.items[at].is_plain())
    }

    /// The run's words above item `at`.
    fn said(&self, at: usize) -> &str {
        let start = self.flow.items[self.first].span.start as usize;
        let end = self.flow.items[at - 1].span.end as usize;
        &self.flow.article.text[start..end]
    }

    /// Whether the publisher takes up in paragraph `at` what the run has said.
    fn is_taken_up(&self, at: usize) -> bool {
        echoes::takes_up(self.flow.words(at), self.said(at))
    }

    fn from_above(&self, at: usize) -> bool {
        let words = self.flow.words(at);
        self.known.from_above(words, self.first, self.said(at)) > 0
    }

    /// The last paragraph that is made like a law's.
    fn law(&self) -> usize {
        let goes_on = |&at: &usize| {
            let words = self.flow.words(at);
            is_law(words) && !self.is_taken_up(at) && register::listen(words).score > -10
        };
        self.rest().take_while(goes_on).last().unwrap_or(self.first)
    }

    /// The last paragraph in which whoever was announced speaks of himself; one in which nobody does may stand between.
    fn speech(&self) -> usize {
        let mut last = self.first;
        for at in self.rest() {
            let words = self.flow.words(at);
            let sound = register::listen(words);
            let outcry = sound.score
                - if sound.own { signs::I } else { 0 }
                - if sound.we { signs::WE } else { 0 };
            let ended = lead_in::announces(words)
                || sound.dateline
                || outcry <= -20
                || self.is_spoken_of(words)
                || self.is_taken_up(at)
                || self.from_above(at);
            if ended {
                break;
            }
            if register::has_first_person(&sound) {
                last = at;
            } else if at > last + 1 || sound.score <= BARRIER || sound.speaks {
                break;
            }
        }
        last
    }

    /// Whether a paragraph names the speaker: he would say "I".
    fn is_spoken_of(&self, words: &str) -> bool {
        let Some(speaker) = &self.whose.speaker else {
            return false;
        };
        let mut names = speaker.name.split(' ').filter(|n| n.len() > 2);
        names.any(|name| name.starts_with(char::is_uppercase) && words.contains(name))
    }

    /// The paragraph to which the sum of signs is the highest.
    fn report(&self, first: Sound, speaks: bool) -> usize {
        let flow = self.flow;
        let whole = first.dateline;
        let mut above = first;
        let (mut best, mut sum) = ((0, self.first), 0);
        let mut passed: Vec<String> = Vec::new();
        for at in self.rest() {
            let words = flow.words(at);
            if is_list_item(words) {
                break;
            }
            let sound = register::listen(words);
            if sound.own || sound.we || sound.dateline || lead_in::announces(words) {
                break;
            }
            // What sounds so much like the publisher is where he speaks again, whatever follows it.
            if sound.score <= BARRIER && !speaks || !whole && self.is_taken_up(at) {
                break;
            }
            let named = names(self.outlets, self.whose.source.as_ref(), &sound);
            // Who puts the first paragraph between marks does so with the others.
            if named == Named::AsReporter || above.all_quoted && !sound.opens_quoted {
                break;
            }
            sum += sound.score
                + if named == Named::AsInterviewer { 20 } else { 0 }
                + if whole {
                    SILENT_AFTER_DATELINE
                } else {
                    SILENT_BELOW
                }
                + if self.from_above(at) { FROM_ABOVE } else { 0 }
                + before_own(flow, at)
                + register::leans(&above, &sound)
                + register::leans_far(&passed, &sound)
                + if above.elides { 30 } else { 0 };
            if sum > best.0 {
                best = (sum, at);
            }
            passed.push(std::mem::replace(&mut above, sound).outside);
        }
        best.1
    }
}

/// What a paragraph below a lead-in counts for by what stands beneath it: where the publisher certainly speaks next, it is he who
/// begins there; an article's last word is mostly his.
fn before_own(flow: &Flow, at: usize) -> i32 {
    let mut below = (at + 1..flow.items.len()).filter(|&b| flow.items[b].passage.is_some());
    match below.next() {
        None => -4,
        Some(b) if flow.items[b].is_plain() => {
            let next = register::listen(flow.words(b));
            if next.own || next.score <= -30 { 12 } else { 0 }
        }
        Some(_) => 0,
    }
}
