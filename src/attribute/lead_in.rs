//! Owns the sentence before a block that says whose it is: "According to the Daily NK:", "Yonhap reports:", "Section 104 of
//! the Act provides:". Refuses an outlet that is only spoken of.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{Article, Inline, InlineKind, Span};
use crate::passage::Speaker;
use crate::source::SourceRef;

use super::above;
use super::announcer::{announcer, somebody_speaks};
use super::credit::{self, Credited, Reading, Trust};
use super::outlets::Outlets;
use super::patterns::{head, pattern, tail};
use super::shapes;

/// No more than this is read of the paragraph before a block, in bytes from its end.
const READ: usize = 700;

/// What a sentence before a block says of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LeadIn {
    /// Whose words follow.
    pub credited: Credited,
    /// The words that say so.
    pub evidence: Span,
    /// A law, a resolution or a report that the registry has no body for.
    pub document: bool,
    /// Somebody is said to speak, or the document to read so: what follows is in his, or its, first person.
    pub speaks: bool,
}

impl LeadIn {
    /// A person of this name, at `span`, speaks in what follows; in the outlet `source`, if one is said.
    pub(super) fn of_person(name: &str, span: Span, source: Option<SourceRef>) -> LeadIn {
        let speaker = Speaker {
            name: name.to_string(),
            span: Some(span),
            full: None,
        };
        LeadIn {
            credited: Credited {
                source,
                speaker: Some(speaker),
                ..Credited::default()
            },
            evidence: span,
            document: false,
            speaks: true,
        }
    }
}

/// Reads the end of the paragraph `span`, which a block follows. Without a colon at its end only what plainly announces counts.
pub(super) fn read(
    outlets: &Outlets,
    article: &Article,
    span: Span,
    inlines: &[Inline],
    trust: Trust,
) -> Option<LeadIn> {
    let words = span.of(&article.text).trim_end();
    let near = tail(words, READ);
    let near_start = span.start as usize + words.len() - near.len();
    let from = last_sentence(near);
    let sentence = &near[from..];
    let colon = announces(near) || KOREAN_ANNOUNCES.is_match(sentence);
    let start = near_start + from;
    let found = whole_credit(outlets, sentence, start, colon, trust)
        .or_else(|| named(outlets, sentence, start, colon, trust))
        .or_else(|| {
            by_link(
                outlets,
                inlines,
                Span::new(start, start + sentence.len()),
                colon,
            )
        });
    if found.is_some() {
        return found;
    }
    // "The Washington Times reported this on Saturday. It leaned on a newspaper in Seoul."
    let goes_on = !colon && trust == Trust::Settled && GOES_ON.is_match(sentence);
    if !colon && !goes_on {
        return None;
    }
    if let Some(found) = antecedent(outlets, article, sentence, start) {
        return Some(found);
    }
    if !goes_on
        && let Some(found) =
            document(outlets, article, sentence, start).or_else(|| person(article, sentence, start))
    {
        return Some(found);
    }
    // "The UN's Food and Agriculture Organization was blunter. It wrote in 2014:"
    if from > 0 && IT_WROTE.is_match(sentence) {
        let mut named = mentions(outlets, &near[..from], near_start).into_iter();
        if let (Some(one), None) = (named.next(), named.next()) {
            return Some(one.into_lead_in());
        }
    }
    if trust == Trust::Settled
        && !goes_on
        && let Some(found) = above::person(near, near_start)
    {
        return Some(found);
    }
    // "Yonhap has more on this. Here is the key passage:"
    if from == 0 || !goes_on && !DEICTIC.is_match(sentence) {
        return None;
    }
    let earlier = &near[..from];
    let mut reporting = mentions(outlets, earlier, near_start)
        .into_iter()
        .filter(|m| m.role == Role::Reports);
    match (reporting.next(), reporting.next()) {
        (Some(one), None) => Some(one.into_lead_in()),
        _ => by_link(
            outlets,
            inlines,
            Span::new(near_start, near_start + from),
            true,
        )
        .or_else(|| only_one(mentions(outlets, earlier, near_start)))
        .filter(|one| {
            let source = one.credited.source.as_ref();
            source.is_none_or(|s| !outlets.is_publisher(s))
        })
        .or_else(|| above::law(earlier, near_start).filter(|_| trust == Trust::Settled)),
    }
}

/// The outlet that a paragraph names, whatever it says of it, if it names no other: "The Chosun Sinbo visited a mill. My translation:".
fn only_one(named: Vec<Named>) -> Option<LeadIn> {
    let mut named = named.into_iter();
    let one = named.next().filter(|n| n.role != Role::Interviews)?;
    named
        .all(|other| other.source == one.source)
        .then(|| one.into_lead_in())
}

