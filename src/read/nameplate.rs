//! Owns the lines above a plain text's title that are no title: the name of the site or paper with its motto, and the head of a mail
//! that was saved as text. Refuses to take a title for a name where nothing but its place says so.

use std::sync::LazyLock;

use regex::Regex;

use super::byline::{BY, Told};
use super::naming::{Meaning, is_aside, is_full_name, is_known, is_name};
use super::signed::is_phrase;
use crate::dates;

/// So many lines are looked at.
const LINES: usize = 10;

/// What a line above the text may be.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// A day, a byline, a number of the series.
    Tells,
    /// A name, a motto, a title.
    Free,
    /// "Dear friends,"
    Greets,
    /// A sentence of the text.
    Prose,
}

/// Which of the first lines (each with its number in the file) is the title, where the first is the site's name: an outlet's, or one
/// that stands apart from the title with a motto below it.
///
/// ```text
/// The Amnok Corner            The Amnok Post
/// Somebody has to count them
///                             Sacks, counted
/// Sacks, counted
/// by Jane Roe, 8 April 2016   By Jane Roe, 8 April 2016
/// ```
pub(super) fn title_below(lines: &[(&str, u32)]) -> Option<usize> {
    let lines = &lines[..lines.len().min(LINES)];
    let &(name, _) = lines.first()?;
    if kind(name) != Kind::Free || !is_site(name) {
        return None;
    }
    let apart = |at: &usize| lines[*at].1 > lines[*at - 1].1 + 1;
    let outlet = Meaning::of(name) == Meaning::Outlet;
    let mut kinds: Vec<Kind> = lines.iter().map(|(line, _)| kind(line)).collect();
    // "KCNA", and nothing else.
    if is_known(name) && lines.len() > 2 && apart(&1) && kinds[1] == Kind::Free {
        return Some(1);
    }
    // "Amnok Digest / The week in seeds, soil and slogans / 8 March 2019"
    if lines.len() > 3
        && PERIODICAL.is_match(name)
        && is_name(name)
        && !apart(&1)
        && kinds[1] == Kind::Free
        && in_sentence_case(lines[1].0)
        && kinds[2] == Kind::Tells
        && matches!(kinds[3], Kind::Prose | Kind::Greets)
    {
        return Some(1);
    }
    // "BARNABY ROE" above a day signs.
    for at in 2..lines.len().saturating_sub(1) {
        if kinds[at] == Kind::Free && kinds[at + 1] == Kind::Tells && is_full_name(lines[at].0) {
            kinds[at] = Kind::Tells;
        }
    }
    // "World" below a paper's name.
    let section = (1..lines.len()).find(|&at| SECTION.is_match(lines[at].0));
    if let Some(at) = section.filter(|&at| outlet && at < 3) {
        kinds[at] = Kind::Tells;
        let below = (at + 1..lines.len()).find(|&below| kinds[below] == Kind::Free);
        return below.filter(|&below| apart(&below) && below == at + 1);
    }
    let second = (1..lines.len()).find(apart)?;
    let mottos = kinds[1..second]
        .iter()
        .filter(|&&k| k == Kind::Free)
        .count();
    let tells = |range: std::ops::Range<usize>| kinds[range].contains(&Kind::Tells);
    // "Amnok Institute / Briefing Paper 31 / Sacks, counted / April 2016"
    if outlet && mottos == 1 && second > 2 && is_aside(lines[1].0) {
        return (2..second).find(|&at| kinds[at] == Kind::Free);
    }
    // "Amnok Notes / Centre for Ferries, Amnok College / Sacks, counted / April 2016"
    let body_below = Meaning::of(lines[1].0) == Meaning::Outlet || MOTTO.is_match(lines[1].0);
    if second == 4 && mottos == 2 && kinds[3] == Kind::Tells && body_below {
        return Some(2);
    }
    let third = (second + 1..lines.len()).find(apart).unwrap_or(lines.len());
    let title = (second..third).find(|&at| kinds[at] == Kind::Free)?;
    let alone = kinds[second..third]
        .iter()
        .filter(|&&k| k == Kind::Free)
        .count()
        == 1;
    let below = kinds.get(third) == Some(&Kind::Tells);
    let dated = tells(second..third) || below;
    let of_a_kind = lines[1..second]
        .iter()
        .any(|(line, _)| MOTTO.is_match(line));
    let told_above = tells(1..second);
    let fits = match mottos {
        0 if hangul(name) => told_above && kinds.get(third) == Some(&Kind::Prose),
        0 => outlet && !told_above && dated,
        1 => dated || told_above && (outlet || of_a_kind),
        _ => false,
    };
    (alone && fits && !lines[title].0.ends_with([':', '.', ','])).then_some(title)
}

