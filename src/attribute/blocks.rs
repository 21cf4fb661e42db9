//! Owns where a credited run of paragraphs begins and ends. Refuses to read a credit (`credit` does) and to weigh a paragraph's
//! register (`register` does).
//!
//! In plain text a credit says where a block ends, and nothing says where it begins: the run grows upwards from the credit,
//! over the paragraphs whose sum of signs is the highest, and never over a paragraph that is certainly the publisher's own,
//! another credit, a separator, a heading, a list or a lead-in. So two weak signs need not be right each, only in sum.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{Role, Span};
use crate::passage::Attribution;
use crate::source::SourceRef;

use super::announced::announced;
use super::around::Around;
use super::credit::{Credited, Trust};
use super::echoes;
use super::flow::{Flow, Item, attribution};
use super::lead_in;
use super::named::{Named, is_of_pyongyang, names};
use super::outlets::{Habits, Outlets};
use super::patterns::pattern;
use super::register;
use super::relay;
use super::signs;
use super::trailing::{self, Trailing};
use super::turns;

/// What a paragraph without any sign counts for in a run that grows upwards, in tenths: it takes evidence to be given away.
const SILENT: i32 = -6;
/// The same for the article's first paragraph: few posts open with somebody else's words.
const OPENING: i32 = -12;
/// A paragraph that counts for so little ends the run.
pub(super) const BARRIER: i32 = -14;
/// The same right behind another block, where the publisher mostly speaks again.
const BEHIND_A_BLOCK: i32 = -12;
/// The same in an article that is a row of clippings.
const IN_A_DIGEST: i32 = 2;
/// The same above a paragraph that begins as a report does.
const LEAD_BELOW: i32 = -10;
/// What it counts for that a paragraph itself tells something and then who has it so.
const LEAD: i32 = 8;
/// What it counts for that a Korean paragraph tells nothing that happened or was said.
const TELLS_NOTHING: i32 = -8;
/// At most so many paragraphs are one run.
pub(super) const LONGEST_RUN: usize = 60;

/// Learns in which forms the article credits outlets that are known.
pub(super) fn habits(flow: &Flow, outlets: &Outlets) {
    let mut habits = Habits::default();
    let digest = (flow.article.title.as_deref()).is_some_and(|title| DIGEST.is_match(title));
    let (mut credits, mut own, mut round, mut labels) = (0, 0, 0, 0);
    for item in flow.items.iter().filter(|i| i.is_plain()) {
        labels += usize::from(turns::label(item.span.of(&flow.article.text)).is_some());
        let found =
            trailing::trailing(outlets, flow.article, item.span, item.inlines, Trust::Known);
        match found.as_ref().map(|f| f.rule) {
            Some("bracket") => habits.bracket = true,
            Some("dash") => habits.dash = true,
            Some("parenthesis") => round += 1,
            _ => {}
        }
        match found {
            Some(_) => credits += 1,
            None if digest => {
                let sound = register::listen(item.span.of(&flow.article.text));
                own += usize::from(sound.own || sound.we || sound.score <= -12);
            }
            None => {}
        }
    }
    habits.parenthesis = round > 1;
    habits.once_in_parenthesis = round > 0;
    habits.labels = labels > 1;
    habits.digest = digest && credits >= 3 && own * 2 <= credits;
    outlets.keep_habits(habits);
}

/// What calls itself a row of clippings.
static DIGEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:clips|clippings|round-?up|digest|press review|headlines|in brief|news briefs?|wire summary|media summary|daily summary)\b",
    )
});

/// Splits paragraphs of several lines behind each line that a credit ends.
pub(super) fn part_lines(flow: &mut Flow, outlets: &Outlets) {
    let text = flow.article.text.as_str();
    let mut cuts: Vec<u32> = Vec::new();
    for item in &flow.items {
        if item.passage.is_none() || item.role != Role::Paragraph {
            continue;
        }
        let words = item.span.of(text);
        for at in memchr::memchr_iter(b'\n', words.as_bytes()) {
            let line = words[..at].trim_end();
            if !line.ends_with([']', ')', '】']) || words[at..].trim().is_empty() {
                continue;
            }
            let from = line.rfind('\n').map_or(0, |n| n + 1);
            let start = item.span.start as usize;
            let span = Span::new(start + from, start + line.len());
            if trailing::trailing(outlets, flow.article, span, item.inlines, Trust::Known).is_some()
            {
                cuts.push((start + at + 1) as u32);
            }
        }
    }
    flow.split(&cuts);
}

