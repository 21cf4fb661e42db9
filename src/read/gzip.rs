//! Owns gzip: what one or many members of it hold is read as if it lay there unpacked, under the same path.
//! Refuses to unpack to disk.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use super::Sink;
use super::document::{Document, Facts, inner};
use super::meter::{Expanding, Meter};
use crate::error::Result;

/// Reads what is packed in `input`.
///
/// # Errors
/// If a limit of the whole file was passed.
pub(super) fn read(
    input: &mut dyn BufRead,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let expanding = Expanding {
        inner: Members::new(input),
        meter,
    };
    let mut unpacked = BufReader::with_capacity(128 << 10, expanding);
    let facts = Facts {
        name: Some(name_inside(document.name())),
        ..document.facts.clone()
    };
    let inside = Document {
        path: document.path,
        facts: &facts,
        size: None,
    };
    inner(&mut unpacked, &inside, meter, sink).map(|_| ())
}

/// `post.html` for `post.html.gz`, `crawl.tar` for `crawl.tgz`.
fn name_inside(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    if lower.ends_with(".tgz") {
        return format!("{}.tar", &name[..name.len() - 4]);
    }
    let end = if lower.ends_with(".gz") { 3 } else { 0 };
    name[..name.len() - end].to_string()
}

/// The bytes of all members, one after another: archives of crawls have a member for each record.
pub(super) struct Members<R: BufRead> {
    /// `None` once all is read.
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Members<R> {
    pub fn new(packed: R) -> Members<R> {
        Members {
            member: Some(GzDecoder::new(packed)),
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        while let Some(member) = &mut self.member {
            let n = member.read(into).map_err(said)?;
            if n > 0 {
                return Ok(n);
            }
            let Some(member) = self.member.take() else {
                break;
            };
            let mut packed = member.into_inner();
            // Tapes and downloads leave padding behind the last member, which gzip itself passes over.
            if packed.fill_buf()?.starts_with(b"\x1f") {
                self.member = Some(GzDecoder::new(packed));
            }
        }
        Ok(0)
    }
}

/// What the unpacker says, in words that a reader understands.
fn said(error: io::Error) -> io::Error {
    if error.raw_os_error().is_some() {
        return error;
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "truncated: the gzip data breaks off",
        ),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            io::Error::new(io::ErrorKind::InvalidData, "damaged gzip data")
        }
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use crate::read::{Limits, read_for_tests, read_within};

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// Titles, then what was bad.
    fn seen(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let (articles, skipped, outcome) = read_for_tests(name, bytes);
        let title = |a: &crate::article::RawArticle| a.title.as_ref().map(|t| t.text.clone());
        let mut bad: Vec<String> = skipped
            .iter()
            .map(|s| format!("{}: {}", s.path, s.reason))
            .collect();
        bad.extend(outcome.err().map(|e| e.to_string()));
        (articles.iter().filter_map(title).collect(), bad)
    }

    #[test]
    fn a_packed_file_is_read_as_if_it_lay_there_unpacked() {
        let page = b"Ferry crews unpaid\n\nThe crews of two ferries have had no pay since May.\n";
        let (articles, _, _) = read_for_tests("a/ferry.txt.gz", &packed(page));
        assert_eq!(articles[0].origin.path, "a/ferry.txt.gz");
        assert_eq!(articles[0].origin.format, "text");
        assert_eq!(
            (articles[0].body[0].text.at, articles[0].body[0].text.line),
            (None, Some(3))
        );
        let lines = b"{\"title\": \"One\", \"text\": \"Words.\"}\n";
        let mut members = [packed(lines), packed(lines)].concat();
        members.extend([0; 512]);
        assert_eq!(
            seen("x.jsonl.gz", &members),
            (vec!["One".to_string(), "One".to_string()], vec![])
        );
        assert_eq!(seen("x", &packed(&packed(page))).0, ["Ferry crews unpaid"]);
    }

    #[test]
    fn a_download_that_broke_off_keeps_what_was_whole() {
        let lines: String = (0..2000u64)
            .map(|n| format!("{{\"title\": \"{n}\", \"text\": \"{:x}\"}}\n", n * n * 7919))
            .collect();
        let whole = packed(lines.as_bytes());
        let (titles, bad) = seen("x.jsonl.gz", &whole[..whole.len() / 2]);
        assert!(titles.len() > 100 && titles.len() < 2000);
        assert_eq!(bad, ["x.jsonl.gz: truncated: the gzip data breaks off"]);
    }

    #[test]
    fn a_bomb_is_named_and_costs_no_memory() {
        let bomb = packed(&vec![b' '; 48 << 20]);
        let (titles, bad) = seen("bomb.jsonl.gz", &packed(&bomb));
        assert!(titles.is_empty());
        assert_eq!(
            bad,
            [
                "bomb.jsonl.gz: unpacked it is more than 200 times its size, as no honest archive is; raise the limit with --max-ratio"
            ]
        );
    }

    #[test]
    fn gzip_in_gzip_ends_at_the_limit_of_nesting() {
        let mut doll = b"words of a text".to_vec();
        for _ in 0..12 {
            doll = packed(&doll);
        }
        assert_eq!(
            seen("doll.gz", &doll).1,
            [
                "doll.gz: archives within archives, deeper than the limit of 8; raise it with --max-nesting"
            ]
        );
    }

    #[test]
    fn limits_of_articles_and_time_hold_for_what_is_packed() {
        let lines = "{\"text\": \"Words.\"}\n".repeat(9);
        let limits = Limits {
            records: 5,
            ..Limits::default()
        };
        let (articles, _, outcome) = read_within(&limits, "x.jsonl.gz", &packed(lines.as_bytes()));
        assert_eq!(articles.len(), 5);
        assert!(outcome.unwrap_err().to_string().contains("--max-records"));
        let limits = Limits {
            seconds: 0,
            ..Limits::default()
        };
        let (articles, _, outcome) = read_within(&limits, "x.jsonl.gz", &packed(lines.as_bytes()));
        assert!(articles.is_empty());
        assert!(outcome.unwrap_err().to_string().contains("--max-time"));
    }
}
