//! Owns whom a pronoun, "the letter" or "its report" means: the one whom the sentences before brought in. Refuses where two fit.

use crate::article::Span;
use crate::source::SourceRef;

use super::super::shapes;
use super::Around;
use super::part::{self, Part};
use super::sentence::{Paragraph, Sentence};
use super::who::{Mention, Who};

/// So many sentences back are looked at.
const BACK: usize = 5;

/// Whether the mention stands for another.
pub(super) fn needs(mention: &Mention) -> bool {
    matches!(mention.who, Who::He | Who::It | Who::They | Who::Work(_))
}

/// Whom `mention`, in sentence `at` of the first of `paragraphs`, means.
pub(super) fn meant(paragraphs: &[Paragraph], at: usize, mention: &Mention) -> Option<Mention> {
    let here = paragraphs.first()?;
    // The same sentence first: "The panel was careful in its report".
    let own = here.sentences[at]
        .mentions
        .iter()
        .take_while(|m| m.range.start < mention.range.start);
    let own: Vec<&Mention> = own.filter(|m| fits(m, mention)).collect();
    if let Some(one) = only(&own) {
        return Some(one.clone());
    }
    if !own.is_empty() {
        return None;
    }
    // "Second, the report is frank about money. Its paragraph on brokers runs:"
    if let Some(report) = report_above(here, at, mention) {
        return Some(report.clone());
    }
    let earlier = here.sentences[..at].iter().rev().map(|s| (here, s));
    let above = paragraphs
        .get(1)
        .into_iter()
        .flat_map(|p| p.sentences.iter().rev().map(move |s| (p, s)));
    for (paragraph, sentence) in earlier.chain(above).take(BACK) {
        let told = is_told(paragraph, sentence);
        let fitting: Vec<&Mention> = sentence
            .mentions
            .iter()
            .filter(|m| fits(m, mention) && told(m))
            .collect();
        // "Kang has sent me a letter. It begins like a poem:"
        let works = sentence
            .mentions
            .iter()
            .any(|m| matches!(m.who, Who::Work(_)));
        if works
            && fitting.is_empty()
            && matches!(mention.who, Who::It)
            && let Some(one) = author(paragraph, sentence)
        {
            return resolved(one);
        }
        // "My own notebook has the caption. It reads:" speaks of neither outlet nor law.
        let c = paragraph.clause();
        let mine =
            |m: &Mention| matches!(m.who, Who::Work(_)) && c.is_any(m.range.start, &["my", "our"]);
        if fitting.is_empty() && mention.who == Who::It && sentence.mentions.iter().any(mine) {
            return None;
        }
        if fitting.is_empty() {
            continue;
        }
        if let Some(one) = only(&fitting) {
            return resolved(one);
        }
        // The one who does something there.
        let parts = part::parts(paragraph, sentence);
        let active: Vec<&Part> = parts.iter().filter(|p| fits(p.mention, mention)).collect();
        let top = active.iter().map(|p| p.weight).max()?;
        let best: Vec<&Mention> = active
            .iter()
            .filter(|p| p.weight == top)
            .map(|p| p.mention)
            .collect();
        return only(&best).filter(|_| top >= 5).and_then(resolved);
    }
    None
}

/// The only law that the article has named before "the text", "the draft" or "paragraph 8".
pub(super) fn law(around: &Around, mention: &Mention) -> Option<Mention> {
    let Who::Work(noun) = &mention.who else {
        return None;
    };
    if !LEGAL.contains(&noun.as_str()) {
        return None;
    }
    let article = around.article;
    let body = article.title_span().map_or(0, |t| t.end);
    let before = article
        .text
        .get(body as usize..mention.span.start as usize)?;
    let name = shapes::only_document(before)?;
    let start = body as usize + before.rfind(name)?;
    Some(Mention {
        who: Who::Law(SourceRef::unknown(name)),
        span: Span::new(start, start + name.len()),
        ..mention.clone()
    })
}

/// Works that laws are made of.
const LEGAL: &[&str] = &[
    "text",
    "draft",
    "law",
    "act",
    "resolution",
    "statute",
    "treaty",
    "agreement",
    "provision",
    "paragraph",
    "section",
    "clause",
    "article",
    "wording",
    "language",
    "convention",
    "code",
    "regulation",
    "ordinance",
    "decree",
    "order",
    "contract",
    "charter",
    "constitution",
];

/// The report that "its paragraph" is of: what the sentence before is about.
fn report_above<'p>(here: &'p Paragraph, at: usize, mention: &Mention) -> Option<&'p Mention> {
    let c = here.clause();
    if !matches!(mention.who, Who::Work(_)) || !c.is_any(mention.range.start, &["its"]) {
        return None;
    }
    let sentence = &here.sentences[at.checked_sub(1)?];
    let first = sentence.mentions.first()?;
    let about = matches!(first.who, Who::Work(_))
        && !first.owns
        && c.is(first.range.start, "the")
        && first.range.start <= sentence.from + 2;
    about.then_some(first)
}

/// Who is said to have written, sent or made what a sentence brings in.
fn author<'s>(paragraph: &Paragraph, sentence: &'s Sentence) -> Option<&'s Mention> {
    let parts = part::parts(paragraph, sentence);
    let makes = |m: &Mention| matches!(m.who, Who::Person(_) | Who::Somebody | Who::Source(_));
    let top = parts
        .iter()
        .filter(|p| makes(p.mention))
        .max_by_key(|p| p.weight)?;
    (top.weight >= 6).then_some(top.mention)
}

/// Whether a mention is of somebody, and not what another is said to be: "he wasn't a talker".
fn is_told<'p>(
    paragraph: &'p Paragraph,
    sentence: &Sentence,
) -> impl Fn(&Mention) -> bool + use<'p> {
    let c = paragraph.clause();
    let from = sentence.from;
    move |m: &Mention| {
        m.who != Who::Somebody
            || m.range.start == from
            || !c.is_any(
                m.range.start - 1,
                &[
                    "is", "was", "isn't", "wasn't", "isn’t", "wasn’t", "be", "been", "are", "were",
                ],
            )
    }
}

fn resolved(one: &Mention) -> Option<Mention> {
    (!needs(one)).then(|| one.clone())
}

/// The one that all of them name; a name outdoes what its bearer is.
fn only<'m>(fitting: &[&'m Mention]) -> Option<&'m Mention> {
    let named: Vec<&Mention> = fitting
        .iter()
        .copied()
        .filter(|m| matches!(m.who, Who::Person(_)))
        .collect();
    let of = match named.is_empty() {
        true => fitting,
        false => &named,
    };
    let first = of.first()?;
    of.iter().all(|m| m.is_same(first)).then_some(*first)
}

/// Whether `earlier` can be what `mention` means.
pub(super) fn fits(earlier: &Mention, mention: &Mention) -> bool {
    if earlier.owns && !matches!(earlier.who, Who::Source(_)) {
        return false;
    }
    match &mention.who {
        Who::He => matches!(earlier.who, Who::Person(_) | Who::Somebody),
        Who::It => !earlier.doubtful && matches!(earlier.who, Who::Source(_) | Who::Law(_)),
        Who::They => matches!(earlier.who, Who::Source(_) | Who::Somebody),
        Who::Work(_) => matches!(
            earlier.who,
            Who::Source(_) | Who::Law(_) | Who::Person(_) | Who::Somebody
        ),
        _ => false,
    }
}
