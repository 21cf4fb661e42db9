//! Owns the search for damage in a generation: which of its files are missing, are not as they were written, or are not ours.

use std::io::ErrorKind;
use std::path::Path;

use tantivy::directory::Directory;
use tantivy::directory::error::OpenReadError;
use tantivy::{Index, IndexMeta};

use super::sums::Summed;
use super::sweep;

/// What is wrong with a file of a generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its name.
    pub file: String,
    /// Whether it is missing; if not, its bytes are not those that were written.
    pub missing: bool,
}

/// The files of a generation that its last commit needs and that are missing or damaged.
pub fn faults(generation: &Path) -> Vec<Fault> {
    let fault = |file: &str, missing| Fault {
        file: file.to_string(),
        missing,
    };
    let missing = |file: &str| !generation.join(file).exists();
    let mut faults = Vec::new();
    let Ok(store) = Summed::reading(generation) else {
        return vec![fault("", true)];
    };
    for small in [".managed.json", "meta.json"] {
        match store.atomic_read(Path::new(small)) {
            Ok(_) => {}
            Err(OpenReadError::FileDoesNotExist(_)) => faults.push(fault(small, true)),
            Err(_) => faults.push(fault(small, false)),
        }
    }
    if !faults.is_empty() {
        return faults;
    }
    let metas = Index::open(store.clone()).and_then(|index| index.load_metas());
    let Ok(metas) = metas else {
        return vec![fault("meta.json", false)];
    };
    for file in needed(&metas) {
        match store.verify(Path::new(&file)) {
            Ok(()) => {}
            Err(e) if e.kind() == ErrorKind::NotFound => faults.push(fault(&file, true)),
            Err(_) => faults.push(fault(&file, missing(&file))),
        }
    }
    faults
}

/// The files that must be there: tantivy names some more that it writes only where there is something to write.
fn needed(metas: &IndexMeta) -> Vec<String> {
    const ALWAYS: [&str; 6] = ["idx", "pos", "term", "store", "fast", "fieldnorm"];
    let mut files: Vec<String> = metas
        .list_segment_files()
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .filter(|name| {
            let (id, ending) = name.split_once('.').unwrap_or((name, ""));
            let deletes = || {
                let segment = metas.segments.iter().find(|s| s.id().uuid_string() == id);
                segment.is_some_and(|s| s.has_deletes())
            };
            ALWAYS.contains(&ending) || (ending.ends_with("del") && deletes())
        })
        .collect();
    files.sort();
    files
}

/// Names in a generation's folder that the program never gives.
pub fn foreign(generation: &Path) -> Vec<String> {
    let names = sweep::names(generation).into_iter();
    names.filter(|n| !sweep::is_ours(n)).collect()
}

/// Names of files of the program in a generation that nobody needs.
pub fn leftovers(generation: &Path) -> Vec<String> {
    let orphans = sweep::orphans(generation).into_iter();
    let name = |p: std::path::PathBuf| p.file_name().map(|n| n.to_string_lossy().into_owned());
    orphans.filter_map(name).collect()
}
