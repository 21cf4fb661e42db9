//! The lexicon as its users meet it, and the data held to its own rules.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::File;
use super::*;

const TOML: &str = include_str!("lexicon.toml");

fn written() -> Vec<Name> {
    let file: File = toml::from_str(TOML).unwrap();
    let names = file.entries().map(|(kind, entry)| {
        let printed = entry.name.get_ref().clone();
        entry
            .into_name(kind)
            .unwrap_or_else(|(_, why)| panic!("{printed}: {why}"))
    });
    names.collect()
}

fn ids(lexicon: &Lexicon, text: &str) -> Vec<String> {
    let names = lexicon.named(text);
    names.iter().map(|n| n.id.0.to_string()).collect()
}

#[test]
fn the_table_compiled_in_is_what_people_wrote() {
    let made = table::write(&written());
    if std::env::var_os("BLESS").is_some() && made != table::BUILTIN {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/name/lexicon.tab");
        std::fs::write(path, &made).unwrap();
        return;
    }
    assert!(
        made == table::BUILTIN,
        "src/name/lexicon.tab is not made of src/name/lexicon.toml: BLESS=1 cargo test name::"
    );
}

#[test]
fn the_data_keeps_its_own_rules() {
    let names = written();
    assert!(names.len() >= 600);
    let mut ids = BTreeSet::new();
    for name in &names {
        assert!(ids.insert(&name.id), "{:?} twice", name.id);
        assert!(name.hangul_is_sound(), "{}", name.printed);
        assert!(
            name.hanja
                .iter()
                .all(|h| h.chars().all(|c| ('\u{3400}'..='\u{9fff}').contains(&c))),
            "{}: {:?}",
            name.printed,
            name.hanja
        );
    }
    for kind in [
        NameKind::Person,
        NameKind::Place,
        NameKind::Organisation,
        NameKind::Term,
        NameKind::Outlet,
    ] {
        assert!(names.iter().any(|n| n.kind == kind), "{kind:?}");
    }
}

#[test]
fn no_two_names_share_a_spelling_unless_they_say_so() {
    let names = written();
    let mut owners: BTreeMap<Vec<String>, &Name> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for name in names.iter().filter(|n| !n.homonym) {
        for writing in name.writings() {
            for words in writing.each() {
                let words = words.iter().map(|w| w.to_string()).collect();
                if let Some(other) = owners.insert(words, name).filter(|o| o.id != name.id) {
                    shared.insert((other.printed.as_str(), name.printed.as_str()));
                }
            }
        }
    }
    assert!(shared.is_empty(), "{shared:#?}");
}

#[test]
fn every_spelling_leads_to_its_name() {
    let lexicon = Lexicon::builtin();
    for name in lexicon.names() {
        let spellings = name.spellings();
        // All by rule and statement, and some of the many that are only habit.
        let many = spellings.len().saturating_sub(12) / 12 + 1;
        let some = spellings.iter().enumerate();
        for (_, spelling) in some.filter(|(at, _)| *at < 12 || at % many == 0) {
            let found = ids(&lexicon, &spelling.text);
            assert!(
                found.iter().any(|id| **id == *name.id.0),
                "{} for {}: {found:?}",
                spelling.text,
                name.printed
            );
        }
    }
}

#[test]
fn a_person_is_known_in_any_letters_and_order() {
    let lexicon = Lexicon::builtin();
    for text in [
        "Kim Jong-un",
        "KIM JONG UN",
        "Kim Chŏng-ŭn",
        "Kim Cho'ng-u'n",
        "Gim Jeong-eun",
        "Kim Jung Eun",
        "Kim Jungeun",
        "Jong-un Kim",
        "김정은",
        "金正恩",
    ] {
        assert_eq!(ids(&lexicon, text), ["kim-jong-un"], "{text}");
    }
    for other in [
        "Kim Jong",
        "Kim",
        "Jong-un",
        "Kim Un-jong",
        "Un Jong Kim",
        "김정",
    ] {
        assert_eq!(ids(&lexicon, other), Vec::<String>::new(), "{other}");
    }
}

#[test]
fn north_and_south_and_english_write_one_place() {
    let lexicon = Lexicon::builtin();
    for (id, spellings) in [
        (
            "ryanggang",
            ["Yanggang Province", "Ryanggang-do", "량강도", "양강도"],
        ),
        (
            "north-hamgyong",
            [
                "Hamgyŏng-bukto",
                "Hamgyeongbuk-do",
                "North Hamkyung",
                "함북",
            ],
        ),
        (
            "amnok-river",
            ["Yalu", "Amnokgang", "Amrok River", "압록강"],
        ),
        ("hyesan", ["Hyesan-si", "Hyesan City", "혜산시", "Hye-san"]),
    ] {
        for text in spellings {
            assert_eq!(ids(&lexicon, text), [id], "{text}");
        }
    }
    assert_eq!(
        ids(&lexicon, "Amnok"),
        Vec::<String>::new(),
        "not without its kind"
    );
}

#[test]
fn hangul_that_is_also_an_everyday_word_needs_its_unit() {
    let lexicon = Lexicon::builtin();
    assert_eq!(ids(&lexicon, "Kusong"), ["kusong"]);
    assert_eq!(ids(&lexicon, "구성시"), ["kusong"]);
    assert_eq!(ids(&lexicon, "구성"), Vec::<String>::new(), "composition");
}

