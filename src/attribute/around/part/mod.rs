//! Owns what each of those whom a sentence names does in it, as a weight: who speaks, writes, sends, prints; whose letter it is; who was
//! asked. Refuses to say whom a pronoun means.

mod object;
mod subject;
mod verb;

use crate::analyze::speech::Class;
use crate::source::SourceRef;

use super::super::speaker::phrase::Clause;
use super::sentence::{Paragraph, Sentence};
use super::who::{Mention, Who};
use super::words::{DEICTIC, WORKS};

pub(super) use verb::is_certain_verb;

/// One of a sentence, with what speaks for him.
#[derive(Debug)]
pub(super) struct Part<'m> {
    pub mention: &'m Mention,
    pub weight: i32,
    /// The outlet that he writes in or talks to there.
    pub prints: Option<SourceRef>,
    /// He wrote it for the publisher: "here", "in these pages".
    pub here: bool,
    /// A colon ends the sentence.
    pub colon: bool,
}

/// Whether the sentence only speaks of what follows, and brings in nobody: "Here is the passage", "It begins so", "Paragraph 61".
pub(super) fn hands_on(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    let c = paragraph.clause();
    let short = sentence.to - sentence.from <= 24;
    let nobody = sentence.mentions.iter().all(|m| match &m.who {
        Who::Me | Who::It | Who::Law(_) => true,
        Who::Work(_) => !c.is_any(m.range.start, &["his", "her", "their", "my"]),
        _ => false,
    });
    // "A sign on the door reads": something else of which nothing was said.
    let another = c.is_any(sentence.from, &["a", "an", "another", "one"])
        && !sentence
            .mentions
            .iter()
            .any(|m| matches!(m.who, Who::Work(_)));
    short && nobody && !another && (sentence.from..sentence.to).any(|i| c.is_any(i, DEICTIC))
}

/// The body whose statement the outlet `carrier` carried: "carried a statement by the Red Cross Society".
pub(super) fn brought(
    paragraph: &Paragraph,
    sentence: &Sentence,
    carrier: &SourceRef,
) -> Option<SourceRef> {
    let c = paragraph.clause();
    let is = |m: &Mention| matches!(&m.who, Who::Source(s) if s == carrier);
    let outlet = sentence.mentions.iter().position(is)?;
    let verb = sentence.mentions[outlet].range.end;
    let carries = [
        "carried",
        "ran",
        "published",
        "printed",
        "broadcast",
        "issued",
        "released",
        "carries",
        "runs",
        "prints",
    ];
    if !c.is_any(verb, &carries) && !c.is_any(verb + 1, &carries) {
        return None;
    }
    let mut after = sentence.mentions[outlet + 1..].iter();
    let work = after.find(|m| matches!(m.who, Who::Work(_)))?;
    let body = after.find(|m| matches!(m.who, Who::Source(_)) && !is(m))?;
    let between = work.range.end..body.range.start;
    let linked = (1..=5).contains(&between.len())
        && c.is_any(between.start, &["by", "of", "from"])
        && between.clone().all(|i| c.is_word(i));
    match &body.who {
        Who::Source(source) if linked => Some(source.clone()),
        _ => None,
    }
}

/// Whether somebody is said to have copied or translated what follows: whose it is was said before.
pub(super) fn passes_on(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    let c = paragraph.clause();
    sentence.colon && (sentence.from..sentence.to).any(|i| c.is_any(i, subject::PASSES_ON))
}

/// Whether the sentence names nobody and has no verb of its own: "Then, without being asked:", "For example:", "Footnote 6:".
pub(super) fn says_nothing(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    let c = paragraph.clause();
    let words = sentence.from..sentence.to;
    words.len() <= 8
        && sentence.mentions.is_empty()
        && !c.is_any(sentence.from, &["a", "an", "another", "one", "consider"])
        && !words.clone().any(|i| {
            let participle = i > sentence.from
                && (c.class(i - 1).is(Class::PREP.or(Class::AUX))
                    || c.is_any(i - 1, &["being", "when", "if"]));
            is_certain_verb(&c, i)
                && !participle
                && !c.is_any(i, &["being", "been", "having", "be", "read"])
        })
}

/// What somebody who is named or meant there has said or written: "her statement", "the minister's letter".
pub(super) fn own_work<'m>(paragraph: &Paragraph, sentence: &'m Sentence) -> Option<&'m Mention> {
    let c = paragraph.clause();
    let his = |m: &&Mention| {
        matches!(m.who, Who::Work(_)) && c.is_any(m.range.start, &["his", "her", "their"])
    };
    let owns = |m: &&Mention| {
        let next = m.range.end;
        m.owns
            && matches!(m.who, Who::Person(_) | Who::Somebody)
            && (next..next + 3)
                .any(|i| c.class(i).is(Class::SPEECH_NOUN) || WORKS.contains(&c.word(i)))
    };
    let mut found = sentence.mentions.iter().filter(|m| his(m) || owns(m));
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

