//! Owns HTML: a saved page as one article, with its text, its quotations and its readers' comments.
//! Refuses to guess what a page does not say, and to run scripts: a page that they make has no text here.
//!
//! `tree` reads the markup, `marks` knows what themes call things, `main_text` finds the article, `listing` the posts of a blog's home
//! page, `contents` the items of a day's bulletin, `blocks` cuts it, `tidy` drops what is not of it, `threads` tells a forum's answers, `signed` readers' words that only a line signs, `stated` gives the text of pages that scripts make, `comments` tells readers
//! from the author, `meta` finds title, publisher, authors, date and address.

mod blocks;
mod comments;
mod contents;
mod listing;
mod main_text;
mod marks;
mod meta;
mod signed;
mod stated;
mod threads;
mod tidy;
mod tree;

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use self::blocks::{Blocks, View};
use self::main_text::Layout;
use self::marks::{BYLINE, CAPTION, CHANGED, DATE, DECK, ENTRY, META, PULL, TITLE};
use self::tree::Page;
use super::byline::{self, BY, Told};
use super::document::Document;
use super::{Format, Sink, charset};
use crate::article::{Origin, QuoteMarkup, RawArticle, RawBlock, RawText, Role};
use crate::dates;
use crate::error::{Error, Result, Skipped};
use crate::source::fold;

/// Reads the page in `bytes`. A page that breaks off gives what stands before and a [`Skipped`] that says so.
///
/// # Errors
/// If the bytes are no text, or the page has none.
pub(super) fn read(bytes: &[u8], document: &Document, sink: &mut Sink) -> Result<()> {
    let path = document.path;
    let (text, damage) =
        decode(bytes, document.facts.charset.as_deref()).map_err(|e| Error::file(path, e))?;
    let page = tree::parse(&text);
    let cut = cut(&page);
    let whole = document.origin(Format::Html, 0, bytes);
    let origin = |record: usize| Origin {
        record: record as u32,
        ..whole.clone()
    };
    let layout = main_text::layout(&page);
    let framed = (1..page.nodes.len()).any(|at| page.tag(at) == "frameset");
    if framed && layout.mass[0] < FRAMES_WORDS {
        return Err(Error::file(
            path,
            "frames without words of their own; the pages in them are read by themselves"
                .to_string(),
        ));
    }
    // A mail is one article, however many headings it has.
    let posts = match document.facts.firm {
        true => Vec::new(),
        false => listing::posts(&page, &layout),
    };
    let has_text = |article: &RawArticle| article.body.iter().any(|b| b.role != Role::Separator);
    let mut articles: Vec<RawArticle> = match posts.len() {
        0 => contents::items(article(&page, &layout, origin(0)), origin),
        _ => listing::articles(&page, &layout, &posts, origin),
    };
    articles.retain(has_text);
    if let ([only], false) = (articles.as_slice(), document.facts.firm)
        && tidy::is_links_alone(only)
    {
        return Err(Error::file(
            path,
            "nothing but links in this page (a menu or a frame)".to_string(),
        ));
    }
    if articles.is_empty() {
        return Err(Error::file(
            path,
            match cut {
                Some(cut) => format!("truncated HTML: ends {cut}, before any text"),
                None => {
                    "no text in this page (made by scripts? save it from a browser)".to_string()
                }
            },
        ));
    }
    articles.into_iter().for_each(|article| sink(Ok(article)));
    let mut say = |reason: String| {
        sink(Err(Skipped {
            path: path.to_string(),
            reason,
        }));
    };
    if let Some(cut) = cut {
        say(format!(
            "truncated HTML: ends {cut}; what stands before is indexed"
        ));
    }
    if let Some(damage) = damage {
        say(format!("{damage}; the rest of the page is indexed"));
    }
    Ok(())
}

/// Characters of what a page of frames says to browsers that show none; what says more is an article.
const FRAMES_WORDS: u32 = 300;

