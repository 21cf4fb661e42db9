//! Owns which spellings of a name are looked for already, so that each is looked for once: the systems of spelling agree on many,
//! and a common spelling that is searched five times costs five times as much. Refuses to take apart what is not words in a row.

use std::collections::HashSet;

use super::names::any_of;
use crate::pattern::Pattern;

/// Most spellings that a pattern is taken apart into.
const MOST: usize = 512;
/// Most spellings of which a pattern is made again.
const LISTED: usize = 48;

/// The spellings, word by word, that are looked for already.
pub struct Seen(HashSet<Vec<String>>);

impl Seen {
    /// What was typed.
    pub fn new(typed: &[&str]) -> Seen {
        let typed = typed.iter().map(|word| word.to_string()).collect();
        Seen([typed].into())
    }

    /// What of the pattern is new, and its first spelling if that is not the whole pattern; `None` if nothing is.
    pub fn fresh(&mut self, pattern: Pattern) -> Option<(Pattern, Option<Vec<String>>)> {
        if let Pattern::Except(inner, others) = pattern {
            let (inner, first) = self.fresh(*inner)?;
            return Some((Pattern::Except(Box::new(inner), others), first));
        }
        let Some(all) = spellings(&pattern) else {
            return Some((pattern, None));
        };
        let count = all.len();
        let new: Vec<Vec<String>> = all
            .into_iter()
            .filter(|words| self.0.insert(words.clone()))
            .collect();
        if new.len() == count || new.len() > LISTED {
            return Some((pattern, None));
        }
        let first = new.first()?.clone();
        Some((any_of(new.into_iter().map(in_a_row).collect()), Some(first)))
    }
}

/// The words in a row that the pattern stands for; `None` where it is more than that, or stands for too many.
fn spellings(pattern: &Pattern) -> Option<Vec<Vec<String>>> {
    match pattern {
        Pattern::Terms { grams, width: 1 } => match grams.as_slice() {
            [gram] => Some(gram.any.iter().map(|term| vec![term.clone()]).collect()),
            _ => None,
        },
        Pattern::Any(variants) => {
            let mut all = Vec::new();
            for variant in variants {
                all.extend(spellings(&variant.pattern)?);
            }
            (all.len() <= MOST).then_some(all)
        }
        Pattern::Phrase(parts) => {
            let mut all: Vec<Vec<String>> = vec![Vec::new()];
            for part in parts {
                let next = spellings(part)?;
                if all.len() * next.len() > MOST {
                    return None;
                }
                let longer = all
                    .iter()
                    .flat_map(|row| next.iter().map(|more| [&row[..], &more[..]].concat()));
                all = longer.collect();
            }
            Some(all)
        }
        _ => None,
    }
}

fn in_a_row(words: Vec<String>) -> Pattern {
    let mut parts: Vec<Pattern> = words.into_iter().map(Pattern::term).collect();
    match parts.len() {
        1 => parts.remove(0),
        _ => Pattern::Phrase(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Gram;

    fn any(terms: &[&str]) -> Pattern {
        Pattern::Terms {
            grams: vec![Gram {
                offset: 0,
                any: terms.iter().map(|t| t.to_string()).collect(),
            }],
            width: 1,
        }
    }

    #[test]
    fn a_spelling_is_looked_for_once() {
        let mut seen = Seen::new(&["han", "mirae"]);
        let both = Pattern::Phrase(vec![any(&["han", "hahn"]), any(&["mirae"])]);
        let (pattern, first) = seen.fresh(both.clone()).unwrap();
        assert_eq!(first, Some(vec!["hahn".to_string(), "mirae".to_string()]));
        assert_eq!(spellings(&pattern), Some(vec![first.unwrap()]));
        assert!(seen.fresh(both).is_none());
    }
}
