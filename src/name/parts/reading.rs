//! Owns the way from the words of a query to the pieces of a name. Refuses more than one name in a name.

use super::super::Lexicon;
use super::super::sound::Sound;
use super::super::typed::{Typed, is_foreign, is_ordinary};
use super::{Composed, Known, PARTS, Part, Piece, SOUNDS, may_begin};
use crate::analyze::hangul::noun;

/// Most words that are looked at.
const MAX_WORDS: usize = 12;
/// Most syllables of Hangul that are cut into pieces.
const MAX_SYLLABLES: usize = 24;
/// Most words, hyphened ones as one, that spell one part.
const MAX_SPELLED: usize = 3;
/// Syllables of a name in a name.
const CORE: std::ops::RangeInclusive<usize> = 2..=4;

/// A piece of an English name, or what stands between two.
#[derive(Debug, Clone)]
enum Token {
    Piece(Piece),
    /// Of, for: what follows comes first in Korean.
    Of,
    /// The, and: nothing in Korean.
    Nothing,
}

/// A name in Latin letters.
pub(super) fn latin(words: &[Typed], lexicon: &Lexicon) -> Option<Composed> {
    let words = &words[..words.len().min(MAX_WORDS)];
    let (tokens, ends) = tokens(words, lexicon);
    let (pieces, taken) = in_order(&tokens, &ends)?;
    let cores = pieces
        .iter()
        .filter(|p| matches!(p, Piece::Core(_)))
        .count();
    let korean = |p: &Piece| matches!(p, Piece::Known(known) if !known.english);
    // Plain English is a name by its capitals alone.
    let plain = cores == 0 && !pieces.iter().any(korean);
    let ordinary = |p: &Piece| matches!(p, Piece::Core(words) if words.iter().all(|(w, _)| is_ordinary(w) || is_foreign(w)) && !is_known(words, lexicon));
    // Among English words one that is English too is no name: Sun Bank. Soul Sinmun is one.
    if pieces.iter().any(ordinary) && !pieces.iter().any(korean) {
        return None;
    }
    let small = |w: &Typed| !w.capital && !matches!(w.term, "of" | "for" | "the" | "and");
    if cores > 1 || plain && words[..taken].iter().any(small) {
        return None;
    }
    Some(Composed {
        taken,
        pieces,
        translated: true,
    })
}

/// What the words are, and where each token ends.
fn tokens(words: &[Typed], lexicon: &Lexicon) -> (Vec<Token>, Vec<usize>) {
    let terms: Vec<&str> = words.iter().map(|w| w.term).collect();
    let (mut tokens, mut ends): (Vec<Token>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let (token, taken) = match terms[at] {
            "of" | "for" => (Token::Of, 1),
            "the" | "and" => (Token::Nothing, 1),
            _ => match english(&terms[at..]).or_else(|| spelled(&words[at..])) {
                Some(known) => {
                    let taken = known.words.len();
                    (Token::Piece(Piece::Known(known)), taken)
                }
                None => match core(&words[at..], lexicon) {
                    Some(core) => {
                        let taken = core.len();
                        (Token::Piece(Piece::Core(core)), taken)
                    }
                    None => break,
                },
            },
        };
        at += taken;
        match (tokens.last_mut(), token) {
            // Kang Kon: a name of several words.
            (Some(Token::Piece(Piece::Core(before))), Token::Piece(Piece::Core(more)))
                if before.len() + more.len() < 4 =>
            {
                before.extend(more);
                if let Some(end) = ends.last_mut() {
                    *end = at;
                }
            }
            (_, token) => {
                tokens.push(token);
                ends.push(at);
            }
        }
    }
    (tokens, ends)
}

