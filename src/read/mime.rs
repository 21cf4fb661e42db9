//! Owns MIME as mails and saved pages share it: the parts of a message as bytes with the charset that they name, and headers as
//! text. Refuses to choose among parts, and to believe a charset: readers decode.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders};

use super::charset;

/// The message in `bytes`; `None` if it has no headers.
pub(super) fn parse(bytes: &[u8]) -> Option<Message<'_>> {
    MessageParser::default().parse(bytes)
}

/// A part's bytes as they were before they were put into a mail; no charset is undone.
pub(super) fn content<'a>(message: &'a Message, part: &MessagePart) -> Cow<'a, [u8]> {
    let raw = message
        .raw_message
        .get(part.offset_body as usize..part.offset_end as usize)
        .unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => None,
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    decoded.map_or(Cow::Borrowed(raw), Cow::Owned)
}

/// The charset that a part names.
pub(super) fn charset(part: &MessagePart) -> Option<String> {
    part.content_type()?
        .attribute("charset")
        .map(str::to_string)
}

/// The media type of a part, lower case; text where none is named.
pub(super) fn media(part: &MessagePart) -> String {
    let Some(kind) = part.content_type() else {
        return "text/plain".to_string();
    };
    let sub = kind.subtype().unwrap_or("plain");
    format!("{}/{sub}", kind.ctype()).to_ascii_lowercase()
}

/// Whether a part is no text of the message but something sent along.
pub(super) fn is_attachment(part: &MessagePart) -> bool {
    part.content_disposition()
        .is_some_and(|d| d.ctype().eq_ignore_ascii_case("attachment"))
}

/// A header of the message in one line; old mails wrote their own charset into it bare.
pub(super) fn header(message: &Message, name: HeaderName<'static>) -> Option<String> {
    let header = message.headers().iter().rev().find(|h| h.name == name)?;
    let text = match header.value.as_text() {
        Some(text) if !text.contains('\u{fffd}') => text.to_string(),
        _ => {
            let raw = message
                .raw_message
                .get(header.offset_start as usize..header.offset_end as usize)?;
            let decoded = charset::decode(raw, &["euc-kr"]).ok()?;
            decoded.text.into_owned()
        }
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// Whether a text begins with the headers of a mail: several, among them what every mail of this century has.
pub(super) fn is_message(head: &[u8]) -> bool {
    let mut names = Vec::new();
    for line in head.split(|&b| b == b'\n').take(200) {
        let line = line.trim_ascii_end();
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else {
            return false;
        };
        let name = &line[..colon];
        if name.is_empty()
            || !name
                .iter()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        {
            return false;
        }
        names.push(name.to_ascii_lowercase());
    }
    let has = |name: &[u8]| names.iter().any(|n| n == name);
    has(b"from") && (has(b"mime-version") || has(b"message-id") || has(b"received"))
}
