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
        .min_depth(2)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    entries
        .filter(|e| e.file_type().is_file())
        .map(|e| e.into_path())
        .collect()
}

/// Words to ask for: every word of every article, once.
fn vocabulary() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for file in files() {
        let _ = read_file(&file, Some(&corpus()), &Limits::default(), &mut |read| {
            let Ok((article, _)) = read else { return };
            words.extend(
                article
                    .text
                    .split_whitespace()
                    .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_string()),
            );
        });
    }
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
                    // A `cite=` address is evidence that the page does not print.
                    let printed = credit.rule != "cite_address";
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

/// Law 3, and the place in the file, for a query of each word there is and both ways of grouping.
#[test]
fn what_is_shown_stands_where_it_is_said_to() {
    let index = indexed(&corpus());
    let library = Library::open(&index.path().join("index")).unwrap();
    let mut hits = 0;
    for word in vocabulary() {
        let mut request = Request::new(Expr::Text(Text::Word {
            word: word.clone(),
            exact: false,
        }));
        request.group = Group::None;
        request.limit = 50;
        request.snippet_chars = 120;
        let Ok(results) = library.search(&request) else {
            continue;
        };
        for hit in &results.hits {
            hits += 1;
            let at = format!("{word}: {}", hit.passage.id);
            let text = library.show(hit.article.id).unwrap().text;
            assert_eq!(hit.passage.span.of(&text), hit.passage.text, "{at}");
            assert_eq!(hit.snippet.span.of(&text), hit.snippet.text, "{at}");
            assert!(hit.passage.span.contains(hit.snippet.span), "{at}");
            assert!(
                !hit.snippet.marks.is_empty(),
                "{at}: a hit of words has marks"
            );
            assert!(
                hit.snippet.marks.iter().all(|m| hit
                    .snippet
                    .text
                    .get(m.range())
                    .is_some_and(|t| !t.is_empty())),
                "{at}"
            );
            assert!(
                hit.snippet.marks.windows(2).all(|w| w[0].end <= w[1].start),
                "{at}"
            );
            if let Some((start, end)) = hit.passage.file_span {
                let bytes = fs::read(corpus().join(&hit.article.path)).unwrap();
                assert_eq!(
                    &bytes[start as usize..end as usize],
                    hit.passage.text.as_bytes(),
                    "{at}"
                );
            }
        }
    }
    assert!(hits > 1000, "{hits} hits were looked at");
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
        fs::copy(corpus().join("sources.toml"), renamed.join("sources.toml")).unwrap();
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
