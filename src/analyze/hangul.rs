//! Owns Korean syllables, Chinese characters and kana: how they are read from any normal form, the grams that the
//! index keeps of a run of them, and the pattern that finds a run typed in a query.
//! Refuses to know words: there is no dictionary, so that nothing has to be downloaded and no word is unknown.
//!
//! A run of n syllables gives n-1 grams of two, a position each; the run takes n positions. [`EDGE`] before a gram says
//! that the run began earlier, after it that the run ends there: so a match at the beginning of a word, inside one,
//! or of a whole one are told apart without a second field. A run of one syllable is its own term.

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

use super::particle;
use super::scan::{Class, char_at};
use super::spelling::ways;
use crate::pattern::{Form, Gram, Pattern, Variant, Why};

/// Marks a gram inside a run (before it) or at its end (after it). No term of text holds it: it parts words.
pub const EDGE: char = '·';

/// What a noun of one or two syllables weighs where a longer word begins with it.
pub const BEGINS: f32 = 0.85;
/// Longest run, in syllables, for which other spacings are looked for: each costs a phrase. Words are far shorter.
const MAX_RESPACED: usize = 16;
/// Longest run that is looked for as three words.
const MAX_IN_THREE: usize = 10;

/// Scripts whose syllables take a position each; a change of script ends a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Hangul,
    Han,
    Kana,
}

/// A syllable with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Syllable {
    /// Composed.
    pub char: char,
    pub start: usize,
    /// With marks that stand on it.
    pub end: usize,
}

/// The script of a char that takes a position of its own.
pub(super) fn script(c: char) -> Option<Script> {
    match c {
        '\u{0}'..='\u{10ff}' => None,
        // Fillers are not seen.
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => None,
        '\u{ac00}'..='\u{d7a3}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{3131}'..='\u{318e}'
        | '\u{a960}'..='\u{a97c}'
        | '\u{d7b0}'..='\u{d7fb}'
        | '\u{ffa0}'..='\u{ffdc}' => Some(Script::Hangul),
        '\u{4e00}'..='\u{9fff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{f900}'..='\u{fa6d}'
        | '\u{fa70}'..='\u{fad9}'
        | '\u{20000}'..='\u{323af}'
        | '\u{3005}'
        | '\u{3007}' => Some(Script::Han),
        '\u{3041}'..='\u{3096}'
        | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{ff66}'..='\u{ff9d}' => Some(Script::Kana),
        _ => None,
    }
}

/// The syllable at `pos`: jamo composed, marks on it passed over.
pub(super) fn read(text: &str, pos: usize) -> Option<Syllable> {
    let (c, mut end) = char_at(text, pos)?;
    let mut base = c;
    if matches!(c, '\u{1100}'..='\u{1112}' | '\u{ac00}'..='\u{d7a3}') {
        // Leading consonant, vowel, final consonant: only where they touch, as NFC does.
        while let Some((next, next_end)) = char_at(text, end).filter(|(next, _)| is_jamo(*next)) {
            let Some(both) = compose(base, next) else {
                break;
            };
            (base, end) = (both, next_end);
        }
    } else {
        // Compatibility ideographs, which Korean legacy charsets are full of, and voiced kana.
        let mut parts = [None; 2];
        decompose_canonical(c, |part| {
            if let Some(free) = parts.iter_mut().find(|p| p.is_none()) {
                *free = Some(part);
            }
        });
        base = match parts {
            [Some(only), None] => only,
            [Some(a), Some(b)] => compose(a, b).unwrap_or(c),
            _ => c,
        };
    }
    let mut voiced = false;
    while let Some((mark, mark_end)) = char_at(text, end).filter(|(m, _)| is_mark(*m)) {
        // As in NFC only the first mark of this class can join.
        if !voiced && canonical_combining_class(mark) == 8 {
            voiced = true;
            base = compose(base, mark).unwrap_or(base);
        }
        end = mark_end;
    }
    Some(Syllable {
        char: base,
        start: pos,
        end,
    })
}

fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}')
}

