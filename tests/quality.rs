//! How right the voices are: the labelled documents of `labelled/`, read as `sosik passages` reads them, against what a person
//! says of them. `cargo test --test quality -- --nocapture` prints the figures; the floors in
//! `quality/*.toml` may only rise.
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
use std::path::Path;

use sosik::ingest::read_file;
use sosik::read::Limits;
use sosik::source::Registry;

use gold::Gold;
use tally::Tally;

/// Folders of labelled documents, each with its floors.
const SETS: [(&str, &str); 6] = [
    ("labelled", "quality/floors.toml"),
    ("labelled/second", "quality/second.toml"),
    ("labelled/third", "quality/third.toml"),
    ("labelled/fourth", "quality/fourth.toml"),
    ("labelled/fifth", "quality/fifth.toml"),
    ("labelled/sixth", "quality/sixth.toml"),
];

#[test]
fn voices_are_as_right_as_ever() {
    if let Some(folder) = std::env::var_os("LABELLED") {
        println!("{}", measured(Path::new(&folder)));
        return;
    }
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for (set, floors) in SETS {
        let tally = measured(&tests.join(set));
        println!("{set}\n{tally}");
        let floors = std::fs::read_to_string(tests.join(floors)).unwrap();
        let floors: BTreeMap<String, f64> = toml::from_str(&floors).unwrap();
        let below = tally.below(&floors);
        assert!(
            below.is_empty(),
            "{set}: below the floor:\n{}",
            below.join("\n")
        );
    }
}

/// The figures of a folder of labelled documents.
fn measured(folder: &Path) -> Tally {
    let registry = Registry::builtin();
    let mut tally = Tally::default();
    for (document, gold) in Gold::all(folder) {
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
    tally
}
