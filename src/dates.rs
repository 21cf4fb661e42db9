//! Owns dates as pages, datelines and records print them, English and Korean; `abroad` days in other languages. Refuses to fill in
//! what is not printed, and to choose between day and month where both are possible.

mod abroad;

use std::sync::LazyLock;

use jiff::{Timestamp, tz::TimeZone};
use regex::{Captures, Regex};

use crate::article::{PartialDate, Span};

/// The first date in `text` that has a month, else the first year that is printed as a date (`2016년`, `Juche 105 (2016)`,
/// `04/08/2016`); the span counts bytes of `text`. A day is the local day as printed.
pub fn find(text: &str) -> Option<(Span, PartialDate)> {
    let usual = find_usual(text);
    if usual.is_some_and(|(_, date)| date.day().is_some()) {
        return usual;
    }
    let abroad = abroad::find(text);
    // "12. September 2018" holds "September 2018".
    match usual.filter(|(_, date)| date.month().is_some()) {
        Some((span, _)) => abroad
            .filter(|(whole, _)| whole.start <= span.start && span.end <= whole.end)
            .or(usual),
        None => abroad.or(usual),
    }
}

fn find_usual(text: &str) -> Option<(Span, PartialDate)> {
    let mut year_only = None;
    let mut from = 0;
    while let Some(found) = FORMS.captures_at(text, from) {
        let all = found.get(0)?;
        let Some(date) = read(&found, text) else {
            // The match may begin with a stray number: look again one character later.
            from = all.start() + text[all.start()..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let hit = (Span::new(all.start(), all.end()), date);
        if date.month().is_some() {
            return Some(hit);
        }
        year_only = year_only.or(Some(hit));
        from = all.end();
    }
    year_only
}

/// The date that a field or a short line holds: any form of [`find`], and also `2016`, `2016-04`, `2016.04`, `2016/4`.
pub fn parse(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if text.len() > 200 {
        return None;
    }
    let coarse = COARSE.captures(text).and_then(|found| {
        let month = match found.name("m") {
            Some(m) => Some(u8::try_from(number(m.as_str())).ok()?),
            None => None,
        };
        date(number(&found["y"]), month, None)
    });
    coarse.or_else(|| find(text).map(|(_, date)| date))
}

/// The date of a line that holds nothing else than one: with a weekday, a time and a label (`Published:`, `입력`) at most.
pub fn alone(line: &str) -> Option<PartialDate> {
    let line = line.trim();
    if line.len() > 120 {
        return None;
    }
    let (span, date) = find(line)?;
    let around = [&line[..span.start as usize], &line[span.end as usize..]];
    let words = around
        .iter()
        .flat_map(|part| part.split(|c: char| !c.is_alphabetic()));
    words
        .filter(|word| !word.is_empty())
        .all(is_beside)
        .then_some(date)
}

/// What a moment counted in seconds (or milliseconds) since 1970 says of the local day at an unknown place: often only the month.
pub fn of_epoch(number: i64) -> Option<PartialDate> {
    let seconds = if number.abs() > 100_000_000_000 {
        number / 1000
    } else {
        number
    };
    let day = |shift: i64| {
        let moment = Timestamp::from_second(seconds.checked_add(shift * 3600)?).ok()?;
        let day = TimeZone::UTC.to_datetime(moment).date();
        Some((
            u16::try_from(day.year()).ok()?,
            day.month() as u8,
            day.day() as u8,
        ))
    };
    // Clocks on earth differ from Greenwich by -12 to +14 hours.
    let (first, last) = (day(-12)?, day(14)?);
    let same_month = first.0 == last.0 && first.1 == last.1;
    let same_day = same_month && first.2 == last.2;
    (first.0 == last.0)
        .then(|| {
            PartialDate::new(
                first.0,
                same_month.then_some(first.1),
                same_day.then_some(first.2),
            )
        })
        .flatten()
}

/// Every form but the coarse ones. Alternatives at one place stand with the longest first.
static FORMS: LazyLock<Regex> = LazyLock::new(|| {
    let d = "[0-9０-９]";
    let month = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?";
    let year =
        |n: u8| format!(r"(?:Juche\s*\d{{1,3}}\s*\(\s*(?P<jy{n}>\d{{4}})\s*\)|(?P<y{n}>\d{{4}}))");
    let (y4, y5, y6, y7) = (year(4), year(5), year(6), year(7));
    let korean_days =
        |n: u8| format!(r"(?:\s*(?P<m{n}>{d}{{1,2}})\s*월(?:\s*(?P<d{n}>{d}{{1,2}})\s*일)?)?");
    let (ko2, ko3) = (korean_days(2), korean_days(3));
    let forms = [
        format!(r"(?P<y1>{d}{{4}})(?:\s?[.．]\s?|[-/])(?P<m1>{d}{{1,2}})(?:\s?[.．]\s?|[-/])(?P<d1>{d}{{1,2}})"),
        format!(r"(?:주체\s*{d}{{1,3}}\s*[(（]\s*)?(?P<y2>{d}{{4}})\s*[)）]?\s*년{ko2}"),
        format!(r"주체\s*(?P<juche>{d}{{1,3}})\s*년{ko3}"),
        format!(r"(?P<mon4>{month})\.?\s*(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s*[,.]?\s+{y4}"),
        format!(r"(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<mon5>{month})\.?,?[\s-]+{y5}"),
        format!(r"(?P<mon6>{month})\.?,?(?:\s+of)?\s+{y6}"),
        format!(r"(?P<mon7>{month})\s+(?P<d7>\d{{1,2}})\s+\d\d:\d\d(?::\d\d)?\s+(?:[A-Z+\-][A-Z0-9:]{{1,6}}\s+)?{y7}"),
        r"Juche\s*\d{1,3}\s*\(\s*(?P<y8>\d{4})\s*\)(?:\s*[.,]?\s*(?P<m8>\d{1,2})\s*\.\s*(?P<d8>\d{1,2}))?".to_string(),
        r"(?P<compact>(?:19|20)\d{6})".to_string(),
        r"(?P<a>\d{1,2})[/.\-](?P<b>\d{1,2})[/.\-](?P<y9>\d{4})".to_string(),
    ];
    Regex::new(&format!("(?i){}", forms.join("|"))).expect("a fixed pattern")
});

static COARSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<y>\d{4})(?:[-./](?P<m>\d{1,2}))?\.?$").expect("a fixed pattern")
});

