//! Owns the lines right after a title that tell of the article: byline, publisher, date, address.
//! Refuses sentences, and names that may be a person's, a place's or an outlet's alike.

mod labels;

use std::sync::LazyLock;

use regex::Regex;

use super::masthead;
use super::naming::{
    Meaning, is_aside, is_calendar, is_full_name, is_name, is_person, may_be_outlet, without_genre,
};
use super::signed;
use crate::article::{PartialDate, RawArticle, Role};
use crate::dates;

/// What such lines have told so far.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Told {
    pub byline: Vec<String>,
    pub publisher: Option<String>,
    pub published: Option<PartialDate>,
    pub url: Option<String>,
}

impl Told {
    /// Takes in a line; false if it is none of these lines, and then nothing is taken.
    pub fn line(&mut self, line: &str) -> bool {
        self.beside(line, false)
    }

    /// The same for a line below which a day stands alone: an outlet's name needs no day beside it there.
    pub fn line_above_day(&mut self, line: &str) -> bool {
        self.beside(line, true)
    }

    fn beside(&mut self, line: &str, day_below: bool) -> bool {
        let line = line.trim();
        if line.is_empty() || line.chars().count() > 160 {
            return false;
        }
        if let Some(signed) = signed::read(line) {
            return self.signed(line, &signed);
        }
        if labels::line(line, self) {
            return true;
        }
        if let Some(label) = LABEL.captures(line) {
            return self.labelled(&label["label"].to_lowercase(), label["value"].trim());
        }
        let line =
            line.trim_matches(|c: char| c.is_whitespace() || "*_-–—•|[]()<>◆■▲▶=".contains(c));
        // "by Jane Roe. Posted 8 April 2016, 22.10", "Posted by Jane Roe on 8 April 2016 in Border, Ferries"
        let plain = CLOCK.replace(line, "");
        let plain = CATEGORIES.replace(&plain, "$head");
        let plain = POSTED.replace(&plain, "$who, ");
        let line = &*plain;
        if is_address(line) {
            self.url.get_or_insert_with(|| line.to_string());
            return true;
        }
        if let Some(date) = dates::alone(line) {
            self.dated(line, date);
            return true;
        }
        if self.korean_wire(line) {
            return true;
        }
        let told = match stamped(line) {
            _ if masthead::is_posted_on(line) => self.around_a_day(line),
            Some(line) => self.names(&line, day_below),
            None => self.names(line, day_below),
        };
        told || self.around_a_day(line)
    }

    fn signed(&mut self, line: &str, signed: &signed::Signed) -> bool {
        if let Some(name) = signed.publisher {
            self.publisher.get_or_insert_with(|| name.to_string());
        }
        if let Some(name) = signed.author {
            self.authors(name);
        }
        if let Some(date) = signed.date {
            self.dated(line, date);
        }
        true
    }

    /// What [`masthead`] reads of a line whose form is none of the usual ones.
    fn around_a_day(&mut self, line: &str) -> bool {
        let Some(found) = masthead::read(line) else {
            return false;
        };
        if let Some(name) = found.publisher {
            self.publisher.get_or_insert_with(|| name.to_string());
        }
        if let Some(name) = found.author {
            self.authors(name);
        }
        self.dated(line, found.date);
        true
    }

    /// Gives the article what it does not state itself.
    pub fn give(self, article: &mut RawArticle) {
        if article.byline.is_empty() {
            article.byline = self.byline;
        }
        article.publisher = article.publisher.take().or(self.publisher);
        article.published = article.published.or(self.published);
        article.url = article.url.take().or(self.url);
    }

