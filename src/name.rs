//! Owns names: persons, places, organisations, terms and outlets of the field with all their spellings, and how the words of a
//! text lead to them. Refuses to say who is who: two persons of one name are one name.
//!
//! What is compiled in is `name/lexicon.toml`, which people write; the program reads `name/lexicon.tab`, which a test
//! makes of it, since a start must cost no more than a look into a sorted table.

mod entry;
pub mod everyday;
mod key;
pub mod parts;
pub mod romanize;
mod rules;
mod sorted;
pub mod sound;
mod table;
pub mod typed;
mod writing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use crate::article::Digest;

pub use self::writing::{Origin, Spelling, Writing};

/// A name's id: lower-case words of its printed form joined by hyphens (`kim-jong-un`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct NameId(pub Arc<str>);

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// Somebody; surname first in Korean.
    Person,
    /// A town, province, river, site.
    Place,
    /// A party, ministry, army, company, band.
    Organisation,
    /// A word of the field, a weapon, a campaign.
    #[default]
    Term,
    /// A newspaper, agency, broadcaster.
    Outlet,
}

/// A name, as the lexicon holds it; its spellings are made when asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// Its id.
    pub id: NameId,
    /// What it names.
    pub kind: NameKind,
    /// The form that is printed (Kim Jong-un).
    pub printed: String,
    /// In Hangul as the North writes it; words are parted by spaces, which the Korean press leaves out as it likes.
    pub north: Option<String>,
    /// In Hangul as the South writes it, where that is not what the rule for initial sounds makes of the North's.
    pub south: Option<String>,
    /// In Chinese characters.
    pub hanja: Vec<String>,
    /// What kind of place it is, which takes part in its spellings.
    unit: Option<entry::Unit>,
    /// Other spellings; Hangul in braces stands for all of its spellings (`Air {고려}`).
    aliases: Vec<String>,
    /// Names of other words that mean it, braces as above.
    translations: Vec<String>,
    /// Its Hangul only writes a foreign name: no spelling follows from it.
    foreign: bool,
    /// It shares a spelling with another name of the lexicon, knowingly.
    homonym: bool,
    /// Its Hangul is also an everyday word: only with its unit does it name the place, and alone nothing is Hangul for it.
    common: bool,
    /// Folded spellings that the user says do not mean it.
    forbidden: BTreeSet<Vec<String>>,
}

impl Name {
    /// Whether its letters or its Hangul only write a name of another language: it sounds like nothing else.
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }
}

/// The names that are known: those compiled in and the user's own.
#[derive(Debug, Default)]
pub struct Lexicon {
    names: Vec<table::Entry>,
    /// The keys of what is compiled in, and where each of its names now stands in `names`; `None` if the user removed it.
    table: &'static str,
    numbers: Vec<Option<usize>>,
    /// The keys of what the user added or changed.
    own: BTreeMap<String, Vec<usize>>,
    /// Names of `own`: the table's keys do not count for them.
    changed: BTreeSet<usize>,
    /// Folded spellings that name nobody.
    forbidden: BTreeSet<Vec<String>>,
    /// The text of the user's names.toml.
    user_rules: String,
}

/// Numbers that are tried to know a series by.
const MOST_OF_SERIES: u32 = 40;
/// Most words of a spelling.
const MAX_WORDS: usize = 8;

static BUILTIN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::compiled_in()));

impl Lexicon {
    /// The names compiled in.
    pub fn builtin() -> Arc<Lexicon> {
        BUILTIN.clone()
    }

    fn compiled_in() -> Lexicon {
        let (names, table) = table::read(table::BUILTIN);
        let numbers = (0..names.len()).map(Some).collect();
        Lexicon {
            names,
            table,
            numbers,
            ..Lexicon::default()
        }
    }

