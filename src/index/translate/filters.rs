//! Owns operators and fields of a query as the engine runs them; what they hold is turned into patterns next door.

use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field as Column, IndexRecordOption};

use super::Work;
use super::kinds::once_each;
use crate::error::Result;
use crate::index::join::Join;
use crate::index::leaf::Leaf;
use crate::index::schema::{IS_ARTICLE, IS_QUOTED};
use crate::passage::Kind;
use crate::pattern::Pattern;
use crate::query::{Expr, Field, Text};

/// What the words of a name count where they do not stand together.
const APART_WEIGHT: f32 = 0.2;

impl Work<'_, '_> {
    pub(super) fn query(&mut self, expr: &Expr) -> Result<Box<dyn Query>> {
        Ok(match expr {
            Expr::All => quiet(AllQuery),
            Expr::And(parts) => self.all_of(parts)?,
            Expr::Or(parts) => {
                let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
                for part in once_each(parts) {
                    let words = self.words.len();
                    let mut query = self.query(part)?;
                    if self.apart.contains(part) {
                        self.words.truncate(words);
                        query = Box::new(BoostQuery::new(query, APART_WEIGHT));
                    }
                    any.push((Occur::Should, query));
                }
                Box::new(BooleanQuery::new(any))
            }
            Expr::Not(_) => self.all_of(std::slice::from_ref(expr))?,
            Expr::Text(text) => self.text(text)?,
            Expr::Field(field) => self.field(field)?,
        })
    }

    pub(super) fn all_of(&mut self, parts: &[Expr]) -> Result<Box<dyn Query>> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for part in once_each(parts) {
            if let Expr::Not(inner) = part {
                // What must not be there is not marked either.
                let (marks, words) = (self.marks.len(), self.words.len());
                clauses.push((Occur::MustNot, self.query(inner)?));
                self.marks.truncate(marks);
                self.words.truncate(words);
            } else {
                clauses.push((Occur::Must, self.query(part)?));
            }
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, quiet(AllQuery)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    pub(super) fn text(&mut self, text: &Text) -> Result<Box<dyn Query>> {
        let fields = self.translator.fields;
        let pattern = self.pattern_once(text, fields.text, true)?;
        self.marks.push(pattern.clone());
        self.words.push((text.to_string(), pattern.clone()));
        let in_text = Kind::ALL
            .into_iter()
            .any(|k| k != Kind::Quotation && self.kinds[k as usize]);
        let mut leaves: Vec<Box<dyn Query>> = Vec::new();
        if in_text {
            leaves.push(self.leaf(fields.text, pattern.clone())?);
        }
        if self.kinds[Kind::Quotation as usize] {
            leaves.push(self.leaf(fields.quotation, pattern)?);
        }
        Ok(match leaves.len() {
            1 => leaves.remove(0),
            _ => Box::new(BooleanQuery::union(leaves)),
        })
    }

    pub(super) fn leaf(&self, field: Column, pattern: Arc<Pattern>) -> Result<Box<dyn Query>> {
        Ok(Box::new(Leaf {
            field,
            pattern,
            stats: self.translator.stats(field)?,
        }))
    }

    pub(super) fn field(&mut self, field: &Field) -> Result<Box<dyn Query>> {
        let fields = self.translator.fields;
        Ok(match field {
            Field::Source(name) => self.outlet(fields.source, name)?,
            Field::Citing(name) => self.outlet(fields.citing, name)?,
            Field::Publisher(name) => passages_of(self.outlet(fields.publisher, name)?),
            Field::Kind(kind) => term(fields.is, kind.name()),
            Field::Quoted => term(fields.is, IS_QUOTED),
            Field::Lang(lang) => term(fields.lang, lang.code()),
            Field::Date(from, to) => {
                let days = (
                    from.map_or(1, |d| d.first_day()),
                    to.map_or(u32::MAX, |d| d.last_day()),
                );
                Box::new(Join {
                    articles: term(fields.is, IS_ARTICLE),
                    whole: false,
                    days: Some(days),
                })
            }
            Field::Speaker(name) => {
                let text = Text::Phrase {
                    words: name.clone(),
                    slop: 0,
                };
                let pattern = self.pattern_once(&text, fields.speaker, false)?;
                self.words.push((field.to_string(), pattern.clone()));
                Box::new(ConstScoreQuery::new(
                    self.leaf(fields.speaker, pattern)?,
                    0.0,
                ))
            }
            Field::Title(text) => self.about_article(field, fields.title, text)?,
            Field::Author(text) => self.about_article(field, fields.author, text)?,
        })
    }

    pub(super) fn about_article(
        &mut self,
        field: &Field,
        column: Column,
        text: &Text,
    ) -> Result<Box<dyn Query>> {
        let stems = column == self.translator.fields.title;
        let pattern = self.pattern_once(text, column, stems)?;
        if column == self.translator.fields.title {
            self.marks.push(pattern.clone());
        }
        self.words.push((field.to_string(), pattern.clone()));
        Ok(passages_of(self.leaf(column, pattern)?))
    }

    pub(super) fn outlet(&self, column: Column, name: &str) -> Result<Box<dyn Query>> {
        let ids = (self.translator.names)(name)?;
        Ok(quiet(BooleanQuery::union(
            ids.iter().map(|id| term(column, id)).collect(),
        )))
    }
}

fn term(field: Column, text: &str) -> Box<dyn Query> {
    quiet(TermQuery::new(
        Term::from_field_text(field, text),
        IndexRecordOption::Basic,
    ))
}

/// A filter: it decides and does not score.
fn quiet(query: impl Query) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

fn passages_of(articles: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(Join {
        articles,
        whole: false,
        days: None,
    })
}
