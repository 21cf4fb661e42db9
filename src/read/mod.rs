//! Owns the reading of a file of the corpus, whatever it holds. Refuses to guess what a file does not say.
//!
//! `sniff` tells the format, `document` hands a document to its reader (a file each) and is what containers call for what they
//! hold, `meter` counts what a file costs and checks it against `limits`.

mod address;
mod builder;
mod byline;
pub(crate) mod charset;
mod content;
mod csv;
mod decoding;
mod disqus;
mod document;
mod docx;
mod email;
mod epub;
mod feed;
mod fields;
mod format;
mod front;
mod gzip;
pub(crate) mod html;
mod http;
mod imprint;
mod indented;
mod inside;
mod jsonl;
mod limits;
mod lines;
mod markdown;
mod masthead;
mod mbox;
mod meter;
mod mhtml;
mod mime;
mod nameplate;
mod naming;
mod odt;
mod parts;
pub mod pdf;
mod prose;
mod quoted;
mod record;
mod scan;
mod signed;
mod site;
mod sniff;
mod surrogates;
mod tags;
mod tar;
mod text;
mod warc;
mod xml;
mod zip;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;

pub use self::format::{Format, formats};
pub use self::limits::Limits;

use self::document::{Document, Facts, Fate, document};
use self::meter::{Meter, fault};
use crate::article::{Digest, RawArticle};
use crate::error::{Error, Result, Skipped};
use crate::source::Registry;

/// What reading a file came to, beside the articles it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Read.
    Read {
        /// Of all its bytes.
        digest: Digest,
        /// How much in it is no article and no fault: pictures, hidden files, a server's errors.
        passed_over: u64,
    },
    /// A binary: passed over.
    Binary,
}

/// What takes the articles and the bad records of a file, as they come.
type Sink<'a> = dyn FnMut(std::result::Result<RawArticle, Skipped>) + 'a;

/// Reads the file at `abs`, giving each article or bad record to `sink` as it comes. `path` is what ids and messages name; `rules`
/// say which column of a table holds what;
/// `watch` is told of each stretch of bytes that was read, which come to the file's size at most.
///
/// # Errors
/// If the file can't be opened, is broken as a whole, or passes a limit. What `sink` has got by then is good.
pub fn read(
    abs: &Path,
    path: &str,
    rules: &Registry,
    limits: &Limits,
    watch: &dyn Fn(u64),
    sink: &mut dyn FnMut(std::result::Result<RawArticle, Skipped>),
) -> Result<Outcome> {
    let io = |e| Error::io(path, e);
    let file = File::open(abs).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    let meter = Meter::new(path, limits, rules, size, watch);
    let whole = Document {
        path,
        facts: &Facts::default(),
        size: Some(size),
    };
    let mut file = BufReader::with_capacity(sniff::HEAD, file);
    let head = file.fill_buf().map_err(io)?;
    if head.starts_with(b"PK") && sniff::format(&whole, head) == Some(Format::Zip) {
        let mut archive = Seekable {
            file,
            meter: &meter,
        };
        zip::read(&mut archive, &whole, &meter, sink)?;
        let mut hasher = blake3::Hasher::new();
        hasher
            .update_reader(File::open(abs).map_err(io)?)
            .map_err(io)?;
        return Ok(Outcome::Read {
            digest: Digest(*hasher.finalize().as_bytes()),
            passed_over: meter.passed_over(),
        });
    }
    let mut input = BufReader::with_capacity(
        256 << 10,
        Outermost {
            file,
            hasher: blake3::Hasher::new(),
            meter: &meter,
        },
    );
    let fate = document(&mut input, &whole, &meter, sink)?;
    if fate == Fate::PassedOver {
        return Ok(Outcome::Binary);
    }
    // What follows an archive's end counts for the digest.
    io::copy(&mut input, &mut io::sink()).map_err(|e| fault(path, e))?;
    Ok(Outcome::Read {
        digest: Digest(*input.into_inner().hasher.finalize().as_bytes()),
        passed_over: meter.passed_over(),
    })
}

/// The file on disk, whose bytes are counted and digested as they pass.
struct Outermost<'a> {
    file: BufReader<File>,
    hasher: blake3::Hasher,
    meter: &'a Meter<'a>,
}

impl Read for Outermost<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.meter.tick().map_err(io::Error::other)?;
        let n = self.file.read(into)?;
        self.hasher.update(&into[..n]);
        self.meter.took(n as u64);
        Ok(n)
    }
}

/// A zip on disk, which is read by its directory, never held.
struct Seekable<'a> {
    file: BufReader<File>,
    meter: &'a Meter<'a>,
}

impl Read for Seekable<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.meter.tick().map_err(io::Error::other)?;
        let n = self.file.read(into)?;
        self.meter.took(n as u64);
        Ok(n)
    }
}

impl Seek for Seekable<'_> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// The one article of a plain text.
#[cfg(test)]
fn read_text_for_tests(text: &str) -> RawArticle {
    read_for_tests("a.txt", text.as_bytes()).0.remove(0)
}

/// What a file of that name and content gives.
#[cfg(test)]
fn read_for_tests(name: &str, bytes: &[u8]) -> (Vec<RawArticle>, Vec<Skipped>, Result<Outcome>) {
    read_with_rules_for_tests(name, bytes, "")
}

/// The same, under a `sources.toml`.
#[cfg(test)]
fn read_with_rules_for_tests(
    name: &str,
    bytes: &[u8],
    rules: &str,
) -> (Vec<RawArticle>, Vec<Skipped>, Result<Outcome>) {
    let rules = Registry::with_rules(rules).unwrap();
    let limits = Limits {
        article_bytes: 4 << 20,
        ..Limits::default()
    };
    read_under(&rules, &limits, name, bytes)
}

#[cfg(test)]
fn read_within(
    limits: &Limits,
    name: &str,
    bytes: &[u8],
) -> (Vec<RawArticle>, Vec<Skipped>, Result<Outcome>) {
    read_under(&Registry::default(), limits, name, bytes)
}

#[cfg(test)]
fn read_under(
    rules: &Registry,
    limits: &Limits,
    name: &str,
    bytes: &[u8],
) -> (Vec<RawArticle>, Vec<Skipped>, Result<Outcome>) {
    let dir = tempfile::tempdir().unwrap();
    let abs = dir.path().join("file");
    std::fs::write(&abs, bytes).unwrap();
    let (mut articles, mut skipped) = (Vec::new(), Vec::new());
    let outcome = read(
        &abs,
        name,
        rules,
        limits,
        &|_| {},
        &mut |found| match found {
            Ok(article) => articles.push(article),
            Err(bad) => skipped.push(bad),
        },
    );
    (articles, skipped, outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, bytes: &[u8]) -> String {
        let (articles, _, outcome) = read_for_tests(name, bytes);
        match outcome {
            Ok(Outcome::Binary) => "binary".to_string(),
            Ok(Outcome::Read { digest, .. }) => {
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
        assert!(said("b.txt", b"%PDF-1.7 words").starts_with("b.txt: damaged"));
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
            &Registry::default(),
            &Limits::default(),
            &|_| {},
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