/// The English of a part at the beginning of some words, the longest.
fn english(terms: &[&str]) -> Option<Known> {
    let first = terms.first()?;
    if !may_begin(first) {
        return None;
    }
    let listed = PARTS.english.get(first)?;
    let fits = |words: &[String]| {
        words.len() <= terms.len() && words.iter().zip(terms).all(|(a, b)| a == b)
    };
    let longest = listed
        .iter()
        .filter(|(words, _)| fits(words))
        .map(|(words, _)| words.len());
    let longest = longest.max()?;
    let senses = listed
        .iter()
        .filter(|(words, _)| words.len() == longest && fits(words));
    Some(Known {
        senses: senses.map(|(_, part)| *part).collect(),
        words: terms[..longest].iter().map(|t| t.to_string()).collect(),
        english: true,
    })
}

/// Words joined by hyphens, at the beginning.
fn hyphened(words: &[Typed]) -> usize {
    1 + words[1..].iter().take_while(|w| w.joined).count()
}

/// A part whose Hangul the first words may spell, however they are parted: the longest.
fn spelled(words: &[Typed]) -> Option<Known> {
    let mut ends = vec![hyphened(words)];
    while let Some(&end) = ends
        .last()
        .filter(|end| **end < words.len() && ends.len() < MAX_SPELLED)
    {
        ends.push(end + hyphened(&words[end..]));
    }
    ends.iter().rev().find_map(|&taken| {
        let terms: Vec<&str> = words[..taken].iter().map(|w| w.term).collect();
        if terms.iter().all(|t| is_ordinary(t)) {
            return None;
        }
        let read = Sound::of_latin(&terms);
        if read.is_empty() {
            return None;
        }
        let mut senses: Vec<&'static Part> = Vec::new();
        for (sound, part) in SOUNDS.iter() {
            if read.iter().any(|read| read.alike(sound)) && !senses.contains(part) {
                senses.push(part);
            }
        }
        (!senses.is_empty()).then(|| Known {
            senses,
            words: terms.iter().map(|t| t.to_string()).collect(),
            english: false,
        })
    })
}

/// Whether the lexicon has a name that these words spell.
fn is_known(words: &[(String, bool)], lexicon: &Lexicon) -> bool {
    let terms: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
    let mut known = lexicon.matching(&terms);
    known.next().is_some_and(|(taken, _)| taken == terms.len())
}

/// A name that the lexicon has, or a word that reads as Korean; one that is English too with a capital.
fn core(words: &[Typed], lexicon: &Lexicon) -> Option<Vec<(String, bool)>> {
    let terms: Vec<&str> = words.iter().map(|w| w.term).collect();
    let known = lexicon.matching(&terms).next().map(|(taken, _)| taken);
    let taken = known.unwrap_or_else(|| hyphened(words));
    let english = |t: &&str| is_ordinary(t) || is_foreign(t);
    let plain = !words[0].capital && terms[..taken].iter().all(english);
    let reads = || !Sound::of_latin(&terms[..taken]).is_empty();
    // Hyphens begin with the first word: a core is joined to nothing before it.
    let word = |(at, w): (usize, &Typed)| (w.term.to_string(), at > 0 && w.joined);
    let korean = known.is_some() || !plain && reads();
    korean.then(|| words[..taken].iter().enumerate().map(word).collect())
}

/// The pieces in the order of Korean, and the words that they take.
fn in_order(tokens: &[Token], ends: &[usize]) -> Option<(Vec<Piece>, usize)> {
    let mut chunks: Vec<Vec<(&Piece, usize)>> = vec![Vec::new()];
    for (number, token) in tokens.iter().enumerate() {
        match token {
            Token::Of => chunks.push(Vec::new()),
            Token::Nothing => {}
            Token::Piece(piece) => {
                if let Some(chunk) = chunks.last_mut() {
                    chunk.push((piece, ends[number]));
                }
            }
        }
    }
    let is_head =
        |piece: &Piece| matches!(piece, Piece::Known(k) if k.senses.iter().any(|p| p.is_head()));
    let first = chunks.first()?;
    let whole = chunks.iter().take_while(|chunk| !chunk.is_empty()).count();
    if whole > 1 && first.last().is_some_and(|(piece, _)| is_head(piece)) {
        let taken = chunks[whole - 1].last().map(|(_, end)| *end)?;
        // Solgae University of Education: the name of its own comes first in Korean too.
        let own = first.len() > 1 && matches!(first[0].0, Piece::Core(_));
        let (own, head) = first.split_at(usize::from(own));
        let behind = chunks[1..whole].iter().rev().flatten();
        let reversed = own.iter().chain(behind).chain(head);
        return Some((reversed.map(|(piece, _)| (*piece).clone()).collect(), taken));
    }
    let last = first.iter().rposition(|(piece, _)| is_head(piece))?;
    if last > 0 {
        let pieces = first[..=last].iter().map(|(piece, _)| (*piece).clone());
        return Some((pieces.collect(), first[last].1));
    }
    // Air Koryo.
    let [(Piece::Known(air), _), (rest, end)] = first.get(..2)? else {
        return None;
    };
    let leads = air
        .senses
        .iter()
        .any(|part| part.role == super::Role::First);
    leads.then(|| (vec![(*rest).clone(), Piece::Known(air.clone())], *end))
}

