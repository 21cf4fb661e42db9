//! Owns the way from printed lines to running text: paragraphs over columns and pages, words that were parted at line ends, headings by
//! their size. Refuses to read what stands in pictures.

use std::collections::HashSet;

use super::page::{Block, Line, Page};
use crate::article::PageTurn;

/// A paragraph or heading.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Paragraph {
    pub text: String,
    /// The height of its letters.
    pub size: f32,
    /// Where in the text which page begins.
    pub turns: Vec<(usize, u32)>,
    /// Right edge of its column, and where its last line ends.
    right: f32,
    end: f32,
    /// Small letters at the foot of a page: what stands above them goes on without them.
    note: bool,
}

/// The paragraphs of the pages, and the size of their running text.
pub(super) fn paragraphs(pages: &[Page]) -> (Vec<Paragraph>, f32) {
    let size = body_size(pages);
    let words = Words::of(pages);
    let mut all: Vec<Paragraph> = Vec::new();
    for page in pages {
        for block in &page.blocks {
            let area = block.area();
            let mut first = true;
            for lines in cut(block) {
                let start = &lines[0];
                let note = start.size < 0.9 * size && area.top > 0.6 * page.height;
                let before = all.iter().rposition(|p| !p.note || note);
                let goes_on = first && before.is_some_and(|at| goes_on(&all[at], start));
                let at = match before.filter(|_| goes_on) {
                    Some(at) => at,
                    None => {
                        all.push(Paragraph {
                            size: start.size,
                            note,
                            ..Paragraph::default()
                        });
                        all.len() - 1
                    }
                };
                for line in lines {
                    all[at].add(line, page.number, &words);
                }
                all[at].right = area.right;
                first = false;
            }
        }
    }
    (all, size)
}

/// The places where pages begin, for blocks that are these paragraphs.
pub(super) fn turns(paragraphs: &[Paragraph]) -> Vec<PageTurn> {
    let mut turns: Vec<PageTurn> = Vec::new();
    for (block, paragraph) in paragraphs.iter().enumerate() {
        for &(at, page) in &paragraph.turns {
            if turns.last().is_none_or(|last| last.page != page) {
                turns.push(PageTurn {
                    block: block as u32,
                    at: at as u32,
                    page,
                });
            }
        }
    }
    turns
}

/// The size in which most letters are set.
fn body_size(pages: &[Page]) -> f32 {
    let lines = pages.iter().flat_map(|p| &p.blocks).flat_map(|b| &b.lines);
    let mut sizes: Vec<(f32, usize)> = lines.map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut passed = 0;
    let middle = sizes.iter().find(|(_, letters)| {
        passed += letters;
        passed > half
    });
    middle.map_or(0.0, |(size, _)| *size)
}

/// A block's lines, a paragraph each: a new one begins where a line is indented, after a line that ends early, after a gap, and where
/// the letters change their size.
fn cut(block: &Block) -> Vec<&[Line]> {
    let area = block.area();
    let width = (area.right - area.left).max(1.0);
    let lines = &block.lines;
    let mut pitches: Vec<f32> = lines
        .windows(2)
        .map(|two| two[1].area.top - two[0].area.top)
        .collect();
    pitches.sort_by(f32::total_cmp);
    let pitch = pitches.get(pitches.len() / 2).copied().unwrap_or(0.0);
    // Where most lines are indented as far it is the rest that hangs.
    let indented = |line: &Line| line.area.left - area.left > 0.8 * line.size;
    let indents = lines.iter().filter(|line| indented(line)).count() * 2 < lines.len();
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in 1..lines.len() {
        let (last, line) = (&lines[at - 1], &lines[at]);
        let gap = line.area.top - last.area.top > 1.4 * pitch && pitch > 0.0;
        let resized = (line.size - last.size).abs() > 0.12 * last.size;
        let early = area.right - last.area.right > 0.25 * width && ends(&last.text);
        let by_indent = indents && indented(line) && !indented(last);
        if gap || resized || early || by_indent {
            pieces.push(&lines[from..at]);
            from = at;
        }
    }
    pieces.push(&lines[from..]);
    pieces
}

/// Whether a text ends as sentences do.
fn ends(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| "\"'”’»)]」』】".contains(c) || c.is_numeric());
    text.ends_with(['.', '!', '?', ':', '…', '。', '！', '？'])
}

/// Whether a block that begins with `line` goes on with what a paragraph said on another column or page.
fn goes_on(before: &Paragraph, line: &Line) -> bool {
    let alike = (before.size - line.size).abs() < 0.08 * before.size;
    let first = line.text.chars().find(|c| c.is_alphanumeric());
    let small = first.is_some_and(char::is_lowercase);
    let parted = before.text.ends_with(['-', '\u{ad}', '‐']);
    // A line that was full and no end: also names and Korean go on.
    let full = before.right - before.end < 2.0 * before.size && !small_letters(&before.text);
    alike && !ends(&before.text) && (small || parted || (full && before.text.len() > 60))
}

/// Whether a text is set in capitals alone, as headings are.
fn small_letters(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase)
}

impl Paragraph {
    fn add(&mut self, line: &Line, page: u32, words: &Words) {
        let text = line.text.trim();
        if !self.text.is_empty() {
            words.join(&mut self.text, text);
        }
        if self.turns.last().is_none_or(|&(_, last)| last != page) {
            self.turns.push((self.text.len(), page));
        }
        self.text.push_str(text);
        self.end = line.area.right;
    }

