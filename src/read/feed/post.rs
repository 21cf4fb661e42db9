//! Owns what WordPress keeps in a post and a page shows: blank lines that are paragraphs, shortcodes that are pictures, videos or
//! captions. Refuses to take a credit in brackets (`[Daily NK]`, `[...]`) for a shortcode.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::tags::{self, Part};

/// The HTML that a post's page would show.
pub(super) fn html(post: &str) -> String {
    let plain = without_shortcodes(post);
    // The block editor writes its paragraphs itself.
    if plain.contains("<!-- wp:") {
        return plain.into_owned();
    }
    paragraphs(&plain)
}

/// Blank lines become paragraphs, and, in a post without `<p>`, line ends line breaks.
fn paragraphs(post: &str) -> String {
    let parts = tags::parts(post);
    let is_p = |part: &Part| matches!(part, Part::Open { name, .. } if name == "p");
    let breaks = !parts.iter().any(|(_, part)| is_p(part));
    let mut out = String::with_capacity(post.len() + post.len() / 8);
    let mut verbatim = 0usize;
    let mut at_edge = true;
    let mut end = 0;
    for (number, (at, part)) in parts.iter().enumerate() {
        // Comments are no part; they are kept as they are.
        out.push_str(&post[end.min(*at)..*at]);
        let next = parts.get(number + 1).map_or(post.len(), |(at, _)| *at);
        match part {
            Part::Words(words) => {
                end = at + words.len();
                if verbatim > 0 {
                    out.push_str(words);
                    continue;
                }
                let at_next_edge = match parts.get(number + 1) {
                    Some((_, Part::Open { name, .. } | Part::Close { name })) => is_edge(name),
                    Some((_, Part::Words(_))) => false,
                    None => true,
                };
                lines(words, breaks, at_edge, at_next_edge, &mut out);
                at_edge = false;
            }
            Part::Open { name, .. } | Part::Close { name } => {
                let opens = matches!(part, Part::Open { .. });
                if matches!(name.as_str(), "pre" | "script" | "style" | "textarea") {
                    match opens {
                        true => verbatim += 1,
                        false => verbatim = verbatim.saturating_sub(1),
                    }
                }
                let tag = post[*at..next]
                    .find('>')
                    .map_or(next, |close| at + close + 1);
                out.push_str(&post[*at..tag]);
                end = tag;
                at_edge = is_edge(name);
            }
        }
    }
    out.push_str(post.get(end..).unwrap_or(""));
    out
}

/// Adds words, their blank lines made paragraphs; line ends at the edge of a block are only layout.
fn lines(words: &str, breaks: bool, at_edge: bool, at_next_edge: bool, out: &mut String) {
    let lines: Vec<&str> = words.split('\n').collect();
    let (mut ends, mut begun) = (0, false);
    for (number, line) in lines.iter().enumerate() {
        ends += usize::from(number > 0);
        let blank = line.trim().is_empty();
        if blank && number + 1 < lines.len() {
            continue;
        }
        let edge = (at_edge && !begun) || (at_next_edge && blank);
        out.push_str(match ends {
            0 => "",
            _ if edge => "\n",
            1 if breaks => "<br>\n",
            1 => "\n",
            _ => "\n<p>",
        });
        out.push_str(line);
        ends = 0;
        begun |= !blank;
    }
}

fn is_edge(name: &str) -> bool {
    const EDGES: [&str; 30] = [
        "p",
        "div",
        "blockquote",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "br",
        "pre",
        "figure",
        "figcaption",
        "section",
        "article",
        "aside",
        "iframe",
    ];
    EDGES.contains(&name)
}

/// A tag of a shortcode: brackets around a name in lower case, with attributes, or closing.
static SHORTCODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\[(?P<close>/)?(?P<name>[a-z][a-z0-9_-]{1,40})(?P<attributes>(?:=[^\[\]<>\s]+)?(?:\s+[a-z_-]+\s*=\s*(?:"[^"\]]*"|'[^'\]]*'|[^\s\]]+)|\s+[^\[\]<>\s]{1,200}?)*)\s*(?P<empty>/)?\]"#).ok()
});

/// Shortcodes that are known to be written without attributes and without an end.
const BARE: [&str; 16] = [
    "gallery",
    "audio",
    "video",
    "playlist",
    "embed",
    "caption",
    "youtube",
    "vimeo",
    "tweet",
    "soundcloud",
    "slideshow",
    "contact-form",
    "subscribe",
    "sharedaddy",
    "googlevideo",
    "dailymotion",
];
/// Shortcodes that stand for their address or pictures: what is between their tags is none of the words.
const SILENT: [&str; 9] = [
    "gallery",
    "audio",
    "video",
    "playlist",
    "embed",
    "youtube",
    "vimeo",
    "soundcloud",
    "contact-form",
];

