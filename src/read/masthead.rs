//! Owns the general reading of a short line that holds a whole day and names beside it, in whatever order and with whatever marks:
//! `Amnok Post. Fri. 8 April 2016. (J. Miller-Roe)`. Refuses sentences and datelines; a part that is no name stays unread.

use std::sync::LazyLock;

use regex::Regex;

use super::byline::BY;
use super::naming::{Meaning, is_aside, is_name, is_person, may_be_outlet};
use crate::article::PartialDate;
use crate::dates;

/// What such a line tells.
#[derive(Debug, PartialEq)]
pub(super) struct Masthead<'a> {
    pub publisher: Option<&'a str>,
    pub author: Option<&'a str>,
    pub date: PartialDate,
}

/// A part of the line.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part<'a> {
    Outlet(&'a str),
    Person(&'a str),
    /// A name that may be either's.
    Name(&'a str),
    /// `a newsletter for collectors`: the name before it is no person's.
    Kind,
    /// Words, a clock, a number of the series.
    Remark,
}

/// Reads the line; `None` where it has no whole day, or is a sentence.
pub(super) fn read(line: &str) -> Option<Masthead<'_>> {
    let line = line.trim();
    let (span, date) = dates::find(line)?;
    date.day()?;
    if OPENS_ARTICLE.is_match(line) {
        return None;
    }
    if let Some(is) = IS_KIND.captures(&line[..span.start as usize])
        && line[span.end as usize..]
            .trim_matches(['.', ' '])
            .is_empty()
    {
        let name = is
            .name("name")
            .map(|name| name.as_str())
            .filter(|name| is_name(name));
        return name.map(|name| Masthead {
            publisher: Some(name),
            author: None,
            date,
        });
    }
    let before = &line[..span.start as usize];
    let before = WEEKDAY
        .find(before)
        .map_or(before, |day| &before[..day.start()]);
    let after = &line[span.end as usize..];
    if let Some(found) = POSTED_ON.captures(before.trim()) {
        let names = found.name("outlet").zip(found.name("who"));
        let (outlet, who) = names.map(|(outlet, who)| (outlet.as_str(), who.as_str()))?;
        let fits = is_name(outlet) && is_name(who) && after.trim_matches(['.', ' ']).is_empty();
        return fits.then_some(Masthead {
            publisher: Some(outlet),
            author: Some(who),
            date,
        });
    }
    let (left, right) = (before.trim_end(), after.trim_start());
    let parted = (left.is_empty() || left.ends_with(MARKS))
        && (right.is_empty() || right.starts_with(MARKS));
    if !parted || ends_sentence(right) {
        return None;
    }
    let parts = |side| split(side).map(part).collect::<Option<Vec<_>>>();
    let (left, right) = (parts(left)?, parts(right)?);
    if left.len() + right.len() > 5
        || !matches!(left.first(), Some(first) if *first != Part::Remark)
    {
        return None;
    }
    let publisher = publisher(&left, &right);
    let said = |part: &&Part| matches!(part, Part::Person(_));
    let all = || left.iter().chain(&right);
    let author = all().find(said).or_else(|| {
        publisher?;
        all().find(
            |part| matches!(part, Part::Name(name) if Some(*name) != publisher && is_whole(name)),
        )
    });
    let author = author.and_then(|part| match part {
        Part::Person(name) | Part::Name(name) => Some(*name),
        _ => None,
    });
    (publisher.is_some() || author.is_some()).then_some(Masthead {
        publisher,
        author,
        date,
    })
}

/// Whether the line begins as `Posted on Amnok Notes by Jane M.` does.
pub(super) fn is_posted_on(line: &str) -> bool {
    dates::find(line).is_some_and(|(span, _)| {
        let before = &line[..span.start as usize];
        let day = WEEKDAY.find(before).map_or(before.len(), |day| day.start());
        POSTED_ON.is_match(before[..day].trim())
    })
}

/// The one outlet among the parts; else the name that the line opens with, where what stands beside it says that it is no person's.
fn publisher<'a>(left: &[Part<'a>], right: &[Part<'a>]) -> Option<&'a str> {
    let mut outlets = left.iter().chain(right).filter_map(|part| match part {
        Part::Outlet(name) => Some(*name),
        _ => None,
    });
    match (outlets.next(), outlets.next()) {
        (Some(one), None) => return Some(one),
        (Some(_), Some(_)) => return None,
        (None, _) => {}
    }
    let &Part::Name(name) = left.first()? else {
        return None;
    };
    if !may_be_outlet(name) {
        return None;
    }
    let kind = left.get(1) == Some(&Part::Kind);
    let by_another = right.iter().chain(&left[1..]).any(|part| {
        matches!(part, Part::Person(_)) || matches!(part, Part::Name(n) if is_whole(n))
    });
    let shaped = name.contains(" & ") || name.contains(" and ");
    let person = is_person(name);
    (kind || shaped || !person && by_another).then_some(name)
}

/// Two to four words, as whole names of persons are.
fn is_whole(name: &str) -> bool {
    (2..=4).contains(&name.split_whitespace().count())
        && name
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
        && !name.contains(|c: char| c == '&' || c.is_ascii_digit())
}

const PARTICLES: [&str; 8] = ["van", "von", "de", "da", "di", "la", "bin", "al"];

fn part(words: &str) -> Option<Part<'_>> {
    if let Some(by) = BY.find(words) {
        let name = &words[by.end()..];
        // "from our man in Hyesan"
        return Some(match is_name(name) && is_whole(name) {
            true => Part::Person(name),
            false if VERBS.is_match(name) => return None,
            false => Part::Remark,
        });
    }
    if KIND.is_match(words) {
        return Some(Part::Kind);
    }
    if is_aside(words) || LABELLED.is_match(words) || words.chars().all(|c| !c.is_alphabetic()) {
        return Some(Part::Remark);
    }
    if is_name(words) {
        return Some(match Meaning::of(words) {
            Meaning::Outlet => Part::Outlet(words),
            Meaning::Person => Part::Person(words),
            Meaning::Aside => Part::Remark,
            Meaning::Unclear => Part::Name(words),
        });
    }
    let remark = words.starts_with(char::is_lowercase)
        && words.split_whitespace().count() <= 9
        && !VERBS.is_match(words);
    remark.then_some(Part::Remark)
}

