//! Owns the passage: what is ranked and shown, and whose words it holds.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::article::{ArticleId, Lang, Place, Span};
use crate::source::SourceRef;

/// The name of a passage: its article's and its ordinal, printed `3f9c1e02ab77d014:17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageId {
    /// The article.
    pub article: ArticleId,
    /// Which passage of it, from 0, in the order of [`Passage::span`]'s start, containers first.
    pub ordinal: u32,
}

impl fmt::Display for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:{}", self.article, self.ordinal)
    }
}

impl FromStr for PassageId {
    type Err = String;

    fn from_str(s: &str) -> Result<PassageId, String> {
        let bad = || format!("{s:?} is no passage's id: an article's id, a colon and a number");
        let (article, ordinal) = s.split_once(':').ok_or_else(bad)?;
        Ok(PassageId {
            article: article.parse()?,
            ordinal: ordinal.parse().map_err(|_| bad())?,
        })
    }
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The article's title.
    Headline,
    /// A paragraph (also a heading inside the body).
    Paragraph,
    /// A paragraph taken over from somebody else as a block.
    BlockQuote,
    /// Words inside a paragraph or block, taken over between marks.
    Quotation,
    /// A reader's comment, or a paragraph of one.
    Comment,
}

impl Kind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Kind; 5] = [
        Kind::Headline,
        Kind::Paragraph,
        Kind::BlockQuote,
        Kind::Quotation,
        Kind::Comment,
    ];

    /// The name that the command line, queries and JSON use.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Headline => "headline",
            Kind::Paragraph => "paragraph",
            Kind::BlockQuote => "block_quote",
            Kind::Quotation => "quotation",
            Kind::Comment => "comment",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(s: &str) -> Result<Kind, String> {
        let found = Kind::ALL.into_iter().find(|k| k.name() == s);
        found.ok_or_else(|| {
            format!("{s:?} is no kind: headline, paragraph, block_quote, quotation, comment")
        })
    }
}

/// A stretch of an article with one voice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// Where, in the article's text: without credits, quotations with their marks left outside.
    pub span: Span,
    /// Its language, by its letters, else the article's.
    pub lang: Option<Lang>,
    /// Whose words it holds.
    pub voice: Voice,
    /// The ordinal of the passage that it stands in: for a quotation and a nested block.
    pub within: Option<u32>,
    /// For a block quotation: the ordinal of its block's first passage.
    pub block: Option<u32>,
    /// Outlets that it names as authority or interviewer.
    pub cites: Vec<Cite>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Whose words a passage holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Voice {
    /// The publisher's own.
    Own,
    /// Somebody else's.
    Quoted(Attribution),
}

impl Voice {
    /// The attribution, if the words are somebody else's.
    pub fn attribution(&self) -> Option<&Attribution> {
        match self {
            Voice::Own => None,
            Voice::Quoted(attribution) => Some(attribution),
        }
    }
}

/// Whose words, who carried them, and the evidence. What is not known is `None`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Attribution {
    /// The outlet or document whose words (block) or report (quotation) they are.
    pub source: Option<SourceRef>,
    /// The person or group that speaks.
    pub speaker: Option<Speaker>,
    /// Who carried the words, the nearest (the article's publisher) first; unknown carriers are left out.
    pub via: Vec<SourceRef>,
    /// What says so.
    pub credit: Option<Credit>,
}

/// A speaker as named in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// Verbatim, as the text names it ("she", "Jeong").
    pub name: String,
    /// Where it stands in the article's text, if it stands there.
    pub span: Option<Span>,
    /// The fullest earlier mention, where that is another.
    pub full: Option<String>,
}

/// The rule that attributed, and the words in the article's text that are its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Credit {
    /// The rule's name.
    pub rule: Cow<'static, str>,
    /// The evidence; never within the credited passage if it is a trailing credit.
    pub span: Span,
}

/// An outlet named as authority.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cite {
    /// Who.
    pub source: SourceRef,
    /// The words that name it, in the article's text.
    pub span: Span,
}
