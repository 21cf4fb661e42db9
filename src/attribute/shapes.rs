//! Owns what words look like: a date, a name, an outlet's, a person's, a law's. Refuses to look anything up but the bodies whose
//! reports are quoted.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;
use crate::source::SourceRef;

use super::outlets::Outlets;
use super::patterns::pattern;

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|mon|tue|wed|thu|fri|sat|sun|jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|",
        r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?|\d{1,4}(?:st|nd|rd|th)?|\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?|\d{4}년|\d{1,2}월|\d{1,2}일|juche|accessed|updated|published|on|of)[\s,.]*)+$"
    ))
});

/// Whether the words are nothing but a date.
pub(super) fn is_date(words: &str) -> bool {
    words.len() < 60 && words.contains(|c: char| c.is_ascii_digit()) && DATE.is_match(words)
        || ["undated", "n.d.", "no date"].contains(&words.to_lowercase().as_str())
        || MONTHS.contains(&words.trim_matches(['.', ',']).to_lowercase().as_str())
}

const MONTHS: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Whether the words are made like a name: each begins with a capital, a digit or a script without case.
pub(super) fn is_name(words: &str) -> bool {
    (1..=8).contains(&capitalised(words).unwrap_or(0))
}

/// Of how many words the text is, if each begins as a name's do.
pub(super) fn capitalised(words: &str) -> Option<usize> {
    let mut count = 0;
    for word in words.split_whitespace() {
        let word = word.trim_matches(|c: char| "\"“”'‘’.()".contains(c));
        let Some(first) = word.chars().next() else {
            continue;
        };
        let small = [
            "of", "the", "for", "and", "in", "on", "de", "la", "le", "der", "die", "du", "&", "al",
            "al-",
        ]
        .contains(&word);
        if first.is_lowercase() && !small && !is_host(word) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

pub(super) fn is_host(word: &str) -> bool {
    HOST.is_match(word)
}

static HOST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:https?://)?(?:[a-z0-9-]+\.)+(?:com|net|org|info|co\.kr|or\.kr|go\.kr|kr|kp|jp|cn|uk|us|tv|news|blog|io)(?:/\S*)?$",
    )
});

/// Whether the words are made like a name, whatever it names, and can't well be anything else.
pub(super) fn is_any_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    if words.starts_with(|c: char| ('가'..='힣').contains(&c)) {
        return count <= 3
            && words.len() <= 60
            && !words.ends_with(['다', '요', '음', '까', '.', '?']);
    }
    is_name(words)
        && count <= 7
        && words.starts_with(|c: char| c.is_uppercase())
        && words.chars().filter(|c| c.is_lowercase()).count() > 3
        && !words.ends_with(['.', '!', '?', ':'])
        && !is_date(words)
        && !PLACES.contains(&words)
}

/// Places that stand in brackets, and behind dashes, for themselves.
const PLACES: [&str; 16] = [
    "North Korea",
    "South Korea",
    "Korea",
    "Pyongyang",
    "Seoul",
    "Beijing",
    "China",
    "Japan",
    "Tokyo",
    "Dandong",
    "Washington",
    "New York",
    "Geneva",
    "Russia",
    "Moscow",
    "Vladivostok",
];

/// Whether a word of the name is one that outlets are called by.
pub(super) fn has_outlet_word(name: &str) -> bool {
    // Kang Mi-sun is no Sun.
    OUTLET_WORD
        .find_iter(name)
        .any(|m| m.as_str() != "sun" || !name[..m.start()].ends_with('-'))
}

static OUTLET_WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:\b(?i:times|post|news|daily|courier|herald|journal|tribune|gazette|chronicle|weekly|monthly|quarterly|ilbo|sinmun|shinmun|sinbo|shimbun|shinbun|shimpo|agency|press|radio|tv|television|",
        r"broadcasting|broadcast|review|magazine|observer|telegraph|mail|globe|star|standard|mirror|independent|wire|watch|bulletin|blog|network|today|dispatch|examiner|register|sentinel|",
        r"monitor|digest|pravda|zeitung|reporter|insider|circular|record|bureau|beacon|ledger|messenger|advertiser|argus|echo|voice|outlook|newswire|newsletter|report|reports|yearbook|institute|ministry|",
        r"commission|council|foundation|center|centre|committee|association|society|forum|project|newsroom|media|tongsin|tongshin|bangsong|maeil|kyodo|argosy|inquirer|sun|bee|packet|argosy)\b)",
        r"|(?:일보|신문|뉴스|통신|방송|저널|타임스|타임즈|투데이|위클리|매거진|경제|헤럴드|포스트|신보|연구원|연구소|연구회|협회|위원회|학회|재단|연맹|소식지|TV)$|(?:新聞|新闻|日報|日报|通信|通讯社|时报|時報)$|\b\w+(?:NK|News|Watch|Times|Post|Press|blatt|zeitung|anzeiger|kurier|presse)\b"
    ))
});

