//! Owns the spellings of a name: as choices of words for whoever looks them up, and in full for whoever shows them.

mod made;

use super::{Name, NameKind};
use crate::analyze::{Unit as Word, units};

/// The version of the rules that make spellings.
pub(super) const VERSION: u32 = 2;

/// Most spellings of the press's habits that are written out.
const MAX_PRESS: usize = 1000;

/// Where a spelling comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// Hangul, of North or South.
    Hangul,
    /// Chinese characters.
    Hanja,
    /// The South's Revised Romanization.
    Revised,
    /// McCune-Reischauer, with its marks.
    MccuneReischauer,
    /// McCune-Reischauer as American services type it.
    Cia,
    /// The North's own letters.
    NorthKorean,
    /// The habits of newspapers, syllable by syllable.
    Press,
    /// Stated in the lexicon.
    Alias,
    /// Other words that mean it, stated in the lexicon.
    Translation,
}

/// A spelling in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// As one would print it.
    pub text: String,
    /// Whose it is.
    pub origin: Origin,
    /// A person's name that ends with the surname (Jong-un Kim).
    pub surname_last: bool,
}

/// Many spellings at once: words one after another, each in any of its forms. Folded as index terms; Korean and Chinese runs
/// as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// The forms of each word.
    pub words: Vec<Vec<String>>,
    /// Whose they are.
    pub origin: Origin,
    /// A person's name that ends with the surname.
    pub surname_last: bool,
}

/// The words of a text, as [`crate::analyze::units`] folds them; an acronym alone that is another word in small letters keeps its
/// capitals (SPA is no spa).
pub(super) fn fold(text: &str) -> Vec<String> {
    let units = units(text);
    if let [
        Word::Word {
            acronym: Some(acronym),
            ..
        },
    ] = &units[..]
    {
        return vec![acronym.to_string()];
    }
    let words = units.into_iter().map(|unit| match unit {
        Word::Word { term, .. } => term,
        Word::Syllables { run, .. } => run,
    });
    words.collect()
}

impl Writing {
    fn of(words: Vec<Vec<String>>, origin: Origin) -> Writing {
        Writing {
            words,
            origin,
            surname_last: false,
        }
    }

    /// Whether the words are one of these spellings.
    pub fn holds(&self, words: &[&str]) -> bool {
        self.words.len() == words.len()
            && words
                .iter()
                .zip(&self.words)
                .all(|(word, forms)| forms.iter().any(|f| f == word))
    }

    /// Letters and a number as one word: KN23 for KN-23.
    pub fn together(&self) -> Option<Writing> {
        let [letters, numbers] = &self.words[..] else {
            return None;
        };
        let all =
            |forms: &[String], of: fn(&u8) -> bool| forms.iter().all(|f| f.bytes().all(|b| of(&b)));
        if !all(letters, u8::is_ascii_alphabetic) || !all(numbers, u8::is_ascii_digit) {
            return None;
        }
        let each = letters
            .iter()
            .flat_map(|l| numbers.iter().map(move |n| format!("{l}{n}")));
        Some(Writing {
            words: vec![each.collect()],
            ..self.clone()
        })
    }

    /// The spellings without one of them.
    fn without(self, words: &[&str]) -> Vec<Writing> {
        if !self.holds(words) {
            return vec![self];
        }
        let parts = (0..words.len()).filter_map(|at| {
            let mut rest = self.clone();
            for (before, word) in words[..at].iter().enumerate() {
                rest.words[before] = vec![word.to_string()];
            }
            rest.words[at].retain(|form| form != words[at]);
            (!rest.words[at].is_empty()).then_some(rest)
        });
        parts.collect()
    }

    /// Each spelling, as folded words.
    pub fn each(&self) -> Vec<Vec<&str>> {
        let mut all: Vec<Vec<&str>> = vec![Vec::new()];
        for forms in &self.words {
            let longer = all.iter().flat_map(|begun| {
                forms.iter().map(move |form| {
                    let mut words = begun.clone();
                    words.push(form);
                    words
                })
            });
            all = longer.collect();
        }
        all
    }
}

impl Name {
    /// The name of another one of its series: its stated spellings that hold the number, with another number.
    pub(super) fn with_number(&self, from: &str, to: &str) -> Name {
        let renumbered = |text: &String| {
            let at = text.find(from)?;
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let (before, after) = (&text[..at], &text[at + from.len()..]);
            let whole = !digit(before.chars().next_back()) && !digit(after.chars().next());
            whole.then(|| format!("{before}{to}{after}"))
        };
        let all = |texts: &[String]| texts.iter().filter_map(renumbered).collect();
        let printed = renumbered(&self.printed).unwrap_or_default();
        Name {
            id: super::NameId(crate::source::slug(&printed).into()),
            printed,
            aliases: all(&self.aliases),
            translations: all(&self.translations),
            north: None,
            south: None,
            hanja: Vec::new(),
            ..self.clone()
        }
    }

    /// All spellings of the name, a few products of choices: what to look up to find it in any.
    pub fn writings(&self) -> Vec<Writing> {
        let mut all = self.stated();
        for text in self.hangul() {
            let words = fold(&text).into_iter().map(|w| vec![w]).collect();
            all.push(Writing::of(words, Origin::Hangul));
        }
        if !self.foreign {
            all.extend(self.generated());
        }
        for words in &self.forbidden {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            all = all.into_iter().flat_map(|w| w.without(&words)).collect();
        }
        all
    }

