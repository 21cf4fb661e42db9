//! A run that is asked to stop keeps what it has read, says so, and leaves nothing half-made.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod place;

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use place::{Place, answers};
use sosik::ingest::{Options, Progress, Report, Silent, Stopped, ingest};
use sosik::search::Library;

const BIN: &str = env!("CARGO_BIN_EXE_sosik");
const FILES: u64 = 40;

fn corpus() -> Place {
    let place = Place::new(&[]);
    edition(&place, "ferry");
    place
}

fn edition(place: &Place, word: &str) {
    for n in 0..FILES {
        place.write(
            &format!("{n:02}.txt"),
            &format!("Notice {n}\n\nThe {word} of number{n} sails.\n"),
        );
    }
}

/// Asks to stop after some files; counts what is to be read.
#[derive(Default)]
struct After {
    files: u64,
    done: AtomicU64,
    to_read: AtomicU64,
}

impl Progress for After {
    fn start(&self, files: u64, _: u64) {
        self.to_read.store(files, Ordering::Relaxed);
    }
    fn file_done(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
    fn stop_asked(&self) -> bool {
        self.done.load(Ordering::Relaxed) >= self.files
    }
}

fn run(place: &Place, index: &Path, files: u64, options: &Options) -> (Report, u64) {
    let after = After {
        files,
        ..After::default()
    };
    let report = ingest(&place.corpus, index, options, &after).unwrap();
    (report, after.to_read.load(Ordering::Relaxed))
}

const ALL: u64 = u64::MAX;

#[test]
fn an_update_that_is_stopped_commits_whole_files_and_the_next_run_reads_the_rest() {
    let place = corpus();
    place.run();
    edition(&place, "tug");
    place.remove("39.txt");
    let (report, _) = run(&place, &place.index, 10, &Options::default());
    assert_eq!(report.stopped, Some(Stopped::Committed));
    let tugs = place.answers("tug").len() as u64;
    assert!((10..FILES - 1).contains(&tugs), "{tugs}");
    assert_eq!(place.answers("ferry").len() as u64, FILES - 1 - tugs);
    let (report, to_read) = run(&place, &place.index, ALL, &Options::default());
    assert_eq!((report.stopped, report.changed), (None, FILES - 1 - tugs));
    assert!(to_read < FILES - 1);
    let clean = place.index.with_file_name("clean");
    ingest(&place.corpus, &clean, &Options::default(), &Silent).unwrap();
    assert_eq!(place.answers("tug"), answers(&clean, "tug"));
}

#[test]
fn a_first_build_that_is_stopped_answers_nothing_yet_and_goes_on_where_it_was() {
    let place = corpus();
    let (report, _) = run(&place, &place.index, 10, &Options::default());
    assert_eq!(report.stopped, Some(Stopped::Aside));
    let Err(error) = Library::open(&place.index) else {
        panic!("half a corpus looks like a whole one")
    };
    assert!(error.to_string().contains("no index here"), "{error}");
    let (report, to_read) = run(&place, &place.index, ALL, &Options::default());
    assert!(to_read <= FILES - 10, "{to_read}");
    assert_eq!((report.articles, report.stopped), (FILES, None));
    assert_eq!(place.answers("ferry").len() as u64, FILES);
    let names = |folder: &Path| std::fs::read_dir(folder).unwrap().count();
    assert_eq!(names(&place.index), 3, "manifest, lock, generation");
}

#[test]
fn a_stopped_rebuild_leaves_the_old_index_as_it_was() {
    let place = corpus();
    place.run();
    let before = place.answers("ferry");
    edition(&place, "tug");
    let full = Options {
        full: true,
        ..Options::default()
    };
    let (report, _) = run(&place, &place.index, 10, &full);
    assert_eq!(report.stopped, Some(Stopped::GivenUp));
    assert_eq!(place.answers("ferry"), before);
    assert_eq!(std::fs::read_dir(&place.index).unwrap().count(), 3);
}

#[test]
fn rules_that_a_stopped_run_did_not_apply_everywhere_are_applied_by_the_next() {
    let place = corpus();
    place.run();
    place.write("sources.toml", "[[source]]\nname = \"Amnok Courier\"\n\n[[folder]]\nglob = \"**\"\npublisher = \"Amnok Courier\"\n");
    run(&place, &place.index, 10, &Options::default());
    place.run();
    assert_eq!(
        place.answers("publisher:\"Amnok Courier\"").len() as u64,
        FILES
    );
}

/// Copies the index as it stands after some files, as a kill would leave it.
struct Copying<'a> {
    from: &'a Path,
    to: &'a Path,
    done: Mutex<u64>,
}

impl Progress for Copying<'_> {
    fn file_done(&self) {
        let mut done = self.done.lock().unwrap();
        *done += 1;
        if *done == 20 {
            // No commit can come meanwhile; what the engine just takes away may be missed.
            let _ = Command::new("cp")
                .arg("-r")
                .args([self.from, self.to])
                .output();
        }
    }
}

#[test]
fn a_first_build_that_is_killed_goes_on_behind_its_last_batch() {
    let place = corpus();
    let copy = place.index.with_file_name("copy");
    let copying = Copying {
        from: &place.index,
        to: &copy,
        done: Mutex::new(0),
    };
    let options = Options {
        batch_bytes: 200,
        ..Options::default()
    };
    ingest(&place.corpus, &place.index, &options, &copying).unwrap();
    let (report, to_read) = run(&place, &copy, ALL, &options);
    assert!(to_read < FILES, "{to_read}");
    assert_eq!(report.articles, FILES);
    assert_eq!(answers(&copy, "ferry"), place.answers("ferry"));
}

#[test]
fn ctrl_c_and_sigterm_end_a_run_with_their_exit_codes_and_a_word() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let place = Place::new(&[]);
        for n in 0..400 {
            place.write(
                &format!("{n}.txt"),
                &format!(
                    "Notice {n}\n\n{}",
                    format!("The ferry of number{n} sails.\n\n").repeat(80)
                ),
            );
        }
        // Where it comes too early or too late, it is sent again at another moment.
        let hit = (0..40).any(|attempt| {
            let _ = std::fs::remove_dir_all(&place.index);
            let child = Command::new(BIN)
                .arg("index")
                .arg(&place.corpus)
                .arg("--index")
                .arg(&place.index)
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(100 + 40 * attempt));
            let _ = Command::new("kill")
                .arg(signal)
                .arg(child.id().to_string())
                .output();
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            match output.status.code() {
                Some(0) => false,
                Some(c) => {
                    assert_eq!(c, code, "{said}");
                    assert!(
                        said.contains("kept aside; run `sosik index` again to go on"),
                        "{said}"
                    );
                    true
                }
                // Killed before it could listen.
                None => false,
            }
        });
        assert!(hit, "{signal} never met a running process");
        assert_eq!(place.run().articles, 400);
    }
}
