//! Wears our analyzer as a tantivy tokenizer. Refuses to analyze: see [`crate::analyze`].

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::analyze;

/// The name under which the analyzer is registered.
pub const TOKENIZER: &str = "sosik";

/// The analyzer, to be registered at each opening of an index.
pub fn analyzer() -> TextAnalyzer {
    TextAnalyzer::from(Analyzer::default())
}

#[derive(Clone, Default)]
struct Analyzer {
    token: Token,
    ours: analyze::Token,
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream {
            tokens: analyze::tokens(text),
            token: &mut self.token,
            ours: &mut self.ours,
        }
    }
}

struct Stream<'a> {
    tokens: analyze::Tokens<'a>,
    token: &'a mut Token,
    ours: &'a mut analyze::Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        if !self.tokens.next_into(self.ours) {
            return false;
        }
        // The strings change places instead of being copied: each token is written over anyway.
        std::mem::swap(&mut self.token.text, &mut self.ours.term);
        self.token.position = self.ours.position as usize;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
