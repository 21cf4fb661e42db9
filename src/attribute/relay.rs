//! Owns the wire's own marks: datelines, copyright and closing lines. Refuses to take a place name for a wire.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{Role, Span};
use crate::passage::{Attribution, Kind, Voice};
use crate::source::SourceRef;

use super::blocks::carriers;
use super::flow::{Flow, attribution};
use super::outlets::Outlets;
use super::patterns::{head, pattern};
use super::register;
use super::trailing::ends_sentence;

/// A wire's dateline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dateline<'a> {
    /// The words that name the wire.
    pub wire: &'a str,
    /// The wire or paper that the named one distributes (`도쿄 교도=연합뉴스`).
    pub origin: Option<&'a str>,
    /// Bytes of the dateline, from the beginning of the paragraph.
    pub len: usize,
}

/// The wire's dateline that a paragraph begins with: `SEOUL, April 8 (Yonhap) --`, `(서울=연합뉴스) 김철수 기자 =`.
pub(super) fn dateline(words: &str) -> Option<Dateline<'_>> {
    let opening = head(words, 180);
    if !opening.contains(['(', '[', '【', '［']) {
        return None;
    }
    let found = LATIN
        .captures(opening)
        .or_else(|| HANGUL.captures(opening))?;
    let wire = found
        .name("wire")
        .or_else(|| found.name("sent_by"))?
        .as_str()
        .trim();
    let place = found.name("place").map_or("", |m| m.as_str()).trim();
    Some(Dateline {
        wire,
        origin: place.rsplit(' ').next().filter(|p| !p.is_empty()),
        len: found.get(0)?.end(),
    })
}

static LATIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:\p{Lu}[\p{L}.'’/-]*|\d{1,2})(?:[ ,]+(?:\p{Lu}[\p{L}.'’/-]*|\d{1,4}|of|the|and|on))*[, ]*",
        r"\((?P<wire>\p{Lu}[\p{L}. -]{1,40})\)\s*(?:--?|—|–|―|=|:)"
    ))
});
static HANGUL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^[(【\[［](?P<place>[가-힣A-Za-z·, ]{1,30})=(?P<wire>[가-힣A-Za-z0-9]{2,20})[)】\]］](?:\s*[가-힣· ]{2,30}(?:기자|특파원|통신원))?\s*=?",
        r"|^[(【\[［](?:[가-힣]{2,10} )(?:\d{1,2}월 ?\d{1,2}일 ?)?발 ?(?P<sent_by>[가-힣]{3,20})[)】\]］]"
    ))
});

/// The wire whose dateline item `at` begins with, who carried it, and the dateline's place; none if it is the publisher.
pub(super) fn wire_of(
    flow: &Flow,
    outlets: &Outlets,
    at: usize,
) -> Option<(SourceRef, Vec<SourceRef>, Span)> {
    let found = dateline(flow.words(at))?;
    let item = &flow.items[at];
    let start = item.passage.as_ref().map_or(item.span, |p| p.span).start;
    let sent_by = outlets.of_name(found.wire, start)?;
    let span = Span {
        start,
        end: start + found.len as u32,
    };
    // `(도쿄 교도=연합뉴스)`: Kyodo's words, sent on by Yonhap.
    let origin = found
        .origin
        .and_then(|name| outlets.registry.named(name))
        .map(|s| s.to_ref());
    match origin {
        Some(origin) if origin != sent_by => Some((origin, vec![sent_by], span)),
        _ => (!outlets.is_publisher(&sent_by)).then_some((sent_by, Vec::new(), span)),
    }
}

/// Gives the article's own paragraphs to the wire whose dateline opens it, or that its last line names as owner. The
/// paragraphs stay paragraphs. Where the writer says "I" the publisher's own voice begins again.
pub(super) fn reprint(flow: &mut Flow, outlets: &Outlets) {
    let own: Vec<usize> = (0..flow.items.len())
        .filter(|&at| {
            let item = &flow.items[at];
            item.span.start > 0 || flow.article.title.is_none() || item.role != Role::Heading
        })
        .filter(|&at| {
            let item = &flow.items[at];
            item.comment.is_none()
                && item.group.is_none()
                && matches!(item.role, Role::Paragraph | Role::Heading)
                && item
                    .passage
                    .as_ref()
                    .is_some_and(|p| p.kind == Kind::Paragraph)
        })
        .collect();
    let Some(&first) = own.first() else {
        return;
    };
    let first = own
        .iter()
        .copied()
        .find(|&at| !is_head(flow.words(at)))
        .unwrap_or(first);
    let opens = flow.items[..first].iter().all(|i| i.group.is_none());
    if opens && let Some((source, relays, span)) = wire_of(flow, outlets, first) {
        let whose = attribution(
            Some(source),
            carriers(flow, outlets, &relays),
            "dateline",
            span,
        );
        // Pyongyang's wire prints messages and statements in the first person without marks.
        let speaks_as_i = whose
            .source
            .as_ref()
            .and_then(|s| outlets.registry.by_id(&s.id.0))
            .is_some_and(|s| s.country.as_deref() == Some("KP"));
        let mut end = flow.items.len();
        for &at in own.iter().filter(|&&at| at >= first) {
            // Behind the wire's own end the paper speaks again.
            if END.is_match(flow.words(at))
                || by_wires_people(flow.words(at))
                || at > first && is_copyright(flow.words(at))
            {
                let start = flow.items[at].span.start;
                flow.cut(at, start);
                end = at;
                break;
            }
            if !speaks_as_i && register::has_writer(flow.words(at)) {
                end = at;
                break;
            }
            give(flow, at, &whose);
        }
        carried(flow, first..end, &whose);
        if let Some(&at) = own
            .iter()
            .rev()
            .take(3)
            .find(|&&at| is_copyright(flow.words(at)))
        {
            let start = flow.items[at].span.start;
            flow.cut(at, start);
        }
        return;
    }
    if let Some((at, mut whose)) = closing_line(flow, outlets, &own) {
        if let Some(wire) = whose.source.clone()
            && let Some(from) = whole_text(flow, outlets, first, &wire)
        {
            let Some(from) = from else {
                return;
            };
            whose.via.push(wire);
            whose.source = Some(from);
        }
        if own.iter().any(|&o| register::has_writer(flow.words(o))) {
            return;
        }
        for &o in own.iter().filter(|&&o| o != at) {
            give(flow, o, &whose);
        }
        let end = flow.items[at].span.start;
        flow.cut(at, end);
    }
}

