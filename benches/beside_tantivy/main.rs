//! The whole program beside bare tantivy on the same passages, in one run on one machine, alternately: building, updating, cold and
//! warm searches. Prints tables in Markdown; what to trust on a machine with other work are the ratios.
//!
//! `cargo bench --bench beside_tantivy -- [ARTICLES] [FOLDER]` (default 1000; 10000 are 60 MB). What is made lies in a temporary
//! folder under target/, or stays in FOLDER, where the next run of the same size finds the corpus. `make ARTICLES FOLDER` only
//! makes corpus, passages, and queries for `beside_others.sh`.

mod bare;
mod building;
mod checks;
#[path = "../generated/mod.rs"]
mod generated;
#[path = "../measure/mod.rs"]
mod measure;
mod place;
mod queries;
mod searches;
mod table;

use std::path::Path;

use sosik::search::Library;

use bare::{Asked, Bare};
use place::Place;

/// Queries of each kind that are asked warm.
const WARM: usize = 300;
/// Whole processes of each kind.
const COLD: usize = 31;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments {
        ["bare-index", folder, passages] => bare::index(Path::new(folder), Path::new(passages)),
        ["bare-search", folder, words] => {
            for snippet in Bare::open(Path::new(folder)).search(&Asked::Typed(words.to_string())) {
                println!("{snippet}");
            }
        }
        ["make", articles, folder] => make(number(articles), Path::new(folder)),
        [articles, folder] => compare(number(articles), Path::new(folder)),
        [] | [_] => {
            let work = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
            compare(arguments.first().map_or(1000, |n| number(n)), work.path());
        }
        _ => panic!("arguments: [ARTICLES] [FOLDER]"),
    }
}

fn number(argument: &str) -> usize {
    argument.parse().expect("ARTICLES is a number")
}

/// Makes what programs of other kinds can be compared on.
fn make(articles: usize, folder: &Path) {
    let place = Place::make(folder, articles);
    place.clear();
    bare::index(&place.bare, &place.passages);
    let kinds = queries::kinds(&Bare::open(&place.bare), &place.passages, WARM);
    let file = folder.join(format!("queries-{articles}.tsv"));
    std::fs::write(file, queries::for_others(&kinds, COLD)).expect("the queries are written");
}

fn compare(articles: usize, folder: &Path) {
    let place = Place::make(folder, articles);
    println!(
        "{articles} articles, {:.1} MB, {} passages\n\n{}",
        place.bytes as f64 / 1e6,
        place.count,
        measure::machine()
    );
    building::builds(&place, if articles > 20_000 { 1 } else { 3 });
    let library = Library::open(&place.ours).expect("our index");
    let bare = Bare::open(&place.bare);
    checks::planted(&library, articles);
    let kinds = queries::kinds(&bare, &place.passages, WARM);
    searches::cold(&place, &kinds, COLD);
    searches::warm(&library, &bare, &kinds);
    building::updates(&place, 5);
}
