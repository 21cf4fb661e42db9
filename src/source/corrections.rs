//! Owns the user's `corrections.toml`: whose words a passage holds, where the rules err. Refuses unknown keys, with the line; an entry
//! that fits nothing is told, never dropped.
//!
//! ```toml
//! # The Courier's block, which the rules took for the blog's own words.
//! [[correction]]
//! article = "solgae-watch/ferry-pay.txt"   # its path in the corpus, or its id
//! text = "The crews were paid … since January."   # verbatim; the middle may be left out
//! source = "Baram Courier"                 # or "own", or "unknown"
//!
//! # Who said it, in the third article of a file of many.
//! [[correction]]
//! article = "northlight-wire/2018.jsonl"
//! record = 2
//! text = "We unload by the light of our own lamps"
//! speaker = "Bram Okafor-Lee"              # or "unknown"
//! ```

use std::collections::HashSet;

use serde::Deserialize;
use toml::Spanned;
use unicode_normalization::UnicodeNormalization;

use super::rules::{at_line, config_error, line_of};
use super::{Registry, SourceRef, key};
use crate::article::{Article, ArticleId, Span};
use crate::error::{Result, Skipped};

/// The name of the file at the corpus root.
pub const FILE: &str = "corrections.toml";

/// What the user knows better than the rules.
#[derive(Debug, Default)]
pub struct Corrections {
    entries: Vec<Correction>,
}

/// One passage or block, and whose words it holds.
#[derive(Debug)]
pub struct Correction {
    /// The line of the file on which its text begins.
    pub line: usize,
    article: Which,
    text: String,
    /// Whose words; `None`: only the speaker is corrected.
    pub source: Option<Whose>,
    /// Who speaks; `None`: only the source is corrected.
    pub speaker: Option<Whose<String>>,
    /// Who carried the words, beyond the article's publisher, the nearest first.
    pub via: Vec<SourceRef>,
}

/// Whose words, as a correction says.
#[derive(Debug, Clone, PartialEq)]
pub enum Whose<T = SourceRef> {
    /// The publisher's own.
    Own,
    /// Somebody else's, not known whose.
    Unknown,
    /// This one's.
    Of(T),
}

#[derive(Debug)]
enum Which {
    Id(ArticleId),
    File { path: String, record: Option<u32> },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectionsFile {
    #[serde(default)]
    correction: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    article: Spanned<String>,
    record: Option<u32>,
    text: Spanned<String>,
    source: Option<Spanned<String>>,
    speaker: Option<Spanned<String>>,
    #[serde(default)]
    via: Vec<Spanned<String>>,
}

impl Registry {
    /// Reads the text of a `corrections.toml`; names of outlets mean what they mean to this registry, unknown ones stay as printed.
    ///
    /// # Errors
    /// [`crate::Error::Config`] with the line, if it says what can't be understood.
    pub fn correct(&mut self, text: &str) -> Result<()> {
        let file: CorrectionsFile =
            toml::from_str(text).map_err(|e| config_error(FILE, text, &e))?;
        let mut entries = Vec::with_capacity(file.correction.len());
        for table in file.correction {
            entries.push(self.correction(table, text)?);
        }
        self.corrections = Corrections { entries };
        Ok(())
    }

    fn correction(&self, table: Table, file: &str) -> Result<Correction> {
        let bad = |at: &Spanned<String>, why: &str| at_line(FILE, file, at.span().start, why);
        let quoted = table.text.get_ref().trim();
        if !quoted.contains(char::is_alphanumeric) {
            return Err(bad(
                &table.text,
                "a correction's text needs words of the article",
            ));
        }
        if table.source.is_none() && table.speaker.is_none() {
            return Err(bad(&table.text, "a correction needs a source or a speaker"));
        }
        let named = table.article.get_ref().trim().trim_start_matches("./");
        let article = match named.parse::<ArticleId>() {
            Ok(id) => Which::Id(id),
            Err(_) => Which::File {
                path: named.nfc().collect(),
                record: table.record,
            },
        };
        let source = match &table.source {
            Some(name) => Some(match name.get_ref().trim() {
                "own" => Whose::Own,
                "unknown" => Whose::Unknown,
                _ => Whose::Of(self.outlet_of(name, file)?),
            }),
            None => None,
        };
        let speaker = match &table.speaker {
            Some(name) => Some(match name.get_ref().trim() {
                "" => {
                    return Err(bad(
                        name,
                        "a speaker needs a name; \"unknown\" if nobody knows it",
                    ));
                }
                "unknown" => Whose::Unknown,
                name => Whose::Of(name.to_string()),
            }),
            None => None,
        };
        let via: Result<Vec<SourceRef>> =
            table.via.iter().map(|v| self.outlet_of(v, file)).collect();
        Ok(Correction {
            line: line_of(file, table.text.span().start),
            article,
            text: quoted.to_string(),
            source,
            speaker,
            via: via?,
        })
    }

