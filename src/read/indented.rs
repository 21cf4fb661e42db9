//! Owns what plain text sets off from the left margin: block quotations as typewriters made them. Refuses what is set off for
//! another reason: the first lines of paragraphs, lists, tables, titles in the middle of a line, and a text that is all set off.

use std::ops::Range;

use super::lines::{Line, ends_sentence, is_item};
use super::text::is_separator;

/// Columns from the margin that set a line off; less is a slip, or a space before a Korean paragraph.
const SET_OFF: u32 = 3;
/// Fewer bytes in all are no quotation but a title or an address.
const SHORTEST: usize = 40;
/// A credit on a line of its own has fewer bytes.
const LONGEST_CREDIT: usize = 160;

/// A block quotation: its paragraphs, each as its lines.
#[derive(Debug, PartialEq)]
pub(super) struct Quotation {
    pub paragraphs: Vec<Range<usize>>,
}

impl Quotation {
    /// All its lines.
    pub fn lines(&self) -> Range<usize> {
        let first = self.paragraphs.first().map_or(0, |p| p.start);
        first..self.paragraphs.last().map_or(first, |p| p.end)
    }
}

/// The block quotations among these lines, in order.
pub(super) fn quotations(text: &str, lines: &[Line]) -> Vec<Quotation> {
    if !lines.iter().any(|line| line.indent >= SET_OFF) {
        return Vec::new();
    }
    let paragraphs = paragraphs(text, lines);
    let set_off = |l: &Line| l.indent >= SET_OFF && !l.of(text).starts_with('>');
    let is_set_off = |p: &Range<usize>| lines[p.clone()].iter().all(set_off);
    // The margin is where the text itself stands; without text there it is another margin.
    let margin = paragraphs.iter().filter(|p| !is_set_off(p));
    let words = |p: &Range<usize>| {
        lines[p.clone()]
            .iter()
            .map(|l| l.of(text).len())
            .sum::<usize>()
    };
    let prose: usize = (margin.clone())
        .filter(|p| is_prose(text, &lines[(*p).clone()]))
        .map(words)
        .sum();
    let all: usize = paragraphs.iter().map(words).sum();
    if prose * 5 < all {
        return Vec::new();
    }
    // Where paragraphs begin with a space of their own, one of a single line looks set off.
    let first_lines: Vec<u32> = margin
        .filter(|p| p.len() > 1 && lines[p.start].indent > lines[p.start + 1].indent)
        .map(|p| lines[p.start].indent)
        .collect();
    let begins_only =
        |p: &Range<usize>| p.len() == 1 && first_lines.contains(&lines[p.start].indent);
    let mut found = Vec::new();
    let can_quote = |p: &Range<usize>| is_set_off(p) && !begins_only(p);
    for run in paragraphs.chunk_by(|a, b| can_quote(a) == can_quote(b)) {
        if can_quote(&run[0]) && is_quotation(text, lines, run) {
            found.extend(by_credit(text, lines, run));
        }
    }
    found
}

/// Neighbouring lines that are all set off or all at the margin; the first line of a paragraph may be set off alone.
fn paragraphs(text: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let set_off = |at: usize| lines.get(at).is_some_and(|l| l.indent >= SET_OFF);
    let follows = |at: usize| at > 0 && lines[at].number == lines[at - 1].number + 1;
    let begins = |at: usize| {
        let at_margin_below = at + 1 < lines.len() && follows(at + 1) && !set_off(at + 1);
        let goes_on = follows(at) && set_off(at - 1) && !ends_sentence(lines[at - 1].of(text));
        set_off(at) && at_margin_below && !goes_on
    };
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for at in 0..lines.len() {
        match paragraphs.last_mut() {
            Some(last)
                if follows(at)
                    && !begins(at)
                    && (set_off(at) == set_off(at - 1) || begins(at - 1)) =>
            {
                last.end = at + 1;
            }
            _ => paragraphs.push(at..at + 1),
        }
    }
    paragraphs
}

/// Whether lines are sentences rather than a heading.
fn is_prose(text: &str, lines: &[Line]) -> bool {
    let bytes: usize = lines.iter().map(|l| l.of(text).len()).sum();
    bytes >= SHORTEST && lines.iter().any(|l| ends_sentence(l.of(text)))
}

/// Whether paragraphs that are set off together are somebody's words: sentences, and neither a list nor a table.
fn is_quotation(text: &str, lines: &[Line], run: &[Range<usize>]) -> bool {
    let each = || {
        run.iter()
            .flat_map(|p| &lines[p.clone()])
            .map(|l| l.of(text))
    };
    let items = run
        .iter()
        .filter(|p| is_item(lines[p.start].of(text)))
        .count();
    let in_columns = each()
        .filter(|line| line.contains("   ") || line.contains('\t'))
        .count();
    let bytes: usize = each().map(str::len).sum();
    bytes >= SHORTEST
        && items * 2 < run.len()
        && in_columns * 2 < each().count()
        && !each().any(is_separator)
        && run.iter().any(|p| ends_sentence(lines[p.end - 1].of(text)))
}

