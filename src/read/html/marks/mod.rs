//! Owns what an element's class, id and role say of it: the vocabulary of themes and content systems, in one place.
//! Refuses to decide what is dropped: a class lies now and then, so `main_text` weighs it against the text.

mod names;

use super::tree::{Kind, Page};

use names::*;

/// What an element is called, as bits.
pub type Marks = u32;

/// Navigation, share buttons, related posts, banners: around an article, not of it.
pub const AROUND: Marks = 1;
/// Holds an article's text.
pub const CONTENT: Marks = 1 << 1;
/// Byline, date, categories: tells of the article.
pub const META: Marks = 1 << 2;
/// Names an author.
pub const BYLINE: Marks = 1 << 3;
/// Gives a date.
pub const DATE: Marks = 1 << 4;
/// The article's title.
pub const TITLE: Marks = 1 << 5;
/// The lines under a title.
pub const DECK: Marks = 1 << 6;
/// A pull quote.
pub const PULL: Marks = 1 << 7;
/// Holds readers' comments.
pub const COMMENTS: Marks = 1 << 8;
/// One reader's comment.
pub const COMMENT: Marks = 1 << 9;
/// The words of a comment.
pub const COMMENT_TEXT: Marks = 1 << 10;
/// The name of the site.
pub const SITE: Marks = 1 << 11;
/// Not shown.
pub const HIDDEN: Marks = 1 << 12;
/// One article of the page.
pub const ENTRY: Marks = 1 << 13;
/// A date, but of a change, a capture or an archive.
pub const CHANGED: Marks = 1 << 14;

/// The words under a picture.
pub const CAPTION: Marks = 1 << 15;

/// Stated to be the article's text (`itemprop=articleBody`), which is more than a class.
pub const BODY: Marks = 1 << 16;

/// Holds teasers of other articles.
pub const OTHERS: Marks = 1 << 17;

/// Called a widget, and nothing else that stands around: a blog's sidebar is made of widgets, but so is all of a page that a page
/// builder (Elementor, SiteOrigin) made.
const WIDGET: Marks = 1 << 18;

/// A widget that is named as an article's text.
const WIDGET_CONTENT: Marks = 1 << 19;

/// The marks of every node of a page.
pub fn of_page(page: &Page) -> Vec<Marks> {
    let of = |at: usize| match page.nodes[at].kind {
        Kind::Element(tag, ref attrs) if !attrs.is_empty() => of_element(page, at, tag),
        Kind::Element(tag, _) => of_tag(tag),
        Kind::Text(_) => 0,
    };
    let mut marks: Vec<Marks> = (0..page.nodes.len()).map(of).collect();
    if marks.iter().any(|m| m & WIDGET != 0) {
        let built = is_built(page, &marks);
        for mark in &mut marks {
            match *mark & (WIDGET | WIDGET_CONTENT) {
                0 => {}
                WIDGET if !built => *mark |= AROUND,
                kinds if built && kinds & WIDGET_CONTENT != 0 => *mark |= CONTENT,
                _ if !built => *mark |= AROUND,
                _ => {}
            }
        }
    }
    marks
}

/// Whether a page builder made the page: most of the text of an article stands in what is called a widget.
fn is_built(page: &Page, marks: &[Marks]) -> bool {
    /// Bytes of text, below which a page tells nothing.
    const LEAST: usize = 200;
    let count = page.nodes.len();
    let mut in_widget = vec![false; count];
    let mut hidden = vec![false; count];
    let (mut all, mut widgets) = (vec![0usize; count + 1], vec![0usize; count + 1]);
    for at in 0..count {
        let parent = page.nodes[at].parent;
        hidden[at] = (at > 0 && hidden[parent]) || marks[at] & HIDDEN != 0 || page.tag(at) == "a";
        in_widget[at] = (at > 0 && in_widget[parent]) || marks[at] & WIDGET != 0;
        let text = page.text(at).filter(|_| !hidden[at]);
        let bytes = text.map_or(0, |t| t.trim().len());
        all[at + 1] = all[at] + bytes;
        widgets[at + 1] = widgets[at] + if in_widget[at] { bytes } else { 0 };
    }
    (1..count).any(|at| {
        let of_article = marks[at] & (CONTENT | ENTRY) != 0 && !in_widget[at];
        let end = page.within(at).end;
        let text = all[end] - all[at];
        of_article && text >= LEAST && (widgets[end] - widgets[at]) * 10 >= text * 6
    })
}

