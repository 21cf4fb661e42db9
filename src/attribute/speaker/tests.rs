//! What the sieves answer, on invented sentences.

use crate::article::Article;
use crate::passage::{Attribution, Kind, Passage};
use crate::source::Registry;

fn attributed(paragraphs: &[&str]) -> (Article, Vec<Passage>) {
    let article = crate::split::tests::article(paragraphs);
    let mut passages = crate::split::split(&article);
    super::attribute_quotations(&article, &mut passages, &Registry::builtin());
    (article, passages)
}

fn attributions(passages: &[Passage]) -> impl Iterator<Item = &Attribution> {
    passages
        .iter()
        .filter(|p| p.kind == Kind::Quotation)
        .filter_map(|p| p.voice.attribution())
}

/// The speakers of the quotations, in order; "-" where nobody is known.
fn speakers(paragraphs: &[&str]) -> Vec<String> {
    let (_, passages) = attributed(paragraphs);
    attributions(&passages)
        .map(|a| a.speaker.as_ref().map_or("-".into(), |s| s.name.clone()))
        .collect()
}

fn speaks(paragraph: &str, expected: &[&str]) {
    assert_eq!(speakers(&[paragraph]), expected, "{paragraph}");
}

#[test]
fn a_cue_after_the_closing_mark_names_the_speaker() {
    speaks(
        "“The bridge will stay closed,” Ana Rivera said.",
        &["Ana Rivera"],
    );
    speaks(
        "“The bridge will stay closed,” said Ana Rivera, the mayor.",
        &["Ana Rivera"],
    );
    speaks(
        "“The bridge will stay closed,” a ministry spokesman told reporters on Monday.",
        &["a ministry spokesman"],
    );
    speaks(
        "“The bridge will stay closed,” according to a source in South Hamgyong Province.",
        &["a source in South Hamgyong Province"],
    );
    speaks("“Who closed it?” she asked.", &["she"]);
    speaks(
        "\"The bridge will stay closed,\" officials said.",
        &["officials"],
    );
}

#[test]
fn an_apposition_does_not_hide_the_speaker() {
    speaks(
        "“The bridge will stay closed,” Ana Rivera, a former mayor of Ostin who retired in 2010, said.",
        &["Ana Rivera"],
    );
    speaks(
        "Ana Rivera, the mayor of Ostin, said the bridge was “no longer safe for anybody to use.”",
        &["Ana Rivera"],
    );
    speaks(
        "Sen. Ana Rivera (R-Ill.) said the bridge was “no longer safe for anybody to use.”",
        &["Sen. Ana Rivera"],
    );
}

#[test]
fn a_cue_before_names_the_speaker() {
    speaks(
        "In an interview on Sunday, Ana Rivera said, “The bridge will stay closed.”",
        &["Ana Rivera"],
    );
    speaks(
        "The statement said: “The bridge will stay closed.”",
        &["The statement"],
    );
    speaks("Rivera: “The bridge will stay closed.”", &["Rivera"]);
    speaks(
        "Rivera left early, noting that “the bridge will stay closed for years.”",
        &["Rivera"],
    );
    speaks(
        "Rivera said that he had called the bridge “a disgrace to the whole town.”",
        &["Rivera"],
    );
    speaks(
        "Rivera, who called the bridge “a disgrace to the town,” resigned.",
        &["Rivera"],
    );
}

#[test]
fn who_is_quoted_as_saying_speaks_and_not_who_quotes() {
    speaks(
        "The agency quoted the minister as saying, “The bridge will stay closed.”",
        &["the minister"],
    );
    speaks(
        "The minister was quoted as saying, “The bridge will stay closed.”",
        &["The minister"],
    );
}

#[test]
fn who_is_asked_does_not_speak() {
    speaks(
        "Rivera was asked, “Who closed the bridge to the town?”",
        &["-"],
    );
}

#[test]
fn a_second_quotation_belongs_to_the_speaker_of_the_first() {
    speaks(
        "“It is closed,” Rivera said. “It will stay closed for years.”",
        &["Rivera", "Rivera"],
    );
    speaks(
        "“It is closed,” Rivera said, “and it will stay closed.”",
        &["Rivera", "Rivera"],
    );
}

