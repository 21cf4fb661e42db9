//! Owns the query as a value: the tree of words and operators, the fields, and its text form both ways.
//! Refuses to search, and to drop an operator in silence.

use crate::article::{Lang, PartialDate};
use crate::passage::Kind;

/// A query: what must match. `FromStr` and `Display` are inverses (law 4).
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

impl std::str::FromStr for Expr {
    type Err = crate::Error;

    /// Stands in until the parser's branch is merged: words joined by AND.
    fn from_str(s: &str) -> Result<Expr, crate::Error> {
        let words = s.split_whitespace().map(|word| {
            Expr::Text(Text::Word {
                word: word.to_string(),
                exact: false,
            })
        });
        let mut words: Vec<Expr> = words.collect();
        Ok(match words.len() {
            0 => Expr::All,
            1 => words.remove(0),
            _ => Expr::And(words),
        })
    }
}
impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}
impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}
impl std::fmt::Display for Expr {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}
