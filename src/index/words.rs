//! Owns the dictionary of a field as a query needs it: the forms of a stem, what begins so, what is spelled nearly so.
//! Refuses to list without bound: each list has a cap, and says when it was reached.

use std::collections::HashMap;
use std::sync::OnceLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::postings::TermInfo;
use tantivy_fst::Automaton;

use super::living::Living;
use super::stages::Stages;
use crate::analyze;
use crate::analyze::hangul::{EDGE, particles_after};
use crate::pattern::{Gram, Pattern};

/// Terms that a prefix or a misspelling may stand for; beyond it only the commonest are searched, and the answer says so.
pub const EXPANSIONS: usize = 512;
/// Terms that are looked at before a list is given up as too long.
const LOOKED_AT: usize = 200_000;

/// The terms of a field over all segments.
pub struct Words {
    segments: Vec<Living>,
}

/// Terms with their frequency, commonest first.
#[derive(Debug, Default)]
pub struct Found {
    /// The terms.
    pub terms: Vec<(String, u64)>,
    /// Whether there were more than [`EXPANSIONS`].
    pub capped: bool,
}

impl Words {
    /// The dictionary over these segments.
    pub fn new(segments: Vec<Living>) -> Words {
        Words { segments }
    }

    /// Passages that hold the term.
    pub fn frequency(&self, term: &str) -> tantivy::Result<u64> {
        let mut sum = 0;
        for segment in &self.segments {
            sum += segment.frequency_of(term)?;
        }
        Ok(sum)
    }

    /// Passages that hold the pattern, at the most: of its terms that are all needed, the rarest.
    pub fn least(&self, pattern: &Pattern) -> tantivy::Result<u64> {
        let mut least = u64::MAX;
        match pattern {
            Pattern::Terms { grams, .. } => {
                for gram in grams {
                    let mut sum = 0;
                    for term in &gram.any {
                        sum += self.frequency(term)?;
                    }
                    least = least.min(sum);
                }
            }
            Pattern::Any(variants) => {
                least = 0;
                for variant in variants {
                    least = least.saturating_add(self.least(&variant.pattern)?);
                }
            }
            Pattern::Phrase(parts) | Pattern::Window { parts, .. } => {
                for part in parts {
                    least = least.min(self.least(part)?);
                }
            }
            Pattern::Except(inner, _) | Pattern::Tail(_, inner) => least = self.least(inner)?,
        }
        Ok(least)
    }

    /// Terms that begin so and please `keep`.
    pub fn beginning(&self, prefix: &str, keep: impl Fn(&str) -> bool) -> tantivy::Result<Found> {
        let mut found: HashMap<String, u64> = HashMap::new();
        let mut capped = false;
        for segment in &self.segments {
            let mut range = segment.terms().range().ge(prefix.as_bytes());
            if let Some(end) = after_prefix(prefix) {
                range = range.lt(end);
            }
            let mut stream = range.into_stream()?;
            let mut looked_at = 0;
            while let Some((key, info)) = stream.next() {
                looked_at += 1;
                if looked_at > LOOKED_AT {
                    capped = true;
                    break;
                }
                add(&mut found, segment, key, info, &keep)?;
            }
        }
        Ok(rank(found, capped))
    }

    /// Other forms of the same stem.
    pub fn of_stem(&self, term: &str) -> tantivy::Result<Found> {
        let stem = analyze::stem(term);
        if !term.is_ascii() || stem.len() < 3 {
            return Ok(Found::default());
        }
        let (root, other_root) = analyze::roots(&stem);
        let is_form = |other: &str| other != term && analyze::has_stem(other, &stem);
        let mut forms = self.beginning(root, is_form)?;
        if let Some(root) = other_root {
            forms.terms.extend(self.beginning(&root, is_form)?.terms);
        }
        Ok(forms)
    }

    /// Terms that are a Korean word of one syllable, bare or with a particle.
    pub fn word_of(&self, syllable: char) -> tantivy::Result<Vec<String>> {
        let particles = particles_after(syllable);
        let is_word = |term: &str| {
            let next = term.trim_end_matches(EDGE).chars().nth(1);
            next.is_none_or(|next| particles.contains(&next))
        };
        let found = self.beginning(&syllable.to_string(), is_word)?;
        Ok(found.terms.into_iter().map(|(term, _)| term).collect())
    }

    /// Terms at most `edits` letters away.
    pub fn near(&self, term: &str, edits: u8) -> tantivy::Result<Found> {
        let dfa = builder(edits).build_dfa(term);
        let mut found: HashMap<String, u64> = HashMap::new();
        for segment in &self.segments {
            let mut stream = segment.terms().search(Near(&dfa)).into_stream()?;
            while let Some((key, info)) = stream.next() {
                add(&mut found, segment, key, info, |_| true)?;
            }
        }
        Ok(rank(found, false))
    }

    /// Terms that are made in these stages and please `keep`.
    pub fn made_of<S: AsRef<str>>(
        &self,
        stages: &[Vec<S>],
        keep: impl Fn(&str) -> bool,
    ) -> tantivy::Result<Found> {
        let Some(stages) = Stages::new(stages) else {
            return Ok(Found::default());
        };
        let mut found: HashMap<String, u64> = HashMap::new();
        for segment in &self.segments {
            let mut stream = segment.terms().search(&stages).into_stream()?;
            while let Some((key, info)) = stream.next() {
                add(&mut found, segment, key, info, &keep)?;
            }
        }
        Ok(rank(found, false))
    }

