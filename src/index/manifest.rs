//! Owns an index folder: whose it is, which generation is current, who writes, and the catalog of what was read.
//!
//! `sosik.json` (the manifest) names the current generation, a folder `gN` that holds an engine's files and a catalog. A rebuild
//! makes a new generation aside and swaps by renaming a new manifest over the old; readers that hold the old one go on reading.
//! A catalog is written under a new name before the commit whose payload names it, so the two can't disagree.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::error::{Error, Result, Skipped};

const MANIFEST: &str = "sosik.json";
const LOCK: &str = "writer.lock";
/// The version of the manifest and catalog themselves.
pub const FORMAT: u32 = 2;

/// What `sosik.json` holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this file.
    pub sosik: u32,
    /// The folder of the current generation; `None` until the first build is done.
    pub current: Option<String>,
    /// The corpus root, relative to the index folder where that is possible, so that the two can move together.
    pub corpus: String,
    /// Versions of all that decides what is in the index: a difference forces a rebuild.
    pub versions: BTreeMap<String, u32>,
}

/// What a commit carries: small, since every opening reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Payload {
    /// The name of the catalog that belongs to the commit.
    pub catalog: String,
    /// The user's sources.toml as it was, so that an index without its corpus still knows the names.
    pub sources: String,
    /// A digest of the rules (registry, sources.toml) that the articles were resolved with.
    pub rules: String,
}

/// What is known of each file of the corpus.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Catalog {
    /// Files by path.
    pub files: BTreeMap<String, FileRecord>,
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FileRecord {
    /// Bytes.
    pub size: u64,
    /// Last change, nanoseconds since 1970.
    pub modified: i64,
    /// When it was read, nanoseconds since 1970: a file changed in the same moment may have changed since.
    pub read: i64,
    /// Of all its bytes; `None` if it could not be read.
    pub digest: Option<[u8; 32]>,
    /// The articles in it.
    pub articles: Vec<ArticleEntry>,
    /// What was bad in it.
    pub skipped: Vec<Skipped>,
    /// What was passed over in it; 1 for a binary.
    pub passed_over: u64,
}

/// What is known of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleEntry {
    /// Its id.
    pub id: ArticleId,
    /// A hash of its whole record: another hash, another article.
    pub record: u64,
    /// Hash of its text, equal for copies.
    pub copy: u64,
    /// Passages by kind.
    pub passages: [u32; 5],
    /// Whether a publisher is known.
    pub published_by: bool,
    /// Whether a date is known.
    pub dated: bool,
}

/// An index folder.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

/// The right to write; given up when dropped, also by a crash.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
}

impl Folder {
    /// The folder at `path`, whether it exists or not.
    pub fn new(path: &Path) -> Folder {
        Folder {
            path: path.to_path_buf(),
        }
    }

