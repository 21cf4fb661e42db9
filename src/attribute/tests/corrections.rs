//! What the user corrects holds against every rule, and what follows from it follows.

use super::{article, cut};
use crate::attribute::attribute;
use crate::passage::{Kind, Passage, Voice};
use crate::source::Registry;

fn corrected(lines: &[&str], corrections: &str) -> (String, Vec<Passage>) {
    let mut registry = Registry::with_rules("").unwrap();
    registry.correct(corrections).unwrap();
    let article = article("One Free Korea", lines);
    let passages = attribute(&article, cut(&article), &registry);
    (article.text, passages)
}

fn entry(text: &str, whose: &str) -> String {
    format!("[[correction]]\narticle = \"post.txt\"\ntext = '{text}'\n{whose}\n")
}

fn source(passage: &Passage) -> Option<&str> {
    passage
        .voice
        .attribution()?
        .source
        .as_ref()
        .map(|s| &*s.name)
}

const POST: [&str; 4] = [
    "I read two things today.",
    "A trader said rice fell. “Nobody buys,” the trader said.",
    "Salt did not fall. [Daily NK]",
    "I doubt it.",
];

#[test]
fn a_block_that_began_too_early_gives_its_first_paragraph_back() {
    let (_, before) = corrected(&POST, "");
    assert!(
        before[2].block == Some(2) && before[4].block == Some(2),
        "the rules take both"
    );
    let (_, passages) = corrected(&POST, &entry("A trader said rice fell.", "source = 'own'"));
    assert_eq!(
        (passages[2].kind, &passages[2].voice),
        (Kind::Paragraph, &Voice::Own)
    );
    assert_eq!(
        (source(&passages[4]), passages[4].block),
        (Some("Daily NK"), Some(4))
    );
    // The quotation in it is reported by the publisher now.
    assert_eq!(source(&passages[3]), Some("One Free Korea"));
}

#[test]
fn paragraphs_from_the_first_words_to_the_last_become_one_block_of_another_outlet() {
    let whose = "source = 'Amnok Courier'\nvia = ['Yonhap']";
    let (_, passages) = corrected(&POST, &entry("I read two … did not fall.", whose));
    for at in [1, 2, 4] {
        let whose = passages[at].voice.attribution().unwrap();
        assert_eq!(
            (passages[at].block, passages[at].kind),
            (Some(1), Kind::BlockQuote)
        );
        assert_eq!(source(&passages[at]), Some("Amnok Courier"));
        assert_eq!(whose.credit.as_ref().unwrap().rule, "correction");
        let via: Vec<&str> = whose.via.iter().map(|v| &*v.name).collect();
        assert_eq!(via, ["One Free Korea", "Yonhap News Agency"]);
    }
    assert_eq!(source(&passages[3]), Some("Amnok Courier"));
}

#[test]
fn a_quotation_gets_another_speaker_and_keeps_its_source() {
    let (text, passages) = corrected(&POST, &entry("“Nobody buys,”", "speaker = 'Kim Bok-sil'"));
    assert_eq!(passages[3].span.of(&text), "Nobody buys,");
    let whose = passages[3].voice.attribution().unwrap();
    assert_eq!(whose.speaker.as_ref().unwrap().name, "Kim Bok-sil");
    assert_eq!(source(&passages[3]), Some("Daily NK"));
    let (_, passages) = corrected(&POST, &entry("Nobody buys,", "speaker = 'unknown'"));
    assert_eq!(passages[3].voice.attribution().unwrap().speaker, None);
}

#[test]
fn words_that_stand_twice_correct_nothing() {
    let lines = ["Salt fell.", "Salt fell."];
    let (_, passages) = corrected(&lines, &entry("Salt fell.", "source = 'Yonhap'"));
    assert!(passages.iter().all(|p| p.voice == Voice::Own));
}
