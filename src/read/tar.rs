//! Owns tar, of any of its dialects (ustar, GNU, pax): each file in it is read as a file of the corpus is, one after another.
//! Refuses to follow links inside it, and to write anything to disk.

use std::io::{self, BufRead, Read};

use super::Sink;
use super::document::{Document, Facts, inner};
use super::inside::{self, Entry, Paths};
use super::meter::Meter;
use crate::aside;
use crate::error::Result;

const BLOCK: usize = 512;
/// The most bytes of what is said of an entry beside its header: long names, pax records.
const LONGEST_TELLING: u64 = 1 << 20;

/// Reads each file of the archive.
///
/// # Errors
/// If it is no tar, can't be read on, or a limit of the whole file was passed.
pub(super) fn read(
    archive: &mut dyn BufRead,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let mut paths = Paths::new(path);
    let mut told = Told::default();
    let mut place = 0u64;
    loop {
        let mut block = [0; BLOCK];
        let filled = match inside::fill(archive, &mut block) {
            Ok(filled) => filled,
            Err(e) => return inside::ended(e, path, sink),
        };
        if filled < BLOCK && block[..filled].iter().any(|&b| b != 0) {
            return inside::ended(inside::truncated(), path, sink);
        }
        if block.iter().all(|&b| b == 0) {
            return Ok(());
        }
        let Some(header) = Header::of(&block) else {
            let damage = io::Error::new(
                io::ErrorKind::InvalidData,
                format!("damaged tar: no header at byte {place}"),
            );
            return inside::ended(damage, path, sink);
        };
        let size = told.size.unwrap_or(header.size);
        let mut entry = Entry {
            archive: &mut *archive,
            left: size,
        };
        // Whether the entry was bad, so that a break within it is told.
        let mut named = false;
        if matches!(header.kind, b'L' | b'x') {
            let telling = match telling(&mut entry) {
                Ok(telling) => telling,
                Err(e) => return inside::ended(e, path, sink),
            };
            match header.kind {
                b'L' => told.name = Some(telling.split(|&b| b == 0).next().unwrap_or(&[]).to_vec()),
                _ => told.pax(&telling),
            }
        } else {
            let raw = told.name.take().unwrap_or(header.name);
            let name = inside::name(&raw);
            told = Told::default();
            // The oldest tars tell folders by the end of their names only.
            let file = matches!(header.kind, b'0' | 0 | b'7') && !raw.ends_with(b"/");
            if file && !name.is_empty() {
                if aside::is_aside(&name) {
                    meter.pass_over();
                } else {
                    let entry_path = paths.of(&name);
                    let facts = Facts::default();
                    let here = Document {
                        path: &entry_path,
                        facts: &facts,
                        size: Some(size),
                    };
                    named = inner(&mut entry, &here, meter, sink)?;
                }
            }
        }
        meter.next();
        let padding = size.next_multiple_of(BLOCK as u64) - size;
        let drained = entry.drain().and_then(|()| {
            entry.left = padding;
            entry.drain()
        });
        if let Err(e) = drained {
            return match named {
                true => Ok(()),
                false => inside::ended(e, path, sink),
            };
        }
        place += BLOCK as u64 + size + padding;
    }
}

/// What stands in an entry that only tells of the next one; of more than anybody writes, the beginning.
fn telling(entry: &mut Entry) -> io::Result<Vec<u8>> {
    let mut told = Vec::new();
    Read::take(&mut *entry, LONGEST_TELLING).read_to_end(&mut told)?;
    Ok(told)
}

/// What special entries told of the next one.
#[derive(Default)]
struct Told {
    name: Option<Vec<u8>>,
    size: Option<u64>,
}

impl Told {
    /// Records such as `30 path=2016/post.html`, whose first word is their length.
    fn pax(&mut self, mut records: &[u8]) {
        while let Some(space) = memchr::memchr(b' ', records) {
            let length = std::str::from_utf8(&records[..space]).ok();
            let Some(length) = length.and_then(|l| l.parse::<usize>().ok()) else {
                return;
            };
            if length <= space + 1 || length > records.len() {
                return;
            }
            let record = records[space + 1..length].trim_ascii_end();
            records = &records[length..];
            if let Some(name) = record.strip_prefix(b"path=") {
                self.name = Some(name.to_vec());
            } else if let Some(size) = record.strip_prefix(b"size=") {
                self.size = std::str::from_utf8(size)
                    .ok()
                    .and_then(|s| s.parse().ok())
                    .filter(|&size: &u64| size < 1 << 60);
            }
        }
    }
}

/// The part of a header that matters here.
struct Header {
    name: Vec<u8>,
    size: u64,
    kind: u8,
}

impl Header {
    /// `None` if the block's checksum says that it is no header.
    fn of(block: &[u8; BLOCK]) -> Option<Header> {
        let sum: u64 = block.iter().map(|&b| u64::from(b)).sum();
        let own: u64 = block[148..156].iter().map(|&b| u64::from(b)).sum();
        if number(&block[148..156])? != sum - own + 8 * u64::from(b' ') {
            return None;
        }
        let text = |range: std::ops::Range<usize>| {
            let field = &block[range];
            field[..memchr::memchr(0, field).unwrap_or(field.len())].to_vec()
        };
        let mut name = text(0..100);
        let prefix = text(345..500);
        // GNU's own dialect keeps times where ustar keeps the folder.
        if &block[257..263] == b"ustar\0" && !prefix.is_empty() {
            name = [&prefix[..], b"/", &name].concat();
        }
        Some(Header {
            name,
            size: number(&block[124..136])?,
            kind: block[156],
        })
    }
}

/// Octal digits between blanks and NULs, or GNU's big-endian number behind a first byte of 0x80.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] == 0x80 {
        // Korean text has such a byte where an archive has a checksum of eight bytes: too short to be such a number.
        let high = field.get(1..field.len().checked_sub(8)?)?;
        let low = <[u8; 8]>::try_from(&field[field.len() - 8..]).ok()?;
        let size = u64::from_be_bytes(low);
        return (high.iter().all(|&b| b == 0) && size < 1 << 60).then_some(size);
    }
    let text = std::str::from_utf8(field).ok()?;
    let digits = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    match digits.is_empty() {
        true => Some(0),
        false => u64::from_str_radix(digits, 8).ok(),
    }
}

/// Whether the first bytes of a file are a tar's first header.
pub(super) fn is_tar(head: &[u8]) -> bool {
    let block = head.first_chunk::<BLOCK>();
    block.is_some_and(|block| block[0] != 0 && Header::of(block).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_text_where_a_tar_has_its_checksum_is_no_tar_and_no_panic() {
        let mut text = "쌀값이 올랐다. ".repeat(60).into_bytes();
        text[148] = 0x80;
        assert!(!is_tar(&text));
    }
}
