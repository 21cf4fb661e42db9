//! Owns the step from what a reader found to what is kept: publisher, byline, date, language, the clean text. Refuses to read files,
//! and to guess: what neither the file nor the user's rules nor the address says stays unknown.

use crate::analyze::lang;
use crate::article::{Article, ArticleId, Block, Inline, Pages, Place, RawArticle, RawText, Span};
use crate::source::Registry;

/// Settles an article: its text, and who published it.
pub fn resolve(raw: RawArticle, registry: &Registry) -> Article {
    let above = raw.title.as_ref().map_or(0, |title| title.text.len());
    let below = raw.body.iter().map(|b| b.text.text.len() + 2);
    let mut text = String::with_capacity(above + below.sum::<usize>());
    let mut title_place = Place::default();
    let title = raw.title.and_then(clean_title);
    if let Some(title) = &title {
        text.push_str(&title.text);
        title_place = place(title);
    }
    let mut blocks = Vec::with_capacity(raw.body.len());
    let mut pages = Pages::default();
    let mut turns = raw.pages.iter().peekable();
    if let Some(first) = turns.peek() {
        pages.turn(0, first.page);
    }
    for (number, block) in raw.body.into_iter().enumerate() {
        let place = place(&block.text);
        let words = harmless(block.text);
        if words.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&words);
        while let Some(turn) = turns.next_if(|turn| turn.block as usize <= number) {
            pages.turn(
                (start + (turn.at as usize).min(words.len())) as u32,
                turn.page,
            );
        }
        let inlines = block.inlines.into_iter().filter(|i| fits(i, &words));
        let inlines = inlines.map(|mut i| {
            i.span = i.span.shift(start);
            i
        });
        blocks.push(Block {
            role: block.role,
            span: Span::new(start, start + words.len()),
            quotes: block.quotes,
            comment: block.comment,
            inlines: inlines.collect(),
            place,
        });
    }
    let url = raw
        .url
        .map(|u| u.trim().to_string())
        .filter(|u| !u.is_empty());
    let lang = match registry.lang_for(&raw.origin.path) {
        Some((lang, true)) => Some(lang),
        rule => raw
            .lang
            .or(rule.map(|(lang, _)| lang))
            .or_else(|| lang::detect(&text)),
    };
    Article {
        id: ArticleId::of(&raw.origin.path, raw.origin.record),
        publisher: registry.publisher_for(
            &raw.origin.path,
            raw.publisher.as_deref(),
            url.as_deref().or(raw.site.as_deref()),
        ),
        byline: byline(raw.byline, registry),
        url,
        published: raw.published,
        lang,
        title: title.map(|t| t.text),
        text,
        blocks,
        quotes: raw.quotes,
        comments: raw.comments,
        title_place,
        pages,
        origin: raw.origin,
    }
}

fn place(text: &RawText) -> Place {
    Place {
        at: text.at,
        line: text.line,
    }
}

