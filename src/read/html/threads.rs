//! Owns threads: in a forum the first post is the article and the others are readers' comments; old systems put the answers to an
//! article below it as `Re: ...` or behind an anchor. Refuses a blog's list of posts, whose headings lead to pages of their own.

use std::sync::LazyLock;

use regex::Regex;

use super::main_text::Layout;
use super::marks::{
    AROUND, BODY, BYLINE, COMMENT, COMMENT_TEXT, COMMENTS, CONTENT, DATE, ENTRY, META, split,
};
use super::tree::{Page, is_block};
use crate::dates;

/// Marks what of a page answers what.
pub(super) fn mark(page: &Page, layout: &mut Layout, best: Option<usize>) {
    mark_replies(page, layout);
    mark_thread(page, layout);
    mark_signed(page, layout);
    mark_behind_anchor(page, layout, best);
}

/// Posts under `Re: ...`.
fn mark_replies(page: &Page, layout: &mut Layout) {
    for at in (1..page.nodes.len()).filter(|&at| is_post(page, at)) {
        if answers(page, at) {
            reply(page, layout, at);
        }
    }
}

/// A block that a forum numbers as a post.
fn is_post(page: &Page, at: usize) -> bool {
    let id = page.attr(at, "id").unwrap_or("");
    let number = id.trim_start_matches(|c: char| c.is_ascii_alphabetic() || "_-".contains(c));
    let name = id[..id.len() - number.len()].trim_end_matches(['_', '-']);
    is_block(page.tag(at))
        && !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
        && matches!(
            name,
            "p" | "post"
                | "msg"
                | "message"
                | "js-post"
                | "pid"
                | "reply"
                | "postrow"
                | "elComment"
        )
}

/// Whether a post's heading says that it is an answer.
fn answers(page: &Page, post: usize) -> bool {
    let heading = page
        .within(post)
        .find(|&i| matches!(page.tag(i), "h1" | "h2" | "h3" | "h4"));
    heading.is_some_and(|h| page.words(h).starts_with("Re: "))
}

fn reply(page: &Page, layout: &mut Layout, at: usize) {
    layout.marks[at] |= COMMENT;
    layout.marks[at] &= !COMMENTS;
    if let Some(words) = message(page, layout, at) {
        layout.marks[words] |= COMMENT_TEXT;
        layout.marks[words] &= !(COMMENT | COMMENTS);
    }
}

/// The element that holds what a post says: the heaviest that is named so.
fn message(page: &Page, layout: &Layout, post: usize) -> Option<usize> {
    const NAMES: &[&str] = &[
        "bbwrapper",
        "content",
        "cooked",
        "messagetext",
        "postcontent",
        "postmessage",
        "postmsg",
        "message",
        "messagebody",
        "messagecontent",
        "postbody",
        "posttext",
        "entrycontent",
        "replycontent",
        "inner",
        "cpostcontentwrap",
        "ipstyperichtext",
    ];
    let named = |at: usize| {
        let names = ["id", "class"].into_iter();
        names
            .filter_map(|attr| page.attr(at, attr))
            .flat_map(str::split_whitespace)
            .any(|name| NAMES.contains(&split(name).concat().as_str()))
            || page
                .attr(at, "itemprop")
                .is_some_and(|prop| matches!(prop, "articleBody" | "text" | "commentText"))
    };
    let inside = page.within(post).skip(1);
    let named = inside.filter(|&at| layout.mass[at] > 0 && named(at));
    // Of one within another the inner one, unless most of the text lies outside it.
    named.fold(None, |best: Option<usize>, at| match best {
        Some(b) if page.within(b).contains(&at) && layout.mass[at] * 2 < layout.mass[b] => best,
        Some(b) if !page.within(b).contains(&at) && layout.mass[at] <= layout.mass[b] => best,
        _ => Some(at),
    })
}

/// Posts of a forum that bear no headings. One page's posts are numbered alike, each has a writer, and the page links to what only
/// forums have.
fn mark_thread(page: &Page, layout: &mut Layout) {
    const FORUM: &[&str] = &[
        "showthread",
        "viewtopic",
        "newreply",
        "member.php",
        "memberlist",
        "?topic=",
        "action=profile",
        "/members/",
        "profile.php",
        "posting.php",
        "/topic/",
        "/threads/",
        "/forums/",
        "/profile/",
        "/u/",
    ];
    let mut posts: Vec<usize> = Vec::new();
    for at in (1..page.nodes.len()).filter(|&at| is_post(page, at)) {
        let nested = posts.last().is_some_and(|&p| page.within(p).contains(&at));
        if !nested {
            posts.push(at);
        }
    }
    let of_forum = |at: usize| {
        let href = page.attr(at, "href").unwrap_or("");
        page.tag(at) == "a" && FORUM.iter().any(|sign| href.contains(sign))
    };
    if posts.len() < 2 || !(1..page.nodes.len()).any(of_forum) {
        return;
    }
    let leads_away = |at: usize| {
        let heading = matches!(page.tag(at), "h1" | "h2" | "h3");
        let link = page.within(at).find(|&i| page.tag(i) == "a");
        let href = link.and_then(|a| page.attr(a, "href")).unwrap_or("#");
        heading && !href.contains('#') && !FORUM.iter().any(|sign| href.contains(sign))
    };
    let written = |post: usize| writer(page, post).is_some();
    if posts
        .iter()
        .any(|&post| !written(post) || page.within(post).any(leads_away))
    {
        return;
    }
    for &post in &posts[1..] {
        reply(page, layout, post);
    }
    let first = posts[0];
    // The second page of a thread begins with an answer.
    if layout.marks[first] & COMMENT != 0 && answers(page, first) {
        return;
    }
    layout.marks[first] |= ENTRY;
    layout.marks[first] &= !(COMMENT | COMMENTS);
    let Some(words) = message(page, layout, first) else {
        return;
    };
    layout.marks[words] |= CONTENT | BODY;
    layout.marks[words] &= !(COMMENT_TEXT | COMMENT | COMMENTS | ENTRY);
    for around in page.ancestors(words).take_while(|&a| a != first) {
        layout.marks[around] &= !(COMMENT | COMMENTS | COMMENT_TEXT);
    }
    for at in page.within(first).filter(|&at| is_signature(page, at)) {
        layout.marks[at] |= AROUND;
    }
    layout.writer = writer(page, first).filter(|w| !page.within(words).contains(w));
    let day = |&at: &usize| {
        let text = page.text(at).filter(|text| text.len() < 80);
        text.is_some_and(|text| dates::alone(text).is_some())
            && !page.within(words).contains(&at)
            && !joined(text)
    };
    if let Some(day) = page.within(first).find(day) {
        layout.marks[page.nodes[day].parent] |= DATE;
    }
}

