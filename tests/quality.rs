//! How right the voices are: the labelled documents of `labelled/`, read as `sosik passages` reads them, against what a person
//! says of them. `cargo test --test quality -- --nocapture` prints the figures; the floors in `quality/floors.toml` may only rise.
//!
//! `LABELLED=DIR` prints the figures of another folder of labelled documents, which has no floors.
//!
//! A figure that falls below its floor fails and lists what is wrong. A figure above its floor is to be written there, in the
//! commit that raised it.
#![allow(clippy::unwrap_used)]

#[path = "quality/gold.rs"]
mod gold;
#[path = "quality/inside.rs"]
mod inside;
#[path = "quality/judge.rs"]
mod judge;
#[path = "quality/tally.rs"]
mod tally;
#[path = "quality/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sosik::ingest::read_file;
use sosik::read::Limits;
use sosik::source::Registry;

use gold::Gold;
use tally::Tally;

#[test]
fn voices_are_as_right_as_ever() {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled");
    let folder = std::env::var_os("LABELLED").map_or(ours.clone(), PathBuf::from);
    let registry = Registry::builtin();
    let mut tally = Tally::default();
    for (document, gold) in Gold::all(&folder) {
        let mut read = Vec::new();
        read_file(&document, None, &Limits::default(), &mut |found| {
            read.push(found.unwrap());
        })
        .unwrap();
        assert_eq!(read.len(), 1, "{}: one article", document.display());
        let name = document.file_name().unwrap().to_string_lossy().into_owned();
        let (article, passages) = read.remove(0);
        judge::document(&name, &article, &passages, &gold, &registry, &mut tally);
    }
    println!("{tally}");
    if folder != ours {
        return; // the floors are those of our own documents
    }

    let floors = std::fs::read_to_string(folder.with_file_name("quality/floors.toml")).unwrap();
    let floors: BTreeMap<String, f64> = toml::from_str(&floors).unwrap();
    let below = tally.below(&floors);
    assert!(below.is_empty(), "below the floor:\n{}", below.join("\n"));
}
