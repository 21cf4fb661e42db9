//! Owns tables: comma-, semicolon- and tab-separated records, an article a row. Streams: memory holds one row. Refuses to guess which
//! column is which beyond its name: the user says it in `sources.toml`.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

use csv::{ReaderBuilder, StringRecord, Terminator};
use serde_json::Value;

use super::decoding::Decoding;
use super::document::Document;
use super::fields::{self, Field, Fields};
use super::meter::{Meter, at};
use super::{Format, Sink, record};
use crate::error::{Error, Result, Skipped};
use crate::source::{Column, Columns};

/// So much of a table tells what parts its columns.
const SAMPLE: usize = 64 << 10;

/// Reads the articles of a table.
///
/// # Errors
/// If it can't be read on, or no column is known to hold the text.
pub(super) fn read(
    input: &mut dyn BufRead,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let mapped = meter.columns(path);
    let mut decoding = at(path, Decoding::new(input))?;
    let mut head = Vec::with_capacity(SAMPLE);
    at(
        path,
        (&mut decoding).take(SAMPLE as u64).read_to_end(&mut head),
    )?;
    let begins = Dialect::of(&head, document, mapped);
    let budget = Cell::new(0);
    let most = meter.limits.most_of_article() + SAMPLE as u64;
    let mut rows = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(begins.delimiter)
        .terminator(begins.terminator)
        .from_reader(Budget {
            inner: (&head[begins.skip..]).chain(&mut decoding),
            spent: &budget,
            most,
        });
    let mut row = StringRecord::new();
    let mut table: Option<Table> = None;
    let mut number = 0;
    loop {
        budget.set(0);
        let first = rows.position().line();
        match rows.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let line = first + begins.lines;
                return Err(Error::file(format!("{path}:{line}"), broken(error)));
            }
        }
        let line = row.position().map_or(0, |p| p.line()) + begins.lines;
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if table.is_none() {
            let (columns, is_header) = Table::new(&row, mapped, document)?;
            table = Some(columns);
            if is_header {
                continue;
            }
        }
        let Some(columns) = &table else {
            continue;
        };
        let origin = document.origin(Format::Csv, number, row.as_slice().as_bytes());
        number += 1;
        let fields = columns.fields(&row, mapped);
        let article = fields.and_then(|fields| record::article(&fields, origin, line));
        sink(article.map_err(|reason| Skipped {
            path: format!("{path}:{line}"),
            reason,
        }));
        at(path, meter.tick().map_err(io::Error::other))?;
    }
    drop(rows);
    if decoding.damaged() {
        sink(Err(Skipped {
            path: path.to_string(),
            reason: "damaged bytes stand as \u{fffd}; what can be read is indexed".into(),
        }));
    }
    match table {
        Some(_) => Ok(()),
        None => Err(Error::file(path, "no text")),
    }
}

fn broken(error: csv::Error) -> String {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.to_string(),
        kind => format!("no table: {kind:?}"),
    }
}

/// Ends a row that is longer than an article may be: most likely a quotation mark that is never closed.
struct Budget<'a, R> {
    inner: R,
    spent: &'a Cell<u64>,
    most: u64,
}

impl<R: Read> Read for Budget<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.spent.get() > self.most {
            return Err(io::Error::other(
                "a row is longer than an article may be (a quotation mark that is not closed?); mend it, or raise the limit with --max-article-size",
            ));
        }
        let n = self.inner.read(into)?;
        self.spent.set(self.spent.get() + n as u64);
        Ok(n)
    }
}

/// How a table is written.
struct Dialect {
    delimiter: u8,
    /// Line feeds alone, where there are any: lines are then counted as editors count them.
    terminator: Terminator,
    /// Bytes and lines before the first row: Excel's `sep=;`.
    skip: usize,
    lines: u64,
}

impl Dialect {
    fn of(head: &[u8], document: &Document, mapped: Option<&Columns>) -> Dialect {
        let first = head.split(|&b| b == b'\n').next().unwrap_or_default();
        let stated = first.strip_prefix(b"sep=").and_then(|s| s.first().copied());
        let (skip, lines) = match stated {
            Some(_) => ((first.len() + 1).min(head.len()), 1),
            None => (0, 0),
        };
        let told = mapped.and_then(|columns| columns.delimiter).or(stated);
        let usual: &[u8] = match document.ending().as_str() {
            "tsv" | "tab" => b"\t,;|",
            _ => b",;\t|",
        };
        let best = || {
            let ranked = usual
                .iter()
                .rev()
                .max_by_key(|&&delimiter| agreement(&head[skip..], delimiter));
            ranked.copied().unwrap_or(b',')
        };
        Dialect {
            delimiter: told.unwrap_or_else(best),
            terminator: match head.contains(&b'\n') {
                true => Terminator::Any(b'\n'),
                false => Terminator::CRLF,
            },
            skip,
            lines,
        }
    }
}

