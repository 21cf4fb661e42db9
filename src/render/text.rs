//! Owns answers as text to be read: each snippet with whose words it is, by which evidence, and where. Refuses raw text:
//! all that comes from the corpus goes through [`super::harmless`].

use std::collections::HashSet;
use std::io::{self, Write};

use crate::hit::{Hit, MatchedIn, Results};
use crate::ingest::Report;
use crate::passage::Kind;
use crate::search::{SourceCount, Status};

use super::wrap::{Styled, pad};
use super::{DIM, Look, MARK, PLACE, TITLE, VOICE, count, harmless, voice};

/// Writes the hits, parted by empty lines.
///
/// # Errors
/// If `out` fails.
pub fn results(out: &mut dyn Write, results: &Results, look: &Look) -> io::Result<()> {
    for (at, hit) in results.hits.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        one(out, hit, look)?;
    }
    Ok(())
}

fn one(out: &mut dyn Write, hit: &Hit, look: &Look) -> io::Result<()> {
    let mut title = Styled::default();
    match &hit.article.title {
        Some(text) => title.push(text, Some(TITLE)),
        None => title.push("(no title)", Some(DIM)),
    }
    title.write(out, look, "", "")?;

    let mut source = Styled::default();
    source.push(&outlet_and_date(hit), None);
    source.write(out, look, "", "")?;

    let mut whose = Styled::default();
    whose.push(&voice::whose(&hit.passage, &hit.article), Some(VOICE));
    whose.push(
        &format!(", {}", voice::date(hit.article.published)),
        Some(VOICE),
    );
    let mut notes: Vec<String> = voice::evidence(&hit.passage).into_iter().collect();
    notes.extend(voice::cites(&hit.passage));
    if hit.matched == MatchedIn::Article {
        notes.push("the words lie in several passages; this is the best".to_string());
    }
    if !notes.is_empty() {
        whose.push(&format!("  ({})", notes.join("; ")), Some(DIM));
    }
    whose.write(out, look, "  ", "  ")?;

    snippet(hit).write(out, look, "    ", "    ")?;
    place(out, hit, look)?;
    for line in &hit.explain {
        let mut why = Styled::default();
        why.push(line, Some(DIM));
        why.write(out, look, "    ", "      ")?;
    }
    Ok(())
}

fn outlet_and_date(hit: &Hit) -> String {
    let mut line = voice::publisher(&hit.article).to_string();
    if !hit.article.byline.is_empty() {
        line.push_str(&format!(", by {}", hit.article.byline.join(", ")));
    }
    line.push_str(&format!(", {}", voice::date(hit.article.published)));
    line
}

fn snippet(hit: &Hit) -> Styled {
    let (cut, passage) = (&hit.snippet, hit.passage.span);
    let mut text = Styled::default();
    if cut.span.start > passage.start {
        text.push("… ", Some(DIM));
    }
    let mut from = 0;
    for mark in &cut.marks {
        text.push(cut.text.get(from..mark.start as usize).unwrap_or(""), None);
        text.push(cut.text.get(mark.range()).unwrap_or(""), Some(MARK));
        from = mark.end as usize;
    }
    text.push(cut.text.get(from..).unwrap_or(""), None);
    if cut.span.end < passage.end {
        text.push(" …", Some(DIM));
    }
    text
}

fn place(out: &mut dyn Write, hit: &Hit, look: &Look) -> io::Result<()> {
    let path = harmless::line(&hit.article.path);
    let place = match (hit.passage.page, hit.passage.line) {
        (Some(page), _) => format!("{path}#page={page}"),
        (None, Some(line)) => format!("{path}:{line}"),
        (None, None) => path.into_owned(),
    };
    write!(out, "    ")?;
    match &look.links {
        Some(links) => {
            let (open, close) = links.around(&hit.article.path, hit.passage.line);
            write!(out, "{open}{}{close}", look.paint(PLACE, &place))?;
        }
        None => write!(out, "{}", look.paint(PLACE, &place))?,
    }
    let mut more = format!("  {}", hit.passage.id);
    if hit.more_in_article > 0 {
        more.push_str(&format!("  +{} more", hit.more_in_article));
    }
    more.push_str(&copies(hit));
    writeln!(out, "{}", look.paint(DIM, &more))
}

/// Where the same text stands besides: often in the very same file, if that is a year of a wire.
fn copies(hit: &Hit) -> String {
    let here = hit
        .also_in
        .iter()
        .filter(|p| **p == hit.article.path)
        .count();
    let elsewhere: HashSet<&String> = hit.also_in.iter().collect();
    let elsewhere = elsewhere.len() - usize::from(here > 0);
    let mut said = String::new();
    if elsewhere > 0 {
        said.push_str(&format!("  also in {}", count(elsewhere as u64, "file")));
    }
    if here > 0 {
        said.push_str(&format!(
            "  {} in this file",
            match here {
                1 => "1 copy".to_string(),
                n => format!("{n} copies"),
            }
        ));
    }
    said
}

