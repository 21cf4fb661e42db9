//! Owns WARC: of a crawl, each page that a server answered with is an article; everything else is counted.
//! Refuses to hold more than one record, and to take the time of a capture for a date of publication.
//!
//! Read are records of type `response` whose answer is a page, a plain text or a PDF, and `resource` records of an address on the
//! web, which hold such a thing bare. `revisit` says that nothing has changed, and `conversion` repeats a response in another
//! form: neither is read. Two captures of one address are two articles, told apart by their time in the path.

use std::io::{self, BufRead, Read};

use super::Sink;
use super::document::{Document, Facts, inner};
use super::http;
use super::inside::{self, Entry, Paths};
use super::meter::Meter;
use crate::error::{Result, Skipped};

/// Longer lines and heads are no WARC's.
const LONGEST_LINE: u64 = 64 << 10;
const MOST_FIELDS: usize = 1000;

/// Reads each record of the archive.
///
/// # Errors
/// If it can't be read on, or a limit of the whole file was passed.
pub(super) fn read(
    archive: &mut dyn BufRead,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let mut paths = Paths::new(path);
    let mut number = 0u64;
    // After damage, lines are passed until a record begins.
    let mut lost = false;
    loop {
        meter.next();
        let line = match line(archive) {
            Ok(Some(line)) => line,
            Ok(None) => return Ok(()),
            Err(e) => return inside::ended(e, path, sink),
        };
        if line.is_empty() {
            continue;
        }
        if !line.starts_with(b"WARC/") {
            if !lost {
                sink(Err(Skipped {
                    path: path.to_string(),
                    reason: format!(
                        "damaged WARC after record {number}; read on at the next record"
                    ),
                }));
            }
            lost = true;
            if let Err(e) = pass_to_record(archive, meter) {
                return inside::ended(e, path, sink);
            }
            continue;
        }
        lost = false;
        number += 1;
        let record = match Record::head(archive) {
            Ok(Some(record)) => record,
            Ok(None) => continue,
            Err(e) => return inside::ended(e, path, sink),
        };
        let mut block = Entry {
            archive: &mut *archive,
            left: record.length,
        };
        let named = record_of(&record, &mut block, &mut paths, meter, sink)?;
        if let Err(e) = block.drain() {
            // A page that the break cuts is named already.
            return match named {
                true => Ok(()),
                false => inside::ended(e, &format!("{path} record {number}"), sink),
            };
        }
    }
}

