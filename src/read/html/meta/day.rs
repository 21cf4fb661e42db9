//! Owns the day of publication: stated, printed or in the address. Refuses days of change, capture or archive.

use serde_json::Value;

use super::super::marks::{BYLINE, CHANGED, DATE, HIDDEN, META};
use super::super::tree::{Page, is_block};
use super::{Found, is_converted};
use crate::article::PartialDate;
use crate::dates;

impl Found<'_, '_> {
    /// The day that JSON-LD, a meta element or an element named so gives.
    pub(super) fn stated_day(&self) -> Option<PartialDate> {
        let json = self
            .json
            .as_ref()
            .and_then(|j| j.get("datePublished"))
            .and_then(Value::as_str);
        let names = [
            "article:published_time",
            "og:article:published_time",
            "article:published",
            "datepublished",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "dcterms.issued",
            "dcterms.created",
            "dc.date.created",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "publication-date",
            "sailthru.date",
            "parsely-pub-date",
            "article.published",
            "originalpublicationdate",
            "citation_publication_date",
            "article:create",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
        ];
        let stated = json
            .into_iter()
            .chain(names.iter().flat_map(|n| self.metas(n)));
        let stated = stated
            .filter_map(|text| Some((text, dates::parse(text)?)))
            .next();
        let stated = stated.filter(|_| !is_converted(self));
        let printed = self.printed_date();
        if let Some((text, date)) = stated {
            // A moment in Greenwich time may be another day where the page was printed.
            let in_utc = text.trim_end().ends_with('Z') || text.contains("+00:00");
            let local = printed.filter(|p| in_utc && is_next_day(*p, date));
            return Some(local.filter(|_| !self.prints_day(date)).unwrap_or(date));
        }
        printed
    }

    /// Whether a short text above the article gives that very day.
    fn prints_day(&self, day: PartialDate) -> bool {
        let root = self.layout.roots.first().copied().unwrap_or(0);
        let texts = (0..root).filter_map(|at| self.page.text(at));
        texts
            .filter(|text| text.len() < 80 && text.bytes().any(|b| b.is_ascii_digit()))
            .any(|text| date_before_changes(text) == Some(day))
    }

    /// Whether a date stands in a row that leads to another article, as in a table of a blog's posts.
    fn is_of_other(&self, at: usize) -> bool {
        let page = self.page;
        let row = page
            .ancestors(at)
            .take(4)
            .find(|&a| matches!(page.tag(a), "tr" | "li"));
        let leads = |&i: &usize| {
            let link = page.tag(i) == "a" && self.layout.marks[i] & BYLINE == 0;
            link && self.layout.links[i] > 24 && !page.within(i).contains(&at)
        };
        row.is_some_and(|row| page.within(row).len() < 60 && page.within(row).any(|i| leads(&i)))
    }

    /// The date in the article's head (or, in older themes, foot).
    fn printed_date(&self) -> Option<PartialDate> {
        let page = self.page;
        let marks = &self.layout.marks;
        let changed = |at: usize| {
            marks[at] & CHANGED != 0
                || page
                    .ancestors(at)
                    .take(3)
                    .any(|a| marks[a] & CHANGED != 0 && marks[a] & DATE == 0)
        };
        let in_root = |at: usize| {
            self.layout
                .roots
                .iter()
                .any(|&r| page.within(r).contains(&at))
        };
        let mut later = None;
        for (at, &mark) in marks.iter().enumerate().skip(1) {
            let is_time = page.tag(at) == "time";
            // Where several times stand in one place, each is asked by itself: their words run together.
            let has_times = || {
                let inside = page.within(at).skip(1);
                inside.filter(|&i| page.tag(i) == "time").count() > 1
            };
            if !is_time && (mark & (DATE | META) == 0 || has_times())
                || mark & HIDDEN != 0
                || changed(at)
                || page.within(at).len() > 60
            {
                continue;
            }
            if !self.tells_of_article(at)
                || (in_root(at) && in_sentence(page, at))
                || self.is_of_other(at)
            {
                continue;
            }
            let words = page.words(at);
            let printed = (words.len() < 200)
                .then(|| date_before_changes(&words))
                .flatten();
            // `<abbr class=published title=2016-04-08T...>` is the microformat of old themes.
            let of_abbr = (page.tag(at) == "abbr").then_some("title");
            let machine = ["datetime", "content"]
                .into_iter()
                .chain(of_abbr)
                .find_map(|a| page.attr(at, a))
                .and_then(dates::parse);
            let label = words.to_lowercase();
            if machine.is_some() && is_change_label(&label) {
                continue;
            }
            let date = match (printed, machine) {
                (Some(p), Some(m)) if p.day().is_none() || m.day().is_none() => {
                    Some(if p.day().is_some() { p } else { m })
                }
                (Some(p), _) => Some(p),
                (None, m) => m,
            };
            let Some(date) = date else {
                continue;
            };
            let sure = page.attr(at, "pubdate").is_some() || marks[at] & DATE != 0 || is_time;
            if sure {
                return Some(date);
            }
            later = later.or(Some(date));
        }
        later
    }
}

