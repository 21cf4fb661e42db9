//! Owns work that is done for each segment by itself: where segments are large, each has a thread. A build leaves one a core.

use std::thread;

use tantivy::index::SegmentReader;
use tantivy::{Searcher, TantivyError};

/// From so many documents on, reading a segment may take longer than beginning a thread (some 50 microseconds).
const LARGE: u32 = 20_000;
/// Threads at most; a machine may have fewer cores, and then they take turns.
const MOST: usize = 8;

/// The results of `work` for each segment, in order of segments.
///
/// # Errors
/// The first that `work` fails with.
pub(super) fn each<T: Send>(
    searcher: &Searcher,
    work: impl Fn(u32, &SegmentReader) -> tantivy::Result<T> + Sync,
) -> tantivy::Result<Vec<T>> {
    let readers = searcher.segment_readers();
    let is_large = |reader: &SegmentReader| reader.max_doc() >= LARGE;
    let large = readers.iter().filter(|r| is_large(r)).count();
    if large < 2 {
        let each = readers.iter().zip(0..);
        return each.map(|(reader, n)| work(n, reader)).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        // The caller's own thread takes the first large one, and whatever is not worth a thread.
        let others = readers.iter().enumerate().filter(|(_, r)| is_large(r));
        let others = others.skip(1).take(MOST - 1);
        let mut begun: Vec<_> = readers.iter().map(|_| None).collect();
        for (n, reader) in others {
            let thread = thread::Builder::new().spawn_scoped(scope, move || work(n as u32, reader));
            // No thread to be had: the work is done all the same.
            begun[n] = thread.ok();
        }
        let own: Vec<Option<_>> = (begun.iter().zip(readers).zip(0..))
            .map(|((begun, reader), n)| begun.is_none().then(|| work(n, reader)))
            .collect();
        let results = begun.into_iter().zip(own).map(|(thread, own)| {
            let panicked = || TantivyError::InternalError("a search thread panicked".into());
            match (own, thread) {
                (Some(own), _) => own,
                (None, Some(thread)) => thread.join().unwrap_or_else(|_| Err(panicked())),
                (None, None) => Err(panicked()),
            }
        });
        results.collect()
    })
}
