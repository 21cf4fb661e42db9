//! Owns the outlet that announces a block, where the registry or a link knows it: "From the Joongang Ilbo:", "Yonhap reports:",
//! "KCNA, quoting Rodong Sinmun, says:". Refuses one that is only spoken of, or that was spoken to.

use std::sync::LazyLock;

use regex::Regex;

use super::super::announcer::{announcer, somebody_speaks};
use super::super::credit::{self, Reading, Trust};
use super::super::outlets::Outlets;
use super::super::patterns::{head, pattern, tail};
use super::super::shapes;
use super::LeadIn;
use super::mention::{Named, OWN_WRITER, Role, mentions};
use super::unknown::unknown;
use super::whom::my_words;
use crate::article::{Inline, InlineKind, Span};
use crate::passage::Speaker;
use crate::source::SourceRef;

/// "From the Joongang Ilbo:", "AFP via Yonhap:": a line that is nothing but a credit.
pub(super) fn whole_credit(
    outlets: &Outlets,
    sentence: &str,
    start: usize,
    colon: bool,
    trust: Trust,
) -> Option<LeadIn> {
    let bare = sentence.trim_end_matches([':', '：', '.', ' ', '*']);
    if bare.len() > 120 {
        return None;
    }
    let lead = BARE_LEAD.find(bare);
    if lead.is_none() && !colon {
        return None;
    }
    let from = lead.map_or(0, |m| m.end());
    let content = &bare[from..];
    let settled = trust == Trust::Settled;
    let names_who = lead.is_some_and(|l| NAMES_WHO.is_match(l.as_str()));
    let trust = if colon && lead.is_some_and(|l| NAMES_WHO.is_match(l.as_str())) {
        trust.max(Trust::Named)
    } else if colon && lead.is_some() {
        Trust::Named
    } else {
        Trust::Known
    };
    match credit::read(outlets, content, (start + from) as u32, trust) {
        Reading::Credit(credited) if !credited.same && credited.source.is_some() => Some(LeadIn {
            credited,
            evidence: Span::new(start + from, start + bare.len()),
            document: false,
            speaks: false,
        }),
        // "From Mill's Yearbook of Aircraft:" before a block that markup bounds: whatever it is, it is where the words are from.
        _ if colon
            && settled
            && names_who
            && is_title(content)
            && !shapes::is_document(content) =>
        {
            Some(LeadIn::of_source(
                SourceRef::unknown(content),
                Span::new(start + from, start + bare.len()),
            ))
        }
        _ => None,
    }
}

/// Whether the words are a name of several words, and no person's.
fn is_title(words: &str) -> bool {
    words.contains(' ')
        && words.len() <= 80
        && !words.contains([',', ';', '(', '“', '"'])
        && shapes::capitalised(words).is_some()
        && words.starts_with(char::is_uppercase)
        && (!shapes::is_person(words) || words.contains("'s ") || words.contains("’s "))
        && !shapes::is_date(words)
}

static BARE_LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:(?:and |also |meanwhile, |first, |next, |more |then |now |again )?(?:,? ?(?:this |that )?(?:is |comes )?(?:from|via|according to|per|courtesy of|here(?:'s|’s| is)|quoting|source:|over at|over to|in|h/t|excerpts? from|reports? from|news from|writing in|story from|translated from|this from|over in)) (?:today['’]s |yesterday['’]s |this morning['’]s |the latest from |what |a report in |an article in |a story in )?(?:the )?)",
    )
});

/// Of the leads those behind which nothing but a name stands.
static NAMES_WHO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\w+,? )?(?:from|via|according to|per|courtesy of|source:|quoting|excerpts? from|translated from)\b",
    )
});

