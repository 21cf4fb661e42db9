//! Where a run keeps its corpus, its passages and both indexes.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use sosik::attribute::attribute;
use sosik::read::{Limits, read};
use sosik::resolve::resolve;
use sosik::source::Registry;
use sosik::split::split;

use crate::generated::Corpus;

/// The folders and files of a run.
pub struct Place {
    /// The articles.
    pub corpus: PathBuf,
    /// Bytes of the articles' files.
    pub bytes: u64,
    /// All their passages as our pipeline cuts them, one a line.
    pub passages: PathBuf,
    /// How many.
    pub count: usize,
    /// Our index.
    pub ours: PathBuf,
    /// The bare program's.
    pub bare: PathBuf,
    folder: PathBuf,
}

impl Place {
    /// Makes the corpus in `folder`; what an earlier run made of the same size is taken as it is.
    pub fn make(folder: &Path, articles: usize) -> Place {
        let corpus = folder.join(format!("corpus-{articles}"));
        let passages = folder.join(format!("passages-{articles}.txt"));
        if !passages.exists() {
            let _ = fs::remove_dir_all(&corpus);
            Corpus::new(articles)
                .write(&corpus, None)
                .expect("the corpus is written");
            let aside = folder.join("passages.part");
            cut(&corpus, &aside);
            fs::rename(aside, &passages).expect("the passages are kept");
        }
        Place {
            bytes: size(&corpus),
            count: fs::read(&passages)
                .expect("the passages")
                .iter()
                .filter(|b| **b == b'\n')
                .count(),
            ours: folder.join("ours"),
            bare: folder.join("bare"),
            folder: folder.to_path_buf(),
            corpus,
            passages,
        }
    }

    /// Removes both indexes.
    pub fn clear(&self) {
        for index in [&self.ours, &self.bare] {
            if index.exists() {
                fs::remove_dir_all(index).expect("an index is removed");
            }
        }
        // What is still to be written to disk of an earlier run is no part of the next.
        let _ = fs::File::open(&self.folder).and_then(|f| f.sync_all());
    }
}

/// Writes all passages of a corpus, each stage called once an article.
fn cut(corpus: &Path, into: &Path) {
    let mut out = BufWriter::new(fs::File::create(into).expect("a file"));
    let registry = Registry::load(corpus).expect("the outlets");
    for file in files(corpus).filter(|f| f.extension().is_none_or(|e| e != "toml")) {
        let path = file.strip_prefix(corpus).expect("a file of the corpus");
        let path = path.to_str().expect("a path of ASCII");
        read(
            &file,
            path,
            &registry,
            &Limits::default(),
            &|_| {},
            &mut |raw| {
                let article = resolve(raw.expect("a generated record is well-formed"), &registry);
                for passage in attribute(&article, split(&article), &registry) {
                    let line = passage.span.of(&article.text).replace('\n', " ");
                    writeln!(out, "{line}").expect("a passage is written");
                }
            },
        )
        .expect("a generated file is read");
    }
    out.flush().expect("the passages are written");
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    entries
        .filter(|e| e.file_type().is_file())
        .map(|e| e.into_path())
}

/// Bytes of all files in a folder.
pub fn size(folder: &Path) -> u64 {
    files(folder)
        .filter_map(|f| f.metadata().ok())
        .map(|m| m.len())
        .sum()
}
