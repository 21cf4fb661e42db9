//! Owns the outlet that the comma-parted words of a credit name, with what may stand beside it: writers, titles, days. Refuses words
//! that only might be an outlet.

use std::sync::LazyLock;

use regex::Regex;

use super::super::outlets::Outlets;
use super::super::patterns::pattern;
use super::super::shapes::{has_outlet_word, is_date, is_given, is_host, is_name, is_person};
use super::Trust;
use crate::source::SourceRef;

/// The outlet that the comma-parted words of a credit name.
pub(super) fn outlet(outlets: &Outlets, words: &str, at: u32, trust: Trust) -> Option<SourceRef> {
    let parts = segments(words);
    for part in parts.iter().take(5) {
        if let Some(known) = known_outlet(outlets, part, at) {
            return Some(known);
        }
        // Before the outlet may stand its writer, a title or the date; anything else makes it a remark.
        let part = part.trim();
        let beside = is_person(part) || part.starts_with(['"', '“']) || is_date(part);
        if trust < Trust::Markup && !beside {
            break;
        }
    }
    if trust < Trust::Named {
        return None;
    }
    let first = parts.first()?.trim();
    let dated = parts[1..].iter().any(|p| is_date(p.trim()));
    let shaped = is_name(first)
        && (has_outlet_word(first)
            || is_host(first)
            || dated && !is_person(first) && !is_given(first));
    // "[B. Writer, Amnok Courier]"
    let later = || {
        is_person(first).then_some(())?;
        let mut rest = parts[1..].iter().map(|p| p.trim());
        rest.find(|p| is_name(p) && has_outlet_word(p))
    };
    let name = if shaped { Some(first) } else { later() }?;
    // A name that outlets share, or that means something else too, is no unknown outlet's; where a day or the form says that it is
    // an outlet's, it stays as printed: nobody knows which.
    let certain = dated || trust >= Trust::Habit && name.starts_with("The ");
    let as_printed = certain && has_outlet_word(name);
    if !as_printed && !outlets.registry.may_mean(name).is_empty() {
        return None;
    }
    Some(SourceRef::unknown(name.trim_matches(['"', '“', '”', '.'])))
}

fn known_outlet(outlets: &Outlets, part: &str, at: u32) -> Option<SourceRef> {
    let part = part.trim();
    if part.starts_with(['"', '“']) || part.ends_with("'s") || part.ends_with("’s") {
        return None;
    }
    if let Some(source) = outlets.of_name(part, at) {
        return Some(source);
    }
    // "Yonhap 2016-4-8", "Reuters report", "Yonhap (in Korean)": what follows the name tells of the text.
    let mention = outlets.registry.mentions(part).into_iter().next()?;
    let before = part[..mention.span.start as usize].trim();
    let after = part[mention.span.end as usize..].trim();
    let fits_before = before.is_empty()
        || before.eq_ignore_ascii_case("the")
        || is_date(before)
        || WHERE_FROM.is_match(&part[..mention.span.start as usize]);
    // "RFA's Korean Service"
    let after = ["'s ", "’s "]
        .iter()
        .find_map(|s| after.strip_prefix(s))
        .filter(|a| a.ends_with(" Service") || a.ends_with(" service") || a.ends_with(" bureau"))
        .map_or(after, |_| "");
    let fits_after = after
        .split(|c: char| c.is_whitespace() || "/&=()".contains(c))
        .filter(|w| !w.is_empty())
        .all(|w| {
            is_date(w)
                || is_page(w)
                || GENERIC.contains(&w.to_lowercase().as_str())
                || w == "and"
                || outlets.registry.named(w).is_some()
        });
    let name = mention.span.of(part);
    if !fits_before || !(fits_after || after.starts_with('/') || after.starts_with('=')) {
        return None;
    }
    outlets.of_name(name, at)
}

/// "The North's Korean Central News Agency", "Seoul daily Dong-A Ilbo": where the outlet that the registry knows is from.
static WHERE_FROM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:[Tt]he|[Aa]n?) )?(?:(?:(?:North|South)(?: Korea)?|Pyongyang|Seoul|Beijing|China|Japan|Tokyo|Russia|Britain|America|France|Germany|DPRK|ROK|regime|state|Party)['’]s )?(?:(?:official|state-run|state-owned|state|private|semi-official|local|Seoul-based|Tokyo-based|conservative|liberal|left-leaning|right-leaning|ruling-party|North Korean|South Korean|Chinese|Japanese|Russian|British|American|French|German|Dutch|Seoul|Tokyo|Beijing|Pyongyang|London|Korean) ){0,3}(?:newspaper|daily|paper|agency|news agency|wire|wire service|broadcaster|website|site|weekly|magazine|media outlet|outlet)? ?$",
    )
});

const GENERIC: [&str; 48] = [
    "price",
    "index",
    "prices",
    "survey",
    "data",
    "figures",
    "database",
    "interview",
    "bulletin",
    "feature",
    "statement",
    "release",
    "briefing",
    "page",
    "dispatch",
    "설명자료",
    "보도자료",
    "자료",
    "논평",
    "사설",
    "성명",
    "담화",
    "정론",
    "단평",
    "report",
    "reports",
    "article",
    "story",
    "editorial",
    "op-ed",
    "oped",
    "column",
    "commentary",
    "website",
    "site",
    "online",
    "blog",
    "english",
    "korean",
    "japanese",
    "news",
    "wire",
    "in",
    "print",
    "edition",
    "기사",
    "보도",
    "기자",
];

/// Parts of a credit: at commas, semicolons, bars, spaced dashes and colons outside quotation marks and brackets.
pub(super) fn segments(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted, mut depth) = (0, false, 0);
    let mut previous = ' ';
    for (at, c) in words.char_indices() {
        let next = words[at + c.len_utf8()..].chars().next();
        match c {
            '“' => quoted = true,
            // "Prices Up," Daily NK: the comma that parts may stand inside the marks.
            '”' | '"' if quoted && previous == ',' => {
                quoted = false;
                parts.push(&words[start..at + c.len_utf8()]);
                start = at + c.len_utf8();
            }
            '”' => quoted = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ if depth > 0 => {}
            ',' | ';' | '|' | '，' | '·' => {
                parts.push(&words[start..at]);
                start = at + c.len_utf8();
            }
            ':' if next == Some(' ') => {
                parts.push(&words[start..at]);
                start = at + 1;
            }
            '—' | '–' | '-' | '/'
                if c == '/' && !words.contains("//")
                    || previous == ' ' && next == Some(' ')
                    || c == '—' =>
            {
                parts.push(&words[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
        previous = c;
    }
    parts.push(&words[start..]);
    parts.retain(|p| !p.trim().is_empty());
    parts
}

/// `6면`, `A12`, `p.4`: where in a paper.
fn is_page(word: &str) -> bool {
    let number = word.trim_end_matches('면').trim_start_matches("p.");
    let number = number
        .strip_prefix(|c: char| c.is_ascii_uppercase())
        .unwrap_or(number);
    number.len() < word.len() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}