    /// All names, in the order of the files.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.names.iter().map(table::Entry::name)
    }

    /// The name with this id.
    pub fn by_id(&self, id: &str) -> Option<&Name> {
        self.names().find(|n| &*n.id.0 == id)
    }

    /// The names that have a spelling which begins at the first of `words` and takes most of them, with the number of words that it
    /// takes; several where a spelling is that of several names. Words are as [`crate::analyze::units`] gives them: folded
    /// terms, runs of syllables as they stand (without a particle). Korean words match however they are spaced.
    pub fn matching<'a>(
        &'a self,
        words: &[&str],
    ) -> impl Iterator<Item = (usize, &'a Name)> + use<'a> {
        let most = words.len().min(MAX_WORDS);
        let mut found = Vec::new();
        for taken in (1..=most).rev() {
            let words = &words[..taken];
            let mut numbers = self.with_key(&key::of(words));
            numbers.retain(|&at| self.names[at].name().is_written(words));
            if !numbers.is_empty() {
                found.extend(numbers.into_iter().map(|at| (taken, self.names[at].name())));
                break;
            }
        }
        found.into_iter()
    }

    /// A name of a series whose other numbers are known (Hwasong-29 where there is a Hwasong-18), with the number of words that it
    /// takes: the spellings of the known ones, with this number.
    pub fn of_series(&self, words: &[&str]) -> Option<(usize, Name)> {
        let is_number = |w: &&str| w.len() <= 3 && w.bytes().all(|b| b.is_ascii_digit());
        let at = (1..words.len().min(3)).find(|at| is_number(&words[*at]))?;
        let asked = words[at];
        let of_number = |lexicon: &Lexicon, number: &str| {
            let mut words = words.to_vec();
            words[at] = number;
            let mut names = lexicon.matching(&words);
            let (taken, name) = names.find(|(taken, name)| {
                *taken > at && writing::fold(&name.printed).iter().any(|w| w == number)
            })?;
            Some((taken, name.with_number(number, asked)))
        };
        // One that the user removed stays removed.
        if of_number(&Lexicon::builtin(), asked).is_some() || of_number(self, asked).is_some() {
            return None;
        }
        let known = (1..=MOST_OF_SERIES).filter_map(|known| of_number(self, &known.to_string()));
        known.reduce(|(taken, mut name), (more, other)| {
            for alias in other.aliases {
                if !name.aliases.contains(&alias) {
                    name.aliases.push(alias);
                }
            }
            (taken.max(more), name)
        })
    }

    /// The names with a spelling of the same consonants, by classes: all that may sound like these words, and more.
    pub fn near(&self, words: &[&str]) -> impl Iterator<Item = &Name> {
        let numbers = self.with_key(&key::of(words));
        numbers.into_iter().map(|at| self.names[at].name())
    }

    /// The names that `text` is a spelling of as a whole.
    pub fn named(&self, text: &str) -> Vec<&Name> {
        let words = writing::fold(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let whole = self
            .matching(&words)
            .filter(|(taken, _)| *taken == words.len());
        whole.map(|(_, name)| name).collect()
    }

    fn with_key(&self, key: &str) -> Vec<usize> {
        let listed = table::numbers(self.table, key);
        let mut all: Vec<usize> = listed
            .filter_map(|number| self.numbers.get(number).copied().flatten())
            .filter(|at| !self.changed.contains(at))
            .collect();
        all.extend(self.own.get(key).into_iter().flatten());
        all.sort_unstable();
        all
    }

    /// What stands before `words`, folded, where they are the end of a stated spelling of another name of its kind: `Democratic People's` before
    /// `Republic of Korea`, which then is not South Korea.
    pub fn before(&self, name: &Name, words: &[&str]) -> Vec<Vec<String>> {
        let Some(last) = words.last() else {
            return Vec::new();
        };
        let others = self
            .names
            .iter()
            .filter(|entry| entry.may_state(last))
            .map(table::Entry::name)
            .filter(|other| other.kind == name.kind && other.id != name.id);
        let stated = others.flat_map(|n| {
            std::iter::once(&n.printed)
                .chain(&n.aliases)
                .chain(&n.translations)
        });
        let likely = stated.filter(|text| {
            text.len() > last.len()
                && text.is_char_boundary(text.len() - last.len())
                && text[text.len() - last.len()..].eq_ignore_ascii_case(last)
        });
        let longer = likely.map(|text| writing::fold(text));
        let before = longer.filter_map(|all| {
            let cut = all.len().checked_sub(words.len()).filter(|cut| *cut > 0)?;
            (all[cut..] == *words).then(|| all[..cut].to_vec())
        });
        before.collect()
    }

    /// Whether the user says that these words, folded, name nobody.
    pub fn forbids(&self, words: &[&str]) -> bool {
        !self.forbidden.is_empty()
            && self
                .forbidden
                .contains(&words.iter().map(|w| w.to_string()).collect::<Vec<_>>())
    }

    /// The text of the user's `names.toml` that was laid over what is compiled in; empty if there is none.
    pub fn user_rules(&self) -> &str {
        &self.user_rules
    }

    /// Changes whenever a name or spelling does.
    pub fn fingerprint(&self) -> Digest {
        let mut said = table::BUILTIN.to_string();
        said.push_str(&self.user_rules);
        said.push_str(&writing::VERSION.to_string());
        Digest::of(said.as_bytes())
    }
}

#[cfg(test)]
mod tests;