fn read(found: &Captures, text: &str) -> Option<PartialDate> {
    let all = found.get(0)?;
    let before = text[..all.start()].chars().next_back();
    let mut after = text[all.end()..].chars();
    let next = after.next();
    let digit_next = |c: Option<char>| c.is_some_and(|c| c.is_numeric());
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) || digit_next(next) {
        return None;
    }
    let small = |name: &str| found.name(name).map(|m| number(m.as_str()) as u8);
    let year = |names: [&str; 2]| {
        names
            .iter()
            .find_map(|n| found.name(n))
            .map(|m| number(m.as_str()))
    };

    if let Some(y) = found.name("y1") {
        // 2016.4.8.1 is a version or an address.
        if matches!(next, Some('.' | '-')) && digit_next(after.next()) {
            return None;
        }
        return date(number(y.as_str()), small("m1"), small("d1"));
    }
    if let Some(y) = found.name("y2") {
        return date(number(y.as_str()), small("m2"), small("d2"));
    }
    if let Some(juche) = found.name("juche") {
        // The calendar of North Korea counts 1912 as the first year.
        return date(1911 + number(juche.as_str()), small("m3"), small("d3"));
    }
    for (mon, day, years) in [
        ("mon4", "d4", ["y4", "jy4"]),
        ("mon5", "d5", ["y5", "jy5"]),
        ("mon7", "d7", ["y7", "jy7"]),
    ] {
        if let Some(m) = found.name(mon) {
            return date(year(years)?, month(m.as_str()), small(day));
        }
    }
    if let Some(m) = found.name("mon6") {
        // "it may 2016 times" is no date.
        let name = m.as_str().starts_with(|c: char| c.is_ascii_uppercase());
        return date(year(["y6", "jy6"])?, month(m.as_str()), None).filter(|_| name);
    }
    if let Some(y) = found.name("y8") {
        return date(number(y.as_str()), small("m8"), small("d8"));
    }
    if let Some(compact) = found.name("compact") {
        let n = number(compact.as_str());
        return date(
            n / 10000,
            Some((n / 100 % 100) as u8),
            Some((n % 100) as u8),
        );
    }
    let (a, b) = (small("a")?, small("b")?);
    let y = year(["y9", "y9"])?;
    let (day_first, month_first) = (date(y, Some(b), Some(a)), date(y, Some(a), Some(b)));
    match (day_first, month_first) {
        (Some(one), Some(other)) if one == other => Some(one),
        (Some(one), Some(other)) => {
            let weekday = text[..all.start()].trim_end_matches([' ', ',', '.']);
            let is_it = |d: &PartialDate| falls_on(*d, weekday);
            match (is_it(&one), is_it(&other)) {
                (true, false) => Some(one),
                (false, true) => Some(other),
                _ => date(y, None, None),
            }
        }
        (one, other) => one.or(other),
    }
}

