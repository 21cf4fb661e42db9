//! Owns the parts of a document that is a zip archive (e-books, office documents), held whole. Refuses bombs, by the limits that all
//! share, and paths that lead outside: parts are named, never written.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::charset;
use super::meter::{Expanding, Meter};

/// The parts of a document.
pub(super) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    meter: &'a Meter<'a>,
}

impl<'a> Parts<'a> {
    /// # Errors
    /// If these bytes are no whole archive.
    pub fn open(bytes: &'a [u8], meter: &'a Meter<'a>) -> Result<Parts<'a>, String> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        let archive =
            archive.map_err(|_| "no whole archive (cut off?); fetch it again".to_string())?;
        Ok(Parts { archive, meter })
    }

    /// The names of all parts, as the archive orders them.
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().flatten();
        names.map(|name| name.into_owned()).collect()
    }

    /// The bytes of a part; `None` if there is none of that name.
    ///
    /// # Errors
    /// If it is damaged, encrypted, or passes a limit.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let most = self.meter.limits.most_of_article();
        let inner = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(format!("{name}: {error}")),
        };
        let mut part = Expanding {
            inner,
            meter: self.meter,
        };
        let mut bytes = Vec::new();
        let read = (&mut part).take(most + 1).read_to_end(&mut bytes);
        read.map_err(|e| format!("{name}: {e}"))?;
        self.meter.limits.check(bytes.len() as u64)?;
        Ok(Some(bytes))
    }

    /// The text of a part.
    ///
    /// # Errors
    /// See [`Parts::bytes`]; and if it is no text.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(bytes) = self.bytes(name)? else {
            return Ok(None);
        };
        let decoded = charset::decode(&bytes, &[]).map_err(|e| format!("{name}: {e}"))?;
        Ok(Some(decoded.text.into_owned()))
    }
}

/// The name of the part that `written` means in the part `at` (`../Text/a.xhtml#x` in `OEBPS/nav.xhtml`), and what follows its `#`.
pub(super) fn resolve(at: &str, written: &str) -> (String, Option<String>) {
    let (path, fragment) = match written.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_string()).filter(|f| !f.is_empty())),
        None => (written, None),
    };
    if path.is_empty() {
        return (at.to_string(), fragment);
    }
    let path = unescape(path);
    let mut folders: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => at.split('/').collect(),
    };
    folders.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                folders.pop();
            }
            part => folders.push(part),
        }
    }
    (folders.join("/"), fragment)
}

/// Percent signs of an address undone.
fn unescape(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| path.get(at + 1..at + 3))
            .flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_relative_to_each_other_and_never_outside() {
        for (written, part) in [
            ("../Text/a%20b.xhtml#c2", ("Text/a b.xhtml", Some("c2"))),
            ("b.xhtml", ("OEBPS/nav/b.xhtml", None)),
            ("#x", ("OEBPS/nav/nav.xhtml", Some("x"))),
            ("../../../../etc/passwd", ("etc/passwd", None)),
            ("/Text/a.xhtml", ("Text/a.xhtml", None)),
        ] {
            let (path, fragment) = resolve("OEBPS/nav/nav.xhtml", written);
            let expected = match written.starts_with("../Text") {
                true => ("OEBPS/Text/a b.xhtml", part.1),
                false => part,
            };
            assert_eq!((path.as_str(), fragment.as_deref()), expected, "{written}");
        }
    }
}
