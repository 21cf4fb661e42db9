//! Owns comments that bear no names in the markup: below a heading that says "Comments", each ends with a line that says who wrote it
//! and when, as in weblogs of Movable Type. Refuses a heading without such a line below it.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{CommentMarkup, RawBlock, Role};

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\d{1,4} )?(?:reader |readers['’] )?comments?:?(?: ?\(\d{1,4}\))?$")
        .expect("a fixed pattern")
});
static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:posted|comment|commented|left|submitted) by:? (?P<who>[^|]{1,60}?)(?: \|)?,? (?:at|on) .{0,40}\d{4}.{0,20}$")
        .expect("a fixed pattern")
});
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:post|leave|add|write) (?:a|your) (?:comment|reply)\b")
        .expect("a fixed pattern")
});

/// Marks such blocks as comments and drops what stands around them; who wrote each.
pub(super) fn part(blocks: &mut Vec<RawBlock>) -> Vec<CommentMarkup> {
    let own = |b: &RawBlock| b.quotes.is_empty() && b.comment.is_none();
    let heading = |b: &RawBlock| own(b) && HEADING.is_match(b.text.text.trim());
    let mut writers = Vec::new();
    let Some(start) = blocks.iter().position(heading) else {
        return writers;
    };
    let mut said: Vec<RawBlock> = Vec::new();
    let mut pending: Vec<RawBlock> = Vec::new();
    for block in &blocks[start + 1..] {
        let text = block.text.text.trim();
        if own(block) && FORM.is_match(text) {
            break;
        }
        let signature = SIGNATURE.captures(text).filter(|_| own(block));
        let Some(who) = signature.and_then(|found| found.name("who")) else {
            pending.extend((block.role != Role::Separator).then(|| block.clone()));
            continue;
        };
        for mut block in pending.drain(..) {
            block.comment = Some(writers.len() as u32);
            said.push(block);
        }
        writers.push(CommentMarkup {
            author: Some(who.as_str().trim().to_string()),
        });
    }
    if !writers.is_empty() {
        blocks.truncate(start);
        blocks.extend(said);
    }
    writers
}
