//! Owns the grammar: `OR` binds loosest, then words side by side (or `AND`), then `NEAR/n`, then `NOT` and `-`.
//! Refuses to guess: what is no query is an error at a place.

use std::str::FromStr;

use super::days::{Days, NO_SUCH_DAY};
use super::{Expr, QueryError, Text};

/// Longest query, in bytes.
const MAX_BYTES: usize = 100_000;
/// Most words, phrases and fields.
const MAX_CLAUSES: usize = 10_000;
/// Deepest nesting of parentheses, NOTs and NEARs.
const MAX_DEPTH: usize = 200;
/// Most NEARs that join one thing to be found: each multiplies the places to try.
const MAX_NEARS: usize = 16;
/// Most words between, of `NEAR/n` and `"..."~n`.
const MAX_SLOP: u32 = 10_000;

pub(super) type Parsed<T> = Result<T, QueryError>;

impl FromStr for Expr {
    type Err = QueryError;

    /// Reads a query; an empty one is [`Expr::All`].
    fn from_str(query: &str) -> Parsed<Expr> {
        let mut parser = Parser {
            query,
            pos: 0,
            depth: 0,
            clauses: 0,
        };
        if query.len() > MAX_BYTES {
            let size = format!(
                "a query may have {MAX_BYTES} bytes; this one has {}",
                query.len()
            );
            return Err(parser.fault(0, size));
        }
        if query.trim().is_empty() {
            return Ok(Expr::All);
        }
        let expr = parser.any_of()?;
        match parser.peek() {
            None => Ok(expr),
            Some(_) => Err(parser.fault(parser.pos, "no ( for this ): write \\) to search it")),
        }
    }
}

/// An operator between or before words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    Not,
    Near,
}

pub(super) struct Parser<'a> {
    pub query: &'a str,
    /// A char edge of `query`.
    pub pos: usize,
    depth: usize,
    clauses: usize,
}

impl<'a> Parser<'a> {
    pub fn fault(&self, at: usize, message: impl Into<String>) -> QueryError {
        QueryError::new(self.query, at, message)
    }

    pub fn rest(&self) -> &'a str {
        self.query.get(self.pos..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn eat(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| wanted(*c))?;
        self.pos += c.len_utf8();
        Some(c)
    }

    fn skip_space(&mut self) {
        self.pos = self.query.len() - self.rest().trim_start().len();
    }

