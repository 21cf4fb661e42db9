//! How fast an article is split and attributed, on one core, beside a pass of Unicode word segmentation over the same text; and
//! whether the time grows with the length only: long texts, one long paragraph, marks that never close.
//!
//! `cargo bench --bench voices`

mod generated;

use std::time::Instant;

use generated::{Corpus, Format};
use sosik::article::{Article, Digest, Origin, RawArticle, RawBlock, RawText};
use sosik::attribute::attribute;
use sosik::resolve::resolve;
use sosik::source::Registry;
use sosik::split::split;
use unicode_segmentation::UnicodeSegmentation;

/// Articles that the rate is measured on.
const ARTICLES: usize = 500;

/// A text of so many bytes, from some news.
type MakeText = fn(&str, usize) -> String;

fn main() {
    let registry = Registry::builtin();
    // The automaton of names is built at first use: not a part of the rate.
    voices(&article("Once.", &registry), &registry);
    let work = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    let corpus = Corpus::new(ARTICLES);
    corpus
        .write(work.path(), Some(Format::Text))
        .expect("a corpus");
    let mut texts = Vec::new();
    for entry in walkdir::WalkDir::new(work.path())
        .sort_by_file_name()
        .into_iter()
        .flatten()
    {
        if entry.path().extension().is_some_and(|e| e == "txt") {
            texts.push(std::fs::read_to_string(entry.path()).expect("text"));
        }
    }
    let articles: Vec<Article> = texts.iter().map(|t| article(t, &registry)).collect();
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let ours = best(|| articles.iter().map(|a| voices(a, &registry)).sum());
    let words = best(|| {
        articles
            .iter()
            .map(|a| a.text.unicode_words().count())
            .sum()
    });
    let rate = |seconds: f64| bytes as f64 / 1e6 / seconds;
    println!(
        "{:.1} MB in {} articles, one core",
        bytes as f64 / 1e6,
        articles.len()
    );
    println!("split and attribute  {:.1} MB/s", rate(ours));
    println!(
        "word segmentation    {:.1} MB/s, ratio {:.2}",
        rate(words),
        words / ours
    );

    println!("growth of the time when the text doubles (2.0 is linear)");
    let news = &texts[0];
    let cases: [(&str, MakeText); 6] = [
        ("many paragraphs", |news, n| {
            format!("Title\n{}", news.repeat(n / news.len() + 1))
        }),
        ("one paragraph", |news, n| {
            format!(
                "Title\n{}",
                news.replace('\n', " ").repeat(n / news.len() + 1)
            )
        }),
        ("unclosed marks", |_, n| {
            format!("Title\n{}", "he said “ ".repeat(n / 12))
        }),
        ("straight marks", |_, n| {
            format!("Title\n{}", "\" a".repeat(n / 3))
        }),
        ("open brackets", |_, n| {
            format!("Title\n{}", "[Yonhap ".repeat(n / 8))
        }),
        ("credits only", |_, n| {
            format!("Title\n{}", "[Yonhap]\n".repeat(n / 9))
        }),
    ];
    for (name, text) in cases {
        let time = |size: usize| {
            let article = article(&text(news, size), &registry);
            best(|| voices(&article, &registry))
        };
        let (small, large) = (time(1 << 20), time(2 << 20));
        println!(
            "  {name:<16} {:.2}, {:.1} MB/s",
            large / small,
            2.0 * 1.048576 / large
        );
    }
}

fn article(text: &str, registry: &Registry) -> Article {
    let mut lines = text.lines();
    let origin = Origin {
        path: "x.txt".into(),
        record: 0,
        format: "text".into(),
        digest: Digest::of(b""),
    };
    let mut raw = RawArticle::new(origin);
    let raw_text = |text: &str| RawText {
        text: text.into(),
        at: None,
        line: None,
    };
    raw.title = lines.next().map(raw_text);
    let paragraphs = lines.map(str::trim).filter(|l| !l.is_empty());
    raw.body = paragraphs
        .map(|l| RawBlock::paragraph(raw_text(l)))
        .collect();
    resolve(raw, registry)
}

fn voices(article: &Article, registry: &Registry) -> usize {
    attribute(article, split(article), registry).len()
}

/// The least time of three runs: what the machine's other work did not disturb.
fn best(mut work: impl FnMut() -> usize) -> f64 {
    let runs = (0..3).map(|_| {
        let begun = Instant::now();
        std::hint::black_box(work());
        begun.elapsed().as_secs_f64()
    });
    runs.fold(f64::INFINITY, f64::min)
}