static IT_WROTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^It (?:also |then |later |once |recently |has |had )?(?:wrote|writes|written|said|says|reported|reports|noted|notes|added|adds|put it|puts it|continued|continues|concluded|concludes|explained|explains|stated|states|published|quoted|quotes)\b[^.]*[:：]\s*$",
    )
});

/// Whether a paragraph's end announces what follows.
pub(super) fn announces(words: &str) -> bool {
    words
        .trim_end_matches([' ', '*', '_', '”', '"', '\n'])
        .ends_with([':', '：'])
        || words.len() < 100 && COMMA.is_match(words)
        || words.ends_with("다.") && KOREAN_SO.is_match(tail(words, 200))
}

/// "값은 다음과 같다.", "이렇게 전했다."
static KOREAN_SO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:(?:다음과|아래와) 같다|(?:이렇게|다음과 같이|아래와 같이|이같이) [가-힣]+했다)\.$")
});

/// "As the Korea Times put it," on a line of its own.
static COMMA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:As|According to|In the words of|To quote|Quoting|Per|Via|From) [^.!?:;]{3,80},\s*$",
    )
});

/// Where the last sentence begins.
fn last_sentence(words: &str) -> usize {
    let body = words.trim_end_matches(|c: char| c.is_whitespace() || ":：,.!?…”\"".contains(c));
    let mut from = 0;
    for found in SENTENCE_END.find_iter(body) {
        let before = &body[..found.start()];
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let short = body[found.start()..].starts_with('.')
            && (word.chars().count() <= 1 || ABBREVIATIONS.contains(&word));
        if !short {
            from = found.end();
        }
    }
    from
}

static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:[.!?…][”’)\]]*\s+|\n)"));

const ABBREVIATIONS: [&str; 22] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Sgt", "Sen", "Rep", "Gov", "Amb", "Sec",
    "Art", "No", "St", "Adm", "Maj", "Capt", "vs", "U.S",
];

/// What a mention of an outlet is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
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

struct Named {
    source: SourceRef,
    span: Span,
    role: Role,
}

impl Named {
    fn into_lead_in(self) -> LeadIn {
        LeadIn {
            credited: Credited {
                source: Some(self.source),
                ..Credited::default()
            },
            evidence: self.span,
            document: false,
            speaks: false,
        }
    }
}

/// The outlets that `words` (at byte `start` of the text) name for certain, each with its role.
fn mentions(outlets: &Outlets, words: &str, start: usize) -> Vec<Named> {
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
            role == Role::Reports && name.len() < 4 && name.bytes().all(|b| b.is_ascii_uppercase())
                || name.split_whitespace().count() > 2
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

/// "From the Joongang Ilbo:", "AFP via Yonhap:": a line that is nothing but a credit.
fn whole_credit(
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
        _ => None,
    }
}

fn named(
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
    let mut lead_in = all.swap_remove(one).into_lead_in();
    lead_in.credited.relays = relays;
    Some(lead_in)
}

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

/// An outlet that the registry does not know, named as one that reports: "According to the Amnok Courier:".
fn unknown(sentence: &str, start: usize, colon: bool, trust: Trust) -> Option<LeadIn> {
    if !colon {
        return None;
    }
    let captures = UNKNOWN
        .captures(sentence)
        .or_else(|| UNKNOWN_AT_END.captures(sentence))
        .or_else(|| FRIENDS_AT.captures(sentence))
        .or_else(|| {
            let only = UNKNOWN_AMID.captures_iter(sentence).collect::<Vec<_>>();
            let [one] = <[_; 1]>::try_from(only).ok()?;
            (trust == Trust::Settled).then_some(one)
        })?;
    let found = captures.name("name").or_else(|| captures.name("subject"))?;
    let name = found
        .as_str()
        .trim_start_matches("the ")
        .trim_start_matches("The ");
    let friends = FRIENDS_AT.is_match(sentence) && name.contains(' ') && !shapes::is_date(name);
    if !shapes::has_outlet_word(name) && !friends {
        return None;
    }
    let end = start + found.end();
    Some(LeadIn {
        credited: Credited {
            source: Some(SourceRef::unknown(name)),
            ..Credited::default()
        },
        evidence: Span::new(end - name.len(), end),
        document: false,
        speaks: false,
    })
}

fn by_link(outlets: &Outlets, inlines: &[Inline], within: Span, colon: bool) -> Option<LeadIn> {
    if !colon {
        return None;
    }
    let mut found: Option<LeadIn> = None;
    for inline in inlines.iter().filter(|i| within.contains(i.span)) {
        let InlineKind::Link(url) = &inline.kind else {
            continue;
        };
        let Some(source) = outlets.of_link(url) else {
            continue;
        };
        match &found {
            Some(other) if other.credited.source.as_ref() != Some(&source) => return None,
            Some(_) => {}
            None => {
                found = Some(LeadIn {
                    credited: Credited {
                        source: Some(source),
                        ..Credited::default()
                    },
                    evidence: inline.span,
                    document: false,
                    speaks: false,
                });
            }
        }
    }
    found
}

