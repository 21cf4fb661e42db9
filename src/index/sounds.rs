//! Owns the patterns of what sounds like a name: terms of the dictionary that may spell its syllables, together or apart, and
//! Hangul that may be read so. Refuses English words, which only sound Korean.

use std::cell::RefCell;
use std::collections::HashMap;

use super::engine;
use super::names::any_of;
use super::words::Words;
use crate::error::Result;
use crate::name::everyday::is_everyday;
use crate::name::sound::{COMMON_SURNAMES, Sound, surname_spellings};
use crate::name::typed::{Person, Place, Shape, is_foreign, is_ordinary, stands_before_any};
use crate::pattern::{Gram, Pattern};

/// Spellings of one syllable or word that are looked for; the commonest.
const MOST_TERMS: usize = 24;
/// Readings of a name that are followed: a word of many syllables can be cut in several ways.
const MOST_READINGS: usize = 6;
/// Words that syllables may be spread over, where there are many.
const MOST_PIECES: usize = 3;

/// What follows a person's name in the same word, by its first syllable: 동지, 위원장, 장군, ...
const TITLES: &str = "동위장원수대중소상차총부비씨군양선박교녀여영당주국외";
/// What follows the name of a place in the same word: 시, 군, 구역, 항, 공장, ...
const PLACES: &str = "시군도구리동읍산강만호섬항역평벌천령교댐대농공광탄발조제협중소인지부당방";
/// Syllables that verbs end with and no name does.
const NEVER_LAST: &str = "는며던였았었했됐겠습";

/// A dictionary in which what sounds alike is looked up.
pub struct Sounds<'a> {
    dictionary: &'a Words,
    typed: Vec<String>,
    /// Whether what is looked up stands beside parts of a name, so that it may be an English word (soul in Soul Sinmun).
    beside_parts: bool,
    /// What was looked up: the same syllables occur in several ways to cut a name.
    terms: RefCell<HashMap<Vec<Vec<String>>, Vec<String>>>,
    surnames: RefCell<Option<Vec<String>>>,
}

