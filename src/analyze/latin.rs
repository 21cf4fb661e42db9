//! Owns words of letters and digits: how far one reaches, its folded term, its English stem.
//! Refuses to know scripts that are cut by the syllable.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::MAX_TERM;
use super::scan::{Class, char_at, class_at, skip_silent};

/// A word in a text.
pub(super) struct Word {
    /// One past the last byte of what the term is made of.
    pub end: usize,
    /// One past the last byte that is shown as the word: with an acronym's last dot, without a possessive 's.
    pub span_end: usize,
    /// Where to read on.
    pub resume: usize,
    /// Letters and digits of ASCII only, nothing to drop.
    plain: bool,
    /// A dot in it is a decimal point, else an acronym's.
    decimal: bool,
}

/// Where the word at `start` ends, if it is as most words are: some letters of ASCII, with nothing behind them that could go on
/// with it. [`scan`] says the same of it, and more slowly.
pub(super) fn simple(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = &bytes[start..];
    let length = rest
        .iter()
        .position(|byte| !byte.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let goes_on = |byte: &u8| matches!(byte, b'0'..=b'9' | b'\'' | b'`' | 0x80..);
    let alone = (2..=MAX_TERM).contains(&length) && !rest.get(length).is_some_and(goes_on);
    alone.then_some(start + length)
}

/// How far the word reaches whose first letter stands at `start`.
pub(super) fn scan(text: &str, start: usize) -> Word {
    let bytes = text.as_bytes();
    let mut word = Word {
        end: start,
        span_end: start,
        resume: start,
        plain: true,
        decimal: false,
    };
    let mut pos = start;
    // `digits`: nothing but ASCII digits (and dropped marks between them) so far.
    let (mut count, mut digits, mut thousands, mut acronym) = (0usize, true, false, false);
    while let Some(&byte) = bytes.get(pos) {
        if byte.is_ascii_alphanumeric() {
            digits &= byte.is_ascii_digit();
            count += 1;
            pos += 1;
            (word.end, word.span_end) = (pos, pos);
            continue;
        }
        match byte {
            b'.' if digits && !word.decimal => match decimal(bytes, start, pos) {
                Some(end) => (pos, word.decimal, word.plain) = (end, true, false),
                None => break,
            },
            b'.' if (count == 1 || acronym) && !digits => match initial(text, pos + 1) {
                Some(end) => (pos, acronym, word.plain) = (end, true, false),
                None if acronym => {
                    pos += 1;
                    word.span_end = pos;
                    if let Some((Class::Apostrophe, end)) = class_at(text, pos)
                        && let Apostrophe::Possessive(next) = after_apostrophe(text, end)
                    {
                        pos = next;
                    }
                    break;
                }
                None => break,
            },
            b',' if digits && !word.decimal && (thousands || count <= 3) => {
                if !group_of_three(bytes, pos + 1) {
                    break;
                }
                (pos, thousands, word.plain) = (pos + 4, true, false);
            }
            b'\'' | b'`' | 0x80.. => {
                let Some((class, end)) = class_at(text, pos) else {
                    break;
                };
                match class {
                    Class::Letter => (count, digits, word.plain) = (count + 1, false, false),
                    Class::Mark => word.plain = false,
                    Class::Nothing => {
                        (pos, word.plain) = (end, false);
                        continue;
                    }
                    Class::Apostrophe => match after_apostrophe(text, end) {
                        Apostrophe::Inner(next) => {
                            (pos, word.plain) = (next, false);
                            continue;
                        }
                        Apostrophe::Possessive(next) => {
                            pos = next;
                            break;
                        }
                        Apostrophe::Quote => break,
                    },
                    _ => break,
                }
                pos = end;
            }
            _ => break,
        }
        (word.end, word.span_end) = (pos, pos);
    }
    word.resume = pos;
    word
}

/// Where a decimal fraction ends whose point stands at `dot`; `None` where dots part a date or version (2016.4.8).
fn decimal(bytes: &[u8], start: usize, dot: usize) -> Option<usize> {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let behind_dot = start >= 2 && bytes.get(start - 1) == Some(&b'.') && digit(start - 2);
    if behind_dot || !digit(dot + 1) {
        return None;
    }
    let mut end = dot + 1;
    while digit(end) {
        end += 1;
    }
    (bytes.get(end) != Some(&b'.') || !digit(end + 1)).then_some(end)
}

/// Whether exactly three digits stand at `pos`.
fn group_of_three(bytes: &[u8], pos: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (pos..pos + 3).all(digit) && !digit(pos + 3)
}

/// Where the single letter at `pos` ends, its marks with it; `None` if there is no letter or more of a word follows.
fn initial(text: &str, pos: usize) -> Option<usize> {
    let (c, end) = char_at(text, pos)?;
    if Class::of(c) != Class::Letter || c.is_numeric() {
        return None;
    }
    let end = skip_silent(text, end);
    let single = class_at(text, end).is_none_or(|(class, _)| class != Class::Letter);
    single.then_some(end)
}

enum Apostrophe {
    /// Stands inside the word, which goes on there.
    Inner(usize),
    /// Is followed by an s that ends the word; read on behind it.
    Possessive(usize),
    /// Belongs to no word.
    Quote,
}

/// What an apostrophe is that ends at `pos`.
fn after_apostrophe(text: &str, pos: usize) -> Apostrophe {
    let next = skip_silent(text, pos);
    let Some((Class::Letter, end)) = class_at(text, next) else {
        return Apostrophe::Quote;
    };
    if matches!(text.as_bytes().get(next), Some(b's' | b'S')) {
        let goes_on = match class_at(text, end) {
            Some((Class::Letter | Class::Mark | Class::Nothing, _)) => true,
            Some((Class::Apostrophe, end)) => {
                matches!(
                    class_at(text, skip_silent(text, end)),
                    Some((Class::Letter, _))
                )
            }
            _ => false,
        };
        if !goes_on {
            return Apostrophe::Possessive(end);
        }
    }
    Apostrophe::Inner(next)
}

impl Word {
    /// Appends the term of the word, which is `slice`, to `term`.
    pub fn write_term(&self, slice: &str, term: &mut String) {
        if self.plain {
            let slice = &slice[..slice.len().min(MAX_TERM)];
            term.push_str(slice);
            term.make_ascii_lowercase();
            return;
        }
        let seen = |c: &char| !matches!(Class::of(*c), Class::Apostrophe | Class::Nothing);
        // Fractions are kept whole: 3½ must not become 31/2 without the slash.
        for part in slice.split_inclusive(is_fraction) {
            let (part, fraction) = match part.chars().next_back() {
                Some(c) if is_fraction(c) => (&part[..part.len() - c.len_utf8()], Some(c)),
                _ => (part, None),
            };
            let folded = part.chars().filter(seen).nfkd().chain(fraction);
            for c in folded {
                if term.len() >= MAX_TERM {
                    break;
                }
                fold(c, self.decimal, term);
            }
        }
        while term.len() > MAX_TERM {
            term.pop();
        }
    }
}

fn is_fraction(c: char) -> bool {
    matches!(c, '¼' | '½' | '¾' | '\u{2150}'..='\u{215f}' | '\u{2189}')
}

/// Appends the lower-case form of a char of a decomposed word.
fn fold(c: char, decimal: bool, term: &mut String) {
    match c {
        '.' if decimal => term.push('.'),
        _ if c.is_ascii_alphanumeric() => term.push(c.to_ascii_lowercase()),
        _ if c.is_ascii() => {}
        'ß' | 'ẞ' => term.push_str("ss"),
        'æ' | 'Æ' => term.push_str("ae"),
        'œ' | 'Œ' => term.push_str("oe"),
        'þ' | 'Þ' => term.push_str("th"),
        'ø' | 'Ø' => term.push('o'),
        'ł' | 'Ł' => term.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => term.push('d'),
        'ħ' | 'Ħ' => term.push('h'),
        'ŧ' | 'Ŧ' => term.push('t'),
        'ı' => term.push('i'),
        'ς' => term.push('σ'),
        c if is_dropped_mark(c) => {}
        c if is_combining_mark(c) => term.push(c),
        c if c.is_alphanumeric() => term.extend(c.to_lowercase()),
        _ => {}
    }
}

/// Marks that only colour a letter. Those of South Asian scripts and Thai are vowels, without which words would merge.
fn is_dropped_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Acronyms that are other words in small letters, by those; sorted.
const ACRONYMS: &[(&str, &str)] = &[
    ("aids", "AIDS"),
    ("it", "IT"),
    ("mps", "MPS"),
    ("mss", "MSS"),
    ("pds", "PDS"),
    ("salt", "SALT"),
    ("sans", "SANS"),
    ("spa", "SPA"),
    ("start", "START"),
    ("un", "UN"),
    ("us", "US"),
    ("who", "WHO"),
];

/// The acronym that a word is by its capitals (US, U.S.), where its term is also a word without them (us).
pub(super) fn acronym(term: &str, word: &str) -> Option<&'static str> {
    // Most words are told by their first letters, before any table is asked.
    let small = |byte: &u8| byte.is_ascii_lowercase();
    if word.as_bytes().iter().take(2).any(small) {
        return None;
    }
    let at = ACRONYMS
        .binary_search_by_key(&term, |(small, _)| small)
        .ok()?;
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.all(char::is_uppercase).then_some(ACRONYMS[at].1)
}

