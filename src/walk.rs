//! Owns the way from a corpus folder to the files in it that are articles. Refuses to read them.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use crate::aside;
use crate::error::{Error, Result, Skipped};

/// A file that may hold articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Relative to the corpus, `/` between folders: what ids are made of.
    pub path: String,
    /// Where to open it.
    pub abs: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Last change, as the file system says.
    pub modified: Option<SystemTime>,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files to read, sorted by path.
    pub files: Vec<FileEntry>,
    /// Hidden files and folders, editor backups, links that leave the corpus or lead to what is listed anyway, and what is no
    /// file (sockets, pipes): not looked at. (Binaries are told when a file is read.)
    pub passed_over: u64,
    /// Folders and files that could not be looked at.
    pub skipped: Vec<Skipped>,
}

/// Lists the files under `root`. README* and *.toml in `root` itself are no articles and are not counted.
///
/// Links are followed within the corpus only, and each file is listed once: under its own path if that can be reached
/// without a link, else under the first link (in the order of paths) that leads to it.
///
/// `left_out` names folders that are no part of the corpus (an index in it); they are not counted.
///
/// # Errors
/// If `root` itself can't be read, is no folder, or is another folder at the end than at the beginning (a disk taken away).
pub fn walk(root: &Path, left_out: &dyn Fn(&Path) -> bool) -> Result<Walk> {
    let named = root.display();
    let true_root = fs::canonicalize(root).map_err(|e| Error::io(&named, e))?;
    if !true_root.is_dir() {
        return Err(Error::Corpus(format!("{named}: not a folder")));
    }
    fs::read_dir(&true_root).map_err(|e| Error::io(&named, e))?;
    let before = identity(&true_root);
    let mut walker = Walker {
        root,
        left_out,
        true_root: &true_root,
        walk: Walk::default(),
        links: Vec::new(),
    };
    walker.folder(root, "");
    walker.follow();
    let mut walk = walker.walk;
    if identity(&true_root) != before {
        return Err(Error::Corpus(format!(
            "{named}: vanished while it was walked; nothing was removed from the index"
        )));
    }
    walk.files.sort_by(|a, b| a.path.cmp(&b.path));
    walk.skipped.sort();
    Ok(walk)
}

struct Walker<'a> {
    root: &'a Path,
    true_root: &'a Path,
    left_out: &'a dyn Fn(&Path) -> bool,
    walk: Walk,
    /// Symbolic links with their paths relative to the corpus.
    links: Vec<(String, PathBuf)>,
}

