//! Owns the frames of reporting around an outlet's name: who is told, who reports, in a tense and mood that says it happened.
//! Refuses to know which outlet is meant.

use crate::analyze::speech::{self, Class};
use crate::article::Span;

/// How an outlet's name stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// "Yonhap reported that", "according to Yonhap", 연합뉴스에 따르면.
    Authority,
    /// "told Daily NK", "in an interview with Daily NK", 데일리NK에 … 전했다.
    Interviewer,
}

/// The frame around the outlet's name at `span`, by the words of the same sentence within `bounds`.
pub(crate) fn frame(text: &str, bounds: Span, span: Span) -> Option<Frame> {
    let before = sentence_before(&text[bounds.start as usize..span.start as usize]);
    let after = sentence_after(&text[span.end as usize..bounds.end as usize]);
    let hangul = |c: char| ('가'..='힣').contains(&c);
    if after.starts_with(hangul) || span.of(text).contains(hangul) {
        return korean(after);
    }
    english(before, after)
}

/// So many bytes of a sentence are looked at.
const REACH: usize = 160;

fn sentence_before(text: &str) -> &str {
    let mut from = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tail = &text[from..];
    let stop = tail.char_indices().rfind(|&(i, c)| {
        let ends =
            matches!(c, '?' | '!' | ';' | '\n' | '。') || c == '.' && !abbreviated(&tail[..i]);
        ends && tail[i + c.len_utf8()..]
            .starts_with(|c: char| c.is_whitespace() || "\"”’)".contains(c))
    });
    stop.map_or(tail, |(i, c)| &tail[i + c.len_utf8()..])
}

fn sentence_after(text: &str) -> &str {
    let mut to = text.len().min(REACH);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let head = &text[..to];
    let stop = head.char_indices().find(|&(i, c)| {
        let ends =
            matches!(c, '?' | '!' | ';' | '\n' | '。') || c == '.' && !abbreviated(&head[..i]);
        ends && head[i + c.len_utf8()..]
            .chars()
            .next()
            .is_none_or(|c| c.is_whitespace() || "\"”’)".contains(c))
    });
    stop.map_or(head, |(i, _)| &head[..i])
}

fn abbreviated(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    speech::is_abbreviation(word)
}

/// The words of some text in lower case, without punctuation around them.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|w| {
            w.trim_matches(|c: char| !c.is_alphanumeric())
                .replace('’', "'")
                .to_lowercase()
        })
        .filter(|w| !w.is_empty())
        .collect()
}

fn english(before: &str, after: &str) -> Option<Frame> {
    let before_words = words(before);
    let mut lead: &[String] = &before_words;
    while let Some((last, rest)) = lead.split_last() {
        let article = ["the", "a", "an"].contains(&last.as_str());
        let kind = [
            "newspaper",
            "agency",
            "outlet",
            "website",
            "magazine",
            "broadcaster",
            "daily",
            "state-run",
            "official",
            "site",
            "paper",
        ];
        if !article && !kind.contains(&last.as_str()) {
            break;
        }
        lead = rest;
    }
    if denied(lead) {
        return None;
    }
    if let Some(frame) = led_in(lead, before) {
        return Some(frame);
    }
    followed(lead, after)
}

/// A negation near the end of the words before the name.
fn denied(lead: &[String]) -> bool {
    let near = lead.iter().rev().take(4);
    near.clone()
        .any(|w| NEGATIONS.contains(&w.as_str()) || w.ends_with("n't"))
}

const NEGATIONS: &[&str] = &[
    "not", "never", "no", "neither", "nor", "without", "refused", "declined", "denied", "denies",
    "contrary",
];

/// The words before the name make it an authority or interviewer.
fn led_in(lead: &[String], before: &str) -> Option<Frame> {
    let back = |n: usize| lead.len().checked_sub(n).map_or("", |i| lead[i].as_str());
    let (last, second, third) = (back(1), back(2), back(3));
    if before.trim_end().ends_with([':', ';']) {
        return None;
    }
    if last == "to" && second == "according" {
        return Some(Frame::Authority);
    }
    // according to a report by/in/from X
    let to = lead
        .windows(2)
        .rposition(|w| w[0] == "according" && w[1] == "to");
    if to.is_some_and(|at| lead.len() - at <= 8) && ["by", "in", "from", "of", "on"].contains(&last)
    {
        return Some(Frame::Authority);
    }
    match last {
        "told" | "tells" | "telling" | "informed" => return Some(Frame::Interviewer),
        "with" | "to" | "by"
            if lead
                .iter()
                .rev()
                .take(5)
                .any(|w| ["interview", "interviews", "interviewed"].contains(&w.as_str())) =>
        {
            return Some(Frame::Interviewer);
        }
        "with" | "to"
            if [
                "spoke",
                "spoken",
                "speaking",
                "talked",
                "talking",
                "conversation",
                "call",
                "statement",
                "remarks",
                "comments",
                "explained",
                "said",
                "confirmed",
                "disclosed",
                "confided",
            ]
            .contains(&second) =>
        {
            return Some(Frame::Interviewer);
        }
        "by" if REPORTED_BY.contains(&second) => return Some(Frame::Authority),
        "by" | "from"
            if [
                "report",
                "reports",
                "reporting",
                "article",
                "dispatch",
                "story",
                "interview",
                "account",
            ]
            .contains(&second) =>
        {
            let vague = ["of", "about", "on"].contains(&third);
            return (!vague).then_some(Frame::Authority);
        }
        "citing" | "quoting" => return Some(Frame::Authority),
        "cited" | "cites" | "quoted" | "quotes"
            if !["was", "were", "been", "is", "are"].contains(&second) =>
        {
            return Some(Frame::Authority);
        }
        _ => {}
    }
    None
}

