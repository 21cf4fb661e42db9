//! Owns the words of a record in whatever way it holds them: HTML, plain text, or one of the two without saying which.
//! Refuses to know the record's format.

use super::byline::Told;
use super::{address, html, tags, text};
use crate::article::{CommentMarkup, InlineKind, QuoteMarkup, RawArticle, RawBlock};

/// Blocks with their quotations, and what the first lines tell of the article.
#[derive(Default)]
pub(super) struct Content {
    pub blocks: Vec<RawBlock>,
    pub quotes: Vec<QuoteMarkup>,
    pub told: Told,
}

/// Words in HTML.
pub(super) fn html(markup: &str) -> Content {
    let (blocks, quotes) = html::fragment_blocks(markup);
    Content {
        blocks,
        quotes,
        told: Told::default(),
    }
}

/// Words without markup.
pub(super) fn text(words: &str) -> Content {
    text::body(words)
}

/// Words that are HTML if they look like it.
pub(super) fn any(words: &str) -> Content {
    let marked = || {
        let inline = ["a", "em", "strong", "b", "i", "cite", "q", "img", "span"];
        tags::parts(words).iter().any(|(_, part)| matches!(part, tags::Part::Open { name, .. } if inline.contains(&name.as_str())))
    };
    if tags::is_html(words) || marked() {
        return html(words);
    }
    // Feeds escape also what has no tags.
    text(&htmlize::unescape(words))
}

/// Adds a reader's comment, in HTML, behind what the article has; one without words is none.
pub(super) fn add_comment(article: &mut RawArticle, author: Option<String>, markup: &str) {
    let (blocks, quotes) = html::fragment_blocks(markup);
    if blocks.is_empty() {
        return;
    }
    let number = article.comments.len() as u32;
    let before = article.quotes.len() as u32;
    article.comments.push(CommentMarkup { author });
    article.quotes.extend(quotes);
    article.body.extend(blocks.into_iter().map(|mut block| {
        block.comment = Some(number);
        block.quotes.iter_mut().for_each(|quote| *quote += before);
        block
    }));
}

/// Gives all blocks of a record its line, and their links the addresses that they mean at `base`.
pub(super) fn place(article: &mut RawArticle, line: Option<u32>, base: Option<&str>) {
    for block in &mut article.body {
        block.text.at = None;
        block.text.line = line;
        for inline in &mut block.inlines {
            if let InlineKind::Link(target) = &mut inline.kind {
                *target = address::join(base, target);
            }
        }
    }
    for quote in &mut article.quotes {
        quote.cite = quote.cite.take().map(|cite| address::join(base, &cite));
    }
}
