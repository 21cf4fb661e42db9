//! Owns work that is done for each segment by itself: where there is much of it, large segments have a thread each. A build leaves
//! one a core. A thread's beginning costs a tenth of a millisecond, which is more than most searches take in a segment.

use std::thread;

use tantivy::index::SegmentReader;
use tantivy::{Searcher, TantivyError};

/// A segment of so many documents is worth a thread, if anything is.
const LARGE: u32 = 20_000;
/// Threads at most; a machine may have fewer cores, and then they take turns.
const MOST: usize = 8;

fn is_large(reader: &SegmentReader) -> bool {
    reader.max_doc() >= LARGE
}

/// The first large segment, if there are others: what its part of the work costs tells whether threads are worth it.
pub(super) fn sample(searcher: &Searcher) -> Option<u32> {
    let mut large = (searcher.segment_readers().iter().zip(0..)).filter(|(r, _)| is_large(r));
    let first = large.next()?;
    large.next().map(|_| first.1)
}

/// The results for each segment, in order of segments: of `own` in the caller's thread, where the first large segment is worked on
/// and those that are not worth a thread; of `other` in the others' if there is `much` to do.
///
/// # Errors
/// The first that either fails with.
pub(super) fn each<T: Send>(
    searcher: &Searcher,
    much: bool,
    mut own: impl FnMut(u32, &SegmentReader) -> tantivy::Result<T>,
    other: impl Fn(u32, &SegmentReader) -> tantivy::Result<T> + Sync,
) -> tantivy::Result<Vec<T>> {
    let readers = searcher.segment_readers();
    if !much {
        let each = readers.iter().zip(0..);
        return each.map(|(reader, n)| own(n, reader)).collect();
    }
    let other = &other;
    thread::scope(|scope| {
        let others = readers.iter().enumerate().filter(|(_, r)| is_large(r));
        let mut begun: Vec<_> = readers.iter().map(|_| None).collect();
        for (n, reader) in others.skip(1).take(MOST - 1) {
            let work = move || other(n as u32, reader);
            // No thread to be had: the work is done all the same.
            begun[n] = thread::Builder::new().spawn_scoped(scope, work).ok();
        }
        let done: Vec<Option<_>> = (begun.iter().zip(readers).zip(0..))
            .map(|((begun, reader), n)| begun.is_none().then(|| own(n, reader)))
            .collect();
        let results = begun.into_iter().zip(done).map(|(thread, done)| {
            let panicked = || TantivyError::InternalError("a search thread panicked".into());
            match (done, thread) {
                (Some(done), _) => done,
                (None, Some(thread)) => thread.join().unwrap_or_else(|_| Err(panicked())),
                (None, None) => Err(panicked()),
            }
        });
        results.collect()
    })
}
