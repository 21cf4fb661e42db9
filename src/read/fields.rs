//! Owns the names that people give to the fields of an article, in JSON and in front matter, and the shapes of their values.
//! Refuses to guess a field from its content.

use serde_json::Value;

use super::byline;
use crate::article::{Lang, PartialDate};
use crate::dates;
use crate::source::{Column, Columns};

/// The fields of a record that mean something to us.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// By [`Field`]; each with the rank of the name that it came under.
    values: [Option<(usize, Value)>; 7],
    /// A site's page that is not published (`draft: true`, `published: false`).
    pub draft: bool,
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
            "site",
            "website",
            "blog",
            "newsletter",
            "journal",
            "magazine",
            "organisation",
            "organization",
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

/// What the user says of the columns that hold a field; empty where the usual names hold.
pub(super) fn columns(of: &Columns, field: Field) -> &[Column] {
    match field {
        Field::Title => &of.title,
        Field::Text => &of.text,
        Field::Url => &of.url,
        Field::Date => &of.date,
        Field::Source => &of.publisher,
        Field::Author => &of.author,
        Field::Lang => &of.lang,
    }
}

/// The field that a column holds by the user's word, and the how many-th of its columns it is.
pub(super) fn mapped(of: &Columns, column: &Column) -> Option<(Field, usize)> {
    let alike = |known: &Column| match (known, column) {
        (Column::Name(known), Column::Name(name)) => {
            known.trim().to_lowercase() == name.to_lowercase()
        }
        (known, column) => known == column,
    };
    NAMES.iter().find_map(|(field, _)| {
        let nth = columns(of, *field).iter().position(alike)?;
        Some((*field, nth))
    })
}

/// The fields that a record's field `name`, or what is inside it, holds by the user's word: each with the path inside it.
pub(super) fn places<'c>(of: &'c Columns, name: &str) -> Vec<(Field, usize, &'c str)> {
    let mut found = Vec::new();
    for (field, _) in &NAMES {
        for (nth, column) in columns(of, *field).iter().enumerate() {
            let Column::Name(path) = column else {
                continue;
            };
            if path == name {
                found.push((*field, nth, ""));
            } else if let Some(inside) = path.strip_prefix(name).and_then(|p| p.strip_prefix('.')) {
                found.push((*field, nth, inside));
            }
        }
    }
    found
}

/// What stands at `path` (`a.b`) inside a value.
pub(super) fn inside<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    if path.is_empty() {
        return Some(value);
    }
    let whole = value.get(path);
    whole.or_else(|| {
        path.split('.')
            .try_fold(value, |value, name| value.get(name))
    })
}

impl Fields {
    /// Keeps the value of the `nth` column of a field that the user maps to several: they are joined in that order.
    pub fn put(&mut self, field: Field, nth: usize, value: Value) {
        let place = &mut self.values[field as usize];
        let (_, known) = place.get_or_insert((0, Value::Array(Vec::new())));
        if let Value::Array(list) = known {
            if list.len() <= nth {
                list.resize(nth + 1, Value::Null);
            }
            list[nth] = value;
        }
    }

    /// Reads the day in the form that the user says; what is not of that form is no day.
    pub fn read_day(&mut self, columns: &Columns) {
        if columns.date_format.is_none() {
            return;
        }
        let day = self
            .one(Field::Date)
            .and_then(|written| columns.day(&written));
        self.values[Field::Date as usize] = day.map(|day| (0, Value::String(day.to_string())));
    }

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
            // A site's own pages write addresses without the site.
            .filter(|url| !url.contains(char::is_whitespace) && !url.starts_with('/'))
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
