//! Owns whose words a block is that markup bounds, as the sentences around it tell: who wrote, sent, said or printed something there,
//! or was asked. Refuses where two may be meant, or where nobody does any such thing.
//!
//! Where a block begins and ends is certain here, so that a loose lead-in is enough: "Its archivist, Frau Lobsien, was kinder:".
//! Whoever a sentence names is weighed by what he does in it (`part`); a pronoun, "the letter" or "its report" stands for whom an
//! earlier sentence brought in (`refer`). The best answers if nobody else comes near.

mod back;
mod korean;
mod part;
mod refer;
mod sentence;
mod who;
mod words;

use std::cell::OnceCell;

use crate::article::{Article, Inline, Lang, Span};
use crate::source::SourceRef;

use super::credit::Credited;
use super::lead_in::LeadIn;
use super::outlets::Outlets;
use super::patterns::{head, tail};
use super::speaker::people::People;

use part::Part;
use sentence::Paragraph;
use who::{Mention, Who};

pub(super) use back::looks_back;

/// A paragraph before or behind a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near<'a> {
    /// Its words.
    pub span: Span,
    /// Its links.
    pub inlines: &'a [Inline],
}

/// What is known of an article while its blocks are credited.
pub(super) struct Around<'o, 'a> {
    /// Which outlets it may credit.
    pub outlets: &'o Outlets<'a>,
    article: &'a Article,
    people: OnceCell<People<'a>>,
    bodies: OnceCell<Vec<(u32, SourceRef)>>,
}

impl<'o, 'a> Around<'o, 'a> {
    /// Of the article whose credits these are.
    pub fn new(outlets: &'o Outlets<'a>) -> Around<'o, 'a> {
        Around {
            outlets,
            article: outlets.article,
            people: OnceCell::new(),
            bodies: OnceCell::new(),
        }
    }

    /// The only body with `word` in its name ("Panel", "Ministry") that the article has named in full before byte `at`.
    fn body(&self, word: &str, at: u32) -> Option<SourceRef> {
        let bodies = self.bodies.get_or_init(|| words::bodies(self));
        let named = bodies.iter().filter(|(start, source)| {
            *start < at && source.name.split([' ', '’', '\'']).any(|w| w == word)
        });
        let mut named = named.map(|(_, source)| source);
        let one = named.next()?;
        named.all(|other| other.id == one.id).then(|| one.clone())
    }

    /// The only one whose `work` ("report") the article has spoken of before byte `at`: "the midterm report of the Panel of Experts".
    fn issuer(&self, work: &str, at: u32) -> Option<SourceRef> {
        let text = self.article.text.get(..at as usize)?;
        let mut found: Option<SourceRef> = None;
        for mention in self.outlets.registry.mentions(text) {
            let before = tail(&text[..mention.span.start as usize], 40).trim_end();
            let of = ["of", "by", "from", "of the", "by the", "from the"];
            let of = of.iter().find_map(|of| before.strip_suffix(of));
            let named = mention.span.of(text);
            let bare = named.strip_prefix("the ").unwrap_or(named);
            let sure = !mention.ambiguous || bare.contains(' ');
            let whose = of.is_some_and(|b| b.trim_end().ends_with(work));
            let own = head(&text[mention.span.end as usize..], 60);
            let own = ["'s ", "’s "].iter().find_map(|s| own.strip_prefix(s));
            let its = own.is_some_and(|own| {
                let words = own.split([' ', ',', '.']).take(4);
                words.into_iter().any(|word| word == work)
            });
            if !sure || !whose && !its {
                continue;
            }
            let source = mention.source.to_ref();
            if found.as_ref().is_some_and(|other| other.id != source.id) {
                return None;
            }
            found = Some(source);
        }
        found
    }

    fn people(&self) -> &People<'a> {
        self.people.get_or_init(|| {
            let body = self.article.title_span().map_or(0, |t| t.end as usize);
            People::of(&self.article.text, body)
        })
    }
}

/// Of a paragraph so many bytes are read, from its end.
const READ: usize = 900;
/// An answer of a sentence that ends in a colon weighs so much at least.
const ENOUGH: i32 = 5;
/// The same of one that does not.
const ENOUGH_UNSAID: i32 = 7;
/// And so much more than the next.
const CLEARLY: i32 = 2;

/// What a sentence before a block comes to.
pub(super) enum Told {
    /// It says whose the block is.
    Found(LeadIn),
    /// It goes on with what was said or quoted before, whatever that was: "He goes on:", "And on page 31:".
    GoesOn {
        /// A person does.
        person: bool,
    },
    /// Neither.
    Nothing,
}

