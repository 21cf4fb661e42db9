//! Owns the cutting of a feed or export into its items, in a stream: memory holds one item, and a broken one ends where the next
//! begins. Refuses to read what is inside them.

use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memmem};

/// So much is read at once; a longer tag is none.
const CHUNK: usize = 64 << 10;

/// A piece of a feed.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub what: What,
    pub xml: Vec<u8>,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Bytes, also those that were let go because they were too many.
    pub size: u64,
}

#[derive(Debug, PartialEq, Clone, Copy)]
pub(super) enum What {
    /// What stands around the items.
    Around,
    /// `<item>` or `<entry>` with all that is in it.
    Item,
}

/// The pieces of a feed, as they come.
pub(super) struct Items<R> {
    input: R,
    data: Vec<u8>,
    /// Where the piece in the making begins in `data`.
    start: usize,
    /// Up to where `data` is looked at.
    at: usize,
    ended: bool,
    /// The line on which the piece begins.
    line: u32,
    /// Bytes and line ends of this piece that were let go.
    gone: (u64, u32),
    most: usize,
    /// The name of the item that is open.
    open: Option<Vec<u8>>,
    /// A file has one DTD; more are not looked through.
    seen_dtd: bool,
}

impl<R: Read> Items<R> {
    /// The pieces of `input`; no more than `most` bytes of one are kept.
    pub fn new(input: R, most: usize) -> Items<R> {
        Items {
            input,
            data: Vec::new(),
            start: 0,
            at: 0,
            ended: false,
            line: 1,
            gone: (0, 0),
            most,
            open: None,
            seen_dtd: false,
        }
    }

    pub fn input(&self) -> &R {
        &self.input
    }

    /// The next piece that is not blank; `None` at the end.
    ///
    /// # Errors
    /// If the input can't be read on.
    pub fn next(&mut self) -> io::Result<Option<Found>> {
        while self.pass_to(b"<")? {
            self.at -= 1;
            self.fill_to(12)?;
            let rest = &self.data[self.at..];
            let closing: &[u8] = if rest.starts_with(b"<!--") {
                b"-->"
            } else if rest.starts_with(b"<![CDATA[") {
                b"]]>"
            } else if rest.starts_with(b"<?") {
                b"?>"
            } else {
                match self.tag()? {
                    Some(found) => return Ok(Some(found)),
                    None => continue,
                }
            };
            self.at += 2;
            self.pass_to(closing)?;
        }
        let what = self.what();
        self.open = None;
        Ok(self.take(self.data.len(), what))
    }

    fn what(&self) -> What {
        match self.open {
            Some(_) => What::Item,
            None => What::Around,
        }
    }

    /// Looks at the tag at `at` and passes it; gives the piece that ends with it or before it.
    fn tag(&mut self) -> io::Result<Option<Found>> {
        self.fill_to(CHUNK.min(self.most))?;
        let lt = self.at;
        let window = &self.data[lt..self.data.len().min(lt + CHUNK)];
        let dtd = !self.seen_dtd && window.starts_with(b"<!DOCTYPE");
        self.seen_dtd |= dtd;
        let Some(length) = end_of_tag(window, dtd) else {
            self.at += 1;
            return Ok(None);
        };
        self.at = lt + length;
        let tag = &window[1..length - 1];
        let closing = tag.first() == Some(&b'/');
        let name = &tag[usize::from(closing)..];
        let ends = name
            .iter()
            .position(|b| b.is_ascii_whitespace() || *b == b'/');
        let name = &name[..ends.unwrap_or(name.len())];
        let local = name.rsplit(|&b| b == b':').next().unwrap_or(name);
        if !matches!(local, b"item" | b"entry") || tag.last() == Some(&b'/') {
            return Ok(None);
        }
        if closing {
            if self.open.as_deref() != Some(name) {
                return Ok(None);
            }
            self.open = None;
            return Ok(self.take(self.at, What::Item));
        }
        let name = name.to_vec();
        let before = self.take(lt, self.what());
        self.open = Some(name);
        Ok(before)
    }

    /// The piece up to `end`; the next one begins there.
    fn take(&mut self, end: usize, what: What) -> Option<Found> {
        let xml = self.data[self.start..end].to_vec();
        let (gone, lines_gone) = std::mem::take(&mut self.gone);
        let line = self.line;
        self.line += lines_gone + memchr_iter(b'\n', &xml).count() as u32;
        self.start = end;
        self.at = self.at.max(end);
        (!xml.trim_ascii().is_empty()).then(|| Found {
            what,
            // A piece begins where its markup does.
            line: line + blank_lines(&xml),
            size: gone + xml.len() as u64,
            xml,
        })
    }

