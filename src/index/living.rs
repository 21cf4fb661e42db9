//! Owns the terms of a field in a segment, counted as if what was deleted had never been there: an update must rank as a rebuild
//! does, and need not rewrite the index for it.

use std::sync::Arc;

use tantivy::fastfield::AliveBitSet;
use tantivy::index::{InvertedIndexReader, SegmentReader};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::termdict::TermDictionary;
use tantivy::{DocSet, Searcher};

/// The terms of a field in a segment.
#[derive(Clone)]
pub struct Living {
    index: Arc<InvertedIndexReader>,
    /// Where something was deleted.
    alive: Option<AliveBitSet>,
}

impl Living {
    /// The terms of `field` in each segment.
    ///
    /// # Errors
    /// An engine failure.
    pub fn all(searcher: &Searcher, field: Field) -> tantivy::Result<Vec<Living>> {
        let segments = searcher.segment_readers().iter();
        segments.map(|reader| Living::of(reader, field)).collect()
    }

    fn of(reader: &SegmentReader, field: Field) -> tantivy::Result<Living> {
        Ok(Living {
            index: reader.inverted_index(field)?,
            alive: reader.alive_bitset().cloned(),
        })
    }

    /// The dictionary, which has also terms of deleted documents only.
    pub fn terms(&self) -> &TermDictionary {
        self.index.terms()
    }

    /// Living documents that hold the term.
    ///
    /// # Errors
    /// An engine failure.
    pub fn frequency(&self, info: &TermInfo) -> tantivy::Result<u64> {
        let Some(alive) = &self.alive else {
            return Ok(info.doc_freq as u64);
        };
        let mut postings = self
            .index
            .read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        Ok(postings.count(alive) as u64)
    }

    /// Living documents that hold the term; 0 if the dictionary does not know it.
    ///
    /// # Errors
    /// An engine failure.
    pub fn frequency_of(&self, term: &str) -> tantivy::Result<u64> {
        match self.terms().get(term.as_bytes())? {
            Some(info) => self.frequency(&info),
            None => Ok(0),
        }
    }
}