pub(super) fn named(
    outlets: &Outlets,
    sentence: &str,
    start: usize,
    colon: bool,
    trust: Trust,
) -> Option<LeadIn> {
    let mut all = mentions(outlets, sentence, start);
    if all.is_empty() {
        return unknown(sentence, start, colon, trust);
    }
    // Their own earlier words: "As I told Yonhap:", "I wrote in the Diplomat:" stay undecided here.
    if my_words(sentence).is_some() {
        return None;
    }
    let quoted: Vec<usize> = (0..all.len())
        .filter(|&i| all[i].role == Role::QuotedOn)
        .collect();
    let reports: Vec<usize> = (0..all.len())
        .filter(|&i| all[i].role == Role::Reports)
        .collect();
    let carries: Vec<usize> = (0..all.len())
        .filter(|&i| all[i].role == Role::Carries)
        .collect();
    if let (&[words], &[by]) = (quoted.as_slice(), reports.as_slice())
        && colon
    {
        let relay = all[by].source.clone();
        let mut lead_in = all.swap_remove(words).into_lead_in();
        if CITING.is_match(sentence) {
            // "Yonhap, citing KCNA, reports:" gives Yonhap's words.
            lead_in.credited.source = Some(relay);
            lead_in.evidence = all.into_iter().find(|n| n.role == Role::Reports)?.span;
        } else {
            lead_in.credited.relays = vec![relay];
        }
        return Some(lead_in);
    }
    if let &[one] = reports.as_slice() {
        if !colon && !ANNOUNCES_SO.is_match(sentence) && NEGATED.is_match(sentence) {
            return None;
        }
        let relays = carries.iter().map(|&i| all[i].source.clone()).collect();
        let mut lead_in = all.swap_remove(one).into_lead_in();
        lead_in.credited.relays = relays;
        lead_in.speaks = colon && somebody_speaks(sentence);
        return Some(lead_in);
    }
    // "Now comes this, via the JoongAng, which has it from somebody in the trade:"
    if let (&[one], true, true) = (carries.as_slice(), colon, all.len() == 1) {
        return Some(all.swap_remove(one).into_lead_in());
    }
    // "Here's what the President told ABC News:"
    let asked = || {
        let mut asked = (0..all.len()).filter(|&i| all[i].role == Role::Interviews);
        let others = all.iter().any(|n| n.role != Role::Interviews);
        asked.next().filter(|_| asked.next().is_none() && !others)
    };
    if colon
        && let Some(one) = asked()
        && let Some((name, span)) = announcer(sentence)
    {
        let mut lead_in = all.swap_remove(one).into_lead_in();
        lead_in.credited.speaker = Some(Speaker {
            name: name.to_string(),
            span: Some(span.shift(start)),
            full: None,
        });
        lead_in.speaks = true;
        return Some(lead_in);
    }
    // "The bank won't say, but a paper of the institute will, and the Hankyoreh has boiled it down:"
    if colon && let Some(one) = last_clause(sentence, &all, start) {
        return Some(all.swap_remove(one).into_lead_in());
    }
    if !colon || NEGATED.is_match(sentence) {
        return None;
    }
    let speaks = |n: &&Named| !matches!(n.role, Role::Interviews | Role::Carries);
    let relays: Vec<SourceRef> = carries.iter().map(|&i| all[i].source.clone()).collect();
    let mut distinct: Vec<&SourceRef> = Vec::new();
    for named in all.iter().filter(speaks) {
        if !distinct.contains(&&named.source) {
            distinct.push(&named.source);
        }
    }
    if distinct.len() != 1
        || !at_outlet(sentence, &all, start)
            && somebody_speaks(sentence)
            // "로동신문은 다음과 같이 전했다": who speaks is the outlet.
            && announcer(sentence).is_none_or(|(name, _)| outlets.of_name(name, start as u32).is_none())
        || credit_document(outlets, sentence)
    {
        return None;
    }
    let one = all.iter().position(|n| speaks(&n))?;
    let behind = (all[one].span.end as usize).saturating_sub(start);
    let writer = OWN_WRITER
        .captures(&sentence[behind..])
        .and_then(|found| found.name("name"))
        .filter(|name| shapes::is_person(name.as_str()));
    let mut lead_in = all.swap_remove(one).into_lead_in();
    lead_in.credited.relays = relays;
    lead_in.credited.speaker = writer.map(|name| Speaker {
        name: name.as_str().to_string(),
        span: Some(Span::new(behind + name.start(), behind + name.end()).shift(start)),
        full: None,
    });
    Some(lead_in)
}

/// The outlet that the last clause of several begins with, where each of the others names another.
fn last_clause(sentence: &str, all: &[Named], start: usize) -> Option<usize> {
    let clause = CLAUSE.find_iter(sentence).last()?;
    let place = |n: &Named| (n.span.start as usize).saturating_sub(start);
    let mut inside = (0..all.len()).filter(|&i| place(&all[i]) >= clause.end());
    let one = inside.next().filter(|_| inside.next().is_none())?;
    let begins = sentence[clause.end()..place(&all[one])].trim();
    let after = &sentence[place(&all[one]) + all[one].span.len()..];
    let fits = (begins.is_empty() || begins == "the") && BRINGS.is_match(after);
    (fits && !NEGATED.is_match(&sentence[clause.end()..])).then_some(one)
}

