//! A corpus and its index in a folder of their own, and invented articles to put there.
#![allow(clippy::unwrap_used, dead_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Barrier;

use sosik::Result;
use sosik::ingest::{Options, Progress, Report, Silent, ingest};
use sosik::query::Expr;
use sosik::search::{Library, Request};

/// The folder goes when this is dropped.
pub struct Place {
    _folder: tempfile::TempDir,
    pub corpus: PathBuf,
    pub index: PathBuf,
}

impl Place {
    pub fn new(files: &[(&str, &str)]) -> Place {
        let folder = tempfile::tempdir().unwrap();
        let place = Place {
            corpus: folder.path().join("corpus"),
            index: folder.path().join("index"),
            _folder: folder,
        };
        fs::create_dir(&place.corpus).unwrap();
        files
            .iter()
            .for_each(|(path, text)| place.write(path, text));
        place
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.corpus.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.corpus.join(path)).unwrap();
    }

    pub fn run(&self) -> Report {
        self.try_run(&Options::default()).unwrap()
    }

    pub fn try_run(&self, options: &Options) -> Result<Report> {
        ingest(&self.corpus, &self.index, options, &Silent)
    }

    /// Does `meanwhile` while a run that has read all holds the lock, and gives what ends that run to it.
    pub fn while_another_writes(&self, meanwhile: impl FnOnce(&dyn Fn())) {
        struct Holding(Barrier);
        impl Progress for Holding {
            fn finishing(&self) {
                self.0.wait();
                self.0.wait();
            }
        }
        let holding = Holding(Barrier::new(2));
        std::thread::scope(|scope| {
            let run = scope.spawn(|| {
                ingest(&self.corpus, &self.index, &Options::default(), &holding).unwrap()
            });
            holding.0.wait();
            meanwhile(&|| {
                holding.0.wait();
            });
            run.join().unwrap();
        });
    }

    /// All hits of a query as `path rank score snippet`, so that two indexes can be compared to the letter.
    pub fn answers(&self, query: &str) -> Vec<String> {
        answers(&self.index, query)
    }
}

pub fn answers(index: &Path, query: &str) -> Vec<String> {
    let request = Request {
        limit: 1000,
        ..Request::new(query.parse::<Expr>().unwrap())
    };
    let results = Library::open(index).unwrap().search(&request).unwrap();
    let line = |h: &sosik::hit::Hit| {
        format!(
            "{} {} {:.4} {:?} {:?}",
            h.article.path, h.passage.id, h.score, h.snippet, h.also_in
        )
    };
    results.hits.iter().map(line).collect()
}

pub const FERRY: &str = "Ferry talks stall\n\nThe ferry did not sail on Monday.\n\nA second ferry waits in the harbour.\n";
pub const COAL: &str = "Coal by rail\n\nCoal went north again.\n\nThe harbour was empty.\n";
pub const QUERIES: [&str; 6] = [
    "ferry",
    "harbour",
    "coal north",
    "ferry OR coal",
    "\"second ferry\"",
    "harbour NOT ferry",
];