/// Whether `c` is a mark on the syllable before it. Zero-width chars are not: a span shall not end with one.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && Class::of(c) == Class::Mark
}

/// Writes the term of two syllables of a run.
pub(super) fn write_gram(term: &mut String, a: char, b: char, initial: bool, last: bool) {
    if !initial {
        term.push(EDGE);
    }
    term.push(a);
    term.push(b);
    if last {
        term.push(EDGE);
    }
}

/// How a word may be spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As it was typed.
    AsTyped,
    /// As North or South Korea spells it.
    Either,
}

/// Where a run stands in a word of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Initial,
    Inner,
}

/// The pattern of a run of syllables typed in a query (NFC; a [`super::Unit::Syllables`]): as typed at the beginning of
/// a word, and, weighing less, as the other Korea spells it, inside a word, without its particle, and spaced otherwise.
///
/// Two syllables are easily the beginning of something else (인도 of 인도주의): as a word, bare or with a particle, they weigh more.
/// Where the run may be a `name` that only ends like a particle, what is left of it begins no other word: 김정은 must not find 김정일.
///
/// A run of one syllable (핵) gives its own term only: that finds it as a word. Words that begin with it need the
/// term dictionary; the caller adds them as variants of the terms that begin with the syllable.
pub fn covers(run: &str, spelling: Spelling, name: bool) -> Pattern {
    let run: Vec<char> = run.chars().collect();
    let ways = |part: &[char]| match spelling {
        Spelling::AsTyped => as_typed(part),
        Spelling::Either => ways(part),
    };
    let exact = grams(&as_typed(&run), Start::Initial);
    if run.len() < 2 {
        return exact;
    }
    let spelled = ways(&run);
    let mut variants = match run[..] {
        [a, b] => {
            let words = bare_noun(&[a], b, Start::Initial).into_iter();
            let mut variants: Vec<Variant> = words
                .map(|word| variant(word, 1.0, Why::Exact, &run))
                .collect();
            variants.push(variant(exact, BEGINS, Why::Begins, &run));
            variants
        }
        _ => vec![variant(exact, 1.0, Why::Exact, &run)],
    };
    if spelled.iter().any(|ways| ways.len() > 1) {
        variants.push(variant(
            grams(&spelled, Start::Initial),
            if run.len() == 2 { BEGINS } else { 0.9 },
            Why::Spelling,
            &run,
        ));
    }
    variants.push(variant(
        grams(&spelled, Start::Inner),
        0.4,
        Why::Inside,
        &run,
    ));
    match particle::strip(&run) {
        Some(noun @ &[_, b]) => {
            let spelled = ways(noun);
            let inside = match name {
                true => Vec::from(bare_noun(&spelled[0], b, Start::Inner)),
                false => vec![grams(&spelled, Start::Inner)],
            };
            let bare = bare_noun(&spelled[0], b, Start::Initial).into_iter();
            variants.extend(bare.map(|p| variant(p, 0.95, Why::Particle, noun)));
            if !name {
                let begins = grams(&spelled, Start::Initial);
                variants.push(variant(begins, 0.95 * BEGINS, Why::Begins, noun));
            }
            let inside = inside.into_iter();
            variants.extend(inside.map(|p| variant(p, 0.38, Why::Inside, noun)));
        }
        Some(noun) => {
            let spelled = ways(noun);
            variants.push(variant(
                grams(&spelled, Start::Initial),
                0.95,
                Why::Particle,
                noun,
            ));
            variants.push(variant(
                grams(&spelled, Start::Inner),
                0.38,
                Why::Inside,
                noun,
            ));
        }
        None => {}
    }
    if run.len() <= MAX_RESPACED {
        variants.extend((1..run.len()).map(|k| spaced(&[&run[..k], &run[k..]], &ways)));
    }
    if (6..=MAX_IN_THREE).contains(&run.len()) {
        for first in 2..=run.len() - 4 {
            for second in first + 2..=run.len() - 2 {
                let parts = [&run[..first], &run[first..second], &run[second..]];
                variants.push(spaced(&parts, &ways));
            }
        }
    }
    Pattern::Any(variants)
}