impl Walker<'_> {
    /// Lists what stands under `folder`, whose path relative to the corpus is `prefix` (with a slash at its end, if any).
    fn folder(&mut self, folder: &Path, prefix: &str) {
        let mut entries = WalkDir::new(folder)
            .min_depth(1)
            .follow_links(false)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(e) => {
                    self.unreadable(&e, folder, prefix);
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            let name = entry.file_name().to_string_lossy();
            if aside::is_name_aside(&name, is_folder) {
                self.walk.passed_over += 1;
                if is_folder {
                    entries.skip_current_dir();
                }
                continue;
            }
            let Some(path) = relative(entry.path(), folder, prefix) else {
                self.skip(
                    lossy(entry.path(), folder, prefix),
                    "its name is not valid UTF-8; rename it",
                );
                if is_folder {
                    entries.skip_current_dir();
                }
                continue;
            };
            if is_folder && (self.left_out)(entry.path()) {
                entries.skip_current_dir();
                continue;
            }
            if is_folder || (!path.contains('/') && is_about_corpus(&name)) {
                continue;
            }
            if entry.file_type().is_symlink() {
                self.links.push((path, entry.into_path()));
            } else if entry.file_type().is_file() {
                self.file(path, &entry);
            } else {
                self.walk.passed_over += 1;
            }
        }
    }

    fn file(&mut self, path: String, entry: &DirEntry) {
        match entry.metadata() {
            Ok(metadata) => self.walk.files.push(FileEntry {
                path,
                abs: entry.path().to_path_buf(),
                size: metadata.len(),
                modified: metadata.modified().ok(),
            }),
            Err(e) => self.skip(path, reason(e.io_error())),
        }
    }

    /// Follows the links, once all that needs none is listed.
    fn follow(&mut self) {
        if self.links.is_empty() {
            return;
        }
        let mut seen: HashSet<PathBuf> = self
            .walk
            .files
            .iter()
            .filter_map(|file| Some(self.true_root.join(file.abs.strip_prefix(self.root).ok()?)))
            .collect();
        let mut folders = HashSet::new();
        // Links inside a linked folder come behind those that are known; each target is taken once, so this ends.
        let mut at = 0;
        while let Some((path, link)) = self.links.get(at).cloned() {
            at += 1;
            let target = match fs::canonicalize(&link) {
                Ok(target) => target,
                Err(e) if e.kind() == ErrorKind::NotFound => {
                    self.skip(path, "a link to nothing; remove it or mend its target");
                    continue;
                }
                Err(e) => {
                    self.skip(path, reason(Some(&e)));
                    continue;
                }
            };
            let Ok(inside) = target.strip_prefix(self.true_root) else {
                self.walk.passed_over += 1;
                continue;
            };
            if target.is_file() {
                match seen.insert(target.clone()) {
                    true => self.linked_file(path, target),
                    false => self.walk.passed_over += 1,
                }
                continue;
            }
            // What is reached without links is listed; only hidden folders are not.
            let hidden = inside
                .components()
                .any(|part| aside::is_name_aside(&part.as_os_str().to_string_lossy(), true));
            let known = !hidden || folders.iter().any(|folder| target.starts_with(folder));
            if known || !target.is_dir() {
                self.walk.passed_over += 1;
                continue;
            }
            if (self.left_out)(&target) {
                continue;
            }
            folders.insert(target.clone());
            let before = self.walk.files.len();
            self.folder(&target, &format!("{path}/"));
            let found: Vec<FileEntry> = self.walk.files.drain(before..).collect();
            for file in found {
                match seen.insert(file.abs.clone()) {
                    true => self.walk.files.push(file),
                    false => self.walk.passed_over += 1,
                }
            }
        }
    }

    fn linked_file(&mut self, path: String, target: PathBuf) {
        match fs::metadata(&target) {
            Ok(metadata) => self.walk.files.push(FileEntry {
                path,
                abs: target,
                size: metadata.len(),
                modified: metadata.modified().ok(),
            }),
            Err(e) => self.skip(path, reason(Some(&e))),
        }
    }

    fn unreadable(&mut self, e: &walkdir::Error, folder: &Path, prefix: &str) {
        let io = e.io_error();
        let path = e.path().unwrap_or(folder);
        self.skip(lossy(path, folder, prefix), reason(io));
    }

    fn skip(&mut self, path: String, reason: impl Into<String>) {
        self.walk.skipped.push(Skipped {
            path,
            reason: reason.into(),
        });
    }
}

fn reason(e: Option<&std::io::Error>) -> String {
    match e.map(std::io::Error::kind) {
        Some(ErrorKind::PermissionDenied) => "no permission to read it".to_string(),
        // Deleted, or a disk taken away: the next run can tell, and until then its articles stay.
        Some(ErrorKind::NotFound) => {
            "vanished while the corpus was walked; run `sosik index` again".to_string()
        }
        _ => e.map_or("can't be read".to_string(), ToString::to_string),
    }
}

