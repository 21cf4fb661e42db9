//! Owns the lines of a plain text, and which of them were broken to fit a width. Refuses to say what they are.

use super::text::is_separator;

/// Lines of more columns are no result of wrapping.
const WIDEST_WRAP: usize = 160;

/// A line that is not blank, without the white space around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    /// From 0, blank lines counted.
    pub number: u32,
    /// Columns of white space before it.
    pub indent: u32,
}

impl Line {
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range()]
    }
}

/// Columns of white space; a tab goes to the next of some stops that the text does not tell.
fn indent_of(c: char) -> u32 {
    match c {
        '\t' => 4,
        '\u{3000}' => 2,
        c => u32::from(c.is_whitespace()),
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\0')
}

pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    // Files of old Macs end their lines with a carriage return alone.
    let ends = if text.contains('\n') { b'\n' } else { b'\r' };
    let mut start = 0;
    let breaks = memchr::memchr_iter(ends, text.as_bytes()).chain([text.len()]);
    for (number, end) in breaks.enumerate() {
        let whole = &text[start..end];
        let from_left = whole.trim_start_matches(is_blank);
        let words = from_left.trim_end_matches(is_blank);
        if !words.is_empty() {
            let left = whole.len() - from_left.len();
            lines.push(Line {
                start: start + left,
                end: start + left + words.len(),
                number: number as u32,
                indent: whole[..left].chars().map(indent_of).sum(),
            });
        }
        start = end + 1;
    }
    lines
}

/// The width at which a text is wrapped, if lines of one paragraph were broken to fit; else each line is a paragraph.
///
/// A broken line is full (the first word of the next would not have fitted, or nearly so), seldom ends a sentence, and the
/// next seldom begins with a capital. A text in which most lines stand alone is not wrapped.
pub(super) fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let sample = &lines[..lines.len().min(2000)];
    let mut pairs = Vec::new();
    for two in sample.windows(2) {
        let (a, b) = (two[0].of(text), two[1].of(text));
        if two[1].number == two[0].number + 1 && !is_separator(a) && !is_separator(b) {
            pairs.push((two[0].indent as usize + columns(a), a, b));
        }
    }
    if pairs.is_empty() || pairs.len() * 4 < sample.len() {
        return None;
    }
    let mut widths: Vec<usize> = pairs
        .iter()
        .map(|p| p.0)
        .filter(|&w| w <= WIDEST_WRAP)
        .collect();
    if widths.len() * 10 < pairs.len() * 7 {
        return None;
    }
    widths.sort_unstable();
    let width = widths[(widths.len() - 1) * 19 / 20];
    let (mut full, mut open, mut capital) = (0, 0, 0);
    for (wide, a, b) in &pairs {
        full += usize::from(is_full(*wide, b, width));
        open += usize::from(!ends_sentence(a));
        capital += usize::from(b.starts_with(|c: char| c.is_uppercase() || "-*•".contains(c)));
    }
    let wrapped = width >= 40
        && full * 10 >= pairs.len() * 6
        && open * 2 >= pairs.len()
        && capital * 10 <= pairs.len() * 6;
    wrapped.then_some(width)
}

fn is_full(wide: usize, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or("");
    (wide + 1 + columns(word)) * 5 >= width * 4
}

pub(super) fn joins(text: &str, a: &Line, b: &Line, width: usize, parted: bool) -> bool {
    let (above, below) = (a.of(text), b.of(text));
    if b.number > a.number + 1 || b.indent > a.indent || is_separator(above) || is_separator(below)
    {
        return false;
    }
    let wide = a.indent as usize + columns(above);
    if wide > WIDEST_WRAP.max(width * 3 / 2) && above.contains(' ') {
        return false;
    }
    let full = is_full(wide, below, width);
    if !full && is_item(below) {
        return false;
    }
    // Where no empty line parts anything, a short line that ends a sentence ends the paragraph.
    parted || full || !ends_sentence(above)
}

pub(super) fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < line.len() && rest.starts_with([')', '.']);
    let rest = if numbered {
        &rest[1..]
    } else {
        line.trim_start_matches(['-', '*', '•', '–'])
    };
    rest.len() < line.len() && rest.starts_with(' ')
}

pub(super) fn ends_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '」', '』', '》']);
    end.len() < line.len() || end.ends_with(['.', '!', '?', ':', '…', '。', '！', '？'])
}

/// Columns on a terminal: Korean and Chinese characters take two.
fn columns(text: &str) -> usize {
    let wide = |c: char| matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}');
    text.chars().map(|c| 1 + usize::from(wide(c))).sum()
}
