//! Owns what stands among the blocks of an article and is not of it: its title once more, links elsewhere under a label that says so,
//! menus, what a site asks for. Refuses quotations and anything longer than a line or two.

use std::sync::LazyLock;

use regex::Regex;

use super::meta::Meta;
use crate::article::{Inline, InlineKind, RawArticle, RawBlock, Role, Span};
use crate::dates;
use crate::source::fold;

static AROUND_LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^\W*(?:related(?: (?:articles|posts|stories|news|coverage|links?|reading|content|topics))?|see also|also read|read also|read next|",
        r"read more|more (?:from|on|stories|news|in)\b.*|recommended(?: .*)?|you (?:may|might) (?:also )?(?:like|be interested.*)|",
        r"most (?:read|popular|viewed|commented)(?: .*)?|trending(?: now)?|popular (?:posts|articles|stories)|latest (?:news|posts|stories)|",
        r"share this(?: .*)?|share on .*|\d{1,3}[ -]min(?:ute)?s? read|like this|tags?|filed under|posted in|labels?|categor(?:y|ies)|tagged(?: with)?|advertisement|",
        r"관련\s?기사|관련\s?뉴스|추천\s?기사|인기\s?기사|많이\s?본\s?(?:기사|뉴스)|주요\s?(?:기사|뉴스)|태그|공유하기)\s*[:：]?\s*$",
    ))
    .ok()
});
static AROUND_LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:tags?|filed under|posted in|labels?|categor(?:y|ies)|tagged(?: with| as)?|related(?: \w+)?|read more|see also|read also|also read|share this|click to share|태그|관련\s?기사)\s*[:：]").ok()
});

/// What a site asks its readers for between and below paragraphs; longer ones are an article's own.
static PROMOTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?is)^[^“”]{0,160}?(?:\bfollow us on (?:facebook|twitter|instagram|x|telegram|whatsapp|google news|social media)\b|\bdownload our (?:free )?app\b|",
        r"\bsign up (?:to|for) our (?:\w+ ){0,3}(?:newsletter|briefing|e-?mails?)\b|\bsubscribe to our (?:\w+ ){0,3}(?:newsletter|channel|briefing)\b|",
        r"\bthis post is public so feel free to share it\b|\bis a reader-supported publication\b|\bjoin our (?:whatsapp|telegram) (?:channel|group|community)\b|",
        r"기사제보\b|구독과 좋아요|채널을 구독)[^“”]{0,160}$",
    ))
    .ok()
});

/// What printing adds at the foot: `Source URL: https://...`, `Article printed from Outlet: https://...`.
static PRINTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:source url|url to article|(?:article )?printed from|permalink|원문 ?(?:주소|링크))\b[^.!?]{0,80}:\s*https?://\S+$").ok()
});

/// What leads to the articles before and behind this one, at its foot.
static NEIGHBOUR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:上一篇|下一篇|前一篇|后一篇|上一条|下一条|前の記事|次の記事|이전\s?글|다음\s?글|이전\s?기사|다음\s?기사|(?:previous|next|prev) (?:post|article|entry|story)|(?:article|billet) (?:précédent|suivant)|(?:vorheriger|nächster) (?:beitrag|artikel)|entrada (?:anterior|siguiente)|предыдущая (?:запись|статья)|следующая (?:запись|статья))\s?[:：»«<>|].{0,120}$").ok()
});

