//! Owns the other forms of a name that is put together from words of both languages (`name/parts.rs`): in English and in letters
//! that spell the Korean, in either order, and in Hangul. Refuses forms of which the dictionary lacks a word.

mod hangul;
mod slots;

use self::hangul::in_hangul;
use self::slots::{MOST_READINGS, Slot, of_core, of_known};
use super::engine;
use super::names::any_of;
use super::sounds::{Sounds, any_term};
use super::words::Words;
use crate::error::Result;
use crate::name::Lexicon;
use crate::name::parts::{Composed, Piece, Role};
use crate::name::sound::Sound;
use crate::pattern::{Form, Pattern, Variant, Why};

/// What a translated form counts beside the one that was typed, and one whose own name only sounds alike.
const WEIGHT: f32 = 0.4;
const SOUND_WEIGHT: f32 = 0.25;

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
    forms.extend(in_hangul(&slots, dictionary)?);
    let variant = |(pattern, text)| Variant {
        pattern,
        weight,
        form: Form { why, text },
    };
    Ok(forms.into_iter().map(variant).collect())
}

/// The orders of English.
fn in_latin(slots: &[Slot], dictionary: &Words) -> Result<Vec<(Pattern, String)>> {
    let last = slots.len() - 1;
    let word = |word: &str| -> Result<Option<Pattern>> {
        let held = dictionary.frequency(word).map_err(engine)? > 0;
        Ok(held.then(|| Pattern::term(word)))
    };
    let (and, the) = (word("and")?, word("the")?);
    let links: Vec<Pattern> = [word("of")?, word("for")?].into_iter().flatten().collect();
    // Pieces in a row, `noun` if the last must be one. Economics and Trading: two that stand before a third.
    let row = |slots: &[Slot], noun: bool| -> Option<(Pattern, String)> {
        let (mut parts, mut shown) = (Vec::new(), Vec::new());
        for (at, slot) in slots.iter().enumerate() {
            let form = match noun && at + 1 == slots.len() {
                true => &slot.noun,
                false => &slot.latin,
            };
            let (pattern, text) = form.as_ref()?;
            parts.push(match &and {
                Some(and) if at + 2 < slots.len() => any_of(vec![
                    pattern.clone(),
                    Pattern::Phrase(vec![pattern.clone(), and.clone()]),
                ]),
                _ => pattern.clone(),
            });
            shown.push(text.as_str());
        }
        (!parts.is_empty()).then(|| (in_a_row(parts), shown.join(" ")))
    };
    // One of the other, with or without an article.
    let of = |(head, shown): (Pattern, String), (behind, text): (Pattern, String)| {
        let behind = match &the {
            Some(the) => any_of(vec![
                behind.clone(),
                Pattern::Phrase(vec![the.clone(), behind]),
            ]),
            None => behind,
        };
        let parts = vec![head, any_of(links.clone()), behind];
        (Pattern::Phrase(parts), format!("{shown} of {text}"))
    };
    let has = |slot: &Slot, role: Role| match &slot.piece {
        Piece::Known(known) => known.senses.iter().any(|part| part.role == role),
        Piece::Core(_) => false,
    };
    let head = &slots[last].latin;
    let mut all: Vec<(Pattern, String)> = row(slots, false).into_iter().collect();
    if let (true, Some((air, first)), Some((rest, text))) = (
        has(&slots[last], Role::First),
        head,
        row(&slots[..last], false),
    ) {
        let parts = vec![air.clone(), rest];
        all.push((Pattern::Phrase(parts), format!("{first} {text}")));
    }
    if links.is_empty() {
        return Ok(all);
    }
    if let (Some(head), Some(rest)) = (head, row(&slots[..last], true)) {
        all.push(of(head.clone(), rest));
    }
    if slots.len() < 3 {
        return Ok(all);
    }
    let first = match (row(&slots[..1], false), head) {
        (Some((first, text)), Some((head, shown))) => Some((
            Pattern::Phrase(vec![first, head.clone()]),
            format!("{text} {shown}"),
        )),
        _ => None,
    };
    if let (Some(first), Some(rest)) = (first, row(&slots[1..last], true)) {
        // Solgae University of Education.
        all.push(of(first, rest));
    }
    if has(&slots[0], Role::Country) {
        let land = row(&slots[..1], false);
        if let (Some(rest), Some(land)) = (row(&slots[1..], false), land.clone()) {
            all.push(of(rest, land));
        }
        if let (Some(head), Some(rest), Some(land)) = (head, row(&slots[1..last], true), land) {
            all.push(of(of(head.clone(), rest), land));
        }
    }
    Ok(all)
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
                let words: Vec<&str> = words.iter().map(|w| w.0.as_str()).collect();
                let hangul = Sound::of_hangul(&words.concat().chars().collect::<Vec<_>>());
                hangul.map_or_else(|| Sound::of_latin(&words), |sound| vec![sound])
            }
            Piece::Known(known) => {
                let hangul = known.senses.iter().filter_map(|part| part.hangul.first());
                hangul
                    .filter_map(|text| Sound::of_hangul(&text.chars().collect::<Vec<_>>()))
                    .collect()
            }
        };
        if next.is_empty() {
            return Ok(None);
        }
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
