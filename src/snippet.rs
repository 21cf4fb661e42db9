//! x
use crate::article::Span;
use crate::hit::Snippet;
use crate::pattern::Pattern;
/// x
pub fn snippet(text: &str, passage: Span, _patterns: &[&Pattern], _max: usize) -> Snippet {
    Snippet {
        text: passage.of(text).to_string(),
        span: passage,
        marks: vec![],
    }
}