fn of_tag(tag: &str) -> Marks {
    match tag {
        "nav" | "marquee" | "amp-sidebar" | "amp-social-share" | "amp-list" | "amp-ad"
        | "amp-embed" => AROUND,
        "article" => ENTRY,
        "button" | "select" | "input" | "label" | "datalist" | "dialog" | "noscript"
        | "template" | "svg" | "canvas" | "audio" | "video" | "object" | "embed" | "map" | "rp"
        | "rt" | "noframes" | "textarea" | "script" | "style" | "title" | "option" => HIDDEN,
        _ => 0,
    }
}

fn of_element(page: &Page, at: usize, tag: &str) -> Marks {
    let mut marks = of_tag(tag);
    if page.attr(at, "hidden").is_some() || page.attr(at, "aria-hidden") == Some("true") {
        marks |= HIDDEN;
    }
    if let Some(style) = page.attr(at, "style") {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        if style.contains("display:none") || style.contains("visibility:hidden") {
            marks |= HIDDEN;
        }
    }
    match page.attr(at, "role").unwrap_or("") {
        "navigation" | "search" | "complementary" | "contentinfo" | "dialog" | "alertdialog"
        | "menu" | "menubar" | "toolbar" | "tablist" => marks |= AROUND,
        "article" => marks |= ENTRY,
        _ => {}
    }
    let kind = page.attr(at, "itemtype").unwrap_or("");
    if kind.ends_with("Article") || kind.ends_with("/BlogPosting") {
        marks |= ENTRY;
    }
    for prop in page.attr(at, "itemprop").unwrap_or("").split_whitespace() {
        marks |= match prop {
            "articleBody" => CONTENT | BODY,
            "headline" => TITLE,
            "author" | "creator" => BYLINE | META,
            "datePublished" => DATE | META,
            "dateModified" => CHANGED | META,
            "commentText" => COMMENT_TEXT,
            "comment" => COMMENT,
            _ => 0,
        };
    }
    if page
        .attr(at, "rel")
        .is_some_and(|rel| rel.split_whitespace().any(|r| r == "author"))
    {
        marks |= BYLINE;
    }
    // What a script finds an element by tells of what stands around, and no more.
    for data in ["data-component", "data-testid", "data-spacefinder-role"] {
        marks |= page.attr(at, data).map_or(0, of_name) & AROUND;
    }
    // `fn` is a name's class in hCard; as an id it numbers a footnote.
    let id = page.attr(at, "id").filter(|id| !is_footnote(id));
    let names = [id, page.attr(at, "class")];
    // A page's frame bears the classes of its parts ("has-sidebar", "comments-open").
    let frame = matches!(tag, "html" | "body" | "main");
    let mut budget = 24;
    let mut dated = false;
    for name in names.into_iter().flatten().flat_map(str::split_whitespace) {
        budget -= 1;
        if budget == 0 {
            break;
        }
        // Documents of word processors name their paragraphs so.
        if tag == "p" && matches!(name, "title" | "MsoTitle") {
            marks |= TITLE;
        }
        if name.len() <= 64 {
            // `entry-date updated` is what themes call the one date of an article that never changed.
            let said = of_name(name);
            match name == "updated" && dated && matches!(tag, "time" | "abbr") {
                true => {}
                false => marks |= said,
            }
            dated |= said & (DATE | CHANGED) == DATE;
        }
    }
    if frame {
        marks &= CONTENT | HIDDEN;
    }
    if tag == "li" && marks & ENTRY != 0 {
        marks &= !CONTENT;
    }
    marks
}

