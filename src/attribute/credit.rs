//! Owns the reading of a credit: the words in a bracket, a parenthesis, behind a dash or on a line of their own, that say whose
//! a text is. Refuses editorial insertions (`[sic]`, `[Update: ...]`), glosses and whatever only might be an outlet.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use crate::article::{Article, Inline, InlineKind, Span};
use crate::passage::Speaker;
use crate::source::{Registry, SourceRef};

/// Longest content of a bracket or dash line that can be a credit, in bytes: outlet, three authors, title and date.
const LONGEST: usize = 260;

/// Whose words, as a credit names them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Credited {
    /// Outlet or document.
    pub source: Option<SourceRef>,
    /// Person.
    pub speaker: Option<Speaker>,
    /// Who carried the words to the publisher, the nearest to the publisher first.
    pub relays: Vec<SourceRef>,
    /// `[ibid.]`: the outlet last credited.
    pub same: bool,
}

/// How much the surroundings already say that here stands a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Nothing but its place: only outlets that are known.
    Known,
    /// A bracket of its own: also unknown names that are made like an outlet's.
    Named,
    /// In or right after a block that markup states, or `<cite>`: also persons and documents.
    Markup,
}

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

/// The outlets that an article may credit: the registry, and which of them the article has named in full so far.
pub(super) struct Outlets<'a> {
    /// What is known.
    pub registry: &'a Registry,
    article: &'a Article,
    first_named: OnceCell<HashMap<&'a str, u32>>,
}

impl<'a> Outlets<'a> {
    /// For the credits of `article`.
    pub fn new(registry: &'a Registry, article: &'a Article) -> Outlets<'a> {
        Outlets {
            registry,
            article,
            first_named: OnceCell::new(),
        }
    }

    /// The outlet that `name`, standing in a credit at byte `at` of the article's text, means for certain.
    pub fn of_name(&self, name: &str, at: u32) -> Option<SourceRef> {
        let name = name.trim_matches(|c: char| c.is_whitespace() || "\"“”'‘’*_.,;:".contains(c));
        if name.is_empty() || name.chars().all(|c| !c.is_alphabetic()) {
            return None;
        }
        if let Some(source) = self.registry.named(name) {
            return Some(source.to_ref());
        }
        if name.contains('.') && !name.contains(' ') && name.len() > 4 {
            return self.registry.of_url(name).map(|s| s.to_ref());
        }
        if name.starts_with(|c: char| c.is_lowercase()) {
            return None;
        }
        if let [only] = self.registry.may_mean(name).as_slice()
            // "NK" in a bracket is the country as often as the outlet.
            && (name.chars().count() > 2 || name == "AP" || name == "FT")
        {
            return Some(only.to_ref());
        }
        self.named_before(name, at)
    }

    /// The outlet that an ambiguous `name` means because the article named it in full before byte `at`, and no other of that name.
    pub fn named_before(&self, name: &str, at: u32) -> Option<SourceRef> {
        let candidates = self.registry.may_mean(name);
        let named = self.first_named.get_or_init(|| self.named_in_full());
        let mut earlier = candidates
            .iter()
            .filter(|s| named.get(s.id.as_str()).is_some_and(|&first| first < at));
        match (earlier.next(), earlier.next()) {
            (Some(one), None) => Some(one.to_ref()),
            _ => None,
        }
    }

    fn named_in_full(&self) -> HashMap<&'a str, u32> {
        let mut first = HashMap::new();
        for mention in self.registry.mentions(&self.article.text) {
            if !mention.ambiguous {
                first
                    .entry(mention.source.id.as_str())
                    .or_insert(mention.span.start);
            }
        }
        first
    }

    /// The outlet that a link's target belongs to; none if that is the article's own publisher.
    pub fn of_link(&self, url: &str) -> Option<SourceRef> {
        let source = self.registry.of_url(url)?.to_ref();
        (self.article.publisher.as_ref() != Some(&source)).then_some(source)
    }

    /// Whether the publisher is `source`.
    pub fn is_publisher(&self, source: &SourceRef) -> bool {
        self.article
            .publisher
            .as_ref()
            .is_some_and(|p| p.id == source.id)
    }
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
    found
        .or_else(|| line(outlets, words, end, span, inlines, trust))
        .or_else(|| linked(outlets, words, end, span, inlines, trust))
}

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
            Trust::Markup => Trust::Markup,
            _ if round || !ended => Trust::Known,
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
            (Reading::Credit(credited), Some(Some(source))) if credited.same => Some(Credited {
                source: Some(source),
                ..Credited::default()
            }),
            (Reading::Credit(credited), _) => Some(credited),
            (Reading::Nobody, Some(Some(source))) if ended && inner.len() < 80 => Some(Credited {
                source: Some(source),
                ..Credited::default()
            }),
            (Reading::Insertion, _) => {
                end = before.len();
                continue;
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
            let credited = match read(outlets, content, start as u32, trust.max(Trust::Named)) {
                Reading::Credit(credited) => credited,
                _ => Credited {
                    source: Some(link_within(outlets, inlines, evidence)?),
                    ..Credited::default()
                },
            };
            return Some(Trailing {
                evidence,
                cut: start as u32,
                rule: "source_line",
                credited,
            });
        }
    }
    // The last dash of the tail that a sentence's end or the line's beginning precedes.
    let from = all.len() - tail(&all[last..], LONGEST).len();
    for (at, dash) in all[from..]
        .rmatch_indices(['—', '–', '―', '-'])
        .map(|(i, d)| (from + i, d))
    {
        let before = all[..at]
            .trim_end_matches('-')
            .trim_end_matches([' ', '\t', '\u{a0}']);
        let starts_line = before.is_empty() || before.ends_with('\n');
        let spaced = all[..at].ends_with([' ', '\t', '\u{a0}']);
        if all[..at].ends_with('-') {
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
            Trust::Named if !starts_line => Trust::Known,
            trust => trust,
        };
        let start = span.start as usize + at;
        let evidence = Span::new(start, span.start as usize + end);
        let by_link = || {
            let source = link_within(outlets, inlines, evidence)?;
            (content.len() < 120).then_some(Credited {
                source: Some(source),
                ..Credited::default()
            })
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
    let last = inlines.iter().rev().find(|i| i.span.end <= end)?;
    let rest = &words[(last.span.end - span.start) as usize..(end - span.start) as usize];
    if last.span.start < span.start || !rest.trim_matches(['.', ' ', ')', ']']).is_empty() {
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
                (None, Some(source)) if trust == Trust::Markup => source,
                _ => return None,
            };
            Some(Trailing {
                evidence,
                cut: last.span.start,
                rule: "link",
                credited: Credited {
                    source: Some(credited),
                    ..Credited::default()
                },
            })
        }
        _ => None,
    }
}

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

