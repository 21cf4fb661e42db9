//! Owns Markdown: front matter, and CommonMark's blocks with their quotations. The text is what a reader sees, without marks.
//! Refuses to run what it holds: tags are dropped, their words stay.

use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::builder::Builder;
use super::byline;
use super::document::Document;
use super::fields::Fields;
use super::meter::Meter;
use super::{Sink, charset, front, site, tags};
use crate::article::{Digest, InlineKind, Origin, QuoteMarkup, RawArticle, RawText, Role};
use crate::error::{Error, Result};

/// Reads the one article of a Markdown file.
///
/// # Errors
/// If the bytes are no text, only white space, or the front matter is broken.
pub(super) fn read(
    bytes: &[u8],
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let declared = document.facts.charset.as_deref();
    let decoded = charset::decode(bytes, declared.as_slice()).map_err(|e| Error::file(path, e))?;
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
    if fields.draft {
        meter.pass_over();
        return Ok(());
    }
    let source = &whole[from..];
    let is_of_site = from > 0;
    let shown = match is_of_site {
        true => site::without_shortcodes(source),
        false => Cow::Borrowed(source),
    };
    let shown = site::without_attribute_lines(shown);
    let mut page = Page {
        builder: Builder::new(source, place.map(|place| place + from as u64), first_line),
        title,
        images: 0,
        hidden: 0,
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(&shown, options).into_offset_iter() {
        page.take(event, range, source);
    }
    page.builder.flush(Role::Paragraph);

    let mut article = RawArticle::new(Origin {
        path: path.to_string(),
        record: 0,
        format: super::Format::Markdown.name().to_string(),
        digest: Digest::of(bytes),
    });
    article.title = page.title;
    article.body = page.builder.blocks;
    article.quotes = page.builder.quotes;
    article.byline = fields.byline();
    article.url = fields.url();
    article.publisher = fields.publisher();
    let named = || site::day_of_name(path).filter(|_| is_of_site);
    article.published = fields.published().or_else(named);
    article.lang = fields.lang();
    byline::mark_metas(&mut article);
    if article.body.is_empty() && document.name() == "_index.md" {
        // The title of a list of pages.
        meter.pass_over();
        return Ok(());
    }
    if article.body.is_empty() && article.title.is_none() {
        return Err(Error::file(path, "no text"));
    }
    sink(Ok(article));
    Ok(())
}

fn newlines(text: &str) -> u32 {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32
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
                let mark = source
                    .get(range.clone())
                    .filter(|m| ["\n", "\r\n"].contains(m));
                self.builder.write(mark.unwrap_or("\n"), range.start);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for (at, part) in tags::parts(&html) {
                    tags::apply(&part, range.start + at, &mut self.builder, &mut self.hidden);
                }
            }
            Event::Start(Tag::BlockQuote(_)) => self.builder.open_quote(QuoteMarkup::default()),
            Event::End(TagEnd::BlockQuote(_)) => self.builder.close_quote(),
            Event::Start(Tag::Emphasis) => self.builder.open_inline(InlineKind::Stress),
            Event::End(TagEnd::Emphasis) => self
                .builder
                .close_inline(|kind| *kind == InlineKind::Stress),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_for_tests;

    fn article(text: &str) -> RawArticle {
        let (mut articles, _, outcome) = read_for_tests("a.md", text.as_bytes());
        outcome.unwrap();
        let article = articles.remove(0);
        for text in article
            .title
            .iter()
            .chain(article.body.iter().map(|b| &b.text))
        {
            assert_eq!(text.text.trim(), text.text);
        }
        for block in article.body.iter().filter(|b| b.text.at.is_some()) {
            let at = block.text.at.unwrap() as usize;
            assert_eq!(&text[at..at + block.text.text.len()], block.text.text);
        }
        article
    }

    fn texts(article: &RawArticle) -> Vec<&str> {
        article.body.iter().map(|b| b.text.text.as_str()).collect()
    }

    #[test]
    fn front_matter_of_jekyll_and_hugo() {
        let yaml = "---\r\ntitle: \"Rice: dear\"\r\ndate: 2016-04-08 23:30:00 +0900\r\nauthors:\r\n  - name: Jane Miller\r\n  - Kim Chol-su\r\nsource: Amnok Courier\r\nurl: https://example.com/rice\r\nlang: en-US\r\nweight: 10\r\n---\r\n\r\nThe body\r\nis wrapped.\r\n";
        let found = article(yaml);
        let title = found.title.clone().unwrap();
        assert_eq!((title.text.as_str(), title.line), ("Rice: dear", Some(2)));
        assert_eq!(
            found.published.map(|d| d.to_string()).as_deref(),
            Some("2016-04-08")
        );
        assert_eq!(found.byline, ["Jane Miller", "Kim Chol-su"]);
        assert_eq!(found.publisher.as_deref(), Some("Amnok Courier"));
        assert_eq!(found.url.as_deref(), Some("https://example.com/rice"));
        assert_eq!(found.lang.map(|l| l.to_string()).as_deref(), Some("en"));
        assert_eq!(texts(&found), ["The body\r\nis wrapped."]);
        assert_eq!(
            (found.body[0].text.line, found.body[0].text.at.is_some()),
            (Some(13), true)
        );

        let toml = "+++\ntitle = 'Rice'\ndate = 2016-04-08T10:00:00+09:00\n[params]\nauthor = 'Jane Miller'\nsource = 'Border Post'\n+++\nThe body.\n";
        let found = article(toml);
        assert_eq!(found.title.unwrap().text, "Rice");
        assert_eq!(
            found.published.map(|d| d.to_string()).as_deref(),
            Some("2016-04-08")
        );
        assert_eq!(
            (found.byline, found.publisher.as_deref()),
            (vec!["Jane Miller".to_string()], Some("Border Post"))
        );
    }

    #[test]
    fn a_sites_drafts_are_left_out_and_its_shortcodes_are_no_words() {
        for draft in ["draft: true", "published: false"] {
            let page = format!("---\ntitle: x\n{draft}\n---\nBody.\n");
            let (articles, skipped, outcome) = read_for_tests("a.md", page.as_bytes());
            assert!(articles.is_empty() && skipped.is_empty() && outcome.is_ok());
        }
        let page = "---\ntitle: Rice\ncategories: [a, b]\n---\nOne {{< figure src=\"x\" >}} two.\n\n{% blockquote Ivo %}\n\nThree.\n\n{% endblockquote %}\n\nFour.\n";
        let (articles, _, _) = read_for_tests("_posts/2016-04-08-rice.md", page.as_bytes());
        let found = &articles[0];
        let date = found.published.map(|d| d.to_string());
        assert_eq!(date.as_deref(), Some("2016-04-08"));
        let seen: Vec<_> = found
            .body
            .iter()
            .map(|b| {
                (
                    b.text.text.split_whitespace().collect::<Vec<_>>().join(" "),
                    b.quotes.len(),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("One two.".to_string(), 0),
                ("Three.".to_string(), 1),
                ("Four.".to_string(), 0)
            ]
        );
        let plain = article("Words of {{ marks }} stay.\n");
        assert_eq!(texts(&plain), ["Words of {{ marks }} stay."]);
        let (articles, _, _) = read_for_tests("posts/_index.md", b"---\ntitle: Posts\n---\n");
        assert!(articles.is_empty());
    }

    #[test]
    fn coarse_dates_in_front_matter_stay_as_written() {
        for (written, date) in [
            ("2016", "2016"),
            ("2016.10", "2016-10"),
            ("2016-10", "2016-10"),
            ("October 2016", "2016-10"),
            ("20161009", "2016-10-09"),
            ("\"2016. 10. 9.\"", "2016-10-09"),
        ] {
            let found = article(&format!("---\ntitle: 1.10\ndate: {written}\n---\nBody.\n"));
            assert_eq!(
                found.published.map(|d| d.to_string()).as_deref(),
                Some(date),
                "{written}"
            );
            assert_eq!(found.title.unwrap().text, "1.10");
        }
    }

    #[test]
    fn broken_front_matter_names_its_line_and_rules_are_no_front_matter() {
        let (_, _, outcome) =
            read_for_tests("a.md", b"---\ntitle: x\nauthor: [unclosed\n---\nBody.\n");
        let said = outcome.unwrap_err().to_string();
        assert!(
            said.starts_with("a.md:") && said.contains("front matter: "),
            "{said}"
        );
        let (_, _, outcome) = read_for_tests("a.md", b"+++\ntitle = 'x'\nauthor = \n+++\nBody.\n");
        let said = outcome.unwrap_err().to_string();
        assert!(said.starts_with("a.md:3: front matter: "), "{said}");
        let rules = article("---\nWords between rules.\n---\nBody.\n");
        assert!(
            texts(&rules).contains(&"Words between rules.")
                || rules.body.iter().any(|b| b.role == Role::Heading)
        );
        let bomb = format!("---\na: {}\n---\nBody.\n", "[".repeat(100_000));
        assert!(read_for_tests("a.md", bomb.as_bytes()).2.is_err());
        let mut laughs = String::from("---\na0: &a0 [x, x]\n");
        for i in 1..40 {
            laughs.push_str(&format!("a{i}: &a{i} [*a{}, *a{}]\n", i - 1, i - 1));
        }
        laughs.push_str("---\nBody.\n");
        assert!(read_for_tests("a.md", laughs.as_bytes()).2.is_err());
    }

    #[test]
    fn blocks_and_quotations_nest_and_marks_vanish() {
        let found = article(
            "# Rice is *dear*\n\nThe [Amnok Courier](https://example.com/a) **said**:\n\n> First quoted\n> paragraph.\n>\n> > A nested one.\n>\n> — Amnok Courier\n\n* * *\n\n## Later\n\n1. One thing\n2. Another &amp; more\n\n| a | b |\n|---|---|\n| c | d |\n\n![a picture](x.png)\n\nAn end[^1] with <cite>The Post</cite>.\n\n[^1]: A note.\n",
        );
        assert_eq!(found.title.as_ref().unwrap().text, "Rice is dear");
        let seen: Vec<_> = found
            .body
            .iter()
            .map(|b| (b.role, b.text.text.as_str(), b.quotes.as_slice()))
            .collect();
        assert_eq!(
            seen,
            [
                (Role::Paragraph, "The Amnok Courier said:", &[][..]),
                (Role::Paragraph, "First quoted\nparagraph.", &[0]),
                (Role::Paragraph, "A nested one.", &[0, 1]),
                (Role::Paragraph, "— Amnok Courier", &[0]),
                (Role::Separator, "* * *", &[]),
                (Role::Heading, "Later", &[]),
                (Role::Paragraph, "One thing", &[]),
                (Role::Paragraph, "Another & more", &[]),
                (Role::Paragraph, "a | b", &[]),
                (Role::Paragraph, "c | d", &[]),
                (Role::Paragraph, "An end with The Post.", &[]),
                (Role::Paragraph, "A note.", &[]),
            ]
        );
        let link = &found.body[0].inlines[0];
        assert_eq!(link.span.of(&found.body[0].text.text), "Amnok Courier");
        assert_eq!(found.body[10].inlines[0].kind, InlineKind::Cite);
        assert_eq!(found.body[3].text.line, Some(10));
        assert!(found.body[0].text.at.is_none() && found.body[3].text.at.is_some());
    }

    #[test]
    fn html_quotations_inside_markdown_are_quotations() {
        let found = article(
            "Lead.\n\n<blockquote cite=\"https://example.com/q\">\n\nQuoted *words*.\n\n</blockquote>\n\nAfter <b>it</b>. [Border Post]\n\n<div>A div.</div>\n",
        );
        let seen: Vec<_> = found
            .body
            .iter()
            .map(|b| (b.text.text.as_str(), b.quotes.len()))
            .collect();
        assert_eq!(
            seen,
            [
                ("Lead.", 0),
                ("Quoted words.", 1),
                ("After it. [Border Post]", 0),
                ("A div.", 0)
            ]
        );
        assert_eq!(
            found.quotes[0].cite.as_deref(),
            Some("https://example.com/q")
        );
    }

    #[test]
    fn a_byline_below_the_title_is_told_and_the_title_is_not_repeated() {
        let found = article(
            "---\ntitle: Rice\n---\n# Rice\n\n*By Jane Miller, Amnok Courier, April 2016*\n\nBody.\n",
        );
        assert_eq!(found.body[0].role, Role::Meta);
        assert_eq!(
            (found.publisher.as_deref(), found.body.len()),
            (Some("Amnok Courier"), 2)
        );
    }

    #[test]
    fn deep_and_unclosed_marks_do_no_harm() {
        for hostile in [
            ">".repeat(20_000) + " x",
            "[".repeat(50_000),
            "*a ".repeat(50_000),
            "<a ".repeat(50_000),
            "<!-- ".repeat(50_000),
            "- ".repeat(5_000) + "x",
            "`".repeat(50_000) + "x",
        ] {
            let (_, _, outcome) = read_for_tests("a.md", hostile.as_bytes());
            assert!(matches!(outcome, Ok(_) | Err(_)));
        }
    }
}
