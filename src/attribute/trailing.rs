//! Owns the credit at the end of a text: a bracket, a parenthesis, a dash, a line of its own, a link. Refuses brackets inside
//! quotation marks and sentences, and glosses; `credit` reads what stands in them.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{Article, Inline, InlineKind, Span};
use crate::source::SourceRef;

use super::credit::{Credited, LONGEST, Reading, Trust, read};
use super::outlets::Outlets;
use super::patterns::{pattern, tail};

/// A credit at the end of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trailing {
    /// The words that credit.
    pub evidence: Span,
    /// Where the credited text ends (white space before it not yet left out).
    pub cut: u32,
    /// The form.
    pub rule: &'static str,
    /// Whose words.
    pub credited: Credited,
}

/// The credit at the end of `span` (trimmed), if there is one.
pub(super) fn trailing(
    outlets: &Outlets,
    article: &Article,
    span: Span,
    inlines: &[Inline],
    trust: Trust,
) -> Option<Trailing> {
    let words = span.of(&article.text);
    let end = words.trim_end().len();
    let last = words[..end].chars().next_back()?;
    let found = match last {
        ']' | ')' | '】' | '〕' | '）' | '>' => {
            bracketed(outlets, words, end, span, inlines, trust)
        }
        '.' if words[..end - 1].ends_with([']', ')']) => {
            bracketed(outlets, words, end - 1, span, inlines, trust)
        }
        _ => None,
    };
    let mut found = found
        .or_else(|| line(outlets, words, end, span, inlines, trust))
        .or_else(|| linked(outlets, words, end, span, inlines, trust))
        .or_else(|| carried(outlets, words, end, span, trust))?;
    let kept = found.cut.max(span.start) - span.start;
    found.cut = span.start + without_insertions(&words[..kept as usize]) as u32;
    Some(found)
}

/// Where the words end before an editor's brackets at their end: "[emphasis added]". A last sentence's end may stand behind them.
pub(super) fn without_insertions(words: &str) -> usize {
    let mut end = words.trim_end().len();
    while words[..end].ends_with(']') {
        let Some((open, inner)) = bracket_before(words, end) else {
            break;
        };
        let before = words[..open].trim_end();
        // The last clause of a list may end in a semicolon; within a sentence a bracket belongs to its words.
        if !EDITOR.is_match(inner.trim()) || !ends_sentence(before) && !before.ends_with([';', ':'])
        {
            break;
        }
        end = words[..open].trim_end().len();
    }
    end
}

static EDITOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:sic!?|(?:my |our |his |her |their )?(?:emphasis|emphases|italics|bold)(?: (?:is |are )?(?:added|mine|ours|in (?:the )?original))?|photos?|images?|pictures?|translat(?:ion|ed)(?: \p{L}+){0,3}|강조(?:는)? ?[가-힣]*)\.?$",
    )
});