    /// Whether it is a heading: larger letters, and not much of them.
    pub fn is_heading(&self, body: f32) -> bool {
        self.size > 1.12 * body && self.text.chars().count() < 200
    }
}

/// The words of a document, to tell whether a hyphen at a line's end is one.
struct Words<'p>(HashSet<&'p str>);

impl<'p> Words<'p> {
    fn of(pages: &'p [Page]) -> Words<'p> {
        let lines = pages.iter().flat_map(|p| &p.blocks).flat_map(|b| &b.lines);
        let words = lines.flat_map(|line| line.text.split_whitespace());
        Words(words.map(bare).filter(|w| !w.is_empty()).collect())
    }

    /// Readies `text` for the line `next`: a space, or none where a word was parted.
    fn join(&self, text: &mut String, next: &str) {
        let first = bare(next.split_whitespace().next().unwrap_or(""));
        if text.ends_with('\u{ad}') {
            text.pop();
            return;
        }
        let Some(hyphen) = text.chars().next_back().filter(|c| matches!(c, '-' | '‐')) else {
            let last = text.chars().next_back();
            let joined = || {
                format!(
                    "{}{first}",
                    bare(text.rsplit(char::is_whitespace).next().unwrap_or(""))
                )
            };
            let no_spaces = last.is_some_and(is_ideograph) && next.starts_with(is_ideograph);
            // Korean is parted within words, without a mark.
            let hangul = last.is_some_and(is_hangul) && next.starts_with(is_hangul);
            if !(no_spaces || (hangul && self.0.contains(joined().as_str()))) {
                text.push(' ');
            }
            return;
        };
        let before = &text[..text.len() - hyphen.len_utf8()];
        let last = bare(before.rsplit(char::is_whitespace).next().unwrap_or(""));
        let letters = before.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase);
        let whole = format!("{last}{first}");
        let compound = format!("{last}-{first}");
        let known = |word: &str| self.0.contains(word);
        if letters && (known(&whole) || !known(&compound)) {
            text.truncate(text.len() - hyphen.len_utf8());
        }
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

fn is_ideograph(c: char) -> bool {
    ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::super::page::Area;
    use super::*;

    fn line(text: &str, left: f32, top: f32, right: f32, size: f32) -> Line {
        Line {
            area: Area {
                left,
                top,
                right,
                bottom: top + size,
            },
            text: text.to_string(),
            size,
        }
    }

    fn page(number: u32, blocks: Vec<Vec<Line>>) -> Page {
        Page {
            number,
            height: 800.0,
            width: 600.0,
            blocks: blocks.into_iter().map(|lines| Block { lines }).collect(),
        }
    }

    fn texts(pages: &[Page]) -> Vec<String> {
        paragraphs(pages).0.into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn words_parted_at_line_ends_are_whole_again_and_compounds_stay() {
        let pages = [page(
            1,
            vec![vec![
                line("The har-", 50.0, 100.0, 300.0, 10.0),
                line("bour of the well-", 50.0, 112.0, 300.0, 10.0),
                line(
                    "known town, a well-known one, is shut.",
                    50.0,
                    124.0,
                    300.0,
                    10.0,
                ),
            ]],
        )];
        assert_eq!(
            texts(&pages),
            ["The harbour of the well-known town, a well-known one, is shut."]
        );
    }

    #[test]
    fn a_paragraph_goes_on_over_a_page_and_past_a_note_and_its_words_know_their_page() {
        let full = "A paragraph whose last line is full and that goes on with the";
        let pages = [
            page(
                2,
                vec![
                    vec![line(full, 50.0, 700.0, 550.0, 10.0)],
                    vec![line("1 A note.", 50.0, 740.0, 120.0, 8.0)],
                ],
            ),
            page(
                3,
                vec![vec![
                    line("next page of it.", 50.0, 60.0, 200.0, 10.0),
                    line("Another one, with an indent, that", 70.0, 72.0, 250.0, 10.0),
                    line("goes on.", 50.0, 84.0, 120.0, 10.0),
                ]],
            ),
        ];
        let (found, _) = paragraphs(&pages);
        let texts: Vec<&str> = found.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                &format!("{full} next page of it."),
                "1 A note.",
                "Another one, with an indent, that goes on."
            ]
        );
        let turns: Vec<_> = turns(&found)
            .iter()
            .map(|t| (t.block, t.at as usize, t.page))
            .collect();
        assert_eq!(
            turns,
            [(0, 0, 2), (0, full.len() + 1, 3), (1, 0, 2), (2, 0, 3)]
        );
    }

    #[test]
    fn indents_and_early_ends_begin_paragraphs() {
        let pages = [page(
            1,
            vec![vec![
                line("One goes over the whole width", 50.0, 100.0, 300.0, 10.0),
                line("and ends here.", 50.0, 112.0, 120.0, 10.0),
                line(
                    "Two goes over the whole width and its",
                    50.0,
                    124.0,
                    300.0,
                    10.0,
                ),
                line(
                    "second line does so too until its end,",
                    50.0,
                    136.0,
                    300.0,
                    10.0,
                ),
                line(
                    "Three is indented as books do it and goes",
                    65.0,
                    148.0,
                    300.0,
                    10.0,
                ),
                line("on here.", 50.0, 160.0, 100.0, 10.0),
            ]],
        )];
        assert_eq!(texts(&pages).len(), 3);
    }
}
