//! Owns Markdown: front matter, and CommonMark's blocks with their quotations. The text is what a reader sees, without marks.
//! Refuses to run what it holds: tags are dropped, their words stay.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::builder::Builder;
use super::byline::{self, Told};
use super::fields::Fields;
use super::{Sink, charset, front, tags};
use crate::article::{
    Digest, InlineKind, Origin, QuoteMarkup, RawArticle, RawBlock, RawText, Role,
};
use crate::error::{Error, Result};

/// Reads the one article of a Markdown file.
///
/// # Errors
/// If the bytes are no text, only white space, or the front matter is broken.
pub(super) fn read(bytes: &[u8], path: &str, digest: Digest, sink: &mut Sink) -> Result<()> {
    let decoded = charset::decode(bytes, None).map_err(|e| Error::file(path, e))?;
    let whole = &*decoded.text;
    let place = Some(decoded.bom as u64).filter(|_| decoded.verbatim);
    let mut fields = Fields::default();
    let (mut from, mut first_line) = (0, 1);
    let mut title = None;
    if let Some(matter) = front::find(whole) {
        let read = front::read(&whole[matter.inside.clone()], matter.kind);
        let read = read.map_err(|(line, reason)| {
            Error::file(
                format!("{path}:{}", line + 1),
                format!("front matter: {reason}"),
            )
        })?;
        if let Some(read) = read {
            fields = read;
            from = matter.end;
            first_line += newlines(&whole[..from]);
            title = fields.title().map(|text| {
                let at = whole[..from].find(&text);
                RawText {
                    at: at.and_then(|at| Some(place? + at as u64)),
                    line: Some(1 + at.map_or(0, |at| newlines(&whole[..at]))),
                    text,
                }
            });
        }
    }
    let source = &whole[from..];
    let mut page = Page {
        builder: Builder::new(source, place.map(|place| place + from as u64), first_line),
        title,
        images: 0,
        hidden: 0,
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        page.take(event, range, source);
    }
    page.builder.flush(Role::Paragraph);

    let mut article = RawArticle::new(Origin {
        path: path.to_string(),
        record: 0,
        format: super::Format::Markdown.name().to_string(),
        digest,
    });
    article.title = page.title;
    article.body = page.builder.blocks;
    article.quotes = page.builder.quotes;
    article.byline = fields.byline();
    article.url = fields.url();
    article.publisher = fields.publisher();
    article.published = fields.published();
    article.lang = fields.lang();
    let mut told = Told::default();
    mark_metas(&mut article.body, &mut told);
    told.give(&mut article);
    if article.body.is_empty() && article.title.is_none() {
        return Err(Error::file(path, "no text"));
    }
    sink(Ok(article));
    Ok(())
}

fn newlines(text: &str) -> u32 {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32
}

/// The first blocks may tell of the article, as in plain text.
fn mark_metas(body: &mut [RawBlock], told: &mut Told) {
    for block in body.iter_mut().take(4) {
        let plain = block.role == Role::Paragraph && block.quotes.is_empty();
        if !plain || !told.line(&block.text.text) {
            break;
        }
        block.role = Role::Meta;
    }
    let first = body.iter().find(|block| block.role != Role::Meta);
    if let Some(first) = first.filter(|block| block.quotes.is_empty()) {
        told.published = told
            .published
            .or_else(|| byline::dateline(&first.text.text));
    }
}

/// The reading of a page, event by event.
struct Page<'a> {
    builder: Builder<'a>,
    title: Option<RawText>,
    /// Images open: their words are not the article's.
    images: usize,
    /// HTML elements open whose words are not the article's.
    hidden: usize,
}

impl Page<'_> {
    fn take(&mut self, event: Event, range: std::ops::Range<usize>, source: &str) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Text(words) | Event::Code(words) => {
                if self.images == 0 && self.hidden == 0 {
                    self.builder.write(&words, range.start);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                // As it stands in the file, so that a wrapped paragraph stays verbatim also with CR LF.
                let mark = match source.get(range.clone()) {
                    Some(mark @ ("\n" | "\r\n")) => mark,
                    _ => "\n",
                };
                self.builder.write(mark, range.start);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for (at, part) in tags::parts(&html) {
                    tags::apply(&part, range.start + at, &mut self.builder, &mut self.hidden);
                }
            }
            Event::Start(Tag::BlockQuote(_)) => self.builder.open_quote(QuoteMarkup::default()),
            Event::End(TagEnd::BlockQuote(_)) => self.builder.close_quote(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.builder
                    .open_inline(InlineKind::Link(dest_url.to_string()));
            }
            Event::End(TagEnd::Link) => self
                .builder
                .close_inline(|kind| matches!(kind, InlineKind::Link(_))),
            Event::Start(Tag::TableCell) => {
                if !self.builder.is_empty() {
                    self.builder.write(" | ", range.start);
                }
            }
            Event::End(TagEnd::TableCell) => {}
            Event::End(TagEnd::Heading(level)) => self.heading(level),
            Event::Rule => {
                self.builder.flush(Role::Paragraph);
                self.builder
                    .write(source[range.clone()].trim(), range.start);
                self.builder.flush(Role::Separator);
            }
            Event::Start(tag) => {
                if !is_inline(&tag.to_end()) {
                    self.builder.flush(Role::Paragraph);
                }
            }
            Event::End(tag) => {
                if !is_inline(&tag) {
                    self.builder.flush(Role::Paragraph);
                }
            }
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    /// The first heading is the title if it comes first and is of the first level; one that repeats the title is left out.
    fn heading(&mut self, level: HeadingLevel) {
        let first = self.builder.blocks.is_empty() && !self.builder.is_within();
        if level != HeadingLevel::H1 || !first {
            return self.builder.flush(Role::Heading);
        }
        match &self.title {
            None => self.title = self.builder.take().map(|(text, _)| text),
            Some(title) if self.builder.written() == title.text => {
                self.builder.take();
            }
            Some(_) => self.builder.flush(Role::Heading),
        }
    }
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::TableCell
    )
}