impl<'a> Sounds<'a> {
    /// Over a dictionary, for these words of a query.
    pub fn new(dictionary: &'a Words, typed: &[&str]) -> Sounds<'a> {
        Sounds {
            dictionary,
            typed: typed.iter().map(|t| t.to_string()).collect(),
            beside_parts: false,
            terms: RefCell::default(),
            surnames: RefCell::default(),
        }
    }

    /// The same for a name beside whose parts it is looked up.
    pub fn of_names(dictionary: &'a Words, typed: &[&str]) -> Sounds<'a> {
        Sounds {
            beside_parts: true,
            ..Sounds::new(dictionary, typed)
        }
    }

    /// Everything that sounds like `shape`; what was typed in Hangul (`korean`) is not looked for in Hangul again.
    pub fn patterns(&self, shape: &Shape, korean: bool) -> Result<Vec<Pattern>> {
        let mut all = Vec::new();
        for person in &shape.persons {
            all.extend(self.person(person, korean)?);
        }
        let person = !shape.persons.is_empty();
        for sound in shape.whole.iter().take(MOST_READINGS) {
            // A person's surname alone is looked for above, with its habits.
            let spelled = self.spellings(sound, if person { 2 } else { 1 }, person)?;
            for pattern in spelled {
                all.push(self.no_given_name(pattern)?);
            }
            if !korean && !person {
                all.extend(self.in_hangul(&sound.syllables(), false)?);
            }
        }
        for place in &shape.places {
            all.extend(self.place(place, korean)?);
        }
        let mut unlike: Vec<Pattern> = Vec::with_capacity(all.len());
        for pattern in all {
            if !unlike.contains(&pattern) {
                unlike.push(pattern);
            }
        }
        Ok(unlike)
    }

    /// The single words that sound like all of `shape`.
    pub fn words(&self, shape: &Shape) -> Result<Vec<Pattern>> {
        let mut all = Vec::new();
        for sound in shape.whole.iter().take(MOST_READINGS) {
            all.extend(self.terms(sound)?);
        }
        all.sort_unstable();
        all.dedup();
        all.retain(|term| !is_foreign(term) || self.typed.contains(term));
        Ok(if all.is_empty() {
            Vec::new()
        } else {
            vec![any_term(all)]
        })
    }

    fn person(&self, person: &Person, korean: bool) -> Result<Vec<Pattern>> {
        let (habits, sounds) = surname_spellings(&person.surnames);
        let mut surnames: Vec<String> = Vec::new();
        for habit in habits {
            if self.dictionary.frequency(habit).map_err(engine)? > 0 {
                surnames.push(habit.to_string());
            }
        }
        for sound in &sounds {
            surnames.extend(self.terms(sound)?);
        }
        surnames.sort_unstable();
        surnames.dedup();
        let mut given = Vec::new();
        for sound in person.given.iter().take(MOST_READINGS) {
            for pattern in self.spellings(sound, 1, true)? {
                if !given.contains(&pattern) {
                    given.push(pattern);
                }
            }
        }
        let mut all = Vec::new();
        // Hwang-bo in two words.
        let mut spelled = Vec::new();
        for sound in sounds.iter().filter(|sound| sound.len() > 1) {
            let words = self.spellings(sound, 1, true)?.into_iter();
            spelled.extend(words.filter(|p| matches!(p, Pattern::Phrase(_))));
        }
        if !surnames.is_empty() {
            spelled.push(any_term(surnames));
        }
        if !spelled.is_empty() && !given.is_empty() {
            let (surname, given) = (any_of(spelled), any_of(given));
            all.push(Pattern::Phrase(vec![surname.clone(), given.clone()]));
            all.push(Pattern::Phrase(vec![given, surname]));
        }
        if !korean {
            for sound in person.given.iter().take(MOST_READINGS) {
                let mut whole = vec![Vec::new(); 1];
                for surname in sounds.iter().filter(|s| s.len() == 1) {
                    whole[0].extend(surname.syllables().concat());
                }
                whole.extend(sound.syllables());
                all.extend(self.in_hangul(&whole, true)?);
                for surname in sounds.iter().filter(|s| s.len() > 1) {
                    let whole = [surname.syllables(), sound.syllables()].concat();
                    all.extend(self.in_hangul(&whole, true)?);
                }
            }
        }
        Ok(all)
    }

    fn place(&self, place: &Place, korean: bool) -> Result<Vec<Pattern>> {
        let kind: Vec<char> = place.kind.hangul.chars().collect();
        let Some(tail) = Sound::of_hangul(&kind) else {
            return Ok(Vec::new());
        };
        let mut all = Vec::new();
        for core in place.core.iter().take(MOST_READINGS) {
            let mut alone = Vec::new();
            for pattern in self.spellings(core, 1, false)? {
                alone.push(self.no_given_name(pattern)?);
            }
            if core.len() == 2 && kind.len() == 2 {
                // The South calls 함경북도 함북.
                if let Some(side) = Sound::of_hangul(&kind[..1]) {
                    let short = self.terms(&core.part(0, 1).then(&side))?;
                    all.extend((!short.is_empty()).then(|| any_term(short)));
                }
            }
            all.extend(self.spellings(&core.then(&tail), 1, false)?);
            if !korean {
                let mut syllables = core.syllables();
                syllables.extend(kind.iter().map(|c| vec![*c]));
                all.extend(self.in_hangul(&syllables, false)?);
            }
            if alone.is_empty() {
                continue;
            }
            let english = |word: &str| Some(word).filter(|w| !w.is_empty()).map(Pattern::term);
            for (before, behind) in place.kind.english {
                let mut parts = Vec::new();
                parts.extend(english(before));
                parts.push(any_of(alone.clone()));
                parts.extend(english(behind));
                all.push(Pattern::Phrase(parts));
            }
            if place.alone {
                all.extend(alone);
            }
        }
        Ok(all)
    }

    /// The syllables in Latin letters, in one word or several; `first` syllables at least in the first word. `behind_surname` any word
    /// may be a syllable.
    ///
    /// # Errors
    /// An engine failure.
    pub fn spellings(
        &self,
        sound: &Sound,
        first: usize,
        behind_surname: bool,
    ) -> Result<Vec<Pattern>> {
        let count = sound.len();
        let mut all = Vec::new();
        if first == 1 {
            for at in 1..count {
                for (before, behind) in sound.heard_at(0, at, count) {
                    let (mut before, behind) = (self.terms(&before)?, self.terms(&behind)?);
                    // Who begins a word with a voiced letter writes each syllable for itself.
                    before.retain(|term| !term.starts_with(['b', 'd', 'g', 'j']));
                    if !before.is_empty() && !behind.is_empty() {
                        all.push(Pattern::Phrase(vec![any_term(before), any_term(behind)]));
                    }
                }
            }
        }
        // Each way to cut is a number whose bits are the places where a word ends.
        for cuts in 0u32..1 << (count - 1).min(8) {
            let pieces = cuts.count_ones() as usize + 1;
            let begins_short = (1..first).any(|at| cuts >> (at - 1) & 1 == 1);
            if begins_short || count > 4 && pieces > MOST_PIECES && pieces < count || first > count
            {
                continue;
            }
            let mut words = Vec::new();
            let mut from = 0;
            for to in 1..=count {
                if to < count && cuts >> (to - 1) & 1 == 0 {
                    continue;
                }
                let mut terms = self.terms(&sound.part(from, to))?;
                if !behind_surname {
                    // One syllable behind others is no acronym (ni of Sangnam-ni).
                    let whole = from == 0 || to - from > 1;
                    let english = |t: &str| {
                        whole && is_foreign(t) || pieces == 2 && from == 0 && stands_before_any(t)
                    };
                    terms.retain(|t| !english(t) || self.typed.contains(t));
                }
                if terms.is_empty() {
                    break;
                }
                words.push(terms);
                from = to;
            }
            if words.len() < pieces {
                continue;
            }
            // `do ro` is no Korean word, `in min ban` may be.
            let plain = |terms: &Vec<String>| terms.iter().all(|t| is_ordinary(t));
            if pieces < 3
                && !self.beside_parts
                && words.iter().all(plain)
                && !words.iter().flatten().all(|t| self.typed.contains(t))
            {
                continue;
            }
            let mut parts: Vec<Pattern> = words.into_iter().map(any_term).collect();
            all.push(match parts.len() {
                1 => parts.remove(0),
                _ => Pattern::Phrase(parts),
            });
        }
        Ok(all)
    }

    /// Two words of a place or thing are not the given name of somebody: a surname stands before that.
    ///
    /// # Errors
    /// An engine failure.
    pub fn no_given_name(&self, pattern: Pattern) -> Result<Pattern> {
        if !matches!(&pattern, Pattern::Phrase(parts) if parts.len() == 2) {
            return Ok(pattern);
        }
        let surnames = self.surnames()?;
        if surnames.is_empty() {
            return Ok(pattern);
        }
        let person = Pattern::Phrase(vec![any_term(surnames), pattern.clone()]);
        Ok(Pattern::Except(
            Box::new(pattern),
            vec![Pattern::Tail(1, Box::new(person))],
        ))
    }

    /// The common surnames that the dictionary has, but for what was typed.
    fn surnames(&self) -> Result<Vec<String>> {
        if let Some(surnames) = self.surnames.borrow().as_ref() {
            return Ok(surnames.clone());
        }
        let mut surnames = Vec::new();
        for surname in COMMON_SURNAMES
            .iter()
            .filter(|s| !self.typed.iter().any(|t| t == *s))
        {
            if self.dictionary.frequency(surname).map_err(engine)? > 0 {
                surnames.push(surname.to_string());
            }
        }
        *self.surnames.borrow_mut() = Some(surnames.clone());
        Ok(surnames)
    }

    /// The terms that may spell all of these syllables.
    ///
    /// # Errors
    /// An engine failure.
    pub fn terms(&self, sound: &Sound) -> Result<Vec<String>> {
        let stages = sound.stages();
        if let Some(terms) = self.terms.borrow().get(&stages) {
            return Ok(terms.clone());
        }
        let keep = |term: &str| {
            let english = sound.len() > 1
                && !self.beside_parts
                && is_ordinary(term)
                && !self.typed.iter().any(|t| t == term);
            !english && sound.spelled(term)
        };
        let found = self.dictionary.made_of(&stages, keep).map_err(engine)?;
        let terms: Vec<String> = found
            .terms
            .into_iter()
            .take(MOST_TERMS)
            .map(|(t, _)| t)
            .collect();
        self.terms.borrow_mut().insert(stages, terms.clone());
        Ok(terms)
    }

    /// Hangul of which each syllable is one of some, at the beginning of a word, where it may be a name: no verb, no small word, and
    /// of two syllables only where a noun may end.
    fn in_hangul(&self, syllables: &[Vec<char>], person: bool) -> Result<Vec<Pattern>> {
        let spelled = |ways: &Vec<char>| ways.iter().map(char::to_string).collect();
        let is_name = |word: &[char]| !is_everyday(word);
        if let [first, second] = syllables {
            let behind = if person { TITLES } else { PLACES };
            let both = [spelled(first), spelled(second)];
            return self
                .dictionary
                .noun_of(&both, behind, is_name)
                .map_err(engine);
        }
        let (keep, mut syllables) = (|word: &[char]| person || is_name(word), syllables.to_vec());
        if let (false, Some(last)) = (person, syllables.last_mut()) {
            last.retain(|c| !NEVER_LAST.contains(*c));
        }
        let syllables: Vec<Vec<String>> = syllables.iter().map(spelled).collect();
        let run = self.dictionary.run_of(&syllables, keep).map_err(engine)?;
        Ok(run.into_iter().collect())
    }
}

/// Any of some terms.
pub fn any_term(terms: Vec<String>) -> Pattern {
    Pattern::Terms {
        grams: vec![Gram {
            offset: 0,
            any: terms,
        }],
        width: 1,
    }
}
