//! Owns the question what a name in a byline may be: an outlet's, a person's, a place's. Refuses to choose where it may be several.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::byline::BY;
use crate::source::Registry;

/// What a part of a byline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Outlet,
    Person,
    /// A place, a post, a section, an address of mail: kept in the text and nothing else.
    Aside,
    Unclear,
}

impl Meaning {
    pub(super) fn of(part: &str) -> Meaning {
        let part = without_genre(part);
        if REGISTRY.named(part).is_some() {
            return Meaning::Outlet;
        }
        if is_handle(part) || is_titled(part) {
            return Meaning::Person;
        }
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

/// Whether the registry knows an outlet of just this name.
pub(super) fn is_known(name: &str) -> bool {
    REGISTRY.named(name).is_some()
}

fn is_outlet(part: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^The\s)|(?i)\b(?:times|post|news|daily|weekly|monthly|quarterly|fortnightly|herald|courier|journal|tribune|agency|press|watch|review|gazette|observer|telegraph|radio|tv|television|broadcasting|broadcast|magazine|chronicle|globe|mail|mirror|monitor|bulletin|dispatch|examiner|guardian|independent|inquirer|ledger|register|sentinel|standard|star|sun|blog|newspaper|newswire|wire|today|report|reporter|digest|courant|banner|advertiser|newsletter|ilbo|sinmun|shinmun|shimbun|tongsin|tongshin)\b|(?:신문|일보|시보|신보|뉴스|통신|방송|타임스|타임즈|저널|매일|경제|투데이|닷컴|미디어|연합)$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|kr|kp|info|news|co\.kr|uk)$")
            .expect("a fixed pattern")
    });
    REGISTRY.named(part).is_some()
        || (WORDS.is_match(part) && !is_post(part))
        || is_organization(part)
}

/// Names of more than one word that bodies, pages and letters to readers bear, and neither persons nor places do.
fn is_organization(part: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?i:institute|foundation|council|association|fellowship|society|committee|network|project|forum|initiative|alliance|coalition|partnership|notes|notebook|letters|diary|page|homepage|weblog|briefing|archive|memo|almanac|gazetteer|clippings|roundup)\b|\b(?:LLP|LLC|Inc|Ltd|GmbH|NGO)\b|(?:일지|메모|노트|소식|블로그|편지|레터|주간|월간|리뷰|포럼|연구소|연구원|협회|재단|위원회)$")
            .expect("a fixed pattern")
    });
    let count = part.split_whitespace().count();
    (2..=7).contains(&count) && (WORDS.is_match(part) && is_name(part) || is_owned_site(part))
}

/// What stands in such lines beside names and says nothing of whom: a number of the series, "staff and agencies".
pub(super) fn is_aside(part: &str) -> bool {
    static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:(?:no|nr|issue|vol|volume|number|episode|ep|part)\.? ?#?\d+(?: ?\(\d+\))?|(?:\p{L}+ ){0,2}(?:note|paper|brief|briefing|bulletin|report|letter|memo) (?:no\.? ?)?#?\d+|#\d+|제? ?\d+호|(?:staff|agencies|wire reports?|news services?)(?: and (?:staff|agencies|wire reports?|news services?))?)$|^(?:\p{Ll}+ ){1,3}(?:office|staff|desk|bureau|section|team|edition|correspondent)$")
            .expect("a fixed pattern")
    });
    ASIDE.is_match(part)
}

/// Whether a name is one that nothing but a site or a body bears: `Jane's Border Page`, `Amnok Notes`.
pub(super) fn is_site(part: &str) -> bool {
    is_organization(part)
}

/// A name behind a person's title: `Dr. med. Jane Roe`.
fn is_titled(part: &str) -> bool {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:Drs?|Prof|Rev|Fr|Mrs?|Ms|Capt|Col|Lt|Sgt|Gen|Msgr|Hon|Ing)\.|Professor|Reverend|Father|Sister|Pastor|Captain|Mr|Mrs|Ms|Dr|Prof) (?:[\p{L}.]+ ){0,3}\p{Lu}")
            .expect("a fixed pattern")
    });
    TITLE.is_match(part) && !is_outlet(part)
}

