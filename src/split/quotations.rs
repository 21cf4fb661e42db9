//! Owns which stretches between marks are quotations: words of somebody, not scare quotes, titles, nicknames, glosses or markup.
//! Refuses to say who speaks.

use crate::analyze::speech::{self, Class};
use crate::article::{Article, Inline, InlineKind, Span};

use super::korean::is_korean_quotation;
use super::marks::{Marks, Shape, Stretch};
use super::titles::{is_name, is_named_work, is_shown, is_title};

/// Finds the quotations of one paragraph after another.
#[derive(Debug, Default)]
pub(super) struct Finder {
    marks: Marks,
    spans: Vec<Span>,
    /// The paragraph before left a quotation open.
    open: bool,
}

impl Finder {
    /// Something stands between the last paragraph and the next: nothing continues.
    pub fn part(&mut self) {
        self.open = false;
    }

    /// The quotations in the paragraph at `span`, without their marks, in order.
    /// `headline`: single marks there abridge and recase what somebody said, and are passed over.
    pub fn find(
        &mut self,
        article: &Article,
        span: Span,
        inlines: &[Inline],
        headline: bool,
    ) -> &[Span] {
        let text = span.of(&article.text);
        self.spans.clear();
        self.marks.find(text, self.open);
        self.open = false;
        let mut markup = inlines
            .iter()
            .filter(|i| i.kind == InlineKind::Quote && span.contains(i.span))
            .peekable();
        let mut done = 0;
        for stretch in &self.marks.stretches {
            let whole =
                Span::new(stretch.outer_start, stretch.outer_end).shift(span.start as usize);
            while let Some(q) = markup.next_if(|q| q.span.end <= whole.start) {
                push_markup(&mut self.spans, article, q.span, &mut done);
            }
            // Marks inside <q>, or the other way round: the markup knows better.
            if markup.peek().is_some_and(|q| q.span.overlaps(whole)) {
                continue;
            }
            self.open = !stretch.closed && stretch.end == text.len();
            let recased =
                headline && matches!(stretch.shape, Shape::SingleOpen | Shape::SingleStraight);
            if whole.start >= done && !recased && is_quotation(text, stretch) {
                let (start, end) = bare(text, stretch);
                self.spans
                    .push(Span::new(start, end).shift(span.start as usize));
                done = whole.end;
            }
        }
        for q in markup {
            push_markup(&mut self.spans, article, q.span, &mut done);
        }
        &self.spans
    }
}

/// Adds what `<q>` holds, without marks that the page prints besides.
fn push_markup(spans: &mut Vec<Span>, article: &Article, span: Span, done: &mut u32) {
    let words = span.of(&article.text);
    let marks = |c: char| c.is_whitespace() || "\"“”„«»‘’「」『』".contains(c);
    let end = words.trim_end_matches(marks).len();
    let start = end - words[..end].trim_start_matches(marks).len();
    if start < end && span.start >= *done {
        spans.push(Span::new(start, end).shift(span.start as usize));
        *done = span.end;
    }
}

/// The words of a stretch without a second pair of marks around them.
fn bare(text: &str, s: &Stretch) -> (usize, usize) {
    let words = &text[s.start..s.end];
    let inner = words
        .strip_prefix(['“', '"'])
        .and_then(|w| w.strip_suffix(['”', '"']))
        .filter(|w| !w.is_empty() && !w.contains(['“', '”', '"']));
    match inner {
        Some(inner) => {
            let start = s.start + words.find(inner).unwrap_or(0);
            (start, start + inner.len())
        }
        None => (s.start, s.end),
    }
}

/// So many bytes before and after a stretch are looked at: a sentence, mostly.
const REACH: usize = 240;

fn is_quotation(text: &str, s: &Stretch) -> bool {
    let words = &text[s.start..s.end];
    if !words.chars().any(char::is_alphanumeric) {
        return false;
    }
    let before = tail(&text[..s.outer_start], REACH);
    let after = head(&text[s.outer_end..], REACH);
    let hangul = |c: char| ('가'..='힣').contains(&c);
    if words.chars().take(40).any(hangul) || after.starts_with(hangul) {
        return is_korean_quotation(words, s.shape, after);
    }
    match s.shape {
        Shape::CornerOpen | Shape::CornerClose => {
            has_cue_after(words, after) || ends_with_cue(before)
        }
        Shape::SingleOpen | Shape::SingleStraight => is_british(words, before, after),
        _ => is_english(words, s.closed, before, after),
    }
}