static END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W{0,2}(?:END|Ends|ends|끝|-?30-?|###)\W{0,2}$"));

/// "(Reporting by J. Roe; Editing by K. Doe)", "Associated Press writer J. Roe contributed to this report.": who made it, behind it.
fn by_wires_people(words: &str) -> bool {
    words.len() < 260 && MADE_BY.is_match(words)
}

static MADE_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[(\[]?(?:Additional |With additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by \p{Lu}[^.]*[)\]]?\.?$|^[^.“]{3,140} contributed to this (?:report|story|article|dispatch)\.[)\]]?$|^[(\[]?\p{L}+ \p{L}+ (?:in|from) \p{Lu}\p{L}+ contributed\b[^.]{0,60}\.[)\]]?$",
    )
});

/// What is quoted inside the wire's text came to the paper by the wire.
fn carried(flow: &mut Flow, inside: std::ops::Range<usize>, whose: &Attribution) {
    let groups: Vec<usize> = flow.items[inside].iter().filter_map(|i| i.group).collect();
    for (nth, group) in groups.iter().enumerate() {
        if groups[..nth].contains(group) {
            continue;
        }
        let block = &mut flow.groups[*group].attribution;
        for wire in whose.source.iter() {
            if block.source.as_ref() != Some(wire) && !block.via.contains(wire) {
                block.via.push(wire.clone());
            }
        }
    }
}

/// Where a wire prints a whole text ("다음은 ... 전문", "The following is the full text"), the outlet that it has the words from; an
/// empty answer if it does not say.
fn whole_text(
    flow: &Flow,
    outlets: &Outlets,
    first: usize,
    wire: &SourceRef,
) -> Option<Option<SourceRef>> {
    let opening = flow.items[..=first].iter().rev().take(3);
    let said = opening
        .map(|i| head(i.span.of(&flow.article.text), 600))
        .find(|w| WHOLE_TEXT.is_match(w))?;
    let named = outlets.registry.mentions(said).into_iter();
    let mut others = named
        .filter(|m| !m.ambiguous && m.source.id != *wire.id.0)
        .map(|m| m.source.to_ref());
    let Some(one) = others.next() else {
        return Some(None);
    };
    Some(others.all(|o| o == one).then_some(one))
}

static WHOLE_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"다음은 .{0,200}(?:전문|全文|요지|담화|사설)|\b(?:[Tt]he [Ff]ollowing|[Ff]ollowing|[Bb]elow) is (?:the |an? )?(?:\p{L}+ ){0,2}(?:text|transcript|translation)\b",
    )
});

/// Whether a paragraph above an article's first sentence is none of it: a line on who wrote it, a caption.
pub(super) fn is_head(words: &str) -> bool {
    words.len() < 160
        && dateline(words).is_none()
        && (!ends_sentence(words) || PICTURE.is_match(words))
}

/// Gives a paragraph to somebody else without making it a block.
pub(super) fn give(flow: &mut Flow, at: usize, whose: &Attribution) {
    if let Some(passage) = &mut flow.items[at].passage {
        passage.voice = Voice::Quoted(whose.clone());
    }
}

/// "Copyright 2016 AFP", "© The Associated Press. All rights reserved." among the article's last three paragraphs.
fn closing_line(flow: &Flow, outlets: &Outlets, own: &[usize]) -> Option<(usize, Attribution)> {
    own.iter().rev().take(3).find_map(|&at| {
        let words = flow.words(at);
        if !is_copyright(words) {
            return None;
        }
        let mention = outlets
            .registry
            .mentions(words)
            .into_iter()
            .find_map(|m| outlets.of_name(m.span.of(words), flow.items[at].span.start))?;
        if outlets.is_publisher(&mention) {
            return None;
        }
        let whose = attribution(
            Some(mention),
            carriers(flow, outlets, &[]),
            "copyright",
            flow.items[at].span,
        );
        Some((at, whose))
    })
}

fn is_copyright(words: &str) -> bool {
    words.len() <= 220 && COPYRIGHT.is_match(words) && !PICTURE.is_match(words)
}

static COPYRIGHT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W{0,3}(?i:\(c\)|copyright|ⓒ|©|저작권자|<저작권자)"));
static PICTURE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)photo|image|picture|getty|video|graphic|사진|영상"));