fn is_post(part: &str) -> bool {
    static POSTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:staff|writer|reporter|correspondent|editor|columnist|contributor|contributing|analyst|photographer|special to|bureau chief|intern|desk|translator|translated|professor|ph\.?d|editorial|opinion|analysis|commentary|min(?:ute)?s? read|comments?)\b")
            .expect("a fixed pattern")
    });
    POSTS.is_match(part)
}

/// Places that datelines name; capitals alone (`SEOUL`, `DANDONG`) are a dateline's too.
pub(super) fn is_place(part: &str) -> bool {
    const PLACES: &str = "amsterdam|ankara|athens|atlanta|baghdad|bangkok|beijing|beirut|berlin|bonn|boston|brussels|busan| \
         cairo|canberra|chicago|china|daegu|daejeon|dallas|dandong|delhi|dprk|dubai|frankfurt|geneva|gwangju| \
         hamhung|hanoi|havana|hong kong|honolulu|houston|hyesan|incheon|islamabad|istanbul|jakarta|japan| \
         jerusalem|jilin|kabul|kaesong|kathmandu|korea|kuala lumpur|kyiv|kyoto|lima|london|los angeles|macau| \
         madrid|manila|melbourne|mexico city|miami|moscow|mumbai|nairobi|nampo|new delhi|new york|north korea| \
         osaka|oslo|ottawa|paris|philadelphia|phnom penh|prague|pyongyang|rason|riyadh|rome|russia| \
         san francisco|sejong|seoul|shanghai|shenyang|sinuiju|singapore|south korea|stockholm|sydney|taipei| \
         tehran|tel aviv|tokyo|toronto|ulaanbaatar|united nations|u.n|vancouver|vienna|vladivostok|warsaw| \
         washington|washington dc|washington d.c|d.c|wonsan|yanji|zurich|서울|평양|베이징|도쿄|워싱턴|부산|단둥|선양|옌지|대구|대전| \
         인천|광주";
    let lower = part.trim_end_matches('.').to_lowercase();
    if PLACES.split('|').any(|place| place.trim() == lower) {
        return true;
    }
    let capitals = part.chars().filter(|c| c.is_alphabetic()).count() > 3
        && part.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && !part.contains(char::is_whitespace)
        && part.is_ascii();
    let first = lower.split_whitespace().next().unwrap_or("");
    let last = lower.split_whitespace().next_back().unwrap_or("");
    let two = lower.split_whitespace().count() == 2;
    // "Altoona PA"
    let state = two
        && part
            .rsplit(' ')
            .next()
            .is_some_and(|w| w.len() == 2 && w.bytes().all(|b| b.is_ascii_uppercase()))
        && !part.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    capitals
        || state
        || (two
            && [
                "in", "new", "san", "santa", "los", "las", "port", "saint", "st.", "fort", "cape",
            ]
            .contains(&first))
        || ["city", "province", "county", "island", "prefecture"].contains(&last)
}

/// A name by which somebody goes on the net: `north_by_east`.
fn is_handle(part: &str) -> bool {
    part.contains('_')
        && part.len() <= 30
        && part
            .chars()
            .all(|c| c.is_alphanumeric() || "_-".contains(c))
        && part.starts_with(char::is_alphabetic)
}

/// A name with its owner: `Jane Roe's thesis diary`.
fn is_owned_site(part: &str) -> bool {
    static OWNED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\p{Lu}[\p{L}.-]* ){0,3}\p{Lu}[\p{L}.-]*(?:['’]s|s['’]) (?:[\p{L}-]+ ){0,2}(?i:diary|blog|weblog|page|homepage|notes|notebook|journal|letters?|newsletter|corner|log|column|pages|site)(?: of (?:[\p{L}-]+ ?){1,4})?$")
            .expect("a fixed pattern")
    });
    OWNED.is_match(part)
}

fn listed(names: &str, word: &str) -> bool {
    names.split_ascii_whitespace().any(|name| name == word)
}

