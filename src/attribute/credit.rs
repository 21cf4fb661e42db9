//! Owns the reading of a credit: the words in a bracket, a parenthesis, behind a dash or on a line of their own, that say whose
//! a text is. Refuses editorial insertions (`[sic]`, `[Update: ...]`) and whatever only might be an outlet.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;
use crate::passage::Speaker;
use crate::source::SourceRef;

use super::announcer::is_somebody;
use super::outlets::Outlets;
use super::patterns::{pattern, tail};
use super::shapes::{
    capitalised, document, has_outlet_word, is_any_name, is_date, is_host, is_name, is_person,
};

/// Longest content of a bracket or dash line that can be a credit, in bytes: outlet, three authors, title and date.
pub(super) const LONGEST: usize = 260;

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
    /// In the form that the article credits known outlets by: also persons, documents and names of any make.
    Habit,
    /// In or right after a block that markup states, or `<cite>`: also persons and documents in running words.
    Markup,
    /// The same where nothing but a credit can stand: also names of any make.
    Settled,
}

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
    // "Korean Central Television" is no remark on the language.
    let is_known = || {
        let first = segments(inner).into_iter().next();
        first.is_some_and(|name| outlets.of_name(name, at).is_some())
    };
    if !inner.contains(char::is_alphabetic) || INSERTION.is_match(inner) && !is_known() {
        return Reading::Insertion;
    }
    let dated = inner.split_once(',').filter(|(_, day)| is_date(day.trim()));
    if SAME.is_match(inner) || dated.is_some_and(|(same, _)| SAME.is_match(same)) {
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
    // Where a known outlet stands before "via", no other name than a carrier's can follow.
    let trust_relay = match outlet(outlets, first, at, Trust::Known) {
        Some(_) => trust.max(Trust::Named),
        None => trust,
    };
    for part in parts {
        match outlet(outlets, part, at, trust_relay) {
            Some(relay) => relays.push(relay),
            // A translator is a person more often than not; whatever else it is, this is no list of names.
            None if trust >= Trust::Markup
                || segments(part).first().is_some_and(|p| is_person(p.trim())) => {}
            None => return Reading::Nobody,
        }
    }
    relays.reverse();
    if let Some(credited) = work_of(outlets, first, at, trust, &relays)
        .or_else(|| person_in(outlets, first, at, trust, &relays))
        .or_else(|| by_symbol(outlets, first, at, trust, &relays))
    {
        return Reading::Credit(credited);
    }
    if let Some(source) = outlet(outlets, first, at, trust) {
        relays.retain(|r| r.id != source.id);
        return Reading::Credit(Credited {
            source: Some(source),
            relays,
            ..Credited::default()
        });
    }
    if trust < Trust::Named {
        return Reading::Nobody;
    }
    if let Some(document) = document(outlets, first)
        && (trust >= Trust::Markup || capitalised(first).is_some())
    {
        return Reading::Credit(Credited {
            source: Some(document),
            relays,
            ..Credited::default()
        });
    }
    if trust < Trust::Habit {
        return Reading::Nobody;
    }
    let parts = segments(first);
    // "the landlord, Herr Zeisig"
    let person = parts.iter().take(2).map(|p| p.trim());
    let of_outlet = |name: &str| !outlets.registry.mentions(name).is_empty();
    let person = person
        .clone()
        .find(|p| is_person(p) && !of_outlet(p))
        .filter(|found| {
            person.clone().next() == Some(found) || first.starts_with(|c: char| c.is_lowercase())
        });
    // "Sallim Kwahak, no. 2": what comes out in numbers is no person; nor is what a wire carries.
    let numbered = parts[1..].iter().any(|p| NUMBER.is_match(p.trim()));
    let carried = trust != Trust::Markup && !relays.is_empty();
    let periodical = person.filter(|name| numbered || carried && !name.contains(['-', '.', ',']));
    if let Some(name) = periodical
        && is_any_name(name)
    {
        return Reading::Credit(Credited {
            source: Some(SourceRef::unknown(name)),
            relays,
            ..Credited::default()
        });
    }
    if let Some(name) = person {
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
    let name = parts.first().map_or("", |p| p.trim());
    if matches!(trust, Trust::Habit | Trust::Settled)
        && is_any_name(name)
        && outlets.registry.may_mean(name).is_empty()
    {
        return Reading::Credit(Credited {
            source: Some(SourceRef::unknown(name)),
            relays,
            ..Credited::default()
        });
    }
    Reading::Nobody
}

/// The number of a periodical.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:#\d|(?i:no|nos|nr|vol|issue|number)\.? ?\d|제?\d+(?:호|권))"));

/// "Op-ed by Jane Roe, the Amnok Courier", "Statement of a ministry spokesman, KCNA": whose work or words an outlet printed.
fn work_of(
    outlets: &Outlets,
    words: &str,
    at: u32,
    trust: Trust,
    relays: &[SourceRef],
) -> Option<Credited> {
    let lead = WORK_OF.find(words)?;
    let (who, place) = words[lead.end()..].split_once([',', '，'])?;
    let who = who.trim();
    let (who, place) = match is_person(who) || is_somebody(who) {
        true => (who, place),
        false => return None,
    };
    let mut relays = relays.to_vec();
    let source = outlet(outlets, place, at, trust)?;
    relays.retain(|r| r.id != source.id);
    Some(Credited {
        source: Some(source),
        speaker: Some(Speaker {
            name: who.to_string(),
            span: inner_offset(outlets, who),
            full: None,
        }),
        relays,
        same: false,
    })
}

static WORK_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:an? |the )?(?:op-ed|editorial|column|essay|letter|article|commentary|statement|speech|remarks|testimony|interview|press statement|talk|address|post|report)s? (?:by|of|from|with) (?:the )?",
    )
});