/// The word without a particle at its end; `None` if it has none, or less than two syllables would remain.
pub fn noun(run: &[char]) -> Option<&[char]> {
    particle::strip(run)
}

/// The syllable that a word is, but for a particle: of the words that count (년, 월, 호, 형).
pub fn counted(run: &[char]) -> Option<char> {
    let noun = match run {
        [_] => run,
        _ => particle::strip_to(run, 1)?,
    };
    match noun {
        [only] => Some(*only),
        _ => None,
    }
}

/// The syllables with which a particle after a noun may begin that ends with this one.
pub fn particles_after(syllable: char) -> Vec<char> {
    particle::beginnings(syllable)
}

/// The pattern of a word of which each syllable may be any of some, at the beginning of a word of the text.
pub fn of_ways(ways: &[Vec<char>]) -> Pattern {
    grams(ways, Start::Initial)
}

fn as_typed(run: &[char]) -> Vec<Vec<char>> {
    run.iter().map(|c| vec![*c]).collect()
}

fn variant(pattern: Pattern, weight: f32, why: Why, text: &[char]) -> Variant {
    let text = text.iter().collect();
    Variant {
        pattern,
        weight,
        form: Form { why, text },
    }
}

/// The parts as words of their own, one right after another.
fn spaced(parts: &[&[char]], ways: &dyn Fn(&[char]) -> Vec<Vec<char>>) -> Variant {
    let words = parts.iter().map(|part| grams(&ways(part), Start::Initial));
    let text: Vec<String> = parts.iter().map(|part| part.iter().collect()).collect();
    Variant {
        pattern: Pattern::Phrase(words.collect()),
        weight: 0.9,
        form: Form {
            why: Why::Spacing,
            text: text.join(" "),
        },
    }
}

/// The grams that cover a run, each syllable spelled in any of its ways, whatever follows it: every second gram, and the
/// last. Their positions make the others redundant.
fn grams(run: &[Vec<char>], start: Start) -> Pattern {
    let Some(last) = run.len().checked_sub(2) else {
        return Pattern::Terms {
            grams: vec![Gram {
                offset: 0,
                any: run.iter().flatten().map(char::to_string).collect(),
            }],
            width: 1,
        };
    };
    let gram = |at: usize| {
        let initial = at == 0 && start == Start::Initial;
        let mut any = Vec::new();
        for &a in &run[at] {
            for &b in &run[at + 1] {
                any.push(gram_term(a, b, initial, false));
                if at == last {
                    any.push(gram_term(a, b, initial, true));
                }
            }
        }
        Gram {
            offset: at as u32,
            any,
        }
    };
    let covering = (0..last).step_by(2).chain([last]);
    Pattern::Terms {
        grams: covering.map(gram).collect(),
        width: run.len() as u32,
    }
}

/// A noun of two syllables that is not the beginning of a longer one: at the end of its word, or before a particle.
fn bare_noun(firsts: &[char], b: char, start: Start) -> [Pattern; 2] {
    let initial = start == Start::Initial;
    let with = |last: bool| {
        let terms = firsts.iter().map(|&a| gram_term(a, b, initial, last));
        Gram {
            offset: 0,
            any: terms.collect(),
        }
    };
    let at_end = Pattern::Terms {
        grams: vec![with(true)],
        width: 2,
    };
    let with_particle = particle::beginnings(b)
        .into_iter()
        .flat_map(|p| [gram_term(b, p, false, false), gram_term(b, p, false, true)]);
    let before_particle = Pattern::Terms {
        grams: vec![
            with(false),
            Gram {
                offset: 1,
                any: with_particle.collect(),
            },
        ],
        width: 2,
    };
    [at_end, before_particle]
}

