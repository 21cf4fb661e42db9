//! Owns the way from Hangul to Latin letters: the systems in use, what the press does besides, and the rules of sound that
//! both lean on. Pure functions of a Hangul word; refuses to know who or what a word names.
//!
//! Systems are spelled in full ([`revised`], [`mccune_reischauer`], [`north_korean`]); the press mixes them syllable by
//! syllable, so its spellings are given as choices a syllable ([`press::choices`]), folded as index terms are.

pub mod jamo;
pub mod press;
mod sound;
mod systems;

pub use sound::{as_said, half_assimilated, south};
pub use systems::{Person, mccune_reischauer, north_korean, osc, plain, revised, revised_person};
