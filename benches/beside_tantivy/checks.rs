//! Asks for what is planted and counts it, so that the bench is known to measure right answers.

use sosik::query::Expr;
use sosik::search::{Library, Request};

use crate::generated::planted::{CREDITED, How, PLANTED, SPEAKER, date};

/// Searches each planted text by all ways that should find it.
///
/// # Panics
/// If an article is missing or one too many.
pub fn planted(library: &Library, articles: usize) {
    for planted in &PLANTED {
        let text = planted.text;
        let all =
            || (0..articles).filter(|n| PLANTED.iter().any(|p| p.text == text && p.is_in(*n)));
        let these = (0..articles).filter(|n| planted.is_in(*n)).count();
        let quoted = if text.contains(' ') {
            format!("\"{text}\"")
        } else {
            text.to_string()
        };
        expect(library, &quoted, all().count());
        expect(
            library,
            &format!("{quoted} date:2016"),
            all().filter(|n| date(*n).0 == 2016).count(),
        );
        match planted.how {
            How::Block => expect(library, &format!("{quoted} is:quoted"), these),
            How::Quotation => expect(library, &format!("{quoted} speaker:\"{SPEAKER}\""), these),
            How::Korean => expect(library, &format!("{quoted} lang:ko"), these),
            How::Own => {}
        }
        if matches!(planted.how, How::Block) {
            // More where that outlet published the word itself.
            let found = count(library, &format!("{quoted} source:\"{CREDITED}\""));
            assert!(
                (these..=all().count()).contains(&found),
                "{found} of {these} by {CREDITED}"
            );
        }
    }
    println!("\nAll planted words were found as often as they were planted.");
}

fn expect(library: &Library, query: &str, planted: usize) {
    assert_eq!(
        count(library, query),
        planted,
        "articles that `{query}` finds"
    );
}

fn count(library: &Library, query: &str) -> usize {
    let request = Request::new(query.parse::<Expr>().expect("a query"));
    let found = library.search(&request).expect("an answer");
    found.articles as usize
}
