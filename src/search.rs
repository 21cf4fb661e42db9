//! Joins the stages that go out: query -> results. Refuses to print.

use std::path::Path;

use crate::article::ArticleId;
use crate::error::Result;
use crate::hit::{ArticleInfo, Citation, Results};
use crate::query::Expr;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Request {
    /// The query with the filters of flags joined to it.
    pub query: Expr,
    /// Hits to pass over.
    pub offset: usize,
    /// Hits to give.
    pub limit: usize,
    /// In which order.
    pub sort: Sort,
    /// One hit an article, or every passage.
    pub group: Group,
    /// Comments too (`--comments`).
    pub comments: bool,
    /// No stems, no variants (`--exact`).
    pub exact: bool,
    /// Stems but no other spellings (`--no-variants`).
    pub no_variants: bool,
    /// Fill [`crate::hit::Hit::explain`] and [`Results::notes`].
    pub explain: bool,
    /// Longest snippet, in chars.
    pub snippet_chars: usize,
}

impl Request {
    /// A request with the defaults of the command line: ten hits by relevance, grouped by article.
    pub fn new(query: Expr) -> Request {
        Request {
            query,
            offset: 0,
            limit: 10,
            sort: Sort::Relevance,
            group: Group::Article,
            comments: false,
            exact: false,
            no_variants: false,
            explain: false,
            snippet_chars: 240,
        }
    }
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    Relevance,
    /// Latest first; undated last.
    Newest,
    /// Earliest first; undated last.
    Oldest,
}

/// What is one hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// An article, by its best passage.
    Article,
    /// A passage.
    None,
}

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
    pub stale: Option<Stale>,
    /// Articles without publisher, without date.
    pub unknown: (u64, u64),
    /// Bad files that the last run named.
    pub skipped: Vec<crate::error::Skipped>,
}

/// What a run of `sosik index` would have to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stale {
    /// Files not in the index.
    pub added: u64,
    /// Files of another size or time.
    pub changed: u64,
    /// Files that are gone.
    pub removed: u64,
}

/// An article with all its passages, for `show`.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The article.
    pub article: ArticleInfo,
    /// Its whole text.
    pub text: String,
    /// All passages in order; the ordinal is the index.
    pub passages: Vec<Citation>,
}

/// An index opened for reading.
#[derive(Debug)]
pub struct Library {}

impl Library {
    /// Opens the index in folder `index`.
    ///
    /// # Errors
    /// If there is none, or it is damaged or of another version; the text names the command that mends it.
    pub fn open(index: &Path) -> Result<Library> {
        let _ = index;
        Ok(Library {})
    }

    /// Answers a request.
    ///
    /// # Errors
    /// An unknown NAME, with the nearest ones; an engine failure.
    pub fn search(&self, request: &Request) -> Result<Results> {
        let _ = request;
        Ok(Results::default())
    }

    /// An article with its passages.
    ///
    /// # Errors
    /// If nothing bears the id.
    pub fn show(&self, id: ArticleId) -> Result<Shown> {
        Err(crate::Error::NoSuchId(format!(
            "{id}: no such article in this index"
        )))
    }

    /// Every outlet that publishes, is quoted or is cited.
    ///
    /// # Errors
    /// An engine failure.
    pub fn sources(&self) -> Result<Vec<SourceCount>> {
        Ok(Vec::new())
    }

    /// What the index holds.
    ///
    /// # Errors
    /// An engine failure.
    pub fn status(&self) -> Result<Status> {
        Ok(Status::default())
    }

    /// The absolute path of the corpus root, for hyperlinks; `None` if it is not there.
    pub fn corpus_root(&self) -> Option<std::path::PathBuf> {
        None
    }
}
