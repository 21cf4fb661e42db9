//! Owns the way from a passage and the patterns of a query to what is shown of it: a verbatim cut and its marks.
//! Refuses to reword: no ellipsis, no cleaning; that is for those who print.

mod cut;

use std::collections::HashMap;
use std::ops::Range;

use crate::analyze::{Token, places, tokens};
use crate::article::Span;
use crate::hit::Snippet;
use crate::pattern::{Match, Pattern};

/// The cut of at most `max_chars` chars of `passage` (a span of `article_text`) that shows the most of `patterns`, with all
/// that they match in it marked.
///
/// Of the stretches that fit, the one in which the most patterns match whole is taken; then the one with the most matches,
/// the greatest weight, the earliest. It is cut at the edges of sentences, else of words, never inside a grapheme (but
/// one longer than `max_chars`). Where nothing matches it is the passage's beginning, without marks.
pub fn snippet(
    article_text: &str,
    passage: Span,
    patterns: &[&Pattern],
    max_chars: usize,
) -> Snippet {
    let text = article_text.get(passage.range()).unwrap_or_default();
    let found = Found::new(text, patterns);
    let core = found.best_stretch(text, max_chars);
    let cut = cut::around(text, core, max_chars);
    let clipped = found.marks.iter().filter_map(|mark| {
        let (start, end) = (
            mark.start.max(cut.start as u32),
            mark.end.min(cut.end as u32),
        );
        (start < end).then(|| Span::new(start as usize - cut.start, end as usize - cut.start))
    });
    Snippet {
        text: text.get(cut.clone()).unwrap_or_default().to_string(),
        marks: clipped.collect(),
        span: Span::new(cut.start, cut.end).shift(passage.start as usize),
    }
}

/// What `patterns` match in `text`: rising, without overlap.
pub fn marks(text: &str, patterns: &[&Pattern]) -> Vec<Span> {
    Found::new(text, patterns).marks
}

/// What the patterns match in a text.
struct Found {
    /// The place of each position.
    places: Vec<Span>,
    /// The matches of each pattern, in positions.
    matches: Vec<Vec<Match>>,
    marks: Vec<Span>,
}

impl Found {
    fn new(text: &str, patterns: &[&Pattern]) -> Found {
        let mut of_term: HashMap<&str, Vec<u32>> = HashMap::new();
        for pattern in patterns {
            pattern.each_term(&mut |term| {
                of_term.entry(term).or_default();
            });
        }
        if of_term.is_empty() {
            return Found {
                places: Vec::new(),
                matches: Vec::new(),
                marks: Vec::new(),
            };
        }
        let (mut tokens, mut token) = (tokens(text), Token::default());
        while tokens.next_into(&mut token) {
            if let Some(positions) = of_term.get_mut(token.term.as_str()) {
                positions.push(token.position);
            }
        }
        let places = places(text);
        let mut positions = |term: &String, to: &mut Vec<u32>| {
            to.extend(of_term.get(term.as_str()).into_iter().flatten());
        };
        let mut matches = Vec::new();
        let mut shown = Vec::new();
        for pattern in patterns {
            let found = pattern.matches(&mut positions);
            if has_window(pattern) {
                shown.extend(parts_shown(pattern, &mut positions));
            } else {
                shown.extend_from_slice(&found);
            }
            matches.push(found);
        }
        let marks = joined_marks(text, &places, &shown);
        Found {
            places,
            matches,
            marks,
        }
    }

    /// The bytes that a match covers.
    fn bytes(&self, m: &Match) -> Option<Range<usize>> {
        let first = self.places.get(m.start as usize)?;
        let last = self.places.get(m.end.checked_sub(1)? as usize)?;
        (first.start <= last.start).then_some(first.start as usize..last.end as usize)
    }

    /// The bytes of the matches that are shown together best within `max_chars`.
    fn best_stretch(&self, text: &str, max_chars: usize) -> Range<usize> {
        let chars = CharCounts::new(text);
        let mut by_start: Vec<Stretch> = Vec::new();
        for (pattern, matches) in self.matches.iter().enumerate() {
            by_start.extend(matches.iter().filter_map(|m| {
                let bytes = self.bytes(m)?;
                let chars = chars.before(text, bytes.start)..chars.before(text, bytes.end);
                let fits = chars.end - chars.start <= max_chars;
                fits.then_some(Stretch {
                    pattern,
                    weight: m.weight,
                    bytes,
                    chars,
                })
            }));
        }
        by_start.sort_by_key(|s| (s.bytes.start, s.bytes.end));
        let mut by_end: Vec<&Stretch> = by_start.iter().collect();
        by_end.sort_by_key(|s| s.bytes.end);

        // A stretch of the text begins where a match begins. As it moves on, matches enter by their ends and leave by
        // their starts; each fits alone, so it has entered when it leaves.
        let mut best: Option<((usize, usize, f64), Range<usize>)> = None;
        let mut inside = vec![0usize; self.matches.len()];
        let (mut patterns, mut count, mut weight) = (0, 0, 0.0f64);
        let (mut entered, mut left) = (0, 0);
        for first in &by_start {
            while let Some(next) = by_end
                .get(entered)
                .filter(|s| s.chars.end - first.chars.start.min(s.chars.end) <= max_chars)
            {
                if let Some(matches) = inside.get_mut(next.pattern) {
                    patterns += usize::from(*matches == 0);
                    *matches += 1;
                }
                (count, weight, entered) =
                    (count + 1, weight + f64::from(next.weight), entered + 1);
            }
            while let Some(gone) = by_start
                .get(left)
                .filter(|s| s.bytes.start < first.bytes.start)
            {
                if let Some(matches) = inside.get_mut(gone.pattern) {
                    *matches -= 1;
                    patterns -= usize::from(*matches == 0);
                }
                (count, weight, left) = (count - 1, weight - f64::from(gone.weight), left + 1);
            }
            let (p, c, w) = best.as_ref().map_or((0, 0, 0.0), |(score, _)| *score);
            // Sums of weights that went out and in differ by rounding.
            if (patterns, count) > (p, c) || ((patterns, count) == (p, c) && weight > w + 1e-6) {
                let end = by_end
                    .get(entered - 1)
                    .map_or(first.bytes.end, |s| s.bytes.end);
                best = Some(((patterns, count, weight), first.bytes.start..end));
            }
        }
        // Nothing fits whole: as much as can be shown of the first.
        let beginning = self.marks.first().map_or(0..0, |mark| {
            let end = cut::forth(text, mark.start as usize, max_chars);
            mark.start as usize..end.min(mark.end as usize)
        });
        best.map_or(beginning, |(_, bytes)| bytes)
    }
}

