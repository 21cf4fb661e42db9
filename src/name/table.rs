//! Owns the form in which the lexicon is compiled in: a name a line, an empty line, then the keys of all spellings, sorted, so that a
//! start of the program finds where lines begin, parses the few that a query needs, and looks the rest up where it lies.
//!
//! `name/lexicon.tab` is made of `name/lexicon.toml` by a test (`BLESS=1 cargo test name::`), which fails when they differ.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::entry::Unit;
use super::sorted::find;
use super::{Name, NameId, NameKind};

/// The table compiled in.
pub(super) const BUILTIN: &str = include_str!("lexicon.tab");

const KINDS: [(NameKind, &str); 5] = [
    (NameKind::Person, "person"),
    (NameKind::Place, "place"),
    (NameKind::Organisation, "organisation"),
    (NameKind::Term, "term"),
    (NameKind::Outlet, "outlet"),
];

/// A name that is parsed when it is first asked for.
#[derive(Debug)]
pub(super) struct Entry {
    line: &'static str,
    /// Apart, since most are never read.
    name: OnceLock<Box<Name>>,
}

impl Entry {
    /// The name; an unread line of the table is well-formed, which a test sees to.
    pub(super) fn name(&self) -> &Name {
        self.name
            .get_or_init(|| Box::new(read_name(self.line).unwrap_or_default()))
    }

    /// Whether a spelling that the name states may hold these letters, whatever their case: a look that parses nothing.
    pub(super) fn may_state(&self, letters: &str) -> bool {
        let (line, letters) = (self.line.as_bytes(), letters.as_bytes());
        line.is_empty()
            || line
                .windows(letters.len().max(1))
                .any(|w| w.eq_ignore_ascii_case(letters))
    }
}

impl From<Name> for Entry {
    fn from(name: Name) -> Entry {
        Entry {
            line: "",
            name: OnceLock::from(Box::new(name)),
        }
    }
}

/// The names of a table, and its keys.
pub(super) fn read(table: &'static str) -> (Vec<Entry>, &'static str) {
    let (names, keys) = match memchr::memmem::find(table.as_bytes(), b"\n\n") {
        Some(at) => (&table[..at], &table[at + 2..]),
        None => (table, ""),
    };
    let entry = |line| Entry {
        line,
        name: OnceLock::new(),
    };
    (names.lines().map(entry).collect(), keys)
}

fn read_name(line: &str) -> Option<Name> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let list = |field: &str| -> Vec<String> {
        let parts = field.split('|').filter(|p| !p.is_empty());
        parts.map(str::to_string).collect()
    };
    let text = |field: &str| (!field.is_empty()).then(|| field.to_string());
    let (id, kind, printed) = (next()?, next()?, next()?);
    let (north, south, hanja) = (text(next()?), text(next()?), list(next()?));
    let (unit, aliases, translations, flags) = (next()?, list(next()?), list(next()?), next()?);
    Some(Name {
        id: NameId(id.into()),
        kind: KINDS.iter().find(|(_, word)| *word == kind)?.0,
        printed: printed.to_string(),
        north,
        south,
        hanja,
        unit: Unit::ALL
            .iter()
            .find(|(_, word)| *word == unit)
            .map(|(u, _)| *u),
        aliases,
        translations,
        foreign: flags.contains('f'),
        homonym: flags.contains('h'),
        common: flags.contains('c'),
        forbidden: BTreeSet::new(),
    })
}

/// The numbers of the names that a table's keys list under `key`.
pub(super) fn numbers(keys: &'static str, key: &str) -> impl Iterator<Item = usize> + use<> {
    let line = find(keys, key).unwrap_or("");
    line.split(' ').filter_map(|n| n.parse().ok())
}

/// The keys of all spellings of a name.
pub(super) fn keys(name: &Name) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for writing in name.writings() {
        let mut begun: BTreeSet<String> = [String::new()].into();
        for forms in &writing.words {
            let keys: BTreeSet<String> = forms.iter().map(|w| super::key::of(&[w])).collect();
            let longer = begun
                .iter()
                .flat_map(|b| keys.iter().map(move |k| format!("{b}{k}")));
            begun = longer.collect();
        }
        all.extend(begun);
    }
    all
}

/// The table of these names, as text.
#[cfg(test)]
pub(super) fn write(names: &[Name]) -> String {
    let mut out = String::new();
    let mut by_key: std::collections::BTreeMap<String, Vec<String>> = Default::default();
    for (number, name) in names.iter().enumerate() {
        let kind = KINDS.iter().find(|(kind, _)| *kind == name.kind).unwrap().1;
        let unit = Unit::ALL.iter().find(|(unit, _)| Some(*unit) == name.unit);
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut flags = String::from("-");
        flags.extend(name.foreign.then_some('f'));
        flags.extend(name.homonym.then_some('h'));
        flags.extend(name.common.then_some('c'));
        let fields = [
            name.id.0.to_string(),
            kind.to_string(),
            name.printed.clone(),
            optional(&name.north),
            optional(&name.south),
            name.hanja.join("|"),
            unit.map_or(String::new(), |(_, word)| word.to_string()),
            name.aliases.join("|"),
            name.translations.join("|"),
            flags,
        ];
        assert!(
            fields.iter().all(|f| !f.contains(['\t', '\n'])),
            "{}",
            name.printed
        );
        out.push_str(&fields.join("\t"));
        out.push('\n');
        for key in keys(name) {
            by_key.entry(key).or_default().push(number.to_string());
        }
    }
    out.push('\n');
    for (key, numbers) in by_key {
        out.push_str(&format!("{key}\t{}\n", numbers.join(" ")));
    }
    out
}
