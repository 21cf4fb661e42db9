//! Owns a page as it is printed: words in their places, lines, blocks of lines in reading order. Refuses to know who found them.

/// A rectangle in points, from the page's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Area {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Area {
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The smallest area that holds both.
    pub fn with(&self, other: &Area) -> Area {
        Area {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub area: Area,
    pub text: String,
}

/// Words on one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub area: Area,
    pub text: String,
    /// The height of its letters.
    pub size: f32,
}

impl Line {
    /// The line that some words make, from left to right; `None` if there are none.
    pub fn of(words: &[Word]) -> Option<Line> {
        let first = words.first()?;
        let area = words
            .iter()
            .fold(first.area, |area, word| area.with(&word.area));
        let mut heights: Vec<f32> = words.iter().map(|w| w.area.height()).collect();
        heights.sort_by(f32::total_cmp);
        let texts: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
        Some(Line {
            area,
            text: texts.join(" "),
            size: heights[heights.len() / 2],
        })
    }
}

/// Lines that stand together.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Block {
    pub lines: Vec<Line>,
}

impl Block {
    pub fn area(&self) -> Area {
        let mut areas = self.lines.iter().map(|line| line.area);
        let first = areas.next().unwrap_or_default();
        areas.fold(first, |area, line| area.with(&line))
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Page {
    /// From 1.
    pub number: u32,
    pub height: f32,
    pub width: f32,
    /// In reading order.
    pub blocks: Vec<Block>,
}

/// What was found in a PDF.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Pages {
    pub pages: Vec<Page>,
    /// As its properties say.
    pub title: Option<String>,
    pub author: Option<String>,
}
