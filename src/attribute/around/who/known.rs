//! Owns outlets and laws that a sentence names: by the registry, by a link, by what markup sets apart. Refuses other names.

use crate::analyze::speech::Class;
use crate::article::{Inline, InlineKind, Span};
use crate::source::SourceRef;

use super::super::super::shapes;
use super::super::super::speaker::phrase::Clause;
use super::super::super::speaker::tokens::What;
use super::super::Around;
use super::super::sentence::Paragraph;
use super::{Mention, Who, of_tokens};

/// Outlets, by the registry or by a link, and laws: left to right.
pub(super) fn known(
    around: &Around,
    c: &Clause,
    from: usize,
    to: usize,
    inlines: &[Inline],
) -> Vec<Mention> {
    let words = c.span(&(from..to));
    let mut found: Vec<Mention> = Vec::new();
    let range_of = |span: Span| {
        let start = (from..to).find(|&i| c.tokens[i].end > span.start)?;
        let end = (start..to).rev().find(|&i| c.tokens[i].start < span.end)? + 1;
        let quoted = c.tokens[start..end]
            .iter()
            .any(|t| matches!(t.what, What::Quote(_)));
        (!quoted).then_some(start..end)
    };
    let mut put = |who: Who, span: Span, doubtful: bool, outlet: bool| {
        let Some(range) = range_of(span) else { return };
        if found
            .iter()
            .any(|m| m.range.start < range.end && range.start < m.range.end)
        {
            return;
        }
        let mut mention = of_tokens(c, who, range);
        mention.span = span;
        mention.doubtful = doubtful;
        mention.outlet = outlet;
        found.push(mention);
    };
    for one in around.outlets.registry.mentions(words.of(c.text)) {
        let span = one.span.shift(words.start as usize);
        let name = span.of(c.text);
        // "The Panel": the one that this article has named in full, if it is another.
        let short = || around.body(bare(name), span.start);
        let (source, doubtful) = match one.ambiguous {
            false => (Some(one.source.to_ref()), false),
            true => match short() {
                Some(body) => (Some(body), false),
                // "AP" is an outlet's where words are announced; "the Post" is of many.
                None => (
                    around.outlets.of_name(name, span.start),
                    !name.bytes().all(|b| b.is_ascii_uppercase()),
                ),
            },
        };
        if let Some(source) = source {
            let outlet = !NO_MEDIA.contains(&one.source.kind.as_str());
            put(Who::Source(source), span, doubtful, outlet);
        }
    }
    for (source, span) in shapes::documents(words.of(c.text)) {
        put(
            Who::Law(source),
            span.shift(words.start as usize),
            false,
            false,
        );
    }
    for inline in inlines.iter().filter(|i| words.contains(i.span)) {
        let InlineKind::Link(url) = &inline.kind else {
            continue;
        };
        let name = inline.span.of(c.text);
        match around.outlets.of_link(url) {
            Some(source) => put(Who::Source(source), inline.span, false, true),
            None if shapes::is_any_name(name) && shapes::has_outlet_word(name) => {
                put(
                    Who::Source(SourceRef::unknown(bare(name))),
                    inline.span,
                    false,
                    true,
                );
            }
            None => {}
        }
    }
    for inline in inlines
        .iter()
        .filter(|i| i.kind == InlineKind::Stress && words.contains(i.span))
    {
        let name = inline.span.of(c.text);
        let name = bare(name.trim_matches(|c: char| ",.:;".contains(c)));
        let capital = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if !capital
            || name.len() > 60
            || shapes::capitalised(name).is_none()
            || shapes::is_date(name)
        {
            continue;
        }
        let Some(range) = range_of(inline.span) else {
            continue;
        };
        if let Some(known) = found
            .iter_mut()
            .find(|m| m.range.start < range.end && range.start < m.range.end)
        {
            known.title = true;
            continue;
        }
        let common = range.len() == 1 && c.class(range.start) != Class::OPEN;
        if !common {
            let mut title = of_tokens(c, Who::Source(SourceRef::unknown(name)), range);
            title.doubtful = !shapes::has_outlet_word(name);
            title.title = true;
            found.push(title);
        }
    }
    found.sort_by_key(|m| m.range.start);
    found
}

/// Kinds of sources that speak for themselves.
const NO_MEDIA: &[&str] = &["government", "UN", "NGO", "think tank", "industry body"];

pub(super) fn bare(name: &str) -> &str {
    let rest = name
        .strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "));
    rest.unwrap_or(name)
}

/// A title between marks: in her book “Salt Stairs”.
pub(super) fn quoted(c: &Clause, paragraph: &Paragraph, at: usize) -> Option<Mention> {
    let What::Quote(n) = c.what(at)? else {
        return None;
    };
    let span = paragraph.tokens.quotes[n as usize].span;
    let name = span.of(c.text).trim_end_matches([',', '.', ' ']);
    let title = name.starts_with(char::is_uppercase)
        && name.len() <= 70
        && shapes::capitalised(name).is_some_and(|n| n > 1);
    title.then(|| {
        let mut found = of_tokens(c, Who::Source(SourceRef::unknown(bare(name))), at..at + 1);
        found.span = Span::new(span.start as usize, span.start as usize + name.len());
        (found.title, found.doubtful) = (true, true);
        found
    })
}