    /// Whether the words, folded, are one of its spellings. Korean words are, however they are spaced.
    pub fn is_written(&self, words: &[&str]) -> bool {
        let korean = words.iter().all(|w| w.chars().all(|c| !c.is_ascii()));
        let joined = words.concat();
        let spaced_otherwise = (korean && words.len() > 1).then_some([joined.as_str()]);
        self.writings().iter().any(|writing| {
            writing.holds(words) || spaced_otherwise.is_some_and(|one| writing.holds(&one))
        })
    }

    /// All spellings in full, the systematic ones first, each once; of the habits of the press, whose products have no end,
    /// up to a thousand.
    pub fn spellings(&self) -> Vec<Spelling> {
        let mut all: Vec<Spelling> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        let mut add = |text: String, origin, surname_last| {
            let words = fold(&text);
            let refs: Vec<&str> = words.iter().map(String::as_str).collect();
            let forbidden = self.forbidden.contains(&words);
            if !forbidden && seen.insert(text.clone()) && !refs.is_empty() {
                all.push(Spelling {
                    text,
                    origin,
                    surname_last,
                });
            }
        };
        for text in self.hangul() {
            add(text, Origin::Hangul, false);
        }
        for text in &self.hanja {
            add(text.clone(), Origin::Hanja, false);
        }
        if !self.foreign {
            for (text, origin, last) in self.systematic() {
                add(text, origin, last);
            }
        }
        add(self.printed.clone(), Origin::Alias, false);
        let stated = [
            (&self.aliases, Origin::Alias),
            (&self.translations, Origin::Translation),
        ];
        for (list, origin) in stated {
            for text in list.iter().filter(|t| !t.contains('{')) {
                add(text.clone(), origin, false);
            }
        }
        let known: std::collections::HashSet<Vec<String>> =
            all.iter().map(|s| fold(&s.text)).collect();
        let mut printed = std::collections::HashSet::new();
        for writing in self.writings() {
            for words in writing.each() {
                if printed.len() >= MAX_PRESS {
                    return all;
                }
                let owned: Vec<String> = words.iter().map(|w| w.to_string()).collect();
                if known.contains(&owned) || !printed.insert(owned) {
                    continue;
                }
                all.push(Spelling {
                    text: self.print(&words, writing.surname_last),
                    origin: writing.origin,
                    surname_last: writing.surname_last,
                });
            }
        }
        all
    }

    /// Folded words of one of its spellings as one would print them: as the lexicon states them, if it does.
    pub fn shown(&self, words: &[&str], surname_last: bool) -> String {
        let stated = self.aliases.iter().chain(&self.translations);
        let stated = std::iter::once(&self.printed).chain(stated);
        if let Some(text) = stated.into_iter().find(|text| fold(text) == words) {
            return text.clone();
        }
        match self.printed.chars().next().is_some_and(char::is_lowercase) {
            true => words.join(" "),
            false => self.print(words, surname_last),
        }
    }

    /// Folded words as a person's name, or as any.
    fn print(&self, words: &[&str], surname_last: bool) -> String {
        let mut words: Vec<String> = words.iter().map(|w| capital(w)).collect();
        if self.kind == NameKind::Person && words.len() == 3 {
            let first = usize::from(!surname_last);
            let given = format!("{}-{}", words[first], words[first + 1].to_lowercase());
            words.splice(first..first + 2, [given]);
        }
        words.join(" ")
    }

    /// Its Hangul in all spellings, without spaces first.
    fn hangul(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut add = |text: String| {
            for text in [text.replace(' ', ""), text] {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
        };
        for base in self.hangul_bases() {
            match self.unit {
                Some(unit) => unit
                    .in_hangul(&base, self.common)
                    .into_iter()
                    .for_each(&mut add),
                None if self.common => {}
                None => add(base),
            }
        }
        all
    }

    /// The North's Hangul, the South's, and what the South's rule makes of the North's.
    fn hangul_bases(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for text in [&self.north, &self.south].into_iter().flatten() {
            let person = self.kind == NameKind::Person && !self.foreign;
            let forms = if self.foreign {
                vec![text.clone()]
            } else if person {
                made::person_forms(text)
            } else {
                made::phrase_forms(text)
            };
            for form in forms {
                if !all.contains(&form) {
                    all.push(form);
                }
            }
        }
        all
    }

    /// Whether all of its Hangul is Hangul.
    #[cfg(test)]
    pub(super) fn hangul_is_sound(&self) -> bool {
        self.hangul()
            .iter()
            .all(|text| super::romanize::jamo::is_hangul(text))
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

impl super::entry::Unit {
    /// The ways to write a place of this kind in Hangul.
    fn in_hangul(self, base: &str, common: bool) -> Vec<String> {
        use super::entry::Unit;
        let whole = format!("{base}{}", self.hangul());
        match self {
            Unit::North | Unit::South => {
                let abbreviated = base.chars().take(1).chain(self.hangul().chars().take(1));
                vec![whole, abbreviated.collect()]
            }
            _ if common => vec![whole],
            Unit::Workers => vec![base.into(), whole, format!("{base}노동자구")],
            Unit::Province => vec![whole],
            _ if self.is_dropped() => vec![base.into(), whole],
            _ => vec![whole],
        }
    }
}
