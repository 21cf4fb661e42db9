//! Owns how North and South spell one Korean word: the first sound rule (로동/노동, 량강/양강, 녀성/여성), 렬 and 률 inside
//! words. Refuses to know words: that a spelling exists is for the dictionary of an index to say.

use unicode_normalization::char::compose;

/// Leading consonants by their place in Unicode's row: ㄴ, ㄹ, ㅇ.
const N: u32 = 2;
const R: u32 = 5;
const NONE: u32 = 11;
/// Vowels before which the South drops ㄹ and ㄴ altogether: ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ.
const PALATAL: &[u32] = &[2, 3, 6, 7, 12, 17, 20];

/// A Korean syllable as its leading consonant, vowel and final, by their places in Unicode's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Jamo {
    /// 0..19, of ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ.
    pub lead: u32,
    /// 0..21, of ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ.
    pub vowel: u32,
    /// 0..28; 0: none.
    pub last: u32,
}

impl Jamo {
    /// The parts of a composed syllable; `None` for any other char.
    pub fn of(c: char) -> Option<Jamo> {
        let at = (c as u32).checked_sub(0xac00).filter(|at| *at < 11172)?;
        Some(Jamo {
            lead: at / 588,
            vowel: at / 28 % 21,
            last: at % 28,
        })
    }

    /// The syllable of these parts.
    pub fn char(self) -> char {
        let lead = char::from_u32(0x1100 + self.lead).unwrap_or('\u{110b}');
        let vowel = char::from_u32(0x1161 + self.vowel).unwrap_or('\u{1161}');
        let open = compose(lead, vowel).unwrap_or(lead);
        match self.last {
            0 => open,
            last => char::from_u32(0x11a7 + last)
                .and_then(|last| compose(open, last))
                .unwrap_or(open),
        }
    }
}

/// For each syllable of a word the ways to spell it: itself first, then what the other Korea writes.
pub(crate) fn ways(word: &[char]) -> Vec<Vec<char>> {
    let mut ways: Vec<Vec<char>> = Vec::with_capacity(word.len());
    for (at, &syllable) in word.iter().enumerate() {
        let mut these = vec![syllable];
        if let Some(jamo) = Jamo::of(syllable) {
            // The first sound rule holds where a word begins, also one inside a compound: 조선|로동당. A part of it has
            // two syllables.
            let begins = at == 0 || (at >= 2 && at + 2 <= word.len());
            if begins && word.len() > 1 {
                these.extend(at_beginning(jamo));
            }
            if at > 0 {
                these.extend(inside(jamo, word[at - 1]));
            }
        }
        these.dedup();
        ways.push(these);
    }
    ways
}

/// What the other side writes for a syllable that begins a word.
fn at_beginning(jamo: Jamo) -> Vec<char> {
    let palatal = PALATAL.contains(&jamo.vowel);
    let leads: &[u32] = match (jamo.lead, palatal) {
        (R | N, true) => &[NONE],
        (R, false) => &[N],
        (N, false) => &[R],
        (NONE, true) => &[R, N],
        _ => &[],
    };
    leads
        .iter()
        .map(|&lead| Jamo { lead, ..jamo }.char())
        .collect()
}

/// 렬 and 률, which the South writes 열 and 율 after a vowel or ㄴ.
fn inside(jamo: Jamo, before: char) -> Option<char> {
    let (yeo, yu, l, n) = (6, 17, 8, 4);
    let after = Jamo::of(before)?;
    let fits = jamo.last == l && [yeo, yu].contains(&jamo.vowel) && [0, n].contains(&after.last);
    let lead = match jamo.lead {
        R => NONE,
        NONE => R,
        _ => return None,
    };
    fits.then(|| Jamo { lead, ..jamo }.char())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether `b` is among the spellings of `a`.
    fn may_be(a: &str, b: &str) -> bool {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        a.len() == b.len() && ways(&a).iter().zip(&b).all(|(ways, c)| ways.contains(c))
    }

    #[test]
    fn both_sides_of_the_border_spell_one_word() {
        let pairs = [
            ("로동신문", "노동신문"),
            ("량강도", "양강도"),
            ("리영호", "이영호"),
            ("녀성", "여성"),
            ("조선로동당", "조선노동당"),
            ("규률", "규율"),
            ("라선", "나선"),
        ];
        for (north, south) in pairs {
            assert!(may_be(north, south), "{north} {south}");
            assert!(may_be(south, north), "{south} {north}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (a, b) in [
            ("정리", "정이"),
            ("고령", "고영"),
            ("김정은", "김정은은"),
            ("도로", "도노"),
        ] {
            assert!(!may_be(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_syllable_survives_taking_apart() {
        for c in ['가', '힣', '김', '률', '의'] {
            assert_eq!(Jamo::of(c).unwrap().char(), c);
        }
    }
}
