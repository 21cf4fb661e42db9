//! Owns who speaks in the block that a sentence announces, where that is a person or a group: "A retired signalman said:",
//! "As Ronald Reagan once wrote:". Refuses what can't speak: a report, a label, a law.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;

use super::patterns::pattern;
use super::shapes::{is_date, is_person};

/// Who is said to say what follows, with its place in the sentence: without what stands behind a comma, and without "who ...".
pub(super) fn announcer(sentence: &str) -> Option<(&str, Span)> {
    let who = speaks(sentence).or_else(|| subject(sentence))?;
    let name = who.as_str().split([',', '，']).next()?.trim_end();
    let end = who.start() + name.len();
    // "On 3 November Piet Haverkamp wrote:"
    let day = name
        .split_once(' ')
        .filter(|(first, rest)| is_date(first) && rest.starts_with(char::is_uppercase));
    if let Some((_, rest)) = day {
        return Some((rest, Span::new(end - rest.len(), end)));
    }
    // "One of my pupils, who writes under the name Quince, wrote this:"
    if let Some(known_as) = UNDER_THE_NAME
        .captures(&sentence[end..])
        .and_then(|found| found.name("name"))
    {
        let start = end + known_as.start();
        return Some((known_as.as_str(), Span::new(start, start + known_as.len())));
    }
    // "서울에서 만난 탈북민 강보름 씨": the name alone.
    if let Some(found) = MR.captures(name).and_then(|mr| mr.name("name")) {
        let start = who.start() + found.start();
        return Some((found.as_str(), Span::new(start, start + found.len())));
    }
    // "The clinic's nurse, Om Kyong-suk, put it so:": the name is the apposition.
    if let Some(apposed) = APPOSED
        .captures(&sentence[end..])
        .and_then(|a| a.name("name"))
        && !name.starts_with(|c: char| c.is_uppercase() && !name.contains(' '))
        && is_person(apposed.as_str())
    {
        let start = end + apposed.start();
        return Some((apposed.as_str(), Span::new(start, start + apposed.len())));
    }
    Some((name, Span::new(who.start(), end)))
}

static MR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^| )(?P<name>[가-힣]{2,4}) ?씨$"));

static UNDER_THE_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[^:]{0,80}? (?:under the (?:pen |stage )?name(?: of)?|calls (?:himself|herself)|known (?:as|online as)|goes by(?: the name of)?|signs (?:as|himself|herself)|whose name is|named) (?P<name>\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,3})\b",
    )
});

static APPOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^, (?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?(?P<name>\p{Lu}[\p{L}’'-]*(?: (?:\p{Lu}\.|\p{Lu}[\p{L}’'-]*)){1,3}),? ",
    )
});

/// Whether a noun phrase is somebody who can speak: "a spokesman for the mill", "the harbor master".
pub(super) fn is_somebody(phrase: &str) -> bool {
    NOUN_PHRASE.is_match(phrase) && can_speak(head_noun(phrase))
}

static NOUN_PHRASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[Aa]n?|[Oo]ne|[Tt]he|[Aa]nother|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur) \p{L}",
    )
});

/// The same where a credit leaves out the article: "Former resident of Solgae", "ferry pilot, Marusan".
pub(super) fn is_described(phrase: &str) -> bool {
    if is_somebody(phrase) {
        return true;
    }
    let words: Vec<&str> = phrase.split(' ').collect();
    let head = words.iter().position(|w| PREPOSITIONS.contains(w));
    let head = head.unwrap_or(words.len()).min(5);
    let Some(noun) = head.checked_sub(1).and_then(|at| words.get(at)) else {
        return false;
    };
    let small = words[..head]
        .iter()
        .skip(1)
        .all(|w| w.starts_with(char::is_lowercase));
    head > 1 && head <= 5 && words.len() <= 9 && small && can_speak(noun)
}

/// Whether the sentence has somebody speak.
pub(super) fn somebody_speaks(sentence: &str) -> bool {
    speaks(sentence).is_some()
}

fn speaks(sentence: &str) -> Option<regex::Match<'_>> {
    let found = SAYS.captures_iter(sentence).filter_map(|says| {
        let group = says.name("who");
        let who = group
            .or_else(|| says.name("name"))
            .or_else(|| says.name("pronoun"))
            .or_else(|| says.name("ko"))?;
        let named = |who: regex::Match| {
            let apposed = APPOSED.captures(&sentence[who.end()..]);
            let apposed = apposed.and_then(|a| a.name("name"));
            apposed.is_some_and(|a| is_person(a.as_str()))
        };
        let speaks = group.is_none_or(|who| can_speak(head_noun(who.as_str())) || named(who))
            && !["It", "This", "That", "There", "Here"].contains(&who.as_str());
        // "a forwarder in Busan explained", "a dispatch of 1 October describes": neither place nor month explains anything.
        let other = says.name("name").is_some()
            && (is_date(who.as_str()) || IN_PLACE.is_match(&sentence[..who.start()]));
        // "Its letter to the governor puts it better": he only gets it.
        let gets = GETS.is_match(&sentence[..who.start()]);
        (speaks && !other && !gets).then_some(who)
    });
    found.last()
}

