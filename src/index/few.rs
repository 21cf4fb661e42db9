//! Owns the search for any of a few words that need not stand together: the forms of one word. No pattern is walked a document,
//! and nothing is counted before a score is asked for.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

/// The documents that hold any of the words, in order.
pub struct Few {
    /// Each word's documents, and what an occurrence counts.
    cursors: Vec<(SegmentPostings, f32)>,
    lengths: FieldNormReader,
    /// BM25's length part, by fieldnorm id.
    norms: Arc<[f32; 256]>,
    weight: f32,
    doc: DocId,
}

impl Few {
    /// The union of these cursors.
    pub fn new(
        cursors: Vec<(SegmentPostings, f32)>,
        lengths: FieldNormReader,
        norms: Arc<[f32; 256]>,
        weight: f32,
    ) -> Few {
        let mut few = Few {
            cursors,
            lengths,
            norms,
            weight,
            doc: 0,
        };
        few.doc = few.first();
        few
    }

    fn first(&self) -> DocId {
        let docs = self.cursors.iter().map(|(cursor, _)| cursor.doc());
        docs.min().unwrap_or(TERMINATED)
    }
}

impl DocSet for Few {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        if let [(only, _)] = self.cursors.as_mut_slice() {
            self.doc = only.advance();
            return self.doc;
        }
        for (cursor, _) in &mut self.cursors {
            if cursor.doc() == self.doc {
                cursor.advance();
            }
        }
        self.doc = self.first();
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target >= TERMINATED {
            self.doc = TERMINATED;
        }
        if self.doc >= target {
            return self.doc;
        }
        for (cursor, _) in &mut self.cursors {
            if cursor.doc() < target {
                cursor.seek(target);
            }
        }
        self.doc = self.first();
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let sizes = self.cursors.iter().map(|(cursor, _)| cursor.size_hint());
        sizes.max().unwrap_or(0)
    }
}

impl Scorer for Few {
    fn score(&mut self) -> Score {
        let (mut times, mut best) = (0.0, f32::MIN_POSITIVE);
        for (cursor, weight) in &self.cursors {
            if cursor.doc() == self.doc {
                times += weight * cursor.term_freq() as f32;
                best = f32::max(best, *weight);
            }
        }
        let norm = self.norms[self.lengths.fieldnorm_id(self.doc) as usize];
        let frequency = times / best;
        self.weight * best * frequency / (frequency + norm)
    }
}
