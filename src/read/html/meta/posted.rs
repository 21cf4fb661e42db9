//! Owns lines that weblogs and forums print below a title: `Posted on Friday, August 13 @ 18:20:07 KST by roe`. Where no year is
//! printed, the weekday and the moment of capture give it. Refuses a year that they don't settle.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use regex::Regex;

use super::super::super::byline::Told;
use super::super::tree::Page;
use crate::article::PartialDate;
use crate::dates;

/// Takes in such a line; false if it is none.
pub fn line(line: &str, captured: Option<Date>, told: &mut Told) -> bool {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:posted|published|submitted|contributed|added|written)\b:?(?: on| at)? (?P<day>.{6,60}?) by (?P<who>[^|,]{2,40}?)(?: \(.{1,60}\))?\.?$")
            .expect("a fixed pattern")
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:posted|published|submitted|contributed|added|written) by:? (?P<who>[^|,]{2,40}?),? (?:on|at) (?P<day>.{6,60})$")
            .expect("a fixed pattern")
    });
    let Some(found) = BEHIND.captures(line).or_else(|| BEFORE.captures(line)) else {
        return false;
    };
    let (Some(day), Some(who)) = (found.name("day"), found.name("who")) else {
        return false;
    };
    let printed = dates::find(day.as_str()).map(|(_, date)| date);
    let date = printed.or_else(|| without_year(day.as_str(), captured?));
    if date.is_none() && !day.as_str().bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    told.published = told.published.or(date);
    if told.byline.is_empty() {
        told.byline.push(who.as_str().trim().to_string());
    }
    true
}

/// The year of `Friday, August 13` in a page that was captured within a year after it: the one in which the day is of that weekday.
fn without_year(text: &str, captured: Date) -> Option<PartialDate> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?P<week>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? (?:(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})|(?P<day2>\d{1,2})\.? (?P<month2>[a-z]{3,9}))\b")
            .expect("a fixed pattern")
    });
    let found = DAY.captures(text)?;
    let week = match found["week"].to_ascii_lowercase().as_str() {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        _ => Weekday::Sunday,
    };
    let part = |one, other| found.name(one).or_else(|| found.name(other));
    let (month, day) = (part("month", "month2")?, part("day", "day2")?);
    let mut fitting = [captured.year(), captured.year() - 1]
        .into_iter()
        .filter_map(|year| dates::parse(&format!("{} {} {year}", day.as_str(), month.as_str())))
        .filter(|date| {
            let civil = date.month().zip(date.day()).and_then(|(month, day)| {
                Date::new(date.year() as i16, month as i8, day as i8).ok()
            });
            civil.is_some_and(|civil| civil <= captured && civil.weekday() == week)
        });
    match (fitting.next(), fitting.next()) {
        (Some(date), None) => Some(date),
        _ => None,
    }
}

/// The day on which the Wayback Machine or a browser's add-on captured the page.
pub fn captured(page: &Page) -> Option<Date> {
    static ARCHIVED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"FILE ARCHIVED ON \d\d:\d\d:\d\d (?P<day>[A-Z][a-z]{2} \d{1,2}, \d{4})|saved date: \w{3} (?P<saved>\w{3} \d{1,2} \d{4})")
            .expect("a fixed pattern")
    });
    let note = page.notes.iter().find_map(|note| ARCHIVED.captures(note));
    let stated = note.and_then(|found| {
        let day = found.name("day").or_else(|| found.name("saved"))?;
        dates::parse(day.as_str())
    });
    let address = || {
        let links = (0..page.nodes.len()).filter_map(|at| page.attr(at, "href"));
        links
            .filter_map(|href| {
                let rest = href.split_once("/web/")?.1;
                let stamp = rest.get(..14)?;
                let digits = stamp.bytes().all(|b| b.is_ascii_digit());
                digits.then(|| dates::parse(&stamp[..8]))?
            })
            .next()
    };
    let day = stated.or_else(address)?;
    Date::new(day.year() as i16, day.month()? as i8, day.day()? as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_is_not_printed_follows_from_weekday_and_capture() {
        let captured = Date::new(2004, 11, 7).ok();
        let day = |text: &str| without_year(text, captured?).map(|d| d.to_string());
        assert_eq!(
            day("Friday, August 13 @ 18:20:07 KST").as_deref(),
            Some("2004-08-13")
        );
        assert_eq!(day("Wed, 31 December").as_deref(), Some("2003-12-31"));
        // Behind the capture, and of another weekday the year before.
        assert_eq!(day("Tuesday, November 9"), None);
        assert_eq!(day("August 13"), None);
    }

    #[test]
    fn a_line_gives_who_and_when() {
        let mut told = Told::default();
        assert!(line("Posted by roe on 13 August 2004", None, &mut told));
        assert_eq!(told.byline, ["roe"]);
        assert_eq!(
            told.published.map(|d| d.to_string()).as_deref(),
            Some("2004-08-13")
        );
        assert!(!line(
            "Posted in haste by nobody",
            None,
            &mut Told::default()
        ));
    }
}