/// The person or group that the sentence begins with, whatever is said of it, if a colon ends it: "The cook has another theory:".
fn subject(sentence: &str) -> Option<regex::Match<'_>> {
    if !sentence.trim_end().ends_with([':', '：']) {
        return None;
    }
    if let Some(begins) = HE.captures(sentence) {
        let verb = begins.name("verb")?.as_str();
        return begins.name("who").filter(|_| !HANDS_ON.contains(&verb));
    }
    // "Russian engineers told a friend of mine so:"
    if let Some(many) = MANY.captures(sentence).and_then(|m| m.name("who")) {
        let words = many.as_str().split(' ');
        let noun = words.take_while(|w| !PREPOSITIONS.contains(w)).last();
        return noun
            .filter(|noun| noun.ends_with('s') && can_speak(noun))
            .map(|_| many);
    }
    let begins = SUBJECT.captures(sentence)?;
    let noun = head_noun(begins.name("who")?.as_str());
    let verb = begins.name("verb")?.as_str();
    let speaks = can_speak(noun) && !HANDS_ON.contains(&verb) && verb != "this";
    begins.name("who").filter(|_| speaks)
}

static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:And |But |Then |Finally, )?(?P<who>(?:[Aa]n?|[Oo]ne|[Tt]he|[Aa]nother|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur) (?:[\p{L}’'-]+ ){0,3}?[\p{L}’'-]+(?: (?:in|of|from|at|with|for|near) (?:the |an? )?(?:\p{Lu}[\p{L}’'-]+ )*[\p{L}’'-]+)?)(?:,? (?:who|that|whom) [^,:]{3,70},?)? (?P<verb>\p{Ll}+(?:s|ed)|had)\b",
    )
});

/// "He took his time:"
static HE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:And |But |Then )?(?P<who>[Hh]e|[Ss]he) (?P<verb>\p{Ll}+)\b"));

static MANY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<who>(?:\p{Lu}[\p{L}-]+ )?(?:\p{Ll}[\p{Ll}-]+ ){0,2}\p{L}[\p{Ll}-]+s(?: (?:in|of|from|at) (?:the )?\p{Lu}[\p{L}-]+)?) (?:said|say|told|tell|wrote|write|explained|explain|put it|recall|recalled|describe|described)\b",
    )
});

/// Verbs by which somebody brings words that are not his own; and those that only say what he is.
const HANDS_ON: [&str; 28] = [
    "has",
    "had",
    "reads",
    "prints",
    "found",
    "finds",
    "sends",
    "forwarded",
    "showed",
    "shows",
    "gives",
    "passed",
    "passes",
    "pointed",
    "posted",
    "posts",
    "shared",
    "shares",
    "linked",
    "links",
    "handed",
    "quoted",
    "quotes",
    "translated",
    "copied",
    "is",
    "was",
    "cites",
];

/// "poster" of "the poster on the door".
fn head_noun(phrase: &str) -> &str {
    // "One of my pupils" is a pupil.
    let phrase = ONE_OF
        .find(phrase)
        .map_or(phrase, |one| &phrase[one.end()..]);
    let words = phrase.split_whitespace().skip(1);
    let head = words.take_while(|word| !PREPOSITIONS.contains(word)).last();
    head.unwrap_or_default()
}

static ONE_OF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[Oo]ne|[Tt]wo|[Ss]ome|[Ss]everal) of "));

const PREPOSITIONS: [&str; 11] = [
    "of", "in", "on", "at", "from", "for", "with", "near", "by", "to", "under",
];

pub(super) fn can_speak(noun: &str) -> bool {
    let noun = noun.to_lowercase();
    let one = noun.strip_suffix('s').unwrap_or(&noun);
    if SPEAKERS.contains(&one) || SPEAKERS.contains(&noun.as_str()) {
        return true;
    }
    let made_so = [
        "man", "men", "woman", "women", "people", "person", "ist", "ian", "eer", "er", "or",
        "employee", "trustee", "detainee", "escapee", "evacuee",
    ];
    made_so.iter().any(|end| one.ends_with(end)) && !THINGS.contains(&one)
}

