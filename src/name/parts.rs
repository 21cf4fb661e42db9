//! Owns how the name of a body is put together: from words that Korean and English both have (`parts.txt`) around a name of its
//! own, in either order of either language. Refuses to translate what is no name: plain words in small letters stay themselves.

mod reading;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::romanize::south;
use super::sound::Sound;
use super::typed::Typed;
use super::{Lexicon, writing};

/// Most pieces of a name.
const MAX_PIECES: usize = 8;

/// What a part does in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What an authority or a unit is; last in Korean.
    Office,
    /// The same of a business, a school, a house.
    Works,
    /// The same of what is printed or sent.
    Press,
    /// A country or people, which names begin with.
    Country,
    /// Stands before the others.
    Before,
    /// English puts it first, Korean last.
    First,
}

/// A word of which names are made, in one sense.
#[derive(Debug)]
pub struct Part {
    /// What it does.
    pub role: Role,
    /// In Hangul, as North and South write it.
    pub hangul: Vec<String>,
    /// In English.
    pub english: Vec<Wording>,
}

/// What English calls a part.
#[derive(Debug)]
pub struct Wording {
    /// Its words, folded.
    pub words: Vec<String>,
    /// Whether it may stand behind `of`.
    pub noun: bool,
}

/// A piece of a name.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A known word, in each of its senses.
    Known(Known),
    /// The name in the name, as it was typed: words, and whether a hyphen joins each to the one before.
    Core(Vec<(String, bool)>),
}

/// A known word of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Its senses.
    pub senses: Vec<&'static Part>,
    /// As it was typed.
    pub words: Vec<String>,
    /// Whether it was typed in English; else in Hangul, or in Latin letters that read so.
    pub english: bool,
}

/// A name that is put together.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// Words taken.
    pub taken: usize,
    /// Its pieces, in the order of Korean.
    pub pieces: Vec<Piece>,
    /// Whether what stands before the head is translated too; else only the head is.
    pub translated: bool,
}

impl PartialEq for Part {
    fn eq(&self, other: &Part) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Part {
    /// Whether it may end a Korean name and say what it names.
    pub fn is_head(&self) -> bool {
        matches!(
            self.role,
            Role::Office | Role::Works | Role::Press | Role::First
        )
    }
}

/// The parts, and where to find them.
struct Parts {
    /// By the first word of their English.
    english: HashMap<&'static str, Vec<(&'static [String], &'static Part)>>,
    hangul: HashMap<&'static str, Vec<&'static Part>>,
}

/// The parts by their sounds, for words in Latin letters that read as Korean: most queries have none.
static SOUNDS: LazyLock<Vec<(Sound, &'static Part)>> = LazyLock::new(|| {
    let spelled = LIST.iter().flat_map(|part| {
        part.hangul.iter().filter_map(move |hangul| {
            let syllables: Vec<char> = hangul.chars().collect();
            let sound = Sound::of_hangul(&syllables).filter(|sound| sound.len() > 1);
            Some((sound?, part))
        })
    });
    spelled.collect()
});

const TEXT: &str = include_str!("parts.txt");

static LIST: LazyLock<Vec<Part>> = LazyLock::new(|| TEXT.lines().filter_map(read_line).collect());

/// Whether a part's English may begin with the word: a look at the text where it lies, since most queries have no such word and
/// reading the list takes longer than their search.
fn may_begin(word: &str) -> bool {
    let text = TEXT.as_bytes();
    let mut places = memchr::memmem::find_iter(text, word.as_bytes());
    places.any(|at| {
        let behind = text.get(at + word.len());
        at.checked_sub(1).is_some_and(|before| text[before] == b' ')
            && behind.is_none_or(|b| b" ,~'-\n".contains(b))
    })
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let mut parts = Parts {
        english: HashMap::new(),
        hangul: HashMap::new(),
    };
    for part in LIST.iter() {
        for wording in &part.english {
            let first = wording.words.first().map_or("", String::as_str);
            let listed = parts.english.entry(first).or_default();
            listed.push((wording.words.as_slice(), part));
        }
        for hangul in &part.hangul {
            parts.hangul.entry(hangul).or_default().push(part);
        }
    }
    parts
});

