//! Owns the way from text to tokens with spans into that text: where words begin and end, and which position each
//! takes. Refuses to know any engine.
//!
//! Words are folded in [`latin`], Korean and Chinese syllables become grams in [`hangul`]; both give the same terms for
//! NFC and NFD forms of a text. What changes a term changes the index: raise [`VERSION`] with it.

pub mod hangul;
pub mod hanja;
pub mod latin;
#[cfg(test)]
mod laws;
mod particle;
mod scan;
pub(crate) mod spelling;

pub mod speech;

pub mod lang;

use crate::article::Span;
use hangul::{Script, Syllable};
use scan::{Piece, Scanner};

/// The version of the terms: an index of another one must be rebuilt.
pub const VERSION: u32 = 3;

/// Longest term in bytes; longer words are cut at a char edge.
pub const MAX_TERM: usize = 200;

/// A term of the index with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Token {
    /// What is looked up: lower case, folded; an acronym that is another word in small letters also in capitals.
    pub term: String,
    /// Where, in the analyzed text.
    pub span: Option<Span>,
    /// Rising: a word takes one position, a syllable of Korean (or a Chinese character) one each. Only an acronym stands where
    /// another token does, right after its word.
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
        /// What it is besides, by its capitals: US, which is not us. A term of its own at the same position.
        acronym: Option<&'static str>,
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
    let mut units = Vec::new();
    let mut scanner = Scanner { text, pos: 0 };
    let mut term = String::new();
    while let Some(piece) = scanner.next(&mut term) {
        match piece {
            Piece::Word(span, acronym) => units.push(Unit::Word {
                term: std::mem::take(&mut term),
                span,
                acronym,
            }),
            Piece::Syllable(script, first) => {
                let (mut run, mut end) = (String::from(first.char), first.end);
                while let Some(next) = scanner.syllable(script) {
                    run.push(next.char);
                    end = next.end;
                }
                units.push(Unit::Syllables {
                    run,
                    span: Span::new(first.start, end),
                });
            }
        }
    }
    units
}

/// The terms of `text`, in order.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        scanner: Scanner { text, pos: 0 },
        run: None,
        acronym: None,
        position: 0,
    }
}

/// The place of each position of `text`: a word's span, a syllable's. The index is the position.
pub fn places(text: &str) -> Vec<Span> {
    let mut places = Vec::new();
    let mut scanner = Scanner { text, pos: 0 };
    let mut term = String::new();
    while let Some(piece) = scanner.next(&mut term) {
        term.clear();
        match piece {
            Piece::Word(span, _) => places.push(span),
            Piece::Syllable(script, first) => {
                places.push(Span::new(first.start, first.end));
                while let Some(next) = scanner.syllable(script) {
                    places.push(Span::new(next.start, next.end));
                }
            }
        }
    }
    places
}

/// The stem of an index term: equal for the forms of one English word. Terms that are not all ASCII letters are
/// their own stems.
pub fn stem(term: &str) -> String {
    latin::stem(term).into_owned()
}

/// Whether a term has this stem.
pub fn has_stem(term: &str, stem: &str) -> bool {
    latin::stem(term) == stem
}

/// How all terms with this stem begin, in the one way or the other: where a dictionary must be looked through for them.
pub fn roots(stem: &str) -> (&str, Option<String>) {
    latin::roots(stem)
}

/// An iteration over the terms of a text that writes into one token again and again.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    scanner: Scanner<'a>,
    run: Option<Run>,
    /// An acronym that follows its word, with the word's place.
    acronym: Option<(&'static str, Span)>,
    position: u32,
}

/// A run of syllables that is being cut into grams.
#[derive(Debug, Clone, Copy)]
struct Run {
    script: Script,
    /// The last syllable read; no gram begins with it yet.
    last: Syllable,
    /// A gram that awaits what follows it: its first syllable, and whether it is the run's first.
    waiting: Option<(Syllable, bool)>,
}