    /// `Source: Amnok Courier`, `URL: http://...`.
    fn labelled(&mut self, label: &str, value: &str) -> bool {
        match label {
            "url" | "link" | "링크" | "주소" | "원문" if is_address(value) => {
                self.url.get_or_insert_with(|| value.to_string());
            }
            "date" | "published" | "posted" | "publication date" | "날짜" | "일자" | "발행일"
            | "发布时间" | "发布日期" | "дата" | "작성일" | "입력" | "입력시간" | "입력일시"
            | "기사입력" | "등록일" | "게시일" => {
                let Some(date) = dates::parse(value) else {
                    return false;
                };
                self.dated(value, date);
                // `입력시간 : 2003/01/22 18:05 / 홍길동 기자 hong@outlet.example`
                for part in value
                    .split(" / ")
                    .flat_map(|part| part.split(" | "))
                    .skip(1)
                {
                    self.korean_wire(part.trim());
                }
            }
            "author" | "authors" | "byline" | "by" | "written by" | "reporter" | "기자" | "글"
            | "작성자" | "作者" | "记者" | "著者" | "автор" | "auteur" | "autor" | "autore" =>
            {
                if !is_name(value) {
                    return false;
                }
                self.authors(value);
            }
            // A memorandum's head; a letter's tells of a person alone, and stays.
            "from" => {
                let before = self.clone();
                if !self.names(&format!("By {value}"), false) || self.publisher.is_none() {
                    *self = before;
                    return false;
                }
            }
            "source" | "outlet" | "publisher" | "published by" | "출처" | "언론사" | "매체"
            | "来源" | "文章来源" | "источник" => {
                if is_address(value) {
                    self.url.get_or_insert_with(|| value.to_string());
                    return true;
                }
                let (names, date) = without_date(value);
                let name = names.trim().trim_end_matches([',', '|']).trim();
                if !is_name(name) {
                    return false;
                }
                self.publisher.get_or_insert_with(|| name.to_string());
                if let Some(date) = date {
                    self.dated(value, date);
                }
            }
            _ => return false,
        }
        true
    }

    /// `서울=연합뉴스) 김철수 기자` (the brackets at the ends are gone), `김철수 기자`, `기자 김철수`.
    fn korean_wire(&mut self, line: &str) -> bool {
        let Some(found) = KOREAN.captures(line) else {
            return false;
        };
        let outlet = found.name("outlet").map(|m| m.as_str().trim());
        let name = found.name("name").or_else(|| found.name("after"));
        if outlet.is_none() && name.is_none() {
            return false;
        }
        if let Some(outlet) = outlet {
            self.publisher.get_or_insert_with(|| outlet.to_string());
        }
        if let Some(name) = name {
            self.authors(name.as_str());
        }
        if let Some((_, date)) = dates::find(line) {
            self.dated(line, date);
        }
        true
    }

    /// `By X, Outlet, date`, `Outlet | X | date`, `Outlet, date`, `By X`.
    fn names(&mut self, line: &str, day_below: bool) -> bool {
        // "Amnok Notes (weblog of a reading group)", "7 Apr 2019 (figures of 2-5 Apr)"
        let bare = GLOSS.replace_all(line, "").into_owned();
        let line = bare.as_str();
        if let Some(name) = NAME_AND_KIND
            .captures(line)
            .and_then(|found| found.name("name"))
        {
            let name = name.as_str().trim();
            let of_it = is_name(name) && self.publisher.is_none();
            if of_it {
                self.publisher = Some(name.to_string());
                if let Some(found) = masthead::read(line) {
                    self.dated(line, found.date);
                }
            }
            return of_it;
        }
        let (rest, date) = without_date(line);
        if date.is_some()
            && !is_date_at_edge(line)
            && !line.contains('|')
            && !is_date_between_marks(line)
        {
            return false;
        }
        let rest = rest
            .trim_start_matches(|c: char| c.is_whitespace() || ",.;|".contains(c))
            .to_string();
        let by = BY.find(&rest).map(|m| m.end());
        let parted = ["|", " · ", " • ", "／", " / "]
            .into_iter()
            .find(|mark| rest.contains(mark));
        let parts: Vec<&str> = match parted {
            Some(c) => rest[by.unwrap_or(0)..].split(c).collect(),
            None => DASHES
                .split(&rest[by.unwrap_or(0)..])
                .flat_map(|p| p.split(','))
                .collect(),
        };
        let parts: Vec<&str> = parts
            .into_iter()
            .map(|p| {
                p.trim_matches(|c: char| c.is_whitespace() || ",;:()[]<>《》〈〉-–—".contains(c))
                    .trim_start_matches(['.', ' '])
            })
            .enumerate()
            .flat_map(|(nth, part)| by_and_for(part, by.is_some() && nth == 0))
            .filter(|p| !p.is_empty() && !is_clock(p))
            .collect();
        let told = parts.len();
        let parts: Vec<&str> = parts.into_iter().filter(|p| !is_aside(p)).collect();
        if parts.is_empty()
            || told > 5
            || (by.is_none() && date.is_none() && parted.is_none() && !day_below)
        {
            return false;
        }
        let lower_by = by.is_some() && rest.starts_with("by") && parts.len() == 1;
        let short =
            |p: &str| lower_by && p.split_whitespace().count() <= 3 && !p.contains(['.', '!', '?']);
        if !parts.iter().all(|p| {
            is_name(BY.find(p).map_or(p, |by| &p[by.end()..])) || short(p) || p.contains('@')
        }) {
            return false;
        }
        let mut meanings: Vec<Meaning> = parts.iter().map(|p| Meaning::of(p)).collect();
        if by.is_some() {
            if is_calendar(parts[0]) {
                return false;
            }
            meanings[0] = Meaning::Person;
        }
        // Without a date or a "By", bars alone part menus and tags too.
        let known = meanings.contains(&Meaning::Outlet);
        let date_near = date.is_some() || day_below && known;
        if by.is_none() && !date_near && (!known || parted.is_none()) {
            return false;
        }
        let by = by.is_some() || parts.iter().any(|p| BY.is_match(p));
        self.settle(&parts, &meanings, by, date_near, parted.is_some());
        if let Some(date) = date {
            self.dated(line, date);
        }
        true
    }