    /// Goes on to behind `needle`, or to the end: then false.
    fn pass_to(&mut self, needle: &[u8]) -> io::Result<bool> {
        loop {
            if let Some(found) = memmem::find(&self.data[self.at..], needle) {
                self.at += found + needle.len();
                return Ok(true);
            }
            // The needle may begin in the last bytes.
            self.at = self
                .at
                .max((self.data.len() + 1).saturating_sub(needle.len()));
            if !self.fill()? {
                self.at = self.data.len();
                return Ok(false);
            }
        }
    }

    /// Sees to it that so many bytes follow `at`, if there are so many.
    fn fill_to(&mut self, bytes: usize) -> io::Result<()> {
        // Most tags end within what is there.
        while self.data.len() - self.at < bytes
            && memchr(b'>', &self.data[self.at..]).is_none()
            && self.fill()?
        {}
        Ok(())
    }

    /// Reads on; lets go what belongs to no piece any more, and what is too much of one. False at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.data.len() - self.start > self.most {
            let gone = &self.data[self.start..self.at];
            self.gone.0 += gone.len() as u64;
            self.gone.1 += memchr_iter(b'\n', gone).count() as u32;
            self.data.drain(self.start..self.at);
            self.at = self.start;
        }
        if self.start > 0 {
            self.data.drain(..self.start);
            self.at -= self.start;
            self.start = 0;
        }
        let read = (&mut self.input)
            .take(CHUNK as u64)
            .read_to_end(&mut self.data)?;
        self.ended = read == 0;
        Ok(read > 0)
    }
}

fn blank_lines(xml: &[u8]) -> u32 {
    let blank = xml.len() - xml.trim_ascii_start().len();
    memchr_iter(b'\n', &xml[..blank]).count() as u32
}

/// The length of the tag that `text` begins with; a `>` between quotation marks does not end it, nor does one within a DTD (in
/// which alone a `<` may stand).
fn end_of_tag(text: &[u8], dtd: bool) -> Option<usize> {
    let mut quote = None;
    let mut brackets = 0usize;
    for (at, &byte) in text.iter().enumerate().skip(1) {
        match (quote, byte) {
            (_, b'<') if brackets == 0 => return None,
            (Some(q), _) if q == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'[') if dtd => brackets += 1,
            (None, b']') if brackets > 0 => brackets -= 1,
            (None, b'>') if brackets == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(xml: &str, most: usize) -> Vec<(What, String, u32)> {
        let mut items = Items::new(xml.as_bytes(), most);
        let mut found = Vec::new();
        while let Some(piece) = items.next().unwrap() {
            let text = String::from_utf8(piece.xml).unwrap().trim().to_string();
            found.push((piece.what, text, piece.line));
        }
        found
    }

    #[test]
    fn items_end_where_they_end_and_not_in_cdata_comments_or_attributes() {
        let xml = "<?xml version='1.0'?>\n<rss><channel><title>t</title>\n<item><a><![CDATA[</item><item>]]></a></item>\n\n<item>\n<!-- </item> --><b c='>'/></item>\n</channel></rss>";
        assert_eq!(
            cut(xml, 1 << 20),
            [
                (
                    What::Around,
                    "<?xml version='1.0'?>\n<rss><channel><title>t</title>".to_string(),
                    1
                ),
                (
                    What::Item,
                    "<item><a><![CDATA[</item><item>]]></a></item>".to_string(),
                    3
                ),
                (
                    What::Item,
                    "<item>\n<!-- </item> --><b c='>'/></item>".to_string(),
                    5
                ),
                (What::Around, "</channel></rss>".to_string(), 7),
            ]
        );
    }

    #[test]
    fn an_item_that_is_not_closed_ends_where_the_next_begins() {
        let found = cut(
            "<rss><item><a>one<item><a>two</a></item><item>three",
            1 << 20,
        );
        let texts: Vec<&str> = found.iter().map(|(_, text, _)| text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "<rss>",
                "<item><a>one",
                "<item><a>two</a></item>",
                "<item>three"
            ]
        );
    }

    #[test]
    fn of_an_item_that_is_too_long_no_more_is_kept_than_may_be() {
        let long = format!(
            "<rss><item>{}</item>\n<item>x</item></rss>",
            "<p>words\n</p>".repeat(200_000)
        );
        let mut items = Items::new(long.as_bytes(), 100_000);
        let mut pieces = Vec::new();
        while let Some(piece) = items.next().unwrap() {
            assert!(piece.xml.len() < 300_000 && items.data.len() < 300_000);
            pieces.push((piece.size, piece.line));
        }
        assert_eq!(
            pieces,
            [(5, 1), (2_600_013, 1), (14, 200_002), (6, 200_002)]
        );
    }

    #[test]
    fn what_never_ends_ends_with_the_file() {
        for open in [
            "<![CDATA[",
            "<!-- ",
            "<a b='",
            "<?",
            "<item ",
            "<!DOCTYPE a [",
        ] {
            let text = format!("<rss><item>{}", open.repeat(50_000));
            let pieces = cut(&text, 10_000);
            assert!(pieces.len() > 1 && pieces.len() < 60_000, "{open}");
        }
    }
}
