//! Owns the formats: which file is read by which reader, and the limits that all share. Refuses to guess what a file does not say.

mod builder;
mod byline;
pub(crate) mod charset;
mod fields;
mod front;
pub(crate) mod html;
mod jsonl;
mod markdown;
mod naming;
mod scan;
mod sniff;
mod tags;
mod text;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::article::{Digest, RawArticle};
use crate::error::{Error, Result, Skipped};

/// Bounds that no file passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one article (one file, or one record of a file of many).
    pub article_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            article_bytes: 64 << 20,
        }
    }
}

impl Limits {
    /// Whether an article of so many bytes may be read; if not, what is wrong and which flag mends it.
    /// Spans count in 32 bits, and a legacy charset may double in UTF-8: above 2 GiB no flag helps.
    pub(crate) fn check(&self, bytes: u64) -> std::result::Result<(), String> {
        let most = self.article_bytes.min(1 << 31);
        if bytes <= most {
            return Ok(());
        }
        let remedy = if bytes > 1 << 31 {
            "split it"
        } else {
            "raise it with --max-article-size"
        };
        Err(format!(
            "an article of {} is above the limit of {}; {remedy}",
            mebibytes(bytes),
            mebibytes(most)
        ))
    }
}

fn mebibytes(bytes: u64) -> String {
    if bytes < 1 << 20 {
        return format!("{bytes} bytes");
    }
    // Rounded up, so that what is above a limit never prints as the limit.
    let tenths = (bytes * 10).div_ceil(1 << 20);
    match tenths % 10 {
        0 => format!("{} MiB", tenths / 10),
        rest => format!("{}.{rest} MiB", tenths / 10),
    }
}

/// What reading a file came to, beside the articles it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Read; the digest is of all its bytes.
    Read(Digest),
    /// A binary: passed over.
    Binary,
}

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// CommonMark with front matter, one article a file.
    Markdown,
    /// A saved page.
    Html,
    /// JSON Lines, a JSON array or object of articles.
    Json,
}

impl Format {
    /// The name that [`crate::article::Origin::format`] and `sosik formats` use.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Json => "json",
        }
    }

    /// Its usual file name endings, lower case.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Text => &["txt", "text"],
            Format::Markdown => &["md", "markdown", "mdown", "mkd"],
            Format::Html => &["html", "htm", "xhtml"],
            Format::Json => &["jsonl", "ndjson", "json"],
        }
    }

    /// By what it is told where the ending says nothing.
    pub fn content(self) -> &'static str {
        match self {
            Format::Text => "text of any other kind",
            Format::Markdown => "front matter between lines of --- or +++",
            Format::Html => "a doctype, or html, head or body elements",
            Format::Json => "an object, or an array of objects, with names",
        }
    }

    /// Rises with each change of what the reader makes of a file: articles read by another version are read anew.
    pub fn version(self) -> u32 {
        match self {
            Format::Html => 2,
            Format::Text | Format::Markdown | Format::Json => 1,
        }
    }
}

/// All formats.
pub fn formats() -> &'static [Format] {
    &[Format::Text, Format::Markdown, Format::Html, Format::Json]
}

/// What takes the articles and the bad records of a file, as they come.
type Sink<'a> = dyn FnMut(std::result::Result<RawArticle, Skipped>) + 'a;

/// Reads the file at `abs`, giving each article or bad record to `sink` as it comes. `path` is what ids and messages name.
///
/// # Errors
/// If the file can't be opened, is broken as a whole, or passes a limit.
pub fn read(
    abs: &Path,
    path: &str,
    limits: &Limits,
    sink: &mut dyn FnMut(std::result::Result<RawArticle, Skipped>),
) -> Result<Outcome> {
    let io = |e| Error::io(path, e);
    let mut file = File::open(abs).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    let mut head = Vec::with_capacity(sniff::HEAD);
    (&mut file)
        .take(sniff::HEAD as u64)
        .read_to_end(&mut head)
        .map_err(io)?;
    if head.is_empty() {
        return Err(Error::file(path, "empty file"));
    }
    let Some(format) = sniff::format(path, &head) else {
        return Ok(Outcome::Binary);
    };
    if format == Format::Json && !charset::is_utf16(&head[..head.len() & !1]) {
        let digest = jsonl::read(head.as_slice().chain(file), path, limits, sink)?;
        return Ok(Outcome::Read(digest));
    }
    limits.check(size).map_err(|e| Error::file(path, e))?;
    let mut bytes = head;
    bytes.reserve(
        usize::try_from(size)
            .unwrap_or(0)
            .saturating_sub(bytes.len()),
    );
    // A file may grow while it is read; a device has no size.
    let room = limits.article_bytes.saturating_add(1);
    (&mut file).take(room).read_to_end(&mut bytes).map_err(io)?;
    limits
        .check(bytes.len() as u64)
        .map_err(|e| Error::file(path, e))?;
    if sniff::is_binary(&bytes) {
        return Ok(Outcome::Binary);
    }
    let digest = Digest::of(&bytes);
    match format {
        Format::Text => text::read(&bytes, path, digest, sink)?,
        Format::Markdown => markdown::read(&bytes, path, digest, sink)?,
        Format::Html => html::read(&bytes, path, limits, sink)?,
        Format::Json => {
            let decoded = charset::decode(&bytes, None).map_err(|e| Error::file(path, e))?;
            jsonl::read(decoded.text.as_bytes(), path, limits, sink)?;
        }
    }
    Ok(Outcome::Read(digest))
}

