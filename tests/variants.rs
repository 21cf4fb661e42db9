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

#[test]
fn variants_stand_inside_phrases_and_windows() {
    let index = Sentences::of(&[
        "At dawn Kim Chŏng-ŭn visited a kelp farm.",
        "A kelp farm was visited by many and praised in all of the papers of the land; Kim Jong-un stayed away from it all day long, they say.",
        "Kim Jong-il visited a kelp farm.",
        "새벽에 김정은 위원장이 염전을 찾았다.",
    ]);
    let dawn = "At dawn Kim Chŏng-ŭn visited a kelp farm.";
    index.in_order("\"Kim Jong-un visited\"", &[dawn]);
    index.in_order("\"Kim Jong-un\" NEAR/3 kelp", &[dawn]);
    index.in_order("kelp NEAR/3 김정은", &[dawn]);
    index.in_order(
        "\"金正恩 위원장\"",
        &["새벽에 김정은 위원장이 염전을 찾았다."],
    );
    index.in_order(
        "\"Kim Jong-un 염전\"~3",
        &["새벽에 김정은 위원장이 염전을 찾았다."],
    );
}

#[test]
fn variants_stand_in_fields() {
    let index = Sentences::of(&[]);
    index.place.write(
        "a.html",
        "<html><head><title>김정은 새 염전을 열다</title></head><body><p>염전이 열렸다.</p></body></html>",
    );
    index.place.write(
        "b.txt",
        "A pier opens\n\n“The pier is strong,” said Kim Chŏng-ŭn. “It will stand for a hundred years.”\n",
    );
    index.place.run();
    let found = |query: &str| index.search(query).0.len();
    assert_eq!(found("title:\"Kim Jong-un\""), 1);
    assert_eq!(found("title:\"Kim Jong-il\""), 0);
    for name in ["Kim Jong-un", "Kim Jong Un", "김정은", "金正恩"] {
        assert_eq!(found(&format!("speaker:{name:?}")), 1, "{name}");
        assert_eq!(found(&format!("pier speaker:{name:?}")), 1, "{name}");
    }
    assert_eq!(found("speaker:\"Kim Jong-il\""), 0);
}

#[test]
fn decomposed_hangul_is_hangul_in_texts_queries_and_file_names() {
    use unicode_normalization::UnicodeNormalization;
    let nfd = |text: &str| text.nfd().collect::<String>();
    let (sentence, folder) = ("김정은은 염전을 찾았다.", "로동신문");
    let index = Sentences::of(&[]);
    let file = |text: &str| nfd(&format!("{folder}/{text}.txt"));
    index.place.write(&file("염전"), &nfd(sentence));
    index.place.run();
    for query in [
        "김정은",
        "염전",
        "Kim Jong-un",
        "publisher:로동신문",
        "source:\"Rodong Sinmun\"",
    ] {
        for query in [query.to_string(), nfd(query)] {
            assert_eq!(index.found(&query).len(), 1, "{query}");
        }
    }
}

#[test]
fn characters_and_hangul_find_each_other() {
    let index = Sentences::of(&[
        "美國과 中國이 만났다.",
        "미국은 떠났다.",
        "朝鮮勞動黨 大會가 열렸다.",
        "조선로동당 대회가 열렸다.",
        "조선노동당의 대회였다.",
    ]);
    assert_eq!(index.found("미국")[0], "미국은 떠났다.");
    index.all_meet(
        &["미국", "美國"],
        &["美國과 中國이 만났다.", "미국은 떠났다."],
    );
    for query in ["조선로동당", "조선노동당", "朝鮮勞動黨"] {
        assert_eq!(index.found(query).len(), 3, "{query}");
    }
}

#[test]
fn numbered_names_are_found_in_either_script_however_new_the_number_is() {
    for number in ["18", "29"] {
        let sentences = [
            format!("The Hwasong-{number} flew."),
            format!("화성-{number}형이 날았다."),
            format!("화성 {number}형을 보았다."),
            format!("새 화성포-{number}형이 날았다."),
            "The Hwasong-17 and the Hwasong-28 flew.".to_string(),
            "화성-17형과 화성-28형이 날았다.".to_string(),
        ];
        let index = Sentences::of(&sentences.each_ref().map(String::as_str));
        for query in [
            "Hwasong-#",
            "hwasong #",
            "화성-#",
            "화성-#형",
            "화성-#형의",
            "화성포-#형",
        ] {
            let query = query.replace('#', number);
            let mut found = index.found(&query);
            found.sort();
            let mut wanted = sentences[..4].to_vec();
            wanted.sort();
            assert_eq!(found, wanted, "{query}");
        }
    }
}

