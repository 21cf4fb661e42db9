//! A run that is killed at any moment loses nothing that was committed, and the next one ends what it began.
//! `SOSIK_CRASH_RUNS=200 cargo test --test crash -- --nocapture` kills more often than the suite does.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod place;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use place::{Place, answers};
use sosik::ingest::{Options, Silent, ingest};
use sosik::search::Library;

const BIN: &str = env!("CARGO_BIN_EXE_sosik");
const FILES: u64 = 60;
const QUERIES: [&str; 4] = ["ferry", "harbour OR coal", "\"the ferry\"", "title:tug"];

/// SplitMix64, so that a failure can be had again; the moments of the kills differ anyway.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

fn text(n: u64, edition: u64) -> String {
    let words = ["ferry", "harbour", "coal", "lamp", "tide"];
    let word = |k: u64| words[((n + edition * 3 + k) % 5) as usize];
    let paragraph = |k: u64| {
        format!(
            "The {} met the {} by the {}.\n\n",
            word(k),
            word(k * 2),
            word(k + 1)
        )
    };
    format!(
        "Tug {n} of {edition}\n\n{}",
        (0..30).map(paragraph).collect::<String>()
    )
}

fn start(place: &Place, flags: &[&str]) -> Child {
    Command::new(BIN)
        .arg("index")
        .arg(&place.corpus)
        .arg("--index")
        .arg(&place.index)
        .args(flags)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn dump(index: &Path) -> Vec<Vec<String>> {
    QUERIES.iter().map(|q| answers(index, q)).collect()
}

/// Without order and scores, which may wait for a merge.
fn content(dump: &[Vec<String>]) -> Vec<Vec<String>> {
    let bare = |line: &String| {
        let mut parts: Vec<&str> = line.splitn(4, ' ').collect();
        parts.remove(2);
        parts.join(" ")
    };
    let sorted = |lines: &Vec<String>| {
        let mut lines: Vec<String> = lines.iter().map(bare).collect();
        lines.sort();
        lines
    };
    dump.iter().map(sorted).collect()
}

fn bytes(folder: &Path) -> u64 {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    entries.map(|e| e.metadata().unwrap().len()).sum()
}

#[test]
fn a_killed_run_loses_nothing_and_the_next_one_ends_its_work() {
    let runs: u64 = std::env::var("SOSIK_CRASH_RUNS").map_or(15, |n| n.parse().unwrap());
    let mut random = Random(7);
    let place = Place::new(&[]);
    for n in 0..FILES {
        place.write(&format!("f{n}.txt"), &text(n, 0));
    }
    let clean = place.index.with_file_name("clean");
    let mut before: Option<Vec<Vec<String>>> = None;
    let (mut killed, mut old, mut new) = (0, 0, 0);
    for run in 1..=runs {
        if before.is_some() {
            for _ in 0..1 + random.below(12) {
                let n = random.below(FILES);
                place.write(&format!("f{n}.txt"), &text(n, run));
            }
            let _ = fs::remove_file(place.corpus.join(format!("f{}.txt", random.below(FILES))));
            place.write(
                &format!("new/{}.txt", random.below(20)),
                &text(random.below(900), run),
            );
        }
        let _ = fs::remove_dir_all(&clean);
        let begun = Instant::now();
        ingest(&place.corpus, &clean, &Options::default(), &Silent).unwrap();
        let long = begun.elapsed().as_micros() as u64 * 3 + 20_000;
        let after = dump(&clean);

        // A first build now and then, a rebuild aside, else an update.
        let flags: &[&str] = match random.below(8) {
            0 => {
                fs::remove_dir_all(&place.index).unwrap_or(());
                before = None;
                &[]
            }
            1 => &["--full"],
            _ => &[],
        };
        for _ in 0..1 + random.below(2) {
            let mut child = start(&place, flags);
            std::thread::sleep(Duration::from_micros(random.below(long)));
            child.kill().unwrap();
            killed += u64::from(child.wait().unwrap().code().is_none());
        }

        match (&before, Library::open(&place.index)) {
            (None, Err(error)) => assert!(error.to_string().contains("no index here"), "{error}"),
            (_, Ok(_)) => {
                let now = content(&dump(&place.index));
                let is = |state: &Vec<Vec<String>>| content(state) == now;
                let (is_old, is_new) = (before.as_ref().is_some_and(is), is(&after));
                assert!(
                    is_old || is_new,
                    "run {run}: neither the old state nor the new one"
                );
                old += u64::from(is_old);
                new += u64::from(is_new);
            }
            (Some(_), Err(error)) => panic!("run {run}: {error}"),
        }

        assert!(start(&place, &[]).wait().unwrap().success());
        assert_eq!(
            dump(&place.index),
            after,
            "run {run}: not what a clean build answers"
        );
        let (ours, least) = (bytes(&place.index), bytes(&clean));
        assert!(
            ours * 10 <= least * 12,
            "run {run}: {ours} bytes, a clean build has {least}"
        );
        before = Some(after);
    }
    eprintln!(
        "{runs} runs: {killed} kills hit a running process; the old state stood {old} times, the new one {new}"
    );
}