const REPORTED_BY: &[&str] = &[
    "reported",
    "cited",
    "quoted",
    "published",
    "interviewed",
    "confirmed",
    "seen",
    "obtained",
    "carried",
    "contacted",
    "released",
    "revealed",
    "translated",
];

/// The words after the name make it an authority: it reports, in a tense that says it has.
fn followed(lead: &[String], after: &str) -> Option<Frame> {
    let conditional = lead.last().is_some_and(|w| {
        [
            "if", "whether", "unless", "should", "asked", "urged", "of", "against", "for", "at",
            "with", "about", "outside", "inside", "near", "to",
        ]
        .contains(&w.as_str())
    });
    if conditional {
        return None;
    }
    let mut rest = after;
    // X's sources say; X reports; X (in Korean) reported; X, citing …, said
    let owned = rest.strip_prefix("’s").or_else(|| rest.strip_prefix("'s"));
    let mut owner = false;
    if let Some(more) = owned {
        rest = more;
        owner = true;
    }
    if rest.trim_start().starts_with('(') {
        rest = rest.find(')').map_or(rest, |end| &rest[end + 1..]);
    }
    let mut clause = rest.trim_start();
    if let Some(inner) = clause.strip_prefix(',') {
        // An insertion: skipped if it begins as one and ends with a comma.
        let first = words(inner.split(',').next().unwrap_or(""));
        let inserted = first.first().is_some_and(|w| {
            w.ends_with("ing")
                || [
                    "in",
                    "on",
                    "a",
                    "an",
                    "the",
                    "which",
                    "whose",
                    "who",
                    "quoted",
                    "one",
                    "for",
                    "however",
                    "too",
                    "meanwhile",
                ]
                .contains(&w.as_str())
        });
        if first
            .first()
            .is_some_and(|w| w == "citing" || w == "quoting")
        {
            return Some(Frame::Authority);
        }
        // RFA, which first reported it; Asia Press, which has it at ten percent
        if let Some((_, told)) = first.split_first().filter(|(w, _)| *w == "which") {
            let verb = told
                .iter()
                .take(3)
                .find(|w| !speech::class(w).is(Class::ADV) && *w != "had");
            let has_it = told.len() > 1
                && ["has", "had", "puts", "put"].contains(&told[0].as_str())
                && told[1] == "it";
            if has_it || verb.is_some_and(|w| REPORTING.contains(&w.as_str())) {
                return Some(Frame::Authority);
            }
        }
        match inner.split_once(',') {
            Some((_, more)) if inserted => clause = more,
            _ => return None,
        }
    }
    let next = words(clause);
    let mut at = 0;
    if owner {
        // Only what reports: its sources, its report; not "Yonhap's editor said".
        let noun = next.iter().take(4).position(|w| {
            [
                "sources",
                "source",
                "report",
                "reports",
                "reporting",
                "story",
                "article",
                "informant",
                "informants",
                "correspondent",
            ]
            .contains(&w.as_str())
        })?;
        at = noun + 1;
        if lead.last().is_some_and(|w| w == "in") && lead.len() <= 1 {
            return Some(Frame::Authority);
        }
    } else if next.first().is_some_and(|w| {
        [
            "report",
            "article",
            "story",
            "dispatch",
            "interview",
            "bulletin",
            "broadcast",
            "commentary",
            "editorial",
        ]
        .contains(&w.as_str())
    }) {
        if lead.last().is_some_and(|w| w == "in") {
            return Some(Frame::Authority);
        }
        at = 1;
        // the KCNA bulletin of 28 July reported
        if next.get(1).is_some_and(|w| w == "of" || w == "from") {
            let dated = next[2..].iter().take_while(|w| {
                speech::class(w).is(Class::DATE.or(Class::DET))
                    || w.starts_with(|c: char| c.is_ascii_digit())
            });
            at = match dated.count() {
                0 => 1,
                dated => 2 + dated,
            };
        }
    } else if next.first().is_some_and(|w| {
        ["reporter", "correspondent", "reporters", "journalist"].contains(&w.as_str())
    }) {
        return None;
    }
    let mut progressive = false;
    for (nth, word) in next.iter().enumerate().skip(at).take(6) {
        let class = speech::class(word);
        if NEGATIONS.contains(&word.as_str()) || word.ends_with("n't") || word == "cannot" {
            return None;
        }
        if [
            "will", "would", "could", "may", "might", "must", "shall", "should", "can", "to",
            "did", "does", "do",
        ]
        .contains(&word.as_str())
        {
            return None;
        }
        if ["has", "have", "had"].contains(&word.as_str()) {
            continue;
        }
        if ["is", "was", "are", "were", "been"].contains(&word.as_str()) {
            progressive = true;
            continue;
        }
        if REPORTING.contains(&word.as_str()) {
            let ing = word.ends_with("ing");
            // "was reported" has another subject; "has report" is none.
            let fits = match (ing, progressive) {
                (true, true) => true,
                (true, false) => false,
                (false, true) => false,
                (false, false) => true,
            };
            // Bloomberg has reported nothing of the kind
            let nothing = next
                .get(nth + 1)
                .is_some_and(|w| w == "nothing" || w == "no");
            let fits = fits && !nothing;
            return fits.then_some(Frame::Authority);
        }
        let skip = class.is(Class::ADV)
            || class.is(Class::DATE)
            || word.ends_with("ly")
            || ["on", "in", "last", "this", "week", "earlier", "month"].contains(&word.as_str());
        if !skip {
            return None;
        }
    }
    None
}

