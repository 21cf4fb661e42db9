//! Owns days as pages in other languages print them: `12 septembre 2018`, `2 de octubre de 2013`, `2 октября 2013`, `2018年9月12日`.
//! Refuses a month without its day and year: too many of these words mean something else.

use super::date;
use crate::article::{PartialDate, Span};

/// The names of each month in German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Polish and Russian, with what is cut short.
const MONTHS: [&str; 12] = [
    "januar jänner janvier janv enero ene janeiro gennaio gen januari stycznia января янв",
    "februar feber février fevrier févr febrero feb fevereiro febbraio februari lutego февраля фев",
    "märz maerz mars marzo março maart marca марта мар",
    "april avril avr abril abr aprile kwietnia апреля апр",
    "mai mayo maio maggio mei maj maja мая",
    "juni juin junio junho giugno czerwca июня июн",
    "juli juillet juil julio julho luglio lipca июля июл",
    "august août aout agosto ago augustus augusti sierpnia августа авг",
    "september septembre sept septiembre setembro settembre września сентября сен",
    "oktober octobre oct octubre outubro ottobre października октября окт",
    "november novembre nov noviembre novembro listopada ноября ноя",
    "dezember décembre decembre déc diciembre dic dezembro dicembre december grudnia декабря дек",
];

/// What stands between the parts of a date and says nothing: `2 de octubre del 2013`, `1er août`.
const BETWEEN: &[&str] = &["de", "del", "di", "er", "º", "o", "den"];

enum Part<'a> {
    Number(u32, usize),
    Word(&'a str),
}

/// The first whole day in the text.
pub(super) fn find(text: &str) -> Option<(Span, PartialDate)> {
    let year = text
        .as_bytes()
        .windows(4)
        .any(|four| four.iter().all(u8::is_ascii_digit));
    if !year {
        return None;
    }
    let parts = parts(text);
    (0..parts.len()).find_map(|at| western(&parts, at).or_else(|| eastern(&parts, at)))
}

/// `2 de octubre de 2013`, from the month at `at`.
fn western(parts: &[(Span, Part)], at: usize) -> Option<(Span, PartialDate)> {
    let Part::Word(word) = parts[at].1 else {
        return None;
    };
    let lower = word.to_lowercase();
    let month = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == lower))?;
    let between = |i: &usize| matches!(parts[*i].1, Part::Word(w) if BETWEEN.contains(&w.to_lowercase().as_str()));
    let before = (at.saturating_sub(2)..at).rev().find(|i| !between(i))?;
    let after = (at + 1..parts.len().min(at + 3)).find(|i| !between(i))?;
    let (Part::Number(day, 1..=2), Part::Number(year, 4)) = (&parts[before].1, &parts[after].1)
    else {
        return None;
    };
    let found = date(*year, Some(month as u8 + 1), Some(u8::try_from(*day).ok()?))?;
    let span = Span::new(parts[before].0.start as usize, parts[after].0.end as usize);
    Some((span, found))
}

/// `2018年9月12日`, from the year at `at`.
fn eastern(parts: &[(Span, Part)], at: usize) -> Option<(Span, PartialDate)> {
    let [
        (from, Part::Number(year, 4)),
        (_, Part::Word("年")),
        (_, Part::Number(month, 1..=2)),
        (_, Part::Word("月")),
        (_, Part::Number(day, 1..=2)),
        (last, Part::Word(of_day)),
    ] = parts.get(at..at + 6)?
    else {
        return None;
    };
    let sign = of_day.chars().next().filter(|c| "日号號".contains(*c))?;
    let (month, day) = (u8::try_from(*month).ok()?, u8::try_from(*day).ok()?);
    let span = Span::new(from.start as usize, last.start as usize + sign.len_utf8());
    Some((span, date(*year, Some(month), Some(day))?))
}

/// Runs of digits and of letters, with their places; white space and marks part them.
fn parts(text: &str) -> Vec<(Span, Part<'_>)> {
    let class = |c: char| match c {
        c if c.is_ascii_digit() => 1,
        c if c.is_alphabetic() || c == 'º' => 2,
        _ => 0,
    };
    let mut parts = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let kind = class(first);
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if class(c) != kind {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let run = &text[start..end];
        let part = match kind {
            1 => Part::Number(run.parse().unwrap_or(0), run.len()),
            2 => Part::Word(run),
            _ => continue,
        };
        parts.push((Span::new(start, end), part));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::{alone, find, parse};

    #[test]
    fn days_in_other_languages() {
        for form in [
            "mercredi, 12 septembre 2018 08:30",
            "12. September 2018",
            "Mittwoch, den 12. September 2018",
            "12 de septiembre de 2018",
            "12 de setembro de 2018",
            "12 settembre 2018",
            "12 сентября 2018 г.",
            "2018年9月12日 09:26",
            "2018 年 9 月 12 日",
            "12 sept. 2018",
        ] {
            assert_eq!(
                parse(form).map(|d| d.to_string()).as_deref(),
                Some("2018-09-12"),
                "{form}"
            );
            assert!(alone(form).is_some(), "{form}");
        }
    }

    #[test]
    fn a_foreign_word_is_no_month_without_day_and_year() {
        for text in [
            "en mai 2018",
            "set 12 mars",
            "12 mai",
            "mars 2018",
            "2018年9月",
        ] {
            let day = find(text).and_then(|(_, d)| d.day());
            assert_eq!(day, None, "{text}");
        }
        assert_eq!(
            alone("Le 12 mai 2018, les femmes du marché ont attendu"),
            None
        );
    }
}
