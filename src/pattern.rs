//! Owns what a word, phrase or NEAR of a query has become: terms of the analyzer and how they must stand together.
//! One evaluation serves the index (over postings) and the highlighter (over a passage's tokens), so that what
//! is found and what is marked cannot differ. Refuses to know where positions come from.

/// How terms must stand in a passage to match. Positions are those of [`crate::analyze`]: a word takes one, a Korean
/// word one a syllable.
///
/// Generic over what stands for a term: the word itself, or a cursor's number where a segment of an index is searched.
#[derive(Debug, Clone, PartialEq)]
pub enum Pattern<T = String> {
    /// Terms at fixed distances from the first: a single word, or the grams of a Korean word.
    Terms {
        /// The terms, by rising offset; the first offset is 0.
        grams: Vec<Gram<T>>,
        /// Positions that the whole takes.
        width: u32,
    },
    /// Any of the variants; each match counts with its variant's weight.
    Any(Vec<Variant<T>>),
    /// The parts one right after another.
    Phrase(Vec<Pattern<T>>),
    /// The parts in any order, without overlap, with at most `slop` positions between them in all.
    Window {
        /// What must stand together.
        parts: Vec<Pattern<T>>,
        /// Positions that may lie between.
        slop: u32,
    },
    /// The matches of the pattern, but for those places that one of the others matches too.
    Except(Box<Pattern<T>>, Vec<Pattern<T>>),
    /// The matches of the pattern, less so many positions at their start: the second syllable of a Korean gram.
    Tail(u32, Box<Pattern<T>>),
}

/// A term at its place in a [`Pattern::Terms`].
#[derive(Debug, Clone, PartialEq)]
pub struct Gram<T = String> {
    /// Positions after the first gram.
    pub offset: u32,
    /// The terms that may stand there.
    pub any: Vec<T>,
}

/// One of the forms of a [`Pattern::Any`].
#[derive(Debug, Clone, PartialEq)]
pub struct Variant<T = String> {
    /// The form.
    pub pattern: Pattern<T>,
    /// 1 for the word as it was typed, less the farther the form is from that.
    pub weight: f32,
    /// How the form came about and what it is, for `--explain`.
    pub form: Form,
}

/// How a variant relates to what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Form {
    /// Why it is there.
    pub why: Why,
    /// The words it looks for, as one would type them.
    pub text: String,
}

/// Why a variant is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// As typed.
    Exact,
    /// Another form of the same stem.
    Stem,
    /// The Korean word without its particle.
    Particle,
    /// At the beginning of a longer Korean word.
    Begins,
    /// Inside another Korean word.
    Inside,
    /// As the other Korea spells it.
    Spelling,
    /// In Chinese characters, or in Hangul for them.
    Hanja,
    /// Korean words written apart that were typed together, or the other way round.
    Spacing,
    /// Begins so.
    Prefix,
    /// Nearly so.
    Fuzzy,
    /// The same name in another spelling or script.
    Name,
    /// The same name, its parts translated.
    Parts,
    /// Sounds like the name.
    Sound,
}

impl Why {
    /// The word that `--explain` prints.
    pub fn name(self) -> &'static str {
        match self {
            Why::Exact => "as typed",
            Why::Stem => "same stem",
            Why::Particle => "without particle",
            Why::Begins => "begins a word",
            Why::Inside => "inside a word",
            Why::Spelling => "northern or southern spelling",
            Why::Hanja => "Chinese characters",
            Why::Spacing => "spaced otherwise",
            Why::Prefix => "prefix",
            Why::Fuzzy => "fuzzy",
            Why::Name => "variant of the name",
            Why::Parts => "translated in parts",
            Why::Sound => "sounds alike",
        }
    }
}

/// A match: positions `start..end`, with the weight of the variants that made it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// The product of the weights on the way.
    pub weight: f32,
}

impl Pattern {
    /// The pattern of a single term that takes one position.
    pub fn term(term: impl Into<String>) -> Pattern {
        Pattern::Terms {
            grams: vec![Gram {
                offset: 0,
                any: vec![term.into()],
            }],
            width: 1,
        }
    }
}

