//! Joins the stages that go out: query -> results. Refuses to print.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::analyze;
use crate::article::ArticleId;
use crate::cite::cite;
use crate::error::{Error, Result};
use crate::hit::{ArticleInfo, Citation, Hit, MatchedIn, Results};
use crate::index::{
    self, Catalog, Folder, Group as Found, Manifest, Plan, Record, Searcher, Widening,
};
use crate::pattern::{Pattern, Variant};
use crate::query::Expr;
use crate::snippet::snippet;
use crate::source::{Registry, slug};

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
    pub stale: Option<crate::ingest::Stale>,
    /// Articles without publisher, without date.
    pub unknown: (u64, u64),
    /// Bad files that the last run named.
    pub skipped: Vec<crate::error::Skipped>,
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

/// An index opened for reading, as it is at this moment.
pub struct Library {
    folder: Folder,
    manifest: Manifest,
    generation: PathBuf,
    searcher: Searcher,
    /// Read when a name must be understood, and not before: most searches name no outlet.
    registry: OnceLock<Arc<Registry>>,
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
    /// An unknown NAME, with the nearest ones; an engine failure.
    pub fn search(&self, request: &Request) -> Result<Results> {
        let plan = self.plan(&request.query, request)?;
        let mut groups = self.searcher.run(&plan)?.groups;
        let mut results = Results {
            query: request.query.to_string(),
            passages: groups.iter().map(|g| g.passages.len() as u64).sum(),
            articles: groups.len() as u64,
            notes: plan.notes.clone(),
            ..Results::default()
        };
        if groups.is_empty() {
            results.hints = self.hints(request, &plan)?;
            return Ok(results);
        }
        if request.explain {
            results.notes.extend(
                plan.words
                    .iter()
                    .map(|(typed, pattern)| reading(typed, pattern)),
            );
        }
        if request.group == Group::None {
            groups = groups.into_iter().flat_map(apart).collect();
        }
        sort(&mut groups, request.sort);
        for group in groups.iter().skip(request.offset).take(request.limit) {
            results.hits.push(self.hit(group, &plan, request)?);
        }
        Ok(results)
    }

    fn plan(&self, query: &Expr, request: &Request) -> Result<Plan> {
        let widening = Widening {
            exact: request.exact,
            no_variants: request.no_variants,
            comments: request.comments,
        };
        self.searcher
            .plan(query, widening, &|name| self.outlet(name))
    }

    /// The ids that a name of an outlet may mean.
    fn outlet(&self, name: &str) -> Result<Vec<String>> {
        let registry = self.registry();
        let mut ids: Vec<String> = match registry.named(name) {
            Some(source) => vec![source.id.clone()],
            None => registry
                .may_mean(name)
                .iter()
                .map(|s| s.id.clone())
                .collect(),
        };
        if ids.is_empty() && self.searcher.knows_outlet(&slug(name))? {
            ids.push(slug(name));
        }
        if ids.len() > 1 {
            // An ambiguous name means the one that this index holds, if it holds one of them only.
            let mut held = Vec::new();
            for id in &ids {
                if self.searcher.knows_outlet(id)? {
                    held.push(id.clone());
                }
            }
            if held.len() == 1 {
                return Ok(held);
            }
            let names: Vec<&str> = ids
                .iter()
                .filter_map(|id| registry.by_id(id))
                .map(|s| s.name.as_str())
                .collect();
            return Err(Error::UnknownName(format!(
                "{name:?} may mean {}: name one of them",
                names.join(", ")
            )));
        }
        if !ids.is_empty() {
            return Ok(ids);
        }
        let mut near: Vec<String> = registry
            .nearest(name, 3)
            .into_iter()
            .map(String::from)
            .collect();
        let wanted = slug(name);
        for id in self.searcher.outlets()?.into_keys() {
            let close = crate::source::distance(&id, &wanted) * 3 <= wanted.chars().count();
            if close && registry.by_id(&id).is_none() {
                near.extend(self.searcher.printed_name(&id)?);
            }
        }
        let offer = if near.is_empty() {
            "`sosik sources` lists them".into()
        } else {
            format!("did you mean {}?", near.join(", "))
        };
        Err(Error::UnknownName(format!(
            "{name:?}: no outlet of this name is known; {offer}"
        )))
    }

    fn registry(&self) -> &Registry {
        self.registry.get_or_init(|| {
            let rules = &self.searcher.payload().sources;
            match rules.is_empty() {
                true => Registry::builtin(),
                false => Registry::with_rules(rules).map_or_else(|_| Registry::builtin(), Arc::new),
            }
        })
    }

    fn hit(&self, group: &Found, plan: &Plan, request: &Request) -> Result<Hit> {
        let record = self.searcher.record(group)?;
        let ordinal = group.passages.first().map_or(0, |p| p.0);
        let passage = citation(&record, ordinal)?;
        let patterns: Vec<&Pattern> = plan.marks.iter().map(|p| &**p).collect();
        let copies = self.searcher.copies(group.copy)?;
        let explain = if request.explain {
            plan.words
                .iter()
                .map(|(typed, p)| why(typed, p, &passage.text))
                .collect()
        } else {
            Vec::new()
        };
        Ok(Hit {
            score: group.score,
            snippet: snippet(&record.text, passage.span, &patterns, request.snippet_chars),
            matched: group.matched,
            also_in: copies
                .into_iter()
                .filter(|(id, _)| *id != record.id)
                .map(|(_, path)| path)
                .collect(),
            more_in_article: group.passages.len().saturating_sub(1) as u32,
            explain,
            article: record.info(),
            passage,
        })
    }