fn document(outlets: &Outlets, article: &Article, sentence: &str, start: usize) -> Option<LeadIn> {
    let (source, span) = shapes::document_at(outlets, sentence)?;
    // "It comes back in Article 9:": of the law that was named above.
    let source = match PART.is_match(&source.name) {
        true => {
            let body = article.title_span().map_or(0, |t| t.end as usize);
            let before = tail(&article.text[body.min(start)..start], ABOVE_PART);
            shapes::only_document(before).map_or(source, SourceRef::unknown)
        }
        false => source,
    };
    Some(LeadIn {
        credited: Credited {
            source: Some(source),
            ..Credited::default()
        },
        evidence: span.shift(start),
        document: true,
        speaks: READS.is_match(sentence),
    })
}

/// "The ministry's spokesman said:", "Ronald Reagan once wrote:", and "As I wrote in 2014:", which are the publisher's own words.
fn person(article: &Article, sentence: &str, start: usize) -> Option<LeadIn> {
    if let Some(found) = my_words(sentence) {
        return Some(LeadIn {
            credited: Credited {
                source: Some(article.publisher.clone()?),
                ..Credited::default()
            },
            evidence: Span::new(start + found.start(), start + found.end()),
            document: false,
            speaks: true,
        });
    }
    let (name, span) = announcer(sentence)?;
    // "Last week the Bread & Salt Letter wrote this:" has an outlet write that nobody knows.
    let before = &sentence[..span.start as usize];
    let periodical = (before.ends_with("the ") || before.ends_with("The "))
        && name.contains(' ')
        && (shapes::has_outlet_word(name) || PERIODICAL.is_match(name))
        && !shapes::is_person(name);
    let span = span.shift(start);
    if periodical {
        return Some(LeadIn {
            credited: Credited {
                source: Some(SourceRef::unknown(name)),
                ..Credited::default()
            },
            evidence: span,
            document: false,
            speaks: false,
        });
    }
    let asked = ASKED_BY.captures(sentence).and_then(|a| a.name("name"));
    let asked = asked.map(|a| a.as_str()).filter(|name| {
        (!name.contains(' ') || shapes::has_outlet_word(name)) && !shapes::is_person(name)
    });
    Some(LeadIn::of_person(name, span, asked.map(SourceRef::unknown)))
}

/// So many bytes above "Article 9" may name its law.
const ABOVE_PART: usize = 1500;

static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Section|Sec\.|§|Article|Art\.|Chapter|Paragraph|Para\.|Rule|Annex) ?[\dIVXLC][\w().-]*$",
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

/// A document's name, or its part's, and "now reads:".
static READS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:reads?|provides?|states?|stipulates?|says|runs|goes|has it|prescribes|declares|requires)(?: now| today| in (?:full|part)| as follows| this| the following| that)?\s*[:：]\s*$",
    )
});

/// The outlet that "The paper", "신문은" means: the only one that the text before the sentence named as reporting, or at all.
fn antecedent(
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

/// Behind an outlet's name: it is said to report.
pub(super) static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:['’]s?)?(?: news agency| news service| newspaper| agency| daily| wire)?(?:,? (?:also|now|just|recently|has|have|had|is|was|are|then|later|today|yesterday|this \w+|on \w+|last \w+|correspondent|reporter|article|report|story|piece|editorial|account|website|citing [^,:]{2,40},?|quoting [^,:]{2,40},?|in an? [\w -]{3,30},?|\(via [^)]{2,30}\))){0,3},? ",
        r"(?:reports?|reported|reporting|writes?|wrote|says|said|notes?|noted|explains?|explained|claims?|claimed|publish(?:es|ed)|carries|carried|runs?|ran|tells?|adds?|added|quotes?|quoted|quoting|describes?|described|finds?|found|puts? it|had it|has it|tells it|told it|puts? it this way|more|the (?:story|details|scoop|full)|an? (?:story|report|article|piece|interview|interesting)|another (?:story|report|article|piece)|interviewed|goes on|continues?|continued|cites?|cited|citing|summari[sz]es?|observes?|argues?|suggests?|translates?|posts?|posted|provides?|offers?|elaborates?|reads|states?|stated|concludes?|concluded|documented|documents|alleges?|alleged|warns?|warned|recounts?|relates?)\b",
        r"|^(?:['’]s?)? (?:has|had)(?: it| this)?\s*[:：]"
    ))
});