impl Pattern {
    /// The matches of `inner` where none of `others` matches too, said as simply as can be: what can't match the same place takes
    /// nothing away, and a word alone is taken out by itself.
    pub fn except(mut inner: Pattern, mut others: Vec<Pattern>) -> Pattern {
        let (least, most) = inner.widths();
        others.retain(|other| {
            let (shortest, longest) = other.widths();
            shortest <= most && longest >= least
        });
        if inner.is_alone() && others.iter().all(Pattern::is_alone) {
            let mut taken: Vec<&String> = Vec::new();
            others
                .iter()
                .for_each(|o| o.each_term(&mut |term| taken.push(term)));
            inner.take_out(&taken);
            return inner;
        }
        match others.is_empty() {
            true => inner,
            false => Pattern::Except(Box::new(inner), others),
        }
    }

    /// The least and the most positions that a match takes.
    fn widths(&self) -> (u32, u32) {
        match self {
            Pattern::Terms { width, .. } => (*width, *width),
            Pattern::Any(variants) => {
                let widths = variants.iter().map(|v| v.pattern.widths());
                widths
                    .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
                    .unwrap_or((0, 0))
            }
            Pattern::Phrase(parts) => parts
                .iter()
                .map(Pattern::widths)
                .fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)),
            Pattern::Window { .. } => (0, u32::MAX),
            Pattern::Except(inner, _) => inner.widths(),
            Pattern::Tail(_, inner) => (0, inner.widths().1),
        }
    }

    /// Whether it is a word, or any of several.
    fn is_alone(&self) -> bool {
        match self {
            Pattern::Terms { grams, .. } => grams.len() == 1,
            Pattern::Any(variants) => variants.iter().all(|v| v.pattern.is_alone()),
            _ => false,
        }
    }

    fn take_out(&mut self, taken: &[&String]) {
        match self {
            Pattern::Terms { grams, .. } => grams
                .iter_mut()
                .for_each(|g| g.any.retain(|term| !taken.contains(&term))),
            Pattern::Any(variants) => variants.iter_mut().for_each(|v| v.pattern.take_out(taken)),
            _ => {}
        }
    }
}

impl<T> Pattern<T> {
    /// Calls `f` with each term of the pattern.
    pub fn each_term<'a>(&'a self, f: &mut dyn FnMut(&'a T)) {
        match self {
            Pattern::Terms { grams, .. } => grams.iter().flat_map(|g| &g.any).for_each(f),
            Pattern::Any(variants) => variants.iter().for_each(|v| v.pattern.each_term(f)),
            Pattern::Phrase(parts) | Pattern::Window { parts, .. } => {
                parts.iter().for_each(|p| p.each_term(f))
            }
            Pattern::Except(inner, others) => {
                inner.each_term(f);
                others.iter().for_each(|p| p.each_term(f));
            }
            Pattern::Tail(_, inner) => inner.each_term(f),
        }
    }

    /// The same pattern over other terms; `f` is called once for each term, in the order of [`Pattern::each_term`], and a term
    /// for which it gives `None` matches nothing.
    pub fn map<U>(&self, f: &mut dyn FnMut(&T) -> Option<U>) -> Pattern<U> {
        match self {
            Pattern::Terms { grams, width } => {
                let grams = grams.iter().map(|g| Gram {
                    offset: g.offset,
                    any: g.any.iter().filter_map(&mut *f).collect(),
                });
                Pattern::Terms {
                    grams: grams.collect(),
                    width: *width,
                }
            }
            Pattern::Any(variants) => {
                let map = variants.iter().map(|v| Variant {
                    pattern: v.pattern.map(f),
                    weight: v.weight,
                    form: v.form.clone(),
                });
                Pattern::Any(map.collect())
            }
            Pattern::Phrase(parts) => Pattern::Phrase(parts.iter().map(|p| p.map(f)).collect()),
            Pattern::Window { parts, slop } => Pattern::Window {
                parts: parts.iter().map(|p| p.map(f)).collect(),
                slop: *slop,
            },
            Pattern::Except(inner, others) => {
                let inner = Box::new(inner.map(f));
                Pattern::Except(inner, others.iter().map(|p| p.map(f)).collect())
            }
            Pattern::Tail(skip, inner) => Pattern::Tail(*skip, Box::new(inner.map(f))),
        }
    }

    /// All matches, by rising start; `positions` adds the rising positions of a term in the passage to a list.
    ///
    /// Overlapping matches of [`Pattern::Any`] at one start are all kept (a longer one may be what a phrase needs).
    pub fn matches(&self, positions: &mut dyn FnMut(&T, &mut Vec<u32>)) -> Vec<Match> {
        let mut found = Vec::new();
        self.find(positions, &mut Vec::new(), &mut found);
        found
    }

