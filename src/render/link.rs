//! Owns hyperlinks of a terminal (OSC 8): the format that the user gives, and a place made an address by it.
//! Refuses to put a raw byte of a path into an address.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// How to make a place an address; see [`Format::from_str`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format(String);

/// Names that stand for a format; those of ripgrep.
pub const ALIASES: [(&str, &str); 10] = [
    ("none", ""),
    ("default", "file://{host}{path}"),
    ("file", "file://{host}{path}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("grep+", "grep+://{path}:{line}"),
    ("kitty", "file://{host}{path}#{line}"),
    (
        "macvim",
        "mvim://open?url=file://{path}&line={line}&column={column}",
    ),
    (
        "textmate",
        "txmt://open?url=file://{path}&line={line}&column={column}",
    ),
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
];

impl FromStr for Format {
    type Err = String;

    /// Reads an alias or a format with `{path}` and, as wished, `{host}`, `{line}`, `{column}`, `{wslprefix}`.
    fn from_str(s: &str) -> Result<Format, String> {
        if let Some((_, format)) = ALIASES.iter().find(|(name, _)| *name == s) {
            return Ok(Format(format.to_string()));
        }
        if s.is_empty() {
            return Ok(Format(String::new()));
        }
        let mut rest = s;
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}') else {
                return Err("a { is never closed".to_string());
            };
            let name = &rest[open + 1..open + close];
            if !["path", "host", "line", "column", "wslprefix"].contains(&name) {
                return Err(format!(
                    "no variable is called {{{name}}}: path, host, line, column, wslprefix"
                ));
            }
            rest = &rest[open + close + 1..];
        }
        if !s.contains("{path}") {
            return Err("a format needs {path}".to_string());
        }
        let scheme = s.split(':').next().unwrap_or("");
        if scheme.len() == s.len() || !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err("a format begins with a scheme, such as file:".to_string());
        }
        if s.chars().any(|c| !c.is_ascii_graphic()) {
            return Err("a format holds printable ASCII only".to_string());
        }
        Ok(Format(s.to_string()))
    }
}

impl Format {
    /// Whether it makes no links at all.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }
}

/// A format with what its variables stand for.
#[derive(Debug, Clone)]
pub struct Links {
    /// The format.
    pub format: Format,
    /// The folder that the places are relative to, absolute.
    pub root: PathBuf,
    /// The machine's name; may be empty.
    pub host: String,
}

impl Links {
    /// The bytes that open and close a link to line `line` of the file at `path`.
    pub fn around(&self, path: &str, line: Option<u32>) -> (String, &'static str) {
        // `crawl.zip!a.html` lies in `crawl.zip`.
        let inside = path.split('!').next().unwrap_or(path);
        let on_disk = if self.root.join(path).exists() {
            path
        } else {
            inside
        };
        let address = self
            .format
            .0
            .replace("{wslprefix}", "")
            .replace("{host}", &encode(&self.host))
            .replace("{line}", &line.unwrap_or(1).to_string())
            .replace("{column}", "1")
            .replace("{path}", &encode_path(&self.root.join(on_disk)));
        (format!("\u{1b}]8;;{address}\u{1b}\\"), "\u{1b}]8;;\u{1b}\\")
    }
}

fn encode_path(path: &Path) -> String {
    encode(&path.to_string_lossy())
}

/// Percent-encodes all but unreserved characters and `/`.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte as char);
            }
            _ => {
                // Writing to a String can't fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(format: &str, path: &str) -> String {
        let links = Links {
            format: format.parse().unwrap(),
            root: PathBuf::from("/corpus"),
            host: "desk".into(),
        };
        links.around(path, Some(20)).0
    }

    #[test]
    fn a_place_becomes_an_address() {
        assert_eq!(
            address("default", "a/b.txt"),
            "\u{1b}]8;;file://desk/corpus/a/b.txt\u{1b}\\"
        );
        assert_eq!(
            address("x:{path}:{line}:{column}", "a b.txt"),
            "\u{1b}]8;;x:/corpus/a%20b.txt:20:1\u{1b}\\"
        );
    }

    #[test]
    fn a_path_cannot_end_the_link() {
        assert!(
            !address("default", "a\u{1b}\\b\u{7}")[5..]
                .trim_end_matches("\u{1b}\\")
                .contains(['\u{1b}', '\u{7}'])
        );
    }

    #[test]
    fn a_format_that_cannot_work_is_refused() {
        for bad in [
            "file://{host}",
            "file://{path",
            "x:{path}{col}",
            "{path}",
            "x:{path}\u{1b}",
        ] {
            assert!(bad.parse::<Format>().is_err(), "{bad:?}");
        }
    }
}
