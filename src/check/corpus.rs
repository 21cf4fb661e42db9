//! Owns what can be wrong with a corpus: that it is not there, a TOML file that can't be read, files that came, went or changed.

use std::fs;
use std::path::Path;

use super::{Check, What};
use crate::index::{Catalog, Searcher};
use crate::ingest;
use crate::source::Registry;

impl Check<'_> {
    /// Looks at the corpus as a whole.
    pub(super) fn corpus(&mut self, corpus: &Path, searcher: &Searcher, catalog: &Catalog) {
        if !corpus.is_dir() {
            let path = corpus.display().to_string();
            let remedy = "put it back, or name another with `sosik index PATH --full`";
            let reason = "the corpus is not there, so nothing can be compared with it";
            self.by_hand(What::NoCorpus, path, reason, remedy);
            return;
        }
        self.rules(corpus, searcher);
        let Ok(walked) = ingest::files(corpus, self.folder.path()) else {
            let path = corpus.display().to_string();
            self.by_hand(What::NoCorpus, path, "can't be read", "mend that");
            return;
        };
        for file in &walked.files {
            if !catalog.files.contains_key(&file.path) {
                self.found(What::Stale, &file.path, "not in the index yet");
            }
        }
        for path in catalog.files.keys() {
            let there = walked.files.binary_search_by(|f| f.path.as_str().cmp(path));
            let hidden = walked.skipped.iter().any(|s| path.starts_with(&s.path));
            if there.is_err() && !hidden {
                self.found(What::Stale, path, "no longer in the corpus");
            }
        }
        for skipped in &walked.skipped {
            self.by_hand(What::Stale, &skipped.path, &skipped.reason, "mend that");
        }
    }

    /// The TOML files, and whether the index was made under the rules that they state.
    fn rules(&mut self, corpus: &Path, searcher: &Searcher) {
        let remedy = "mend it in an editor";
        let mut bad = false;
        for entry in fs::read_dir(corpus).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.ends_with(".toml") {
                continue;
            }
            let reason = match fs::read_to_string(entry.path()) {
                Err(e) => e.to_string(),
                Ok(text) => match toml::from_str::<toml::Table>(&text) {
                    Err(e) => e.message().to_string(),
                    Ok(_) => continue,
                },
            };
            bad = true;
            self.by_hand(What::Config, name, &reason, remedy);
        }
        match Registry::load(corpus) {
            Err(error) if !bad => {
                let text = error.to_string();
                let (path, reason) = text.split_once(": ").unwrap_or(("sources.toml", &text));
                self.by_hand(What::Config, path, reason, remedy);
            }
            Ok(registry) if registry.fingerprint().to_string() != searcher.payload().rules => {
                let reason = "the index was made under other rules than it states";
                self.found(What::Outdated, "sources.toml", reason);
            }
            _ => {}
        }
    }
}
