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
use crate::passage::Speaker;
use crate::source::SourceRef;

use super::credit::Credited;
use super::lead_in::LeadIn;
use super::outlets::Outlets;
use super::patterns::{head, tail};
use super::shapes;
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

    /// The only outlet that the article calls by its kind and name: "The magazine, Shore and Sea, cited a visitor."
    fn apposed(&self, kind: &str) -> Option<SourceRef> {
        let text = self.article.text.as_str();
        let mut found: Option<SourceRef> = None;
        for (at, _) in text.match_indices(kind).take(50) {
            let before = tail(&text[..at], 4);
            let Some(rest) = text[at + kind.len()..].strip_prefix(", ") else {
                continue;
            };
            let name = rest.split(',').next().unwrap_or_default();
            let named = name.len() < 60
                && name.starts_with(char::is_uppercase)
                && shapes::capitalised(name).is_some();
            if !before.ends_with("he ") || !named {
                continue;
            }
            let source = match self.outlets.of_name(name, at as u32) {
                Some(known) => known,
                None => SourceRef::unknown(name.strip_prefix("the ").unwrap_or(name)),
            };
            if found.as_ref().is_some_and(|other| other.id != source.id) {
                return None;
            }
            found = Some(source);
        }
        found
    }

    /// Whose words an outlet brings: "KCNA carried a statement by the Red Cross Society, which said:".
    fn origin(&self, near: &[Near], carrier: &SourceRef) -> Option<SourceRef> {
        let here = Paragraph::read(self, *near.first()?, READ);
        part::brought(&here, here.sentences.last()?, carrier)
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
    let Some((sentence, earlier)) = here.sentences.split_last() else {
        return Told::Nothing;
    };
    // Somebody else was brought in since.
    let mut before = earlier.iter().flat_map(|s| &s.mentions);
    let newcomer = before.any(|m| matches!(m.who, Who::Source(_) | Who::Law(_) | Who::Person(_)));
    if !sentence.colon || near.len() > 1 || newcomer {
        return Told::Nothing;
    }
    // "My notebook has the caption. It reads:" goes on with no block.
    let another = earlier
        .iter()
        .flat_map(|s| &s.mentions)
        .any(|m| matches!(m.who, Who::Work(_)));
    let parts = part::parts(&here, sentence);
    match best(&parts) {
        Some(top) if top.mention.who == Who::It && another => Told::Nothing,
        Some(top) if refer::needs(top.mention) => Told::GoesOn {
            person: top.mention.who == Who::He,
        },
        None if part::goes_on(&here, sentence) => Told::GoesOn { person: false },
        _ => Told::Nothing,
    }
}

/// The ends of paragraphs, as sentences.
fn read<'a>(around: &Around<'_, 'a>, near: &[Near]) -> Vec<Paragraph<'a>> {
    let each = near.iter().map(|n| Paragraph::read(around, *n, READ));
    each.collect()
}

fn told(around: &Around, near: &[Near]) -> Option<LeadIn> {
    if around.article.lang == Some(Lang::KO) {
        return korean::before(around, near);
    }
    let paragraphs = read(around, near);
    let here = paragraphs.first()?;
    let last = here.sentences.len().checked_sub(1)?;
    let sentence = &here.sentences[last];
    let parts = part::parts(here, sentence);
    if let Some(found) = best(&parts) {
        let mut lead_in = answer(around, &paragraphs, last, found)?;
        if found.mention.who == Who::He {
            as_called(&mut lead_in, found.mention.span, &around.article.text);
        }
        return Some(lead_in);
    }
    if let Some((person, outlet)) = carried(&parts) {
        let mut found = answer(around, &paragraphs, last, person)?;
        found.credited.source = Some(outlet.clone());
        return Some(found);
    }
    if parts.iter().any(|p| p.weight >= enough(p)) {
        return None;
    }
    // "The panel said more in its report. Paragraph 61:", "This is how it begins:", "She was early. Then, unasked:"
    let announced = sentence.colon || sentence.mentions.iter().any(|m| m.who == Who::Me);
    let empty = sentence.colon && part::says_nothing(here, sentence);
    let handed = empty || part::hands_on(here, sentence) || part::passes_on(here, sentence);
    if !announced || !handed {
        return None;
    }
    let mut back = BACK;
    for (above, paragraph) in paragraphs.iter().enumerate().take(2) {
        let to = if above == 0 {
            last
        } else {
            paragraph.sentences.len()
        };
        for at in (0..to).rev() {
            let sentence = &paragraph.sentences[at];
            back = back.checked_sub(1)?;
            if sentence.mentions.iter().all(|m| m.who == Who::Me) {
                continue;
            }
            let parts = part::parts(paragraph, sentence);
            let least = if above == 0 {
                ENOUGH_UNSAID - 1
            } else {
                ENOUGH_UNSAID
            };
            let found = clearly(&parts, |_| least)?;
            return answer(around, &paragraphs[above..], at, found);
        }
    }
    None
}

/// So many sentences back somebody may have been brought in whom the last one only hands on from.
const BACK: usize = 4;

