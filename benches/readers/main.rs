//! How fast each format is read into an index, in one run: the same articles in every format beside plain text, a packed crawl beside
//! the mere unpacking of it, and the memory that a large crawl takes.
//!
//! `cargo bench --bench readers -- [MB]` (default 200: the size of the large crawl; 2000 is what the program is held to).

mod crawl;
#[path = "../generated/mod.rs"]
mod generated;
#[path = "../measure/mod.rs"]
mod measure;

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use flate2::bufread::MultiGzDecoder;

use generated::{Corpus, Format};
use measure::{Cost, median, run};

/// Articles that the formats are compared on; 2000 are 10 MB of text.
const ARTICLES: usize = 2000;
/// Runs of each, alternately.
const RUNS: usize = 3;
/// The crawl that is unpacked beside, in MB.
const PACKED: u64 = 20;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|a| a != "--bench");
    let large = arguments
        .next()
        .map_or(200, |n| n.parse().expect("MB is a number"));
    let work = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    println!("{}", measure::machine());
    formats(work.path());
    packed_crawl(work.path());
    large_crawl(work.path(), large);
}

/// The same articles in each format: MB of files a second, and articles a second, beside plain text.
fn formats(work: &Path) {
    let all = [
        Format::Text,
        Format::Html,
        Format::Markdown,
        Format::Json,
        Format::Table,
        Format::Export,
        Format::Feed,
    ];
    let corpus = Corpus::new(ARTICLES);
    let sizes = all.map(|format| {
        let folder = work.join(format!("{format:?}"));
        let bytes = corpus
            .write(&folder, Some(format))
            .expect("the corpus is written");
        bytes as f64 / 1e6
    });
    let mut costs = all.map(|_| Vec::new());
    for _ in 0..RUNS {
        for (format, costs) in all.iter().zip(&mut costs) {
            costs.push(index(
                &work.join(format!("{format:?}")),
                &work.join("index"),
                &[],
            ));
        }
    }
    println!(
        "\n| {ARTICLES} articles as | MB of files | MB/s | of text's MB/s | of text's articles/s | CPU s/MB |\n|---|---|---|---|---|---|"
    );
    let walls = costs
        .each_ref()
        .map(|c| median(c.iter().map(|c| c.wall).collect()));
    for (at, format) in all.iter().enumerate() {
        let (rate, text) = (sizes[at] / walls[at], sizes[0] / walls[0]);
        let cpu = median(costs[at].iter().map(|c| c.cpu).collect()) / sizes[at];
        println!(
            "| {format:?} | {:.1} | {rate:.1} | {:.2} | {:.2} | {cpu:.3} |",
            sizes[at],
            rate / text,
            walls[0] / walls[at]
        );
    }
}

/// A crawl packed and not, read alone (`--dry-run`) and indexed, beside unpacking.
fn packed_crawl(work: &Path) {
    let corpus = Corpus::new(ARTICLES);
    let write = |name: &str, packed| {
        let folder = work.join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join(if packed {
            "crawl.warc.gz"
        } else {
            "crawl.warc"
        });
        let bytes =
            crawl::write(&file, &corpus, ARTICLES, PACKED * 1_000_000, packed).expect("a crawl");
        (folder, file, bytes as f64 / 1e6)
    };
    let (packed, file, mb) = write("packed", true);
    let (plain, _, _) = write("plain", false);
    let into = work.join("index");
    let mut times = [(); 5].map(|()| Vec::new());
    for _ in 0..RUNS {
        let costs = [
            unpack(&file),
            index(&packed, &into, &["--dry-run"]),
            index(&plain, &into, &["--dry-run"]),
            index(&packed, &into, &[]),
            index(&plain, &into, &[]),
        ];
        times
            .iter_mut()
            .zip(costs)
            .for_each(|(all, cost)| all.push(cost));
    }
    println!(
        "\n| a crawl of {mb:.0} MB, unpacked | wall s | MB/s | CPU s | CPU in unpackings |\n|---|---|---|---|---|"
    );
    let names = [
        "unpacked by flate2, one core",
        "WARC.gz, `index --dry-run`",
        "WARC, `index --dry-run`",
        "WARC.gz, `index`",
        "WARC, `index`",
    ];
    let alone = median(times[0].iter().map(|c| c.wall).collect());
    for (name, costs) in names.iter().zip(&times) {
        let wall = median(costs.iter().map(|c: &Cost| c.wall).collect());
        let cpu = median(costs.iter().map(|c| c.cpu).collect());
        println!(
            "| {name} | {wall:.3} | {:.1} | {cpu:.2} | {:.1} |",
            mb / wall,
            cpu / alone
        );
    }
}

fn unpack(file: &Path) -> Cost {
    let begun = Instant::now();
    let mut reader = MultiGzDecoder::new(BufReader::new(File::open(file).expect("the crawl")));
    io::copy(&mut reader, &mut io::sink()).expect("whole members");
    let wall = begun.elapsed().as_secs_f64();
    Cost {
        cpu: wall,
        wall,
        peak: 0.0,
    }
}

/// One crawl of many MB: the memory it takes.
fn large_crawl(work: &Path, megabytes: u64) {
    let folder = work.join("large");
    fs::create_dir_all(&folder).expect("a folder");
    // As many pages as fit, so that no text comes twice: pages have some 8 KB.
    let pages = (megabytes as usize * 125).max(1);
    let file = folder.join("crawl.warc");
    let bytes = crawl::write(
        &file,
        &Corpus::new(pages),
        pages,
        megabytes * 1_000_000,
        false,
    )
    .expect("a crawl");
    let cost = index(&folder, &work.join("index"), &[]);
    println!(
        "\na crawl of {:.0} MB: peak memory {:.0} MB, {:.1} MB/s, CPU {:.3} s/MB",
        bytes as f64 / 1e6,
        cost.peak,
        bytes as f64 / 1e6 / cost.wall,
        cost.cpu * 1e6 / bytes as f64
    );
}

/// Indexes a folder anew.
fn index(folder: &Path, into: &Path, flags: &[&str]) -> Cost {
    if into.exists() {
        fs::remove_dir_all(into).expect("the index before is removed");
    }
    run(Command::new(env!("CARGO_BIN_EXE_sosik"))
        .arg("index")
        .arg(folder)
        .arg("--index")
        .arg(into)
        .args(flags))
}