/// Before an outlet's name: it is named as the authority.
pub(super) static ACCORDING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:according to|(?:as )?(?:reported|told|described|published|carried) (?:by|in)|reports? (?:by|in|from)|cited by|quoted (?:by|in)|per|courtesy of|(?:story|article|piece|post|item|editorial|dispatch|excerpt|excerpts|more|this|word|news) (?:by|in|from|at|over at)|here(?:'s|’s| is)(?: \w+){0,4}? (?:from|in|by|at)|^here(?:'s|’s| is)|^from|^via|^in|^over at|^at) (?:the |an? |today['’]s |yesterday['’]s |this [\w-]+ |\w+ )?[“”]? ?$",
    )
});

/// Before an outlet's name: it is the one that was spoken to.
pub(super) static INTERVIEWS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:told|telling|tells|interview(?:s|ed)? (?:with|by)|interview (?:given|granted) to|spoke (?:to|with)|speaking (?:to|with)|informed|call with|talked (?:to|with)|contacted by) (?:the )?$",
    )
});

static QUOTED_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:quoting|quotes|quoted|citing|cites|cited) (?:the |an? |[\w-]+ ){0,3}$")
});
static CITING: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:citing|cites|cited)\b"));
static CARRIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:[^\s].*\b(?:via|courtesy of|carried by|translated by|relayed by)|\(via) (?:the )?$",
    )
});
static UNSAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:not|never|denied|failed|didn['’]t|hasn['’]t|doesn['’]t)\b")
});
static NEGATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:not|never|no longer|don['’]t|doesn['’]t|didn['’]t|isn['’]t|wasn['’]t|can['’]t|won['’]t|disagree|doubt|contrary to|unlike|despite|whatever|instead of)\b|\bwhat (?:the )?\p{Lu}",
    )
});
static ANNOUNCES_SO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:according to|from|via|here|as) "));
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
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:It|They|The (?:paper|report|article|story|piece|agency|outlet|site|dispatch|broadcaster|network|daily|wire))\b",
    )
});
/// "이렇게 보도했다.", "다음은 ... 보도다."
static KOREAN_ANNOUNCES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:이렇게|다음과 같이|아래와 같이|이같이) [가-힣]+(?: [가-힣]+)?[.。]?$|^(?:다음은|아래는) .{2,80}[.。]?$|(?:기사|보도|글|전문|내용|대목)(?:다|이다|입니다)[.。]?$|(?:다음과|아래와) 같다[.。]?$|(?:옮긴다|옮겨 (?:온다|적는다|본다|둔다)|소개한다|인용한다|싣는다)[.。]?$",
    )
});
static DEICTIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:it|they|its|here|excerpts?|extracts?|taste|sample|snippet|passages?|parts?|bits?|lines?|core|gist|gem|paragraphs?|grafs?|key|money quote|quote|follows|following|below|the (?:paper|report|article|story|piece|agency|outlet|site|dispatch|broadcaster|network|daily|wire|source|author|authors|writer|reporter|post|document|text)|more|relevant|full|translation)\b",
    )
});
/// "As I wrote in 2014", but not "a physicist whom I asked".
fn my_words(sentence: &str) -> Option<regex::Match<'_>> {
    let found = MY_WORDS.find(sentence)?;
    let before = sentence[..found.start()].trim_end();
    let asked = ["who", "whom", "that", "which"]
        .iter()
        .any(|w| before.ends_with(w));
    (!asked).then_some(found)
}

static MY_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:I|[Ww]e)(?: (?:have|once|also|had|recently|already|first|myself|ourselves|then|previously))* (?:wrote|write|said|noted|argued|warned|predicted|asked|explained|put it|observed|concluded|posted|told|blogged|tweeted|described|suggested|proposed|quoted myself)\b|\b[Mm]y (?:own )?(?:earlier |previous |last |old )?(?:post|testimony|op-ed|words|piece|column|remarks|statement|comment)\b",
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
static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|, )(?:[Aa]ccording to|[Ff]rom|[Vv]ia|[Hh]ere(?:'s|’s| is)|[Pp]er|(?:[Aa]s )?(?:reported|told) (?:by|in)|[Ii]n|[Mm]ore from|[Tt]his from) (?P<name>(?:[Tt]he )?\p{Lu}[\p{L}’'.-]*(?: (?:of|and|the|\p{Lu}[\p{L}’'.-]*)){0,5})[,:]",
        r"|^(?P<subject>(?:[Tt]he )?\p{Lu}[\p{L}’'.-]*(?: (?:of|and|\p{Lu}[\p{L}’'.-]*)){0,5}) (?:reports|reported|writes|wrote|has (?:more|the story)|says|notes|explains|adds):"
    ))
});
