//! Owns what the documents of offices have in common: paragraphs with styles become blocks, quotations and a title. Refuses to know
//! how any of them is written, and what their properties say of when a file was made or changed.

use super::builder::Builder;
use super::byline;
use crate::article::{InlineKind, QuoteMarkup, RawArticle, RawBlock, RawText, Role};

/// What a paragraph's style says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Style {
    #[default]
    Body,
    Title,
    Heading,
    Quote,
    /// Tables of contents and the like: no words of the article.
    About,
}

impl Style {
    /// By the name of a style, as the office programs call those that come with them.
    pub fn named(name: &str) -> Option<Style> {
        let name = name.to_lowercase().replace(['_', '-'], " ");
        let name = name.trim();
        Some(match name {
            "title" | "제목" => Style::Title,
            "quote" | "intense quote" | "block text" | "block quote" | "block quotation"
            | "blockquote" | "quotations" | "quotation" | "인용" | "강한 인용" => {
                Style::Quote
            }
            "normal" | "standard" | "text body" | "body text" => Style::Body,
            _ if name.starts_with("heading") => Style::Heading,
            _ if name.starts_with("toc ") || name.starts_with("contents ") || name == "toc" => {
                Style::About
            }
            _ => return None,
        })
    }
}

/// A document in the making.
pub(super) struct Prose {
    text: Builder<'static>,
    /// Foot- and endnotes, which come after the text.
    note: Builder<'static>,
    notes: Vec<RawBlock>,
    in_notes: usize,
    /// Of the paragraphs that are open: text boxes hold paragraphs within paragraphs.
    styles: Vec<Style>,
    title: Option<String>,
    body: Vec<RawBlock>,
    quotes: Vec<QuoteMarkup>,
    quoting: bool,
}

impl Prose {
    pub fn new() -> Prose {
        Prose {
            text: Builder::new("", None, 1),
            note: Builder::new("", None, 1),
            notes: Vec::new(),
            in_notes: 0,
            styles: Vec::new(),
            title: None,
            body: Vec::new(),
            quotes: Vec::new(),
            quoting: false,
        }
    }

    fn builder(&mut self) -> &mut Builder<'static> {
        match self.in_notes {
            0 => &mut self.text,
            _ => &mut self.note,
        }
    }

    /// A paragraph begins; one that is open goes on behind it.
    pub fn begin(&mut self, style: Style) {
        self.flush();
        self.styles.push(style);
    }

    /// What the open paragraph turns out to be.
    pub fn style(&mut self, style: Style) {
        if let Some(open) = self.styles.last_mut() {
            *open = style;
        }
    }

    pub fn end(&mut self) {
        self.flush();
        self.styles.pop();
    }

    pub fn write(&mut self, words: &str) {
        if !self.styles.is_empty() {
            self.builder().write(words, 0);
        }
    }

    pub fn open_link(&mut self, target: String) {
        self.builder().open_inline(InlineKind::Link(target));
    }

    pub fn close_link(&mut self) {
        self.builder()
            .close_inline(|kind| matches!(kind, InlineKind::Link(_)));
    }

    pub fn begin_note(&mut self) {
        self.in_notes += 1;
    }

    pub fn end_note(&mut self) {
        self.flush();
        self.in_notes = self.in_notes.saturating_sub(1);
    }

    fn flush(&mut self) {
        let style = self.styles.last().copied().unwrap_or_default();
        let Some((text, inlines)) = self.builder().take() else {
            return;
        };
        let text = RawText {
            text: text.text,
            ..RawText::default()
        };
        let mut block = RawBlock::paragraph(text);
        block.inlines = inlines;
        if self.in_notes > 0 {
            self.notes.push(block);
            return;
        }
        match style {
            Style::About => return,
            Style::Title if self.title.is_none() && self.body.is_empty() => {
                self.title = Some(block.text.text);
                return;
            }
            Style::Title | Style::Heading => block.role = Role::Heading,
            Style::Body | Style::Quote => {}
        }
        if style == Style::Quote {
            // Neighbours are one quotation.
            if !self.quoting {
                self.quotes.push(QuoteMarkup::default());
            }
            block.quotes = vec![self.quotes.len() as u32 - 1];
        }
        self.quoting = style == Style::Quote;
        self.body.push(block);
    }

    /// Gives an article the text, and the title: as the text shows it, else as the document's properties say it, else the heading
    /// that the text begins with.
    pub fn give(mut self, article: &mut RawArticle, stated: Option<String>) {
        self.flush();
        let first = self.body.first();
        let heading = || {
            first
                .filter(|b| b.role == Role::Heading)
                .map(|b| b.text.text.clone())
        };
        let stated = stated.filter(|t| is_title(t));
        let title = self.title.take().or(stated).or_else(heading);
        if let Some(title) = &title
            && first.is_some_and(|b| b.quotes.is_empty() && b.text.text == *title)
        {
            self.body.remove(0);
        }
        self.body.append(&mut self.notes);
        article.title = title.map(|text| RawText {
            text,
            ..RawText::default()
        });
        article.body = self.body;
        article.quotes = self.quotes;
        byline::mark_metas(article);
    }
}

/// Whether what a document's properties call its title is one, and not what a program wrote there.
pub(super) fn is_title(stated: &str) -> bool {
    let lower = stated.trim().to_lowercase();
    let file = [
        ".doc", ".docx", ".odt", ".rtf", ".pdf", ".indd", ".qxd", ".qxp", ".tex", ".dvi", ".ps",
        ".hwp", ".txt", ".html", ".htm",
    ];
    let by_program = [
        "microsoft word",
        "untitled",
        "document1",
        "powerpoint",
        "slide 1",
        "layout 1",
        "no title",
        "title",
        "default",
        "print",
        "제목 없음",
    ];
    lower.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !file.iter().any(|ending| lower.ends_with(ending))
        && !by_program.iter().any(|name| {
            lower == *name
                || (name.contains(' ') && lower.starts_with(name))
                || (lower.starts_with(name)
                    && lower[name.len()..].starts_with([' ', '-', '.'])
                    && name.len() > 6)
        })
}

/// Whether what a document's properties call its author is a name, and not that of an account.
pub(super) fn is_author(stated: &str) -> bool {
    let lower = stated.trim().to_lowercase();
    let accounts = [
        "user",
        "windows user",
        "microsoft office user",
        "owner",
        "admin",
        "administrator",
        "pc",
        "hp",
        "dell",
        "author",
        "anonymous",
        "unknown",
        "python-docx",
        "root",
        "사용자",
    ];
    lower.chars().any(char::is_alphabetic)
        && !accounts.contains(&lower.as_str())
        && !lower.contains('@')
}
