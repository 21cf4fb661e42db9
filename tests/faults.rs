//! Nothing is lost: whatever fails, the index answers as its last commit left it, what is wrong is named with its remedy, and
//! the next run mends it. What only root can stage (a full disk, another user) is skipped elsewhere, with a line that says so.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod place;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use place::{COAL, FERRY, Place};
use sosik::Error;
use sosik::ingest::{Options, Progress, ingest};

const BIN: &str = env!("CARGO_BIN_EXE_sosik");

#[test]
fn a_missing_or_empty_corpus_removes_nothing() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    fs::rename(&place.corpus, place.corpus.with_file_name("away")).unwrap();
    assert!(matches!(
        place.try_run(&Options::default()),
        Err(Error::Corpus(_))
    ));
    fs::create_dir(&place.corpus).unwrap();
    assert!(matches!(
        place.try_run(&Options::default()),
        Err(Error::Corpus(_))
    ));
    assert_eq!(place.answers("ferry").len(), 1);
}

#[test]
fn bad_files_are_named_and_the_rest_is_read() {
    let place = Place::new(&[
        ("good.txt", FERRY),
        ("empty.txt", ""),
        (
            "lines.jsonl",
            "{\"title\": \"One\", \"text\": \"A ferry.\"}\n{\"title\": broken\n{\"title\": \"Three\", \"text\": \"A ferry too.\"}\n",
        ),
    ]);
    fs::write(
        place.corpus.join("utf8.txt"),
        b"Title\n\nNot \xff\xfe valid \xc3\x28.\n",
    )
    .unwrap();
    fs::write(place.corpus.join("nul.txt"), [0u8; 4096]).unwrap();
    let report = place.run();
    let skipped: Vec<&str> = report.skipped.iter().map(|s| s.path.as_str()).collect();
    assert_eq!(skipped, ["empty.txt", "lines.jsonl:2", "utf8.txt"]);
    assert_eq!(report.passed_over, 1);
    assert_eq!(report.articles, 3);
    let again = place.run();
    assert_eq!(
        again.skipped, report.skipped,
        "an unchanged bad file is named again"
    );
}

#[test]
fn an_article_over_the_limit_is_named_with_the_flag_that_raises_it() {
    let place = Place::new(&[
        ("good.txt", FERRY),
        ("large.txt", &"A long line of words. ".repeat(100)),
    ]);
    let mut options = Options::default();
    options.limits.article_bytes = 1000;
    let report = place.try_run(&options).unwrap();
    assert_eq!(report.articles, 1);
    assert!(
        report.skipped[0].reason.contains("--max-article-size"),
        "{:?}",
        report.skipped
    );
}

#[test]
fn a_folder_that_is_not_ours_is_never_touched() {
    let place = Place::new(&[("a.txt", FERRY)]);
    fs::create_dir(&place.index).unwrap();
    fs::write(place.index.join("thesis.doc"), "my only copy").unwrap();
    assert!(matches!(
        place.try_run(&Options {
            full: true,
            ..Options::default()
        }),
        Err(Error::Index(_))
    ));
    assert_eq!(fs::read_dir(&place.index).unwrap().count(), 1);
}

#[test]
fn a_second_writer_is_told_who_holds_the_lock() {
    let place = Place::new(&[("a.txt", FERRY)]);
    place.run();
    place.write("b.txt", COAL);
    place.while_another_writes(|end| {
        let Err(Error::Locked(message)) = place.try_run(&Options::default()) else {
            panic!("the lock was not seen")
        };
        assert!(
            message.contains(&format!("process {}", std::process::id())),
            "{message}"
        );
        assert_eq!(place.answers("ferry").len(), 1, "readers do not wait");
        end();
    });
    assert_eq!(place.answers("coal").len(), 1);
}

/// Runs a line of shell in which `$SOSIK` is the program.
fn shell(line: &str, folder: &Path) -> Output {
    Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("SOSIK", BIN)
        .env_remove("SOSIK_INDEX")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0)
}

fn skip(why: &str) {
    eprintln!("SKIPPED: {why}");
}

