//! Any text as an article: nothing panics, spans nest and lie on char edges, snippets are verbatim.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sosik::article::{Article, Digest, Inline, InlineKind, Origin, QuoteMarkup, RawArticle, RawBlock, RawText, Role, Span};
use sosik::attribute::attribute;
use sosik::passage::Kind;
use sosik::pattern::Pattern;
use sosik::resolve::resolve;
use sosik::snippet::snippet;
use sosik::source::Registry;
use sosik::split::split;

/// A line is a block; what it begins with says which: `>` markup's quotation, `#` heading, `-` credit, `|` comment, `~` separator,
/// `_` a link over the whole line.
fn article(text: &str, registry: &Registry) -> Article {
    let origin = Origin { path: "x.txt".into(), record: 0, format: "text".into(), digest: Digest::of(b"") };
    let mut raw = RawArticle::new(origin);
    let mut lines = text.lines();
    let raw_text = |text: &str| RawText { text: text.into(), at: None, line: Some(1) };
    raw.title = lines.next().map(str::trim).filter(|t| !t.is_empty()).map(raw_text);
    raw.publisher = text.contains("KCNA").then(|| "KCNA".to_string());
    raw.quotes = vec![QuoteMarkup::default(), QuoteMarkup { cite: Some("https://www.dailynk.com/x".into()), pull: false }];
    raw.comments = vec![Default::default()];
    for line in lines {
        let kind = line.chars().next();
        let body = line.trim_start_matches(['>', '#', '-', '|', '~', '_']).trim();
        if body.is_empty() {
            continue;
        }
        let mut block = RawBlock::paragraph(raw_text(body));
        match kind {
            Some('>') => block.quotes = if line.starts_with(">>") { vec![0, 1] } else { vec![0] },
            Some('#') => block.role = Role::Heading,
            Some('-') => (block.role, block.quotes) = (Role::Credit, vec![1]),
            Some('|') => block.comment = Some(0),
            Some('~') => block.role = Role::Separator,
            Some('_') => block.inlines = vec![Inline { span: Span::new(0, body.len()), kind: InlineKind::Link("https://www.yna.co.kr/1".into()) }],
            _ => {}
        }
        raw.body.push(block);
    }
    resolve(raw, registry)
}

fuzz_target!(|text: &str| {
    let registry = Registry::builtin();
    let article = article(text, &registry);
    let passages = attribute(&article, split(&article), &registry);
    let words = [Pattern::term("the"), Pattern::term("said")];
    let words: Vec<&Pattern> = words.iter().collect();
    let mut last = 0;
    for passage in &passages {
        assert!(article.text.get(passage.span.range()).is_some_and(|t| !t.is_empty()));
        assert!(last <= passage.span.start);
        last = passage.span.start;
        if passage.kind == Kind::Quotation {
            let within = &passages[passage.within.expect("a quotation stands in something") as usize];
            assert!(within.span.contains(passage.span));
        }
        if let Some(block) = passage.block {
            assert_eq!(passages[block as usize].kind, Kind::BlockQuote);
        }
        let attribution = passage.voice.attribution();
        if let Some(credit) = attribution.and_then(|a| a.credit.as_ref()) {
            assert!(article.text.get(credit.span.range()).is_some());
        }
        if let Some(speaker) = attribution.and_then(|a| a.speaker.as_ref()) {
            assert!(!speaker.name.trim().is_empty());
            assert!(speaker.span.is_none_or(|s| s.of(&article.text) == speaker.name));
        }
        assert!(passage.cites.iter().all(|c| article.text.get(c.span.range()).is_some()));
        let snippet = snippet(&article.text, passage.span, &words, 80);
        assert_eq!(snippet.span.of(&article.text), snippet.text);
        assert!(snippet.marks.iter().all(|m| snippet.text.get(m.range()).is_some()));
    }
});
