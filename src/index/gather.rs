//! Owns what a search collects: matching passages grouped by article, copies of one text as one, best first.
//! Refuses to leave order to chance: equal scores are ordered by id.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::index::SegmentReader;
use tantivy::query::{EnableScoring, Query, Scorer, Weight};
use tantivy::{DocAddress, DocId, Searcher, TERMINATED};

use super::apart;
use super::schema::{self, COPY, FIRST_DAY, ID, Slot};
use crate::article::ArticleId;
use crate::hit::MatchedIn;
use crate::passage::Kind;

/// What a headline that matches adds to the best passage of its article.
const HEADLINE_LIFT: f32 = 0.3;

/// What is read of everything that is found; most of it is only counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// The articles' days.
    pub days: bool,
    /// Each passage by itself.
    pub passages: bool,
}

/// What a search finds.
#[derive(Debug, Default)]
pub struct Found {
    /// Articles, copies merged, in no order.
    pub groups: Vec<Group>,
    /// Matching passages, where they are wanted: ordinal and score; a group's stand together, in order.
    passages: Vec<(u32, f32)>,
}

impl Found {
    /// The matching passages of a group, where they were wanted: ordinal and score.
    pub fn passages_of(&self, group: &Group) -> &[(u32, f32)] {
        &self.passages[group.passages.start as usize..group.passages.end as usize]
    }

    /// Passages in all groups.
    pub fn passages(&self) -> u64 {
        self.groups.iter().map(|g| u64::from(g.count)).sum()
    }

    /// Adds an article with its passages: ordinal and score.
    pub(super) fn push(&mut self, group: Group, passages: impl IntoIterator<Item = (u32, f32)>) {
        let start = self.passages.len() as u32;
        self.passages.extend(passages);
        self.groups.push(Group {
            passages: start..self.passages.len() as u32,
            ..group
        });
    }
}

/// An article that matches.
#[derive(Debug, Clone)]
pub struct Group {
    /// The article's own document.
    pub document: DocAddress,
    /// Hash of its text.
    pub copy: u64,
    /// First day that its date may mean, yyyymmdd; 0: not dated, or not asked for.
    pub day: u64,
    /// Its score.
    pub score: f32,
    /// The ordinal of its best passage.
    pub shown: u32,
    /// How many of its passages match.
    pub count: u32,
    /// Where in [`Found`] they stand.
    pub(super) passages: Range<u32>,
    /// Whether all words lie in each of these passages.
    pub matched: MatchedIn,
}

/// The ids of articles, by their documents: to be read for those that are equal else.
pub struct Ids(Vec<Arc<dyn ColumnValues<u64>>>);

impl Ids {
    pub(super) fn open(searcher: &Searcher) -> tantivy::Result<Ids> {
        let readers = searcher.segment_readers().iter();
        let columns = readers.map(|r| r.fast_fields().column_first_or_default(ID));
        Ok(Ids(columns.collect::<tantivy::Result<_>>()?))
    }

    /// The id of the article that this document is.
    pub fn of(&self, document: DocAddress) -> ArticleId {
        let column = &self.0[document.segment_ord as usize];
        ArticleId(column.get_val(document.doc_id))
    }
}

/// The columns of a segment that grouping reads.
pub(super) struct Columns {
    copy: Arc<dyn ColumnValues<u64>>,
    day: Option<Arc<dyn ColumnValues<u64>>>,
}

impl Columns {
    pub(super) fn open(reader: &SegmentReader, wanted: Wanted) -> tantivy::Result<Columns> {
        let fast = reader.fast_fields();
        let day = wanted
            .days
            .then(|| fast.column_first_or_default(FIRST_DAY))
            .transpose()?;
        Ok(Columns {
            copy: fast.column_first_or_default(COPY)?,
            day,
        })
    }

    /// Hash of the article's text, and its first day.
    pub(super) fn of(&self, article: DocId) -> (u64, u64) {
        let day = self.day.as_ref().map_or(0, |day| day.get_val(article));
        (self.copy.get_val(article), day)
    }
}

/// A passage that matches.
pub(super) struct Matching {
    pub(super) article: DocId,
    pub(super) ordinal: u32,
    kind: Kind,
    pub(super) score: f32,
}

/// What matches in a segment: a cursor, if one is open there already.
pub(super) type Matches<'w> = (&'w dyn Weight, Option<Box<dyn Scorer>>);

/// So many passages in a segment are much to read: a quarter of a millisecond.
pub(super) const MUCH: u64 = 10_000;

/// Gives the living passages of `kinds` in a segment that match, in order.
pub(super) fn each_passage(
    (weight, cursor): Matches,
    reader: &SegmentReader,
    kinds: [bool; 5],
    mut found: impl FnMut(Matching),
) -> tantivy::Result<()> {
    let slots = schema::slots(reader)?;
    let alive = reader.alive_bitset();
    let mut each = |doc, score| {
        if alive.is_some_and(|a| !a.is_alive(doc)) {
            return;
        }
        let Slot::Passage { ordinal, kind, .. } = Slot::unpack(slots.get_val(doc)) else {
            return;
        };
        if kinds[kind as usize] {
            found(Matching {
                article: doc.saturating_sub(ordinal + 1),
                ordinal,
                kind,
                score: settled(score),
            });
        }
    };
    let Some(mut cursor) = cursor else {
        return weight.for_each(reader, &mut each);
    };
    let mut doc = cursor.doc();
    while doc != TERMINATED {
        each(doc, cursor.score());
        doc = cursor.advance();
    }
    Ok(())
}

