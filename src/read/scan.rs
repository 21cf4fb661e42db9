//! Owns the cut of a JSON file into its records as bytes: the elements of an array, those of a wrapper's array
//! (`{"articles": [...]}`), or objects one after the other. Refuses to look inside a record.

use std::io::{self, BufRead};

/// A wrapper's names for its articles.
const WRAPPERS: [&[u8]; 11] = [
    b"articles",
    b"items",
    b"posts",
    b"stories",
    b"documents",
    b"docs",
    b"records",
    b"results",
    b"entries",
    b"data",
    b"news",
];

/// A record's bytes, or what is wrong with it.
#[derive(Debug)]
pub(super) struct Found<'a> {
    pub bytes: &'a [u8],
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    pub broken: Option<String>,
}

/// Where in the file the scanner is.
pub(super) struct Scan {
    line: u32,
    /// Most bytes of a record.
    most: usize,
    depth: u32,
    /// The depth at which records lie: 0 one after the other, 1 in an array, 2 in a wrapper's array.
    level: u32,
    in_string: bool,
    escaped: bool,
    /// The record in the making, or the wrapper before its array.
    bytes: Vec<u8>,
    /// Its line, and how far from the line's start it begins.
    begun: Option<(u32, u32)>,
    column: u32,
    /// Its size, when that is above `most`.
    size: usize,
    /// The last string at depth 1 of the first object: perhaps a wrapper's name of its array.
    key: Vec<u8>,
    may_wrap: bool,
    /// After a broken record: waiting for a line that begins with `{` at this column.
    lost: Option<u32>,
    done: bool,
    taken: bool,
}

impl Scan {
    pub fn new(line: u32, most: usize) -> Scan {
        Scan {
            line,
            most,
            depth: 0,
            level: 0,
            in_string: false,
            escaped: false,
            bytes: Vec::new(),
            begun: None,
            column: 0,
            size: 0,
            key: Vec::new(),
            may_wrap: true,
            lost: None,
            done: false,
            taken: false,
        }
    }

    /// The next record.
    pub fn next<R: BufRead>(&mut self, input: &mut R) -> io::Result<Option<Found<'_>>> {
        if self.taken {
            self.taken = false;
            self.bytes.clear();
            self.size = 0;
        }
        while !self.done {
            let buffer = match input.fill_buf() {
                Ok(buffer) => buffer,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if buffer.is_empty() {
                return Ok(self.end());
            }
            let mut used = 0;
            let mut ended = None;
            for &byte in buffer {
                used += 1;
                ended = self.step(byte);
                if ended.is_some() || self.done {
                    break;
                }
            }
            input.consume(used);
            if let Some(broken) = ended {
                let (line, _) = self.begun.take().unwrap_or((self.line, 0));
                self.taken = true;
                let broken = broken.or_else(|| {
                    (self.size > self.most).then(|| {
                        let limit = super::Limits {
                            article_bytes: self.most as u64,
                            ..super::Limits::default()
                        };
                        limit.check(self.size as u64).err().unwrap_or_default()
                    })
                });
                return Ok(Some(Found {
                    bytes: &self.bytes,
                    line,
                    broken,
                }));
            }
        }
        Ok(None)
    }

    /// Takes a byte; tells whether a record ends with it, and what is wrong with that.
    fn step(&mut self, byte: u8) -> Option<Option<String>> {
        let column = self.column;
        self.column += 1;
        if byte == b'\n' {
            self.line += 1;
            self.column = 0;
        }
        if let Some(lost) = self.lost {
            if byte != b'{' || column != lost {
                return None;
            }
            self.lost = None;
        }
        if self.in_string {
            return self.in_string(byte);
        }
        match byte {
            b'"' => {
                self.begin(column);
                self.in_string = true;
                if self.depth == 1 && self.level == 0 {
                    self.key.clear();
                }
            }
            b'{' | b'[' => {
                if byte == b'[' && self.depth == 0 && self.begun.is_none() && self.may_wrap {
                    self.level = 1;
                    self.depth = 1;
                    self.may_wrap = false;
                    return None;
                }
                if byte == b'[' && self.opens_wrapper() {
                    self.level = 2;
                    self.depth = 2;
                    self.may_wrap = false;
                    self.begun = None;
                    self.bytes.clear();
                    self.size = 0;
                    return None;
                }
                self.begin(column);
                self.depth += 1;
            }
            b'}' | b']' => {
                if self.depth <= self.level {
                    // The end of the array; what follows tells nothing of articles.
                    self.done = true;
                    return self.begun.is_some().then_some(None);
                }
                self.depth -= 1;
                self.keep(byte);
                if self.depth == self.level {
                    self.may_wrap = false;
                    return Some(None);
                }
                return None;
            }
            b',' if self.depth == self.level => {
                return self.begun.is_some().then_some(None);
            }
            b if b.is_ascii_whitespace() => {
                self.begun?;
            }
            _ => self.begin(column),
        }
        self.keep(byte);
        None
    }

    fn in_string(&mut self, byte: u8) -> Option<Option<String>> {
        if byte == b'\n' {
            // JSON strings hold no line ends: the record's closing quote is missing.
            let column = self.begun.map_or(0, |(_, column)| column);
            self.in_string = false;
            self.escaped = false;
            self.depth = self.level;
            self.lost = Some(column);
            self.may_wrap = false;
            return Some(Some(
                "no valid JSON: a line ends inside a string".to_string(),
            ));
        }
        self.keep(byte);
        if self.escaped {
            self.escaped = false;
        } else if byte == b'\\' {
            self.escaped = true;
        } else if byte == b'"' {
            self.in_string = false;
        } else if self.depth == 1 && self.level == 0 && self.key.len() < 64 {
            self.key.push(byte);
        }
        None
    }

    /// Whether a `[` here is the array of a wrapper: under one of the names, in an object that has shown no text of its own.
    fn opens_wrapper(&mut self) -> bool {
        if !self.may_wrap || self.depth != 1 || self.level != 0 {
            return false;
        }
        let key = String::from_utf8_lossy(&self.key);
        WRAPPERS.contains(&key.to_lowercase().as_bytes())
            && self.bytes.trim_ascii_end().ends_with(b":")
    }

    fn begin(&mut self, column: u32) {
        if self.begun.is_none() {
            self.begun = Some((self.line, column));
        }
    }

    fn keep(&mut self, byte: u8) {
        self.size += 1;
        if self.size <= self.most {
            self.bytes.push(byte);
        }
    }

    /// The last record, which nothing closes.
    fn end(&mut self) -> Option<Found<'_>> {
        self.done = true;
        let cut = self.depth > 0 || self.in_string;
        if !cut && self.begun.is_none() {
            return None;
        }
        let (line, _) = self.begun.take().unwrap_or((self.line, 0));
        self.taken = true;
        Some(Found {
            bytes: &self.bytes,
            line,
            broken: cut.then(|| "no valid JSON: the file ends before its last bracket is closed; it may be cut off".to_string()),
        })
    }
}