/// Words that Snowball merges with another that no reader of news means, each with the stem that keeps it apart; the
/// comment names that other word. Found by stemming the commonest words of the field; sorted.
const KEPT_APART: &[(&str, &str)] = &[
    ("authorities", "authority"),    // author
    ("authority", "authority"),      // author
    ("conference", "conference"),    // confer
    ("conferences", "conference"),   // confer
    ("crises", "crisi"),             // crisis, which it should meet
    ("customer", "customer"),        // custom
    ("customers", "customer"),       // custom
    ("customs", "customs"),          // custom
    ("engineer", "engineer"),        // engine
    ("engineering", "engineer"),     // engine
    ("engineers", "engineer"),       // engine
    ("executive", "executive"),      // execution
    ("executives", "executive"),     // execution
    ("experiment", "experiment"),    // experience
    ("experiments", "experiment"),   // experience
    ("importance", "important"),     // import
    ("important", "important"),      // import
    ("importantly", "important"),    // import
    ("informal", "informal"),        // inform
    ("informally", "informal"),      // inform
    ("informer", "informer"),        // inform
    ("informers", "informer"),       // inform
    ("minorities", "minority"),      // minor
    ("minority", "minority"),        // minor
    ("ngos", "ngo"),                 // ngo, which it should meet
    ("publication", "publication"),  // public
    ("publications", "publication"), // public
    ("rational", "rational"),        // ration
    ("rationalisation", "rational"), // ration
    ("rationalise", "rational"),     // ration
    ("rationalised", "rational"),    // ration
    ("rationalising", "rational"),   // ration
    ("rationality", "rational"),     // ration
    ("rationalization", "rational"), // ration
    ("rationalize", "rational"),     // ration
    ("rationalized", "rational"),    // ration
    ("rationalizing", "rational"),   // ration
    ("rationally", "rational"),      // ration
    ("several", "several"),          // sever, severe
    ("severe", "severe"),            // sever, several
    ("severely", "severe"),          // sever, several
    ("unite", "unite"),              // unit
    ("united", "united"),            // unit
    ("unites", "unite"),             // unit
];