    /// Its path as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The manifest; `None` if the folder has none.
    ///
    /// # Errors
    /// If it is there and can't be read, or a newer program wrote it.
    pub fn manifest(&self) -> Result<Option<Manifest>> {
        let path = self.path.join(MANIFEST);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e)
                if matches!(
                    e.kind(),
                    std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
                ) =>
            {
                return Ok(None);
            }
            Err(e) => return Err(Error::io(path.display(), e)),
        };
        let version: std::result::Result<serde_json::Value, _> = serde_json::from_str(&text);
        let newer = version
            .ok()
            .and_then(|v| v.get("sosik")?.as_u64())
            .is_some_and(|v| v > FORMAT as u64);
        if newer {
            return Err(Error::Index(format!(
                "{}: made by a newer sosik; update the program, or index into another folder",
                self.path.display()
            )));
        }
        serde_json::from_str(&text).map(Some).map_err(|e| {
            Error::Index(format!(
                "{}: damaged manifest ({e}); remove the folder and run `sosik index`",
                path.display()
            ))
        })
    }

    /// Makes the folder ours: creates it, or finds it empty, or bearing our manifest.
    ///
    /// # Errors
    /// If it holds anything that is not ours: it is not touched.
    pub fn claim(&self, corpus: &Path) -> Result<()> {
        if self.manifest()?.is_some() {
            return Ok(());
        }
        if self.path.exists() {
            let entries =
                fs::read_dir(&self.path).map_err(|e| Error::io(self.path.display(), e))?;
            for entry in entries {
                let name = entry
                    .map_err(|e| Error::io(self.path.display(), e))?
                    .file_name();
                let name = name.to_string_lossy();
                let ours = name.starts_with("README") || name == ".gitignore" || name == LOCK;
                if !ours {
                    return Err(Error::Index(format!(
                        "{}: not an index of sosik (it holds {name:?}); nothing was touched: name another folder with --index",
                        self.path.display()
                    )));
                }
            }
        }
        fs::create_dir_all(&self.path).map_err(|e| Error::io(self.path.display(), e))?;
        self.write_manifest(&Manifest {
            sosik: FORMAT,
            current: None,
            corpus: relative(&self.path, corpus),
            versions: BTreeMap::new(),
        })
    }

    /// Puts a manifest in the old one's place, at once and for good.
    ///
    /// # Errors
    /// If it can't be written; the old one then still stands.
    pub fn write_manifest(&self, manifest: &Manifest) -> Result<()> {
        let text = serde_json::to_string_pretty(manifest).unwrap_or_default();
        write_whole(&self.path, MANIFEST, text.as_bytes())
    }

    /// The corpus root that a manifest names.
    pub fn corpus_root(&self, manifest: &Manifest) -> PathBuf {
        let mut root = PathBuf::new();
        // `index/../corpus` is `corpus`: shorter to read, and right also where the index is not there yet.
        for step in self.path.join(&manifest.corpus).components() {
            match (step, root.components().next_back()) {
                (Component::ParentDir, Some(Component::Normal(_))) => drop(root.pop()),
                (Component::CurDir, Some(_)) => {}
                _ => root.push(step),
            }
        }
        root
    }

    /// Whether `corpus` is the root that the manifest names.
    pub fn is_of(&self, manifest: &Manifest, corpus: &Path) -> bool {
        let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
        same(&self.corpus_root(manifest), corpus) || relative(&self.path, corpus) == manifest.corpus
    }

    /// The manifest's word for `corpus`.
    pub fn name_corpus(&self, corpus: &Path) -> String {
        relative(&self.path, corpus)
    }

    /// A generation's folder.
    pub fn generation(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The name of a generation that does not exist yet.
    pub fn next_generation(&self) -> String {
        let numbers = self
            .generations()
            .into_iter()
            .filter_map(|g| g[1..].parse::<u64>().ok());
        format!("g{}", numbers.max().unwrap_or(0) + 1)
    }

    /// Names of the generations that lie in the folder.
    fn generations(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(&self.path) else {
            return Vec::new();
        };
        let names = entries
            .flatten()
            .filter_map(|e| e.file_name().into_string().ok());
        names
            .filter(|n| {
                n.strip_prefix('g')
                    .is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
            })
            .collect()
    }

    /// Removes every generation but the current one. What can't be removed stays for the next time.
    pub fn remove_old(&self, current: &str) {
        for name in self.generations().iter().filter(|name| *name != current) {
            let _ = fs::remove_dir_all(self.path.join(name));
        }
    }

    /// Takes the right to write. With `wait` it waits for another writer to end.
    ///
    /// # Errors
    /// If another process writes: the text says which, since when.
    pub fn lock(&self, wait: bool) -> Result<WriterLock> {
        let path = self.path.join(LOCK);
        let fail = |e| Error::io(path.display(), e);
        let mut file = File::options()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(&path)
            .map_err(fail)?;
        if wait {
            file.lock().map_err(fail)?;
        } else if let Err(error) = file.try_lock() {
            if let fs::TryLockError::Error(e) = error {
                return Err(fail(e));
            }
            let mut holder = String::new();
            let _ = file.read_to_string(&mut holder);
            return Err(Error::Locked(format!(
                "{}: another sosik is writing this index ({}); try again when it has ended, or use --wait",
                self.path.display(),
                holder.trim()
            )));
        }
        let now = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S UTC");
        let holder = format!("process {}, since {now}\n", std::process::id());
        // The text only informs: a full disk must not keep a run from starting.
        let _ = file
            .set_len(0)
            .and_then(|()| file.write_all(holder.as_bytes()));
        Ok(WriterLock { _file: file })
    }

    /// Bytes of all files in the folder.
    pub fn bytes(&self) -> u64 {
        let entries = walkdir::WalkDir::new(&self.path).into_iter().flatten();
        entries
            .filter_map(|e| e.metadata().ok())
            .filter(|m| m.is_file())
            .map(|m| m.len())
            .sum()
    }
}

