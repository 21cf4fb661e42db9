//! The laws that tokens obey on every text whatever (law 2 of ARCHITECTURE.md). An analyzer that is added gets them by a
//! line in `text` below.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{MAX_TERM, Token, Unit, places, tokens, units};

fn all(text: &str) -> Vec<Token> {
    let (mut tokens, mut token, mut all) = (tokens(text), Token::default(), Vec::new());
    while tokens.next_into(&mut token) {
        all.push(token.clone());
    }
    all
}

fn terms(text: &str) -> Vec<(String, u32)> {
    all(text)
        .into_iter()
        .map(|t| (t.term, t.position))
        .collect()
}

/// Any chars, with those that the analyzer treats in its own ways far more often than chance has them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any::<char>().prop_map(String::from),
        4 => "[ -~]{1,6}",
        3 => "[a-zA-Z0-9.,'’`ʼ\u{ad}\u{200b}-]{1,6}",
        2 => "[sS.'’0-9,]{1,4}",
        3 => "[가-힣]{1,4}",
        3 => "[\u{1100}-\u{1113}\u{1161}-\u{1176}\u{11a7}-\u{11c3}]{1,5}",
        2 => "[一-龥\u{f900}-\u{f910}か\u{3099}\u{309a}は]{1,4}",
        3 => "[\u{300}-\u{310}\u{323}\u{338}\u{93c}\u{e38}\u{e48}]{1,3}",
        1 => "[א-תء-ي\u{64b}\u{202e}\u{200f}]{1,4}",
        1 => "[\u{1f300}-\u{1f6ff}\u{fe0f}\u{200d}]{1,3}",
        2 => "[ŏŭéßøłĐİǅﬁΣς½①Å\u{212b}\u{1fef}\u{9cb}\u{1e9b}]{1,3}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn tokens_are_in_order_in_bounds_and_on_char_edges(text in text()) {
        let all = all(&text);
        for token in &all {
            let span = token.span.unwrap();
            prop_assert!(!span.is_empty() && text.get(span.range()).is_some(), "{token:?}");
            prop_assert!(!token.term.is_empty() && token.term.len() <= MAX_TERM, "{token:?}");
        }
        for pair in all.windows(2) {
            let (a, b) = (pair[0].span.unwrap(), pair[1].span.unwrap());
            let acronym = pair[1].term == pair[0].term.to_uppercase() && a == b;
            prop_assert!(acronym || pair[0].position < pair[1].position, "{pair:?}");
            prop_assert!(acronym || a.start < b.start && a.end <= b.end, "{pair:?}");
        }
    }

    #[test]
    fn normal_forms_have_the_same_terms(text in text()) {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(terms(&nfc), terms(&nfd));
    }

    #[test]
    fn a_text_cut_at_white_space_has_the_tokens_of_its_parts(text in text(), more in text()) {
        let mut apart = terms(&text);
        let used = units(&text).iter().map(|unit| match unit {
            Unit::Word { .. } => 1,
            Unit::Syllables { run, .. } => run.chars().count() as u32,
        }).sum::<u32>();
        apart.extend(terms(&more).into_iter().map(|(term, position)| (term, position + used)));
        prop_assert_eq!(terms(&format!("{text} {more}")), apart);
    }

    #[test]
    fn units_and_tokens_cover_the_same_text(text in text()) {
        let (tokens, units) = (all(&text), units(&text));
        let spans = units.iter().map(|unit| match unit {
            Unit::Word { span, .. } | Unit::Syllables { span, .. } => *span,
        });
        let mut rest = tokens.as_slice();
        for span in spans {
            let here = rest.iter().take_while(|t| span.contains(t.span.unwrap())).count();
            prop_assert!(here > 0, "{span:?} of {text:?}");
            prop_assert_eq!(rest[0].span.unwrap().start, span.start);
            prop_assert_eq!(rest[here - 1].span.unwrap().end, span.end);
            rest = &rest[here..];
        }
        prop_assert!(rest.is_empty());
    }

    #[test]
    fn a_token_begins_at_the_place_of_its_position(text in text()) {
        let places = places(&text);
        for token in all(&text) {
            let (span, place) = (token.span.unwrap(), places[token.position as usize]);
            prop_assert_eq!(span.start, place.start);
            let end = places.get(token.position as usize + 1).filter(|p| span.contains(**p)).unwrap_or(&place).end;
            prop_assert_eq!(span.end, end);
        }
    }

    #[test]
    fn a_word_term_is_its_own_term(text in text()) {
        let small = |t: &Token| t.term.is_ascii() && t.term == t.term.to_lowercase();
        for token in all(&text).into_iter().filter(small) {
            prop_assert_eq!(terms(&token.term), vec![(token.term.clone(), 0)]);
        }
    }
}

#[test]
fn text_of_megabytes_without_a_word_end_takes_linear_time() {
    for piece in [
        "a",
        "'",
        "a'",
        "1,",
        "1.",
        "a.",
        "\u{301}",
        "e\u{301}",
        "\u{200b}'",
        "김",
        "ᄀ",
        "가\u{302e}",
        "\u{ad}a",
    ] {
        let text = piece.repeat(2_000_000 / piece.len());
        let begun = std::time::Instant::now();
        all(&text);
        assert!(
            begun.elapsed().as_secs() < 5,
            "{piece:?} took {:?}",
            begun.elapsed()
        );
    }
}

#[test]
#[ignore = "a measurement: cargo test --release --lib analyze::laws::throughput -- --ignored --nocapture"]
fn throughput() {
    let english = "The North Korean regime has told workers' units in Hyesan that \u{201c}all markets\u{201d} will close by 8 April, Kim\u{2019}s aides said. ";
    let korean =
        "김정은 국무위원장이 4월 8일 량강도 혜산시의 공장을 찾았다고 조선중앙통신이 보도했다. ";
    let marked = "Ch\u{2019}ŏngjin and P\u{2019}yŏngyang, Hŭich\u{2019}ŏn; ";
    let ascii = "The North Korean regime has told units in Hyesan that all markets will close by 8 April, aides said. ";
    for (name, piece) in [
        ("ascii", ascii),
        ("english", english),
        ("korean", korean),
        ("marked", marked),
    ] {
        let text = piece.repeat(20_000_000 / piece.len());
        let (mut tokens, mut token, mut count) = (tokens(&text), Token::default(), 0);
        let begun = std::time::Instant::now();
        while tokens.next_into(&mut token) {
            count += 1;
        }
        let seconds = begun.elapsed().as_secs_f64();
        println!(
            "{name}: {count} tokens, {:.0} MB/s",
            text.len() as f64 / 1e6 / seconds
        );
    }
}
