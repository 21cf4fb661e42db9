//! Owns the systems of letters that have rules: the South's Revised Romanization of 2000, McCune-Reischauer (1939), what
//! American services make of it, and the North's own. Each spells a whole word, in lower case.

use super::jamo::{Coda, Syllable, onset, vowel};
use super::sound::{as_said, assimilated};

/// Given-name syllables are spelled one by one (Jeong-eun, Bit-na) or as the word they make (Binna).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// With a hyphen between them, across which nothing changes.
    Apart,
    /// As one word, said as one.
    Joined,
}

const REVISED_ONSETS: [&str; 19] = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
];
const REVISED_VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
];
const REISCHAUER_VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "ŏ", "e", "yŏ", "ye", "o", "wa", "wae", "oe", "yo", "u", "wŏ", "we",
    "wi", "yu", "ŭ", "ŭi", "i",
];

/// The letters of a final sound; all systems agree on them.
pub(super) fn coda_letters(coda: Coda) -> &'static str {
    match coda {
        Coda::None => "",
        Coda::K => "k",
        Coda::N => "n",
        Coda::T => "t",
        Coda::L => "l",
        Coda::M => "m",
        Coda::P => "p",
        Coda::Ng => "ng",
    }
}

/// The Revised Romanization of a word, as it is said (Amnokgang, Silla).
pub fn revised(word: &[Syllable]) -> String {
    let said = as_said(word);
    spell(&said, |syllable, before| {
        let onset = match (before, syllable.onset) {
            (Some(Coda::L), onset::R) => "l",
            (_, onset) => REVISED_ONSETS[usize::from(onset)],
        };
        (onset, REVISED_VOWELS[usize::from(syllable.vowel)])
    })
}

/// The Revised Romanization of a given name.
pub fn revised_person(given: &[Syllable], person: Person) -> String {
    match person {
        Person::Joined => revised(given),
        Person::Apart => {
            let parts: Vec<String> = given.iter().map(|s| revised(&[*s])).collect();
            parts.join("-")
        }
    }
}

/// McCune-Reischauer with all its marks: voiced between voiced sounds, as said (Amnokkang, P'yŏngyang, Ch'ŏngjin). `hyphens`
/// parts the syllables, as in given names: sounds change across it, none moves.
pub fn mccune_reischauer(word: &[Syllable], hyphens: bool) -> String {
    let said = if hyphens {
        assimilated(word)
    } else {
        as_said(word)
    };
    let mut out = String::new();
    let mut before: Option<Coda> = None;
    for syllable in &said {
        if hyphens && before.is_some() {
            out.push('-');
        }
        let voiced = before.is_some_and(is_voiced);
        out.push_str(match syllable.onset {
            onset::G if voiced => "g",
            onset::G => "k",
            onset::D if voiced => "d",
            onset::D => "t",
            onset::B if voiced => "b",
            onset::B => "p",
            onset::J if voiced => "j",
            onset::J => "ch",
            onset::CH => "ch'",
            15 => "k'",
            16 => "t'",
            17 => "p'",
            13 => "tch",
            onset::S if syllable.vowel == vowel::WI => "sh",
            onset::R if before == Some(Coda::L) => "l",
            other => REVISED_ONSETS[usize::from(other)],
        });
        out.push_str(REISCHAUER_VOWELS[usize::from(syllable.vowel)]);
        out.push_str(coda_letters(syllable.ends_in()));
        before = Some(syllable.ends_in());
    }
    out
}

/// The same as American services have typed it, an apostrophe behind the letter for a breve (Kim Cho'ng-u'n).
pub fn osc(word: &[Syllable], hyphens: bool) -> String {
    let marked = mccune_reischauer(word, hyphens);
    marked.replace('ŏ', "o'").replace('ŭ', "u'")
}