    /// Why nothing was found: the filter that emptied the answer, the nearest spellings.
    fn hints(&self, request: &Request, plan: &Plan) -> Result<Vec<String>> {
        let mut hints = vec![format!(
            "nothing in {} articles for {}",
            self.searcher.articles()?,
            request.query
        )];
        if let Expr::And(parts) = &request.query {
            for (number, part) in parts.iter().enumerate() {
                if !is_filter(part) {
                    continue;
                }
                let mut rest = parts.clone();
                rest.remove(number);
                let rest = if rest.len() == 1 {
                    rest.remove(0)
                } else {
                    Expr::And(rest)
                };
                let without = self.searcher.run(&self.plan(&rest, request)?)?.groups.len();
                if without > 0 {
                    hints.push(format!("0 with {part}, {without} without"));
                }
            }
        }
        for (typed, pattern) in &plan.words {
            for (word, near) in self.searcher.nearest_words(pattern)? {
                hints.push(format!(
                    "{typed}: no passage holds {word:?}; the nearest word here is {near:?}"
                ));
            }
        }
        Ok(hints)
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

/// Whether a conjunct only narrows.
fn is_filter(expr: &Expr) -> bool {
    match expr {
        Expr::Field(_) | Expr::Not(_) => true,
        Expr::Or(parts) => parts.iter().all(is_filter),
        Expr::All | Expr::And(_) | Expr::Text(_) => false,
    }
}

/// A group for each of its passages.
fn apart(group: Found) -> Vec<Found> {
    let single = |&(ordinal, score): &(u32, f32)| {
        // The headline's lift belongs to the article; a passage stands by its own score.
        Found {
            passages: vec![(ordinal, score)],
            score: if group.matched == MatchedIn::Passage {
                score
            } else {
                group.score
            },
            ..group.clone()
        }
    };
    group.passages.iter().map(single).collect()
}

fn sort(groups: &mut [Found], by: Sort) {
    let first = |g: &Found| g.passages.first().map_or(0, |p| p.0);
    groups.sort_by(|a, b| {
        let undated = |g: &Found| g.day == 0;
        let by_date = match by {
            Sort::Relevance => std::cmp::Ordering::Equal,
            Sort::Newest => undated(a).cmp(&undated(b)).then(b.day.cmp(&a.day)),
            Sort::Oldest => undated(a).cmp(&undated(b)).then(a.day.cmp(&b.day)),
        };
        let spread = |g: &Found| g.matched == MatchedIn::Article;
        let by_place = if by == Sort::Relevance {
            spread(a).cmp(&spread(b))
        } else {
            std::cmp::Ordering::Equal
        };
        by_date
            .then(by_place)
            .then(b.score.total_cmp(&a.score))
            .then(a.id.cmp(&b.id))
            .then(first(a).cmp(&first(b)))
    });
}

/// How a word of the query was read: what is looked for.
fn reading(typed: &str, pattern: &Pattern) -> String {
    let mut forms: Vec<String> = Vec::new();
    each_variant(pattern, &mut |variant| {
        forms.push(format!(
            "{} ({})",
            variant.form.text,
            variant.form.why.name()
        ))
    });
    forms.dedup();
    let more = forms.len().saturating_sub(12);
    forms.truncate(12);
    let more = if more > 0 {
        format!(", +{more}")
    } else {
        String::new()
    };
    if forms.is_empty() {
        format!("{typed}: as typed")
    } else {
        format!("{typed}: {}{more}", forms.join(", "))
    }
}

/// Which forms of a word of the query stand in a passage.
fn why(typed: &str, pattern: &Pattern, passage: &str) -> String {
    let mut places: std::collections::HashMap<String, Vec<u32>> = std::collections::HashMap::new();
    let mut tokens = analyze::tokens(passage);
    let mut token = analyze::Token::default();
    while tokens.next_into(&mut token) {
        places
            .entry(token.term.clone())
            .or_default()
            .push(token.position);
    }
    let mut positions = |term: &String| places.get(term).cloned().unwrap_or_default();
    let count = pattern.matches(&mut positions).len();
    if count == 0 {
        return format!("{typed}: not in this passage");
    }
    let mut forms: Vec<String> = Vec::new();
    each_variant(pattern, &mut |variant| {
        let times = variant.pattern.matches(&mut positions).len();
        if times > 0 {
            forms.push(format!(
                "{} ({}) {times} times",
                variant.form.text,
                variant.form.why.name()
            ));
        }
    });
    if forms.is_empty() {
        format!("{typed}: as typed {count} times")
    } else {
        format!("{typed}: {}", forms.join(", "))
    }
}

fn each_variant(pattern: &Pattern, f: &mut dyn FnMut(&Variant)) {
    match pattern {
        Pattern::Terms { .. } => {}
        Pattern::Any(variants) => variants.iter().for_each(f),
        Pattern::Phrase(parts) | Pattern::Window { parts, .. } => {
            parts.iter().for_each(|p| each_variant(p, f))
        }
        Pattern::Tail(_, inner) => each_variant(inner, f),
    }
}
