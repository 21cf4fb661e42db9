//! Owns JSON: an article a line, an array of articles, or one object. Streams: memory holds one record, whatever the file's size.
//! Refuses to let a broken record stop the others.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::document::Document;
use super::fields::{self, Fields};
use super::meter::{Meter, at};
use super::scan::Scan;
use super::{Limits, Sink, record, surrogates};
use crate::article::{Digest, Origin, RawArticle};
use crate::error::{Error, Result, Skipped};
use crate::source::Columns;

/// Reads all records. A record's number is its line in JSON Lines, else its place in the array.
///
/// # Errors
/// If the file can't be read on, or holds nothing.
pub(super) fn read(
    mut input: &mut dyn BufRead,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let head = at(path, input.fill_buf())?;
    let mark = if head.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    input.consume(mark);
    let (start, blank_lines) = at(path, skip_blank(&mut input))?;
    let mut file = Records {
        path,
        limits: meter.limits,
        columns: meter.columns(path),
        sink,
    };
    match start {
        None => return Err(Error::file(path, "no text")),
        Some(b'[') => file.scanned(&mut input, blank_lines)?,
        Some(b'{') if is_json(document) && !at(path, is_lines(&mut input))? => {
            file.scanned(&mut input, blank_lines)?;
        }
        Some(_) => file.lines(&mut input, blank_lines)?,
    }
    Ok(())
}

fn is_json(document: &Document) -> bool {
    !matches!(document.ending().as_str(), "jsonl" | "ndjson")
}

/// Passes white space; the next byte (which stays) and the line ends passed.
fn skip_blank(input: &mut impl BufRead) -> io::Result<(Option<u8>, u32)> {
    let mut lines = 0;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok((None, lines));
        }
        let blank = buffer
            .iter()
            .position(|b| !b.is_ascii_whitespace())
            .unwrap_or(buffer.len());
        lines += memchr::memchr_iter(b'\n', &buffer[..blank]).count() as u32;
        let next = buffer.get(blank).copied();
        input.consume(blank);
        if next.is_some() {
            return Ok((next, lines));
        }
    }
}

/// Whether the first line is an object of its own and another follows. A line longer than the buffer is not looked at:
/// the scanner, too, reads objects that stand one after the other.
fn is_lines(input: &mut impl BufRead) -> io::Result<bool> {
    let head = input.fill_buf()?;
    let Some(end) = memchr::memchr(b'\n', head) else {
        return Ok(false);
    };
    let follows = head[end..].iter().find(|b| !b.is_ascii_whitespace());
    Ok(follows == Some(&b'{') && serde_json::from_slice::<IgnoredAny>(&head[..end]).is_ok())
}

struct Records<'a, 'b> {
    path: &'a str,
    limits: &'a Limits,
    columns: Option<&'a Columns>,
    sink: &'a mut Sink<'b>,
}

impl Records<'_, '_> {
    fn lines(&mut self, input: &mut impl BufRead, mut number: u32) -> Result<()> {
        let path = self.path;
        let most = self.limits.article_bytes.min(1 << 31);
        let mut line = Vec::new();
        loop {
            line.clear();
            let n = at(
                path,
                input.by_ref().take(most + 1).read_until(b'\n', &mut line),
            )?;
            if n == 0 {
                return Ok(());
            }
            number += 1;
            let mut size = n as u64;
            if size > most && line.last() != Some(&b'\n') {
                size += at(path, input.skip_until(b'\n'))? as u64;
            }
            if let Err(reason) = self.limits.check(size.saturating_sub(1)) {
                line.shrink_to(1 << 20);
                self.skip(number, reason);
            } else if !line.trim_ascii().is_empty() {
                self.record(line.trim_ascii(), number - 1, number);
            }
        }
    }

    fn scanned(&mut self, input: &mut impl BufRead, blank_lines: u32) -> Result<()> {
        let most = self.limits.article_bytes.min(1 << 31);
        let mut scan = Scan::new(blank_lines + 1, most as usize);
        let mut number = 0;
        while let Some(found) = at(self.path, scan.next(input))? {
            match found.broken {
                None => self.record(found.bytes, number, found.line),
                Some(reason) => self.skip(found.line, reason),
            }
            number += 1;
        }
        Ok(())
    }

