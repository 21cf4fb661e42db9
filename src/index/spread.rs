//! Owns what a search collects of articles that hold its words apart: the conjuncts' articles are met by merging, since each
//! conjunct gives them in order. Refuses to rank such an article above one that holds all in a passage.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use tantivy::query::Query;
use tantivy::{DocAddress, DocId, Searcher};

use super::gather::{Columns, Found, Hashed, Texts, each_article};

/// An article that holds a conjunct.
struct Holder {
    article: (u32, DocId),
    /// The score of its best passage.
    best: f32,
    /// Its passages that hold the conjunct.
    passages: Range<u32>,
}

/// The articles that hold one conjunct, in order, with their passages: ordinal and score.
#[derive(Default)]
struct Holders {
    articles: Vec<Holder>,
    passages: Vec<(u32, f32)>,
}

/// Adds the articles that hold every conjunct, in several passages, and are not found yet. Their scores lie below all others.
///
/// # Errors
/// An engine failure.
pub fn spread(
    searcher: &Searcher,
    conjuncts: &[Box<dyn Query>],
    kinds: [bool; 5],
    dated: bool,
    found: &mut Found,
) -> tantivy::Result<()> {
    let mut all: Vec<Holders> = Vec::with_capacity(conjuncts.len());
    for conjunct in conjuncts {
        let mut these = Holders::default();
        let earlier = all.last().map(|h| h.articles.as_slice());
        let mut at = 0;
        each_article(searcher, conjunct.as_ref(), kinds, |segment, _, row| {
            let article = (segment, row[0].article);
            // Both come in order.
            if let Some(earlier) = earlier {
                while earlier.get(at).is_some_and(|e| e.article < article) {
                    at += 1;
                }
                if earlier.get(at).is_none_or(|e| e.article != article) {
                    return;
                }
            }
            let start = these.passages.len() as u32;
            these
                .passages
                .extend(row.iter().map(|m| (m.ordinal, m.score)));
            these.articles.push(Holder {
                article,
                best: row.iter().map(|m| m.score).fold(0.0, f32::max),
                passages: start..these.passages.len() as u32,
            });
        })?;
        all.push(these);
    }
    let Some((last, others)) = all.split_last() else {
        return Ok(());
    };
    let scores = found.groups.iter().map(|g| g.score);
    let floor = scores.fold(f32::INFINITY, f32::min);
    let known: HashSet<u64, BuildHasherDefault<Hashed>> =
        found.groups.iter().map(|g| g.copy).collect();
    let readers = searcher.segment_readers().iter();
    let columns: Vec<Columns> = readers.map(Columns::open).collect::<tantivy::Result<_>>()?;
    let mut texts = Texts::default();
    let mut places = vec![0; others.len()];
    for holder in &last.articles {
        let (segment, article) = holder.article;
        let columns = &columns[segment as usize];
        if known.contains(&columns.copy.get_val(article)) {
            continue;
        }
        let mut sum = 0.0;
        let mut held: Vec<(u32, f32)> = Vec::new();
        for (these, place) in others.iter().zip(&mut places) {
            let rest = &these.articles[*place..];
            *place += rest.partition_point(|h| h.article < holder.article);
            let same = &these.articles[*place];
            sum += same.best;
            held.extend(&these.passages[same.passages.start as usize..same.passages.end as usize]);
        }
        sum += holder.best;
        held.extend(&last.passages[holder.passages.start as usize..holder.passages.end as usize]);
        held.sort_by_key(|&(ordinal, _)| ordinal);
        // How many conjuncts each passage holds, and their scores' sum.
        let mut passages: Vec<(u32, u32, f32)> = Vec::new();
        for (ordinal, score) in held {
            match passages.last_mut().filter(|p| p.0 == ordinal) {
                Some(passage) => (passage.1, passage.2) = (passage.1 + 1, passage.2 + score),
                None => passages.push((ordinal, 1, score)),
            }
        }
        let shown = passages.iter().copied().reduce(|a, b| {
            let better = b.1.cmp(&a.1).then(b.2.total_cmp(&a.2));
            if better.is_gt() { b } else { a }
        });
        let Some((shown, ..)) = shown else {
            continue;
        };
        let score = match floor.is_finite() {
            true => floor * sum / (sum + 10.0),
            false => sum,
        };
        let passages = passages.iter().map(|&(ordinal, _, score)| (ordinal, score));
        let document = DocAddress::new(segment, article);
        texts.add(columns, document, shown, score, passages, dated);
    }
    found.add_spread(texts.found);
    Ok(())
}