/// What the words of a bracket or line come to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// A credit.
    Credit(Credited),
    /// An editor's insertion, an elision, a footnote: to be stepped over.
    Insertion,
    /// Anything else.
    Nobody,
}

/// Reads the content of a credit that stands at byte `at` of the article's text.
pub(super) fn read(outlets: &Outlets, inner: &str, at: u32, trust: Trust) -> Reading {
    let inner = inner.trim_matches(|c: char| c.is_whitespace() || "*_".contains(c));
    if inner.len() > LONGEST || inner.contains('\n') {
        return Reading::Nobody;
    }
    if !inner.contains(char::is_alphabetic) || INSERTION.is_match(inner) {
        return Reading::Insertion;
    }
    if SAME.is_match(inner) {
        return Reading::Credit(Credited {
            same: true,
            ..Credited::default()
        });
    }
    let inner = LEAD.find(inner).map_or(inner, |m| &inner[m.end()..]);
    if let Some(m) = QUOTING.find(inner) {
        let (relay, source) = (&inner[..m.start()], &inner[m.end()..]);
        if let (Some(source), Some(relay)) = (
            outlet(outlets, source, at, trust),
            outlet(outlets, relay, at, trust),
        ) {
            return Reading::Credit(Credited {
                source: Some(source),
                relays: vec![relay],
                ..Credited::default()
            });
        }
    }
    // Carriers stand behind the source, the one that brought it to us last.
    let mut parts = RELAY.split(inner);
    let first = parts.next().unwrap_or_default();
    let mut relays: Vec<SourceRef> = Vec::new();
    for part in parts {
        match outlet(outlets, part, at, trust) {
            Some(relay) => relays.push(relay),
            // A translator is a person more often than not; whatever else it is, this is no list of names.
            None if trust == Trust::Markup
                || segments(part).first().is_some_and(|p| is_person(p.trim())) => {}
            None => return Reading::Nobody,
        }
    }
    relays.reverse();
    if let Some(source) = outlet(outlets, first, at, trust) {
        relays.retain(|r| r.id != source.id);
        return Reading::Credit(Credited {
            source: Some(source),
            relays,
            ..Credited::default()
        });
    }
    if trust < Trust::Markup {
        return Reading::Nobody;
    }
    if let Some(document) = document(outlets, first) {
        return Reading::Credit(Credited {
            source: Some(document),
            relays,
            ..Credited::default()
        });
    }
    let name = segments(first)
        .into_iter()
        .next()
        .unwrap_or_default()
        .trim();
    if is_person(name) {
        let start = inner_offset(outlets, name);
        let speaker = Speaker {
            name: name.to_string(),
            span: start,
            full: None,
        };
        return Reading::Credit(Credited {
            speaker: Some(speaker),
            relays,
            ..Credited::default()
        });
    }
    Reading::Nobody
}

