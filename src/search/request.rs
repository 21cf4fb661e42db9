//! Owns what is asked of a library, and the order that an answer comes in.

use std::cmp::Ordering;

use crate::error::Result;
use crate::hit::MatchedIn;
use crate::index::{Found as AllFound, Group as Found, Ids};
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

/// What a hit is ranked by but for its id, and where it stands in what was found.
#[derive(Clone, Copy)]
struct Rank {
    /// Less comes first, whatever the scores: the day, where hits are sorted by it; else whether the words lie apart.
    class: u32,
    score: f32,
    group: u32,
    /// Which of the group's passages, where each is a hit.
    passage: u32,
}

impl Rank {
    fn order(&self, other: &Rank) -> Ordering {
        let by_class = self.class.cmp(&other.class);
        by_class.then(other.score.total_cmp(&self.score))
    }
}

/// The first `most` hits in order; ties go by score, then by id, so that the order is the same whatever the engine gave. Ids are read
/// where they decide.
pub(super) fn first(
    found: &AllFound,
    request: &Request,
    most: usize,
    ids: impl Fn() -> Result<Ids>,
) -> Result<Vec<Place>> {
    let mut ranks = ranks(found, request);
    if most < ranks.len() {
        let (_, &mut last, _) = ranks.select_nth_unstable_by(most, Rank::order);
        ranks.retain(|rank| rank.order(&last).is_le());
    }
    ranks.sort_unstable_by(Rank::order);
    if ranks.windows(2).any(|pair| pair[0].order(&pair[1]).is_eq()) {
        let ids = ids()?;
        let id = |rank: &Rank| ids.of(found.groups[rank.group as usize].document);
        let mut each: Vec<_> = ranks.iter().map(|rank| (id(rank), *rank)).collect();
        each.sort_unstable_by(|(id, a), (other, b)| {
            let by_id = a.order(b).then(id.cmp(other));
            by_id.then(a.passage.cmp(&b.passage))
        });
        ranks = each.into_iter().map(|(_, rank)| rank).collect();
    }
    let places = ranks.iter().take(most).map(|rank| {
        let group = &found.groups[rank.group as usize];
        let (ordinal, more) = match request.group {
            Group::Article => (group.shown, group.count.saturating_sub(1)),
            Group::None => (found.passages_of(group)[rank.passage as usize].0, 0),
        };
        Place {
            group: group.clone(),
            ordinal,
            score: rank.score,
            more,
        }
    });
    Ok(places.collect())
}

fn ranks(found: &AllFound, request: &Request) -> Vec<Rank> {
    let mut ranks = Vec::with_capacity(found.groups.len());
    for (group, n) in found.groups.iter().zip(0..) {
        let day = group.day as u32;
        let rank = |score, passage| Rank {
            class: match request.sort {
                Sort::Relevance => u32::from(group.matched == MatchedIn::Article),
                _ if day == 0 => u32::MAX,
                Sort::Newest => u32::MAX - day,
                Sort::Oldest => day,
            },
            score,
            group: n,
            passage,
        };
        match (request.group, group.matched) {
            (Group::Article, _) => ranks.push(rank(group.score, 0)),
            // The headline's lift belongs to the article; a passage stands by its own score.
            (Group::None, MatchedIn::Passage) => {
                let passages = found.passages_of(group).iter().zip(0..);
                ranks.extend(passages.map(|(&(_, score), at)| rank(score, at)));
            }
            (Group::None, MatchedIn::Article) => {
                ranks.extend((0..group.count).map(|at| rank(group.score, at)));
            }
        }
    }
    ranks
}