/// How well the rows agree on their columns if `delimiter` parts them: first that the names of the first row are known, then
/// how many rows have as many columns as the first.
fn agreement(head: &[u8], delimiter: u8) -> (usize, usize, usize) {
    let mut rows = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(head);
    let mut records = rows.byte_records().flatten().take(50);
    let Some(first) = records.next().filter(|first| first.len() > 1) else {
        return (0, 0, 0);
    };
    let named = first
        .iter()
        .filter(|name| fields::named(&String::from_utf8_lossy(name)).is_some())
        .count();
    (
        named,
        records.filter(|row| row.len() == first.len()).count(),
        first.len(),
    )
}

/// What a column holds.
#[derive(Debug, Clone, Copy)]
enum Holds {
    /// As the user says: the n-th column of its field.
    Mapped(Field, usize),
    /// By its name, of that rank.
    Named(Field, usize),
}

/// Which column of a table holds what.
struct Table {
    columns: Vec<Option<Holds>>,
}

impl Table {
    /// What the first row tells, and whether it is a row of names.
    fn new(
        first: &StringRecord,
        mapped: Option<&Columns>,
        document: &Document,
    ) -> Result<(Table, bool)> {
        let by_number = mapped.is_some_and(Columns::by_number);
        let usual = |name: &str| {
            let found = fields::named(name).filter(|_| !by_number);
            let free = |field: Field| mapped.is_none_or(|m| fields::columns(m, field).is_empty());
            found.filter(|(field, _)| free(*field))
        };
        let holds = |(at, name): (usize, &str)| {
            let name = name.trim();
            let (number, named) = (Column::Number(at + 1), Column::Name(name.to_string()));
            let said = |column: &Column| fields::mapped(mapped?, column);
            let by_user = said(&number).or_else(|| said(&named).filter(|_| !by_number));
            by_user
                .map(|(field, nth)| Holds::Mapped(field, nth))
                .or_else(|| usual(name).map(|(field, rank)| Holds::Named(field, rank)))
        };
        let columns: Vec<_> = first.iter().enumerate().map(holds).collect();
        let is_text = |holds: &Holds| match holds {
            Holds::Mapped(field, _) | Holds::Named(field, _) => *field == Field::Text,
        };
        if !columns.iter().flatten().any(is_text) {
            let names: Vec<&str> = first.iter().map(str::trim).take(12).collect();
            let names: String = names.join(", ").chars().take(200).collect();
            let path = document.path;
            let reason = format!(
                "no column of it ({names}) is known to hold the text; say which in sources.toml: [[columns]] files = {path:?} text = \"...\""
            );
            return Err(Error::file(path, reason));
        }
        Ok((Table { columns }, !by_number))
    }

