//! Korean words are found in every form: twenty judged queries over the New Year addresses of 1946 to 2019, where those are at
//! hand, and the same laws over invented sentences, always.
//!
//! The addresses belong to others and are no part of this project: a folder of text files, an address each, that
//! `SOSIK_NEW_YEAR` names, or `../shared/data/new-year-speeches`. Which addresses are right for a query is found by looking for
//! stems in the text itself, white space apart, as a reader with `grep` would.
#![allow(clippy::unwrap_used)]

mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use place::Place;
use sosik::ingest::{Options, Silent, ingest};
use sosik::query::Expr;
use sosik::search::{Library, Request};

/// A query, and the stems of which one stands in each right address; a space of a stem may be left out in the text.
type Judged = (&'static str, &'static [&'static str]);

const JUDGED: [Judged; 20] = [
    ("김정은", &["김정은"]),
    ("김일성에게", &["김일성"]),
    ("노동당은", &["로동당", "노동당"]),
    ("조선로동당", &["로동당", "노동당"]),
    ("핵", &["핵"]),
    ("핵무기를", &["핵 무기"]),
    ("청년들은", &["청년"]),
    ("농업에서", &["농업"]),
    ("석탄공업", &["석탄 공업"]),
    ("경제강국을", &["경제 강국"]),
    ("조국통일의", &["조국 통일"]),
    ("여성들", &["녀성", "여성"]),
    ("역사적", &["력사적", "역사적"]),
    ("인민군대", &["인민 군대"]),
    ("자력갱생으로", &["자력 갱생"]),
    // Both name the South.
    ("남조선에서", &["남조선", "한국"]),
    ("미국이", &["미국"]),
    ("양강도", &["량강도", "양강도"]),
    ("과학기술", &["과학 기술"]),
    ("\"6.15 공동선언\"", &["6.15 공동 선언", "6.15공동선언"]),
];

fn addresses() -> Option<PathBuf> {
    let named = std::env::var_os("SOSIK_NEW_YEAR").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/new-year-speeches");
    Some(named.unwrap_or_else(beside)).filter(|folder| folder.is_dir())
}

/// The files whose article is found.
fn found(library: &Library, query: &str) -> BTreeSet<String> {
    let request = Request {
        limit: 1000,
        ..Request::new(query.parse::<Expr>().unwrap())
    };
    let results = library.search(&request).unwrap();
    let copies = |hit: &sosik::hit::Hit| hit.also_in.clone();
    let paths = results
        .hits
        .iter()
        .flat_map(|hit| copies(hit).into_iter().chain([hit.article.path.clone()]));
    paths.collect()
}

#[test]
fn judged_queries_find_their_new_year_addresses() {
    let Some(folder) = addresses() else {
        println!("skipped: no New Year addresses here (SOSIK_NEW_YEAR names their folder)");
        return;
    };
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            texts.insert(name, text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    let index = tempfile::tempdir().unwrap();
    ingest(
        &folder,
        &index.path().join("i"),
        &Options::default(),
        &Silent,
    )
    .unwrap();
    let library = Library::open(&index.path().join("i")).unwrap();
    let (mut right, mut given, mut wanted) = (0, 0, 0);
    for (query, stems) in JUDGED {
        let is_right = |text: &str| {
            let mut forms = stems
                .iter()
                .flat_map(|s| [s.to_string(), s.replace(' ', "")]);
            forms.any(|form| text.contains(&form))
        };
        let gold = texts.iter().filter(|(_, text)| is_right(text));
        let gold: BTreeSet<String> = gold.map(|(name, _)| name.clone()).collect();
        let found = found(&library, query);
        let both = gold.intersection(&found).count();
        println!(
            "{query}: {both} right of {} found, {} wanted",
            found.len(),
            gold.len()
        );
        for name in gold.symmetric_difference(&found) {
            let wrong = if gold.contains(name) {
                "missed"
            } else {
                "false"
            };
            println!("   {name} {wrong}");
        }
        (right, given, wanted) = (right + both, given + found.len(), wanted + gold.len());
    }
    println!("{right} right of {given} found, {wanted} wanted");
    assert!(right * 100 >= wanted * 99 && right * 100 >= given * 99);
}

/// Particles that follow any noun, and those that follow a vowel or a consonant.
const ANY: [&str; 8] = ["의", "에", "도", "만", "에서", "까지", "부터", "들은"];
const VOWEL: [&str; 4] = ["는", "가", "를", "와"];
const CONSONANT: [&str; 5] = ["은", "이", "을", "과", "으로"];

fn forms(noun: &str) -> Vec<String> {
    let last = noun.chars().next_back().unwrap() as u32;
    let closed = !(last - 0xac00).is_multiple_of(28);
    let own: &[&str] = if closed { &CONSONANT } else { &VOWEL };
    let particles = [""].into_iter().chain(ANY).chain(own.iter().copied());
    particles.map(|p| format!("{noun}{p}")).collect()
}

/// An index of one article a sentence, in a text file each.
fn index_of(sentences: &[String]) -> (Place, Library) {
    let place = Place::new(&[]);
    for (at, text) in sentences.iter().enumerate() {
        place.write(&format!("{at:03}.txt"), text);
    }
    place.run();
    let library = Library::open(&place.index).unwrap();
    (place, library)
}

#[test]
fn every_form_of_a_noun_finds_every_other() {
    // Thirty of two to five syllables, ending in vowel and consonant, some beginning as surnames do, some of the lexicon, some that
    // North and South spell otherwise.
    for noun in [
        "등대",
        "청년",
        "전쟁",
        "정책",
        "김정은",
        "한소라",
        "고깃배",
        "염전마을",
        "량강도",
        "바람항구통신",
        "핵시설",
        "로동자",
        "농장",
        "탄광마을",
        "위원회",
        "항구",
        "해협",
        "국경",
        "소금",
        "등대지기",
        "청진",
        "평양",
        "로동신문",
        "리설주",
        "박소담",
        "솔개군",
        "려객선",
        "녀성",
        "력사",
        "미역밭",
    ] {
        let forms = forms(noun);
        let mut sentences: Vec<String> = forms
            .iter()
            .map(|form| format!("우리는 {form} 오래 기억했다."))
            .collect();
        sentences.push("아무 말도 없었다.".to_string());
        let (_place, library) = index_of(&sentences);
        for form in &forms {
            assert_eq!(found(&library, form).len(), forms.len(), "{form}");
        }
    }
}

#[test]
fn a_form_finds_compounds_and_no_other_word_that_begins_so() {
    let (_place, library) = index_of(&[
        "청년동맹이 모였다.".to_string(),
        "근로청년이 모였다.".to_string(),
        "김정일이 떠났다.".to_string(),
        "강원룡이 떠났다.".to_string(),
    ]);
    for form in ["청년", "청년들은", "청년의", "청년에게"] {
        assert_eq!(found(&library, form).len(), 2, "{form}");
    }
    for form in ["김정은", "김정은은", "김정은에게", "강원도"] {
        assert_eq!(found(&library, form).len(), 0, "{form}");
    }
}
