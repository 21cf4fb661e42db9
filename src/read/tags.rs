//! Owns HTML in small: the tags inside Markdown and inside a record's text. Refuses whole pages: `html` reads those.

use crate::article::{InlineKind, QuoteMarkup, Role};

use super::builder::Builder;

/// A part of some HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Part<'a> {
    Words(&'a str),
    Open { name: String, attributes: &'a str },
    Close { name: String },
}

/// The parts of `html` with their offsets. What is no tag is words; comments are nothing.
pub(super) fn parts(html: &str) -> Vec<(usize, Part<'_>)> {
    let mut parts = Vec::new();
    let mut words = 0;
    let mut at = 0;
    // Once a comment or tag is found to have no end, none that begins later has one either.
    let (mut comments_end, mut tags_end) = (true, true);
    while let Some(found) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        let open = at + found;
        let rest = &html[open + 1..];
        at = open + 1;
        let (part, length) = if rest.starts_with("!--") && comments_end {
            match memchr::memmem::find(rest.as_bytes(), b"-->") {
                Some(end) => (None, end + 3),
                None => {
                    comments_end = false;
                    continue;
                }
            }
        } else if tags_end
            && rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!')
        {
            match memchr::memchr(b'>', rest.as_bytes()) {
                Some(end) => (tag(&rest[..end]), end + 1),
                None => {
                    tags_end = false;
                    continue;
                }
            }
        } else {
            continue;
        };
        if words < open {
            parts.push((words, Part::Words(&html[words..open])));
        }
        at += length;
        words = at;
        parts.extend(part.map(|part| (open, part)));
    }
    if words < html.len() {
        parts.push((words, Part::Words(&html[words..])));
    }
    parts
}

fn tag(inside: &str) -> Option<Part<'_>> {
    let closes = inside.starts_with('/');
    let inside = inside.trim_start_matches('/');
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    if end == 0 {
        return None;
    }
    let name = inside[..end].to_ascii_lowercase();
    Some(match closes {
        true => Part::Close { name },
        false => Part::Open {
            name,
            attributes: &inside[end..],
        },
    })
}

/// The value of an attribute.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let lower = attributes.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find(name) {
        let at = from + found;
        from = at + name.len();
        let fresh =
            lower[..at].ends_with(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'');
        let Some(value) = attributes[from..]
            .trim_start()
            .strip_prefix('=')
            .filter(|_| fresh)
        else {
            continue;
        };
        let value = value.trim_start();
        let value = match value.chars().next() {
            Some(mark @ ('"' | '\'')) => value[1..].split(mark).next(),
            _ => value.split_ascii_whitespace().next(),
        };
        return value.map(|v| unescape(v.trim()));
    }
    None
}

/// What a tag means for the blocks in the making. `skipping` counts open elements whose words are not the article's.
pub(super) fn apply(part: &Part, at: usize, builder: &mut Builder, skipping: &mut usize) {
    match part {
        Part::Words(_) if *skipping > 0 => {}
        Part::Words(words) => builder.write_flowing(&unescape(words), at),
        Part::Open { name, .. } if is_hidden(name) => *skipping += 1,
        Part::Close { name } if is_hidden(name) => *skipping = skipping.saturating_sub(1),
        Part::Open { name, attributes } => match name.as_str() {
            "blockquote" => builder.open_quote(QuoteMarkup {
                cite: attribute(attributes, "cite"),
                pull: attribute(attributes, "class").is_some_and(|c| c.contains("pull")),
            }),
            "a" => {
                if let Some(target) = attribute(attributes, "href") {
                    builder.open_inline(InlineKind::Link(target));
                }
            }
            "cite" => builder.open_inline(InlineKind::Cite),
            "q" => builder.open_inline(InlineKind::Quote),
            "em" | "i" => builder.open_inline(InlineKind::Stress),
            "br" if !builder.is_empty() => builder.write("\n", at),
            name if is_block(name) => builder.flush(Role::Paragraph),
            _ => {}
        },
        Part::Close { name } => match name.as_str() {
            "blockquote" => builder.close_quote(),
            "a" => builder.close_inline(|kind| matches!(kind, InlineKind::Link(_))),
            "cite" => builder.close_inline(|kind| *kind == InlineKind::Cite),
            "q" => builder.close_inline(|kind| *kind == InlineKind::Quote),
            "em" | "i" => builder.close_inline(|kind| *kind == InlineKind::Stress),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => builder.flush(Role::Heading),
            name if is_block(name) => builder.flush(Role::Paragraph),
            _ => {}
        },
    }
}

