//! Law 10: the arrows between the modules of src/ are those that are drawn here, and each engine or tool of the edge is
//! named only where it belongs. Reads the code as text, without comments and without inline tests.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const NOUNS: &[&str] = &[
    "article", "error", "hit", "passage", "pattern", "query", "source",
];
const TOOLS: &[&str] = &["analyze", "aside", "dates", "name"];
const STAGES: &[&str] = &[
    "attribute",
    "cite",
    "index",
    "read",
    "resolve",
    "snippet",
    "split",
    "walk",
];
const JOINTS: &[&str] = &["check", "ingest", "search"];

/// The layers that a module may use beside itself; `None` for a module that nobody has drawn.
fn may_use(module: &str) -> Option<Vec<&'static [&'static str]>> {
    Some(match module {
        m if NOUNS.contains(&m) => vec![NOUNS],
        // Names are looked up by the words that the analyzer makes of them.
        "name" => vec![NOUNS, &["analyze"]],
        m if TOOLS.contains(&m) => vec![NOUNS],
        m if STAGES.contains(&m) => vec![NOUNS, TOOLS],
        // `search` tells what is stale, which `ingest` finds out.
        m if JOINTS.contains(&m) => vec![NOUNS, TOOLS, STAGES, JOINTS],
        // Render prints the joints' answers: their types, never their work.
        "render" => vec![NOUNS, JOINTS],
        // The edge hands over limits and lists formats (read), and cites the passages of a file that no index holds (cite).
        "cli" | "main" => vec![NOUNS, JOINTS, &["render", "read", "cite"]],
        _ => return None,
    })
}

/// A crate and the places that may name it.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("tantivy", &["index/"]),
    ("clap", &["main.rs", "cli/"]),
    ("anyhow", &["main.rs", "cli/"]),
];

#[test]
fn no_arrow_that_is_not_drawn() {
    let mut wrong = Vec::new();
    for file in rust_files(&src()) {
        let module = module_of(&file);
        if module == "lib" {
            continue;
        }
        let Some(allowed) = may_use(&module) else {
            wrong.push(format!(
                "{}: module {module} has no place in tests/layers.rs",
                file.display()
            ));
            continue;
        };
        for used in uses(&code(&file)) {
            let drawn =
                used == module || allowed.iter().any(|layer| layer.contains(&used.as_str()));
            // Names that the crate's root re-exports (`crate::Error`) are nouns.
            if !drawn && used.starts_with(|c: char| c.is_lowercase()) {
                wrong.push(format!("{}: {module} -> {used}", file.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "arrows that are not drawn:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn engine_and_edge_are_named_where_they_belong() {
    let mut wrong = Vec::new();
    for file in rust_files(&src()) {
        let path = file
            .strip_prefix(src())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let code = code(&file);
        for (name, places) in ONLY_IN {
            let named =
                words(&code).any(|word| word == *name || word.starts_with(&format!("{name}_")));
            if named && !places.iter().any(|place| path.starts_with(place)) {
                wrong.push(format!("src/{path} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_arrows_reads_them() {
    let text = "use crate::{article::{Span, Lang}, source::Source,\n  walk};\nfn f() { crate::read::read() } use sosik::hit::Hit;";
    let found: Vec<String> = uses(text).into_iter().collect();
    assert_eq!(found, ["article", "hit", "read", "source", "walk"]);
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All of the code: `tests.rs` holds inline tests that have outgrown their file.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// `read` for `src/read.rs` and for all in `src/read/`.
fn module_of(file: &Path) -> String {
    let inside = file.strip_prefix(src()).unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy();
    first.trim_end_matches(".rs").to_string()
}

/// A file without comments, and up to its inline tests.
fn code(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or("");
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines
        .map(|line| format!("{}\n", line.split(" // ").next().unwrap_or("")))
        .collect()
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The first names after each `crate::` and `sosik::`.
fn uses(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for root in ["crate::", "sosik::"] {
        for (at, _) in code.match_indices(root) {
            let rest = &code[at + root.len()..];
            let Some(group) = rest.strip_prefix('{') else {
                found.extend(words(rest).next().map(str::to_string));
                continue;
            };
            let mut depth = 0;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.extend(first_word(&std::mem::take(&mut name))),
                    _ if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            found.extend(first_word(&name));
        }
    }
    found
}

fn first_word(text: &str) -> Option<String> {
    words(text.trim())
        .next()
        .filter(|w| !w.is_empty())
        .map(str::to_string)
}
