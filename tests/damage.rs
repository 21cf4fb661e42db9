//! A damaged index errors or answers rightly; it never panics and never answers wrongly. `sosik check` names what is damaged,
//! and `--repair` mends it.
#![allow(clippy::unwrap_used)]

mod place;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use place::{COAL, FERRY, Place};
use sosik::Result;
use sosik::check::{What, check, repair};
use sosik::ingest::Silent;
use sosik::query::Expr;
use sosik::search::{Library, Request};

const QUERIES: [&str; 7] = [
    "ferry",
    "harbour OR coal",
    "\"second ferry\"",
    "sail*",
    "fery~1",
    "publisher:\"Harbour Ledger\" coal",
    "source:\"Harbour Ledger\"",
];

/// Some articles with quotations and deletes behind them.
fn place() -> Place {
    let quoting = "---\ntitle: Relay\ndate: 2016-04-08\npublisher: Harbour Ledger\n---\n\nThe paper wrote:\n\n> Coal went by rail again.\n\n\"We sail at noon,\" said Bram Okafor.\n";
    let lines = "{\"title\": \"One\", \"text\": \"A lamp.\"}\n{\"title\": \"Two\", \"text\": \"A tide.\"}\n";
    let place = Place::new(&[
        ("a.txt", FERRY),
        ("b.txt", COAL),
        ("c.md", quoting),
        ("e.jsonl", lines),
    ]);
    place.run();
    place.write("b.txt", &format!("{COAL}\nA late tug came.\n"));
    place.run();
    place
}

fn ask(index: &Path) -> Result<Vec<String>> {
    let library = Library::open(index)?;
    let mut said = Vec::new();
    for query in QUERIES {
        let results = library.search(&Request::new(query.parse::<Expr>().unwrap()))?;
        said.push(format!("{results:?}"));
        for hit in &results.hits {
            said.push(format!("{:?}", library.show(hit.article.id)?));
        }
    }
    said.push(format!("{:?}", library.sources()?));
    Ok(said)
}

fn files(index: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(index).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter(|e| e.file_type().is_file() && e.file_name() != "writer.lock")
        .map(|e| e.into_path())
        .collect();
    files.sort();
    files
}

/// What an index of which a file was damaged comes to: an error, or the right answer.
fn errs_or_answers(index: &Path, healthy: &[String], what: &str) {
    match catch_unwind(AssertUnwindSafe(|| ask(index))) {
        Err(_) => panic!("{what}: a search panicked"),
        Ok(Err(error)) => {
            let said = error.to_string();
            assert!(said.contains("sosik"), "{what}: no remedy in {said:?}");
        }
        Ok(Ok(answer)) => assert_eq!(answer, healthy, "{what}: a wrong answer"),
    }
}

