//! Owns where a credited run of paragraphs begins and ends. Refuses to read a credit (`credit` does) and to weigh a paragraph's
//! register (`register` does).
//!
//! In plain text a credit says where a block ends, and nothing says where it begins: the run grows upwards from the credit,
//! over the paragraphs whose sum of signs is the highest, and never over a paragraph that is certainly the publisher's own,
//! another credit, a separator, a heading, a list or a lead-in. So two weak signs need not be right each, only in sum.

use crate::article::{Role, Span};
use crate::passage::Attribution;
use crate::source::SourceRef;

use super::credit::{self, Credited, Outlets, Trailing, Trust};
use super::flow::{Flow, attribution};
use super::register::{self, Sound};

/// What a paragraph without any sign counts for in a run that grows upwards, in tenths: it takes evidence to be given away.
const SILENT: i32 = -7;
/// The same for the article's first paragraph: few posts open with somebody else's words.
const OPENING: i32 = -12;
/// At most so many paragraphs are one run.
const LONGEST_RUN: usize = 60;

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
            if credit::trailing(outlets, flow.article, span, item.inlines, Trust::Known).is_some() {
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
                last = flow.groups[group].attribution.source.clone().or(last);
                floor = at + 1;
            }
            continue;
        }
        let span = item.passage.as_ref().map_or(item.span, |p| p.span);
        let Some(found) = credit::trailing(outlets, flow.article, span, item.inlines, Trust::Named)
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
        if credits_quotation_only(flow, end) {
            let ends = flow.items[end].passage.as_ref().map_or(0, |p| p.span.end);
            flow.credited_quotations.push((ends, attribution));
        } else {
            let first = beginning(flow, outlets, floor, end, attribution.source.as_ref());
            flow.group(first, end, attribution);
        }
        floor = at + 1;
    }
}

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
    let lowest = floor.max((end + 1).saturating_sub(LONGEST_RUN));
    for at in (lowest..end).rev() {
        if !flow.items[at].is_plain() || is_list_item(flow.words(at)) {
            break;
        }
        let sound = register::listen(flow.words(at));
        if sound.own || sound.announces {
            break;
        }
        let named = names(outlets, source, &sound);
        if named == Named::AsReporter {
            break;
        }
        let first = at == 0 || at == 1 && flow.article.title.is_some();
        sum += sound.score
            + if named == Named::AsInterviewer { 20 } else { 0 }
            + if first { OPENING } else { SILENT }
            + register::leans(&sound, &below);
        if sum > best.0 {
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
    let mut found = Named::No;
    for mention in outlets.registry.mentions(&sound.outside) {
        let before = credit::tail(&sound.outside[..mention.span.start as usize], 40);
        let after = credit::head(&sound.outside[mention.span.end as usize..], 40);
        let asked = super::lead_in::INTERVIEWS.is_match(before);
        if asked {
            found = Named::AsInterviewer;
        } else if mention.source.id == *source.id.0
            && (super::lead_in::REPORTS.is_match(after)
                || super::lead_in::ACCORDING.is_match(before))
        {
            return Named::AsReporter;
        }
    }
    found
}
