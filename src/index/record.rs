//! Owns the stored form of an article: all that a hit or `show` needs, once, in the article's own document.

use serde::{Deserialize, Serialize};

use crate::article::{Article, ArticleId, Lang, Origin, Pages, PartialDate};
use crate::error::{Error, Result};
use crate::hit::ArticleInfo;
use crate::passage::{Kind, Passage};
use crate::source::SourceRef;

/// Shorter paragraphs (bytes) may be captions, dates, sources: a copy is one without them.
const PROSE: usize = 80;
/// With so many bytes of longer paragraphs an article is known by them.
const LONG: usize = 400;

/// An article with its passages as it lies in the document store: postcard, and the text beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Name for good.
    pub id: ArticleId,
    /// Who published it.
    pub publisher: Option<SourceRef>,
    /// Title.
    pub title: Option<String>,
    /// Authors.
    pub byline: Vec<String>,
    /// When.
    pub published: Option<PartialDate>,
    /// Address.
    pub url: Option<String>,
    /// Language.
    pub lang: Option<Lang>,
    /// Where its bytes are.
    pub origin: Origin,
    /// Which page each place of the text stands on.
    pub pages: Pages,
    /// The whole text.
    #[serde(skip)]
    pub text: String,
    /// All passages; the ordinal is the index.
    pub passages: Vec<Passage>,
}

impl Record {
    /// The record of a resolved, split and attributed article.
    pub fn new(article: Article, passages: Vec<Passage>) -> Record {
        Record {
            id: article.id,
            publisher: article.publisher,
            title: article.title,
            byline: article.byline,
            published: article.published,
            url: article.url,
            lang: article.lang,
            origin: article.origin,
            pages: article.pages,
            text: article.text,
            passages,
        }
    }

    /// A hash of the words without regard to white space: equal for copies. Of an article of some length its title and its longer
    /// paragraphs count, so that the page for phones, the page to print and the page with its comments are one text.
    pub fn copy_hash(&self) -> u64 {
        let is_prose = |p: &&Passage| {
            let whole = matches!(p.kind, Kind::Paragraph | Kind::BlockQuote);
            whole && p.span.len() >= PROSE
        };
        let prose = self.passages.iter().filter(is_prose);
        let prose: Vec<&str> = prose
            .filter_map(|p| self.text.get(p.span.range()))
            .collect();
        let title = self.title.as_deref().unwrap_or_default();
        let parts = match prose.iter().map(|words| words.len()).sum::<usize>() >= LONG {
            true => [vec![title], prose].concat(),
            false => vec![self.text.as_str()],
        };
        let mut words: Vec<u8> = Vec::with_capacity(self.text.len() + 1);
        let mut add = |word: &[u8]| {
            words.extend_from_slice(word);
            words.push(b' ');
        };
        for part in parts {
            match part.is_ascii() {
                // The same, and no char need be decoded.
                true => part
                    .as_bytes()
                    .split(|byte| matches!(byte, b'\t'..=b'\r' | b' '))
                    .filter(|word| !word.is_empty())
                    .for_each(&mut add),
                false => part
                    .split_whitespace()
                    .for_each(|word| add(word.as_bytes())),
            }
        }
        first_bytes(blake3::Hasher::new().update(&words))
    }

    /// All but the text, as it is stored.
    ///
    /// # Errors
    /// If it can't be written down.
    pub fn packed(&self) -> Result<Vec<u8>> {
        postcard::to_stdvec(self).map_err(|e| Error::Index(format!("{}: {e}", self.origin.path)))
    }

    /// A hash of the whole record, which is [`Record::packed`] into `packed`: another hash, another article.
    pub fn hash(&self, packed: &[u8]) -> u64 {
        let mut hasher = blake3::Hasher::new();
        hasher.update(packed);
        hasher.update(self.text.as_bytes());
        first_bytes(&hasher)
    }

    /// The article's part of a hit.
    pub fn info(&self) -> ArticleInfo {
        ArticleInfo {
            id: self.id,
            path: self.origin.path.clone(),
            record: self.origin.record,
            digest: self.origin.digest,
            publisher: self.publisher.clone(),
            title: self.title.clone(),
            byline: self.byline.clone(),
            published: self.published,
            url: self.url.clone(),
            lang: self.lang,
        }
    }
}

fn first_bytes(hasher: &blake3::Hasher) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first)
}
