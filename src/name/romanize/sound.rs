//! Owns how sounds change where syllables meet, and how North and South write the beginning of a word (두음법칙).
//! Answers are Hangul again, so that every system of letters can spell them.

use super::jamo::{Coda, Syllable, onset, syllables, text, vowel};

/// A word as it is said: consonants that meet become alike (독립 as 동닙, 신라 as 실라), a final one moves to a vowel (국일 as 구길).
pub fn as_said(word: &[Syllable]) -> Vec<Syllable> {
    let mut said = assimilated(word);
    for at in 1..said.len() {
        if said[at].onset == onset::NONE
            && let Some(moved) = moves(said[at - 1].coda)
        {
            (said[at - 1].coda, said[at].onset) = (0, moved);
        }
    }
    said
}

/// A word as it is said syllable by syllable: consonants that meet become alike, none moves.
pub fn assimilated(word: &[Syllable]) -> Vec<Syllable> {
    let mut said = word.to_vec();
    for at in 1..said.len() {
        let (left, right) = (said[at - 1], said[at]);
        (said[at - 1], said[at]) = meet(left, right);
    }
    said
}

/// A word in which a final consonant yields to what follows, which itself stays (압록 as 암록): the North's letters do so.
pub fn half_assimilated(word: &[Syllable]) -> Vec<Syllable> {
    let said = as_said(word);
    let mut half = word.to_vec();
    for at in 1..half.len() {
        let nasal = matches!(
            (word[at - 1].ends_in(), said[at - 1].ends_in()),
            (Coda::K, Coda::Ng) | (Coda::P, Coda::M) | (Coda::T, Coda::N)
        );
        if nasal {
            half[at - 1].coda = said[at - 1].coda;
        }
    }
    half
}

fn meet(mut left: Syllable, mut right: Syllable) -> (Syllable, Syllable) {
    let end = left.ends_in();
    match (end, right.onset) {
        (Coda::K | Coda::T | Coda::P, onset::N | onset::M | onset::R) => {
            left.coda = match end {
                Coda::K => Coda::Ng,
                Coda::P => Coda::M,
                _ => Coda::N,
            }
            .number();
            if right.onset == onset::R {
                right.onset = onset::N;
            }
        }
        (Coda::M | Coda::Ng, onset::R) => right.onset = onset::N,
        (Coda::N, onset::R) => left.coda = Coda::L.number(),
        (Coda::L, onset::N) => right.onset = onset::R,
        _ => {}
    }
    (left, right)
}

/// The leading consonant that a single final one becomes before a vowel; ㅇ stays where it is, and so does a pair.
fn moves(coda: u8) -> Option<u8> {
    Some(match coda {
        1 => onset::G,
        7 => onset::D,
        8 => onset::R,
        17 => onset::B,
        19 => onset::S,
        22 => onset::J,
        23 => onset::CH,
        _ => return None,
    })
}

/// A word of the North's spelling as the South writes it: no ㄹ at its beginning, no ㄴ before i and y (로동 노동, 량강 양강, 녕변 영변),
/// and 열 and 율 behind a vowel or ㄴ (은률 은율).
/// `None` if both write the same.
pub fn south(word: &str) -> Option<String> {
    let written = syllables(word)?;
    let mut all = written.clone();
    for at in 1..all.len() {
        let light = matches!(all[at - 1].ends_in(), Coda::None | Coda::N);
        let ryol = all[at].onset == onset::R
            && matches!(all[at].vowel, vowel::YEO | vowel::YU)
            && all[at].ends_in() == Coda::L;
        if light && ryol {
            all[at].onset = onset::NONE;
        }
    }
    let first = all.first_mut()?;
    let narrow = matches!(
        first.vowel,
        vowel::YA | vowel::YAE | vowel::YEO | vowel::YE | vowel::YO | vowel::YU | vowel::I
    );
    first.onset = match first.onset {
        onset::R | onset::N if narrow => onset::NONE,
        onset::R => onset::N,
        other => other,
    };
    (all != written).then(|| text(&all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(word: &str) -> String {
        text(&as_said(&syllables(word).unwrap()))
    }

    #[test]
    fn consonants_that_meet_become_alike() {
        for (word, heard) in [
            ("독립", "동닙"),
            ("압록강", "암녹강"),
            ("신라", "실라"),
            ("천리마", "철리마"),
            ("총련", "총년"),
            ("칠년", "칠련"),
            ("국민", "궁민"),
            ("국일", "구길"),
            ("강원", "강원"),
        ] {
            assert_eq!(said(word), heard, "{word}");
        }
        assert_eq!(
            text(&half_assimilated(&syllables("압록강").unwrap())),
            "암록강"
        );
    }

    #[test]
    fn the_south_begins_no_word_with_r() {
        for (north, written) in [
            ("로동", Some("노동")),
            ("량강도", Some("양강도")),
            ("녕변", Some("영변")),
            ("라선", Some("나선")),
            ("리", Some("이")),
            ("은률", Some("은율")),
            ("국렬", None),
            ("남포", None),
            ("평양", None),
        ] {
            assert_eq!(south(north).as_deref(), written, "{north}");
        }
    }
}
