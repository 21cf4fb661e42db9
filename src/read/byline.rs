//! Owns the lines right after a title that tell of the article: byline, publisher, date, address.
//! Refuses sentences, and names that may be a person's, a place's or an outlet's alike.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::article::{PartialDate, RawArticle};
use crate::dates;
use crate::source::Registry;

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
        let line = line.trim();
        if line.is_empty() || line.chars().count() > 160 {
            return false;
        }
        if let Some(label) = LABEL.captures(line) {
            return self.labelled(&label["label"].to_lowercase(), label["value"].trim());
        }
        let line =
            line.trim_matches(|c: char| c.is_whitespace() || "*_-–—•|[]()<>◆■▲▶=".contains(c));
        if is_address(line) {
            self.url.get_or_insert_with(|| line.to_string());
            return true;
        }
        if let Some(date) = dates::alone(line) {
            self.dated(line, date);
            return true;
        }
        self.korean_wire(line) || self.names(line)
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
            | "작성일" | "입력" => {
                let Some(date) = dates::parse(value) else {
                    return false;
                };
                self.dated(value, date);
            }
            "author" | "authors" | "byline" | "by" | "written by" | "reporter" | "기자" | "글"
            | "작성자" => {
                if !is_name(value) {
                    return false;
                }
                self.authors(value);
            }
            "source" | "outlet" | "publisher" | "published by" | "출처" | "언론사" | "매체" =>
            {
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
    fn names(&mut self, line: &str) -> bool {
        let (rest, date) = without_date(line);
        let by = BY.find(&rest).map(|m| m.end());
        let parted = ['|', '·', '•', '／']
            .into_iter()
            .find(|&c| rest.contains(c));
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
            })
            .filter(|p| !p.is_empty() && !is_clock(p))
            .collect();
        if parts.is_empty()
            || parts.len() > 5
            || (by.is_none() && date.is_none() && parted.is_none())
        {
            return false;
        }
        let lower_by = by.is_some() && rest.starts_with("by") && parts.len() == 1;
        let short =
            |p: &str| lower_by && p.split_whitespace().count() <= 3 && !p.contains(['.', '!', '?']);
        if !parts
            .iter()
            .all(|p| is_name(p) || short(p) || p.contains('@'))
        {
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
        if by.is_none() && date.is_none() && !known {
            return false;
        }
        self.settle(
            &parts,
            &meanings,
            by.is_some(),
            date.is_some(),
            parted.is_some(),
        );
        if let Some(date) = date {
            self.dated(line, date);
        }
        true
    }

    fn settle(&mut self, parts: &[&str], meanings: &[Meaning], by: bool, dated: bool, bars: bool) {
        let unclear: Vec<usize> = (0..parts.len())
            .filter(|&i| meanings[i] == Meaning::Unclear)
            .collect();
        let mut outlet = meanings.iter().position(|m| *m == Meaning::Outlet);
        if outlet.is_none() && dated {
            outlet = match unclear.as_slice() {
                // By X, Outlet, date; or an outlet and a date under the byline.
                &[i] if by || !self.byline.is_empty() || !is_person(parts[i]) => Some(i),
                // Outlet | X | date
                &[i, _] if bars && !by => Some(i),
                _ => None,
            };
        }
        if let Some(i) = outlet {
            self.publisher.get_or_insert_with(|| parts[i].to_string());
        }
        for i in 0..parts.len() {
            let beside_outlet = bars && meanings[i] == Meaning::Unclear && outlet.is_some();
            let second_author = meanings[i] == Meaning::Unclear && by && is_person(parts[i]);
            if Some(i) != outlet
                && (meanings[i] == Meaning::Person || beside_outlet || second_author)
            {
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
    dates::find(found.name("date")?.as_str()).map(|(_, date)| date)
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[\[(*_-]*\s*(?P<label>url|link|source|outlet|publisher|published by|published|publication date|posted|date|authors?|byline|by|written by|reporter|출처|언론사|매체|날짜|일자|발행일|작성일|입력|기자|글|작성자|링크|주소|원문)\s*[*_]*[:：][*_]*\s*(?P<value>.+?)[\])*_]*$")
        .expect("a fixed pattern")
});
static BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:By|BY|by|Written by|Reported by|Posted by)\s+").expect("a fixed pattern")
});
static AND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+(?:and|AND|with)\s+|\s*[&,;]\s*").expect("a fixed pattern"));
static DASHES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+[-–—]+\s+|\s+[-–—]+$").expect("a fixed pattern"));
static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)updated|modified|revised|수정|accessed|retrieved|archived")
        .expect("a fixed pattern")
});
static KOREAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[\[(]?\p{Hangul}{2,8}\s?=\s?(?P<outlet>[\p{Hangul}A-Za-z ]{2,20})[\])]?\s*)?(?:(?P<name>\p{Hangul}{2,4}(?:\s?[·,]\s?\p{Hangul}{2,4})*)\s*(?:선임|수습|전문|인턴)?(?:기자|특파원|논설위원|편집위원)|기자\s+(?P<after>\p{Hangul}{2,4}))?\s*=?\s*(?:\S+@\S+)?[\s|/]*(?:[\d.\-/: ]{8,20})?$")
        .expect("a fixed pattern")
});
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\p{Lu}[\p{L} .'’-]{1,30}(?:,\s[\p{L} .]{2,20})?,\s(?P<date>[\p{L}\d .,()]{6,40}?)\s?(?:\([\p{L} /.-]{2,40}\)\s?)?(?:--|—|–|-)")
        .expect("a fixed pattern")
});

