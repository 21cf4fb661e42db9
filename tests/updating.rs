//! An index follows its corpus: what changes is read again, and an update answers as a rebuild would.
#![allow(clippy::unwrap_used)]

mod place;

use std::fs;
use std::path::PathBuf;

use place::{COAL, FERRY, Place, QUERIES, answers};
use sosik::Error;
use sosik::ingest::{FileState, Options, Silent, ingest};
use sosik::search::Library;

#[test]
fn an_unchanged_corpus_writes_nothing() {
    let place = Place::new(&[("a.txt", FERRY), ("b.txt", COAL)]);
    assert_eq!(place.run().added, 2);
    let state = |place: &Place| -> Vec<(PathBuf, u64, std::time::SystemTime)> {
        let mut files: Vec<_> = walkdir::WalkDir::new(&place.index)
            .into_iter()
            .flatten()
            .filter(|e| e.file_type().is_file())
            .map(|e| {
                (
                    e.path().to_path_buf(),
                    e.metadata().unwrap().len(),
                    e.metadata().unwrap().modified().unwrap(),
                )
            })
            .collect();
        files.sort();
        files
    };
    let before = state(&place);
    let report = place.run();
    assert_eq!(
        (
            report.added,
            report.changed,
            report.removed,
            report.unchanged
        ),
        (0, 0, 0, 2)
    );
    assert_eq!(state(&place), before);
}

#[test]
fn an_update_answers_as_a_rebuild_does() {
    let place = Place::new(&[
        ("a.txt", FERRY),
        ("b.txt", COAL),
        ("c.txt", "Old\n\nA harbour tale.\n"),
    ]);
    place.run();
    place.write("a.txt", &FERRY.replace("Monday", "Tuesday"));
    place.remove("c.txt");
    place.write(
        "d/e.txt",
        "New\n\nA new ferry for the harbour; coal later, north of it.\n",
    );
    let report = place.run();
    assert_eq!(
        (
            report.added,
            report.changed,
            report.removed,
            report.unchanged
        ),
        (1, 1, 1, 1)
    );
    let fresh = place.index.with_file_name("fresh");
    ingest(&place.corpus, &fresh, &Options::default(), &Silent).unwrap();
    for query in QUERIES {
        assert_eq!(place.answers(query), answers(&fresh, query), "{query}");
    }
}

/// The engine keeps lengths of more than forty terms roughly, and after a merge knew the sum of those only.
#[test]
fn an_update_of_long_passages_scores_as_a_rebuild_does() {
    let text = |n: usize| format!("Title {n}\n\n{}harbour\n", "ferry and coal ".repeat(15 + n));
    let place = Place::new(&[("a.txt", FERRY)]);
    for n in 0..40 {
        place.write(&format!("{n}.txt"), &text(n));
    }
    place.run();
    for n in 0..15 {
        place.remove(&format!("{n}.txt"));
    }
    place.run();
    let fresh = place.index.with_file_name("fresh");
    ingest(&place.corpus, &fresh, &Options::default(), &Silent).unwrap();
    for query in QUERIES {
        assert_eq!(place.answers(query), answers(&fresh, query), "{query}");
    }
}

/// Little that was deleted is not merged away, and yet must not count: not for a word's rarity, nor as a spelling that is there.
#[test]
fn a_small_update_of_a_large_index_scores_as_a_rebuild_does() {
    let place = Place::new(&[("a.txt", FERRY)]);
    for n in 0..200 {
        let text = format!("Title {n}\n\nferry and coal at the harbour\n\nlamp {n}\n");
        place.write(&format!("{n}.txt"), &text);
    }
    place.run();
    place.write("0.txt", "Title 0\n\nThe harbor ferry, a lantern\n");
    place.remove("1.txt");
    place.write("a.txt", COAL);
    place.run();
    let segments = || {
        let files = walkdir::WalkDir::new(&place.index).into_iter().flatten();
        files
            .filter(|e| e.path().extension().is_some_and(|x| x == "store"))
            .count()
    };
    if segments() == 1 {
        // A thread of the build that came late wrote a segment of few articles, which these were: most of it was deleted, and so
        // it was merged. Of what is one segment now, one more article is little.
        place.write("2.txt", "Title 2\n\nThe harbor ferry, a lamp\n");
        place.run();
    }
    assert!(segments() > 1, "all was merged");
    let fresh = place.index.with_file_name("fresh");
    ingest(&place.corpus, &fresh, &Options::default(), &Silent).unwrap();
    let more = [
        "ferry~1",
        "lamp OR lantern",
        "l*",
        "Monday",
        "\"second ferry\"~2",
        "title:title",
    ];
    for query in QUERIES.into_iter().chain(more) {
        assert_eq!(place.answers(query), answers(&fresh, query), "{query}");
    }
}