    fn settle(&mut self, parts: &[&str], meanings: &[Meaning], by: bool, dated: bool, bars: bool) {
        let of = |wanted: Meaning| -> Vec<usize> {
            (0..parts.len())
                .filter(|&i| meanings[i] == wanted)
                .collect()
        };
        let unclear = of(Meaning::Unclear);
        let outlet = match (of(Meaning::Outlet).as_slice(), unclear.as_slice()) {
            // A joint editorial of three papers has not one publisher.
            (&[_, _, ..], _) => None,
            (&[i], others) => {
                (by || bars || others.iter().all(|&o| is_full_name(parts[o]))).then_some(i)
            }
            (&[], _) if !dated => None,
            // By X, Outlet, date; or an outlet and a date under the byline.
            (&[], &[i]) if by || !self.byline.is_empty() || !is_person(parts[i]) => Some(i),
            // Outlet | X | date
            (&[], &[i, j]) if bars && !by => {
                let turned = is_full_name(parts[i]) && !is_full_name(parts[j]);
                Some(if turned { j } else { i })
            }
            _ => None,
        };
        let outlet = outlet.filter(|&i| meanings[i] == Meaning::Outlet || may_be_outlet(parts[i]));
        if let Some(i) = outlet {
            self.publisher
                .get_or_insert_with(|| without_genre(parts[i]).to_string());
        }
        for i in 0..parts.len() {
            let unclear = meanings[i] == Meaning::Unclear && Some(i) != outlet;
            let beside_outlet = unclear && outlet.is_some() && (bars || is_full_name(parts[i]));
            let second_author = unclear && by && is_full_name(parts[i]);
            if meanings[i] == Meaning::Person || beside_outlet || second_author {
                self.authors(parts[i]);
            }
        }
    }

    fn authors(&mut self, names: &str) {
        authors(names, &mut self.byline);
    }

    /// A day of change is no day of publication; a finer date of the same year betters a coarse one.
    fn dated(&mut self, line: &str, date: PartialDate) {
        let before = dates::find(line).map_or("", |(span, _)| &line[..span.start as usize]);
        if CHANGED.is_match(before) {
            return;
        }
        let better = match self.published {
            None => true,
            Some(old) => old.year() == date.year() && old.month().is_none(),
        };
        if better {
            self.published = Some(date);
        }
    }
}

/// The first paragraphs may tell of the article, as in plain text: they become [`Role::Meta`], and what they tell is given to it.
pub(super) fn mark_metas(article: &mut RawArticle) {
    let mut told = Told::default();
    for block in article.body.iter_mut().take(4) {
        let plain = block.role == Role::Paragraph && block.quotes.is_empty();
        if !plain || !told.line(&block.text.text) {
            break;
        }
        block.role = Role::Meta;
    }
    let first = article.body.iter().find(|block| block.role != Role::Meta);
    if let Some(first) = first.filter(|block| block.quotes.is_empty()) {
        told.published = told.published.or_else(|| dateline(&first.text.text));
    }
    told.give(article);
}

/// Adds the names that a byline holds, each once: without "By" and "기자", parted at "and" and commas.
pub(super) fn authors(names: &str, into: &mut Vec<String>) {
    for name in AND.split(names) {
        let name = name.trim();
        let name = BY.find(name).map_or(name, |by| &name[by.end()..]).trim();
        let name = name.strip_suffix("기자").unwrap_or(name).trim();
        if !name.is_empty() && !name.contains('@') && !into.iter().any(|n| n == name) {
            into.push(name.to_string());
        }
    }
}