fn read_line(line: &str) -> Option<Part> {
    let (left, english) = line.split_once(" = ").filter(|_| !line.starts_with('#'))?;
    let (role, hangul) = left.split_once(' ')?;
    let role = match role {
        "office" => Role::Office,
        "works" => Role::Works,
        "press" => Role::Press,
        "country" => Role::Country,
        "before" => Role::Before,
        "first" => Role::First,
        _ => return None,
    };
    let mut forms: Vec<String> = Vec::new();
    for northern in hangul.split(", ") {
        for form in [Some(northern.to_string()), south(northern)]
            .into_iter()
            .flatten()
        {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    Some(Part {
        role,
        hangul: forms,
        english: english.split(", ").map(wording).collect(),
    })
}

fn wording(text: &str) -> Wording {
    let bare = text.trim_end_matches('~');
    let plain = bare.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
    Wording {
        // The analyzer would say the same: a start of the program has no time to ask.
        words: match plain {
            true => bare.split(' ').map(str::to_string).collect(),
            false => writing::fold(bare),
        },
        noun: !text.ends_with('~'),
    }
}

/// The name at the beginning of some words, if it is one that is put together: as many words as can be, of which the lexicon knows
/// none as a whole.
pub fn read(words: &[Typed], lexicon: &Lexicon) -> Option<Composed> {
    // The second half of a hyphened word begins no name.
    let first = words.first().filter(|word| !word.joined)?;
    let mut composed = match first.term.is_ascii() {
        true if words.len() < 2 => None,
        true => reading::latin(words, lexicon),
        false => reading::korean(words, lexicon),
    }?;
    let (heads, pieces) = (head_of(&composed.pieces)?, composed.pieces.len());
    let press = heads.iter().all(|part| matches!(part.role, Role::Press));
    if let Some(Piece::Known(head)) = composed.pieces.last_mut() {
        head.senses = with_leading(heads);
    }
    let fits = (2..=MAX_PIECES).contains(&pieces);
    fits.then_some(Composed {
        translated: !press || pieces > 2,
        ..composed
    })
}

/// The senses of the last piece that may be a head.
fn head_of(pieces: &[Piece]) -> Option<Vec<&'static Part>> {
    let Some(Piece::Known(known)) = pieces.last() else {
        return None;
    };
    let heads = known.senses.iter().copied().filter(|part| part.is_head());
    Some(heads.collect()).filter(|heads: &Vec<_>| !heads.is_empty())
}

/// The senses of a head with those that English puts first or last as it likes: Air Koryo, Koryo Airlines.
fn with_leading(mut heads: Vec<&'static Part>) -> Vec<&'static Part> {
    let hangul = heads.iter().flat_map(|part| &part.hangul);
    let others: Vec<&'static Part> = hangul
        .filter_map(|text| PARTS.hangul.get(text.as_str()))
        .flatten()
        .copied()
        .collect();
    if others.iter().any(|part| part.role == Role::First) {
        for part in others {
            if part.is_head() && !heads.contains(&part) {
                heads.push(part);
            }
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Option<Vec<String>> {
        let words: Vec<(String, bool)> = text
            .split(' ')
            .map(|w| (writing::fold(w).concat(), w.starts_with(char::is_uppercase)))
            .collect();
        let typed: Vec<Typed> = words
            .iter()
            .map(|(term, capital)| Typed {
                term,
                acronym: None,
                capital: *capital,
                joined: false,
            })
            .collect();
        let pieces = read(&typed, &Lexicon::builtin())?.pieces.into_iter();
        let name = |piece| match piece {
            Piece::Known(known) => known.senses[0].hangul[0].clone(),
            Piece::Core(words) => words.into_iter().map(|w| w.0).collect::<Vec<_>>().join(" "),
        };
        Some(pieces.map(name).collect())
    }

    #[test]
    fn every_line_is_a_part_of_hangul_and_english() {
        let lines = TEXT
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        assert_eq!(lines.count(), LIST.len());
        for wording in LIST.iter().flat_map(|part| &part.english) {
            assert!(may_begin(&wording.words[0]), "{wording:?}");
        }
        for wording in LIST.iter().flat_map(|part| &part.english) {
            let text = wording.words.join(" ");
            assert_eq!(writing::fold(&text), wording.words, "{text}");
        }
        for part in LIST.iter() {
            let syllables = |text: &String| text.chars().all(|c| ('가'..='힣').contains(&c));
            assert!(
                part.english.iter().all(|wording| !wording.words.is_empty()),
                "{part:?}"
            );
            let numbered = part.hangul[0].contains(|c: char| c.is_ascii_digit());
            assert!(numbered || part.hangul.iter().all(syllables), "{part:?}");
        }
    }

    #[test]
    fn english_order_becomes_korean_order() {
        for (text, pieces) in [
            ("Solgae Knitwear Factory", vec!["solgae", "편직공장"]),
            ("Ministry of Light Industry", vec!["경공업", "성"]),
            ("Bank of Solgae", vec!["solgae", "은행"]),
            ("Air Solgae", vec!["solgae", "항공"]),
            ("Solgae Sinmun", vec!["solgae", "신문"]),
            ("솔개기술무역회사", vec!["솔개", "기술", "무역회사"]),
            ("솔개 무역 회사", vec!["솔개", "무역회사"]),
        ] {
            let mut read = read_text(text).unwrap_or_default();
            if text.starts_with("Ministry") {
                read.truncate(1);
                assert_eq!(read, pieces[..1], "{text}");
                continue;
            }
            assert_eq!(read, pieces, "{text}");
        }
    }

    #[test]
    fn plain_words_are_no_name() {
        for text in [
            "trading company",
            "coal mine",
            "가능성",
            "Factory",
            "은행",
            "the bank of a river",
        ] {
            assert_eq!(read_text(text), None, "{text}");
        }
    }
}
