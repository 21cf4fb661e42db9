//! Owns what archives have in common: the paths of what lies in them, what of it is looked at, and entries that end where they
//! say. Refuses to know any archive.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, Read};

use super::meter::fault;
use super::{Sink, charset};
use crate::error::{Result, Skipped};

/// Longer names are cut: nobody wrote them.
const LONGEST: usize = 1000;

/// The paths given so far in an archive, so that no two entries share one: ids are made of them.
pub(super) struct Paths<'a> {
    outer: &'a str,
    seen: HashSet<u64>,
}

impl<'a> Paths<'a> {
    pub fn new(outer: &'a str) -> Paths<'a> {
        Paths {
            outer,
            seen: HashSet::new(),
        }
    }

    /// The path of the entry called `name`: `crawl.zip!2016/post.html`, the second of that name `crawl.zip!2016/post.html~2`.
    pub fn of(&mut self, name: &str) -> String {
        let mut path = format!("{}!{name}", self.outer);
        let mut nth = 1;
        while !self.seen.insert(fingerprint(&path)) {
            nth += 1;
            path = format!("{}!{name}~{nth}", self.outer);
        }
        path
    }
}

fn fingerprint(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

/// The name of an entry as a path below the archive: nothing is ever written there, but nothing shall look as if it lay elsewhere.
pub(super) fn name(raw: &[u8]) -> String {
    // Archives from Korean desktops spell names in the charset of the desktop.
    let text = charset::decode(raw, &["euc-kr"]).map_or_else(
        |_| String::from_utf8_lossy(raw).into_owned(),
        |decoded| decoded.text.into_owned(),
    );
    let parts = text
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | ".."));
    let mut name = parts.collect::<Vec<_>>().join("/");
    if name.len() > LONGEST {
        let cut = (0..=LONGEST).rev().find(|&at| name.is_char_boundary(at));
        name.truncate(cut.unwrap_or(0));
    }
    name
}

/// An entry of `left` bytes; an archive that ends before the entry does is an error.
pub(super) struct Entry<'a> {
    pub archive: &'a mut dyn BufRead,
    pub left: u64,
}

impl Entry<'_> {
    /// Passes what nobody read.
    pub fn drain(&mut self) -> io::Result<()> {
        while self.left > 0 {
            let here = self.fill_buf()?.len();
            self.consume(here);
        }
        Ok(())
    }
}

impl Read for Entry<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let here = self.fill_buf()?;
        let n = here.len().min(into.len());
        into[..n].copy_from_slice(&here[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Entry<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Ok(&[]);
        }
        let here = self.archive.fill_buf()?;
        if here.is_empty() {
            return Err(truncated());
        }
        let n = here
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        Ok(&here[..n])
    }

    fn consume(&mut self, n: usize) {
        self.left -= n as u64;
        self.archive.consume(n);
    }
}

/// What is said of an entry that its archive does not hold to the end.
pub(super) fn truncated() -> io::Error {
    io::Error::new(
        io::ErrorKind::UnexpectedEof,
        "truncated: the archive breaks off",
    )
}

/// Names the place where an archive breaks off or is damaged: what stood before is read. Any other error ends the reading.
pub(super) fn ended(error: io::Error, path: &str, sink: &mut Sink) -> Result<()> {
    if !matches!(
        error.kind(),
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData
    ) {
        return Err(fault(path, error));
    }
    sink(Err(Skipped {
        path: path.to_string(),
        reason: format!("{error}; what stands before is read"),
    }));
    Ok(())
}

/// Reads until `into` is full or the archive ends; the bytes read.
pub(super) fn fill(archive: &mut dyn BufRead, into: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < into.len() {
        let n = archive.read(&mut into[filled..])?;
        if n == 0 {
            break;
        }
        filled += n;
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_climb_out_stay_inside_and_no_two_are_one() {
        assert_eq!(name(b"../../etc/passwd"), "etc/passwd");
        assert_eq!(name(b"C:\\Users\\a.html"), "C:/Users/a.html");
        assert_eq!(name(b"/./a//b.txt"), "a/b.txt");
        let (korean, _, _) = encoding_rs::EUC_KR.encode("마루산신문/등유.html");
        assert_eq!(name(&korean), "마루산신문/등유.html");
        let mut paths = Paths::new("x.zip");
        assert_eq!(paths.of("a.txt"), "x.zip!a.txt");
        assert_eq!(paths.of("a.txt"), "x.zip!a.txt~2");
        assert_eq!(paths.of("a.txt~2"), "x.zip!a.txt~2~2");
    }
}
