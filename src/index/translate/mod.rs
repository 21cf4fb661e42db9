//! Owns the step from a query to what the engine runs. Refuses to drop anything in silence: what was capped or widened is noted.
//!
//! `filters` turns fields and operators into queries, `names` joins and reads the names in a query, `words` the words.

mod filters;
mod kinds;
mod named;
mod spacing;
mod texts;
mod together;
mod units;

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::query::{EnableScoring, Query};
use tantivy::schema::Field as Column;
use tantivy::{DocSet, Searcher, TERMINATED};

use self::kinds::{is_searched, once_each};
use super::leaf::{Leaf, Stats};
use super::living::Living;
use super::schema::Fields;
use super::words::Words;
use crate::error::{Error, Result};
use crate::name::Lexicon;
use crate::passage::Kind;
use crate::pattern::Pattern;
use crate::query::Expr;

/// Most things to be found for which articles are looked for that hold them apart: each costs a search of its own.
const APART: usize = 32;

/// Most passages that are read to learn whether any holds a form of a name.
const CHECKED: u64 = 500;

/// How names of outlets in a query become ids; more than one if the name may mean several.
pub type Names<'a> = &'a dyn Fn(&str) -> Result<Vec<String>>;

/// What is looked for beside the query itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Widening {
    /// No stems, no variants.
    pub exact: bool,
    /// Stems, but no other spellings.
    pub no_variants: bool,
    /// Comments too.
    pub comments: bool,
}

/// A query as the engine runs it.
pub struct Plan {
    /// All of it.
    pub query: Box<dyn Query>,
    /// The kinds that are ranked, by [`Kind`]'s number.
    pub kinds: [bool; 5],
    /// What is marked in the text of passages.
    pub marks: Vec<Arc<Pattern>>,
    /// For each word, phrase, ... of the query: as typed, and its pattern.
    pub words: Vec<(String, Arc<Pattern>)>,
    /// Where two or more things must be found: a query each, every one with all filters and exclusions.
    pub conjuncts: Vec<Box<dyn Query>>,
    /// What was capped or widened: a line each.
    pub notes: Vec<String>,
}

/// Turns queries into plans over one state of an index.
pub struct Translator<'a> {
    /// The state.
    pub searcher: &'a Searcher,
    /// Its living passages by kind; zeros where nobody counted.
    pub passages: [u64; 5],
    /// The field table.
    pub fields: Fields,
    /// Names to ids.
    pub names: Names<'a>,
    /// Other spellings of names.
    pub lexicon: &'a Lexicon,
    /// What is looked for besides.
    pub widening: Widening,
}

impl Translator<'_> {
    /// The plan of `expr`.
    ///
    /// # Errors
    /// A word without a letter or digit; an unknown NAME; an engine failure.
    pub fn plan(&self, expr: &Expr) -> Result<Plan> {
        let mut work = Work {
            translator: self,
            kinds: self.kinds(expr),
            marks: Vec::new(),
            words: Vec::new(),
            notes: Vec::new(),
            patterns: HashMap::new(),
            apart: Vec::new(),
        };
        let expr = &work.joined(expr);
        let query = work.query(expr)?;
        let parts: &[Expr] = match expr {
            Expr::And(parts) => parts,
            _ => &[],
        };
        let (searched, narrowing): (Vec<&Expr>, Vec<&Expr>) =
            parts.iter().partition(|p| is_searched(p));
        let mut conjuncts = Vec::new();
        let searched = once_each(searched);
        if searched.len() > APART {
            work.notes.push(format!(
                "{} words: articles that hold them in several passages are looked for up to {APART} words",
                searched.len()
            ));
        } else if searched.len() > 1 {
            let narrowing = once_each(narrowing);
            let (marks, words, notes) = (work.marks.len(), work.words.len(), work.notes.len());
            for part in searched {
                let all: Vec<Expr> = std::iter::once(part)
                    .chain(narrowing.iter().copied())
                    .cloned()
                    .collect();
                conjuncts.push(work.all_of(&all)?);
            }
            work.marks.truncate(marks);
            work.words.truncate(words);
            work.notes.truncate(notes);
        }
        let Work {
            kinds,
            marks,
            words,
            notes,
            ..
        } = work;
        Ok(Plan {
            query,
            kinds,
            marks,
            words,
            conjuncts,
            notes,
        })
    }

    /// The dictionary of a field.
    ///
    /// # Errors
    /// An engine failure.
    pub fn words(&self, field: Column) -> Result<Words> {
        let segments = Living::all(self.searcher, field).map_err(engine)?;
        Ok(Words::new(segments))
    }

    /// Whether a passage holds the pattern. Where many may, it is taken for granted: to be sure costs as much as the search.
    fn stands(&self, pattern: &Pattern, field: Column) -> Result<bool> {
        let most = self.words(field)?.least(pattern).map_err(engine)?;
        if most == 0 || most > CHECKED {
            return Ok(most > 0);
        }
        let leaf = Leaf {
            field,
            pattern: Arc::new(pattern.clone()),
            stats: Stats::default(),
        };
        let unscored = EnableScoring::disabled_from_searcher(self.searcher);
        let weight = leaf.weight(unscored).map_err(engine)?;
        for reader in self.searcher.segment_readers() {
            let mut scorer = weight.scorer(reader, 1.0).map_err(engine)?;
            let alive = reader.alive_bitset();
            while scorer.doc() != TERMINATED {
                if alive.is_none_or(|alive| alive.is_alive(scorer.doc())) {
                    return Ok(true);
                }
                scorer.advance();
            }
        }
        Ok(false)
    }

    fn stats(&self, field: Column) -> Result<Stats> {
        let fields = &self.fields;
        let kinds: &[Kind] = match field {
            f if f == fields.text => &[
                Kind::Headline,
                Kind::Paragraph,
                Kind::BlockQuote,
                Kind::Comment,
            ],
            _ => &[Kind::Quotation],
        };
        let counted = kinds.iter().map(|kind| self.passages[*kind as usize]);
        let mut documents: u64 = counted.sum();
        if documents == 0 {
            for segment in Living::all(self.searcher, fields.is).map_err(engine)? {
                for kind in kinds {
                    documents += segment.frequency_of(kind.name()).map_err(engine)?;
                }
            }
        }
        let lengths = field == fields.text || field == fields.quotation;
        // Not the index's own mean: a merge that drops deleted documents only estimates what remains, and an update would come to
        // rank otherwise than a rebuild (law 6).
        let mean_length = if field == fields.quotation {
            QUOTATION_LENGTH
        } else {
            PARAGRAPH_LENGTH
        };
        Ok(Stats {
            documents,
            mean_length,
            lengths,
        })
    }
}

/// Terms of a paragraph of news, about; BM25's pivot of length.
const PARAGRAPH_LENGTH: f32 = 50.0;
/// Terms of a quotation within one, about.
const QUOTATION_LENGTH: f32 = 20.0;

struct Work<'t, 'a> {
    translator: &'t Translator<'a>,
    kinds: [bool; 5],
    marks: Vec<Arc<Pattern>>,
    words: Vec<(String, Arc<Pattern>)>,
    notes: Vec<String>,
    /// What was made before: each word is asked for in the whole query and among its parts.
    patterns: HashMap<(String, Column, bool), Arc<Pattern>>,
    /// The words of names that are searched apart too: not worth a line of their own.
    apart: Vec<Expr>,
}

fn engine(error: impl Into<tantivy::TantivyError>) -> Error {
    super::engine(error)
}
