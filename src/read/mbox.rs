//! Owns mbox: many mails in one file, each read as a mail is. Streams: memory holds one mail. Refuses to renumber: the path of a
//! mail names its place in the file, from 1.

use std::io::{self, BufRead, Read};

use super::Sink;
use super::document::{Document, Facts, inner};
use super::meter::{Meter, at};
use crate::error::{Result, Skipped};

/// Reads each mail.
///
/// # Errors
/// If the file can't be read on, or a limit of the whole file was passed.
pub(super) fn read(
    input: &mut dyn BufRead,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let facts = Facts {
        media: Some("message/rfc822".to_string()),
        ..Facts::default()
    };
    let mut mails = Mails {
        input,
        line: Vec::new(),
        whole_line: true,
        after_blank: true,
    };
    // What stands before the first mail is none.
    at(path, mails.pass())?;
    let mut number = 0u64;
    while !mails.line.is_empty() {
        number += 1;
        let room = meter.room() / 2;
        let mail = at(path, mails.next(room))?;
        let path = format!("{path}!{number}");
        let document = Document {
            path: &path,
            facts: &facts,
            size: None,
        };
        match mail {
            Some(bytes) => {
                inner(&mut &*bytes, &document, meter, sink)?;
            }
            None => sink(Err(Skipped {
                reason: format!(
                    "a mail of more than {} bytes; raise the limit with --max-file-size",
                    room
                ),
                path,
            })),
        }
    }
    Ok(())
}

struct Mails<'a> {
    input: &'a mut dyn BufRead,
    /// The line `From ...` that begins the next mail; empty at the end.
    line: Vec<u8>,
    /// Whether `line` begins a line: long ones come in pieces.
    whole_line: bool,
    after_blank: bool,
}

impl Mails<'_> {
    /// Passes everything before the next mail.
    fn pass(&mut self) -> io::Result<()> {
        while self.piece()? {
            if self.begins_mail() {
                break;
            }
        }
        Ok(())
    }

    /// The mail after the line `From ...`; `None` if it is longer than `most`.
    fn next(&mut self, most: u64) -> io::Result<Option<Vec<u8>>> {
        let mut mail = Vec::new();
        let mut fits = true;
        while self.piece()? {
            if self.begins_mail() {
                break;
            }
            let mut piece = &self.line[..];
            // ">From " stands for "From " at the beginning of a line, ">>From " for ">From ".
            let marks = piece.iter().take_while(|&&b| b == b'>').count();
            if self.whole_line && marks > 0 && piece[marks..].starts_with(b"From ") {
                piece = &piece[1..];
            }
            fits &= (mail.len() + piece.len()) as u64 <= most;
            if fits {
                mail.extend_from_slice(piece);
            } else {
                mail = Vec::new();
            }
        }
        Ok(fits.then_some(mail))
    }

    /// Reads on by a line, or by a piece of a very long one; `false` at the end.
    fn piece(&mut self) -> io::Result<bool> {
        self.after_blank = matches!(&*self.line, b"\n" | b"\r\n" | b"");
        self.whole_line = self.line.is_empty() || self.line.ends_with(b"\n");
        self.line.clear();
        let n = Read::take(&mut *self.input, 1 << 20).read_until(b'\n', &mut self.line)?;
        Ok(n > 0)
    }

    fn begins_mail(&self) -> bool {
        self.whole_line && self.after_blank && is_from_line(&self.line)
    }
}

/// `From ledger@harbour.example Thu Apr  7 09:00:00 2016`, which sentences that begin with "From" are not.
fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let rest = String::from_utf8_lossy(&rest[..rest.len().min(300)]);
    let words: Vec<&str> = rest.split_whitespace().collect();
    let clock =
        |w: &&str| w.matches(':').count() >= 1 && w.starts_with(|c: char| c.is_ascii_digit());
    let year = |w: &&str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
    words.len() >= 5 && words.iter().any(clock) && words.iter().any(year)
}

/// Whether a file begins as an mbox does: such a line, then headers.
pub(super) fn is_mbox(head: &[u8]) -> bool {
    let Some(end) = memchr::memchr(b'\n', head) else {
        return false;
    };
    let header = &head[end + 1..];
    let colon = memchr::memchr2(b':', b'\n', header);
    is_from_line(&head[..end]) && colon.is_some_and(|at| header[at] == b':')
}
