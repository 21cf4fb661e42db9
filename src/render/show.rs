//! Owns the drawing of one article with its voices: who speaks in the margin, quotations marked where they stand, and all
//! text that is no passage (credits, bylines) shown as such. Refuses to need colours. Also the list of an article's passages.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::article::Span;
use crate::hit::{ArticleInfo, Citation};
use crate::passage::Kind;
use crate::search::Shown;

use super::wrap::{Styled, clip, pad};
use super::{DIM, Look, PLACE, QUOTED, TITLE, VOICE, harmless, voice};

/// Columns of the margin.
const MARGIN: usize = 22;
/// A terminal of fewer columns has no room for a margin beside the text: who speaks stands above it.
const NARROW: usize = 60;

/// Draws an article; of its passages only those that `keep` takes, if it does not take all. The passage `wanted` (its
/// ordinal) bears an arrow.
///
/// # Errors
/// If `out` fails.
pub fn article(
    out: &mut dyn Write,
    shown: &Shown,
    look: &Look,
    keep: impl Fn(&Citation) -> bool,
    wanted: Option<u32>,
) -> io::Result<()> {
    let wanted = wanted.and_then(|ordinal| shown.passages.get(ordinal as usize));
    head(out, &shown.article, look, wanted)?;
    let whole = shown.passages.iter().all(&keep);
    let mut done = 0;
    for (at, passage) in shown.passages.iter().enumerate() {
        if passage.kind == Kind::Quotation || passage.span.start < done {
            continue;
        }
        if whole {
            unclaimed(out, shown, done, passage.span.start, look)?;
        }
        done = passage.span.end;
        if keep(passage) && passage.kind != Kind::Headline {
            draw(out, shown, at, look, wanted)?;
        }
    }
    if whole {
        unclaimed(out, shown, done, shown.text.len() as u32, look)?;
    }
    Ok(())
}

fn head(
    out: &mut dyn Write,
    article: &ArticleInfo,
    look: &Look,
    wanted: Option<&Citation>,
) -> io::Result<()> {
    let mut title = Styled::default();
    match &article.title {
        Some(text) => title.push(text, Some(TITLE)),
        None => title.push("(no title)", Some(DIM)),
    }
    title.write(out, look, "", "")?;
    let mut facts = vec![voice::publisher(article).to_string()];
    if !article.byline.is_empty() {
        facts.push(format!("by {}", article.byline.join(", ")));
    }
    facts.push(voice::date(article.published));
    facts.extend(article.lang.map(|l| l.to_string()));
    let mut line = Styled::default();
    line.push(&facts.join(", "), None);
    line.write(out, look, "", "")?;
    if let Some(url) = &article.url {
        writeln!(out, "{}", harmless::line(url))?;
    }
    let line = wanted.and_then(|w| w.line);
    let path = harmless::line(&article.path);
    let place = match line {
        Some(line) => format!("{path}:{line}"),
        None => path.into_owned(),
    };
    let place = match &look.links {
        Some(links) => {
            let (open, close) = links.around(&article.path, line);
            format!("{open}{}{close}", look.paint(PLACE, &place))
        }
        None => look.paint(PLACE, &place).to_string(),
    };
    let record = match article.record {
        0 => String::new(),
        n => format!("  record {n}"),
    };
    let id = wanted.map_or_else(|| article.id.to_string(), |w| w.id.to_string());
    writeln!(
        out,
        "{place}{}",
        look.paint(DIM, &format!("{record}  {id}"))
    )
}

/// Draws passage `at` with the quotations inside it, then a note for each of them.
fn draw(
    out: &mut dyn Write,
    shown: &Shown,
    at: usize,
    look: &Look,
    wanted: Option<&Citation>,
) -> io::Result<()> {
    let passage = &shown.passages[at];
    let inside: Vec<&Citation> = shown.passages[at + 1..]
        .iter()
        .take_while(|p| p.span.start < passage.span.end)
        .filter(|p| p.kind == Kind::Quotation && passage.span.contains(p.span))
        .collect();
    let arrow = |of: &Citation| match wanted {
        Some(wanted) if wanted.id == of.id => "-> ",
        _ => "",
    };
    writeln!(out)?;
    let speaks = margin_label(passage, &shown.article);
    let label = format!("{}{speaks}", arrow(passage));
    let bar = bar(shown, passage);
    let narrow = look.width.is_some_and(|columns| columns < NARROW);
    let whole = narrow || label.width() <= MARGIN;
    let (first, rest) = if narrow {
        let mut above = Styled::default();
        above.push(&label, Some(VOICE));
        above.write(out, look, "", "")?;
        (format!("{bar} "), format!("{bar} "))
    } else {
        let margin = pad(&clip(&label, MARGIN), MARGIN);
        let margin = look.paint(VOICE, &margin);
        (
            format!("{margin} {bar} "),
            format!("{} {bar} ", " ".repeat(MARGIN)),
        )
    };
    let mut notes = Vec::new();
    let said = voice::said(passage, &shown.article);
    let own = !passage.quoted && passage.kind != Kind::Comment;
    let reader = passage.kind == Kind::Comment && passage.speaker.is_none();
    let in_margin = own || reader || (whole && said == speaks);
    if !in_margin {
        notes.push(said);
    }
    if !said_before(shown, passage) {
        notes.extend(voice::evidence(passage));
    }
    notes.extend(voice::cites(passage));
    for (i, quotation) in inside.iter().enumerate() {
        let said = voice::said(quotation, &shown.article);
        let mut note = format!("{}{{{}}} {said}", arrow(quotation), i + 1);
        if let Some(evidence) = voice::evidence(quotation) {
            note.push_str(&format!("; {evidence}"));
        }
        notes.push(note);
    }
    body(shown, passage.span, &inside).write(out, look, &first, &rest)?;
    for note in notes {
        let mut line = Styled::default();
        line.push(&note, Some(VOICE));
        line.write(out, look, &format!("{rest}  "), &format!("{rest}    "))?;
    }
    Ok(())
}

