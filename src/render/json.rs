//! Owns the JSON Lines of CONTRACT.md: one object a line, `type` first, fields in the contract's order, schema 1.
//! Refuses raw control, bidi and invisible characters: they are written as escapes of JSON, which read back the same.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use serde_json::ser::Formatter;

use crate::article::{ArticleId, Digest, Lang, PartialDate, Span};
use crate::hit::{ArticleInfo, Citation, Hit, MatchedIn, Results};
use crate::ingest::Report;
use crate::passage::Kind;
use crate::search::{Shown, SourceCount, Status};
use crate::source::SourceRef;

use super::harmless;

/// The version of all records; adding a field leaves it, anything else raises it.
pub const SCHEMA: u32 = 1;

/// Writes an answer: a `hit` a line, then the `summary`.
///
/// # Errors
/// If `out` fails.
pub fn results(
    out: &mut dyn Write,
    results: &Results,
    offset: usize,
    explain: bool,
) -> io::Result<()> {
    for (at, hit) in results.hits.iter().enumerate() {
        record(out, "hit", &HitFields::new(hit, offset + at + 1, explain))?;
    }
    summary(out, results, results.hits.len(), explain)
}

/// Writes the last line of an answer of which `shown` hits were printed.
///
/// # Errors
/// If `out` fails.
pub fn summary(
    out: &mut dyn Write,
    results: &Results,
    shown: usize,
    explain: bool,
) -> io::Result<()> {
    let fields = SummaryFields {
        query: &results.query,
        passages: results.passages,
        articles: results.articles,
        shown,
        notes: explain.then_some(&results.notes),
    };
    record(out, "summary", &fields)
}

/// Writes an article with its whole text, then those of its passages that `keep` takes.
///
/// # Errors
/// If `out` fails.
pub fn shown(
    out: &mut dyn Write,
    shown: &Shown,
    keep: impl Fn(&Citation) -> bool,
) -> io::Result<()> {
    let fields = ArticleWithText {
        article: ArticleFields::new(&shown.article),
        text: &shown.text,
    };
    record(out, "article", &fields)?;
    for passage in shown.passages.iter().filter(|p| keep(p)) {
        let fields = PassageInFile {
            passage: PassageFields::new(passage),
            file_span: passage.file_span,
            within: passage.within,
            block: passage.block,
        };
        record(out, "passage", &fields)?;
    }
    Ok(())
}

/// Writes the `report` of a run.
///
/// # Errors
/// If `out` fails.
pub fn report(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    record(out, "report", report)
}

/// Writes a `source` a line.
///
/// # Errors
/// If `out` fails.
pub fn sources(out: &mut dyn Write, sources: &[SourceCount]) -> io::Result<()> {
    sources.iter().try_for_each(|s| {
        let fields = SourceFields {
            id: &s.id,
            name: &s.name,
            published: s.published,
            quoted: s.quoted,
            cited: s.cited,
        };
        record(out, "source", &fields)
    })
}

/// Writes the `status` of an index.
///
/// # Errors
/// If `out` fails.
pub fn status(out: &mut dyn Write, status: &Status) -> io::Result<()> {
    let fields = StatusFields {
        corpus: &status.corpus,
        files: status.files,
        articles: status.articles,
        passages: status.passages.iter().sum(),
        kinds: Kinds(&status.passages),
        copies: status.copies,
        no_publisher: status.unknown.0,
        no_date: status.unknown.1,
        bytes: status.bytes,
        versions: Versions(&status.versions),
        stale: status.stale.map(|s| StaleFields {
            added: s.added,
            changed: s.changed,
            removed: s.removed,
        }),
        skipped: &status.skipped,
    };
    record(out, "status", &fields)
}

/// Writes one line of type `kind`: `type` and `schema`, then the fields of `fields`.
///
/// # Errors
/// If `out` fails.
pub fn record<T: Serialize>(out: &mut dyn Write, kind: &'static str, fields: &T) -> io::Result<()> {
    let head = Head {
        kind,
        schema: SCHEMA,
        fields,
    };
    let mut line = Vec::with_capacity(1024);
    head.serialize(&mut serde_json::Serializer::with_formatter(
        &mut line, Visible,
    ))
    .map_err(io::Error::from)?;
    line.push(b'\n');
    out.write_all(&line)
}

#[derive(Serialize)]
struct Head<'a, T> {
    #[serde(rename = "type")]
    kind: &'static str,
    schema: u32,
    #[serde(flatten)]
    fields: &'a T,
}

#[derive(Serialize)]
struct HitFields<'a> {
    rank: usize,
    score: f32,
    article: ArticleFields<'a>,
    passage: PassageFields<'a>,
    snippet: SnippetFields<'a>,
    file_span: Option<(u64, u64)>,
    r#match: &'static str,
    also_in: &'a [String],
    more_in_article: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<&'a [String]>,
}

impl<'a> HitFields<'a> {
    fn new(hit: &'a Hit, rank: usize, explain: bool) -> HitFields<'a> {
        HitFields {
            rank,
            score: hit.score,
            article: ArticleFields::new(&hit.article),
            passage: PassageFields::new(&hit.passage),
            snippet: SnippetFields {
                text: &hit.snippet.text,
                span: Pair(hit.snippet.span),
                marks: hit.snippet.marks.iter().copied().map(Pair).collect(),
            },
            file_span: hit.passage.file_span,
            r#match: match hit.matched {
                MatchedIn::Passage => "passage",
                MatchedIn::Article => "article",
            },
            also_in: &hit.also_in,
            more_in_article: hit.more_in_article,
            explain: explain.then_some(&hit.explain),
        }
    }
}