    /// A run of Korean or Chinese from the beginning of a word, of which each character is one of some; `None` where the dictionary
    /// has not all of its grams, of which the first must please `keep`.
    pub fn run_of(
        &self,
        characters: &[Vec<String>],
        keep: impl Fn(&[char]) -> bool,
    ) -> tantivy::Result<Option<Pattern>> {
        let Some(last) = characters.len().checked_sub(2) else {
            return Ok(None);
        };
        let mut grams = Vec::new();
        for at in (0..last).step_by(2).chain([last]) {
            let before = match at {
                0 => String::new(),
                _ => EDGE.to_string(),
            };
            let mut behind = vec![String::new()];
            behind.extend((at == last).then(|| EDGE.to_string()));
            let stages = [
                vec![before],
                characters[at].clone(),
                characters[at + 1].clone(),
                behind,
            ];
            let found = self.made_of(&stages, |term| {
                let word: Vec<char> = term.trim_end_matches(EDGE).chars().collect();
                at > 0 || keep(&word)
            })?;
            if found.terms.is_empty() {
                return Ok(None);
            }
            grams.push(Gram {
                offset: at as u32,
                any: found.terms.into_iter().map(|(term, _)| term).collect(),
            });
        }
        Ok(Some(Pattern::Terms {
            grams,
            width: characters.len() as u32,
        }))
    }

    /// A Korean word of two syllables, each one of some, where it stands as a noun does: at the end of its word, before a particle or
    /// one of the syllables in `behind`; of those words that please `keep`.
    pub fn noun_of(
        &self,
        syllables: &[Vec<String>; 2],
        behind: &str,
        keep: impl Fn(&[char]) -> bool,
    ) -> tantivy::Result<Vec<Pattern>> {
        let edge = || vec![String::new(), EDGE.to_string()];
        let pleases = |term: &str| {
            let word: Vec<char> = term.trim_end_matches(EDGE).chars().collect();
            keep(&word)
        };
        let stages = [syllables[0].clone(), syllables[1].clone(), edge()];
        let found = self.made_of(&stages, pleases)?.terms.into_iter();
        let (ended, open): (Vec<String>, Vec<String>) = found
            .map(|(term, _)| term)
            .partition(|term| term.ends_with(EDGE));
        let mut patterns = Vec::new();
        let gram = |offset, any| Gram { offset, any };
        if !ended.is_empty() {
            patterns.push(Pattern::Terms {
                grams: vec![gram(0, ended)],
                width: 2,
            });
        }
        let mut lasts: Vec<char> = open.iter().filter_map(|term| term.chars().nth(1)).collect();
        lasts.sort_unstable();
        lasts.dedup();
        for last in lasts {
            let next = particles_after(last).into_iter().chain(behind.chars());
            let next: Vec<String> = next.map(String::from).collect();
            let stages = [vec![EDGE.to_string()], vec![last.to_string()], next, edge()];
            let next = self.made_of(&stages, |_| true)?.terms.into_iter();
            let next: Vec<String> = next.map(|(term, _)| term).collect();
            let these = open.iter().filter(|term| term.chars().nth(1) == Some(last));
            if !next.is_empty() {
                patterns.push(Pattern::Terms {
                    grams: vec![gram(0, these.cloned().collect()), gram(1, next)],
                    width: 2,
                });
            }
        }
        Ok(patterns)
    }

    /// Grams of Korean or Chinese whose second character is `second`, word-initial ones and others.
    pub fn ending(&self, second: char) -> tantivy::Result<Found> {
        let keep = |term: &str| {
            let mut chars = term.trim_matches(EDGE).chars();
            chars.next().is_some() && chars.next() == Some(second)
        };
        let inner = self.beginning(&EDGE.to_string(), keep)?;
        let mut found: HashMap<String, u64> = inner.terms.into_iter().collect();
        // Word-initial grams begin with the character itself: everything from the first Han character on.
        for segment in &self.segments {
            let mut stream = segment
                .terms()
                .range()
                .ge("\u{2e80}".as_bytes())
                .into_stream()?;
            while let Some((key, info)) = stream.next() {
                add(&mut found, segment, key, info, keep)?;
            }
        }
        Ok(rank(found, inner.capped))
    }
}

/// Adds a term of a segment if it pleases and a living document holds it.
fn add(
    found: &mut HashMap<String, u64>,
    segment: &Living,
    key: &[u8],
    info: &TermInfo,
    keep: impl Fn(&str) -> bool,
) -> tantivy::Result<()> {
    let Ok(term) = std::str::from_utf8(key) else {
        return Ok(());
    };
    if let Some(sum) = found.get_mut(term) {
        *sum += segment.frequency(info)?;
    } else if keep(term) {
        let frequency = segment.frequency(info)?;
        if frequency > 0 {
            found.insert(term.to_string(), frequency);
        }
    }
    Ok(())
}

fn rank(found: HashMap<String, u64>, capped: bool) -> Found {
    let mut terms: Vec<(String, u64)> = found.into_iter().collect();
    terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let capped = capped || terms.len() > EXPANSIONS;
    terms.truncate(EXPANSIONS);
    Found { terms, capped }
}

/// The least string above all that begin with `prefix`; `None` if there is none.
fn after_prefix(prefix: &str) -> Option<Vec<u8>> {
    let mut bytes = prefix.as_bytes().to_vec();
    while let Some(last) = bytes.pop() {
        if last < 0xff {
            bytes.push(last + 1);
            return Some(bytes);
        }
    }
    None
}

/// The tables from which automata are built, which cost far more than an automaton.
fn builder(edits: u8) -> &'static LevenshteinAutomatonBuilder {
    static ONE: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    static TWO: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    match edits {
        0 | 1 => ONE.get_or_init(|| LevenshteinAutomatonBuilder::new(1, true)),
        _ => TWO.get_or_init(|| LevenshteinAutomatonBuilder::new(2, true)),
    }
}

/// The Levenshtein automaton in the form that the dictionary searches with.
struct Near<'a>(&'a DFA);

impl Automaton for Near<'_> {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
