//! Owns a day's bulletin: one old page with several reports and, at its head, the title of each. Every report becomes an article.
//! Refuses the table of contents of one article: the parts of a bulletin open with a wire's dateline.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::article::{Origin, PartialDate, RawArticle, RawBlock};
use crate::dates;
use crate::source::fold;

/// `Haeju, March 3 (AWS) --`, `(해주 3월 3일발 압록강통신)`.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*(?:\p{Lu}[\p{L} .'’-]{1,30}, \p{L}{3,9}\.? \d{1,2}(?:, [^()]{4,20})? \(\p{Lu}[\p{L} ]{1,30}\)|[(（]?\p{Hangul}{2,8} \d{1,2}월 ?\d{1,2}일발 \p{Hangul}{2,12}[)）])")
        .expect("a fixed pattern")
});

/// The reports of a bulletin, or the article itself.
pub(super) fn items(article: RawArticle, origin: impl Fn(usize) -> Origin) -> Vec<RawArticle> {
    let starts = starts(&article.body);
    let wired = |&at: &usize| {
        let next = article.body.get(at + 1);
        next.is_some_and(|b| DATELINE.is_match(&b.text.text))
    };
    if starts.len() < 2 || starts.iter().filter(|at| wired(at)).count() * 3 < starts.len() * 2 {
        return vec![article];
    }
    let published = article
        .published
        .or_else(|| day(&article.body[..starts[0]]));
    let ends = starts.iter().skip(1).copied().chain([article.body.len()]);
    let cut = |(record, (&start, end)): (usize, (&usize, usize))| {
        let mut item = RawArticle::new(origin(record));
        item.title = Some(article.body[start].text.clone());
        item.body = article.body[start + 1..end].to_vec();
        item.quotes.clone_from(&article.quotes);
        item.comments.clone_from(&article.comments);
        item.byline.clone_from(&article.byline);
        item.publisher.clone_from(&article.publisher);
        item.url.clone_from(&article.url);
        item.published = published;
        item.lang = article.lang;
        item
    };
    starts.iter().zip(ends).enumerate().map(cut).collect()
}

/// Where the reports begin: at the blocks that say again, in the same order, what a run of blocks above them says.
fn starts(body: &[RawBlock]) -> Vec<usize> {
    let texts: Vec<String> = body.iter().map(|b| fold(&b.text.text)).collect();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, text) in texts.iter().enumerate().filter(|(_, t)| !t.is_empty()) {
        places.entry(text).or_default().push(at);
    }
    let again = |at: usize, after: usize| {
        let places = places.get(texts[at].as_str())?;
        places.iter().copied().find(|&p| p > after)
    };
    let mut best: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < texts.len() {
        let mut found: Vec<usize> = Vec::new();
        let mut next = at;
        while next < texts.len() {
            let Some(start) = again(next, found.last().copied().unwrap_or(next)) else {
                break;
            };
            found.push(start);
            next += 1;
        }
        found.retain(|&start| start >= next);
        if found.len() > best.len() {
            best = found;
        }
        at = next.max(at + 1);
    }
    best
}

/// The day at the head of the bulletin.
fn day(head: &[RawBlock]) -> Option<PartialDate> {
    let days = head.iter().filter_map(|b| dates::find(&b.text.text));
    days.map(|(_, day)| day).find(|day| day.day().is_some())
}