#[test]
fn numbers_and_acronyms_are_found_written_together_or_apart() {
    let missile = ["The KN-23 flew.", "A KN23 flew.", "KN-23이 날았다."];
    let others = ["The KN-24 flew.", "23 flew."];
    let index = Sentences::of(&[&missile[..], &others].concat());
    index.all_meet(&["KN-23", "KN23", "kn-23"], &missile);
    let index = Sentences::of(&["An SLBM flew.", "SLBMs flew.", "새 SLBM이 날았다."]);
    assert_eq!(index.found("SLBM").len(), 3);
    assert_eq!(index.found("SLBMs").len(), 3);
}

#[test]
fn a_counted_word_finds_its_forms() {
    let sentences = ["2016년에 열렸다.", "2016년의 일이다.", "2016년 봄이다."];
    let index = Sentences::of(&[&sentences[..], &["2017년에 열렸다."]].concat());
    index.all_meet(&["2016년", "2016년에", "2016년은"], &sentences);
}

#[test]
fn hyphens_come_and_go() {
    let index = Sentences::of(&[
        "A cease-fire was signed.",
        "A ceasefire was signed.",
        "The cease fire held.",
        "Cease the fire.",
    ]);
    for query in ["ceasefire", "cease-fire", "\"cease fire\""] {
        assert_eq!(index.found(query).len(), 3, "{query}");
        assert!(!index.found(query).contains(&"Cease the fire.".to_string()));
    }
    let index = Sentences::of(&[
        "Air strikes began.",
        "An airstrike began.",
        "An air-strike began.",
    ]);
    for query in ["airstrike", "air-strike", "airstrikes", "air strikes"] {
        assert_eq!(index.found(query).len(), 3, "{query}");
    }
    let index = Sentences::of(&["The rapist fled.", "To get her home.", "A therapist spoke."]);
    assert_eq!(index.found("therapist"), ["A therapist spoke."]);
    assert!(index.found("together").is_empty());
}

#[test]
fn a_town_is_not_the_given_name_of_somebody() {
    let index = Sentences::of(&[
        "Ryongchon burned.",
        "Yong-chon burned.",
        "Kim Yong-chon came.",
    ]);
    index.all_meet(&["Ryongchon"], &["Ryongchon burned.", "Yong-chon burned."]);
}

#[test]
fn an_acronym_is_not_the_word_that_it_would_be_in_small_letters() {
    let states = ["The US left.", "The U.S. left."];
    let index = Sentences::of(&[&states[..], &["They told us.", "Tell US more!"]].concat());
    let found = |query: &str| index.found(query).len();
    assert_eq!((found("US"), found("U.S."), found("us")), (3, 3, 4));
    let nations = ["The UN met.", "U.N. envoys met."];
    let index = Sentences::of(
        &[
            &nations[..],
            &["Kim Jong Un met them.", "Kim Jong-un met them."],
        ]
        .concat(),
    );
    index.all_meet(&["UN", "U.N."], &nations);
    for name in ["Kim Jong-un", "KIM JONG UN", "Kim Jong Un"] {
        assert_eq!(index.found(name).len(), 2, "{name}");
    }
    let index = Sentences::of(&["KIM JONG UN WAVES.", "Kim Jong Un waves."]);
    assert_eq!(index.found("Kim Jong-un").len(), 2);
    assert_eq!(index.found("\"kim jong un waves\"").len(), 2);
}

#[test]
fn a_place_is_no_form_of_an_english_word() {
    let index = Sentences::of(&[
        "Oranges are dear.",
        "Orang is cold.",
        "He lives in San Marino.",
        "Rinsan is cold.",
    ]);
    index.all_meet(&["Orang"], &["Orang is cold."]);
    index.all_meet(&["Rinsan"], &["Rinsan is cold."]);
}

#[test]
fn a_given_name_may_begin_as_english_words_do() {
    let index = Sentences::of(&["Pyo In-su came.", "Pyo In Su came.", "It is in Su."]);
    for query in ["표인수", "Pyo Insu", "P'yo In-su"] {
        let found = index.found(query);
        assert_eq!(found.len(), 2, "{query}: {found:?}");
    }
}

