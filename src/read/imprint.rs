//! Owns what a plain text says of its publisher outside its head: "The Amnok Digest is a free service of ...", "You receive this because
//! you signed up for ...", a copyright line, a name that a footer repeats. Refuses names that the text only speaks of.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::naming::{Meaning, is_full_name, is_name, is_place};
use super::text::is_separator;
use crate::article::PartialDate;
use crate::dates;

/// So many paragraphs of the beginning say what a text is.
const FIRST: usize = 5;
/// And so many lines of its end.
const LAST: usize = 8;

/// The publisher whom the lines of a text name as theirs, where it is one only.
pub(super) fn stated<'a>(text: &'a str, lines: &[Line]) -> Option<&'a str> {
    let (first, last) = edges(lines);
    let words = |line: &Line| &text[line.range()];
    let own = first
        .iter()
        .chain(last)
        .filter_map(|line| find(&OF_ITSELF, words(line)));
    let closing = last.iter().filter_map(|line| find(&CLOSES, words(line)));
    let made = first.iter().filter_map(|line| find(&MADE_BY, words(line)));
    only(own).or_else(|| only(closing)).or_else(|| only(made))
}

/// The name of a series in its title, where the text calls itself so again: `Amnok Security Digest - Thursday, 6 May 2010`,
/// `The Lantern and the Oar, issue 88`.
pub(super) fn series<'a>(title: &'a str, rest: &str) -> Option<&'a str> {
    let name = SERIES.captures(title)?.name("name")?.as_str();
    let name = KIND.find(name).map_or(name, |kind| &name[..kind.start()]);
    (is_own_name(name) && rest.contains(name)).then_some(name)
}

/// The day that a title ends with as issues of a series do: `Amnok Digest - Thursday, May 6, 2010`, `Daily Report for Monday, 3 May 2010`.
pub(super) fn dated(title: &str) -> Option<PartialDate> {
    let (span, date) = dates::find(title)?;
    let (before, after) = (&title[..span.start as usize], &title[span.end as usize..]);
    let ends = after.trim_matches(['.', ' ', ')']).is_empty();
    (ends && date.day().is_some() && OF_ISSUE.is_match(before)).then_some(date)
}

static OF_ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\bfor |[-–—|:] ?|, ?)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )$|(?:[-–—|] ?)$")
        .expect("a fixed pattern")
});

/// Whether the first line is a name that a line at the text's end repeats: then the second is the title.
pub(super) fn repeats_name(text: &str, lines: &[Line]) -> bool {
    let [name, title, .., _] = lines else {
        return false;
    };
    let (name, title) = (&text[name.range()], &text[title.range()]);
    let (_, last) = edges(&lines[2..]);
    let fits = is_own_name(name) && !title.ends_with(['.', ',', ':']) && title.len() < 160;
    fits && last.iter().any(|line| {
        let words = &text[line.range()];
        let rest = words.strip_prefix(name).or_else(|| {
            ["© ", "(c) ", "Copyright "]
                .iter()
                .find_map(|mark| words.strip_prefix(mark)?.strip_prefix(name))
        });
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(|c: char| !c.is_alphabetic()) && rest.len() < 60
        })
    })
}

fn edges(lines: &[Line]) -> (&[Line], &[Line]) {
    let first = lines.len().min(FIRST);
    let last = lines.len().saturating_sub(LAST).max(first);
    (&lines[..first], &lines[last..])
}

fn only<'a>(mut names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let one = names.next()?;
    names.all(|other| other == one).then_some(one)
}

fn find<'a>(form: &Regex, line: &'a str) -> Option<&'a str> {
    if is_separator(line) {
        return None;
    }
    let found = form.captures(line)?;
    let name = found.name("name").or_else(|| found.name("of"))?;
    let name = name.as_str().trim();
    let name = name.trim_end_matches(['.', ',']);
    is_own_name(name).then_some(name)
}

/// Whether a name is one that a publication or a body may have, and no person's or place's.
fn is_own_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    is_name(name)
        && words <= 8
        && !is_place(name)
        && (words > 1 && !is_full_name(name) || Meaning::of(name) == Meaning::Outlet)
        && name.chars().filter(|c| c.is_alphabetic()).count() > 3
}