/// The line without its date (and its weekday), and the date.
fn without_date(line: &str) -> (String, Option<PartialDate>) {
    static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[\s,|(])(?:on\s+)?(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?|on)\s*$")
            .expect("a fixed pattern")
    });
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[,|(]\s*((?:19|20)\d\d)\)?$").expect("a fixed pattern"));
    if let Some((span, date)) = dates::find(line) {
        let left = &line[..span.start as usize];
        let left = WEEKDAY
            .find(left)
            .map_or(left, |day| &left[..=day.start().min(left.len() - 1)]);
        let rest = format!("{}|{}", left, &line[span.end as usize..]);
        // The cut leaves a bar; it parts like the mark that stood there.
        let rest = match line.contains('|') {
            true => rest,
            false => rest.replace('|', ","),
        };
        return (rest, Some(date));
    }
    if let Some(found) = YEAR.captures(line) {
        if let (Some(all), Some(date)) = (found.get(0), dates::parse(&found[1])) {
            return (line[..all.start()].to_string(), Some(date));
        }
    }
    (line.to_string(), None)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Outlet,
    Person,
    /// A place, a post, a section, an address of mail: kept in the text and nothing else.
    Aside,
    Unclear,
}

impl Meaning {
    fn of(part: &str) -> Meaning {
        if part.contains('@') || is_post(part) || is_place(part) {
            return Meaning::Aside;
        }
        if BY.is_match(part) || part.ends_with(" 기자") || part.ends_with(" 특파원") {
            return Meaning::Person;
        }
        if is_outlet(part) {
            return Meaning::Outlet;
        }
        Meaning::Unclear
    }
}

static REGISTRY: LazyLock<Arc<Registry>> = LazyLock::new(Registry::builtin);

fn is_outlet(part: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^The\s)|(?i)\b(?:times|post|news|daily|weekly|monthly|herald|courier|journal|tribune|agency|press|watch|review|gazette|observer|telegraph|radio|tv|television|broadcasting|broadcast|magazine|chronicle|globe|mail|mirror|monitor|bulletin|dispatch|examiner|guardian|independent|inquirer|ledger|register|sentinel|standard|star|sun|blog|newspaper|newswire|wire|today|report|reporter|digest|ilbo|sinmun|shinmun|shimbun|tongsin|tongshin)\b|(?:신문|일보|뉴스|통신|방송|타임스|타임즈|저널|매일|경제|투데이|닷컴|미디어|연합)$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|kr|kp|info|news|co\.kr|uk)$")
            .expect("a fixed pattern")
    });
    REGISTRY.named(part).is_some() || (WORDS.is_match(part) && !is_post(part))
}

fn is_post(part: &str) -> bool {
    static POSTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:staff|writer|reporter|correspondent|editor|columnist|contributor|contributing|analyst|photographer|special to|bureau chief|intern|desk|translator|translated|professor|ph\.?d|editorial|opinion|analysis|commentary|min(?:ute)?s? read|comments?)\b")
            .expect("a fixed pattern")
    });
    POSTS.is_match(part)
}