    /// What stands here up to white space, a parenthesis or a quote, escapes not minded.
    fn raw_word(&self) -> &'a str {
        let rest = self.rest();
        rest.split(ends_word).next().unwrap_or(rest)
    }

    fn operator(&self) -> Option<(Operator, &'a str)> {
        let word = self.raw_word();
        let operator = match word {
            "AND" => Operator::And,
            "OR" => Operator::Or,
            "NOT" => Operator::Not,
            "NEAR" => Operator::Near,
            _ if word.starts_with("NEAR/") => Operator::Near,
            _ => return None,
        };
        Some((operator, word))
    }

    fn deeper(&mut self, at: usize) -> Parsed<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fault(at, format!("nested more than {MAX_DEPTH} deep")));
        }
        Ok(())
    }

    /// `a OR b OR c`.
    fn any_of(&mut self) -> Parsed<Expr> {
        let mut parts = vec![self.all_of()?];
        while let Some((Operator::Or, word)) = self.operator() {
            self.pos += word.len();
            parts.push(self.all_of()?);
        }
        Ok(Expr::or(parts))
    }

    /// `a b AND c`.
    fn all_of(&mut self) -> Parsed<Expr> {
        let mut parts: Vec<Expr> = Vec::new();
        let mut days = Days::ALL;
        loop {
            self.skip_space();
            let at = self.pos;
            match (self.peek(), self.operator()) {
                (None | Some(')'), _) | (_, Some((Operator::Or, _))) if !parts.is_empty() => break,
                (_, Some((Operator::And, word))) if !parts.is_empty() => {
                    self.pos += word.len();
                    self.skip_space();
                }
                _ => {}
            }
            let part = self.one()?;
            days = days.narrowed_by(&part);
            if days.is_empty() {
                return Err(self.fault(at, NO_SUCH_DAY));
            }
            parts.push(part);
        }
        Ok(Expr::and(parts))
    }

    /// One of the parts of an AND: what NEAR and NOT make of a word.
    fn one(&mut self) -> Parsed<Expr> {
        let mut at = self.pos;
        let mut left = self.negated()?;
        loop {
            self.skip_space();
            let Some((Operator::Near, word)) = self.operator() else {
                return Ok(left);
            };
            let near = self.pos;
            let slop = self.near_slop(word)?;
            self.pos += word.len();
            self.skip_space();
            let right_at = self.pos;
            let right = self.negated()?;
            let operand = |expr: Expr, at: usize| match expr {
                Expr::Text(text) => Ok(Box::new(text)),
                Expr::Not(_) => Err(self.fault(
                    at,
                    "NEAR joins words and phrases: to leave both out write -(a NEAR/8 b)",
                )),
                Expr::Field(_) => Err(self.fault(at, "NEAR joins words and phrases, not fields")),
                _ => Err(self.fault(
                    at,
                    "NEAR joins two words or phrases, not groups: write a NEAR/8 b OR a NEAR/8 c",
                )),
            };
            let text = Text::Near(operand(left, at)?, slop, operand(right, right_at)?);
            if nears(&text) > MAX_NEARS {
                return Err(self.fault(
                    near,
                    format!("more than {MAX_NEARS} NEARs join these words"),
                ));
            }
            left = Expr::Text(text);
            at = near;
        }
    }

    fn near_slop(&self, word: &str) -> Parsed<u32> {
        let number = word.strip_prefix("NEAR/").unwrap_or_default();
        if number.is_empty() {
            return Err(self.fault(
                self.pos,
                "NEAR needs the most words that may lie between: a NEAR/8 b",
            ));
        }
        self.slop(number, self.pos + "NEAR/".len())
    }

    /// Reads the number of words that may lie between.
    pub fn slop(&self, number: &str, at: usize) -> Parsed<u32> {
        let slop = Some(number).filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
        slop.and_then(|n| n.parse().ok())
            .filter(|n| *n <= MAX_SLOP)
            .ok_or_else(|| {
                self.fault(
                    at,
                    format!("{number:?} is no number of words from 0 to {MAX_SLOP}"),
                )
            })
    }

    fn negated(&mut self) -> Parsed<Expr> {
        let at = self.pos;
        if let Some((Operator::Not, word)) = self.operator() {
            self.pos += word.len();
            self.skip_space();
            if matches!(self.peek(), None | Some(')')) {
                return Err(self.fault(at, "NOT needs what to leave out: NOT coal"));
            }
        } else if self.eat(|c| c == '-').is_some() {
            match self.peek() {
                Some('-') => {
                    return Err(self.fault(at, "one dash leaves a word out (-coal); flags such as --source stand outside the query"));
                }
                Some(c) if c != ')' && !c.is_whitespace() => {}
                _ => return Err(self.fault(
                    at,
                    "- needs what to leave out right after it: -coal; quote it to search a dash",
                )),
            }
        } else {
            return self.primary();
        }
        self.deeper(at)?;
        let inner = self.negated()?;
        self.depth -= 1;
        Ok(Expr::not(inner))
    }

    fn primary(&mut self) -> Parsed<Expr> {
        let at = self.pos;
        if let Some((operator, word)) = self.operator() {
            let meaning = match operator {
                Operator::Near => "NEAR needs a word on both sides: a NEAR/8 b".to_string(),
                _ => format!("{word} needs words on both sides; to search the word write \\{word}"),
            };
            return Err(self.fault(at, meaning));
        }
        self.clauses += 1;
        if self.clauses > MAX_CLAUSES {
            return Err(self.fault(at, format!("more than {MAX_CLAUSES} words")));
        }
        match self.peek() {
            None => Err(self.fault(at, "a word is missing here")),
            Some(')') if self.query[..at].trim_end().ends_with('(') => {
                Err(self.fault(at, "nothing between the parentheses"))
            }
            Some(')') if self.depth == 0 => {
                Err(self.fault(at, "no ( for this ): write \\) to search it"))
            }
            Some(')') => Err(self.fault(at, "a word is missing before this )")),
            Some('(') => self.group(),
            Some(c) if is_quote(c) => Ok(Expr::Text(self.phrase()?)),
            Some(_) => self.word(),
        }
    }

    fn group(&mut self) -> Parsed<Expr> {
        let at = self.pos;
        self.deeper(at)?;
        self.pos += 1;
        self.skip_space();
        if self.peek().is_none() {
            return Err(self.fault(at, "this ( is never closed; write \\( to search it"));
        }
        let inner = self.any_of()?;
        if self.eat(|c| c == ')').is_none() {
            return Err(self.fault(at, "this ( is never closed; write \\( to search it"));
        }
        self.depth -= 1;
        Ok(inner)
    }

    /// What stands between quotes; the first stands here.
    pub fn quoted(&mut self) -> Parsed<String> {
        let at = self.pos;
        self.eat(is_quote);
        let mut text = String::new();
        loop {
            match self.eat(|_| true) {
                None => {
                    return Err(
                        self.fault(at, "this quote is never closed; write \\\" to search one")
                    );
                }
                Some('\\') => text.extend(self.eat(|_| true)),
                Some(c) if is_quote(c) => break,
                Some(c) => text.push(c),
            }
        }
        if text.trim().is_empty() {
            return Err(self.fault(at, "nothing between the quotes"));
        }
        Ok(text)
    }

    /// `"a phrase"`, `"words"~5`.
    pub fn phrase(&mut self) -> Parsed<Text> {
        let words = self.quoted()?;
        let at = self.pos;
        let mut slop = 0;
        if self.eat(|c| c == '~').is_some() {
            let digits = self.raw_word();
            if digits.is_empty() {
                return Err(self.fault(
                    at,
                    "~ after a phrase needs the most words that may lie between: \"a b\"~5",
                ));
            }
            slop = self.slop(digits, self.pos)?;
            self.pos += digits.len();
        }
        if self.peek() == Some('*') {
            return Err(self.fault(self.pos, "* ends a word, not a phrase: word*"));
        }
        Ok(Text::Phrase { words, slop })
    }
}

/// Quotes as keyboards and phones type them.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || c == '(' || c == ')' || is_quote(c)
}

/// How many NEARs there are in it.
fn nears(text: &Text) -> usize {
    match text {
        Text::Near(a, _, b) => 1 + nears(a) + nears(b),
        _ => 0,
    }
}
