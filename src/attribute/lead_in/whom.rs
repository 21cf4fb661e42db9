//! Owns the announced law, person or medium that no name of an outlet says: "Section 104 of the Act provides:", "The ministry's
//! spokesman said:", "The paper writes:". Refuses what could mean two.

use std::sync::LazyLock;

use regex::Regex;

use super::super::announcer::announcer;
use super::super::credit::Credited;
use super::super::outlets::Outlets;
use super::super::patterns::{pattern, tail};
use super::super::shapes;
use super::LeadIn;
use super::mention::{Named, Role, mentions};
use crate::article::{Article, Span};
use crate::source::SourceRef;

pub(super) fn document(
    outlets: &Outlets,
    article: &Article,
    sentence: &str,
    start: usize,
) -> Option<LeadIn> {
    // "항구의 지위에 관한 협약 제33조:"
    if let Some(law) = KOREAN_LAW.captures(sentence).and_then(|c| c.name("law")) {
        return Some(LeadIn {
            credited: Credited::of(SourceRef::unknown(law.as_str())),
            evidence: Span::new(start + law.start(), start + law.end()),
            document: true,
            speaks: true,
        });
    }
    let (source, span) = shapes::document_at(outlets, sentence)?;
    // "It comes back in Article 9:": of the law that was named above.
    let source = match PART.is_match(&source.name) {
        true => {
            let body = article.title_span().map_or(0, |t| t.end as usize);
            let before = tail(&article.text[body.min(start)..start], ABOVE_PART);
            SourceRef::unknown(shapes::only_document(before)?)
        }
        false => source,
    };
    Some(LeadIn {
        credited: Credited::of(source),
        evidence: span.shift(start),
        document: true,
        speaks: READS.is_match(sentence) || ITS_WORDS.is_match(sentence),
    })
}

static KOREAN_LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<law>[가-힣][가-힣0-9 ·]{2,60}(?:법|협약|조약|협정|헌법|선언|규약|합의서|규정)) 제 ?\d+조[^:：.]{0,12}[:：]\s*$",
    )
});

/// The law that "the resolution", "those regulations" or "It says" means: the only one that the text just above names.
pub(super) fn law_above(article: &Article, sentence: &str, start: usize) -> Option<LeadIn> {
    let again = THE_LAW.find(sentence)?;
    if !sentence.trim_end().ends_with([':', '：']) {
        return None;
    }
    let body = article.title_span().map_or(0, |t| t.end as usize);
    let before = tail(&article.text[body.min(start)..start], ABOVE);
    let own = &before[before.rfind("\n\n").map_or(0, |end| end + 2)..];
    let name = shapes::only_document(own).or_else(|| {
        let named = !again.as_str().starts_with("It");
        named.then(|| shapes::only_document(before)).flatten()
    })?;
    Some(LeadIn {
        credited: Credited::of(SourceRef::unknown(name)),
        evidence: Span::new(start + again.start(), start + again.end()),
        document: true,
        speaks: true,
    })
}

static THE_LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:It|And it) (?:says|reads|provides|states|stipulates|runs|goes|continues)\b|\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hose|[Tt]hese|[Ii]ts) (?:law|act|decree|resolution|regulations?|statute|treaty|convention|constitution|charter|code|order|directive|agreement|protocol|policy|rules?|ordinance|contract)\b|\b[Hh]ere (?:is|are) (?:the|its) (?:\p{L}+ )?(?:operative|preambular) (?:part|text|words|paragraphs?|clauses?|sentence)\b",
    )
});
/// Words of a law, handed over without a verb: "I give you the recital that I know by heart:".
static ITS_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:I|we|to) (?:give|quote|copy|print|reproduce)\b[^:]{0,80}[:：]\s*$|\b(?:recital|passage|wording|text|sentence) (?:that|which|in question|I)\b[^:]{0,60}[:：]\s*$|옮긴다\.\s*$|(?:says|reads|provides),? (?:so far|in so far|as far|in the)[^:]{2,40}[:：]\s*$",
    )
});

/// So many bytes above "Article 9" may name its law.
const ABOVE_PART: usize = 1500;

static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Section|Sec\.|§|Article|Art\.|Chapter|Paragraph|Para\.|Rule|Annex) ?[\dIVXLC][\w().-]*$",
    )
});

/// A document's name, or its part's, and "now reads:".
static READS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:reads?|provides?|states?|stipulates?|says|runs|goes|has it|prescribes|declares|requires)(?: now| today| in (?:full|part)| as follows| this| the following| that)?\s*[:：]\s*$",
    )
});

