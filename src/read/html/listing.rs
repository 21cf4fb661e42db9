//! Owns pages that list several posts (a blog's home, a category, a month): which posts, and each as an article of its own.
//! Refuses teasers beside an article.

use super::main_text::{self, Layout};
use super::marks::{DATE, ENTRY, TITLE};
use super::tree::Page;
use super::{article, meta};
use crate::article::{Origin, PartialDate, RawArticle, RawText};
use crate::dates;

/// The elements of the posts that a page lists, in order; none if it is the page of one article.
///
/// A post in a list has a heading that links to the post's own page; the heading of an article's own page links nowhere, or the
/// text beside it is most of the page.
pub fn posts(page: &Page, layout: &Layout) -> Vec<usize> {
    let reachable = main_text::reachable(page, &layout.dropped);
    let mut posts: Vec<usize> = Vec::new();
    let mut at = 1;
    while at < page.nodes.len() {
        let is_post = layout.marks[at] & ENTRY != 0
            && reachable[at]
            && !matches!(page.tag(at), "html" | "body" | "main")
            && layout.mass[at] > 0
            && headings(page, layout, at).count() == 1
            && linked_heading(page, layout, at).is_some();
        if is_post {
            posts.push(at);
            at = page.within(at).end;
        } else {
            at += 1;
        }
    }
    if posts.len() < 2 {
        posts = unnamed(page, layout, &reachable);
        if posts.len() > 1 {
            // A digest's headings lead to other sites.
            let home = meta::read(page, layout).url.as_deref().and_then(host);
            posts.retain(|&post| {
                let address = linked_heading(page, layout, post).and_then(|h| link(page, h));
                let away = address.and_then(host);
                away.is_none() || home.is_none() || away == home
            });
        }
    }
    let in_posts: u64 = posts.iter().map(|&p| layout.mass[p] as u64).sum();
    let total: u64 = (1..page.nodes.len())
        .filter(|&at| reachable[at] && page.text(at).is_some())
        .map(|at| layout.mass[at] as u64)
        .sum();
    if posts.len() < 2 || in_posts * 10 < total * 6 {
        posts.clear();
    }
    posts
}

/// Posts that are not named so: neighbours of one kind, each with its text below the one heading that links to its own page.
fn unnamed(page: &Page, layout: &Layout, reachable: &[bool]) -> Vec<usize> {
    /// Characters of a post's text; what says less is a teaser.
    const LEAST: u32 = 200;
    let count = page.nodes.len();
    let is_title =
        |at: &usize| layout.marks[*at] & TITLE != 0 || matches!(page.tag(*at), "h1" | "h2" | "h3");
    let is_heading = |at: usize| {
        reachable[at]
            && is_title(&at)
            && !page.ancestors(at).take(3).any(|a| is_title(&a))
            && link(page, at).is_some()
    };
    let mut before = vec![0u32; count + 1];
    for at in 0..count {
        before[at + 1] = before[at] + u32::from(at > 0 && is_heading(at));
    }
    let held = |at: usize| before[page.within(at).end] - before[at];
    let mut posts: Vec<usize> = Vec::new();
    for heading in (1..count).filter(|&at| before[at + 1] > before[at]) {
        let frame = |at: usize| matches!(page.tag(at), "html" | "body" | "main" | "");
        let around = page.ancestors(heading);
        let post = around
            .take_while(|&a| held(a) == 1 && !frame(a))
            .last()
            .filter(|&post| layout.mass[post] >= LEAST);
        posts.extend(post);
    }
    let kind = |at: usize| {
        let class = page.attr(at, "class").unwrap_or("");
        (
            page.nodes[at].parent,
            page.tag(at),
            class.split_whitespace().next().map(str::to_string),
        )
    };
    let Some(first) = posts.first().map(|&post| kind(post)) else {
        return posts;
    };
    posts.retain(|&post| kind(post) == first);
    posts
}

