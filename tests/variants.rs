//! The English and the Korean of the field: which spellings find each other, which must not, and what the reader is told of it.
//! Invented sentences, one an article.
#![allow(clippy::unwrap_used)]

mod place;

use place::Place;
use sosik::query::Expr;
use sosik::search::{Library, Request};

/// An index of one article a sentence.
struct Sentences {
    place: Place,
}

impl Sentences {
    fn of(sentences: &[&str]) -> Sentences {
        let lines = sentences
            .iter()
            .map(|text| format!("{}\n", serde_json::json!({ "text": text })));
        let place = Place::new(&[("all.jsonl", &lines.collect::<String>())]);
        place.run();
        Sentences { place }
    }

    /// The sentences that are found, best first, and the notes.
    fn search(&self, query: &str) -> (Vec<String>, Vec<String>) {
        let request = Request {
            limit: 1000,
            ..Request::new(query.parse::<Expr>().unwrap())
        };
        let results = Library::open(&self.place.index)
            .unwrap()
            .search(&request)
            .unwrap();
        let found = results.hits.into_iter().map(|hit| hit.passage.text);
        (found.collect(), results.notes)
    }

    fn found(&self, query: &str) -> Vec<String> {
        self.search(query).0
    }

    /// Each of the sentences is found by each of the words, and no others are.
    fn all_meet(&self, words: &[&str], sentences: &[&str]) {
        for word in words {
            let mut found = self.found(word);
            let mut wanted = sentences.to_vec();
            found.sort();
            wanted.sort();
            assert_eq!(found, wanted, "{word}");
        }
    }

    /// What the query finds first, and what only after it.
    fn in_order(&self, query: &str, sentences: &[&str]) {
        assert_eq!(self.found(query), sentences, "{query}");
    }
}

#[test]
fn the_two_koreas_are_found_by_every_name_and_not_by_each_others() {
    let north = [
        "N. Korea held a fair.",
        "North Korea shut a ferry.",
        "The DPRK opened a dam.",
        "The D.P.R.K. sold salt.",
        "The DPR Korea team lost.",
        "The Democratic People’s Republic of Korea rang a bell.",
    ];
    let south = [
        "S. Korea built a pier.",
        "South Korea’s harbour froze.",
        "The ROK bought kelp.",
    ];
    let others = [
        "Daily NK wrote of it.",
        "NK News wrote of it.",
        "Korea is cold.",
    ];
    let all = [&north[..], &south[..], &others[..]].concat();
    let index = Sentences::of(&all);
    index.all_meet(
        &[
            "N. Korea",
            "\"North Korea\"",
            "DPRK",
            "D.P.R.K.",
            "DPR Korea",
        ],
        &north,
    );
    index.all_meet(&["S. Korea", "ROK", "South Korea"], &south);
}

#[test]
fn the_full_name_of_the_north_is_no_name_of_the_south() {
    let index = Sentences::of(&[
        "The Democratic People's Republic of Korea rang a bell.",
        "The Republic of Korea rang two.",
    ]);
    index.in_order("ROK", &["The Republic of Korea rang two."]);
    index.in_order(
        "DPRK",
        &["The Democratic People's Republic of Korea rang a bell."],
    );
}

#[test]
fn people_of_a_country_are_found_by_its_short_adjective() {
    let index = Sentences::of(&[
        "A North Korean ferry sank.",
        "N. Korean sailors swam.",
        "North Koreans watched.",
        "A South Korean tug came.",
    ]);
    let north = [
        "A North Korean ferry sank.",
        "N. Korean sailors swam.",
        "North Koreans watched.",
    ];
    index.all_meet(&["North Korean", "N. Korean", "North Koreans"], &north);
}

#[test]
fn a_country_is_not_its_people() {
    let index = Sentences::of(&["Korea is cold.", "A Korean sang.", "Koreans sang."]);
    index.all_meet(&["Korea"], &["Korea is cold."]);
    index.all_meet(&["Korean", "Koreans"], &["A Korean sang.", "Koreans sang."]);
}

#[test]
fn apostrophes_of_any_shape_and_marks_are_one_spelling() {
    let index = Sentences::of(&[
        "Ch'ŏngjin is grey.",
        "Ch’ongjin is grey.",
        "Chongjin is grey.",
        "Cheongjin is grey.",
    ]);
    let all = index.found("Chongjin");
    assert_eq!(all.len(), 4);
    for word in [
        "Ch'ŏngjin",
        "Ch’ŏngjin",
        "Chʻŏngjin",
        "Ch`ongjin",
        "CHONGJIN",
        "청진",
    ] {
        assert_eq!(index.found(word).len(), 4, "{word}");
    }
    let index = Sentences::of(&[
        "P'yŏngyang sleeps.",
        "Pyongyang’s trams.",
        "Phyongyang sleeps.",
    ]);
    assert_eq!(index.found("Pyongyang").len(), 3);
    let index = Sentences::of(&[
        "The Workers' Party met.",
        "The Workers’ Party met.",
        "The WPK met.",
    ]);
    assert_eq!(index.found("WPK").len(), 3);
    assert_eq!(index.found("\"Workers’ Party\"").len(), 3);
}

#[test]
fn what_else_is_looked_for_is_what_the_index_has() {
    let index = Sentences::of(&[
        "Kaesong is quiet.",
        "Gaeseong is quiet.",
        "The DPRK sold salt.",
        "사회는 조용하다.",
        "Sa and Hoe are cats.",
    ]);
    assert_eq!(
        index.search("Kaesong").1,
        ["Kaesong, also Gaeseong; --exact to turn off"]
    );
    assert_eq!(
        index.search("\"North Korea\"").1,
        ["North Korea, also DPRK; --exact to turn off"]
    );
    assert!(
        index.search("사회").1.is_empty(),
        "nothing is said of a common word"
    );
}

#[test]
fn words_of_one_syllable_are_found_in_both_scripts() {
    let index = Sentences::of(&[
        "핵 문제가 남았다.",
        "核 문제가 남았다.",
        "핵무기를 보았다.",
        "북핵을 말했다.",
    ]);
    index.in_order(
        "핵",
        &[
            "핵 문제가 남았다.",
            "핵무기를 보았다.",
            "核 문제가 남았다.",
            "북핵을 말했다.",
        ],
    );
    assert_eq!(index.found("核")[0], "核 문제가 남았다.");
    assert_eq!(index.found("核").len(), 3, "and no word inside another");
}

#[test]
fn a_word_comes_before_a_compound_and_that_before_an_accident() {
    let index = Sentences::of(&["조사회의 날이다.", "사회주의 날이다.", "사회의 날이다."]);
    index.in_order(
        "사회",
        &["사회의 날이다.", "사회주의 날이다.", "조사회의 날이다."],
    );
    let index = Sentences::of(&["대북제재를 풀었다.", "대북 소식이 왔다."]);
    index.in_order("대북", &["대북 소식이 왔다.", "대북제재를 풀었다."]);
}