/// Places that datelines name; capitals alone (`SEOUL`, `DANDONG`) are a dateline's too.
fn is_place(part: &str) -> bool {
    const PLACES: &[&str] = &[
        "amsterdam",
        "ankara",
        "athens",
        "atlanta",
        "baghdad",
        "bangkok",
        "beijing",
        "beirut",
        "berlin",
        "bonn",
        "boston",
        "brussels",
        "busan",
        "cairo",
        "canberra",
        "chicago",
        "china",
        "daegu",
        "daejeon",
        "dallas",
        "dandong",
        "delhi",
        "dprk",
        "dubai",
        "frankfurt",
        "geneva",
        "gwangju",
        "hamhung",
        "hanoi",
        "havana",
        "hong kong",
        "honolulu",
        "houston",
        "hyesan",
        "incheon",
        "islamabad",
        "istanbul",
        "jakarta",
        "japan",
        "jerusalem",
        "jilin",
        "kabul",
        "kaesong",
        "kathmandu",
        "korea",
        "kuala lumpur",
        "kyiv",
        "kyoto",
        "lima",
        "london",
        "los angeles",
        "macau",
        "madrid",
        "manila",
        "melbourne",
        "mexico city",
        "miami",
        "moscow",
        "mumbai",
        "nairobi",
        "nampo",
        "new delhi",
        "new york",
        "north korea",
        "osaka",
        "oslo",
        "ottawa",
        "paris",
        "philadelphia",
        "phnom penh",
        "prague",
        "pyongyang",
        "rason",
        "riyadh",
        "rome",
        "russia",
        "san francisco",
        "sejong",
        "seoul",
        "shanghai",
        "shenyang",
        "sinuiju",
        "singapore",
        "south korea",
        "stockholm",
        "sydney",
        "taipei",
        "tehran",
        "tel aviv",
        "tokyo",
        "toronto",
        "ulaanbaatar",
        "united nations",
        "u.n",
        "vancouver",
        "vienna",
        "vladivostok",
        "warsaw",
        "washington",
        "washington dc",
        "washington d.c",
        "d.c",
        "wonsan",
        "yanji",
        "zurich",
        "서울",
        "평양",
        "베이징",
        "도쿄",
        "워싱턴",
        "부산",
        "단둥",
        "선양",
        "옌지",
        "대구",
        "대전",
        "인천",
        "광주",
    ];
    let lower = part.trim_end_matches('.').to_lowercase();
    if PLACES.contains(&lower.as_str()) {
        return true;
    }
    let capitals = part.chars().filter(|c| c.is_alphabetic()).count() > 3
        && part.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && !part.contains(char::is_whitespace)
        && part.is_ascii();
    let first = lower.split_whitespace().next().unwrap_or("");
    let last = lower.split_whitespace().next_back().unwrap_or("");
    capitals
        || [
            "in", "new", "san", "santa", "los", "las", "port", "saint", "st.", "fort", "cape",
        ]
        .contains(&first)
        || ["city", "province", "county", "island", "prefecture"].contains(&last)
}

