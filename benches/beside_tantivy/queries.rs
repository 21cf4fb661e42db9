//! The queries of each kind: many different words of it, taken from the passages by how common they are. The same words at each run.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use sosik::query::Expr;
use sosik::search::{Group, Request, Sort};

use super::bare::{Asked, Bare};
use crate::generated::article::{OUTLETS, PEOPLE, PLACES};

/// Queries of one kind.
pub struct Kind {
    /// What is typed, such as `phrase`.
    pub name: &'static str,
    /// What the bare program is asked instead, where it knows no such thing.
    pub beside: &'static str,
    /// The queries, ours and the bare program's.
    pub queries: Vec<(Request, Asked)>,
}

/// Passages that words are taken from.
const SAMPLE: usize = 4000;

/// The queries of all kinds, at most so many each.
pub fn kinds(bare: &Bare, passages: &Path, most: usize) -> Vec<Kind> {
    let words = Words::read(bare, passages);
    let (rare, mid, common) = (
        words.within(3.0 / words.passages, 20.0 / words.passages, most),
        words.within(0.001, 0.01, most),
        words.within(0.02, 0.3, most),
    );
    let grammar = words.within(0.3, 1.0, most);
    let plain = |name, words: &[String]| Kind {
        name,
        beside: "",
        queries: words
            .iter()
            .map(|w| (typed(w), Asked::Typed(w.clone())))
            .collect(),
    };
    // What the bare program lacks is compared with the words alone.
    let filtered = |name, make: &dyn Fn(usize, &str) -> Request| Kind {
        name,
        beside: "the word alone",
        queries: (common.iter().enumerate())
            .map(|(at, w)| (make(at, w), Asked::Typed(w.clone())))
            .collect(),
    };
    let pairs = |name,
                 beside,
                 span,
                 ours: &dyn Fn(&[&str]) -> String,
                 theirs: &dyn Fn(&[&str]) -> String| Kind {
        name,
        beside,
        queries: (words.runs(span, most).iter())
            .map(|run| (typed(&ours(run)), Asked::Typed(theirs(run))))
            .collect(),
    };
    let quoted = |run: &[&str]| format!("\"{}\"", run.join(" "));
    let ends = |run: &[&str], join: &str| format!("{}{join}{}", run[0], run[run.len() - 1]);
    vec![
        plain("term, rare (in 3 to 20 passages)", &rare),
        plain("term, in 0.1 to 1% of passages", &mid),
        plain("term, in 2 to 30%", &common),
        plain("term, in more than 30%", &grammar),
        pairs("AND of two", "", 6, &|r| ends(r, " "), &|r| ends(r, " ")),
        pairs("OR of two", "", 6, &|r| ends(r, " OR "), &|r| {
            ends(r, " OR ")
        }),
        pairs("phrase of two", "", 2, &quoted, &quoted),
        pairs("phrase of three", "", 3, &quoted, &quoted),
        pairs(
            "NEAR/8",
            "phrase with a slop of 8",
            4,
            &|r| ends(r, " NEAR/8 "),
            &|r| format!("\"{}\"~8", ends(r, " ")),
        ),
        Kind {
            name: "prefix of four letters",
            beside: "regex",
            queries: (words.starts(&mid).into_iter())
                .map(|s| (typed(&format!("{s}*")), Asked::Prefix(s)))
                .collect(),
        },
        Kind {
            name: "fuzzy, one letter off",
            beside: "fuzzy term",
            queries: (mid.iter().map(|w| misspelt(w)))
                .map(|w| (typed(&format!("{w}~1")), Asked::Fuzzy(w)))
                .collect(),
        },
        names(),
        filtered("term 2 to 30%, source filter", &|at, w| {
            typed(&format!("{w} source:\"{}\"", OUTLETS[at % OUTLETS.len()]))
        }),
        filtered("term 2 to 30%, date filter", &|at, w| {
            typed(&format!("{w} date:{}", 2010 + at % 14))
        }),
        filtered("term 2 to 30%, newest first", &|_, w| Request {
            sort: Sort::Newest,
            ..typed(w)
        }),
        filtered("term 2 to 30%, not grouped", &|_, w| Request {
            group: Group::None,
            ..typed(w)
        }),
    ]
}