#[test]
fn what_sounds_like_korean_only_by_accident_finds_no_everyday_word() {
    let index = Sentences::of(&[
        "나도 그 배를 보았다.",
        "돛을 붙인 배가 왔다.",
        "물고기를 지켜 온 섬이다.",
        "수산 사업소가 섰다.",
        "나토가 모였다.",
        "푸틴이 떠났다.",
        "토랑포의 등대다.",
        "토랑포항의 등대다.",
    ]);
    index.in_order("NATO", &["나토가 모였다."]);
    index.in_order("Putin", &["푸틴이 떠났다."]);
    for word in ["Chikyo", "Susan"] {
        assert_eq!(index.found(word), Vec::<String>::new(), "{word}");
    }
    index.all_meet(&["Torangpo"], &["토랑포의 등대다.", "토랑포항의 등대다."]);
}

#[test]
fn a_noun_typed_in_latin_letters_is_no_beginning_of_a_verb_or_a_longer_name() {
    let index = Sentences::of(&[
        "표한이 왔다.",
        "표한동지가 왔다.",
        "표한솔이 왔다.",
        "솔개로 갔다.",
        "솔개군에서 왔다.",
        "솔개찌개를 먹었다.",
    ]);
    index.all_meet(&["Pyo Han"], &["표한이 왔다.", "표한동지가 왔다."]);
    index.all_meet(&["Solgae"], &["솔개로 갔다.", "솔개군에서 왔다."]);
}

#[test]
fn an_alias_in_capitals_alone_is_no_word_in_small_letters() {
    let ministry = [
        "The MPS held him.",
        "The Ministry of Public Security held him.",
    ];
    let assembly = ["The SPA met.", "The Supreme People's Assembly met."];
    let others = [
        "The spa is hot.",
        "Several MPs spoke.",
        "Sans shoes he ran.",
    ];
    let index = Sentences::of(&[&ministry[..], &assembly, &others].concat());
    index.all_meet(&["MPS", "\"Ministry of Public Security\""], &ministry);
    index.all_meet(&["SPA", "\"Supreme People's Assembly\""], &assembly);
    index.all_meet(&["mps"], &["The MPS held him.", "Several MPs spoke."]);
    let index = Sentences::of(&["The US left.", "The United States left.", "They told us."]);
    index.all_meet(
        &["US", "U.S.", "\"United States\""],
        &["The US left.", "The United States left."],
    );
}

#[test]
fn a_missile_is_found_under_its_old_and_new_name_and_in_the_plural() {
    let missile = [
        "The Hwasong-18 flew.",
        "The Hwasongpho-18 flew.",
        "화성포-18형이 날았다.",
        "화성-18이 날았다.",
    ];
    let index = Sentences::of(&[&missile[..], &["The Hwasong-17 flew."]].concat());
    index.all_meet(
        &["Hwasong-18", "Hwasongpho-18", "화성포-18", "화성-18형"],
        &missile,
    );
    let index = Sentences::of(&["A KN-23 flew.", "Two KN-23s flew.", "A KN-24 flew."]);
    index.all_meet(&["KN-23"], &["A KN-23 flew.", "Two KN-23s flew."]);
    let index = Sentences::of(&[
        "An SLBM flew.",
        "Submarine-launched ballistic missiles flew.",
    ]);
    assert_eq!(index.found("SLBM").len(), 2);
}

#[test]
fn a_factory_that_nobody_knows_is_found_in_both_languages() {
    let factory = [
        "The Torang Knitwear Factory opened.",
        "The T'orang Knitwear Factory opened.",
        "The Thorang p'yŏnjik kongjang opened.",
        "토랑편직공장이 문을 열었다.",
        "토랑 편직 공장의 문이다.",
        "토랑편직 공장이다.",
    ];
    let others = [
        "The Torin Knitwear Factory opened.",
        "The Torang Bank opened.",
        "토랑은행이 문을 열었다.",
        "마림편직공장이 문을 열었다.",
    ];
    let index = Sentences::of(&[&factory[..], &others].concat());
    index.all_meet(
        &[
            "Torang Knitwear Factory",
            "\"Torang Knitwear Factory\"",
            "토랑편직공장",
            "토랑편직공장에서",
            "T'orang p'yŏnjik kongjang",
        ],
        &factory,
    );
}

#[test]
fn a_ministry_that_nobody_knows_is_found_in_either_order_and_both_languages() {
    let ministry = [
        "The Ministry of Railway Construction met.",
        "The Railway Construction Ministry met.",
        "철도건설성이 모였다.",
        "철도 건설성의 일이다.",
    ];
    let others = [
        "The Railway Ministry met.",
        "The ministry of war spoke of railway construction.",
        "철도성이 모였다.",
    ];
    let index = Sentences::of(&[&ministry[..], &others].concat());
    index.all_meet(
        &[
            "\"Ministry of Railway Construction\"",
            "\"Railway Construction Ministry\"",
            "철도건설성",
        ],
        &ministry,
    );
    assert_eq!(
        index.search("철도건설성").1,
        [
            "철도건설성, also Railway Construction Ministry, Ministry of Railway Construction; --exact to turn off"
        ]
    );
}

