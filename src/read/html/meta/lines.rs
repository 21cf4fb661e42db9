//! Owns the lines that stand between a title and the text and say nothing by their names (`<small>April 8th, 2016 by Jane Roe</small>`).
//! Refuses sentences.

use super::super::super::byline::Told;
use super::super::main_text::Layout;
use super::super::marks::{CHANGED, HIDDEN, TITLE};
use super::super::tree::{Kind, Page, is_block};
use super::posted;
use crate::source::fold;

/// Nodes behind a title that are looked at: what is farther off is not its byline.
const NEAR: usize = 200;

/// What the lines between the title and the text tell.
pub fn told(page: &Page, layout: &Layout, title: &str) -> Told {
    let mut told = Told::default();
    let Some(&root) = layout.roots.first() else {
        return told;
    };
    let is_title = |at: &usize| {
        (matches!(
            page.tag(*at),
            "h1" | "h2" | "h3" | "h4" | "b" | "strong" | "font"
        ) || layout.marks[*at] & TITLE != 0)
            && fold(&page.words(*at)) == fold(title)
    };
    let before = root.saturating_sub(NEAR)..root;
    let Some(heading) = before.rev().find(is_title) else {
        return told;
    };
    let captured = posted::captured(page);
    for line in lines(page, layout, page.within(heading).end, root) {
        if !posted::line(&line, captured, &mut told) && !abroad(page, &line, &mut told) {
            told.line(&line);
        }
    }
    told
}

/// `Por Juana Roe` on a page that says that it is Spanish.
fn abroad(page: &Page, line: &str, told: &mut Told) -> bool {
    let html = (0..page.nodes.len()).find(|&at| page.tag(at) == "html");
    let lang = html.and_then(|at| page.attr(at, "lang")).unwrap_or("");
    let by = match lang.get(..2).unwrap_or("").to_ascii_lowercase().as_str() {
        "es" | "pt" => "Por ",
        "fr" => "Par ",
        "de" => "Von ",
        "nl" => "Door ",
        "sv" | "no" | "da" => "Av ",
        _ => return false,
    };
    let Some(name) = line.strip_prefix(by).map(str::trim) else {
        return false;
    };
    let words = name.split_whitespace().count();
    let capital = name.starts_with(char::is_uppercase) && !name.ends_with(['.', ':', ',']);
    if !(2..=5).contains(&words) || !capital || name.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    if told.byline.is_empty() {
        told.byline.push(name.to_string());
    }
    true
}

/// The lines of what stands from one node to another, as blocks and breaks part them.
fn lines(page: &Page, layout: &Layout, from: usize, to: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    let mut last = None;
    let mut at = from;
    while at < to {
        let passed_over = layout.dropped[at] || layout.marks[at] & (HIDDEN | CHANGED) != 0;
        if passed_over && !page.within(at).contains(&to) {
            at = page.within(at).end;
            continue;
        }
        match &page.nodes[at].kind {
            Kind::Text(text) => {
                let block = page.ancestors(at).find(|&a| is_block(page.tag(a)));
                if block != last {
                    lines.push(String::new());
                }
                last = block;
                if let Some(line) = lines.last_mut() {
                    line.push_str(text);
                }
            }
            Kind::Element("br", _) => lines.push(String::new()),
            Kind::Element(..) => {}
        }
        at += 1;
    }
    let whole = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    lines
        .into_iter()
        .map(whole)
        .filter(|l| !l.is_empty())
        .collect()
}
