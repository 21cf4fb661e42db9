//! Searches of both, alternately: as whole processes, and with the index open.

use std::process::{Command, Stdio};
use std::time::Instant;

use sosik::search::{Group, Library, Sort};

use crate::bare::{Asked, Bare};
use crate::measure::median;
use crate::place::Place;
use crate::queries::Kind;
use crate::table;

/// Whole processes, another query each time; median milliseconds. Only what a query alone can say to both.
pub fn cold(place: &Place, kinds: &[Kind], runs: usize) {
    table::head("cold search, whole process, median ms", "bare tantivy");
    let own = std::env::current_exe().expect("this program's path");
    for kind in kinds {
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for (request, asked) in kind.queries.iter().cycle().take(runs) {
            let (Asked::Typed(words), Sort::Relevance, Group::Article) =
                (asked, request.sort, request.group)
            else {
                continue;
            };
            let mut command = Command::new(env!("CARGO_BIN_EXE_sosik"));
            ours.push(milliseconds(
                command
                    .args(["search", &request.query.to_string(), "--index"])
                    .arg(&place.ours),
            ));
            bare.push(milliseconds(
                Command::new(&own)
                    .arg("bare-search")
                    .arg(&place.bare)
                    .arg(words),
            ));
        }
        if !ours.is_empty() {
            table::line(kind.name, median(ours), median(bare));
        }
    }
}

fn milliseconds(command: &mut Command) -> f64 {
    let begun = Instant::now();
    let ended = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let time = begun.elapsed().as_secs_f64() * 1e3;
    // A program that fails does so fast: its time would be worth nothing.
    assert!(
        ended.expect("the program runs").success(),
        "{command:?} found nothing"
    );
    time
}

/// Runs of each warm query, of which the least counts: it tells what the query costs, not what the machine did beside it.
const REPEATED: usize = 3;

/// The index open in one process, the programs by turns: the first third of a kind's queries warms up, the others are measured.
pub fn warm(library: &Library, bare: &Bare, kinds: &[Kind]) {
    table::head("warm search, ms", "bare tantivy");
    for kind in kinds {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for (at, (request, asked)) in kind.queries.iter().enumerate() {
            let (mut our_time, mut their_time) = (f64::INFINITY, f64::INFINITY);
            for _ in 0..REPEATED {
                our_time = our_time.min(timed(|| library.search(request).expect("an answer")));
                their_time = their_time.min(timed(|| bare.search(asked)));
            }
            if at >= kind.queries.len() / 3 {
                ours.push(our_time);
                theirs.push(their_time);
            }
        }
        if ours.is_empty() {
            println!("| {}: too few such words | | | |", kind.name);
            continue;
        }
        let beside = match kind.beside {
            "" => String::new(),
            beside => format!(" (beside it: {beside})"),
        };
        table::line(
            &format!("{}{beside}, median", kind.name),
            median(ours.clone()),
            median(theirs.clone()),
        );
        table::line(
            &format!("{}, p99 of {}", kind.name, ours.len()),
            ninety_ninth(ours),
            ninety_ninth(theirs),
        );
    }
}

/// Milliseconds.
fn timed<T>(search: impl FnOnce() -> T) -> f64 {
    let begun = Instant::now();
    let found = search();
    let time = begun.elapsed().as_secs_f64() * 1e3;
    std::hint::black_box(found);
    time
}

/// The time that one query in a hundred takes longer than.
fn ninety_ninth(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[(times.len() * 99 / 100).min(times.len() - 1)]
}
