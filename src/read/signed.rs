//! Owns the lines that say in a phrase who published, who wrote and when: `Posted by J. Roe on The Amnok Lantern, 8 April 2016`,
//! `Published in Kiln & Oar on 8 April 2016`, `8 April 2016 — Echo Desk, a weekly look at ferries`. Refuses places, and names that only
//! might be an outlet's.

use std::sync::LazyLock;

use regex::Regex;

use super::naming::{Meaning, is_full_name, is_name, is_place};
use crate::article::PartialDate;
use crate::dates;

/// What such a line tells.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Signed<'a> {
    pub publisher: Option<&'a str>,
    pub author: Option<&'a str>,
    pub date: Option<PartialDate>,
}

/// Stands where the day was, so that a form need not know how days are written.
const DAY: char = '\u{1}';

/// Reads the line.
pub(super) fn read(line: &str) -> Option<Signed<'_>> {
    let line = line.trim();
    let found = dates::find(line).filter(|(_, date)| date.month().is_some());
    let (bare, day) = match &found {
        Some((span, date)) => {
            let range = span.start as usize..span.end as usize;
            let mut bare = line.to_string();
            bare.replace_range(range.clone(), &DAY.to_string());
            (bare, Some((range, *date)))
        }
        None => (line.to_string(), None),
    };
    let date = day.as_ref().map(|(_, date)| *date);
    for (form, sure) in FORMS.iter() {
        let Some(captures) = form.captures(&bare) else {
            continue;
        };
        let of = |group: &str| {
            let found = captures.name(group)?;
            Some(in_line(line, &day, found.start(), found.as_str()))
        };
        let publisher = of("outlet").map(|name| strip_the(name.trim()));
        let author = of("who").filter(|who| is_name(who));
        let signed = author.is_some();
        if publisher.is_some_and(|name| !fits(name, *sure, signed)) {
            continue;
        }
        return Some(Signed {
            publisher,
            author,
            date,
        });
    }
    None
}

/// The words at byte `start` of the line without its day, where they stand in the line itself.
fn in_line<'a>(
    line: &'a str,
    day: &Option<(std::ops::Range<usize>, PartialDate)>,
    start: usize,
    words: &str,
) -> &'a str {
    let start = match day {
        Some((range, _)) if start > range.start => start + range.len() - DAY.len_utf8(),
        _ => start,
    };
    &line[start..start + words.len()]
}

/// "the Baltic Mercury" is the Baltic Mercury; "The Eastern Desk" is called so.
fn strip_the(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
}

/// What a form says of the name that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sure {
    /// It is an outlet's, whatever it is made like.
    Form,
    /// It may be a place's: only names that are made like an outlet's.
    Made,
    /// It may be anything: also phrases with small words in them, which nothing but a site is called by.
    Phrase,
}

/// Whether the name can be an outlet's. `signed`: who wrote is said beside it.
fn fits(name: &str, sure: Sure, signed: bool) -> bool {
    if !is_name(name) || is_place(name) || SECTION.is_match(name) {
        return false;
    }
    let words = name.split_whitespace().count();
    if name.starts_with("The ") && words > 2 || name.contains(" & ") {
        return true;
    }
    let meaning = Meaning::of(name);
    let hangul = name.chars().any(|c| ('가'..='힣').contains(&c));
    match sure {
        _ if meaning == Meaning::Outlet => true,
        Sure::Form if hangul => signed || !is_full_name(name),
        Sure::Form => words > 1 && meaning != Meaning::Person && !is_full_name(name),
        Sure::Made => false,
        Sure::Phrase => is_phrase(name),
    }
}

/// Whether a name has small words in it, as neither persons nor places have: `Dispatches from a Desk`, `Slow Train to Sinuiju`.
pub(super) fn is_phrase(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = [
        "of", "from", "to", "on", "in", "at", "and", "for", "with", "across", "beyond",
    ];
    let inside = words.get(1..words.len().saturating_sub(1)).unwrap_or(&[]);
    let capital = |w: &&str| {
        w.starts_with(|c: char| c.is_uppercase())
            || small.contains(w)
            || ["a", "an", "the"].contains(w)
    };
    (3..=7).contains(&words.len())
        && is_name(name)
        && words.iter().all(capital)
        && inside.iter().any(|w| small.contains(w))
        && !name.contains([',', ':', '?', '!', '.'])
        && !name.contains(|c: char| c.is_ascii_digit())
        && !SECTION.is_match(name)
}

