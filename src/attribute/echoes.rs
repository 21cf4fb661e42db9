//! Owns what shows that a paragraph looks back on a block above it from outside: it takes up the block's words. Refuses to decide
//! where the block ends (`following` weighs it).

use std::sync::LazyLock;

use regex::Regex;

use super::patterns::{head, pattern, tail};

/// No more than this of a block is searched for words that a later paragraph takes up, in bytes from its end.
const REACH: usize = 6000;
/// So much of a paragraph's beginning may take them up.
const OPENING: usize = 400;

/// Whether a paragraph begins with words of the `block` above it, as somebody does who comments on it: `“A certain organization.”
/// It is never the one you think.`, `One compliance officer. For fourteen offices.`
pub(super) fn takes_up(words: &str, block: &str) -> bool {
    let opening = head(words, OPENING);
    let block = tail(block, REACH);
    quotes_back(opening, block) || repeats(opening, block)
}

/// Whether it puts words between marks that stand in the block without any.
fn quotes_back(opening: &str, block: &str) -> bool {
    let mut lower: Option<String> = None;
    QUOTED.captures_iter(opening).any(|quoted| {
        let words = quoted.get(1).map_or("", |q| q.as_str());
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        if words.len() < 5 || words.split_whitespace().count() > 9 {
            return false;
        }
        let words = words.to_lowercase();
        let block = lower.get_or_insert_with(|| block.to_lowercase());
        let mut found = block.match_indices(&words).peekable();
        found.peek().is_some()
            && found.all(|(at, _)| {
                let before = block[..at].chars().next_back();
                let after = block[at + words.len()..].chars().next();
                before.is_none_or(|c| !c.is_alphanumeric() && !"“\"‘'「『《".contains(c))
                    // A particle may stand behind a Korean word.
                    && after.is_none_or(|c| !c.is_alphanumeric() || c >= '가')
            })
    })
}

/// Whether a first sentence of a few words says nothing that the block has not said.
fn repeats(opening: &str, block: &str) -> bool {
    let Some(end) = SHORT.find(opening) else {
        return false;
    };
    let mut lower: Option<String> = None;
    let mut known = 0;
    for word in end
        .as_str()
        .split(|c: char| !c.is_alphanumeric() && c != '-')
    {
        let word = word.to_lowercase();
        if word.len() < 4 || SMALL.contains(&word.as_str()) {
            continue;
        }
        let block = lower.get_or_insert_with(|| block.to_lowercase());
        let stem = head(&word, word.len().max(5) - 1);
        if !contains_word(block, stem) {
            return false;
        }
        known += 1;
    }
    known > 0
}

fn contains_word(text: &str, stem: &str) -> bool {
    text.match_indices(stem)
        .any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric()))
}

static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"[“"«]([^“”"«»]{3,80})[”"»]"#));
/// A first sentence of at most six words with more behind it, or that is an outcry.
static SHORT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\p{L}\d,’'-]+(?: [\p{L}\d,’'-]+){0,5}(?:[.?] \p{Lu}|[!…])"));
const SMALL: [&str; 16] = [
    "that", "this", "with", "from", "have", "were", "they", "them", "what", "when", "than", "then",
    "only", "just", "also", "been",
];