/// Where `name`, a part of the article's text, stands in it.
fn inner_offset(outlets: &Outlets, name: &str) -> Option<Span> {
    let text = outlets.article.text.as_str();
    let at = (name.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (text.get(at..at + name.len()) == Some(name)).then(|| Span::new(at, at + name.len()))
}

static INSERTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:sic|updates?|updated|emphasis|emphases|italics|bold|translat(?:ion|or|ed)|trans|ed|eds|editors?|notes?|n\.?b|photos?|images?|pictures?|videos?|graphics?|",
        r"captions?|screenshots?|maps?|charts?|corrections?|corrected|cont(?:inued|'d|d)?|redacted|inaudible|unintelligible|laughs?|laughter|laughing|applause|nods|pause|snip|snipped|cut|",
        r"omitted|ellipsis|footnotes?|fn|h/t|ht|hat tip|see|cf|e\.g|i\.e|in (?:korean|english|chinese|japanese)|korean|english|pdf|subscription required|paywall|my|his|her|their|our|",
        r"brackets|added|original|sarcasm|joke|advertisement|ad|part \w+|page \d+|p\.? ?\d+|citation needed|translator's note|강조|편집자|번역|사진|중략|하략|주)(?:[\s.:,;'’)-].*)?$"
    ))
});
static SAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:ibid|id|idem|ib|same|same source|same link|same report|same article|link|links|full link|op\. ?cit|상동|위와 같음|링크)\.?(?:,? (?:at )?(?:p\.? ?)?\d+)?$",
    )
});
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:sources?:|credit:|from:|from the|from|via|as reported by|reported by|quoted from|excerpt(?:ed)? from|taken from|courtesy of|originally published (?:by|in)|copyright|ⓒ|©|출처\s*[:：]|자료\s*[:：])\s*(?:\d{4}\s+)?",
    )
});
static RELAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[,;]?\s+\(?(?:via|through|courtesy of|trans\. by|transl\. by|translation by|translation:|as (?:reported|quoted|cited|carried|relayed|translated) (?:by|in)|(?:quoted|cited|carried|relayed|translated|reprinted|republished|distributed) (?:by|in))\s+",
    )
});
static QUOTING: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i),?\s+quoting\s+(?:the\s+)?"));

/// The outlet that the comma-parted words of a credit name.
fn outlet(outlets: &Outlets, words: &str, at: u32, trust: Trust) -> Option<SourceRef> {
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
    let shaped =
        is_name(first) && (has_outlet_word(first) || is_host(first) || dated && !is_person(first));
    // "[B. Writer, Amnok Courier]"
    let later = || {
        is_person(first).then_some(())?;
        let mut rest = parts[1..].iter().map(|p| p.trim());
        rest.find(|p| is_name(p) && has_outlet_word(p))
    };
    let name = if shaped { Some(first) } else { later() }?;
    // A name that outlets share, or that means something else too, is no unknown outlet's.
    if !outlets.registry.may_mean(name).is_empty() {
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
    let fits_before = before.is_empty() || before.eq_ignore_ascii_case("the") || is_date(before);
    let fits_after = after
        .split(|c: char| c.is_whitespace() || "/&=()".contains(c))
        .filter(|w| !w.is_empty())
        .all(|w| {
            is_date(w)
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

const GENERIC: [&str; 24] = [
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

/// Parts of a credit: at commas, semicolons, bars, spaced dashes and colons outside quotation marks.
fn segments(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (0, false);
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

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|mon|tue|wed|thu|fri|sat|sun|jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|",
        r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?|\d{1,4}(?:st|nd|rd|th)?|\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?|\d{4}년|\d{1,2}월|\d{1,2}일|juche|accessed|updated|published|on|of)[\s,.]*)+$"
    ))
});

