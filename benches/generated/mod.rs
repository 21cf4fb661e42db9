//! A corpus made up anew at each run, the same for the same size, an article at a time: invented words with Zipfian frequencies over
//! a vocabulary that grows with the corpus, articles with a median of 600 words, blocks with credits, quotations, near and exact
//! copies, one in twenty Korean, names in several spellings, in the formats that people have, and planted words.

pub mod article;
mod pages;
pub mod planted;
mod random;
mod words;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use article::{OUTLETS, article};
use words::Vocabulary;

/// Articles a folder, of which each hundred lies in formats as `format` says.
const FOLDER: usize = 500;

/// How an article lies on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A file an article.
    Text,
    /// A saved page an article.
    Html,
    /// A file an article.
    Markdown,
    /// A line an article.
    Json,
    /// A row an article.
    Table,
    /// A blog's export, an item an article.
    Export,
    /// A feed, an item an article.
    Feed,
}

impl Format {
    /// That of an article in a mixed corpus: mostly files of their own, some in files of many.
    fn mixed(number: usize) -> Format {
        match number % 100 {
            0..45 => Format::Text,
            45..65 => Format::Html,
            65..80 => Format::Markdown,
            80..94 => Format::Json,
            94..96 => Format::Table,
            96..98 => Format::Export,
            _ => Format::Feed,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Json => "jsonl",
            Format::Table => "csv",
            Format::Export => "wxr",
            Format::Feed => "rss",
        }
    }

    fn is_alone(self) -> bool {
        matches!(self, Format::Text | Format::Html | Format::Markdown)
    }

    fn frame(self) -> (String, &'static str) {
        match self {
            Format::Table => (pages::COLUMNS.to_string(), ""),
            Format::Export => (
                pages::CHANNEL.to_string() + pages::EXPORT,
                pages::CHANNEL_END,
            ),
            Format::Feed => (pages::CHANNEL.to_string(), pages::CHANNEL_END),
            _ => (String::new(), ""),
        }
    }
}

/// Articles by number.
pub struct Corpus {
    words: Vocabulary,
    articles: usize,
}

impl Corpus {
    /// A corpus of so many articles, none of which is made yet.
    pub fn new(articles: usize) -> Corpus {
        Corpus {
            words: Vocabulary::new(articles),
            articles,
        }
    }

    /// An article as it lies in a file.
    pub fn page(&self, number: usize, format: Format) -> String {
        let article = article(&self.words, number);
        match format {
            Format::Text => pages::text(&article),
            Format::Html => pages::html(&article),
            Format::Markdown => pages::markdown(&article),
            Format::Json => pages::json_line(&article),
            Format::Table => pages::row(&article),
            Format::Export | Format::Feed => pages::item(&article),
        }
    }

    /// Writes all articles into `folder`, in one format or mixed; returns the bytes of the files. Memory holds one article.
    pub fn write(&self, folder: &Path, only: Option<Format>) -> io::Result<u64> {
        let mut bytes = 0;
        let mut open: Option<(Format, BufWriter<File>)> = None;
        for number in 0..self.articles {
            let within = folder.join(format!("part-{:04}", number / FOLDER));
            if number % FOLDER == 0 {
                bytes += close(&mut open)?;
                fs::create_dir_all(&within)?;
            }
            let format = only.unwrap_or_else(|| Format::mixed(number));
            if open
                .as_ref()
                .is_none_or(|o| o.0 != format || format.is_alone())
            {
                bytes += close(&mut open)?;
                let path = within.join(format!("{number:06}.{}", format.ending()));
                let mut file = BufWriter::new(File::create(path)?);
                file.write_all(format.frame().0.as_bytes())?;
                bytes += format.frame().0.len() as u64;
                open = Some((format, file));
            }
            if let Some((_, file)) = &mut open {
                let page = self.page(number, format);
                file.write_all(page.as_bytes())?;
                bytes += page.len() as u64;
            }
        }
        bytes += close(&mut open)?;
        fs::write(folder.join("sources.toml"), sources())?;
        Ok(bytes)
    }
}

/// Ends the file that is open; returns the bytes of its end.
fn close(open: &mut Option<(Format, BufWriter<File>)>) -> io::Result<u64> {
    let Some((format, mut file)) = open.take() else {
        return Ok(0);
    };
    let end = format.frame().1;
    file.write_all(end.as_bytes())?;
    file.flush()?;
    Ok(end.len() as u64)
}

/// The outlets, declared as a user would.
fn sources() -> String {
    let entry = |name: &&str| {
        let host = name.to_lowercase().replace(' ', "");
        format!(
            "[[source]]\nname = \"{name}\"\ndomains = [\"{host}.example\"]\nkind = \"newspaper\"\n\n"
        )
    };
    OUTLETS.iter().map(entry).collect()
}
