//! Owns which spellings of a name are looked for already, so that each is looked for once: the systems of spelling agree on many,
//! and a common spelling that is searched five times costs five times as much. Refuses to take apart what is not words in a row.
//!
//! Spellings are thousands, but they are products of a few choices (a surname's, a syllable's): what is new of a product is again a
//! few products.

use super::names::any_of;
use crate::pattern::{Gram, Pattern};

/// Most products that a pattern is taken apart into, and that what is new of it is made of.
const MOST: usize = 24;

/// Words in a row, each any of some: the grams of the words one after another.
#[derive(Debug, Clone, PartialEq)]
struct Product {
    /// The offsets of each word's grams, and its width.
    words: Vec<(Vec<u32>, u32)>,
    grams: Vec<Vec<String>>,
}

/// The products that are looked for already.
pub struct Seen(Vec<Product>);

impl Seen {
    /// What was typed.
    pub fn new(typed: &[&str]) -> Seen {
        let words = typed.iter().map(|word| Pattern::term(*word)).collect();
        Seen(products(&Pattern::Phrase(words)).unwrap_or_default())
    }

    /// What of the pattern is new, and its first spelling if that is not the whole pattern and a spelling in words; `None` if nothing is.
    pub fn fresh(&mut self, pattern: Pattern) -> Option<(Pattern, Option<Vec<String>>)> {
        if let Pattern::Except(inner, others) = pattern {
            let (inner, first) = self.fresh(*inner)?;
            return Some((Pattern::Except(Box::new(inner), others), first));
        }
        let Some(all) = products(&pattern) else {
            return Some((pattern, None));
        };
        let mut new: Vec<Product> = Vec::new();
        for product in &all {
            let mut left = vec![product.clone()];
            for seen in &self.0 {
                let less: Vec<Product> = left.iter().flat_map(|p| p.less(seen)).collect();
                // Too many pieces cost more than to look for some of it twice.
                if less.len() <= MOST {
                    left = less;
                }
            }
            new.extend(left);
            self.0.push(product.clone());
        }
        if new == all {
            return Some((pattern, None));
        }
        let first = new.first()?;
        // Grams are no words.
        let words = first.words.iter().all(|(offsets, _)| offsets.len() == 1);
        let spelled = first.grams.iter().filter_map(|some| some.first().cloned());
        let spelled = words.then(|| spelled.collect());
        let patterns = new.into_iter().map(Product::into_pattern).collect();
        Some((any_of(patterns), spelled))
    }
}

impl Product {
    /// What is in this product and not in the other: at the first gram what the other lacks, at the next what it lacks of those that
    /// agree before, and so on.
    fn less(&self, other: &Product) -> Vec<Product> {
        let both = |at: usize| -> (Vec<String>, Vec<String>) {
            let some = self.grams[at].iter().cloned();
            some.partition(|term| other.grams[at].contains(term))
        };
        if self.words != other.words {
            return vec![self.clone()];
        }
        let parted: Vec<(Vec<String>, Vec<String>)> = (0..self.grams.len()).map(both).collect();
        if parted.iter().any(|(shared, _)| shared.is_empty()) {
            return vec![self.clone()];
        }
        let pieces = parted
            .iter()
            .enumerate()
            .filter(|(_, (_, own))| !own.is_empty());
        let piece = |(at, (_, own)): (usize, &(Vec<String>, Vec<String>))| {
            let mut grams: Vec<Vec<String>> = parted[..at]
                .iter()
                .map(|(shared, _)| shared.clone())
                .collect();
            grams.push(own.clone());
            grams.extend_from_slice(&self.grams[at + 1..]);
            Product {
                words: self.words.clone(),
                grams,
            }
        };
        pieces.map(piece).collect()
    }

    fn into_pattern(self) -> Pattern {
        let mut grams = self.grams.into_iter();
        let mut parts: Vec<Pattern> = Vec::new();
        for (offsets, width) in self.words {
            let here = offsets.into_iter().zip(grams.by_ref());
            parts.push(Pattern::Terms {
                grams: here.map(|(offset, any)| Gram { offset, any }).collect(),
                width,
            });
        }
        match parts.len() {
            1 => parts.remove(0),
            _ => Pattern::Phrase(parts),
        }
    }
}

/// The products that the pattern stands for; `None` where it is more than that, or stands for too many.
fn products(pattern: &Pattern) -> Option<Vec<Product>> {
    match pattern {
        Pattern::Terms { grams, width } => Some(vec![Product {
            words: vec![(grams.iter().map(|gram| gram.offset).collect(), *width)],
            grams: grams.iter().map(|gram| gram.any.clone()).collect(),
        }]),
        Pattern::Any(variants) => {
            let mut all: Vec<Product> = Vec::new();
            for variant in variants {
                for product in products(&variant.pattern)? {
                    // Words that are any of some are one choice.
                    let same = |known: &&mut Product| {
                        known.words == product.words && known.grams.len() == 1
                    };
                    match all.iter_mut().find(same) {
                        Some(known) => known.grams[0].extend(product.grams.into_iter().flatten()),
                        None => all.push(product),
                    }
                }
            }
            (all.len() <= MOST).then_some(all)
        }
        Pattern::Phrase(parts) => {
            let mut all = vec![Product {
                words: Vec::new(),
                grams: Vec::new(),
            }];
            for part in parts {
                let next = products(part)?;
                if all.len() * next.len() > MOST {
                    return None;
                }
                let longer = all.iter().flat_map(|row| {
                    next.iter().map(|more| Product {
                        words: [&row.words[..], &more.words].concat(),
                        grams: [&row.grams[..], &more.grams].concat(),
                    })
                });
                all = longer.collect();
            }
            Some(all)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(
            pattern,
            Pattern::Phrase(vec![any(&["hahn"]), any(&["mirae"])])
        );
        assert!(seen.fresh(both).is_none());
    }

    #[test]
    fn what_is_new_of_many_spellings_is_said_in_few() {
        let mut seen = Seen::new(&[]);
        let syllables: Vec<String> = (0..40).map(|at| format!("s{at}")).collect();
        let all: Vec<&str> = syllables.iter().map(String::as_str).collect();
        let common = Pattern::Phrase(vec![any(&all[..20]), any(&all[..20]), any(&all[..20])]);
        assert!(seen.fresh(common).is_some());
        let more = Pattern::Phrase(vec![any(&all), any(&all), any(&all[..20])]);
        let (new, _) = seen.fresh(more).unwrap();
        let parts = [
            Pattern::Phrase(vec![any(&all[20..]), any(&all), any(&all[..20])]),
            Pattern::Phrase(vec![any(&all[..20]), any(&all[20..]), any(&all[..20])]),
        ];
        assert_eq!(new, any_of(parts.to_vec()));
    }
}