/// A score without its last bits: in which order the engine adds the parts of a sum depends on the segment, and equal passages
/// must have equal scores wherever they lie.
fn settled(score: f32) -> f32 {
    f32::from_bits(score.to_bits().saturating_add(0x80) & !0xff)
}

/// An article while its passages come in.
struct Coming {
    article: DocId,
    count: u32,
    /// The best headline, and the best of the others: score and ordinal.
    headline: Option<(f32, u32)>,
    other: Option<(f32, u32)>,
}

impl Coming {
    fn of(first: Matching) -> Coming {
        let mut coming = Coming {
            article: first.article,
            count: 0,
            headline: None,
            other: None,
        };
        coming.add(first);
        coming
    }

    fn add(&mut self, passage: Matching) {
        self.count += 1;
        let best = match passage.kind {
            Kind::Headline => &mut self.headline,
            _ => &mut self.other,
        };
        // Of equals the first is shown.
        if best.is_none_or(|(score, _)| passage.score > score) {
            *best = Some((passage.score, passage.ordinal));
        }
    }

    /// The best passage of the article and the article's score. The title is printed above each hit anyway: another passage is
    /// shown if one matches, and is lifted by the headline.
    fn best(&self) -> (u32, f32) {
        match (self.other, self.headline) {
            (Some((other, shown)), Some((headline, _))) => {
                (shown, (other + HEADLINE_LIFT * headline).max(headline))
            }
            (Some((score, shown)), None) | (None, Some((score, shown))) => (shown, score),
            (None, None) => (0, 0.0),
        }
    }
}

/// All articles with a passage of `kinds` that matches, copies merged into the best of them.
///
/// # Errors
/// An engine failure.
pub fn groups(
    searcher: &Searcher,
    query: &dyn Query,
    kinds: [bool; 5],
    wanted: Wanted,
) -> tantivy::Result<Found> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let weight = weight.as_ref();
    let sample = apart::sample(searcher);
    let mut cursor = sample
        .map(|n| weight.scorer(searcher.segment_reader(n), 1.0))
        .transpose()?;
    let much = cursor.as_ref().is_some_and(|c| c.cost() >= MUCH);
    let found = apart::each(
        searcher,
        much,
        |segment, reader| {
            let cursor = cursor.take_if(|_| Some(segment) == sample);
            in_segment((weight, cursor), segment, reader, kinds, wanted)
        },
        |segment, reader| in_segment((weight, None), segment, reader, kinds, wanted),
    )?;
    texts(searcher, found)
}

/// The articles of a segment that match.
fn in_segment(
    matches: Matches,
    segment: u32,
    reader: &SegmentReader,
    kinds: [bool; 5],
    wanted: Wanted,
) -> tantivy::Result<Found> {
    let columns = Columns::open(reader, wanted)?;
    let mut found = Found::default();
    let mut passages: Vec<(u32, f32)> = Vec::new();
    let mut add = |coming: &Coming, passages: &mut Vec<(u32, f32)>| {
        let (copy, day) = columns.of(coming.article);
        let (shown, score) = coming.best();
        let group = Group {
            document: DocAddress::new(segment, coming.article),
            copy,
            day,
            score,
            shown,
            count: coming.count,
            passages: 0..0,
            matched: MatchedIn::Passage,
        };
        found.push(group, passages.drain(..));
    };
    let mut coming: Option<Coming> = None;
    each_passage(matches, reader, kinds, |passage| {
        let of_passage = (passage.ordinal, passage.score);
        match &mut coming {
            Some(same) if same.article == passage.article => same.add(passage),
            _ => {
                if let Some(done) = coming.replace(Coming::of(passage)) {
                    add(&done, &mut passages);
                }
            }
        }
        if wanted.passages {
            passages.push(of_passage);
        }
    })?;
    if let Some(last) = coming {
        add(&last, &mut passages);
    }
    Ok(found)
}

/// Each text once: of two articles with the same text the better stays; of equals the one with the lesser id.
pub(super) fn texts(searcher: &Searcher, found: Vec<Found>) -> tantivy::Result<Found> {
    let all = found.iter().map(|found| found.groups.len()).sum();
    let mut places: HashMap<u64, u32, BuildHasherDefault<Hashed>> =
        HashMap::with_capacity_and_hasher(all, BuildHasherDefault::default());
    let mut ids = None;
    let mut kept = Found {
        groups: Vec::with_capacity(all),
        passages: Vec::new(),
    };
    for from in found {
        for group in from.groups {
            let passages = from.passages
                [group.passages.start as usize..group.passages.end as usize]
                .iter()
                .copied();
            match places.entry(group.copy) {
                Entry::Vacant(free) => {
                    free.insert(kept.groups.len() as u32);
                    kept.push(group, passages);
                }
                Entry::Occupied(taken) => {
                    let other = &kept.groups[*taken.get() as usize];
                    let mut order = group.score.total_cmp(&other.score);
                    if order.is_eq() {
                        let ids = match &ids {
                            Some(ids) => ids,
                            None => ids.insert(Ids::open(searcher)?),
                        };
                        order = ids.of(other.document).cmp(&ids.of(group.document));
                    }
                    if order.is_gt() {
                        let place = *taken.get() as usize;
                        kept.push(group, passages);
                        kept.groups.swap_remove(place);
                    }
                }
            }
        }
    }
    Ok(kept)
}

/// Text hashes, which need not be hashed again.
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
