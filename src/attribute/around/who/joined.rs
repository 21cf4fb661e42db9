//! Owns what neighbours in a sentence make of each other: a name and what its bearer is, a work and its title, an outlet and its man, a
//! body and its short name. Refuses to name anybody anew.

use crate::analyze::speech::Class;
use crate::source::SourceRef;

use super::super::super::announcer::can_speak;
use super::super::super::speaker::phrase::{Clause, Range};
use super::super::super::speaker::tokens::What;
use super::super::Around;
use super::super::words::{BODIES, BOOKS, INSTITUTIONS, PEOPLE, PERIODICALS, STAFF, WORKS};
use super::described::with_place;
use super::{Mention, Who, of_tokens};

/// "An AFP man", "a fellow at Reuters", "a Yonhap story": what he writes, or what stands in it, is the outlet's.
pub(super) fn staff(c: &Clause, described: Mention, known: &[Mention]) -> Mention {
    let inside = |m: &&Mention| {
        matches!(m.who, Who::Source(_))
            && m.range.start >= described.range.start
            && m.range.end <= described.range.end
    };
    let works = || {
        described
            .range
            .clone()
            .any(|i| STAFF.contains(&c.word(i)) || c.is(i, "fellow"))
    };
    let its = match described.who {
        Who::Work(_) => true,
        Who::Somebody => works(),
        _ => false,
    };
    match known.iter().find(inside).filter(|_| its) {
        Some(outlet) => Mention {
            range: described.range,
            ..outlet.clone()
        },
        None => described,
    }
}

/// "the panel", where a body has been named in full: that body.
pub(super) fn short(around: &Around, c: &Clause, found: Mention) -> Mention {
    let word = c.word(found.range.start + 1);
    let kind = matches!(found.who, Who::Somebody | Who::Source(_));
    if !kind || !c.is(found.range.start, "the") || found.range.len() != 2 {
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

/// "Bokyung's aunt", "the minister's spokeswoman": whom a name or a noun owns.
pub(super) fn kin(c: &Clause, to: usize, found: &mut Vec<Mention>) {
    for at in 0..found.len() {
        let owner = &found[at];
        let owns = owner.owns
            && match &owner.who {
                Who::Person(_) | Who::Somebody => true,
                Who::Source(source) => source.name.starts_with(char::is_lowercase),
                _ => false,
            };
        if !owns {
            continue;
        }
        let from = owner.range.end;
        let head = (from..(from + 4).min(to))
            .take_while(|&i| c.is_word(i) && !c.cap(i) && !c.class(i).is(Class::CLOSED))
            .find(|&i| is_relative(c, i));
        let Some(head) = head else {
            continue;
        };
        let range = owner.range.start..head + 1;
        let mut one = of_tokens(c, Who::Somebody, range);
        if !one.owns {
            with_place(c, &mut one, to);
        }
        let end = one.range.end;
        found[at] = one;
        let next = at + 1;
        while found.get(next).is_some_and(|m| m.range.start < end) {
            found.remove(next);
        }
    }
}

fn is_relative(c: &Clause, at: usize) -> bool {
    let word = c.word(at);
    let noun = c.class(at).is(Class::PERSON) || PEOPLE.contains(&word) || can_speak(word);
    noun && !STAFF.contains(&word)
        && !INSTITUTIONS.contains(&word)
        && !WORKS.contains(&word)
        && !PERIODICALS.contains(&word)
}

/// "One of them, whom I'll call Mrs. Jang", "a reader named Tolga": the name stands for both.
pub(super) fn called(c: &Clause, found: &mut Vec<Mention>) {
    for at in 0..found.len() {
        let Some(named) =
            (at + 1..found.len().min(at + 3)).find(|&i| matches!(found[i].who, Who::Person(_)))
        else {
            continue;
        };
        let (first, person) = (&found[at], &found[named]);
        let between = first.range.end..person.range.start;
        let call = [
            "call",
            "called",
            "named",
            "known",
            "calling",
            "nicknamed",
            "dubbed",
        ];
        let calls = first.who == Who::Somebody
            && !first.owns
            && (1..=7).contains(&between.len())
            && found[at + 1..named]
                .iter()
                .all(|m| matches!(m.who, Who::Me | Who::He | Who::They))
            && between.clone().any(|i| c.is_any(i, &call));
        if calls {
            found[named].range.start = found[at].range.start;
            found.drain(at..named);
            return;
        }
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
            // "Lee, 43, a net mender"
            Some(3) => {
                let age = first.range.end + 1;
                c.what(age - 1) == Some(What::Comma)
                    && c.what(age + 1) == Some(What::Comma)
                    && c.word(age).bytes().all(|b| b.is_ascii_digit())
                    || of_place(c, first.range.end..second.range.start - 1)
            }
            // "the owner of the yard, Bram Okafor"
            Some(2..=6) => of_place(c, first.range.end..second.range.start - 1),
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

fn of_place(c: &Clause, between: Range) -> bool {
    c.what(between.end) == Some(What::Comma)
        && c.is_any(between.start, &["of", "in", "at", "for", "from"])
        && between.clone().all(|i| c.is_word(i))
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
