//! Owns what a check found, as text and as JSON Lines.

use std::io::{self, Write};

use serde::Serialize;

use super::{DIM, Look, VOICE, count, harmless, json};
use crate::check::{Checked, Finding};

/// Writes a line for each finding, its remedy behind it, then what was looked at. `mended` tells which a repair has mended.
///
/// # Errors
/// If `out` fails.
pub fn text(
    out: &mut dyn Write,
    checked: &Checked,
    mended: &dyn Fn(&Finding) -> bool,
    look: &Look,
) -> io::Result<()> {
    for finding in &checked.findings {
        let remedy = match mended(finding) {
            true => "mended",
            false => &finding.remedy,
        };
        writeln!(
            out,
            "{} {}: {}; {}",
            look.paint(VOICE, &format!("{:<10}", finding.what.name())),
            harmless::line(&finding.path),
            harmless::line(&finding.reason),
            look.paint(DIM, &harmless::line(remedy)),
        )?;
    }
    let left = checked.findings.iter().filter(|f| !mended(f)).count();
    let outcome = match (left, checked.findings.len()) {
        (0, 0) => "all is whole".to_string(),
        (0, n) => format!("{} mended", count(n as u64, "finding")),
        (left, n) if left == n => count(n as u64, "finding"),
        (left, n) => format!("{}, {left} left", count(n as u64, "finding")),
    };
    writeln!(
        out,
        "checked {} of {}, {}: {outcome}",
        count(checked.articles, "article"),
        count(checked.files, "file"),
        count(checked.passages, "passage"),
    )
}

/// Writes a `finding` a line, then the `summary`.
///
/// # Errors
/// If `out` fails.
pub fn json_lines(
    out: &mut dyn Write,
    checked: &Checked,
    mended: &dyn Fn(&Finding) -> bool,
) -> io::Result<()> {
    for finding in &checked.findings {
        let mended = mended(finding);
        json::record(out, "finding", &FindingFields { finding, mended })?;
    }
    let fields = SummaryFields {
        files: checked.files,
        articles: checked.articles,
        passages: checked.passages,
        findings: checked.findings.len(),
        mended: checked.findings.iter().filter(|f| mended(f)).count(),
    };
    json::record(out, "summary", &fields)
}

#[derive(Serialize)]
struct FindingFields<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    mended: bool,
}

#[derive(Serialize)]
struct SummaryFields {
    files: u64,
    articles: u64,
    passages: u64,
    findings: usize,
    mended: usize,
}
