//! Owns the text that a page states beside its markup (`articleBody` of JSON-LD), which is all there is where scripts make the page.
//! Refuses it where the page holds the text itself: markup says more.

use serde_json::Value;

use super::blocks::Blocks;
use super::tree::Page;
use crate::read::content;

/// Shorter ones are summaries.
const LEAST: usize = 200;

/// Puts the stated text in the place of what a page without its own text shows ("Loading...").
pub(super) fn complete(page: &Page, out: &mut Blocks) {
    let shown: usize = out.blocks.iter().map(|b| b.text.text.len()).sum();
    if shown >= LEAST {
        return;
    }
    let scripts = (0..page.nodes.len()).filter(|&at| page.tag(at) == "script");
    let scripts = scripts.filter(|&at| {
        let kind = page.attr(at, "type");
        kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
    });
    let stated = scripts.filter_map(|at| body(page.text(at + 1)?)).next();
    let Some(stated) = stated.filter(|text| text.len() >= LEAST) else {
        return;
    };
    let content = content::any(&stated);
    (out.blocks, out.quotes) = (content.blocks, content.quotes);
    // Places are those of the text stated, which stands in the file escaped.
    for block in &mut out.blocks {
        (block.text.at, block.text.line) = (None, None);
    }
}

/// The first `articleBody` in some JSON-LD.
fn body(json: &str) -> Option<String> {
    let mut queue = vec![serde_json::from_str::<Value>(json.trim()).ok()?];
    let mut budget = 1000;
    while let Some(value) = queue.pop() {
        budget -= 1;
        if budget == 0 {
            return None;
        }
        match value {
            Value::Array(list) => queue.extend(list.into_iter().rev()),
            Value::Object(mut object) => {
                if let Some(Value::String(body)) = object.remove("articleBody") {
                    return Some(body);
                }
                queue.extend(object.remove("@graph"));
            }
            _ => {}
        }
    }
    None
}