fn gram_term(a: char, b: char, initial: bool, last: bool) -> String {
    let mut term = String::new();
    write_gram(&mut term, a, b, initial, last);
    term
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::{Token, tokens};

    /// The weight of the best match of `query` in `text`, 0 if there is none.
    fn weight(query: &str, text: &str) -> f32 {
        let (mut tokens, mut token, mut all) = (tokens(text), Token::default(), Vec::new());
        while tokens.next_into(&mut token) {
            all.push((token.term.clone(), token.position));
        }
        let mut positions = |term: &String, to: &mut Vec<u32>| {
            let of_term = all.iter().filter(|(t, _)| t == term);
            to.extend(of_term.map(|(_, p)| *p));
        };
        let name = query.starts_with("김정");
        let matches = covers(query, Spelling::Either, name).matches(&mut positions);
        matches.iter().map(|m| m.weight).fold(0.0, f32::max)
    }

    #[test]
    fn a_noun_finds_its_forms_and_is_found_from_them() {
        for text in ["김정은", "김정은이 말했다", "김정은에게", "김정은의"] {
            assert_eq!(weight("김정은", text), 1.0, "{text}");
        }
        assert_eq!(weight("김정은은", "김정은이"), 0.95);
        assert_eq!(weight("인민들은", "인민의"), 0.95);
        assert_eq!(weight("인민들은", "인민"), 0.95);
        assert_eq!(weight("대북", "대북제재"), BEGINS);
    }

    #[test]
    fn a_noun_finds_its_compounds_whatever_particle_it_was_typed_with() {
        for typed in ["청년", "청년들은", "청년의", "청년에게"] {
            for text in ["청년", "청년이", "청년들과", "청년동맹", "근로청년"] {
                assert!(weight(typed, text) > 0.3, "{typed} {text}");
            }
            assert!(weight(typed, "청년이") > weight(typed, "청년동맹"));
            assert!(weight(typed, "청년동맹") > weight(typed, "근로청년"));
        }
        assert!(weight("인도", "인도의") > weight("인도", "인도주의"));
    }

    #[test]
    fn a_name_that_ends_like_a_particle_does_not_find_another_name() {
        assert_eq!(weight("김정은", "김정일"), 0.0);
        assert_eq!(
            weight("김정은", "김정이"),
            0.95,
            "which may be 김정 with another particle"
        );
    }

    #[test]
    fn north_and_south_find_each_other() {
        for (north, south) in [
            ("량강도", "양강도"),
            ("로동신문", "노동신문"),
            ("조선로동당", "조선노동당"),
            ("리설주", "이설주"),
        ] {
            for (typed, stands) in [(north, south), (south, north)] {
                let weight = weight(typed, &format!("{stands}의"));
                assert!((0.9..1.0).contains(&weight), "{typed} {stands} {weight}");
            }
        }
        assert_eq!(weight("로동신문은", "노동신문에"), 0.95);
        assert_eq!(weight("로동신문", "노동 신문"), 0.9);
    }

    #[test]
    fn inside_a_word_weighs_less() {
        assert_eq!(weight("사회", "조사회의"), 0.4);
        assert_eq!(weight("사회", "사회주의"), BEGINS);
        assert_eq!(weight("사회", "사회가"), 1.0);
        assert_eq!(weight("사회", "조사 회의"), 0.0);
    }

    #[test]
    fn spacing_is_free() {
        assert_eq!(weight("조선중앙통신", "조선 중앙 통신은"), 0.9);
        assert_eq!(weight("조선중앙통신", "조선중앙 통신"), 0.9);
        assert_eq!(weight("조선중앙통신", "조선 동해 중앙 통신"), 0.0);
        assert_eq!(weight("핵무기", "핵 무기"), 0.9);
    }

    #[test]
    fn one_syllable_is_found_as_a_word() {
        assert_eq!(weight("핵", "핵 문제"), 1.0);
    }

    #[test]
    fn a_query_of_a_hundred_thousand_syllables_stays_small() {
        let Pattern::Any(variants) = covers(&"가나".repeat(50_000), Spelling::Either, false)
        else {
            panic!("a run of many syllables has variants");
        };
        assert!(variants.len() <= 5);
    }
}