fn without_shortcodes(post: &str) -> Cow<'_, str> {
    let Some(shortcode) = SHORTCODE.as_ref().filter(|_| post.contains('[')) else {
        return Cow::Borrowed(post);
    };
    let closed: std::collections::HashSet<&str> = shortcode
        .captures_iter(post)
        .filter(|found| found.name("close").is_some())
        .filter_map(|found| Some(found.name("name")?.as_str()))
        .collect();
    let mut silent_until: Option<(&str, usize)> = None;
    let mut out = String::with_capacity(post.len());
    let mut end = 0;
    for found in shortcode.captures_iter(post) {
        let (Some(all), Some(name)) = (found.get(0), found.name("name")) else {
            continue;
        };
        let name = name.as_str();
        if let Some((silent, _)) = silent_until {
            if silent == name && found.name("close").is_some() {
                silent_until = None;
                end = all.end();
            }
            continue;
        }
        let tag = Shortcode::of(&found);
        if !(tag.closes
            || tag.has_value
            || tag.is_empty
            || BARE.contains(&name)
            || closed.contains(name))
        {
            continue;
        }
        // `[[gallery]]` is how people write of shortcodes.
        let doubled =
            post[..all.start()].ends_with('[') || post[all.end()..].starts_with(['(', ']']);
        if doubled || (tag.closes && !closed.contains(name)) {
            continue;
        }
        out.push_str(&post[end..all.start()]);
        end = all.end();
        if SILENT.contains(&name)
            && !tag.closes
            && !tag.is_empty
            && closes_later(post, all.end(), name)
        {
            silent_until = Some((name, all.end()));
            continue;
        }
        out.push_str(&tag.html(name));
    }
    if let Some((_, from)) = silent_until {
        end = from;
    }
    out.push_str(&post[end..]);
    Cow::Owned(out)
}

fn closes_later(post: &str, from: usize, name: &str) -> bool {
    // An address or a few pictures, not the rest of the post.
    let mut to = post.len().min(from + 2000);
    while !post.is_char_boundary(to) {
        to -= 1;
    }
    post[from..to].contains(&format!("[/{name}]"))
}

struct Shortcode<'a> {
    closes: bool,
    is_empty: bool,
    has_value: bool,
    attributes: &'a str,
}

impl<'a> Shortcode<'a> {
    fn of(found: &Captures<'a>) -> Shortcode<'a> {
        let attributes = found.name("attributes").map_or("", |m| m.as_str());
        Shortcode {
            closes: found.name("close").is_some(),
            is_empty: found.name("empty").is_some(),
            // `[youtube=...]` names what it shows; `[nk=...]` may be anybody's note.
            has_value: !attributes.starts_with('=') && attributes.contains('='),
            attributes,
        }
    }

    /// What a page shows in its place: captions below pictures, quotations as such, else nothing.
    fn html(&self, name: &str) -> String {
        match (name, self.closes) {
            ("caption" | "wp_caption", false) => {
                "\n<div class=\"wp-caption\"><p class=\"wp-caption-text\">".to_string()
                    + &tags::attribute(self.attributes, "caption").unwrap_or_default()
            }
            ("caption" | "wp_caption", true) => "</p></div>\n".to_string(),
            ("quote" | "blockquote", false) => "\n<blockquote>".to_string(),
            ("quote" | "blockquote", true) => "</blockquote>\n".to_string(),
            ("pullquote", false) => "\n<blockquote class=\"pullquote\">".to_string(),
            ("pullquote", true) => "</blockquote>\n".to_string(),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_paragraphs_and_line_ends_breaks() {
        assert_eq!(
            html(
                "One\ntwo.\n\nThree <em>four</em>\n\n<blockquote>Five.\n\nSix.</blockquote>\nSeven.\n"
            ),
            "One<br>\ntwo.\n<p>Three <em>four</em>\n<blockquote>Five.\n<p>Six.</blockquote>\nSeven.\n"
        );
    }

    #[test]
    fn a_post_with_paragraphs_of_its_own_keeps_them() {
        assert_eq!(
            html("<p>One\ntwo.</p>\n<p>Three.</p>"),
            "<p>One\ntwo.</p>\n<p>Three.</p>"
        );
        let blocks =
            "<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:quote -->";
        assert_eq!(html(blocks), blocks);
        assert_eq!(html("<pre>a\n\nb</pre>"), "<pre>a\n\nb</pre>");
    }

    #[test]
    fn shortcodes_go_and_credits_in_brackets_stay() {
        for (post, shown) in [
            ("[gallery ids=\"1,2\"]Words.", "Words."),
            ("a [youtube=http://v.example/x?y=1] b", "a  b"),
            ("a [embed]http://v.example/x[/embed] b", "a  b"),
            ("[su_note note_color=\"#fff\"]Kept.[/su_note]", "Kept."),
            ("[dropcap]K[/dropcap]ept.", "Kept."),
            ("Words. [Amnok Courier]", "Words. [Amnok Courier]"),
            (
                "Words [...] more [sic] and [emphasis added] [yonhap]",
                "Words [...] more [sic] and [emphasis added] [yonhap]",
            ),
            (
                "[link](http://a.example/?b=c)",
                "[link](http://a.example/?b=c)",
            ),
            (
                "[quote]Words.[/quote]",
                "\n<blockquote>Words.</blockquote>\n",
            ),
            ("[quote", "[quote"),
        ] {
            assert_eq!(without_shortcodes(post), shown, "{post}");
        }
        let caption =
            html("[caption id=\"a\" width=\"3\"]<img src=\"x\"> A quay.[/caption]\nWords.");
        assert!(
            caption.contains("<p class=\"wp-caption-text\"><img src=\"x\"> A quay.</p></div>"),
            "{caption}"
        );
    }

    #[test]
    fn what_nests_without_end_ends() {
        for post in [
            "[a b=c]".repeat(50_000),
            "[".repeat(100_000),
            "[gallery".repeat(50_000),
            "[embed]".repeat(50_000),
            "\n\n<".repeat(50_000),
        ] {
            html(&post);
        }
    }
}
