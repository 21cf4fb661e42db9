//! Owns how names in a query become patterns: the spellings that the lexicon has, and what sounds alike, both looked up in
//! the dictionary of the index, so that a new spelling needs no rebuild. Refuses to link two names of the lexicon by sound.

use std::borrow::Cow;

use super::fresh::Seen;
use super::sounds::{Sounds, any_term};
use super::words::Words;
use crate::analyze::hangul::{counted, noun, of_ways};
use crate::analyze::{Unit, hanja};
use crate::error::Result;
use crate::name::typed::{self, Shape, Typed};
use crate::name::{Lexicon, Name, NameKind, Origin, Writing};
use crate::pattern::{Form, Pattern, Variant, Why};

/// What a spelling of the lexicon counts beside the one that was typed, and what only sounds like it.
const NAME_WEIGHT: f32 = 0.5;
const SOUND_WEIGHT: f32 = 0.25;

/// A name at the beginning of some words.
pub struct Reading<'l> {
    /// Words that it takes.
    pub taken: usize,
    /// How they are one name.
    pub bond: Bond,
    known: Vec<Cow<'l, Name>>,
    shape: Option<Shape>,
    /// The Korean word without its particle.
    noun: Option<String>,
}

/// How words are one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bond {
    /// The lexicon says so.
    Known,
    /// A surname and a given name.
    Person,
    /// They may be one word.
    Loose,
}

/// The words of a query, as names are looked for in them.
pub fn typed<'a>(units: &'a [Unit], text: &str) -> Vec<Typed<'a>> {
    let mut end = None;
    let words = units.iter().enumerate().map(|(at, unit)| {
        let (mut term, span) = match unit {
            Unit::Word { term, span, .. } => (term.as_str(), *span),
            Unit::Syllables { run, span } => (run.as_str(), *span),
        };
        if let Some(counter) = at.checked_sub(1).and_then(|b| counter(&units[b], unit)) {
            term = &term[..counter.len_utf8()];
        }
        let between = end.and_then(|end: u32| text.get(end as usize..span.start as usize));
        end = Some(span.end);
        let joined = between.is_some_and(|b| {
            !b.is_empty()
                && b.chars()
                    .all(|c| matches!(c, '-' | '\u{2010}'..='\u{2013}'))
        });
        let capital = span.of(text).chars().next().is_some_and(char::is_uppercase);
        let acronym = match unit {
            Unit::Word { acronym, .. } => *acronym,
            Unit::Syllables { .. } => None,
        };
        Typed {
            term,
            acronym,
            capital,
            joined,
        }
    });
    words.collect()
}

/// The only syllable of a word without its particle, where a number touches it from before.
pub fn counter(before: &Unit, unit: &Unit) -> Option<char> {
    let (Unit::Word { term, span, .. }, Unit::Syllables { run, span: here }) = (before, unit)
    else {
        return None;
    };
    let touches = term.ends_with(|c: char| c.is_ascii_digit()) && span.end == here.start;
    let run: Vec<char> = run.chars().collect();
    counted(&run).filter(|_| touches && run.len() > 1)
}

/// A Korean word without its particle, as a name would stand.
fn bare(term: &str) -> Option<String> {
    let run: Vec<char> = term.chars().collect();
    if run.iter().all(|c| hanja::is_hanja(*c)) {
        return None;
    }
    noun(&run).map(|noun| noun.iter().collect())
}

/// The name at the beginning of `words`, if there is one that is known or sounds like one. All of them may be one word where
/// they are `together`.
pub fn read<'l>(words: &[Typed], lexicon: &'l Lexicon, together: bool) -> Option<Reading<'l>> {
    let terms: Vec<&str> = words.iter().map(|w| w.term).collect();
    let mut known: Vec<(usize, &Name)> = lexicon.matching(&terms).collect();
    if let (true, Some(acronym)) = (known.is_empty(), words.first().and_then(|w| w.acronym)) {
        known = lexicon.matching(&[acronym]).collect();
    }
    let noun = words.first().and_then(|w| bare(w.term));
    if let (true, Some(noun)) = (known.is_empty(), noun.as_deref()) {
        known = lexicon.matching(&[noun]).collect();
    }
    let series = lexicon.of_series(&terms);
    let taken = known.first().map_or(0, |(taken, _)| *taken);
    let mut known: Vec<(usize, Cow<Name>)> = match series {
        Some((more, name)) if more > taken => vec![(more, Cow::Owned(name))],
        _ => known
            .into_iter()
            .map(|(n, name)| (n, Cow::Borrowed(name)))
            .collect(),
    };
    let mut shape = typed::shape(words);
    let short = |s: &Shape| s.persons.is_empty() && s.taken < words.len();
    if together && shape.as_ref().is_none_or(short) {
        shape = typed::together(words).or(shape);
    }
    shape = shape.filter(|s| !lexicon.forbids(&terms[..s.taken]));
    let taken = known.first().map_or(0, |(taken, _)| *taken);
    match &shape {
        // `Han Sol Mirae` is more than a known Han Sol; a longer word that is loose is not.
        Some(shape)
            if shape.taken > taken
                && (taken == 0 || !shape.persons.is_empty() || !shape.places.is_empty()) =>
        {
            known.clear();
        }
        Some(shape) if shape.taken == taken => {}
        _ => shape = typed::shape(words.get(..taken)?).filter(|s| s.taken == taken),
    }
    let bond = match (&shape, known.is_empty()) {
        (_, false) => Bond::Known,
        (Some(shape), _) if !shape.persons.is_empty() => Bond::Person,
        (Some(_), _) => Bond::Loose,
        (None, true) => return None,
    };
    Some(Reading {
        taken: known
            .first()
            .map(|k| k.0)
            .or(shape.as_ref().map(|s| s.taken))?,
        bond,
        known: known.into_iter().map(|(_, name)| name).collect(),
        shape,
        noun,
    })
}