    /// Adds all matches to `found`, which is most often empty before and after: nothing is allocated for what is not there.
    /// `scratch` is anything's.
    pub(crate) fn find(
        &self,
        positions: &mut dyn FnMut(&T, &mut Vec<u32>),
        scratch: &mut Vec<u32>,
        found: &mut Vec<Match>,
    ) {
        let first = found.len();
        match self {
            Pattern::Terms { grams, width } => {
                let at = |start| Match {
                    start,
                    end: start + width,
                    weight: 1.0,
                };
                if let [gram] = grams.as_slice()
                    && let [term] = gram.any.as_slice()
                {
                    scratch.clear();
                    positions(term, scratch);
                    found.extend(scratch.iter().map(|&start| at(start)));
                    return;
                }
                found.extend(starts(grams, positions).into_iter().map(at));
            }
            Pattern::Any(variants) => {
                for variant in variants {
                    let before = found.len();
                    variant.pattern.find(positions, scratch, found);
                    for m in &mut found[before..] {
                        m.weight *= variant.weight;
                    }
                }
                if found.len() > first + 1 {
                    once_a_place(found, first);
                }
            }
            Pattern::Phrase(parts) => {
                let Some((head, others)) = parts.split_first() else {
                    return;
                };
                head.find(positions, scratch, found);
                for part in others {
                    let next_at = found.len();
                    if next_at == first {
                        return;
                    }
                    part.find(positions, scratch, found);
                    let joined_at = found.len();
                    for before in first..next_at {
                        let (m, next) = (found[before], &found[next_at..joined_at]);
                        let mut from = next_at + next.partition_point(|n| n.start < m.end);
                        while from < joined_at && found[from].start == m.end {
                            let n = found[from];
                            found.push(Match {
                                start: m.start,
                                end: n.end,
                                weight: m.weight * n.weight,
                            });
                            from += 1;
                        }
                    }
                    found.drain(first..joined_at);
                    found[first..].sort_by_key(|m| (m.start, m.end));
                }
            }
            Pattern::Except(inner, others) => {
                inner.find(positions, scratch, found);
                if found.len() > first {
                    let taken = others.iter().flat_map(|p| p.matches(positions));
                    take_away(found, first, &taken.collect::<Vec<_>>());
                }
            }
            Pattern::Tail(skip, inner) => {
                inner.find(positions, scratch, found);
                for m in &mut found[first..] {
                    m.start = (m.start + skip).min(m.end);
                }
            }
            Pattern::Window { parts, slop } => {
                let lists: Vec<Vec<Match>> = parts.iter().map(|p| p.matches(positions)).collect();
                found.extend(windows(&lists, *slop));
            }
        }
    }
}

/// Where all grams stand at their offsets from one place.
fn starts<T>(grams: &[Gram<T>], positions: &mut dyn FnMut(&T, &mut Vec<u32>)) -> Vec<u32> {
    let mut starts: Option<Vec<u32>> = None;
    for gram in grams {
        let mut here: Vec<u32> = Vec::new();
        for term in &gram.any {
            positions(term, &mut here);
        }
        here.retain_mut(|p| match p.checked_sub(gram.offset) {
            Some(start) => {
                *p = start;
                true
            }
            None => false,
        });
        here.sort_unstable();
        here.dedup();
        if let Some(before) = starts {
            here.retain(|p| before.binary_search(p).is_ok());
        }
        if here.is_empty() {
            return here;
        }
        starts = Some(here);
    }
    starts.unwrap_or_default()
}

/// The matches that lie in a smallest window around each match of the first list. Every list gives one match, none overlap,
/// and at most `slop` positions inside the window are covered by none.
///
/// Greedy from each left edge: linear in the matches for two parts, and bounded for more.
fn windows(lists: &[Vec<Match>], slop: u32) -> Vec<Match> {
    if lists.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let mut found: Vec<Match> = Vec::new();
    for (leader, list) in lists.iter().enumerate() {
        for first in list {
            // `first` is the leftmost of the window; every other part follows as early as it can.
            let (mut covered, mut weight) = (first.end - first.start, first.weight);
            let mut taken = vec![*first];
            for (at, other) in lists.iter().enumerate() {
                if at == leader {
                    continue;
                }
                let from = other.partition_point(|m| m.start < first.end);
                let free = other[from..]
                    .iter()
                    .take(64)
                    .find(|m| taken.iter().all(|t| m.start >= t.end || m.end <= t.start));
                let Some(m) = free else { break };
                covered += m.end - m.start;
                weight *= m.weight;
                taken.push(*m);
            }
            if taken.len() < lists.len() {
                continue;
            }
            let end = taken.iter().map(|m| m.end).max().unwrap_or(first.end);
            if end - first.start <= covered + slop {
                found.push(Match {
                    start: first.start,
                    end,
                    weight,
                });
            }
        }
    }
    once_a_place(&mut found, 0);
    found
}