/// The date of a paragraph that opens with a dateline in which a year is printed: `SEOUL, April 8, 2016 (Yonhap) --`.
pub(super) fn dateline(paragraph: &str) -> Option<PartialDate> {
    let end = paragraph
        .char_indices()
        .nth(100)
        .map_or(paragraph.len(), |(at, _)| at);
    let found = DATELINE.captures(&paragraph[..end])?;
    dates::alone(found.name("date")?.as_str())
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[\[(*_-]*\s*(?P<label>url|link|from|source|outlet|publisher|published by|published|publication date|posted|date|authors?|byline|by|written by|reporter|출처|언론사|매체|날짜|일자|발행일|작성일|입력시간|입력일시|기사입력|입력|등록일|게시일|기자|글|작성자|링크|주소|원문|作者|记者|著者|автор|auteur|autor|autore|来源|文章来源|источник|发布时间|发布日期|дата)\s*[*_]*[:：][*_]*\s*(?P<value>.+?)[\])*_]*$")
        .expect("a fixed pattern")
});
pub(super) static BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:By|BY|by|from|(?i:written|reported|posted|compiled|edited|collected|selected|submitted|filed) by:?)\s+").expect("a fixed pattern")
});
/// A clock behind a day: with a point, as some countries write it, it would read as another day.
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:, | at |, at )\d{1,2}[.:]\d\d(?: ?(?i:[ap])\.?(?i:m)\.?)?$")
        .expect("a fixed pattern")
});
static CATEGORIES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<head>(?:Posted|Published) (?:by|on) .{3,60}\d{4}) (?:in|under) [^.!?]{2,80}$")
        .expect("a fixed pattern")
});
static POSTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<who>(?:By|by) [^.,]{3,40})[.,;] (?i:posted|published)(?: on)?:? ")
        .expect("a fixed pattern")
});
static AND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+(?:and|AND|with)\s+|\s*[&,;]\s*").expect("a fixed pattern"));
static DASHES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+[-–—]+\s+|\s+[-–—]+$").expect("a fixed pattern"));
/// `The Amnok Corner. A weblog for collectors`
static NAME_AND_KIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<name>[^.:|]{3,50}?[^.:|,\s])(?:\s*[.:|,–—-]|\s+is)\s*(?:A|An|The|a|an|the) (?:[\p{L}'’]+ )?(?:weblog|blog|newsletter|magazine|bulletin|website|web ?site|homepage)\b")
        .expect("a fixed pattern")
});
/// `Posted by Jane Roe in Amnok Notes`, `Filed by J. Roe for the Amnok Courier`
static FOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s(?:for|in|at)\s").expect("a fixed pattern"));
/// `Imagery notes by J. Roe`
static WORK_BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\p{L}+ ){1,3}by (?P<name>\p{Lu}.*)$").expect("a fixed pattern")
});
static GLOSS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:\b|\s)\([^()|]{3,60}(?:\)|$)").expect("a fixed pattern"));
/// `Amnok Courier  Published 2016-04-08 09:31  Updated 2016-04-08 11:02`
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[\s|,]+(?:(?:기사)?(?:입력|승인|등록|작성|발행|송고)|published|posted|filed)(?: on| at)?\s*:?\s*(?P<day>\d|\p{L}{3,9}\.? \d)")
        .expect("a fixed pattern")
});
static RESTAMP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[\s|,(]+(?:최종|기사)?\s?(?:수정|업데이트|(?:last )?(?:updated|modified))\s*:?\s*(?:\d|\p{L}{3,9}\.? \d).*$")
        .expect("a fixed pattern")
});
static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)updated|modified|revised|수정|accessed|retrieved|archived")
        .expect("a fixed pattern")
});
static KOREAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[\[(]?\p{Hangul}{2,8}\s?=\s?(?P<outlet>[\p{Hangul}A-Za-z ]{2,20})[\])]?\s*)?(?:\p{Hangul}{2,8}\s?/\s?)?(?:(?P<name>\p{Hangul}{2,4}(?:\s?[·,]\s?\p{Hangul}{2,4})*)\s*(?:선임|수습|전문|인턴)?(?:기자|특파원|논설위원|편집위원)|기자\s+(?P<after>\p{Hangul}{2,4}))?\s*=?\s*(?:\S+@\S+)?[\s|/]*(?:[\d.\-/: ]{8,20})?$")
        .expect("a fixed pattern")
});
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\p{Lu}[\p{L} .'’-]{1,30}(?:,\s[\p{L} .]{2,20})?,\s(?P<date>[\p{L}\d .,()]{6,40}?)\s?(?:\([\p{L} /.-]{2,40}\)\s?)?(?:--|—|–|-)")
        .expect("a fixed pattern")
});

