//! Owns the sentence before a block that says whose it is: "According to the Daily NK:", "Yonhap reports:", "Section 104 of
//! the Act provides:". Refuses an outlet that is only spoken of.

mod mention;
mod outlet;
mod unknown;
mod whom;

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::above;
use super::credit::{Credited, Trust};
use super::outlets::Outlets;
use super::patterns::{pattern, tail};
use crate::article::{Article, Inline, Span};
use crate::passage::Speaker;
use crate::source::SourceRef;

pub(super) use mention::{ACCORDING, INTERVIEWS, REPORTS};
use mention::{Named, Role, mentions};
use outlet::{by_link, named, whole_credit};
use unknown::body;
pub(super) use whom::my_words;
use whom::{antecedent, document, law_above, person};

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
    /// What follows is `source`'s, as the words at `evidence` say.
    pub(super) fn of_source(source: SourceRef, evidence: Span) -> LeadIn {
        LeadIn {
            credited: Credited::of(source),
            evidence,
            document: false,
            speaks: false,
        }
    }

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
    let near = &*unwrapped(near);
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
        && let Some(found) = document(outlets, article, sentence, start)
            .or_else(|| body(sentence, start))
            .or_else(|| law_above(article, sentence, start))
            .or_else(|| above::who_was_asked(&near[..from], near_start, sentence))
            .or_else(|| above::whose_letter(&near[..from], near_start, sentence))
            .or_else(|| person(article, sentence, start))
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

static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:It|They|The (?:paper|report|article|story|piece|agency|outlet|site|dispatch|broadcaster|network|daily|wire))\b",
    )
});

static DEICTIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:it|they|its|here|excerpts?|extracts?|heart|crux|taste|sample|snippet|passages?|parts?|bits?|lines?|core|gist|gem|paragraphs?|grafs?|key|money quote|quote|follows|following|below|the (?:paper|report|article|story|piece|agency|outlet|site|dispatch|broadcaster|network|daily|wire|source|author|authors|writer|reporter|post|document|text)|more|relevant|full|translation)\b",
    )
});

/// Whether a paragraph's end announces what follows.
pub(super) fn announces(words: &str) -> bool {
    let end = tail(words, 200);
    words
        .trim_end_matches([' ', '*', '_', '”', '"', '\n'])
        .ends_with([':', '：'])
        || words.len() < 100 && COMMA.is_match(words)
        || words.ends_with("다.") && KOREAN_SO.is_match(end)
        || words.ends_with('.') && HERE_IT_IS.is_match(end)
}

/// "This is the heart of his piece.": no colon, and nothing but what follows can be meant.
static HERE_IT_IS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[.!?] )(?:This is|Here is|Here's|Here’s|Here are|These are|Below is|Below are|What follows is) (?:[^.:;]{1,60} )?(?:heart|core|gist|crux|meat|key|part|parts|passages?|excerpts?|extracts?|paragraphs?|lines|text|translation|summary|opening|beginning|end|rest|whole|report|dispatch|story|piece|article|letter|statement|account)(?: (?:of|from|in|that|which) [^.:;]{2,60})?\.$",
    )
});

/// "값은 다음과 같다.", "이렇게 전했다."
static KOREAN_SO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:다음과|아래와) 같다|(?:이렇게|다음과 같이|아래와 같이|이같이) [가-힣]+했다|옮긴다|옮겨 (?:온다|적는다|본다|둔다|싣는다)|인용한다|싣는다)\.$|(?:^|[.!?] )(?:다음은|아래는) .{2,100}(?:기사|보도|글|전문|내용|대목|설명|말|소식|이야기|담화|성명|논평|증언)(?:의 (?:일부|전문|요지))?(?:다|이다|입니다|이에요)\.$|(?:다음과 같습니다|다음과 같이 [가-힣]+했습니다|이렇게 (?:전|보도|말|밝혔)[가-힣]*습니다|옮깁니다|옮겨 (?:옵니다|적습니다|봅니다|둡니다|싣습니다)|소개합니다|소개한다)\.$",
    )
});

/// "이렇게 보도했다.", "다음은 ... 보도다."
static KOREAN_ANNOUNCES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:이렇게|다음과 같이|아래와 같이|이같이) [가-힣]+(?: [가-힣]+)?[.。]?$|^(?:다음은|아래는) .{2,80}[.。]?$|(?:기사|보도|글|전문|내용|대목)(?:다|이다|입니다)[.。]?$|(?:다음과|아래와) 같(?:다|습니다)[.。]?$|(?:옮긴다|옮깁니다|옮겨 (?:온다|적는다|본다|둔다|옵니다|적습니다|봅니다|둡니다)|소개한다|소개합니다|인용한다|인용합니다|싣는다|싣습니다)[.。]?$",
    )
});

/// "As the Korea Times put it," on a line of its own.
static COMMA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:As|According to|In the words of|To quote|Quoting|Per|Via|From) [^.!?:;]{3,80},\s*$",
    )
});

/// The words with a space for each line end amid a sentence: text that is wrapped.
fn unwrapped(words: &str) -> Cow<'_, str> {
    if !words.contains('\n') {
        return Cow::Borrowed(words);
    }
    let mut bare = String::with_capacity(words.len());
    let mut line = 0;
    for (at, c) in words.char_indices() {
        let amid = c == '\n' && {
            let before = words[line..at].trim_end();
            let full = at - line >= FULL_LINE && !before.ends_with(['.', '!', '?', ':', '…']);
            full || words[at + 1..].starts_with(|c: char| c.is_lowercase())
        };
        if c == '\n' {
            line = at + 1;
        }
        bare.push(if amid { ' ' } else { c });
    }
    Cow::Owned(bare)
}

/// A line of fewer bytes was not broken to fit a width.
const FULL_LINE: usize = 45;

/// Whether the last sentence of a paragraph says that somebody did not say so.
pub(super) fn is_denied(words: &str) -> bool {
    let near = tail(words.trim_end(), READ);
    outlet::NEGATED.is_match(&near[last_sentence(near)..])
}

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

static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?:[.!?…][”’"')\]]*\s+|\n)"#));

const ABBREVIATIONS: [&str; 22] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Sgt", "Sen", "Rep", "Gov", "Amb", "Sec",
    "Art", "No", "St", "Adm", "Maj", "Capt", "vs", "U.S",
];
