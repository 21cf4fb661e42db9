//! Owns the user's word on which column of a table, or which name of a JSON record, holds what: `[[columns]]` of `sources.toml`.
//! Refuses to read tables.
//!
//! ```toml
//! [[columns]]
//! files = "scrapes/*.csv"        # also .tsv, .json, .jsonl; the last table that fits a file holds
//! title = "kop"
//! text = ["intro", "inhoud"]     # several are joined; a number counts columns from 1, for tables without a first row of names
//! date = "datum"
//! date_format = "%d/%m/%Y"       # where the date's own form leaves day and month open
//! publisher = "bron"             # likewise: url, author, lang
//! delimiter = ";"                # where it is guessed wrong
//! ```

use serde::Deserialize;
use toml::Spanned;

use super::rules::{FILE, PathGlob, at_line, matcher};
use crate::article::PartialDate;
use crate::error::Result;

/// What a user says of the columns of some tables; an empty list: nothing, and the usual names hold.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    globs: Vec<PathGlob>,
    /// The title.
    pub title: Vec<Column>,
    /// The body, in order.
    pub text: Vec<Column>,
    /// The address.
    pub url: Vec<Column>,
    /// The day of publication.
    pub date: Vec<Column>,
    /// How the day is written, as `strftime` says it.
    pub date_format: Option<String>,
    /// Who published it.
    pub publisher: Vec<Column>,
    /// Who wrote it.
    pub author: Vec<Column>,
    /// The language.
    pub lang: Vec<Column>,
    /// What parts the columns.
    pub delimiter: Option<u8>,
}

/// A column, or a field of a record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Column {
    /// The column's place in its row, from 1.
    Number(usize),
    /// Its name; in JSON `meta.kop` is the field `kop` of the object `meta`.
    Name(String),
}

