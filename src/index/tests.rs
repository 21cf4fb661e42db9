//! What the store finds, over small indexes of invented articles.

use std::collections::BTreeSet;

use super::*;
use crate::article::{ArticleId, Digest, Lang, Origin, PartialDate, Place, Span};
use crate::name::Lexicon;
use crate::passage::{Attribution, Kind, Passage, Voice};
use crate::query::{Expr, Field, Text};
use crate::source::SourceRef;

/// An article of paragraphs; one that begins with `NAME> ` is a block quotation of NAME, one with `NAME: ` inside a quotation.
fn article(
    path: &str,
    publisher: &str,
    title: &str,
    published: Option<&str>,
    paragraphs: &[&str],
) -> Record {
    let mut text = title.to_string();
    let passage = |kind, span, voice| Passage {
        kind,
        span,
        lang: Some(Lang::EN),
        voice,
        within: None,
        block: None,
        cites: Vec::new(),
        place: Place::default(),
    };
    let mut passages = vec![passage(
        Kind::Headline,
        Span::new(0, title.len()),
        Voice::Own,
    )];
    for paragraph in paragraphs {
        text.push_str("\n\n");
        let (source, words) = paragraph.split_once("> ").unwrap_or(("", paragraph));
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        let quoted = Attribution {
            source: Some(SourceRef::unknown(source)),
            ..Attribution::default()
        };
        match source {
            "" => passages.push(passage(Kind::Paragraph, span, Voice::Own)),
            _ => passages.push(passage(Kind::BlockQuote, span, Voice::Quoted(quoted))),
        }
    }
    Record {
        id: ArticleId::of(path, 0),
        publisher: (!publisher.is_empty()).then(|| SourceRef::unknown(publisher)),
        title: Some(title.into()),
        byline: vec!["Han Mirae".into()],
        published: published.map(|d| d.parse().unwrap()),
        url: None,
        lang: Some(Lang::EN),
        origin: Origin {
            path: path.into(),
            record: 0,
            format: "text".into(),
            digest: Digest::of(b""),
        },
        pages: Default::default(),
        text,
        passages,
    }
}

struct Store {
    folder: tempfile::TempDir,
}

impl Store {
    fn of(records: &[Record]) -> Store {
        let store = Store {
            folder: tempfile::tempdir().unwrap(),
        };
        let mut writer = store.writer();
        for record in records {
            let packed = record.packed().unwrap();
            writer.add(record, &packed, record.copy_hash()).unwrap();
        }
        writer.commit(&Payload::default()).unwrap();
        writer.finish(&|| false).unwrap();
        store
    }

    fn writer(&self) -> Writer {
        Writer::open(self.folder.path(), false).unwrap()
    }

    /// `path:ordinal` of each hit's shown passage, best first; those spread over an article end in `*`.
    fn find(&self, expr: Expr) -> Vec<String> {
        let searcher = Searcher::open(self.folder.path()).unwrap();
        let names = |name: &str| Ok(vec![crate::source::slug(name)]);
        let plan = searcher
            .plan(&expr, Widening::default(), &Lexicon::builtin(), &names)
            .unwrap();
        let mut groups = searcher.run(&plan, Wanted::default()).unwrap().groups;
        let ids = searcher.ids().unwrap();
        let id = |group: &Group| ids.of(group.document);
        groups.sort_by(|a, b| b.score.total_cmp(&a.score).then(id(a).cmp(&id(b))));
        let show = |g: &Group| {
            let record = searcher.record(g).unwrap();
            let star = if g.matched == crate::hit::MatchedIn::Article {
                "*"
            } else {
                ""
            };
            format!("{}:{}{star}", record.origin.path, g.shown)
        };
        groups.iter().map(show).collect()
    }
}

fn word(word: &str) -> Expr {
    Expr::Text(Text::Word {
        word: word.into(),
        exact: false,
    })
}

fn and(parts: &[Expr]) -> Expr {
    Expr::And(parts.to_vec())
}

fn coal_and_rice() -> Store {
    Store::of(&[
        article(
            "a",
            "Amnok Courier",
            "Prices in spring",
            Some("2016-04"),
            &[
                "Coal is dear.",
                "Rice sanctions bite.",
                "Tuman Post> The coal port was empty.",
            ],
        ),
        article(
            "b",
            "Tuman Post",
            "Coal by rail",
            Some("2016-05-02"),
            &["The sanctioned coal went north.", "Nothing else."],
        ),
        article(
            "c",
            "",
            "A quiet week",
            None,
            &["Rice and coal were sold side by side, rice first."],
        ),
    ])
}

