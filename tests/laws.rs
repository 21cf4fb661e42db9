//! The laws of ARCHITECTURE.md that span stages, over the sample corpus: whatever is asked, what is shown stands where it is said to.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sosik::ingest::{Options, Silent, ingest, read_file};
use sosik::passage::{Kind, Passage};
use sosik::query::{Expr, Text};
use sosik::read::Limits;
use sosik::search::{Group, Library, Request};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn indexed(corpus: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    ingest(
        corpus,
        &folder.path().join("index"),
        &Options::default(),
        &Silent,
    )
    .unwrap();
    folder
}

fn files() -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(corpus())
        .sort_by_file_name()
        .into_iter()
        .flatten();
    let no_article =
        |name: &std::ffi::OsStr| name == "README.md" || name.to_string_lossy().ends_with(".toml");
    entries
        .filter(|e| e.file_type().is_file() && !(e.depth() == 1 && no_article(e.file_name())))
        .map(|e| e.into_path())
        .collect()
}

/// The texts of all articles.
fn texts() -> Vec<String> {
    let mut texts = Vec::new();
    for file in files() {
        let _ = read_file(&file, Some(&corpus()), &Limits::default(), &mut |read| {
            texts.extend(read.map(|(article, _)| article.text));
        });
    }
    texts
}

/// Words to ask for: every word of every article, once.
fn vocabulary() -> BTreeSet<String> {
    let trimmed = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    let texts = texts();
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    let mut words: BTreeSet<String> = words.map(trimmed).collect();
    words.retain(|w| !w.is_empty());
    words
}

/// Law 1.
#[test]
fn spans_nest_and_are_in_order() {
    let mut articles = 0;
    for file in files() {
        read_file(&file, Some(&corpus()), &Limits::default(), &mut |read| {
            let Ok((article, passages)) = read else {
                return;
            };
            articles += 1;
            for (ordinal, passage) in passages.iter().enumerate() {
                let at = || format!("{}:{ordinal}", article.origin.path);
                assert!(
                    article
                        .text
                        .get(passage.span.range())
                        .is_some_and(|t| !t.is_empty()),
                    "{}",
                    at()
                );
                assert!(
                    ordinal == 0 || passages[ordinal - 1].span.start <= passage.span.start,
                    "{}",
                    at()
                );
                nested(&passages, passage, &at());
                if let Some(credit) = passage.voice.attribution().and_then(|a| a.credit.as_ref()) {
                    // A `cite=` address and a correction are evidence that the page does not print.
                    let printed = !["cite_address", "correction"].contains(&&*credit.rule);
                    assert!(
                        article
                            .text
                            .get(credit.span.range())
                            .is_some_and(|t| t.is_empty() != printed),
                        "{}",
                        at()
                    );
                }
            }
        })
        .unwrap();
    }
    assert!(articles >= 30, "the corpus holds about thirty articles");
}

fn nested(passages: &[Passage], passage: &Passage, at: &str) {
    if passage.kind != Kind::Quotation {
        return;
    }
    let within = passage
        .within
        .unwrap_or_else(|| panic!("{at}: a quotation stands in something"));
    assert!(
        passages[within as usize].span.contains(passage.span),
        "{at}: outside of what it stands in"
    );
}

/// Law 3, and the place in the file, for a query of each word there is, every passage a hit.
#[test]
fn what_is_shown_stands_where_it_is_said_to() {
    let index = indexed(&corpus());
    let library = Library::open(&index.path().join("index")).unwrap();
    let mut hits = 0;
    for word in vocabulary() {
        let mut request = Request::new(Expr::Text(Text::Word { word, exact: false }));
        request.group = Group::None;
        request.limit = 50;
        request.snippet_chars = 120;
        hits += hits_that_stand(&library, &request);
    }
    assert!(hits > 1000, "{hits} hits were looked at");
}

