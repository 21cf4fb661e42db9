//! Owns how much may wait for the engine, whose own queue counts articles, not bytes, and holds ten thousand.
//! Refuses to wait for ever: an engine that takes nothing for long says by itself why.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::schema::TantivyDocument;
use tantivy::schema::document::Document;

/// Bytes of text that may wait. Their documents take about three times as much.
const MOST: usize = 8 << 20;
/// How long somebody waits while nothing moves.
const PATIENCE: Duration = Duration::from_secs(30);

/// Lets in as much as there is room for.
#[derive(Debug, Default)]
pub(super) struct Gate {
    waiting: Mutex<usize>,
    moved: Condvar,
}

impl Gate {
    /// Room for so many bytes, as soon as there is; for one article there always is.
    pub(super) fn enter(self: &Arc<Gate>, bytes: usize) -> Arc<Room> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        while *waiting > 0 && *waiting + bytes > MOST {
            let (guard, outcome) = self
                .moved
                .wait_timeout(waiting, PATIENCE)
                .unwrap_or_else(PoisonError::into_inner);
            waiting = guard;
            if outcome.timed_out() {
                break;
            }
        }
        *waiting += bytes;
        Arc::new(Room {
            gate: self.clone(),
            bytes,
        })
    }
}

/// What an article takes until the engine has its last document.
#[derive(Debug)]
pub(super) struct Room {
    gate: Arc<Gate>,
    bytes: usize,
}

impl Drop for Room {
    fn drop(&mut self) {
        let waiting = self.gate.waiting.lock();
        *waiting.unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.gate.moved.notify_all();
    }
}

/// A document that waits.
pub(super) struct Queued {
    pub(super) document: TantivyDocument,
    pub(super) room: Arc<Room>,
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        drop(self.room);
        self.document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_when_it_is_full_waits_until_somebody_has_left() {
        let gate = Arc::new(Gate::default());
        let large = gate.enter(2 * MOST);
        let small = std::thread::scope(|scope| {
            let second = scope.spawn(|| gate.enter(1));
            std::thread::sleep(Duration::from_millis(50));
            assert!(!second.is_finished());
            drop(large);
            second.join().unwrap()
        });
        drop(small);
        assert_eq!(*gate.waiting.lock().unwrap(), 0);
    }
}