/// A name in Hangul, in one word or several.
pub(super) fn korean(words: &[Typed], lexicon: &Lexicon) -> Option<Composed> {
    let runs = words
        .iter()
        .take_while(|w| !w.term.is_ascii())
        .count()
        .min(4);
    (1..=runs).rev().find_map(|taken| {
        let run: Vec<char> = words[..taken].iter().flat_map(|w| w.term.chars()).collect();
        let pieces = cut(&run, lexicon).or_else(|| cut(noun(&run)?, lexicon))?;
        Some(Composed {
            taken,
            pieces,
            translated: true,
        })
    })
}

/// A run of syllables as pieces of which the last is a head: those that leave the least unknown, then the fewest.
fn cut(run: &[char], lexicon: &Lexicon) -> Option<Vec<Piece>> {
    if run.len() > MAX_SYLLABLES {
        return None;
    }
    // The best way from each place to the end, without and with a core.
    let mut best: Vec<[Option<(usize, usize)>; 2]> = vec![[None; 2]; run.len() + 1];
    best[run.len()][0] = Some((0, 0));
    let part = |from: usize, to: usize| {
        let text: String = run[from..to].iter().collect();
        PARTS.hangul.get(text.as_str())
    };
    for from in (0..run.len()).rev() {
        for to in from + 1..=run.len() {
            let head = |parts: &&Vec<&Part>| to < run.len() || parts.iter().any(|p| p.is_head());
            if part(from, to).filter(head).is_some() {
                for core in [0, 1] {
                    let way = best[to][core].map(|(cost, _)| (cost + 1, to));
                    better(&mut best[from][core], way);
                }
            }
            if to < run.len() && CORE.contains(&(to - from)) {
                let way = best[to][0].map(|(cost, _)| (cost + 10 * (to - from), to));
                better(&mut best[from][1], way);
            }
        }
    }
    let mut core = match (best[0][0], best[0][1]) {
        (Some(_), _) => 0,
        (None, Some(_)) => 1,
        _ => return None,
    };
    let (mut at, mut pieces) = (0, Vec::new());
    let mut unknown = false;
    let mut last = 0;
    while at < run.len() {
        let (cost, to) = best[at][core]?;
        let text: String = run[at..to].iter().collect();
        last = to - at;
        let as_core = core == 1 && best[to][0].is_some_and(|(rest, _)| rest + 10 * last == cost);
        match part(at, to).filter(|_| !as_core) {
            Some(senses) => pieces.push(Piece::Known(Known {
                senses: senses.clone(),
                words: vec![text],
                english: false,
            })),
            None => {
                core = 0;
                unknown = lexicon.matching(&[&text]).next().is_none();
                pieces.push(Piece::Core(vec![(text, false)]));
            }
        }
        at = to;
    }
    // One syllable ends many a word that is no name: 가능성 is no ministry.
    (!unknown || last > 1).then_some(pieces)
}

fn better(best: &mut Option<(usize, usize)>, way: Option<(usize, usize)>) {
    if let Some(way) = way
        && best.is_none_or(|best| way.0 < best.0)
    {
        *best = Some(way);
    }
}
