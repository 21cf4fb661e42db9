//! Owns the other forms of a name that is put together from words of both languages (`name/parts.rs`): in English and in letters
//! that spell the Korean, in either order, and in Hangul. Refuses forms of which the dictionary lacks a word.

use std::collections::HashMap;

use super::engine;
use super::names::{self, any_of, capital};
use super::sounds::{Sounds, any_term};
use super::words::Words;
use crate::error::Result;
use crate::name::parts::{Composed, Known, Part, Piece, Role};
use crate::name::sound::Sound;
use crate::name::typed::Typed;
use crate::name::{Lexicon, Origin};
use crate::pattern::{Form, Pattern, Variant, Why};

/// What a translated form counts beside the one that was typed, and one whose own name only sounds alike.
const WEIGHT: f32 = 0.4;
const SOUND_WEIGHT: f32 = 0.25;
/// Readings of the name in the name, and ways to say it in Hangul.
const MOST_READINGS: usize = 4;
const MOST_RUNS: usize = 12;

/// The syllables of a word, each any of some.
type Ways = Vec<Vec<char>>;

/// A piece in all its forms.
struct Slot {
    /// In Latin letters.
    latin: Option<Pattern>,
    /// Of those the commonest, as one prints it.
    shown: String,
    hangul: Vec<Ways>,
    piece: Piece,
}

/// The other forms of a name, of which `dictionary` holds all words.
///
/// # Errors
/// An engine failure.
pub fn forms(composed: &Composed, lexicon: &Lexicon, dictionary: &Words) -> Result<Vec<Variant>> {
    let last = composed.pieces.len() - 1;
    let mut slots = Vec::new();
    for (at, piece) in composed.pieces.iter().enumerate() {
        let translated = composed.translated || at == last;
        let slot = match piece {
            Piece::Known(known) => of_known(known, translated, at == last, dictionary)?,
            Piece::Core(words) => of_core(words, lexicon, dictionary)?,
        };
        slots.push(slot);
    }
    let unsure = |slot: &Slot| matches!(slot.piece, Piece::Core(_));
    let (why, weight) = match slots.iter().any(unsure) {
        true => (Why::Sound, SOUND_WEIGHT),
        false => (Why::Parts, WEIGHT),
    };
    let mut forms = in_latin(&slots, dictionary)?;
    forms.extend(alone(&slots, lexicon));
    forms.extend(in_hangul(&slots, dictionary)?);
    let variant = |(pattern, text)| Variant {
        pattern,
        weight,
        form: Form { why, text },
    };
    Ok(forms.into_iter().map(variant).collect())
}

