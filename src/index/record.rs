//! Owns the stored form of an article: all that a hit or `show` needs, once, in the article's own document.

use serde::{Deserialize, Serialize};

use crate::article::{Article, ArticleId, Lang, Origin, Pages, PartialDate};
use crate::hit::ArticleInfo;
use crate::passage::Passage;
use crate::source::SourceRef;

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

    /// A hash of the text without regard to white space: equal for copies.
    pub fn copy_hash(&self) -> u64 {
        let mut words = String::with_capacity(self.text.len() + 1);
        for word in self.text.split_whitespace() {
            words.push_str(word);
            words.push(' ');
        }
        first_bytes(blake3::Hasher::new().update(words.as_bytes()))
    }

    /// A hash of the whole record: another hash, another article.
    pub fn hash(&self) -> u64 {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&postcard::to_stdvec(self).unwrap_or_default());
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