static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:by|printed|issued|written|filed|posted|published|sent|reported|dated|done|signed|given|made|updated) .*|(?:head|professor|director|fellow|chair|chairman|minister|secretary|officer|member|lecturer|author|founder|president|ambassador|bureau|university|college|department|school|institute|faculty|ministry) (?:of|for|in|at)\b.*|immediate release|publication|release|comments?|foreign affairs|north korea|south korea|human rights|uncategorized|politics|economy)$")
        .expect("a fixed pattern")
});

/// The forms, and what each says of the name in it.
static FORMS: LazyLock<Vec<(Regex, Sure)>> = LazyLock::new(|| {
    let name = r"(?:the |The )?\p{Lu}[^,.:|·()\x01]{1,58}?";
    let who = r"\p{Lu}[\p{L}.’' -]{2,40}?";
    let day = r"(?:on )?(?:the )?(?:\p{L}+day,? )?(?:the )?\x01";
    let clock = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?)?";
    let rest = r"(?:\s*[|·•].*)?\.?$";
    let made = r"(?:(?i:posted|published|written|filed|reported|submitted|compiled) )?(?i:by)";
    let issue = r"(?:(?i:issue|no|nr|number|vol|volume|#)\.? ?\d+,? )?";
    [
        (format!(r"^{made} (?P<who>{who}) (?:on|for) (?P<outlet>{name})[\s,|·—–(-]+{day}{clock}\)?{rest}"), Sure::Form),
        (format!(r"^{made} (?P<who>{who}) (?:in|at|with|of) (?P<outlet>{name})[\s,|·—–(-]+{day}{clock}\)?{rest}"), Sure::Made),
        (format!(r"^(?:First |Originally )?(?i:(?:published|printed|issued) by|(?:published|posted|printed|appeared|reprinted|reproduced) (?:in|on|from)|(?:reprinted|reproduced) with (?:the )?permission (?:of|from)) (?P<outlet>{name})(?:[\s,(—–-]+{day}{clock}\)?|,? (?:Vol|No|Issue)\.? .{{1,30}})?\.?$"), Sure::Form),
        (format!(r"^(?i:from the) (?:notebook|diary|desk|files|log|journal|archive|papers|workshop) of (?P<who>{who})\. (?P<outlet>{name}), {issue}{day}\.?$"), Sure::Form),
        (format!(r"^\x01\s*[—–|:-]+\s*(?P<outlet>{name}), (?:an?|the) \p{{Ll}}[^.\x01]{{5,90}}\.?$"), Sure::Form),
        (format!(r"^(?P<outlet>{name})\s*[—–:,-]+\s*(?:an?|the) [\p{{Ll}} -]{{0,40}}\b(?:letter|newsletter|look|digest|log|column|notes|notebook|diary|roundup|chronicle|weblog|blog|bulletin|magazine|journal|weekly|review|guide)\b[^.\x01]{{0,80}}[.,] {issue}{day}\.?$"), Sure::Form),
        (format!(r"^(?P<outlet>{name})\s*[—–|-]+\s*{day}\s*[—–|-]+\s*(?:posted |written )?by .{{2,60}}$"), Sure::Form),
        (format!(r"^(?i:filed|sent|reported) from .{{2,40}} (?:for|to) (?P<outlet>{name})[\s,—–-]+{day}\.?$"), Sure::Form),
        (format!(r"^(?:By (?P<who>{who}), )?(?i:special) (?:to|for) (?P<outlet>{name})$"), Sure::Form),
        (format!(r"^(?:Posted|Published) by (?P<who>{who}) {day}{clock}\s*[|·•,;—–-]+\s*(?i:filed (?:under|in)|in|under|categor(?:y|ies):?|tags?:?) .+$"), Sure::Form),
        (format!(r"^(?P<outlet>{name})\s*[,|·—–-]+\s*{day}$"), Sure::Phrase),
        (format!(r"^(?P<outlet>{name}),? \(?(?:Spring|Summer|Autumn|Fall|Winter|Christmas|Easter|Midsummer)(?: [Ii]ssue)?,? (?:19|20)\d\d\)?$"), Sure::Form),
        (r"^(?:작성자|글쓴이|글|필자)\s*[:：]\s*(?P<who>[^|·\x01]{2,20}?)\s*[|·]\s*\x01[^|·]{0,10}[|·]\s*(?P<outlet>[^|·\x01]{2,30})$".to_string(), Sure::Form),
        (r"^(?P<outlet>[^|·\x01]{2,30}?)\s*[|·]\s*\x01[^|·]{0,10}[|·]\s*(?:글쓴이|글|작성자)\s*[:：]?\s*(?P<who>[^|·\x01]{2,20})$".to_string(), Sure::Form),
    ]
    .into_iter()
    .map(|(form, sure)| (Regex::new(&form).expect("a fixed pattern"), sure))
    .collect()
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
                m.date.map(|d| d.to_string()).unwrap_or_default()
            ),
        }
    }

    #[test]
    fn phrases_that_say_who_published() {
        for (line, expected) in [
            (
                "Posted by Marcus Oye on The Amnok Lantern, November 18, 2013",
                "Marcus Oye; The Amnok Lantern; 2013-11-18",
            ),
            (
                "Posted by Wes Tarn at The Eastern Desk | April 11, 2014 | 3 Comments",
                "Wes Tarn; The Eastern Desk; 2014-04-11",
            ),
            (
                "by Johanna Tea for The Slow Correspondent (12 June 2012)",
                "Johanna Tea; The Slow Correspondent; 2012-06-12",
            ),
            (
                "From the notebook of Piers Hall. The Lighthouse Notebook, 14 March 2020.",
                "Piers Hall; The Lighthouse Notebook; 2020-03-14",
            ),
            (
                "Sept. 2, 2016 — Echo Desk, a weekly look at who copied whom",
                "; Echo Desk; 2016-09-02",
            ),
            (
                "Small Coin — a fortnightly letter on household economics. Issue 17, 4 October 2021",
                "; Small Coin; 2021-10-04",
            ),
            (
                "Null Pointer — 17 January 2022 — by \"parity\"",
                "; Null Pointer; 2022-01-17",
            ),
            (
                "Published in Kiln & Oar on 6 December 2016",
                "; Kiln & Oar; 2016-12-06",
            ),
            (
                "Filed from Dandong for the Baltic Mercury, 3 May 2014",
                "; Baltic Mercury; 2014-05-03",
            ),
            (
                "By Ada Quill, Special to The Amnok Mercury",
                "Ada Quill; The Amnok Mercury; ",
            ),
            (
                "Reprinted from the Harbour Quarterly, Vol. 3, 2014",
                "; Harbour Quarterly; ",
            ),
            (
                "Posted by Harlan Pru on March 14, 2016 · Filed under Kaesong, Sanctions",
                "Harlan Pru; ; 2016-03-14",
            ),
            (
                "작성자: 둘레길 | 2017년 5월 2일 | 강변경제읽기",
                "둘레길; 강변경제읽기; 2017-05-02",
            ),
            (
                "밥상머리 · 2021년 11월 9일 · 글 서한솔",
                "서한솔; 밥상머리; 2021-11-09",
            ),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }

    #[test]
    fn where_somebody_wrote_is_no_outlet() {
        for line in [
            "by Jane Roe in Ann Arbor, 3 May 2014",
            "By Jane Roe at Panmunjom, 3 May 2014",
            "Posted by Jane Roe on Monday, 3 May 2014",
            "Published in Seoul on 6 December 2016",
            "The ferry was late on 6 December 2016, a captain said.",
            "On 3 May 2014 — a Saturday, a day of rest",
            "posted by Quill_and_Ink at 11:48 PM",
            "Issued in Marusan, 6 March 2014.",
        ] {
            assert_eq!(told(line), "no", "{line}");
        }
    }
}
