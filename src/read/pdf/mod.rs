//! Owns PDFs: one article a file, its paragraphs with their pages. Refuses scans, which have no text, and the days on which a file was
//! made or changed. Works only on what a child process found: parsers of PDFs hang, crash and eat memory.
//!
//! `tool` runs the child, `child` is what it does, `found` reads what it wrote, `columns` orders words that come without an order,
//! `heads` takes out what repeats on each page, `flow` makes running text of lines.

mod child;
mod columns;
mod flow;
mod found;
mod heads;
mod page;
mod tool;

use std::io::{Read, Write};
use std::path::Path;

pub use self::tool::{COMMAND, set_program};

use self::flow::Paragraph;
use self::page::Pages;
use self::tool::Failure;
use super::document::Document;
use super::meter::Meter;
use super::prose::{is_author, is_title};
use super::{Format, Sink, byline};
use crate::article::{Digest, Origin, RawArticle, RawBlock, RawText, Role};
use crate::error::{Error, Result, Skipped};
use crate::source::fold;

const NO_TEXT: &str = "no text layer (scanned?); make one with `ocrmypdf FILE FILE` (`-l kor+eng` for Korean), then index again";

/// What the hidden command does: writes the words of the PDF in `input`, or becomes the tool that does.
///
/// # Errors
/// Why there are none, in words for the parent.
pub fn answer(
    become_tool: Option<&Path>,
    seconds: u64,
    input: &mut dyn Read,
    output: &mut dyn Write,
) -> std::result::Result<(), String> {
    child::bound(seconds);
    match become_tool {
        Some(tool) => Err(child::become_tool(tool, &tool::POPPLER).to_string()),
        None => child::words(input, output),
    }
}

/// Reads the article of a PDF.
///
/// # Errors
/// If no tool can read it, or it has no text.
pub(super) fn read(
    bytes: &[u8],
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let mut pages = pages(bytes, meter).map_err(|e| Error::file(path, e))?;
    let all = pages.pages.len();
    let silent = pages.pages.iter().filter(|p| p.blocks.is_empty()).count();
    if silent == all {
        return Err(Error::file(path, NO_TEXT));
    }
    heads::remove(&mut pages.pages);
    let mut article = RawArticle::new(Origin {
        path: path.to_string(),
        record: 0,
        format: Format::Pdf.name().to_string(),
        digest: Digest::of(bytes),
    });
    fill(&mut article, &pages);
    if article.body.is_empty() && article.title.is_none() {
        return Err(Error::file(path, NO_TEXT));
    }
    sink(Ok(article));
    if silent * 2 > all {
        sink(Err(Skipped {
            path: path.to_string(),
            reason: format!("{silent} of its {all} pages have {NO_TEXT}"),
        }));
    }
    Ok(())
}

/// The pages that the first tool finds which can.
fn pages(bytes: &[u8], meter: &Meter) -> std::result::Result<Pages, String> {
    let limits = meter.limits;
    let mut why = None;
    for tool in tool::tools() {
        let found = match tool.run(bytes, limits.seconds, limits.file_bytes) {
            Ok(output) => found::read(&output).map_err(|_| "damaged".to_string()),
            Err(Failure::Final(reason)) => return Err(reason),
            Err(Failure::Failed(reason)) => Err(reason),
        };
        // A damaged file may seem to have no pages.
        match found {
            Ok(pages) if !pages.pages.is_empty() => return Ok(pages),
            Ok(_) => why = why.or(Some("damaged: no pages in it".to_string())),
            Err(reason) => why = why.or(Some(reason)),
        }
    }
    Err(why.unwrap_or_else(|| "a PDF needs `pdftotext`; install poppler-utils".to_string()))
}

fn fill(article: &mut RawArticle, pages: &Pages) {
    let (mut paragraphs, body) = flow::paragraphs(&pages.pages);
    let title = title(&paragraphs, body, pages);
    if let Some((title, from, to)) = title {
        article.title = Some(RawText {
            text: title,
            ..RawText::default()
        });
        paragraphs.drain(from..to);
    }
    article.pages = flow::turns(&paragraphs);
    let block = |paragraph: &Paragraph| {
        let mut block = RawBlock::paragraph(RawText {
            text: paragraph.text.clone(),
            ..RawText::default()
        });
        if paragraph.is_heading(body) {
            block.role = Role::Heading;
        }
        block
    };
    article.body = paragraphs.iter().map(block).collect();
    byline::mark_metas(article);
    // A property is believed where the text bears it out: it is often the name of whoever set the type.
    let head: String = paragraphs.iter().take(6).map(|p| p.text.as_str()).collect();
    let author = pages.author.as_deref().filter(|name| is_author(name));
    if article.byline.is_empty()
        && let Some(name) = author.filter(|name| fold(&head).contains(&fold(name)))
    {
        byline::authors(name, &mut article.byline);
    }
}

/// The title, and which paragraphs it is printed in: what the properties say if the first page shows it, else the largest letters
/// there, else what the properties say.
fn title(paragraphs: &[Paragraph], body: f32, pages: &Pages) -> Option<(String, usize, usize)> {
    let first = paragraphs.first()?.turns.first()?.1;
    let count = paragraphs
        .iter()
        .take_while(|p| p.turns.first().is_some_and(|t| t.1 == first))
        .count()
        .min(12);
    let head = &paragraphs[..count];
    let stated = pages
        .title
        .as_deref()
        .map(str::trim)
        .filter(|t| is_title(t));
    if let Some(stated) = stated {
        for from in 0..head.len() {
            let mut shown = String::new();
            for (lines, paragraph) in head[from..].iter().take(3).enumerate() {
                shown.push_str(&paragraph.text);
                if fold(&shown) == fold(stated) {
                    return Some((stated.to_string(), from, from + lines + 1));
                }
            }
        }
    }
    let largest = head.iter().map(|p| p.size).fold(0.0, f32::max);
    let is_largest =
        |p: &Paragraph| p.size > 0.95 * largest && p.is_heading(body) && p.size > 1.2 * body;
    if let Some(from) = head.iter().position(is_largest) {
        let to = from + head[from..].iter().take_while(|p| is_largest(p)).count();
        let text = head[from..to]
            .iter()
            .map(|p| p.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        if text.chars().count() <= 300 {
            return Some((text, from, to));
        }
    }
    stated.map(|stated| (stated.to_string(), 0, 0))
}
