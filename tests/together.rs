//! Searches and runs at the same time: a search sees one state or the next and never waits; of two writers one works.
//! `SOSIK_ROUNDS=200 cargo test --test together` goes on for longer.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod place;

use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use place::{COAL, FERRY, Place};

const BIN: &str = env!("CARGO_BIN_EXE_sosik");
const FILES: usize = 30;

fn sosik(place: &Place, args: &[&str]) -> Output {
    command(place, args).output().unwrap()
}

fn command(place: &Place, args: &[&str]) -> Command {
    let mut command = Command::new(BIN);
    command.args(args).arg("--index").arg(&place.index);
    command
}

fn edition(place: &Place, word: &str) {
    for n in 0..FILES {
        place.write(
            &format!("{n}.txt"),
            &format!("Notice {n}\n\nThe {word} sails.\n\nIt is number{n}.\n"),
        );
    }
}

#[test]
fn searches_beside_a_writer_see_one_state_or_the_next() {
    let rounds: usize = std::env::var("SOSIK_ROUNDS").map_or(4, |n| n.parse().unwrap());
    let place = Place::new(&[]);
    edition(&place, "ferry");
    place.run();
    let (done, searches) = (AtomicBool::new(false), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let found = sosik(&place, &["search", "sails", "-n", "100", "--json"]);
                    let said = String::from_utf8(found.stdout).unwrap();
                    let errors = String::from_utf8_lossy(&found.stderr);
                    assert!(found.status.success(), "{errors}{said}");
                    assert_eq!(said.lines().count(), FILES + 1, "{errors}{said}");
                    let of = |word: &str| {
                        said.lines()
                            .filter(|l| l.contains(&format!("The {word} sails")))
                            .count()
                    };
                    let counts = (of("ferry"), of("tug"));
                    assert!(counts == (FILES, 0) || counts == (0, FILES), "{counts:?}");
                    searches.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for round in 0..rounds {
            edition(&place, ["tug", "ferry"][round % 2]);
            let corpus = place.corpus.to_string_lossy();
            let args: &[&str] = match round % 4 {
                3 => &["index", &corpus, "--full"],
                _ => &["index", &corpus],
            };
            let output = sosik(&place, args);
            let failed = !output.status.success();
            if failed || round + 1 == rounds {
                done.store(true, Ordering::Relaxed);
            }
            assert!(!failed, "{}", String::from_utf8_lossy(&output.stderr));
        }
    });
    let searches = searches.load(Ordering::Relaxed);
    assert!(searches >= 8);
    eprintln!("{searches} searches beside {rounds} runs");
}

#[test]
fn the_second_of_two_writers_is_told_who_writes_or_waits() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    place.write("b.txt", COAL);
    let corpus = place.corpus.to_string_lossy().into_owned();
    place.while_another_writes(|end| {
        let output = sosik(&place, &["index", &corpus]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            said.contains(&format!("process {}, since 2", std::process::id())),
            "{said}"
        );
        assert!(said.contains("--wait"), "{said}");

        let mut waits = command(&place, &["index", &corpus, "--wait"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut stopped = command(&place, &["index", &corpus, "--wait"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(700));
        assert!(waits.try_wait().unwrap().is_none(), "it did not wait");
        // Whoever waits can be sent away.
        let sent = Command::new("kill")
            .arg("-INT")
            .arg(stopped.id().to_string())
            .status()
            .unwrap();
        assert!(sent.success());
        assert!(!stopped.wait().unwrap().success());
        end();
        assert!(waits.wait().unwrap().success());
    });
    assert_eq!(place.answers("coal").len(), 1);
}