/// The name of a command that runs another as nobody; `None`, said aloud, where that can't be.
fn as_nobody(place: &Place) -> Option<&'static str> {
    if !is_root() {
        return Some("");
    }
    let folder = place.corpus.parent().unwrap();
    let nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups";
    let ready = shell(
        &format!("chmod 755 . && {nobody} \"$SOSIK\" --version"),
        folder,
    );
    if !ready.status.success() {
        skip("this is root and can't run the program as nobody");
        return None;
    }
    Some(nobody)
}

/// A corpus that takes a debug build a moment to read.
fn many(articles: usize) -> Place {
    let place = Place::new(&[]);
    for n in 0..articles {
        let text = format!(
            "Ferry {n}\n\n{}",
            format!("The ferry {n} left the harbour of word{}.\n\n", n % 97).repeat(40)
        );
        place.write(&format!("f{:02}/{n}.txt", n % 20), &text);
    }
    place
}

#[test]
fn a_file_that_can_not_be_read_now_keeps_its_articles() {
    let place = Place::new(&[
        ("a.txt", FERRY),
        ("b.txt", COAL),
        ("c/d.txt", "Tug\n\nA tug came.\n"),
    ]);
    let Some(nobody) = as_nobody(&place) else {
        return;
    };
    let folder = place.corpus.parent().unwrap();
    place.run();
    for path in ["a.txt", "c"] {
        fs::set_permissions(place.corpus.join(path), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // Another size: both are to be read again.
    fs::OpenOptions::new()
        .append(true)
        .open(place.corpus.join("b.txt"))
        .unwrap();
    let output = match nobody {
        "" => shell("$SOSIK index corpus", folder),
        _ => shell(
            &format!(
                "chown -R 65534 corpus index && touch corpus/a.txt && {nobody} $SOSIK index corpus"
            ),
            folder,
        ),
    };
    fs::set_permissions(place.corpus.join("c"), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("a.txt: no permission to read it"),
        "{}",
        said(&output)
    );
    assert!(
        said(&output).contains("c: no permission to read it"),
        "{}",
        said(&output)
    );
    for word in ["ferry", "coal", "tug"] {
        assert_eq!(place.answers(word).len(), 1, "{word}");
    }
}

/// Does something to the corpus between the walk and the reading.
struct Meanwhile<F: Fn() + Sync>(F);

impl<F: Fn() + Sync> Progress for Meanwhile<F> {
    fn start(&self, _: u64, _: u64) {
        (self.0)();
    }
}

#[test]
fn a_file_that_vanishes_before_it_is_read_is_named_and_its_articles_stay() {
    let place = Place::new(&[("a.txt", FERRY), ("b/c.txt", COAL)]);
    place.run();
    place.write("b/c.txt", &COAL.replace("north", "south"));
    let gone = Meanwhile(|| fs::remove_dir_all(place.corpus.join("b")).unwrap());
    let report = ingest(&place.corpus, &place.index, &Options::default(), &gone).unwrap();
    assert_eq!(report.skipped.len(), 1);
    assert!(report.skipped[0].reason.contains("run `sosik index` again"));
    assert_eq!(place.answers("coal north").len(), 1);
    let report = place.run();
    assert_eq!((report.removed, report.skipped.len()), (1, 0));
}

#[test]
fn a_file_that_changes_while_it_is_read_is_named_and_read_again() {
    let place = Place::new(&[("a.txt", FERRY), ("b.txt", COAL)]);
    let grown = Meanwhile(|| place.write("b.txt", &format!("{COAL}\nA late tug.\n")));
    let report = ingest(&place.corpus, &place.index, &Options::default(), &grown).unwrap();
    assert_eq!(report.skipped.len(), 1);
    assert_eq!(report.skipped[0].path, "b.txt");
    let report = place.run();
    assert_eq!((report.articles, report.skipped.len()), (2, 0));
    assert_eq!(place.answers("tug").len(), 1);
}

#[test]
fn a_clock_that_jumps_hides_no_change() {
    let place = Place::new(&[("a.txt", FERRY), ("b.txt", COAL)]);
    let day = Duration::from_secs(86_400);
    let set = |path: &str, time: SystemTime| {
        let file = fs::File::options()
            .write(true)
            .open(place.corpus.join(path))
            .unwrap();
        file.set_modified(time).unwrap();
    };
    let times = [
        SystemTime::now() + 9000 * day,
        SystemTime::UNIX_EPOCH,
        SystemTime::UNIX_EPOCH - day,
    ];
    for (n, &time) in times.iter().enumerate() {
        set("a.txt", time);
        set("b.txt", time);
        place.run();
        assert_eq!(place.run().unchanged, 2);
        place.write("a.txt", &FERRY.replace("Monday", &format!("day{n}")));
        let report = place.run();
        assert_eq!((report.changed, report.unchanged), (1, 1));
        assert_eq!(place.answers(&format!("day{n}")).len(), 1);
    }
}

#[test]
fn few_open_files_are_an_error_with_a_remedy_and_not_a_pile_of_skipped_files() {
    let place = many(60);
    let folder = place.corpus.parent().unwrap();
    let output = shell("ulimit -n 12; $SOSIK index corpus", folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("ulimit -n"), "{}", said(&output));
    assert!(said(&output).lines().count() == 1, "{}", said(&output));
    assert_eq!(place.run().articles, 60);
}

#[test]
fn a_limit_of_file_sizes_is_an_error_with_a_remedy() {
    let place = many(60);
    let folder = place.corpus.parent().unwrap();
    let output = shell("ulimit -f 8; $SOSIK index corpus", folder);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(said(&output).contains("ulimit -f"), "{}", said(&output));
    assert_eq!(place.run().articles, 60);
}

#[test]
fn a_read_only_index_is_searched_and_not_written() {
    let place = Place::new(&[("a.txt", FERRY)]);
    let Some(nobody) = as_nobody(&place) else {
        return;
    };
    place.run();
    let folder = place.corpus.parent().unwrap();
    shell("chmod -R a-w index", folder);
    let found = shell(&format!("{nobody} $SOSIK search ferry -l"), folder);
    assert_eq!(
        String::from_utf8_lossy(&found.stdout),
        "a.txt\n",
        "{}",
        said(&found)
    );
    for command in ["status", "sources"] {
        let told = shell(&format!("{nobody} $SOSIK {command}"), folder);
        assert!(told.status.success(), "{}", said(&told));
    }
    let output = shell(&format!("{nobody} $SOSIK index corpus"), folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("the index folder can't be written"),
        "{}",
        said(&output)
    );
    shell("chmod -R u+w index", folder);
}

/// A disk of its own, unmounted at the end.
struct Disk(PathBuf);

impl Disk {
    fn new(at: &Path, size: &str) -> Option<Disk> {
        fs::create_dir_all(at).unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(at)
            .output();
        if !mount.is_ok_and(|o| o.status.success()) {
            skip("a full disk can be staged by root only");
            return None;
        }
        Some(Disk(at.to_path_buf()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk_is_said_and_what_was_committed_stands() {
    let place = Place::new(&[("first.txt", FERRY)]);
    let Some(_disk) = Disk::new(&place.index, "640k") else {
        return;
    };
    place.run();
    let files = |folder: &Path| {
        let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
        let mut names: Vec<PathBuf> = entries.map(|e| e.into_path()).collect();
        names.sort();
        names
    };
    let (before, answers) = (files(&place.index), place.answers("ferry"));
    let mut word = 1u64;
    for n in 0..60 {
        let mut text = format!("Tug {n}\n\n");
        for _ in 0..400 {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text.push_str(&format!("{:x} ", word >> 24));
        }
        place.write(&format!("more/{n}.txt"), &text);
    }
    let folder = place.corpus.parent().unwrap();
    for command in ["index corpus", "index corpus --full"] {
        let output = shell(&format!("$SOSIK {command}"), folder);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(
            said(&output).contains("make room and run `sosik index` again"),
            "{}",
            said(&output)
        );
        assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
        assert_eq!(place.answers("ferry"), answers);
        assert_eq!(files(&place.index), before, "{command}");
    }
    fs::remove_dir_all(place.corpus.join("more")).unwrap();
    assert_eq!(place.run().unchanged, 1);
}
