//! Owns the step from what a reader found to what is kept: publisher, date, language, the clean text. Refuses to read files.

use crate::article::{Article, ArticleId, Block, Place, RawArticle, Span};
use crate::source::Registry;

/// Settles an article: its text, and who published it.
pub fn resolve(raw: RawArticle, registry: &Registry) -> Article {
    let mut text = String::new();
    let mut title_place = Place::default();
    if let Some(title) = &raw.title {
        text.push_str(&title.text);
        title_place = Place {
            at: title.at,
            line: title.line,
        };
    }
    let mut blocks = Vec::with_capacity(raw.body.len());
    for block in raw.body {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&block.text.text);
        let inlines = block.inlines.into_iter().map(|mut i| {
            i.span = i.span.shift(start);
            i
        });
        blocks.push(Block {
            role: block.role,
            span: Span::new(start, text.len()),
            quotes: block.quotes,
            comment: block.comment,
            inlines: inlines.collect(),
            place: Place {
                at: block.text.at,
                line: block.text.line,
            },
        });
    }
    let publisher = raw
        .publisher
        .as_deref()
        .and_then(|p| registry.named(p))
        .map(|s| s.to_ref());
    Article {
        id: ArticleId::of(&raw.origin.path, raw.origin.record),
        publisher,
        byline: raw.byline,
        url: raw.url,
        published: raw.published,
        lang: raw.lang,
        title: raw.title.map(|t| t.text),
        text,
        blocks,
        quotes: raw.quotes,
        comments: raw.comments,
        title_place,
        origin: raw.origin,
    }
}
