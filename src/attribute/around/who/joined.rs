//! Owns what neighbours in a sentence make of each other: a name and what its bearer is, a work and its title, an outlet and its man, a
//! body and its short name. Refuses to name anybody anew.

use crate::source::SourceRef;

use super::super::super::speaker::phrase::Clause;
use super::super::super::speaker::tokens::What;
use super::super::Around;
use super::super::words::{BODIES, BOOKS, STAFF};
use super::{Mention, Who};

/// "An AFP man", "a fellow at Reuters": what he writes is the outlet's.
pub(super) fn staff(c: &Clause, described: Mention, known: &[Mention]) -> Mention {
    let inside = |m: &&Mention| {
        matches!(m.who, Who::Source(_))
            && m.range.start >= described.range.start
            && m.range.end <= described.range.end
    };
    let Some(outlet) = known
        .iter()
        .find(inside)
        .filter(|_| described.who == Who::Somebody)
    else {
        return described;
    };
    let head = described
        .range
        .clone()
        .find(|&i| STAFF.contains(&c.word(i)) || c.is(i, "fellow"));
    match head {
        Some(_) => Mention {
            range: described.range,
            ..outlet.clone()
        },
        None => described,
    }
}

/// "the panel", where a body has been named in full: that body.
pub(super) fn short(around: &Around, c: &Clause, found: Mention) -> Mention {
    let word = c.word(found.range.start + 1);
    if found.who != Who::Somebody || !c.is(found.range.start, "the") || found.range.len() != 2 {
        return found;
    }
    let capital: String = word
        .chars()
        .take(1)
        .flat_map(char::to_uppercase)
        .chain(word.chars().skip(1))
        .collect();
    match around.body(&capital, found.span.start) {
        Some(source) if BODIES.contains(&capital.as_str()) => Mention {
            who: Who::Source(source),
            ..found
        },
        _ => found,
    }
}

/// "its owner, Bram Okafor", "the signalman Per Dahl", "Bram Okafor, the owner of the yard": the name stands for both.
pub(super) fn apposed(c: &Clause, found: &mut Vec<Mention>) {
    let mut at = 0;
    while at + 1 < found.len() {
        // "the spokesman for the Ministry of Ports, Kim Dok"
        if let Some(third) = found.get(at + 2)
            && found[at].who == Who::Somebody
            && matches!(found[at + 1].who, Who::Source(_))
            && matches!(third.who, Who::Person(_))
            && c.is_any(found[at].range.end, &["of", "for", "at", "in"])
            && found[at + 1].range.start - found[at].range.end <= 2
            && third.range.start == found[at + 1].range.end + 1
            && c.what(found[at + 1].range.end) == Some(What::Comma)
        {
            found[at + 2].range.start = found[at].range.start;
            let person = found.remove(at + 2);
            found[at] = person;
        }
        let (first, second) = (&found[at], &found[at + 1]);
        let beside = match second.range.start.checked_sub(first.range.end) {
            Some(0) => true,
            Some(1) => c.what(first.range.end) == Some(What::Comma),
            // "the owner of the yard, Bram Okafor"
            Some(2..=6) => {
                let between = first.range.end..second.range.start - 1;
                c.what(between.end) == Some(What::Comma)
                    && c.is_any(between.start, &["of", "in", "at", "for", "from"])
                    && between.clone().all(|i| c.is_word(i))
            }
            _ => false,
        };
        match (&first.who, &second.who) {
            (Who::Somebody, Who::Person(_)) if beside && !first.owns => {
                found[at + 1].range.start = found[at].range.start;
                found.remove(at);
            }
            (Who::Person(_) | Who::Somebody, Who::Somebody)
                if beside && !first.owns && c.what(first.range.end) == Some(What::Comma) =>
            {
                found.remove(at + 1);
            }
            _ => at += 1,
        }
    }
}

/// "her memoir Salt Stairs", "Salt Stairs, her second novel,": a title, though it is made like a person's name.
pub(super) fn works(c: &Clause, found: &mut [Mention]) {
    for at in 1..found.len() {
        let (first, second) = (&found[at - 1], &found[at]);
        let gap = second.range.start.saturating_sub(first.range.end);
        let comma = gap == 1 && c.what(first.range.end) == Some(What::Comma);
        let book =
            |m: &Mention| matches!(&m.who, Who::Work(noun) if BOOKS.contains(&noun.as_str()));
        let person = |m: &Mention| matches!(m.who, Who::Person(_)) && !m.owns;
        let others = |not: usize| {
            found
                .iter()
                .enumerate()
                .any(|(i, m)| i != not && matches!(m.who, Who::Person(_)))
        };
        let title = if book(first) && person(second) && (gap == 0 || comma && others(at)) {
            at
        } else if person(first) && book(second) && comma && others(at - 1) {
            at - 1
        } else {
            continue;
        };
        let name = found[title].span.of(c.text).to_string();
        found[title].who = Who::Source(SourceRef::unknown(&name));
        (found[title].title, found[title].doubtful) = (true, true);
    }
}
