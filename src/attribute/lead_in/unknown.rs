//! Owns the outlet that announces a block and that nobody knows: "According to the Amnok Courier:". Refuses names that are not made
//! like an outlet's.

use std::sync::LazyLock;

use regex::Regex;

use super::super::credit::{Credited, Trust};
use super::super::patterns::pattern;
use super::super::shapes;
use super::LeadIn;
use crate::article::Span;
use crate::source::SourceRef;

/// An outlet that the registry does not know, named as one that reports: "According to the Amnok Courier:".
pub(super) fn unknown(sentence: &str, start: usize, colon: bool, trust: Trust) -> Option<LeadIn> {
    if !colon {
        return None;
    }
    let captures = UNKNOWN
        .captures(sentence)
        .or_else(|| UNKNOWN_AT_END.captures(sentence))
        .or_else(|| FRIENDS_AT.captures(sentence))
        .or_else(|| NAMED_PAPER.captures(sentence))
        .or_else(|| {
            let only = UNKNOWN_AMID.captures_iter(sentence).collect::<Vec<_>>();
            let [one] = <[_; 1]>::try_from(only).ok()?;
            (trust == Trust::Settled).then_some(one)
        })?;
    let found = captures
        .name("name")
        .or_else(|| captures.name("subject"))
        .or_else(|| captures.name("printer"))?;
    let name = found
        .as_str()
        .trim_start_matches("the ")
        .trim_start_matches("The ");
    let friends = FRIENDS_AT.is_match(sentence) && name.contains(' ') && !shapes::is_date(name);
    let called_so = CALLED_SO.is_match(&sentence[..found.start()]) && !shapes::is_date(name);
    if !shapes::has_outlet_word(name) && !friends && !called_so {
        return None;
    }
    let end = start + found.end();
    Some(LeadIn::of_source(
        SourceRef::unknown(name),
        Span::new(end - name.len(), end),
    ))
}

static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|, )(?:[Aa]ccording to|[Ff]rom|[Vv]ia|[Hh]ere(?:'s|’s| is)|[Pp]er|(?:[Aa]s )?(?:reported|told) (?:by|in)|[Ii]n|[Mm]ore from|[Tt]his from) (?P<name>(?:[Tt]he )?\p{Lu}[\p{L}’'.-]*(?: (?:of|and|the|\p{Lu}[\p{L}’'.-]*)){0,5})[,:]",
        r"|^(?P<subject>(?:[Tt]he )?\p{Lu}[\p{L}’'.-]*(?: (?:of|and|\p{Lu}[\p{L}’'.-]*)){0,5}) (?:reports|reported|writes|wrote|has (?:more|the story)|says|notes|explains|adds):",
        r"|^(?P<printer>(?:[Tt]he )?\p{Lu}[\p{L}’'.-]*(?: (?:of|and|\p{Lu}[\p{L}’'.-]*)){0,5})(?:, [^,:]{3,60},)? (?:has|had|ran|runs|printed|prints|carried|carries|published|reported|reports|gave|gives|told|tells|put|puts|wrote|writes) [^:]{0,80}[:：]\s*$"
    ))
});

/// "The Dutch paper Dageraad printed part of it:"
static NAMED_PAPER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:paper|newspaper|daily|weekly|monthly|magazine|broadcaster|website|site|agency|journal|outlet|station|tabloid|blog|newsletter) (?P<name>\p{Lu}[\p{L}’'.-]*(?: (?:of|and|\p{Lu}[\p{L}’'.-]*)){0,4}),? (?:[^:]{0,60} )?(?:printed|prints|had|has|ran|runs|carried|carries|published|reported|reports|wrote|writes|says|said|gives|gave|tells|put)\b[^:]{0,80}[:：]\s*$",
    )
});
/// What says that the name behind it is an outlet's.
static CALLED_SO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:paper|newspaper|daily|weekly|monthly|magazine|broadcaster|website|site|agency|journal|outlet|station|tabloid|blog|newsletter) (?:the )?$",
    )
});

