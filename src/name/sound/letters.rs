//! Owns the tables of letters and sounds. Bits are places in Unicode's rows of jamo.

use super::Set;

const G: Set = 1;
const GG: Set = 1 << 1;
pub(super) const N: Set = 1 << 2;
const D: Set = 1 << 3;
const DD: Set = 1 << 4;
pub(super) const R: Set = 1 << 5;
pub(super) const M: Set = 1 << 6;
const B: Set = 1 << 7;
const BB: Set = 1 << 8;
const S: Set = 1 << 9;
const SS: Set = 1 << 10;
/// No leading consonant.
pub(super) const NONE: Set = 1 << 11;
pub(super) const J: Set = 1 << 12;
pub(super) const JJ: Set = 1 << 13;
const CH: Set = 1 << 14;
const K: Set = 1 << 15;
const T: Set = 1 << 16;
const P: Set = 1 << 17;
pub(super) const H: Set = 1 << 18;

const A: Set = 1;
const AE: Set = 1 << 1;
const YA: Set = 1 << 2;
const YAE: Set = 1 << 3;
pub(super) const EO: Set = 1 << 4;
const E: Set = 1 << 5;
const YEO: Set = 1 << 6;
const YE: Set = 1 << 7;
const O: Set = 1 << 8;
const WA: Set = 1 << 9;
const WAE: Set = 1 << 10;
const OE: Set = 1 << 11;
const YO: Set = 1 << 12;
const U: Set = 1 << 13;
const WO: Set = 1 << 14;
const WE: Set = 1 << 15;
const WI: Set = 1 << 16;
const YU: Set = 1 << 17;
const EU: Set = 1 << 18;
pub(super) const UI: Set = 1 << 19;
pub(super) const I: Set = 1 << 20;
/// Vowels before which the South drops an initial ㄹ or ㄴ.
pub(super) const PALATAL: Set = YA | YAE | YEO | YE | YO | YU | I;

/// Letters that lead a syllable. An unmarked `k` is also the ㅋ of McCune and Reischauer, whose apostrophe the index drops.
pub(super) const ONSETS: &[(&str, Set)] = &[
    ("", NONE),
    ("k", G | K | GG),
    ("g", G),
    ("kh", K),
    ("kk", GG),
    ("gg", GG),
    ("n", N),
    ("t", D | T | DD),
    ("d", D),
    ("th", T),
    ("tt", DD),
    ("dd", DD),
    ("r", R),
    ("l", R),
    ("ll", 0),
    ("rh", R),
    ("m", M),
    ("p", B | P | BB),
    ("b", B),
    ("ph", P),
    ("pp", BB),
    ("bb", BB),
    ("s", S),
    ("sh", S),
    ("ss", SS),
    ("j", J),
    ("ch", J | CH | JJ),
    ("tch", JJ),
    ("jj", JJ),
    ("ts", J | JJ),
    ("h", H),
];

/// Letters of a vowel.
pub(super) struct Vowel {
    pub(super) letters: &'static str,
    /// What they are where no final follows.
    pub(super) open: Set,
    /// What they are before a final.
    pub(super) closed: Set,
    /// Whether ㅓ among them needs a consonant before it.
    pub(super) bare: bool,
}

const fn vowel(letters: &'static str, open: Set, closed: Set) -> Vowel {
    Vowel {
        letters,
        open,
        closed,
        bare: false,
    }
}