    fn record(&mut self, bytes: &[u8], number: u32, line: u32) {
        match article(bytes, self.path, self.columns, number, line) {
            Ok(article) => (self.sink)(Ok(article)),
            Err((line, reason)) => self.skip(line, reason),
        }
    }

    fn skip(&mut self, line: u32, reason: String) {
        (self.sink)(Err(Skipped {
            path: format!("{}:{line}", self.path),
            reason,
        }));
    }
}

fn article(
    bytes: &[u8],
    path: &str,
    columns: Option<&Columns>,
    record: u32,
    line: u32,
) -> std::result::Result<RawArticle, (u32, String)> {
    if let Err(e) = std::str::from_utf8(bytes) {
        let at = e.valid_up_to();
        let line = line + memchr::memchr_iter(b'\n', &bytes[..at]).count() as u32;
        return Err((
            line,
            format!("not valid UTF-8 at byte {at} of the record; convert it or mend the file"),
        ));
    }
    let columns = Mapped(columns);
    let whole = surrogates::mended(bytes);
    let mut json = serde_json::Deserializer::from_slice(&whole);
    let fields = columns.deserialize(&mut json).and_then(|fields| {
        json.end()?;
        Ok(fields)
    });
    let fields = fields.map_err(|e| broken(&e, line))?;
    let origin = Origin {
        path: path.to_string(),
        record,
        format: super::Format::Json.name().to_string(),
        digest: Digest::of(bytes),
    };
    record::article(&fields, origin, line).map_err(|reason| (line, reason))
}

/// What is wrong with some JSON, and on which line of the file.
fn broken(error: &serde_json::Error, line: u32) -> (u32, String) {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let said = said.strip_suffix(&place).unwrap_or(&said);
    let line = line + (error.line() as u32).saturating_sub(1);
    (
        line,
        format!("no valid JSON: {said} at column {}", error.column()),
    )
}

/// The way to a record's fields; what neither we nor the user knows is not even built.
struct Mapped<'c>(Option<&'c Columns>);

impl<'de> DeserializeSeed<'de> for Mapped<'_> {
    type Value = Fields;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> std::result::Result<Fields, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Mapped<'_> {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object with the fields of an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Fields, A::Error> {
        let mut found = Fields::default();
        while let Some(Name(name)) = map.next_key()? {
            let mapped = self
                .0
                .map(|columns| fields::places(columns, &name))
                .unwrap_or_default();
            let named = fields::named(&name);
            let free = |field| self.0.is_none_or(|c| fields::columns(c, field).is_empty());
            let named = named.filter(|(field, _)| free(*field));
            if mapped.is_empty() && named.is_none() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value = map.next_value::<Value>()?;
            for (field, nth, path) in mapped {
                if let Some(inner) = fields::inside(&value, path) {
                    found.put(field, nth, inner.clone());
                }
            }
            if let Some((field, rank)) = named {
                found.set(field, rank, value);
            }
        }
        if let Some(columns) = self.0 {
            found.read_day(columns);
        }
        Ok(found)
    }
}