/// Writes the path of each file that a hit or its copies stand in, once.
///
/// # Errors
/// If `out` fails.
pub fn paths(out: &mut dyn Write, results: &Results) -> io::Result<()> {
    let mut seen = HashSet::new();
    for hit in &results.hits {
        for path in std::iter::once(&hit.article.path).chain(&hit.also_in) {
            if seen.insert(path) {
                writeln!(out, "{}", harmless::line(path))?;
            }
        }
    }
    Ok(())
}

/// The counts of passages and articles in words.
pub fn counts(results: &Results) -> String {
    format!(
        "{} in {}",
        count(results.passages, "passage"),
        count(results.articles, "article")
    )
}

/// Writes what a run came to; `dry` if nothing was written.
///
/// # Errors
/// If `out` fails.
pub fn report(out: &mut dyn Write, report: &Report, dry: bool) -> io::Result<()> {
    let holds = if dry {
        "the index would hold"
    } else {
        "the index holds"
    };
    writeln!(
        out,
        "{holds} {} of {}, {}",
        count(report.articles, "article"),
        count(report.files, "file"),
        count(report.passages, "passage"),
    )?;
    write!(
        out,
        "{} added, {} changed, {} removed, {} unchanged",
        report.added, report.changed, report.removed, report.unchanged
    )?;
    if report.copies > 0 {
        write!(
            out,
            "; {} the same text as another",
            if report.copies == 1 {
                "1 has".into()
            } else {
                format!("{} have", report.copies)
            }
        )?;
    }
    if report.passed_over > 0 {
        write!(
            out,
            "; {} passed over (hidden, backup or binary)",
            count(report.passed_over, "file")
        )?;
    }
    if !report.skipped.is_empty() {
        write!(out, "; {} skipped", report.skipped.len())?;
    }
    writeln!(out, " ({:.1} s)", report.seconds)
}

/// Writes a table of outlets.
///
/// # Errors
/// If `out` fails.
pub fn sources(out: &mut dyn Write, sources: &[SourceCount], look: &Look) -> io::Result<()> {
    let head = "published  quoted   cited  outlet";
    writeln!(out, "{}", look.paint(DIM, head))?;
    for source in sources {
        writeln!(
            out,
            "{:>9} {:>7} {:>7}  {} {}",
            source.published,
            source.quoted,
            source.cited,
            harmless::line(&source.name),
            look.paint(DIM, &format!("({})", harmless::line(&source.id))),
        )?;
    }
    Ok(())
}

/// Writes what an index holds.
///
/// # Errors
/// If `out` fails.
pub fn status(out: &mut dyn Write, status: &Status, look: &Look) -> io::Result<()> {
    let mut row = |name: &str, value: &str| {
        writeln!(
            out,
            "{} {}",
            look.paint(DIM, &pad(name, 12)),
            harmless::line(value)
        )
    };
    row("corpus", &status.corpus)?;
    row("files", &status.files.to_string())?;
    let (no_publisher, no_date) = status.unknown;
    let mut articles = status.articles.to_string();
    for (n, what) in [
        (status.copies, "with the text of another"),
        (no_publisher, "without a known publisher"),
        (no_date, "without a known date"),
    ] {
        if n > 0 {
            articles.push_str(&format!(", {n} {what}"));
        }
    }
    row("articles", &articles)?;
    let kinds: Vec<String> = Kind::ALL
        .iter()
        .zip(status.passages)
        .filter(|(_, n)| *n > 0)
        .map(|(kind, n)| format!("{n} {kind}"))
        .collect();
    let total: u64 = status.passages.iter().sum();
    row("passages", &format!("{total}: {}", kinds.join(", ")))?;
    row("size", &size(status.bytes))?;
    let versions: Vec<String> = status
        .versions
        .iter()
        .map(|(n, v)| format!("{n} {v}"))
        .collect();
    row("versions", &versions.join(", "))?;
    let stale = match status.stale {
        None => "not known: the corpus is not there".to_string(),
        Some(s) if s.added + s.changed + s.removed == 0 => {
            "no, all files are as they were indexed".to_string()
        }
        Some(s) => format!(
            "yes: {} added, {} changed, {} removed; run `sosik index`",
            s.added, s.changed, s.removed
        ),
    };
    row("stale", &stale)?;
    for skipped in &status.skipped {
        row("skipped", &format!("{}: {}", skipped.path, skipped.reason))?;
    }
    Ok(())
}

fn size(bytes: u64) -> String {
    const STEP: f64 = 1000.0;
    let (mut value, mut unit) = (bytes as f64, "B");
    for next in ["kB", "MB", "GB", "TB"] {
        if value < STEP {
            break;
        }
        (value, unit) = (value / STEP, next);
    }
    if unit == "B" {
        format!("{bytes} B")
    } else {
        format!("{value:.1} {unit}")
    }
}
