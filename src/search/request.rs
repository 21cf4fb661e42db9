//! Owns what is asked of a library, and the order that an answer comes in.

use std::cmp::Ordering;

use crate::hit::MatchedIn;
use crate::index::{Found as AllFound, Group as Found};
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

/// A hit in the making: an article or one of its passages.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The article.
    pub group: Found,
    /// The passage that is shown.
    pub ordinal: u32,
    /// What it is ranked by.
    pub score: f32,
    /// Further passages that the hit stands for.
    pub more: u32,
}

/// The hits of what was found: an article each, or a passage each.
pub(super) fn places(found: &AllFound, by: Group) -> Vec<Place> {
    let mut places = Vec::with_capacity(found.groups.len());
    for group in &found.groups {
        let passages = found.passages_of(group);
        let place = |ordinal, score, more| Place {
            group: group.clone(),
            ordinal,
            score,
            more,
        };
        match by {
            Group::Article => {
                let more = passages.len().saturating_sub(1) as u32;
                places.push(place(group.shown, group.score, more));
            }
            Group::None => places.extend(passages.iter().map(|&(ordinal, score)| {
                // The headline's lift belongs to the article; a passage stands by its own score.
                let score = match group.matched {
                    MatchedIn::Passage => score,
                    MatchedIn::Article => group.score,
                };
                place(ordinal, score, 0)
            })),
        }
    }
    places
}

/// The first `most` hits in order; ties go by score, then by id, so that the order is the same whatever the engine gave.
pub(super) fn first(mut places: Vec<Place>, by: Sort, most: usize) -> Vec<Place> {
    let order = |a: &Place, b: &Place| {
        let undated = |p: &Place| p.group.day == 0;
        let (day, other_day) = (a.group.day, b.group.day);
        let by_date = match by {
            Sort::Relevance => Ordering::Equal,
            Sort::Newest => undated(a).cmp(&undated(b)).then(other_day.cmp(&day)),
            Sort::Oldest => undated(a).cmp(&undated(b)).then(day.cmp(&other_day)),
        };
        let spread = |p: &Place| p.group.matched == MatchedIn::Article;
        let by_place = if by == Sort::Relevance {
            spread(a).cmp(&spread(b))
        } else {
            Ordering::Equal
        };
        by_date
            .then(by_place)
            .then(b.score.total_cmp(&a.score))
            .then(a.group.id.cmp(&b.group.id))
            .then(a.ordinal.cmp(&b.ordinal))
    };
    if most < places.len() {
        places.select_nth_unstable_by(most, order);
        places.truncate(most);
    }
    places.sort_unstable_by(order);
    places
}