/// Drops what repeats the title and lists of links under a label that says they lead elsewhere.
pub(super) fn tidy(blocks: &mut Vec<RawBlock>, found: &Meta) {
    let title = found.title.as_deref();
    let printed = |b: &RawBlock| b.quotes.is_empty() && b.role != Role::Credit;
    if let Some(publisher) = &found.publisher {
        let banner = blocks
            .iter()
            .take(2)
            .position(|b| printed(b) && fold(&b.text.text) == fold(publisher));
        banner.map(|at| blocks.remove(at));
    }
    if let Some(title) = title {
        part_title(blocks, title);
        let repeats = blocks
            .iter()
            .take(6)
            .position(|b| b.quotes.is_empty() && fold(&b.text.text) == fold(title));
        // Short lines above it are of the frame: a category, a number of the series.
        let above = |b: &RawBlock| b.quotes.is_empty() && b.text.text.len() < 100 && !ends(b);
        if let Some(at) = repeats.filter(|&at| at < 3 || blocks[..at].iter().all(above)) {
            blocks.remove(at);
            if blocks[..at].iter().all(above) {
                let dated = |b: &RawBlock| dates::find(&b.text.text).is_some();
                let kept: Vec<RawBlock> = blocks.drain(..at).filter(dated).collect();
                blocks.splice(0..0, kept);
            }
        }
    }
    for block in blocks.iter_mut().take(4).filter(|b| printed(b)) {
        if is_name_alone(&block.text.text, &found.authors) {
            block.role = Role::Meta;
        }
    }
    let is = |regex: &LazyLock<Option<Regex>>, text: &str| {
        text.len() < 400 && regex.as_ref().is_some_and(|r| r.is_match(text))
    };
    let mut under_label = false;
    blocks.retain(|block| {
        let text = &block.text.text;
        if !block.quotes.is_empty() {
            under_label = false;
            return true;
        }
        // "More on this tomorrow." is a sentence; a label has no full stop.
        let ended = text.trim_end();
        let sentence = ended.ends_with(['.', '?']) && !ended.ends_with("...");
        let label = text.len() < 100 && !sentence;
        if label && is(&AROUND_LABEL, text) {
            under_label = true;
            return false;
        }
        let links = linked(&block.inlines);
        let mostly_links = links * 10 >= text.len() * 8;
        if is(&PROMOTION, text) || is(&PRINTED, text) {
            return false;
        }
        if (under_label && mostly_links) || (is(&AROUND_LINE, text) && links * 2 >= text.len()) {
            return false;
        }
        under_label = false;
        true
    });
    drop_foot(blocks);
    let foot = blocks.len().saturating_sub(8);
    let mut nth = 0..;
    blocks.retain(|block| {
        let at = nth.next().unwrap_or(0);
        !(at >= foot && block.quotes.is_empty() && is(&NEIGHBOUR, &block.text.text))
    });
    let over = |b: &RawBlock| b.role == Role::Meta || b.role == Role::Separator || is_menu(b);
    let foot = blocks.iter().rev().take_while(|b| over(b)).count();
    // A run of lines that are a link each, where the text is over, leads elsewhere; one alone may credit.
    let text = blocks.len() - foot;
    let links = blocks[..text]
        .iter()
        .rev()
        .take_while(|b| is_link(b))
        .count();
    let inner = || {
        blocks[text - 1..text]
            .iter()
            .any(|b| leads_within_site(b, found))
    };
    let kept = match links {
        0 => text,
        1 if text == 1 || !inner() => text,
        links => text - links,
    };
    let told = blocks.split_off(kept);
    blocks.extend(told.into_iter().filter(|b| b.role == Role::Meta));
    // Where a text begins and ends, a line of several links and nothing else leads elsewhere.
    let edge = 6;
    let last = blocks.len().saturating_sub(edge);
    let mut nth = 0..;
    blocks.retain(|block| {
        let at = nth.next().unwrap_or(0);
        !(is_menu(block) && (at < edge || at >= last))
    });
}

/// Drops what stands behind the last rule of an old page: few short lines, of which some say that they are the page's and no article's.
/// A notice of copyright without such a line stays: it may be a wire's.
fn drop_foot(blocks: &mut Vec<RawBlock>) {
    static FOOT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)best viewed|webmaster|hosted by|visitors? since|netscape|internet explorer|web ?ring|guestbook|800\s?[x×]\s?600|홈페이?지|방명록|e-?mail (?:me|us|the webmaster)|last (?:updated|modified)")
            .expect("a fixed pattern")
    });
    static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)all rights reserved|copyright|\(c\)|©|ⓒ").expect("a fixed pattern")
    });
    let Some(rule) = blocks.iter().rposition(|b| b.role == Role::Separator) else {
        return;
    };
    let tail = &blocks[rule + 1..];
    let bytes: usize = tail.iter().map(|b| b.text.text.len()).sum();
    let short = |b: &RawBlock| {
        let mut lines = b.text.text.split('\n');
        b.quotes.is_empty()
            && b.comment.is_none()
            && matches!(b.role, Role::Paragraph | Role::Heading)
            && lines.all(|line| line.chars().count() < 120)
    };
    let sure = |b: &RawBlock| FOOT.is_match(&b.text.text);
    let tells = |b: &RawBlock| sure(b) || NOTICE.is_match(&b.text.text) || is_link(b);
    let told = tail.iter().filter(|b| tells(b)).count() * 2 >= tail.len();
    if rule > 1 && bytes <= 600 && tail.iter().any(sure) && tail.iter().all(short) && told {
        blocks.truncate(rule);
    }
}