/// Whether the words are made like a person's name.
pub(super) fn is_person(words: &str) -> bool {
    words.len() < 60
        && !words.starts_with("The ")
        && !FIRM.is_match(words)
        && (!has_outlet_word(words) && PERSON.is_match(words)
            || KOREAN_PERSON.is_match(words)
            || ADDRESSED.is_match(words))
}

/// Words that firms are called by, and nobody else.
static FIRM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Air|Hotel|Bank) \p{Lu}|\b(?:Telecom|Airlines|Airways|Shipping|Holdings|Industries|Motors|Electronics|Logistics|Insurance|Securities|Railways?|Freight|Trading|Technologies|Systems|Partners|Brothers|Sons|Ltd|Inc|Corp|GmbH|Co\.)$",
    )
});

/// The name without the title before it, where a full name is left: "Admiral Bo Lind", but not "Captain Pak".
pub(super) fn untitled(name: &str) -> &str {
    let Some(title) = TITLE.find(name) else {
        return name;
    };
    let rest = &name[title.end()..];
    match rest.contains(' ') && rest.starts_with(char::is_uppercase) {
        true => rest,
        false => name,
    }
}

static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Retired |Former |Rear |Vice |Lieutenant |Major |Brigadier )*(?:Admiral|General|Congressman|Congresswoman|Senator|Representative|Commander|Lieutenant|Sergeant|Major|Secretary|Undersecretary|Judge|Sir|Chancellor|Premier|Governor) ",
    )
});

/// "Old Mr. Hong", "Aunt Song of Tumen City".
static ADDRESSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Witness|Interviewee|Respondent|Informant|Defector|Resident|Detainee|Survivor|Escapee|Participant|Prisoner|Inmate|Speaker)(?: No\.)? (?:#?\d{1,3}|\p{Lu})$|^(?:Old |Young )?(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Rev|Fr|Hon)\.|Rev|Reverend|Pastor|Bishop|Archbishop|Cardinal|Rabbi|Imam|Monsignor|Mr|Mrs|Ms|Dr|Professor|General|Colonel|Captain|Lieutenant|Sergeant|Major|Ambassador|Director|Engineer|Nurse|Doctor|Aunt|Uncle|Grandmother|Grandfather|Brother|Sister|Father|Mother|Herr|Frau|Madame|Comrade|Minister|Secretary|Senator|Importer|Inspector|Officer|Chairman|Chairwoman) \p{Lu}[\p{L}’'-]+(?: (?:\p{Lu}[\p{L}’'-]+|of|the|from)){0,5}$",
    )
});
static KOREAN_PERSON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[가-힣]{2,4} (?:대통령|장관|차관|의원|교수|총리|대변인|기자|기관사|박사|씨|소장|원장|회장|대표|위원장|위원|연구원|연구위원|국장|과장|사장|선장|목사|신부|스님|선생|작가|시인|감독|대사|총장|검사|변호사|의사|간호사|주무관|팀장|부장|이사장|이사|실장|특사|중사|상사|대위|소령|중령|대령|장군)$",
    )
});
static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    let name = concat!(
        r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|President|Gen|General|Col|Colonel|Sen|Senator|Rep|Representative|Ambassador|Amb|Minister|Secretary|Chairman|Judge|Justice|Sir|Lord|King|Queen|Pope|St|Chancellor|Premier|Prime Minister|Vice President|Marshal|Admiral)\.? )*",
        r"(?:(?:\p{Lu}\.[ -]?)+\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,2}",
        r"|\p{Lu}[\p{L}’'-]*(?: (?:\p{Lu}\.|van|von|de|der|bin|al|la|\p{Lu}[\p{L}’'-]*)){1,3})"
    );
    pattern(&format!(
        r"^(?:by )?{name}(?:(?: and | & |, ){name})*$|^[가-힣]{{2,4}}(?: (?:대통령|장관|의원|교수|총리|대변인|기자))?$"
    ))
});

/// Whether the words are a given name alone, as letters are signed: "Gil-su".
pub(super) fn is_given(words: &str) -> bool {
    GIVEN.is_match(words) && !PREFIXES.iter().any(|prefix| words.starts_with(prefix))
}

