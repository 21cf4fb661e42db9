//! Owns what mails mark with `>` in plain text: paragraphs of block quotations, nested as deep as there are marks. Refuses a lone short
//! line, which may be anything.

use crate::article::{QuoteMarkup, RawBlock, RawText};

/// A single line of fewer bytes is no quotation.
const SHORTEST: usize = 40;
/// No quotation is nested deeper.
const DEEPEST: usize = 20;

/// Whether neighbouring lines (each with its number) that all begin with `>` quote somebody.
pub(super) fn is_quotation<'a>(lines: impl Iterator<Item = (&'a str, u32)>) -> bool {
    let (mut count, mut bytes) = (0, 0);
    for (line, _) in lines {
        count += 1;
        bytes += bare(line).1.len();
    }
    count > 1 && bytes > 0 || bytes >= SHORTEST
}

/// The paragraphs of such lines: an empty line, another depth, or a gap between their numbers ends one; a gap of the file ends the
/// quotation. `first_line` is the number of the text's first line in its file.
pub(super) fn blocks<'a>(
    lines: impl Iterator<Item = (&'a str, u32)>,
    first_line: Option<u32>,
    blocks: &mut Vec<RawBlock>,
    quotes: &mut Vec<QuoteMarkup>,
) {
    let mut open: Vec<u32> = Vec::new();
    let mut paragraph: Option<(String, u32)> = None;
    let mut last: Option<u32> = None;
    let mut end = |paragraph: &mut Option<(String, u32)>, open: &[u32]| {
        if let Some((text, number)) = paragraph.take() {
            let text = RawText {
                text,
                at: None,
                line: first_line.map(|first| first + number),
            };
            blocks.push(RawBlock {
                quotes: open.to_vec(),
                ..RawBlock::paragraph(text)
            });
        }
    };
    for (line, number) in lines {
        let (depth, words) = bare(line);
        let apart = last.is_some_and(|last| number > last + 1);
        last = Some(number);
        if apart || words.is_empty() || depth != open.len() {
            end(&mut paragraph, &open);
        }
        if apart {
            open.clear();
        }
        if words.is_empty() {
            continue;
        }
        open.truncate(depth);
        while open.len() < depth {
            open.push(quotes.len() as u32);
            quotes.push(QuoteMarkup::default());
        }
        match &mut paragraph {
            Some((text, _)) => {
                text.push('\n');
                text.push_str(words);
            }
            None => paragraph = Some((words.to_string(), number)),
        }
    }
    end(&mut paragraph, &open);
}

/// How many marks a line begins with, and what stands behind them.
fn bare(line: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = line;
    while depth < DEEPEST
        && let Some(behind) = rest.trim_start().strip_prefix('>')
    {
        depth += 1;
        rest = behind;
    }
    (depth, rest.trim())
}
