//! Owns what a run begins with: the generation that it goes on with and what is known of the corpus.

use std::path::Path;

use super::versions::{outdated, versions};
use crate::error::{Error, Result};
use crate::index::{self, Catalog, Folder, Manifest, Payload};

/// The state of an index before a run.
#[derive(Default)]
pub(super) struct Base {
    /// The manifest, if there is one.
    pub manifest: Option<Manifest>,
    /// The generation to go on with; `None`: a new one.
    pub generation: Option<String>,
    /// Whether that generation is the one that answers; if not, it was begun by a run that did not end.
    pub answers: bool,
    /// What its last commit carried.
    pub payload: Payload,
    /// Whether the run that made it ended before it could merge what has deletes.
    pub unmerged: bool,
    /// What is known of the files.
    pub catalog: Catalog,
    /// A line for the user: that the index is rebuilt and why.
    pub note: Option<String>,
}

impl Base {
    /// Looks at the folder. With `full` nothing of it is gone on with.
    ///
    /// # Errors
    /// If it is the index of another corpus and not to be replaced; if it is damaged.
    pub(super) fn find(folder: &Folder, corpus: &Path, full: bool) -> Result<Base> {
        if full {
            // Whatever stands there is replaced; that it is damaged is no reason not to.
            let manifest = folder.manifest().ok().flatten();
            return Ok(Base {
                manifest,
                ..Base::default()
            });
        }
        let Some(manifest) = folder.manifest()? else {
            return Ok(Base::default());
        };
        let mut base = Base::default();
        let of_this = folder.is_of(&manifest, corpus);
        if let Some(current) = &manifest.current {
            if !of_this {
                return Err(Error::Corpus(format!(
                    "{}: this index was made from {}; name that corpus, use another --index, or --full to replace it",
                    folder.path().display(),
                    folder.corpus_root(&manifest).display()
                )));
            }
            match outdated(&manifest.versions) {
                None => {
                    base.load(folder, current)?;
                    base.answers = true;
                }
                Some(reason) => {
                    base.note = Some(format!("rebuilding: the index was made with {reason}"));
                }
            }
        }
        let begun = manifest.building.as_ref();
        if let Some(begun) = begun.filter(|b| !base.answers && of_this && b.versions == versions())
        {
            // Only a help: what can't be gone on with is begun anew.
            if base.load(folder, &begun.generation).is_err() {
                base.generation = None;
                base.payload = Payload::default();
            }
        }
        base.manifest = Some(manifest);
        Ok(base)
    }

    fn load(&mut self, folder: &Folder, generation: &str) -> Result<()> {
        let place = folder.generation(generation);
        let commit = index::commit(&place)?;
        self.catalog = Catalog::read(&place, &commit.payload.catalog)?;
        self.payload = commit.payload;
        self.unmerged = commit.unmerged;
        self.generation = Some(generation.to_string());
        Ok(())
    }
}
