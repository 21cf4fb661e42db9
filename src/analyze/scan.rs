//! Owns the step from chars to words and syllables: what each char is, and where the next piece of a text begins.

use super::hangul::{self, Script, Syllable};
use super::latin;
use crate::article::Span;

/// What a char is to the analyzer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
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

    pub fn of(c: char) -> Class {
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
pub(super) enum Piece {
    /// With what it is besides where its capitals make it another word ([`latin::acronym`]).
    Word(Span, Option<&'static str>),
    Syllable(Script, Syllable),
}

/// A place in a text.
#[derive(Debug, Clone)]
pub(super) struct Scanner<'a> {
    pub text: &'a str,
    pub pos: usize,
}

impl Scanner<'_> {
    /// The next piece; a word's term is written into `term`, which must be empty.
    pub fn next(&mut self, term: &mut String) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.pos)?;
            if byte.is_ascii_alphabetic()
                && let Some(end) = latin::simple(bytes, self.pos)
            {
                let span = Span::new(self.pos, end);
                let word = &self.text[self.pos..end];
                term.push_str(word);
                term.make_ascii_lowercase();
                self.pos = end;
                return Some(Piece::Word(span, latin::acronym(term, word)));
            }
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
                        let span = Span::new(start, word.span_end);
                        let acronym = latin::acronym(term, &self.text[start..word.end]);
                        return Some(Piece::Word(span, acronym));
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
    pub fn syllable(&mut self, script: Script) -> Option<Syllable> {
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
pub(super) fn char_at(text: &str, pos: usize) -> Option<(char, usize)> {
    let c = text.get(pos..)?.chars().next()?;
    Some((c, pos + c.len_utf8()))
}

/// The class of the char at `pos`, and where it ends.
pub(super) fn class_at(text: &str, pos: usize) -> Option<(Class, usize)> {
    char_at(text, pos).map(|(c, end)| (Class::of(c), end))
}

/// The first place from `pos` on where something is seen.
pub(super) fn skip_silent(text: &str, mut pos: usize) -> usize {
    while let Some((class, end)) = class_at(text, pos) {
        if !class.is_silent() {
            break;
        }
        pos = end;
    }
    pos
}
