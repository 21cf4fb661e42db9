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

use super::credit::{Credited, Trust};
use super::flow::{Flow, Item, attribution};
use super::lead_in::{self, LeadIn};
use super::outlets::{Habits, Outlets};
use super::patterns::{head, pattern, tail};
use super::register::{self, Sound};
use super::relay;
use super::signs;
use super::trailing::{self, Trailing};

/// What a paragraph without any sign counts for in a run that grows upwards, in tenths: it takes evidence to be given away.
const SILENT: i32 = -6;
/// The same for the article's first paragraph: few posts open with somebody else's words.
const OPENING: i32 = -12;
/// A paragraph that counts for so little ends the run.
const BARRIER: i32 = -14;
/// The same right behind another block, where the publisher mostly speaks again.
const BEHIND_A_BLOCK: i32 = -12;
/// What a paragraph without any sign counts for in a run that grows downwards from a lead-in, where no credit follows.
const SILENT_BELOW: i32 = -9;
/// At most so many paragraphs are one run.
const LONGEST_RUN: usize = 60;

/// Learns in which forms the article credits outlets that are known.
pub(super) fn habits(flow: &Flow, outlets: &Outlets) {
    let mut habits = Habits::default();
    for item in flow.items.iter().filter(|i| i.is_plain()) {
        let found =
            trailing::trailing(outlets, flow.article, item.span, item.inlines, Trust::Known);
        match found.map(|f| f.rule) {
            Some("bracket") => habits.bracket = true,
            Some("dash") => habits.dash = true,
            _ => {}
        }
    }
    outlets.keep_habits(habits);
}

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
        let Some(attribution) = settle(flow, outlets, &found, last.as_ref()) else {
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
    for at in (lowest..end).rev() {
        if !flow.items[at].is_plain() || is_list_item(flow.words(at)) {
            break;
        }
        let sound = register::listen(flow.words(at));
        if lead_in::announces(flow.words(at)) {
            // What a lead-in announces begins right behind it, if it is this outlet's; else it only may.
            let same = announced(flow, outlets, at).is_some_and(|a| a.source.as_ref() == source);
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
        let step = sound.score - if sound.we { signs::WE } else { 0 }
            + if named == Named::AsInterviewer { 20 } else { 0 }
            + if first {
                OPENING
            } else if at == floor || at == floor + 1 && elision_at(floor) {
                BEHIND_A_BLOCK
            } else {
                SILENT
            }
            + register::leans(&sound, &below)
            + register::begins_nothing(&sound, &below)
            + if follows_own(at) { 8 } else { 0 };
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

/// Whether a paragraph is an item of a list: what credits reach over are paragraphs.
fn is_list_item(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < words.len() && words.len() - rest.len() <= 3 {
        return rest.starts_with(". ") || rest.starts_with(") ");
    }
    words.starts_with(['•', '·', '●', '■', '▲', '▶', '*']) || words.starts_with("- ")
}

/// Behind an outlet's name: it tells how it came to know.
static HAS_LEARNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?: has| have)? (?:learned|learnt|been told|obtained|was told|understands)\b")
});
/// Behind an outlet's name at a paragraph's beginning: what outlets do, and do not say of themselves by name.
static TELLS_OF_IT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:['’]s)? (?:spoke|talked|has (?:a|an|the|more|been|asked|now)|had|ran|runs|asked|visited|went|goes|looked|looks|sent|got|gets|does|did|printed|prints|calls|called|thinks|seems|is|was)\b",
    )
});
/// How nobody in Pyongyang writes.
static FROM_OUTSIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bN(?:orth|\.) Korea|\bthe North\b|\b[Ss]tate media\b|\bregime\b|\bPyongyang's\b")
});

/// Whether an outlet is one of Pyongyang's, which say "we" of their country.
fn is_of_pyongyang(outlets: &Outlets, source: Option<&SourceRef>) -> bool {
    let known = source.and_then(|s| outlets.registry.by_id(&s.id.0));
    known.is_some_and(|s| s.country.as_deref() == Some("KP"))
}

/// Kinds of sources that are no media.
const BODIES: [&str; 5] = ["UN", "government", "think tank", "NGO", "industry body"];

/// How a paragraph names an outlet outside quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// Not at all, or in passing.
    No,
    /// "Yonhap reports", "according to Yonhap": the words are somebody else's, about what the outlet wrote.
    AsReporter,
    /// "told Yonhap": reporters write so of themselves.
    AsInterviewer,
}

fn names(outlets: &Outlets, source: Option<&SourceRef>, sound: &Sound) -> Named {
    let Some(source) = source else {
        return Named::No;
    };
    // Pyongyang's outlets never call the country so.
    if is_of_pyongyang(outlets, Some(source)) && FROM_OUTSIDE.is_match(&sound.outside) {
        return Named::AsReporter;
    }
    // A body that reports on the world speaks of itself by name: "The Panel has found".
    let is_medium = outlets
        .registry
        .by_id(&source.id.0)
        .is_none_or(|s| !BODIES.contains(&s.kind.as_str()));
    let mut found = Named::No;
    for mention in outlets.registry.mentions(&sound.outside) {
        let before = tail(&sound.outside[..mention.span.start as usize], 40);
        let after = head(&sound.outside[mention.span.end as usize..], 40);
        let asked = lead_in::INTERVIEWS.is_match(before)
            || mention.source.id == *source.id.0 && HAS_LEARNED.is_match(after);
        if asked {
            found = Named::AsInterviewer;
        } else if is_medium
            && mention.source.id == *source.id.0
            && (lead_in::REPORTS.is_match(after)
                || lead_in::ACCORDING.is_match(before)
                || mention.span.start <= 4 && TELLS_OF_IT.is_match(after))
        {
            return Named::AsReporter;
        }
    }
    found
}