/// Finds the runs of plain paragraphs that a credit at their end bounds, and takes the credits out.
pub(super) fn credited_runs(flow: &mut Flow, outlets: &Outlets) {
    let mut last: Option<SourceRef> = None;
    let mut floor = 0;
    for at in 0..flow.items.len() {
        let item = &flow.items[at];
        if !item.is_plain() {
            if let Some(group) = item.group {
                let settled = &mut flow.groups[group];
                if std::mem::take(&mut settled.same) {
                    settled.attribution.source = last.clone();
                }
                last = flow.groups[group].attribution.source.clone().or(last);
                floor = at + 1;
            }
            continue;
        }
        let span = item.passage.as_ref().map_or(item.span, |p| p.span);
        let Some(found) =
            trailing::trailing(outlets, flow.article, span, item.inlines, Trust::Named)
        else {
            continue;
        };
        if found.rule == "copyright" && owns_article(flow, at) {
            continue;
        }
        let linked =
            match found.credited.same && LINK.is_match(found.evidence.of(&flow.article.text)) {
                true => named_above(flow, outlets, floor, at),
                false => None,
            };
        let meant = linked.as_ref().or(last.as_ref());
        let Some(attribution) = settle(flow, outlets, &found, meant) else {
            continue;
        };
        last = attribution.source.clone().or(last);
        flow.cut(at, found.cut);
        if attribution
            .source
            .as_ref()
            .is_some_and(|s| outlets.is_publisher(s))
        {
            floor = at + 1;
            continue;
        }
        let stands_alone = flow.items[at].passage.is_none();
        let end = if stands_alone {
            at.checked_sub(1)
        } else {
            Some(at)
        };
        let Some(end) = end.filter(|&end| end >= floor && flow.items[end].is_plain()) else {
            floor = at + 1;
            continue;
        };
        if closes_reprint(flow, outlets, at, &attribution) {
            for own in 0..=end {
                if flow.items[own].is_plain() {
                    relay::give(flow, own, &attribution);
                }
            }
        } else if credits_quotation_only(flow, end) {
            let ends = flow.items[end].passage.as_ref().map_or(0, |p| p.span.end);
            flow.credited_quotations.push((ends, attribution));
        } else {
            let first = beginning(flow, outlets, floor, end, attribution.source.as_ref());
            flow.group(first, end, attribution);
        }
        floor = at + 1;
    }
}

/// Whether a copyright line at item `at` is of all that stands above: nothing but a few lines stands below.
fn owns_article(flow: &Flow, at: usize) -> bool {
    let below = flow.items[at + 1..].iter().filter(|item| item.is_plain());
    below.count() < 4
}

/// `[link]`, which means what has just been spoken of rather than what was last credited.
static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\blinks?\b|링크"));

/// The one outlet that the publisher's last own paragraph above item `at` speaks of.
fn named_above(flow: &Flow, outlets: &Outlets, floor: usize, at: usize) -> Option<SourceRef> {
    let own = (floor..at).rev().take_while(|&a| flow.items[a].is_plain());
    let own = own.into_iter().find(|&a| {
        let sound = register::listen(flow.words(a));
        sound.own || sound.we || lead_in::announces(flow.words(a))
    })?;
    let mut named = outlets.registry.mentions(flow.words(own)).into_iter();
    let one = named.next().filter(|m| !m.ambiguous)?.source.to_ref();
    named
        .all(|other| *other.source.id == *one.id.0)
        .then_some(one)
        .filter(|one| !outlets.is_publisher(one))
}