/// Whether the line below a title in sentence case is the site's name: one in capitals with small words in it, above the day.
///
/// ```text
/// A border in two newspapers
/// Slow Train to Sinuiju
/// 11 February 2021
/// ```
pub(super) fn name_below(title: &str, lines: &[(&str, u32)], title_line: u32) -> bool {
    let [(name, at), (day, below), ..] = lines else {
        return false;
    };
    *at == title_line + 1
        && *below == at + 1
        && in_sentence_case(title)
        && is_phrase(name)
        && dates::alone(day).is_some()
}

/// Whether a line is written as a sentence is, not as a name: some longer word begins small.
fn in_sentence_case(line: &str) -> bool {
    let words = line.split_whitespace().skip(1);
    line.split_whitespace().count() > 2
        && words
            .filter(|w| {
                w.chars().count() > 3
                    && !["from", "with", "into", "over", "upon", "across", "beyond"].contains(w)
            })
            .any(|w| w.starts_with(|c: char| c.is_lowercase()))
}

/// What periodicals are called by, and hardly a title.
static PERIODICAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:The )?(?:\p{Lu}[\p{L}’'-]+ ){1,4}(?:Digest|Courier|Herald|Tribune|Gazette|Times|Post|News|Weekly|Daily|Monthly|Quarterly|Bulletin|Newsletter|Observer|Chronicle|Ledger|Notebook|Messenger|Advertiser|Sentinel|Telegraph|Courant)$")
        .expect("a fixed pattern")
});

fn kind(line: &str) -> Kind {
    let words = line.split_whitespace().count();
    if GREETS.is_match(line) {
        return Kind::Greets;
    }
    let ends = line.ends_with(['.', ':', '”', '"', '…']);
    if words > 16 || line.chars().count() > 140 || ends && words > 9 || line.ends_with("다.") {
        return Kind::Prose;
    }
    let day = || dates::find(line).is_some_and(|(_, date)| date.month().is_some()) && !ends;
    match is_aside(line) || BY.is_match(line) && words < 9 || day() || Told::default().line(line) {
        true => Kind::Tells,
        false => Kind::Free,
    }
}

fn is_site(name: &str) -> bool {
    name.chars().count() <= 60
        && name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c >= '가')
        && !name.ends_with(['.', ':', ',', ';', '!', '?', '"', '”'])
        && (is_name(name) || name.split_whitespace().count() <= 5)
}

fn hangul(line: &str) -> bool {
    line.chars().any(|c| ('가'..='힣').contains(&c))
}

static GREETS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:dear|hello|hi|good (?:morning|evening|day)|greetings)\b.{0,60}[,!.:]$")
        .expect("a fixed pattern")
});
static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:world|nation|local|business|opinion|news|sports?|politics|asia|international|features?|comment|economy|culture|arts|letters|editorial|foreign|column|science|travel|weekend|technology|region)(?: news| desk)?$")
        .expect("a fixed pattern")
});
/// What a line below a name says that it names.
static MOTTO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:weblog|blog|newsletter|magazine|bulletin|website|homepage|journal|newspaper|weekly|monthly|quarterly|fortnightly|daily|fanzine|circular|gazette|diary|notebook|digest)\b")
        .expect("a fixed pattern")
});

/// What the head of a mail tells.
#[derive(Debug, Default, PartialEq)]
pub(super) struct MailHead<'a> {
    /// So many lines it has.
    pub lines: usize,
    /// The subject's words without the list's name, and the line on which they stand.
    pub subject: Option<(&'a str, usize)>,
    pub list: Option<&'a str>,
    pub sender: Option<&'a str>,
    pub date: Option<&'a str>,
}

/// Reads the head of a mail: at least two of its lines from the very first on, one of them its subject or its sender.
pub(super) fn mail_head<'a>(lines: &[(&'a str, u32)]) -> Option<MailHead<'a>> {
    let mut head = MailHead::default();
    // "[KW-list] Korea Week digest, No. 212", and below it "From:" and "Date:".
    let bare = lines.len() > 2
        && LIST.is_match(lines[0].0)
        && !FIELD.is_match(lines[0].0)
        && SENT.is_match(lines[1].0)
        && SENT.is_match(lines[2].0);
    if bare {
        let words = lines[0].0;
        let tag = LIST.captures(words);
        head.list = tag.as_ref().and_then(|t| t.get(1)).map(|t| t.as_str());
        let rest = tag
            .and_then(|t| t.get(0))
            .map_or(words, |t| &words[t.end()..]);
        head.subject = Some((rest.trim(), 0));
    }
    for (at, (line, number)) in lines.iter().take(LINES * 2).enumerate() {
        if at > 0 && *number > lines[at - 1].1 + 1 {
            break;
        }
        if at == 0 && bare {
            continue;
        }
        let Some(found) = FIELD.captures(line) else {
            break;
        };
        let value = found.get(2).map_or("", |v| v.as_str()).trim();
        match found[1].to_lowercase().as_str() {
            "subject" => {
                let tag = LIST.captures(value);
                head.list = tag.as_ref().and_then(|t| t.get(1)).map(|t| t.as_str());
                let rest = tag
                    .and_then(|t| t.get(0))
                    .map_or(value, |t| &value[t.end()..]);
                head.subject = Some((rest.trim(), at));
            }
            "from" => {
                head.sender = Some(
                    ADDRESS
                        .find(value)
                        .map_or(value, |a| value[..a.start()].trim()),
                )
            }
            "date" | "sent" => head.date = Some(value),
            _ => {}
        }
        head.lines = at + 1;
    }
    (head.lines >= 2 && head.subject.is_some() && head.sender.is_some()).then_some(head)
}