    fn fields(
        &self,
        row: &StringRecord,
        mapped: Option<&Columns>,
    ) -> std::result::Result<Fields, String> {
        let width = self.columns.len();
        let beyond = row.iter().skip(width).any(|cell| !cell.trim().is_empty());
        if row.len() < width || beyond {
            return Err(format!(
                "a row of {} columns in a table of {width}; put quotation marks around cells that hold the delimiter",
                row.len(),
            ));
        }
        let mut found = Fields::default();
        for (holds, cell) in self.columns.iter().zip(row.iter()) {
            let value = Value::String(cell.trim_end_matches('\r').to_string());
            match holds {
                Some(Holds::Mapped(field, nth)) => found.put(*field, *nth, value),
                Some(Holds::Named(field, rank)) => found.set(*field, *rank, value),
                None => {}
            }
        }
        if let Some(mapped) = mapped {
            found.read_day(mapped);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{read_for_tests, read_with_rules_for_tests};

    /// `title | date | blocks`, then what is bad.
    fn seen(name: &str, table: &[u8], rules: &str) -> (Vec<String>, Vec<String>) {
        let (articles, skipped, outcome) = read_with_rules_for_tests(name, table, rules);
        let mut bad: Vec<String> = skipped
            .iter()
            .map(|s| format!("{}: {}", s.path, s.reason))
            .collect();
        bad.extend(outcome.err().map(|e| e.to_string()));
        let shown = articles.iter().map(|a| {
            let title = a.title.as_ref().map_or("", |t| &t.text);
            let date = a.published.map(|d| d.to_string()).unwrap_or_default();
            let words: Vec<&str> = a.body.iter().map(|b| b.text.text.as_str()).collect();
            format!("{title} | {date} | {}", words.join(" / "))
        });
        (shown.collect(), bad)
    }

    #[test]
    fn a_table_with_the_usual_names_needs_no_word() {
        let table = "\u{feff}Headline,URL,Date,Story_Text,Outlet\r\n\"Rice, dear\",https://a.example/1,2016-04-08,\"One.\r\n\r\nTwo \"\"three\"\".\",Amnok Courier\r\n";
        let (articles, _, outcome) = read_for_tests("a.csv", table.as_bytes());
        outcome.unwrap();
        let article = &articles[0];
        assert_eq!(article.title.as_ref().unwrap().text, "Rice, dear");
        assert_eq!(article.publisher.as_deref(), Some("Amnok Courier"));
        assert_eq!(article.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(article.body[1].text.text, "Two \"three\".");
        assert_eq!(
            (article.body.len(), article.body[0].text.line),
            (2, Some(2))
        );
    }

    #[test]
    fn delimiters_and_charsets_are_told() {
        for table in [
            "title;text\nA;One, two.\nB;Three.\n",
            "title\ttext\nA\tOne, two.\nB\tThree.\n",
            "sep=|\ntitle|text\nA|One, two.\nB|Three.\n",
        ] {
            assert_eq!(
                seen("a.csv", table.as_bytes(), "").0,
                ["A |  | One, two.", "B |  | Three."],
                "{table}"
            );
        }
        let korean = "제목,본문\n쌀값,\"시장에서 쌀값이 올랐다.\"\n";
        let (bytes, _, _) = encoding_rs::EUC_KR.encode(korean);
        assert_eq!(
            seen("a.csv", &bytes, "").0,
            ["쌀값 |  | 시장에서 쌀값이 올랐다."]
        );
        let utf16: Vec<u8> = "\u{feff}title\ttext\nA\tOne.\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(seen("a.tsv", &utf16, "").0, ["A |  | One."]);
    }

    #[test]
    fn a_ragged_row_is_named_by_its_line_and_the_rest_goes_on() {
        let table = "title,text\nA,One.\nB,Two, three.\nC\n\nD,\"Four\nfive.\",\nE,\nF,Six.\n";
        let (articles, bad) = seen("a.csv", table.as_bytes(), "");
        assert_eq!(
            articles,
            ["A |  | One.", "D |  | Four / five.", "F |  | Six."]
        );
        let lines: Vec<&str> = bad.iter().map(|b| b.split(": ").next().unwrap()).collect();
        assert_eq!(lines, ["a.csv:3", "a.csv:4", "a.csv:8"]);
        assert!(
            bad[0].contains("a row of 3 columns in a table of 2") && bad[2].ends_with("no text")
        );
    }

    #[test]
    fn a_table_of_unknown_columns_says_what_mends_it_and_is_mended_by_that() {
        let table = "kop;datum;intro;inhoud\nRice;08/04/2016;One.;Two.\n";
        let (_, bad) = seen("s/a.csv", table.as_bytes(), "");
        assert!(
            bad[0].contains("(kop, datum, intro, inhoud)")
                && bad[0].contains("[[columns]] files = \"s/a.csv\""),
            "{bad:?}"
        );
        let rules = "[[columns]]\nfiles = \"s/*.csv\"\ntitle = \"Kop\"\ntext = [\"intro\", \"inhoud\"]\ndate = \"datum\"\ndate_format = \"%d/%m/%Y\"\n";
        assert_eq!(
            seen("s/a.csv", table.as_bytes(), rules).0,
            ["Rice | 2016-04-08 | One. / Two."]
        );
        let rules = "[[columns]]\nfiles = \"s/*.csv\"\ntitle = 1\ntext = 4\n";
        assert_eq!(
            seen("s/a.csv", b"Rice;x;y;One.\nSalt;x;y;Two.\n", rules).0,
            ["Rice |  | One.", "Salt |  | Two."]
        );
    }

    #[test]
    fn a_quotation_mark_that_never_closes_ends_at_the_limit() {
        let table = format!("title,text\nA,One.\nB,\"{}", "words\n".repeat(2 << 20));
        let (articles, bad) = seen("a.csv", table.as_bytes(), "");
        assert_eq!((articles.len(), bad.len()), (1, 1));
        assert!(bad[0].starts_with("a.csv:3: a row is longer"), "{bad:?}");
    }
}