/// Whether a credit at the very end of a paper's article gives all of it to a wire: "(Yonhap)" closes many a reprint.
fn closes_reprint(flow: &Flow, outlets: &Outlets, at: usize, whose: &Attribution) -> bool {
    let kind_of = |source: Option<&SourceRef>| {
        let known = source.and_then(|s| outlets.registry.by_id(&s.id.0));
        known.map_or("", |s| s.kind.as_str())
    };
    let publisher = flow.article.publisher.as_ref();
    let unknown = publisher.filter(|p| outlets.registry.by_id(&p.id.0).is_none());
    let paper = ["newspaper", "broadcaster", "magazine"].contains(&kind_of(publisher))
        || flow.items[at].passage.is_none() && unknown.is_some_and(|p| PAPER.is_match(&p.name));
    let wire = ["wire", "state media"].contains(&kind_of(whose.source.as_ref()));
    paper
        && wire
        && flow.groups.is_empty()
        && flow.items[at + 1..]
            .iter()
            .all(|i| i.passage.is_none() || i.comment.is_some())
        && !flow.items[..=at]
            .iter()
            .any(|i| i.is_plain() && register::has_writer(i.span.of(&flow.article.text)))
}

/// Names that papers bear, and blogs seldom.
static PAPER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:News|Times|Post|Daily|Herald|Courier|Tribune|Gazette|Ilbo|Shinmun|Sinmun|Telegraph|Mail|Press)$|(?:일보|신문|뉴스|타임스|방송)$",
    )
});

/// The attribution that a credit comes to: `[ibid.]` takes the outlet last credited, and carriers follow the publisher.
fn settle(
    flow: &Flow,
    outlets: &Outlets,
    found: &Trailing,
    last: Option<&SourceRef>,
) -> Option<Attribution> {
    let Credited {
        source,
        speaker,
        relays,
        same,
    } = &found.credited;
    let source = if *same {
        Some(last?.clone())
    } else {
        source.clone()
    };
    let mut settled = attribution(
        source,
        carriers(flow, outlets, relays),
        found.rule,
        found.evidence,
    );
    settled.speaker = speaker.clone();
    Some(settled)
}

/// The publisher, if it is known, and then the relays.
pub(super) fn carriers(flow: &Flow, outlets: &Outlets, relays: &[SourceRef]) -> Vec<SourceRef> {
    let publisher = flow.article.publisher.iter().cloned();
    publisher
        .chain(relays.iter().filter(|r| !outlets.is_publisher(r)).cloned())
        .collect()
}

/// Whether the paragraph is the publisher's own sentence that ends in a quotation, so that the bracket credits only that.
fn credits_quotation_only(flow: &Flow, at: usize) -> bool {
    let words = flow.words(at);
    let Some(open) = words
        .strip_suffix(['”', '"'])
        .and_then(|w| w.rfind(['“', '"']))
    else {
        return false;
    };
    register::leads_in_own_voice(&words[..open])
}