/// `"kop"` or `["intro", "inhoud"]`.
#[derive(Debug, Deserialize, Default)]
#[serde(untagged)]
enum OneOrMore {
    #[default]
    None,
    One(Column),
    More(Vec<Column>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnsTable {
    files: Spanned<String>,
    #[serde(default)]
    title: OneOrMore,
    #[serde(default)]
    text: OneOrMore,
    #[serde(default)]
    url: OneOrMore,
    #[serde(default)]
    date: OneOrMore,
    date_format: Option<Spanned<String>>,
    #[serde(default)]
    publisher: OneOrMore,
    #[serde(default)]
    author: OneOrMore,
    #[serde(default)]
    lang: OneOrMore,
    delimiter: Option<Spanned<String>>,
}

impl OneOrMore {
    fn list(self) -> Vec<Column> {
        match self {
            OneOrMore::None => Vec::new(),
            OneOrMore::One(column) => vec![column],
            OneOrMore::More(columns) => columns,
        }
    }
}

impl Columns {
    /// What a table of `sources.toml` says; `toml` is the file's text, for messages.
    pub(super) fn new(table: ColumnsTable, toml: &str) -> Result<Columns> {
        let wrong = |at: usize, said: &str| Err(at_line(FILE, toml, at, said));
        let files = table.files.get_ref();
        let mut columns = Columns {
            globs: vec![matcher(files, table.files.span().start, toml)?],
            title: table.title.list(),
            text: table.text.list(),
            url: table.url.list(),
            date: table.date.list(),
            publisher: table.publisher.list(),
            author: table.author.list(),
            lang: table.lang.list(),
            ..Columns::default()
        };
        let all = columns.lists();
        if all.iter().all(|list| list.is_empty())
            && table.delimiter.is_none()
            && table.date_format.is_none()
        {
            return wrong(
                table.files.span().start,
                "columns need a field (title, text, date, ...) with the name of its column",
            );
        }
        if all
            .iter()
            .flat_map(|list| list.iter())
            .any(|c| *c == Column::Number(0))
        {
            return wrong(table.files.span().start, "columns are counted from 1");
        }
        if let Some(format) = table.date_format {
            let day = jiff::civil::date(2016, 11, 23);
            let written = jiff::fmt::strtime::format(format.get_ref(), day);
            let back = written.ok().and_then(|w| parse(format.get_ref(), &w));
            if back.is_none_or(|back| back.year() != 2016) {
                let said = "date_format is no form of a date: write it like \"%d/%m/%Y\"";
                return wrong(format.span().start, said);
            }
            columns.date_format = Some(format.into_inner());
        }
        if let Some(delimiter) = table.delimiter {
            let &[byte] = delimiter.get_ref().as_bytes() else {
                return wrong(
                    delimiter.span().start,
                    "a delimiter is one character: \",\", \";\", \"|\" or \"\\t\"",
                );
            };
            columns.delimiter = Some(byte);
        }
        Ok(columns)
    }

    fn lists(&self) -> [&[Column]; 7] {
        [
            &self.title,
            &self.text,
            &self.url,
            &self.date,
            &self.publisher,
            &self.author,
            &self.lang,
        ]
    }

    /// Whether this is said of the file at `path` (relative to the corpus).
    pub(super) fn fits(&self, path: &str) -> bool {
        self.globs.iter().any(|glob| glob.is_match(path))
    }

    /// Whether columns are told by their number: such a table has no row of names.
    pub fn by_number(&self) -> bool {
        self.lists()
            .iter()
            .flat_map(|list| list.iter())
            .any(|c| matches!(c, Column::Number(_)))
    }

    /// The day that `written` means in the user's form; `None` also if it is not of that form.
    pub fn day(&self, written: &str) -> Option<PartialDate> {
        parse(self.date_format.as_deref()?, written.trim())
    }
}

/// The date in `written`, as coarse as `format` is; what follows it (a time) is passed over.
fn parse(format: &str, written: &str) -> Option<PartialDate> {
    let (found, _) = jiff::fmt::strtime::BrokenDownTime::parse_prefix(format, written).ok()?;
    let year = u16::try_from(found.year()?).ok()?;
    let part = |value: Option<i8>| value.and_then(|v| u8::try_from(v).ok());
    PartialDate::new(year, part(found.month()), part(found.day()))
}

#[cfg(test)]
mod tests {
    use crate::source::Registry;

    #[test]
    fn the_last_table_that_fits_a_file_holds() {
        let rules = "[[columns]]\nfiles = \"*.csv\"\ntext = \"a\"\n[[columns]]\nfiles = \"scrapes/**\"\ntext = [\"b\", 3]\ndate = \"d\"\ndate_format = \"%d/%m/%Y\"\n";
        let registry = Registry::with_rules(rules).unwrap();
        let of = |path: &str| registry.columns_of(path).map(|c| c.text.len());
        assert_eq!(
            [of("x.csv"), of("scrapes/2016/x.csv"), of("y/x.csv")],
            [Some(1), Some(2), None]
        );
        let scrapes = registry.columns_of("scrapes/x.jsonl").unwrap();
        let day = |written: &str| scrapes.day(written).map(|d| d.to_string());
        assert_eq!(day(" 08/04/2016 12:30").as_deref(), Some("2016-04-08"));
        assert_eq!(day("2016-04-08"), None);
    }

    #[test]
    fn wrong_tables_are_named_with_their_line() {
        for (table, said) in [
            ("text = 0", "sources.toml:2: columns are counted from 1"),
            ("", "sources.toml:2: columns need a field"),
            (
                "text = \"a\"\ndelimiter = \"ab\"",
                "sources.toml:4: a delimiter is one character",
            ),
            (
                "text = \"a\"\ndate_format = \"%Q\"",
                "sources.toml:4: date_format is no form of a date",
            ),
            (
                "text = \"a\"\ndate_format = \"day %d\"",
                "sources.toml:4: date_format is no form of a date",
            ),
            ("tekst = \"a\"", "sources.toml:3"),
        ] {
            let rules = format!("[[columns]]\nfiles = \"*.csv\"\n{table}\n");
            let error = Registry::with_rules(&rules).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
