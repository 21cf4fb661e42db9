//! Owns what is said of each file: what became of it, and what its articles lack.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::error::Skipped;
use crate::index::{Catalog, FileRecord};

/// A file of the corpus, and what is missing in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileRow {
    /// Its path.
    pub path: String,
    /// How it stands to the index.
    pub state: FileState,
    /// Articles in it.
    pub articles: u64,
    /// Articles without a title.
    pub no_title: u64,
    /// Articles without a known publisher.
    pub no_publisher: u64,
    /// Articles without a known date.
    pub no_date: u64,
    /// What was bad in it.
    pub skipped: Vec<Skipped>,
}

/// How a file stands to the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// Not in the index yet.
    Added,
    /// Some of its articles differ from those in the index.
    Changed,
    /// As it is in the index.
    Unchanged,
    /// In the index and no longer in the corpus.
    Removed,
    /// In the index; nobody asked whether it is still so in the corpus.
    Indexed,
    /// Nothing of it can be read.
    Skipped,
    /// A binary, or an archive that holds nothing else.
    PassedOver,
}

impl FileState {
    /// Its name as it is printed.
    pub fn name(self) -> &'static str {
        match self {
            FileState::Added => "added",
            FileState::Changed => "changed",
            FileState::Unchanged => "unchanged",
            FileState::Removed => "removed",
            FileState::Indexed => "indexed",
            FileState::Skipped => "skipped",
            FileState::PassedOver => "passed over",
        }
    }
}

impl FileRow {
    fn new(path: &str, state: FileState, record: &FileRecord) -> FileRow {
        let count = |lacks: fn(&crate::index::ArticleEntry) -> bool| {
            record.articles.iter().filter(|a| lacks(a)).count() as u64
        };
        let state = match state {
            FileState::Removed => FileState::Removed,
            _ if !record.articles.is_empty() => state,
            _ if !record.skipped.is_empty() => FileState::Skipped,
            _ if record.passed_over > 0 => FileState::PassedOver,
            state => state,
        };
        FileRow {
            path: path.to_string(),
            state,
            articles: record.articles.len() as u64,
            no_title: count(|a| !a.titled),
            no_publisher: count(|a| !a.published_by),
            no_date: count(|a| !a.dated),
            skipped: record.skipped.clone(),
        }
    }

    /// Whether anything is missing or bad in it.
    pub fn has_gaps(&self) -> bool {
        self.no_title + self.no_publisher + self.no_date > 0 || !self.skipped.is_empty()
    }
}

/// A row for each file, by path. `states` tells those that are not unchanged, `removed` what was known of those that are gone,
/// `unreadable` what the walk could not look at.
pub(super) fn rows(
    catalog: &Catalog,
    states: &BTreeMap<String, FileState>,
    removed: &BTreeMap<String, FileRecord>,
    unreadable: &[Skipped],
) -> Vec<FileRow> {
    let state = |path: &str| states.get(path).copied().unwrap_or(FileState::Unchanged);
    let known = catalog.files.iter();
    let mut rows: Vec<FileRow> = known
        .map(|(path, record)| FileRow::new(path, state(path), record))
        .collect();
    let gone = removed.iter();
    rows.extend(gone.map(|(path, record)| FileRow::new(path, FileState::Removed, record)));
    rows.extend(unreadable.iter().map(|skipped| {
        let record = FileRecord {
            skipped: vec![skipped.clone()],
            ..FileRecord::default()
        };
        FileRow::new(&skipped.path, FileState::Skipped, &record)
    }));
    rows.sort_by(|a, b| a.path.cmp(&b.path));
    rows
}

/// The files of an index whose articles lack something, or in which something was bad.
pub(crate) fn gaps(catalog: &Catalog) -> Vec<FileRow> {
    let row =
        |(path, record): (&String, &FileRecord)| FileRow::new(path, FileState::Indexed, record);
    catalog
        .files
        .iter()
        .map(row)
        .filter(FileRow::has_gaps)
        .collect()
}