impl Reading<'_> {
    /// The other forms, of which `dictionary` holds all words: the lexicon's spellings, then what sounds alike. `words` are those
    /// that the name was read from.
    ///
    /// # Errors
    /// An engine failure.
    pub fn forms(
        &self,
        words: &[Typed],
        lexicon: &Lexicon,
        dictionary: &Words,
    ) -> Result<Vec<Variant>> {
        let terms: Vec<&str> = match &words[..self.taken] {
            [only] => vec![only.acronym.unwrap_or(only.term)],
            several => several.iter().map(|w| w.term).collect(),
        };
        let mut forms = Vec::new();
        let sounds = Sounds::new(dictionary, &terms);
        let mut seen = Seen::new(&terms);
        if let [run] = terms[..]
            && !run.is_ascii()
        {
            seen.fresh(of_ways(&run.chars().map(|c| vec![c]).collect::<Vec<_>>()));
        }
        for name in &self.known {
            forms.extend(known_forms(name, lexicon, dictionary, &sounds, &mut seen)?);
        }
        let mut alike = Vec::new();
        // A known person's Hangul is surer than what can be read from Latin letters.
        for written in self.hangul() {
            if let Some(shape) = shape_of(&written).filter(|s| !s.persons.is_empty()) {
                alike.extend(sounds.patterns(&shape, false)?);
            }
        }
        // A name of another language sounds like Korean words by accident.
        let foreign = self.known.iter().any(|name| name.is_foreign());
        if let (true, false, Some(shape)) = (alike.is_empty(), foreign, &self.shape) {
            let korean = terms.iter().all(|t| !t.is_ascii());
            // Of what is known, Hangul, cuts and kinds of place are among the spellings.
            let of = |shape: &Shape, korean| match self.known.is_empty() {
                true => sounds.patterns(shape, korean),
                false => sounds.words(shape),
            };
            alike.extend(of(shape, korean)?);
            if let Some(shape) = self.noun.as_deref().and_then(shape_of) {
                alike.extend(of(&shape, true)?);
            }
        }
        let rivals = self.rivals(&terms, lexicon, dictionary)?;
        let form = Form {
            why: Why::Sound,
            text: terms.join(" "),
        };
        for pattern in alike {
            let Some((pattern, _)) = seen.fresh(pattern) else {
                continue;
            };
            forms.push(Variant {
                pattern: Pattern::except(pattern, rivals.clone()),
                weight: SOUND_WEIGHT,
                form: form.clone(),
            });
        }
        Ok(forms)
    }

    /// Whether it is a person's name: a surname, and a given name that belongs together.
    pub fn is_person(&self) -> bool {
        self.shape.as_ref().is_some_and(|s| !s.persons.is_empty())
    }

    /// Whether it is known to be a person, a place or an outlet: then no other form of an English word is meant (Orang, oranges).
    pub fn is_proper(&self) -> bool {
        use NameKind::{Outlet, Person, Place};
        let proper = |name: &Cow<Name>| matches!(name.kind, Person | Place | Outlet);
        !self.known.is_empty() && self.known.iter().all(proper)
    }

    /// The Hangul of the persons that it is known to be.
    fn hangul(&self) -> Vec<String> {
        let persons = self.known.iter().filter(|n| n.kind == NameKind::Person);
        let written = persons.flat_map(|n| n.north.iter().chain(&n.south));
        written.map(|text| text.replace(' ', "")).collect()
    }

    /// The spellings of other names of the lexicon that sound like a known one.
    fn rivals(
        &self,
        terms: &[&str],
        lexicon: &Lexicon,
        dictionary: &Words,
    ) -> Result<Vec<Pattern>> {
        let mut patterns = Vec::new();
        if self.known.is_empty() {
            return Ok(patterns);
        }
        for rival in lexicon.near(terms) {
            if self.known.iter().any(|name| name.id == rival.id) {
                continue;
            }
            for writing in rival.writings() {
                patterns.extend(pattern(&writing, dictionary)?.map(|(pattern, _)| pattern));
            }
        }
        Ok(patterns)
    }
}

/// What a Korean word may be.
fn shape_of(word: &str) -> Option<Shape> {
    typed::shape(&[Typed {
        term: word,
        acronym: None,
        capital: false,
        joined: false,
    }])
}