/// The house whose editors sent a mail: `Korea Week Editors`.
pub(super) fn house(sender: &str) -> Option<&str> {
    let name = OF_HOUSE.captures(sender)?.name("name")?.as_str();
    is_name(name).then_some(name)
}

static OF_HOUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:The )?(?P<name>\p{Lu}[\p{L}’'-]+(?: [\p{L}&’'-]+){1,6}?),? (?:Editors?|Editorial (?:Team|Board|Staff)|Newsletter Team|Team|Staff|News ?[Dd]esk|Secretariat)$")
        .expect("a fixed pattern")
});
static SENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i)(?:from|date|sent|to): ?\S").expect("a fixed pattern"));
static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i)(from|to|cc|bcc|subject|date|sent|reply-to|list-id|message-id|in-reply-to|organization|newsgroups|references|lines|path|followup-to|distribution|approved|nntp-posting-[a-z]+|user-agent|mime-version|content-[a-z-]+|delivered-to|return-path|importance|x-[a-z-]+):\s*(.*)$")
        .expect("a fixed pattern")
});
/// `[KSTUDY-L] Re: ...`
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?i:re|fwd?): ?)?\[([^\[\]]{2,40})\]\s*").expect("a fixed pattern")
});
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s*[<(]?\S+@\S+[>)]?").expect("a fixed pattern"));

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<&str> {
        let lines: Vec<(&str, u32)> = (text.split('\n').zip(0..))
            .filter(|(line, _)| !line.is_empty())
            .collect();
        title_below(&lines).map(|at| lines[at].0)
    }

    #[test]
    fn a_name_with_its_motto_stands_above_the_title() {
        for (text, expected) in [
            (
                "The Amnok Corner\nSomebody has to count them\n\nSacks, counted\nby Jane Roe, 8 April 2016\n\nThe sacks were counted.",
                "Sacks, counted",
            ),
            (
                "Kiln Notes\na potter's letters\n\n2016-04-08\nClay, again\n\nThe clay was wet.",
                "Clay, again",
            ),
            (
                "Port Amnok Courier\n\nFerry late again\n\nBy Jane Roe\nCourier Staff\n8 April 2016\n\nThe ferry was late.",
                "Ferry late again",
            ),
            (
                "Amnok Institute for Ferries\nBriefing Paper 12\nThe ferry in figures\nApril 2016\n\nThe ferry was late.",
                "The ferry in figures",
            ),
            (
                "The Oar\nMonthly bulletin of a rowing club\nNo. 12 / 8 April 2016\n\nWHO ROWS\n\nDear friends,\n\nIt rained.",
                "WHO ROWS",
            ),
            (
                "강변에서 쓰는 편지\n글쓴이: 물장수 | 2016년 4월 8일\n\n자루를 세다\n\n자루를 세어 보니 모두 마흔 개였다.",
                "자루를 세다",
            ),
        ] {
            assert_eq!(title(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_title_with_a_standfirst_is_no_name() {
        for text in [
            "Sacks, counted\nWhat the ferry carried\n\nBy Jane Roe, 8 April 2016\n\nThe ferry was late.",
            "Frost Report\nAmnok Corner, 8 April 2016\n\nThe first frost came on Monday, which is early for the coast.",
            "Sacks Counted\n\nWhat the ferry carried\n\nBy Jane Roe, Amnok Corner, 8 April 2016\n\nThe ferry was late.",
            "Sacks Counted\nBy Jane Roe, Amnok Corner, 8 April 2016\n\nThe north\n\nThe ferry was late.",
            "Sacks Counted\n\nThe ferry was late.\n\nIt carried sacks.",
            "자루를 세다\n글쓴이: 물장수 | 2016년 4월 8일\n\n자루를 세어 보니 모두 마흔 개였다.",
        ] {
            assert_eq!(title(text), None, "{text}");
        }
    }

    #[test]
    fn a_mail_saved_as_text_has_a_head() {
        let lines = [
            ("From: Jane Roe <roe@kiln.example>", 0),
            ("To: kiln-l", 1),
            ("Date: Tue, 11 Nov 2008 09:42:17 +0000", 2),
            ("Subject: Re: [KILN-L] Wet clay", 3),
            ("Dear list,", 5),
        ];
        let head = mail_head(&lines).unwrap();
        assert_eq!(
            (head.lines, head.subject, head.list, head.sender),
            (4, Some(("Wet clay", 3)), Some("KILN-L"), Some("Jane Roe"))
        );
        assert_eq!(mail_head(&[("Subject: clay", 0), ("It was wet.", 1)]), None);
    }
}