/// Orders the matches from `first` on; where two variants match the very same place, the heavier one counts, once.
pub(crate) fn once_a_place(found: &mut Vec<Match>, first: usize) {
    found[first..].sort_by(|a, b| {
        (a.start, a.end)
            .cmp(&(b.start, b.end))
            .then(b.weight.total_cmp(&a.weight))
    });
    let mut kept = first;
    for at in first..found.len() {
        let same = |m: &Match| (m.start, m.end) == (found[at].start, found[at].end);
        if kept == first || !same(&found[kept - 1]) {
            found.swap(kept, at);
            kept += 1;
        }
    }
    found.truncate(kept);
}

/// Takes away the matches from `first` on whose places are taken.
pub(crate) fn take_away(found: &mut Vec<Match>, first: usize, taken: &[Match]) {
    let mut at = 0;
    found.retain(|m| {
        at += 1;
        let is_taken = |t: &Match| (t.start, t.end) == (m.start, m.end);
        at <= first || !taken.iter().any(is_taken)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(pattern: &Pattern, text: &str) -> Vec<(u32, u32)> {
        let words: Vec<&str> = text.split(' ').collect();
        let mut positions = |term: &String, to: &mut Vec<u32>| {
            to.extend(
                (0..)
                    .zip(&words)
                    .filter(|(_, w)| **w == term)
                    .map(|(i, _)| i),
            );
        };
        pattern
            .matches(&mut positions)
            .into_iter()
            .map(|m| (m.start, m.end))
            .collect()
    }

    fn any(words: &[&str]) -> Pattern {
        let variant = |w: &&str| Variant {
            pattern: Pattern::term(*w),
            weight: 1.0,
            form: Form {
                why: Why::Stem,
                text: w.to_string(),
            },
        };
        Pattern::Any(words.iter().map(variant).collect())
    }

    #[test]
    fn a_phrase_takes_any_form_at_each_place() {
        let phrase = Pattern::Phrase(vec![
            any(&["economic", "economy"]),
            any(&["sanction", "sanctions"]),
        ]);
        assert_eq!(
            find(
                &phrase,
                "the economic sanctions and economy sanction sanctions economic"
            ),
            [(1, 3), (4, 6)]
        );
    }

    #[test]
    fn what_is_taken_away_is_taken_away_however_it_is_said() {
        let both = any(&["kang", "gang"]);
        let less = Pattern::except(both.clone(), vec![Pattern::term("gang")]);
        assert!(!matches!(less, Pattern::Except(..)));
        assert_eq!(find(&less, "kang gang kang"), [(0, 1), (2, 3)]);
        // A longer name takes no shorter match away.
        let longer = Pattern::Phrase(vec![Pattern::term("gang"), Pattern::term("mountain")]);
        let all = Pattern::except(both, vec![longer.clone()]);
        assert_eq!(find(&all, "gang mountain"), [(0, 1)]);
        let phrase = Pattern::Phrase(vec![any(&["gang", "kang"]), Pattern::term("mountain")]);
        let none = Pattern::except(phrase, vec![longer]);
        assert_eq!(find(&none, "gang mountain kang mountain"), [(2, 4)]);
    }

    #[test]
    fn a_window_takes_either_order_and_counts_what_lies_between() {
        let near = |slop| Pattern::Window {
            parts: vec![Pattern::term("a"), Pattern::term("b")],
            slop,
        };
        assert_eq!(find(&near(2), "b x y a"), [(0, 4)]);
        assert_eq!(find(&near(1), "b x y a"), []);
        assert_eq!(find(&near(0), "a b"), [(0, 2)]);
    }

    #[test]
    fn a_word_twice_in_a_window_needs_two_places() {
        let twice = Pattern::Window {
            parts: vec![Pattern::term("a"), Pattern::term("a")],
            slop: 3,
        };
        assert_eq!(find(&twice, "a x x"), []);
        assert_eq!(find(&twice, "a x a"), [(0, 3)]);
    }
}
