//! Owns the article: as a reader finds it (`RawArticle`) and as the index keeps it (`Article`).
//! Refuses to guess: what the file does not say is `None`.

mod pages;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::source::SourceRef;

pub use self::pages::{PageTurn, Pages};

/// A half-open range of bytes, on char edges, of the text it is said of (mostly [`Article::text`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`; an article is smaller than 4 GiB (the readers' limit sees to it).
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The span as a range to slice with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words that the span covers in `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Bytes covered.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `inner` lies within this span.
    pub fn contains(self, inner: Span) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span counted from a point `by` bytes earlier.
    pub fn shift(self, by: usize) -> Span {
        Span {
            start: self.start + by as u32,
            end: self.end + by as u32,
        }
    }
}

/// A date as coarse as it is given: a year, a month or a day. Never filled in by guessing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A year from 1 to 9999, a month of it, a day of that; `None` if there is no such day.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
        if year == 0 || year > 9999 || (day.is_some() && month.is_none()) {
            return None;
        }
        let date = PartialDate { year, month, day };
        let month_ok = month.is_none_or(|m| (1..=12).contains(&m));
        (month_ok && day.is_none_or(|d| d >= 1 && d <= date.days_in_month())).then_some(date)
    }

    fn days_in_month(self) -> u8 {
        match self.month.unwrap_or(12) {
            4 | 6 | 9 | 11 => 30,
            2 if self.year.is_multiple_of(4)
                && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            _ => 31,
        }
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if it is known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if it is known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The first day that the date may mean, as the number yyyymmdd.
    pub fn first_day(self) -> u32 {
        self.year as u32 * 10000
            + self.month.unwrap_or(1) as u32 * 100
            + self.day.unwrap_or(1) as u32
    }

    /// The last day that the date may mean, as the number yyyymmdd.
    pub fn last_day(self) -> u32 {
        self.year as u32 * 10000
            + self.month.unwrap_or(12) as u32 * 100
            + self.day.unwrap_or(self.days_in_month()) as u32
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = String;

    /// Reads `2016`, `2016-04` and `2016-04-08`, and nothing else.
    fn from_str(s: &str) -> Result<PartialDate, String> {
        let bad = || {
            format!(
                "{s:?} is no date: write a year (2016), a month (2016-04) or a day (2016-04-08)"
            )
        };
        let mut parts = s.split('-');
        let mut part = |width: usize| -> Result<Option<u16>, String> {
            let Some(p) = parts.next() else {
                return Ok(None);
            };
            if p.len() != width || !p.bytes().all(|b| b.is_ascii_digit()) {
                return Err(bad());
            }
            p.parse().map(Some).map_err(|_| bad())
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(bad());
        }
        PartialDate::new(
            year.ok_or_else(bad)?,
            month.map(|m| m as u8),
            day.map(|d| d as u8),
        )
        .ok_or_else(bad)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<PartialDate, D::Error> {
        String::deserialize(d)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// A language by its two-letter code of ISO 639-1, in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 2]);

impl Lang {
    /// English.
    pub const EN: Lang = Lang(*b"en");
    /// Korean.
    pub const KO: Lang = Lang(*b"ko");
    /// Japanese.
    pub const JA: Lang = Lang(*b"ja");
    /// Chinese.
    pub const ZH: Lang = Lang(*b"zh");

    /// The language of a tag such as `en`, `en-US`, `ko_KR`; `None` if it has no two-letter code.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let code = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        let code = match code.as_str() {
            "eng" | "english" => "en",
            "kor" | "korean" => "ko",
            "jpn" | "japanese" => "ja",
            "zho" | "chi" | "chinese" => "zh",
            c => c,
        };
        let &[a, b] = code.as_bytes() else {
            return None;
        };
        (a.is_ascii_lowercase() && b.is_ascii_lowercase()).then_some(Lang([a, b]))
    }

    /// The two letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Lang, D::Error> {
        let tag = String::deserialize(d)?;
        Lang::from_tag(&tag).ok_or_else(|| serde::de::Error::custom("no language"))
    }
}

/// An article's name for good: a hash of path and record, never of content or order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub u64);

impl ArticleId {
    /// The id of record `record` of the file at `path` (relative to the corpus, `/` between folders).
    pub fn of(path: &str, record: u32) -> ArticleId {
        let mut hasher = blake3::Hasher::new();
        hasher
            .update(path.as_bytes())
            .update(&[0])
            .update(&record.to_le_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        ArticleId(u64::from_be_bytes(first))
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = String;

    fn from_str(s: &str) -> Result<ArticleId, String> {
        let id = u64::from_str_radix(s, 16).ok().filter(|_| s.len() == 16);
        id.map(ArticleId)
            .ok_or_else(|| format!("{s:?} is no article's id: 16 hex digits"))
    }
}

/// BLAKE3 of some bytes; printed as `blake3:` and 64 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(*blake3::hash(bytes).as_bytes())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("blake3:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Where an article's bytes are to be found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Path relative to the corpus, `/` between folders, as the file system spells it.
    pub path: String,
    /// Which article of the file, from 0; in JSON Lines the line, from 0.
    pub record: u32,
    /// The format's name (`text`, `html`, ...).
    pub format: String,
    /// Of the bytes that hold this article: the file's, or the record's where a file holds many.
    pub digest: Digest,
}

/// An article as a reader finds it: nothing resolved, nothing guessed.
#[derive(Debug, Clone, PartialEq)]
pub struct RawArticle {
    /// The title as printed, if there is one, with its place.
    pub title: Option<RawText>,
    /// Paragraphs, headings, credits and comments in reading order.
    pub body: Vec<RawBlock>,
    /// Block quotations that markup states; [`RawBlock::quotes`] holds indices of this list.
    pub quotes: Vec<QuoteMarkup>,
    /// Readers' comments that markup states; [`RawBlock::comment`] holds indices of this list.
    pub comments: Vec<CommentMarkup>,
    /// Authors as printed, one an entry, without "By".
    pub byline: Vec<String>,
    /// The article's own (canonical) address.
    pub url: Option<String>,
    /// The publisher as the file states it.
    pub publisher: Option<String>,
    /// An address that tells of the publisher and is not the article's own: a mail's sender.
    pub site: Option<String>,
    /// The date of publication that the file states.
    pub published: Option<PartialDate>,
    /// The language that the file states.
    pub lang: Option<Lang>,
    /// Where the pages begin, in order, if its file has pages; the title stands on the first.
    pub pages: Vec<PageTurn>,
    /// Where it was found.
    pub origin: Origin,
}

impl RawArticle {
    /// An article of which nothing is known but its place.
    pub fn new(origin: Origin) -> RawArticle {
        RawArticle {
            title: None,
            body: Vec::new(),
            quotes: Vec::new(),
            comments: Vec::new(),
            byline: Vec::new(),
            url: None,
            publisher: None,
            site: None,
            published: None,
            lang: None,
            pages: Vec::new(),
            origin,
        }
    }
}

/// Some text with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawText {
    /// The text.
    pub text: String,
    /// Offset in the file (bytes) of the first byte, where the whole text stands in the file verbatim.
    pub at: Option<u64>,
    /// The line of the file, from 1, on which it begins, where lines mean something.
    pub line: Option<u32>,
}

/// A paragraph, heading, credit or comment paragraph as a reader finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct RawBlock {
    /// What the markup says it is.
    pub role: Role,
    /// The words. Never empty, neither begins nor ends with white space; may hold line breaks.
    pub text: RawText,
    /// The block quotations (indices of [`RawArticle::quotes`]) that it stands in, outermost first.
    pub quotes: Vec<u32>,
    /// The comment (index of [`RawArticle::comments`]) that it stands in.
    pub comment: Option<u32>,
    /// Links, `<cite>` and `<q>` inside it, in order; spans count bytes of this block's text.
    pub inlines: Vec<Inline>,
}

impl RawBlock {
    /// A plain paragraph.
    pub fn paragraph(text: RawText) -> RawBlock {
        RawBlock {
            role: Role::Paragraph,
            text,
            quotes: Vec::new(),
            comment: None,
            inlines: Vec::new(),
        }
    }
}

/// What markup says a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Running text; also a list item, a table row, a caption.
    Paragraph,
    /// A heading inside the body.
    Heading,
    /// Words that only credit the block quotation they stand in or follow: `<cite>`, `<footer>`, `<figcaption>` as a block of their own.
    Credit,
    /// A line that only parts (`~ ~ ~`, `* * *`, `<hr>`): never a passage.
    Separator,
    /// A line that tells of the article and is not of it (`By X, Outlet, date`): kept in the text, never a passage.
    Meta,
}

/// A stretch inside a block that markup sets apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inline {
    /// Where; counts bytes of the text it is said of.
    pub span: Span,
    /// What.
    pub kind: InlineKind,
}

/// What an [`Inline`] is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum InlineKind {
    /// A link, with its target.
    Link(String),
    /// `<cite>`.
    Cite,
    /// `<q>`: a quotation that shows no marks in the text.
    Quote,
    /// `<em>`, `<i>`, `*…*`: set apart as titles are, and stressed words.
    Stress,
}

/// A block quotation that markup states.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QuoteMarkup {
    /// The `cite=` address.
    pub cite: Option<String>,
    /// Marked as a pull quote (`class="pullquote"`, `<aside>`): it may repeat the article's own words.
    pub pull: bool,
}

/// A reader's comment that markup states.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CommentMarkup {
    /// The commenter as printed.
    pub author: Option<String>,
}

/// An article as the program keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its name for good.
    pub id: ArticleId,
    /// Who published it; `None`: not known.
    pub publisher: Option<SourceRef>,
    /// Authors as printed.
    pub byline: Vec<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published, as coarse as known.
    pub published: Option<PartialDate>,
    /// Its language, stated or counted.
    pub lang: Option<Lang>,
    /// Its title.
    pub title: Option<String>,
    /// The title if there is one, an empty line, and the blocks' texts parted by empty lines.
    pub text: String,
    /// What stands where in `text`, in order, without overlap; the title is not among them.
    pub blocks: Vec<Block>,
    /// See [`RawArticle::quotes`].
    pub quotes: Vec<QuoteMarkup>,
    /// See [`RawArticle::comments`].
    pub comments: Vec<CommentMarkup>,
    /// Where the title stands in the file.
    pub title_place: Place,
    /// Which page its places stand on, if its file has pages.
    pub pages: Pages,
    /// Where its bytes are.
    pub origin: Origin,
}

impl Article {
    /// The title's span in `text`.
    pub fn title_span(&self) -> Option<Span> {
        self.title.as_ref().map(|t| Span::new(0, t.len()))
    }
}

/// Where some text stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// Offset in the file of its first byte, if it stands there verbatim.
    pub at: Option<u64>,
    /// Line of the file, from 1.
    pub line: Option<u32>,
}

/// A block of an article; see [`RawBlock`].
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Where, in [`Article::text`].
    pub span: Span,
    /// Indices of [`Article::quotes`], outermost first.
    pub quotes: Vec<u32>,
    /// Index of [`Article::comments`].
    pub comment: Option<u32>,
    /// Spans count bytes of [`Article::text`].
    pub inlines: Vec<Inline>,
    /// Where it stands in the file.
    pub place: Place,
}

impl Block {
    /// The line of the file on which byte `at` of the article's text stands, for an `at` in this block.
    pub fn line_of(&self, text: &str, at: u32) -> Option<u32> {
        let line = self.place.line?;
        if self.place.at.is_none() {
            return Some(line);
        }
        let breaks = text[self.span.start as usize..at as usize]
            .bytes()
            .filter(|&b| b == b'\n')
            .count();
        Some(line + breaks as u32)
    }
}
