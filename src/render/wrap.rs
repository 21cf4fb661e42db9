//! Owns a styled text on its way to lines: harmless, cut at spaces to the columns that there are, wide letters counted as two.
//! Refuses to reword.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Look, harmless};

/// A text with styled stretches.
#[derive(Debug, Default)]
pub(super) struct Styled {
    text: String,
    /// In order, without overlap.
    runs: Vec<(Range<usize>, Style)>,
}

impl Styled {
    /// Adds text from the world, made harmless and put on one line.
    pub fn push(&mut self, text: &str, style: Option<Style>) {
        let start = self.text.len();
        self.text.push_str(&harmless::line(text));
        if let Some(style) = style
            && self.text.len() > start
        {
            self.runs.push((start..self.text.len(), style));
        }
    }

    /// Writes the lines, each after its indent: `first` before the first, `rest` before the others. Both take the same columns;
    /// `first` may be coloured.
    pub fn write(
        &self,
        out: &mut dyn Write,
        look: &Look,
        first: &str,
        rest: &str,
    ) -> io::Result<()> {
        let room = look.width.map(|w| w.saturating_sub(rest.width()).max(20));
        for (at, line) in lines(&self.text, room).into_iter().enumerate() {
            let indent = if at == 0 { first } else { rest };
            if line.is_empty() {
                writeln!(out, "{}", indent.trim_end())?;
                continue;
            }
            write!(out, "{indent}")?;
            self.write_line(out, look, line)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn write_line(&self, out: &mut dyn Write, look: &Look, line: Range<usize>) -> io::Result<()> {
        let mut from = line.start;
        let first_run = self.runs.partition_point(|(run, _)| run.end <= line.start);
        for (run, style) in &self.runs[first_run..] {
            let (start, end) = (run.start.max(from), run.end.min(line.end));
            if start >= line.end {
                break;
            }
            write!(
                out,
                "{}{}",
                &self.text[from..start],
                look.paint(*style, &self.text[start..end])
            )?;
            from = end;
        }
        write!(out, "{}", &self.text[from..line.end])
    }
}

/// The ranges of `text` that fit into `room` columns, cut at spaces (which fall away at a cut) or, in a word too long, between chars.
fn lines(text: &str, room: Option<usize>) -> Vec<Range<usize>> {
    let Some(room) = room else {
        return std::iter::once(0..text.len()).collect();
    };
    let mut lines = Vec::new();
    let (mut start, mut columns) = (0, 0);
    // The last space of the line, and the columns up to the end of it.
    let mut space: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices() {
        let wide = c.width().unwrap_or(0);
        if c == ' ' {
            space = Some((at, columns + 1));
            columns += 1;
            continue;
        }
        if columns + wide > room && at > start {
            match space.take() {
                Some((cut, before)) => {
                    lines.push(start..trimmed(text, start, cut));
                    start = cut + 1;
                    columns -= before;
                }
                None => {
                    lines.push(start..at);
                    start = at;
                    columns = 0;
                }
            }
        }
        columns += wide;
    }
    lines.push(start..trimmed(text, start, text.len()));
    lines
}

/// The end of `text[start..end]` without spaces at its end.
fn trimmed(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].trim_end_matches(' ').len()
}

/// `text` cut to `room` columns, with an ellipsis where something was cut.
pub(super) fn clip(text: &str, room: usize) -> String {
    let text = harmless::line(text);
    if text.width() <= room {
        return text.into_owned();
    }
    let mut out = String::new();
    let mut columns = 0;
    for c in text.chars() {
        columns += c.width().unwrap_or(0);
        if columns >= room {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// `text` filled with spaces to `columns` columns.
pub(super) fn pad(text: &str, columns: usize) -> String {
    let fill = columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(fill))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, room: usize) -> Vec<&str> {
        lines(text, Some(room))
            .into_iter()
            .map(|r| &text[r])
            .collect()
    }

    #[test]
    fn lines_are_cut_at_spaces() {
        assert_eq!(
            wrapped("the quay is empty now", 11),
            ["the quay is", "empty now"]
        );
        assert_eq!(
            wrapped("the quay is empty now", 10),
            ["the quay", "is empty", "now"]
        );
    }

    #[test]
    fn a_word_too_long_is_cut_between_chars() {
        assert_eq!(
            wrapped("ab abcdefghijklm no", 5),
            ["ab", "abcde", "fghij", "klm", "no"]
        );
    }

    #[test]
    fn korean_takes_two_columns_a_syllable() {
        assert_eq!(wrapped("부두의 배가 떠났다", 11), ["부두의 배가", "떠났다"]);
    }

    #[test]
    fn no_line_passes_the_room_and_no_word_is_lost() {
        let text = "a bb  ccc 항구항구항구 “dd” eeeeeeeeeeeeee f";
        for room in 2..30 {
            let lines = wrapped(text, room);
            assert!(lines.iter().all(|l| l.width() <= room), "{room}: {lines:?}");
            let glued: String = lines.concat().split(' ').collect();
            assert_eq!(glued, text.split(' ').collect::<String>());
        }
    }

    #[test]
    fn styles_go_on_over_a_cut() {
        let mut text = Styled::default();
        text.push("one ", None);
        text.push("two three", Some(Style::new().bold()));
        let look = Look {
            color: true,
            width: Some(24),
            links: None,
        };
        let mut out = Vec::new();
        text.write(&mut out, &look, "                  ", "                  ")
            .unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.matches("\u{1b}[1m").count(), 1, "{out:?}");
    }
}