/// Whose words a plain paragraph announces by its end.
fn announced(flow: &Flow, outlets: &Outlets, at: usize) -> Option<Attribution> {
    let item = &flow.items[at];
    let span = item.passage.as_ref().map_or(item.span, |p| p.span);
    let found = lead_in::read(outlets, flow.article, span, item.inlines, Trust::Named)?;
    let LeadIn {
        credited,
        evidence,
        document,
    } = found;
    let Credited { source, relays, .. } = credited;
    // Only quotation marks show where a law's words begin and end.
    if document
        && !flow
            .items
            .get(at + 1)
            .is_some_and(|_| register::listen(flow.words(at + 1)).all_quoted)
    {
        return None;
    }
    let source = source.filter(|s| !outlets.is_publisher(s))?;
    Some(attribution(
        Some(source),
        carriers(flow, outlets, &relays),
        "lead_in",
        evidence,
    ))
}

/// Finds the runs of plain paragraphs that nothing but a lead-in or a wire's dateline before them bounds. Where such a run ends
/// nobody says: it goes on while what follows sounds like reporting, and stops early rather than late.
pub(super) fn announced_runs(flow: &mut Flow, outlets: &Outlets) {
    let opens = |at: &usize| flow.items[*at].is_plain() && !relay::is_head(flow.words(*at));
    let opening = (0..flow.items.len()).find(opens);
    let mut at = 0;
    while at < flow.items.len() {
        let item = &flow.items[at];
        at += 1;
        if !item.is_plain() {
            continue;
        }
        let words = flow.words(at - 1);
        if lead_in::announces(words) {
            if !flow.items.get(at).is_some_and(Item::is_plain) {
                continue;
            }
            let Some(mut whose) = announced(flow, outlets, at - 1) else {
                continue;
            };
            if let Some((wire, relays, _)) = relay::wire_of(flow, outlets, at)
                && whose.source.as_ref() != Some(&wire)
            {
                whose.via.extend(whose.source.take());
                whose.via.extend(relays);
                whose.source = Some(wire);
            }
            at = follow(flow, outlets, at, whose);
        } else if opening != Some(at - 1)
            && let Some((wire, relays, span)) = relay::wire_of(flow, outlets, at - 1)
            && !is_reprint(flow, outlets, opening)
        {
            let whose = attribution(
                Some(wire),
                carriers(flow, outlets, &relays),
                "dateline",
                span,
            );
            at = follow(flow, outlets, at - 1, whose);
        }
    }
}

/// Whether a wire's dateline opens the article: then a second one amid it (a wire's round-up) opens no block.
fn is_reprint(flow: &Flow, outlets: &Outlets, opening: Option<usize>) -> bool {
    opening.is_some_and(|at| relay::wire_of(flow, outlets, at).is_some())
}

/// What a paragraph below a lead-in counts for by what stands beneath it: where the publisher certainly speaks next, it is he who
/// begins there; an article's last word is mostly his.
fn before_own(flow: &Flow, at: usize) -> i32 {
    let mut below = (at + 1..flow.items.len()).filter(|&b| flow.items[b].passage.is_some());
    match below.next() {
        None => -4,
        Some(b) if flow.items[b].is_plain() => {
            let next = register::listen(flow.words(b));
            if next.own || next.score <= -30 { 10 } else { 0 }
        }
        Some(_) => 0,
    }
}

/// Groups the run that begins with item `first`; returns the item behind it.
fn follow(flow: &mut Flow, outlets: &Outlets, first: usize, whose: Attribution) -> usize {
    let mut above = register::listen(flow.words(first));
    if (above.own || above.we) && !above.opens_quoted || is_list_item(flow.words(first)) {
        return first + 1;
    }
    let (mut best, mut sum) = ((0, first), 0);
    for at in first + 1..flow.items.len().min(first + LONGEST_RUN) {
        if !flow.items[at].is_plain() || is_list_item(flow.words(at)) {
            break;
        }
        let words = flow.words(at);
        let sound = register::listen(words);
        if sound.own || sound.we || sound.dateline || lead_in::announces(words) {
            break;
        }
        let named = names(outlets, whose.source.as_ref(), &sound);
        // Who puts the first paragraph between marks does so with the others.
        if named == Named::AsReporter || above.all_quoted && !sound.opens_quoted {
            break;
        }
        sum += sound.score
            + if named == Named::AsInterviewer { 20 } else { 0 }
            + SILENT_BELOW
            + before_own(flow, at)
            + register::leans(&above, &sound)
            + if above.elides { 30 } else { 0 };
        if sum > best.0 {
            best = (sum, at);
        }
        above = sound;
    }
    flow.group(first, best.1, whose);
    best.1 + 1
}