impl Tokens<'_> {
    /// Writes the next term into `token`; false at the end.
    pub fn next_into(&mut self, token: &mut Token) -> bool {
        token.term.clear();
        if let Some((acronym, span)) = self.acronym.take() {
            token.term.push_str(acronym);
            token.span = Some(span);
            token.position = self.position - 1;
            return true;
        }
        loop {
            if let Some(run) = self.run {
                if self.next_gram(run, token) {
                    return true;
                }
                continue;
            }
            match self.scanner.next(&mut token.term) {
                None => return false,
                Some(Piece::Word(span, acronym)) => {
                    self.acronym = acronym.map(|acronym| (acronym, span));
                    token.span = Some(span);
                    token.position = self.position;
                    self.position += 1;
                    return true;
                }
                Some(Piece::Syllable(script, last)) => {
                    self.run = Some(Run {
                        script,
                        last,
                        waiting: None,
                    });
                }
            }
        }
    }

    /// Reads one more syllable of `run`, or ends it; true if that made a gram. A gram is written once it is known
    /// whether the run ends with it.
    fn next_gram(&mut self, run: Run, token: &mut Token) -> bool {
        let next = self.scanner.syllable(run.script);
        self.run = next.map(|last| Run {
            last,
            waiting: Some((run.last, run.waiting.is_none())),
            ..run
        });
        let place = match (run.waiting, next) {
            (Some((first, initial)), _) => {
                hangul::write_gram(
                    &mut token.term,
                    first.char,
                    run.last.char,
                    initial,
                    next.is_none(),
                );
                Span::new(first.start, run.last.end)
            }
            (None, None) => {
                token.term.push(run.last.char);
                Span::new(run.last.start, run.last.end)
            }
            (None, Some(_)) => return false,
        };
        token.span = Some(place);
        token.position = self.position;
        // The last gram stands for the last syllable too.
        self.position += if next.is_none() && run.waiting.is_some() {
            2
        } else {
            1
        };
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `term@position` of each token.
    fn terms(text: &str) -> String {
        let (mut tokens, mut token) = (tokens(text), Token::default());
        let mut out = Vec::new();
        while tokens.next_into(&mut token) {
            out.push(format!("{}@{}", token.term, token.position));
        }
        out.join(" ")
    }

    fn spans(text: &str) -> Vec<&str> {
        let (mut tokens, mut token) = (tokens(text), Token::default());
        let mut out = Vec::new();
        while tokens.next_into(&mut token) {
            out.push(token.span.unwrap().of(text));
        }
        out
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(
            terms("Ŏm Éva Straße ØRE łódź Đà ＡＢ１ Москва"),
            "om@0 eva@1 strasse@2 ore@3 lodz@4 da@5 ab1@6 москва@7"
        );
        assert_eq!(
            terms("Ｐ’yo\u{306}ngyang so\u{ad}ft ze\u{200b}ro ﬁn"),
            "pyongyang@0 soft@1 zero@2 fin@3"
        );
    }

    #[test]
    fn apostrophes_vanish_and_possessives_are_cut() {
        assert_eq!(
            terms("Ch'ŏngjin don't Workers' Kim’s Kims 'word' T`ong o'clock"),
            "chongjin@0 dont@1 workers@2 kim@3 kims@4 word@5 tong@6 oclock@7"
        );
        assert_eq!(spans("Kim’s U.S.'s"), ["Kim", "U.S.", "U.S."]);
        assert_eq!(terms("1990's 's x'S' y's'z"), "1990@0 s@1 x@2 ysz@3");
    }

    #[test]
    fn hyphens_part_words_and_dotted_acronyms_join() {
        assert_eq!(
            terms("Jong-un KN-23 U.S. U.N.-led D.P.R.K end. Next J.Park a.b.com"),
            "jong@0 un@1 kn@2 23@3 us@4 US@4 un@5 UN@5 led@6 dprk@7 end@8 next@9 j@10 park@11 ab@12 com@13"
        );
        assert_eq!(spans("the U.S. said"), ["the", "U.S.", "U.S.", "said"]);
    }

    #[test]
    fn capitals_make_another_word_of_some_acronyms() {
        assert_eq!(
            terms("US us Us U.S. WHO"),
            "us@0 US@0 us@1 us@2 us@3 US@3 who@4 WHO@4"
        );
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        assert_eq!(
            terms("1,000 1,000,000.5 2.5 2016.4.8. 1,2 12,3456 SLBM1 MK2 2.5m 3½"),
            "1000@0 1000000.5@1 2.5@2 2016@3 4@4 8@5 1@6 2@7 12@8 3456@9 slbm1@10 mk2@11 2.5m@12 3½@13"
        );
    }

    #[test]
    fn syllables_take_a_position_each_and_mark_where_words_begin_and_end() {
        assert_eq!(terms("화성-18형"), "화성·@0 18@2 형@3");
        assert_eq!(
            terms("김정은은 핵 KN로켓"),
            "김정@0 ·정은@1 ·은은·@2 핵@4 kn@5 로켓·@6"
        );
        assert_eq!(terms("金正恩위원장"), "金正@0 ·正恩·@1 위원@3 ·원장·@4");
        assert_eq!(spans("김정은"), ["김정", "정은"]);
    }

    #[test]
    fn decomposed_korean_is_composed_and_its_span_covers_the_parts() {
        let nfd = "\u{1100}\u{1175}\u{11b7}\u{110c}\u{1165}\u{11bc}";
        assert_eq!(terms(nfd), "김정·@0");
        assert_eq!(spans(nfd), [nfd]);
        assert_eq!(
            terms("\u{f90a}正"),
            "金正·@0",
            "a compatibility ideograph is the common one"
        );
        assert_eq!(terms("か\u{3099}く"), "がく·@0");
    }

    #[test]
    fn long_words_are_one_cut_term() {
        let text = format!("{} b", "ab".repeat(5000));
        let (mut tokens, mut token) = (tokens(&text), Token::default());
        assert!(tokens.next_into(&mut token));
        assert_eq!(
            (token.term.len(), token.span),
            (MAX_TERM, Some(Span::new(0, 10000)))
        );
        assert!(tokens.next_into(&mut token));
        assert_eq!((token.term.as_str(), token.position), ("b", 1));
    }

    #[test]
    fn units_are_the_words_before_gramming() {
        let syllables = |run: &str, a, b| Unit::Syllables {
            run: run.into(),
            span: Span::new(a, b),
        };
        let word = |term: &str, a, b| Unit::Word {
            term: term.into(),
            acronym: None,
            span: Span::new(a, b),
        };
        assert_eq!(
            units("화성-18형's"),
            [
                syllables("화성", 0, 6),
                word("18", 7, 9),
                syllables("형", 9, 12),
                word("s", 13, 14)
            ]
        );
    }
}