#[test]
fn a_changed_line_of_json_lines_changes_one_article() {
    let line = |n: usize, text: &str| format!("{{\"title\": \"T{n}\", \"text\": \"{text}\"}}\n");
    let place = Place::new(&[(
        "x.jsonl",
        &(line(1, "First words.") + &line(2, "Second words.") + &line(3, "Third words.")),
    )]);
    assert_eq!(place.run().added, 3);
    place.write(
        "x.jsonl",
        &(line(1, "First words.") + &line(2, "Other words.") + &line(3, "Third words.")),
    );
    let report = place.run();
    assert_eq!(
        (
            report.added,
            report.changed,
            report.removed,
            report.unchanged
        ),
        (0, 1, 0, 2)
    );
    assert_eq!(place.answers("second").len(), 0);
    assert_eq!(place.answers("other").len(), 1);
}

#[test]
fn a_touched_file_of_the_same_content_is_unchanged() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(100);
    fs::File::options()
        .write(true)
        .open(place.corpus.join("a.txt"))
        .unwrap()
        .set_modified(later)
        .unwrap();
    let report = place.run();
    assert_eq!((report.changed, report.unchanged), (0, 1));
}

#[test]
fn a_file_changed_within_the_clock_s_grain_is_seen() {
    let place = Place::new(&[("a.txt", FERRY)]);
    let path = place.corpus.join("a.txt");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    place.run();
    fs::write(&path, FERRY.replace("Monday", "Sunday")).unwrap();
    let same_size = FERRY.replace("Monday", "Fryday");
    fs::write(&path, same_size).unwrap();
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(time)
        .unwrap();
    assert_eq!(place.run().changed, 1);
}

#[test]
fn copies_are_counted_kept_and_shown_once() {
    let place = Place::new(&[("a.txt", FERRY), ("b.txt", FERRY), ("c.txt", COAL)]);
    let report = place.run();
    assert_eq!((report.articles, report.copies), (3, 1));
    let hits = place.answers("monday");
    assert_eq!(hits.len(), 1);
    assert!(
        hits[0].contains("also_in") || hits[0].contains(".txt\"]"),
        "{hits:?}"
    );
}

#[test]
fn another_corpus_needs_full() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    let other = Place::new(&[("b.txt", COAL)]);
    let into = |options: &Options| ingest(&other.corpus, &place.index, options, &Silent);
    assert!(matches!(into(&Options::default()), Err(Error::Corpus(_))));
    assert_eq!(place.answers("ferry").len(), 1);
    into(&Options {
        full: true,
        ..Options::default()
    })
    .unwrap();
    assert_eq!(
        (place.answers("ferry").len(), place.answers("coal").len()),
        (0, 1)
    );
}

#[test]
fn corpus_and_index_can_be_moved_together() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    let away = tempfile::tempdir().unwrap();
    let (corpus, index) = (away.path().join("corpus"), away.path().join("index"));
    fs::rename(&place.corpus, &corpus).unwrap();
    fs::rename(&place.index, &index).unwrap();
    assert_eq!(answers(&index, "ferry").len(), 1);
    let report = ingest(&corpus, &index, &Options::default(), &Silent).unwrap();
    assert_eq!((report.unchanged, report.added), (1, 0));
}

#[test]
fn new_rules_of_the_user_reach_articles_that_did_not_change() {
    let place = Place::new(&[("amnok/a.txt", FERRY), ("b.txt", COAL)]);
    place.run();
    place.write("sources.toml", "[[source]]\nname = \"Amnok Courier\"\n\n[[folder]]\nglob = \"amnok/**\"\npublisher = \"Amnok Courier\"\n");
    let report = place.run();
    assert_eq!((report.changed, report.unchanged), (1, 1));
    assert_eq!(place.answers("publisher:\"Amnok Courier\"").len(), 1);
}

#[test]
fn an_index_of_another_version_is_rebuilt_and_said() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    // As the first version of the program wrote it.
    let manifest = place.index.join("sosik.json");
    let text = fs::read_to_string(&manifest)
        .unwrap()
        .replace("\"sosik\": 2", "\"sosik\": 1")
        .replace("\"analyzer\": ", "\"analyzer\": 9");
    fs::write(&manifest, text).unwrap();
    assert!(matches!(Library::open(&place.index), Err(Error::Index(_))));
    let report = place.run();
    assert_eq!(report.notes.len(), 1);
    assert_eq!(place.answers("ferry").len(), 1);
}

#[test]
fn a_dry_run_reports_and_writes_nothing() {
    let place = Place::new(&[("a.txt", FERRY)]);
    let report = place.try_run(&dry()).unwrap();
    assert_eq!(report.added, 1);
    assert!(!place.index.exists());
}

fn dry() -> Options {
    Options {
        dry_run: true,
        ..Options::default()
    }
}