/// The spellings of a name, each as one would print its commonest form.
fn known_forms(
    name: &Name,
    lexicon: &Lexicon,
    dictionary: &Words,
    sounds: &Sounds,
    seen: &mut Seen,
) -> Result<Vec<Variant>> {
    let mut forms = Vec::new();
    let writings = name.writings();
    let together = writings.iter().filter_map(Writing::together);
    for writing in writings.iter().cloned().chain(together) {
        let stated = matches!(writing.origin, Origin::Alias | Origin::Translation);
        let writing = match name.kind == NameKind::Person || stated {
            true => writing,
            false => no_plain_words(writing),
        };
        let writing = match name.kind == NameKind::Term && writing.origin != Origin::Hangul {
            true => with_plurals(writing, stated),
            false => writing,
        };
        let Some((pattern, words)) = pattern(&writing, dictionary)? else {
            continue;
        };
        let Some((pattern, first)) = seen.fresh(pattern) else {
            continue;
        };
        let words = first.unwrap_or(words);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let pattern = match name.kind == NameKind::Person || stated {
            true => pattern,
            false => sounds.no_given_name(pattern)?,
        };
        forms.push(Variant {
            pattern: no_longer_name(pattern, name, &words, lexicon),
            weight: NAME_WEIGHT,
            form: Form {
                why: Why::Name,
                text: name.shown(&words, writing.surname_last),
            },
        });
    }
    Ok(forms)
}

/// A spelling in two words without what is English before any word: Rinsan is not `in San`.
fn no_plain_words(mut writing: Writing) -> Writing {
    if let [first, _] = &mut writing.words[..] {
        first.retain(|form| !typed::stands_before_any(form));
    }
    writing
}

/// A thing's spelling with its plural: KN-23s, and ballistic missiles where it is `stated` in English.
fn with_plurals(mut writing: Writing, stated: bool) -> Writing {
    if let Some(last) = writing.words.last_mut() {
        let number = |form: &str| form.len() <= 3 && form.bytes().all(|b| b.is_ascii_digit());
        let word =
            |form: &str| stated && form.len() > 3 && form.bytes().all(|b| b.is_ascii_lowercase());
        let plurals = last.iter().filter(|form| number(form) || word(form));
        let plurals: Vec<String> = plurals.map(|form| format!("{form}s")).collect();
        last.extend(plurals);
    }
    writing
}

/// The pattern without the places where a longer spelling of another name ends with these words.
fn no_longer_name(pattern: Pattern, name: &Name, words: &[&str], lexicon: &Lexicon) -> Pattern {
    let before = match words.len() {
        1 => Vec::new(),
        _ => lexicon.before(name, words),
    };
    if before.is_empty() {
        return pattern;
    }
    let longer = before.into_iter().map(|before| {
        let skip = before.len() as u32;
        let mut parts: Vec<Pattern> = before.into_iter().map(Pattern::term).collect();
        parts.push(pattern.clone());
        Pattern::Tail(skip, Box::new(Pattern::Phrase(parts)))
    });
    let longer = longer.collect();
    Pattern::except(pattern, longer)
}

/// The pattern of those spellings that the dictionary has the words of, and the commonest of them.
///
/// # Errors
/// An engine failure.
pub fn pattern(writing: &Writing, dictionary: &Words) -> Result<Option<(Pattern, Vec<String>)>> {
    let (mut parts, mut words) = (Vec::new(), Vec::new());
    for forms in &writing.words {
        let mut alive: Vec<(u64, Pattern, &String)> = Vec::new();
        for form in forms {
            let mut chars = form.chars();
            let pattern = match (chars.next(), chars.next()) {
                _ if form.is_ascii() => Pattern::term(form.as_str()),
                (Some(only), None) => any_term(dictionary.word_of(only).map_err(super::engine)?),
                _ => of_ways(&form.chars().map(|c| vec![c]).collect::<Vec<_>>()),
            };
            let frequency = dictionary.least(&pattern).map_err(super::engine)?;
            if frequency > 0 {
                alive.push((frequency, pattern, form));
            }
        }
        alive.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.cmp(b.2)));
        let Some((_, _, commonest)) = alive.first() else {
            return Ok(None);
        };
        words.push(commonest.to_string());
        parts.push(any_of(
            alive.into_iter().map(|(_, pattern, _)| pattern).collect(),
        ));
    }
    Ok(match parts.len() {
        0 => None,
        1 => parts.pop().map(|only| (only, words)),
        _ => Some((Pattern::Phrase(parts), words)),
    })
}

/// Any of some patterns, all alike.
pub fn any_of(mut patterns: Vec<Pattern>) -> Pattern {
    if patterns.len() == 1 {
        return patterns.remove(0);
    }
    let variants = patterns.into_iter().map(|pattern| Variant {
        pattern,
        weight: 1.0,
        form: Form {
            why: Why::Name,
            text: String::new(),
        },
    });
    Pattern::Any(variants.collect())
}

/// A word with a capital.
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
