//! The whole program beside bare tantivy, in one run on one machine: indexing (CPU, wall, bytes on disk) and cold searches of
//! whole processes. Prints ratios; absolute figures are only for orientation.
//!
//! `cargo bench --bench beside_tantivy -- [ARTICLES]` (default 2000). CPU times are read from /proc, so on Linux only.

mod generated;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use sosik::ingest::{Options, Silent, ingest, read_file};
use sosik::read::Limits;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, Schema, TEXT, TantivyDocument};
use tantivy::{Index, doc};

/// Runs of each cold search.
const COLD_RUNS: usize = 21;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    if let [mode, folder, words] = arguments.as_slice()
        && mode == "bare-search"
    {
        return bare_search(Path::new(folder), words);
    }
    let articles: usize = arguments
        .first()
        .and_then(|n| n.parse().ok())
        .unwrap_or(2000);
    let work = tempfile::tempdir().expect("a temporary folder");
    let (corpus, ours, bare) = (
        work.path().join("corpus"),
        work.path().join("ours"),
        work.path().join("bare"),
    );
    let bytes = generated::write(&corpus, articles).expect("the corpus is written");
    let passages = passages(&corpus);
    let mb = bytes as f64 / 1e6;
    println!(
        "{articles} articles, {mb:.1} MB, {} passages, {} cores",
        passages.len(),
        std::thread::available_parallelism().map_or(1, |n| n.get())
    );

    let bare_cost = cost(|| bare_index(&bare, &passages));
    let our_cost = cost(|| {
        ingest(&corpus, &ours, &Options::default(), &Silent).expect("the corpus is indexed");
    });
    let unchanged = cost(|| {
        ingest(&corpus, &ours, &Options::default(), &Silent).expect("the corpus is unchanged");
    });
    println!("index          sosik      bare tantivy   ratio");
    println!(
        "  CPU s/MB     {:<10.4} {:<14.4} {:.2}",
        our_cost.cpu / mb,
        bare_cost.cpu / mb,
        our_cost.cpu / bare_cost.cpu
    );
    println!(
        "  MB/s         {:<10.1} {:<14.1} {:.2}",
        mb / our_cost.wall,
        mb / bare_cost.wall,
        bare_cost.wall / our_cost.wall
    );
    let (our_size, bare_size) = (
        size(&ours) as f64 / bytes as f64,
        size(&bare) as f64 / bytes as f64,
    );
    println!(
        "  bytes/byte   {our_size:<10.2} {bare_size:<14.2} {:.2}",
        our_size / bare_size
    );
    println!(
        "  unchanged    {:.3} of a full build's time",
        unchanged.wall / our_cost.wall
    );

    println!("cold search    sosik ms   bare tantivy   ratio");
    for words in [
        generated::RARE,
        generated::COMMON,
        "balquet zuvexorin",
        "bon",
    ] {
        let (mut our_times, mut bare_times) = (Vec::new(), Vec::new());
        for _ in 0..COLD_RUNS {
            our_times.push(process(
                Command::new(env!("CARGO_BIN_EXE_sosik"))
                    .args(["search", words, "--index"])
                    .arg(&ours),
            ));
            let own = std::env::current_exe().expect("this program's path");
            bare_times.push(process(
                Command::new(own).arg("bare-search").arg(&bare).arg(words),
            ));
        }
        let (a, b) = (median(our_times), median(bare_times));
        println!("  {words:<20} {a:<10.1} {b:<10.1} {:.2}", a / b);
    }
}

/// The texts of all passages, as the pipeline cuts them.
fn passages(corpus: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for file in files(corpus) {
        read_file(&file, Some(corpus), &Limits::default(), &mut |read| {
            let (article, passages) = read.expect("a generated file is well-formed");
            texts.extend(
                passages
                    .iter()
                    .map(|p| p.span.of(&article.text).to_string()),
            );
        })
        .expect("a generated file is read");
    }
    texts
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    entries
        .filter(|e| e.file_type().is_file())
        .map(|e| e.into_path())
        .collect()
}

fn bare_index(folder: &Path, passages: &[String]) {
    std::fs::create_dir_all(folder).expect("a folder");
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT | STORED);
    let index = Index::create_in_dir(folder, schema.build()).expect("an index");
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut writer = index
        .writer_with_num_threads(threads, threads * 48_000_000)
        .expect("a writer");
    for passage in passages {
        writer
            .add_document(doc!(text => passage.as_str()))
            .expect("a passage is added");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merges");
}

fn bare_search(folder: &Path, words: &str) {
    let index = Index::open_in_dir(folder).expect("an index");
    let text = index.schema().get_field("text").expect("the field");
    let mut parser = QueryParser::for_index(&index, vec![text]);
    parser.set_conjunction_by_default();
    let searcher = index.reader().expect("a reader").searcher();
    let query = parser.parse_query(words).expect("a query");
    for (_, address) in searcher
        .search(&query, &TopDocs::with_limit(10).order_by_score())
        .expect("an answer")
    {
        let found: TantivyDocument = searcher.doc(address).expect("a stored passage");
        println!("{found:?}");
    }
}

struct Cost {
    cpu: f64,
    wall: f64,
}

fn cost(work: impl FnOnce()) -> Cost {
    let (cpu, begun) = (cpu_seconds(), Instant::now());
    work();
    Cost {
        cpu: cpu_seconds() - cpu,
        wall: begun.elapsed().as_secs_f64(),
    }
}

/// User and system time of this process, all threads, in seconds: fields 14 and 15 of proc(5)'s stat, in ticks of 1/100 s.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after_name
        .split_whitespace()
        .filter_map(|f| f.parse().ok())
        .collect();
    // The state letter does not parse, so field 4 of the page is the first here.
    fields
        .get(10)
        .zip(fields.get(11))
        .map_or(0.0, |(user, system)| (user + system) / 100.0)
}

fn process(command: &mut Command) -> f64 {
    let begun = Instant::now();
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program runs");
    begun.elapsed().as_secs_f64() * 1e3
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn size(folder: &Path) -> u64 {
    files(folder)
        .iter()
        .filter_map(|f| f.metadata().ok())
        .map(|m| m.len())
        .sum()
}