/// Whether a text is HTML: it shows an element that articles are made of.
pub(super) fn is_html(text: &str) -> bool {
    const TELLING: [&str; 9] = [
        "p",
        "br",
        "div",
        "blockquote",
        "h2",
        "h3",
        "ul",
        "ol",
        "article",
    ];
    let tags = memchr::memchr_iter(b'<', text.as_bytes()).take(2000);
    tags.filter_map(|at| text[at + 1..].get(..16).or(text.get(at + 1..)))
        .any(|tag| {
            let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
            let name = end.map(|end| tag[..end].to_ascii_lowercase());
            let rest = end.map_or("", |end| &tag[end..]);
            name.is_some_and(|name| TELLING.contains(&name.as_str()))
                && rest.starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace())
        })
}

fn is_hidden(name: &str) -> bool {
    [
        "script", "style", "template", "noscript", "svg", "iframe", "title",
    ]
    .contains(&name)
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 28] = [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "figure",
        "figcaption",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "main",
        "details",
        "summary",
    ];
    BLOCKS.contains(&name)
}

/// Characters for the entities that articles use.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    const NAMED: [(&str, char); 22] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("sbquo", '‚'),
        ("bdquo", '„'),
        ("hellip", '…'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("middot", '·'),
        ("bull", '•'),
        ("copy", '©'),
        ("eacute", 'é'),
        ("uuml", 'ü'),
    ];
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Browsers read the controls of Latin-1 as windows-1252; of these only typography matters here.
        let code = match code {
            0x91 => 0x2018,
            0x92 => 0x2019,
            0x93 => 0x201c,
            0x94 => 0x201d,
            0x96 => 0x2013,
            0x97 => 0x2014,
            code => code,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    NAMED.iter().find(|(n, _)| *n == name).map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_links_and_quotations_come_out_of_a_fragment() {
        let html = "<p>Rice &amp; maize, <a href='https://example.com/a'>said\nthe Courier</a>.</p><script>x()</script><blockquote cite=\"https://example.com/b\"><p>It <q>rose</q>.</p></blockquote><!-- end -->After";
        let mut builder = Builder::new(html, None, 1);
        let mut skipping = 0;
        for (at, part) in parts(html) {
            apply(&part, at, &mut builder, &mut skipping);
        }
        builder.flush(Role::Paragraph);
        let blocks: Vec<_> = builder
            .blocks
            .iter()
            .map(|b| (b.text.text.as_str(), b.quotes.len()))
            .collect();
        assert_eq!(
            blocks,
            [
                ("Rice & maize, said the Courier.", 0),
                ("It rose.", 1),
                ("After", 0)
            ]
        );
        let link = &builder.blocks[0].inlines[0];
        assert_eq!(link.kind, InlineKind::Link("https://example.com/a".into()));
        assert_eq!(
            link.span.of(&builder.blocks[0].text.text),
            "said the Courier"
        );
        assert_eq!(
            builder.quotes[0].cite.as_deref(),
            Some("https://example.com/b")
        );
    }

    #[test]
    fn what_is_no_tag_stays() {
        let words: Vec<_> = parts("1 < 2 and <3, <unclosed")
            .into_iter()
            .map(|(_, p)| p)
            .collect();
        assert_eq!(words, [Part::Words("1 < 2 and <3, <unclosed")]);
        assert!(!is_html("a < b, x <pre, [p] and <person>"));
        assert!(is_html("one<br/>two"));
    }
}