/// Whether a date is of the weekday that the words before it end with ("Thu, 05/08/2014").
fn falls_on(date: PartialDate, before: &str) -> bool {
    let name = before
        .rsplit(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let day = || {
        let (month, day) = (date.month()? as i8, date.day()? as i8);
        jiff::civil::Date::new(date.year() as i16, month, day).ok()
    };
    let names = [
        "sunday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
    ];
    day().is_some_and(|day| {
        let whole = names[day.weekday().to_sunday_zero_offset() as usize];
        name.len() >= 3 && whole.starts_with(&name)
    })
}

/// The years that an archive of articles can print as its own.
fn date(year: u32, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
    if !(1500..2200).contains(&year) {
        return None;
    }
    PartialDate::new(year as u16, month, day)
}

fn number(digits: &str) -> u32 {
    digits.chars().fold(0, |n, c| {
        let digit = match c {
            '０'..='９' => c as u32 - '０' as u32,
            c => c.to_digit(10).unwrap_or(0),
        };
        n * 10 + digit
    })
}

fn month(name: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let name = name.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|m| *m == name)?;
    Some(at as u8 + 1)
}

/// Whether a word may stand beside a date without saying anything more: weekdays, times, zones, labels.
pub(crate) fn is_beside(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.as_str();
    const WORDS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "am",
        "pm",
        "a",
        "p",
        "m",
        "t",
        "z",
        "at",
        "on",
        "kst",
        "gmt",
        "utc",
        "jst",
        "est",
        "edt",
        "pst",
        "pdt",
        "cst",
        "cdt",
        "cet",
        "cest",
        "bst",
        "et",
        "pt",
        "published",
        "posted",
        "date",
        "dated",
        "updated",
        "modified",
        "last",
        "first",
        "오전",
        "오후",
        "시",
        "분",
        "초",
        "월",
        "화",
        "수",
        "목",
        "금",
        "토",
        "일",
        "월요일",
        "화요일",
        "수요일",
        "목요일",
        "금요일",
        "토요일",
        "일요일",
        "입력",
        "등록",
        "게재",
        "발행",
        "송고",
        "승인",
        "작성",
        "수정",
        "최종수정",
        "기사입력",
        "기사등록",
        "날짜",
        "일자",
        "작성일",
        "등록일",
        "발행일",
        "입력일",
        "게시일",
        "보도",
    ];
    // Other languages' weekdays, clocks and labels.
    const ABROAD: &str = "lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag \
         sonnabend sonntag lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta feira lunedì \
         martedì mercoledì giovedì venerdì sabato domenica понедельник вторник среда среду четверг пятница пятницу суббота \
         субботу воскресенье le à h min den am um uhr vom el las hs às il alle ore г года в publié publiée mis en ligne posté \
         veröffentlicht erstellt publicado pubblicato data fecha datum дата опубликовано 发布时间 发布日期 发表时间 发表于 时间 日期 \
         星期一 星期二 星期三 星期四 星期五 星期六 星期日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 年 月 日 号 時 分 秒 时 公開日 掲載日 配信";
    WORDS.contains(&word) || ABROAD.split_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        parse(text).map_or("none".into(), |d| d.to_string())
    }

    #[test]
    fn each_printed_form_gives_the_day_as_printed() {
        for form in [
            "2016-04-08",
            "2016-04-08T10:00:00+09:00",
            "2016-04-08T23:59:59Z",
            "2016-04-08 10:00",
            "2016.4.8",
            "2016. 4. 8.",
            "2016.04.08 10:00",
            "2016/04/08",
            "April 8, 2016",
            "April 8th, 2016",
            "APRIL 8, 2016",
            "8 April 2016",
            "8th of April, 2016",
            "8 Apr 2016",
            "08-Apr-2016",
            "Apr. 8, 2016",
            "Friday, April 8, 2016",
            "Fri, 08 Apr 2016 10:00:00 +0900",
            "Fri Apr 8 10:00:00 KST 2016",
            "Fri Apr 08 10:00:00 +0900 2016",
            "20160408",
            "2016년 4월 8일",
            "2016년 04월 08일",
            "주체105(2016)년 4월 8일",
            "주체１０５（２０１６）년 ４월 ８일",
            "주체105년 4월 8일",
            "April 8, Juche 105 (2016)",
            "April 8 Juche 105 (2016)",
            "Juche 105(2016).4.8.",
            "Published: April 8, 2016, 10:00 a.m. KST",
            "입력 2016.04.08 10:00",
        ] {
            assert_eq!(told(form), "2016-04-08", "{form}");
        }
    }

    #[test]
    fn what_is_not_given_is_not_filled_in() {
        for (form, date) in [
            ("April 2016", "2016-04"),
            ("Apr. 2016", "2016-04"),
            ("2016년 4월", "2016-04"),
            ("2016-04", "2016-04"),
            ("2016.04", "2016-04"),
            ("2016", "2016"),
            ("2016년", "2016"),
            ("Juche 105 (2016)", "2016"),
            ("주체105(2016)년", "2016"),
            ("04/08/2016", "2016"),
            ("Thu, 05/08/2014", "2014-05-08"),
            ("Friday 08/04/2016 - 10:00", "2016-04-08"),
            ("Sat, 05/08/2014", "2014"),
            ("8.4.2016", "2016"),
            ("25/12/2016", "2016-12-25"),
            ("12/25/2016", "2016-12-25"),
            ("4/4/2016", "2016-04-04"),
            ("April 8", "none"),
            ("4월 8일", "none"),
            ("2016-13-01", "none"),
            ("2015-02-29", "none"),
            ("31 April 2016", "2016-04"),
            ("", "none"),
            ("version 2016.4.8.1", "none"),
            ("1234567890", "none"),
            ("today", "none"),
        ] {
            assert_eq!(told(form), date, "{form}");
        }
    }

    #[test]
    fn the_first_date_with_a_month_is_found_in_running_text() {
        let text = "지난 2015년에 이어 2016년 4월 8일 보도했다";
        let (span, date) = find(text).unwrap();
        assert_eq!(
            (span.of(text), date.to_string().as_str()),
            ("2016년 4월 8일", "2016-04-08")
        );
        assert_eq!(
            find("In 2016 it may 2016 times be said; call 20161 or 555-2016."),
            None
        );
    }

    #[test]
    fn a_line_that_holds_only_a_date_is_told_from_a_sentence() {
        for line in [
            "Friday, January 4, 2019\u{a0}",
            "- 1946년 01월 01일 ",
            "[ 2012-01-01 오전 11:52:56 ]",
            "2013년 01월 01일 09시 37분",
            "Published: 8 April 2016, 10:15 KST",
            "　　주체102(2013)년 1월 1일 ",
        ] {
            assert!(alone(line).is_some(), "{line}");
        }
        for line in [
            "On April 8, 2016, thirteen left.",
            "사설 - 1966년 01월 01일",
            "Amnok Courier, April 8, 2016",
            "Chapter 2016",
        ] {
            assert_eq!(alone(line), None, "{line}");
        }
    }

    #[test]
    fn a_moment_tells_no_more_than_it_can() {
        // 2016-04-08 12:00 in Greenwich is the 8th or the 9th; on a month's last evening not even the month is sure.
        assert_eq!(of_epoch(1_460_116_800).unwrap().to_string(), "2016-04");
        assert_eq!(of_epoch(1_460_116_800_000).unwrap().to_string(), "2016-04");
        assert_eq!(of_epoch(1_459_468_799).unwrap().to_string(), "2016");
        assert_eq!(of_epoch(i64::MAX), None);
    }
}