/// Whether a name of two or three words may well be a person's.
fn is_person(part: &str) -> bool {
    const GIVEN: &[&str] = &[
        "aaron",
        "adam",
        "alan",
        "alex",
        "alexander",
        "alice",
        "amanda",
        "amy",
        "andrew",
        "andrea",
        "angela",
        "ann",
        "anna",
        "anne",
        "anthony",
        "barbara",
        "ben",
        "benjamin",
        "bill",
        "bob",
        "brian",
        "carol",
        "catherine",
        "charles",
        "chris",
        "christina",
        "christine",
        "christopher",
        "claire",
        "daniel",
        "david",
        "deborah",
        "dennis",
        "diana",
        "donald",
        "dorothy",
        "edward",
        "elena",
        "elizabeth",
        "ellen",
        "emily",
        "emma",
        "eric",
        "eva",
        "frank",
        "gary",
        "george",
        "greg",
        "hannah",
        "harry",
        "helen",
        "henry",
        "ian",
        "jack",
        "jacob",
        "james",
        "jane",
        "janet",
        "jason",
        "jean",
        "jennifer",
        "jeremy",
        "jessica",
        "jim",
        "joan",
        "joe",
        "john",
        "jonathan",
        "joseph",
        "joshua",
        "julia",
        "julie",
        "karen",
        "kate",
        "katherine",
        "keith",
        "kelly",
        "kenneth",
        "kevin",
        "larry",
        "laura",
        "linda",
        "lisa",
        "louis",
        "lucy",
        "luke",
        "margaret",
        "maria",
        "marie",
        "mark",
        "martin",
        "mary",
        "matthew",
        "max",
        "michael",
        "michelle",
        "mike",
        "nancy",
        "natalie",
        "nicholas",
        "nick",
        "nicole",
        "olivia",
        "oliver",
        "patricia",
        "patrick",
        "paul",
        "peter",
        "philip",
        "rachel",
        "rebecca",
        "richard",
        "robert",
        "roger",
        "rose",
        "ruth",
        "ryan",
        "sam",
        "samuel",
        "sandra",
        "sara",
        "sarah",
        "scott",
        "sean",
        "simon",
        "sofia",
        "sophia",
        "stephanie",
        "stephen",
        "steve",
        "steven",
        "susan",
        "thomas",
        "tim",
        "timothy",
        "tom",
        "tony",
        "victor",
        "victoria",
        "william",
        "yuri",
    ];
    const SURNAMES: &[&str] = &[
        "kim", "lee", "park", "pak", "choi", "choe", "jung", "jeong", "chung", "kang", "cho", "jo",
        "yoon", "yun", "jang", "chang", "lim", "im", "han", "oh", "seo", "suh", "shin", "kwon",
        "hwang", "ahn", "an", "song", "ryu", "yoo", "yu", "hong", "ri", "rhee", "yang", "son",
        "bae", "paek", "baek", "heo", "moon", "mun", "nam", "ko", "ro", "noh", "ha", "joo", "ju",
        "ku", "koo", "min",
    ];
    let words: Vec<String> = part.split_whitespace().map(str::to_lowercase).collect();
    let Some(first) = words.first() else {
        return false;
    };
    let initial = words.iter().any(|w| w.len() == 2 && w.ends_with('.'));
    let hangul = part.chars().all(|c| ('가'..='힣').contains(&c)) && part.chars().count() <= 4;
    words.len() == 1
        || initial
        || hangul
        || GIVEN.contains(&first.as_str())
        || SURNAMES.contains(&first.as_str())
        || words
            .last()
            .is_some_and(|last| SURNAMES.contains(&last.as_str()))
}

/// At most eight words, each with a capital (or a small word of names), and no end of a sentence.
fn is_name(part: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "the", "and", "de", "for", "in", "to", "van", "von", "al", "bin", "da", "di", "la",
        "le", "with", "at", "on", "by", "via",
    ];
    let part = part.trim();
    if part.is_empty()
        || part.chars().count() > 80
        || part.contains(['“', '”', '"', '?', '!', ';', '…'])
    {
        return false;
    }
    let sentence = part.ends_with('.')
        && !part
            .split_whitespace()
            .next_back()
            .is_some_and(|w| w.matches('.').count() > 1 || w.len() <= 4);
    let korean_sentence = part.ends_with("다.") || part.ends_with("요.") || part.ends_with("다");
    let words: Vec<&str> = part.split_whitespace().collect();
    let fits = |w: &&str| {
        let first = w
            .trim_start_matches(['(', '\'', '‘', '<', '《', '〈', '&'])
            .chars()
            .next();
        first.is_none_or(|c| !c.is_lowercase()) || SMALL.contains(w) || is_domain(w)
    };
    !sentence
        && !korean_sentence
        && words.len() <= 8
        && words.iter().all(fits)
        && part.chars().any(char::is_alphabetic)
}

fn is_domain(word: &str) -> bool {
    word.contains('.')
        && word.len() > 3
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
}

fn is_address(line: &str) -> bool {
    (line.starts_with("http://") || line.starts_with("https://"))
        && !line.contains(char::is_whitespace)
        && line.len() > 10
}

fn is_calendar(part: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:\d|the\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|early|late|mid|then|now)")
            .expect("a fixed pattern")
    });
    DAY.is_match(part) && !is_outlet(part)
}