fn split(side: &str) -> impl Iterator<Item = &str> {
    let trim = |p: &'_ str| -> std::ops::Range<usize> {
        let part = p.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
        let start = part.as_ptr() as usize - side.as_ptr() as usize;
        // "H. M." and "Ottoline W." keep their points.
        let initial = part.chars().rev().nth(1).is_none_or(|c| c == ' ');
        let more = p[part.as_ptr() as usize - p.as_ptr() as usize + part.len()..].starts_with('.');
        start
            ..start
                + part.len()
                + usize::from(
                    initial && more && part.chars().next_back().is_some_and(char::is_uppercase),
                )
    };
    PARTS
        .split(side)
        .map(move |p| &side[trim(p)])
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .into_iter()
}

fn ends_sentence(after: &str) -> bool {
    let last = after.split_whitespace().next_back().unwrap_or("");
    last.ends_with(['!', '?', '…', '"', '”', ':'])
        || last.ends_with('.') && last.chars().count() > 4
}

const MARKS: [char; 17] = [
    '-', '–', '—', '·', '•', '/', '|', ',', '.', '*', '(', ')', '[', ']', '~', '_', '：',
];

static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s+[-–—/|·•*~]+(?:\s+|$)|\s*\|\s*|,\s*|[()\[\]]|\.\s+(?:$|[(\[])")
        .expect("a fixed pattern")
});
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|\b)(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?|on(?: the)?)\s*$")
        .expect("a fixed pattern")
});
/// `Posted on Amnok Notes by Jane M. on Friday, April 8th, 2016`
static POSTED_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?i:posted|published|written|filed) (?:on|in|at) (?P<outlet>\p{Lu}.{1,50}?) by (?P<who>\p{L}.{1,40}?)$",
    )
    .expect("a fixed pattern")
});
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:an?|the) (?:[\p{L}'’-]+ ){0,3}(?:weblog|blog|newsletter|magazine|bulletin|website|homepage|journal|newspaper|weekly|monthly|quarterly|fanzine|zine|circular|gazette)\b[^.!?]{0,60}$")
        .expect("a fixed pattern")
});
/// `Two Oars is a blog that says it.`
static IS_KIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<name>\p{Lu}[^.:|,]{2,40}?) is (?:an?|the) (?:[\p{L}'’-]+ ){0,2}(?:weblog|blog|newsletter|magazine|bulletin|website|homepage)\b[^.]{0,60}\.\s+$")
        .expect("a fixed pattern")
});
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\p{Lu}\p{Ll}{2,12}: \p{Lu}[^.!?]{1,40}$").expect("a fixed pattern")
});
static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|did|does|do|said|says|reports?|reported|that|who|which|when|where|but|rose|fell|went|came|made|told|left|began|it|he|she|they|we|I)\b")
        .expect("a fixed pattern")
});
/// `SEOUL, April 8, 2016 (Yonhap) -- Thirteen people`
static OPENS_ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\)\s*(?:--|—|–|-)\s*\p{L}|^\p{Lu}{3,}[\p{Lu} ]*,").expect("a fixed pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        match read(line) {
            None => "no".into(),
            Some(m) => format!(
                "{}; {}; {}",
                m.author.unwrap_or_default(),
                m.publisher.unwrap_or_default(),
                m.date
            ),
        }
    }

    #[test]
    fn a_day_among_names_in_any_order() {
        for (line, expected) in [
            (
                "REED & RUDDER -- Apr. 8, 2016 -- from our man in Hyesan, Ned Overbeck",
                "Ned Overbeck; REED & RUDDER; 2016-04-08",
            ),
            (
                "Ovis Quarterly, 2016-04-08, notes by the flock secretary",
                "; Ovis Quarterly; 2016-04-08",
            ),
            (
                "Ballast Post. Fri. 8 April 2016. (J. M. Miller-Roe)",
                "J. M. Miller-Roe; Ballast Post; 2016-04-08",
            ),
            (
                "Brine Diary – Friday 8 April 2016 – Ludmila Vrabec",
                "Ludmila Vrabec; Brine Diary; 2016-04-08",
            ),
            (
                "Posted on Warpweft by Josepha M. on Friday, April 8th, 2016",
                "Josepha M.; Warpweft; 2016-04-08",
            ),
            (
                "River Optics / Friday, Apr. 8, 2016 / Aurelio Miller-Roe, retired lens grinder",
                "Aurelio Miller-Roe; River Optics; 2016-04-08",
            ),
            (
                "Kiuas, the members' bulletin of the Oulu stove society, 8 April 2016",
                "; Kiuas; 2016-04-08",
            ),
            (
                "Dust & Comet, a newsletter for star parties. 8 April 2016. Editor: Sister Jane Roe",
                "; Dust & Comet; 2016-04-08",
            ),
            ("Ludmila Vrabec, 8 April 2016", "no"),
            (
                "Two Oars is a blog that says it. 8 April 2016.",
                "; Two Oars; 2016-04-08",
            ),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }

    #[test]
    fn sentences_with_a_day_are_none_of_these_lines() {
        for line in [
            "SEOUL, April 8, 2016 (Yonhap) -- Thirteen people left",
            "The market, 8 April 2016, was closed",
            "On April 8, 2016, the ministry announced the arrival.",
            "Two mills burned down in Hyesan, 8 April 2016, and nobody knew",
            "Amnok Courier, 8 April 2016, which nobody had read",
            "Thirteen people left. 8 April 2016. It rained.",
            "The Amnok Post, April 2016, by nobody in particular",
        ] {
            assert_eq!(told(line), "no", "{line}");
        }
    }
}
