//! Owns the search for outlets' names in running text: one pass for all names, whole words, case as names have it.
//! Refuses to judge what a name does there.

use std::collections::HashMap;

use super::Registry;
use crate::article::Span;

/// All spellings, by how they begin: a name begins a word, so of a text no more than the first letters of its words are looked up.
#[derive(Debug)]
pub struct Finder {
    /// Each spelling, the source, and whether the spelling is ambiguous.
    spellings: Vec<(String, usize, bool)>,
    /// Spellings without an article by their head, and those with one by what stands behind it; each with the third byte that it
    /// asks for (small; 0: none), since dozens have one head.
    by_head: HashMap<(bool, [u8; 3]), Vec<(u8, u32)>>,
    /// How the spellings without an article begin. Most words begin small, and hardly a name does.
    begins: Heads,
    /// How those with one go on behind it.
    behind: Heads,
}

/// How names begin, as bits: where none begins as a word does, nothing else is asked.
#[derive(Debug)]
struct Heads(Vec<u64>);

/// Bits of [`Heads`].
const PLACES: usize = 1 << 13;

impl Heads {
    fn new() -> Heads {
        Heads(vec![0; PLACES / 64])
    }

    /// Adds a name, its first letters in capitals or not.
    fn add(&mut self, name: &[u8]) {
        let byte = |at: usize| name.get(at).copied().unwrap_or(0);
        for first in [byte(0), byte(0).to_ascii_uppercase()] {
            for second in [byte(1).to_ascii_lowercase(), byte(1).to_ascii_uppercase()] {
                let place = place(&[first, second, byte(2)]);
                self.0[place / 64] |= 1 << (place % 64);
            }
        }
    }

    fn may_begin(&self, words: &[u8]) -> bool {
        let place = place(words);
        self.0[place / 64] & 1 << (place % 64) != 0
    }
}

impl Finder {
    /// The finder of all names that the registry allows.
    pub fn new(registry: &Registry) -> Finder {
        let mut spellings: Vec<(String, usize, bool)> = Vec::new();
        for (at, source) in registry.sources.iter().enumerate() {
            let certain = std::iter::once(&source.name)
                .chain(&source.aliases)
                .chain(&source.native);
            for spelling in certain.chain(&source.ambiguous) {
                let meanings = registry.meanings(spelling);
                let Some(&(_, doubtful)) = meanings.iter().find(|&&(i, _)| i == at) else {
                    continue;
                };
                let ambiguous = doubtful || meanings.len() > 1;
                for form in [spelling.clone(), spelling.replace('\'', "’")] {
                    if !spellings.iter().any(|(s, ..)| *s == form) {
                        spellings.push((form, at, ambiguous));
                    }
                }
            }
        }
        let mut by_head: HashMap<_, Vec<(u8, u32)>> = HashMap::new();
        let (mut begins, mut behind) = (Heads::new(), Heads::new());
        for (at, (spelling, ..)) in spellings.iter().enumerate() {
            let bytes = spelling.as_bytes();
            let (with_the, name) = match behind_the(bytes) {
                Some(rest) => (true, rest),
                None => (false, bytes),
            };
            if with_the { &mut behind } else { &mut begins }.add(name);
            let of_head = by_head.entry((with_the, head(name))).or_default();
            of_head.push((third(name), at as u32));
        }
        Finder {
            spellings,
            by_head,
            begins,
            behind,
        }
    }

    /// Span, source and ambiguity of each name in `text`, left to right, the longest at each place.
    pub fn find(&self, text: &str) -> Vec<(Span, usize, bool)> {
        let mut hits: Vec<(usize, usize, usize)> = Vec::new();
        let bytes = text.as_bytes();
        each_word_start(text, |start| {
            let here = &bytes[start..];
            let rest = behind_the(here).filter(|rest| self.behind.may_begin(rest));
            let without = Some(here).filter(|here| self.begins.may_begin(here));
            for (with_the, name) in [(false, without), (true, rest)] {
                let Some(name) = name else {
                    continue;
                };
                let standing = third(name);
                // All that stand here: where the longest is cut by a word's border, a shorter one may stand ("Yonhap Newsroom").
                let of_head = self.by_head.get(&(with_the, head(name)));
                for &(third, at) in of_head.into_iter().flatten() {
                    if third != 0 && third != standing {
                        continue;
                    }
                    let (spelling, _, ambiguous) = &self.spellings[at as usize];
                    let end = start + spelling.len();
                    let fits = text.get(start..end).is_some_and(|found| {
                        found.eq_ignore_ascii_case(spelling)
                            && case_fits(spelling, found, *ambiguous)
                    });
                    if fits && stands_alone(text, start, end) {
                        hits.push((start, end, at as usize));
                    }
                }
            }
        });
        // Of two spellings for one place the exact one comes first.
        hits.sort_by_key(|&(start, end, pattern)| {
            let exact = self.spellings[pattern].0 == text[start..end];
            (start, std::cmp::Reverse(end), !exact, pattern)
        });
        let mut free = 0;
        let mut named = Vec::new();
        for (start, end, pattern) in hits {
            if start < free {
                continue;
            }
            free = end;
            let (_, at, ambiguous) = self.spellings[pattern];
            named.push((Span::new(start, end), at, ambiguous));
        }
        named
    }
}

