//! Owns who is meant by a Korean speaker's short name or description, and what a full name looks like.

use crate::article::Span;

/// The earlier mention in full of a surname with a title: 김 대변인 → 김명수 대변인.
pub(in super::super) fn full(text: &str, span: Span) -> Option<&str> {
    let name = span.of(text);
    let mut words = name.split_whitespace().rev();
    let (title, surname) = (words.next()?, words.next()?);
    let mut letters = surname.chars();
    let first = letters.next().filter(|c| ('가'..='힣').contains(c))?;
    if letters.next().is_some() {
        return None;
    }
    let mut from = (span.start as usize).saturating_sub(20_000);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..span.start as usize];

    before.rmatch_indices(title).find_map(|(at, _)| {
        let left = before[..at].trim_end();
        let given = left.rsplit(|c: char| c.is_whitespace()).next()?;
        let whole = given.starts_with(first) && (2..=4).contains(&given.chars().count());
        let start = left.len() - given.len();
        whole.then(|| &before[start..at + title.len()])
    })
}

/// The earlier mention of 이 소식통, 당국자: the last described speaker of that noun that says more, else the nearest
/// "한 …" before it.
pub(in super::super) fn described(text: &str, span: Span, described: &[Span]) -> Option<String> {
    let name = span.of(text);
    let noun = name
        .strip_prefix("이 ")
        .or_else(|| name.strip_prefix("그 "))
        .or_else(|| name.strip_prefix("해당 "))
        .unwrap_or(name);
    if noun.contains(' ') || noun == "씨" {
        return None;
    }
    let fuller = |full: &str| full.len() > name.len() && full.ends_with(noun);
    let earlier = described
        .iter()
        .rev()
        .map(|s| s.of(text))
        .find(|full| fuller(full));
    if let Some(full) = earlier {
        return Some(full.to_string());
    }
    let mut from = (span.start as usize).saturating_sub(3000);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..span.start as usize];
    before.rmatch_indices(noun).find_map(|(at, _)| {
        let left = before[..at].strip_suffix("한 ")?;
        let owner = left
            .rsplit([' ', '\n'])
            .find(|w| !w.is_empty())
            .unwrap_or("");
        let adjoins = left.ends_with(' ') && (owner.ends_with('의') || owner.ends_with("에 사는"));
        let start = match adjoins {
            true => left.trim_end().len() - owner.len(),
            false if left.is_empty() || left.ends_with([' ', '\n']) => left.len(),
            false => return None,
        };
        Some(before[start..at + noun.len()].to_string())
    })
}

/// Whether a word is a surname with a given name.
pub(super) fn is_full_name(word: &str) -> bool {
    let count = word.chars().count();
    let surname = word.chars().next().is_some_and(|c| SURNAMES.contains(c))
        || word.starts_with("남궁")
        || word.starts_with("선우");
    (2..=4).contains(&count) && surname && word.chars().all(|c| ('가'..='힣').contains(&c))
}

/// Surnames of one syllable, South and North.
const SURNAMES: &str = "김이리박최정강조윤장임림한오서신권황안송류유전홍고문양량손배백허남심노로하곽성차주우구민라나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부피감태동음";
