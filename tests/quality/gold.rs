//! Owns what a person says of a labelled document; `labelled/README.md` says how it is written down.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use sosik::article::Span;

/// A labelled document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    pub publisher: String,
    pub title: String,
    pub published: String,
    /// Quotations and cites are not labelled.
    #[serde(default)]
    pub blocks_only: bool,
    #[serde(default)]
    pub block: Vec<Block>,
    #[serde(default)]
    pub quotation: Vec<Quotation>,
    #[serde(default)]
    pub not_quotation: Vec<NotQuotation>,
    #[serde(default)]
    pub cite: Vec<Cite>,
    #[serde(default)]
    pub comment: Vec<Comment>,
    #[serde(default)]
    pub reprint: Vec<Reprint>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub first: String,
    pub last: String,
    pub source: String,
    pub speaker: String,
    pub via: Vec<String>,
    pub bound: String,
    #[serde(default)]
    pub nested: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    pub text: String,
    pub speaker: String,
    #[serde(default)]
    pub speaker_full: String,
    pub source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotQuotation {
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    pub outlet: String,
    pub words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    pub first: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reprint {
    pub first: String,
    pub last: String,
    pub source: String,
    pub via: Vec<String>,
}

impl Gold {
    /// All labelled documents of a folder, with their paths, in the order of their names.
    pub fn all(folder: &Path) -> Vec<(PathBuf, Gold)> {
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.file_name().is_some_and(|n| n != "README.md"))
            .filter(|path| path.extension().is_some_and(|e| e != "toml"))
            .collect();
        paths.sort();
        let labels = |path: &PathBuf| {
            let labels = path.with_extension("gold.toml");
            let text = std::fs::read_to_string(&labels).unwrap();
            toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", labels.display()))
        };
        paths
            .into_iter()
            .map(|path| {
                let gold = labels(&path);
                (path, gold)
            })
            .collect()
    }
}

/// A text with each run of white space as one space, and where its bytes stood.
pub struct Flat {
    text: String,
    places: Vec<u32>,
}

impl Flat {
    pub fn new(text: &str) -> Flat {
        let mut flat = Flat {
            text: String::new(),
            places: Vec::new(),
        };
        for (at, c) in text.char_indices() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c != ' ' || !flat.text.ends_with(' ') {
                flat.text.push(c);
                flat.places.resize(flat.text.len(), at as u32);
            }
        }
        flat.places.push(text.len() as u32);
        flat
    }

    /// Where a block that begins and ends with these words stands, beginning at byte `from` or later; the bytes are the text's.
    pub fn find(&self, first: &str, last: &str, from: u32) -> Option<Span> {
        let from = self.places.partition_point(|&p| p < from);
        let start = from + self.text.get(from..)?.find(first)?;
        // Short blocks: the last words may be the first ones, or begin amid them.
        let end = (start..self.text.len()).find(|&at| {
            self.text.is_char_boundary(at)
                && self.text[at..].starts_with(last)
                && at + last.len() >= start + first.len()
        })? + last.len();
        Some(Span::new(
            self.places[start] as usize,
            self.places[end] as usize,
        ))
    }
}

/// The first `n` words, each run of white space as one space.
pub fn first_words(text: &str, n: usize) -> String {
    let words: Vec<_> = text.split_whitespace().take(n).collect();
    words.join(" ")
}

/// The last `n` words, likewise.
pub fn last_words(text: &str, n: usize) -> String {
    let mut words: Vec<_> = text.split_whitespace().rev().take(n).collect();
    words.reverse();
    words.join(" ")
}