#[test]
fn speech_that_reopens_at_each_paragraph_keeps_its_speaker() {
    let found = speakers(&[
        "“It is closed,” Rivera said. “Nobody asked us about it.",
        "“It will stay closed for years,",
        "“and nobody will pay for it.”",
    ]);
    assert_eq!(found, ["Rivera"; 4]);
}

#[test]
fn a_colon_leads_in_the_next_paragraph() {
    let found = speakers(&[
        "Ana Rivera told the council:",
        "“The bridge will stay closed for years.”",
    ]);
    assert_eq!(found, ["Ana Rivera"]);
}

#[test]
fn a_quotation_is_signed_after_a_dash() {
    speaks(
        "“The bridge will stay closed for years.” — Ana Rivera",
        &["Ana Rivera"],
    );
    let found = speakers(&[
        "“The bridge will stay closed for years.”",
        "- Ana Rivera, Ostin.",
    ]);
    assert_eq!(found, ["Ana Rivera"]);
}

#[test]
fn a_floating_quotation_without_any_cue_has_no_speaker() {
    assert_eq!(
        speakers(&["The bridge was closed.", "“It will stay closed for years.”"]),
        ["-"]
    );
}

#[test]
fn short_names_and_pronouns_keep_the_fullest_earlier_mention() {
    let (_, passages) = attributed(&[
        "The mayor, Ana Maria Rivera, closed the bridge.",
        "“It will stay closed,” Rivera said. “For years,” she added.",
    ]);
    let full: Vec<_> = attributions(&passages)
        .filter_map(|a| a.speaker.as_ref())
        .map(|s| (s.name.as_str(), s.full.as_deref()))
        .collect();
    assert_eq!(
        full,
        [
            ("Rivera", Some("Ana Maria Rivera")),
            ("she", Some("Ana Maria Rivera"))
        ]
    );
}

#[test]
fn a_surname_that_comes_first_is_resolved_too() {
    let (_, passages) = attributed(&[
        "Jeong Joon-hee spoke in Seoul.",
        "“It will stay closed,” Jeong said.",
    ]);
    let full = attributions(&passages).find_map(|a| a.speaker.as_ref()?.full.clone());
    assert_eq!(full.as_deref(), Some("Jeong Joon-hee"));
}

#[test]
fn of_two_persons_of_one_name_neither_is_chosen() {
    let (_, passages) = attributed(&[
        "Ana Rivera met Luis Rivera.",
        "“It will stay closed,” Rivera said.",
    ]);
    let full = attributions(&passages).find_map(|a| a.speaker.as_ref()?.full.clone());
    assert_eq!(full, None);
}

#[test]
fn the_outlet_that_a_sentence_names_is_the_source() {
    for (text, expected) in [
        (
            "“It will stay closed,” a trader told Daily NK.",
            Some("Daily NK"),
        ),
        (
            "“It will stay closed,” he said in a phone interview with Yonhap.",
            Some("Yonhap News Agency"),
        ),
        (
            "“It will stay closed,” he said near the Yonhap building.",
            None,
        ),
    ] {
        let (_, passages) = attributed(&[text]);
        let source = attributions(&passages).find_map(|a| a.source.clone());
        assert_eq!(source.as_ref().map(|s| &*s.name), expected, "{text}");
    }
}

#[test]
fn the_evidence_holds_cue_and_speaker() {
    let (article, passages) =
        attributed(&["“It will stay closed,” Ana Rivera, the mayor, told reporters."]);
    let credit = attributions(&passages)
        .find_map(|a| a.credit.clone())
        .expect("a credit");
    assert_eq!(credit.span.of(&article.text), "Ana Rivera, the mayor, told");
    assert_eq!(credit.rule, "cue-after-apposition");
}

#[test]
fn korean_speakers_stand_before_or_after() {
    speaks(
        "소식통은 “다리가 막혀 아무도 건너지 못한다”고 전했다.",
        &["소식통"],
    );
    speaks(
        "함경북도의 한 소식통은 23일 데일리NK에 “다리가 막혀 아무도 건너지 못한다”고 전했다.",
        &["함경북도의 한 소식통"],
    );
    speaks(
        "“다리가 막혀 아무도 건너지 못한다”고 김 대변인은 말했다.",
        &["김 대변인"],
    );
    speaks(
        "김 대변인은 “다리가 막혔다”고 밝혔다. 이어 “당분간 열지 않는다”고 덧붙였다.",
        &["김 대변인", "김 대변인"],
    );
}

