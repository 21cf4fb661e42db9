//! Owns what an outlet that a sentence names is in it: the one that reports, that was quoted, spoken to, or that carried. Refuses
//! names that stay in doubt.

use std::sync::LazyLock;

use regex::Regex;

use super::super::outlets::Outlets;
use super::super::patterns::{head, pattern, tail};
use super::LeadIn;
use crate::article::Span;
use crate::source::SourceRef;

/// What a mention of an outlet is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It reports; the sentence is about its words.
    Reports,
    /// It is quoted by another ("quoting KCNA").
    QuotedOn,
    /// It was spoken to.
    Interviews,
    /// It carried ("via Yonhap").
    Carries,
    /// Anything else.
    Other,
}

pub(super) struct Named {
    pub source: SourceRef,
    pub span: Span,
    pub role: Role,
}

impl Named {
    pub fn into_lead_in(self) -> LeadIn {
        LeadIn::of_source(self.source, self.span)
    }
}

/// The outlets that `words` (at byte `start` of the text) name for certain, each with its role.
pub(super) fn mentions(outlets: &Outlets, words: &str, start: usize) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for mention in outlets.registry.mentions(words) {
        let name = mention.span.of(words);
        let name = name.strip_prefix("the ").unwrap_or(name);
        let before = tail(&words[..mention.span.start as usize], 60);
        let after = head(&words[mention.span.end as usize..], 90);
        let role = if INTERVIEWS.is_match(before) {
            Role::Interviews
        } else if QUOTED_ON.is_match(before) {
            Role::QuotedOn
        } else if CARRIES.is_match(before) {
            Role::Carries
        } else if REPORTS.is_match(after) && !UNSAID.is_match(head(after, 40))
            || ACCORDING.is_match(before)
        {
            Role::Reports
        } else {
            Role::Other
        };
        let at = start as u32 + mention.span.start;
        let source = if !mention.ambiguous {
            mention.source.to_ref()
        } else if let Some(source) = outlets.named_before(name, at) {
            source
        } else if let (Some(source), true) = (
            outlets.of_name(name, at),
            (role == Role::Reports || OWN_WRITER.is_match(after))
                && name.len() < 4
                && name.bytes().all(|b| b.is_ascii_uppercase())
                || name.split_whitespace().count() > 2
                || role == Role::Reports && before.ends_with("he ") && name.len() > 3
                || role == Role::Reports
                    && (mention.span.len() > name.len() || name.starts_with("The ")),
        ) {
            // "AP reports:", "the Panel of Experts has looked at this:"
            source
        } else {
            continue;
        };
        let span = mention.span.shift(start);
        if !found.iter().any(|n| n.source == source && n.role == role) {
            found.push(Named { source, span, role });
        }
    }
    found
}

/// "The AP's Jane Roe wrote on Tuesday": the one of its people who did.
pub(super) static OWN_WRITER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^['’]s? (?P<name>\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*){1,3}),? (?:[^,:]{2,40}, )?(?:writes?|wrote|reports?|reported|explains?|explained|notes?|noted|says|said|argues?|argued|puts? it|has this|had this|observes?|observed)\b",
    )
});

/// Behind an outlet's name: it is said to report.
pub(in crate::attribute) static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:['’]s?)?(?: news agency| news service| newspaper| agency| daily| wire)?(?:,? (?:also|now|just|recently|has|have|had|is|was|are|then|later|today|yesterday|this \w+|on \w+|last \w+|correspondent|reporter|article|report|story|piece|editorial|account|website|citing [^,:]{2,40},?|quoting [^,:]{2,40},?|in an? [\w -]{3,30},?|\(via [^)]{2,30}\))){0,3},? ",
        r"(?:reports?|reported|reporting|writes?|wrote|says|said|notes?|noted|explains?|explained|claims?|claimed|publish(?:es|ed)|carries|carried|runs?|ran|tells?|adds?|added|quotes?|quoted|quoting|describes?|described|finds?|found|puts? it|had it|has it|tells it|told it|puts? it this way|more|the (?:story|details|scoop|full)|an? (?:story|report|article|piece|interview|interesting)|another (?:story|report|article|piece)|interviewed|goes on|continues?|continued|cites?|cited|citing|summari[sz]es?|observes?|argues?|suggests?|translates?|posts?|posted|provides?|offers?|elaborates?|reads|states?|stated|concludes?|concluded|documented|documents|alleges?|alleged|warns?|warned|recounts?|relates?)\b",
        r"|^(?:['’]s?)? (?:has|had)(?: it| this)?\s*[:：]"
    ))
});

/// Before an outlet's name: it is named as the authority.
pub(in crate::attribute) static ACCORDING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:according to|(?:as )?(?:reported|told|described|published|carried) (?:by|in)|reports? (?:by|in|from)|cited by|quoted (?:by|in)|per|courtesy of|(?:story|article|piece|post|item|editorial|dispatch|excerpt|excerpts|more|this|word|news) (?:by|in|from|at|over at)|here(?:'s|’s| is)(?: \w+){0,4}? (?:from|in|by|at)|(?:story|article|piece|report|item|account|interview|one) (?:was|is|ran|appeared|comes|came) (?:in|from|on)|^here(?:'s|’s| is)|^from|^via|^in|^over at|^at) (?:the |an? |today['’]s |yesterday['’]s |this [\w-]+ |\w+ )?[“”]? ?$",
    )
});

/// Before an outlet's name: it is the one that was spoken to.
pub(in crate::attribute) static INTERVIEWS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:told|telling|tells|interview(?:s|ed)? (?:with|by)|interview (?:given|granted) to|spoke (?:to|with)|speaking (?:to|with)|informed|call with|talked (?:to|with)|contacted by) (?:the )?$",
    )
});

static QUOTED_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:quoting|quotes|quoted|citing|cites|cited) (?:the |an? |[\w-]+ ){0,3}$")
});

static CARRIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:[^\s].*\b(?:via|courtesy of|carried by|translated by|relayed by)|\(via) (?:the )?$",
    )
});

static UNSAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:not|never|denied|failed|didn['’]t|hasn['’]t|doesn['’]t)\b")
});
