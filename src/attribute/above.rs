//! Owns what a paragraph says of a block before its last sentence, where that sentence only hands on ("I quote what bears on it:"):
//! the one person or law that it names. Refuses where it names two.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;
use crate::passage::Speaker;
use crate::source::SourceRef;

use super::credit::Credited;
use super::lead_in::LeadIn;
use super::outlets::Outlets;
use super::patterns::{pattern, tail};
use super::shapes;

/// The person whom a paragraph brings in, if it is one only: "I wrote to Dr. Jane Roe. I quote what bears on it:".
pub(super) fn person(words: &str, start: usize) -> Option<LeadIn> {
    let mut named = BROUGHT_IN
        .captures_iter(words)
        .filter_map(|c| c.name("name").or_else(|| c.name("other")));
    let one = named.next()?;
    let fits = shapes::is_person(one.as_str()) && !shapes::has_outlet_word(one.as_str());
    if !fits || named.any(|other| other.as_str() != one.as_str()) || !HANDS_ON.is_match(words) {
        return None;
    }
    let span = Span::new(start + one.start(), start + one.end());
    Some(LeadIn::of_person(one.as_str(), span, None))
}

/// Who "He replied:" is, where the sentences before say whom somebody wrote to or asked: "She asked the attaché, Pak Jun, for a key."
pub(super) fn who_was_asked(words: &str, start: usize, sentence: &str) -> Option<LeadIn> {
    if !REPLIED.is_match(sentence) {
        return None;
    }
    let asked = ASKED.find_iter(words).last()?;
    let named = NAME
        .captures_iter(&words[asked.end()..])
        .next()?
        .name("name")?;
    let name = named.as_str();
    let at = start + asked.end() + named.start();
    let fits = shapes::is_person(name) && !shapes::has_outlet_word(name);
    fits.then(|| LeadIn::of_person(name, Span::new(at, at + name.len()), None))
}

/// Who "He writes:" is, where the sentences before speak of one person's letter: "Min-jun's letter came on the 14th."
pub(super) fn whose_letter(words: &str, start: usize, sentence: &str) -> Option<LeadIn> {
    if !WRITES.is_match(sentence) {
        return None;
    }
    let mut named = LETTER
        .captures_iter(words)
        .filter_map(|l| l.name("name").or_else(|| l.name("from")));
    let one = named.next()?;
    if named.any(|other| other.as_str() != one.as_str()) || shapes::has_outlet_word(one.as_str()) {
        return None;
    }
    let span = Span::new(start + one.start(), start + one.end());
    Some(LeadIn::of_person(one.as_str(), span, None))
}

static WRITES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[Hh]e|[Ss]he) (?:writes|wrote|says|said|begins|puts it|goes on|tells (?:me|us)|told (?:me|us))\b[^.]{0,60}[:：]\s*$|^(?:It|Here it) (?:reads|says|runs|is|begins)\b[^.]{0,60}[:：]\s*$",
    )
});
static LETTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[ ,])(?P<name>\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+){0,2})['’]s (?:\p{Ll}+ ){0,2}(?:letter|e-?mail|mail|note|message|postcard|fax|telegram|reply|answer|diary|parcel)\b|\b(?:letter|e-?mail|note|message|postcard|fax|telegram) (?:came |arrived )?from (?:my |our )?(?:friend |cousin |colleague |old friend )?(?P<from>\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+){0,2})\b",
    )
});

/// Whose "her speech" is that the end of a paragraph announces: the only person whom the paragraph names.
pub(super) fn whose_speech(outlets: &Outlets, paragraph: Span) -> Option<Speaker> {
    let words = paragraph.of(&outlets.article.text);
    let own = OWN_SPEECH.find(tail(words, 160))?;
    let before = &words[..words.len() - tail(words, 160).len() + own.start()];
    let mut named = NAME
        .captures_iter(tail(before, 600))
        .filter_map(|c| c.name("name"))
        .filter(|n| shapes::is_person(n.as_str()) && !shapes::has_outlet_word(n.as_str()))
        .filter(|n| outlets.registry.mentions(n.as_str()).is_empty());
    let one = named.next()?;
    if named.any(|other| other.as_str() != one.as_str()) {
        return None;
    }
    let at = paragraph.start as usize + before.len() - tail(before, 600).len() + one.start();
    Some(Speaker {
        name: one.as_str().to_string(),
        span: Some(Span::new(at, at + one.len())),
        full: None,
    })
}

static OWN_SPEECH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:his|her) (?:own )?(?:speech|letter|testimony|diary|statement|account|words|answer|remarks|poem|memoir|address|sermon|story)[^.:]{0,60}[:：]\s*$",
    )
});

/// What only he says who was asked.
static REPLIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:[Hh]e|[Ss]he|[Tt]hey) (?:\p{L}+ )?(?:replied|answered|responded|wrote back|replies|answers|e-?mailed back)\b[^.]{0,60}[:：]\s*$|\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:reply|answer|response)\b[^.]{0,60}[:：]\s*$",
    )
});
static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:wrote|written|appealed|turned|spoke|complained|sent \p{L}+|put [\p{L} ]{1,20}) to|asked|phoned|called|e-?mailed|contacted|faxed)\b",
    )
});
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[ ,])(?:(?:Dr|Prof|Mr|Mrs|Ms|Rev|Rep|Sen|Gov|Gen|Amb|Capt|Col)\.? )?(?P<name>\p{Lu}[\p{L}’'-]+(?: \p{Lu}\.| \p{Lu}[\p{L}’'-]+){1,3})",
    )
});

/// The law that a paragraph names, if it is one only.
pub(super) fn law(words: &str, start: usize) -> Option<LeadIn> {
    let name = shapes::only_document(words)?;
    let at = start + words.find(name)?;
    Some(LeadIn {
        credited: Credited::of(SourceRef::unknown(name)),
        evidence: Span::new(at, at + name.len()),
        document: true,
        speaks: false,
    })
}

/// Names with a title, or with what their bearers are.
static BROUGHT_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?P<name>(?:Dr|Prof|Mr|Mrs|Ms|Rev|Professor|Father|Sister|Pastor|Captain|Ambassador)\.? \p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,2})|\b(?:poet|writer|author|novelist|historian|economist|scholar|engineer|colleague|friend|reader|by the late|named) (?P<other>\p{Lu}[\p{L}’'-]+ \p{Lu}[\p{L}’'-]+)",
    )
});

/// How words are said to have come from somebody.
static HANDS_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:wrote (?:back|to)|wrote me|writes (?:to|back)|sent|replied|answered|answer|reply|quote|letter|e-?mail|told me|told us|text|in (?:his|her) words)\b",
    )
});
