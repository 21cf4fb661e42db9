//! Makes crawls: WARC files of saved pages as a server answered them, plain or with a gzip member a record.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::generated::{Corpus, Format};

/// Writes records of the corpus' pages until the crawl, before it is packed, has so many bytes; returns how many it has.
pub fn write(
    file: &Path,
    corpus: &Corpus,
    pages: usize,
    least: u64,
    packed: bool,
) -> io::Result<u64> {
    let mut out = BufWriter::new(File::create(file)?);
    let (mut bytes, mut number) = (0, 0);
    while bytes < least {
        // A page that comes again is another capture of the same address.
        let page = corpus.page(number % pages, Format::Html);
        let record = record(number, &page);
        if packed {
            let mut member = GzEncoder::new(&mut out, Compression::default());
            member.write_all(record.as_bytes())?;
            member.finish()?;
        } else {
            out.write_all(record.as_bytes())?;
        }
        bytes += record.len() as u64;
        number += 1;
    }
    out.flush()?;
    Ok(bytes)
}

fn record(number: usize, page: &str) -> String {
    let length = page.len();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\r\n{page}"
    );
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n\
         WARC-Date: 2019-03-{:02}T06:{:02}:{:02}Z\r\nWARC-Target-URI: https://solgaewatch.example/pages/{number:07}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        1 + number / 86_400 % 28,
        number / 60 % 60,
        number % 60,
        answer.len()
    )
}