/// The paragraphs as quotations: a credit on a line of its own ends one, if the last ends so too.
fn by_credit(text: &str, lines: &[Line], run: &[Range<usize>]) -> Vec<Quotation> {
    let is_credit = |at: usize| is_credit(lines[at].of(text));
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for p in run {
        let last = p.end - 1;
        if p.len() > 1 && is_credit(last) {
            paragraphs.extend([p.start..last, last..p.end]);
        } else {
            paragraphs.push(p.clone());
        }
    }
    let alone = |p: &Range<usize>| p.len() == 1 && is_credit(p.start);
    let parted = paragraphs.last().is_some_and(alone);
    let mut found: Vec<Quotation> = Vec::new();
    let mut ended = true;
    for p in paragraphs {
        let credit = alone(&p);
        match found.last_mut() {
            Some(quotation) if !ended || credit => quotation.paragraphs.push(p),
            _ => found.push(Quotation {
                paragraphs: vec![p],
            }),
        }
        ended = parted && credit;
    }
    found
}

/// Whether a line is set in brackets or behind a dash, as a credit is.
fn is_credit(line: &str) -> bool {
    let bracketed =
        line.starts_with(['(', '[']) && line.trim_end_matches('.').ends_with([')', ']']);
    let dashed = ["--", "—", "–", "― ", "- "]
        .iter()
        .any(|dash| line.starts_with(dash));
    line.len() < LONGEST_CREDIT && (bracketed || dashed)
}

#[cfg(test)]
mod tests {
    use crate::article::Role;
    use crate::read::read_text_for_tests as article;

    /// The paragraphs of each quotation.
    fn quoted(text: &str) -> Vec<Vec<String>> {
        let article = article(text);
        let mut found = vec![Vec::new(); article.quotes.len()];
        for block in article.body.iter().filter(|b| b.role == Role::Paragraph) {
            for &quote in &block.quotes {
                let words: Vec<&str> = block.text.text.split_whitespace().collect();
                found[quote as usize].push(words.join(" "));
            }
        }
        found
    }

    const AROUND: &str = "Salt, again\n\nThe warden of the salt works has written to us once more, and we print what he says about it.\n\n";

    #[test]
    fn what_is_set_off_from_the_margin_is_quoted() {
        let text = format!(
            "{AROUND}    The salt is grey. It was grey when my father\n    raked it, and nobody complained.\n\n    It will be grey when I am gone.\n\nHe has not said more than that, and we have not asked.\n"
        );
        assert_eq!(
            quoted(&text),
            [[
                "The salt is grey. It was grey when my father raked it, and nobody complained.",
                "It will be grey when I am gone."
            ]]
        );
        let tabbed = format!(
            "{AROUND}\tThe salt is grey, and it was grey when my father raked it.\n\nSo he says.\n"
        );
        assert_eq!(quoted(&tabbed).len(), 1);
    }

    #[test]
    fn each_credit_ends_a_quotation() {
        let text = format!(
            "{AROUND}     I have raked salt for nine winters, and\n     each had fewer bags.\n     (Raker B, Onchon, 14 June)\n\n     We were told to count them twice.\n     (Raker C, Onchon, 2 July)\n\nNobody counted a third time.\n"
        );
        assert_eq!(
            quoted(&text),
            [
                [
                    "I have raked salt for nine winters, and each had fewer bags.",
                    "(Raker B, Onchon, 14 June)"
                ],
                [
                    "We were told to count them twice.",
                    "(Raker C, Onchon, 2 July)"
                ]
            ]
        );
        let one = format!(
            "{AROUND}     I have raked salt for nine winters.\n\n     (applause)\n\n     Each had fewer bags than the last.\n\nHe sat down.\n"
        );
        assert_eq!(quoted(&one).len(), 1);
    }

    #[test]
    fn what_is_set_off_for_another_reason_is_not() {
        let first_lines = "Salt\n\n   The salt is grey, said the warden of the works at the mouth of the\nriver, and it was grey when his father raked it.\n   \"Nobody has complained of it in all these years,\" he said.\n   The works close at the end of the month, as they do each year, and\nnobody knows why.\n";
        assert_eq!(quoted(first_lines).len(), 0);
        let list = format!(
            "{AROUND}    - salt, which is grey as it has always been.\n    - fish, which is dear.\n    - rice.\n\nThat is all.\n"
        );
        assert_eq!(quoted(&list).len(), 0);
        let table = format!(
            "{AROUND}    Salt          12,000          11,000.\n    Fish           3,000           4,000.\n\nThat is all.\n"
        );
        assert_eq!(quoted(&table).len(), 0);
        let all = "Salt\n\n    The salt is grey, said the warden of the works at the river.\n\n    It was grey when his father raked it, he said on Monday.\n\nEND\n";
        assert_eq!(quoted(all).len(), 0);
        let title = format!("{AROUND}                THE SALT\n\nIt was grey.\n");
        assert_eq!(quoted(&title).len(), 0);
    }
}
