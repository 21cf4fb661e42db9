//! Owns the table of files: what a run would do with each, and what is missing in it. Numbers first, since names differ in length.

use std::io::{self, Write};

use super::{DIM, Look, count, harmless, json};
use crate::ingest::FileRow;

/// Writes a row for each file.
///
/// # Errors
/// If `out` fails.
pub fn table(out: &mut dyn Write, rows: &[FileRow], look: &Look) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let head = "state        articles  file, and what is missing";
    writeln!(out, "{}", look.paint(DIM, head))?;
    for row in rows {
        write!(
            out,
            "{:<11} {:>9}  {}",
            row.state.name(),
            row.articles,
            harmless::line(&row.path)
        )?;
        let missing = missing(row);
        match missing.is_empty() {
            true => writeln!(out)?,
            false => writeln!(out, "  {}", look.paint(DIM, &missing))?,
        }
    }
    Ok(())
}

/// `no date, no publisher in 2, skipped: no text`
fn missing(row: &FileRow) -> String {
    let lacks = [
        (row.no_title, "title"),
        (row.no_publisher, "publisher"),
        (row.no_date, "date"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (n, what) in lacks.into_iter().filter(|(n, _)| *n > 0) {
        parts.push(match n == row.articles {
            true => format!("no {what}"),
            false => format!("no {what} in {n}"),
        });
    }
    for skipped in &row.skipped {
        let record = skipped.path.strip_prefix(&row.path).unwrap_or("");
        parts.push(match record.is_empty() {
            true => format!("skipped: {}", harmless::line(&skipped.reason)),
            false => format!(
                "skipped {}: {}",
                harmless::line(record),
                harmless::line(&skipped.reason)
            ),
        });
    }
    parts.join(", ")
}

/// Writes how many files lack something, and what an archivist can do about it.
///
/// # Errors
/// If `out` fails.
pub fn gaps_in_words(out: &mut dyn Write, rows: &[FileRow], files: u64) -> io::Result<()> {
    if rows.is_empty() {
        return writeln!(
            out,
            "no gaps: title, publisher and date of every article are known"
        );
    }
    let (mut titles, mut publishers, mut dates) = (0, 0, 0);
    for row in rows {
        titles += row.no_title;
        publishers += row.no_publisher;
        dates += row.no_date;
    }
    writeln!(
        out,
        "{} of {}: {} without a title, {publishers} without a known publisher, {dates} without a known date",
        rows.len(),
        count(files, "file"),
        count(titles, "article"),
    )?;
    if publishers > 0 {
        writeln!(
            out,
            "sources.toml in the corpus can name the publisher of a folder or a domain"
        )?;
    }
    Ok(())
}

/// Writes a `file` a line.
///
/// # Errors
/// If `out` fails.
pub fn json_lines(out: &mut dyn Write, rows: &[FileRow]) -> io::Result<()> {
    rows.iter()
        .try_for_each(|row| json::record(out, "file", row))
}
