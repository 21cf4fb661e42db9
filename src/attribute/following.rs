//! Owns where a run of plain paragraphs ends that only a lead-in or a wire's dateline begins. Nobody says where: it goes on while
//! what follows sounds like reporting, like a law or like the person who was announced, and stops early rather than late.

use std::sync::LazyLock;

use regex::Regex;

use crate::passage::Attribution;

use super::blocks::{BARRIER, LONGEST_RUN, is_list_item};
use super::echoes;
use super::flow::Flow;
use super::lead_in;
use super::named::{Named, Others, is_of_pyongyang, names, names_others};
use super::outlets::Outlets;
use super::own::Own;
use super::patterns::pattern;
use super::register::{self, Sound};
use super::signs;
use super::turns;

/// What a paragraph without any sign counts for where the run opens with a wire's dateline: whoever copies that copies the story.
const SILENT_AFTER_DATELINE: i32 = 7;
/// What it counts for that a paragraph names persons whom only the publisher has brought in.
const FROM_ABOVE: i32 = -12;

/// What it counts for that a paragraph below Pyongyang's words says "we": so Pyongyang speaks.
const OURS: i32 = 12;
/// What it counts for that a paragraph has another outlet report.
const ANOTHER_REPORTS: i32 = -10;

/// How the words that were announced are made, which says how they go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As a report.
    Report,
    /// As a law or a contract.
    Law,
    /// As somebody speaks or writes, who may say "I".
    Speech,
    /// Between marks, from the first word to the last.
    Quoted,
    /// One paragraph.
    Once,
}

/// Whether a paragraph is made like one of a law.
pub(super) fn is_law(words: &str) -> bool {
    LAW.is_match(words)
}

static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:shall|may not|must not|is prohibited|are prohibited|is forbidden|decides that|calls upon|urges|commits an offence|be guilty of|is guilty of|is liable|comprises|without prejudice|for the purposes of)\b|\bshould be\b|^\((?:[a-z]|\d{1,2}|[ivx]{1,4})\) |^(?:The|A|An|Any|No|Each|Every|Nothing) [^.“”]{2,80}? (?:may|must)\b|한다\.$|하여야 |할 수 (?:있|없)다",
    )
});

