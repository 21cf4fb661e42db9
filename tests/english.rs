//! What names find among the words of English: a measurement over a list of words that the user gives, a word a line in small
//! letters, and over a corpus of English news.
//!
//! `SOSIK_WORDS=FILE SOSIK_NEWS=FOLDER cargo test --test english -- --ignored --nocapture` indexes an article a word, searches each
//! name of the lexicon and each of some that it does not have, and prints the words that are found; then what the same names find
//! in the news by sound.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use sosik::ingest::{Options, Silent, ingest};
use sosik::name::Lexicon;
use sosik::query::{Expr, Text};
use sosik::search::{Library, Request};

/// Invented names of every shape that is read by sound alone.
const UNKNOWN: [&str; 24] = [
    "Pyo Mirae",
    "Pyo Mi-rae",
    "Han Sora",
    "Ri Un-sim",
    "Kim Hae-won",
    "Pak So-dam",
    "So Un-ha",
    "No Ae-ran",
    "An In-a",
    "Min So-hi",
    "Torang",
    "Torangpo",
    "Solgae",
    "Solgae-gun",
    "Marim-ri",
    "Imok",
    "Sanae",
    "Hanaro",
    "Pansong",
    "Tamunbong",
    "Nonsan-ri",
    "mirimbap",
    "karuttok",
    "sonsuremi",
];

fn index(texts: &[String]) -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    let mut lines = String::new();
    for text in texts {
        writeln!(lines, "{}", serde_json::json!({ "text": text })).unwrap();
    }
    std::fs::write(corpus.join("all.jsonl"), lines).unwrap();
    let library = open(&corpus, folder.path());
    (folder, library)
}

fn open(corpus: &Path, work: &Path) -> Library {
    let index = work.join("index");
    ingest(corpus, &index, &Options::default(), &Silent).unwrap();
    Library::open(&index).unwrap()
}

fn request(name: &str) -> Request {
    let words = name.split(' ').map(|word| {
        Expr::Text(Text::Word {
            word: word.to_string(),
            exact: false,
        })
    });
    Request {
        limit: 1000,
        ..Request::new(Expr::and(words))
    }
}

#[test]
#[ignore = "a measurement: SOSIK_WORDS=FILE SOSIK_NEWS=FOLDER cargo test --test english -- --ignored --nocapture"]
fn words_that_names_find() {
    let words = std::fs::read_to_string(std::env::var("SOSIK_WORDS").unwrap()).unwrap();
    let words: Vec<String> = words.lines().map(str::to_string).collect();
    let (_folder, library) = index(&words);
    let lexicon = Lexicon::builtin();
    let mut names: BTreeSet<String> = UNKNOWN.iter().map(|n| n.to_string()).collect();
    for name in lexicon.names() {
        names.insert(name.printed.clone());
        names.extend(name.north.clone());
    }
    let mut found: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in &names {
        // What is written so, and in the plural, was asked for.
        let asked: BTreeSet<String> = lexicon
            .named(name)
            .iter()
            .flat_map(|n| n.spellings())
            .map(|s| s.text.to_lowercase())
            .chain([name.to_lowercase()])
            .collect();
        for hit in library.search(&request(name)).unwrap().hits {
            let word = &words[hit.article.record as usize];
            let stem = |word: &str| word.trim_end_matches('s').to_string();
            if !asked.iter().any(|a| stem(a) == stem(word)) {
                found.entry(word.clone()).or_default().insert(name);
            }
        }
    }
    println!("{} names, {} words", names.len(), words.len());
    for (word, names) in &found {
        println!("{word}: {names:?}");
    }
    println!(
        "{} words are found by a name that they do not spell",
        found.len()
    );
    let Ok(news) = std::env::var("SOSIK_NEWS") else {
        return;
    };
    let work = tempfile::tempdir().unwrap();
    let library = open(Path::new(&news), work.path());
    let among: BTreeSet<&String> = words.iter().collect();
    let mut marked: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in &names {
        for hit in library.search(&request(name)).unwrap().hits {
            for mark in &hit.snippet.marks {
                let text = mark.of(&hit.snippet.text);
                if among.contains(&text.to_string()) && !name.to_lowercase().contains(text) {
                    marked.entry(text.to_string()).or_default().insert(name);
                }
            }
        }
    }
    println!("in the news, words of the list in small letters that are marked for a name:");
    for (word, names) in &marked {
        println!("{word}: {names:?}");
    }
}
