//! Owns syllables of Hangul as their parts. Refuses all that is not a composed modern syllable.

/// A syllable: numbers of its leading consonant, vowel and final consonant (0: none), as Unicode counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Syllable {
    /// 0..19: ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ
    pub onset: u8,
    /// 0..21: ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ
    pub vowel: u8,
    /// 0..28: none, then ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ
    pub coda: u8,
}

/// Leading consonants by name, in the order of their numbers.
pub mod onset {
    #![allow(missing_docs)]
    pub const G: u8 = 0;
    pub const N: u8 = 2;
    pub const D: u8 = 3;
    pub const R: u8 = 5;
    pub const M: u8 = 6;
    pub const B: u8 = 7;
    pub const S: u8 = 9;
    pub const NONE: u8 = 11;
    pub const J: u8 = 12;
    pub const CH: u8 = 14;
    pub const H: u8 = 18;
}

/// Vowels that rules speak of.
pub mod vowel {
    #![allow(missing_docs)]
    pub const YA: u8 = 2;
    pub const YAE: u8 = 3;
    pub const EO: u8 = 4;
    pub const YEO: u8 = 6;
    pub const YE: u8 = 7;
    pub const O: u8 = 8;
    pub const WA: u8 = 9;
    pub const YO: u8 = 12;
    pub const U: u8 = 13;
    pub const WI: u8 = 16;
    pub const YU: u8 = 17;
    pub const EU: u8 = 18;
    pub const UI: u8 = 19;
    pub const I: u8 = 20;
}

/// The seven sounds in which a syllable of Korean can end, and none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coda {
    /// It ends in its vowel.
    None,
    /// ㄱ and what sounds like it.
    K,
    /// ㄴ
    N,
    /// ㄷ, also ㅅ and ㅈ at an end.
    T,
    /// ㄹ
    L,
    /// ㅁ
    M,
    /// ㅂ
    P,
    /// ㅇ
    Ng,
}

impl Syllable {
    /// The parts of a composed syllable.
    pub fn of(c: char) -> Option<Syllable> {
        let at = (c as u32).checked_sub(0xac00).filter(|at| *at < 11_172)?;
        Some(Syllable {
            onset: (at / 588) as u8,
            vowel: (at % 588 / 28) as u8,
            coda: (at % 28) as u8,
        })
    }

    /// The syllable as text.
    pub fn char(self) -> char {
        let at = (u32::from(self.onset) * 21 + u32::from(self.vowel)) * 28 + u32::from(self.coda);
        char::from_u32(0xac00 + at).unwrap_or('가')
    }

    /// The sound that it ends in.
    pub fn ends_in(self) -> Coda {
        match self.coda {
            1..=3 | 9 | 24 => Coda::K,
            4..=6 => Coda::N,
            7 | 19 | 20 | 22 | 23 | 25 => Coda::T,
            8 | 11..=13 | 15 => Coda::L,
            10 | 16 => Coda::M,
            14 | 17 | 18 | 26 => Coda::P,
            21 => Coda::Ng,
            _ => Coda::None,
        }
    }
}

impl Coda {
    /// The number of the plain consonant that sounds so.
    pub fn number(self) -> u8 {
        match self {
            Coda::None => 0,
            Coda::K => 1,
            Coda::N => 4,
            Coda::T => 7,
            Coda::L => 8,
            Coda::M => 16,
            Coda::P => 17,
            Coda::Ng => 21,
        }
    }
}

/// The syllables of a word of Hangul; `None` if anything else stands in it, or nothing.
pub fn syllables(word: &str) -> Option<Vec<Syllable>> {
    let all: Option<Vec<Syllable>> = word.chars().map(Syllable::of).collect();
    all.filter(|s| !s.is_empty())
}

/// The syllables as text.
pub fn text(syllables: &[Syllable]) -> String {
    syllables.iter().map(|s| s.char()).collect()
}

/// Whether a text is Hangul, with spaces between words, and nothing else.
pub fn is_hangul(text: &str) -> bool {
    let mut words = text.split(' ').peekable();
    words.peek().is_some() && words.all(|w| syllables(w).is_some())
}