/// The queries that any program understands, a line each: kind, tab, words or a phrase in quotation marks.
pub fn for_others(kinds: &[Kind], most: usize) -> String {
    let plain = kinds.iter().filter(|k| k.beside.is_empty());
    let lines = plain.flat_map(|kind| {
        kind.queries
            .iter()
            .take(most)
            .filter_map(|(_, asked)| match asked {
                Asked::Typed(words) if !words.contains(" OR ") => {
                    Some(format!("{}\t{words}\n", kind.name))
                }
                _ => None,
            })
    });
    lines.collect()
}

fn typed(query: &str) -> Request {
    Request::new(query.parse::<Expr>().expect("a query"))
}

/// Names in one spelling each; the bare program is given all spellings that the corpus has.
fn names() -> Kind {
    let all = PEOPLE.iter().chain(&PLACES);
    let queries = all.flat_map(|spellings| {
        let each: Vec<String> = spellings.iter().map(|s| format!("\"{s}\"")).collect();
        let any = Asked::Typed(each.join(" OR "));
        spellings.iter().map(move |s| (typed(s), any.clone()))
    });
    Kind {
        name: "name in any spelling",
        beside: "its 3 or 4 spellings, OR of phrases",
        queries: queries.collect(),
    }
}

fn is_part_of_name(word: &str) -> bool {
    let mut written = PEOPLE
        .iter()
        .chain(&PLACES)
        .flat_map(|s| s.iter())
        .chain(&OUTLETS);
    written.any(|name| {
        let name = name.to_lowercase();
        name.split(|c: char| !c.is_alphanumeric())
            .any(|part| part == word)
    })
}

fn misspelt(word: &str) -> String {
    let (head, tail) = word.split_at(word.len() / 2);
    format!("{head}x{}", &tail[1..])
}

/// Words with the count of passages that have them, and passages to take neighbours from.
struct Words {
    counts: HashMap<String, f64>,
    passages: f64,
    sample: Vec<Vec<String>>,
}

impl Words {
    fn read(bare: &Bare, passages: &Path) -> Words {
        let (searcher, text) = bare.searcher();
        let mut counts = HashMap::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(text).expect("postings");
            let mut terms = inverted.terms().stream().expect("a dictionary");
            while let Some((term, info)) = terms.next() {
                let word = String::from_utf8_lossy(term);
                if word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()) {
                    *counts.entry(word.into_owned()).or_default() += f64::from(info.doc_freq);
                }
            }
        }
        let total = searcher.num_docs() as usize;
        let lines = BufReader::new(File::open(passages).expect("the passages")).lines();
        let sample = (lines.map_while(Result::ok).step_by(total / SAMPLE + 1))
            .map(|line| line.split(' ').map(str::to_string).collect());
        Words {
            counts,
            passages: total as f64,
            sample: sample.collect(),
        }
    }

    /// Words in such a share of the passages, spread over all of them.
    fn within(&self, least: f64, most: f64, take: usize) -> Vec<String> {
        let is_within = |count: f64| (least..most).contains(&(count / self.passages));
        let all = self.counts.iter().filter(|(_, count)| is_within(**count));
        // The bare program cuts spellings at their marks (T'ak): such parts are no words of ours.
        let all = all.map(|(word, _)| word).filter(|w| !is_part_of_name(w));
        let mut all: Vec<String> = all.cloned().collect();
        all.sort();
        spread(&all, take).into_iter().cloned().collect()
    }

    /// Words that stand side by side somewhere, the first and the last of them less common than grammar.
    fn runs(&self, length: usize, take: usize) -> Vec<Vec<&str>> {
        let is_word = |w: &str| w.bytes().all(|b| b.is_ascii_lowercase());
        let telling = |w: &str| self.counts.get(w).is_some_and(|n| n / self.passages < 0.1);
        let runs = self.sample.iter().filter_map(|passage| {
            let run = passage.windows(length).find(|run| {
                run.iter().all(|w| is_word(w)) && telling(&run[0]) && telling(&run[length - 1])
            })?;
            Some(run.iter().map(String::as_str).collect())
        });
        let all: Vec<Vec<&str>> = runs.collect();
        spread(&all, take).into_iter().cloned().collect()
    }

    fn starts(&self, words: &[String]) -> Vec<String> {
        let mut starts: Vec<String> = words
            .iter()
            .filter_map(|w| w.get(..4))
            .map(str::to_string)
            .collect();
        starts.dedup();
        starts
    }
}

fn spread<T>(all: &[T], take: usize) -> Vec<&T> {
    all.iter().step_by(all.len() / take.max(1) + 1).collect()
}