#[test]
fn a_korean_word_finds_its_forms_in_either_spelling_and_script() {
    let texts = [
        ("plain", "한소라는 등대를 찾았다."),
        ("particle", "편지는 한소라에게 갔다."),
        ("hanja", "韓素羅 등대장이 말했다."),
        ("other", "한소리가 들렸다."),
        ("north", "로동자들이 련락선을 탔다."),
        ("south", "노동자의 연락선이 떠났다."),
        ("apart", "바람 항구 등대가 꺼졌다."),
        ("together", "바람항구등대는 밝다."),
    ];
    let records: Vec<Record> = texts
        .iter()
        .map(|(path, text)| article(path, "", "t", None, &[text]))
        .collect();
    let store = Store::of(&records);
    let found = |query: &str| {
        let mut found = store.find(word(query));
        found.iter_mut().for_each(|hit| hit.truncate(hit.len() - 2));
        found.join(" ")
    };
    let sorted = |query: &str| {
        let found = found(query);
        let all: BTreeSet<&str> = found.split(' ').collect();
        all.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(sorted("한소라"), "hanja particle plain");
    assert_eq!(sorted("한소라는"), "hanja particle plain");
    assert!(
        found("한소라").ends_with("hanja"),
        "Hangul as typed comes first"
    );
    assert_eq!(sorted("韓素羅"), "hanja particle plain");
    assert_eq!(found("로동자"), "north south");
    assert_eq!(found("노동자"), "south north");
    assert_eq!(sorted("연락선"), "north south");
    assert_eq!(sorted("바람항구등대"), "apart together");
}

#[test]
fn words_that_stand_apart_are_found_below_those_together() {
    let store = coal_and_rice();
    assert_eq!(
        store.find(and(&[word("rice"), word("coal")])),
        ["c:1", "a:2*"]
    );
    assert_eq!(
        store.find(and(&[word("rice"), word("rail")])),
        Vec::<String>::new()
    );
}

#[test]
fn the_other_forms_of_a_word_are_found_below_itself() {
    let store = coal_and_rice();
    assert_eq!(store.find(word("sanctions")), ["a:2", "b:1"]);
    assert_eq!(
        store.find(Expr::Text(Text::Word {
            word: "sanctions".into(),
            exact: true
        })),
        ["a:2"]
    );
}

#[test]
fn a_headline_lifts_its_article_and_another_passage_is_shown() {
    assert_eq!(coal_and_rice().find(word("coal"))[0], "b:1");
}

#[test]
fn a_source_is_found_where_it_publishes_and_where_it_is_quoted() {
    let store = coal_and_rice();
    let by = |field| BTreeSet::from_iter(store.find(and(&[word("coal"), Expr::Field(field)])));
    assert_eq!(
        by(Field::Source("Tuman Post".into())),
        BTreeSet::from(["a:3".into(), "b:1".into()])
    );
    assert_eq!(
        by(Field::Publisher("Tuman Post".into())),
        BTreeSet::from(["b:1".into()])
    );
    assert_eq!(by(Field::Quoted), BTreeSet::from(["a:3".into()]));
}

#[test]
fn a_coarse_date_may_fall_anywhere_in_its_time_and_no_date_nowhere() {
    let store = coal_and_rice();
    let date = |d: &str| Some(d.parse::<PartialDate>().unwrap());
    let during = |from, to| {
        BTreeSet::from_iter(store.find(and(&[word("coal"), Expr::Field(Field::Date(from, to))])))
    };
    assert_eq!(
        during(date("2016-04-20"), None),
        BTreeSet::from(["a:1".into(), "b:1".into()])
    );
    assert_eq!(
        during(None, date("2016-04")),
        BTreeSet::from(["a:1".into()])
    );
    assert_eq!(during(date("2017"), None), BTreeSet::new());
}

#[test]
fn not_excludes_passages_and_stands_alone_too() {
    let store = coal_and_rice();
    let not = |w: &str| Expr::Not(Box::new(word(w)));
    assert_eq!(store.find(and(&[word("coal"), not("rice")])).len(), 2);
    assert_eq!(
        store
            .find(and(&[
                Expr::Field(Field::Kind(Kind::Paragraph)),
                not("coal")
            ]))
            .len(),
        2
    );
    assert_eq!(store.find(Expr::All).len(), 3);
}

#[test]
fn phrases_windows_prefixes_and_misspellings_are_found() {
    let store = coal_and_rice();
    let phrase = |words: &str, slop| {
        store.find(Expr::Text(Text::Phrase {
            words: words.into(),
            slop,
        }))
    };
    assert_eq!(phrase("side by side", 0), ["c:1"]);
    assert_eq!(phrase("side side", 0), Vec::<String>::new());
    assert_eq!(phrase("side side", 1), ["c:1"]);
    let near = |within| {
        let text = |w: &str| {
            Box::new(Text::Word {
                word: w.into(),
                exact: false,
            })
        };
        store.find(Expr::Text(Text::Near(text("north"), within, text("coal"))))
    };
    assert_eq!(near(1), ["b:1"]);
    assert_eq!(near(0), Vec::<String>::new());
    assert_eq!(
        store.find(Expr::Text(Text::Prefix("sanct".into()))).len(),
        2
    );
    assert_eq!(
        store.find(Expr::Text(Text::Fuzzy("rise".into(), 1))).len(),
        2
    );
}

#[test]
fn title_and_author_filter_the_passages_of_their_articles() {
    let store = coal_and_rice();
    let title = Field::Title(Text::Word {
        word: "rail".into(),
        exact: false,
    });
    assert_eq!(
        store.find(and(&[word("nothing"), Expr::Field(title)])),
        ["b:2"]
    );
    let author = Field::Author(Text::Phrase {
        words: "Han Mirae".into(),
        slop: 0,
    });
    assert_eq!(
        store.find(and(&[word("nothing"), Expr::Field(author)])),
        ["b:2"]
    );
}

#[test]
fn copies_of_a_text_are_one_hit() {
    let words = &["The same words twice."];
    let store = Store::of(&[
        article("x", "", "One", None, words),
        article("y", "", "One", None, words),
    ]);
    assert_eq!(store.find(word("twice")).len(), 1);
}

#[test]
fn a_page_to_print_is_a_copy_though_captions_comments_and_sources_differ() {
    let long = [
        "The harbour office raised the price of lamp oil on Tuesday, for the third time since the spring tides began, and gave no reason. ".repeat(2),
        "Officials did not answer questions; a notice on the door of the office says that prices follow those of the mainland's depots. ".repeat(2),
    ];
    let mut with_caption = vec!["The empty berth.", long[0].trim()];
    with_caption.push(long[1].trim());
    let without = [long[0].trim(), long[1].trim(), "Source: the ledger"];
    let edited = [
        long[0].trim(),
        "Officials answered after all, and at such length that nobody who had asked them stayed until the end of it, which was long after noon.",
    ];
    let store = Store::of(&[
        article("page", "", "Oil", None, &with_caption),
        article("print", "", "Oil", None, &without),
        article("later-capture", "", "Oil", None, &edited),
    ]);
    assert_eq!(store.find(word("tides")).len(), 2);
}

#[test]
fn an_article_taken_out_is_gone_with_all_its_passages_and_its_neighbours_stay() {
    let store = coal_and_rice();
    let mut writer = store.writer();
    writer.remove(ArticleId::of("b", 0)).unwrap();
    writer.commit(&Payload::default()).unwrap();
    writer.finish(&|| false).unwrap();
    assert_eq!(
        BTreeSet::from_iter(store.find(word("coal"))),
        BTreeSet::from(["a:1".into(), "c:1".into()])
    );
    let searcher = Searcher::open(store.folder.path()).unwrap();
    assert_eq!(searcher.articles().unwrap(), 2);
    assert!(searcher.article(ArticleId::of("b", 0)).unwrap().is_none());
    assert_eq!(
        searcher
            .article(ArticleId::of("c", 0))
            .unwrap()
            .unwrap()
            .title
            .unwrap(),
        "A quiet week"
    );
}

#[test]
fn korean_words_are_found_with_particles_inside_words_and_spaced_otherwise() {
    let store = Store::of(&[
        article("whole", "", "-", None, &["조선중앙통신은 북핵을 보도했다."]),
        article("apart", "", "-", None, &["조선 중앙 통신"]),
        article("inside", "", "-", None, &["조사회의 결과"]),
    ]);
    assert_eq!(
        BTreeSet::from_iter(store.find(word("조선중앙통신"))),
        BTreeSet::from(["whole:1".into(), "apart:1".into()])
    );
    assert_eq!(store.find(word("사회")), ["inside:1"]);
    assert_eq!(store.find(word("핵")), ["whole:1"]);
    assert_eq!(store.find(word("통신은")).len(), 2);
}