/// A match that fits into a snippet.
struct Stretch {
    pattern: usize,
    weight: f32,
    bytes: Range<usize>,
    chars: Range<usize>,
}

/// Chars before a byte, counted from the nearest mark on a ruler.
struct CharCounts(Vec<usize>);

impl CharCounts {
    const STEP: usize = 256;

    fn new(text: &str) -> CharCounts {
        let mut counts = vec![0];
        let mut count = 0;
        for chunk in text.as_bytes().chunks(Self::STEP) {
            count += chunk.iter().filter(|b| begins_char(**b)).count();
            counts.push(count);
        }
        CharCounts(counts)
    }

    fn before(&self, text: &str, byte: usize) -> usize {
        let step = byte / Self::STEP;
        let rest = text
            .as_bytes()
            .get(step * Self::STEP..byte)
            .unwrap_or_default();
        self.0.get(step).copied().unwrap_or_default()
            + rest.iter().filter(|b| begins_char(**b)).count()
    }
}

fn begins_char(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

fn has_window(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Terms { .. } => false,
        Pattern::Window { .. } => true,
        Pattern::Any(variants) => variants.iter().any(|v| has_window(&v.pattern)),
        Pattern::Phrase(parts) => parts.iter().any(has_window),
        Pattern::Tail(_, inner) | Pattern::Except(inner, _) => has_window(inner),
    }
}

/// What to mark of a pattern that holds a window: its parts, not what lies between them.
fn parts_shown(pattern: &Pattern, positions: &mut dyn FnMut(&String, &mut Vec<u32>)) -> Vec<Match> {
    match pattern {
        Pattern::Any(variants) => variants
            .iter()
            .flat_map(|v| parts_shown(&v.pattern, positions))
            .collect(),
        Pattern::Window { parts, .. } => {
            let windows = pattern.matches(positions);
            // How far the windows reach that begin at or before each.
            let mut reach = Vec::with_capacity(windows.len());
            for window in &windows {
                reach.push(window.end.max(reach.last().copied().unwrap_or(0)));
            }
            let inside = |m: &Match| {
                let before = windows.partition_point(|w| w.start <= m.start);
                before
                    .checked_sub(1)
                    .and_then(|at| reach.get(at))
                    .is_some_and(|end| m.end <= *end)
            };
            let mut shown: Vec<Match> = parts
                .iter()
                .flat_map(|part| parts_shown(part, positions))
                .collect();
            shown.retain(inside);
            shown
        }
        pattern => pattern.matches(positions),
    }
}

/// The bytes of the matches: one mark for what hangs together, two where more than a space or hyphen parts the words of a
/// match, or where matches of different words stand side by side.
fn joined_marks(text: &str, places: &[Span], matches: &[Match]) -> Vec<Span> {
    // Counted by their ends, so that a phrase of many words that matches everywhere costs no more than a word.
    let mut covers = vec![0i64; places.len() + 1];
    let mut joins = vec![0i64; places.len() + 1];
    for m in matches {
        let (start, end) = (m.start as usize, m.end as usize);
        if start >= end || end > places.len() {
            continue;
        }
        covers[start] += 1;
        covers[end] -= 1;
        joins[start + 1] += 1;
        joins[end] -= 1;
    }
    let mut marks: Vec<Span> = Vec::new();
    let (mut covered, mut joined) = (0, 0);
    for (place, (cover, join)) in places.iter().zip(covers.iter().zip(&joins)) {
        (covered, joined) = (covered + cover, joined + join);
        if covered == 0 {
            continue;
        }
        match marks.last_mut() {
            Some(last) if joined > 0 && hangs_together(text, *last, *place) => last.end = place.end,
            _ => marks.push(*place),
        }
    }
    marks
}

/// Whether nothing but space, hyphens and what is not seen lies between.
fn hangs_together(text: &str, a: Span, b: Span) -> bool {
    let between = text.get(a.end as usize..b.start as usize).unwrap_or("?");
    let mut chars = between.chars();
    chars.all(|c| c.is_whitespace() || matches!(c, '-' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2010}'..='\u{2015}' | '\u{2060}' | '\u{feff}'))
}

#[cfg(test)]
mod tests;