/// A time of day, with its zone.
fn is_clock(part: &str) -> bool {
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:at\s+)?(?:오전|오후)?\s*\d{1,2}[:시.]\s?\d{2}(?::\d{2})?분?\s*(?:[ap]\.?m\.?)?\s*\(?(?:[A-Z]{2,4})?\)?$")
            .expect("a fixed pattern")
    });
    CLOCK.is_match(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `byline; publisher; date`, or `no` where the line is none.
    fn told(line: &str) -> String {
        let mut told = Told::default();
        if !told.line(line) {
            return "no".into();
        }
        let date = told.published.map(|d| d.to_string());
        format!(
            "{}; {}; {}",
            told.byline.join("+"),
            told.publisher.unwrap_or_default(),
            date.unwrap_or_default()
        )
    }

    #[test]
    fn bylines_name_author_publisher_and_date() {
        for (line, expected) in [
            (
                "By Jane Writer, Amnok Courier, April 8, 2016",
                "Jane Writer; Amnok Courier; 2016-04-08",
            ),
            (
                "By Jane Writer, Border Lamp, 8 April 2016",
                "Jane Writer; Border Lamp; 2016-04-08",
            ),
            (
                "By JANE WRITER | Amnok Courier | 2016-04-08",
                "JANE WRITER; Amnok Courier; 2016-04-08",
            ),
            (
                "Amnok Courier | Jane Writer | 2016-04-08",
                "Jane Writer; Amnok Courier; 2016-04-08",
            ),
            (
                "Border Lamp | Jane Writer | April 2016",
                "Jane Writer; Border Lamp; 2016-04",
            ),
            (
                "Amnok Courier, Friday, April 8, 2016",
                "; Amnok Courier; 2016-04-08",
            ),
            ("Border Lamp, 2016", "; Border Lamp; 2016"),
            ("Daily NK - April 8, 2016", "; Daily NK; 2016-04-08"),
            (
                "By Jane Writer and Kim Chol-su",
                "Jane Writer+Kim Chol-su; ; ",
            ),
            ("*By Jane Writer*", "Jane Writer; ; "),
            (
                "By Jane Writer, Staff Writer, April 8, 2016",
                "Jane Writer; ; 2016-04-08",
            ),
            (
                "By Jane Writer, Seoul, April 8, 2016",
                "Jane Writer; ; 2016-04-08",
            ),
            ("Seoul, April 8, 2016", "; ; 2016-04-08"),
            ("DANDONG, April 8, 2016", "; ; 2016-04-08"),
            ("John Writer, April 8, 2016", "; ; 2016-04-08"),
            ("April 8, 2016", "; ; 2016-04-08"),
            ("- 2016년 4월 8일", "; ; 2016-04-08"),
            ("노동신문 사설 - 1966년 01월 01일", "; ; 1966-01-01"),
            ("Updated: April 9, 2016", "; ; "),
            ("Source: Amnok Courier", "; Amnok Courier; "),
            ("출처: 압록강일보", "; 압록강일보; "),
            ("기자 김철수", "김철수; ; "),
            ("김철수 기자", "김철수; ; "),
            ("김철수 기자 chol@example.com", "김철수; ; "),
            ("(단둥=압록강일보) 김철수 기자 =", "김철수; 압록강일보; "),
            (
                "압록강일보 | 김철수 기자 | 2016.04.08",
                "김철수; 압록강일보; 2016-04-08",
            ),
            ("https://example.com/2016/a", "; ; "),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in [
            "By Friday, April 8, 2016, thirteen workers had left.",
            "By 2016, the market was closed",
            "On April 8, 2016, the ministry announced the arrival.",
            "Thirteen people, 12 of them women, left in April 2016.",
            "SEOUL, April 8, 2016 (Yonhap) -- Thirteen people left.",
            "Kim said, \"Rice is dear.\"",
            "By and large, prices rose",
            "Rice, maize, salt",
            "Markets and prices",
            "동포여러분!",
            "그는 2016년 4월 8일 단둥에 왔다.",
            "해 제",
            "원 문",
            "Politics | Economy | Society",
            "The market reopened, traders said, in April 2016",
        ] {
            assert_eq!(told(line), "no", "{line}");
        }
    }

    #[test]
    fn a_dateline_dates_only_with_its_year() {
        let date = |text| dateline(text).map(|d| d.to_string());
        assert_eq!(
            date("SEOUL, April 8, 2016 (Amnok Wire) -- Rice rose."),
            Some("2016-04-08".into())
        );
        assert_eq!(
            date("Pyongyang, January 1, Juche 113 (2024) (KCNA) -- Rice rose."),
            Some("2024-01-01".into())
        );
        assert_eq!(
            date("SEOUL, April 8 (Amnok Wire) -- Rice rose in April 2016."),
            None
        );
        assert_eq!(
            date("Markets, in April 2016 and later, were closed - so they say."),
            None
        );
    }
}