#[derive(Serialize)]
struct SummaryFields<'a> {
    query: &'a str,
    passages: u64,
    articles: u64,
    shown: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<&'a Vec<String>>,
}

#[derive(Serialize)]
struct ArticleFields<'a> {
    #[serde(serialize_with = "printed")]
    id: ArticleId,
    path: &'a str,
    record: u32,
    #[serde(serialize_with = "printed")]
    digest: Digest,
    publisher: Option<Outlet<'a>>,
    title: Option<&'a str>,
    byline: &'a [String],
    published: Option<PartialDate>,
    url: Option<&'a str>,
    lang: Option<Lang>,
}

impl<'a> ArticleFields<'a> {
    fn new(article: &'a ArticleInfo) -> ArticleFields<'a> {
        ArticleFields {
            id: article.id,
            path: &article.path,
            record: article.record,
            digest: article.digest,
            publisher: article.publisher.as_ref().map(Outlet::new),
            title: article.title.as_deref(),
            byline: &article.byline,
            published: article.published,
            url: article.url.as_deref(),
            lang: article.lang,
        }
    }
}

#[derive(Serialize)]
struct ArticleWithText<'a> {
    #[serde(flatten)]
    article: ArticleFields<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct PassageFields<'a> {
    id: String,
    kind: Kind,
    span: Pair,
    line: Option<u32>,
    /// Only where the file has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    lang: Option<Lang>,
    source: Option<Outlet<'a>>,
    via: Vec<Outlet<'a>>,
    speaker: Option<&'a str>,
    cites: Vec<CiteFields<'a>>,
    credit: Option<CreditFields<'a>>,
    speaker_full: Option<&'a str>,
    text: &'a str,
}

impl<'a> PassageFields<'a> {
    fn new(passage: &'a Citation) -> PassageFields<'a> {
        let cites = passage.cites.iter().map(|cited| CiteFields {
            source: Outlet::new(&cited.cite.source),
            span: Pair(cited.cite.span),
            text: &cited.text,
        });
        PassageFields {
            id: passage.id.to_string(),
            kind: passage.kind,
            span: Pair(passage.span),
            line: passage.line,
            page: passage.page,
            lang: passage.lang,
            source: passage.source.as_ref().map(Outlet::new),
            via: passage.via.iter().map(Outlet::new).collect(),
            speaker: passage.speaker.as_deref(),
            cites: cites.collect(),
            credit: passage.credit.as_ref().map(|credit| CreditFields {
                rule: &credit.rule,
                span: Pair(credit.span),
                text: &credit.text,
            }),
            speaker_full: passage.speaker_full.as_deref(),
            text: &passage.text,
        }
    }
}

#[derive(Serialize)]
struct PassageInFile<'a> {
    #[serde(flatten)]
    passage: PassageFields<'a>,
    file_span: Option<(u64, u64)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<u32>,
}

#[derive(Serialize)]
struct SnippetFields<'a> {
    text: &'a str,
    span: Pair,
    marks: Vec<Pair>,
}

#[derive(Serialize)]
struct CiteFields<'a> {
    source: Outlet<'a>,
    span: Pair,
    text: &'a str,
}

#[derive(Serialize)]
struct CreditFields<'a> {
    rule: &'a str,
    span: Pair,
    text: &'a str,
}

#[derive(Serialize)]
struct SourceFields<'a> {
    id: &'a str,
    name: &'a str,
    published: u64,
    quoted: u64,
    cited: u64,
}

#[derive(Serialize)]
struct StatusFields<'a> {
    corpus: &'a str,
    files: u64,
    articles: u64,
    passages: u64,
    kinds: Kinds<'a>,
    copies: u64,
    no_publisher: u64,
    no_date: u64,
    bytes: u64,
    versions: Versions<'a>,
    stale: Option<StaleFields>,
    skipped: &'a [crate::error::Skipped],
}

#[derive(Serialize)]
struct StaleFields {
    added: u64,
    changed: u64,
    removed: u64,
}

#[derive(Serialize)]
struct Outlet<'a> {
    id: &'a str,
    name: &'a str,
}

impl<'a> Outlet<'a> {
    fn new(source: &'a SourceRef) -> Outlet<'a> {
        Outlet {
            id: &source.id.0,
            name: &source.name,
        }
    }
}

/// A span as the contract prints it: `[start,end]`.
struct Pair(Span);

impl Serialize for Pair {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut seq = s.serialize_seq(Some(2))?;
        seq.serialize_element(&self.0.start)?;
        seq.serialize_element(&self.0.end)?;
        seq.end()
    }
}

struct Kinds<'a>(&'a [u64; 5]);

impl Serialize for Kinds<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(Kind::ALL.iter().map(|k| k.name()).zip(self.0))
    }
}

struct Versions<'a>(&'a [(String, String)]);

impl Serialize for Versions<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.0.iter().map(|(name, version)| (name, version)))
    }
}

fn printed<T: std::fmt::Display, S: Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error> {
    s.collect_str(value)
}

/// Compact JSON in which no harmful char stands raw.
struct Visible;

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices() {
            // JSON's own escapes (C0, quotes, backslash) never come in a fragment.
            if !harmless::is_harmful(c) {
                continue;
            }
            out.write_all(&fragment.as_bytes()[from..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            from = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[from..])
    }
}