/// Where a name may begin: at a letter or digit behind something else, and at one that is no Hangul behind Hangul.
fn each_word_start(text: &str, mut begins: impl FnMut(usize)) {
    let bytes = text.as_bytes();
    let (mut at, mut inside) = (0, false);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            let letter = LETTERS[byte as usize];
            if letter && !inside {
                begins(at);
            }
            inside = letter;
            at += 1;
            continue;
        }
        if !inside {
            begins(at);
        }
        let Some(c) = text[at..].chars().next() else {
            return;
        };
        inside = !is_hangul(c) && c.is_alphanumeric();
        at += c.len_utf8();
    }
}

/// ASCII's letters and digits, by byte.
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    letters
};

/// A number for how a word begins: its first two bytes, of Hangul and the like three.
fn place(bytes: &[u8]) -> usize {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0) as usize;
    match byte(0) < 0x80 {
        true => byte(0) * 61 + byte(1),
        false => byte(0) * 61 + byte(1) * 7 + byte(2) * 131,
    }
    .rem_euclid(PLACES)
}

/// The first two letters, small; of Hangul and the like the first.
fn head(bytes: &[u8]) -> [u8; 3] {
    let byte = |at: usize| bytes.get(at).map_or(0, u8::to_ascii_lowercase);
    match byte(0).is_ascii() {
        true => [byte(0), byte(1), 0],
        false => [byte(0), byte(1), byte(2)],
    }
}

/// The third byte, small; 0 where there is none.
fn third(bytes: &[u8]) -> u8 {
    bytes.get(2).map_or(0, u8::to_ascii_lowercase)
}

/// What stands behind an article.
fn behind_the(bytes: &[u8]) -> Option<&[u8]> {
    let [b't' | b'T', b'h' | b'H', b'e' | b'E', b' ', rest @ ..] = bytes else {
        return None;
    };
    Some(rest)
}

/// Whether `found` is written as the name is: capitals at the heads of words, acronyms as they are; ambiguous spellings exactly.
fn case_fits(spelling: &str, found: &str, ambiguous: bool) -> bool {
    if spelling == found {
        return true;
    }
    let (spelling, found) = match (strip_the(spelling), strip_the(found)) {
        (Some(s), Some(f)) => (s, f),
        _ => (spelling, found),
    };
    if ambiguous {
        return spelling == found;
    }
    let (s, f) = (spelling.as_bytes(), found.as_bytes());
    let mut at = 0;
    while at < s.len() {
        let len = s[at..]
            .iter()
            .position(|b| !b.is_ascii_alphanumeric())
            .unwrap_or(s.len() - at);
        let (word, other) = (&s[at..at + len], &f[at..at + len]);
        let capitals = word.iter().filter(|b| b.is_ascii_uppercase()).count();
        let acronym = capitals >= 2 && capitals * 2 > word.len();
        let head_lost = word.first().is_some_and(u8::is_ascii_uppercase)
            && !other.first().is_some_and(u8::is_ascii_uppercase);
        if head_lost || (acronym && word != other) {
            return false;
        }
        at += len.max(1);
    }
    true
}

fn strip_the(name: &str) -> Option<&str> {
    name.get(..4)
        .filter(|t| t.eq_ignore_ascii_case("the "))
        .map(|_| &name[4..])
}

/// Whether the name at `start..end` is a word of its own, or a Korean one with a particle behind it, and no part of an address.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let mut rest = text[end..].chars();
    let after = rest.next();
    let begins_korean = text[start..].starts_with(is_hangul);
    let starts = before.is_none_or(|b| !b.is_alphanumeric() || (is_hangul(b) && !begins_korean));
    let ends_korean = text[..end].ends_with(is_hangul);
    let ends = match after {
        None => true,
        Some(a) if is_hangul(a) => !ends_korean || FOLLOWS_NAME.contains(a),
        // `Reuters.com`
        Some('.') => !rest.next().is_some_and(|c| c.is_ascii_lowercase()),
        Some(a) => !a.is_alphanumeric(),
    };
    starts && ends
}

/// Syllables with which a particle, or a word that goes with an outlet's name (기자, 특파원, 측, 발, 사, 통신), begins.
const FOLLOWS_NAME: &str =
    "은는이가을를의에와과도로으만까부보처나라랑께측발및등기특인입였란조마한하지통사국";

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