/// The blocks of a piece of HTML (the body of a record), with the quotations that they stand in.
pub(crate) fn fragment_blocks(html: &str) -> (Vec<RawBlock>, Vec<QuoteMarkup>) {
    let page = tree::parse(html);
    let marks = marks::of_page(&page);
    let count = page.nodes.len();
    let mut has_block = vec![false; count];
    for at in (1..count).rev() {
        let holds = has_block[at] || tree::is_block(page.tag(at)) || page.tag(at) == "br";
        has_block[page.nodes[at].parent] |= holds;
    }
    let mut out = Blocks::default();
    let view = View {
        skip: &|at| marks[at] & marks::HIDDEN != 0 || matches!(page.tag(at), "nav" | "form"),
        pull: &|at| marks[at] & PULL != 0,
        block: &|at| marks[at] & CAPTION != 0,
        has_block: &has_block,
    };
    blocks::walk(&page, 0, &view, None, &mut out);
    (out.blocks, out.quotes)
}

/// The text, and what is damaged in it. Browsers show damaged pages, so these are read too.
fn decode<'a>(
    bytes: &'a [u8],
    served: Option<&str>,
) -> std::result::Result<(Cow<'a, str>, Option<String>), String> {
    let declared = declared_charset(bytes);
    let declared: Vec<&str> = served.into_iter().chain(declared.as_deref()).collect();
    match charset::decode(bytes, &declared) {
        Ok(decoded) => Ok((decoded.text, None)),
        Err(reason) => {
            let text = String::from_utf8_lossy(bytes);
            let lost = text.matches('\u{fffd}').count();
            // A page cut within a character is only cut.
            if lost == 1 && text.ends_with('\u{fffd}') {
                return Ok((
                    Cow::Owned(text.trim_end_matches('\u{fffd}').to_string()),
                    None,
                ));
            }
            if lost * 200 > text.len() {
                return Err(reason);
            }
            Ok((text, Some(reason)))
        }
    }
}

/// The charset that the page's head names.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    static CHARSET: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?i)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,80}?encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})"#).ok()
    });
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let found = CHARSET.as_ref()?.captures(&head)?;
    Some(found.get(1)?.as_str().to_string())
}

/// Where a page breaks off, if it does. Pages that leave out end tags which may be left out are whole.
fn cut(page: &Page) -> Option<String> {
    if page.closed || !page.opened {
        return None;
    }
    if let Some(place) = page.cut_in {
        return Some(format!("inside {place}"));
    }
    if let Some(tag) = page.left_open {
        return Some(format!("inside a <{tag}> that is never closed"));
    }
    let last = page.nodes.iter().rev().find_map(|n| match &n.kind {
        tree::Kind::Text(t) if !t.trim().is_empty() => t.trim_end().chars().next_back(),
        _ => None,
    })?;
    let sentence_ends = !last.is_alphanumeric() && !matches!(last, ',' | ';' | '-' | '(' | '“');
    (page.ends_in_text && !sentence_ends).then(|| "in the middle of a sentence".to_string())
}