/// Who speaks, beyond nouns that are made like "signalman", "trader" and "activist".
const SPEAKERS: &[&str] = &[
    "source",
    "official",
    "resident",
    "chair",
    "ministry",
    "embassy",
    "expert",
    "analyst",
    "diplomat",
    "president",
    "secretary",
    "judge",
    "court",
    "committee",
    "commission",
    "friend",
    "general",
    "department",
    "government",
    "agency",
    "foundation",
    "witness",
    "cook",
    "widow",
    "boy",
    "girl",
    "child",
    "children",
    "student",
    "pupil",
    "guard",
    "guide",
    "clerk",
    "pilot",
    "veteran",
    "priest",
    "monk",
    "refugee",
    "captain",
    "mayor",
    "aide",
    "envoy",
    "nurse",
    "soldier",
    "cadre",
    "spokespeople",
    "parent",
    "uncle",
    "aunt",
    "cousin",
    "wife",
    "husband",
    "son",
    "nephew",
    "niece",
    "bride",
    "groom",
    "chief",
    "council",
    "panel",
    "colleague",
    "participant",
];

/// Things that are made like those.
const THINGS: &[&str] = &[
    "paper",
    "newspaper",
    "letter",
    "poster",
    "order",
    "sticker",
    "banner",
    "number",
    "border",
    "river",
    "flyer",
    "answer",
    "chapter",
    "computer",
    "register",
    "ledger",
    "error",
    "mirror",
    "monitor",
    "folder",
    "cover",
    "newsletter",
    "layer",
    "meter",
    "kilometer",
    "kilometre",
    "metre",
    "litre",
    "liter",
    "quarter",
    "chapter",
    "carrier",
    "freighter",
    "steamer",
    "trawler",
    "locker",
    "drawer",
    "flower",
    "shower",
    "silver",
    "copper",
    "rubber",
    "leather",
    "feather",
    "butter",
    "pepper",
    "supper",
    "matter",
    "power",
    "weather",
    "winter",
    "summer",
    "dinner",
    "corner",
    "harbor",
    "tower",
    "factor",
    "sector",
    "motor",
    "editor's",
    "header",
    "footer",
    "list",
    "survivor's",
    "container",
    "door",
    "floor",
    "color",
    "colour",
    "flavor",
    "labor",
    "water",
    "timber",
    "tractor",
    "reactor",
    "generator",
    "trailer",
    "ticker",
    "wrapper",
    "counter",
    "shelter",
    "center",
    "theater",
    "character",
    "calendar",
    "other",
    "another",
    "either",
    "neither",
    "former",
    "latter",
    "younger",
    "older",
    "elder",
    "earlier",
    "later",
    "better",
    "longer",
    "shorter",
    "higher",
    "lower",
    "further",
    "larger",
    "smaller",
    "greater",
    "december",
    "november",
    "october",
    "september",
    "mist",
    "fist",
    "tree",
];

static GETS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:letter|note|e-?mail|mail|message|memo|answer|reply|report|speech|statement|address|appeal|petition|cable|telegram)s? (?:\p{Ll}+ ){0,2}(?:to|for) $",
    )
});
static IN_PLACE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:in|at|from|of|near|on|around|outside) (?:the )?$"));

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?P<name>(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Amb|Lt|Col|Adm)\. )?\p{Lu}[\p{L}’'-]*(?: (?:\p{Lu}\.|(?:& )?\p{Lu}[\p{L}’'-]*|van|von|de|bin))*)(?:, [\p{Ll}][^,:]{2,60},)?",
        r"|\b(?P<who>(?:[Aa]n?|[Oo]ne|[Tt]he|[Aa]nother|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Ss]ome|[Mm]any|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Ss]everal) (?:[\p{L}’'-]+ ){0,4}?[\p{L}’'-]+(?: (?:in|of|from|at|with|for|near) [\p{L}’' -]{2,40}?)?)(?:,? (?:who|that|whom) [^,:]{3,70},?|,[^,:]{3,60},)?",
        r"|\b(?P<pronoun>[Hh]e|[Ss]he|[Tt]hey)) ",
        r"(?:(?:once|also|later|then|recently|famously|had|has|have|went on to|[a-z]+ly) )*(?:said|says|say|told|tells|tell|wrote|writes|write|explained|explains|added|adds|noted|notes|testified|replied|responded|responds|stated|states|put it|puts it|remarked|remarks|observed|observes|warned|warns|argued|argues|declared|declares|announced|announces|recalled|recalls|remembers|remembered|asked|asks|answered|answers|concluded|concludes|emailed|commented|comments|continued|continues|described|describes|summed|sums|insisted|insists|complained|complains|maintained|maintains|admitted|admits|confessed|joked|jokes|promised|swore|sent (?:me|us) (?:his|her|their|its) own|(?:his|her|their|its) own (?:version|words|theory|view|answer))\b",
        r"|(?P<ko>(?:[가-힣A-Za-z]+ ){0,3}[가-힣]{1,12}?)(?:은|는|이|가|께서는|께서) (?:이렇게|다음과 같이|아래와 같이) (?:말|썼|쓰|적|설명|전|덧붙|밝|증언|회고|회상|기억|털어놓|대답|답)"
    ))
});
