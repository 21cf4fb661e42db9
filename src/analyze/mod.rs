//! Owns the way from text to tokens with spans into that text. Refuses to know any engine.

pub mod lang;

use crate::article::Span;

/// A term of the index with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Token {
    /// What is looked up: lower case, folded.
    pub term: String,
    /// Where, in the analyzed text.
    pub span: Option<Span>,
    /// Rising, but not strictly: a word takes one position, a syllable of Korean (or a Chinese character) one each.
    pub position: u32,
}

/// A word before it is cut into terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// A word of letters and digits, folded as in the index: one term, one position.
    Word {
        /// The term.
        term: String,
        /// Where.
        span: Span,
    },
    /// A run of Korean syllables or Chinese characters, composed (NFC): grams, a position a syllable.
    Syllables {
        /// The run.
        run: String,
        /// Where.
        span: Span,
    },
}

/// The words of `text`, in order.
pub fn units(text: &str) -> Vec<Unit> {
    let _ = text;
    Vec::new()
}

/// The terms of `text`, in order.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text }
}

/// The stem of an index term: equal for the forms of one English word.
pub fn stem(term: &str) -> String {
    term.to_string()
}

/// An iteration over the terms of a text that writes into one token again and again.
#[derive(Debug)]
pub struct Tokens<'a> {
    #[allow(dead_code)]
    text: &'a str,
}

impl Tokens<'_> {
    /// Writes the next term into `token`; false at the end.
    pub fn next_into(&mut self, token: &mut Token) -> bool {
        let _ = token;
        false
    }
}