/// The first item of the run that a credit at the end of item `end` closes; none before `floor` is looked at.
fn beginning(
    flow: &Flow,
    outlets: &Outlets,
    floor: usize,
    end: usize,
    source: Option<&SourceRef>,
) -> usize {
    let mut best = (0, end);
    let mut sum = 0;
    let mut below = register::listen(flow.words(end));
    if below.dateline {
        return end;
    }
    if let Some(first) = speech_above(flow, outlets, floor, end) {
        return first;
    }
    let opening = if floor == 0 {
        flow.items.iter().position(Item::is_plain)
    } else {
        None
    };
    let elision_at =
        |at: usize| flow.items[at].is_plain() && register::listen(flow.words(at)).elision;
    // The publisher has just spoken, certainly: the next one is more likely somebody else.
    let follows_own = |at: usize| {
        let above = at
            .checked_sub(1)
            .filter(|&a| a >= floor && flow.items[a].is_plain());
        above.is_some_and(|a| {
            let sound = register::listen(flow.words(a));
            sound.own || sound.score <= -15
        })
    };
    let lowest = floor.max((end + 1).saturating_sub(LONGEST_RUN));
    let above = block_above(flow, floor);
    let style = turns::style(&below.outside);
    for at in (lowest..end).rev() {
        let words = flow.words(at);
        if !flow.items[at].is_plain() || is_list_item(words) || turns::is_heading(words) {
            break;
        }
        // Who takes up the block above is no part of the next.
        if above.is_some_and(|block| echoes::takes_up(words, block)) {
            break;
        }
        if outlets.habits().labels && turns::label(words).is_some() {
            break;
        }
        let sound = register::listen(words);
        if style.is_some() && turns::style(&sound.outside).is_some_and(|s| Some(s) != style) {
            break;
        }
        if lead_in::announces(flow.words(at)) {
            // What a lead-in announces begins right behind it, if it is this outlet's; else it only may.
            let same = announced(flow, &Around::new(outlets), at)
                .is_some_and(|a| a.whose.source.as_ref() == source);
            if at + 1 < best.1 && sum >= if same { -30 } else { best.0 - 10 } {
                best.1 = at + 1;
            }
            break;
        }
        if sound.own || sound.we && !is_of_pyongyang(outlets, source) {
            break;
        }
        let named = names(outlets, source, &sound);
        if named == Named::AsReporter {
            break;
        }
        let first = Some(at) == opening;
        // What happened on which day is a report's beginning itself: what stands below it is none.
        let news = register::opens_news(&sound);
        let leads = register::is_lead(&below) && !news;
        let begun = register::tells_whence(&below) && !news;
        // "우리 공장": so Pyongyang speaks, too.
        let ours = is_of_pyongyang(outlets, source) && sound.outside.contains("우리");
        let step = sound.score - if sound.we { signs::WE } else { 0 }
            + if ours { 12 } else { 0 }
            + if sound.tells_nothing {
                TELLS_NOTHING
            } else {
                0
            }
            + if named == Named::AsInterviewer { 20 } else { 0 }
            + if outlets.habits().digest {
                IN_A_DIGEST
            } else if first {
                OPENING
            } else if at == floor || at == floor + 1 && elision_at(floor) {
                BEHIND_A_BLOCK
            } else {
                SILENT
            }
            + register::leans(&sound, &below)
            + register::begins_nothing(&sound, &below)
            + if register::tells_whence(&sound) {
                LEAD
            } else {
                0
            }
            + if leads {
                LEAD_BELOW
            } else if begun {
                LEAD_BELOW / 2
            } else {
                0
            }
            + if !leads && !begun && follows_own(at) {
                8
            } else {
                0
            };
        // What sounds so much like the publisher is no paragraph amid a report, whatever stands above it.
        if step <= BARRIER {
            break;
        }
        sum += step;
        if sum > best.0 && !sound.elision {
            best = (sum, at);
        }
        if sound.dateline {
            break;
        }
        below = sound;
    }
    best.1
}

/// The words of the last block above item `floor`, if nothing but paragraphs stands between.
fn block_above<'a>(flow: &Flow<'a>, floor: usize) -> Option<&'a str> {
    let last = (0..floor)
        .rev()
        .find(|&at| flow.items[at].passage.is_some())?;
    let group = flow.items[last].group?;
    let of_it = (0..=last)
        .rev()
        .take_while(|&at| flow.items[at].group == Some(group));
    let first = of_it.last()?;
    let start = flow.items[first].span.start as usize;
    flow.article
        .text
        .get(start..flow.items[last].span.end as usize)
}

/// Where the words of a person begin of which `end` is the last paragraph: right behind a lead-in, if all between says "I", too.
fn speech_above(flow: &Flow, outlets: &Outlets, floor: usize, end: usize) -> Option<usize> {
    let says_i = |at: usize| register::has_first_person(&register::listen(flow.words(at)));
    if end == floor || !says_i(end) {
        return None;
    }
    let lowest = floor.max((end + 1).saturating_sub(LONGEST_RUN));
    for at in (lowest..end).rev() {
        if !flow.items[at].is_plain() {
            return None;
        }
        if lead_in::announces(flow.words(at)) {
            return announced(flow, &Around::new(outlets), at).map(|_| at + 1);
        }
        if !says_i(at) {
            return None;
        }
    }
    None
}

/// Whether a paragraph is an item of a list: what credits reach over are paragraphs.
pub(super) fn is_list_item(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < words.len() && words.len() - rest.len() <= 3 {
        return rest.starts_with(". ") || rest.starts_with(") ");
    }
    words.starts_with(['•', '·', '●', '■', '▲', '▶', '*']) || words.starts_with("- ")
}
