//! Owns the same in Korean: the outlet that the sentences before a block name as saying something, the person who wrote back or was met
//! there, and who "그" is. Refuses where a sentence names two.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;
use crate::name::sound::surnames;
use crate::passage::Speaker;
use crate::source::SourceRef;

use super::super::credit::Credited;
use super::super::lead_in::LeadIn;
use super::super::patterns::{pattern, tail};
use super::{Around, Near, READ};

/// Whose the block is that follows the paragraphs `near`, the nearest first.
pub(super) fn before(around: &Around, near: &[Near]) -> Option<LeadIn> {
    let text = around.article.text.as_str();
    let first = near.first()?;
    let words = first.span.of(text);
    let words = tail(words, READ);
    let start = first.span.end as usize - words.len();
    let sentences = sentences(words, start);
    let mut back = sentences.iter().rev();
    let last = *back.next()?;
    if let Some(found) = own(around, last)
        .or_else(|| told(around, last))
        .or_else(|| titled(around, last))
    {
        return Some(found);
    }
    // "그는 웃으면서 이렇게 말했다.", "한 대목을 옮긴다."
    let he = HE.is_match(last.of(text));
    if !he && !HANDS_ON.is_match(last.of(text)) {
        return None;
    }
    for &sentence in back.take(3) {
        if let Some(found) =
            told(around, sentence).or_else(|| he.then(|| person(around, sentence)).flatten())
        {
            return Some(found);
        }
    }
    None
}

/// The person whose words an outlet brings: "한겨레 김지은 기자의 설명", "소식통은 데일리NK와의 통화에서".
pub(super) fn writer(around: &Around, near: &[Near]) -> Option<Speaker> {
    let text = around.article.text.as_str();
    let first = near.first()?;
    let words = tail(first.span.of(text), READ);
    let start = first.span.end as usize - words.len();
    let last = *sentences(words, start).last()?;
    let asked = ASKED_BY.is_match(last.of(text));
    let found =
        person(around, last).or_else(|| asked.then(|| described(around, last)).flatten())?;
    found.credited.speaker
}

/// The sentences of `words`, which stand at byte `start` of the text.
fn sentences(words: &str, start: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    for end in END.find_iter(words) {
        found.push(Span::new(start + from, start + end.end()));
        from = end.end();
    }
    if !words[from..].trim().is_empty() {
        found.push(Span::new(start + from, start + words.len()));
    }
    found
}

static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.!?]['’”)]? +"));

/// The one outlet, or else the one person, that a sentence has speak, write or print.
fn told(around: &Around, sentence: Span) -> Option<LeadIn> {
    let text = around.article.text.as_str();
    let words = sentence.of(text);
    let mut outlets = around
        .outlets
        .registry
        .mentions(words)
        .into_iter()
        .filter(|m| {
            let after = &words[m.span.end as usize..];
            !m.ambiguous && TELLS.is_match(after)
        });
    if let (Some(one), None) = (outlets.next(), outlets.next()) {
        return Some(LeadIn::of_source(
            one.source.to_ref(),
            one.span.shift(sentence.start as usize),
        ));
    }
    let speaks = SPEAKS.is_match(words);
    let named = speaks.then(|| person(around, sentence)).flatten();
    let shows = speaks || SHOWS.is_match(words);
    named.or_else(|| shows.then(|| described(around, sentence)).flatten())
}

/// "올봄에 내가 이 블로그에 적어 둔 말을 다시 붙인다.": the publisher's own words.
fn own(around: &Around, sentence: Span) -> Option<LeadIn> {
    let words = sentence.of(around.article.text.as_str());
    let found = MY_WORDS.find(words)?;
    Some(LeadIn {
        credited: Credited::of(around.article.publisher.clone()?),
        evidence: Span::new(found.start(), found.end()).shift(sentence.start as usize),
        document: false,
        speaks: true,
    })
}

static MY_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[ ,])(?:내가|제가|우리가|필자가) (?:[^.,]{0,30} )?(?:블로그|칼럼|사이트|지면|글|여기)(?:에|에서|에다)? (?:[^.,]{0,10})?(?:적|쓰|썼|쓴|올|남)[가-힣]*(?: 둔)?",
    )
});