/// Whether the date stands at the start or the end of the line, as a time of day and marks may; in a sentence it seldom does,
/// and a Korean one goes on with a particle (`2016년을`).
fn is_date_at_edge(line: &str) -> bool {
    let Some((span, _)) = dates::find(line) else {
        return true;
    };
    let bare = |part: &str| {
        part.split(|c: char| !c.is_alphanumeric())
            .all(|word| word.chars().all(|c| c.is_ascii_digit()) || dates::is_beside(word))
    };
    let (before, after) = (&line[..span.start as usize], &line[span.end as usize..]);
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    apart(before.chars().next_back())
        && (apart(after.chars().next()) || bare(after))
        && (bare(before) || bare(after))
}

/// The names of a part that joins them: who wrote, and for whom.
fn by_and_for(part: &str, by: bool) -> Vec<&str> {
    let person = |name: &str| name.contains(' ') && is_full_name(name);
    let bare = match WORK_BY.captures(part).and_then(|found| found.name("name")) {
        Some(name) if !BY.is_match(part) => return vec![&part[name.start() - 3..]],
        _ => part,
    };
    match FOR.find(bare) {
        Some(found) => {
            let (who, outlet) = (&bare[..found.start()], &bare[found.end()..]);
            let by = by || BY.is_match(who) || person(who);
            let named = is_name(outlet) && !outlet.starts_with(|c: char| c.is_ascii_digit());
            match by && who.split_whitespace().count() < 7 && named {
                true => vec![who, outlet],
                false => vec![bare],
            }
        }
        None => vec![bare],
    }
}

/// A line in which labels say what its days are, with bars for the labels and without the day of change.
fn stamped(line: &str) -> Option<String> {
    let stamp = STAMP.find(line)?;
    let first = match RESTAMP.find(&line[stamp.end()..]) {
        Some(again) => &line[..stamp.end() + again.start()],
        None => line,
    };
    Some(STAMP.replace_all(first, " | $day").into_owned())
}

/// Whether dashes, dots or slashes part the date from what stands on both sides of it.
fn is_date_between_marks(line: &str) -> bool {
    let Some((span, _)) = dates::find(line) else {
        return false;
    };
    let marks = ["-", "–", "—", "·", "•", "/"];
    let (before, after) = (&line[..span.start as usize], &line[span.end as usize..]);
    let parted = |side: &str, space: bool| space && marks.iter().any(|m| side.trim() == *m);
    let last = before.split_whitespace().next_back().unwrap_or("");
    let next = after.split_whitespace().next().unwrap_or("");
    parted(last, before.ends_with(' ')) && parted(next, after.starts_with(' '))
}

/// The line without its date (and its weekday), and the date.
fn without_date(line: &str) -> (String, Option<PartialDate>) {
    static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[\s,|(])(?:on\s+)?(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?|on(?: the)?)\s*$")
            .expect("a fixed pattern")
    });
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[,|(]\s*((?:19|20)\d\d)\)?$").expect("a fixed pattern"));
    if let Some((span, date)) = dates::find(line) {
        let left = &line[..span.start as usize];
        // The mark or space before the weekday stays, however many bytes it has.
        let left = WEEKDAY.find(left).map_or(left, |day| {
            let mark = day.as_str().chars().next().map_or(0, char::len_utf8);
            &left[..day.start() + mark]
        });
        let rest = format!("{}|{}", left, &line[span.end as usize..]);
        // The cut leaves a bar; it parts like the mark that stood there.
        let rest = match line.contains('|') {
            true => rest,
            false => rest.replace('|', ","),
        };
        return (rest, Some(date));
    }
    let year = YEAR.captures(line).and_then(|found| {
        let start = found.get(0)?.start();
        Some((start, dates::parse(&found[1])?))
    });
    if let Some((start, date)) = year {
        return (line[..start].to_string(), Some(date));
    }
    (line.to_string(), None)
}

fn is_address(line: &str) -> bool {
    (line.starts_with("http://") || line.starts_with("https://"))
        && !line.contains(char::is_whitespace)
        && line.len() > 10
}

/// A time of day, with its zone, or a day of the week.
fn is_clock(part: &str) -> bool {
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:at\s+)?(?:오전|오후)?\s*\d{1,2}[:시.]\s?\d{2}(?::\d{2})?분?\s*(?:[ap]\.?m\.?)?\s*\(?(?:[A-Z]{2,4})?\)?$|^[월화수목금토일]요일$")
            .expect("a fixed pattern")
    });
    CLOCK.is_match(part)
}

#[cfg(test)]
mod tests;
