//! Owns what a search collects of articles that hold its words apart: the conjuncts' articles are met by merging, since each
//! conjunct gives them in order. Refuses to rank such an article above one that holds all in a passage.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use tantivy::index::SegmentReader;
use tantivy::query::{EnableScoring, Query, Weight};
use tantivy::{DocAddress, DocId, Searcher};

use super::apart;
use super::gather::{Columns, Found, Group, Hashed, MUCH, Matches, Wanted, each_passage, texts};
use crate::hit::MatchedIn;

/// An article that holds a conjunct.
struct Holder {
    article: DocId,
    /// The score of its best passage.
    best: f32,
    /// Its passages that hold the conjunct.
    passages: Range<u32>,
}

/// The articles of a segment that hold one conjunct, in order, with their passages: ordinal and score.
#[derive(Default)]
struct Holders {
    articles: Vec<Holder>,
    passages: Vec<(u32, f32)>,
}

impl Holders {
    fn of(&self, holder: &Holder) -> &[(u32, f32)] {
        &self.passages[holder.passages.start as usize..holder.passages.end as usize]
    }
}

/// Texts, by their hashes.
type Known = HashSet<u64, BuildHasherDefault<Hashed>>;

/// Adds the articles that hold every conjunct, in several passages, and are not found yet. Their scores lie below all others.
///
/// # Errors
/// An engine failure.
pub fn spread(
    searcher: &Searcher,
    conjuncts: &[Box<dyn Query>],
    kinds: [bool; 5],
    wanted: Wanted,
    found: &mut Found,
) -> tantivy::Result<()> {
    let weights = conjuncts
        .iter()
        .map(|conjunct| conjunct.weight(EnableScoring::enabled_from_searcher(searcher)));
    let weights: Vec<Box<dyn Weight>> = weights.collect::<tantivy::Result<_>>()?;
    let known: Known = found.groups.iter().map(|g| g.copy).collect();
    let sample = apart::sample(searcher);
    let open = |n| {
        let reader = searcher.segment_reader(n);
        let cursors = weights.iter().map(|w| w.scorer(reader, 1.0));
        cursors.collect::<tantivy::Result<Vec<_>>>()
    };
    let mut cursors = sample.map(open).transpose()?.unwrap_or_default();
    let much = cursors.iter().map(|c| c.cost()).sum::<u64>() >= MUCH;
    let in_segment = |segment, reader: &SegmentReader, cursors: Vec<_>| {
        let mut cursors = cursors.into_iter();
        let matches = weights.iter().map(|w| (w.as_ref(), cursors.next()));
        let holders = holders(matches, reader, kinds)?;
        met(&holders, segment, reader, wanted, &known)
    };
    let all = apart::each(
        searcher,
        much,
        |segment, reader| {
            let opened = match Some(segment) == sample {
                true => std::mem::take(&mut cursors),
                false => Vec::new(),
            };
            in_segment(segment, reader, opened)
        },
        |segment, reader| in_segment(segment, reader, Vec::new()),
    )?;
    let spread = texts(searcher, all)?;
    let scores = found.groups.iter().map(|g| g.score);
    let floor = scores.fold(f32::INFINITY, f32::min);
    for group in &spread.groups {
        let score = match floor.is_finite() {
            true => floor * group.score / (group.score + 10.0),
            false => group.score,
        };
        let passages = spread.passages_of(group).iter().copied();
        found.push(
            Group {
                score,
                ..group.clone()
            },
            passages,
        );
    }
    Ok(())
}

/// The articles of a segment that hold each conjunct; of the later ones those that hold all before.
fn holders<'w>(
    conjuncts: impl Iterator<Item = Matches<'w>>,
    reader: &SegmentReader,
    kinds: [bool; 5],
) -> tantivy::Result<Vec<Holders>> {
    let mut all: Vec<Holders> = Vec::new();
    for matches in conjuncts {
        let mut these = Holders::default();
        let earlier = all.last().map(|h| h.articles.as_slice());
        let mut at = 0;
        each_passage(matches, reader, kinds, |passage| {
            let end = these.passages.len() as u32;
            match these.articles.last_mut() {
                Some(same) if same.article == passage.article => {
                    same.best = same.best.max(passage.score);
                    same.passages.end = end + 1;
                }
                _ => {
                    // Both come in order.
                    if let Some(earlier) = earlier {
                        while earlier.get(at).is_some_and(|e| e.article < passage.article) {
                            at += 1;
                        }
                        if earlier.get(at).is_none_or(|e| e.article != passage.article) {
                            return;
                        }
                    }
                    these.articles.push(Holder {
                        article: passage.article,
                        best: passage.score,
                        passages: end..end + 1,
                    });
                }
            }
            these.passages.push((passage.ordinal, passage.score));
        })?;
        all.push(these);
    }
    Ok(all)
}

/// The articles that hold every conjunct, but for those whose text is known; scored by the sum of what is best in them.
fn met(
    all: &[Holders],
    segment: u32,
    reader: &SegmentReader,
    wanted: Wanted,
    known: &Known,
) -> tantivy::Result<Found> {
    let mut found = Found::default();
    let Some((last, others)) = all.split_last() else {
        return Ok(found);
    };
    let columns = Columns::open(reader, wanted)?;
    let mut places = vec![0; others.len()];
    for holder in &last.articles {
        let (copy, day) = columns.of(holder.article);
        if known.contains(&copy) {
            continue;
        }
        let mut sum = holder.best;
        let mut held: Vec<(u32, f32)> = Vec::new();
        for (these, place) in others.iter().zip(&mut places) {
            let rest = &these.articles[*place..];
            *place += rest.partition_point(|h| h.article < holder.article);
            let same = &these.articles[*place];
            sum += same.best;
            held.extend(these.of(same));
        }
        held.extend(last.of(holder));
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
        let group = Group {
            document: DocAddress::new(segment, holder.article),
            copy,
            day,
            score: sum,
            shown,
            count: passages.len() as u32,
            passages: 0..0,
            matched: MatchedIn::Article,
        };
        let passages = passages.iter().map(|&(ordinal, _, score)| (ordinal, score));
        found.push(group, passages.filter(|_| wanted.passages));
    }
    Ok(found)
}
