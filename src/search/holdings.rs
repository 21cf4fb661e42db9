//! Owns what an index holds, counted: its outlets (`sosik sources`) and its state (`sosik status`).

use super::Library;
use crate::error::Result;
use crate::index::{self, Catalog};

/// An outlet and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceCount {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Articles that it published.
    pub published: u64,
    /// Passages (no quotations inside them) that hold its words in somebody else's article.
    pub quoted: u64,
    /// Passages that name it as authority.
    pub cited: u64,
}

/// What an index holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Status {
    /// The corpus root, as it would be named from here.
    pub corpus: String,
    /// Files read.
    pub files: u64,
    /// Articles.
    pub articles: u64,
    /// Passages by kind, in the order of [`crate::passage::Kind::ALL`].
    pub passages: [u64; 5],
    /// Articles whose text another has too.
    pub copies: u64,
    /// Bytes on disk.
    pub bytes: u64,
    /// Versions, name and number.
    pub versions: Vec<(String, String)>,
    /// Files changed, added or gone since; `None`: the corpus is not there.
    pub stale: Option<crate::ingest::Stale>,
    /// Articles without publisher, without date.
    pub unknown: (u64, u64),
    /// Bad files that the last run named.
    pub skipped: Vec<crate::error::Skipped>,
}

impl Library {
    /// Every outlet that publishes, is quoted or is cited, by id.
    ///
    /// # Errors
    /// An engine failure.
    pub fn sources(&self) -> Result<Vec<SourceCount>> {
        let mut sources = Vec::new();
        for (id, counts) in self.searcher.outlets()? {
            if counts == index::Counts::default() {
                continue;
            }
            let name = match self.registry().by_id(&id) {
                Some(source) => source.name.clone(),
                None => self
                    .searcher
                    .printed_name(&id)?
                    .unwrap_or_else(|| id.clone()),
            };
            let index::Counts {
                published,
                quoted,
                cited,
            } = counts;
            sources.push(SourceCount {
                id,
                name,
                published,
                quoted,
                cited,
            });
        }
        Ok(sources)
    }

    /// What the index holds.
    ///
    /// # Errors
    /// An engine failure.
    pub fn status(&self) -> Result<Status> {
        let catalog = Catalog::read(&self.generation, &self.searcher.payload().catalog)?;
        let unknown = |known: fn(&index::ArticleEntry) -> bool| {
            catalog.articles().filter(|a| !known(a)).count() as u64
        };
        Ok(Status {
            corpus: self
                .folder
                .corpus_root(&self.manifest)
                .display()
                .to_string(),
            files: catalog
                .files
                .values()
                .filter(|f| !f.articles.is_empty())
                .count() as u64,
            articles: catalog.articles().count() as u64,
            passages: catalog.passages(),
            copies: catalog.copies(),
            bytes: self.folder.bytes(),
            versions: self
                .manifest
                .versions
                .iter()
                .map(|(name, version)| (name.clone(), version.to_string()))
                .collect(),
            stale: self
                .corpus_root()
                .and_then(|root| crate::ingest::stale(&root, &catalog)),
            unknown: (unknown(|a| a.published_by), unknown(|a| a.dated)),
            skipped: catalog.skipped(),
        })
    }

    /// The files whose articles lack something or in which something was bad, and how many files there are.
    ///
    /// # Errors
    /// If the catalog is damaged.
    pub fn gaps(&self) -> Result<(Vec<crate::ingest::FileRow>, u64)> {
        let catalog = Catalog::read(&self.generation, &self.searcher.payload().catalog)?;
        let files = catalog.files.len() as u64;
        Ok((crate::ingest::gaps(&catalog), files))
    }
}