    fn outlet_of(&self, name: &Spanned<String>, file: &str) -> Result<SourceRef> {
        let printed = name.get_ref().trim();
        if key(printed).is_empty() {
            let why = "a source's name needs a letter";
            return Err(at_line(FILE, file, name.span().start, why));
        }
        self.meant(printed)
            .map_err(|why| at_line(FILE, file, name.span().start, &why))
    }

    /// The user's corrections.
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }
}

impl Corrections {
    /// The corrections of an article, each with its number and with where the text stands that it quotes.
    pub fn of<'a>(
        &'a self,
        article: &'a Article,
    ) -> impl Iterator<Item = (usize, &'a Correction, Span)> {
        let path: String = match self.entries.is_empty() {
            true => String::new(),
            false => article.origin.path.nfc().collect(),
        };
        let entries = self.entries.iter().enumerate();
        entries.filter_map(move |(number, entry)| {
            let meant = match &entry.article {
                Which::Id(id) => *id == article.id,
                Which::File { path: of, record } => {
                    *of == path && record.is_none_or(|r| r == article.origin.record)
                }
            };
            let span = meant.then(|| entry.find(&article.text)).flatten()?;
            Some((number, entry, span))
        })
    }

    /// What is to be told of the entries that name an article of the file at `path`, which holds `articles`, and that found
    /// nothing there: `found` are the numbers of those that did.
    pub fn missed(&self, path: &str, articles: &[ArticleId], found: &[usize]) -> Vec<Skipped> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        let path: String = path.nfc().collect();
        let meant = |entry: &Correction| match &entry.article {
            Which::Id(id) => articles.contains(id),
            Which::File { path: of, .. } => *of == path,
        };
        let entries = self.entries.iter().enumerate();
        entries
            .filter(|(number, entry)| meant(entry) && !found.contains(number))
            .map(|(_, entry)| entry.told(&format!("its text does not stand in {path}, or more than once: quote it verbatim, and enough of it")))
            .collect()
    }

    /// What is to be told of the entries that name an article that the corpus does not hold.
    pub fn lost<'a>(
        &self,
        files: impl Iterator<Item = &'a str>,
        is_article: impl Fn(ArticleId) -> bool,
    ) -> Vec<Skipped> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        let files: HashSet<String> = files.map(|f| f.nfc().collect()).collect();
        let lost = self
            .entries
            .iter()
            .filter_map(|entry| match &entry.article {
                Which::Id(id) if !is_article(*id) => {
                    Some(entry.told(&format!("no article has the id {id}")))
                }
                Which::File { path, .. } if !files.contains(path) => Some(entry.told(&format!(
                    "no article at {path}: name its path in the corpus, or its id"
                ))),
                _ => None,
            });
        lost.collect()
    }
}

impl Correction {
    fn told(&self, reason: &str) -> Skipped {
        Skipped {
            path: format!("{FILE}:{}", self.line),
            reason: reason.to_string(),
        }
    }

    /// The one place where the article holds the quoted text, whatever the white space; where it stands twice, nobody knows which is meant.
    fn find(&self, text: &str) -> Option<Span> {
        let whole = places(text, &self.text);
        if let [one] = whole.as_slice() {
            return Some(*one);
        }
        if !whole.is_empty() {
            return None;
        }
        let (first, last) = self
            .text
            .split_once('…')
            .or_else(|| self.text.split_once("..."))?;
        let [begins] = places(text, first)[..] else {
            return None;
        };
        let rest = &text[begins.end as usize..];
        let ends = places(rest, last).first()?.shift(begins.end as usize);
        Some(Span {
            start: begins.start,
            end: ends.end,
        })
    }
}

/// Where `text` holds the words of `wanted`, with any white space between them.
fn places(text: &str, wanted: &str) -> Vec<Span> {
    let mut words = wanted.split_whitespace();
    let Some(first) = words.next() else {
        return Vec::new();
    };
    let follows = |from: usize| {
        words.clone().try_fold(from, |at, word| {
            let rest = &text[at..];
            let bare = rest.trim_start();
            (bare.len() < rest.len() && bare.starts_with(word))
                .then(|| at + (rest.len() - bare.len()) + word.len())
        })
    };
    text.match_indices(first)
        .filter_map(|(at, _)| follows(at + first.len()).map(|end| Span::new(at, end)))
        .collect()
}