#[test]
fn a_name_inside_other_words_is_spelled_in_every_way() {
    let lexicon = Lexicon::builtin();
    for text in [
        "Tanchon Commercial Bank",
        "Dancheon Commercial Bank",
        "Tanch'ŏn Commercial Bank",
    ] {
        assert_eq!(ids(&lexicon, text), ["tanchon-commercial-bank"], "{text}");
    }
    for text in ["Hwasong-15", "Hwaseong 15", "화성-15형", "KN-22"] {
        assert_eq!(ids(&lexicon, text), ["hwasong-15"], "{text}");
    }
}

#[test]
fn one_spelling_may_be_that_of_two_names() {
    let lexicon = Lexicon::builtin();
    assert_eq!(
        ids(&lexicon, "Ri Yong Ho"),
        ["ri-yong-ho-general", "ri-yong-ho"]
    );
    assert_eq!(ids(&lexicon, "리용호"), ["ri-yong-ho"]);
}

#[test]
fn the_sample_of_the_corpus_can_be_read() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let lexicon = Lexicon::load(&corpus).unwrap();
    assert_eq!(ids(&lexicon, "Okbin Lee"), ["ri-ok-bin"]);
    assert_eq!(ids(&lexicon, "Marusan County"), ["marusan"]);
    assert_eq!(ids(&lexicon, "Yi Ok-bin"), Vec::<String>::new());
}

#[test]
fn the_longest_spelling_at_a_place_is_taken() {
    let lexicon = Lexicon::builtin();
    let found = |words: &[&str]| -> Vec<(usize, String)> {
        let found = lexicon.matching(words);
        found.map(|(n, name)| (n, name.id.0.to_string())).collect()
    };
    assert_eq!(
        found(&["hyesan", "city", "market"]),
        [(2, "hyesan".to_string())]
    );
    assert_eq!(
        found(&["조선", "중앙", "통신", "보도"]),
        [(3, "kcna".to_string())],
        "Korean words are spaced as anybody likes"
    );
    assert_eq!(found(&["the", "hyesan"]), []);
    assert_eq!(found(&[]), []);
}

#[test]
fn the_user_adds_corrects_removes_and_forbids() {
    let lexicon = Lexicon::with_rules(
        r#"
        remove = ["Kim Jong-nam"]
        forbid = ["Kim Jung-un"]

        [[person]]
        name = "Ri Ok-bin"
        north = "리옥빈"
        forbid = ["Yi Ok-bin"]

        [[person]]
        name = "Kim Jong-un"
        alias = ["the Marshal of Invention"]
        "#,
    )
    .unwrap();
    assert_eq!(ids(&lexicon, "Okbin Lee"), ["ri-ok-bin"]);
    assert_eq!(ids(&lexicon, "이옥빈"), ["ri-ok-bin"]);
    assert_eq!(ids(&lexicon, "Yi Ok-bin"), Vec::<String>::new());
    assert_eq!(ids(&lexicon, "Kim Jong-nam"), Vec::<String>::new());
    assert_eq!(ids(&lexicon, "Marshal of Invention"), Vec::<String>::new());
    assert_eq!(ids(&lexicon, "the marshal of invention"), ["kim-jong-un"]);
    assert_eq!(ids(&lexicon, "Kim Jong Un"), ["kim-jong-un"]);
    assert_eq!(ids(&lexicon, "Kim Jung Un"), Vec::<String>::new());
    assert!(lexicon.forbids(&["kim", "jung", "un"]));
    let un = lexicon.by_id("kim-jong-un").unwrap();
    assert!(un.spellings().iter().all(|s| s.text != "Kim Jung-un"));
    assert!(un.spellings().iter().any(|s| s.text == "Kim Jung-eun"));
    let builtin = Lexicon::builtin();
    for name in builtin.names().filter(|n| n.printed != "Kim Jong-nam") {
        assert!(ids(&lexicon, &name.printed).contains(&name.id.0.to_string()));
    }
    assert_ne!(lexicon.fingerprint(), builtin.fingerprint());
}

#[test]
fn what_is_wrong_with_the_users_names_is_told_with_its_line() {
    let wrong = |text: &str| Lexicon::with_rules(text).unwrap_err().to_string();
    assert_eq!(
        wrong("remove = [\n  \"Kim Jong-um\"]"),
        "names.toml:2: \"Kim Jong-um\" is no known name; the nearest are Kim Jong-u, Kim Jong-un, Kim Jong-il"
    );
    assert_eq!(
        wrong("[[person]]\nname = \"Ri Ok-bin\"\nnorth = \"Ri\""),
        "names.toml:3: \"Ri\" is not Hangul alone: write other scripts as alias"
    );
    assert!(
        wrong("\n[[persons]]\nname = \"Ri\"").starts_with("names.toml:2: unknown field `persons`")
    );
    assert_eq!(
        wrong("[[term]]\nname = \"x\"\nalias = [\"Air {Koryo}\"]"),
        "names.toml:2: \"Air {Koryo}\": braces hold Hangul and nothing else"
    );
    assert_eq!(
        wrong("[[place]]\nname = \"-\""),
        "names.toml:2: a name needs a letter"
    );
}