/// Letters of vowels. Breves are lost in the index, so `o` is ㅓ too; the press writes ㅓ before a final as `u`.
pub(super) const VOWELS: &[Vowel] = &[
    vowel("a", A, A),
    vowel("ah", A, A),
    vowel("ae", AE, AE),
    vowel("ai", AE, AE),
    vowel("e", E, E),
    vowel("ya", YA, YA),
    vowel("yae", YAE, YAE),
    vowel("eo", EO, EO),
    vowel("o", O | EO, O | EO),
    vowel("oh", O, 0),
    vowel("oo", U, U),
    vowel("ou", U, U),
    Vowel {
        letters: "u",
        open: U | EU,
        closed: U | EU | EO,
        bare: true,
    },
    vowel("uh", EO, 0),
    vowel("eu", EU, EU),
    vowel("eui", UI, UI),
    vowel("ui", UI, UI),
    vowel("yi", I | UI, 0),
    vowel("i", I, I),
    vowel("ee", I, I),
    vowel("y", 0, EU | I),
    vowel("yo", YO | YEO, YO | YEO),
    vowel("yeo", YEO, YEO),
    vowel("you", YU, YEO | YU),
    vowel("yoo", YU, YU),
    vowel("yu", YU, YU | YEO),
    vowel("yuh", YEO, 0),
    vowel("ye", YE, YE),
    vowel("wa", WA, WA),
    vowel("wae", WAE, WAE),
    vowel("wo", WO, WO),
    vowel("weo", WO, WO),
    vowel("woo", U, U),
    vowel("wu", U, U),
    vowel("we", WE | OE | WAE, WE),
    vowel("wi", WI, WI),
    vowel("oe", OE, OE),
    vowel("oi", OE, OE),
    vowel("oy", OE, 0),
];

/// The final that is ㄹ before ㅎ, which McCune and Reischauer write `r` (Sŏr-hyang): a sound of its own, since no other ㄹ is.
pub(super) const FLAP: u32 = 8;

/// Letters that end a syllable; bits: none ㄱ ㄴ ㄷ ㄹ ㅁ ㅂ ㅇ, then [`FLAP`].
pub(super) const CODAS: &[(&str, Set)] = &[
    ("", 1),
    ("k", 1 << 1),
    ("g", 1 << 1),
    ("n", 1 << 2),
    ("t", 1 << 3),
    ("l", 1 << 4),
    ("r", 1 << FLAP),
    ("m", 1 << 5),
    ("p", 1 << 6),
    ("b", 1 << 6),
    ("ng", 1 << 7),
];

/// The written finals that are heard as each of the eight, by their places in Unicode's row.
pub(super) const WRITTEN: [&[u32]; 8] = [
    &[0, 27],
    &[1, 2, 3, 9, 24],
    &[4, 5, 6],
    &[7, 19, 20, 22, 23, 25],
    &[8, 11, 12, 13, 15],
    &[16, 10],
    &[17, 18, 14, 26],
    &[21],
];

/// The finals of names that each of the eight may be.
pub(super) const FINALS: [&[u32]; 8] = [
    &[0],
    &[1],
    &[4],
    &[19, 7, 23, 25],
    &[8],
    &[16],
    &[17, 26],
    &[21],
];

/// Letters that meet and may be more than they say, since sounds change each other: final, lead, then the final and the leads
/// that are spoken so, and whether only inside a word without a hyphen.
pub(super) const LATER: &[(&str, &str, usize, Set, bool)] = &[
    ("l", "l", 2, R, false),
    ("l", "l", 4, N, false),
    ("l", "n", 4, N, false),
    ("n", "n", 2, R, false),
    ("n", "l", 2, R, false),
    ("n", "ll", 2, R, false),
    ("n", "n", 3, N | R, false),
    ("n", "m", 3, M, false),
    ("n", "l", 4, N | R, false),
    ("n", "r", 4, R, false),
    ("ng", "n", 7, R, false),
    ("ng", "n", 1, N | R, false),
    ("ng", "m", 1, M, false),
    ("ng", "r", 1, R, false),
    ("k", "n", 1, R, false),
    ("m", "n", 5, R, false),
    ("m", "n", 6, N | R, false),
    ("m", "m", 6, M, false),
    ("m", "r", 6, R, false),
    ("n", "k", 7, G | K, false),
    ("n", "g", 7, G, false),
    ("", "r", 4, NONE, true),
    ("", "g", 1, NONE, true),
    ("", "k", 1, NONE, true),
    ("", "b", 6, NONE, true),
    ("", "p", 6, NONE, true),
];

/// How sounds change that meet, where each stands in a word of its own (Tŭng-man is 득만): final, leads; then what is heard.
pub(super) const MEET: &[(usize, Set, u32, Set)] = &[
    (1, M, 7, M),
    (1, N | R, 7, N),
    (3, M, 2, M),
    (3, N | R, 2, N),
    (6, M, 5, M),
    (6, N | R, 5, N),
    (2, R, 4, R),
    (2, R, 2, N),
    (4, N, 4, R),
    (4, H, FLAP, H),
    (5, R, 5, N),
    (7, R, 7, N),
];
