//! Owns mails: a newsletter is an article whose title is the subject, whose day is the day that the mail names, whose text is the
//! HTML of the mail or else its plain text. Refuses attachments, and to take a sender for a publisher where nothing says so.

use mail_parser::{HeaderName, Message, MessagePart, PartType};

use super::Sink;
use super::document::{Document, Facts, inner};
use super::meter::Meter;
use super::mime;
use super::naming::{self, Meaning};
use crate::article::PartialDate;
use crate::error::{Error, Result};

/// Reads the mail in `bytes`.
///
/// # Errors
/// If it is no mail, holds no text, or a limit of the whole file was passed.
pub(super) fn read(
    bytes: &[u8],
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    // A copy is made of each part.
    let _held = meter
        .hold(bytes.len() as u64)
        .map_err(|e| Error::file(path, e))?;
    let message =
        mime::parse(bytes).ok_or_else(|| Error::file(path, "no mail: it has no headers"))?;
    let part = text(&message).ok_or_else(|| {
        Error::file(
            path,
            "no text in this mail; unpack its attachments and index those",
        )
    })?;
    let content = mime::content(&message, part);
    let mut facts = facts(&message);
    facts.media = Some(mime::media(part));
    // What a mail holds is no file, and no mail.
    facts.name = Some(String::new());
    let text = match part.body {
        PartType::Text(_) => plain(&content),
        _ => content.into_owned(),
    };
    if text.trim_ascii().is_empty() {
        return Err(Error::file(path, "no text"));
    }
    facts.charset = mime::charset(part);
    let inside = Document {
        path,
        facts: &facts,
        size: None,
    };
    inner(&mut &text[..], &inside, meter, sink).map(|_| ())
}

/// A plain text with the ends of lines that files have, up to the line that parts what a mail program adds below each mail.
fn plain(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    for line in text.split(|&b| b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line == b"-- " {
            break;
        }
        plain.extend_from_slice(line);
        plain.push(b'\n');
    }
    plain
}

/// The part that holds the words: the first HTML that is not sent along, else the first plain text.
fn text<'a>(message: &'a Message) -> Option<&'a MessagePart<'a>> {
    let of = |is: fn(&PartType) -> bool| {
        let mut parts = message.parts.iter();
        parts.find(|part| is(&part.body) && !mime::is_attachment(part) && !part.is_empty())
    };
    of(|body| matches!(body, PartType::Html(_)))
        .or_else(|| of(|body| matches!(body, PartType::Text(_))))
}

/// What the headers say of the article.
fn facts(message: &Message) -> Facts {
    let subject = mime::header(message, HeaderName::Subject);
    let mut facts = Facts {
        firm: true,
        ..Facts::default()
    };
    if let Some(forwarded) = subject.as_deref().and_then(forwarded) {
        // Sender and day are those of the forwarding, not of what is forwarded.
        facts.title = Some(forwarded.to_string());
        return facts;
    }
    facts.title = subject;
    facts.published = message
        .date()
        .and_then(|d| PartialDate::new(d.year, Some(d.month), Some(d.day)));
    let bulk = [
        HeaderName::ListId,
        HeaderName::ListUnsubscribe,
        HeaderName::ListPost,
    ]
    .into_iter()
    .any(|name| message.header(name).is_some());
    let from = message.from().and_then(|from| from.first());
    if let Some(from) = from {
        let address = from.address().unwrap_or_default();
        let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
        let sender = Sender::of(from.name().unwrap_or_default(), local, domain, bulk);
        facts.byline = sender.person.into_iter().collect();
        facts.publisher = sender.outlet;
        facts.site =
            (!domain.is_empty()).then(|| format!("https://{}/", domain.to_ascii_lowercase()));
    }
    facts
}

/// The subject of what a mail forwards.
fn forwarded(subject: &str) -> Option<&str> {
    let (mark, rest) = subject.split_once(':')?;
    let marks = ["fwd", "fw", "wg", "tr", "전달", "转发"];
    marks
        .contains(&mark.trim().to_lowercase().as_str())
        .then(|| rest.trim())
}

/// Who a mail says it is from.
#[derive(Debug, PartialEq, Eq, Default)]
struct Sender {
    person: Option<String>,
    outlet: Option<String>,
}

impl Sender {
    /// `name <local@domain>`; `bulk`: sent to a list.
    fn of(name: &str, local: &str, domain: &str, bulk: bool) -> Sender {
        let name = name.trim().trim_matches(['"', '\'']).trim();
        // "Edda Voss from Quayside Notes".
        for between in [" from ", " at ", " of ", " | ", " @ ", " via ", ", "] {
            if let Some((person, outlet)) = name.split_once(between)
                && Meaning::of(person) != Meaning::Outlet
                && naming::is_name(person)
                && naming::is_name(outlet)
            {
                return Sender {
                    person: Some(person.trim().to_string()),
                    outlet: Some(outlet.trim().to_string()),
                };
            }
        }
        let outlet = || Sender {
            outlet: Some(name.to_string()),
            ..Sender::default()
        };
        let person = || Sender {
            person: Some(name.to_string()),
            ..Sender::default()
        };
        if !naming::is_name(name) {
            return Sender::default();
        }
        match Meaning::of(name) {
            Meaning::Outlet => outlet(),
            Meaning::Person => person(),
            Meaning::Aside => Sender::default(),
            Meaning::Unclear if names(domain, name) => outlet(),
            Meaning::Unclear if names(local, name) || naming::is_full_name(name) => person(),
            Meaning::Unclear if bulk => outlet(),
            Meaning::Unclear => Sender::default(),
        }
    }
}

/// Whether a part of an address is made of a word of the name.
fn names(part: &str, name: &str) -> bool {
    let part = part.to_lowercase();
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4)
        .any(|word| part.contains(&word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(name: &str, address: &str, bulk: bool) -> (Option<String>, Option<String>) {
        let (local, domain) = address.split_once('@').unwrap();
        let sender = Sender::of(name, local, domain, bulk);
        (sender.person, sender.outlet)
    }

    #[test]
    fn a_sender_is_a_person_or_an_outlet_or_both_or_not_known() {
        let some = |s: &str| Some(s.to_string());
        for (name, address, bulk, person, outlet) in [
            (
                "Harbour Ledger",
                "news@harbourledger.example",
                true,
                None,
                some("Harbour Ledger"),
            ),
            (
                "Quayside Notes",
                "hello@quayside.example",
                false,
                None,
                some("Quayside Notes"),
            ),
            (
                "Edda Voss from Quayside Notes",
                "q@post.example",
                true,
                some("Edda Voss"),
                some("Quayside Notes"),
            ),
            (
                "Hana Merrow",
                "merrow@post.example",
                false,
                some("Hana Merrow"),
                None,
            ),
            (
                "Low Water Lanterns",
                "no-reply@post.example",
                true,
                None,
                some("Low Water Lanterns"),
            ),
            (
                "Low Water Lanterns",
                "no-reply@post.example",
                false,
                None,
                None,
            ),
            ("", "someone@post.example", true, None, None),
        ] {
            assert_eq!(sender(name, address, bulk), (person, outlet), "{name}");
        }
    }
}