/// Cuts the first blocks at their lines where the first line is the title: old pages print title, author and day in one paragraph.
fn part_title(blocks: &mut Vec<RawBlock>, title: &str) {
    let opens = |b: &RawBlock| {
        let text = &b.text.text;
        let first = text.split('\n').next().unwrap_or("");
        first.len() < text.len()
            && fold(first) == fold(title)
            && b.quotes.is_empty()
            && text.split('\n').skip(1).all(|line| line.len() < 120)
    };
    let Some(at) = blocks.iter().take(4).position(opens) else {
        return;
    };
    let whole = blocks.remove(at);
    let mut lines: Vec<RawBlock> = Vec::new();
    let mut start = 0;
    for line in whole.text.text.split('\n') {
        let end = start + line.len();
        let inside = |i: &Inline| {
            let (from, to) = (i.span.start as usize, i.span.end as usize);
            (start <= from && to <= end).then(|| Inline {
                span: Span::new(from - start, to - start),
                kind: i.kind.clone(),
            })
        };
        let mut block = whole.clone();
        block.text.text = line.to_string();
        block.inlines = whole.inlines.iter().filter_map(inside).collect();
        lines.push(block);
        start = end + 1;
    }
    lines.retain(|line| !line.text.text.trim().is_empty());
    blocks.splice(at..at, lines);
}

/// An author's name with nothing but what one may do to it: `Jane Roe · Follow`.
fn is_name_alone(text: &str, authors: &[String]) -> bool {
    let mut rest = text.to_string();
    for author in authors.iter().filter(|name| !name.is_empty()) {
        rest = rest.replacen(author.as_str(), " ", 1);
    }
    let mut words = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    rest != text
        && text.len() < 120
        && words.all(|w| {
            matches!(
                w.to_lowercase().as_str(),
                "by" | "and" | "follow" | "following"
            )
        })
}

/// "Back | Next": several links and nothing else, where an article begins or ends.
fn is_menu(block: &RawBlock) -> bool {
    let links = block
        .inlines
        .iter()
        .filter(|i| matches!(i.kind, InlineKind::Link(_)));
    let words = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
    let text = &block.text.text;
    let linked: usize = links
        .clone()
        .map(|i| words(text.get(i.span.range()).unwrap_or("")))
        .sum();
    links.count() > 1 && linked >= words(text) && block.quotes.is_empty()
}

/// A page of links without a line to read: a menu in a frame of its own.
pub(super) fn is_links_alone(article: &RawArticle) -> bool {
    /// Bytes beside the links: a counter, a greeting.
    const FEW: usize = 60;
    let bytes: usize = article.body.iter().map(|b| b.text.text.len()).sum();
    let links: usize = article.body.iter().map(|b| linked(&b.inlines)).sum();
    let count = article.body.iter().filter(|b| is_link(b)).count();
    count > 2 && bytes.saturating_sub(links) < FEW
}

/// One link and nothing else but marks.
fn is_link(block: &RawBlock) -> bool {
    let text = &block.text.text;
    let links = block
        .inlines
        .iter()
        .filter(|i| matches!(i.kind, InlineKind::Link(_)));
    let linked = links.map(|i| text.get(i.span.range()).unwrap_or(""));
    let words = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
    block.quotes.is_empty()
        && block.role == Role::Paragraph
        && words(text) > 0
        && linked.map(words).sum::<usize>() >= words(text)
}

/// Whether a block's links lead to other pages of the same site, which credits nobody.
fn leads_within_site(block: &RawBlock, found: &Meta) -> bool {
    let host = |url: &str| {
        let rest = url.split_once("://").map(|(_, rest)| rest)?;
        let host = rest.split(['/', '?', '#']).next()?;
        Some(host.trim_start_matches("www.").to_ascii_lowercase())
    };
    let own = found.url.as_deref().and_then(host);
    let mut links = block.inlines.iter().filter_map(|i| match &i.kind {
        InlineKind::Link(href) => Some(href.as_str()),
        _ => None,
    });
    links.all(
        |href| match href.contains("://") || href.starts_with("//") {
            true => own.is_some() && host(href) == own,
            false => !href.starts_with("mailto:"),
        },
    )
}

/// Whether a block ends as a sentence does.
fn ends(block: &RawBlock) -> bool {
    block
        .text
        .text
        .trim_end()
        .ends_with(['.', '!', '?', '。', '”', '"', ':'])
}

/// Bytes that links cover.
fn linked(inlines: &[Inline]) -> usize {
    let of_link = |i: &&Inline| matches!(i.kind, InlineKind::Link(_));
    inlines.iter().filter(of_link).map(|i| i.span.len()).sum()
}