#[test]
fn a_dry_run_tells_what_a_run_would_do() {
    let place = Place::new(&[("a.txt", FERRY), ("b.txt", COAL), ("c.txt", COAL)]);
    place.run();
    place.write("b.txt", &COAL.replace("north", "south"));
    place.remove("c.txt");
    place.write(
        "d.txt",
        "A tug\n\nSeoul, Harbour Ledger, 3 May 2016\n\nA tug came.\n",
    );
    place.write("e.txt", "");
    let told = place.try_run(&dry()).unwrap();
    let rows: Vec<(&str, FileState)> = told
        .rows
        .iter()
        .map(|r| (r.path.as_str(), r.state))
        .collect();
    assert_eq!(
        rows,
        [
            ("a.txt", FileState::Unchanged),
            ("b.txt", FileState::Changed),
            ("c.txt", FileState::Removed),
            ("d.txt", FileState::Added),
            ("e.txt", FileState::Skipped),
        ]
    );
    assert_eq!((told.rows[0].no_date, told.rows[0].no_title), (1, 0));
    let done = place.run();
    let counts = |r: &sosik::ingest::Report| {
        (
            (r.files, r.articles, r.passages, r.copies),
            (r.added, r.changed, r.removed, r.unchanged),
            r.skipped.clone(),
        )
    };
    assert_eq!(counts(&told), counts(&done));
    assert!(done.rows.is_empty());
}

#[test]
fn what_a_dry_run_finds_missing_the_index_tells_too() {
    let place = Place::new(&[
        ("a.txt", FERRY),
        (
            "b.md",
            "---\ntitle: Coal\ndate: 2016-05-03\npublisher: Harbour Ledger\n---\n\nCoal went north.\n",
        ),
    ]);
    let told = place.try_run(&dry()).unwrap();
    place.run();
    let (gaps, files) = Library::open(&place.index).unwrap().gaps().unwrap();
    assert_eq!(files, 2);
    assert_eq!(gaps.len(), 1);
    assert_eq!(
        (&gaps[0].path, gaps[0].no_publisher, gaps[0].no_date),
        (&told.rows[0].path, 1, 1)
    );
}

#[test]
fn an_index_inside_the_corpus_is_no_part_of_it() {
    let place = Place::new(&[("a.txt", FERRY), ("deep/b.txt", COAL)]);
    let index = place.corpus.join("deep/index");
    fs::create_dir_all(&index).unwrap();
    fs::write(index.join("README.md"), "What this folder is for.").unwrap();
    let run = |index: &std::path::Path, options: &Options| {
        ingest(&place.corpus, index, options, &Silent).unwrap()
    };
    for options in [dry(), Options::default(), Options::default()] {
        let report = run(&index, &options);
        assert_eq!((report.articles, report.passed_over), (2, 0));
    }
    let status = Library::open(&index).unwrap().status().unwrap();
    assert_eq!(status.stale, Some(sosik::ingest::Stale::default()));
    // Nor is it where another index is made of the same corpus.
    assert_eq!(run(&place.index, &Options::default()).articles, 2);
}

#[test]
fn an_index_is_no_corpus() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    let other = place.index.with_file_name("other");
    let error = ingest(&place.index, &other, &Options::default(), &Silent).unwrap_err();
    assert!(error.to_string().contains("an index of sosik, no corpus"));
    assert!(!other.exists());
}

const BREAD: &str = "Bread\n\nThe baker said bread is late.\n\nBread came on Friday. [Daily NK]\n";

fn correction(article: &str, text: &str, source: &str) -> String {
    format!("[[correction]]\narticle = \"{article}\"\ntext = \"{text}\"\nsource = \"{source}\"\n")
}

#[test]
fn a_correction_holds_when_its_article_is_read_again_and_ends_with_its_file() {
    let place = Place::new(&[("a.txt", BREAD), ("b.txt", COAL)]);
    place.run();
    let quoted = |place: &Place| place.answers("is:quoted \"on Friday\"").len();
    assert_eq!(quoted(&place), 1);
    place.write(
        "corrections.toml",
        &correction("a.txt", "Bread came … Friday.", "own"),
    );
    let report = place.run();
    assert_eq!(
        (report.changed, report.unchanged, report.skipped.len()),
        (1, 1, 0)
    );
    assert_eq!(quoted(&place), 0);
    place.write("a.txt", &format!("{BREAD}\nMore bread.\n"));
    assert_eq!(place.run().changed, 1);
    assert_eq!(quoted(&place), 0, "it holds for the changed file too");
    place.remove("corrections.toml");
    assert_eq!(place.run().changed, 1);
    assert_eq!(quoted(&place), 1);
}

#[test]
fn a_correction_that_fits_nothing_is_told_with_its_line_at_every_run() {
    let place = Place::new(&[("a.txt", BREAD), ("b.txt", COAL)]);
    let corrections =
        correction("a.txt", "Cake came", "own") + &correction("c.txt", "Bread", "own");
    place.write("corrections.toml", &corrections);
    for _ in 0..2 {
        let skipped = place.run().skipped;
        let told: Vec<&str> = skipped.iter().map(|s| s.path.as_str()).collect();
        assert_eq!(told, ["corrections.toml:3", "corrections.toml:7"]);
    }
    place.write("a.txt", &BREAD.replace("Bread came", "Cake came"));
    let skipped = place.run().skipped;
    assert_eq!(skipped.len(), 1, "{skipped:?}");
}
