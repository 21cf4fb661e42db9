//! What a reader, and a program, sees of an answer.

use crate::article::{ArticleId, Digest, Lang, PartialDate, Span};
use crate::hit::*;
use crate::passage::{Cite, Kind, PassageId};
use crate::search::Shown;
use crate::source::SourceRef;

use super::{Look, json, show, text};

const TEXT: &str = "The quay\n\nOur own words about the quay.\n\n“The quay is empty,” said Ivo Tarn of the port.\n\n[Amnok Courier]";

fn info() -> ArticleInfo {
    ArticleInfo {
        id: ArticleId(0x3f9c_1e02_ab77_d014),
        path: "a-blog/quay.txt".into(),
        record: 0,
        digest: Digest([0xab; 32]),
        publisher: Some(SourceRef::unknown("A Blog")),
        title: Some("The quay".into()),
        byline: vec!["Hana Merrow".into()],
        published: PartialDate::new(2016, Some(4), Some(8)),
        url: None,
        lang: Some(Lang::EN),
    }
}

fn citation(ordinal: u32, kind: Kind, words: &str) -> Citation {
    let start = TEXT.find(words).unwrap();
    Citation {
        id: PassageId {
            article: info().id,
            ordinal,
        },
        kind,
        span: Span::new(start, start + words.len()),
        line: Some(5),
        page: None,
        lang: Some(Lang::EN),
        quoted: false,
        source: info().publisher,
        via: Vec::new(),
        speaker: None,
        speaker_full: None,
        cites: Vec::new(),
        credit: None,
        text: words.into(),
        file_span: Some((start as u64, (start + words.len()) as u64)),
        within: None,
        block: None,
    }
}

fn block() -> Citation {
    let credit = TEXT.find("[Amnok").unwrap();
    Citation {
        quoted: true,
        source: Some(SourceRef::unknown("Amnok Courier")),
        via: vec![SourceRef::unknown("A Blog")],
        credit: Some(CreditText {
            rule: "bracket".into(),
            span: Span::new(credit, TEXT.len()),
            text: "[Amnok Courier]".into(),
        }),
        block: Some(2),
        ..citation(
            2,
            Kind::BlockQuote,
            "“The quay is empty,” said Ivo Tarn of the port.",
        )
    }
}

fn quotation() -> Citation {
    Citation {
        speaker: Some("Ivo Tarn".into()),
        within: Some(2),
        block: None,
        credit: None,
        ..Citation {
            kind: Kind::Quotation,
            id: PassageId {
                article: info().id,
                ordinal: 3,
            },
            ..Citation {
                span: citation(3, Kind::Quotation, "The quay is empty,").span,
                text: "The quay is empty,".into(),
                ..block()
            }
        }
    }
}

fn hit(passage: Citation, marked: &str) -> Hit {
    let at = passage.text.find(marked).unwrap();
    Hit {
        score: 7.31,
        article: info(),
        snippet: Snippet {
            text: passage.text.clone(),
            span: passage.span,
            marks: vec![Span::new(at, at + marked.len())],
        },
        passage,
        matched: MatchedIn::Passage,
        also_in: vec!["copies/quay.txt".into(), "copies/again.txt".into()],
        more_in_article: 4,
        explain: Vec::new(),
    }
}

fn results(hits: Vec<Hit>) -> Results {
    Results {
        query: "quay".into(),
        passages: 57,
        articles: 12,
        hits,
        ..Results::default()
    }
}

fn as_text(results: &Results, look: &Look) -> String {
    let mut out = Vec::new();
    text::results(&mut out, results, look).unwrap();
    String::from_utf8(out).unwrap()
}