/// The one article of a plain text.
#[cfg(test)]
fn read_text_for_tests(text: &str) -> RawArticle {
    read_for_tests("a.txt", text.as_bytes()).0.remove(0)
}

/// What a file of that name and content gives.
#[cfg(test)]
fn read_for_tests(name: &str, bytes: &[u8]) -> (Vec<RawArticle>, Vec<Skipped>, Result<Outcome>) {
    let dir = tempfile::tempdir().unwrap();
    let abs = dir.path().join("file");
    std::fs::write(&abs, bytes).unwrap();
    let (mut articles, mut skipped) = (Vec::new(), Vec::new());
    let limits = Limits {
        article_bytes: 4 << 20,
    };
    let outcome = read(&abs, name, &limits, &mut |found| match found {
        Ok(article) => articles.push(article),
        Err(bad) => skipped.push(bad),
    });
    (articles, skipped, outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, bytes: &[u8]) -> String {
        let (articles, _, outcome) = read_for_tests(name, bytes);
        match outcome {
            Ok(Outcome::Binary) => "binary".to_string(),
            Ok(Outcome::Read(digest)) => {
                assert_eq!(digest, Digest::of(bytes));
                format!("{} read", articles.len())
            }
            Err(e) => e.to_string(),
        }
    }

    #[test]
    fn each_bad_file_says_what_is_wrong_and_what_mends_it() {
        assert_eq!(said("a/b.txt", b""), "a/b.txt: empty file");
        assert_eq!(said("b.txt", b" \n\t\n"), "b.txt: no text");
        assert_eq!(said("b.json", b"  "), "b.json: no text");
        assert_eq!(said("b.txt", &[0; 9000]), "binary");
        assert_eq!(said("b.jsonl", &[0; 9000]), "binary");
        assert_eq!(said("b.txt", b"%PDF-1.7 words"), "binary");
        assert_eq!(
            said("b.txt", b"hello \xff\xfe world"),
            "b.txt: not valid UTF-8 at byte 6 (line 1); convert it or mend the file"
        );
        assert_eq!(
            said("b.txt", &vec![b'a'; (4 << 20) + 1]),
            "b.txt: an article of 4.1 MiB is above the limit of 4 MiB; raise it with --max-article-size"
        );
        let (_, _, outcome) = read_for_tests("b.txt", b"words");
        assert!(outcome.is_ok());
        let missing = read(
            Path::new("/nowhere/b.txt"),
            "b.txt",
            &Limits::default(),
            &mut |_| {},
        );
        assert!(missing.unwrap_err().to_string().starts_with("b.txt: "));
    }

    #[test]
    fn korean_text_of_old_archives_is_read_without_offsets() {
        let text =
            "장마당의 쌀값\n\n주민들은 쌀값이 올랐다고 말했다.\n시장 관리원들도 그렇게 말했다.\n";
        let (bytes, _, _) = encoding_rs::EUC_KR.encode(text);
        let (articles, _, _) = read_for_tests("a.txt", &bytes);
        let article = &articles[0];
        assert_eq!(
            article.title.as_ref().map(|t| t.text.as_str()),
            Some("장마당의 쌀값")
        );
        assert_eq!((article.body.len(), article.body[0].text.at), (2, None));
        assert_eq!(article.body[1].text.line, Some(4));
    }

    #[test]
    fn every_ending_belongs_to_one_format() {
        let mut endings: Vec<&str> = formats()
            .iter()
            .flat_map(|f| f.extensions())
            .copied()
            .collect();
        let all = endings.len();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), all);
    }
}
