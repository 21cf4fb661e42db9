//! Owns the way from text to tokens with spans into that text: where words begin and end, and which position each
//! takes. Refuses to know any engine.
//!
//! Words are folded in [`latin`], Korean and Chinese syllables become grams in [`hangul`]; both give the same terms for
//! NFC and NFD forms of a text. What changes a term changes the index: raise [`VERSION`] with it.

pub mod hangul;
pub mod latin;
#[cfg(test)]
mod laws;

pub mod speech;

pub mod lang;

use crate::article::Span;
use hangul::{Script, Syllable};

/// The version of the terms: an index of another one must be rebuilt.
pub const VERSION: u32 = 1;

/// Longest term in bytes; longer words are cut at a char edge.
pub const MAX_TERM: usize = 200;

/// A term of the index with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Token {
    /// What is looked up: lower case, folded.
    pub term: String,
    /// Where, in the analyzed text.
    pub span: Option<Span>,
    /// Strictly rising: a word takes one position, a syllable of Korean (or a Chinese character) one each.
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
    let mut units = Vec::new();
    let mut scanner = Scanner { text, pos: 0 };
    let mut term = String::new();
    while let Some(piece) = scanner.next(&mut term) {
        match piece {
            Piece::Word(span) => units.push(Unit::Word {
                term: std::mem::take(&mut term),
                span,
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
            Piece::Word(span) => places.push(span),
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

/// An iteration over the terms of a text that writes into one token again and again.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    scanner: Scanner<'a>,
    run: Option<Run>,
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
        loop {
            if let Some(run) = self.run {
                if self.next_gram(run, token) {
                    return true;
                }
                continue;
            }
            match self.scanner.next(&mut token.term) {
                None => return false,
                Some(Piece::Word(span)) => {
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

/// What a char is to the analyzer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter or digit of a word.
    Letter,
    /// A syllable or character that takes a position of its own.
    Syllable(Script),
    /// A combining mark: belongs to what it stands on.
    Mark,
    /// Vanishes: soft hyphen, zero-width and direction marks.
    Nothing,
    /// An apostrophe of any shape.
    Apostrophe,
    /// Parts words.
    Other,
}

impl Class {
    /// Marks and chars that are not seen do not end what they follow.
    fn is_silent(self) -> bool {
        matches!(self, Class::Mark | Class::Nothing)
    }

    fn of(c: char) -> Class {
        if c.is_ascii() {
            return match c {
                '\'' | '`' => Class::Apostrophe,
                c if c.is_ascii_alphanumeric() => Class::Letter,
                _ => Class::Other,
            };
        }
        if let Some(script) = hangul::script(c) {
            return Class::Syllable(script);
        }
        match c {
            // MODIFIER LETTERs and primes serve as the aspiration mark of McCune-Reischauer (Ch'ŏngjin).
            '\u{b4}'
            | '\u{2b9}'
            | '\u{2bb}'..='\u{2bf}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201b}'
            | '\u{2032}'
            | '\u{ff07}' => Class::Apostrophe,
            '\u{ad}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180e}'
            | '\u{3164}'
            | '\u{ffa0}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => Class::Nothing,
            '\u{2000}'..='\u{2031}' => Class::Other,
            '\u{3b1}'..='\u{3c9}' | '\u{410}'..='\u{44f}' => Class::Letter,
            _ => Class::of_base(c),
        }
    }

    /// The class of what `c` stands for canonically, so that a composed char and its parts are read alike (U+1FEF is
    /// a backtick, U+212A a K).
    fn of_base(c: char) -> Class {
        let mut base = None;
        unicode_normalization::char::decompose_canonical(c, |part| {
            base.get_or_insert(part);
        });
        match base {
            Some(base) if base != c => Class::of(base),
            _ if unicode_normalization::char::is_combining_mark(c) => Class::Mark,
            _ if c.is_alphanumeric() => Class::Letter,
            _ => Class::Other,
        }
    }
}

/// A word, or a syllable that begins a run.
enum Piece {
    Word(Span),
    Syllable(Script, Syllable),
}

/// A place in a text.
#[derive(Debug, Clone)]
struct Scanner<'a> {
    text: &'a str,
    pos: usize,
}

impl Scanner<'_> {
    /// The next piece; a word's term is written into `term`, which must be empty.
    fn next(&mut self, term: &mut String) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.pos)?;
            let class = if byte.is_ascii_alphanumeric() {
                Class::Letter
            } else if byte.is_ascii() {
                Class::Other
            } else {
                class_at(self.text, self.pos).map_or(Class::Other, |(class, _)| class)
            };
            match class {
                Class::Letter => {
                    let start = self.pos;
                    let word = latin::scan(self.text, start);
                    self.pos = word.resume;
                    word.write_term(&self.text[start..word.end], term);
                    // U+037A and its like are letters that fold to nothing.
                    if !term.is_empty() {
                        return Some(Piece::Word(Span::new(start, word.span_end)));
                    }
                }
                Class::Syllable(script) => {
                    if let Some(first) = self.syllable(script) {
                        return Some(Piece::Syllable(script, first));
                    }
                    self.pos += char_len(byte);
                }
                _ => self.pos += char_len(byte),
            }
        }
    }

    /// The syllable of `script` that stands here, if one does; what is silent goes before it.
    fn syllable(&mut self, script: Script) -> Option<Syllable> {
        let at = skip_silent(self.text, self.pos);
        let (Class::Syllable(here), _) = class_at(self.text, at)? else {
            return None;
        };
        if here != script {
            return None;
        }
        let syllable = hangul::read(self.text, at)?;
        self.pos = syllable.end;
        Some(syllable)
    }
}

/// Bytes of the char that begins with `byte`.
fn char_len(byte: u8) -> usize {
    match byte {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// The char at `pos`, a char edge, and where it ends.
fn char_at(text: &str, pos: usize) -> Option<(char, usize)> {
    let c = text.get(pos..)?.chars().next()?;
    Some((c, pos + c.len_utf8()))
}

/// The class of the char at `pos`, and where it ends.
fn class_at(text: &str, pos: usize) -> Option<(Class, usize)> {
    char_at(text, pos).map(|(c, end)| (Class::of(c), end))
}

/// The first place from `pos` on where something is seen.
fn skip_silent(text: &str, mut pos: usize) -> usize {
    while let Some((class, end)) = class_at(text, pos) {
        if !class.is_silent() {
            break;
        }
        pos = end;
    }
    pos
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
        assert_eq!(spans("Kim’s U.S.'s"), ["Kim", "U.S."]);
        assert_eq!(terms("1990's 's x'S' y's'z"), "1990@0 s@1 x@2 ysz@3");
    }

    #[test]
    fn hyphens_part_words_and_dotted_acronyms_join() {
        assert_eq!(
            terms("Jong-un KN-23 U.S. U.N.-led D.P.R.K end. Next J.Park a.b.com"),
            "jong@0 un@1 kn@2 23@3 us@4 un@5 led@6 dprk@7 end@8 next@9 j@10 park@11 ab@12 com@13"
        );
        assert_eq!(spans("the U.S. said"), ["the", "U.S.", "said"]);
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
