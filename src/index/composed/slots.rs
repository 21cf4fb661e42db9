//! Owns the forms of one piece of a name that is put together. Refuses forms that the dictionary lacks.

use super::in_a_row;
use crate::error::Result;
use crate::index::engine;
use crate::index::names::{self, any_of, capital};
use crate::index::sounds::Sounds;
use crate::index::words::Words;
use crate::name::parts::{Known, Part, Piece};
use crate::name::sound::Sound;
use crate::name::typed::Typed;
use crate::name::{Lexicon, Origin};
use crate::pattern::Pattern;

/// Readings of the name in the name.
pub(super) const MOST_READINGS: usize = 4;

/// The syllables of a word, each any of some.
pub(super) type Ways = Vec<Vec<char>>;

/// A piece in all its forms.
pub(super) struct Slot {
    /// In Latin letters, and the commonest of that as one prints it.
    pub(super) latin: Option<(Pattern, String)>,
    /// Of those what may stand behind `of`.
    pub(super) noun: Option<(Pattern, String)>,
    /// In Hangul.
    pub(super) hangul: Vec<Ways>,
    /// The piece.
    pub(super) piece: Piece,
}

impl Slot {
    /// As one prints it.
    pub(super) fn shown(&self) -> &str {
        self.latin.as_ref().map_or("", |(_, shown)| shown)
    }
}

/// A known word: as it was typed, in the English of its senses, in letters that spell its Hangul, in Hangul.
pub(super) fn of_known(
    known: &Known,
    translated: bool,
    head: bool,
    dictionary: &Words,
) -> Result<Slot> {
    // A head may be said otherwise only by another head: the daily of Maeil is none of Ilbo.
    let senses: Vec<&Part> = known
        .senses
        .iter()
        .copied()
        .filter(|p| !head || p.is_head())
        .collect();
    let wordings = || known.senses.iter().flat_map(|part| &part.english);
    let is_noun = |words: &[String]| wordings().any(|w| w.noun && w.words == words);
    let mut english: Vec<(&[String], bool)> = Vec::new();
    if known.english {
        english.push((&known.words, is_noun(&known.words)));
    }
    if translated {
        let all = senses.iter().flat_map(|part| &part.english);
        english.extend(all.map(|w| (w.words.as_slice(), w.noun)));
    }
    let mut alive: Vec<Alive> = Vec::new();
    for (words, noun) in english {
        let parts: Vec<Pattern> = words.iter().map(|w| Pattern::term(w.as_str())).collect();
        let pattern = in_a_row(parts);
        let frequency = dictionary.least(&pattern).map_err(engine)?;
        if frequency > 0 && !alive.iter().any(|known| known.pattern == pattern) {
            let shown: Vec<String> = words.iter().map(|w| capital(w)).collect();
            alive.push(Alive {
                frequency,
                pattern,
                shown: shown.join(" "),
                noun,
            });
        }
    }
    let said = translated || !known.english;
    let hangul: Vec<&String> = match said {
        true => senses.iter().flat_map(|part| &part.hangul).collect(),
        false => Vec::new(),
    };
    let words: Vec<&str> = known.words.iter().map(String::as_str).collect();
    let sounds = Sounds::of_names(dictionary, &words);
    let mut spelled: Vec<Pattern> = Vec::new();
    for text in &hangul {
        let syllables: Vec<char> = text.chars().collect();
        let Some(sound) = Sound::of_hangul(&syllables).filter(|s| s.len() > 1) else {
            continue;
        };
        for pattern in sounds.spellings(&sound, 2, true)? {
            if !spelled.contains(&pattern) {
                spelled.push(pattern);
            }
        }
    }
    alive.sort_by(|a, b| (b.frequency, &a.shown).cmp(&(a.frequency, &b.shown)));
    let typed: Vec<String> = words.iter().map(|w| capital(w)).collect();
    let form = |noun: bool| {
        let these = alive.iter().filter(|form| form.noun || !noun);
        let shown = these.clone().next().map(|form| form.shown.clone());
        let patterns = these.map(|form| form.pattern.clone());
        let all: Vec<Pattern> = patterns.chain(spelled.iter().cloned()).collect();
        let pattern = (!all.is_empty()).then(|| any_of(all))?;
        Some((pattern, shown.unwrap_or_else(|| typed.join(" "))))
    };
    let mut ways: Vec<Ways> = Vec::new();
    for text in hangul {
        merge(&mut ways, text.chars().map(|c| vec![c]).collect());
    }
    Ok(Slot {
        latin: form(false),
        noun: form(true),
        hangul: ways,
        piece: Piece::Known(known.clone()),
    })
}