/// The one work that a sentence names between title marks, where it has it say something: "「안내문」에는 이렇게 적혀 있다."
fn titled(around: &Around, sentence: Span) -> Option<LeadIn> {
    let words = sentence.of(around.article.text.as_str());
    let mut all = TITLED.captures_iter(words);
    let (one, None) = (all.next()?, all.next()) else {
        return None;
    };
    let name = one.name("name")?;
    Some(LeadIn {
        credited: Credited::of(SourceRef::unknown(name.as_str())),
        evidence: Span::new(name.start(), name.end()).shift(sentence.start as usize),
        document: true,
        speaks: false,
    })
}

static TITLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[『「《〈](?P<name>[^『「《〈』」》〉]{2,60})[』」》〉](?:에는|에서는|에서|에|의|은|는)(?:\s*[:：]?\s*$| [^.]*(?:적혀|적힌|쓰여|씌어|나온|나와|실린|다음과|이렇게|전문|대목|구절|부분|일부|옮긴|옮겨|인용|따르면))",
    )
});

/// The one who is described and not named: "함께 농장에 있던 언니가 보내 온 편지".
fn described(around: &Around, sentence: Span) -> Option<LeadIn> {
    let words = sentence.of(around.article.text.as_str());
    let mut all = DESCRIBED.captures_iter(words).filter_map(|c| c.name("who"));
    let (one, None) = (all.next()?, all.next()) else {
        return None;
    };
    let phrase = one.as_str();
    // What stands before him says when, or among whom.
    let from = BEFORE_HIM.find_iter(phrase).last().map_or(0, |m| m.end());
    let phrase = &phrase[from..];
    let bare = phrase.trim_start();
    let start = one.end() - bare.len();
    let span = Span::new(start, one.end()).shift(sentence.start as usize);
    Some(LeadIn::of_person(bare, span, None))
}

static DESCRIBED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<who>[^.,“”]{0,120}?(?:언니|오빠|누나|동생|어머니|아버지|할머니|할아버지|친구|선배|후배|동료|주민|탈북민|탈북자|소식통|관계자|상인|농민|교사|간호사|기관사|역무원|선장|어부|학생|전문가|연구자|독자|분|이웃|아주머니|아저씨|직원|군인|병사|운전사|안내원|택시 기사|버스 기사|판매원|여성|남성|청년|노인|관리원|감독원|보위원|보안원|공무원|승무원)(?: 한 (?:분|명|사람))?)(?:이|가|은|는|께서|께서는|의|에게서) ",
    )
});

static BEFORE_HIM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:가운데|중에|중에서|때|전에|뒤에|후에|다음에|며칠 전|지난주|지난달|어제|오늘|그제|끝으로|마지막으로|그리고|하지만|그런데) ",
    )
});

/// The publisher gives the words.
static SHOWS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:글|말|댓글|메일|답|이야기|증언|편지)[가-힣]* .*(?:올린다|옮긴다|싣는다|소개한다|적어 둔다|인용한다|붙인다)",
    )
});

/// The one person whom a sentence names.
fn person(around: &Around, sentence: Span) -> Option<LeadIn> {
    let words = sentence.of(around.article.text.as_str());
    let named = |pattern: &'static Regex| {
        pattern
            .captures_iter(words)
            .filter_map(|c| c.name("name"))
            .collect::<Vec<_>>()
    };
    // "통일부 대변인" is of the ministry's.
    let body =
        |name: &str| name.chars().count() > 2 && name.ends_with(['부', '청', '처', '당', '측']);
    let mut named = named(&PERSON)
        .into_iter()
        .chain(named(&OF_OFFICE))
        .chain(named(&BEHIND_TRADE))
        .chain(named(&INITIAL))
        .chain(
            named(&SURNAMED)
                .into_iter()
                .filter(|m| is_surnamed(m.as_str())),
        )
        .filter(|name| !body(name.as_str()));
    let one = named.next()?;
    if named.any(|other| other.as_str() != one.as_str()) {
        return None;
    }
    let span = Span::new(one.start(), one.end()).shift(sentence.start as usize);
    Some(LeadIn::of_person(one.as_str(), span, None))
}

/// Somebody talked to an outlet.
static ASKED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:와|과)(?:의)? (?:한 )?(?:통화|인터뷰|전화|만남|대화)|에 (?:말|전|밝|털어놓)")
});