/// The English stem of a term of ASCII letters; any other term is its own.
pub(super) fn stem(term: &str) -> Cow<'_, str> {
    if term.len() < 3 || !term.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(term);
    }
    if let Ok(at) = KEPT_APART.binary_search_by_key(&term, |(word, _)| word) {
        return Cow::Borrowed(KEPT_APART[at].1);
    }
    // An acronym has no vowel, and Snowball leaves it be: SLBMs.
    let vowel = |b: u8| b"aeiouy".contains(&b);
    if let (Some(one), false) = (term.strip_suffix('s'), term.bytes().any(vowel))
        && one.len() >= 3
    {
        return Cow::Borrowed(one);
    }
    match ends_as_a_form(term.as_bytes()) {
        true => Stemmer::new(Algorithm::English).stem(term),
        false => Cow::Borrowed(term),
    }
}

/// Whether a word ends as anything that Snowball changes does (its steps by their last letters, and its exceptions); most words
/// that begin like another do not, and a look at two letters is a hundredth of a stemming.
fn ends_as_a_form(word: &[u8]) -> bool {
    matches!(
        word,
        [.., b's' | b'y' | b'e' | b'i' | b'\'']
            | [.., b'e', b'd']
            | [.., b'n', b'g']
            | [.., b'i', b'c']
            | [.., b'a' | b'u' | b'l', b'l']
            | [.., b'e' | b'o', b'r']
            | [.., b'n' | b's', b't']
            | [.., b's', b'm']
            | [.., b'o', b'n']
    )
}

