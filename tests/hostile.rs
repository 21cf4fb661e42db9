//! What is out to do harm: text that would steer a terminal, and queries that would run for ever. Each is answered, and nothing
//! of it reaches a terminal raw.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// Steers, turns, hides: nothing of this may be printed as it is.
const EVIL: &str = "alpha \u{1b}[31mred\u{1b}[0m \u{1b}]8;;http://x.example/\u{1b}\\here\u{1b}]8;;\u{1b}\\ \u{7} \u{9b}2J \u{202e}abc\u{202c} \u{2066}iso\u{2069} zero\u{200b}width \u{feff} \u{7f} \u{b} \u{2028} \u{e0041}";

fn indexed() -> TempDir {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().join("corpus/evil");
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write(
        "a.txt",
        &format!(
            "Title {EVIL}\nBy Mal{EVIL}, The \u{1b}[1mOutlet, 3 May 2019\n\n{EVIL} beta\n\n“{EVIL} quoted,” said Mallory \u{1b}[5mBlink.\n\n[\u{1b}[7mBracket]\n"
        ),
    );
    write(
        "na\u{1b}[31mme\u{202e}.txt",
        "Plain\n\nNothing but alpha in here.\n",
    );
    write(
        "b.jsonl",
        r#"{"title":"T\u001b[31m \u202e","text":"alpha \u0000 \u009b2J \u2067 end","source":"Out\u001b[31mlet","author":"\u202eA","url":"http://x.example/\u001b[31m"}"#,
    );
    write(
        "zalgo.txt",
        &format!("Z\n\nalpha z{}algo\n", "\u{30d}\u{489}".repeat(500)),
    );
    let made = sosik(&room, &["index"]);
    assert!(made.0 == 0, "{}", made.1);
    room
}

/// Exit code, then all that was printed on both streams.
fn sosik(room: &TempDir, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_sosik"))
        .args(arguments)
        .current_dir(room.path())
        .env_remove("SOSIK_INDEX")
        .output()
        .unwrap();
    let mut printed = output.stdout;
    printed.extend(output.stderr);
    (
        output.status.code().expect("no signal"),
        String::from_utf8(printed).expect("UTF-8"),
    )
}

/// Text without the colours that are ours.
fn without_colors(text: &str) -> String {
    let color = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    color.replace_all(text, "").into_owned()
}

fn assert_harmless(what: &str, printed: &str) {
    let harmful = |c: char| c != '\n' && sosik::render::harmless::is_harmful(c);
    let raw: Vec<char> = printed.chars().filter(|c| harmful(*c)).collect();
    assert!(raw.is_empty(), "{what}: {raw:?} in {printed}");
    // JSON is not drawn, so it may hold what is only too high.
    let heap = "\u{30d}\u{489}".repeat(5);
    let drawn = !what.contains("--json");
    assert!(!drawn || !printed.contains(&heap), "{what}: heaped marks");
}

#[test]
fn nothing_of_the_corpus_reaches_a_terminal_raw() {
    let room = indexed();
    let found = sosik(
        &room,
        &["search", "alpha", "--json", "--group", "none", "-n", "50"],
    )
    .1;
    let mut ids: Vec<String> = found
        .lines()
        .filter_map(|line| Some(line.split_once("\"id\":\"")?.1.get(..16)?.to_string()))
        .collect();
    ids.dedup();
    assert!(ids.len() >= 4, "{found}");
    let mut commands: Vec<Vec<&str>> = vec![
        vec!["search", "alpha"],
        vec!["search", "alpha", "--explain", "--group", "none"],
        vec!["search", "--kind", "quotation", "alpha"],
        vec!["search", "alpha", "-l"],
        vec!["search", "alpha", "--json"],
        vec!["search", "alpha nothere\u{1b}[31m\u{202e}"],
        vec!["search", "\u{1b}[31m\"\u{202e}alpha"],
        vec!["search", "alpha", "--source", "\u{1b}[31m\u{202e}x"],
        vec!["sources"],
        vec!["sources", "--json"],
        vec!["status"],
        vec!["passages", "corpus/evil/a.txt"],
        vec!["passages", "corpus/evil/b.jsonl", "--json"],
        vec!["passages", "no\u{1b}[31msuch"],
    ];
    for id in &ids {
        commands.push(vec!["show", id]);
        commands.push(vec!["show", id, "--json"]);
    }
    for command in &commands {
        let plain = sosik(&room, command);
        assert_harmless(&format!("{command:?}"), &plain.1);
        // Colours have to be taken away to look; nobody can tell ours from theirs unless theirs are shown as text.
        let mut colored = command.clone();
        colored.extend(["--color", "always"]);
        let colored = without_colors(&sosik(&room, &colored).1);
        assert_eq!(colored, plain.1, "{command:?}");
    }
}

#[test]
fn queries_that_would_run_for_ever_are_answered_or_refused_with_the_limit() {
    let room = indexed();
    let words = |n: usize| (0..n).map(|i| format!("w{i}")).collect::<Vec<_>>();
    let refused = [
        ("alpha ".repeat(20_000), "a query may have 100000 bytes"),
        ("a ".repeat(10_001), "more than 10000 words"),
        ("(".repeat(99_000), "nested more than 200 deep"),
        ("NOT ".repeat(20_000) + "a", "nested more than 200 deep"),
        (
            "alpha NEAR/9999 ".repeat(5_000) + "alpha",
            "more than 16 NEARs",
        ),
        (
            format!("\"{}\"~9999", "alpha ".repeat(5_000)),
            "may have 32 words",
        ),
        (
            format!("\"{}\"", "alpha ".repeat(9_000)),
            "a phrase may have 1000 words",
        ),
    ];
    for (query, limit) in &refused {
        let (code, said) = sosik(&room, &["search", "--", query]);
        assert_eq!(code, 2, "{limit}");
        assert!(
            said.contains(limit),
            "{limit}: {}",
            &said[..said.len().min(300)]
        );
        assert!(said.len() < 1000, "{limit}: {} bytes said", said.len());
    }
    let answered = [
        (words(9_000).join(" "), 1),
        (words(9_000).join(" OR "), 1),
        (format!("alpha -{}", words(9_000).join(" -")), 0),
        ("alpha ".repeat(9_000), 0),
        (format!("\"{}\"", "alpha ".repeat(900)), 1),
        ("a".repeat(99_000), 1),
        ("a".repeat(50_000) + "~2", 1),
        ("a* b* c* e* ".repeat(500) + "a*", 1),
        (words(500).join("~2 OR ") + "zz~2", 2),
        ("가".repeat(30_000), 1),
    ];
    for (query, code) in &answered {
        let (came, said) = sosik(&room, &["search", "-c", "--", query]);
        assert_eq!(
            came,
            *code,
            "{}: {}",
            &query[..10],
            &said[..said.len().min(300)]
        );
    }
}
