//! Joins the stages that go out: query -> results. Refuses to print.

mod explain;
mod hints;
mod holdings;
mod names;
mod request;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::article::ArticleId;
use crate::cite::cite;
use crate::error::{Error, Result};
use crate::hit::{ArticleInfo, Citation, Hit, Results};
use crate::index::{Folder, Manifest, Plan, Record, Searcher, Wanted, Widening};
use crate::name::Lexicon;
use crate::pattern::Pattern;
use crate::query::Expr;
use crate::snippet::snippet;
use crate::source::Registry;

pub use holdings::{SourceCount, Status};
use request::Place;
pub use request::{Group, Request, Sort};

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

/// An index opened for reading, as it is at this moment.
pub struct Library {
    folder: Folder,
    manifest: Manifest,
    generation: PathBuf,
    searcher: Searcher,
    /// Read when a name must be understood, and not before: most searches name no outlet.
    registry: OnceLock<Arc<Registry>>,
    /// Read with the first query.
    lexicon: OnceLock<Arc<Lexicon>>,
}

impl Library {
    /// Opens the index in folder `index`.
    ///
    /// # Errors
    /// If there is none, or it is damaged or of another version; the text names the command that mends it.
    pub fn open(index: &Path) -> Result<Library> {
        let folder = Folder::new(index);
        let mut tries = 0;
        loop {
            let none = || {
                Error::Index(format!(
                    "{}: no index here; make one with `sosik index`",
                    index.display()
                ))
            };
            let manifest = folder.manifest()?.ok_or_else(none)?;
            let current = manifest.current.clone().ok_or_else(none)?;
            if let Some(reason) = crate::ingest::outdated(&manifest.versions) {
                let remedy = "run `sosik index` to rebuild it";
                return Err(Error::Index(format!(
                    "{}: made with {reason}; {remedy}",
                    index.display()
                )));
            }
            let generation = folder.generation(&current);
            match Searcher::open(&generation) {
                Ok(searcher) => {
                    return Ok(Library {
                        folder,
                        manifest,
                        generation,
                        searcher,
                        registry: OnceLock::new(),
                        lexicon: OnceLock::new(),
                    });
                }
                // A rebuild may have taken the generation's place since the manifest was read.
                Err(_)
                    if tries < 3
                        && folder
                            .manifest()?
                            .is_some_and(|m| m.current != manifest.current) =>
                {
                    tries += 1
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Answers a request.
    ///
    /// # Errors
    /// An unknown NAME, with the nearest ones; an engine failure, be it a panic of its.
    pub fn search(&self, request: &Request) -> Result<Results> {
        catch_unwind(AssertUnwindSafe(|| self.answer(request))).unwrap_or_else(|_| {
            let index = self.folder.path().display();
            let words = "the engine failed on this search; run `sosik check`";
            Err(Error::Index(format!("{index}: {words}")))
        })
    }

    fn answer(&self, request: &Request) -> Result<Results> {
        let plan = self.plan(&request.query, request)?;
        let wanted = Wanted {
            days: request.sort != Sort::Relevance,
            passages: request.group == Group::None,
        };
        let found = self.searcher.run(&plan, wanted)?;
        let mut results = Results {
            query: request.query.to_string(),
            passages: found.passages(),
            articles: found.groups.len() as u64,
            notes: plan.notes.clone(),
            ..Results::default()
        };
        if found.groups.is_empty() {
            results.hints = self.hints(request, &plan)?;
            return Ok(results);
        }
        if request.explain {
            let words = plan.words.iter();
            results
                .notes
                .extend(words.map(|(typed, p)| explain::reading(typed, p)));
        }
        let most = request.offset.saturating_add(request.limit);
        let places = request::first(&found, request, most, || self.searcher.ids())?;
        for place in places.iter().skip(request.offset) {
            results.hits.push(self.hit(place, &plan, request)?);
        }
        Ok(results)
    }

    fn plan(&self, query: &Expr, request: &Request) -> Result<Plan> {
        let widening = Widening {
            exact: request.exact,
            no_variants: request.no_variants,
            comments: request.comments,
        };
        let lexicon = self.lexicon()?;
        self.searcher
            .plan(query, widening, lexicon, &|name| self.outlet(name))
    }

    /// The names that are known: read from the corpus as it is now, so that a new spelling counts at once.
    fn lexicon(&self) -> Result<&Lexicon> {
        if let Some(lexicon) = self.lexicon.get() {
            return Ok(lexicon);
        }
        let lexicon = match self.corpus_root() {
            Some(root) => Lexicon::load(&root)?,
            None => Lexicon::builtin(),
        };
        Ok(self.lexicon.get_or_init(|| lexicon))
    }

    fn hit(&self, place: &Place, plan: &Plan, request: &Request) -> Result<Hit> {
        let group = &place.group;
        let record = self.searcher.record(group)?;
        let passage = citation(&record, place.ordinal)?;
        let patterns: Vec<&Pattern> = plan.marks.iter().map(|p| &**p).collect();
        let explain = if request.explain {
            plan.words
                .iter()
                .map(|(typed, p)| explain::why(typed, p, &passage.text))
                .collect()
        } else {
            Vec::new()
        };
        Ok(Hit {
            score: place.score,
            snippet: snippet(&record.text, passage.span, &patterns, request.snippet_chars),
            matched: group.matched,
            also_in: self.searcher.copies(group)?,
            more_in_article: place.more,
            explain,
            article: record.info(),
            passage,
        })
    }

    /// An article with its passages.
    ///
    /// # Errors
    /// If nothing bears the id.
    pub fn show(&self, id: ArticleId) -> Result<Shown> {
        let none = || Error::NoSuchId(format!("{id}: no such article in this index"));
        let record = self.searcher.article(id)?.ok_or_else(none)?;
        let passages: Result<Vec<Citation>> = (0..record.passages.len())
            .map(|n| citation(&record, n as u32))
            .collect();
        Ok(Shown {
            article: record.info(),
            passages: passages?,
            text: record.text,
        })
    }

    /// The absolute path of the corpus root, for hyperlinks; `None` if it is not there.
    pub fn corpus_root(&self) -> Option<PathBuf> {
        self.folder.corpus_root(&self.manifest).canonicalize().ok()
    }
}

fn citation(record: &Record, ordinal: u32) -> Result<Citation> {
    let passage = record.passages.get(ordinal as usize);
    let passage = passage.ok_or_else(|| {
        Error::Index(
            "damaged index (a passage is not in its article); run `sosik index --full`".into(),
        )
    })?;
    Ok(cite(
        record.id,
        record.publisher.as_ref(),
        &record.text,
        &record.pages,
        ordinal,
        passage,
    ))
}
