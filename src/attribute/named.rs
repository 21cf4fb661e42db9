//! Owns how a paragraph names the outlet that a credit or lead-in gives it to: as one that somebody else speaks of, or as one that
//! its own reporters speak of. Refuses names between quotation marks.

use std::sync::LazyLock;

use regex::Regex;

use crate::source::SourceRef;

use super::lead_in;
use super::outlets::Outlets;
use super::patterns::{head, pattern, tail};
use super::register::Sound;

/// Behind an outlet's name: it tells how it came to know.
static HAS_LEARNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?: has| have)? (?:learned|learnt|been told|obtained|was told|understands)\b")
});
/// Behind an outlet's name at a paragraph's beginning: what outlets do, and do not say of themselves by name.
static TELLS_OF_IT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:['’]s)? (?:spoke|talked|has (?:a|an|the|more|been|asked|now)|had|ran|runs|asked|visited|went|goes|looked|looks|sent|got|gets|does|did|printed|prints|calls|called|thinks|seems|is|was)\b",
    )
});
/// How nobody in Pyongyang writes.
static FROM_OUTSIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bN(?:orth|\.) Korea|\bthe North\b|\b[Ss]tate media\b|\bregime\b|\bPyongyang's\b")
});

/// Whether an outlet is one of Pyongyang's, which say "we" of their country.
pub(super) fn is_of_pyongyang(outlets: &Outlets, source: Option<&SourceRef>) -> bool {
    let known = source.and_then(|s| outlets.registry.by_id(&s.id.0));
    known.is_some_and(|s| s.country.as_deref() == Some("KP"))
}

/// Kinds of sources that are no media.
const BODIES: [&str; 5] = ["UN", "government", "think tank", "NGO", "industry body"];

/// How a paragraph names an outlet outside quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Not at all, or in passing.
    No,
    /// "Yonhap reports", "according to Yonhap": the words are somebody else's, about what the outlet wrote.
    AsReporter,
    /// "told Yonhap": reporters write so of themselves.
    AsInterviewer,
}

pub(super) fn names(outlets: &Outlets, source: Option<&SourceRef>, sound: &Sound) -> Named {
    let Some(source) = source else {
        return Named::No;
    };
    // Pyongyang's outlets never call the country so.
    if is_of_pyongyang(outlets, Some(source)) && FROM_OUTSIDE.is_match(&sound.outside) {
        return Named::AsReporter;
    }
    // A body that reports on the world speaks of itself by name: "The Panel has found".
    let is_medium = outlets
        .registry
        .by_id(&source.id.0)
        .is_none_or(|s| !BODIES.contains(&s.kind.as_str()));
    let mut found = Named::No;
    for mention in outlets.registry.mentions(&sound.outside) {
        let before = tail(&sound.outside[..mention.span.start as usize], 40);
        let after = head(&sound.outside[mention.span.end as usize..], 40);
        let asked = lead_in::INTERVIEWS.is_match(before)
            || mention.source.id == *source.id.0 && HAS_LEARNED.is_match(after);
        // Nobody talks to the press in what Pyongyang prints.
        if asked && is_of_pyongyang(outlets, Some(source)) && mention.source.id != *source.id.0 {
            return Named::AsReporter;
        }
        if asked {
            found = Named::AsInterviewer;
        } else if is_medium
            && mention.source.id == *source.id.0
            && (lead_in::REPORTS.is_match(after)
                || lead_in::ACCORDING.is_match(before)
                || mention.span.start <= 4 && TELLS_OF_IT.is_match(after))
        {
            return Named::AsReporter;
        }
    }
    found
}

/// How a paragraph names outlets other than the one whose words stand above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    /// Not as reporting.
    No,
    /// One that reports something: newspapers do that, too.
    Named,
    /// So that the words are no more of the one above: it opens with another, has two of them, or the one above is a body, a law,
    /// or one of Pyongyang's, which quote no press.
    Decide,
}

/// Behind an outlet's name: it wrote, or is the authority.
static KOREAN_ACCORDING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[은는이가](?: [^.“]{0,40})? (?:썼|보도했|전했|밝혔|주장했|반박했)|에 따르면|의 보도)",
    )
});

/// How a paragraph below words of `source` names other outlets outside quotation marks.
pub(super) fn names_others(outlets: &Outlets, source: Option<&SourceRef>, sound: &Sound) -> Others {
    let known = source.and_then(|s| outlets.registry.by_id(&s.id.0));
    let mut found: Vec<&str> = Vec::new();
    let mut opens = false;
    let mentions = outlets.registry.mentions(&sound.outside);
    for mention in &mentions {
        let before = tail(&sound.outside[..mention.span.start as usize], 40);
        let after = head(&sound.outside[mention.span.end as usize..], 60);
        let same = source.is_some_and(|s| *mention.source.id == *s.id.0);
        let body = BODIES.contains(&mention.source.kind.as_str());
        if same || body || lead_in::INTERVIEWS.is_match(before) {
            continue;
        }
        let according = lead_in::ACCORDING.is_match(before) || KOREAN_ACCORDING.is_match(after);
        if (according || lead_in::REPORTS.is_match(after))
            && !found.contains(&mention.source.id.as_str())
        {
            found.push(&mention.source.id);
            opens |= according && mention.span.start <= 18;
        }
    }
    let quotes_no_press = known
        .is_some_and(|s| BODIES.contains(&s.kind.as_str()) || s.country.as_deref() == Some("KP"));
    match found.len() {
        0 => Others::No,
        1 if !opens && !quotes_no_press => Others::Named,
        _ => Others::Decide,
    }
}