fn as_json(results: &Results) -> String {
    let mut out = Vec::new();
    json::results(&mut out, results, 0, false).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_hit_says_whose_words_it_shows_and_where_they_stand() {
    let out = as_text(&results(vec![hit(block(), "quay")]), &Look::default());
    assert_eq!(
        out,
        "The quay\n\
         A Blog, by Hana Merrow, 8 Apr 2016\n  \
           Amnok Courier, quoted in A Blog, 8 Apr 2016  (bracket: [Amnok Courier])\n    \
             “The quay is empty,” said Ivo Tarn of the port.\n    \
             a-blog/quay.txt:5  3f9c1e02ab77d014:2  +4 more  also in 2 files\n"
    );
}

#[test]
fn a_passage_of_a_printed_page_is_cited_with_its_page() {
    let mut passage = citation(1, Kind::Paragraph, "The quay");
    (passage.line, passage.page) = (None, Some(3));
    let found = results(vec![hit(passage, "quay")]);
    let text = as_text(&found, &Look::default());
    assert!(text.contains("a-blog/quay.txt#page=3  "), "{text}");
    assert!(as_json(&found).contains("\"line\":null,\"page\":3,"));
}

#[test]
fn a_speaker_comes_before_who_reported_it() {
    let out = as_text(&results(vec![hit(quotation(), "quay")]), &Look::default());
    assert!(
        out.contains("  Ivo Tarn, reported by Amnok Courier, quoted in A Blog, 8 Apr 2016\n"),
        "{out}"
    );
}

#[test]
fn relays_stand_between_source_and_publisher() {
    let mut passage = block();
    passage.via.push(SourceRef::unknown("Some Wire"));
    let out = as_text(&results(vec![hit(passage, "quay")]), &Look::default());
    assert!(
        out.contains("Amnok Courier, via Some Wire, quoted in A Blog"),
        "{out}"
    );
}

#[test]
fn what_is_not_known_is_said_to_be_so() {
    let mut hit = hit(block(), "quay");
    hit.passage.source = None;
    hit.passage.credit = None;
    hit.passage.via.clear();
    hit.article.publisher = None;
    hit.article.published = None;
    hit.article.title = None;
    let out = as_text(&results(vec![hit]), &Look::default());
    assert!(
        out.starts_with("(no title)\npublisher not known, by Hana Merrow, date not known\n"),
        "{out}"
    );
    assert!(
        out.contains(
            "  source not known, quoted in an article of unknown publisher, date not known
"
        ),
        "{out}"
    );
}

#[test]
fn marks_are_the_only_thing_in_their_colour() {
    let look = Look {
        color: true,
        ..Look::default()
    };
    let out = as_text(&results(vec![hit(block(), "quay")]), &look);
    assert!(
        out.contains("“The \u{1b}[1m\u{1b}[31mquay\u{1b}[0m is empty,”"),
        "{out:?}"
    );
}

#[test]
fn nothing_from_the_corpus_steers_the_terminal() {
    let evil = "\u{1b}]0;x\u{7}\u{202e}\u{9b}";
    let mut hit = hit(block(), "quay");
    hit.article.title = Some(evil.into());
    hit.article.path = evil.into();
    hit.article.byline = vec![evil.into()];
    hit.passage.source = Some(SourceRef::unknown(evil));
    hit.passage.speaker = Some(evil.into());
    hit.passage.speaker_full = Some(evil.into());
    hit.snippet.text.push_str(evil);
    hit.passage.credit.as_mut().unwrap().text = evil.into();
    hit.passage.cites = vec![Cited {
        cite: Cite {
            source: SourceRef::unknown(evil),
            span: Span::new(0, 1),
        },
        text: evil.into(),
    }];
    hit.explain = vec![evil.into()];
    let mut out = as_text(&results(vec![hit.clone()]), &Look::default());
    let shown = Shown {
        article: hit.article.clone(),
        text: TEXT.into(),
        passages: vec![hit.passage.clone()],
    };
    let mut drawn = Vec::new();
    show::article(&mut drawn, &shown, &Look::default(), |_| true, None).unwrap();
    show::passages(&mut drawn, &shown, &Look::default()).unwrap();
    out.push_str(&String::from_utf8(drawn).unwrap());
    out.push_str(&as_json(&results(vec![hit])));
    let raw: Vec<char> = out
        .chars()
        .filter(|&c| c != '\n' && super::harmless::is_harmful(c))
        .collect();
    assert_eq!(raw, []);
}

#[test]
fn json_is_the_contracts_to_the_letter() {
    let out = as_json(&results(vec![hit(block(), "quay")]));
    let mut lines = out.lines();
    assert_eq!(
        lines.next().unwrap(),
        concat!(
            r#"{"type":"hit","schema":1,"rank":1,"score":7.31,"article":{"id":"3f9c1e02ab77d014","path":"a-blog/quay.txt","record":0,"digest":"blake3:"#,
            "abababababababababababababababababababababababababababababababab",
            r#"","publisher":{"id":"a-blog","name":"A Blog"},"title":"The quay","byline":["Hana Merrow"],"published":"2016-04-08","url":null,"lang":"en"},"#,
            r#""passage":{"id":"3f9c1e02ab77d014:2","kind":"block_quote","span":[41,92],"line":5,"lang":"en","source":{"id":"amnok-courier","name":"Amnok Courier"},"#,
            r#""via":[{"id":"a-blog","name":"A Blog"}],"speaker":null,"cites":[],"credit":{"rule":"bracket","span":[94,109],"text":"[Amnok Courier]"},"speaker_full":null,"#,
            r#""text":"“The quay is empty,” said Ivo Tarn of the port."},"snippet":{"text":"“The quay is empty,” said Ivo Tarn of the port.","span":[41,92],"marks":[[7,11]]},"#,
            r#""file_span":[41,92],"match":"passage","also_in":["copies/quay.txt","copies/again.txt"],"more_in_article":4}"#,
        )
    );
    assert_eq!(
        lines.next().unwrap(),
        r#"{"type":"summary","schema":1,"query":"quay","passages":57,"articles":12,"shown":1}"#
    );
}

#[test]
fn json_escapes_what_steers_and_reads_back_the_same() {
    let evil = "a\u{1b}b\u{7f}c\u{85}d\u{202e}e\u{e0041}f\"\\\n항구";
    let mut hit = hit(block(), "quay");
    hit.article.title = Some(evil.into());
    let out = as_json(&results(vec![hit]));
    assert!(
        out.contains(r#""title":"a\u001bb\u007fc\u0085d\u202ee\udb40\udc41f\"\\\n항구""#),
        "{out}"
    );
    let line: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!(line["article"]["title"], evil);
}

#[test]
fn an_article_is_drawn_with_who_speaks_in_the_margin() {
    let shown = Shown {
        article: info(),
        text: TEXT.into(),
        passages: vec![
            citation(0, Kind::Headline, "The quay"),
            citation(1, Kind::Paragraph, "Our own words about the quay."),
            block(),
            quotation(),
        ],
    };
    let mut out = Vec::new();
    show::article(&mut out, &shown, &Look::default(), |_| true, None).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert_eq!(
        out,
        "The quay\nA Blog, by Hana Merrow, 8 Apr 2016, en\na-blog/quay.txt  3f9c1e02ab77d014\n\n\
         A Blog                 | Our own words about the quay.\n\n\
         Amnok Courier          > “{1: The quay is empty,}” said Ivo Tarn of the port.\n\
         \x20                      >   bracket: [Amnok Courier]\n\
         \x20                      >   {1} Ivo Tarn, reported by Amnok Courier\n\
         \x20                      . [Amnok Courier]\n"
    );
}