/// "The ministry's spokesman said:", "Ronald Reagan once wrote:", and "As I wrote in 2014:", which are the publisher's own words.
pub(super) fn person(article: &Article, sentence: &str, start: usize) -> Option<LeadIn> {
    if let Some(found) = my_words(sentence) {
        return Some(LeadIn {
            credited: Credited::of(article.publisher.clone()?),
            evidence: Span::new(start + found.start(), start + found.end()),
            document: false,
            speaks: true,
        });
    }
    let (name, span) = announcer(sentence).or_else(|| apposed(sentence))?;
    // "Last week the Bread & Salt Letter wrote this:" has an outlet write that nobody knows.
    let before = &sentence[..span.start as usize];
    let periodical = (before.ends_with("the ") || before.ends_with("The "))
        && name.contains(' ')
        && (shapes::has_outlet_word(name) || PERIODICAL.is_match(name))
        && !shapes::is_person(name);
    let span = span.shift(start);
    if periodical {
        return Some(LeadIn::of_source(SourceRef::unknown(name), span));
    }
    let asked = ASKED_BY.captures(sentence).and_then(|a| a.name("name"));
    let asked = asked.map(|a| a.as_str()).filter(|name| {
        (!name.contains(' ') || shapes::has_outlet_word(name)) && !shapes::is_person(name)
    });
    Some(LeadIn::of_person(name, span, asked.map(SourceRef::unknown)))
}

/// "Min-ji (not her real name), 22, formerly of Tokchon, told us in Gwangju in May:"
fn apposed(sentence: &str) -> Option<(&str, Span)> {
    let found = TOLD_US.captures(sentence)?.name("name")?;
    let name = found.as_str();
    let fits = shapes::is_person(name) || shapes::is_given(name);
    fits.then(|| (name, Span::new(found.start(), found.end())))
}

static TOLD_US: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<name>\p{Lu}[\p{L}’'.-]*(?: \p{Lu}[\p{L}’'.-]*){0,3})(?: \([^)]{1,60}\))?(?:, [^,:]{1,60}){0,4},? (?:told|said|says|wrote|writes|recalled|recalls|explained|remembers|remembered)\b[^:]{0,120}[:：]\s*$",
    )
});

/// "... in an interview with Reflex in 1994:"
static ASKED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bin an interview (?:with|for|in) (?:the )?(?P<name>\p{Lu}[\p{L}’'.-]*(?: \p{Lu}[\p{L}’'.-]*){0,3})\b",
    )
});

static PERIODICAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\p{Lu}[\p{L}’'-]*(?: (?:&|and|of|\p{Lu}[\p{L}’'-]*)){0,4} (?:Letter|Newsletter|Notes|Notebook|Diary|Blog|Circular|Almanac|Fanzine|Roundup|Briefing)$",
    )
});

/// "As I wrote in 2014", but not "a physicist whom I asked".
pub(in crate::attribute) fn my_words(sentence: &str) -> Option<regex::Match<'_>> {
    let found = MY_WORDS.find(sentence)?;
    let before = sentence[..found.start()].trim_end();
    let asked = ["who", "whom", "that", "which"]
        .iter()
        .any(|w| before.ends_with(w));
    (!asked).then_some(found)
}

static MY_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:I|[Ww]e)(?: (?:have|once|also|had|recently|already|first|myself|ourselves|then|previously))* (?:wrote|write|said|noted|argued|warned|predicted|asked|explained|put it|observed|concluded|posted|told|blogged|tweeted|described|suggested|proposed|quoted myself)\b|\b[Mm]y (?:own )?(?:earlier |previous |last |old )?(?:post|testimony|op-ed|words|piece|column|remarks|statement|comment)\b|\b[Oo]ur (?:own )?(?:earlier |previous |last |old )?(?:obituary|editorial|leader|column|archives?)\b",
    )
});

/// The outlet that "The paper", "신문은" means: the only one that the text before the sentence named as reporting, or at all.
pub(super) fn antecedent(
    outlets: &Outlets,
    article: &Article,
    sentence: &str,
    start: usize,
) -> Option<LeadIn> {
    let found = MEDIUM.captures(sentence)?;
    let medium = found.name("medium").or_else(|| found.name("ko"))?;
    let body = article
        .title_span()
        .map_or(0, |t| t.end as usize)
        .min(start);
    let before = tail(&article.text[body..start], ABOVE);
    let named = mentions(outlets, before, start - before.len());
    let korean = medium.as_str().starts_with(|c: char| c >= '가');
    let is_said = |n: &&Named| n.role == Role::Reports || korean && n.role == Role::Other;
    let alone = || {
        let first = named.first()?;
        let same = named.iter().all(|n| n.source == first.source);
        same.then_some(0)
    };
    let first = named.iter().position(|n| is_said(&n)).or_else(alone)?;
    // Whoever is named after it may be meant as well.
    let mut from_there = named.into_iter().skip(first);
    let mut one = from_there.next()?;
    if from_there.any(|other| other.source != one.source) || outlets.is_publisher(&one.source) {
        return None;
    }
    one.span = Span::new(start + medium.start(), start + medium.end());
    Some(one.into_lead_in())
}

/// So many bytes above "The paper writes:" may name it.
const ABOVE: usize = 700;

static MEDIUM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:And |But |Then |As )?(?P<medium>(?:[Tt]he (?:same )?|[Tt]his |[Tt]hat )(?:paper|newspaper|agency|daily|broadcaster|outlet|magazine|wire|network|website|report|article|story|dispatch|piece|account|editorial))\b|^(?:이 |그 |해당 )?(?P<ko>신문|통신|매체|방송|기사|보도|사설)(?:은|는|이|가) ",
    )
});
