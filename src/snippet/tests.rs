//! What is cut and marked, and law 3.

use proptest::prelude::*;

use super::*;
use crate::analyze::hangul::{Spelling, covers};
use crate::pattern::{Form, Variant, Why};

fn phrase(words: &str) -> Pattern {
    Pattern::Phrase(words.split(' ').map(Pattern::term).collect())
}

fn near(words: &str, slop: u32) -> Pattern {
    let parts = words.split(' ').map(Pattern::term).collect();
    Pattern::Window { parts, slop }
}

/// The snippet of the whole text with its marks in brackets.
fn shown(text: &str, patterns: &[&Pattern], max: usize) -> String {
    let snippet = snippet(text, Span::new(0, text.len()), patterns, max);
    assert_eq!(snippet.span.of(text), snippet.text);
    bracketed(&snippet.text, &snippet.marks)
}

fn bracketed(text: &str, marks: &[Span]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for mark in marks {
        out += &format!("{}[{}]", &text[at..mark.start as usize], mark.of(text));
        at = mark.end as usize;
    }
    out + &text[at..]
}

#[test]
fn a_phrase_is_one_mark_and_its_words_elsewhere_are_none() {
    let text = "Coal was sold. The coal trade grew, said the trade ministry.";
    assert_eq!(
        shown(text, &[&phrase("coal trade")], 200),
        "Coal was sold. The [coal trade] grew, said the trade ministry."
    );
    assert_eq!(
        shown("a Kim Jong-un b", &[&phrase("kim jong un")], 200),
        "a [Kim Jong-un] b"
    );
    assert_eq!(
        shown("coal; trade", &[&phrase("coal trade")], 200),
        "[coal]; [trade]"
    );
}

#[test]
fn near_marks_its_words_and_not_what_lies_between() {
    let text = "trade alone, and trade in brown coal, and coal";
    assert_eq!(
        shown(text, &[&near("coal trade", 2)], 200),
        "trade alone, and [trade] in brown [coal], and coal"
    );
}

#[test]
fn words_side_by_side_are_marked_each() {
    assert_eq!(
        shown(
            "coal trade",
            &[&Pattern::term("coal"), &Pattern::term("trade")],
            200
        ),
        "[coal] [trade]"
    );
}

#[test]
fn korean_is_marked_by_the_syllable() {
    assert_eq!(
        shown(
            "조선중앙통신은 김정은이 말했다고 했다.",
            &[&covers("김정은", Spelling::Either, true)],
            200
        ),
        "조선중앙통신은 [김정은]이 말했다고 했다."
    );
    assert_eq!(
        shown(
            "조선 중앙 통신은",
            &[&covers("조선중앙통신", Spelling::Either, true)],
            200
        ),
        "[조선 중앙 통신]은"
    );
    assert_eq!(
        shown("핵 문제", &[&covers("핵", Spelling::Either, true)], 200),
        "[핵] 문제"
    );
    let nfd = "\u{1112}\u{1162}\u{11a8} 문제";
    assert_eq!(
        shown(nfd, &[&covers("핵", Spelling::Either, true)], 200),
        "[\u{1112}\u{1162}\u{11a8}] 문제"
    );
}

#[test]
fn the_window_with_most_words_is_cut_at_sentences() {
    let text = "Rice was dear in March, they said. Later coal was cheap. Nobody in Hyesan sold coal for rice. Later all changed again and again.";
    let words = [&Pattern::term("coal"), &Pattern::term("rice")];
    assert_eq!(
        shown(text, &words, 42),
        "Nobody in Hyesan sold [coal] for [rice]."
    );
    assert_eq!(
        shown(text, &words[..1], 85),
        "Later [coal] was cheap. Nobody in Hyesan sold [coal] for rice."
    );
}

#[test]
fn a_long_sentence_is_cut_at_words() {
    let text = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau";
    assert_eq!(
        shown(text, &[&Pattern::term("iota")], 30),
        "theta [iota] kappa lambda mu nu"
    );
    assert_eq!(shown(text, &[], 12), "alpha beta");
}

#[test]
fn initials_and_line_breaks_end_no_sentence() {
    let text = "One thing happened there. Gen. Ri of the U.S. Army\nspoke to coal miners. Another thing happened.";
    assert_eq!(
        shown(text, &[&Pattern::term("coal")], 60),
        "Gen. Ri of the U.S. Army\nspoke to [coal] miners."
    );
}

