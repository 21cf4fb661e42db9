//! Owns the words of a paragraph as the sieves see them: classed words, punctuation, and each quotation as one opaque token.
//! Refuses to know sentences' meaning.

use crate::analyze::speech::{self, Class};
use crate::article::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::attribute) enum What {
    /// A word, number or abbreviation.
    Word,
    /// The quotation with this number in the paragraph.
    Quote(u32),
    /// ,
    Comma,
    /// A dash between spaces or words.
    Dash,
    /// . ? ! that ends a sentence.
    Stop,
    /// :
    Colon,
    /// ;
    Semicolon,
    /// ( [
    Open,
    /// ) ]
    Close,
    /// A quotation mark that quotes nobody, or any other sign.
    Mark,
}

/// A token; counts bytes of the article's text.
#[derive(Debug, Clone, Copy)]
pub(in crate::attribute) struct Token {
    pub start: u32,
    /// Without a possessive 's.
    pub end: u32,
    pub what: What,
    pub class: Class,
    /// Begins with a capital.
    pub cap: bool,
    /// Trump's, workers'.
    pub possessive: bool,
}

/// How a quotation ends: what the sentence around it can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::attribute) enum Tail {
    /// With a comma, inside the marks or after them, or a dash: the sentence goes on.
    Comma,
    /// With ? or !: the sentence may go on.
    Mark,
    /// With a full stop.
    Stop,
    /// With a word: a fragment.
    None,
}

/// A quotation of the paragraph.
#[derive(Debug, Clone, Copy)]
pub(in crate::attribute) struct Quote {
    /// Its words.
    pub span: Span,
    /// Its token.
    pub token: usize,
    pub tail: Tail,
    /// Begins with a capital.
    pub cap: bool,
    /// Words, up to ten.
    pub words: usize,
    /// Whether a mark closes it in this paragraph.
    pub closed: bool,
}

/// The tokens of a paragraph; buffers live from paragraph to paragraph.
#[derive(Debug, Default)]
pub(in crate::attribute) struct Tokens {
    pub list: Vec<Token>,
    pub quotes: Vec<Quote>,
}

impl Tokens {
    /// Reads the part of `text` at `within`, where `quotes` are the spans of its quotations, in order.
    pub fn read(&mut self, text: &str, within: Span, quotes: impl Iterator<Item = Span>) {
        self.list.clear();
        self.quotes.clear();
        let mut at = within.start as usize;
        for span in quotes {
            let (outer_start, outer_end) = with_marks(text, within, span);
            if outer_start < at {
                continue;
            }
            self.words(text, at, outer_start);
            let words = span.of(text);
            let closed = outer_end > span.end as usize;
            self.quotes.push(Quote {
                span,
                token: self.list.len(),
                tail: tail(words, &text[outer_end..within.end as usize]),
                cap: words
                    .chars()
                    .find(|c| c.is_alphanumeric())
                    .is_some_and(|c| c.is_uppercase() || c.is_numeric()),
                words: words.split_whitespace().take(10).count(),
                closed,
            });
            self.list.push(Token {
                start: outer_start as u32,
                end: outer_end as u32,
                what: What::Quote(self.quotes.len() as u32 - 1),
                class: Class::OPEN,
                cap: false,
                possessive: false,
            });
            at = outer_end;
        }
        self.words(text, at, within.end as usize);
    }

    /// The quotation with its marks.
    pub fn outer(&self, quote: usize) -> Span {
        let token = self.list[self.quotes[quote].token];
        Span {
            start: token.start,
            end: token.end,
        }
    }

    fn words(&mut self, text: &str, from: usize, to: usize) {
        let bytes = text.as_bytes();
        let mut at = from;
        while at < to {
            let byte = bytes[at];
            if byte == b' ' || byte == b'\n' || byte == b'\t' || byte == b'\r' {
                at += 1;
                continue;
            }
            if byte.is_ascii_alphanumeric() || byte == b'$' || byte == b'@' || byte == b'#' {
                at = self.word(text, at, to);
                continue;
            }
            let char = text[at..to].chars().next().unwrap_or(' ');
            let len = char.len_utf8();
            if char.is_alphanumeric() {
                at = self.word(text, at, to);
                continue;
            }
            let what = match char {
                ',' | '，' | '、' => What::Comma,
                '—' | '–' | '―' | '‒' => What::Dash,
                '-' => What::Dash,
                '.' | '?' | '!' | '。' => What::Stop,
                '…' => What::Stop,
                ':' => What::Colon,
                ';' => What::Semicolon,
                '(' | '[' => What::Open,
                ')' | ']' => What::Close,
                c if c.is_whitespace() => {
                    at += len;
                    continue;
                }
                _ => What::Mark,
            };
            let repeats = self.list.last().is_some_and(|last| {
                last.what == what
                    && last.end as usize == at
                    && matches!(what, What::Dash | What::Stop)
            });
            if repeats {
                if let Some(last) = self.list.last_mut() {
                    last.end = (at + len) as u32;
                }
            } else {
                self.list.push(Token {
                    start: at as u32,
                    end: (at + len) as u32,
                    what,
                    class: Class::OPEN,
                    cap: false,
                    possessive: false,
                });
            }
            at += len;
        }
    }