/// What one class or id says.
fn of_name(name: &str) -> Marks {
    let words = split(name);
    let joined: String = words.concat();
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    // "ft" is a footer; "ft04" is a font of a converted PDF.
    let numbered = joined.len() < 3 && name.bytes().any(|b| b.is_ascii_digit());
    let is = |list: &[&str]| !numbered && list.contains(&joined.as_str());
    // Systems put a name of their own before: `itemCommentsList`, `elementor-post-navigation`.
    let ends: Vec<String> = (1..words.len().saturating_sub(1))
        .map(|from| words[from..].concat())
        .collect();
    let tails = |list: &[&str]| ends.iter().any(|end| list.contains(&end.as_str()));
    let mut marks = 0;
    let told = has(&[
        "has", "no", "with", "without", "open", "meta", "count", "number", "num", "link", "links",
        "icon", "type", "show", "hide", "toggle", "view", "read", "leave", "is",
    ]);
    let last = words.last().map(String::as_str);
    if is(COMMENTS_NAMES) || !told && (tails(COMMENTS_NAMES) || last == Some("comments")) {
        return COMMENTS;
    }
    if is(COMMENT_TEXT_NAMES) || tails(COMMENT_TEXT_NAMES) {
        marks |= COMMENT_TEXT;
    }
    if is(COMMENT_NAMES) || !told && tails(COMMENT_NAMES) {
        marks |= COMMENT;
    }
    if is(&["pullquote", "wpblockpullquote", "pullquotes", "pull", "pq"]) || (has(&["pullquote"])) {
        marks |= PULL;
    }
    if is(SITE_NAMES) {
        return SITE;
    }
    if is(TITLE_NAMES) {
        marks |= TITLE;
    }
    if is(&[
        "caption",
        "imgdesc",
        "photocaption",
        "imagecaption",
        "wpcaptiontext",
        "figcaption",
        "endphotoorg",
        "imgcaption",
        "photodesc",
    ]) {
        marks |= CAPTION;
    }
    if is(DECK_NAMES) || has(&["standfirst", "dek", "subheadline", "strapline"]) {
        marks |= DECK;
    }
    if is(CONTENT_NAMES) {
        marks |= CONTENT;
    }
    let of_article = has(&[
        "article", "story", "entry", "post", "news", "blog", "field", "bbs", "board",
    ]);
    let body = has(&[
        "body", "content", "contents", "text", "txt", "copy", "prose",
    ]);
    let of_part = has(&[
        "list", "item", "items", "header", "footer", "sidebar", "teaser", "card", "excerpt",
        "summary", "meta", "related", "thumb", "image", "title", "headline", "link", "links",
        "comment", "comments", "info", "caption", "tags", "label", "type", "date", "author",
        "password", "no", "has", "more", "next", "prev", "banner", "ad", "top", "bottom",
    ]);
    let widget = has(&["widget", "widgets"]);
    if of_article && body && !of_part && !is(&["fieldcontent", "fieldtext"]) {
        marks |= if widget { WIDGET_CONTENT } else { CONTENT };
    }
    if is(&["hentry", "post", "blogpost", "entry", "posttype"]) {
        marks |= ENTRY;
    }
    if has(BYLINE_WORDS) || is(BYLINE_NAMES) {
        marks |= BYLINE | META;
    }
    if has(&[
        "updated", "modified", "modify", "lastmod", "update", "captured", "archived",
    ]) && !has(&["published"])
    {
        marks |= CHANGED | META;
    } else if has(DATE_WORDS) || is(DATE_NAMES) {
        marks |= DATE | META;
    }
    if has(&["meta", "metadata"]) || is(META_NAMES) {
        marks |= META;
    }
    if has(OTHERS_WORDS) && !has(&["has", "no"]) {
        marks |= OTHERS;
    }
    if is(NOT_PRINTED_NAMES) {
        marks |= AROUND;
    }
    let only_says_whether = has(&["has", "no", "with", "without", "is", "open"]);
    if !only_says_whether && (has(AROUND_WORDS) || is(AROUND_NAMES) || tails(AROUND_NAMES)) {
        marks |= AROUND;
    } else if widget && !only_says_whether {
        marks |= WIDGET;
    }
    if is(&[
        "sronly",
        "screenreadertext",
        "visuallyhidden",
        "visuallyhiddenfocusable",
        "elementinvisible",
        "hidden",
    ]) {
        marks |= HIDDEN;
    }
    marks
}

/// `fn1`, `fn:2`
fn is_footnote(id: &str) -> bool {
    let number = id.strip_prefix("fn").unwrap_or("");
    !number.is_empty()
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || ":-_.".contains(c))
}

/// A name's words in lower case: cut at marks, digits and humps (`articleBody`, `entry-content_2`).
pub(super) fn split(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower_before = false;
    for c in name.chars() {
        let new_word = !c.is_alphabetic() || (c.is_uppercase() && lower_before);
        lower_before = c.is_lowercase();
        if new_word && words.last().is_some_and(|w| !w.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|w| !w.is_empty());
    words
}