/// A known word: as it was typed, in the English of its senses, in letters that spell its Hangul, in Hangul.
fn of_known(known: &Known, translated: bool, head: bool, dictionary: &Words) -> Result<Slot> {
    // A head may be said otherwise only by another head: the daily of Maeil is none of Ilbo.
    let senses: Vec<&Part> = known
        .senses
        .iter()
        .copied()
        .filter(|p| !head || p.is_head())
        .collect();
    let mut english: Vec<&[String]> = Vec::new();
    if known.english {
        english.push(&known.words);
    }
    if translated {
        english.extend(
            senses
                .iter()
                .flat_map(|part| &part.english)
                .map(Vec::as_slice),
        );
    }
    let mut alive: Vec<(u64, Pattern, String)> = Vec::new();
    for words in english {
        let parts: Vec<Pattern> = words.iter().map(|w| Pattern::term(w.as_str())).collect();
        let pattern = in_a_row(parts);
        let frequency = dictionary.least(&pattern).map_err(engine)?;
        if frequency > 0 && !alive.iter().any(|(_, known, _)| *known == pattern) {
            let shown: Vec<String> = words.iter().map(|w| capital(w)).collect();
            alive.push((frequency, pattern, shown.join(" ")));
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
    alive.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
    let shown = alive.first().map(|(_, _, shown)| shown.clone());
    let latin: Vec<Pattern> = alive
        .into_iter()
        .map(|(_, pattern, _)| pattern)
        .chain(spelled)
        .collect();
    let mut ways: Vec<Ways> = Vec::new();
    for text in hangul {
        merge(&mut ways, text.chars().map(|c| vec![c]).collect());
    }
    Ok(Slot {
        latin: (!latin.is_empty()).then(|| any_of(latin)),
        shown: shown.unwrap_or_else(|| {
            words
                .iter()
                .map(|w| capital(w))
                .collect::<Vec<_>>()
                .join(" ")
        }),
        hangul: ways,
        piece: Piece::Known(known.clone()),
    })
}

/// The name in the name: as it was typed, as the lexicon has it, and what sounds so.
fn of_core(words: &[(String, bool)], lexicon: &Lexicon, dictionary: &Words) -> Result<Slot> {
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
    Ok(Slot {
        latin: (!unlike.is_empty()).then(|| any_of(unlike)),
        shown: shown.join(" "),
        hangul,
        piece: Piece::Core(words.to_vec()),
    })
}

/// An agency's own name, which is said without what it is.
fn alone(slots: &[Slot], lexicon: &Lexicon) -> Option<(Pattern, String)> {
    let [core, head] = slots else {
        return None;
    };
    let (Piece::Core(words), Piece::Known(known)) = (&core.piece, &head.piece) else {
        return None;
    };
    let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
    let agency = known.senses.iter().all(|part| part.role == Role::Agency);
    let place = lexicon.matching(&words).next().is_some();
    let pattern = core.latin.clone().filter(|_| agency && !place)?;
    Some((pattern, core.shown.clone()))
}

/// The orders of English.
fn in_latin(slots: &[Slot], dictionary: &Words) -> Result<Vec<(Pattern, String)>> {
    let mut latin = Vec::new();
    for slot in slots {
        let Some(pattern) = &slot.latin else {
            return Ok(Vec::new());
        };
        latin.push(pattern.clone());
    }
    let shown = |slots: &[Slot]| {
        slots
            .iter()
            .map(|s| s.shown.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let word = |word: &str| -> Result<Option<Pattern>> {
        let held = dictionary.frequency(word).map_err(engine)? > 0;
        Ok(held.then(|| Pattern::term(word)))
    };
    let (and, the) = (word("and")?, word("the")?);
    let links: Vec<Pattern> = [word("of")?, word("for")?].into_iter().flatten().collect();
    // Economics and Trading: two that stand before a third.
    let row = |from: usize, to: usize| {
        let parts = (from..to).map(|at| match (&and, at + 2 < to) {
            (Some(and), true) => any_of(vec![
                latin[at].clone(),
                Pattern::Phrase(vec![latin[at].clone(), and.clone()]),
            ]),
            _ => latin[at].clone(),
        });
        parts.collect::<Vec<Pattern>>()
    };
    let last = slots.len() - 1;
    let mut all = vec![(in_a_row(row(0, slots.len())), shown(slots))];
    let leads = |slot: &Slot| match &slot.piece {
        Piece::Known(known) => known.senses.iter().any(|part| part.role == Role::First),
        Piece::Core(_) => false,
    };
    if leads(&slots[last]) {
        let mut parts = vec![latin[last].clone()];
        parts.extend(row(0, last));
        all.push((
            in_a_row(parts),
            format!("{} {}", slots[last].shown, shown(&slots[..last])),
        ));
    }
    if links.is_empty() {
        return Ok(all);
    }
    let of = |behind: Vec<Pattern>| {
        let behind = in_a_row(behind);
        let behind = match &the {
            Some(the) => any_of(vec![
                behind.clone(),
                Pattern::Phrase(vec![the.clone(), behind]),
            ]),
            None => behind,
        };
        [any_of(links.clone()), behind]
    };
    let mut parts = vec![latin[last].clone()];
    parts.extend(of(row(0, last)));
    let text = format!("{} of {}", slots[last].shown, shown(&slots[..last]));
    all.push((Pattern::Phrase(parts), text));
    let country = |slot: &Slot| match &slot.piece {
        Piece::Known(known) => known.senses.iter().any(|part| part.role == Role::Country),
        Piece::Core(_) => false,
    };
    if slots.len() > 2 && country(&slots[0]) {
        let land = of(vec![latin[0].clone()]);
        let mut parts = row(1, slots.len());
        parts.extend(land.clone());
        let text = format!("{} of {}", shown(&slots[1..]), slots[0].shown);
        all.push((Pattern::Phrase(parts), text));
        let mut parts = vec![latin[last].clone()];
        parts.extend(of(row(1, last)));
        parts.extend(land);
        let head = &slots[last].shown;
        let text = format!("{head} of {} of {}", shown(&slots[1..last]), slots[0].shown);
        all.push((Pattern::Phrase(parts), text));
    }
    Ok(all)
}

/// The name in Hangul, in one word, in two, or with each piece apart.
fn in_hangul(slots: &[Slot], dictionary: &Words) -> Result<Vec<(Pattern, String)>> {
    let mut runs: Vec<Vec<&Ways>> = vec![Vec::new()];
    for slot in slots {
        let longer = runs.iter().flat_map(|run| {
            slot.hangul.iter().map(move |ways| {
                let mut run = run.clone();
                run.push(ways);
                run
            })
        });
        runs = longer.take(MOST_RUNS).collect();
    }
    let mut all = Vec::new();
    for run in runs {
        let text: String = run
            .iter()
            .flat_map(|ways| ways.iter())
            .filter_map(|some| some.first())
            .collect();
        let text = match slots
            .iter()
            .any(|slot| matches!(&slot.piece, Piece::Core(words) if words[0].0.is_ascii()))
        {
            // Which of the syllables that sound so are meant, nobody knows.
            true => slots
                .iter()
                .map(|s| s.shown.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            false => text,
        };
        let syllables: Vec<Vec<String>> = run
            .iter()
            .flat_map(|ways| ways.iter())
            .map(|some| some.iter().map(char::to_string).collect())
            .collect();
        let mut made: HashMap<(usize, usize), Option<Pattern>> = HashMap::new();
        for cuts in spacings(&run) {
            let mut parts = Vec::new();
            for word in cuts.windows(2) {
                let key = (word[0], word[1]);
                let pattern = match made.get(&key) {
                    Some(made) => made.clone(),
                    None => {
                        let word = &syllables[word[0]..word[1]];
                        let pattern = dictionary.run_of(word, |_| true).map_err(engine)?;
                        made.insert(key, pattern.clone());
                        pattern
                    }
                };
                let Some(pattern) = pattern else {
                    break;
                };
                parts.push(pattern);
            }
            if parts.len() + 1 == cuts.len() {
                all.push((in_a_row(parts), text.clone()));
            }
        }
    }
    Ok(all)
}

/// The ways to write pieces in one word, in two, in three, or each apart: where words begin, and the end. Words have two syllables or
/// more; a piece of four may be two words, one's own name is one.
fn spacings(run: &[&Ways]) -> Vec<Vec<usize>> {
    let mut edges = vec![0];
    let mut places: Vec<usize> = Vec::new();
    for ways in run {
        let begin = edges.last().copied().unwrap_or(0);
        let end = begin + ways.len();
        places.extend(
            (begin + 2..end).filter(|at| at + 2 <= end && ways.iter().all(|some| some.len() < 3)),
        );
        places.push(end);
        edges.push(end);
    }
    let end = edges.last().copied().unwrap_or(0);
    places.pop();
    let mut all = vec![vec![0, end]];
    for (number, first) in places.iter().enumerate() {
        all.push(vec![0, *first, end]);
        all.extend(
            places[number + 1..]
                .iter()
                .map(|second| vec![0, *first, *second, end]),
        );
    }
    if edges.len() > 4 {
        all.push(edges);
    }
    all.retain(|cuts| cuts.windows(2).all(|word| word[1] >= word[0] + 2));
    all
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

fn in_a_row(mut parts: Vec<Pattern>) -> Pattern {
    match parts.len() {
        1 => parts.remove(0),
        _ => Pattern::Phrase(parts),
    }
}

/// The name and its head or core in one word: Seoulshinmun.
pub fn joined(composed: &Composed, dictionary: &Words) -> Result<Option<Pattern>> {
    let mut sounds: Vec<Sound> = Vec::new();
    for piece in &composed.pieces {
        let next: Vec<Sound> = match piece {
            Piece::Core(words) => {
                Sound::of_latin(&words.iter().map(|w| w.0.as_str()).collect::<Vec<_>>())
            }
            Piece::Known(known) => {
                let hangul = known.senses.iter().filter_map(|part| part.hangul.first());
                hangul
                    .filter_map(|text| Sound::of_hangul(&text.chars().collect::<Vec<_>>()))
                    .collect()
            }
        };
        let next = next.iter().take(MOST_READINGS);
        sounds = match sounds.is_empty() {
            true => next.cloned().collect(),
            false => next
                .flat_map(|n| sounds.iter().map(|s| s.then(n)).collect::<Vec<_>>())
                .collect(),
        };
    }
    let names = Sounds::of_names(dictionary, &[]);
    let mut terms = Vec::new();
    for sound in sounds
        .iter()
        .filter(|s| s.len() <= 6)
        .take(2 * MOST_READINGS)
    {
        terms.extend(names.terms(sound)?);
    }
    terms.sort_unstable();
    terms.dedup();
    Ok((!terms.is_empty()).then(|| any_term(terms)))
}
