//! Owns the form in which the registry is compiled in: an outlet a line, so that a search that names one needs no parser of TOML.
//!
//! `source/registry.tab` is made of `source/registry.toml` by a test (`BLESS=1 cargo test source::`), which fails when they differ.

use super::Source;

/// The table compiled in.
pub(super) const BUILTIN: &str = include_str!("registry.tab");

/// The outlets of a table; a test sees to it that each line of the one compiled in is whole.
pub(super) fn read(table: &str) -> impl Iterator<Item = Source> {
    table.lines().filter_map(read_source)
}

fn read_source(line: &str) -> Option<Source> {
    let mut fields = line.split('\t');
    let mut text = || fields.next().map(str::to_string);
    let (id, name, kind) = (text()?, text()?, text()?);
    let (country, owner) = (stated(text()?), stated(text()?));
    let mut list = || {
        let parts = fields.next()?.split('|').filter(|p| !p.is_empty());
        Some(parts.map(str::to_string).collect())
    };
    Some(Source {
        id,
        name,
        kind,
        country,
        owner,
        aliases: list()?,
        native: list()?,
        ambiguous: list()?,
        domains: list()?,
        langs: list()?,
    })
}

fn stated(field: String) -> Option<String> {
    (!field.is_empty()).then_some(field)
}

/// The table of these outlets, as text.
#[cfg(test)]
pub(super) fn write(sources: &[Source]) -> String {
    let line = |source: &Source| {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let fields = [
            source.id.clone(),
            source.name.clone(),
            source.kind.clone(),
            optional(&source.country),
            optional(&source.owner),
            source.aliases.join("|"),
            source.native.join("|"),
            source.ambiguous.join("|"),
            source.domains.join("|"),
            source.langs.join("|"),
        ];
        fields.join("\t") + "\n"
    };
    sources.iter().map(line).collect()
}
