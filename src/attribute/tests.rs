//! Whose words, idiom by idiom, on invented posts. Outlets are real where the registry must know them, their sentences are not.

use super::attribute;
use crate::article::{
    Article, CommentMarkup, Digest, Inline, InlineKind, Origin, Place, QuoteMarkup, RawArticle,
    RawBlock, RawText, Role, Span,
};
use crate::passage::{Kind, Passage, Voice};
use crate::source::{Registry, SourceRef};

/// What stands in an article of a test: how many `>` deep, its role, its text (`{words|url}` is a link, `{cite:words}` a cite).
pub(in crate::attribute) fn article(publisher: &str, lines: &[&str]) -> Article {
    let origin = Origin {
        path: "post.txt".into(),
        record: 0,
        format: "text".into(),
        digest: Digest([0; 32]),
    };
    let mut raw = RawArticle::new(origin);
    raw.title = Some(RawText {
        text: "A title".into(),
        ..RawText::default()
    });
    let mut open: Vec<u32> = Vec::new();
    for line in lines {
        let depth = line.chars().take_while(|&c| c == '>').count();
        let mut text = line[depth..].trim();
        open.truncate(depth);
        while open.len() < depth {
            open.push(raw.quotes.len() as u32);
            raw.quotes.push(QuoteMarkup::default());
        }
        let mut role = Role::Paragraph;
        if let Some(rest) = text.strip_prefix("cite=") {
            raw.quotes.last_mut().unwrap().cite = Some(rest.to_string());
            continue;
        }
        if text == "pull" {
            raw.quotes.last_mut().unwrap().pull = true;
            continue;
        }
        for (mark, is) in [
            ("# ", Role::Heading),
            ("@ ", Role::Credit),
            ("% ", Role::Meta),
        ] {
            if let Some(rest) = text.strip_prefix(mark) {
                (text, role) = (rest, is);
            }
        }
        if text.chars().all(|c| !c.is_alphanumeric()) && !text.contains(['…', '.']) {
            role = Role::Separator;
        }
        let mut comment = None;
        if let Some(rest) = text.strip_prefix("C: ") {
            text = rest;
            comment = Some(raw.comments.len() as u32);
            raw.comments.push(CommentMarkup {
                author: Some("reader1".into()),
            });
        }
        let (text, inlines) = inlines(text);
        raw.body.push(RawBlock {
            role,
            text: RawText {
                text,
                ..RawText::default()
            },
            quotes: open.clone(),
            comment,
            inlines,
        });
    }
    let mut article = crate::resolve::resolve(raw, &Registry::default());
    article.publisher = Registry::builtin().named(publisher).map(|s| s.to_ref());
    if article.publisher.is_none() && !publisher.is_empty() {
        article.publisher = Some(SourceRef::unknown(publisher));
    }
    article
}

fn inlines(marked: &str) -> (String, Vec<Inline>) {
    let (mut text, mut found) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inside, after)) = after.split_once('}') else {
            break;
        };
        text.push_str(before);
        let start = text.len();
        let kind = match inside.split_once('|') {
            Some((words, url)) => {
                text.push_str(words);
                InlineKind::Link(url.into())
            }
            None => {
                text.push_str(inside.strip_prefix("cite:").unwrap());
                InlineKind::Cite
            }
        };
        found.push(Inline {
            span: Span::new(start, text.len()),
            kind,
        });
        rest = after;
    }
    text.push_str(rest);
    (text, found)
}