/// Whether the sentence goes on with what was quoted: "And on page 31", "Later", "Again".
pub(super) fn goes_on(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    let c = paragraph.clause();
    let mine = sentence.mentions.iter().any(|m| m.who == Who::Me);
    let short = sentence.to - sentence.from <= 12;
    short
        && !mine
        && hands_on(paragraph, sentence)
        && (sentence.from..sentence.to).any(|i| {
            c.is_any(i, AGAIN)
                || c.is_any(i, &["page", "paragraph", "section", "chapter"])
                    && c.word(i + 1).starts_with(|d: char| d.is_ascii_digit())
        })
}

/// Words of a sentence that goes on.
const AGAIN: &[&str] = &[
    "again",
    "later",
    "further",
    "same",
    "continues",
    "continued",
    "adds",
    "also",
    "next",
    "another",
    "elsewhere",
    "ends",
    "concludes",
    "closes",
    "finally",
    "more",
    "rest",
];

/// All of a sentence, weighed.
pub(super) fn parts<'m>(paragraph: &Paragraph, sentence: &'m Sentence) -> Vec<Part<'m>> {
    let c = paragraph.clause();
    let read = Reader { c, sentence };
    let mine = sentence
        .mentions
        .iter()
        .any(|m| m.who == Who::Me && read.begins(m) == Begins::Clause);
    let mut parts: Vec<Part> = Vec::new();
    for mention in &sentence.mentions {
        let mut weight = read
            .subject(mention)
            .max(read.object(mention, mine))
            .max(read.at_all(mention));
        if let Some(owner) = read.owner(mention) {
            weight = weight.max(owner);
        }
        if mention.doubtful && weight < 8 {
            weight = 0;
        }
        let prints = matches!(mention.who, Who::Person(_) | Who::Somebody)
            .then(|| read.prints(mention))
            .flatten();
        parts.push(Part {
            mention,
            weight,
            prints,
            here: read.here(mention),
            colon: sentence.colon,
        });
    }
    handed_on(&c, &mut parts);
    // Who writes in an outlet outweighs it; the outlet goes with him.
    let printed: Vec<SourceRef> = parts
        .iter()
        .filter(|p| p.weight > 0)
        .filter_map(|p| p.prints.clone())
        .collect();
    for part in &mut parts {
        if matches!(&part.mention.who, Who::Source(s) if printed.contains(s)) {
            part.weight = 0;
        }
    }
    parts
}

/// "A passage in the report of the panel", "a letter from my cousin": what is said of the writing is said of whose it is.
fn handed_on(c: &Clause, parts: &mut [Part]) {
    for at in 0..parts.len().saturating_sub(1) {
        let (first, second) = (parts[at].mention, parts[at + 1].mention);
        let between = first.range.end..second.range.start;
        // "a letter that the captain wrote to his wife"
        let written = matches!(first.who, Who::Work(_))
            && (between.is_empty()
                || between.len() == 1 && c.is_any(between.start, &["that", "which"]))
            && matches!(
                second.who,
                Who::Source(_) | Who::Person(_) | Who::Somebody | Who::He
            )
            && (second.range.end..second.range.end + 4).any(|i| {
                is_certain_verb(c, i)
                    && (c.class(i).is(Class::SAY)
                        || c.is_any(
                            i,
                            &["sent", "left", "kept", "published", "printed", "issued"],
                        ))
            });
        if written {
            parts[at + 1].weight = parts[at + 1].weight.max(9);
            parts[at].weight = 0;
        }
        let linked = matches!(first.who, Who::Work(_))
            && (1..=3).contains(&between.len())
            && (c.is_any(between.start, &["of", "from", "by", "in"])
                || c.is(between.start, "with")
                    && c.is_any(
                        first.range.end - 1,
                        &["interview", "talk", "conversation", "chat"],
                    ))
            && between
                .clone()
                .all(|i| c.is_word(i) && !c.class(i).is(Class::REL.or(Class::AUX)));
        let whose = matches!(
            second.who,
            Who::Work(_) | Who::Source(_) | Who::Law(_) | Who::Person(_) | Who::Somebody
        );
        if linked && whose && parts[at].weight > 0 {
            parts[at + 1].weight = parts[at + 1].weight.max(parts[at].weight);
            parts[at].weight = 0;
        }
    }
}

/// Where a mention stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// At the beginning of a main clause.
    Clause,
    /// "As Pak", where he puts or tells it.
    As,
    /// At the beginning of a clause that hangs on another.
    Hanging,
    /// Amid one.
    No,
}

struct Reader<'a> {
    c: Clause<'a>,
    sentence: &'a Sentence,
}
