//! Owns the readings of Chinese characters in Korean: those of KS X 1001, which Korean legacy charsets can write, and the
//! second readings that the press uses (金 금 and 김). Refuses to know words.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A reading a line, then the characters that have it; first sounds as North and South write them (로 and 노) where both do.
const TABLE: &str = include_str!("hanja.txt");

struct Readings {
    of_char: HashMap<char, Vec<char>>,
    chars: HashMap<char, &'static str>,
}

fn table() -> &'static Readings {
    static READINGS: OnceLock<Readings> = OnceLock::new();
    READINGS.get_or_init(|| {
        let (mut of_char, mut chars) = (HashMap::<char, Vec<char>>::new(), HashMap::new());
        for line in TABLE.lines() {
            let Some(reading) = line.chars().next() else {
                continue;
            };
            let these = &line[reading.len_utf8()..];
            chars.insert(reading, these);
            for c in these.chars() {
                of_char.entry(c).or_default().push(reading);
            }
        }
        Readings { of_char, chars }
    })
}

/// How a Chinese character is read in Korean; empty if it is not known.
pub fn readings(c: char) -> &'static [char] {
    table().of_char.get(&c).map_or(&[], |r| r)
}

/// The characters that a Korean syllable may stand for.
pub fn characters(syllable: char) -> &'static str {
    table().chars.get(&syllable).copied().unwrap_or_default()
}

/// Whether `c` is a Chinese character.
pub fn is_hanja(c: char) -> bool {
    super::hangul::script(c) == Some(super::hangul::Script::Han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_read_both_ways() {
        for (character, reading) in [
            ('金', '김'),
            ('金', '금'),
            ('恩', '은'),
            ('勞', '로'),
            ('核', '핵'),
        ] {
            assert!(readings(character).contains(&reading), "{character}");
            assert!(characters(reading).contains(character), "{reading}");
        }
        assert!(readings('a').is_empty() && readings('김').is_empty());
    }

    #[test]
    fn each_line_is_a_reading_and_its_characters() {
        for line in TABLE.lines() {
            let mut chars = line.chars();
            let reading = chars.next();
            assert!(
                reading.is_some_and(|r| ('가'..='힣').contains(&r)),
                "{line}"
            );
            assert!(chars.clone().count() > 0 && chars.all(is_hanja), "{line}");
        }
    }
}