/// "Rev. Paek Jun in the Amnok Courier, Nov. 9", "a spokesman for the mill, in Handset & Tower": who spoke, and where it is printed.
fn person_in(
    outlets: &Outlets,
    words: &str,
    at: u32,
    trust: Trust,
    relays: &[SourceRef],
) -> Option<Credited> {
    if trust < Trust::Habit {
        return None;
    }
    let found = PERSON_IN.captures(words)?;
    let (who, place) = (found.name("who")?.as_str(), found.name("place")?.as_str());
    let who = who.trim_end_matches([',', ' ']);
    // "Mrs. Paek, 79"
    let who = AGED.find(who).map_or(who, |age| &who[..age.start()]);
    let genre = GENRE.is_match(who);
    if !genre && !is_person(who) && !is_somebody(who) {
        return None;
    }
    let source = outlet(outlets, place, at, trust.max(Trust::Markup)).or_else(|| {
        let name = segments(place).first()?.trim();
        let settled = trust == Trust::Settled && is_any_name(name) && !genre;
        (settled && outlets.registry.may_mean(name).is_empty()).then(|| SourceRef::unknown(name))
    })?;
    Some(Credited {
        source: Some(source),
        speaker: (!genre).then(|| Speaker {
            name: who.to_string(),
            span: inner_offset(outlets, who),
            full: None,
        }),
        relays: relays.to_vec(),
        same: false,
    })
}

static PERSON_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<who>.{3,80}),? (?:in|at|for|with|(?:speaking|talking) (?:to|with)|quoted (?:in|by)|writing (?:in|for)|(?:as )?told to|to) (?:an? (?:interview|talk|article|op-ed|column|letter|essay|piece) (?:in|with|for|to) )?(?:the )?(?P<place>\p{Lu}.{1,80})$",
    )
});
static AGED: LazyLock<Regex> = LazyLock::new(|| pattern(r",? (?:aged )?\(?\d\d\)?$"));
static GENRE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:an? |the )?(?:\p{L}+ )?(?:editorial|op-ed|article|report|column|letter|essay|interview|story|piece|commentary|dispatch|review)$",
    )
});

/// `S/2016/157, para. 41`: a document of the United Nations; the body's, if one has been named shortly before.
fn by_symbol(
    outlets: &Outlets,
    words: &str,
    at: u32,
    trust: Trust,
    relays: &[SourceRef],
) -> Option<Credited> {
    let symbol = (trust >= Trust::Named)
        .then(|| SYMBOL.find(words))??
        .as_str();
    let text = outlets.article.text.get(..at as usize)?;
    let before = tail(text, NEAR_SYMBOL);
    let mut bodies = outlets.registry.mentions(before);
    bodies.retain(|m| m.source.kind == "UN");
    bodies.dedup_by(|a, b| a.source.id == b.source.id);
    let source = match bodies.as_slice() {
        [body] => body.source.to_ref(),
        _ => SourceRef::unknown(symbol),
    };
    Some(Credited {
        source: Some(source),
        relays: relays.to_vec(),
        ..Credited::default()
    })
}

/// So many bytes before the symbol of a document may name the body whose it is.
const NEAR_SYMBOL: usize = 1500;

static SYMBOL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:S|A|E|CRC|CCPR|CAT|CEDAW|GC)/(?:[A-Z]+/)*\d[\w./()-]*\d"));

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