/// One line, where the title does not stand in the file as it is.
fn clean_title(title: RawText) -> Option<RawText> {
    let (at, line) = (title.at, title.line);
    let mut text = harmless(title);
    if at.is_none() && text.contains(['\n', '\t', '\r']) {
        text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    (!text.trim().is_empty()).then_some(RawText { text, at, line })
}

/// Control characters say nothing and can harm; where the text stands verbatim in the file they stay, since spans count bytes of it.
fn harmless(text: RawText) -> String {
    let harms = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\t' | '\r');
    if text.at.is_some() || !text.text.contains(harms) {
        return text.text;
    }
    text.text.replace(harms, " ")
}

fn fits(inline: &Inline, text: &str) -> bool {
    let range = inline.span.range();
    range.start < range.end && text.get(range).is_some()
}

/// Names of persons: without "By", and without outlets, which sign what nobody wrote.
fn byline(printed: Vec<String>, registry: &Registry) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entry in printed {
        let line = entry.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = ["By ", "BY ", "by ", "By: "]
            .iter()
            .find_map(|by| line.strip_prefix(by))
            .unwrap_or(&line);
        let is_outlet = |part: &str| registry.may_mean(part).len() == 1;
        // "Jane Roe, Yonhap".
        let name = match line.rsplit_once(", ") {
            Some((name, outlet)) if is_outlet(outlet.trim()) => name,
            _ => line,
        };
        let name =
            name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '·'));
        let account = matches!(
            name.to_lowercase().as_str(),
            "admin" | "administrator" | "webmaster" | "wordpress" | "unknown" | "editor"
        );
        if !name.is_empty() && !is_outlet(name) && !account && !names.iter().any(|n| n == name) {
            names.push(name.to_string());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Digest, InlineKind, Lang, Origin, PageTurn, RawBlock};

    fn raw(path: &str) -> RawArticle {
        RawArticle::new(Origin {
            path: path.into(),
            record: 0,
            format: "html".into(),
            digest: Digest::of(b""),
        })
    }

    fn text(text: &str) -> RawText {
        RawText {
            text: text.into(),
            ..RawText::default()
        }
    }

    #[test]
    fn the_text_is_title_and_blocks_parted_by_empty_lines_and_spans_hold() {
        let mut article = raw("a.html");
        article.title = Some(text("Sacks\ncounted"));
        let mut block = RawBlock::paragraph(text("See \u{0}the report."));
        block.inlines.push(Inline {
            span: Span::new(5, 15),
            kind: InlineKind::Link("http://a.example".into()),
        });
        article.body = vec![block, RawBlock::paragraph(text("Two\nlines."))];
        let article = resolve(article, &Registry::builtin());
        assert_eq!(
            article.text,
            "Sacks counted\n\nSee  the report.\n\nTwo\nlines."
        );
        assert_eq!(
            article.blocks[0].inlines[0].span.of(&article.text),
            "the report"
        );
        assert_eq!(article.blocks[1].span.of(&article.text), "Two\nlines.");
    }

    #[test]
    fn what_stands_verbatim_in_the_file_is_not_touched() {
        let mut article = raw("a.txt");
        let verbatim = RawText {
            text: "A\u{7}b".into(),
            at: Some(0),
            line: Some(1),
        };
        article.body = vec![RawBlock::paragraph(verbatim)];
        assert_eq!(resolve(article, &Registry::builtin()).text, "A\u{7}b");
    }

    #[test]
    fn publisher_byline_and_language_are_settled() {
        let mut article = raw("one-free-korea/a.html");
        article.publisher = Some("WordPress".into());
        article.byline = ["By Jane  Roe, Yonhap", "Daily NK", "admin", "AP", "Bo Lee"]
            .map(String::from)
            .to_vec();
        article.body = vec![RawBlock::paragraph(text(
            "압록강의 시장에서 쌀값이 올랐다.",
        ))];
        let article = resolve(article, &Registry::builtin());
        assert_eq!(article.publisher.unwrap().id.0.as_ref(), "one-free-korea");
        assert_eq!(article.byline, ["Jane Roe", "Bo Lee"]);
        assert_eq!(article.lang, Some(Lang::KO));
    }

    #[test]
    fn a_page_that_begins_inside_a_paragraph_is_told_there() {
        let mut article = raw("a.pdf");
        article.title = Some(text("Sacks"));
        article.body = vec![
            RawBlock::paragraph(text("One two.")),
            RawBlock::paragraph(text("Three.")),
        ];
        let turn = |block, at, page| PageTurn { block, at, page };
        article.pages = vec![turn(0, 0, 2), turn(0, 4, 3), turn(1, 0, 5)];
        let article = resolve(article, &Registry::builtin());
        let page = |words: &str| article.pages.of(article.text.find(words).unwrap() as u32);
        let found = ["Sacks", "One", "two", "Three"].map(page);
        assert_eq!(found, [2, 2, 3, 5].map(Some));
    }

    #[test]
    fn nothing_known_stays_nothing() {
        let mut article = raw("notes/a.txt");
        article.body = vec![RawBlock::paragraph(text("1 2 3"))];
        let article = resolve(article, &Registry::builtin());
        assert_eq!(
            (
                article.publisher,
                article.lang,
                article.title,
                article.published
            ),
            (None, None, None, None)
        );
    }
}
