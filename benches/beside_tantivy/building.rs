//! Building and updating: whole processes of both, one after the other, several times.

use std::fs::OpenOptions;
use std::io::Write;
use std::process::Command;

use crate::measure::{Cost, median, run};
use crate::place::{Place, size};
use crate::table;

/// Builds both indexes so many times, alternately, and prints the medians.
pub fn builds(place: &Place, times: usize) {
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..times {
        place.clear();
        ours.push(run(&mut index(place)));
        let own = std::env::current_exe().expect("this program's path");
        bare.push(run(Command::new(own)
            .arg("bare-index")
            .arg(&place.bare)
            .arg(&place.passages)));
    }
    let mb = place.bytes as f64 / 1e6;
    table::head("index", "bare tantivy");
    let line = |what: &str, of: &dyn Fn(&Cost) -> f64| {
        let middle = |costs: &[Cost]| median(costs.iter().map(of).collect());
        table::line(what, middle(&ours), middle(&bare));
    };
    line("CPU, s", &|c| c.cpu);
    line("wall, s", &|c| c.wall);
    line("MB of articles a second", &|c| mb / c.wall);
    line("cores busy", &|c| c.cpu / c.wall);
    line("peak memory, MB", &|c| c.peak);
    let share = |bytes: u64| bytes as f64 / place.bytes as f64;
    table::line(
        "bytes of index a byte of articles",
        share(size(&place.ours)),
        share(size(&place.bare)),
    );
}

/// Runs without a change, and with one article changed, so many times each.
pub fn updates(place: &Place, times: usize) {
    table::head("update", "");
    let unchanged = (0..times).map(|_| run(&mut index(place)).wall).collect();
    table::alone("nothing changed, s", median(unchanged));
    let changed = (0..times).map(|at| {
        let file = place.corpus.join(format!("part-0000/{at:06}.txt"));
        let mut file = OpenOptions::new()
            .append(true)
            .open(file)
            .expect("a text file");
        writeln!(file, "\nA line was added.").expect("a line is added");
        drop(file);
        run(&mut index(place)).wall
    });
    table::alone("one file changed, s", median(changed.collect()));
    table::alone(
        "bytes of index a byte of articles after that",
        size(&place.ours) as f64 / place.bytes as f64,
    );
}

fn index(place: &Place) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sosik"));
    command
        .arg("index")
        .arg(&place.corpus)
        .arg("--index")
        .arg(&place.ours);
    command
}
