//! Owns what a query ranks: which kinds of passages, and which of its parts are words to be found.

use std::collections::{BTreeSet, HashSet};

use super::Translator;
use crate::passage::Kind;
use crate::query::{Expr, Field};

impl Translator<'_> {
    /// Headlines, paragraphs and blocks; quotations and comments only where the query asks for them.
    pub(super) fn kinds(&self, expr: &Expr) -> [bool; 5] {
        let mut asked = Asked::default();
        asked.look(expr);
        let by_flag = match expr {
            Expr::And(parts) => parts.iter().find_map(only_kinds),
            part => only_kinds(part),
        };
        if let Some(only) = by_flag {
            return Kind::ALL.map(|k| only.contains(&k));
        }
        Kind::ALL.map(|k| match k {
            Kind::Headline | Kind::Paragraph | Kind::BlockQuote => true,
            Kind::Quotation => asked.speaker || asked.kinds.contains(&k),
            Kind::Comment => self.widening.comments || asked.kinds.contains(&k),
        })
    }
}

/// Each part once: the same word typed a thousand times costs what it costs once.
pub(super) fn once_each<'e>(parts: impl IntoIterator<Item = &'e Expr>) -> Vec<&'e Expr> {
    let mut seen = HashSet::new();
    let parts = parts.into_iter();
    parts.filter(|p| seen.insert(p.to_string())).collect()
}

/// Whether a conjunct is something to be found in a passage, not a filter.
pub(super) fn is_searched(expr: &Expr) -> bool {
    match expr {
        Expr::Text(_) => true,
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(is_searched),
        Expr::All | Expr::Not(_) | Expr::Field(_) => false,
    }
}

/// The kinds that a filter restricts to, if it is nothing but that.
pub(super) fn only_kinds(expr: &Expr) -> Option<Vec<Kind>> {
    match expr {
        Expr::Field(Field::Kind(kind)) => Some(vec![*kind]),
        Expr::Or(parts) => parts
            .iter()
            .map(only_kinds)
            .collect::<Option<Vec<_>>>()
            .map(|k| k.concat()),
        _ => None,
    }
}

/// What a query mentions that widens the kinds that are ranked.
#[derive(Default)]
struct Asked {
    kinds: BTreeSet<Kind>,
    speaker: bool,
}

impl Asked {
    pub(super) fn look(&mut self, expr: &Expr) {
        match expr {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|p| self.look(p)),
            Expr::Field(Field::Kind(kind)) => {
                self.kinds.insert(*kind);
            }
            Expr::Field(Field::Speaker(_)) => self.speaker = true,
            Expr::All | Expr::Not(_) | Expr::Text(_) | Expr::Field(_) => {}
        }
    }
}
