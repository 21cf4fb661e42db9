//! Owns the way from answers to bytes: text to be read (`text`, `show`) and JSON Lines to be scripted (`json`).
//! Refuses to know where the bytes go: what the stream can do is said by [`Look`].

pub mod check;
pub mod files;
pub mod harmless;
pub mod json;
pub mod link;
pub mod show;
#[cfg(test)]
mod tests;
pub mod text;
mod voice;
mod wrap;

use std::fmt::{self, Display};

use anstyle::{AnsiColor, Style};

/// What the stream that is written to can do.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Colours and other styles.
    pub color: bool,
    /// Columns to wrap at; `None`: a line is as long as it is.
    pub width: Option<usize>,
    /// Hyperlinks on places.
    pub links: Option<link::Links>,
}

const TITLE: Style = Style::new().bold();
const MARK: Style = AnsiColor::Red.on_default().bold();
const VOICE: Style = AnsiColor::Cyan.on_default();
const PLACE: Style = AnsiColor::Green.on_default();
const QUOTED: Style = Style::new().underline();
const DIM: Style = Style::new().dimmed();

impl Look {
    fn paint<'a>(&self, style: Style, text: &'a str) -> Painted<'a> {
        Painted {
            style: self.color.then_some(style),
            text,
        }
    }
}

struct Painted<'a> {
    style: Option<Style>,
    text: &'a str,
}

impl Display for Painted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.style {
            Some(style) if !self.text.is_empty() => write!(f, "{style}{}{style:#}", self.text),
            _ => f.write_str(self.text),
        }
    }
}

/// `1 article`, `2 articles`.
fn count(n: u64, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}
