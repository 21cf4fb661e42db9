//! Owns how the publisher himself writes in an article: whether most of his paragraphs sound like him, and whom he names. Refuses to
//! give a paragraph to anybody (`following` and `blocks` weigh what it says).

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::flow::Flow;
use super::patterns::{head, pattern, tail};
use super::register;
use super::shapes::is_date;

/// So many paragraphs of an article are listened to.
const LISTENED: usize = 80;
/// So much of a block is searched for a name, in bytes from its end.
const REACH: usize = 6000;

/// The publisher's own manner, found out when it is first asked for.
#[derive(Default)]
pub(super) struct Own<'a> {
    loud: OnceCell<u32>,
    named: OnceCell<HashMap<&'a str, usize>>,
}

impl<'a> Own<'a> {
    /// Of the paragraphs that do not sound like reporting, how many in a hundred sound like the publisher. Where it is most, one
    /// that does not is more likely somebody else's.
    pub fn loud(&self, flow: &Flow<'a>) -> u32 {
        *self.loud.get_or_init(|| {
            let (mut loud, mut quiet) = (0, 0);
            let plain = (0..flow.items.len()).filter(|&at| flow.items[at].is_plain());
            for at in plain.take(LISTENED) {
                let words = flow.words(at);
                if words.len() < 40 {
                    continue;
                }
                let sound = register::listen(words);
                if sound.own || sound.we || sound.score <= -12 {
                    loud += 1;
                } else if sound.score < 8 {
                    quiet += 1;
                }
            }
            100 * loud / (loud + quiet).max(1)
        })
    }

    /// Whether a paragraph names a person who has been named above item `block`, where a block begins, and not in the words `said`
    /// that the block has had so far.
    pub fn names_from_above(
        &self,
        flow: &Flow<'a>,
        words: &'a str,
        block: usize,
        said: &str,
    ) -> bool {
        let named = self.named.get_or_init(|| {
            let mut first = HashMap::new();
            for at in 0..flow.items.len() {
                if flow.items[at].is_plain() {
                    for name in persons(flow.words(at)) {
                        first.entry(name).or_insert(at);
                    }
                }
            }
            first
        });
        let said = tail(said, REACH);
        persons(words)
            .any(|name| named.get(name).is_some_and(|&at| at < block) && !said.contains(name))
    }
}

/// The surnames of the persons that a paragraph names with a title or as speaking.
fn persons(words: &str) -> impl Iterator<Item = &str> {
    PERSON
        .captures_iter(head(words, 2000))
        .filter_map(|found| found.iter().skip(1).flatten().next().map(|m| m.as_str()))
        .filter(|name| !name.ends_with("day") && !is_date(name))
}

static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sister|Father)\.? (\p{Lu}[\p{L}’'-]+)|\b(\p{Lu}[\p{Ll}’'-]{2,}) (?:said|says|told|wrote|added|asked)\b|\b(?:said|says) (?:\p{Lu}[\p{L}’'-]+ )?(\p{Lu}[\p{Ll}’'-]{2,})\b",
    )
});