/// `Join Date: May 2003`
fn joined(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.to_ascii_lowercase().contains("join"))
}

/// Who wrote a post.
fn writer(page: &Page, post: usize) -> Option<usize> {
    const WRITERS: &[&str] = &[
        "bigusername",
        "username",
        "author",
        "poster",
        "postauthor",
        "nickname",
        "member",
        "creator",
    ];
    let is_profile = |at: usize| {
        let href = page.attr(at, "href").unwrap_or("");
        let signs = ["member", "profile", "/u/", "user"];
        page.tag(at) == "a" && signs.iter().any(|sign| href.contains(sign))
    };
    let named = page.within(post).skip(1).find(|&at| {
        let names = page.attr(at, "class").unwrap_or("").split_whitespace();
        let named = names
            .flat_map(|name| [split(name).concat(), split(name).pop().unwrap_or_default()])
            .any(|word| WRITERS.contains(&word.as_str()));
        named && page.within(at).len() < 40 && (1..=160).contains(&page.words(at).chars().count())
    })?;
    // A box about the writer says more than his name; his name leads to his profile.
    let mut inside = page.within(named);
    let link = inside.find(|&at| is_profile(at) && !page.words(at).is_empty());
    let short = page.words(named).chars().count() <= 60;
    link.or(Some(named).filter(|_| short))
}

/// What a writer puts below all that he writes.
fn is_signature(page: &Page, at: usize) -> bool {
    let names = ["id", "class"].into_iter();
    names
        .filter_map(|attr| page.attr(at, attr))
        .flat_map(str::split_whitespace)
        .any(|name| split(name).iter().any(|word| word == "signature"))
}

/// `Re: Title (Score: 1) by Anonymous on Friday, August 13 @ 20:41:12 KST`, as a row above what was said (PHP-Nuke, Slash).
fn mark_signed(page: &Page, layout: &mut Layout) {
    static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:Re: ?.{0,120}?|.{0,120}? ?\(Score: ?-?\d[^)]{0,40}\)) ?\bby .{1,60}? on .{0,40}\d")
            .expect("a fixed pattern")
    });
    let signs = |at: usize| {
        let text = page.text(at).unwrap_or("").trim_start();
        text.starts_with("Re:") || text.contains("(Score")
    };
    if !(1..page.nodes.len()).any(signs) {
        return;
    }
    for at in 1..page.nodes.len() {
        let row = matches!(page.tag(at), "tr" | "div" | "dt" | "h3" | "h4" | "p");
        if !row || layout.mass[at] > 400 || page.within(at).len() > 40 {
            continue;
        }
        let words = page.words(at);
        if words.len() > 300 || !SIGNED.is_match(&words) {
            continue;
        }
        let said_below = |a: &usize| layout.mass[*a] > layout.mass[at];
        let item = page
            .ancestors(at)
            .take(4)
            .filter(|&a| matches!(page.tag(a), "table" | "li" | "div" | "dl"))
            .find(said_below);
        if let Some(item) = item {
            layout.marks[item] |= COMMENT;
            layout.marks[at] |= META | BYLINE;
        }
    }
}

/// What follows `<a name="comments">` in its place is readers', and what stands around their words.
fn mark_behind_anchor(page: &Page, layout: &mut Layout, best: Option<usize>) {
    let is_anchor = |at: usize| {
        let name = page.attr(at, "name").or_else(|| page.attr(at, "id"));
        let named = name.is_some_and(|name| {
            matches!(
                name.to_ascii_lowercase().as_str(),
                "comments" | "comment" | "commentarea"
            )
        });
        page.tag(at) == "a" && named && page.attr(at, "href").is_none()
    };
    for anchor in (1..page.nodes.len()).filter(|&at| is_anchor(at)) {
        let behind: Vec<usize> = page
            .children(page.nodes[anchor].parent)
            .filter(|&at| at > anchor && page.text(at).is_none())
            .collect();
        let mass: u32 = behind.iter().map(|&at| layout.mass[at]).sum();
        let answered = behind
            .iter()
            .any(|&at| page.within(at).any(|i| layout.marks[i] & COMMENT != 0));
        let holds = |at: &usize| best.is_some_and(|b| page.within(*at).contains(&b));
        if !answered || mass * 2 > layout.mass[0] || behind.iter().any(holds) {
            continue;
        }
        for at in behind {
            match is_block(page.tag(at)) {
                true if layout.marks[at] & COMMENT == 0 => layout.marks[at] |= COMMENTS,
                true => {}
                false => layout.marks[at] |= AROUND,
            }
        }
    }
}