#[test]
fn a_korean_sentence_announces_the_next_paragraph() {
    let found = speakers(&[
        "김 대변인은 다음과 같이 말했다.",
        "“다리가 막혀 아무도 건너지 못한다.”",
    ]);
    assert_eq!(found, ["김 대변인"]);
}

#[test]
fn a_korean_surname_with_its_title_is_resolved() {
    let (_, passages) = attributed(&[
        "홍길동 대변인이 나왔다.",
        "홍 대변인은 “다리가 막혀 건너지 못한다”고 말했다.",
    ]);
    let speaker = attributions(&passages)
        .find_map(|a| a.speaker.clone())
        .expect("a speaker");
    assert_eq!(
        (speaker.name.as_str(), speaker.full.as_deref()),
        ("홍 대변인", Some("홍길동 대변인"))
    );
}

#[test]
fn a_hundred_thousand_unclosed_marks_take_linear_time() {
    for unit in [
        "“ab ",
        "\"ab ",
        "‘ab ",
        "'ab ",
        "「가 ",
        "”x “y",
        "he said, “",
        "“a,” he said ",
        "Kim said. ",
    ] {
        let paragraph = unit.repeat(100_000);
        let started = std::time::Instant::now();
        let _ = speakers(&[&paragraph]);
        assert!(
            started.elapsed().as_secs() < 120,
            "{unit:?} took {:?}",
            started.elapsed()
        );
    }
}

#[test]
fn a_participle_after_a_first_word_that_reports_does_not_panic() {
    // Found by the property test below: the reporting verb is the first token of the paragraph.
    let _ = speakers(&["told Daily NK😀calling\"as"]);
    let _ = speakers(&["said, adding “It is closed.”"]);
}

mod any_text {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_makes_the_stages_panic_and_spans_nest(
            parts in prop::collection::vec(prop_oneof![
                Just("“"), Just("”"), Just("\""), Just("‘"), Just("’"), Just("'"), Just("''"), Just("``"), Just("「"), Just("」"),
                Just("《"), Just("》"), Just("«"), Just("»"), Just(","), Just("."), Just("?"), Just(":"), Just(" "), Just("\u{a0}"),
                Just("—"), Just("("), Just(")"), Just("said "), Just(" Ana Rivera"), Just(" he"), Just(" told Daily NK"), Just("’s "),
                Just("소식통은 "), Just("고 말했다"), Just("è"), Just("\n"), Just(" that"), Just("according to"), Just("calling"),
                Just(" the mayor"), Just("Yonhap reported"), Just("😀"), Just("as "), Just("by "), Just("who "), Just("US"), Just("Will "),
            ], 0..40),
            cut in 0usize..40,
        ) {
            let (a, b) = parts.split_at(cut.min(parts.len()));
            let (a, b) = (a.concat(), b.concat());
            let paragraphs: Vec<&str> = [a.as_str(), b.as_str()].into_iter().map(str::trim).filter(|p| !p.is_empty()).collect();
            let (article, mut passages) = super::attributed(&paragraphs);
            crate::attribute::cites::find(&article, &mut passages, &crate::source::Registry::builtin());
            for (i, passage) in passages.iter().enumerate() {
                let _ = passage.span.of(&article.text);
                if let Some(within) = passage.within {
                    prop_assert!((within as usize) < i && passages[within as usize].span.contains(passage.span));
                }
                for cite in &passage.cites {
                    prop_assert!(passage.span.contains(cite.span));
                }
                if let Some(credit) = passage.voice.attribution().and_then(|a| a.credit.as_ref()) {
                    let _ = credit.span.of(&article.text);
                }
            }
        }
    }
}

fn fulls(paragraphs: &[&str]) -> Vec<Option<String>> {
    let (_, passages) = attributed(paragraphs);
    attributions(&passages)
        .map(|a| a.speaker.as_ref().and_then(|s| s.full.clone()))
        .collect()
}

#[test]
fn a_pronoun_means_who_is_named_in_its_paragraph_and_not_who_spoke_above() {
    let fulls = fulls(&[
        "Ana Rivera kept the light on the rock. Tomas Vela left the harbour.",
        "“The lamp was mine,” said Ana Rivera.",
        "Asked about it, Vela looked surprised. “Where would I have gone?” he asked.",
    ]);
    assert_eq!(fulls[1].as_deref(), Some("Tomas Vela"));
}