    /// Reads the word at `from`; returns where the next token begins.
    fn word(&mut self, text: &str, from: usize, to: usize) -> usize {
        let bytes = text.as_bytes();
        let mut end = from + text[from..].chars().next().map_or(1, char::len_utf8);
        let mut possessive = false;
        let mut next = None;
        while end < to {
            let byte = bytes[end];
            if byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'@' {
                end += 1;
                continue;
            }
            let follows = |n: usize| {
                end + n < to && (bytes[end + n].is_ascii_alphanumeric() || bytes[end + n] >= 0x80)
            };
            match byte {
                b'-' | b'&' if follows(1) => end += 1,
                b'.' if end + 1 < to && bytes[end + 1].is_ascii_alphanumeric() => end += 1,
                b',' if bytes[end - 1].is_ascii_digit()
                    && end + 1 < to
                    && bytes[end + 1].is_ascii_digit() =>
                {
                    end += 1
                }
                b'\'' | 0xE2 if apostrophe(&bytes[end..to]) > 0 => {
                    let len = apostrophe(&bytes[end..to]);
                    let rest = &bytes[end + len..to];
                    let is_s = rest.first().is_some_and(|b| b.eq_ignore_ascii_case(&b's'))
                        && !rest.get(1).is_some_and(u8::is_ascii_alphanumeric);
                    let bare = !rest.first().is_some_and(|b| b.is_ascii_alphanumeric());
                    if is_s {
                        possessive = true;
                        next = Some(end + len + 1);
                        break;
                    }
                    if bare {
                        possessive = bytes[end - 1] == b's';
                        next = possessive.then_some(end + len);
                        break;
                    }
                    // I'm, we've: the verb is no part of the name.
                    let tail = rest
                        .iter()
                        .take_while(|b| b.is_ascii_alphanumeric())
                        .count();
                    if matches!(&rest[..tail], b"m" | b"re" | b"ve" | b"ll" | b"d") {
                        next = Some(end + len + tail);
                        break;
                    }
                    end += len;
                }
                _ if byte >= 0x80 => {
                    let Some(char) = text[end..to].chars().next().filter(|c| c.is_alphanumeric())
                    else {
                        break;
                    };
                    end += char.len_utf8();
                }
                _ => break,
            }
        }
        let word = &text[from..end];
        let mut class = speech::class(word);
        if class == Class::OPEN
            && (word.ends_with("n’t") || word.ends_with("’d") || word.ends_with("’ve"))
        {
            class = Class::AUX;
        }
        // US is no pronoun; Will and May before a lower-case word that no subject can be are names.
        let shouted = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
        if shouted && class.is(Class::PRON.or(Class::REL).or(Class::AUX).or(Class::PREP)) {
            class = Class::OPEN;
        }
        if word == "Will" || word == "May" {
            let next = text[end..to]
                .trim_start()
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or("");
            let subject = speech::class(next).is(Class::PRON.or(Class::DET));
            if next.starts_with(char::is_lowercase) && !subject {
                class = Class::OPEN;
            }
        }
        if possessive && class.is(Class::PRON.or(Class::REL).or(Class::ADV)) {
            // he's, who's, that's, here's: the verb is contracted.
            possessive = false;
        }
        let mut stop = next.unwrap_or(end);
        if next.is_none()
            && bytes.get(end) == Some(&b'.')
            && end < to
            && speech::is_abbreviation(word)
        {
            let following = text[end + 1..to].trim_start();
            let next_word = following
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or("");
            let begins = next_word.starts_with(char::is_uppercase)
                && speech::class(next_word)
                    .is(Class::DET.or(Class::PRON).or(Class::PREP).or(Class::CONJ));
            if !(following.is_empty() || begins && !class.is(Class::TITLE) && word.len() > 1) {
                stop = end + 1;
            }
        }
        self.list.push(Token {
            start: from as u32,
            end: end as u32,
            what: What::Word,
            class,
            cap: word.starts_with(|c: char| c.is_uppercase() || c == '@'),
            possessive,
        });
        stop
    }
}

/// Bytes of an apostrophe at the start, 0 if there is none.
fn apostrophe(bytes: &[u8]) -> usize {
    match bytes {
        [b'\'', ..] => 1,
        [0xE2, 0x80, 0x99, ..] => 3,
        _ => 0,
    }
}

const MARKS: [char; 20] = [
    '"', '“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '\'', '`', '「', '」', '『', '』', '《',
    '》', '〈', '〉',
];

/// Where the marks around a quotation's words begin and end.
fn with_marks(text: &str, within: Span, span: Span) -> (usize, usize) {
    let before = &text[within.start as usize..span.start as usize];
    let after = &text[span.end as usize..within.end as usize];
    let mut start = span.start as usize;
    for c in before.chars().rev().take(4) {
        let spaced = c.is_whitespace() && before.trim_end().ends_with(MARKS);
        if !MARKS.contains(&c) && !spaced {
            break;
        }
        start -= c.len_utf8();
        if c.is_whitespace() && start < span.start as usize - 1 {
            start += c.len_utf8();
            break;
        }
    }
    let mut end = span.end as usize;
    let trimmed = after.trim_start();
    if trimmed.starts_with(MARKS) && trimmed.len() != after.len() {
        end += after.len() - trimmed.len();
    }
    for c in text[end..within.end as usize].chars().take(4) {
        if !MARKS.contains(&c) {
            break;
        }
        end += c.len_utf8();
    }
    (start, end)
}

fn tail(words: &str, after: &str) -> Tail {
    let words = words.trim_end_matches(|c: char| MARKS.contains(&c) || c.is_whitespace());
    let next = after.trim_start().chars().next();
    match words.chars().next_back() {
        Some(',' | '—' | '–' | '-') => Tail::Comma,
        Some('?' | '!') => Tail::Mark,
        Some('.' | '…') if next == Some(',') => Tail::Comma,
        Some('.' | '…') => Tail::Stop,
        _ => match next {
            Some(',' | '—' | '–') => Tail::Comma,
            Some('.' | '?' | '!') => Tail::None,
            _ => Tail::None,
        },
    }
}