/// Whether the words are nothing but a date.
pub(super) fn is_date(words: &str) -> bool {
    words.len() < 60 && words.contains(|c: char| c.is_ascii_digit()) && DATE.is_match(words)
        || MONTHS.contains(&words.trim_matches(['.', ',']).to_lowercase().as_str())
}

const MONTHS: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Whether the words are made like a name: each begins with a capital, a digit or a script without case.
fn is_name(words: &str) -> bool {
    let mut count = 0;
    for word in words.split_whitespace() {
        let word = word.trim_matches(|c: char| "\"“”'‘’.()".contains(c));
        let Some(first) = word.chars().next() else {
            continue;
        };
        let small = [
            "of", "the", "for", "and", "in", "on", "de", "la", "le", "der", "die", "du", "&", "al",
            "al-",
        ]
        .contains(&word);
        if first.is_lowercase() && !small && !is_host(word) {
            return false;
        }
        count += 1;
    }
    (1..=8).contains(&count)
}

fn is_host(word: &str) -> bool {
    HOST.is_match(word)
}

static HOST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:https?://)?(?:[a-z0-9-]+\.)+(?:com|net|org|info|co\.kr|or\.kr|go\.kr|kr|kp|jp|cn|uk|us|tv|news|blog|io)(?:/\S*)?$",
    )
});

/// Whether a word of the name is one that outlets are called by.
pub(super) fn has_outlet_word(name: &str) -> bool {
    OUTLET_WORD.is_match(name)
}

static OUTLET_WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:\b(?i:times|post|news|daily|courier|herald|journal|tribune|gazette|chronicle|weekly|monthly|quarterly|ilbo|sinmun|shinmun|sinbo|shimbun|shinbun|shimpo|agency|press|radio|tv|television|",
        r"broadcasting|broadcast|review|magazine|observer|telegraph|mail|globe|star|standard|mirror|independent|wire|watch|bulletin|blog|network|today|dispatch|examiner|register|sentinel|",
        r"monitor|digest|pravda|zeitung|reporter|insider|beacon|ledger|messenger|advertiser|argus|echo|voice|outlook|newswire|newsletter|report|reports|yearbook|institute|ministry|",
        r"commission|council|foundation|center|centre|committee|association|society|forum|project|newsroom|media|tongsin|tongshin|bangsong|maeil|kyodo|argosy|inquirer|sun|bee|packet|argosy)\b)",
        r"|(?:일보|신문|뉴스|통신|방송|저널|타임스|타임즈|투데이|위클리|매거진|경제|헤럴드|포스트|신보|연구원|연구소|TV)$|(?:新聞|新闻|日報|日报|通信|通讯社|时报|時報)$|\b\w+(?:NK|News|Watch|Times|Post|Press)\b"
    ))
});

/// Whether the words are made like a person's name.
fn is_person(words: &str) -> bool {
    words.len() < 60 && !has_outlet_word(words) && PERSON.is_match(words)
}

static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    let name = concat!(
        r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|President|Gen|General|Col|Colonel|Sen|Senator|Rep|Representative|Ambassador|Amb|Minister|Secretary|Chairman|Judge|Justice|Sir|Lord|King|Queen|Pope|St|Chancellor|Premier|Prime Minister|Vice President|Marshal|Admiral)\.? )*",
        r"(?:(?:\p{Lu}\.[ -]?)+\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,2}",
        r"|\p{Lu}[\p{L}’'-]*(?: (?:\p{Lu}\.|van|von|de|der|bin|al|la|\p{Lu}[\p{L}’'-]*)){1,3})"
    );
    pattern(&format!(
        r"^(?:by )?{name}(?:(?: and | & |, ){name})*$|^[가-힣]{{2,4}}(?: (?:대통령|장관|의원|교수|총리|대변인|기자))?$"
    ))
});

/// The law, resolution or report that the words name.
pub(super) fn document(outlets: &Outlets, words: &str) -> Option<SourceRef> {
    document_at(outlets, words).map(|(source, _)| source)
}

