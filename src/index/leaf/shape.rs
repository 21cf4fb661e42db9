//! Owns what a pattern comes to in a segment: what can't match there is left out, and words that match wherever they stand are told
//! from what must stand together. Refuses to move a cursor.

use crate::pattern::Pattern;

/// Whether the terms that occur several times may have one cursor. Of variants of several terms each, one would move it past a
/// document where another one stands.
pub(super) fn may_share(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Terms { .. } => true,
        Pattern::Any(variants) => !variants.iter().any(|v| needs_positions(&v.pattern)),
        Pattern::Phrase(parts) | Pattern::Window { parts, .. } => parts.iter().all(may_share),
        Pattern::Except(..) => false,
        Pattern::Tail(_, inner) => may_share(inner),
    }
}

/// Whether documents that hold the terms may still not match.
pub(super) fn needs_positions<T>(pattern: &Pattern<T>) -> bool {
    match pattern {
        Pattern::Terms { grams, .. } => grams.len() > 1,
        Pattern::Any(variants) => variants.iter().any(|v| needs_positions(&v.pattern)),
        Pattern::Phrase(parts) | Pattern::Window { parts, .. } => {
            parts.len() > 1 || parts.iter().any(needs_positions)
        }
        Pattern::Except(..) => true,
        Pattern::Tail(_, inner) => needs_positions(inner),
    }
}

/// The pattern without what can't match since its terms are not in the segment; `None` if nothing is left.
pub(super) fn prune(pattern: Pattern<usize>) -> Option<Pattern<usize>> {
    match pattern {
        Pattern::Terms { ref grams, .. } => {
            grams.iter().all(|g| !g.any.is_empty()).then_some(pattern)
        }
        Pattern::Any(variants) => {
            let alive = variants.into_iter().filter_map(|mut v| {
                v.pattern = prune(v.pattern)?;
                Some(v)
            });
            let alive: Vec<_> = alive.collect();
            (!alive.is_empty()).then_some(Pattern::Any(alive))
        }
        Pattern::Phrase(parts) => Some(Pattern::Phrase(
            parts.into_iter().map(prune).collect::<Option<_>>()?,
        )),
        Pattern::Window { parts, slop } => Some(Pattern::Window {
            parts: parts.into_iter().map(prune).collect::<Option<_>>()?,
            slop,
        }),
        Pattern::Except(inner, others) => {
            let inner = Box::new(prune(*inner)?);
            Some(Pattern::Except(
                inner,
                others.into_iter().filter_map(prune).collect(),
            ))
        }
        Pattern::Tail(skip, inner) => Some(Pattern::Tail(skip, Box::new(prune(*inner)?))),
    }
}

/// A pattern by what it asks of an index.
pub(super) struct Parted {
    /// The variants that are a word each, as cursors with what an occurrence counts.
    pub(super) flat: Vec<(usize, f32)>,
    /// What must stand together, each with its weight.
    pub(super) ways: Vec<(Pattern<usize>, f32)>,
    /// What takes matches of the ways away.
    pub(super) others: Vec<Pattern<usize>>,
}

/// The parts of a pattern. `terms` are the cursors' words: of one that several variants say the heaviest counts, once.
pub(super) fn parted(pattern: Pattern<usize>, terms: &[String]) -> Parted {
    let (inner, others) = match pattern {
        Pattern::Except(inner, others) => (*inner, others),
        inner => (inner, Vec::new()),
    };
    let mut ways = Vec::new();
    variants(inner, 1.0, &mut ways);
    let mut alone = Vec::new();
    // Something may be taken away from a word too, and then it matters where it stands.
    if others.is_empty() {
        (ways, alone) = ways.into_iter().partition(|(p, _)| needs_positions(p));
    }
    let mut weights = vec![0f32; terms.len()];
    for (pattern, weight) in &alone {
        heaviest(pattern, *weight, &mut weights);
    }
    let mut flat: Vec<(usize, f32)> = Vec::new();
    for (cursor, weight) in weights.into_iter().enumerate().filter(|(_, w)| *w > 0.0) {
        match flat
            .iter_mut()
            .find(|(other, _)| terms[*other] == terms[cursor])
        {
            Some((_, heavier)) => *heavier = heavier.max(weight),
            None => flat.push((cursor, weight)),
        }
    }
    Parted { flat, ways, others }
}

/// The variants of a pattern, be they variants of variants, each with its weight.
fn variants(pattern: Pattern<usize>, weight: f32, into: &mut Vec<(Pattern<usize>, f32)>) {
    match pattern {
        Pattern::Any(each) => {
            for variant in each {
                variants(variant.pattern, weight * variant.weight, into);
            }
        }
        pattern => into.push((pattern, weight)),
    }
}

/// The weight of each cursor: that of the heaviest variant that it stands for.
pub(super) fn heaviest(pattern: &Pattern<usize>, weight: f32, weights: &mut [f32]) {
    match pattern {
        Pattern::Terms { grams, .. } => {
            for &cursor in grams.iter().flat_map(|g| &g.any) {
                weights[cursor] = weights[cursor].max(weight);
            }
        }
        Pattern::Any(variants) => {
            for variant in variants {
                heaviest(&variant.pattern, weight * variant.weight, weights);
            }
        }
        Pattern::Phrase(parts) | Pattern::Window { parts, .. } => {
            for part in parts {
                heaviest(part, weight, weights);
            }
        }
        Pattern::Tail(_, inner) | Pattern::Except(inner, _) => heaviest(inner, weight, weights),
    }
}