fn bracketed(
    outlets: &Outlets,
    words: &str,
    end: usize,
    span: Span,
    inlines: &[Inline],
    trust: Trust,
) -> Option<Trailing> {
    let mut end = end;
    // `[Daily NK] [emphasis added]`: what is insertion is stepped over.
    for _ in 0..4 {
        let (open, inner) = bracket_before(words, end)?;
        let close = words[open..end].chars().next_back()?;
        let before = words[..open].trim_end();
        let at = span.start as usize + open;
        let evidence = Span::new(at, span.start as usize + end);
        let round = matches!(close, ')' | '）' | '>');
        let new_line = words[before.len()..open].contains('\n') || before.is_empty();
        let ended = new_line || ends_sentence(before);
        let trust = match trust {
            Trust::Markup | Trust::Settled if round => Trust::Markup,
            Trust::Markup | Trust::Settled => Trust::Settled,
            _ if round && ended && outlets.habits().parenthesis => Trust::Named,
            _ if round || !ended => Trust::Known,
            _ if outlets.habits().bracket => Trust::Habit,
            _ => trust.max(Trust::Named),
        };
        let linked = inlines
            .iter()
            .rev()
            .take_while(|i| i.span.end > evidence.start)
            .filter(|i| evidence.contains(i.span))
            .find_map(|i| match &i.kind {
                InlineKind::Link(url) => Some(outlets.of_link(url)),
                _ => None,
            });
        let read = read(outlets, inner, at as u32, trust);
        let credited = match (read, linked) {
            (Reading::Credit(credited), Some(Some(source))) if credited.same => {
                Some(Credited::of(source))
            }
            (Reading::Credit(credited), _) => Some(credited),
            (Reading::Nobody, Some(Some(source))) if ended && inner.len() < 80 => {
                Some(Credited::of(source))
            }
            (Reading::Insertion, _) => {
                end = before.len();
                continue;
            }
            // "(NZZ)", where outlets are credited so: no gloss stands behind a sentence's end.
            (Reading::Nobody, _)
                if round
                    && ended
                    && !new_line
                    && outlets.habits().once_in_parenthesis
                    && is_letters(inner) =>
            {
                Some(Credited::of(SourceRef::unknown(inner.trim())))
            }
            (Reading::Nobody, _) => None,
        };
        let credited = credited?;
        // "(Yonhap) said" never comes here, but "the agency (KCNA)." does: it tells what the short name means.
        if !ended && (credited.same || round || glosses(outlets, before)) {
            return None;
        }
        let rule = match (credited.same, round) {
            (true, _) => "same",
            (_, true) => "parenthesis",
            _ => "bracket",
        };
        return Some(Trailing {
            evidence,
            cut: at as u32,
            rule,
            credited,
        });
    }
    None
}

/// Letters by which a paper or agency goes, and not a state, a party or an army.
fn is_letters(inner: &str) -> bool {
    let name = inner.trim();
    let other = [
        "DPRK", "ROK", "PRC", "USA", "USSR", "UAE", "KPA", "PLA", "WPK", "NATO", "GDP", "NGO",
        "DMZ", "NLL", "MDL", "JSA", "END", "NSFW", "TBC", "LOL", "IMHO", "RIP", "FYI", "PDF",
        "AKA",
    ];
    (3..=5).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_uppercase())
        && !other.contains(&name)
}

