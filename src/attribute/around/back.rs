//! Owns the sentence right behind a block that looks back on it: "That's from Radio Free Asia", "So writes Pak in the Courier".
//! Refuses what only goes on with the matter.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;

use super::super::lead_in::LeadIn;
use super::super::patterns::{head, pattern};
use super::sentence::{Paragraph, Sentence};
use super::who::{Mention, Who};
use super::{Around, Near, lead_in};

/// Of a paragraph behind a block so many bytes are read, from its beginning.
const READ: usize = 260;

/// Whose the block was that stands before the paragraph, if its first sentence says so.
pub(in crate::attribute) fn looks_back(around: &Around, near: Near) -> Option<LeadIn> {
    let text = around.article.text.as_str();
    let words = head(near.span.of(text), READ);
    let opens = LOOKS_BACK.find(words)?;
    let cut = Near {
        span: Span::new(
            near.span.start as usize,
            near.span.start as usize + words.len(),
        ),
        inlines: near.inlines,
    };
    let paragraph = Paragraph::read(around, cut, READ);
    let sentence = paragraph.sentences.first()?;
    let from = near.span.start + opens.end() as u32;
    let one = meant(sentence, from)?;
    let found = lead_in(around, one)?;
    let source = found.credited.source.as_ref();
    source
        .is_none_or(|s| !around.outlets.is_publisher(s))
        .then_some(found)
}

/// The first who is named right behind the words that look back.
fn meant(sentence: &Sentence, from: u32) -> Option<&Mention> {
    let next = sentence.mentions.iter().find(|m| m.span.end > from)?;
    let near = next.span.start <= from + 40;
    let who = matches!(next.who, Who::Source(_) | Who::Law(_) | Who::Person(_));
    (near && who).then_some(next)
}

static LOOKS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\(?(?:(?:[Tt]hat|[Tt]his|[Tt]hese|[Tt]hose|[Ii]t|[Tt]he above|[Aa]ll (?:that|this|of that))(?:['’]s| is| was| are| were| comes| came)?(?: all| taken| quoted| lifted| an excerpt| a quote| a passage| the words)? (?:from|by|of|according to|how|what) (?:the )?|(?:[Ss]o|[Tt]hus) (?:far )?(?:writes|wrote|says|said|reports|reported|speaks|spoke|goes|went|ran|runs) (?:the )?)",
    )
});