/// What a text says of itself.
static OF_ITSELF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[Tt]he )?(?P<name>\p{Lu}[^.,:;()]{2,70}?) (?:aims to serve as|is (?:an? |the )?(?:free |weekly |monthly |daily |quarterly |private |independent |non-profit |regular |occasional )*(?:service|newsletter|weblog|blog|bulletin|digest|magazine|mailing list|list|publication|journal|newspaper|website) (?:of|by|for|from|that|about|on|published|edited|run|written)\b|is (?:published|produced|prepared|compiled|edited|written|issued|sent|distributed) (?:by|each|every|weekly|monthly|daily|on|at|in|with)\b)")
    .expect("a fixed pattern")
});
/// What stands beneath.
static CLOSES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:©|ⓒ|\([cC]\)|[Cc]opyright|저작권자)[ ,]*)+(?:(?:19|20)\d\d(?: ?[-–] ?(?:19|20)?\d\d)?,? )?(?:by )?(?P<name>\p{Lu}[^.,;|©]{2,60}?)(?:,? (?:19|20)\d\d)?(?:[.,|] ?(?:(?i:all rights reserved)|무단).*|\.)?$")
    .expect("a fixed pattern")
});
/// "Compiled at 6 a.m. by the night desk of the Halifax Institute."
static MADE_BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:[Cc]ompiled|[Ee]dited|[Pp]repared|[Pp]roduced|[Pp]ut together|[Ww]ritten) (?:[^:]{0,40}? )?by (?:the )?(?:[\p{Ll}-]+ ){0,2}(?:desk|editors?|staff|team|fellows|members|volunteers|students|section|office) (?:of|at) (?:the )?(?P<name>\p{Lu}[^.,;]{2,60}?)[.,;]",
        r"|^(?:[Cc]ompiled|[Ee]dited|[Pp]repared|[Pp]roduced) by (?:the )?(?P<of>\p{Lu}[^.,;:]{2,50}?) (?:\p{Ll}+ ){0,2}(?:desk|team|staff|section|newsroom|editors)[.,;]?$",
    ))
    .expect("a fixed pattern")
});
/// A name with a number of the series or a day behind it.
static SERIES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:SUBJECT|Subject): ?)?(?:\[[^\[\]]{2,30}\] ?)?(?P<name>\p{Lu}[^:\[\]]{2,60}?)(?:,? (?:issue|Issue|no\.|No\.|nr\.|number|Number|vol\.|Vol\.|Volume|volume|#) ?\d.*| [-–—|] .*\d{4}.*|, .*\d{4})$")
    .expect("a fixed pattern")
});
/// "Korea Week digest": the name is Korea Week.
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r" (?:digest|newsletter|bulletin|mailing|letter|update|roundup|summary)$")
        .expect("a fixed pattern")
});

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn told(text: &str) -> Option<&str> {
        stated(text, &lines(text))
    }

    #[test]
    fn a_text_says_what_it_is() {
        for (text, expected) in [
            (
                "Amnok Security Digest is a free service of the Lind Foundation.\n\nThe ferry was late.",
                "Amnok Security Digest",
            ),
            (
                "The Amnok Peace Report is prepared each weekday by the Till Institute.\n\nThe ferry was late.",
                "Amnok Peace Report",
            ),
            (
                "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nThe ferry was late.\n\n(c) 2004 The Amnok Corner",
                "The Amnok Corner",
            ),
            (
                "Compiled at 6 a.m. by the night desk of the Halifax Institute. Reply to leave.\n\nThe ferry was late.",
                "Halifax Institute",
            ),
        ] {
            assert_eq!(told(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_a_text_speaks_of_is_not_what_it_is() {
        for text in [
            "The ferry was late.\n\nKim Chol is a friend of mine who counts ferries.",
            "Hyesan is a town on the river.\n\nThe ferry was late.",
            "The ferry was late.\n\nThe photographs are mine.",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn a_series_calls_itself_so_again() {
        let again = "The Lantern and the Oar comes every Sunday.";
        assert_eq!(
            series("The Lantern and the Oar, issue 88", again),
            Some("The Lantern and the Oar")
        );
        assert_eq!(series("The Lantern and the Oar, issue 88", "No."), None);
        assert_eq!(
            series(
                "[AW-list] Amnok Week digest, Vol. 7, No. 212",
                "From: Amnok Week Editors"
            ),
            Some("Amnok Week")
        );
    }
}
