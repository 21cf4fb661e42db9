//! Owns which segments are merged, and when. Each merge reads and writes all of them: the rarer the better, as long as a search need
//! not look into many. Refuses to merge.

use tantivy::SegmentMeta;
use tantivy::index::SegmentId;
use tantivy::indexer::{LogMergePolicy, MergePolicy, NoMergePolicy};

/// Documents up to which an index is merged into one segment once one in [`MOST_DELETED`] is deleted.
const MERGE_WHOLE: u64 = 200_000;
const MOST_DELETED: u64 = 50;
/// Segments that a build may leave as they were written.
const FEW: usize = 4;
/// Into how many a build merges them otherwise, at the same time.
const HALVES: usize = 2;
/// Segments that are merged at once: each has six files open.
const AT_ONCE: usize = 16;

/// What is merged while a run writes. A build merges at its end, once: nothing is searched before, and merges beside the
/// indexing would take their memory at the same time.
pub(super) fn policy(builds: bool) -> Box<dyn MergePolicy> {
    if builds {
        return Box::new(NoMergePolicy);
    }
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(0.2);
    Box::new(policy)
}

/// Whether so much of a small index is deleted that it is to be written anew: until then a search leaves out of its counts what
/// is deleted, which costs a look at each document of a term.
pub(super) fn is_unmerged(segments: &[SegmentMeta]) -> bool {
    let documents: u64 = segments.iter().map(|s| s.num_docs() as u64).sum();
    let deleted: u64 = segments.iter().map(|s| s.num_deleted_docs() as u64).sum();
    documents <= MERGE_WHOLE && deleted > documents / MOST_DELETED
}

/// What is to be merged at the end of a run, each of these into one.
pub(super) fn at_end(segments: &[SegmentMeta], builds: bool) -> Vec<Vec<SegmentId>> {
    if is_unmerged(segments) {
        return vec![segments.iter().map(SegmentMeta::id).collect()];
    }
    if !builds {
        return Vec::new();
    }
    let sizes = segments.iter().map(|s| (s.id(), s.num_docs()));
    parts(sizes.collect())
}

/// Segments in parts of about the same size; none where they are few.
fn parts<T: Ord>(mut sizes: Vec<(T, u32)>) -> Vec<Vec<T>> {
    if sizes.len() <= FEW {
        return Vec::new();
    }
    let many = sizes.len().div_ceil(AT_ONCE).max(HALVES);
    let mut parts: Vec<(u64, Vec<T>)> = (0..many).map(|_| (0, Vec::new())).collect();
    sizes.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for (segment, documents) in sizes {
        let room = parts.iter_mut().filter(|(_, of)| of.len() < AT_ONCE);
        if let Some((sum, of)) = room.min_by_key(|(sum, _)| *sum) {
            *sum += u64::from(documents);
            of.push(segment);
        }
    }
    parts.into_iter().map(|(_, of)| of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sizes: &[u32]) -> Vec<Vec<u32>> {
        let numbered = (0..).zip(sizes.iter().copied()).collect();
        parts::<u32>(numbered)
    }

    #[test]
    fn few_segments_stay_and_many_become_two_of_about_the_same_size() {
        assert!(of(&[9, 9, 9, 1]).is_empty());
        assert_eq!(of(&[9, 1, 5, 5, 8]), [vec![0, 3], vec![4, 2, 1]]);
    }

    #[test]
    fn very_many_segments_are_each_merged_once_and_never_too_many_at_once() {
        for count in [5, 16, 32, 33, 100, 161] {
            let parts = of(&vec![7; count]);
            assert!(parts.iter().all(|part| part.len() <= AT_ONCE));
            assert_eq!(parts.len(), count.div_ceil(AT_ONCE).max(2));
            let mut all = parts.concat();
            all.sort();
            assert_eq!(all, (0..count as u32).collect::<Vec<_>>());
        }
    }
}
