//! Owns what the tools that look into PDFs write: pages of words with their places, as XHTML of `pdftotext -bbox-layout` or as our own
//! child writes it. Refuses what is neither.

use super::columns;
use super::page::{Area, Block, Line, Page, Pages, Word};
use crate::read::xml::{self, Declared, Piece, Pieces, local};

/// The pages in a tool's output.
///
/// # Errors
/// If it is no such output, or breaks off.
pub(super) fn read(output: &str) -> Result<Pages, String> {
    let declared = Declared::default();
    let mut pieces = Pieces::new(output, &declared);
    let mut found = Pages::default();
    let mut open: Vec<String> = Vec::new();
    let mut word = Area::default();
    let mut text = String::new();
    let mut words: Vec<Word> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    while let Some(piece) = pieces.next().map_err(|(_, reason)| reason)? {
        match piece {
            Piece::Open(tag) => {
                let name = local(tag.name().as_ref()).to_string();
                let number = |name: &str| {
                    xml::attribute(&tag, name)
                        .and_then(|v| v.parse::<f32>().ok())
                        .filter(|v| v.is_finite())
                };
                match name.as_str() {
                    "page" => found.pages.push(Page {
                        number: found.pages.len() as u32 + 1,
                        width: number("width").unwrap_or(0.0),
                        height: number("height").unwrap_or(0.0),
                        blocks: Vec::new(),
                    }),
                    "word" => {
                        let side = |name: &str| number(name).unwrap_or(0.0);
                        word = Area {
                            left: side("xMin"),
                            top: side("yMin"),
                            right: side("xMax"),
                            bottom: side("yMax"),
                        };
                        text.clear();
                    }
                    "meta" => {
                        let content = || xml::attribute(&tag, "content");
                        if xml::attribute(&tag, "name").as_deref() == Some("Author") {
                            found.author = content();
                        }
                    }
                    "title" => text.clear(),
                    _ => {}
                }
                open.push(name);
            }
            Piece::Words(more) => text.push_str(&more),
            Piece::Close => {
                let page = found.pages.last_mut();
                match (open.pop().as_deref(), page) {
                    (Some("title"), None) => found.title = Some(xml::one_line(&text)),
                    (Some("word"), Some(_)) => {
                        let clean: String =
                            text.trim().chars().filter(|c| !c.is_control()).collect();
                        if !clean.is_empty() {
                            words.push(Word {
                                area: word,
                                text: clean,
                            });
                        }
                    }
                    (Some("line"), Some(_)) => {
                        lines.extend(Line::of(&words));
                        words.clear();
                    }
                    (Some("block"), Some(page)) if !lines.is_empty() => page.blocks.push(Block {
                        lines: std::mem::take(&mut lines),
                    }),
                    // Words without lines: the order is ours to find.
                    (Some("page"), Some(page)) if !words.is_empty() => {
                        page.blocks
                            .extend(columns::blocks(std::mem::take(&mut words)));
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(found)
}