#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Role;
    use crate::read::{Outcome, read_for_tests};

    /// Records as `number:title:paragraphs`, then bad ones as `path reason`.
    fn seen(name: &str, text: &str) -> (Vec<String>, Vec<String>) {
        let (articles, skipped, outcome) = read_for_tests(name, text.as_bytes());
        let digest = Digest::of(text.as_bytes());
        let passed_over = 0;
        assert_eq!(
            outcome.unwrap(),
            Outcome::Read {
                digest,
                passed_over
            }
        );
        let title = |a: &RawArticle| a.title.as_ref().map(|t| t.text.clone()).unwrap_or_default();
        (
            articles
                .iter()
                .map(|a| format!("{}:{}:{}", a.origin.record, title(a), a.body.len()))
                .collect(),
            skipped
                .iter()
                .map(|s| format!("{} {}", s.path, s.reason))
                .collect(),
        )
    }

    #[test]
    fn people_name_fields_as_they_like() {
        let lines = concat!(
            r#"{"id": 7, "outlet": "Amnok Courier", "language": "en", "headline": "Rice", "link": "https://example.com/1", "date": "2016-04-08", "story_text": "One.\nTwo.", "date_str": null}"#,
            "\n",
            r#"{"title": "Rice", "body": "Rice\n\nOne.\n\nTwo.", "URL": "https://example.com/2", "published_at": "8 April 2016", "source": {"id": null, "name": "Amnok Courier"}, "author": "Jane Miller and Kim Chol-su", "lang": "en"}"#,
            "\n",
            r#"{"title": {"rendered": "Rice"}, "content": {"rendered": "<p>One.</p>\n<blockquote><p>Two &amp; three.</p></blockquote>"}, "date_published": 20160408, "publisher": "Amnok Courier", "authors": [{"name": "Jane Miller"}, "Kim Chol-su"]}"#,
            "\n",
        );
        let (articles, skipped, _) = read_for_tests("a.jsonl", lines.as_bytes());
        assert!(skipped.is_empty());
        for article in &articles {
            assert_eq!(article.title.as_ref().unwrap().text, "Rice");
            assert_eq!(article.publisher.as_deref(), Some("Amnok Courier"));
            assert_eq!(article.body.len(), 2);
        }
        let dates: Vec<_> = articles
            .iter()
            .map(|a| a.published.map(|d| d.to_string()).unwrap_or_default())
            .collect();
        assert_eq!(dates, ["2016-04-08", "2016-04-08", "2016-04-08"]);
        assert_eq!(articles[1].byline, ["Jane Miller", "Kim Chol-su"]);
        assert_eq!(articles[2].byline, ["Jane Miller", "Kim Chol-su"]);
        assert_eq!(articles[1].url.as_deref(), Some("https://example.com/2"));
        assert_eq!(articles[2].body[1].quotes, [0]);
        assert_eq!(articles[1].body[0].text.line, Some(2));
        assert_eq!(
            articles[0].origin.digest,
            Digest::of(lines.lines().next().unwrap().as_bytes())
        );
    }

    #[test]
    fn a_broken_line_is_named_and_the_rest_goes_on() {
        let lines = "{\"title\":\"a\",\"text\":\"One.\"}\n{\"title\":\"b\",\"text\":\"Tw\n\n{\"title\":\"c\",\"text\":\"  \"}\n{\"text\":tru}\n[1]\n{\"title\":\"d\",\"text\":\"Three.\"}";
        let (articles, skipped) = seen("x.jsonl", lines);
        assert_eq!(articles, ["0:a:1", "6:d:1"]);
        let places: Vec<_> = skipped
            .iter()
            .map(|s| s.split(' ').next().unwrap())
            .collect();
        assert_eq!(places, ["x.jsonl:2", "x.jsonl:4", "x.jsonl:5", "x.jsonl:6"]);
        assert!(skipped[1].ends_with(" no text"));
        assert!(skipped[0].contains("no valid JSON: "));
    }

    #[test]
    fn bytes_that_are_no_utf8_spoil_their_line_only() {
        let mut bytes = b"{\"text\":\"a\"}\n{\"text\":\"".to_vec();
        bytes.extend(b"\xff\"}\n{\"text\":\"b\"}\n");
        let (articles, skipped, _) = read_for_tests("x.jsonl", &bytes);
        assert_eq!((articles.len(), skipped.len()), (2, 1));
        assert_eq!(skipped[0].path, "x.jsonl:2");
    }

    #[test]
    fn json_files_of_every_shape() {
        let one = "{\n  \"title\": \"a\",\n  \"text\": \"One.\"\n}\n";
        assert_eq!(seen("x.json", one).0, ["0:a:1"]);
        let list = "[\n  {\"title\": \"a\", \"text\": \"One, [two] {three}.\"},\n  {\"title\": \"b\", \"text\": \"Tw\\\"o.\"}\n]\n";
        assert_eq!(seen("x.json", list).0, ["0:a:1", "1:b:1"]);
        assert_eq!(seen("x.jsonl", list).0, ["0:a:1", "1:b:1"]);
        let wrapped = "{\"status\": \"ok\", \"n\": [1], \"articles\": [{\"title\": \"a\", \"text\": \"One.\", \"items\": [{}]}, {\"title\": \"b\", \"text\": \"Two.\"}], \"more\": {}}";
        assert_eq!(seen("x.json", wrapped).0, ["0:a:1", "1:b:1"]);
        let lines = "{\"title\": \"a\", \"text\": \"One.\"}\n\n{\"title\": \"b\", \"text\": \"Two.\"}\n{\"title\": \"c\", \"text\": 5}\n";
        assert_eq!(seen("x.json", lines).0, ["0:a:1", "2:b:1", "3:c:1"]);
        let pretty = "{\n \"text\": \"One.\"\n}\n{\n \"text\": \"Two.\"\n}\n";
        assert_eq!(seen("x.json", pretty).0, ["0::1", "1::1"]);
        let strange = "[1, \"a\", {\"text\": \"One.\"}, null]";
        let (articles, skipped) = seen("x.json", strange);
        assert_eq!(
            (articles.as_slice(), skipped.len()),
            (&["2::1".to_string()][..], 3)
        );
    }

    #[test]
    fn a_broken_element_of_an_array_does_not_take_the_rest() {
        let list = "[\n  {\"text\": \"One.\"},\n  {\"text\": \"no end},\n  {\"text\": \"Three.\"},\n  {\"text\": }\n, {\"text\": \"Five.\"}, {\"text\": \"cut of";
        let (articles, skipped) = seen("x.json", list);
        assert_eq!(articles, ["0::1", "2::1", "4::1"]);
        let places: Vec<_> = skipped
            .iter()
            .map(|s| s.split(' ').next().unwrap())
            .collect();
        assert_eq!(places, ["x.json:3", "x.json:5", "x.json:6"]);
    }

    #[test]
    fn a_file_may_be_larger_than_an_article_may() {
        let large = format!("{{\"text\": \"{}\"}}\n", "a".repeat(5 << 20));
        let small = "{\"text\": \"One.\"}\n".repeat(10);
        let text = format!("{small}{large}{small}");
        let (articles, skipped) = seen("x.jsonl", &text);
        assert_eq!((articles.len(), skipped.len()), (20, 1));
        assert!(
            skipped[0].starts_with("x.jsonl:11 an article of 5.1 MiB is above the limit of 4 MiB"),
            "{}",
            skipped[0]
        );
        let array = format!("[{large},{}]", "{\"text\": \"One.\"}");
        let (articles, skipped) = seen("x.json", &array);
        assert_eq!((articles.len(), skipped.len()), (1, 1));
        assert!(skipped[0].contains("above the limit"), "{}", skipped[0]);
    }

    #[test]
    fn a_day_at_the_head_of_a_text_is_no_paragraph() {
        let (articles, _, _) = read_for_tests(
            "x.jsonl",
            "{\"title\": \"a\", \"text\": \"Friday, January 4, 2019\u{a0}\\n\\n\\nOne.\"}"
                .as_bytes(),
        );
        assert_eq!(articles[0].body[0].role, Role::Meta);
        assert_eq!(
            articles[0].published.map(|d| d.to_string()).as_deref(),
            Some("2019-01-04")
        );
    }

    #[test]
    fn depth_does_no_harm() {
        for deep in [
            "[".repeat(1 << 20),
            "{\"a\":".repeat(1 << 18),
            format!("{{\"text\": {}", "[".repeat(1 << 20)),
        ] {
            for name in ["x.jsonl", "x.json"] {
                let (articles, skipped, _) = read_for_tests(name, deep.as_bytes());
                assert_eq!((articles.len(), skipped.len()), (0, 1), "{name}");
            }
        }
    }
}