/// The law, resolution or report that the words name, and where in them.
pub(super) fn document_at(outlets: &Outlets, words: &str) -> Option<(SourceRef, Span)> {
    let found = DOCUMENT.find(words)?;
    let printed = found.as_str().trim_end_matches([',', ';', ':', ' ']);
    let span = Span::new(found.start(), found.start() + printed.len());
    // The report of a body that is known goes by the body's name.
    let mut bodies = outlets
        .registry
        .mentions(words)
        .into_iter()
        .filter(|m| !m.ambiguous);
    match (bodies.next(), bodies.next()) {
        (Some(body), None) if !printed.starts_with(|c: char| c.is_ascii_digit()) => {
            Some((body.source.to_ref(), body.span))
        }
        _ => {
            let name = printed
                .strip_prefix("the ")
                .or_else(|| printed.strip_prefix("The "))
                .unwrap_or(printed);
            Some((SourceRef::unknown(name), span))
        }
    }
}

static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:Section|Sec\.|§|Article|Art\.|Chapter|Title|Paragraph|Para\.|Rule|Annex) ?(?:\d[\w().-]*|[IVXLC]+\b)(?: of (?:the )?\p{Lu}[\p{L}’'-]*(?: (?:of|on|and|for|the|to|in|with|\p{Lu}[\p{L}’'-]*|\d{4}))*)?",
        r"|(?:(?:UN|U\.N\.|United Nations) )?(?:(?:Security Council|General Assembly|UNSC|UNSCR) )?Resolutions? \d+(?: \(\d{4}\))?|UNSCR ?\d+|Executive Order \d+|E\.O\. \d+|Public Law \d+-\d+|\d+ U\.S\.C\. § ?\d+\w*|H\.R\. ?\d+",
        r"|(?:\p{Lu}[\p{L}’'-]* (?:(?:of|on|and|for|the|to|in|\p{Lu}[\p{L}’'-]*) )*)(?:Act|Treaty|Convention|Constitution|Charter|Agreement|Declaration|Covenant|Protocol|Accord|Code|Law|Communiqué|Communique|Joint Statement|Armistice|Report|Resolution)(?: of \d{4})?\b",
        r"|the (?:Constitution|Charter|Armistice Agreement)\b",
        r"|(?:제\s?\d+조|결의 제?\d+호|헌법)"
    ))
});

/// The last `most` bytes of `words` at most, from a char's edge on.
pub(super) fn tail(words: &str, most: usize) -> &str {
    let mut from = words.len().saturating_sub(most);
    while !words.is_char_boundary(from) {
        from += 1;
    }
    &words[from..]
}

/// The first `most` bytes of `words` at most, to a char's edge.
pub(super) fn head(words: &str, most: usize) -> &str {
    let mut to = words.len().min(most);
    while !words.is_char_boundary(to) {
        to -= 1;
    }
    &words[..to]
}

/// A pattern of ours; the tests compile each one.
#[allow(clippy::expect_used)]
pub(super) fn pattern(source: &str) -> Regex {
    Regex::new(&narrow(source)).expect("a pattern of ours compiles")
}

/// Several patterns of ours, looked for in one pass.
#[allow(clippy::expect_used)]
pub(super) fn pattern_set<'a>(sources: impl Iterator<Item = &'a str>) -> RegexSet {
    let sources: Vec<String> = sources.map(narrow).collect();
    let set = regex::RegexSetBuilder::new(sources)
        .dfa_size_limit(16 << 20)
        .build();
    set.expect("patterns of ours compile")
}

/// The pattern with its classes made Latin ones, and its word edges those of ASCII: Unicode's take a thousand times as long to
/// compile, and the fast automaton knows no other edges.
fn narrow(source: &str) -> String {
    const CLASSES: [(&str, &str); 7] = [
        (r"\b", r"(?-u:\b)"),
        (r"\p{L}", "[A-Za-zÀ-ɏḀ-ỿ]"),
        (r"\p{Lu}", "[A-ZÀ-ÞĀ-ɏ]"),
        (r"\p{Ll}", "[a-zß-ɏ]"),
        (r"\w", "[A-Za-z0-9_À-ɏ]"),
        (r"\d", "[0-9]"),
        (r"\s", r"[ \t\r\n\u{a0}]"),
    ];
    CLASSES
        .iter()
        .fold(source.to_string(), |made, (class, narrow)| {
            made.replace(class, narrow)
        })
}
