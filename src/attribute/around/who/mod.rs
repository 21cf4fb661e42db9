//! Owns who is named in a sentence: outlets and bodies, laws, persons by name or by what they are, pronouns, and what somebody has
//! written. Refuses to say what they do there.

mod described;
mod joined;
mod known;
mod named;

use crate::analyze::speech::Class;
use crate::article::{Inline, Span};
use crate::source::SourceRef;

use super::super::speaker::phrase::{Clause, Range};
use super::Around;
use super::sentence::Paragraph;

use described::described;
use joined::{apposed, called, kin, short, staff, works};
use known::{known, quoted};
use named::named;

/// What somebody or something is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Who {
    /// An outlet or a body that issues words.
    Source(SourceRef),
    /// A law, a resolution, a report by its own name.
    Law(SourceRef),
    /// A person by name, without title.
    Person(String),
    /// One who is described: a travel agent in Dandong.
    Somebody,
    /// I, we.
    Me,
    /// he, she.
    He,
    /// it.
    It,
    /// they.
    They,
    /// An outlet of which only the kind is said: a Japanese magazine.
    Unnamed(String),
    /// What somebody has written, by this noun: the letter, its report.
    Work(String),
}

/// One who is named in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub who: Who,
    /// The tokens that name him.
    pub range: Range,
    pub span: Span,
    /// With an owner: Kim's, its.
    pub owns: bool,
    /// The name is only one that an outlet may bear.
    pub doubtful: bool,
    /// Markup sets the name apart, as titles are.
    pub title: bool,
    /// It is known as what prints or broadcasts the words of others.
    pub outlet: bool,
}

impl Mention {
    /// Whether both name the same one.
    pub fn is_same(&self, other: &Mention) -> bool {
        match (&self.who, &other.who) {
            (Who::Source(a) | Who::Law(a), Who::Source(b) | Who::Law(b)) => a.id == b.id,
            (Who::Person(a), Who::Person(b)) => {
                a == b || a.ends_with(b.as_str()) || b.ends_with(a.as_str())
            }
            (Who::Work(_), Who::Work(_)) => true,
            (Who::Somebody, _) => self.span == other.span,
            (a, b) => a == b,
        }
    }
}

/// Whom the tokens `from..to` of a paragraph name, in order.
pub(super) fn mentions(
    around: &Around,
    paragraph: &Paragraph,
    from: usize,
    to: usize,
    inlines: &[Inline],
) -> Vec<Mention> {
    let c = paragraph.clause();
    let known = known(around, &c, from, to, inlines);
    let mut found: Vec<Mention> = Vec::new();
    let mut at = from;
    while at < to {
        if let Some(mention) = known.iter().find(|m| m.range.contains(&at)) {
            found.push(mention.clone());
            at = mention.range.end.max(at + 1);
            continue;
        }
        let next = pronoun(&c, at)
            .or_else(|| named(around, &c, at, to, from))
            .or_else(|| quoted(&c, paragraph, at))
            .or_else(|| described(&c, at, to).map(|d| short(around, &c, staff(&c, d, &known))));
        match next {
            Some(mention) => {
                at = mention.range.end.max(at + 1);
                found.push(mention);
            }
            None => at += 1,
        }
    }
    kin(&c, to, &mut found);
    called(&c, &mut found);
    apposed(&c, &mut found);
    works(&c, &mut found);
    found
}

fn of_tokens(c: &Clause, who: Who, range: Range) -> Mention {
    let span = c.span(&range);
    let owns = c.possessive(range.end - 1);
    Mention {
        who,
        range,
        span,
        owns,
        doubtful: false,
        title: false,
        outlet: false,
    }
}

fn pronoun(c: &Clause, at: usize) -> Option<Mention> {
    let who = match c.word(at).to_lowercase().as_str() {
        "i" | "we" => Who::Me,
        "he" | "she" | "him" => Who::He,
        // "according to her", but not "her letter"
        "her" if !c.is_word(at + 1) || c.class(at + 1).is(Class::CLOSED) => Who::He,
        "it" => Who::It,
        "they" | "them" => Who::They,
        _ => return None,
    };
    let mut found = of_tokens(c, who, at..at + 1);
    found.owns = false;
    Some(found)
}
