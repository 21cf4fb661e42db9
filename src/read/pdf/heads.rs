//! Owns running heads, feet and page numbers: lines at the edges of pages that say where one is, and not what is said.
//! Refuses lines of the text that happen to repeat.

use std::collections::HashMap;

use super::page::{Line, Page};

/// The part of a page's height, at its top and bottom, where heads and feet stand.
const EDGE: f32 = 0.12;

/// Takes heads, feet and page numbers out of the pages.
pub(super) fn remove(pages: &mut [Page]) {
    let mut seen: HashMap<(String, i32), u32> = HashMap::new();
    for page in pages.iter() {
        let mut here: Vec<(String, i32)> = lines(page)
            .filter(|line| at_edge(page, line))
            .map(|line| mark(page, line))
            .collect();
        here.sort();
        here.dedup();
        for mark in here {
            *seen.entry(mark).or_default() += 1;
        }
    }
    // Heads often differ on left and right pages, and are missing where a chapter begins.
    let often = (pages.len() as u32 / 4).max(2);
    let many = pages.len() > 1;
    for page in pages {
        let height = page.height;
        let is_head = |line: &Line| {
            let near = |shift: i32| {
                let (text, place) = mark_at(height, line);
                seen.get(&(text, place + shift)).copied().unwrap_or(0)
            };
            edge(height, line)
                && (near(-1) + near(0) + near(1) >= often || is_number(&line.text, many))
        };
        for block in &mut page.blocks {
            block.lines.retain(|line| !is_head(line));
        }
        page.blocks.retain(|block| !block.lines.is_empty());
    }
}

fn lines(page: &Page) -> impl Iterator<Item = &Line> {
    page.blocks.iter().flat_map(|block| &block.lines)
}

fn at_edge(page: &Page, line: &Line) -> bool {
    edge(page.height, line)
}

fn edge(height: f32, line: &Line) -> bool {
    line.area.bottom < EDGE * height || line.area.top > (1.0 - EDGE) * height
}

fn mark(page: &Page, line: &Line) -> (String, i32) {
    mark_at(page.height, line)
}

/// What a line says, without the numbers that change from page to page, and where: in hundredths of the page.
fn mark_at(height: f32, line: &Line) -> (String, i32) {
    let text = line
        .text
        .chars()
        .filter(|c| !c.is_numeric() && !c.is_whitespace());
    (
        text.flat_map(char::to_lowercase).collect(),
        (line.area.top / height.max(1.0) * 50.0) as i32,
    )
}

/// `12`, `- 12 -`, `Page 3 of 10`, `xii`, `3쪽`. A bare numeral may be a year where there is one page only.
fn is_number(text: &str, many: bool) -> bool {
    let bare = text
        .trim_matches(|c: char| c.is_whitespace() || "-–—|·•[]()".contains(c))
        .to_lowercase();
    let words: Vec<&str> = bare.split_whitespace().collect();
    let is_count = |w: &str| !w.is_empty() && w.len() <= 4 && w.chars().all(|c| c.is_ascii_digit());
    let is_roman = |w: &str| !w.is_empty() && w.len() <= 6 && w.chars().all(|c| "ivxl".contains(c));
    match words.as_slice() {
        [w] => {
            (many && (is_count(w) || is_roman(w)))
                || w.strip_suffix(['쪽', '면']).is_some_and(is_count)
                || w.split_once('/')
                    .is_some_and(|(a, b)| is_count(a) && is_count(b))
        }
        ["page" | "p." | "p", n] => is_count(n),
        ["page", n, "of", m] | [n, "of", m] | [n, "/", m] => is_count(n) && is_count(m),
        _ => false,
    }
}
