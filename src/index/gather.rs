//! Owns what a search collects: matching passages grouped by article, copies of one text as one, best first.
//! Refuses to leave order to chance: equal scores are ordered by id.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
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

/// An article that matches.
#[derive(Debug, Clone)]
pub struct Group {
    /// The article's own document.
    pub document: DocAddress,
    /// The article.
    pub id: ArticleId,
    /// Hash of its text.
    pub copy: u64,
    /// First day that its date may mean, yyyymmdd; 0: not dated.
    pub day: u64,
    /// Its score.
    pub score: f32,
    /// Its matching passages: ordinal and score; the best first, the others in order.
    pub passages: Vec<(u32, f32)>,
    /// Whether all words lie in each of these passages.
    pub matched: MatchedIn,
}

/// The columns of a segment that grouping reads.
struct Columns {
    slot: Arc<dyn ColumnValues<u64>>,
    id: Arc<dyn ColumnValues<u64>>,
    copy: Arc<dyn ColumnValues<u64>>,
    day: Arc<dyn ColumnValues<u64>>,
}

impl Columns {
    fn open(reader: &SegmentReader) -> tantivy::Result<Columns> {
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
struct Matching {
    article: DocId,
    ordinal: u32,
    kind: Kind,
    score: f32,
}

/// Runs `query` over all segments and gives the living passages of `kinds` that match to `found`, an article's at a time, in order.
fn each_article(
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

fn group(segment: u32, columns: &Columns, matching: &[Matching]) -> Option<Group> {
    let article = matching.first()?.article;
    // The title is printed above each hit anyway: another passage is shown if one matches, and is lifted by the headline.
    let best = |headline: bool| {
        let of = matching
            .iter()
            .filter(|m| (m.kind == Kind::Headline) == headline);
        of.max_by(|a, b| a.score.total_cmp(&b.score).then(b.ordinal.cmp(&a.ordinal)))
    };
    let (headline, other) = (best(true), best(false));
    let (shown, score) = match (other, headline) {
        (Some(o), Some(h)) => (o, (o.score + HEADLINE_LIFT * h.score).max(h.score)),
        (Some(only), None) | (None, Some(only)) => (only, only.score),
        (None, None) => return None,
    };
    let mut passages = vec![(shown.ordinal, shown.score)];
    passages.extend(
        matching
            .iter()
            .filter(|m| m.ordinal != shown.ordinal)
            .map(|m| (m.ordinal, m.score)),
    );
    Some(Group {
        document: DocAddress::new(segment, article),
        id: ArticleId(columns.id.get_val(article)),
        copy: columns.copy.get_val(article),
        day: columns.day.get_val(article),
        score,
        passages,
        matched: MatchedIn::Passage,
    })
}

/// All articles with a passage of `kinds` that matches, copies merged into the best of them, in no order.
///
/// # Errors
/// An engine failure.
pub fn groups(
    searcher: &Searcher,
    query: &dyn Query,
    kinds: [bool; 5],
) -> tantivy::Result<Vec<Group>> {
    let mut texts = Texts::default();
    each_article(searcher, query, kinds, |segment, columns, row| {
        if let Some(group) = group(segment, columns, row) {
            texts.keep_better(group);
        }
    })?;
    Ok(texts.groups)
}

/// Groups, each text once.
#[derive(Default)]
struct Texts {
    groups: Vec<Group>,
    /// Where the group of a text stands, by the text's hash, which need not be hashed again.
    places: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
}

impl Texts {
    /// Of two articles with the same text the better stays; of equals the one with the lesser id.
    fn keep_better(&mut self, group: Group) {
        match self.places.entry(group.copy) {
            Entry::Vacant(free) => {
                free.insert(self.groups.len() as u32);
                self.groups.push(group);
            }
            Entry::Occupied(taken) => {
                let kept = &mut self.groups[*taken.get() as usize];
                let order = group.score.total_cmp(&kept.score);
                if order.then(kept.id.cmp(&group.id)).is_gt() {
                    *kept = group;
                }
            }
        }
    }
}

#[derive(Default)]
struct Hashed(u64);

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

/// Articles that hold every conjunct, in several passages, and are not among `found`. Their scores lie below all of `found`.
///
/// # Errors
/// An engine failure.
pub fn spread(
    searcher: &Searcher,
    conjuncts: &[Box<dyn Query>],
    kinds: [bool; 5],
    found: &[Group],
) -> tantivy::Result<Vec<Group>> {
    if conjuncts.len() < 2 {
        return Ok(Vec::new());
    }
    #[derive(Default)]
    struct Partial {
        conjuncts: usize,
        /// Ordinal -> how many conjuncts it holds, and their scores' sum.
        passages: HashMap<u32, (u32, f32)>,
        /// The best score of each conjunct, summed.
        sum: f32,
    }
    let mut articles: HashMap<(u32, DocId), Partial> = HashMap::new();
    for (number, conjunct) in conjuncts.iter().enumerate() {
        each_article(searcher, conjunct.as_ref(), kinds, |segment, _, row| {
            let key = (segment, row[0].article);
            let partial = match articles.get_mut(&key) {
                Some(partial) => partial,
                None if number == 0 => articles.entry(key).or_default(),
                None => return,
            };
            partial.conjuncts = number + 1;
            let mut best = 0f32;
            for m in row {
                let passage = partial.passages.entry(m.ordinal).or_default();
                *passage = (passage.0 + 1, passage.1 + m.score);
                best = best.max(m.score);
            }
            partial.sum += best;
        })?;
        articles.retain(|_, partial| partial.conjuncts == number + 1);
    }
    let floor = found.iter().map(|g| g.score).fold(f32::INFINITY, f32::min);
    let known: HashSet<u64> = found.iter().map(|g| g.copy).collect();
    let columns: tantivy::Result<Vec<Columns>> = searcher
        .segment_readers()
        .iter()
        .map(Columns::open)
        .collect();
    let columns = columns?;
    let mut texts = Texts::default();
    for ((segment, article), partial) in articles {
        let columns = &columns[segment as usize];
        if known.contains(&columns.copy.get_val(article)) {
            continue;
        }
        let mut passages: Vec<(u32, (u32, f32))> = partial.passages.into_iter().collect();
        passages.sort_by_key(|&(ordinal, _)| ordinal);
        let best = passages.iter().copied().reduce(|a, b| {
            let better = b.1.0.cmp(&a.1.0).then(b.1.1.total_cmp(&a.1.1));
            if better.is_gt() { b } else { a }
        });
        let Some((shown, (_, shown_score))) = best else {
            continue;
        };
        let score = if floor.is_finite() {
            floor * partial.sum / (partial.sum + 10.0)
        } else {
            partial.sum
        };
        let others = passages
            .iter()
            .filter(|p| p.0 != shown)
            .map(|&(ordinal, (_, score))| (ordinal, score));
        let group = Group {
            document: DocAddress::new(segment, article),
            id: ArticleId(columns.id.get_val(article)),
            copy: columns.copy.get_val(article),
            day: columns.day.get_val(article),
            score,
            passages: std::iter::once((shown, shown_score))
                .chain(others)
                .collect(),
            matched: MatchedIn::Article,
        };
        texts.keep_better(group);
    }
    Ok(texts.groups)
}
