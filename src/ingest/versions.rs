//! Owns the versions of all that decides what is in an index, and whether an index of other versions still serves.

use std::collections::BTreeMap;

use crate::index;
use crate::read;

/// Versions of this program's stages, formats and files.
pub(crate) fn versions() -> BTreeMap<String, u32> {
    let mut versions = BTreeMap::from([
        ("catalog".to_string(), index::CATALOG_VERSION),
        ("schema".to_string(), index::SCHEMA_VERSION),
        ("analyzer".to_string(), crate::analyze::VERSION),
        ("split".to_string(), crate::split::VERSION),
        ("attribution".to_string(), crate::attribute::VERSION),
    ]);
    versions.extend(
        read::formats()
            .iter()
            .map(|f| (format!("format {}", f.name()), f.version())),
    );
    versions
}

/// Why an index made with `theirs` does not serve this program; `None` if it does.
pub(crate) fn outdated(theirs: &BTreeMap<String, u32>) -> Option<String> {
    let ours = versions();
    let names = theirs.keys().chain(ours.keys());
    let differs = |name: &&String| theirs.get(*name) != ours.get(*name);
    let version = |of: &BTreeMap<String, u32>, name: &String| {
        of.get(name).map_or("none".into(), u32::to_string)
    };
    names.into_iter().find(differs).map(|name| {
        format!(
            "{name} version {}, now {}",
            version(theirs, name),
            version(&ours, name)
        )
    })
}
