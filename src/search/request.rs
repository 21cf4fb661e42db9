//! Owns what is asked of a library, and the order that an answer comes in.

use std::cmp::Ordering;

use crate::hit::MatchedIn;
use crate::index::Group as Found;
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
    /// Fill [`crate::hit::Hit::explain`] and [`crate::hit::Results::notes`].
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

/// A group for each of its passages.
pub(super) fn apart(group: Found) -> Vec<Found> {
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

/// Puts hits in order; ties go by score, then by id, so that the order is the same whatever the engine gave.
pub(super) fn sort(groups: &mut [Found], by: Sort) {
    let first = |g: &Found| g.passages.first().map_or(0, |p| p.0);
    groups.sort_by(|a, b| {
        let undated = |g: &Found| g.day == 0;
        let by_date = match by {
            Sort::Relevance => Ordering::Equal,
            Sort::Newest => undated(a).cmp(&undated(b)).then(b.day.cmp(&a.day)),
            Sort::Oldest => undated(a).cmp(&undated(b)).then(a.day.cmp(&b.day)),
        };
        let spread = |g: &Found| g.matched == MatchedIn::Article;
        let by_place = if by == Sort::Relevance {
            spread(a).cmp(&spread(b))
        } else {
            Ordering::Equal
        };
        by_date
            .then(by_place)
            .then(b.score.total_cmp(&a.score))
            .then(a.id.cmp(&b.id))
            .then(first(a).cmp(&first(b)))
    });
}
