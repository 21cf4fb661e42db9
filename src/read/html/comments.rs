//! Owns readers' comments: where one begins, who wrote it, which words are his. Knows WordPress, Blogger, Disqus and Korean portals by
//! what their markup has in common. Refuses what bears no comment: forms, counts, "be the first to comment".

use std::sync::LazyLock;

use regex::Regex;

use super::blocks::{Blocks, View, walk};
use super::main_text::Layout;
use super::marks::{AROUND, BYLINE, CHANGED, COMMENT, COMMENT_TEXT, DATE, HIDDEN, META, split};
use super::tree::{Page, is_block};
use crate::article::CommentMarkup;

/// Appends the comments of the page to `out`, and who wrote them to the list returned.
pub fn read(page: &Page, layout: &Layout, out: &mut Blocks) -> Vec<CommentMarkup> {
    let mut comments = Vec::new();
    let mut author_before: Option<String> = None;
    for &region in &layout.comments {
        let items = items(page, layout, region);
        let mut starts = vec![false; page.within(region).len()];
        for &item in &items {
            starts[item - region] = true;
        }
        let inner = |at: usize, item: usize| {
            at != item && starts.get(at - region).copied().unwrap_or(false)
        };
        if items.is_empty() {
            // Blogger's old `<dl>`, where an author is a sibling of his words.
            author_before = author_in(page, layout, region, &|_| false);
        }
        let mut above = region;
        for &item in &items {
            if is_pingback(page, item) {
                continue;
            }
            if page.tag(item) == "dt" {
                author_before = author_in(page, layout, item, &|_| false)
                    .or_else(|| clean_author(&page.words(item)));
                continue;
            }
            let skip_inner = |at: usize| inner(at, item);
            // Where only the words of comments are named, their writers stand above them.
            let bare = layout.marks[item] & (COMMENT_TEXT | COMMENT) == COMMENT_TEXT;
            let author = match bare {
                true => author_above(page, layout, above, item),
                false => author_in(page, layout, item, &skip_inner),
            };
            above = page.within(item).end;
            let author = author.or_else(|| author_before.take());
            let from = out.blocks.len();
            let number = comments.len() as u32;
            for text in texts(page, layout, item, &skip_inner) {
                let whole = text == item;
                let skip = |at: usize| {
                    let marks = layout.marks[at];
                    let told = META | BYLINE | DATE | CHANGED | AROUND;
                    inner(at, item)
                        || marks & HIDDEN != 0
                        || names(page, at, &["actions"])
                        || (whole && marks & told != 0)
                        || (whole
                            && matches!(
                                page.tag(at),
                                "header" | "footer" | "form" | "cite" | "time"
                            ))
                        || (whole && names(page, at, CONTROLS))
                        || matches!(page.tag(at), "form" | "nav")
                };
                let view = View {
                    skip: &skip,
                    pull: &|_| false,
                    block: &|_| false,
                    has_block: &layout.has_block,
                };
                walk(page, text, &view, Some(number), out);
            }
            if out.blocks.len() > from {
                comments.push(CommentMarkup { author });
            }
        }
    }
    comments
}

/// Elements around a comment's words that are not of them.
const CONTROLS: &[&str] = &[
    "reply",
    "says",
    "actions",
    "action",
    "avatar",
    "permalink",
    "vote",
    "votes",
    "like",
    "edit",
    "report",
    "btn",
    "button",
    "badge",
    "nick",
    "nickname",
    "name",
    "user",
    "username",
    "fn",
    "count",
    "toolbar",
    "info",
    "commentlink",
];
const AUTHORS: &[&str] = &[
    "fn",
    "author",
    "name",
    "nick",
    "nickname",
    "user",
    "username",
    "writer",
    "id",
    "bigusername",
    "poster",
    "commenter",
    "ljuser",
    "svmember",
];

/// The nodes at which a comment begins.
fn items(page: &Page, layout: &Layout, region: usize) -> Vec<usize> {
    let mut items: Vec<usize> = Vec::new();
    // What holds the comments is no comment, though it be named so.
    let mut open: Vec<usize> = Vec::new();
    for at in page.within(region) {
        while open.last().is_some_and(|&o| page.within(o).end <= at) {
            open.pop();
        }
        if layout.marks[at] & (COMMENT | HIDDEN) != COMMENT || !is_block(page.tag(at)) {
            continue;
        }
        let is_new = match open.last() {
            None => true,
            Some(&outer) => {
                let named_alike = first_name(page, at) == first_name(page, outer)
                    && page.tag(at) == page.tag(outer);
                page.tag(at) == "li" || named_alike
            }
        };
        if is_new {
            open.push(at);
            items.push(at);
        }
    }
    let old_blogger = page
        .within(region)
        .filter(|&at| page.tag(at) == "dt" && layout.marks[at] & BYLINE != 0);
    if items.iter().all(|&i| page.tag(i) == "dd") {
        items.extend(old_blogger);
        items.sort_unstable();
    }
    if !items.is_empty() {
        return items;
    }
    let named = |&at: &usize| author_in(page, layout, at, &|_| false).is_some();
    let is_list = |at: &usize| {
        matches!(page.tag(*at), "ol" | "ul") && layout.marks[*at] & (HIDDEN | AROUND) == 0
    };
    // The first lists may be menus.
    let mut passed = region;
    for list in page.within(region).filter(is_list) {
        if list < passed {
            continue;
        }
        passed = page.within(list).end;
        let entries = page.within(list).filter(|&at| page.tag(at) == "li");
        let entries: Vec<usize> = entries.filter(named).collect();
        if !entries.is_empty() {
            return entries;
        }
    }
    let articles = page
        .within(region)
        .filter(|&at| page.tag(at) == "article" && at != region);
    let articles: Vec<usize> = articles.filter(named).collect();
    match articles.is_empty() {
        true => bare_texts(page, layout, region),
        false => articles,
    }
}

