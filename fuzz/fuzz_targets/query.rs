//! Any query: it parses, and prints back to an equal one, or it errors.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sosik::query::Expr;

fuzz_target!(|text: &str| {
    if let Ok(query) = text.parse::<Expr>() {
        let printed = query.to_string();
        assert_eq!(printed.parse::<Expr>().as_ref(), Ok(&query), "{printed}");
    }
});
