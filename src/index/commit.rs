//! Owns what a generation's last commit is: its files, and the payload that it carried. Refuses to search it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tantivy::directory::Directory;
use tantivy::{Index, ReloadPolicy};

use super::manifest::Payload;
use super::sums::Summed;
use super::{merging, tokenize};
use crate::error::{Error, Result};

/// Where the engine names the files of the last commit.
const META: &str = "meta.json";

/// What of it is ours.
#[derive(Deserialize)]
struct Meta {
    payload: Option<String>,
}

/// Opens a generation as it is at this moment.
///
/// # Errors
/// If it is damaged; if a writer changed it meanwhile: the next try sees the newer state.
pub(super) fn open_once(generation: &Path) -> tantivy::Result<(tantivy::Searcher, Payload)> {
    let directory = Summed::reading(generation)?;
    let read = || directory.atomic_read(Path::new(META));
    let payload = |bytes: &[u8]| {
        let meta: Option<Meta> = serde_json::from_slice(bytes).ok();
        meta.and_then(|meta| meta.payload)
    };
    // The payload and the segments must be of one commit; a commit between the two readings shows as another payload.
    let before = read()?;
    let index = Index::open(directory.clone())?;
    index
        .tokenizers()
        .register(tokenize::TOKENIZER, tokenize::analyzer());
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    let after = read()?;
    let carried = payload(&after);
    if before != after && payload(&before) != carried {
        return Err(tantivy::TantivyError::InternalError(
            "the index changed while it was opened".into(),
        ));
    }
    Ok((reader.searcher(), read_payload(carried)))
}

/// The last commit of a generation.
#[derive(Debug, Clone, Default)]
pub struct Commit {
    /// What it carried.
    pub payload: Payload,
    /// Whether the run that made it was ended before it could merge what has deletes.
    pub unmerged: bool,
}

/// The last commit of a generation, without opening its segments.
///
/// # Errors
/// If it can't be read.
pub fn commit(generation: &Path) -> Result<Commit> {
    let damaged = |e: tantivy::TantivyError| {
        Error::Index(format!(
            "{}: damaged index ({e}); run `sosik index --full`",
            generation.display()
        ))
    };
    let index = Summed::reading(generation)
        .and_then(Index::open)
        .map_err(damaged)?;
    let metas = index.load_metas().map_err(damaged)?;
    Ok(Commit {
        unmerged: merging::is_unmerged(&metas.segments),
        payload: read_payload(metas.payload),
    })
}

/// The files that the last commit of a generation names, whether they are there or not, and what it carried.
pub(super) fn live_files(generation: &Path) -> Option<(HashSet<PathBuf>, Payload)> {
    let index = Index::open(Summed::reading(generation).ok()?).ok()?;
    let metas = index.load_metas().ok()?;
    Some((metas.list_segment_files(), read_payload(metas.payload)))
}

fn read_payload(payload: Option<String>) -> Payload {
    payload
        .and_then(|p| serde_json::from_str(&p).ok())
        .unwrap_or_default()
}