static CLAUSE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:, (?:and|but|so|yet) |; )"));
/// Behind an outlet's name: it has what somebody else said.
static BRINGS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:(?:has|had) (?:\p{L}+ed|put|found|run|got|gone|done|it|this|more|the|its|a|an|another)|did|does|boils?|boiled|sums?|summed|put|puts|printed|prints|ran|runs|carried|carries|got|asked|found|quotes?|quoted|explains?|explained|tells|told|went|summari[sz]e[sd]|translated|translates|counted|works|worked)\b[^:]{0,60}[:：]\s*$",
    )
});

pub(super) static NEGATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:not|never|no longer|don['’]t|doesn['’]t|didn['’]t|isn['’]t|wasn['’]t|can['’]t|won['’]t|disagree|doubt|contrary to|unlike|despite|whatever|instead of)\b|\bwhat (?:the )?\p{Lu}",
    )
});

static ANNOUNCES_SO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:according to|from|via|here|as) "));

static CITING: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:citing|cites|cited)\b"));

/// "Over at 38 North, somebody writes:", "The Economist's correspondent argues:": what a person writes in an outlet is its words.
fn at_outlet(sentence: &str, all: &[Named], start: usize) -> bool {
    all.iter().any(|named| {
        let from = (named.span.start as usize).saturating_sub(start);
        let to = from + named.span.len();
        let (before, after) = (tail(&sentence[..from], 60), head(&sentence[to..], 90));
        WRITES_IN.is_match(before) && WRITING.is_match(sentence)
            || HIS_WRITER.is_match(after)
            || ITS_MAN.is_match(after)
    })
}

static WRITES_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[,;] |\b(?:over|writing|writes|wrote|argues|explains|article|piece|op-ed|column|editorial|essay|interview|report) )(?:at|in|on|for|with) (?:the |an? |today['’]s |this week['’]s )?$",
    )
});

static WRITING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:writes?|wrote|writing|argues?|argued|explains?|explained|reports?|reported|summari[sz]es|looks|looked|asks|describes|described)\b",
    )
});

static HIS_WRITER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^['’]s? (?:(?:own|editorial|board|correspondent|reporter|columnist|bureau|chief|\p{Lu}[\p{L}.’'-]*) ){1,5}(?:writes?|wrote|reports?|reported|has|explains?|notes?|says|said|argues?|put)\b",
    )
});

/// "An AFP man who sat beside him wrote it up otherwise"
static ITS_MAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:man|woman|reporter|correspondent|journalist|stringer|columnist|photographer|writer)\b[^.:;]{0,50}? (?:wrote|writes|filed|reported|reports|described|describes|saw it|put it in)\b",
    )
});

fn credit_document(outlets: &Outlets, sentence: &str) -> bool {
    SECTION.is_match(sentence) && shapes::document(outlets, sentence).is_some()
}

static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:Section|Article|Resolution|Paragraph|Executive Order|UNSCR)s? \d")
});

pub(super) fn by_link(
    outlets: &Outlets,
    inlines: &[Inline],
    within: Span,
    colon: bool,
) -> Option<LeadIn> {
    if !colon {
        return None;
    }
    let links = || {
        let inside = inlines.iter().filter(|i| within.contains(i.span));
        inside.filter_map(|i| match &i.kind {
            InlineKind::Link(url) => Some((i, url)),
            _ => None,
        })
    };
    let mut found: Option<LeadIn> = None;
    for (inline, url) in links() {
        let Some(source) = outlets.of_link(url) else {
            continue;
        };
        match &found {
            Some(other) if other.credited.source.as_ref() != Some(&source) => return None,
            Some(_) => {}
            None => {
                found = Some(LeadIn::of_source(source, inline.span));
            }
        }
    }
    // "[The Pelican Review] looked into the mill in 2019:" is a subject that is linked, whoever knows it.
    let subject = || {
        let (one, _) = links().next().filter(|_| links().count() == 1)?;
        let name = one.span.of(&outlets.article.text).trim();
        let begins = one.span.start == within.start || {
            let before = Span {
                end: one.span.start,
                ..within
            };
            before
                .of(&outlets.article.text)
                .trim()
                .eq_ignore_ascii_case("the")
        };
        (begins && is_title(name)).then(|| LeadIn::of_source(SourceRef::unknown(name), one.span))
    };
    found.or_else(subject)
}