/// The same for every way to look for words, also where an article holds them apart.
#[test]
fn what_is_shown_is_marked_however_it_was_looked_for() {
    let index = indexed(&corpus());
    let library = Library::open(&index.path().join("index")).unwrap();
    let mut hits = 0;
    for text in texts() {
        let words: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 2 && !["AND", "NOT", "NEAR"].contains(w))
            .collect();
        for five in words.chunks_exact(5).step_by(7) {
            let [a, b, c, d, e] = five else { continue };
            let start: String = a.chars().take(3).collect();
            let far = words.last().unwrap_or(a);
            let spelt: String = e.chars().skip(1).collect();
            for query in [
                format!("\"{a} {b} {c}\""),
                format!("\"{a} {c}\"~9"),
                format!("{d} NEAR/9 {b}"),
                format!("{start}* -nowhere"),
                format!("{spelt}~1"),
                format!("{a} {far}"),
                format!("={b} OR ({c} title:{d})"),
                format!("{e} kind:quotation"),
                format!("{d} kind:comment"),
            ] {
                // Some can't be asked: a misspelt Korean word, a letter alone.
                let Ok(query) = query.parse::<Expr>() else {
                    continue;
                };
                hits += hits_that_stand(&library, &Request::new(query));
            }
        }
    }
    assert!(hits > 1000, "{hits} hits were looked at");
}

/// How many hits a request has; each stands where it says, verbatim and marked.
fn hits_that_stand(library: &Library, request: &Request) -> usize {
    let Ok(results) = library.search(request) else {
        return 0;
    };
    for hit in &results.hits {
        let at = format!("{}: {}", request.query, hit.passage.id);
        let text = library.show(hit.article.id).unwrap().text;
        let (passage, snippet) = (&hit.passage, &hit.snippet);
        assert_eq!(passage.span.of(&text), passage.text, "{at}");
        assert_eq!(snippet.span.of(&text), snippet.text, "{at}");
        assert!(passage.span.contains(snippet.span), "{at}");
        assert!(!snippet.marks.is_empty(), "{at}: a hit of words has marks");
        for mark in &snippet.marks {
            let marked = snippet.text.get(mark.range());
            assert!(marked.is_some_and(|t| !t.is_empty()), "{at}");
        }
        let in_order = snippet.marks.windows(2).all(|w| w[0].end <= w[1].start);
        assert!(in_order, "{at}");
        if let Some((start, end)) = passage.file_span {
            let bytes = fs::read(corpus().join(&hit.article.path)).unwrap();
            let there = &bytes[start as usize..end as usize];
            assert_eq!(there, passage.text.as_bytes(), "{at}");
        }
    }
    results.hits.len()
}

/// Law 5.
#[test]
fn the_order_of_files_does_not_matter() {
    let place = tempfile::tempdir().unwrap();
    let renamed = place.path().join("corpus");
    let (one, two) = (indexed(&corpus()), tempfile::tempdir().unwrap());
    // The same files come to another index in two runs, the later half first.
    for (part, keep) in [(1, 1), (2, 0)] {
        for (number, file) in files().iter().enumerate() {
            let to = renamed.join(file.strip_prefix(corpus()).unwrap());
            if part == 2 || number % 2 == keep {
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(file, to).unwrap();
            }
        }
        for declared in ["sources.toml", "names.toml", "corrections.toml"] {
            fs::copy(corpus().join(declared), renamed.join(declared)).unwrap();
        }
        ingest(
            &renamed,
            &two.path().join("index"),
            &Options::default(),
            &Silent,
        )
        .unwrap();
    }
    let answers = |index: &Path, query: &str| -> Vec<String> {
        let request = Request {
            limit: 1000,
            ..Request::new(query.parse::<Expr>().unwrap())
        };
        let results = Library::open(index).unwrap().search(&request).unwrap();
        results
            .hits
            .iter()
            .map(|h| format!("{} {:?} {}", h.passage.id, h.score, h.snippet.text))
            .collect()
    };
    for query in [
        "harbour",
        "ferry OR coal",
        "the",
        "price NOT coal",
        "is:quoted",
        "bread",
    ] {
        assert_eq!(
            answers(&one.path().join("index"), query),
            answers(&two.path().join("index"), query),
            "{query}"
        );
    }
}