/// Behind an outlet's name: it reports, or it is what the sentence says.
static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:은|는|이|가)(?: [^.]*)?(?:썼|쓴|보도|전했|전한|물었|물은|실었|실린|다뤘|다룬|알렸|밝혔|설명|인터뷰|취재|기사|대목|소개)|(?:이|였|이었)?다\.?\s*$|(?:입니다|이었습니다|였습니다)\.?\s*$|(?:은|는|이|가)(?: [^.]*)? (?:말한다|말했|말합|말하고)|(?:의)? (?:기사|보도|글|논평|사설|자료)(?:다|이다|입니다)\.?\s*$|의 (?:[가-힣0-9]+ ){0,2}(?:기사|보도|글|기자|설명|표현|사설|칼럼|논평|성명|담화|대목|인터뷰)|에 (?:따르면|(?:[가-힣0-9]+ ){0,3}(?:실린|나온|실렸|나왔|올라온|올라왔|게재))| (?:\d{1,2}월 )?\d{1,2}일자| [가-힣]{2,4} (?:기자|특파원|논설위원)|에서 (?:옮|가져|읽|본))",
    )
});

/// Somebody speaks or writes in the sentence, or was met.
static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"답장|회신|답이 왔|답했|답하|말씀|문자|메시지|털어놨|물었다|물었습니다|여쭸|여쭤|말이다|하셨다|답을 (?:보냈|주)|말했|말한다|말합니다|말해 주|말해 줬|(?:나|저|우리)에게 (?:한|해 준|들려준) 말|내게 (?:한|해 준) 말|전했|썼다|적었|설명했|털어놓|들려주|들려줬|보내왔|보내 왔|보내 주|편지|이야기했|회고|회상|증언|기억했|기억한다|떠올렸|물었더니|물어보니|물어봤|전화|만났|인터뷰",
    )
});

static HE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[ ,])(?:그는|그가|그녀는|그녀가|그분은|그분이|그의) "));

static HANDS_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"대목|다음|이렇게|아래|전문|옮긴다|옮겨|그대로|인용|내용|글이다|기사다|부분|말이다|적는다|적어|읽은 대로|받아 적|이렇다|토막",
    )
});

/// A name right before what its bearer is: "김명화 씨".
static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:^|[ ,(])(?P<name>[가-힣]{{2,4}}) (?:{TITLES})(?:$|{BEHIND})"
    ))
});

/// A surname with what its bearer is, which is then part of the name: "정 선생", "장 할머니".
static SURNAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:^|[ ,(])(?P<name>[가-힣] (?:{TITLES}))(?:$|{BEHIND})"
    ))
});

/// Whether a name of [`SURNAMED`] begins with a surname. Some say which one is meant as often: "한 할머니" is any of them, "전 장관" a
/// former one.
fn is_surnamed(name: &str) -> bool {
    let surname = name.split(' ').next().unwrap_or_default();
    !"한이전현고구신여남제주원".contains(surname) && !surnames(surname).is_empty()
}

/// The same with where he works between: "박도현 반도연구원 연구위원".
static OF_OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:^|[ ,(])(?P<name>[가-힣]{{2,4}}) (?:[가-힣]{{3,12}} )(?:{OFFICES})(?:$|{BEHIND})"
    ))
});

/// Behind what its bearer is: "시인 강보름은".
static BEHIND_TRADE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[ ,(])(?:시인|작가|소설가|화가|교수|박사|감독|배우|가수|변호사|활동가|운동가|연구원|학자|역사학자|탈북민|탈북자|외교관|선장|목사|기자) (?P<name>[가-힣]{3})(?:은|는|이|가|의|에게|께서)[ ,]",
    )
});

/// "K씨", "김모 씨"
static INITIAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[ ,(])(?P<name>(?:[A-Z]|[가-힣] ?모) ?씨)"));

const TITLES: &str = "씨|선생|할머니|할아버지|여사|박사|교수|연구위원|연구원|선임연구원|위원|위원장|대표|소장|원장|회장|기자|감독|작가|시인|선장|목사|신부|스님|대사|장관|의원|대변인|변호사|의사|간호사|국장|과장|팀장|실장|사장|이사장|관장|장군|대위|소령|중령|대령|학예사|큐레이터|기관사|활동가";
const OFFICES: &str =
    "박사|교수|연구위원|연구원|선임연구원|위원|위원장|대표|소장|원장|회장|관장|국장|대변인|학예사";
const BEHIND: &str = "[ 은는이가을를께의도와과,.에한]|에게|께서|한테";
