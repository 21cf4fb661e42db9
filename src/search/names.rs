//! Owns the step from a name of an outlet, as people write it, to the ids that it means. Refuses to answer for a name that
//! nobody knows, or that may mean several outlets: the error offers what may be meant.

use std::sync::Arc;

use super::Library;
use crate::error::{Error, Result};
use crate::source::{Registry, slug};

impl Library {
    /// The ids that a name of an outlet may mean.
    pub(super) fn outlet(&self, name: &str) -> Result<Vec<String>> {
        let registry = self.registry();
        let mut ids: Vec<String> = match registry.named(name) {
            Some(source) => vec![source.id.clone()],
            None => registry
                .may_mean(name)
                .iter()
                .map(|s| s.id.clone())
                .collect(),
        };
        if ids.is_empty() && self.searcher.knows_outlet(&slug(name))? {
            ids.push(slug(name));
        }
        if ids.len() > 1 {
            // An ambiguous name means the one that this index holds, if it holds one of them only.
            let mut held = Vec::new();
            for id in &ids {
                if self.searcher.knows_outlet(id)? {
                    held.push(id.clone());
                }
            }
            if held.len() == 1 {
                return Ok(held);
            }
            let names: Vec<&str> = ids
                .iter()
                .filter_map(|id| registry.by_id(id))
                .map(|s| s.name.as_str())
                .collect();
            return Err(Error::UnknownName(format!(
                "{name:?} may mean {}: name one of them",
                names.join(", ")
            )));
        }
        if !ids.is_empty() {
            return Ok(ids);
        }
        let mut near: Vec<String> = registry
            .nearest(name, 3)
            .into_iter()
            .map(String::from)
            .collect();
        let wanted = slug(name);
        for id in self.searcher.outlets()?.into_keys() {
            let close = crate::source::distance(&id, &wanted) * 3 <= wanted.chars().count();
            if close && registry.by_id(&id).is_none() {
                near.extend(self.searcher.printed_name(&id)?);
            }
        }
        let offer = if near.is_empty() {
            "`sosik sources` lists them".into()
        } else {
            format!("did you mean {}?", near.join(", "))
        };
        Err(Error::UnknownName(format!(
            "{name:?}: no outlet of this name is known; {offer}"
        )))
    }

    pub(super) fn registry(&self) -> &Registry {
        self.registry.get_or_init(|| {
            let rules = &self.searcher.payload().sources;
            match rules.is_empty() {
                true => Registry::builtin(),
                false => Registry::with_rules(rules).map_or_else(|_| Registry::builtin(), Arc::new),
            }
        })
    }
}
