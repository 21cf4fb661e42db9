//! Owns an index folder: whose it is, which generation is current, and who writes.
//!
//! `sosik.json` (the manifest) names the current generation, a folder `gN` that holds an engine's files and a catalog. A rebuild
//! makes a new generation aside and swaps by renaming a new manifest over the old; readers that hold the old one go on reading.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{sweep, write_failed};
use crate::error::{Error, Result};

const MANIFEST: &str = "sosik.json";
const ASIDE: &str = "sosik.json.new";
const LOCK: &str = "writer.lock";
/// The version of the manifest itself. Version 1 had no sum.
pub const FORMAT: u32 = 2;
/// How often a run that waits for another asks whether it has ended.
const ASK: Duration = Duration::from_millis(50);
/// How often it asks where it is not to wait: a process that is just being started may hold a copy of a lock for a moment.
const PATIENCE: u32 = 5;

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
    /// A generation that is being built and does not answer yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<Building>,
}

/// A generation aside that a later run can go on with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Building {
    /// Its folder.
    pub generation: String,
    /// The versions that it is built with.
    pub versions: BTreeMap<String, u32>,
}

/// A manifest as it lies on the disk.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(flatten)]
    manifest: Manifest,
    /// Of the rest, so that a flipped byte is seen; version 1 had none.
    #[serde(default)]
    sum: String,
}

impl Manifest {
    fn sum(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        blake3::hash(text.as_bytes()).to_hex()[..16].to_string()
    }
}

/// Why a manifest is of no use.
enum Fault {
    Io(std::io::Error),
    Newer,
    Damaged,
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
    /// Passages by kind, which the engine counts with those that were deleted; zeros where nobody counted.
    #[serde(default)]
    pub passages: [u64; 5],
}

/// An index folder.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

/// The right to write; given up when dropped, also by a crash.
#[derive(Debug)]
pub struct WriterLock {
    file: File,
    /// Whether the file says who holds it. A run that finds nothing to do leaves it as it was.
    signed: bool,
}

