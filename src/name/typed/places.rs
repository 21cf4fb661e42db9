//! Owns places that say what kind of place they are, in Korean behind the name or in English before or behind it. Refuses names
//! of which nothing says so.

use super::{Shape, Typed, word};
use crate::name::sound::Sound;

/// A place whose kind is written in Korean behind it or in English before or behind.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The readings of its name without that.
    pub core: Vec<Sound>,
    /// The kind.
    pub kind: &'static Kind,
    /// Whether the name may stand alone.
    pub alone: bool,
}

/// A kind of place.
#[derive(Debug, PartialEq)]
pub struct Kind {
    /// What Korean puts behind the name.
    pub hangul: &'static str,
    /// What English puts before it, or behind it.
    pub english: &'static [(&'static str, &'static str)],
    /// Whether the press leaves it out.
    pub needless: bool,
}

const fn kind(
    hangul: &'static str,
    english: &'static [(&'static str, &'static str)],
    needless: bool,
) -> Kind {
    Kind {
        hangul,
        english,
        needless,
    }
}

const MOUNT: [(&str, &str); 3] = [("mount", ""), ("mt", ""), ("", "mountain")];
const PEAK: [(&str, &str); 3] = [("", "peak"), ("mount", ""), ("mt", "")];

/// The kinds, the longest first.
const KINDS: &[Kind] = &[
    kind("로동자구", &[("", "district")], true),
    kind("북도", &[("north", "")], false),
    kind("남도", &[("south", "")], false),
    kind("구역", &[("", "district")], true),
    kind("강", &[("", "river")], false),
    kind("산", &MOUNT, false),
    kind("봉", &PEAK, false),
    kind("도", &[("", "island")], false),
    kind("섬", &[("", "island")], false),
    kind("만", &[("", "bay")], false),
    kind("호", &[("", "lake"), ("lake", "")], false),
    kind("령", &[("", "pass")], false),
    kind("역", &[("", "station")], false),
    kind("시", &[("", "city")], true),
    kind("군", &[("", "county")], true),
    kind("구", &[("", "ward")], true),
    kind("읍", &[("", "town")], true),
    kind("리", &[("", "village")], false),
];

/// `North Hamgyong`, `Amnok River`: all kinds of place that these words may be.
pub(super) fn place(words: &[Typed]) -> Option<Shape> {
    let first = words.first()?.term;
    let mut shape = Shape::default();
    for kind in KINDS {
        for (ahead, after) in kind.english {
            let before = usize::from(!ahead.is_empty());
            if before == 1 && first != *ahead {
                continue;
            }
            let Some(core) = word(&words[before..]) else {
                continue;
            };
            let behind = usize::from(!after.is_empty());
            let end = before + core.taken + behind;
            let follows = words.get(end - 1).is_some_and(|w| w.term == *after);
            if before + behind == 0 || behind == 1 && !follows || end < shape.taken {
                continue;
            }
            if shape.taken < end {
                shape.places.clear();
            }
            shape.taken = end;
            // Sinmi-do Island says it twice.
            let twice = core.places.into_iter().filter(|p| p.kind == kind);
            let cores = twice.flat_map(|p| p.core).chain(core.whole).collect();
            shape.places.push(Place {
                core: cores,
                kind,
                alone: kind.needless,
            });
        }
    }
    (shape.taken > 0).then_some(shape)
}

/// Whether a word spells a kind of place.
pub(super) fn is_kind(word: &str) -> bool {
    let read = Sound::of_latin(&[word]);
    let spells = |kind: &Kind| {
        let sound = Sound::of_hangul(&kind.hangul.chars().collect::<Vec<_>>());
        sound.is_some_and(|sound| read.iter().any(|read| read.alike(&sound)))
    };
    KINDS.iter().any(spells)
}

/// The places that words are whose last syllables say what kind of place it is; `apart`: where a hyphen may part them.
pub(super) fn with_kind(whole: &[Sound], apart: bool) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for kind in KINDS {
        let tail: Vec<char> = kind.hangul.chars().collect();
        let Some(tail) = Sound::of_hangul(&tail) else {
            continue;
        };
        let cores = whole.iter().filter_map(|sound| {
            let at = sound.len().checked_sub(tail.len()).filter(|at| *at >= 2)?;
            let ends_so = sound.part(at, sound.len()).alike(&tail);
            ends_so.then(|| sound.part(0, at))
        });
        let core: Vec<Sound> = cores.collect();
        if !core.is_empty() && !places.iter().any(|p| p.kind.hangul == kind.hangul) {
            places.push(Place {
                core,
                kind,
                alone: kind.needless && (apart || tail.len() > 1),
            });
        }
    }
    places
}