/// Whether a name of two or three words may well be a person's.
pub(super) fn is_person(part: &str) -> bool {
    const GIVEN: &str = "aaron adam alan alex alexander alice amanda amy andrew andrea angela ann anna anne anthony barbara \
         ben benjamin bill bob brian carol catherine charles chris christina christine christopher claire \
         daniel david deborah dennis diana donald dorothy edward elena elizabeth ellen emily emma eric eva \
         frank gary george greg hannah harry helen henry ian jack jacob james jane janet jason jean jennifer \
         jeremy jessica jim joan joe john jonathan joseph joshua julia julie karen kate katherine keith kelly \
         kenneth kevin larry laura linda lisa louis lucy luke margaret maria marie mark martin mary matthew \
         max michael michelle mike nancy natalie nicholas nick nicole olivia oliver patricia patrick paul \
         peter philip rachel rebecca richard robert roger rose ruth ryan sam samuel sandra sara sarah scott \
         sean simon sofia sophia stephanie stephen steve steven susan thomas tim timothy tom tony victor \
         victoria william yuri";
    const SURNAMES: &str = "kim lee park pak choi choe jung jeong chung kang cho jo yoon yun jang chang lim im han oh seo suh \
         shin kwon hwang ahn an song ryu yoo yu hong ri rhee yang son bae paek baek heo moon mun nam ko ro \
         noh ha joo ju ku koo min";
    let words: Vec<String> = part.split_whitespace().map(str::to_lowercase).collect();
    let Some(first) = words.first() else {
        return false;
    };
    let initial = words.iter().any(|w| w.len() == 2 && w.ends_with('.'));
    let hangul = part.chars().all(|c| ('가'..='힣').contains(&c)) && part.chars().count() <= 4;
    words.len() == 1
        || initial
        || hangul
        || listed(GIVEN, first)
        || listed(SURNAMES, first)
        || words.last().is_some_and(|last| listed(SURNAMES, last))
}

/// Like [`is_person`], and a whole name: given name and surname.
pub(super) fn is_full_name(part: &str) -> bool {
    let hangul = part.chars().all(|c| ('가'..='힣').contains(&c));
    is_person(part) && (part.split_whitespace().count() > 1 || hangul && part.chars().count() <= 4)
}

/// At most eight words, each with a capital (or a small word of names), and no end of a sentence.
pub(super) fn is_name(part: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "the", "and", "de", "for", "in", "to", "van", "von", "al", "bin", "da", "di", "la",
        "le", "with", "at", "on", "by", "via", "from", "across", "beyond", "a", "an",
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
        && (words.iter().all(fits) || is_owned_site(part) || is_handle(part))
        && part.chars().any(char::is_alphabetic)
}

fn is_domain(word: &str) -> bool {
    word.contains('.')
        && word.len() > 3
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
}

/// Words that follow "By" where it tells of time.
pub(super) fn is_calendar(part: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:\d|the\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|early|late|mid|then|now)")
            .expect("a fixed pattern")
    });
    DAY.is_match(part) && !is_outlet(part)
}

/// The outlet of `노동신문 사설`, `Amnok Courier editorial`.
pub(super) fn without_genre(part: &str) -> &str {
    const GENRES: [&str; 8] = [
        " 사설",
        " 논평",
        " 논설",
        " 보도",
        " 기사",
        " 칼럼",
        " editorial",
        " Editorial",
    ];
    let name = GENRES.iter().find_map(|genre| part.strip_suffix(genre));
    name.map_or(part, str::trim_end)
}

/// Whether a name that nobody knows may be taken for an outlet's where the form of the line says so.
pub(super) fn may_be_outlet(part: &str) -> bool {
    let hangul = part.chars().any(|c| ('가'..='힣').contains(&c));
    let mut words = part.split(' ');
    // "Issued in Marusan, 6 March": where, not who.
    let made = words
        .next()
        .is_some_and(|w| w.ends_with("ed") || w == "Written")
        && words
            .next()
            .is_some_and(|w| ["in", "at", "on", "from"].contains(&w));
    !hangul && !made
}