fn article(page: &Page, layout: &Layout, origin: Origin) -> RawArticle {
    let found = meta::read(page, layout);
    let mut out = Blocks::default();
    for &deck in &decks(page, layout) {
        walk(page, layout, deck, true, &mut out);
    }
    for &root in &layout.roots {
        walk(page, layout, root, true, &mut out);
    }
    if out.blocks.is_empty() {
        // The names lie: what they call a byline is all the text there is.
        for &root in &layout.roots {
            walk(page, layout, root, false, &mut out);
        }
    }
    let mut article = RawArticle::new(origin);
    let signed = match layout.comments.is_empty() {
        true => signed::part(&mut out.blocks),
        false => Vec::new(),
    };
    let readers = out.blocks.iter().position(|b| b.comment.is_some());
    let readers = readers.map_or(Vec::new(), |at| out.blocks.split_off(at));
    for block in out.blocks.iter_mut().rev().take(4) {
        if is_own_copyright(&block.text.text, found.publisher.as_deref()) {
            block.role = Role::Meta;
        }
    }
    tidy::tidy(&mut out.blocks, &found);
    let told = mark_bylines(&mut out.blocks, meta::captured(page));
    stated::complete(page, &mut out);
    out.blocks.extend(readers);
    article.comments = match signed.is_empty() {
        true => comments::read(page, layout, &mut out),
        false => signed,
    };
    article.body = out.blocks;
    article.quotes = out.quotes;
    article.title = found.title.map(|text| RawText {
        text,
        at: None,
        line: None,
    });
    article.byline = found.authors;
    article.publisher = found.publisher;
    article.published = found.published;
    article.url = found.url;
    article.lang = found.lang;
    if article.byline.iter().all(|name| meta::is_login(name)) && !told.byline.is_empty() {
        article.byline.clear();
    }
    told.give(&mut article);
    if article.published.is_none() {
        article.published = article.url.as_deref().and_then(meta::date_of_url);
    }
    article
}

fn walk(page: &Page, layout: &Layout, root: usize, strict: bool, out: &mut Blocks) {
    let skip = |at: usize| {
        if layout.dropped[at] {
            return true;
        }
        let marks = layout.marks[at];
        let told = marks & (META | BYLINE | DATE | CHANGED | TITLE) != 0;
        let beside = told && layout.mass[at] < 300 && !in_paragraph(page, at) && marks & DECK == 0;
        let head = page.tag(at) == "header"
            && !page
                .within(at)
                .any(|i| page.tag(i) == "p" && layout.marks[i] & (META | DECK) == 0);
        let embed = page.tag(at) == "blockquote"
            && page
                .attr(at, "class")
                .is_some_and(|c| c.contains("wp-embedded-content"));
        strict && (beside || head) || embed
    };
    let view = View {
        skip: &skip,
        pull: &|at| layout.marks[at] & PULL != 0,
        block: &|at| layout.marks[at] & CAPTION != 0,
        has_block: &layout.has_block,
    };
    blocks::walk(page, root, &view, None, out);
}

fn in_paragraph(page: &Page, at: usize) -> bool {
    let is_of_text = |a: usize| {
        matches!(
            page.tag(a),
            "p" | "li" | "td" | "blockquote" | "figcaption" | "h2" | "h3" | "h4"
        )
    };
    page.ancestors(at).take(8).any(is_of_text)
}

/// The lines under the title, which often stand outside the element of the text.
fn decks(page: &Page, layout: &Layout) -> Vec<usize> {
    let Some(&root) = layout.roots.first() else {
        return Vec::new();
    };
    let entry = page
        .ancestors(root)
        .find(|&a| layout.marks[a] & ENTRY != 0 || matches!(page.tag(a), "main" | "body"));
    let Some(entry) = entry else {
        return Vec::new();
    };
    let reachable = main_text::reachable(page, &layout.dropped);
    let mut decks: Vec<usize> = Vec::new();
    let between = reachable.iter().enumerate().take(root).skip(entry + 1);
    for (at, &reachable) in between {
        let deck = layout.marks[at] & DECK != 0 && reachable && !page.within(at).contains(&root);
        let nested = decks.last().is_some_and(|&d| page.within(d).contains(&at));
        if deck && !nested && layout.links[at] <= layout.mass[at] {
            decks.push(at);
        }
    }
    decks
}

