//! Runs the program as a user does: each `tests/transcripts/*.txt` is some command lines after `$ `, each with its exact
//! output. Lines of stderr begin with `2> `, `[exit N]` ends what did not end with 0, lines before the first command say
//! what it is about. README's console blocks are run the same way (stderr unmarked, as on a screen).
//! `BLESS=1 cargo test --test transcripts` writes what came.
//!
//! A transcript runs in a folder of its own that holds a copy of `corpus/` and its index.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const BIN: &str = env!("CARGO_BIN_EXE_sosik");

#[test]
fn transcripts_are_true() {
    let folder = project().join("tests/transcripts");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let said = std::fs::read_to_string(&file).unwrap();
        let came = replay(&said, &Room::with_index(), true);
        settle(&file, &said, &came, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn readme_is_true() {
    let file = project().join("README.md");
    let said = std::fs::read_to_string(&file).unwrap();
    let mut came = String::new();
    let mut rest = said.as_str();
    let room = Room::with_corpus();
    while let Some((before, block)) = rest.split_once("```console\n") {
        let (block, after) = block.split_once("```").expect("a console block ends");
        write!(
            came,
            "{before}```console\n{}```",
            replay(block, &room, false)
        )
        .unwrap();
        rest = after;
    }
    came.push_str(rest);
    let mut wrong = Vec::new();
    settle(&file, &said, &came, &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A folder with a copy of the sample corpus.
struct Room(TempDir);

impl Room {
    fn with_corpus() -> Room {
        let room = Room(tempfile::tempdir().unwrap());
        copy(&project().join("corpus"), &room.0.path().join("corpus"));
        room
    }

    fn with_index() -> Room {
        let room = Room::with_corpus();
        let made = room.command("sosik index").output().unwrap();
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        room
    }

    fn command(&self, line: &str) -> Command {
        let bin = Path::new(BIN).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new("sh");
        command
            .args(["-c", line])
            .current_dir(self.0.path())
            .env_clear()
            .env("PATH", format!("{}:{path}", bin.display()))
            .env("LC_ALL", "C.UTF-8")
            .env("COLUMNS", "88");
        command
    }
}

fn replay(said: &str, room: &Room, mark_stderr: bool) -> String {
    let mut came = String::new();
    let mut lines = said.lines();
    for line in lines.by_ref().take_while(|line| !line.starts_with("$ ")) {
        writeln!(came, "{line}").unwrap();
    }
    for line in said.lines().filter(|line| line.starts_with("$ ")) {
        if !came.is_empty() && !came.ends_with("\n\n") {
            came.push('\n');
        }
        let output = room.command(&line[2..]).output().unwrap();
        writeln!(came, "{line}").unwrap();
        came.push_str(&steady(
            &String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
        ));
        for error in String::from_utf8(output.stderr)
            .expect("UTF-8 on stderr")
            .lines()
        {
            let error = steady(error);
            writeln!(came, "{}{error}", if mark_stderr { "2> " } else { "" }).unwrap();
        }
        let code = output.status.code().expect("no signal");
        if code != 0 && mark_stderr {
            writeln!(came, "[exit {code}]").unwrap();
        }
    }
    came
}

/// Output without what differs from run to run (times, sizes) and what rises with each change of a stage (versions, scores).
fn steady(text: &str) -> String {
    let rules = [
        (r"\(\d+\.\d s\)", "(0.0 s)"),
        (r#""seconds":[0-9.e-]+"#, r#""seconds":0"#),
        (r"(?m)^(size +)[0-9.]+ [kM]?B$", "${1}0 kB"),
        (r#""bytes":\d+"#, r#""bytes":0"#),
        (r"(?m)^(versions +).*$", "${1}..."),
        (r"\(version \d+\)", "(version 0)"),
        (r#""version":\d+"#, r#""version":0"#),
        (r#""score":[0-9.]+"#, r#""score":0"#),
    ];
    let mut text = text.to_string();
    for (pattern, instead) in rules {
        let pattern = regex::Regex::new(pattern).unwrap();
        text = pattern.replace_all(&text, instead).into_owned();
    }
    text
}

fn settle(file: &Path, said: &str, came: &str, wrong: &mut Vec<String>) {
    if said == came {
        return;
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(file, came).unwrap();
        return;
    }
    let at = said.lines().zip(came.lines()).position(|(a, b)| a != b);
    let at = at.unwrap_or_else(|| said.lines().count().min(came.lines().count()));
    let line = |text: &str| {
        text.lines()
            .nth(at)
            .unwrap_or("(no more lines)")
            .to_string()
    };
    wrong.push(format!(
        "{}:{}: what came is not what stands there (BLESS=1 writes it)\n  stands: {}\n  came:   {}",
        file.display(),
        at + 1,
        line(said),
        line(came)
    ));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