#[test]
fn a_flipped_byte_anywhere_is_an_error_or_harmless_and_is_found() {
    let place = place();
    let healthy = ask(&place.index).unwrap();
    for file in files(&place.index) {
        let whole = fs::read(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let step = (whole.len() / 40).max(1);
        for (n, at) in (0..whole.len())
            .step_by(step)
            .chain([whole.len() - 1])
            .enumerate()
        {
            let mut bad = whole.clone();
            bad[at] ^= 1 << (n % 8);
            fs::write(&file, &bad).unwrap();
            let what = format!("{name} at {at} of {}", whole.len());
            errs_or_answers(&place.index, &healthy, &what);
            if n % 8 == 0 {
                let found = check(&place.index).unwrap().findings;
                let named =
                    |f: &sosik::check::Finding| f.path.contains(&name) || f.path.ends_with("g1");
                assert!(found.iter().any(named), "{what}: {found:?}");
            }
        }
        fs::write(&file, whole).unwrap();
    }
    assert_eq!(check(&place.index).unwrap().findings, []);
    assert_eq!(ask(&place.index).unwrap(), healthy);
}

#[test]
fn a_file_that_is_gone_or_cut_short_is_an_error_or_harmless_and_is_found() {
    let place = place();
    let healthy = ask(&place.index).unwrap();
    for file in files(&place.index) {
        let whole = fs::read(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for keep in [None, Some(0), Some(whole.len() / 2), Some(whole.len() - 1)] {
            match keep {
                None => fs::remove_file(&file).unwrap(),
                Some(length) => fs::write(&file, &whole[..length]).unwrap(),
            }
            let what = format!("{name} cut to {keep:?}");
            errs_or_answers(&place.index, &healthy, &what);
            match check(&place.index) {
                Ok(checked) => assert!(!checked.findings.is_empty(), "{what}"),
                Err(error) => assert!(error.to_string().contains("no index here"), "{error}"),
            }
        }
        fs::write(&file, whole).unwrap();
    }
    assert_eq!(check(&place.index).unwrap().findings, []);
}

#[test]
fn what_is_damaged_is_rebuilt_by_a_repair() {
    let place = place();
    let healthy = ask(&place.index).unwrap();
    for ending in ["idx", "store", "catalog-2", "meta.json"] {
        let file = files(&place.index)
            .into_iter()
            .find(|f| {
                f.to_string_lossy().ends_with(ending)
                    || ending == "catalog-2" && f.to_string_lossy().contains("catalog-")
            })
            .unwrap();
        let mut bytes = fs::read(&file).unwrap();
        let at = bytes.len() / 3;
        bytes[at] ^= 0x20;
        fs::write(&file, bytes).unwrap();
        let found = check(&place.index).unwrap();
        assert!(
            found
                .findings
                .iter()
                .any(|f| f.what == What::Damaged && f.mendable),
            "{found:?}"
        );
        repair(&place.index, &found, &Silent).unwrap().unwrap();
        assert_eq!(check(&place.index).unwrap().findings, [], "{ending}");
        assert_eq!(ask(&place.index).unwrap(), healthy, "{ending}");
    }
}

#[test]
fn a_check_names_each_thing_that_is_not_as_it_should_be() {
    let place = place();
    place.write("a.txt", &FERRY.replace("Monday", "Sunday"));
    place.write("d.txt", COAL);
    place.remove("c.md");
    place.write("sources.toml", "[[source]]\nname = \n");
    fs::write(place.index.join("notes.doc"), "mine").unwrap();
    fs::write(place.index.join("g1/thesis.doc"), "mine too").unwrap();
    fs::write(
        place.index.join(format!("g1/{}.idx", "0f".repeat(16))),
        "left",
    )
    .unwrap();
    fs::create_dir(place.index.join("g7")).unwrap();
    let checked = check(&place.index).unwrap();
    let mut found: Vec<(What, &str)> = checked
        .findings
        .iter()
        .map(|f| (f.what, f.path.rsplit('/').next().unwrap()))
        .collect();
    found.sort();
    let left = format!("{}.idx", "0f".repeat(16));
    let mut wanted = vec![
        (What::Stale, "a.txt"),
        (What::Stale, "c.md"),
        (What::Stale, "d.txt"),
        (What::Config, "sources.toml"),
        (What::Foreign, "notes.doc"),
        (What::Foreign, "thesis.doc"),
        (What::Leftover, left.as_str()),
        (What::Leftover, "g7"),
    ];
    wanted.sort();
    assert_eq!(found, wanted);
    place.write("sources.toml", "");
    repair(&place.index, &checked, &Silent).unwrap().unwrap();
    let left: Vec<What> = check(&place.index)
        .unwrap()
        .findings
        .iter()
        .map(|f| f.what)
        .collect();
    assert_eq!(left, [What::Foreign, What::Foreign]);
    assert_eq!(place.answers("sunday").len(), 1);
}

#[test]
fn an_index_of_a_newer_program_is_named_and_left_alone() {
    let place = place();
    let path = place.index.join("sosik.json");
    let newer = fs::read_to_string(&path)
        .unwrap()
        .replace("\"sosik\": 2", "\"sosik\": 99");
    fs::write(&path, &newer).unwrap();
    let found = check(&place.index).unwrap();
    assert_eq!(found.findings.len(), 1);
    assert_eq!(
        (found.findings[0].what, found.findings[0].mendable),
        (What::Newer, false)
    );
    assert!(repair(&place.index, &found, &Silent).unwrap().is_none());
    assert!(Library::open(&place.index).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn a_damaged_manifest_is_replaced_by_a_full_run() {
    let place = place();
    let healthy = ask(&place.index).unwrap();
    fs::write(place.index.join("sosik.json"), "{\"sosik\": 2, \"corp").unwrap();
    assert!(place.try_run(&Default::default()).is_err());
    let full = sosik::ingest::Options {
        full: true,
        ..Default::default()
    };
    place.try_run(&full).unwrap();
    assert_eq!(ask(&place.index).unwrap(), healthy);
    assert_eq!(check(&place.index).unwrap().findings, []);
}
