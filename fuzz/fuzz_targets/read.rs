//! Any bytes in any format, the first one choosing it: articles or named faults; what is said to stand verbatim in the file does.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sosik::read::{Limits, read};
use sosik::source::Registry;

const LIMITS: Limits =
    Limits { article_bytes: 1 << 20, file_bytes: 8 << 20, expanded_bytes: 64 << 20, ratio: 100, depth: 4, records: 1000, seconds: 5 };

const NAMES: [&str; 19] = [
    "x.txt", "x.md", "x.html", "x.jsonl", "x.json", "x", "x.gz", "x.zip", "x.tar", "x.warc", "x.mhtml", "x.eml", "x.mbox", "x.csv",
    "x.xml", "x.rss", "x.epub", "x.docx", "x.odt",
];

/// The one reader that `SOSIK_FUZZ_NAME=x.warc` asks for; then all bytes are the file's.
static NAME: LazyLock<Option<&'static str>> = LazyLock::new(|| {
    let asked = std::env::var("SOSIK_FUZZ_NAME").ok()?;
    Some(*NAMES.iter().find(|&&n| n == asked).expect("a name of the list"))
});

fuzz_target!(|bytes: &[u8]| {
    let chosen = *NAME;
    let (name, body) = match (chosen, bytes.split_first()) {
        (Some(name), _) => (name, bytes),
        (None, Some((&format, body))) => (NAMES[format as usize % NAMES.len()], body),
        (None, None) => return,
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    std::fs::write(&file, body).expect("a file");
    let _ = read(&file, name, &Registry::default(), &LIMITS, &|_| {}, &mut |found| {
        let Ok(article) = found else { return };
        let texts = article.title.iter().chain(article.body.iter().map(|b| &b.text));
        for text in texts {
            assert!(!text.text.is_empty());
            if let Some(at) = text.at {
                assert_eq!(body.get(at as usize..at as usize + text.text.len()), Some(text.text.as_bytes()));
            }
        }
        for block in &article.body {
            assert!(block.inlines.iter().all(|i| block.text.text.get(i.span.range()).is_some()));
            assert!(block.quotes.iter().all(|q| (*q as usize) < article.quotes.len()));
        }
    });
});