/// Part of a sentence: in a paragraph with other words.
fn in_sentence(page: &Page, at: usize) -> bool {
    let Some(block) = page.ancestors(at).find(|&a| is_block(page.tag(a))) else {
        return false;
    };
    let text = matches!(page.tag(block), "p" | "li" | "blockquote" | "td" | "dd");
    // Reading a long block again for each date in it would take forever.
    text && (page.within(block).len() > 200 || page.words(block).len() > page.words(at).len() + 60)
}

fn is_change_label(lower: &str) -> bool {
    [
        "updated",
        "last modified",
        "modified",
        "수정",
        "최종수정",
        "update:",
        "captured",
        "archived",
        "saved",
    ]
    .iter()
    .any(|l| lower.starts_with(l))
}

/// The date in a line such as `입력 2016.04.08 | 수정 2016.04.09`: what is said of changes does not count.
pub fn date_before_changes(words: &str) -> Option<PartialDate> {
    let lower = words.to_lowercase();
    if lower.len() != words.len() {
        return None;
    }
    let stops = [
        "updated",
        "modified",
        "last edited",
        "수정",
        "captured",
        "archived",
        "갱신",
    ];
    let stop = stops
        .iter()
        .filter_map(|s| lower.find(s))
        .min()
        .unwrap_or(words.len());
    let head = dates::find(&words[..stop]);
    let whole = || {
        // "Updated 9 April 2016, first published 8 April 2016".
        let published = ["published", "posted", "입력", "등록"]
            .iter()
            .filter_map(|s| lower.find(s))
            .max()?;
        (published > stop).then(|| dates::find(&words[published..]))?
    };
    head.or_else(whole).map(|(_, date)| date)
}

fn is_next_day(a: PartialDate, b: PartialDate) -> bool {
    let day = |d: PartialDate| {
        jiff::civil::Date::new(d.year() as i16, d.month()? as i8, d.day()? as i8).ok()
    };
    match (day(a), day(b)) {
        (Some(a), Some(b)) => {
            a.tomorrow().is_ok_and(|t| t == b) || b.tomorrow().is_ok_and(|t| t == a)
        }
        _ => false,
    }
}

/// `/2016/04/08/`, `/2016/04/`, `/2016-04-08/`, `/20160408/` in the path.
pub fn date_of_url(url: &str) -> Option<PartialDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path[..path.find(['?', '#']).unwrap_or(path.len())]
        .split_once('/')?
        .1;
    let parts: Vec<&str> = path.split('/').collect();
    let number = |s: &str, width: std::ops::RangeInclusive<usize>| -> Option<u16> {
        (width.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse().ok())?
    };
    let year = |s: &str| number(s, 4..=4).filter(|y| (1990..2100).contains(y));
    for (i, part) in parts.iter().enumerate() {
        if let (Some(y), Some(m)) = (year(part), parts.get(i + 1).and_then(|p| number(p, 1..=2))) {
            let day = parts.get(i + 2).and_then(|p| number(p, 1..=2));
            let date = day.and_then(|d| PartialDate::new(y, Some(m as u8), Some(d as u8)));
            return date.or_else(|| PartialDate::new(y, Some(m as u8), None));
        }
        let dashed = part
            .get(..10)
            .filter(|d| d.as_bytes()[4] == b'-' && year(&d[..4]).is_some())
            .and_then(|d| d.parse().ok());
        let compact = number(part, 8..=8).is_none().then_some(()).map_or_else(
            || {
                let (y, m, d) = (
                    year(&part[..4])?,
                    part[4..6].parse().ok()?,
                    part[6..].parse().ok()?,
                );
                PartialDate::new(y, Some(m), Some(d))
            },
            |()| None,
        );
        if let Some(date) = dashed.or(compact) {
            return Some(date);
        }
    }
    None
}