/// How all terms with this stem begin, in the one way or the other. Snowball changes no more than the last letter of what it
/// leaves (happy, happi; sensibility, sensibl; sizing, size), nor do the exceptions above; but dying is of die.
pub(super) fn roots(stem: &str) -> (&str, Option<String>) {
    let changed = stem.ends_with(['i', 'e'])
        || stem.ends_with("bl")
        || KEPT_APART.iter().any(|(_, kept)| *kept == stem);
    let root = match changed {
        true => &stem[..stem.len() - 1],
        false => stem,
    };
    let ying = stem.strip_suffix("ie").filter(|first| first.len() == 1);
    (root, ying.map(|first| format!("{first}ying")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_does_not_end_as_a_form_is_its_own_stem() {
        let ends = "(s|ed|ing|ly|y|al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ism|ate|iti|ous|ive|ize|ion|ful|ness|logi\
                    |ogist|tional|enci|ization|ator|iveness|bli|lessli|eed|ied|sses|'s|[a-z]{1,3})?";
        let word = proptest::string::string_regex(&format!("[a-z]{{1,7}}{ends}{ends}"));
        proptest::proptest!(|(word in word.unwrap())| {
            if !ends_as_a_form(word.as_bytes()) && word.len() > 2 {
                let stemmer = Stemmer::new(Algorithm::English);
                proptest::prop_assert_eq!(stemmer.stem(&word), word.as_str());
            }
        });
    }

    #[test]
    fn a_simple_word_is_what_a_careful_look_says_too() {
        let text = proptest::string::string_regex(
            "[a-zA-Z]{1,4}([.,'’` -]|[0-9]|é|김|\u{301}|[A-Z]\\.){0,3}[a-z.']{0,3}",
        );
        proptest::proptest!(|(text in text.unwrap())| {
            if let Some(end) = simple(text.as_bytes(), 0) {
                let word = scan(&text, 0);
                proptest::prop_assert_eq!((word.end, word.span_end, word.resume), (end, end, end));
                let mut term = String::new();
                word.write_term(&text[..end], &mut term);
                proptest::prop_assert_eq!(term, text[..end].to_ascii_lowercase());
            }
        });
        assert_eq!(simple(b"North Korea", 0), Some(5));
    }

    fn begins_so(word: &str) -> bool {
        let stem = stem(word);
        let (root, other) = roots(&stem);
        word.starts_with(root) || other.is_some_and(|other| word.starts_with(&other))
    }

    #[test]
    fn a_stem_tells_how_all_its_forms_begin() {
        const ENDINGS: &[&str] = &[
            "", "s", "es", "ies", "y", "ed", "ied", "eed", "ing", "ying", "ly", "li", "e", "er",
            "ers", "est", "ness", "ational", "ation", "ations", "ator", "ization", "izer", "ize",
            "ized", "tional", "ency", "ancy", "ently", "ably", "ibly", "ability", "ibility",
            "alism", "ality", "ally", "fulness", "fully", "ousness", "ously", "iveness", "ivity",
            "ology", "ologist", "ologi", "icate", "icity", "ical", "ful", "less", "lessly", "able",
            "ible", "ement", "ment", "ion", "ism", "ist", "ive", "ous", "ant", "ent", "ance",
            "ence", "al", "ate", "bly", "gy", "ting", "pping", "lled", "ss", "us",
        ];
        let letters = "[b-df-hj-np-tv-z]{0,2}[aeiouy][a-z]{0,5}";
        proptest::proptest!(|(beginning in letters, ending in proptest::sample::select(ENDINGS), more in proptest::sample::select(ENDINGS))| {
            let word = format!("{beginning}{ending}{more}");
            proptest::prop_assert!(begins_so(&word), "{word} {}", stem(&word));
        });
        for (word, _) in KEPT_APART {
            assert!(begins_so(word), "{word}");
        }
        assert!(
            ["dying", "die", "dies"]
                .iter()
                .all(|word| stem(word) == "die" && begins_so(word))
        );
    }

    #[test]
    fn stems_meet_where_a_reader_expects_it_and_nowhere_else() {
        assert_eq!(stem("koreans"), stem("korean"));
        assert_eq!(stem("sanctions"), stem("sanctioned"));
        assert_eq!(stem("crises"), stem("crisis"));
        assert_eq!(stem("slbms"), stem("slbm"));
        assert_eq!(stem("ngos"), stem("ngo"));
        assert_ne!(
            stem("mps"),
            stem("mp"),
            "a ministry, and members of parliament"
        );
        let apart = [
            ("korea", "korean"),
            ("north", "northern"),
            ("united", "units"),
            ("important", "imports"),
            ("rational", "rations"),
            ("rationalization", "rations"),
            ("authorities", "author"),
            ("news", "new"),
            ("executive", "execution"),
            ("severe", "several"),
        ];
        for (a, b) in apart {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
        assert_eq!(stem("mk2s"), "mk2s");
        assert_eq!(stem("москвы"), "москвы");
    }

    #[test]
    fn exceptions_are_sorted_and_needed() {
        assert!(KEPT_APART.is_sorted() && ACRONYMS.is_sorted());
        let needless = KEPT_APART
            .iter()
            .filter(|(word, kept)| Stemmer::new(Algorithm::English).stem(word) == *kept);
        assert_eq!(needless.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
    }
}
