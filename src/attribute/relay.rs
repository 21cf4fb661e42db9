//! Owns the wire's own marks: datelines, copyright and closing lines. Refuses to take a place name for a wire.

use std::sync::LazyLock;

use regex::Regex;

use super::credit::{head, pattern};

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
