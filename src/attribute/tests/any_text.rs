//! No text makes attribution panic, lose order or blow up.

use proptest::prelude::*;

use super::{article, attributed};

const PIECES: [&str; 44] = [
    "[Yonhap]",
    "(Daily NK)",
    "[….]",
    "…",
    "[ibid.]",
    "[AFP via Yonhap]",
    "— Reuters",
    "-- ",
    "– Kim Chol-su",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "[",
    "]",
    "(",
    ")",
    "【",
    "】",
    "「",
    "」",
    ":",
    "Yonhap reports:",
    "According to the Daily NK:",
    "SEOUL, April 8 (Yonhap) --",
    "(서울=연합뉴스) 김철수 기자 =",
    "I wonder.",
    "The source said.",
    "He added that rice was dear.",
    "Source: Daily NK",
    "Copyright AFP",
    "3 Comments",
    "Chol says on April 8, 2016 at 9:12 am:",
    "{link|https://www.dailynk.com/1}",
    "{cite:Daily NK}",
    "\n",
    "데일리NK에 따르면",
    "ŏ",
    "é",
    ". ",
    ", ",
    " ",
    "a",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn laws_hold(
        publisher in prop::sample::select(vec!["", "One Free Korea", "Korea Herald", "KCNA", "Yonhap"]),
        paragraphs in prop::collection::vec((0usize..4, prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..9)), 1..14),
    ) {
        let lines: Vec<String> = paragraphs
            .iter()
            .map(|(depth, pieces)| {
                let text = pieces.concat();
                let text = text.trim().trim_start_matches('>');
                format!("{} {}", ">".repeat(depth.saturating_sub(1)), if text.is_empty() { "x" } else { text })
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        attributed(&article(publisher, &lines));
    }
}

/// What takes time by the square of its length would not come to an end here.
#[test]
fn a_hundred_thousand_of_anything_are_read_to_their_end() {
    for piece in [
        "[",
        "]",
        "(",
        "“",
        "\"",
        "a. — ",
        "[Yonhap] ",
        "A. [Yonhap]\n",
        "Yonhap reports: ",
        "I told Yonhap. ",
        "[AFP via Yonhap",
        "- ",
        "via ",
    ] {
        let text = piece.repeat(100_000);
        let text = text.trim();
        let plain = article("One Free Korea", &[text, "He said so. [Yonhap]"]);
        let quoted = article(
            "One Free Korea",
            &["> He said so. [Yonhap]", &format!("> {text}")],
        );
        for article in [plain, quoted] {
            assert!(attributed(&article).len() > 1, "{piece:?}");
        }
    }
}