/// The bracket that closes right before byte `end`: where it opens, and its content.
fn bracket_before(words: &str, end: usize) -> Option<(usize, &str)> {
    let mut depth = 0;
    for (at, c) in words[..end].char_indices().rev().take(LONGEST) {
        match c {
            ']' | ')' | '】' | '〕' | '）' | '>' => depth += 1,
            '[' | '(' | '【' | '〔' | '（' | '<' => {
                depth -= 1;
                if depth == 0 {
                    let inner = words[at + c.len_utf8()..end]
                        .trim_end_matches([']', ')', '】', '〕', '）', '>']);
                    return Some((at, inner));
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// Whether a sentence, a quotation or an insertion ends where `before` does.
pub(super) fn ends_sentence(before: &str) -> bool {
    before
        .chars()
        .next_back()
        .is_some_and(|c| ".!?…”\"’'»」』。)]".contains(c))
}

/// Whether the words before a bracket name an outlet or a medium that the bracket would only explain.
fn glosses(outlets: &Outlets, before: &str) -> bool {
    let tail = tail(before, 80);
    !outlets.registry.mentions(tail).is_empty() || MEDIUM.is_match(tail)
}

static MEDIUM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:agency|newspaper|daily|paper|press|broadcaster|outlet|media|channel|service|bureau|network|radio|television|report|by|from|of|and|with|to|the)\s*$",
    )
});

/// A credit behind a dash, or on a last line of its own (`Source: X`, `[X]`, `— X`).
fn line(
    outlets: &Outlets,
    words: &str,
    end: usize,
    span: Span,
    inlines: &[Inline],
    trust: Trust,
) -> Option<Trailing> {
    let all = &words[..end];
    let last = all.rfind('\n').map_or(0, |n| n + 1);
    let own_line = tail(&all[last..], LONGEST).len() == all.len() - last;
    // "Copyright AFP" beneath the words that are its.
    if let Some(mark) = COPYRIGHT.find(&all[last..]).filter(|_| own_line) {
        let content = YEAR.replace(&all[last + mark.end()..], "");
        let content = content.trim_end_matches(['.', ' ']);
        let start = span.start as usize + last;
        return match outlets.of_name(content, start as u32) {
            Some(source) if content.len() < 60 => Some(Trailing {
                evidence: Span::new(start, span.start as usize + end),
                cut: start as u32,
                rule: "copyright",
                credited: Credited::of(source),
            }),
            _ => None,
        };
    }
    if own_line {
        let text = &all[last..];
        let at = last + (text.len() - text.trim_start().len());
        if let Some(label) = LABEL
            .find(&all[at..])
            .filter(|_| text.contains([':', '：']))
        {
            let content = &all[at + label.end()..];
            let start = span.start as usize + at;
            let evidence = Span::new(start, span.start as usize + end);
            // Behind "Source:" nothing but a source's name can stand.
            let trust = match content.chars().count() <= 80 && trust >= Trust::Markup {
                true => Trust::Settled,
                false => trust.max(Trust::Named),
            };
            let credited = match read(outlets, content, start as u32, trust) {
                Reading::Credit(credited) => credited,
                _ => Credited::of(link_within(outlets, inlines, evidence)?),
            };
            return Some(Trailing {
                evidence,
                cut: start as u32,
                rule: "source_line",
                credited,
            });
        }
    }
    // "The price fell to $74. Source: Bloomberg"
    if let Some(label) = SOURCE_BEHIND.find_iter(&all[last..]).last() {
        let start = last + label.start();
        let content = &all[last + label.end()..];
        let at = span.start as usize + start;
        let named = content.chars().count() <= 60 && ends_sentence(all[..start].trim_end());
        if named
            && let Reading::Credit(credited) =
                read(outlets, content, at as u32, trust.max(Trust::Named))
            && !credited.same
        {
            return Some(Trailing {
                evidence: Span::new(at, span.start as usize + end),
                cut: at as u32,
                rule: "source_line",
                credited,
            });
        }
    }
    // The last dash of the tail that a sentence's end or the line's beginning precedes.
    let from = all.len() - tail(&all[last..], LONGEST).len();
    for (at, dash) in all[from..]
        .rmatch_indices(['—', '–', '―', '-', '~'])
        .map(|(i, d)| (from + i, d))
    {
        let before = all[..at]
            .trim_end_matches('-')
            .trim_end_matches([' ', '\t', '\u{a0}']);
        let starts_line = before.is_empty() || before.ends_with('\n');
        let spaced = all[..at].ends_with([' ', '\t', '\u{a0}']);
        if all[..at].ends_with('-') || dash == "~" && !starts_line {
            continue;
        }
        let content = all[at + dash.len()..].trim_start_matches('-');
        let apart = content.starts_with([' ', '\u{a0}']) && (spaced || starts_line);
        if !starts_line && !before.ends_with(['.', '!', '?', '…', '”', '"', '»', '」', '』'])
            || dash == "-" && !starts_line && !apart && !all[at..].starts_with("--")
        {
            continue;
        }
        let trust = match trust {
            Trust::Markup | Trust::Settled => Trust::Settled,
            _ if outlets.habits().dash && apart => Trust::Habit,
            Trust::Named if !starts_line => Trust::Known,
            trust => trust,
        };
        let start = span.start as usize + at;
        let evidence = Span::new(start, span.start as usize + end);
        let by_link = || {
            let source = link_within(outlets, inlines, evidence)?;
            (content.len() < 120).then_some(Credited::of(source))
        };
        let credited = match read(outlets, content.trim(), start as u32, trust) {
            Reading::Credit(credited) if !credited.same => credited,
            _ => by_link()?,
        };
        return Some(Trailing {
            evidence,
            cut: start as u32,
            rule: "dash",
            credited,
        });
    }
    None
}

/// A last line that is nothing but an outlet's linked name, or behind a sentence's end the same.
fn linked(
    outlets: &Outlets,
    words: &str,
    end: usize,
    span: Span,
    inlines: &[Inline],
    trust: Trust,
) -> Option<Trailing> {
    let end = Span::new(span.start as usize, span.start as usize + end).end;
    let last = inlines
        .iter()
        .rev()
        .find(|i| i.span.end <= end && i.kind != InlineKind::Stress)?;
    if last.span.start < span.start {
        return None;
    }
    let rest = &words[(last.span.end - span.start) as usize..(end - span.start) as usize];
    if !rest.trim_matches(['.', ' ', ')', ']']).is_empty() {
        return None;
    }
    let name =
        &words[(last.span.start - span.start) as usize..(last.span.end - span.start) as usize];
    let before = words[..(last.span.start - span.start) as usize].trim_end();
    let new_line = before.is_empty()
        || words[before.len()..(last.span.start - span.start) as usize].contains('\n');
    let evidence = Span {
        start: last.span.start,
        end,
    };
    match &last.kind {
        InlineKind::Cite
            if new_line || ends_sentence(before) || before.ends_with(['—', '–', '-']) =>
        {
            let cut = before.trim_end_matches(['—', '–', '-', '―', ' ']).len();
            let Reading::Credit(credited) = read(outlets, name, last.span.start, trust) else {
                return None;
            };
            Some(Trailing {
                evidence,
                cut: span.start + cut as u32,
                rule: "cite",
                credited,
            })
        }
        InlineKind::Link(url)
            if !before.is_empty() && (new_line || ends_sentence(before)) && name.len() < 80 =>
        {
            let source = outlets.of_link(url);
            let named = outlets.of_name(name, last.span.start);
            // Behind a sentence of running text a link is a reference; only an outlet's name alone credits there.
            let credited = match (named, source) {
                (Some(named), _) => named,
                (None, Some(source)) if trust >= Trust::Markup => source,
                _ => return None,
            };
            Some(Trailing {
                evidence,
                cut: last.span.start,
                rule: "link",
                credited: Credited::of(credited),
            })
        }
        _ => None,
    }
}

/// "via Daily NK" behind the last sentence of a block that markup states.
fn carried(
    outlets: &Outlets,
    words: &str,
    end: usize,
    span: Span,
    trust: Trust,
) -> Option<Trailing> {
    if trust < Trust::Markup {
        return None;
    }
    let from = end - tail(&words[..end], 90).len();
    let found = CARRIED.captures(&words[from..end])?;
    let (whole, name) = (found.name("credit")?, found.name("name")?);
    let start = span.start as usize + from + whole.start();
    match read(outlets, name.as_str(), start as u32, Trust::Known) {
        Reading::Credit(credited) if credited.source.is_some() => Some(Trailing {
            evidence: Span::new(start, span.start as usize + end),
            cut: start as u32,
            rule: "line",
            credited,
        }),
        _ => None,
    }
}

static CARRIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"[.!?…”"’)]\s+(?P<credit>(?i:via|from|source:|h/t)\s+(?P<name>[^.!?]{2,70}))$"#)
});

fn link_within(outlets: &Outlets, inlines: &[Inline], evidence: Span) -> Option<SourceRef> {
    inlines
        .iter()
        .rev()
        .take_while(|i| i.span.end > evidence.start)
        .filter(|i| evidence.contains(i.span))
        .find_map(|i| match &i.kind {
            InlineKind::Link(url) => outlets.of_link(url),
            _ => None,
        })
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?i:sources?|credit|original source|출처|자료|원문|기사출처)\s*[:：]\s*")
});

/// The same behind a sentence.
static SOURCE_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r" (?:Sources?|SOURCE|Via|출처|자료)\s?[:：]\s*"));
static COPYRIGHT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:(?:©|ⓒ|\([cC]\)|[Cc]opyright|COPYRIGHT)\s*)+(?:by )?(?:the )?"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:19|20)\d\d,? (?:by )?(?:the )?|,? (?:19|20)\d\d$|\.? (?i:all rights reserved)\.?$",
    )
});