/// The cut that `split` makes, without quotations but those between curly marks.
pub(super) fn cut(article: &Article) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let make = |kind, span, within| Passage {
        kind,
        span,
        lang: None,
        voice: Voice::Own,
        within,
        block: None,
        cites: Vec::new(),
        place: Place::default(),
    };
    passages.extend(article.title_span().map(|s| make(Kind::Headline, s, None)));
    for block in article
        .blocks
        .iter()
        .filter(|b| matches!(b.role, Role::Paragraph | Role::Heading))
    {
        let kind = match block {
            b if b.comment.is_some() => Kind::Comment,
            b if !b.quotes.is_empty() => Kind::BlockQuote,
            _ => Kind::Paragraph,
        };
        let own = passages.len() as u32;
        passages.push(make(kind, block.span, None));
        let (words, mut from) = (block.span.of(&article.text), 0);
        while let Some(open) = words[from..].find('“').map(|o| from + o + '“'.len_utf8()) {
            let close = words[open..].find('”').map_or(words.len(), |c| open + c);
            let span = Span::new(open, close).shift(block.span.start as usize);
            passages.push(make(Kind::Quotation, span, Some(own)));
            from = close;
        }
    }
    passages
}

/// Attributes, and holds the laws: spans in order, quotations inside what they stand in, ordinals that lead there.
pub(in crate::attribute) fn attributed(article: &Article) -> Vec<Passage> {
    let passages = attribute(article, cut(article), &Registry::builtin());
    let mut previous = Span::new(0, 0);
    for passage in &passages {
        assert!(
            article.text.get(passage.span.range()).is_some(),
            "{passage:?}"
        );
        assert!(passage.span.start >= previous.start, "{passage:?}");
        previous = passage.span;
        if passage.kind == Kind::Quotation {
            let around = &passages[passage.within.unwrap() as usize];
            assert!(
                around.span.contains(passage.span) && around.kind != Kind::Quotation,
                "{passage:?} in {around:?}"
            );
        }
        if let Some(first) = passage.block {
            assert_eq!(passages[first as usize].block, Some(first));
        }
        let words = passage.span.of(&article.text);
        if passage.kind != Kind::Quotation {
            assert_eq!(words.trim_end(), words);
            assert!(!words.is_empty());
        }
    }
    passages
}

/// How a test writes whose words a passage holds: nothing for the publisher's own, `?` for not known, `@` before a person,
/// the outlet's id, and ` < ` before the carriers' ids.
pub(super) fn whose(passage: &Passage) -> String {
    let Some(attribution) = passage.voice.attribution() else {
        return String::new();
    };
    let mut out = match (&attribution.source, &attribution.speaker) {
        (Some(source), _) => source.id.0.to_string(),
        (None, Some(speaker)) => format!("@{}", speaker.name),
        (None, None) => "?".to_string(),
    };
    for via in &attribution.via {
        out.push_str(" < ");
        out.push_str(&via.id.0);
    }
    out
}

/// Each line is `whose | text`; lines of which no passage is left have `-` for whose. A publisher's carriage is left out.
#[track_caller]
pub(super) fn check(publisher: &str, lines: &[&str]) -> Vec<Passage> {
    let split: Vec<(&str, &str)> = lines
        .iter()
        .map(|l| {
            l.split_once('|')
                .map(|(w, t)| (w.trim(), t.trim()))
                .unwrap()
        })
        .collect();
    let texts: Vec<&str> = split.iter().map(|(_, t)| *t).collect();
    let article = article(publisher, &texts);
    let passages = attributed(&article);
    let carried = article
        .publisher
        .as_ref()
        .map(|p| format!(" < {}", p.id.0))
        .unwrap_or_default();
    let mut blocks = article.blocks.iter();
    for (expected, text) in split {
        if text.trim_start_matches('>').trim().starts_with("cite=")
            || text.trim_start_matches('>').trim() == "pull"
        {
            continue;
        }
        let block = blocks.next().unwrap();
        let found = passages
            .iter()
            .find(|p| p.kind != Kind::Quotation && block.span.contains(p.span));
        let found = found.map_or("-".to_string(), |p| {
            whose(p).replacen(&carried, "", usize::from(!carried.is_empty()))
        });
        assert_eq!(found, expected, "{text}");
    }
    passages
}

mod any_text;
mod corrections;
mod formats;
mod idioms;
mod lead_ins;
mod plain;
mod turns;