/// A spelling without breves and apostrophes, as most of the press prints McCune-Reischauer.
pub fn plain(spelling: &str) -> String {
    let letters = spelling.chars().filter(|c| !matches!(c, '\'' | '’'));
    letters
        .map(|c| match c {
            'ŏ' => 'o',
            'Ŏ' => 'O',
            'ŭ' => 'u',
            'Ŭ' => 'U',
            c => c,
        })
        .collect()
}

/// The North's own letters: Reischauer's without marks, an h for breath, j never ch, and no sound changed but what it
/// voices (Phyongyang, Thae Yong Ho). `apart` puts spaces between syllables, as in given names.
pub fn north_korean(word: &[Syllable], apart: bool) -> String {
    let mut out = String::new();
    let mut before: Option<Coda> = None;
    for syllable in word {
        if apart && before.is_some() {
            out.push(' ');
        }
        let voiced = before.is_some_and(is_voiced);
        out.push_str(match syllable.onset {
            onset::G if voiced => "g",
            onset::G => "k",
            onset::D if voiced => "d",
            onset::D => "t",
            onset::B if voiced => "b",
            onset::B => "p",
            15 => "kh",
            16 => "th",
            17 => "ph",
            onset::R if before == Some(Coda::L) => "l",
            other => REVISED_ONSETS[usize::from(other)],
        });
        out.push_str(&plain(REISCHAUER_VOWELS[usize::from(syllable.vowel)]));
        out.push_str(coda_letters(syllable.ends_in()));
        before = Some(syllable.ends_in());
    }
    out
}

fn is_voiced(coda: Coda) -> bool {
    !matches!(coda, Coda::K | Coda::T | Coda::P)
}

fn spell(
    word: &[Syllable],
    letters: impl Fn(&Syllable, Option<Coda>) -> (&'static str, &'static str),
) -> String {
    let mut out = String::new();
    let mut before = None;
    for syllable in word {
        let (onset, vowel) = letters(syllable, before);
        out.push_str(onset);
        out.push_str(vowel);
        out.push_str(coda_letters(syllable.ends_in()));
        before = Some(syllable.ends_in());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::jamo::syllables;
    use super::*;

    #[test]
    fn the_south_spells_words_as_they_are_said() {
        let spelled = |word: &str| revised(&syllables(word).unwrap());
        for (word, letters) in [
            ("평양", "pyeongyang"),
            ("압록강", "amnokgang"),
            ("함경북도", "hamgyeongbukdo"),
            ("청진", "cheongjin"),
            ("신의주", "sinuiju"),
            ("천리마", "cheollima"),
            ("독립문", "dongnimmun"),
        ] {
            assert_eq!(spelled(word), letters);
        }
        let given = syllables("국남").unwrap();
        assert_eq!(revised_person(&given, Person::Apart), "guk-nam");
        assert_eq!(revised_person(&given, Person::Joined), "gungnam");
    }

    #[test]
    fn mccune_and_reischauer_voice_between_voiced_sounds() {
        for (word, letters) in [
            ("평양", "p'yŏngyang"),
            ("청진", "ch'ŏngjin"),
            ("압록강", "amnokkang"),
            ("함경북도", "hamgyŏngbukto"),
            ("대동강", "taedonggang"),
            ("신의주", "sinŭiju"),
            ("총련", "ch'ongnyŏn"),
        ] {
            assert_eq!(mccune_reischauer(&syllables(word).unwrap(), false), letters);
        }
        let given = syllables("정은").unwrap();
        assert_eq!(mccune_reischauer(&given, true), "chŏng-ŭn");
        assert_eq!(osc(&given, true), "cho'ng-u'n");
        assert_eq!(plain("P'yŏngsŏng"), "Pyongsong");
    }

    #[test]
    fn the_north_writes_an_h_for_breath_and_parts_syllables() {
        let spelled = |word: &str, apart| north_korean(&syllables(word).unwrap(), apart);
        assert_eq!(spelled("평양", false), "phyongyang");
        assert_eq!(spelled("정은", true), "jong un");
        assert_eq!(spelled("영길", true), "yong gil");
        assert_eq!(spelled("국렬", true), "kuk ryol");
    }
}
