//! Owns the query as a value: the tree of words and operators, the fields, and its text form both ways.
//! Refuses to search, and to drop an operator in silence.

mod days;
mod fault;
mod parse;
mod print;
mod word;

use crate::article::{Lang, PartialDate};
use crate::passage::Kind;

pub use fault::QueryError;

/// A query: what must match. `FromStr` and `Display` are inverses (law 4) for what the constructors [`Expr::and`],
/// [`Expr::or`] and [`Expr::not`] build of parts that can be typed.
///
/// Where there are only `Not`s they take away from everything: `-coal` means all passages without coal.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// Everything: the empty query, which filters narrow.
    All,
    /// All of them; two or more, none of them an `And`.
    And(Vec<Expr>),
    /// At least one; two or more, none of them an `Or`.
    Or(Vec<Expr>),
    /// Not this.
    Not(Box<Expr>),
    /// Words.
    Text(Text),
    /// A field that filters.
    Field(Field),
}

impl Expr {
    /// All of `parts`: flattened, without [`Expr::All`].
    pub fn and(parts: impl IntoIterator<Item = Expr>) -> Expr {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Expr::All => {}
                Expr::And(inner) => all.extend(inner),
                part => all.push(part),
            }
        }
        match all.len() {
            0 => Expr::All,
            1 => all.remove(0),
            _ => Expr::And(all),
        }
    }

    /// At least one of `parts`: flattened; [`Expr::All`] if that is among them or there is none.
    pub fn or(parts: impl IntoIterator<Item = Expr>) -> Expr {
        let mut any = Vec::new();
        for part in parts {
            match part {
                Expr::All => return Expr::All,
                Expr::Or(inner) => any.extend(inner),
                part => any.push(part),
            }
        }
        match any.len() {
            0 => Expr::All,
            1 => any.remove(0),
            _ => Expr::Or(any),
        }
    }

    /// The same with `more` joined by AND, as flags join a query.
    ///
    /// # Errors
    /// If the dates of all leave no day.
    pub fn narrowed(self, more: impl IntoIterator<Item = Expr>) -> Result<Expr, &'static str> {
        let all = Expr::and(std::iter::once(self).chain(more));
        match days::Days::ALL.narrowed_by(&all).is_empty() {
            true => Err(days::NO_SUCH_DAY),
            false => Ok(all),
        }
    }

    /// Not `part`.
    #[expect(clippy::should_implement_trait, reason = "a constructor like and, or")]
    pub fn not(part: Expr) -> Expr {
        Expr::Not(Box::new(part))
    }
}

/// Words and how they must stand together.
#[derive(Debug, Clone, PartialEq)]
pub enum Text {
    /// A word, as typed; the analyzer may see several in it (`Jong-un`).
    Word {
        /// As typed.
        word: String,
        /// `=word`: this spelling only.
        exact: bool,
    },
    /// `"a phrase"`, `"within five"~5`.
    Phrase {
        /// What stood between the quotes.
        words: String,
        /// Words that may lie between, in any order; 0: one right after another.
        slop: u32,
    },
    /// `word*`.
    Prefix(String),
    /// `word~1`, `word~2`.
    Fuzzy(String, u8),
    /// `a NEAR/8 b`: at most so many words between the two, in either order.
    Near(Box<Text>, u32, Box<Text>),
}

/// A filter inside the query; see CONTRACT's table of filters.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// `source:NAME`.
    Source(String),
    /// `publisher:NAME`.
    Publisher(String),
    /// `citing:NAME`.
    Citing(String),
    /// `speaker:NAME`.
    Speaker(String),
    /// `kind:KIND`.
    Kind(Kind),
    /// `is:quoted`.
    Quoted,
    /// `date:2016-03..2016-04`, `date:2016`; `after:` and `before:` leave one end open. Both ends inclusive.
    Date(Option<PartialDate>, Option<PartialDate>),
    /// `lang:ko`.
    Lang(Lang),
    /// `title:word`, `title:"a phrase"`.
    Title(Text),
    /// `author:word`, `author:"Two Words"`.
    Author(Text),
}

#[cfg(test)]
mod tests;
