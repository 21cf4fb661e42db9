//! Owns what a search gives back. A hit cannot be built without its citation.

use crate::article::{Article, ArticleId, Digest, Lang, PartialDate, Span};
use crate::passage::{Cite, Kind, PassageId};
use crate::source::SourceRef;

/// A verbatim cut of a passage with its marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Snippet {
    /// The cut, byte for byte.
    pub text: String,
    /// Where it stands in the article's text.
    pub span: Span,
    /// What matched: bytes of `text`, rising, without overlap.
    pub marks: Vec<Span>,
}

/// The article that a hit stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleInfo {
    /// Its id.
    pub id: ArticleId,
    /// Path of its file, relative to the corpus.
    pub path: String,
    /// Which article of the file.
    pub record: u32,
    /// Of the bytes it was read from.
    pub digest: Digest,
    /// `None`: not known.
    pub publisher: Option<SourceRef>,
    /// As printed.
    pub title: Option<String>,
    /// Authors as printed.
    pub byline: Vec<String>,
    /// As coarse as known.
    pub published: Option<PartialDate>,
    /// Its address.
    pub url: Option<String>,
    /// Its language.
    pub lang: Option<Lang>,
}

impl From<&Article> for ArticleInfo {
    fn from(article: &Article) -> ArticleInfo {
        ArticleInfo {
            id: article.id,
            path: article.origin.path.clone(),
            record: article.origin.record,
            digest: article.origin.digest,
            publisher: article.publisher.clone(),
            title: article.title.clone(),
            byline: article.byline.clone(),
            published: article.published,
            url: article.url.clone(),
            lang: article.lang,
        }
    }
}

/// A passage with all that is needed to cite it: whose words, who carried them, where they stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// Which passage.
    pub id: PassageId,
    /// What it is.
    pub kind: Kind,
    /// Where, in the article's text.
    pub span: Span,
    /// The line of the file, from 1, where lines mean something.
    pub line: Option<u32>,
    /// The page of the file, from 1, on which the passage begins, where there are pages.
    pub page: Option<u32>,
    /// Its language.
    pub lang: Option<Lang>,
    /// Whether the words are somebody else's than the publisher's.
    pub quoted: bool,
    /// Whose words; `None`: not known.
    pub source: Option<SourceRef>,
    /// Who carried them, the nearest first.
    pub via: Vec<SourceRef>,
    /// The speaker as named in the text.
    pub speaker: Option<String>,
    /// The speaker's fullest earlier mention.
    pub speaker_full: Option<String>,
    /// Outlets named as authority.
    pub cites: Vec<Cited>,
    /// The rule that attributed and its evidence.
    pub credit: Option<CreditText>,
    /// The words of the passage.
    pub text: String,
    /// Where the passage stands in the file (bytes), if it stands there verbatim.
    pub file_span: Option<(u64, u64)>,
    /// The ordinal of the passage that this one stands in.
    pub within: Option<u32>,
    /// The ordinal of the first passage of its block.
    pub block: Option<u32>,
}

/// A [`Cite`] with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    /// Who and where.
    pub cite: Cite,
    /// The words that name it.
    pub text: String,
}

/// A [`crate::passage::Credit`] with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct CreditText {
    /// The rule's name.
    pub rule: String,
    /// Where the evidence stands in the article's text.
    pub span: Span,
    /// The evidence.
    pub text: String,
}

/// How a hit matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchedIn {
    /// All words lie in the passage.
    Passage,
    /// The words lie in several passages of the article; the best is shown.
    Article,
}

/// One result.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// Where it stands.
    pub article: ArticleInfo,
    /// Which words, and whose.
    pub passage: Citation,
    /// What to show of it.
    pub snippet: Snippet,
    /// Whether all words lie in the passage.
    pub matched: MatchedIn,
    /// Paths of other articles with the same text.
    pub also_in: Vec<String>,
    /// Other passages of the article that match.
    pub more_in_article: u32,
    /// Why it matched, for `--explain`: a line a word.
    pub explain: Vec<String>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Results {
    /// The query as it was read, printed back.
    pub query: String,
    /// The hits of this page, best first.
    pub hits: Vec<Hit>,
    /// Passages that match, in all.
    pub passages: u64,
    /// Articles that match, in all; copies of one text count once.
    pub articles: u64,
    /// How the query was read, for `--explain` and notes of caps and variants: a line each.
    pub notes: Vec<String>,
    /// Where nothing was found: which filter emptied it, the nearest spellings: a line each.
    pub hints: Vec<String>,
}