/// Double marks quote unless what stands there is markup, a title, or a fragment that no reporting word brings in.
fn is_english(words: &str, closed: bool, before: &str, after: &str) -> bool {
    if before.ends_with('=') {
        return false;
    }
    let n = count_words(words, 12);
    if n >= 12 || !closed {
        return true;
    }
    // On the radio's “Morning Lamp,” Rivera said: the comma is the outer sentence's.
    if is_shown(words, before) {
        return false;
    }
    if has_cue_after(words, after) {
        return true;
    }
    if n <= 3 && is_name(n, before, after) {
        return false;
    }
    let sentence = speech_sentence(words);
    // American style puts the full stop of the outer sentence inside: said on "Meet the Press."
    let stopped = words.strip_suffix('.').unwrap_or(words);
    if (!sentence && is_title(words, n, before))
        || (sentence && n <= 8 && is_named_work(stopped, n, before))
    {
        return false;
    }
    // "Never." stands alone; a record by "The Beatles." does not.
    let alone = before.trim_end().is_empty()
        || before
            .trim_end()
            .ends_with(['.', '?', '!', ',', ':', '”', '"', '—', '–']);
    n >= 4 || (sentence && alone) || has_cue_before(before) || is_reported(before, after)
}

/// Single marks quote where the sentence reports, or where a whole sentence stands in them.
fn is_british(words: &str, before: &str, after: &str) -> bool {
    let n = count_words(words, 12);
    let reported = ends_with_cue(before) || has_cue_after(words, after);
    let stopped = words.ends_with([',', '.', '?', '!']);
    (n >= 2 && reported && (stopped || n >= 4)) || (n >= 5 && stopped && speech_sentence(words))
}

/// Begins with a capital and ends as sentences do.
fn speech_sentence(words: &str) -> bool {
    let starts = words
        .trim_start_matches(['[', '…', '.', ' ', '‘', '\''])
        .starts_with(|c: char| c.is_uppercase());
    starts && words.ends_with(['.', '?', '!', '…']) && !words.ends_with("etc.")
}

/// The number of words, up to `most`.
pub(super) fn count_words(words: &str, most: usize) -> usize {
    words.split_whitespace().take(most).count()
}

/// A reporting word stands right before: only a comma or colon between.
fn ends_with_cue(before: &str) -> bool {
    let bare = before.trim_end().trim_end_matches([',', ':']);
    let last = bare
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or("");
    speech::class(last).is(Class::SAY) || before.trim_end().ends_with([':'])
}

/// The clause goes on with who said it: "…," he said; "…," said the official.
fn has_cue_after(words: &str, after: &str) -> bool {
    let after_marks = after.trim_start_matches([',', ' ', '\u{a0}', '—', '–', '-']);
    if !words.ends_with([',', '?', '!', '—', '.', '…']) && !after.starts_with(',') {
        return false;
    }
    let clause = after_marks.split(['.', ';', '“', '"']).next().unwrap_or("");
    clause
        .split_whitespace()
        .take(10)
        .any(|w| speech::class(w.trim_matches([',', '(', ')'])).is(Class::SAY))
}

/// A reporting verb or noun stands before, in the same sentence.
fn has_cue_before(before: &str) -> bool {
    let sentence = before
        .rfind(['.', '!', '?'])
        .map_or(before, |at| &before[at + 1..]);
    sentence.split_whitespace().rev().take(14).any(|w| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        speech::class(w).is(Class::SAY.or(Class::WEAK).or(Class::SPEECH_NOUN))
    })
}

/// Somebody speaks in the sentence, farther off: it was only "partial," she said; he says it would be, in the end, "partial".
fn is_reported(before: &str, after: &str) -> bool {
    let told = |w: &str| {
        let class = speech::class(w.trim_matches(|c: char| !c.is_alphanumeric()));
        class.is(Class::SAY)
            && class.is(Class::PAST.or(Class::PRES))
            && !class.is(Class::SPEECH_NOUN)
    };
    let sentence = before
        .rfind(['.', '!', '?'])
        .map_or(before, |at| &before[at + 1..]);
    let rest = after.find(['.', '!', '?']).map_or(after, |at| &after[..at]);
    sentence.split_whitespace().any(told) || rest.split_whitespace().any(told)
}

/// Up to `reach` last bytes of `text`, on a char edge.
fn tail(text: &str, reach: usize) -> &str {
    let mut at = text.len().saturating_sub(reach);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    &text[at..]
}

/// Up to `reach` first bytes of `text`, on a char edge.
fn head(text: &str, reach: usize) -> &str {
    let mut at = text.len().min(reach);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    &text[..at]
}
