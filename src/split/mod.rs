//! Owns the cut of an article into headline, paragraphs, blocks and comments that markup states, and the quotations inside them.
//! Refuses to say whose words they are.

mod korean;
mod marks;
mod quotations;
mod titles;

use crate::article::{Article, Block, Lang, Place, Role, Span};
use crate::passage::{Kind, Passage, Voice};

/// The version of the cut: another cut, other passages.
pub const VERSION: u32 = 2;

/// Cuts an article. The passages come by start, containers before what they contain; every voice is still `Own`.
pub fn split(article: &Article) -> Vec<Passage> {
    let mut passages = Vec::with_capacity(article.blocks.len() * 2 + 1);
    let mut finder = quotations::Finder::default();
    if let Some(span) = article.title_span().filter(|s| !s.is_empty()) {
        let mut place_of = Places::new(article, span, article.title_place);
        passages.push(passage(
            Kind::Headline,
            span,
            article,
            place_of.at(span.start),
        ));
        let spans = finder.find(article, span, &[], true);
        push_quotations(&mut passages, spans, article, place_of);
        finder.part();
    }
    // Where each block quotation of the markup began, by its index.
    let mut firsts: Vec<Option<u32>> = vec![None; article.quotes.len()];
    for block in &article.blocks {
        let Some(kind) = kind_of(block) else {
            finder.part();
            continue;
        };
        let mut place_of = Places::new(article, block.span, block.place);
        let mut found = passage(kind, block.span, article, place_of.at(block.span.start));
        if kind == Kind::BlockQuote {
            let ordinal = passages.len() as u32;
            let mut innermost_first = block.quotes.iter().rev();
            if let Some(first) = innermost_first
                .next()
                .and_then(|&q| firsts.get_mut(q as usize))
            {
                found.block = Some(*first.get_or_insert(ordinal));
            }
            found.within = innermost_first.find_map(|&q| firsts.get(q as usize).copied().flatten());
        }
        passages.push(found);
        if kind == Kind::Comment {
            finder.part();
            continue;
        }
        let spans = finder.find(article, block.span, &block.inlines, false);
        push_quotations(&mut passages, spans, article, place_of);
    }
    passages
}

/// What kind of passage a block makes; credits, separators and lines about the article make none.
fn kind_of(block: &Block) -> Option<Kind> {
    if !matches!(block.role, Role::Paragraph | Role::Heading) || block.span.is_empty() {
        return None;
    }
    Some(match block {
        Block {
            comment: Some(_), ..
        } => Kind::Comment,
        Block { quotes, .. } if !quotes.is_empty() => Kind::BlockQuote,
        _ => Kind::Paragraph,
    })
}

fn passage(kind: Kind, span: Span, article: &Article, place: Place) -> Passage {
    Passage {
        kind,
        span,
        lang: language(span.of(&article.text), article.lang),
        voice: Voice::Own,
        within: None,
        block: None,
        cites: Vec::new(),
        place,
    }
}

/// Adds the quotations inside the last passage.
fn push_quotations(
    passages: &mut Vec<Passage>,
    spans: &[Span],
    article: &Article,
    mut place_of: Places,
) {
    let within = passages.len().saturating_sub(1) as u32;
    let outer = passages.last().and_then(|p| p.lang);
    for &span in spans {
        let mut found = passage(Kind::Quotation, span, article, place_of.at(span.start));
        found.lang = found.lang.or(outer);
        found.within = Some(within);
        passages.push(found);
    }
}

/// Where the places of a block stand in the file. Lines are counted from one place asked for to the next, so that a long
/// paragraph is read once.
struct Places<'a> {
    text: &'a str,
    start: u32,
    place: Place,
    counted: u32,
}

impl Places<'_> {
    fn new(article: &Article, span: Span, place: Place) -> Places<'_> {
        Places {
            text: &article.text,
            start: span.start,
            place,
            counted: span.start,
        }
    }

    /// The place of byte `at` of the article's text; `at` may not fall behind the one asked for before.
    fn at(&mut self, at: u32) -> Place {
        let passed = &self.text.as_bytes()[self.counted.min(at) as usize..at as usize];
        self.counted = at;
        if let (Some(line), Some(_)) = (&mut self.place.line, self.place.at) {
            *line += memchr::memchr_iter(b'\n', passed).count() as u32;
        }
        Place {
            at: self.place.at.map(|f| f + u64::from(at - self.start)),
            line: self.place.line,
        }
    }
}

/// The language of some text by its letters: Korean where Hangul prevails (a syllable weighs as much as three Latin
/// letters), else `known` if that is written in Latin letters, else English; `known` where there are no such letters.
fn language(text: &str, known: Option<Lang>) -> Option<Lang> {
    let hangul = text.bytes().filter(|b| (0xEA..=0xED).contains(b)).count();
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let wide = text.bytes().filter(|b| (0xE3..=0xE9).contains(b)).count();
    if hangul == 0 && latin == 0 || wide > hangul && wide * 3 > latin {
        return known;
    }
    if hangul * 3 >= latin {
        return Some(Lang::KO);
    }
    match known {
        Some(lang) if ![Lang::KO, Lang::JA, Lang::ZH].contains(&lang) => Some(lang),
        _ => Some(Lang::EN),
    }
}

#[cfg(test)]
pub(crate) mod tests;