/// What stands before a hyphen in words that are no names.
const PREFIXES: [&str; 10] = [
    "Anti-", "Non-", "Pre-", "Post-", "Inter-", "Semi-", "Multi-", "Self-", "Mid-", "Sub-",
];

static GIVEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\p{Lu}\p{Ll}{1,5}-(?:\p{Ll}{2,6}|\p{Lu}\p{Ll}{1,5})$"));
/// Whether the words are a document's name and nothing else, and no mere number of a part of it.
pub(super) fn is_document(words: &str) -> bool {
    DOCUMENT
        .find(words)
        .is_some_and(|found| found.len() == words.len() && words.contains(' '))
        && !SECTION.is_match(words)
}

/// The one law or report that the words name in full, however often.
pub(super) fn only_document(words: &str) -> Option<&str> {
    let mut named = DOCUMENT
        .find_iter(words)
        .map(|found| law_name(found.as_str()))
        .filter(|name| !SECTION.is_match(name) && (name.contains(' ') || name.ends_with('법')));
    let one = named.next()?;
    named.all(|other| other == one).then_some(one)
}

pub(super) fn document(outlets: &Outlets, words: &str) -> Option<SourceRef> {
    document_at(outlets, words).map(|(source, _)| source)
}

/// The law, resolution or report that the words name, and where in them.
pub(super) fn document_at(outlets: &Outlets, words: &str) -> Option<(SourceRef, Span)> {
    let first = DOCUMENT.find(words)?;
    // "Article 9, Songdok Port Regulations": the law is the source, not its number.
    let numbered = |m: &regex::Match| {
        m.as_str()
            .ends_with(|c: char| c.is_ascii_digit() || ")]".contains(c))
    };
    let law = DOCUMENT
        .find_iter(&words[first.end()..])
        .find(|m| !numbered(m));
    let shift = first.end();
    let found = match law.filter(|_| SECTION.is_match(first.as_str())) {
        Some(law) => Found {
            start: shift + law.start(),
            printed: law.as_str(),
        },
        None => Found {
            start: first.start(),
            printed: first.as_str(),
        },
    };
    let printed = found.printed.trim_end_matches([',', ';', ':', ' ']);
    let span = Span::new(found.start, found.start + printed.len());
    // The report of a body that is known goes by the body's name.
    let mut bodies = outlets
        .registry
        .mentions(words)
        .into_iter()
        .filter(|m| !m.ambiguous);
    match (bodies.next(), bodies.next()) {
        (Some(body), None) if !printed.starts_with(|c: char| c.is_ascii_digit()) => {
            Some((body.source.to_ref(), body.span))
        }
        _ => Some((SourceRef::unknown(law_name(printed)), span)),
    }
}

/// The law of "Article 31 of the Forestry Regulation", "the Commission's Regulation 12/2003", "산림법 제27조".
pub(super) fn law_name(printed: &str) -> &str {
    let part = PART_OF.find(printed).map_or(0, |m| m.end());
    let name = &printed[part..];
    let name = name
        .strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "))
        .unwrap_or(name);
    let name = OWNED_LAW.find(name).map_or(name, |owner| {
        let law = owner.as_str().find("s ").map_or(0, |at| at + 2);
        &name[law..]
    });
    let part = KOREAN_PART.find(name);
    let name = part.map_or(name, |part| &name[..part.start()]);
    // "the Protocol of Cooperation of 2002": its year is no part of its name, nor is what leads to it.
    let ended = ["of", "on", "for", "and", "the", "to", "in", "with"];
    let mut name = name;
    while let Some((head, last)) = name.rsplit_once(' ')
        && ended.contains(&last)
    {
        name = head;
    }
    name
}

static OWNED_LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\p{Lu}\p{L}+['’]s (?:Regulation|Directive|Decision|Resolution|Law|Act|Code|Constitution|Charter)\b",
    )
});

/// All laws, resolutions and reports that the words name, each with its place; no mere number of a part.
pub(super) fn documents(words: &str) -> Vec<(SourceRef, Span)> {
    let found = DOCUMENT
        .find_iter(words)
        .filter(|m| !SECTION.is_match(m.as_str()));
    let named = found.filter_map(|m| {
        let printed = m.as_str().trim_end_matches([',', ';', ':', ' ']);
        let name = law_name(printed);
        let whole = name.contains(' ') || name.contains(|c: char| c.is_ascii_digit());
        let start = m.start() + printed.find(name).unwrap_or(0);
        whole.then(|| {
            (
                SourceRef::unknown(name),
                Span::new(start, start + name.len()),
            )
        })
    });
    named.collect()
}

struct Found<'a> {
    start: usize,
    printed: &'a str,
}