#[test]
fn the_span_counts_from_the_article() {
    let text = "A title\n\nThe coal trade.";
    let cut = snippet(text, Span::new(9, 24), &[&Pattern::term("coal")], 100);
    assert_eq!(
        (cut.text.as_str(), cut.span, cut.marks),
        ("The coal trade.", Span::new(9, 24), vec![Span::new(4, 8)])
    );
}

#[test]
fn a_grapheme_is_never_cut_unless_it_is_longer_than_all() {
    let family = "👨\u{200d}👩\u{200d}👧";
    let text = family.repeat(20);
    assert_eq!(shown(&text, &[], 12), family.repeat(2));
    let zalgo = format!("e{}", "\u{301}".repeat(1_000_000));
    assert_eq!(
        shown(&zalgo, &[&Pattern::term("e")], 10).chars().count(),
        12
    );
}

#[test]
fn a_paragraph_of_megabytes_with_a_hundred_thousand_matches_takes_linear_time() {
    let text = "coal trade with China goes on and on in spite of it ".repeat(100_000);
    let begun = std::time::Instant::now();
    let any = Pattern::Any(vec![Variant {
        pattern: Pattern::term("coal"),
        weight: 0.5,
        form: Form {
            why: Why::Stem,
            text: "coal".into(),
        },
    }]);
    let patterns = [
        &phrase("coal trade"),
        &near("trade china on", 9),
        &any,
        &Pattern::term("on"),
    ];
    let cut = snippet(&text, Span::new(0, text.len()), &patterns, 240);
    assert!(cut.marks.len() >= 8);
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}

fn a_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[abc]",
        3 => "[a-z]{2,9}",
        2 => "[가나다]{1,5}",
        2 => "(\\. |! |, |\n|- | “|” |'s |다\\. )",
        1 => any::<String>(),
    ];
    prop::collection::vec(word, 0..80).prop_map(|words| words.join(" "))
}

fn a_pattern() -> impl Strategy<Value = Pattern> {
    prop_oneof![
        "[a-d]".prop_map(Pattern::term),
        "[abc]( [abc]){1,2}".prop_map(|words| phrase(&words)),
        ("[abc] [abc]", 0..5u32).prop_map(|(words, slop)| near(&words, slop)),
        "[가나다]{1,4}".prop_map(|run| covers(&run, Spelling::Either, true)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_snippet_is_a_verbatim_cut_with_marks_in_bounds(
        before in "[a ]{0,5}", text in a_text(), patterns in prop::collection::vec(a_pattern(), 0..4), max in 0..120usize,
    ) {
        let article = format!("{before}{text} b c");
        let passage = Span::new(before.len(), before.len() + text.len());
        let refs: Vec<&Pattern> = patterns.iter().collect();
        let cut = snippet(&article, passage, &refs, max);
        prop_assert_eq!(article.get(cut.span.range()), Some(cut.text.as_str()));
        prop_assert!(passage.contains(cut.span));
        prop_assert!(cut.text.chars().count() <= max);
        let mut last = 0;
        for mark in &cut.marks {
            prop_assert!(mark.start >= last && !mark.is_empty() && cut.text.get(mark.range()).is_some());
            last = mark.end;
        }
        prop_assert_eq!(cut.marks.is_empty(), max == 0 || marks(&text, &refs).is_empty(), "{:?} {:?}", cut, text);
    }

    #[test]
    fn every_pattern_that_matches_is_marked_where_all_fits(text in a_text(), patterns in prop::collection::vec(a_pattern(), 1..4)) {
        let refs: Vec<&Pattern> = patterns.iter().collect();
        let cut = snippet(&text, Span::new(0, text.len()), &refs, text.chars().count());
        for pattern in &patterns {
            let own = marks(&text, &[pattern]);
            let shown = own.iter().all(|m| cut.marks.iter().any(|c| c.shift(cut.span.start as usize).contains(*m)));
            prop_assert!(shown, "{:?} {:?} {:?}", cut, own, text);
        }
    }

    #[test]
    fn cuts_stand_between_graphemes(text in a_text(), max in 30..120usize) {
        use unicode_segmentation::UnicodeSegmentation;
        prop_assume!(text.graphemes(true).all(|g| g.chars().count() < 10));
        let cut = snippet(&text, Span::new(0, text.len()), &[&Pattern::term("b")], max);
        let edges: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        prop_assert!(edges.contains(&(cut.span.start as usize)) && edges.contains(&(cut.span.end as usize)));
    }
}
