//! What other spellings of names cost: how long a query takes to be read into patterns, and to be answered, over an index of a
//! million distinct terms, beside the same query with `--exact`. Half of the terms read as Korean, which is the worst case: they
//! are what the sounds of a name are looked for among; and a name stands in every third article, in either script, so that what is
//! answered is long as well.
//!
//! `cargo bench --bench names`; with `-- WORD ...` only these queries. `SOSIK_NAMES_BENCH=FOLDER` keeps the corpus and its index there
//! for the next run.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Instant;

use sosik::error::Error;
use sosik::index::{Folder, Searcher, Widening};
use sosik::ingest::{Options, Silent, ingest};
use sosik::name::Lexicon;
use sosik::query::Expr;
use sosik::search::{Library, Request};

/// Articles, and what each holds beside the words of all.
const ARTICLES: usize = 100_000;
const RARE_WORDS: usize = 11;
/// Runs of each query; the middle one counts.
const RUNS: usize = 15;

const QUERIES: [&str; 14] = [
    "Kim Jong-un",
    "\"Kim Jong-un\"",
    "김정은",
    "Pak Sol-mi",
    "Myong Ryo-hwan",
    "Ryanggang",
    "Kaesong",
    "Torangpo",
    "North Hamgyong",
    "inminban",
    "조선중앙통신",
    "사회",
    "coal Kim Jong-un border",
    "\"North Korea\" NEAR/8 Kim",
];

const ONSETS: [&str; 14] = [
    "k", "n", "t", "r", "m", "p", "s", "j", "ch", "h", "g", "d", "b", "",
];
const VOWELS: [&str; 10] = ["a", "o", "u", "i", "e", "ae", "yo", "ya", "eo", "wa"];
const CODAS: [&str; 7] = ["", "n", "ng", "l", "m", "k", ""];
const COMMON: [&str; 22] = [
    "coal",
    "border",
    "market",
    "the",
    "of",
    "Kim Jong-un",
    "North Korea",
    "rice",
    "Pak Sol-mi",
    "Hwang",
    "river",
    "said",
    "Kim",
    "조선중앙통신은",
    "사회는",
    "인민의",
    "김정은이",
    "DPRK",
    "North Hamgyong",
    "Ri",
    "in",
    "통신",
];

/// A linear congruence (Knuth's MMIX): the same words at each run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }

    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// A word that reads as Korean, or one of letters at random, or Hangul.
fn rare(random: &mut Random) -> String {
    let mut word = String::new();
    match random.below(4) {
        0 | 1 => {
            for _ in 0..2 + random.below(3) {
                word += random.pick(&ONSETS);
                word += random.pick(&VOWELS);
                word += random.pick(&CODAS);
            }
        }
        2 => (0..6 + random.below(5))
            .for_each(|_| word.push((b'a' + random.below(26) as u8) as char)),
        _ => (0..2).for_each(|_| {
            let syllable = 0xac00 + random.below(11172) as u32;
            word.extend(char::from_u32(syllable));
        }),
    }
    if random.below(2) == 0 && word.is_ascii() {
        word = word[..1].to_uppercase() + &word[1..];
    }
    word
}

fn corpus(path: &Path) -> usize {
    let mut random = Random(4);
    let mut distinct = std::collections::HashSet::new();
    let mut lines = String::new();
    for _ in 0..ARTICLES {
        let mut text = String::new();
        for at in 0..RARE_WORDS * 2 {
            let word = match at % 2 {
                0 => random.pick(&COMMON).to_string(),
                _ => {
                    let word = rare(&mut random);
                    distinct.insert(word.to_lowercase());
                    word
                }
            };
            text += &word;
            text.push(' ');
        }
        writeln!(lines, "{}", serde_json::json!({ "text": text })).expect("a string");
    }
    if !path.exists() {
        std::fs::write(path, lines).expect("a corpus");
    }
    distinct.len()
}

/// What this thread has cost, in milliseconds: a busy machine does not count. The clock where /proc does not tell.
fn spent() -> f64 {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    // A thread's own account is brought up to date when it gives way.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|t| t.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(
        || BEGUN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3,
        |n| n / 1e6,
    )
}

/// The middle of some runs, in milliseconds.
fn time(mut f: impl FnMut()) -> f64 {
    let runs = (0..RUNS).map(|_| {
        let begun = spent();
        f();
        spent() - begun
    });
    let mut runs: Vec<f64> = runs.collect();
    runs.sort_by(f64::total_cmp);
    runs[runs.len() / 2]
}

fn main() {
    let temporary = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let kept = std::env::var_os("SOSIK_NAMES_BENCH").map(PathBuf::from);
    let work = kept.unwrap_or(temporary.path().to_path_buf());
    let (folder, index) = (work.join("corpus"), work.join("index"));
    std::fs::create_dir_all(&folder).expect("a folder");
    let distinct = corpus(&folder.join("all.jsonl"));
    ingest(&folder, &index, &Options::default(), &Silent).expect("an index");
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    println!(
        "{distinct} distinct rare words in {ARTICLES} articles; middle of {RUNS} runs, CPU milliseconds\n"
    );
    println!(
        "{:32} {:>8} {:>8} | {:>8} {:>8} {:>6}",
        "query", "read", "exact", "answered", "exact", "ratio"
    );

    let library = Library::open(&index).expect("an index");
    let manifest = Folder::new(&index).manifest().expect("a manifest");
    let current = manifest.and_then(|m| m.current).expect("a generation");
    let searcher = Searcher::open(&index.join(current)).expect("an index");
    let lexicon = Lexicon::builtin();
    let names = |name: &str| Err(Error::UnknownName(name.to_string()));
    let all = QUERIES.map(str::to_string).to_vec();
    for query in if asked.is_empty() { all } else { asked } {
        let expr: Expr = query.parse().expect("a query");
        let read = |exact: bool| {
            let widening = Widening {
                exact,
                ..Widening::default()
            };
            time(|| {
                black_box(
                    searcher
                        .plan(&expr, widening, &lexicon, &names)
                        .expect("a plan"),
                );
            })
        };
        let answer = |exact: bool| {
            let request = Request {
                exact,
                ..Request::new(expr.clone())
            };
            time(|| {
                black_box(library.search(&request).expect("an answer"));
            })
        };
        let (read, read_exact) = (read(false), read(true));
        let (all, exact) = (answer(false), answer(true));
        println!(
            "{query:32} {read:8.2} {read_exact:8.2} | {all:8.2} {exact:8.2} {:6.2}",
            all / exact
        );
    }
}
