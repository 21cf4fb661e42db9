//! Owns the names that people give to the fields of an article, in JSON and in front matter, and the shapes of their values.
//! Refuses to guess a field from its content.

use serde_json::Value;

use super::byline;
use crate::article::{Lang, PartialDate};
use crate::dates;

/// The fields of a record that mean something to us.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// By [`Field`]; each with the rank of the name that it came under.
    values: [Option<(usize, Value)>; 7],
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Text,
    Url,
    Date,
    Source,
    Author,
    Lang,
}

/// Names without case, spaces, hyphens and underscores; of several in one record the first in its row holds.
const NAMES: [(Field, &[&str]); 7] = [
    (
        Field::Title,
        &[
            "title",
            "headline",
            "heading",
            "posttitle",
            "articletitle",
            "subject",
            "제목",
        ],
    ),
    (
        Field::Text,
        &[
            "text",
            "body",
            "storytext",
            "content",
            "article",
            "articlebody",
            "articletext",
            "fulltext",
            "bodytext",
            "maintext",
            "contenttext",
            "contenthtml",
            "bodyhtml",
            "html",
            "story",
            "paragraphs",
            "postcontent",
            "본문",
            "내용",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "link",
            "canonical",
            "canonicalurl",
            "permalink",
            "articleurl",
            "weburl",
            "sourceurl",
            "externalurl",
            "href",
            "주소",
            "링크",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "published",
            "publishedat",
            "pubdate",
            "datepublished",
            "publicationdate",
            "publishdate",
            "publisheddate",
            "publishedon",
            "postdate",
            "published_time",
            "날짜",
            "일자",
            "발행일",
        ],
    ),
    (
        Field::Source,
        &[
            "outlet",
            "publisher",
            "source",
            "publication",
            "outletname",
            "publishername",
            "sourcename",
            "sitename",
            "newspaper",
            "매체",
            "언론사",
            "출처",
        ],
    ),
    (
        Field::Author,
        &[
            "author",
            "authors",
            "byline",
            "writer",
            "creator",
            "reporter",
            "기자",
            "글쓴이",
        ],
    ),
    (
        Field::Lang,
        &["lang", "language", "inlanguage", "locale", "언어"],
    ),
];

/// Which field a name means, and how high the name ranks.
pub(super) fn named(name: &str) -> Option<(Field, usize)> {
    let folded: String = name
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect();
    NAMES.iter().find_map(|(field, names)| {
        let rank = names.iter().position(|n| *n == folded)?;
        Some((*field, rank))
    })
}

impl Fields {
    /// Keeps a value, unless a better name has given one already.
    pub fn set(&mut self, field: Field, rank: usize, value: Value) {
        if is_empty(&value) {
            return;
        }
        let place = &mut self.values[field as usize];
        if place.as_ref().is_none_or(|(known, _)| rank <= *known) {
            *place = Some((rank, value));
        }
    }

    fn get(&self, field: Field) -> Option<&Value> {
        self.values[field as usize].as_ref().map(|(_, value)| value)
    }

    /// The words of a field that holds one value.
    fn one(&self, field: Field) -> Option<String> {
        words(self.get(field)?)
            .map(|words| words.trim().to_string())
            .filter(|words| !words.is_empty())
    }

    pub fn title(&self) -> Option<String> {
        self.one(Field::Title)
    }

    /// The body: paragraphs given as a list are parted by empty lines.
    pub fn text(&self) -> Option<String> {
        match self.get(Field::Text)? {
            Value::Array(parts) => {
                let parts: Vec<String> = parts.iter().filter_map(words).collect();
                Some(parts.join("\n\n"))
            }
            value => words(value),
        }
    }

    pub fn url(&self) -> Option<String> {
        self.one(Field::Url)
            .filter(|url| !url.contains(char::is_whitespace))
    }

    /// The publisher's name; an address is none.
    pub fn publisher(&self) -> Option<String> {
        self.one(Field::Source).filter(|name| !name.contains("://"))
    }

    pub fn lang(&self) -> Option<Lang> {
        Lang::from_tag(&self.one(Field::Lang)?)
    }

    pub fn published(&self) -> Option<PartialDate> {
        let words = self.one(Field::Date)?;
        match words.parse::<i64>() {
            Ok(number) if words.len() >= 9 => dates::of_epoch(number),
            _ => dates::parse(&words),
        }
    }

    pub fn byline(&self) -> Vec<String> {
        let mut names = Vec::new();
        match self.get(Field::Author) {
            Some(Value::Array(list)) => {
                for name in list.iter().filter_map(words) {
                    byline::authors(&name, &mut names);
                }
            }
            Some(value) => {
                if let Some(name) = words(value) {
                    byline::authors(&name, &mut names);
                }
            }
            None => {}
        }
        names
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => true,
        Value::String(s) => s.trim().is_empty(),
        Value::Array(list) => list.iter().all(is_empty),
        Value::Object(map) => map.is_empty(),
        Value::Number(_) => false,
    }
}

/// The words of a value; of an object those under the name that says it (`{"name": ...}`, WordPress's `{"rendered": ...}`).
fn words(value: &Value) -> Option<String> {
    const SAYING: [&str; 12] = [
        "name", "rendered", "text", "html", "content", "value", "title", "@value", "#text",
        "$date", "url", "raw",
    ];
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Object(map) => SAYING
            .iter()
            .find_map(|name| map.get(*name).filter(|v| !v.is_object() && !is_empty(v)))
            .and_then(words),
        Value::Array(list) => list.iter().filter(|v| !v.is_array()).find_map(words),
        Value::Null | Value::Bool(_) => None,
    }
}