/// What tells a folder from another of the same name; `None` if it is not there.
#[cfg(unix)]
fn identity(folder: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder).ok().map(|m| (m.dev(), m.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<()> {
    fs::metadata(folder).ok().map(drop)
}

/// The path relative to the corpus, if it is UTF-8; as it is on disk, composed or not.
fn relative(path: &Path, folder: &Path, prefix: &str) -> Option<String> {
    let mut relative = String::from(prefix);
    for part in path.strip_prefix(folder).ok()?.components() {
        if relative.len() > prefix.len() {
            relative.push('/');
        }
        relative.push_str(part.as_os_str().to_str()?);
    }
    Some(relative)
}

fn lossy(path: &Path, folder: &Path, prefix: &str) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
    match inside.is_empty() {
        true => prefix.trim_end_matches('/').to_string(),
        false => format!("{prefix}{}", inside.replace('\\', "/")),
    }
}

/// In the corpus root: what tells of the corpus and is no part of it.
fn is_about_corpus(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("readme") || name.ends_with(".toml")
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    fn corpus(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "words").unwrap();
        }
        dir
    }

    fn paths(walk: &Walk) -> Vec<&str> {
        walk.files.iter().map(|f| f.path.as_str()).collect()
    }

    #[test]
    fn articles_are_listed_in_order_and_the_rest_is_counted() {
        let dir = corpus(&[
            "README.md",
            "sources.toml",
            "b/README.md",
            "b/1.txt",
            "b/10.txt",
            "b.txt",
            "a/2.md",
            ".hidden/x.txt",
            "a/.y.txt",
            "a/2.md~",
            "a/#2.md#",
            "a/2.md.orig",
            "a/notes.BAK",
        ]);
        let walk = walk(dir.path(), &|_| false).unwrap();
        assert_eq!(
            paths(&walk),
            ["a/2.md", "b.txt", "b/1.txt", "b/10.txt", "b/README.md"]
        );
        assert_eq!((walk.passed_over, walk.skipped.len()), (6, 0));
        assert_eq!(walk.files[0].size, 5);
        assert!(walk.files[0].modified.is_some());
    }

    #[test]
    fn links_are_followed_within_the_corpus_once() {
        let outside = corpus(&["secret.txt"]);
        let dir = corpus(&["a/1.txt", ".store/2.txt", ".store/3.txt"]);
        let at = |p: &str| dir.path().join(p);
        symlink(outside.path(), at("out")).unwrap();
        symlink(outside.path().join("secret.txt"), at("a/out.txt")).unwrap();
        symlink(at("a/1.txt"), at("a/again.txt")).unwrap();
        symlink(dir.path(), at("a/loop")).unwrap();
        symlink(at(".store/2.txt"), at("a/two.txt")).unwrap();
        symlink(at(".store"), at("store")).unwrap();
        symlink(at("gone"), at("a/gone")).unwrap();
        let walk = walk(dir.path(), &|_| false).unwrap();
        assert_eq!(paths(&walk), ["a/1.txt", "a/two.txt", "store/3.txt"]);
        let skipped: Vec<_> = walk.skipped.iter().map(|s| s.path.as_str()).collect();
        assert_eq!(skipped, ["a/gone"]);
    }

    #[test]
    fn names_stay_as_the_disk_spells_them() {
        // Decomposed Hangul, as macOS writes it.
        let dir = corpus(&["\u{1112}\u{1161}\u{11ab}.txt"]);
        let bad = dir.path().join(std::ffi::OsStr::from_bytes(b"\xff.txt"));
        fs::write(bad, "words").unwrap();
        let walk = walk(dir.path(), &|_| false).unwrap();
        assert_eq!(paths(&walk), ["\u{1112}\u{1161}\u{11ab}.txt"]);
        assert_eq!(
            walk.skipped[0].reason,
            "its name is not valid UTF-8; rename it"
        );
    }

    #[test]
    fn a_missing_corpus_and_a_file_are_errors() {
        let dir = corpus(&["a.txt"]);
        assert!(walk(&dir.path().join("none"), &|_| false).is_err());
        assert!(walk(&dir.path().join("a.txt"), &|_| false).is_err());
    }
}