/// Whose the block is that follows the paragraphs `near`, the nearest first.
pub(super) fn before(around: &Around, near: &[Near]) -> Told {
    if let Some(found) = told(around, near) {
        return Told::Found(found);
    }
    let Some(first) = near
        .first()
        .filter(|_| around.article.lang != Some(Lang::KO))
    else {
        return Told::Nothing;
    };
    let here = Paragraph::read(around, *first, READ);
    let Some(sentence) = here.sentences.last() else {
        return Told::Nothing;
    };
    // Somebody else was brought in since.
    let newcomer = here.sentences[..here.sentences.len() - 1]
        .iter()
        .flat_map(|s| &s.mentions)
        .any(|m| matches!(m.who, Who::Source(_) | Who::Law(_) | Who::Person(_)));
    if !sentence.colon || near.len() > 1 || newcomer {
        return Told::Nothing;
    }
    let parts = part::parts(&here, sentence);
    match best(&parts, ENOUGH) {
        Some(top) if refer::needs(top.mention) => Told::GoesOn {
            person: top.mention.who == Who::He,
        },
        None if part::goes_on(&here, sentence) => Told::GoesOn { person: false },
        _ => Told::Nothing,
    }
}

fn told(around: &Around, near: &[Near]) -> Option<LeadIn> {
    if around.article.lang == Some(Lang::KO) {
        return korean::before(around, near);
    }
    let paragraphs: Vec<Paragraph> = near
        .iter()
        .map(|n| Paragraph::read(around, *n, READ))
        .collect();
    let here = paragraphs.first()?;
    let last = here.sentences.len().checked_sub(1)?;
    let sentence = &here.sentences[last];
    let enough = match sentence.colon {
        true => ENOUGH,
        false => ENOUGH_UNSAID,
    };
    let parts = part::parts(here, sentence);
    if let Some(found) = best(&parts, enough) {
        return answer(around, &paragraphs, last, found);
    }
    if parts.iter().any(|p| p.weight >= enough) {
        return None;
    }
    // "The panel said more in its report. Paragraph 61:", "This is how it begins:"
    let announced = sentence.colon || sentence.mentions.iter().any(|m| m.who == Who::Me);
    if !announced || !part::hands_on(here, sentence) {
        return None;
    }
    if let Some(before) = last.checked_sub(1) {
        let parts = part::parts(here, &here.sentences[before]);
        let found = best(&parts, ENOUGH_UNSAID - 1)?;
        return answer(around, &paragraphs, before, found);
    }
    let above = paragraphs.get(1)?;
    let before = above.sentences.len().checked_sub(1)?;
    let parts = part::parts(above, &above.sentences[before]);
    let found = best(&parts, ENOUGH_UNSAID)?;
    answer(around, &paragraphs[1..], before, found)
}

/// The one that weighs clearly more than any other; the same one named twice is one.
fn best<'p, 'm>(parts: &'p [Part<'m>], enough: i32) -> Option<&'p Part<'m>> {
    let top = parts.iter().max_by_key(|p| p.weight)?;
    // "Her name's Mi-ok, and she sells rope": a pronoun is no rival of whom it may mean.
    let stands_for = |a: &Mention, b: &Mention| refer::needs(a) && refer::fits(b, a);
    let rival = parts
        .iter()
        .filter(|p| !p.mention.is_same(top.mention))
        .filter(|p| !stands_for(p.mention, top.mention) && !stands_for(top.mention, p.mention))
        .map(|p| p.weight)
        .max();
    (top.weight >= enough && rival.is_none_or(|r| r + CLEARLY <= top.weight)).then_some(top)
}

/// Whom the best of a sentence means.
fn answer(
    around: &Around,
    paragraphs: &[Paragraph],
    sentence: usize,
    found: &Part,
) -> Option<LeadIn> {
    let mention = found.mention;
    let here = paragraphs.first()?;
    // "From an interview:" is none that was spoken of.
    if matches!(mention.who, Who::Work(_))
        && here
            .clause()
            .is_any(mention.range.start, &["a", "an", "another"])
    {
        return None;
    }
    let mut meant = match refer::needs(mention) {
        true => refer::meant(paragraphs, sentence, mention)?,
        false => mention.clone(),
    };
    // "the report", where the article is about one.
    if let Who::Work(noun) = &meant.who {
        meant.who = Who::Source(around.issuer(noun, meant.span.start)?);
    }
    let mut lead_in = lead_in(around, &meant)?;
    if let (Some(outlet), Some(_)) = (&found.prints, &lead_in.credited.speaker) {
        lead_in.credited.source = Some(outlet.clone());
    }
    if found.here && lead_in.credited.speaker.is_some() {
        lead_in.credited.source = around.article.publisher.clone();
    }
    Some(lead_in)
}

/// What it comes to that somebody's words follow.
fn lead_in(around: &Around, mention: &Mention) -> Option<LeadIn> {
    let source = match &mention.who {
        Who::Source(source) | Who::Law(source) => source.clone(),
        Who::Me => around.article.publisher.clone()?,
        Who::Person(name) => return Some(LeadIn::of_person(name, mention.span, None)),
        Who::Somebody => {
            let name = mention.span.of(&around.article.text);
            return Some(LeadIn::of_person(name, mention.span, None));
        }
        Who::He | Who::It | Who::They | Who::Work(_) => return None,
    };
    Some(LeadIn {
        credited: Credited {
            source: Some(source),
            ..Credited::default()
        },
        evidence: mention.span,
        document: matches!(mention.who, Who::Law(_)),
        speaks: false,
    })
}

#[cfg(test)]
mod tests;