/// Reads the document that a record holds, if it is one that articles may be in; whether it was bad, and is named.
fn record_of(
    record: &Record,
    block: &mut Entry,
    paths: &mut Paths,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<bool> {
    let web = ["http://", "https://", "ftp://"]
        .iter()
        .any(|scheme| record.uri.starts_with(scheme));
    match record.kind.as_str() {
        "response" if web && record.media.starts_with("application/http") => {}
        "resource" if web => {}
        "response" | "resource" | "revisit" | "conversion" => {
            meter.pass_over();
            return Ok(false);
        }
        _ => return Ok(false),
    }
    let address = record.uri.split('#').next().unwrap_or_default();
    let robots = address
        .split('?')
        .next()
        .is_some_and(|a| a.ends_with("/robots.txt"));
    let mut answer = http::Answer::bare(&record.media);
    if record.kind == "response" {
        // A head that breaks off, breaks off with the record; that is told there.
        answer = http::Answer::head(block).unwrap_or_default();
    }
    if robots || !answer.is_page() {
        meter.pass_over();
        return Ok(false);
    }
    let path = paths.of(&format!("{}/{}", record.time, record.uri));
    let facts = Facts {
        name: Some(http::file_name(address)),
        media: answer.media.clone(),
        charset: answer.charset.clone(),
        url: Some(address.to_string()),
        ..Facts::default()
    };
    let document = Document {
        path: &path,
        facts: &facts,
        size: None,
    };
    let mut body = match answer.body(block, meter) {
        Ok(body) => body,
        // The record breaks off before any of its body.
        Err(_) => return Ok(false),
    };
    if body.fill_buf().is_ok_and(<[u8]>::is_empty) {
        meter.pass_over();
        return Ok(false);
    }
    inner(&mut *body, &document, meter, sink)
}

/// The head of a record.
struct Record {
    kind: String,
    uri: String,
    /// Of the block.
    media: String,
    /// Of the capture: fourteen digits, as archives of the web write it.
    time: String,
    length: u64,
}

impl Record {
    /// Reads the fields after the version; `None` if they are no record's head.
    fn head(archive: &mut dyn BufRead) -> io::Result<Option<Record>> {
        let mut record = Record {
            kind: String::new(),
            uri: String::new(),
            media: String::new(),
            time: String::new(),
            length: 0,
        };
        let mut has_length = false;
        for _ in 0..MOST_FIELDS {
            let Some(line) = line(archive)? else {
                return Ok(None);
            };
            if line.is_empty() {
                return Ok(has_length.then_some(record));
            }
            let line = String::from_utf8_lossy(&line);
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = value.to_ascii_lowercase(),
                // Some writers of version 1.0 put addresses between angle brackets.
                "warc-target-uri" => {
                    record.uri = value.trim_matches(['<', '>']).to_string();
                }
                "content-type" => record.media = value.to_string(),
                "warc-date" => {
                    record.time = value
                        .chars()
                        .filter(char::is_ascii_digit)
                        .take(14)
                        .collect();
                }
                "content-length" => {
                    let length = value.parse().ok().filter(|&length: &u64| length < 1 << 60);
                    has_length = length.is_some();
                    record.length = length.unwrap_or(0);
                }
                _ => {}
            }
        }
        Ok(None)
    }
}

/// The next line without its end; of a longer one than any WARC has, the beginning. `None`: there is none.
fn line(archive: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let n = Read::take(&mut *archive, LONGEST_LINE).read_until(b'\n', &mut line)?;
    if n == 0 {
        return Ok(None);
    }
    line.truncate(line.trim_ascii_end().len());
    Ok(Some(line))
}

/// Passes bytes up to where a line may begin with `WARC/`.
fn pass_to_record(archive: &mut dyn BufRead, meter: &Meter) -> io::Result<()> {
    loop {
        meter.tick().map_err(io::Error::other)?;
        let here = archive.fill_buf()?;
        if here.is_empty() || here.starts_with(b"WARC/") {
            return Ok(());
        }
        let n = match memchr::memchr(b'\n', here) {
            Some(at) => at + 1,
            None => here.len(),
        };
        archive.consume(n);
    }
}

/// Whether a file begins as a WARC does.
pub(super) fn is_warc(head: &[u8]) -> bool {
    head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use crate::read::{Limits, read_within};

    fn response(address: &str, body: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(body).unwrap();
        let packed = packed.finish().unwrap();
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n";
        let length = head.len() + packed.len();
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2016-04-08T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{head}"
        );
        [record.as_bytes(), &packed, b"\r\n\r\n"].concat()
    }

    #[test]
    fn a_bomb_in_a_record_ends_that_record_and_not_the_crawl() {
        let page = b"Ferry crews unpaid\n\nThe crews of two ferries have had no pay since May.\n";
        let bomb = vec![b' '; 48 << 20];
        let crawl = [
            response("http://a.example/one.txt", &bomb),
            response("http://a.example/two.txt", page),
            response("http://a.example/three.txt", &bomb),
            response("http://a.example/four.txt", page),
        ];
        let (articles, skipped, outcome) =
            read_within(&Limits::default(), "crawl.warc", &crawl.concat());
        outcome.unwrap();
        assert_eq!(articles.len(), 2);
        let reasons: Vec<&str> = skipped.iter().map(|s| s.reason.as_str()).collect();
        let reason = "unpacked it is more than 200 times its size, as no honest archive is; raise the limit with --max-ratio";
        assert_eq!(reasons, [reason, reason]);
        assert!(skipped[0].path.ends_with("http://a.example/one.txt"));
    }
}