/// A number of a law's part, and nothing behind it.
static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Section|Sec\.|§|Article|Art\.|Chapter|Title|Paragraph|Para\.|Rule|Annex|Clause) ?(?:\d[\w().-]*|[IVXLC]+)$",
    )
});

static KOREAN_PART: LazyLock<Regex> = LazyLock::new(|| pattern(r" 제\s?\d+조$"));

static PART_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Section|Sec\.|§|Article|Art\.|Chapter|Title|Paragraph|Para\.|Rule|Annex|Clause) ?(?:\d[\w().-]*|[IVXLC]+) of ",
    )
});

static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:Section|Sec\.|§|Article|Art\.|Chapter|Title|Paragraph|Para\.|Rule|Annex|Clause) ?(?:\d[\w().-]*|[IVXLC]+\b)(?: of (?:the )?\p{Lu}[\p{L}’'-]*(?: (?:of|on|and|for|the|to|in|with|\p{Lu}[\p{L}’'-]*|\d{4}))*)?",
        r"|(?:(?:UN|U\.N\.|United Nations) )?(?:(?:Security Council|General Assembly|UNSC|UNSCR) )?(?:Resolutions?|Regulations?|Directives?|Decrees?|Ordinances?|Orders?|Decisions?|Circulars?|Instructions?) (?:No\. ?|no\. ?|Nos\. ?)?\d+(?:/\d+)*(?: \(\d{4}\))?|(?:Security Council|General Assembly) resolutions? \d+(?: \(\d{4}\))?|UNSCR ?\d+|Executive Order \d+|E\.O\. \d+|Public Law \d+-\d+|\d+ U\.S\.C\. § ?\d+\w*|H\.R\. ?\d+",
        r"|(?:Act|Treaty|Convention|Constitution|Charter|Declaration|Covenant|Protocol|Code|Law|Agreement|Memorandum) (?:on|of|for|against|concerning|relating to) (?:the )?\p{Lu}[\p{L}’'-]*(?: (?:of|on|and|for|the|to|in|with|\p{Lu}[\p{L}’'-]*))*",
        // The whole of a printed name: "The Law on the Care of Bees", "Harbour Code of the DPRK".
        r"|(?:\p{Lu}[\p{L}’'-]* (?:(?:of|on|and|for|the|to|in|\p{Lu}[\p{L}’'-]*) )*)(?:Act|Treaty|Convention|Constitution|Charter|Declaration|Covenant|Protocol|Code|Law|Regulations?|Statutes?|Decree) (?:on|of|for|against|concerning) (?:the )?\p{Lu}[\p{L}’'-]*(?: (?:(?:of|on|and|for|the|to|in|with) ){0,2}\p{Lu}[\p{L}’'-]*)*",
        r"|(?:\p{Lu}[\p{L}’'-]* (?:(?:of|on|and|for|the|to|in|\p{Lu}[\p{L}’'-]*) )*)(?:Act|Treaty|Convention|Constitution|Charter|Agreement|Declaration|Covenant|Protocol|Accord|Code|Law|Communiqué|Communique|Joint Statement|Armistice|Report|Resolution|Regulation \d+/\d+|Regulations?|Ordinances?|Guidelines|Guidance|Decree|Statutes?|Directive|Memorandum|Handbook|Manual|Bylaws)(?: of \d{4})?\b",
        r"|the (?:Constitution|Charter|Armistice Agreement)\b",
        r"|(?:[Rr]egulation|[Dd]irective|[Dd]ecision) (?:\((?:EC|EU|EEC)\) )?(?:[Nn]o\.? ?)?\d+/\d+|[Rr]esolution \d+(?: \(\d{4}\))?",
        // What is signed: "Amnok Property Policy", "the Pump Order of 2014", "Regulations 2019".
        r"|(?:\p{Lu}[\p{L}’'-]* (?:(?:of|on|and|for|the|to|in|\(\p{Lu}[\p{L} ]{1,20}\)|\p{Lu}[\p{L}’'-]*) )+)(?:Policy|Order|Rules|Licence|License|Regulations|Act)(?: (?:of )?\d{4})\b|(?:\p{Lu}[\p{L}’'-]* ){2,5}(?:Policy|Licence|Tariff)\b",
        r"|(?:[가-힣]{2,20}(?:법|헌법|규정|조례|시행령)) 제\s?\d+조|(?:제\s?\d+조|결의 제?\d+호|헌법)"
    ))
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_a_year_is_no_part_of_a_laws_name() {
        assert_eq!(
            law_name("the Protocol of Cooperation of"),
            "Protocol of Cooperation"
        );
    }
}
