//! Owns the step from articles to their passages: a query over article documents becomes one over the passages that follow them.
//! Refuses to score: what belongs to the article filters.

use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::index::SegmentReader;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, TERMINATED, TantivyError};

use super::schema::{self, FIRST_DAY, LAST_DAY, Slot};

/// The passages of the articles that `articles` finds; with `whole` the articles' own documents too (for deletion).
#[derive(Debug)]
pub struct Join {
    /// A query that finds article documents only.
    pub articles: Box<dyn Query>,
    /// Whether the article's own document is among what is found.
    pub whole: bool,
    /// Days, yyyymmdd, both inclusive, that the article's date must be able to fall on; `None`: any, dated or not.
    pub days: Option<(u32, u32)>,
}

impl Clone for Join {
    fn clone(&self) -> Join {
        Join {
            articles: self.articles.box_clone(),
            whole: self.whole,
            days: self.days,
        }
    }
}

impl Query for Join {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let quiet = match scoring {
            EnableScoring::Enabled { searcher, .. } => {
                EnableScoring::disabled_from_searcher(searcher)
            }
            quiet => quiet,
        };
        Ok(Box::new(JoinWeight {
            articles: self.articles.weight(quiet)?,
            whole: self.whole,
            days: self.days,
        }))
    }
}

struct JoinWeight {
    articles: Box<dyn Weight>,
    whole: bool,
    days: Option<(u32, u32)>,
}

impl Weight for JoinWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let fast = reader.fast_fields();
        let days = match self.days {
            Some((first, last)) => Some(Days {
                first_day: fast.column_first_or_default(FIRST_DAY)?,
                last_day: fast.column_first_or_default(LAST_DAY)?,
                from: first as u64,
                to: last as u64,
            }),
            None => None,
        };
        let mut scorer = JoinScorer {
            articles: self.articles.scorer(reader, 1.0)?,
            slots: schema::slots(reader)?,
            days,
            whole: self.whole,
            doc: 0,
            end: 0,
        };
        scorer.enter();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!(
            "document {doc}: a join does not score"
        )))
    }
}

struct Days {
    first_day: Arc<dyn ColumnValues<u64>>,
    last_day: Arc<dyn ColumnValues<u64>>,
    from: u64,
    to: u64,
}

impl Days {
    /// Whether the article may have been published in the time asked for; an undated one may not be said to.
    fn allow(&self, article: DocId) -> bool {
        let (first, last) = (
            self.first_day.get_val(article),
            self.last_day.get_val(article),
        );
        first != 0 && first <= self.to && last >= self.from
    }
}

struct JoinScorer {
    articles: Box<dyn Scorer>,
    slots: Arc<dyn ColumnValues<u64>>,
    days: Option<Days>,
    whole: bool,
    doc: DocId,
    /// One past the last passage of the article that `doc` belongs to.
    end: DocId,
}

impl JoinScorer {
    /// Settles on the first passage of the article that the inner cursor stands on, or of the next that has one.
    fn enter(&mut self) -> DocId {
        loop {
            let article = self.articles.doc();
            if article == TERMINATED {
                self.doc = TERMINATED;
                return TERMINATED;
            }
            let allowed = self.days.as_ref().is_none_or(|days| days.allow(article));
            if let Slot::Article { passages } = Slot::unpack(self.slots.get_val(article)) {
                self.end = article + 1 + passages;
                self.doc = if self.whole { article } else { article + 1 };
                if allowed && self.doc < self.end {
                    return self.doc;
                }
            }
            self.articles.advance();
        }
    }
}

impl DocSet for JoinScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.doc += 1;
        if self.doc < self.end {
            return self.doc;
        }
        self.articles.advance();
        self.enter()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target >= TERMINATED {
            self.doc = TERMINATED;
        }
        if self.doc >= target {
            return self.doc;
        }
        if target < self.end {
            self.doc = target;
            return target;
        }
        if target >= self.slots.num_vals() {
            self.doc = TERMINATED;
            return TERMINATED;
        }
        let article = match Slot::unpack(self.slots.get_val(target)) {
            Slot::Article { .. } => target,
            Slot::Passage { ordinal, .. } => target.saturating_sub(ordinal + 1),
        };
        if self.articles.doc() < article {
            self.articles.seek(article);
        }
        self.enter();
        if self.doc < target && target < self.end {
            self.doc = target;
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.articles.size_hint().saturating_mul(8)
    }
}

impl Scorer for JoinScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