/// The words of comments where nothing but they are named: each is a comment.
fn bare_texts(page: &Page, layout: &Layout, region: usize) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for at in page.within(region).skip(1) {
        let nested = found.last().is_some_and(|&f| page.within(f).contains(&at));
        if !nested && layout.marks[at] & (COMMENT_TEXT | HIDDEN) == COMMENT_TEXT {
            found.push(at);
        }
    }
    found
}

/// The commenter named between two comments' words: the element that says so, else what is printed bold.
fn author_above(page: &Page, layout: &Layout, from: usize, to: usize) -> Option<String> {
    let named = |&at: &usize| {
        page.within(at).end <= to
            && page.within(at).len() < 40
            && (names(page, at, AUTHORS) || layout.marks[at] & BYLINE != 0)
    };
    let bold = |&at: &usize| matches!(page.tag(at), "b" | "strong") && page.within(at).end <= to;
    let at = (from..to)
        .rev()
        .find(named)
        .or_else(|| (from..to).rev().find(bold))?;
    clean_author(&page.words(at))
}

/// Another weblog's notice that it links here, which nobody wrote.
fn is_pingback(page: &Page, item: usize) -> bool {
    std::iter::once(item)
        .chain(page.ancestors(item).take(2))
        .any(|at| names(page, at, &["pingback", "trackback"]))
}

fn first_name<'p>(page: &'p Page, at: usize) -> Option<&'p str> {
    page.attr(at, "class")
        .and_then(|c| c.split_whitespace().next())
}

fn names(page: &Page, at: usize, list: &[&str]) -> bool {
    let classes = page.attr(at, "class").unwrap_or("");
    classes.split_whitespace().any(|class| {
        let words = split(class);
        let whole = words.concat();
        list.contains(&whole.as_str()) || words.iter().any(|word| list.contains(&word.as_str()))
    })
}

/// The elements that hold a comment's words; the comment itself where none is named.
fn texts(page: &Page, layout: &Layout, item: usize, inner: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = item + 1;
    let end = page.within(item).end;
    while at < end {
        if inner(at) {
            at = page.within(at).end;
        } else if layout.marks[at] & (COMMENT_TEXT | HIDDEN) == COMMENT_TEXT {
            found.push(at);
            at = page.within(at).end;
        } else {
            at += 1;
        }
    }
    if found.is_empty() {
        found.push(item);
    }
    found
}

/// The commenter: the innermost element that is named so.
fn author_in(
    page: &Page,
    layout: &Layout,
    item: usize,
    inner: &dyn Fn(usize) -> bool,
) -> Option<String> {
    let mut best: Option<(u8, usize)> = None;
    let mut at = item + 1;
    let end = page.within(item).end;
    while at < end {
        let tag = page.tag(at);
        if inner(at)
            || layout.marks[at] & (HIDDEN | COMMENT_TEXT) != 0
            || tag == "blockquote"
            || (tag == "p" && best.is_some())
        {
            at = page.within(at).end;
            continue;
        }
        let rank = match tag {
            "" => 0,
            _ if names(page, at, &["fn"]) => 4,
            "cite" => 3,
            _ if names(page, at, AUTHORS)
                && !names(page, at, &["avatar", "content", "text", "image", "badge"]) =>
            {
                2
            }
            _ if layout.marks[at] & BYLINE != 0 => 1,
            _ => 0,
        };
        if rank > 0
            && best.is_none_or(|(r, _)| rank > r)
            && !page.words(at).is_empty()
            && page.within(at).len() < 40
        {
            best = Some((rank, at));
        }
        at += 1;
    }
    clean_author(&page.words(best?.1))
}

/// A commenter's name without "says:", "said...".
fn clean_author(words: &str) -> Option<String> {
    static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:Re: |.*\(Score: ?-?\d).*?\bby (?P<who>.{1,60}?) on .{0,40}\d")
            .expect("a fixed pattern")
    });
    let words = words.trim();
    let signed = SIGNED.captures(words).and_then(|found| found.name("who"));
    let mut name = signed.map_or(words, |who| who.as_str());
    for head in ["posté par ", "écrit par ", "von ", "by ", "por "] {
        name = name.strip_prefix(head).unwrap_or(name).trim_start();
    }
    for tail in [
        " says:",
        " says",
        " said...",
        " said…",
        " said:",
        " wrote:",
        " writes:",
        ":",
        "님의 댓글",
        "님",
    ] {
        name = name.strip_suffix(tail).unwrap_or(name).trim_end();
    }
    (!name.is_empty() && name.len() <= 120).then(|| name.to_string())
}
