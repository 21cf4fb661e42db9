//! Owns the reading of a credit: the words in a bracket, a parenthesis, behind a dash or on a line of their own, that say whose
//! a text is. Refuses editorial insertions (`[sic]`, `[Update: ...]`) and whatever only might be an outlet.

mod forms;
mod outlet;

use std::sync::LazyLock;

use regex::Regex;

use super::announcer::is_described;
use super::outlets::Outlets;
use super::patterns::pattern;
use super::shapes::{capitalised, document, is_any_name, is_date, is_given, is_person};
use crate::passage::Speaker;
use crate::source::SourceRef;

use forms::{by_symbol, person_in, work_at, work_of};
pub(super) use forms::{has_place, inner_offset};
use outlet::{outlet, segments};

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

impl Credited {
    /// The words of `source`, of nobody whom the credit names.
    pub(super) fn of(source: SourceRef) -> Credited {
        Credited {
            source: Some(source),
            ..Credited::default()
        }
    }
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

/// The words of a credit without its relays, and what is known of where they stand.
#[derive(Clone, Copy)]
struct Inner<'a, 'o> {
    outlets: &'a Outlets<'o>,
    words: &'a str,
    at: u32,
    trust: Trust,
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
    // "emphasis mine; from Yonhap"
    let inner = match inner.split_once("; ") {
        Some((first, rest)) if INSERTION.is_match(first) => rest,
        _ => inner,
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
    let inner = Inner {
        outlets,
        words: first,
        at,
        trust,
    };
    let forms = [work_of, person_in, by_symbol];
    if let Some(credited) = forms.iter().find_map(|form| form(inner, &relays)) {
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
    if let Some(credited) = work_at(inner, &relays) {
        return Reading::Credit(credited);
    }
    if trust < Trust::Habit {
        return Reading::Nobody;
    }
    let parts = segments(first);
    // "Amnok Telecom, interim financial statements"
    let name = parts[0].trim();
    if is_any_name(name)
        && parts[1..].iter().any(|p| PAPERS.is_match(p.trim()))
        && outlets.registry.may_mean(name).is_empty()
    {
        return Reading::Credit(Credited {
            source: Some(SourceRef::unknown(name)),
            relays,
            ..Credited::default()
        });
    }
    // "the landlord, Herr Zeisig"
    let person = parts.iter().take(2).map(|p| without_aside(p.trim()));
    let of_outlet = |name: &str| !outlets.registry.mentions(name).is_empty();
    let person = person
        .clone()
        .find(|p| (is_person(p) || is_given(p)) && !of_outlet(p))
        .filter(|found| {
            person.clone().next() == Some(found) || first.starts_with(|c: char| c.is_lowercase())
        });
    // "Sallim Kwahak, no. 2": what comes out in numbers is no person; nor is what a wire carries.
    let numbered = parts[1..].iter().any(|p| NUMBER.is_match(p.trim()));
    let carried = trust != Trust::Markup && !relays.is_empty();
    let periodical = person.filter(|name| {
        numbered || carried && !name.contains(['-', '.', ',']) || outlets.is_called_outlet(name)
    });
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
    // "Former resident of Solgae, interviewed in May", "a teacher in Solgae"
    if trust >= Trust::Markup && is_described(name) {
        return Reading::Credit(Credited {
            speaker: Some(Speaker {
                name: name.to_string(),
                span: inner_offset(outlets, name),
                full: None,
            }),
            relays,
            ..Credited::default()
        });
    }
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

/// A name without what stands in parentheses behind it: "Bo Lind (ret.)".
fn without_aside(name: &str) -> &str {
    match name.strip_suffix(')').and_then(|n| n.rfind(" (")) {
        Some(at) => &name[..at],
        None => name,
    }
}

/// What firms and offices put out.
static PAPERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:interim|annual|quarterly|semi-annual|consolidated|half-year|\d{4}) )*(?:financial statements?|(?:annual|quarterly|interim) (?:report|accounts|filing|letter)|press release|news release|filing|prospectus|brochure|circular|catalogue|homepage|website|service manual|bulletin|statement to shareholders)\b",
    )
});

/// The number of a periodical.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:#\d|(?i:no|nos|nr|vol|issue|number)\.? ?\d|제?\d+(?:호|권))"));

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
        r"(?i)^(?:ibid|id|idem|ib|same|same source|same link|same report|same article|link|links|full link|op\. ?cit|상동|위와 같음|링크)\.?(?:[,;]? (?:at )?(?:(?:pp?|art|articles?|para|ch|sec|plate|no|fig|line)s?\.? ?|§+ ?)?\d[\d–-]*)?$",
    )
});

static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:sources?:|credit:|from:|from the|from|via|as reported by|reported by|(?:as )?(?:quoted|cited|reported|printed|published|excerpted|reprinted) (?:in|by)(?: the)?|quoted from|excerpt(?:ed)? from|taken from|courtesy of|originally published (?:by|in)|copyright|ⓒ|©|출처\s*[:：]|자료\s*[:：])\s*(?:\d{4}\s+)?",
    )
});

static RELAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[,;]?\s+\(?(?:via|through|courtesy of|trans\. by|transl\. by|translation by|translation:|as (?:reported|quoted|cited|carried|relayed|translated) (?:by|in)|(?:quoted|cited|carried|relayed|translated|reprinted|republished|distributed) (?:by|in))\s+",
    )
});

static QUOTING: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i),?\s+quoting\s+(?:the\s+)?"));