impl WriterLock {
    /// Says who holds the lock and since when; the text only informs: a full disk must not keep a run from working.
    pub fn sign(&mut self) {
        if self.signed {
            return;
        }
        let now = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S UTC");
        let holder = format!("process {}, since {now}\n", std::process::id());
        let file = &mut self.file;
        let _ = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(holder.as_bytes()));
        self.signed = true;
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        if self.signed {
            let _ = self.file.set_len(0);
        }
    }
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
        self.stored().map_err(|fault| {
            let folder = self.path.display();
            match fault {
                Fault::Io(e) => Error::io(self.path.join(MANIFEST).display(), e),
                Fault::Newer => Error::Index(format!(
                    "{folder}: made by a newer sosik; update the program, or index into another folder"
                )),
                Fault::Damaged => Error::Index(format!(
                    "{folder}/{MANIFEST}: damaged; run `sosik index PATH --full` with the folder of the articles as PATH"
                )),
            }
        })
    }

    fn stored(&self) -> std::result::Result<Option<Manifest>, Fault> {
        let bytes = match fs::read(self.path.join(MANIFEST)) {
            Ok(bytes) => bytes,
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(e) => return Err(Fault::Io(e)),
        };
        let value: serde_json::Value =
            serde_json::from_slice(&bytes).map_err(|_| Fault::Damaged)?;
        let version = value.get("sosik").and_then(|v| v.as_u64());
        if version.is_some_and(|v| v > u64::from(FORMAT)) {
            return Err(Fault::Newer);
        }
        let stored: Stored = serde_json::from_value(value).map_err(|_| Fault::Damaged)?;
        let whole = stored.manifest.sosik < FORMAT || stored.manifest.sum() == stored.sum;
        whole.then_some(Some(stored.manifest)).ok_or(Fault::Damaged)
    }

    /// Whether the folder is an index: it bears a manifest, even one that can't be read.
    pub fn is_index(&self) -> bool {
        let Ok(bytes) = fs::read(self.path.join(MANIFEST)) else {
            return false;
        };
        let ours = |v: serde_json::Value| v.get("sosik").is_some_and(|v| v.is_u64());
        serde_json::from_slice(&bytes).is_ok_and(ours) || self.path.join(LOCK).exists()
    }

    /// Whether a newer program made it.
    pub fn is_newer(&self) -> bool {
        matches!(self.stored(), Err(Fault::Newer))
    }

    /// Whether a process holds the right to write.
    pub fn is_being_written(&self) -> bool {
        let lock = File::open(self.path.join(LOCK));
        lock.is_ok_and(|file| matches!(file.try_lock_shared(), Err(fs::TryLockError::WouldBlock)))
    }

    /// Makes the folder ours and takes the right to write it. The folder is created, or found empty, or bearing our manifest; with
    /// `replace` a damaged manifest is given up. With `wait` it waits for another writer to end, until `stop` says not to.
    ///
    /// # Errors
    /// If it holds anything that is not ours (it is not touched), or can't be written; if another process writes: the text says
    /// which, since when.
    pub fn take(
        &self,
        corpus: &Path,
        replace: bool,
        wait: bool,
        stop: &dyn Fn() -> bool,
    ) -> Result<WriterLock> {
        let anew = match self.stored() {
            Ok(Some(_)) => false,
            Err(Fault::Damaged) if replace => {
                self.refuse_foreign(true)?;
                true
            }
            Ok(None) => {
                self.refuse_foreign(false)?;
                fs::create_dir_all(&self.path).map_err(|e| write_failed(&self.path, &e))?;
                true
            }
            Err(_) => {
                self.manifest()?;
                false
            }
        };
        let lock = self.lock(wait, stop)?;
        // Another process may have made it ours meanwhile.
        if anew && !matches!(self.stored(), Ok(Some(_))) {
            self.write_manifest(&Manifest {
                sosik: FORMAT,
                current: None,
                corpus: relative(&self.path, corpus),
                versions: BTreeMap::new(),
                building: None,
            })?;
        }
        Ok(lock)
    }

    /// An error if the folder holds what is neither ours nor about it; with `made`, what a run makes is ours.
    ///
    /// # Errors
    /// The first name that is not ours.
    pub fn refuse_foreign(&self, made: bool) -> Result<()> {
        match self.foreign(made)?.first() {
            None => Ok(()),
            Some(name) => Err(Error::Index(format!(
                "{}: not an index of sosik (it holds {name:?}); nothing was touched: name another folder with --index",
                self.path.display()
            ))),
        }
    }

    /// Names in the folder that are not ours; with `made`, what a run makes is.
    ///
    /// # Errors
    /// If the folder is there and can't be listed.
    pub fn foreign(&self, made: bool) -> Result<Vec<String>> {
        match fs::read_dir(&self.path) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(Error::io(self.path.display(), e)),
            Ok(_) => {}
        }
        let about = |n: &str| n.starts_with("README") || n == ".gitignore" || n == LOCK;
        let ours = |n: &str| n == MANIFEST || n == ASIDE || is_generation(n);
        let names = sweep::names(&self.path).into_iter();
        Ok(names.filter(|n| !(about(n) || made && ours(n))).collect())
    }

    /// Puts a manifest in the old one's place, at once and for good.
    ///
    /// # Errors
    /// If it can't be written; the old one then still stands.
    pub fn write_manifest(&self, manifest: &Manifest) -> Result<()> {
        let stored = Stored {
            manifest: manifest.clone(),
            sum: manifest.sum(),
        };
        let text = serde_json::to_string_pretty(&stored).unwrap_or_default();
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
        let names = self.generations();
        let numbers = names.iter().filter_map(|g| g[1..].parse::<u64>().ok());
        format!("g{}", numbers.max().unwrap_or(0) + 1)
    }

    /// Names of the generations that lie in the folder.
    pub fn generations(&self) -> Vec<String> {
        let names = sweep::names(&self.path).into_iter();
        names.filter(|n| is_generation(n)).collect()
    }

    /// Removes what earlier runs left behind: every generation but those named in `keep`, and in these what no commit names.
    /// What can't be removed stays for the next time.
    pub fn tidy(&self, keep: &[&str]) {
        let _ = fs::remove_file(self.path.join(ASIDE));
        for name in self.generations() {
            let generation = self.path.join(&name);
            match keep.contains(&name.as_str()) {
                true => sweep::sweep(&generation),
                false => sweep::remove(&generation),
            }
        }
    }

    fn lock(&self, wait: bool, stop: &dyn Fn() -> bool) -> Result<WriterLock> {
        let path = self.path.join(LOCK);
        let fail = |e| write_failed(&path, &e);
        let mut file = File::options()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(&path)
            .map_err(fail)?;
        // Asked again and again, since a wait inside the system would not end at a signal.
        let mut asked = 0;
        while let Err(error) = file.try_lock() {
            if let fs::TryLockError::Error(e) = error {
                return Err(fail(e));
            }
            asked += 1;
            if (!wait && asked > PATIENCE) || stop() {
                let holder = match read_holder(&mut file) {
                    holder if holder.is_empty() => "it has just begun".to_string(),
                    holder => holder,
                };
                return Err(Error::Locked(format!(
                    "{}: another sosik is writing this index ({holder}); try again when it has ended, or use --wait",
                    self.path.display(),
                )));
            }
            std::thread::sleep(ASK);
        }
        let killed = !read_holder(&mut file).is_empty();
        let mut lock = WriterLock {
            file,
            signed: false,
        };
        if killed {
            // Or the next one to ask would be told of a run that is long over.
            lock.sign();
        }
        Ok(lock)
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

/// Who the lock's file says that holds it; empty where it says nothing.
fn read_holder(lock: &mut File) -> String {
    let mut holder = String::new();
    let _ = lock
        .rewind()
        .and_then(|()| lock.read_to_string(&mut holder));
    holder.trim().to_string()
}

/// `g` and a number.
fn is_generation(name: &str) -> bool {
    name.strip_prefix('g')
        .is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
}

/// Writes a file so that after a crash either the old or the new one is there, whole.
pub(super) fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
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
        write_failed(&path, &e)
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