#[test]
fn plain_words_are_not_translated_and_neither_is_a_newspapers_own_name() {
    let index = Sentences::of(&[
        "A coal trading company closed.",
        "석탄무역회사가 문을 닫았다.",
        "The Korea Daily wrote of it.",
        "한국일보가 썼다.",
    ]);
    index.all_meet(
        &["coal trading company"],
        &["A coal trading company closed."],
    );
    index.all_meet(&["한국일보"], &["한국일보가 썼다."]);
}

#[test]
fn a_newspaper_in_hangul_finds_no_other_newspaper() {
    let index = Sentences::of(&[
        "The Torang Ilbo wrote.",
        "The Marim Ilbo wrote.",
        "토랑일보가 썼다.",
    ]);
    index.all_meet(
        &["토랑일보", "Torang Ilbo"],
        &["The Torang Ilbo wrote.", "토랑일보가 썼다."],
    );
}

#[test]
fn a_bay_is_nobody_called_bae_and_a_college_keeps_its_own_name_first() {
    let bay = [
        "Torang Bay froze.",
        "T'orang-man froze.",
        "토랑만이 얼었다.",
    ];
    let index = Sentences::of(&[&bay[..], &["Torin Bay froze."]].concat());
    index.all_meet(&["Torang Bay", "Torang-man", "토랑만"], &bay);
    let college = [
        "The Torang College of Science met.",
        "The Torang Science College met.",
        "토랑과학대학이 모였다.",
    ];
    let index = Sentences::of(&[&college[..], &["The Torang College met."]].concat());
    index.all_meet(&["\"Torang College of Science\"", "토랑과학대학"], &college);
}

#[test]
fn an_adjective_makes_no_ministry_of_it() {
    let index = Sentences::of(&[
        "The Foreign Ministry met.",
        "The Ministry of Foreign Trade met.",
        "The Economic Committee met.",
        "The Committee of Economic Ruin met.",
        "경제위원회가 모였다.",
    ]);
    index.all_meet(&["\"Foreign Ministry\""], &["The Foreign Ministry met."]);
    index.all_meet(
        &["경제위원회", "\"Economic Committee\""],
        &["The Economic Committee met.", "경제위원회가 모였다."],
    );
}

#[test]
fn syllables_written_apart_are_found_as_they_are_said() {
    let names = [
        "Pyo Tuk-man came.",
        "P'yo Tŭng-man came.",
        "P'yo Tŭk-man came.",
        "표득만이 왔다.",
    ];
    let index = Sentences::of(&[&names[..], &["Pyo Man-duk came.", "Pyo Tae-man came."]].concat());
    index.all_meet(&["Pyo Tuk-man", "P'yo Tŭng-man", "표득만"], &names);
    let names = [
        "Hwangbo Mirae came.",
        "Hwang-bo Mirae came.",
        "황보미래가 왔다.",
    ];
    let index = Sentences::of(&[&names[..], &["Hwang Mirae came."]].concat());
    index.all_meet(&["Hwangbo Mirae", "Hwang-bo Mirae"], &names);
}

#[test]
fn a_peak_an_island_and_a_station_are_known_by_what_they_are() {
    for (sentences, queries) in [
        (
            [
                "Torang Peak is high.",
                "Mount Torang is high.",
                "T'orang-bong is high.",
                "토랑봉이 높다.",
            ],
            ["Torang Peak", "Torang-bong", "Torang Bong", "토랑봉"],
        ),
        (
            [
                "Torang Island is green.",
                "T'orang-do is green.",
                "Torangdo Island is green.",
                "토랑도가 푸르다.",
            ],
            ["Torang Island", "Torang-do", "Torangdo Island", "토랑도"],
        ),
        (
            [
                "Torang Station is shut.",
                "T'orang-yŏk is shut.",
                "Torangyok is shut.",
                "토랑역을 닫았다.",
            ],
            ["Torang Station", "Torang-yok", "Torangyok", "토랑역"],
        ),
    ] {
        let index = Sentences::of(&[&sentences[..], &["Torong is far."]].concat());
        index.all_meet(&queries, &sentences);
    }
}
