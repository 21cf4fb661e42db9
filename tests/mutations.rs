//! Damage of any kind to any file of tests/conformance/ is named or read around: no reader panics, no two articles share an id, and
//! no more bytes are said to be read than there are. `SOSIK_MUTATIONS=100000` tries that many damages of each file.
#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use sosik::article::ArticleId;
use sosik::read::{Limits, read};
use sosik::source::Registry;

#[test]
fn no_damage_does_harm() {
    let rounds = std::env::var("SOSIK_MUTATIONS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(12);
    let folder = tempfile::tempdir().unwrap();
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")) {
        let whole = std::fs::read(&file).unwrap();
        let name = file.file_name().unwrap().to_str().unwrap();
        let mut chance = Chance(whole.len() as u64 ^ 0x9e37_79b9_7f4a_7c15);
        for round in 0..rounds {
            let bytes = damaged(&whole, &mut chance);
            let damaged = folder.path().join("damaged");
            std::fs::write(&damaged, &bytes).unwrap();
            let told = try_read(&damaged, name, bytes.len() as u64);
            if let Some(fault) = told {
                let kept = std::env::temp_dir().join(format!("sosik-damaged-{name}"));
                std::fs::write(&kept, &bytes).unwrap();
                panic!("{name}, round {round}: {fault}; kept as {}", kept.display());
            }
        }
    }
}

/// What went wrong that never may.
fn try_read(file: &Path, name: &str, size: u64) -> Option<String> {
    let limits = Limits {
        article_bytes: 200 << 10,
        file_bytes: 4 << 20,
        ..Limits::default()
    };
    let taken = Cell::new(0);
    let mut ids = HashSet::new();
    let mut fault = None;
    let watch = |bytes| taken.set(taken.get() + bytes);
    let outcome = read(
        file,
        name,
        &Registry::default(),
        &limits,
        &watch,
        &mut |found| match found {
            Ok(article) => {
                let id = ArticleId::of(&article.origin.path, article.origin.record);
                if !ids.insert(id) {
                    fault = Some(format!("two articles are {:?}", article.origin));
                }
            }
            Err(bad) if bad.reason.contains("internal error") => fault = Some(bad.reason),
            Err(_) => {}
        },
    );
    if taken.get() > size {
        fault = Some(format!("{} of {size} bytes read", taken.get()));
    }
    let error = outcome.err().map(|e| e.to_string());
    fault.or(error.filter(|e| e.contains("internal error")))
}

/// Bytes flipped, numbers grown, stretches cut out, doubled, moved, and the end lost.
fn damaged(whole: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..=chance.below(4) {
        if bytes.is_empty() {
            break;
        }
        let at = chance.below(bytes.len());
        let length = chance.below(64.min(bytes.len() - at) + 1);
        match chance.below(7) {
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes[at] = chance.below(256) as u8,
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..at + length)),
            4 => {
                let twice = bytes[at..at + length].to_vec();
                let to = chance.below(bytes.len());
                bytes.splice(to..to, twice);
            }
            5 => bytes[at..at + length].fill(0xff),
            _ => {
                let digit = bytes[at..].iter().position(u8::is_ascii_digit);
                if let Some(digit) = digit {
                    bytes[at + digit] = b'0' + chance.below(10) as u8;
                }
            }
        }
    }
    bytes
}

/// The same chance in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_none_or(|e| e != "toml" && e != "md") {
            files.push(path);
        }
    }
    files.sort();
    files
}
