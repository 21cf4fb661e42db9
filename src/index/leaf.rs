//! Owns the search for one [`Pattern`] in one field: which passages match, and their BM25 score with the variants of a word
//! counted as one term (so that a rare form of a common word does not outweigh it). Refuses to know what a query is.

mod placed;
mod shape;

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::postings::SegmentPostings;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, TERMINATED, TantivyError};

use super::few::Few;
use super::living::Living;
use super::tally::{MANY, Tally};
use crate::pattern::Pattern;
use placed::Placed;
use shape::{heaviest, may_share, needs_positions, prune};

/// BM25's saturation; Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), as Lucene sets it.
const K1: f32 = 1.2;
/// BM25's weight of length; a little under Lucene's .75, since passages are of even length.
const B: f32 = 0.6;

/// Passages whose `field` holds a match of `pattern`.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Where to look.
    pub field: Field,
    /// What to look for.
    pub pattern: Arc<Pattern>,
    /// Documents in the index, for idf, and the mean length of the field, in terms.
    pub stats: Stats,
}

/// What BM25 needs to know of a field.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stats {
    /// Documents that have the field.
    pub documents: u64,
    /// The length, in terms, that is counted as usual.
    pub mean_length: f32,
    /// Whether lengths are kept.
    pub lengths: bool,
}

impl Query for Leaf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let idf = match scoring.searcher() {
            Some(searcher) if scoring.is_scoring_enabled() => {
                let segments = Living::all(searcher, self.field)?;
                idf(&self.pattern, &segments, self.stats.documents)?
            }
            _ => 0.0,
        };
        let mean = self.stats.mean_length.max(1.0);
        let norm = |id: u8| K1 * (1.0 - B + B * FieldNormReader::id_to_fieldnorm(id) as f32 / mean);
        let norms = std::array::from_fn(|id| {
            if self.stats.lengths {
                norm(id as u8)
            } else {
                K1
            }
        });
        Ok(Box::new(LeafWeight {
            leaf: self.clone(),
            idf,
            norms: Arc::new(norms),
        }))
    }
}

/// How rare the pattern is: a word is as common as its commonest variant, a phrase as rare as all its words together.
fn idf(pattern: &Pattern, segments: &[Living], documents: u64) -> tantivy::Result<f32> {
    let of_frequency = |frequency: u64| {
        let (n, df) = (documents.max(frequency) as f32, frequency as f32);
        (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
    };
    Ok(match pattern {
        Pattern::Terms { grams, .. } => {
            let mut rarest = 0f32;
            for gram in grams {
                let mut frequency = 0;
                for term in &gram.any {
                    for segment in segments {
                        frequency += segment.frequency_of(term)?;
                    }
                }
                rarest = rarest.max(of_frequency(frequency));
            }
            rarest
        }
        Pattern::Any(variants) => {
            let mut commonest = f32::MAX;
            for variant in variants {
                commonest = commonest.min(idf(&variant.pattern, segments, documents)?);
            }
            if variants.is_empty() { 0.0 } else { commonest }
        }
        Pattern::Phrase(parts) | Pattern::Window { parts, .. } => {
            let mut sum = 0.0;
            for part in parts {
                sum += idf(part, segments, documents)?;
            }
            sum
        }
        Pattern::Tail(_, inner) | Pattern::Except(inner, _) => idf(inner, segments, documents)?,
    })
}

struct LeafWeight {
    leaf: Leaf,
    idf: f32,
    /// BM25's length part, by fieldnorm id.
    norms: Arc<[f32; 256]>,
}

/// What finds the documents of a segment.
enum Found {
    Nothing,
    Few(Few),
    Tally(Tally),
    Placed(Placed),
}

impl LeafWeight {
    fn found(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Found> {
        let index = reader.inverted_index(self.leaf.field)?;
        let placed = needs_positions(&self.leaf.pattern);
        let option = if placed {
            IndexRecordOption::WithFreqsAndPositions
        } else {
            IndexRecordOption::WithFreqs
        };
        let mut cursors: Vec<SegmentPostings> = Vec::new();
        let mut terms: Vec<String> = Vec::new();
        let mut failure = None;
        // One cursor a term, where none can run ahead of another: a phrase may say the same word a thousand times.
        let shared = may_share(&self.leaf.pattern);
        let mut opened_before: HashMap<String, usize> = HashMap::new();
        let pattern = self.leaf.pattern.map(&mut |term: &String| {
            if let Some(&cursor) = opened_before.get(term).filter(|_| shared) {
                return Some(cursor);
            }
            let opened = index.terms().get(term.as_bytes()).and_then(|info| {
                info.map(|info| index.read_postings_from_terminfo(&info, option))
                    .transpose()
            });
            match opened {
                Ok(Some(postings)) => {
                    cursors.push(postings);
                    terms.push(term.clone());
                    opened_before.insert(term.clone(), cursors.len() - 1);
                    Some(cursors.len() - 1)
                }
                Ok(None) => None,
                Err(error) => {
                    failure = Some(error);
                    None
                }
            }
        });
        if let Some(error) = failure {
            return Err(error.into());
        }
        let Some(pattern) = prune(pattern) else {
            return Ok(Found::Nothing);
        };
        let lengths = if self.leaf.stats.lengths {
            reader.get_fieldnorms_reader(self.leaf.field)?
        } else {
            FieldNormReader::constant(reader.max_doc(), 1)
        };
        let weight = self.idf * (1.0 + K1) * boost;
        let norms = self.norms.clone();
        if !placed {
            let mut weights = vec![0f32; cursors.len()];
            heaviest(&pattern, 1.0, &mut weights);
            let cursors: Vec<_> = cursors.into_iter().zip(weights).collect();
            return Ok(match cursors.len() > MANY {
                true => Found::Tally(Tally::new(
                    cursors,
                    reader.max_doc(),
                    lengths,
                    norms,
                    weight,
                )),
                false => Found::Few(Few::new(cursors, lengths, norms, weight)),
            });
        }
        let placed = Placed::new(pattern, &terms, cursors, lengths, norms, weight);
        Ok(Found::Placed(placed))
    }
}

/// Gives all that a scorer finds to `callback`; made for each kind of scorer, since of a common word half of the time would go into
/// calls that only find out what is to be called.
fn each<S: Scorer>(mut scorer: S, callback: &mut dyn FnMut(DocId, Score)) {
    let mut doc = scorer.doc();
    while doc != TERMINATED {
        callback(doc, scorer.score());
        doc = scorer.advance();
    }
}

impl Weight for LeafWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.found(reader, boost)? {
            Found::Nothing => Box::new(EmptyScorer),
            Found::Few(few) => Box::new(few),
            Found::Tally(tally) => Box::new(tally),
            Found::Placed(placed) => Box::new(placed),
        })
    }

    fn for_each(
        &self,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score),
    ) -> tantivy::Result<()> {
        match self.found(reader, 1.0)? {
            Found::Nothing => {}
            Found::Few(few) => each(few, callback),
            Found::Tally(tally) => each(tally, callback),
            Found::Placed(placed) => each(placed, callback),
        }
        Ok(())
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )));
        }
        Ok(Explanation::new("BM25 of a pattern", scorer.score()))
    }
}