/// A person and the outlet that carried his words, where the sentence says both: "The minister's remarks, in Yonhap's translation:".
fn carried<'p, 'm>(parts: &'p [Part<'m>]) -> Option<(&'p Part<'m>, &'m SourceRef)> {
    let strong = |p: &&Part| p.weight >= ENOUGH_UNSAID;
    let mut strong = parts.iter().filter(strong);
    let (one, two, None) = (strong.next()?, strong.next()?, strong.next()) else {
        return None;
    };
    let person = |p: &Part| matches!(p.mention.who, Who::Person(_) | Who::Somebody);
    match (&one.mention.who, &two.mention.who) {
        (_, Who::Source(outlet)) if person(one) && two.mention.outlet => Some((one, outlet)),
        (Who::Source(outlet), _) if person(two) && one.mention.outlet => Some((two, outlet)),
        _ => None,
    }
}

/// The person who speaks or writes in the block that the outlet `source` brings: "The Courier's Ada Quill has more:",
/// "Her statement came through KCNA:".
pub(super) fn writer(around: &Around, near: &[Near], source: &SourceRef) -> Option<Speaker> {
    if around.article.lang == Some(Lang::KO) {
        return korean::writer(around, near);
    }
    let paragraphs = read(around, near);
    let here = paragraphs.first()?;
    let last = here.sentences.len().checked_sub(1)?;
    let sentence = &here.sentences[last];
    let parts = part::parts(here, sentence);
    let outlet = parts
        .iter()
        .find(|p| matches!(&p.mention.who, Who::Source(s) if s == source))?;
    let writes = |p: &&Part| {
        let person = matches!(p.mention.who, Who::Person(_) | Who::Somebody);
        person && p.weight >= ENOUGH && p.prints.as_ref() == Some(source)
    };
    let mut writing = parts.iter().filter(writes);
    let own = match (writing.next(), writing.next()) {
        (Some(one), None) => Some(one),
        // "From her statement, as carried by KCNA"
        _ => part::own_work(here, sentence)
            .filter(|w| w.range.start != outlet.mention.range.start)
            .and_then(|w| parts.iter().find(|p| p.mention.range == w.range)),
    }?;
    let found = answer(around, &paragraphs, last, own)?;
    found.credited.speaker
}

/// The body whose statement the outlet `carrier` is said to have carried before a block.
pub(super) fn origin(around: &Around, near: &[Near], carrier: &SourceRef) -> Option<SourceRef> {
    (around.article.lang != Some(Lang::KO))
        .then(|| around.origin(near, carrier))
        .flatten()
}

/// What a part must weigh to answer.
fn enough(part: &Part) -> i32 {
    match part.colon {
        true => ENOUGH,
        false => ENOUGH_UNSAID,
    }
}

/// The one that answers.
fn best<'p, 'm>(parts: &'p [Part<'m>]) -> Option<&'p Part<'m>> {
    clearly(parts, enough)
}

/// The one that weighs clearly more than any other; the same one named twice is one.
fn clearly<'p, 'm>(parts: &'p [Part<'m>], enough: impl Fn(&Part) -> i32) -> Option<&'p Part<'m>> {
    let top = parts.iter().max_by_key(|p| p.weight)?;
    // "Her name's Mi-ok, and she sells rope": a pronoun is no rival of whom it may mean.
    let stands_for = |a: &Mention, b: &Mention| refer::needs(a) && refer::fits(b, a);
    let rival = parts
        .iter()
        .filter(|p| !p.mention.is_same(top.mention))
        .filter(|p| !stands_for(p.mention, top.mention) && !stands_for(top.mention, p.mention))
        .map(|p| p.weight)
        .max();
    (top.weight >= enough(top) && rival.is_none_or(|r| r + CLEARLY <= top.weight)).then_some(top)
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
        true => {
            refer::meant(paragraphs, sentence, mention).or_else(|| refer::law(around, mention))?
        }
        false => mention.clone(),
    };
    // "the report", where the article is about one.
    if let Who::Work(noun) = &meant.who {
        meant.who = Who::Source(around.issuer(noun, meant.span.start)?);
    }
    let mut lead_in = lead_in(around, &meant)?;
    if lead_in.credited.speaker.is_some() {
        if let Some(outlet) = &found.prints {
            lead_in.credited.source = Some(outlet.clone());
        }
        if found.here {
            lead_in.credited.source = around.article.publisher.clone();
        }
    }
    Some(lead_in)
}

/// "She said:" names nobody anew: the speaker as the sentence calls her, and in full as she was named above.
fn as_called(lead_in: &mut LeadIn, pronoun: Span, text: &str) {
    if let Some(speaker) = &mut lead_in.credited.speaker {
        let full = speaker.full.take().unwrap_or_else(|| speaker.name.clone());
        *speaker = Speaker {
            name: pronoun.of(text).to_string(),
            span: Some(pronoun),
            full: Some(full),
        };
    }
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
        Who::Unnamed(kind) => around.apposed(kind)?,
        Who::He | Who::It | Who::They | Who::Work(_) => return None,
    };
    Some(LeadIn {
        credited: Credited::of(source),
        evidence: mention.span,
        document: matches!(mention.who, Who::Law(_)),
        speaks: false,
    })
}

#[cfg(test)]
mod tests;