/// "... a copy of the Yanbian Morning News, which had this to say:"
static UNKNOWN_AT_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:from|in|by|via|of|at) (?P<name>(?:the )?\p{Lu}[\p{L}’'.-]*(?: (?:of|and|\p{Lu}[\p{L}’'.-]*)){0,5})(?:,? (?:which|that) [^,:]{3,60})?[:：]\s*$",
    )
});

/// "... is by Jane Roe at Frontier Monthly, who went over the paperwork:"
static UNKNOWN_AMID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:from|in|by|via|of|at|for|on) (?:the )?(?P<name>\p{Lu}[\p{L}’'.-]*(?: (?:of|and|\p{Lu}[\p{L}’'.-]*)){0,5} (?:Monthly|Weekly|Quarterly|Daily|Times|Post|News|Courier|Herald|Journal|Tribune|Gazette|Review|Magazine|Ilbo|Sinmun|Press|Chronicle|Observer|Bulletin|Telegraph|Digest))[,:]",
    )
});

/// "My friends at Salt Rope, over in Hyesan, take the long view:"
static FRIENDS_AT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:My|Our|The) (?:good |old )?(?:friends|folks|colleagues|people|fellows) (?:over )?at (?:the )?(?P<name>\p{Lu}[\p{L}’'.-]*(?: (?:of|and|&|\p{Lu}[\p{L}’'.-]*)){0,5})(?:,[^,:]{2,40},)? (?:take|write|say|report|put|have|see|wrote|said|reported|had|saw|note|explain|add)\b[^:]{0,60}[:：]\s*$",
    )
});

/// A body that nobody knows, where it is said to have published what follows, or a text of its: "The Federation of Kite Makers has
/// issued this notice:", "From the annual letter of Amnok Barge Brokers, a firm in Zurich:".
pub(super) fn body(sentence: &str, start: usize) -> Option<LeadIn> {
    let found = ISSUED
        .captures(sentence)
        .or_else(|| TEXT_OF.captures(sentence))?;
    let name = found.name("name")?;
    let bare = name.as_str();
    if bare.split(' ').count() < 2 || shapes::is_person(bare) && !BODY.is_match(bare) {
        return None;
    }
    Some(LeadIn {
        credited: Credited::of(SourceRef::unknown(bare)),
        evidence: Span::new(start + name.start(), start + name.end()),
        document: false,
        speaks: true,
    })
}

static ISSUED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:And |But |Then |Now |So )?[Tt]he (?P<name>\p{Lu}[\p{L}’'-]*(?: (?:of|for|and|on|the|in|\p{Lu}[\p{L}’'-]*))* \p{Lu}[\p{L}’'-]*)(?:,[^,:]{2,60},)? (?:has |had |have )?(?:now |since |also |then |later |once )?(?:published|issued|released|put out|sent out|circulated|gives|gave|stated|explained|announced|responded|replied) [^:]{0,120}[:：]\s*$",
    )
});
static TEXT_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:letter|report|statement|newsletter|circular|brochure|handbook|catalogue|catalog|website|notice|minutes|bulletin|prospectus|leaflet|manual|programme|page|press release) (?:of|from|by) (?:the )?(?P<name>\p{Lu}[\p{L}’'-]*(?: (?:of|for|and|&|\p{Lu}[\p{L}’'-]*))* \p{Lu}[\p{L}’'-]*)(?:,[^:]{2,80})?[:：]\s*$",
    )
});
/// Words that bodies are called by and persons are not.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Federation|Union|Company|Bank|Group|Alliance|Network|Party|University|College|Museum|Library|Court|Assembly|Authority|Board|Bureau|Office|Embassy|Department|Administration|Corporation|Chamber|League|Club|Brokers|Brothers|Works|Bakery|Lines|Society|Service|Services|Introductions|Consultants|Partners|Associates|Team|Panel|House|Church|School|Project|Council|Committee|Commission|Association|Institute|Foundation|Centre|Center|Ministry|Agency)\b",
    )
});
