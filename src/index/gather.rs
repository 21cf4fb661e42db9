//! Owns what a search collects: matching passages grouped by article, copies of one text as one, best first.
//! Refuses to leave order to chance: equal scores are ordered by id.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::index::SegmentReader;
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocId, Searcher};

use super::schema::{self, COPY, FIRST_DAY, ID, Slot};
use crate::article::ArticleId;
use crate::hit::MatchedIn;
use crate::passage::Kind;

/// What a headline that matches adds to the best passage of its article.
const HEADLINE_LIFT: f32 = 0.3;

/// What a search finds.
#[derive(Debug, Default)]
pub struct Found {
    /// Articles, copies merged, in no order.
    pub groups: Vec<Group>,
    /// Matching passages: ordinal and score; a group's stand together, in order.
    passages: Vec<(u32, f32)>,
}

impl Found {
    /// The matching passages of a group: ordinal and score.
    pub fn passages_of(&self, group: &Group) -> &[(u32, f32)] {
        &self.passages[group.passages.start as usize..group.passages.end as usize]
    }

    /// Adds what holds the words in several passages.
    pub(super) fn add_spread(&mut self, spread: Found) {
        let behind = self.passages.len() as u32;
        self.passages.extend(spread.passages);
        self.groups
            .extend(spread.groups.into_iter().map(|group| Group {
                passages: behind + group.passages.start..behind + group.passages.end,
                matched: MatchedIn::Article,
                ..group
            }));
    }

    /// Passages in all groups.
    pub fn passages(&self) -> u64 {
        let counts = self.groups.iter().map(|g| g.passages.len() as u64);
        counts.sum()
    }
}

/// An article that matches.
#[derive(Debug, Clone)]
pub struct Group {
    /// The article's own document.
    pub document: DocAddress,
    /// The article.
    pub id: ArticleId,
    /// Hash of its text.
    pub copy: u64,
    /// First day that its date may mean, yyyymmdd; 0: not dated, or not asked for.
    pub day: u64,
    /// Its score.
    pub score: f32,
    /// The ordinal of its best passage.
    pub shown: u32,
    /// Where in [`Found`] its matching passages stand.
    passages: Range<u32>,
    /// Whether all words lie in each of these passages.
    pub matched: MatchedIn,
}

/// The columns of a segment that grouping reads.
pub(super) struct Columns {
    slot: Arc<dyn ColumnValues<u64>>,
    id: Arc<dyn ColumnValues<u64>>,
    pub(super) copy: Arc<dyn ColumnValues<u64>>,
    day: Arc<dyn ColumnValues<u64>>,
}

impl Columns {
    pub(super) fn open(reader: &SegmentReader) -> tantivy::Result<Columns> {
        let fast = reader.fast_fields();
        Ok(Columns {
            slot: schema::slots(reader)?,
            id: fast.column_first_or_default(ID)?,
            copy: fast.column_first_or_default(COPY)?,
            day: fast.column_first_or_default(FIRST_DAY)?,
        })
    }
}

/// A passage that matches, while its article's passages are collected.
pub(super) struct Matching {
    pub(super) article: DocId,
    pub(super) ordinal: u32,
    kind: Kind,
    pub(super) score: f32,
}

/// Runs `query` over all segments and gives the living passages of `kinds` that match to `found`, an article's at a time, in order.
pub(super) fn each_article(
    searcher: &Searcher,
    query: &dyn Query,
    kinds: [bool; 5],
    mut found: impl FnMut(u32, &Columns, &[Matching]),
) -> tantivy::Result<()> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut row: Vec<Matching> = Vec::new();
    for (segment, reader) in searcher.segment_readers().iter().enumerate() {
        let columns = Columns::open(reader)?;
        let alive = reader.alive_bitset();
        weight.for_each(reader, &mut |doc, score| {
            if alive.is_some_and(|a| !a.is_alive(doc)) {
                return;
            }
            let Slot::Passage { ordinal, kind, .. } = Slot::unpack(columns.slot.get_val(doc))
            else {
                return;
            };
            if !kinds[kind as usize] {
                return;
            }
            let article = doc.saturating_sub(ordinal + 1);
            if row.first().is_some_and(|m| m.article != article) {
                found(segment as u32, &columns, &row);
                row.clear();
            }
            row.push(Matching {
                article,
                ordinal,
                kind,
                score: settled(score),
            });
        })?;
        if !row.is_empty() {
            found(segment as u32, &columns, &row);
            row.clear();
        }
    }
    Ok(())
}