#[test]
fn a_name_that_others_speak_is_nobodys_antecedent() {
    let fulls = fulls(&["Ana Rivera runs the ferry. “Tomas Vela never paid for it,” she said."]);
    assert_eq!(fulls[0].as_deref(), Some("Ana Rivera"));
}

#[test]
fn the_official_is_the_official_who_was_described_above() {
    let fulls = fulls(&[
        "“The bridge will stay closed,” an official in Ostin said.",
        "“It may open in March,” the official said.",
    ]);
    assert_eq!(fulls[1].as_deref(), Some("an official in Ostin"));
}

#[test]
fn a_surname_that_is_an_auxiliary_still_speaks() {
    speaks(
        "“We will ask again,” Do Hyun-seok, who heads the northern desk, told reporters in Ostin.",
        &["Do Hyun-seok"],
    );
}

#[test]
fn experts_whom_an_outlet_cites_speak_and_not_the_outlet() {
    speaks(
        "Experts cited by The Daily NK also noted that it “may lead to a rift among the cadres” of the port.",
        &["Experts"],
    );
}

#[test]
fn a_word_in_scare_quotes_has_no_speaker() {
    speaks(
        "The few that we do hear about tend to involve boats that “drift” south.",
        &["-"],
    );
}

#[test]
fn a_korean_name_stands_without_what_its_bearer_is() {
    speaks(
        "매점 주인 우상철 씨는 “닭은 그대로인데 사람이 줄었다”고 말했다.",
        &["우상철 씨"],
    );
    speaks(
        "“이름을 지으면 손님이 고향을 물어봐요.” 천옥희 씨는 웃으며 말했다.",
        &["천옥희 씨"],
    );
}

#[test]
fn a_fuller_mention_tells_its_bearer_from_others() {
    for (opening, full) in [
        (
            "An engineer at a Japanese station which broadcasts north heard it.",
            "An engineer at a Japanese station",
        ),
        (
            "A senior official at the Unification Ministry, who asked not to be named, met the press.",
            "A senior official at the Unification Ministry",
        ),
    ] {
        let again = match full.contains("engineer") {
            true => "“The jammers are off the air now,” the engineer said.",
            false => "“The jammers are off the air now,” the official said.",
        };
        assert_eq!(fulls(&[opening, again]), [Some(full.into())], "{opening}");
    }
}

#[test]
fn a_bridge_or_a_relief_society_is_no_he() {
    assert_eq!(
        fulls(&[
            "The Red Cross counted houses below the Friendship Bridge.",
            "“There were nine of them left standing,” he said.",
        ]),
        [None]
    );
}

#[test]
fn an_office_before_a_name_is_no_part_of_it() {
    speaks(
        "“We do not comment on the weather,” Defense Ministry spokeswoman Shim Eun-ju told reporters.",
        &["Shim Eun-ju"],
    );
    speaks(
        "“We will need tarpaulin before anything else,” said the chairman of the committee, Mr Hwang.",
        &["Mr Hwang"],
    );
    speaks(
        "최보람 한반도연구소 소장은 “전기가 들어온다는 점이 뉴스”라고 말했다.",
        &["최보람"],
    );
}

#[test]
fn a_month_that_a_surname_follows_is_a_given_name() {
    speaks(
        "“Today I paid twenty-four,” said Jun Halloran, who has cured herring for thirty years.",
        &["Jun Halloran"],
    );
}

#[test]
fn a_province_in_apposition_does_not_speak() {
    speaks(
        "A resident in Samsu County, Ryanggang Province, who knows the mill, also weighed in, noting, “It has been closed for years now.”",
        &["A resident in Samsu County"],
    );
}

#[test]
fn a_fragment_sentences_later_is_no_speakers() {
    speaks(
        "“We do not have the money for it,” Ana Rivera said. The bridge stood for years. It was painted twice. A flood would have it down “within two to five years.”",
        &["Ana Rivera", "-"],
    );
}

#[test]
fn what_something_is_said_about_does_not_speak() {
    speaks("이에 대해서는 “허울뿐인 다리”라고 평가했다.", &["-"]);
}
