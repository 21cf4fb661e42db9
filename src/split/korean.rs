//! Owns which stretches between marks quote in a Korean sentence, which tells by what follows the closing mark.

use super::marks::Shape;
use super::quotations::count_words;

/// Korean tells by what follows the closing mark: 고, 라고, 며, ...; without it double marks quote sentences only.
pub(super) fn is_korean_quotation(words: &str, shape: Shape, after: &str) -> bool {
    let after = after.trim_start_matches(' ');
    // 《…》라는 제목, “…”라는 구호: a title, a slogan.
    let named = after
        .strip_prefix("이라는")
        .or_else(|| after.strip_prefix("라는"))
        .or_else(|| after.strip_prefix("는"))
        .is_some_and(|rest| NAMED.iter().any(|n| rest.trim_start().starts_with(n)));
    if named {
        return false;
    }
    let quotes = QUOTATIVES.iter().any(|q| after.starts_with(q));
    // ‘…’이라는 종이, 『…』라는 책: what bears the name follows, unless a sentence stands between the marks.
    let bears = ["이라는 ", "라는 ", "이란 ", "란 "]
        .iter()
        .any(|q| after.starts_with(q));
    if bears && !korean_sentence(words) && count_words(words, 4) <= 3 {
        return false;
    }
    match shape {
        Shape::Open | Shape::Close | Shape::Straight => {
            let n = count_words(words, 4);
            quotes || words.ends_with(['.', '?', '!', '…']) && n >= 2 || n >= 4
        }
        _ => quotes,
    }
}

/// Ends as Korean sentences do.
fn korean_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(['.', '?', '!', '…', ',', ' ']);
    [
        "다", "요", "까", "죠", "자", "라", "네", "냐", "지", "오", "소", "군",
    ]
    .iter()
    .any(|e| bare.ends_with(e))
}

/// What bears a name between marks.
const NAMED: &[&str] = &[
    "제목",
    "구호",
    "표어",
    "이름",
    "노래",
    "영화",
    "책",
    "글",
    "칭호",
    "용어",
    "단어",
    "명칭",
    "표현",
    "프로그램",
    "소설",
    "기사",
    "제하",
];

/// What makes the words before it somebody's speech, longest first.
const QUOTATIVES: &[&str] = &[
    "이라고",
    "이라며",
    "이라면서",
    "라고",
    "라며",
    "라면서",
    "고 ",
    "며 ",
    "면서",
    "하고 ",
    "하며",
    "는 말",
    "는 내용",
    "는 반응",
    "는 지적",
    "는 주장",
    "는 의견",
    "는 입장",
    "라는 ",
    "이라는 ",
    "는 게 ",
    "는 것이",
    "고, ",
    "며, ",
];
