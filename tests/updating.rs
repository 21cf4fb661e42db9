//! An index follows its corpus: what changes is read again, what is bad is named, and nothing that was indexed is lost.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use sosik::ingest::{Options, Report, Silent, ingest};
use sosik::query::Expr;
use sosik::search::{Library, Request};
use sosik::{Error, Result};

struct Place {
    _folder: tempfile::TempDir,
    corpus: PathBuf,
    index: PathBuf,
}

impl Place {
    fn new(files: &[(&str, &str)]) -> Place {
        let folder = tempfile::tempdir().unwrap();
        let place = Place {
            corpus: folder.path().join("corpus"),
            index: folder.path().join("index"),
            _folder: folder,
        };
        fs::create_dir(&place.corpus).unwrap();
        files
            .iter()
            .for_each(|(path, text)| place.write(path, text));
        place
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.corpus.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.corpus.join(path)).unwrap();
    }

    fn run(&self) -> Report {
        self.try_run(&Options::default()).unwrap()
    }

    fn try_run(&self, options: &Options) -> Result<Report> {
        ingest(&self.corpus, &self.index, options, &Silent)
    }

    /// All hits of a query as `path rank score snippet`, so that two indexes can be compared to the letter.
    fn answers(&self, query: &str) -> Vec<String> {
        answers(&self.index, query)
    }
}

fn answers(index: &Path, query: &str) -> Vec<String> {
    let request = Request {
        limit: 1000,
        ..Request::new(query.parse::<Expr>().unwrap())
    };
    let results = Library::open(index).unwrap().search(&request).unwrap();
    let line = |h: &sosik::hit::Hit| {
        format!(
            "{} {} {:.4} {:?} {:?}",
            h.article.path, h.passage.id, h.score, h.snippet, h.also_in
        )
    };
    results.hits.iter().map(line).collect()
}

const FERRY: &str = "Ferry talks stall\n\nThe ferry did not sail on Monday.\n\nA second ferry waits in the harbour.\n";
const COAL: &str = "Coal by rail\n\nCoal went north again.\n\nThe harbour was empty.\n";
const QUERIES: [&str; 6] = [
    "ferry",
    "harbour",
    "coal north",
    "ferry OR coal",
    "\"second ferry\"",
    "harbour NOT ferry",
];

#[test]
fn an_unchanged_corpus_writes_nothing() {
    let place = Place::new(&[("a.txt", FERRY), ("b.txt", COAL)]);
    assert_eq!(place.run().added, 2);
    let state = |place: &Place| -> Vec<(PathBuf, u64, std::time::SystemTime)> {
        let mut files: Vec<_> = walkdir::WalkDir::new(&place.index)
            .into_iter()
            .flatten()
            .filter(|e| e.file_type().is_file() && e.file_name() != "writer.lock")
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
fn a_missing_or_empty_corpus_removes_nothing() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    fs::rename(&place.corpus, place.corpus.with_file_name("away")).unwrap();
    assert!(matches!(
        place.try_run(&Options::default()),
        Err(Error::Corpus(_))
    ));
    fs::create_dir(&place.corpus).unwrap();
    assert!(matches!(
        place.try_run(&Options::default()),
        Err(Error::Corpus(_))
    ));
    assert_eq!(place.answers("ferry").len(), 1);
}

#[test]
fn bad_files_are_named_and_the_rest_is_read() {
    let place = Place::new(&[
        ("good.txt", FERRY),
        ("empty.txt", ""),
        (
            "lines.jsonl",
            "{\"title\": \"One\", \"text\": \"A ferry.\"}\n{\"title\": broken\n{\"title\": \"Three\", \"text\": \"A ferry too.\"}\n",
        ),
    ]);
    fs::write(
        place.corpus.join("utf8.txt"),
        b"Title\n\nNot \xff\xfe valid \xc3\x28.\n",
    )
    .unwrap();
    fs::write(place.corpus.join("nul.txt"), [0u8; 4096]).unwrap();
    let report = place.run();
    let skipped: Vec<&str> = report.skipped.iter().map(|s| s.path.as_str()).collect();
    assert_eq!(skipped, ["empty.txt", "lines.jsonl:2", "utf8.txt"]);
    assert_eq!(report.passed_over, 1);
    assert_eq!(report.articles, 3);
    let again = place.run();
    assert_eq!(
        again.skipped, report.skipped,
        "an unchanged bad file is named again"
    );
}

#[test]
fn an_article_over_the_limit_is_named_with_the_flag_that_raises_it() {
    let place = Place::new(&[
        ("good.txt", FERRY),
        ("large.txt", &"A long line of words. ".repeat(100)),
    ]);
    let mut options = Options::default();
    options.limits.article_bytes = 1000;
    let report = place.try_run(&options).unwrap();
    assert_eq!(report.articles, 1);
    assert!(
        report.skipped[0].reason.contains("--max-article-size"),
        "{:?}",
        report.skipped
    );
}

#[test]
fn a_folder_that_is_not_ours_is_never_touched() {
    let place = Place::new(&[("a.txt", FERRY)]);
    fs::create_dir(&place.index).unwrap();
    fs::write(place.index.join("thesis.doc"), "my only copy").unwrap();
    assert!(matches!(
        place.try_run(&Options {
            full: true,
            ..Options::default()
        }),
        Err(Error::Index(_))
    ));
    assert_eq!(fs::read_dir(&place.index).unwrap().count(), 1);
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
fn an_index_of_another_version_is_rebuilt_and_said() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    let manifest = place.index.join("sosik.json");
    let text = fs::read_to_string(&manifest)
        .unwrap()
        .replace("\"analyzer\": ", "\"analyzer\": 9");
    fs::write(&manifest, text).unwrap();
    assert!(matches!(Library::open(&place.index), Err(Error::Index(_))));
    let report = place.run();
    assert_eq!(report.notes.len(), 1);
    assert_eq!(place.answers("ferry").len(), 1);
}

#[test]
fn a_second_writer_is_told_who_holds_the_lock() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    let held = fs::File::options()
        .read(true)
        .write(true)
        .open(place.index.join("writer.lock"))
        .unwrap();
    held.lock().unwrap();
    let Err(Error::Locked(message)) = place.try_run(&Options::default()) else {
        panic!("the lock was not seen")
    };
    assert!(
        message.contains(&format!("process {}", std::process::id())),
        "{message}"
    );
    assert_eq!(place.answers("ferry").len(), 1, "readers do not wait");
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
fn a_dry_run_reports_and_writes_nothing() {
    let place = Place::new(&[("a.txt", FERRY)]);
    let report = place
        .try_run(&Options {
            dry_run: true,
            ..Options::default()
        })
        .unwrap();
    assert_eq!(report.added, 1);
    assert!(!place.index.exists());
}

#[cfg(unix)]
#[test]
fn a_file_that_can_not_be_read_now_keeps_its_articles() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new(&[("a.txt", FERRY), ("b.txt", COAL)]);
    place.run();
    let path = place.corpus.join("a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::File::open(&path).is_ok() {
        return; // root reads everything
    }
    fs::File::options()
        .write(true)
        .open(place.corpus.join("b.txt"))
        .unwrap()
        .set_len(10)
        .unwrap();
    let report = place.run();
    assert_eq!(report.skipped.len(), 1);
    assert_eq!(place.answers("ferry").len(), 1);
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