/// The host of a whole address.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.to_ascii_lowercase())
}

/// Headings of posts within a node: the highest rank that occurs first, and what themes call a title.
fn headings<'p>(
    page: &'p Page,
    layout: &'p Layout,
    post: usize,
) -> impl Iterator<Item = usize> + 'p {
    let is_title =
        |at: &usize| layout.marks[*at] & TITLE != 0 || matches!(page.tag(*at), "h1" | "h2" | "h3");
    let mut found = page.within(post).filter(is_title);
    let first = found.next();
    // Headings of another rank, behind the first, are the post's own sections.
    let rank = first.map(|f| page.tag(f));
    first
        .into_iter()
        .chain(found.filter(move |&at| Some(page.tag(at)) == rank && link(page, at).is_some()))
}

fn linked_heading(page: &Page, layout: &Layout, post: usize) -> Option<usize> {
    headings(page, layout, post)
        .next()
        .filter(|&heading| link(page, heading).is_some())
}

/// The address that a heading links to, from within or from around it.
fn link<'p>(page: &'p Page, heading: usize) -> Option<&'p str> {
    let around = page.ancestors(heading).take(2);
    page.within(heading)
        .chain(around)
        .find(|&at| page.tag(at) == "a")
        .and_then(|a| page.attr(a, "href"))
        .filter(|href| !href.is_empty() && !href.starts_with(['#', '?']))
}

/// Each post as an article: what the page says of the site holds for all, the rest each says for itself.
pub fn articles(
    page: &Page,
    layout: &Layout,
    posts: &[usize],
    origin: impl Fn(usize) -> Origin,
) -> Vec<RawArticle> {
    let site = meta::read(page, layout);
    let of_post = |(record, &post): (usize, &usize)| {
        let alone = page.only(post);
        let own_layout = main_text::layout(&alone);
        let mut article = article(&alone, &own_layout, origin(record));
        let address = linked_heading(page, layout, post).and_then(|h| link(page, h));
        article.url = address.and_then(|a| absolute(a, site.url.as_deref()));
        if article.title.is_none() {
            article.title = linked_heading(page, layout, post).map(|heading| RawText {
                text: page.words(heading),
                at: None,
                line: None,
            });
        }
        article.publisher = article.publisher.or(site.publisher.clone());
        article.lang = article.lang.or(site.lang);
        let finer = |day: Option<PartialDate>| day.filter(|d| d.day().is_some());
        let own = finer(article.published).or_else(|| day_above(page, layout, posts, post));
        article.published = own
            .or(article.published)
            .or_else(|| article.url.as_deref().and_then(meta::date_of_url));
        article
    };
    posts.iter().enumerate().map(of_post).collect()
}

/// The day in the last heading above a post that stands for the posts below it: `<h2 class="date-header">`.
fn day_above(page: &Page, layout: &Layout, posts: &[usize], post: usize) -> Option<PartialDate> {
    let from = posts.first().copied().unwrap_or(post);
    let in_post = |at: usize| posts.iter().any(|&p| page.within(p).contains(&at));
    // The first day stands above the first post, within what holds them all.
    let frame = page
        .ancestors(from)
        .find(|&a| posts.iter().all(|&p| page.within(a).contains(&p)))?;
    (frame + 1..post)
        .rev()
        .filter(|&at| layout.marks[at] & DATE != 0 && !in_post(at))
        .find_map(|at| dates::alone(&page.words(at)))
}

/// An address as the page at `base` means it; `None` if that can't be known.
fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    if address.starts_with("http://") || address.starts_with("https://") {
        return Some(address.to_string());
    }
    let base = base?;
    let host = base.find("://")? + 3;
    let root = base[host..]
        .find('/')
        .map_or(base, |end| &base[..host + end]);
    if let Some(rest) = address.strip_prefix("//") {
        return Some(format!("{}//{rest}", &base[..host - 2]));
    }
    address.starts_with('/').then(|| format!("{root}{address}"))
}
