//! Owns what is said when a query can't be read: the query, and a caret under the place with the likely meaning.

use std::fmt;

use crate::error::Error;

/// Most chars shown of a query before and after the place.
const SHOWN: usize = 60;

/// Why a query can't be read. Prints two lines: the query, and a caret under the place with the meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The query, or what lies around the place.
    excerpt: String,
    /// Columns before the caret.
    column: usize,
    at: usize,
    message: String,
}

impl QueryError {
    /// The error at byte `at` of `query`, a char edge (else the nearest before).
    pub(super) fn new(query: &str, at: usize, message: impl Into<String>) -> QueryError {
        let edge = (0..=at.min(query.len())).rev();
        let at = edge
            .into_iter()
            .find(|i| query.is_char_boundary(*i))
            .unwrap_or(0);
        let (before, after) = query.split_at(at);
        let cut = before
            .char_indices()
            .rev()
            .nth(SHOWN - 1)
            .map_or(0, |(i, _)| i);
        let end = after
            .char_indices()
            .nth(SHOWN)
            .map_or(after.len(), |(i, _)| i);
        let seen = |text: &str| -> String {
            let seen = text.chars().filter(|c| width(*c) > 0 || c.is_control());
            seen.map(|c| if c.is_control() { ' ' } else { c }).collect()
        };
        let (open, close) = (
            if cut > 0 { "…" } else { "" },
            if end < after.len() { "…" } else { "" },
        );
        let before = format!("{open}{}", seen(&before[cut..]));
        let after = format!("{}{close}", seen(&after[..end]));
        QueryError {
            column: before.chars().map(width).sum(),
            excerpt: before + &after,
            at,
            message: message.into(),
        }
    }

    /// The byte of the query that the caret points at.
    pub fn at(&self) -> usize {
        self.at
    }

    /// What is wrong and what was probably meant, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{}", self.excerpt)?;
        write!(f, "{:1$}^ {2}", "", self.column, self.message)
    }
}

impl std::error::Error for QueryError {}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Error {
        Error::Query(error.to_string())
    }
}

/// Columns that a terminal gives to `c`: two to East Asian wide chars (UAX 11, the blocks that keyboards reach), none to
/// marks and what steers direction.
fn width(c: char) -> usize {
    match c {
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => 0,
        c if unicode_normalization::char::is_combining_mark(c) => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