/// A score without its last bits: in which order the engine adds the parts of a sum depends on the segment, and equal passages
/// must have equal scores wherever they lie.
fn settled(score: f32) -> f32 {
    f32::from_bits(score.to_bits().saturating_add(0x80) & !0xff)
}

/// The best passage of an article and the article's score. The title is printed above each hit anyway: another passage is shown if
/// one matches, and is lifted by the headline.
fn best(matching: &[Matching]) -> Option<(u32, f32)> {
    let best = |headline: bool| {
        let of = matching
            .iter()
            .filter(|m| (m.kind == Kind::Headline) == headline);
        of.max_by(|a, b| a.score.total_cmp(&b.score).then(b.ordinal.cmp(&a.ordinal)))
    };
    Some(match (best(false), best(true)) {
        (Some(o), Some(h)) => (o.ordinal, (o.score + HEADLINE_LIFT * h.score).max(h.score)),
        (Some(only), None) | (None, Some(only)) => (only.ordinal, only.score),
        (None, None) => return None,
    })
}

/// All articles with a passage of `kinds` that matches, copies merged into the best of them; with their days where `dated`.
///
/// # Errors
/// An engine failure.
pub fn groups(
    searcher: &Searcher,
    query: &dyn Query,
    kinds: [bool; 5],
    dated: bool,
) -> tantivy::Result<Found> {
    let mut texts = Texts::default();
    each_article(searcher, query, kinds, |segment, columns, row| {
        if let Some((shown, score)) = best(row) {
            let passages = row.iter().map(|m| (m.ordinal, m.score));
            let document = DocAddress::new(segment, row[0].article);
            texts.add(columns, document, shown, score, passages, dated);
        }
    })?;
    Ok(texts.found)
}

/// What is found, each text once.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) found: Found,
    /// Where the group of a text stands, by the text's hash, which need not be hashed again.
    places: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
}

impl Texts {
    /// Adds an article. Of two with the same text the better stays; of equals the one with the lesser id.
    pub(super) fn add(
        &mut self,
        columns: &Columns,
        document: DocAddress,
        shown: u32,
        score: f32,
        passages: impl Iterator<Item = (u32, f32)>,
        dated: bool,
    ) {
        let article = document.doc_id;
        let id = ArticleId(columns.id.get_val(article));
        let copy = columns.copy.get_val(article);
        let Found {
            groups,
            passages: all,
        } = &mut self.found;
        let place = match self.places.entry(copy) {
            Entry::Vacant(free) => {
                free.insert(groups.len() as u32);
                groups.len()
            }
            Entry::Occupied(taken) => {
                let place = *taken.get() as usize;
                let order = score.total_cmp(&groups[place].score);
                if order.then(groups[place].id.cmp(&id)).is_le() {
                    return;
                }
                place
            }
        };
        let start = all.len() as u32;
        all.extend(passages);
        let group = Group {
            document,
            id,
            copy,
            day: match dated {
                true => columns.day.get_val(article),
                false => 0,
            },
            score,
            shown,
            passages: start..all.len() as u32,
            matched: MatchedIn::Passage,
        };
        match groups.get_mut(place) {
            Some(kept) => *kept = group,
            None => groups.push(group),
        }
    }
}

#[derive(Default)]
pub(super) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
