//! Owns the way from a stream of bytes in any charset to a stream of UTF-8. Refuses to hold more than a buffer of it.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};

use super::charset;

/// So much of a stream tells its charset.
const HEAD: usize = 64 << 10;

/// A stream as UTF-8. Damaged bytes become U+FFFD, and [`Decoding::damaged`] says so.
pub(super) struct Decoding<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// Decoded and not yet read.
    ready: Vec<u8>,
    read: usize,
    ended: bool,
    damaged: bool,
}

impl<R: Read> Decoding<R> {
    /// Looks at the head of `input` to tell its charset: a mark, what it declares (XML), what it shows.
    pub fn new(mut input: R) -> io::Result<Decoding<R>> {
        let mut raw = Vec::with_capacity(HEAD);
        (&mut input).take(HEAD as u64).read_to_end(&mut raw)?;
        let mut decoding = Decoding {
            decoder: encoding(&raw).new_decoder_with_bom_removal(),
            input,
            raw: vec![0; HEAD],
            ready: Vec::new(),
            read: 0,
            ended: false,
            damaged: false,
        };
        decoding.decode(&raw, false);
        Ok(decoding)
    }

    /// Whether bytes so far were none of the charset.
    pub fn damaged(&self) -> bool {
        self.damaged
    }

    /// Whether `mark` is the first byte that is not blank.
    pub fn begins_with(&self, mark: u8) -> bool {
        self.ready[self.read..].trim_ascii_start().first() == Some(&mark)
    }

    fn decode(&mut self, mut bytes: &[u8], last: bool) {
        self.ready.clear();
        self.read = 0;
        loop {
            let room = self.decoder.max_utf8_buffer_length(bytes.len());
            let from = self.ready.len();
            self.ready.resize(from + room.unwrap_or(4 * HEAD), 0);
            let (result, read, written, bad) =
                self.decoder
                    .decode_to_utf8(bytes, &mut self.ready[from..], last);
            self.ready.truncate(from + written);
            self.damaged |= bad;
            bytes = &bytes[read..];
            if result == encoding_rs::CoderResult::InputEmpty {
                return;
            }
        }
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.read == self.ready.len() {
            if self.ended {
                return Ok(0);
            }
            let mut raw = std::mem::take(&mut self.raw);
            let n = self.input.read(&mut raw)?;
            self.ended = n == 0;
            self.decode(&raw[..n], self.ended);
            self.raw = raw;
        }
        let n = into.len().min(self.ready.len() - self.read);
        into[..n].copy_from_slice(&self.ready[self.read..self.read + n]);
        self.read += n;
        Ok(n)
    }
}

fn encoding(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    // Not within a character: these bytes are no part of one in any charset of the Web but UTF-16.
    let end = head.iter().rposition(|&b| b < 0x30).map_or(0, |at| at + 1);
    let head = match head.len() < HEAD {
        true => head,
        false if charset::is_utf16(&head[..head.len() & !1]) => &head[..head.len() & !1],
        false => &head[..end],
    };
    let declared = declared(head);
    let declared: Vec<&str> = declared.as_deref().into_iter().collect();
    charset::decode(head, &declared)
        .ok()
        .and_then(|decoded| Encoding::for_label(decoded.encoding.as_bytes()))
        .unwrap_or(UTF_8)
}

/// The charset that an XML declaration names.
fn declared(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&head[..head.len().min(200)]);
    let declaration = head
        .trim_start()
        .strip_prefix("<?xml")?
        .split("?>")
        .next()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, bool) {
        let mut decoding = Decoding::new(bytes).unwrap();
        let mut text = String::new();
        decoding.read_to_string(&mut text).unwrap();
        (text, decoding.damaged())
    }

    #[test]
    fn a_long_stream_in_an_old_charset_is_read_whole() {
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"euc-kr\"?><a>{}</a>",
            "장마당의 쌀값이 올랐다. ".repeat(20_000)
        );
        let (bytes, _, _) = encoding_rs::EUC_KR.encode(&text);
        assert_eq!(read(&bytes), (text.clone(), false));
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), (text.clone(), false));
        // Declared as what it is not: the bytes know better.
        assert_eq!(read(text.as_bytes()), (text.clone(), false));
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()).0, text);
    }

    #[test]
    fn damage_is_told_and_costs_no_more_than_itself() {
        let (text, damaged) = read(b"one \xff two");
        assert_eq!((text.as_str(), damaged), ("one \u{fffd} two", true));
    }
}
