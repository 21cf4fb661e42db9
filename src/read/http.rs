//! Owns what a server answered, as crawls keep it: the head's say on the body, and the body without chunks and compression.
//! Refuses to fetch anything.

use std::io::{self, BufRead, BufReader, Read};

use brotli_decompressor::Decompressor;
use flate2::bufread::{DeflateDecoder, ZlibDecoder};

use super::gzip::Members;
use super::inside::Entry;
use super::meter::{Meter, Swelling};

const LONGEST_LINE: u64 = 64 << 10;
const MOST_FIELDS: usize = 1000;

/// The head of an answer.
#[derive(Debug, Default)]
pub(super) struct Answer {
    status: u16,
    pub media: Option<String>,
    pub charset: Option<String>,
    chunked: bool,
    /// Names of compressions, in the order in which they were applied.
    packed: Vec<String>,
}

impl Answer {
    /// A document of that type that was kept without the head of an answer.
    pub fn bare(media: &str) -> Answer {
        let mut answer = Answer {
            status: 200,
            ..Answer::default()
        };
        answer.media_type(media);
        answer
    }

    /// Reads the head; `None` if there is none.
    pub fn head(block: &mut Entry) -> Option<Answer> {
        let mut answer = Answer::default();
        let status = line(block).ok()??;
        let mut words = status.split_whitespace();
        words
            .next()
            .filter(|version| version.starts_with("HTTP/"))?;
        answer.status = words.next()?.parse().ok()?;
        for _ in 0..MOST_FIELDS {
            let field = line(block).ok()??;
            if field.is_empty() {
                return Some(answer);
            }
            let Some((name, value)) = field.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => answer.media_type(value),
                "transfer-encoding" => {
                    answer.chunked = value.to_ascii_lowercase().contains("chunked");
                }
                "content-encoding" => {
                    let names = value
                        .split(',')
                        .map(|name| name.trim().to_ascii_lowercase());
                    answer.packed = names.collect();
                }
                _ => {}
            }
        }
        None
    }

    fn media_type(&mut self, value: &str) {
        let mut parts = value.split(';').map(str::trim);
        self.media = parts
            .next()
            .map(str::to_ascii_lowercase)
            .filter(|media| media.contains('/'));
        self.charset = parts
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_, charset)| charset.trim().trim_matches(['"', '\'']).to_string());
    }

    /// Whether the answer is a whole page, text or PDF: redirects, errors, parts, pictures, styles, data are not.
    pub fn is_page(&self) -> bool {
        let whole = matches!(self.status, 200 | 201 | 203);
        whole
            && self.media.as_deref().is_none_or(|media| {
                matches!(
                    media,
                    "text/html"
                        | "application/xhtml+xml"
                        | "text/plain"
                        | "text/markdown"
                        | "application/pdf"
                )
            })
    }

    /// The body as the server meant it. Crawlers that keep it unpacked or without chunks leave the head as it was, so the bytes
    /// have the last word.
    pub fn body<'a>(
        &self,
        block: &'a mut Entry,
        meter: &'a Meter,
    ) -> io::Result<Box<dyn BufRead + 'a>> {
        let size = block.left;
        let mut body: Box<dyn BufRead + 'a> = Box::new(block);
        if self.chunked && begins_with_chunk(body.fill_buf()?) {
            body = Box::new(BufReader::new(Chunks {
                inner: body,
                left: 0,
                first: true,
                done: false,
            }));
        }
        // Several compressions are heard of, more than two are an attack.
        for packing in self.packed.iter().rev().take(2) {
            let head = body.fill_buf()?;
            let gzip = head.starts_with(b"\x1f\x8b");
            let zlib = head.len() > 1
                && head[0] & 0x0f == 8
                && (u16::from(head[0]) << 8 | u16::from(head[1])).is_multiple_of(31);
            let page = head.trim_ascii_start().starts_with(b"<");
            body = match packing.as_str() {
                "gzip" | "x-gzip" if gzip => unpacked(Members::new(body), size, meter),
                "deflate" if zlib => unpacked(ZlibDecoder::new(body), size, meter),
                // Nothing in the bytes tells brotli; a page that is kept unpacked begins with a tag.
                "br" if !page => unpacked(Decompressor::new(body, 16 << 10), size, meter),
                "deflate" if !page => unpacked(DeflateDecoder::new(body), size, meter),
                _ => body,
            };
        }
        Ok(body)
    }
}

fn unpacked<'a>(inner: impl Read + 'a, packed: u64, meter: &'a Meter) -> Box<dyn BufRead + 'a> {
    Box::new(BufReader::new(Swelling {
        inner,
        meter,
        packed,
        unpacked: 0,
    }))
}

/// The last part of an address's path, whose ending may tell a format; without one, a page's.
pub(super) fn file_name(address: &str) -> String {
    let path = address.split('?').next().unwrap_or(address);
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    match path.split_once('/') {
        Some((_, path)) => path.rsplit('/').next().unwrap_or(path).to_string(),
        None => String::new(),
    }
}

fn line(block: &mut Entry) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let n = Read::take(block, LONGEST_LINE).read_until(b'\n', &mut line)?;
    Ok((n > 0).then(|| String::from_utf8_lossy(line.trim_ascii_end()).into_owned()))
}

fn begins_with_chunk(body: &[u8]) -> bool {
    let line = body.split(|&b| b == b'\n').next().unwrap_or(&[]);
    size_of_chunk(line).is_some()
}

/// The number in a line such as `1f4; name=value`.
fn size_of_chunk(line: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(line).ok()?;
    let digits = text.split(';').next()?.trim();
    let fits = !digits.is_empty() && digits.len() < 16;
    fits.then(|| u64::from_str_radix(digits, 16).ok())?
}

/// A body sent in chunks. Where the crawl broke off in it, it ends: its reader sees what is missing.
struct Chunks<R> {
    inner: R,
    left: u64,
    first: bool,
    done: bool,
}

impl<R: BufRead> Chunks<R> {
    /// The size of the next chunk; 0 at the end.
    fn size(&mut self) -> io::Result<u64> {
        let mut line = Vec::new();
        if !std::mem::take(&mut self.first) {
            // Each chunk is followed by the end of a line.
            self.inner.by_ref().take(2).read_until(b'\n', &mut line)?;
            line.clear();
        }
        let n = self
            .inner
            .by_ref()
            .take(1024)
            .read_until(b'\n', &mut line)?;
        if n == 0 {
            return Ok(0);
        }
        size_of_chunk(&line).ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                "damaged: a chunk without a size",
            )
        })
    }
}

impl<R: BufRead> Read for Chunks<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !self.done {
            self.left = self.size()?;
            self.done = self.left == 0;
        }
        if self.done || into.is_empty() {
            return Ok(0);
        }
        let most = into
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let n = self.inner.read(&mut into[..most])?;
        self.left -= n as u64;
        self.done |= n == 0;
        Ok(n)
    }
}
