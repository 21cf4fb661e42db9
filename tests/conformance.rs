//! Each file under tests/conformance/ gives the articles that stand in the `.toml` beside it: title, publisher, day, authors, address,
//! language, whose words its blocks are; and what is bad in it is named as stated there. `BLESS=1` rewrites the expectations:
//! read the difference before you believe it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sosik::article::Article;
use sosik::ingest::read_file;
use sosik::passage::{Kind, Passage, Voice};
use sosik::read::{Limits, Outcome, read};
use sosik::source::Registry;

/// What a file is read as.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Expected {
    /// Why the file is here.
    #[serde(skip_serializing_if = "String::is_empty")]
    about: String,
    /// The file as a whole can't be read, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// It is passed over as a binary.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    binary: bool,
    /// What in it is no article and no fault.
    #[serde(skip_serializing_if = "is_zero")]
    passed_over: u64,
    /// What is bad in it, as it is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skipped: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    article: Vec<Known>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    /// With the number of the record, if that is not 0.
    path: String,
    format: String,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    byline: Vec<String>,
    url: Option<String>,
    lang: Option<String>,
    /// The first and the last words of the text below the title.
    begins: String,
    ends: String,
    /// Passages of each kind that are no quotation within a paragraph.
    paragraphs: usize,
    #[serde(default, skip_serializing_if = "is_none_of")]
    comments: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    block: Vec<Block>,
}

/// A block quotation.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    begins: String,
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

fn is_none_of(n: &usize) -> bool {
    *n == 0
}

/// Where there is no pdftotext, PDFs are read by the program itself in a child process.
fn read_pdfs() {
    sosik::read::pdf::set_program(env!("CARGO_BIN_EXE_sosik").into());
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

#[test]
fn every_file_is_read_as_is_written_beside_it() {
    read_pdfs();
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let files = files(&root());
    assert!(files.len() > 20, "the files are gone");
    for file in files {
        let beside = PathBuf::from(format!("{}.toml", file.display()));
        let written: Expected = match std::fs::read_to_string(&beside) {
            Ok(text) => {
                toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", beside.display()))
            }
            Err(_) => Expected::default(),
        };
        let mut found = found(&file);
        found.about.clone_from(&written.about);
        if found != written {
            wrong.push(format!(
                "{}\nwritten: {written:#?}\nfound: {found:#?}",
                file.display()
            ));
            if bless {
                std::fs::write(&beside, toml::to_string(&found).unwrap()).unwrap();
            }
        }
    }
    assert!(
        bless || wrong.is_empty(),
        "{} files are read otherwise:\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

/// No two articles of all files share an id, whatever is packed in what.
#[test]
fn every_article_has_an_id_of_its_own() {
    read_pdfs();
    let mut ids = BTreeSet::new();
    for file in files(&root()) {
        let _ = read_file(&file, Some(&root()), &limits(), &mut |read| {
            if let Ok((article, _)) = read {
                assert!(ids.insert(article.id.0), "{:?}", article.origin);
            }
        });
    }
}

/// Small, so that files that pass them are small.
fn limits() -> Limits {
    Limits {
        article_bytes: 200 << 10,
        file_bytes: 4 << 20,
        ..Limits::default()
    }
}

fn found(file: &Path) -> Expected {
    let mut expected = Expected::default();
    let path = file.strip_prefix(root()).unwrap();
    let path = path.to_str().unwrap().replace('\\', "/");
    let rules = Registry::load(&root()).unwrap();
    let outcome = read(file, &path, &rules, &limits(), &|_| {}, &mut |article| {
        let Ok(article) = article else { return };
        let blocks = article.body.iter().map(|block| &block.text);
        let mut texts = article.title.iter().chain(blocks);
        assert!(
            texts.all(|text| !text.text.is_empty()),
            "{path}: words that are none"
        );
    });
    match outcome {
        Ok(Outcome::Binary) => expected.binary = true,
        Ok(Outcome::Read { passed_over, .. }) => expected.passed_over = passed_over,
        Err(error) => expected.error = Some(error.to_string()),
    }
    if expected.binary {
        return expected;
    }
    let _ = read_file(file, Some(&root()), &limits(), &mut |read| match read {
        Ok((article, passages)) => expected.article.push(known(&article, &passages)),
        Err(bad) => expected
            .skipped
            .push(format!("{}: {}", bad.path, bad.reason)),
    });
    expected
}

fn known(article: &Article, passages: &[Passage]) -> Known {
    let count = |kind: Kind| passages.iter().filter(|p| p.kind == kind).count();
    let body = passages
        .iter()
        .filter(|p| matches!(p.kind, Kind::Paragraph | Kind::BlockQuote));
    let words = |p: &Passage| p.span.of(&article.text).to_string();
    let texts: Vec<String> = body.map(words).collect();
    let blocks = passages.iter().filter(|p| p.kind == Kind::BlockQuote);
    let origin = &article.origin;
    Known {
        path: match origin.record {
            0 => origin.path.clone(),
            record => format!("{} {record}", origin.path),
        },
        format: origin.format.clone(),
        title: article.title.clone(),
        publisher: article.publisher.as_ref().map(|p| p.name.to_string()),
        published: article.published.map(|d| d.to_string()),
        byline: article.byline.clone(),
        url: article.url.clone(),
        lang: article.lang.map(|l| l.to_string()),
        begins: first(texts.first().map_or("", String::as_str)),
        ends: last(texts.last().map_or("", String::as_str)),
        paragraphs: count(Kind::Paragraph),
        comments: count(Kind::Comment),
        block: blocks
            .map(|p| Block {
                begins: first(p.span.of(&article.text)),
                source: source(p),
                speaker: match &p.voice {
                    Voice::Quoted(attribution) => {
                        attribution.speaker.as_ref().map(|s| s.name.clone())
                    }
                    Voice::Own => None,
                },
            })
            .collect(),
    }
}

fn source(passage: &Passage) -> Option<String> {
    match &passage.voice {
        Voice::Quoted(attribution) => attribution.source.as_ref().map(|s| s.name.to_string()),
        Voice::Own => None,
    }
}

fn first(text: &str) -> String {
    text.chars().take(40).collect()
}

fn last(text: &str) -> String {
    let count = text.chars().count();
    text.chars().skip(count.saturating_sub(40)).collect()
}

/// All files but what tells of them.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_none_or(|e| e != "toml") && !path.ends_with("README.md") {
            files.push(path);
        }
    }
    files.sort();
    files
}
