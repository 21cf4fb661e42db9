//! Owns the search for any of very many words (`a*`): each posting list is read once, from end to end, into a tally of the
//! segment's documents. Asking hundreds of cursors at each document what comes next would cost the product of the two.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

/// More cursors than this are tallied.
pub const MANY: usize = 8;

/// What a document holds of the words.
#[derive(Debug, Clone, Copy, Default)]
struct Standing {
    /// Occurrences, each by its variant's weight.
    times: f32,
    /// The weight of the best of them.
    best: f32,
}

/// The documents that hold any of the words, in order.
pub struct Tally {
    /// By document.
    standings: Vec<Standing>,
    lengths: FieldNormReader,
    /// BM25's length part, by fieldnorm id.
    norms: Arc<[f32; 256]>,
    weight: f32,
    doc: DocId,
}

impl Tally {
    /// Reads the cursors, each with what an occurrence counts.
    pub fn new(
        cursors: Vec<(SegmentPostings, f32)>,
        max_doc: DocId,
        lengths: FieldNormReader,
        norms: Arc<[f32; 256]>,
        weight: f32,
    ) -> Tally {
        let mut standings = vec![Standing::default(); max_doc as usize];
        for (mut cursor, weight) in cursors {
            while cursor.doc() != TERMINATED {
                if let Some(standing) = standings.get_mut(cursor.doc() as usize) {
                    standing.times += weight * cursor.term_freq() as f32;
                    standing.best = standing.best.max(weight);
                }
                cursor.advance();
            }
        }
        let mut tally = Tally {
            standings,
            lengths,
            norms,
            weight,
            doc: 0,
        };
        tally.settle(0);
        tally
    }

    fn settle(&mut self, from: DocId) -> DocId {
        let rest = self.standings.get(from as usize..).unwrap_or_default();
        let next = rest.iter().position(|standing| standing.times > 0.0);
        self.doc = next.map_or(TERMINATED, |ahead| from + ahead as DocId);
        self.doc
    }
}

impl DocSet for Tally {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.settle(doc + 1),
        }
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

    fn size_hint(&self) -> u32 {
        // What a union holds is not known before it is walked; an intersection begins with something rarer.
        self.standings.len() as u32
    }
}

impl Scorer for Tally {
    fn score(&mut self) -> Score {
        let Some(standing) = self.standings.get(self.doc as usize) else {
            return 0.0;
        };
        let norm = self.norms[self.lengths.fieldnorm_id(self.doc) as usize];
        let frequency = standing.times / standing.best.max(f32::MIN_POSITIVE);
        self.weight * standing.best * frequency / (frequency + norm)
    }
}