impl Catalog {
    /// Reads the catalog `name` of a generation.
    ///
    /// # Errors
    /// If it is not there or damaged.
    pub fn read(generation: &Path, name: &str) -> Result<Catalog> {
        let path = generation.join(name);
        let bytes = fs::read(&path).map_err(|e| Error::io(path.display(), e))?;
        let damaged = || {
            Error::Index(format!(
                "{}: damaged catalog; run `sosik index --full`",
                path.display()
            ))
        };
        let (body, sum) = bytes.split_last_chunk::<32>().ok_or_else(damaged)?;
        if blake3::hash(body).as_bytes() != sum {
            return Err(damaged());
        }
        postcard::from_bytes(body).map_err(|_| damaged())
    }

    /// Writes the catalog as `name` into a generation, with a checksum behind.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn write(&self, generation: &Path, name: &str) -> Result<()> {
        let mut bytes =
            postcard::to_stdvec(self).map_err(|e| Error::Index(format!("{name}: {e}")))?;
        let sum = *blake3::hash(&bytes).as_bytes();
        bytes.extend(sum);
        write_whole(generation, name, &bytes)
    }

    /// A name for the next catalog of a generation whose current one is `current`.
    pub fn next_name(current: &str) -> String {
        let number = current
            .strip_prefix("catalog-")
            .and_then(|n| n.parse::<u64>().ok())
            .unwrap_or(0);
        format!("catalog-{}", number + 1)
    }

    /// Removes the catalogs of a generation but the one of this name.
    pub fn remove_old(generation: &Path, name: &str) {
        let Ok(entries) = fs::read_dir(generation) else {
            return;
        };
        for entry in entries.flatten() {
            let file = entry.file_name();
            let file = file.to_string_lossy();
            if file.starts_with("catalog-") && file != name {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Articles in all files.
    pub fn articles(&self) -> impl Iterator<Item = &ArticleEntry> {
        self.files.values().flat_map(|f| &f.articles)
    }

    /// Articles whose text another one before them has.
    pub fn copies(&self) -> u64 {
        let mut seen = std::collections::HashSet::new();
        self.articles().filter(|a| !seen.insert(a.copy)).count() as u64
    }

    /// Passages by kind.
    pub fn passages(&self) -> [u64; 5] {
        let mut sum = [0; 5];
        for article in self.articles() {
            for (kind, count) in article.passages.iter().enumerate() {
                sum[kind] += *count as u64;
            }
        }
        sum
    }

    /// What was bad, by path.
    pub fn skipped(&self) -> Vec<Skipped> {
        self.files
            .values()
            .flat_map(|f| f.skipped.iter().cloned())
            .collect()
    }
}

/// Writes a file so that after a crash either the old or the new one is there, whole.
fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let (path, aside) = (folder.join(name), folder.join(format!("{name}.new")));
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&aside, &path)?;
        File::open(folder)?.sync_all()
    };
    write().map_err(|e| {
        let _ = fs::remove_file(&aside);
        Error::io(path.display(), e)
    })
}

/// The way from the index folder to the corpus: relative, so that the two can be moved together.
fn relative(index: &Path, corpus: &Path) -> String {
    let absolute = |p: &Path| {
        p.canonicalize()
            .or_else(|_| std::path::absolute(p))
            .unwrap_or_else(|_| p.to_path_buf())
    };
    let (from, to) = (absolute(index), absolute(corpus));
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = from.components().skip(shared).map(|_| "..".to_string());
    let down = to
        .components()
        .skip(shared)
        .map(|c| c.as_os_str().to_string_lossy().into_owned());
    let steps: Vec<String> = up.chain(down).collect();
    if steps.is_empty() {
        ".".into()
    } else {
        steps.join("/")
    }
}
