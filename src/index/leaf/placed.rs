//! Owns the search for words that must stand together, in one of several ways: each way by itself, since few documents hold more
//! than one, and positions are read of those only that may match.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

use super::shape::{Parted, parted};
use crate::pattern::{Match, Pattern, once_a_place, take_away};

/// The documents that hold a pattern, in order.
pub(super) struct Placed {
    /// Words that match wherever they stand: most documents hold one of these and nothing else, and need no positions.
    flat: Vec<(usize, f32)>,
    /// What must stand together.
    ways: Vec<Way>,
    /// What takes matches of the ways away.
    others: Vec<Pattern<usize>>,
    cursors: Vec<SegmentPostings>,
    lengths: FieldNormReader,
    /// BM25's length part, by fieldnorm id.
    norms: Arc<[f32; 256]>,
    weight: f32,
    doc: DocId,
    /// The matches of the ways in `doc`, and room for positions: no document makes its own.
    found: Vec<Match>,
    scratch: Vec<u32>,
    /// Matches in `doc`, each weighing as it does beside the best of them.
    frequency: f32,
    /// The weight of the best match in `doc`. It scales the score: a variant that stands there often is still no exact match.
    best: f32,
}

/// One of the ways in which a pattern may match; no other moves its cursors.
struct Way {
    pattern: Pattern<usize>,
    weight: f32,
    /// The next document that holds its words, wherever.
    candidate: DocId,
}

impl Placed {
    /// The documents of a pattern whose terms are `terms`, by cursor.
    pub(super) fn new(
        pattern: Pattern<usize>,
        terms: &[String],
        cursors: Vec<SegmentPostings>,
        lengths: FieldNormReader,
        norms: Arc<[f32; 256]>,
        weight: f32,
    ) -> Placed {
        let Parted { flat, ways, others } = parted(pattern, terms);
        let ways = ways.into_iter().map(|(pattern, weight)| Way {
            pattern,
            weight,
            candidate: 0,
        });
        let mut placed = Placed {
            flat,
            ways: ways.collect(),
            others,
            cursors,
            lengths,
            norms,
            weight,
            doc: 0,
            found: Vec::new(),
            scratch: Vec::new(),
            frequency: 0.0,
            best: 1.0,
        };
        for way in &mut placed.ways {
            way.candidate = next(&way.pattern, &mut placed.cursors, 0);
        }
        placed.settle(0);
        placed
    }

    /// Moves to the first match at or after `target`.
    fn settle(&mut self, mut target: DocId) -> DocId {
        loop {
            let cursors = &mut self.cursors;
            let mut doc = TERMINATED;
            for way in &mut self.ways {
                if way.candidate < target {
                    way.candidate = next(&way.pattern, cursors, target);
                }
                doc = doc.min(way.candidate);
            }
            for &(cursor, _) in &self.flat {
                doc = doc.min(reach(&mut cursors[cursor], target));
            }
            self.doc = doc;
            if doc == TERMINATED {
                return TERMINATED;
            }
            let (mut times, mut best) = (0f32, 0f32);
            for &(cursor, weight) in &self.flat {
                if cursors[cursor].doc() == doc {
                    times += weight * cursors[cursor].term_freq() as f32;
                    best = best.max(weight);
                }
            }
            self.find();
            for m in &self.found {
                times += m.weight;
                best = best.max(m.weight);
            }
            self.best = best.max(f32::MIN_POSITIVE);
            self.frequency = times / self.best;
            if self.frequency > 0.0 {
                return self.doc;
            }
            target = self.doc + 1;
        }
    }

