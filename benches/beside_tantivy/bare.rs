//! The bare program: tantivy with one document a passage, one stored field of text, its default tokenizer, its query parser, its
//! snippets. What a search over passages costs at least. Run as a process of its own by the modes `bare-index` and `bare-search`.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use tantivy::collector::TopDocs;
use tantivy::query::{FuzzyTermQuery, Query, QueryParser, RegexQuery};
use tantivy::schema::{Field, STORED, Schema, TEXT, TantivyDocument, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, IndexReader, Searcher, Term, doc};

/// Hits shown, as many as ours shows.
const HITS: usize = 10;

/// A query as the bare program is asked.
#[derive(Debug, Clone)]
pub enum Asked {
    /// In its query language, words joined by AND.
    Typed(String),
    /// Words that begin so.
    Prefix(String),
    /// One letter off.
    Fuzzy(String),
}

/// Indexes a file of passages, one a line.
pub fn index(folder: &Path, passages: &Path) {
    std::fs::create_dir_all(folder).expect("a folder");
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT | STORED);
    let index = Index::create_in_dir(folder, schema.build()).expect("an index");
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut writer = index
        .writer_with_num_threads(threads, threads * 48_000_000)
        .expect("a writer");
    for line in BufReader::new(File::open(passages).expect("the passages")).lines() {
        let document = doc!(text => line.expect("a passage"));
        writer.add_document(document).expect("a passage is added");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merges");
}

/// An open index.
pub struct Bare {
    parser: QueryParser,
    reader: IndexReader,
    text: Field,
}

impl Bare {
    /// Opens the index in a folder.
    pub fn open(folder: &Path) -> Bare {
        let index = Index::open_in_dir(folder).expect("an index");
        let text = index.schema().get_field("text").expect("the field");
        let mut parser = QueryParser::for_index(&index, vec![text]);
        parser.set_conjunction_by_default();
        let reader = index.reader().expect("a reader");
        Bare {
            parser,
            reader,
            text,
        }
    }

    /// The best passages with their snippets, as HTML.
    pub fn search(&self, asked: &Asked) -> Vec<String> {
        let searcher = self.reader.searcher();
        let query: Box<dyn Query> = match asked {
            Asked::Typed(words) => self.parser.parse_query(words).expect("a query"),
            Asked::Prefix(start) => Box::new(
                RegexQuery::from_pattern(&format!("{start}.*"), self.text).expect("a pattern"),
            ),
            Asked::Fuzzy(word) => {
                let term = Term::from_field_text(self.text, word);
                Box::new(FuzzyTermQuery::new(term, 1, true))
            }
        };
        let snippets =
            SnippetGenerator::create(&searcher, &*query, self.text).expect("a maker of snippets");
        let top = TopDocs::with_limit(HITS).order_by_score();
        let found = searcher.search(&query, &top).expect("an answer");
        found
            .into_iter()
            .map(|(_, address)| {
                let document: TantivyDocument = searcher.doc(address).expect("a stored passage");
                let text = document.get_first(self.text).and_then(|v| v.as_str());
                snippets.snippet(text.unwrap_or_default()).to_html()
            })
            .collect()
    }

    /// What is searched.
    pub fn searcher(&self) -> (Searcher, Field) {
        (self.reader.searcher(), self.text)
    }
}
