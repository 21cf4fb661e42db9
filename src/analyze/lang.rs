//! Owns the language of a text: its scripts are counted first, then its words. Refuses to guess: nothing sure is `None`.

use crate::article::Lang;

/// Bytes that are looked at: more do not change the answer, and the counting of trigrams is slow.
const SAMPLE: usize = 4096;

/// The language of most of `text`, if it is sure.
pub fn detect(text: &str) -> Option<Lang> {
    let sample = sample(text);
    let (mut letters, mut hangul, mut kana, mut han) = (0u32, 0u32, 0u32, 0u32);
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            '가'..='힣' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' => hangul += 1,
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
    let info = whatlang::detect(sample)?;
    info.is_reliable()
        .then(|| from_whatlang(info.lang()))
        .flatten()
}

/// The middle of a long text: its head may be names and datelines.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let edge = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = edge(((text.len() - SAMPLE) / 2).min(SAMPLE));
    &text[from..edge(from + SAMPLE)]
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
    fn a_long_text_is_cut_on_a_char_edge() {
        assert_eq!(detect(&"가나다 ".repeat(10_000)), Some(Lang::KO));
    }
}
