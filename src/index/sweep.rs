//! Owns which files in an index folder are the program's, and which of these nobody needs any more (a run that was killed leaves
//! some behind). Refuses to touch any other file.

use std::fs;
use std::path::{Path, PathBuf};

use super::catalog::PREFIX;

/// Whether a file in a generation's folder bears a name that only the program and its engine give.
pub(super) fn is_ours(name: &str) -> bool {
    const FIXED: [&str; 4] = [
        "meta.json",
        ".managed.json",
        // Locks of tantivy's own, which the first version of the program used.
        ".tantivy-meta.lock",
        ".tantivy-writer.lock",
    ];
    FIXED.contains(&name) || is_segment(name) || is_catalog(name) || is_aside(name)
}

/// `3f…(32 hex digits).idx`
fn is_segment(name: &str) -> bool {
    name.split_once('.').is_some_and(|(id, ending)| {
        id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()) && !ending.is_empty()
    })
}

fn is_catalog(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// What is written before it takes its place.
fn is_aside(name: &str) -> bool {
    name.strip_suffix(".new")
        .is_some_and(|n| n == "meta.json" || n == ".managed.json" || is_catalog(n))
}

/// The program's files in a generation that its last commit does not name; none where that can't be read.
pub(super) fn orphans(generation: &Path) -> Vec<PathBuf> {
    let Some((live, payload)) = super::commit::live_files(generation) else {
        return Vec::new();
    };
    let needed = |name: &str| {
        live.contains(Path::new(name)) || name == payload.catalog || !needs_a_name(name)
    };
    let names = names(generation);
    let orphans = names.iter().filter(|n| is_ours(n) && !needed(n));
    orphans.map(|n| generation.join(n)).collect()
}

/// Whether a file of ours is of use only if a commit names it.
fn needs_a_name(name: &str) -> bool {
    is_segment(name) || is_catalog(name) || is_aside(name)
}

/// Removes what nobody needs from a generation. What can't be removed stays for the next time.
pub(super) fn sweep(generation: &Path) {
    for orphan in orphans(generation) {
        let _ = fs::remove_file(orphan);
    }
}

/// Removes a generation; a file in it that is not ours stays, and its folder with it.
pub(super) fn remove(generation: &Path) {
    for name in names(generation).iter().filter(|n| is_ours(n)) {
        let _ = fs::remove_file(generation.join(name));
    }
    let _ = fs::remove_dir(generation);
}

/// Names of what lies in a folder, sorted; a name that is not UTF-8 is told as near as it can be.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_the_program_gives_are_its_own() {
        let id = "0f".repeat(16);
        for ours in [
            "meta.json",
            &format!("{id}.idx"),
            &format!("{id}.12.del"),
            "catalog-3",
            "catalog-3.new",
            "meta.json.new",
        ] {
            assert!(is_ours(ours), "{ours}");
        }
        for foreign in [
            "notes.txt",
            "catalog-",
            "catalog-2016.txt",
            &id,
            ".tmpAb12Cd",
            "notes.new",
            "0f0f.idx",
            "meta.json.bak",
        ] {
            assert!(!is_ours(foreign), "{foreign}");
        }
    }
}