    /// Finds where the words stand together in the document.
    fn find(&mut self) {
        let (doc, cursors) = (self.doc, &mut self.cursors);
        let (found, scratch) = (&mut self.found, &mut self.scratch);
        // What takes matches away must stand at the same document, if it stands there at all.
        if self.ways.iter().any(|way| way.candidate == doc) {
            for other in &self.others {
                next(other, cursors, doc);
            }
        }
        // A cursor that stands beyond the document belongs to a branch that does not match here: no positions.
        let mut positions = |&cursor: &usize, to: &mut Vec<u32>| {
            if cursors[cursor].doc() == doc {
                cursors[cursor].append_positions_with_offset(0, to);
            }
        };
        found.clear();
        for way in self.ways.iter().filter(|way| way.candidate == doc) {
            let before = found.len();
            way.pattern.find(&mut positions, scratch, found);
            for m in &mut found[before..] {
                m.weight *= way.weight;
            }
        }
        once_a_place(found, 0);
        if !found.is_empty() && !self.others.is_empty() {
            let others = self.others.iter();
            let taken: Vec<Match> = others.flat_map(|p| p.matches(&mut positions)).collect();
            take_away(found, 0, &taken);
        }
    }
}

fn reach(postings: &mut SegmentPostings, target: DocId) -> DocId {
    match postings.doc() < target {
        true => postings.seek(target),
        false => postings.doc(),
    }
}

/// The first document at or after `target` that may match: it holds the terms, wherever they stand.
fn next(pattern: &Pattern<usize>, cursors: &mut [SegmentPostings], target: DocId) -> DocId {
    let any_of = |cursors: &mut [SegmentPostings], terms: &[usize], target: DocId| {
        let docs = terms.iter().map(|&t| reach(&mut cursors[t], target));
        docs.min().unwrap_or(TERMINATED)
    };
    match pattern {
        Pattern::Terms { grams, .. } => match grams.as_slice() {
            [gram] => any_of(cursors, &gram.any, target),
            grams => leapfrog(grams, target, |gram, target| {
                any_of(cursors, &gram.any, target)
            }),
        },
        Pattern::Any(variants) => variants
            .iter()
            .map(|v| next(&v.pattern, cursors, target))
            .min()
            .unwrap_or(TERMINATED),
        Pattern::Phrase(parts) | Pattern::Window { parts, .. } => {
            leapfrog(parts, target, |part, target| next(part, cursors, target))
        }
        Pattern::Except(inner, others) => {
            let doc = next(inner, cursors, target);
            // What takes matches away must stand at the same document, if it stands there at all.
            if doc != TERMINATED {
                others.iter().for_each(|other| {
                    next(other, cursors, doc);
                });
            }
            doc
        }
        Pattern::Tail(_, inner) => next(inner, cursors, target),
    }
}

/// The first document at or after `target` on which all parts agree.
fn leapfrog<P>(parts: &[P], mut target: DocId, mut next: impl FnMut(&P, DocId) -> DocId) -> DocId {
    'again: loop {
        for part in parts {
            let doc = next(part, target);
            if doc == TERMINATED {
                return TERMINATED;
            }
            if doc > target {
                target = doc;
                continue 'again;
            }
        }
        return target;
    }
}

impl DocSet for Placed {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.settle(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target >= TERMINATED {
            self.doc = TERMINATED;
        }
        if self.doc >= target {
            return self.doc;
        }
        self.settle(target)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    /// Each way is a walk through its commonest word.
    fn cost(&self) -> u64 {
        let hint = |cursor: usize| u64::from(self.cursors[cursor].size_hint());
        let ways = self.ways.iter().map(|way| {
            let mut most = 0;
            way.pattern
                .each_term(&mut |&cursor| most = hint(cursor).max(most));
            most
        });
        let flat = self.flat.iter().map(|&(cursor, _)| hint(cursor));
        ways.chain(flat).sum()
    }

    fn size_hint(&self) -> u32 {
        self.cursors
            .iter()
            .map(SegmentPostings::size_hint)
            .max()
            .unwrap_or(0)
    }
}

impl Scorer for Placed {
    fn score(&mut self) -> Score {
        let norm = self.norms[self.lengths.fieldnorm_id(self.doc) as usize];
        self.weight * self.best * self.frequency / (self.frequency + norm)
    }
}