/// Whether the first passage of the block has said already what credits this one.
fn said_before(shown: &Shown, passage: &Citation) -> bool {
    let first = passage.block.filter(|&first| first != passage.id.ordinal);
    let first = first.and_then(|first| shown.passages.get(first as usize));
    first.is_some_and(|first| first.credit == passage.credit)
}

/// The margin's few words: who speaks.
fn margin_label(passage: &Citation, article: &ArticleInfo) -> String {
    if passage.kind == Kind::Comment {
        return passage
            .speaker
            .clone()
            .unwrap_or_else(|| "a reader".to_string());
    }
    if !passage.quoted {
        return voice::publisher(article).to_string();
    }
    match (&passage.speaker, &passage.source) {
        (Some(speaker), _) => speaker.clone(),
        (None, Some(source)) => source.name.to_string(),
        (None, None) => "source not known".to_string(),
    }
}

/// `|` for the publisher's own words, `>` a depth for what it takes over, `#` for readers.
fn bar(shown: &Shown, passage: &Citation) -> String {
    if passage.kind == Kind::Comment {
        return "#".to_string();
    }
    if !passage.quoted {
        return "|".to_string();
    }
    let mut depth = 1;
    let mut outer = passage.within;
    // The ordinals of containers fall, so this ends; the bound is for a damaged index.
    while let Some(next) = outer.and_then(|o| shown.passages.get(o as usize))
        && depth < 8
    {
        depth += usize::from(next.kind == Kind::BlockQuote);
        outer = next.within;
    }
    ">".repeat(depth)
}

/// The words of `span`, each quotation between `{1:` and `}`.
fn body(shown: &Shown, span: Span, inside: &[&Citation]) -> Styled {
    let mut edges: Vec<(u32, bool, usize)> = Vec::new();
    for (i, quotation) in inside.iter().enumerate() {
        edges.push((quotation.span.start, true, i + 1));
        edges.push((quotation.span.end, false, i + 1));
    }
    // At one byte a quotation closes before the next opens.
    edges.sort_by_key(|&(at, opens, i)| (at, opens, if opens { i } else { usize::MAX - i }));
    let mut text = Styled::default();
    let (mut from, mut depth) = (span.start, 0usize);
    for (at, opens, i) in edges {
        text.push(cut(shown, from, at), style(depth));
        from = at;
        if opens {
            text.push(&format!("{{{i}: "), Some(DIM));
            depth += 1;
        } else {
            text.push("}", Some(DIM));
            depth = depth.saturating_sub(1);
        }
    }
    text.push(cut(shown, from, span.end), style(depth));
    text
}

fn style(depth: usize) -> Option<Style> {
    (depth > 0).then_some(QUOTED)
}

fn cut(shown: &Shown, start: u32, end: u32) -> &str {
    shown.text.get(start as usize..end as usize).unwrap_or("")
}

/// Shows what lies between passages: credits, bylines, separators.
fn unclaimed(
    out: &mut dyn Write,
    shown: &Shown,
    start: u32,
    end: u32,
    look: &Look,
) -> io::Result<()> {
    if start >= end {
        return Ok(());
    }
    let margin = match look.width {
        Some(columns) if columns < NARROW => ". ".to_string(),
        _ => format!("{} . ", " ".repeat(MARGIN)),
    };
    let paragraphs = cut(shown, start, end).split("\n\n").map(str::trim);
    for paragraph in paragraphs.filter(|p| !p.is_empty()) {
        let mut line = Styled::default();
        line.push(paragraph, Some(DIM));
        line.write(out, look, &margin, &margin)?;
    }
    Ok(())
}

/// Lists how an article was read and split: its facts, then each passage with whose words it holds.
///
/// # Errors
/// If `out` fails.
pub fn passages(out: &mut dyn Write, shown: &Shown, look: &Look) -> io::Result<()> {
    head(out, &shown.article, look, None)?;
    for passage in &shown.passages {
        let line = passage
            .line
            .map(|l| format!(", line {l}"))
            .unwrap_or_default();
        let page = passage
            .page
            .map(|p| format!(", page {p}"))
            .unwrap_or_default();
        let within = passage
            .within
            .map(|w| format!(", in {w}"))
            .unwrap_or_default();
        let block = passage
            .block
            .map(|b| format!(", block {b}"))
            .unwrap_or_default();
        writeln!(out)?;
        let mut facts = Styled::default();
        facts.push(
            &format!("{:>3}  {}", passage.id.ordinal, passage.kind),
            Some(TITLE),
        );
        facts.push(&format!("{page}{line}{block}{within}  "), Some(DIM));
        facts.push(&voice::whose(passage, &shown.article), Some(VOICE));
        if let Some(evidence) = voice::evidence(passage) {
            facts.push(&format!("  ({evidence})"), Some(DIM));
        }
        facts.write(out, look, "", "     ")?;
        for note in voice::cites(passage) {
            let mut cites = Styled::default();
            cites.push(&note, Some(DIM));
            cites.write(out, look, "     ", "     ")?;
        }
        let mut text = Styled::default();
        text.push(&passage.text, None);
        text.write(out, look, "     ", "     ")?;
    }
    Ok(())
}
