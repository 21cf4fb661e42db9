//! Owns the language of a text: its scripts are counted first, then its words. Refuses to guess: nothing sure is `None`.

use crate::article::Lang;

/// Bytes that are looked at: more do not change the answer, and the counting of trigrams is slow.
const SAMPLE: usize = 4096;

/// Bytes of whose trigrams whatlang is mostly sure.
const PAGE: usize = 1024;

/// The language of most of `text`, if it is sure.
pub fn detect(text: &str) -> Option<Lang> {
    let sample = sample(text);
    let (mut letters, mut hangul, mut kana, mut han) = (0u32, 0u32, 0u32, 0u32);
    for c in sample.chars() {
        if c.is_ascii() {
            letters += u32::from(c.is_ascii_alphabetic());
            continue;
        }
        if ('가'..='힣').contains(&c) {
            (letters, hangul) = (letters + 1, hangul + 1);
            continue;
        }
        letters += u32::from(c.is_alphabetic());
        match c {
            '\0'..='\u{10ff}' => {}
            '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' => hangul += 1,
            'ぁ'..='ヿ' | '\u{ff66}'..='\u{ff9f}' => kana += 1,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => han += 1,
            _ => {}
        }
    }
    let east = hangul + kana + han;
    // A syllable says as much as two or three letters, so a third of the letters is most of the words.
    if east > 0 && east * 3 >= letters {
        if hangul >= kana && hangul * 5 >= han {
            return Some(Lang::KO);
        }
        if kana * 10 >= han {
            return Some(Lang::JA);
        }
        return (hangul + kana == 0).then_some(Lang::ZH);
    }
    if letters < 20 {
        return None;
    }
    if is_plainly_english(sample) {
        return Some(Lang::EN);
    }
    // A page is mostly enough.
    [PAGE, SAMPLE].into_iter().find_map(|most| {
        let info = whatlang::detect(head(sample, most))?;
        info.is_reliable()
            .then(|| from_whatlang(info.lang()))
            .flatten()
    })
}

/// The first `most` bytes, to a char's edge.
fn head(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// Whether so many of the words are English ones that trigrams, which cost a hundred times as much, need not be counted. Of
/// English news about every fourth word is in the table.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut english) = (0u32, 0u32);
    // Letters that are not of ASCII part words here: what they leave is no English word, and a language that has many of them
    // comes to more words.
    let parts = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'\'';
    for word in sample.as_bytes().split(parts) {
        words += u32::from(!word.is_empty());
        english += u32::from(is_of_english(word));
    }
    words >= 8 && english * 8 >= words
}

/// Words of English that are none of its neighbours', and of every other sentence.
fn is_of_english(word: &[u8]) -> bool {
    matches!(
        word,
        b"about"
            | b"after"
            | b"and"
            | b"been"
            | b"but"
            | b"by"
            | b"from"
            | b"has"
            | b"have"
            | b"he"
            | b"his"
            | b"it"
            | b"its"
            | b"not"
            | b"of"
            | b"said"
            | b"she"
            | b"than"
            | b"that"
            | b"the"
            | b"their"
            | b"there"
            | b"they"
            | b"this"
            | b"to"
            | b"were"
            | b"when"
            | b"which"
            | b"who"
            | b"with"
            | b"would"
    )
}

/// The middle of a long text: its head may be names and datelines.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let from = text.floor_char_boundary(((text.len() - SAMPLE) / 2).min(SAMPLE));
    head(&text[from..], SAMPLE)
}

fn from_whatlang(lang: whatlang::Lang) -> Option<Lang> {
    use whatlang::Lang as W;
    Lang::from_tag(match lang {
        W::Eng => "en",
        W::Fra => "fr",
        W::Deu => "de",
        W::Spa => "es",
        W::Por => "pt",
        W::Ita => "it",
        W::Nld => "nl",
        W::Rus => "ru",
        W::Ukr => "uk",
        W::Pol => "pl",
        W::Ces => "cs",
        W::Swe => "sv",
        W::Dan => "da",
        W::Nob => "nb",
        W::Fin => "fi",
        W::Tur => "tr",
        W::Vie => "vi",
        W::Ind => "id",
        W::Ara => "ar",
        W::Heb => "he",
        W::Hin => "hi",
        W::Tha => "th",
        W::Hun => "hu",
        W::Ron => "ro",
        W::Ell => "el",
        W::Pes => "fa",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_decide_first() {
        for (text, lang) in [
            (
                "압록강 신문은 8일 시장의 쌀값이 올랐다고 전했다. The Amnok Courier",
                Some(Lang::KO),
            ),
            (
                "朝鮮民主主義人民共和國은 오늘 發表하였다고 한다",
                Some(Lang::KO),
            ),
            ("国境の市場では米の値段が上がった。", Some(Lang::JA)),
            ("边境市场的大米价格上涨了。", Some(Lang::ZH)),
            (
                "Rice prices rose at the border markets this week, traders who cross the river said on Friday.",
                Some(Lang::EN),
            ),
            (
                "Les prix du riz ont augmenté sur les marchés de la frontière, selon des commerçants qui traversent le fleuve.",
                Lang::from_tag("fr"),
            ),
            (
                "The paper 로동신문 printed a long editorial on rice and on the markets at the border with China.",
                Some(Lang::EN),
            ),
            ("12 / 34", None),
            ("Kim Yo", None),
            ("", None),
        ] {
            assert_eq!(detect(text), lang, "{text}");
        }
    }

    #[test]
    fn what_is_plain_english_to_a_glance_is_english_to_trigrams() {
        let mixed = [
            "The trader of Hyesan said that rice went up, and the border guards who watch the bridge have been told by their officers to stop it.",
            "De handelaar zei dat de prijs van de rijst in het noorden was gestegen en dat de wachters bij de brug hem hadden gezien.",
            "Der Händler sagte, dass der Reis in dieser Woche teurer geworden ist und die Wachen an der Brücke niemanden durchlassen.",
            "Handlaren sa att priset på ris hade stigit under veckan och att vakterna vid bron inte släpper igenom någon.",
        ];
        assert!(is_plainly_english(mixed[0]));
        for text in &mixed[1..] {
            assert!(!is_plainly_english(text), "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_on_a_char_edge() {
        assert_eq!(detect(&"가나다 ".repeat(10_000)), Some(Lang::KO));
    }
}
