//! Owns the comparison of what is stored with the files that it was read from, to the byte.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Check, What};
use crate::index::{Catalog, Record, Searcher};

impl Check<'_> {
    /// Compares every article with the catalog, and every file with what is stored of it.
    pub(super) fn content(
        &mut self,
        generation: &str,
        corpus: &Path,
        searcher: &Searcher,
        catalog: &Catalog,
    ) {
        let held = searcher.articles().unwrap_or_default();
        let known = catalog.articles().count() as u64;
        if held != known {
            let reason = format!("{held} articles in the index, {known} in its catalog");
            self.found(What::Damaged, self.place(generation), reason);
            return;
        }
        for (path, file) in &catalog.files {
            self.checked.files += 1;
            // What could not be read to its end is read again by the next run, and has no digest.
            let bytes = match file.digest {
                Some(digest) => self.same_bytes(&corpus.join(path), path, digest),
                None => None,
            };
            for article in &file.articles {
                let record = searcher.article(article.id).ok().flatten();
                let same = |r: &Record| r.packed().is_ok_and(|p| r.hash(&p) == article.record);
                let Some(record) = record.filter(same) else {
                    let reason = format!("article {} is not as it was stored", article.id);
                    self.found(What::Damaged, path, reason);
                    continue;
                };
                self.checked.articles += 1;
                self.checked.passages += record.passages.len() as u64;
                self.article(path, &record, bytes.as_deref());
            }
        }
    }

    /// The bytes of a file that is as it was indexed, if they fit into memory.
    fn same_bytes(&mut self, file: &Path, path: &str, digest: [u8; 32]) -> Option<Vec<u8>> {
        const MOST: u64 = 256 << 20;
        // That it is gone is said elsewhere.
        let mut file = File::open(file).ok()?;
        if file.metadata().ok()?.len() > MOST {
            let now = crate::ingest::digest_of(file).ok()?;
            if now != digest {
                self.found(What::Stale, path, "changed since it was indexed");
            }
            return None;
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        if *blake3::hash(&bytes).as_bytes() != digest {
            self.found(What::Stale, path, "changed since it was indexed");
            return None;
        }
        Some(bytes)
    }

    /// That each passage is a cut of its article, and stands in the file where it is said to stand.
    fn article(&mut self, path: &str, record: &Record, bytes: Option<&[u8]>) {
        let whole_file = record.origin.path == path;
        for (ordinal, passage) in record.passages.iter().enumerate() {
            let id = format!("{}:{ordinal}", record.id);
            let Some(words) = record.text.get(passage.span.range()) else {
                self.found(
                    What::Damaged,
                    path,
                    format!("passage {id} is no cut of its article"),
                );
                continue;
            };
            let (Some(at), Some(bytes), true) = (passage.place.at, bytes, whole_file) else {
                continue;
            };
            let at = usize::try_from(at).unwrap_or(usize::MAX);
            let stands = bytes.get(at..at.saturating_add(words.len()));
            if stands != Some(words.as_bytes()) {
                let reason = format!("passage {id} does not stand in the file at byte {at}");
                self.found(What::Damaged, path, reason);
            }
        }
    }
}