/// A form that the dictionary has.
struct Alive {
    frequency: u64,
    pattern: Pattern,
    shown: String,
    noun: bool,
}

/// The name in the name: as it was typed, as the lexicon has it, and what sounds so.
pub(super) fn of_core(
    words: &[(String, bool)],
    lexicon: &Lexicon,
    dictionary: &Words,
) -> Result<Slot> {
    let terms: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
    let typed: Vec<Typed> = words
        .iter()
        .map(|(term, joined)| Typed {
            term,
            acronym: None,
            capital: true,
            joined: *joined,
        })
        .collect();
    let known = lexicon
        .matching(&terms)
        .filter(|(taken, _)| *taken == terms.len());
    let mut latin = Vec::new();
    let mut hangul: Vec<Ways> = Vec::new();
    let mut heard: Vec<Sound> = Vec::new();
    for (_, name) in known {
        for writing in name.writings() {
            match writing.origin {
                Origin::Hangul => {
                    for words in writing.each() {
                        let syllables: Vec<char> = words.concat().chars().collect();
                        heard.extend(Sound::of_hangul(&syllables));
                        merge(
                            &mut hangul,
                            syllables.into_iter().map(|c| vec![c]).collect(),
                        );
                    }
                }
                _ => {
                    latin.extend(names::pattern(&writing, dictionary)?.map(|(pattern, _)| pattern))
                }
            }
        }
    }
    if heard.is_empty() {
        let chars: Vec<char> = terms.concat().chars().collect();
        heard = match Sound::of_hangul(&chars) {
            Some(sound) => {
                merge(&mut hangul, chars.into_iter().map(|c| vec![c]).collect());
                vec![sound]
            }
            None => {
                let read = Sound::of_latin(&terms);
                let syllables = read.iter().take(MOST_READINGS).map(Sound::syllables);
                hangul.extend(syllables.filter(|ways| ways.len() > 1));
                read
            }
        };
    }
    let sounds = Sounds::of_names(dictionary, &terms);
    for sound in heard.iter().take(MOST_READINGS) {
        latin.extend(sounds.spellings(sound, 1, true)?);
    }
    if let Some(reading) = names::read(&typed, lexicon, false)
        && reading.taken == typed.len()
        && reading.is_person()
    {
        let forms = reading.forms(&typed, lexicon, dictionary)?.into_iter();
        latin.extend(forms.map(|form| form.pattern));
    }
    let plain = in_a_row(terms.iter().map(|t| Pattern::term(*t)).collect());
    if terms.concat().is_ascii() && dictionary.least(&plain).map_err(engine)? > 0 {
        latin.insert(0, plain);
    }
    let mut unlike: Vec<Pattern> = Vec::new();
    for pattern in latin {
        if !unlike.contains(&pattern) {
            unlike.push(pattern);
        }
    }
    let shown: Vec<String> = terms.iter().map(|t| capital(t)).collect();
    let latin = (!unlike.is_empty()).then(|| (any_of(unlike), shown.join(" ")));
    Ok(Slot {
        noun: latin.clone(),
        latin,
        hangul,
        piece: Piece::Core(words.to_vec()),
    })
}

/// Adds ways to write a word, to those that differ only in some syllables.
fn merge(all: &mut Vec<Ways>, ways: Ways) {
    let near = |known: &&mut Ways| {
        let same = known
            .iter()
            .zip(&ways)
            .filter(|(a, b)| b.iter().all(|c| a.contains(c)));
        known.len() == ways.len() && same.count() + 1 >= ways.len()
    };
    match all.iter_mut().find(near) {
        Some(known) => {
            for (known, some) in known.iter_mut().zip(ways) {
                let new: Vec<char> = some.into_iter().filter(|c| !known.contains(c)).collect();
                known.extend(new);
            }
        }
        None => all.push(ways),
    }
}