/// What an outlet does that is an authority.
const REPORTING: &[&str] = &[
    "reported",
    "reports",
    "report",
    "reporting",
    "said",
    "says",
    "say",
    "saying",
    "wrote",
    "writes",
    "quoted",
    "quotes",
    "quoting",
    "cited",
    "cites",
    "citing",
    "noted",
    "notes",
    "claimed",
    "claims",
    "revealed",
    "reveals",
    "published",
    "carried",
    "confirmed",
    "confirms",
    "announced",
    "disclosed",
    "added",
    "adds",
    "explained",
    "explains",
    "described",
    "describes",
    "alleged",
    "alleges",
    "speculated",
    "speculates",
    "learned",
    "broke",
    "relayed",
    "claiming",
    "confirming",
    "observed",
    "tells",
    "told",
    "found",
    "estimated",
    "estimates",
];

/// 연합뉴스에 따르면, 연합뉴스는 … 보도했다, 데일리NK에 … 말했다, 데일리NK와의 통화에서.
fn korean(after: &str) -> Option<Frame> {
    let after = after.trim_start_matches(['’', '\'', '"', '”', '」', '』', '》']);
    // 자유아시아방송(RFA)에
    let after = match after.strip_prefix('(').and_then(|a| a.split_once(')')) {
        Some((short, rest)) if short.len() <= 24 => rest,
        _ => after,
    };
    // … 보도했지만, 통신은 언급하지 않았다: what is denied behind "but" is another's.
    let after = ["지만,", "지만 ", "으나,", "으나 "]
        .iter()
        .filter_map(|but| after.find(but).map(|at| &after[..at + but.len()]))
        .min_by_key(|clause| clause.len())
        .unwrap_or(after);
    let negated = ["않았", "아니", "않는", "못했", "부인"]
        .iter()
        .any(|n| after.contains(n));
    let next = |prefixes: &[&str]| prefixes.iter().find_map(|p| after.strip_prefix(p));
    let by = [
        "에 따르면",
        "에 의하면",
        "를 인용",
        "을 인용",
        " 보도에 따르면",
        "의 보도에 따르면",
        " 등에 따르면",
    ];
    if next(&by).is_some() {
        return Some(Frame::Authority);
    }
    if negated {
        return None;
    }
    if let Some(rest) = next(&["와의 ", "과의 ", "와 ", "과 "]) {
        let near = clip(rest, 60);
        return ["통화", "인터뷰", "전화", "대화", "회견"]
            .iter()
            .any(|w| near.contains(w))
            .then_some(Frame::Interviewer);
    }
    if let Some(rest) = next(&["에게 ", "에 "]) {
        return [
            "전했",
            "밝혔",
            "말했",
            "알려",
            "설명했",
            "전해",
            "털어놨",
            "밝힌",
            "말한",
            "전한",
        ]
        .iter()
        .any(|w| rest.contains(w))
        .then_some(Frame::Interviewer);
    }
    if let Some(rest) = next(&["은 ", "는 ", "이 ", "가 ", "도 "]) {
        return [
            "보도했",
            "전했",
            "보도하",
            "밝혔",
            "보도한",
            "인용",
            "말했",
            "알렸",
            "보도",
        ]
        .iter()
        .any(|w| rest.contains(w))
        .then_some(Frame::Authority);
    }
    None
}

fn clip(text: &str, most: usize) -> &str {
    let mut to = text.len().min(most);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
