//! Owns the user's `names.toml`: names of his own, corrections of those that are known, names and spellings that he does not want.
//! Refuses unknown keys, with the line.
//!
//! ```toml
//! # Names that shall not be known, by their printed form or id; here before the tables.
//! remove = ["Kim Chaek"]
//! # Spellings that name nobody.
//! forbid = ["On Song"]
//!
//! # A name that is not known, or more of one that is: alias, translation and forbid are added, the rest is replaced.
//! # The tables are person, place, organisation, term, outlet.
//! [[person]]
//! name = "Ri Ok-bin"
//! north = "리옥빈"
//! alias = ["Okbin Lee"]
//! forbid = ["Ok Bin"]
//!
//! [[place]]
//! name = "Marusan"
//! north = "마루산"
//! unit = "county"
//! ```

use std::path::Path;
use std::sync::Arc;

use super::entry::{Entry, File};
use super::{Lexicon, Name, NameKind, table, writing};
use crate::error::{Error, Result};
use crate::source::{distance, slug};

const FILE: &str = "names.toml";

impl Lexicon {
    /// The names compiled in, with what `names.toml` at the corpus root says, if there is one.
    ///
    /// # Errors
    /// If the file can't be read, or says what can't be understood; the words name the line.
    pub fn load(corpus: &Path) -> Result<Arc<Lexicon>> {
        let text = match std::fs::read_to_string(corpus.join(FILE)) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Lexicon::builtin()),
            Err(e) => return Err(Error::io(FILE, e)),
        };
        Lexicon::with_rules(text.trim_start_matches('\u{feff}')).map(Arc::new)
    }

    /// The names compiled in, with what the text of a `names.toml` says.
    ///
    /// # Errors
    /// See [`Lexicon::load`].
    ///
    /// ```
    /// let rules = r#"
    ///     [[person]]
    ///     name = "Ri Ok-bin"
    ///     north = "리옥빈"
    /// "#;
    /// let lexicon = sosik::name::Lexicon::with_rules(rules)?;
    /// let names: Vec<&str> = lexicon.named("Okbin Lee").iter().map(|n| n.printed.as_str()).collect();
    /// assert_eq!(names, ["Ri Ok-bin"]);
    /// # Ok::<(), sosik::Error>(())
    /// ```
    pub fn with_rules(text: &str) -> Result<Lexicon> {
        let file: File = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(1, |span| line_of(text, span.start));
            config(line, e.message().trim().to_string())
        })?;
        let mut lexicon = Lexicon::compiled_in();
        lexicon.user_rules = text.to_string();
        for printed in &file.remove {
            lexicon
                .remove(printed.get_ref().trim())
                .map_err(|reason| config(line_of(text, printed.span().start), reason))?;
        }
        let forbidden = file.forbid.clone();
        for (kind, entry) in file.entries() {
            lexicon
                .add(kind, entry)
                .map_err(|(at, reason)| config(line_of(text, at), reason))?;
        }
        for spelling in &forbidden {
            lexicon.forbid(spelling);
        }
        Ok(lexicon)
    }

    /// Adds what an entry states: a name, or more of one that is known.
    fn add(
        &mut self,
        kind: NameKind,
        mut entry: Entry,
    ) -> std::result::Result<(), (usize, String)> {
        let forbid = std::mem::take(&mut entry.forbid);
        let stated_id = entry.id.is_some();
        let more = entry.into_name(kind)?;
        let known = self
            .names()
            .position(|known| known.id == more.id || !stated_id && known.printed == more.printed);
        let at = match known {
            Some(at) => {
                self.unlist(at);
                self.change(at, |name| merge(name, more));
                at
            }
            None => {
                self.names.push(more.into());
                self.names.len() - 1
            }
        };
        let forbidden = forbid.iter().map(|s| writing::fold(s));
        self.change(at, |name| name.forbidden.extend(forbidden));
        self.list(at);
        Ok(())
    }

    /// Takes a name out.
    fn remove(&mut self, printed: &str) -> std::result::Result<(), String> {
        let id = slug(printed);
        let found = self
            .names()
            .position(|n| *n.id.0 == *id || n.printed == printed);
        let Some(at) = found else {
            let mut near: Vec<(usize, &str)> = self
                .names()
                .map(|n| (distance(&id, &n.id.0), n.printed.as_str()))
                .collect();
            near.sort();
            let near: Vec<&str> = near.iter().take(3).map(|(_, name)| *name).collect();
            return Err(format!(
                "{printed:?} is no known name; the nearest are {}",
                near.join(", ")
            ));
        };
        self.unlist(at);
        self.names.remove(at);
        let behind = |number: usize| if number > at { number - 1 } else { number };
        for number in &mut self.numbers {
            *number = number.filter(|n| *n != at).map(behind);
        }
        for numbers in self.own.values_mut() {
            numbers.iter_mut().for_each(|n| *n = behind(*n));
        }
        self.changed = self
            .changed
            .iter()
            .filter(|n| **n != at)
            .map(|n| behind(*n))
            .collect();
        Ok(())
    }

    /// Makes a spelling name nobody.
    fn forbid(&mut self, spelling: &str) {
        let words = writing::fold(spelling);
        let refs: Vec<&str> = words.iter().map(String::as_str).collect();
        for at in self.with_key(&super::key::of(&refs)) {
            self.change(at, |name| name.forbidden.extend([words.clone()]));
        }
        self.forbidden.insert(words);
    }

    fn change(&mut self, at: usize, how: impl FnOnce(&mut Name)) {
        let mut name = self.names[at].name().clone();
        how(&mut name);
        self.names[at] = name.into();
    }

    /// Lists the spellings of a name that the table does not know or knows otherwise.
    fn list(&mut self, at: usize) {
        for key in table::keys(self.names[at].name()) {
            self.own.entry(key).or_default().push(at);
        }
        self.changed.insert(at);
    }

    fn unlist(&mut self, at: usize) {
        self.own
            .values_mut()
            .for_each(|numbers| numbers.retain(|n| *n != at));
        self.changed.insert(at);
    }
}

fn merge(known: &mut Name, more: Name) {
    known.kind = more.kind;
    if known.printed != more.printed {
        let before = std::mem::replace(&mut known.printed, more.printed);
        known.aliases.push(before);
    }
    known.north = more.north.or(known.north.take());
    known.south = more.south.or(known.south.take());
    if !more.hanja.is_empty() {
        known.hanja = more.hanja;
    }
    known.unit = more.unit.or(known.unit);
    known.aliases.extend(more.aliases);
    known.translations.extend(more.translations);
    known.foreign |= more.foreign;
    known.common |= more.common;
}

fn config(line: usize, reason: String) -> Error {
    Error::Config {
        path: format!("{FILE}:{line}"),
        reason,
    }
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().iter().take(at);
    before.filter(|&&b| b == b'\n').count() + 1
}