/// Marks the lines at the head of the text that tell of the article (`By X, Outlet, date`, `Published: date`), and the reporter's name
/// and address at its foot; gives what they tell.
fn mark_bylines(blocks: &mut [RawBlock], captured: Option<Date>) -> Told {
    let mut told = Told::default();
    let own = |b: &RawBlock| {
        b.quotes.is_empty()
            && b.role == Role::Paragraph
            && b.comment.is_none()
            && b.text.text.len() < 120
    };
    for block in blocks.iter_mut().take(4).filter(|b| own(b)) {
        let text = &block.text.text;
        if meta::posted(text, captured, &mut told) {
            block.role = Role::Meta;
            continue;
        }
        if text.ends_with('.') {
            continue;
        }
        let changed = meta::date_before_changes(text).is_none() && dates::find(text).is_some();
        let line = text.replace(['·', '•'], " | ");
        if READING_TIME.is_match(text) && dates::find(text).is_some() {
            block.role = Role::Meta;
        }
        let says = BY.is_match(text) || REPORTER.is_match(text) || dates::find(text).is_some();
        // `Name · date` may name the author or the site: only bars and "By" tell.
        let publisher = told.publisher.take();
        if changed && dates::alone(text).is_some() || says && told.line(&line) {
            block.role = Role::Meta;
        }
        let tells = text.contains('|') || BY.is_match(text);
        told.publisher = publisher.or(told.publisher.take().filter(|_| tells));
    }
    for block in blocks.iter().rev().take(3).filter(|b| b.quotes.is_empty()) {
        if told.byline.is_empty()
            && let Some(found) = REPORTED.captures(&block.text.text)
            && let Some(who) = found.name("who")
        {
            byline::authors(who.as_str(), &mut told.byline);
        }
    }
    for block in blocks.iter_mut().rev().take(3).filter(|b| own(b)) {
        let text = block.text.text.trim();
        if meta::posted(text, captured, &mut told) {
            block.role = Role::Meta;
            continue;
        }
        let posted = LABELLED_DAY.is_match(text).then(|| dates::alone(text));
        if let Some(day) = posted.flatten() {
            told.published = told.published.or(Some(day));
            block.role = Role::Meta;
        }
        let address = text.contains('@') && !text.contains(char::is_whitespace);
        if address || (REPORTER.is_match(text) && told.line(text)) {
            block.role = Role::Meta;
        }
    }
    told
}

/// `4 min read`, beside a day.
static READING_TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b\d{1,3}[ -]min(?:ute)?s? read\b").expect("a fixed pattern")
});

/// `Posted Sept. 10, 2019` below the text. Days of change are labelled otherwise.
static LABELLED_DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W{0,3}(?:first )?(?:posted|published|입력|등록)\b").expect("a fixed pattern")
});

/// `Reported by Jane Roe for the Amnok Service. Translated by ...` below the text.
static REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W{0,3}Report(?:ed|ing) by (?P<who>\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}(?:(?:, | and )\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}){0,3})(?: for [^.;]{2,60}| in [^.;]{2,40})?(?:[.;]|$)")
        .expect("a fixed pattern")
});

/// `홍길동 기자 hong@outlet.example`, with nothing else.
static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\[(/]?\s*(?:\p{Hangul}{2,8}\s?[/=]\s?)?\p{Hangul}{2,4}(?:\s?[·,]\s?\p{Hangul}{2,4})*\s*(?:선임|수습|전문|인턴)?(?:기자|특파원|논설위원|편집위원)\s*[\])=]?\s*(?:\S+@\S+)?$")
        .expect("a fixed pattern")
});

/// A line that says whose the page is: of the site itself it tells nothing that is not known; of a wire it is evidence, and stays.
fn is_own_copyright(text: &str, publisher: Option<&str>) -> bool {
    static COPYRIGHT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W{0,3}(?i:\(c\)|copyright|ⓒ|©|저작권자|all rights reserved|무단\s?전재)")
            .expect("a fixed pattern")
    });
    let Some(found) = COPYRIGHT.find(text).filter(|_| text.len() < 200) else {
        return false;
    };
    let names_site = publisher.is_some_and(|p| fold(text).contains(&fold(p)));
    let nobody = text[found.end()..]
        .chars()
        .filter(|c| c.is_alphanumeric())
        .count()
        == 0
        || found.as_str().to_lowercase().ends_with("reserved")
        || found.as_str().contains("무단");
    names_site || nobody
}

#[cfg(test)]
mod tests;