/// Groups the run that begins with item `first`; returns the item behind it.
pub(super) fn follow<'f>(
    flow: &mut Flow<'f>,
    outlets: &Outlets,
    own: &Own<'f>,
    first: usize,
    whose: Attribution,
    manner: Manner,
) -> usize {
    let sound = register::listen(flow.words(first));
    let we = sound.we && !is_of_pyongyang(outlets, whose.source.as_ref());
    let as_i = (sound.own || we) && !sound.opens_quoted && manner != Manner::Once;
    let enumerated = manner == Manner::Law && is_law(flow.words(first));
    if as_i && manner == Manner::Report || is_list_item(flow.words(first)) && !enumerated {
        return first + 1;
    }
    let run = Run {
        flow,
        outlets,
        own,
        first,
        whose: &whose,
    };
    let last = match manner {
        Manner::Law => run.law(),
        Manner::Quoted => run.quoted(),
        Manner::Once => first,
        Manner::Speech if as_i => run.speech(),
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
    own: &'a Own<'f>,
    first: usize,
    whose: &'a Attribution,
}

impl Run<'_, '_, '_> {
    /// The items that may be of it: no heading, and no change of style.
    fn rest(&self) -> impl Iterator<Item = usize> {
        let end = self.flow.items.len().min(self.first + LONGEST_RUN);
        let style = turns::style(&register::listen(self.flow.words(self.first)).outside);
        (self.first + 1..end).take_while(move |&at| {
            let plain = self.flow.items[at].is_plain();
            let words = if plain { self.flow.words(at) } else { "" };
            let other = turns::style(words).filter(|_| style.is_some());
            plain
                && !turns::is_heading(words)
                && (other.is_none() || other == style)
                && !(self.outlets.habits().labels && turns::label(words).is_some())
        })
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

    fn is_from_above(&self, at: usize) -> bool {
        let words = self.flow.words(at);
        let said = self.said(at);
        self.own
            .names_from_above(self.flow, words, self.first, said)
    }

    /// The last paragraph that stands between marks as the first does: each reopens them, or is quoted whole.
    fn quoted(&self) -> usize {
        let mut last = self.first;
        let mut unclosed = register::listen(self.flow.words(last)).unclosed;
        for at in self.rest() {
            let sound = register::listen(self.flow.words(at));
            if !sound.opens_quoted || !unclosed && !sound.all_quoted || sound.speaks {
                break;
            }
            last = at;
            unclosed = sound.unclosed;
        }
        last
    }

    /// The last paragraph that is made like a law's.
    fn law(&self) -> usize {
        let goes_on = |&at: &usize| {
            let words = self.flow.words(at);
            is_law(words) && !self.is_taken_up(at) && register::listen(words).score > -10
        };
        self.rest().take_while(goes_on).last().unwrap_or(self.first)
    }

    /// The last paragraph in which whoever was announced speaks of himself. One in which he does not is his too if it says nothing
    /// of whose it is, and the publisher certainly speaks behind it.
    fn speech(&self) -> usize {
        let mut last = self.first;
        for at in self.rest() {
            let words = self.flow.words(at);
            let sound = register::listen(words);
            if !register::has_first_person(&sound) || self.is_outside(at, &sound) {
                let silent = (-10..4).contains(&sound.score)
                    && !sound.speaks
                    && !sound.outside.contains('“')
                    && !self.is_outside(at, &sound);
                let own_below = self.rest().find(|&below| below > at).is_some_and(|below| {
                    let next = register::listen(self.flow.words(below));
                    next.own || next.we || self.is_outside(below, &next)
                });
                return if silent && own_below { at } else { last };
            }
            last = at;
        }
        last
    }

    /// Whether a paragraph below somebody's speech is none of it: it looks on it from outside.
    fn is_outside(&self, at: usize, sound: &Sound) -> bool {
        let words = self.flow.words(at);
        let by_person = if sound.we { signs::WE } else { 0 }
            + if register::says_i(&sound.outside) {
                signs::I
            } else {
                0
            };
        // Who is addressed in it was before.
        let addressed = YOU.is_match(&sound.outside) && YOU.is_match(self.said(at));
        let by_address = if addressed { signs::YOU } else { 0 };
        // "I" after nothing but "we".
        let alone = register::says_i(&sound.outside) && !register::says_i(self.said(at));
        lead_in::announces(words)
            || sound.dateline
            || alone
            || sound.score - by_person - by_address <= -20
            || LOOKS_BACK.is_match(&sound.outside)
            || self.is_spoken_of(words)
            || self.is_taken_up(at)
            || self.is_from_above(at)
    }

    /// Whether a paragraph names the speaker: he would say "I".
    fn is_spoken_of(&self, words: &str) -> bool {
        let Some(speaker) = &self.whose.speaker else {
            return false;
        };
        let mut names = speaker.name.split(' ').filter(|n| n.len() > 2);
        names.any(|name| name.starts_with(char::is_uppercase) && words.contains(name))
    }

    /// What a paragraph without any sign counts for.
    fn silent(&self) -> i32 {
        match self.own.loud(self.flow) {
            60.. => 1,
            40.. => -3,
            _ => -5,
        }
    }

    /// The paragraph to which the sum of signs is the highest.
    fn report(&self, first: Sound, speaks: bool) -> usize {
        let flow = self.flow;
        let whole = first.dateline;
        let silent = self.silent();
        let mut above = first;
        let (mut best, mut sum) = ((0, self.first), 0);
        let mut passed: Vec<String> = Vec::new();
        for at in self.rest() {
            let words = flow.words(at);
            if is_list_item(words) {
                break;
            }
            let sound = register::listen(words);
            let we = sound.we && !is_of_pyongyang(self.outlets, self.whose.source.as_ref());
            if sound.own || we || sound.dateline || lead_in::announces(words) {
                break;
            }
            let own_we = if we != sound.we { signs::WE } else { 0 };
            // What sounds so much like the publisher is where he speaks again, whatever follows it.
            if sound.score - own_we <= BARRIER && !speaks || !whole && self.is_taken_up(at) {
                break;
            }
            // Who weighs other outlets' reports against what was quoted is the publisher.
            let others = names_others(self.outlets, self.whose.source.as_ref(), &sound);
            if others == Others::Decide && !whole {
                break;
            }
            let named = names(self.outlets, self.whose.source.as_ref(), &sound);
            // Who puts the first paragraph between marks does so with the others.
            if named == Named::AsReporter || above.all_quoted && !sound.opens_quoted {
                break;
            }
            let own_below = before_own(flow, at);
            sum += sound.score - own_we
                + if own_we != 0 { OURS } else { 0 }
                + if named == Named::AsInterviewer { 20 } else { 0 }
                + if whole { SILENT_AFTER_DATELINE } else { silent }
                + if others == Others::Named {
                    ANOTHER_REPORTS
                } else {
                    0
                }
                + if self.is_from_above(at) {
                    FROM_ABOVE
                } else {
                    0
                }
                + if sound.against > -8 { own_below } else { 0 }
                + register::leans(&above, &sound)
                + register::leans_far(&passed, &sound)
                + if above.elides { 30 } else { 0 };
            if sum > best.0 || sum == best.0 && own_below > 0 {
                best = (sum, at);
            }
            passed.push(std::mem::replace(&mut above, sound).outside);
        }
        best.1
    }
}

static YOU: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:[Yy]ou|[Yy]our|[Yy]ours|[Dd]ear \p{Lu}\p{L}+)\b"));
/// "I read that twice": who speaks has somebody else's words before him.
static LOOKS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:and |but |so )?(?:I|we)(?:'ve|'d|'m)? (?:have |had |just |still |once )*(?:read|reads|reread|quote|quoted|copy|copied|cite|showed|put|asked|wrote (?:back )?to|know of|don't|do not|can't|cannot|doubt|believe|like|love|think|thought) (?:that|this|it|him|her|them|these|those|what)\b|\b(?:this|that|the|his|her) (?:letter|e-?mail|memoir|book|speech|statement|story|post|poem|passage|page|quote)\b",
    )
});

/// What a paragraph below a lead-in counts for by what stands beneath it: where the publisher certainly speaks next, it is he who
/// begins there; an article's last word is mostly his.
fn before_own(flow: &Flow, at: usize) -> i32 {
    let mut below = (at + 1..flow.items.len()).filter(|&b| flow.items[b].passage.is_some());
    match below.next() {
        None => -4,
        Some(b) if flow.items[b].is_plain() => {
            let next = register::listen(flow.words(b));
            match next.score {
                _ if next.own || next.we => 12,
                ..=-15 => 12,
                _ => 0,
            }
        }
        Some(_) => 0,
    }
}
