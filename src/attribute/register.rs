//! Owns how a paragraph sounds: like reporting taken over from an outlet, or like the publisher's own voice. It weighs
//! signs, each a figure in tenths for (+) or against (-) reporting. Refuses to say where a block begins: `blocks` adds the figures up.
//!
//! The signs are of register and grammar, not of a topic or a blog: who is "I", who is asked, what is evaluated, who is
//! named as a source, what leans on the paragraph before. Words between quotation marks count for nobody.

use std::sync::LazyLock;

use regex::Regex;

use super::patterns::{head, pattern, tail};
use super::signs::{self, Decides};
use super::trailing::ends_sentence;
use super::turns;

/// A paragraph is read no further than this (bytes from its beginning), and as far from its end.
const READ: usize = 3000;

/// How a paragraph sounds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sound {
    /// Tenths for (+) or against (-) reporting.
    pub score: i32,
    /// What of it speaks against.
    pub against: i32,
    /// Certainly the publisher's own voice: "I", "you", an announcement. No block reaches beyond.
    pub own: bool,
    /// The publisher's own voice, unless the outlet says "we" of a country.
    pub we: bool,
    /// It ends with a colon: what follows it is announced, and it is not of what follows.
    pub announces: bool,
    /// It ends with an elision: so the paragraph is a cut of something, and what follows goes on with it.
    pub elides: bool,
    /// It is nothing but an elision.
    pub elision: bool,
    /// It begins with an opening quotation mark.
    pub opens_quoted: bool,
    /// All of it stands between quotation marks.
    pub all_quoted: bool,
    /// In Korean: nothing happened in it, nobody spoke, nothing was counted.
    pub tells_nothing: bool,
    /// Its last quotation is not closed: the next paragraph may go on with it.
    pub unclosed: bool,
    /// It says who said something.
    pub speaks: bool,
    /// It begins with a wire's dateline.
    pub dateline: bool,
    /// Without its quotations (`“Q”` for each, `“q”` where three words or fewer).
    pub outside: String,
}

/// Listens to a paragraph.
pub(super) fn listen(words: &str) -> Sound {
    let words = words.trim();
    let shortened;
    let read = if words.len() <= 2 * READ {
        words
    } else {
        shortened = format!("{} {}", head(words, READ), tail(words, READ));
        &shortened
    };
    let mut sound = Sound::default();
    let (mut outside, unclosed) = outside(read);
    if let Some(from) = SAID_I.find(&outside).map(|m| m.end()) {
        outside.truncate(from);
        outside.truncate(outside.trim_end_matches(|c| c != ':').len());
        outside.push_str(" “Q”");
    }
    // "A resident who spoke with us": a report's "us" is no blogger's.
    if let std::borrow::Cow::Owned(changed) = WHO_TOLD_US.replace_all(&outside, "") {
        outside = changed;
    }
    if let Some(changed) = match OUR_REPORTER.replace_all(&outside, "a reporter said") {
        std::borrow::Cow::Owned(changed) => Some(changed),
        std::borrow::Cow::Borrowed(_) => None,
    } {
        outside = changed;
    }
    sound.unclosed = unclosed;
    sound.elision = ELISION.is_match(words) && words.chars().all(|c| !c.is_alphanumeric());
    sound.elides = !sound.elision && ELIDES.is_match(tail(words, 24));
    sound.opens_quoted = words.starts_with(['“', '"', '«', '「', '『', '„']);
    let bare = outside.trim_end_matches(|c: char| c.is_whitespace() || "[]….".contains(c));
    sound.all_quoted = sound.opens_quoted
        && bare
            .trim_start()
            .strip_prefix("“Q")
            .is_some_and(|r| r == "”" || r.is_empty());
    let end = words.trim_end_matches([' ', '*', '_']);
    sound.announces = end.ends_with([':', '：']) && !unclosed;
    sound.dateline = super::relay::dateline(words).is_some();
    for (sign, times) in signs::seen(&outside) {
        sound.score += sign.weight * times;
        sound.against += sign.weight.min(0) * times;
        sound.own |= sign.decides == Decides::Own;
        sound.we |= sign.decides == Decides::We;
        if sign.decides == Decides::Korean && is_korean(&outside) {
            sound.score -= 12;
        }
        sound.speaks |= sign.decides == Decides::Speaks;
    }
    if sound.opens_quoted {
        sound.score += 12;
    }
    if sound.all_quoted {
        sound.score += 5;
    }
    if sound.elides {
        sound.score += 40;
    }
    if sound.dateline {
        sound.score += 40;
    }
    sound.tells_nothing = is_korean(&outside) && !KOREAN_TOLD.is_match(&outside);
    if is_maxim(&outside) {
        sound.score -= 6;
    }
    if turns::label(&outside).is_some() {
        sound.score -= 14;
    }
    let quip = words.len() < 70
        && sound.score <= 10
        && !sound.speaks
        && !sound.opens_quoted
        && !words.contains(|c: char| c.is_ascii_digit());
    if quip {
        sound.score -= 6;
    }
    sound.outside = outside;
    sound
}

fn is_korean(text: &str) -> bool {
    head(text, 60).chars().any(|c| ('가'..='힣').contains(&c))
}

/// Whether a paragraph states what always holds: nothing happened in it, nobody spoke, nothing was counted.
fn is_maxim(outside: &str) -> bool {
    !outside.contains(|c: char| c.is_ascii_digit() || c == '“')
        && !is_korean(outside)
        && !HAPPENED.is_match(outside)
}

/// What a Korean report has in each of its paragraphs: what happened, was said, was counted.
static KOREAN_TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[0-9]|“|(?:했|었|았|였|됐|졌|갔|왔|났|겼|렸|혔|켰|쳤|폈|섰|봤|줬|썼)(?:다|으|고|지|던|는|습)|(?:다고|라고|자고|냐고) |《|하였|되였",
    )
});

static HAPPENED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:\p{L}{2,}ed|was|were|had|has|have|been|said|fell|rose|came|went|took|made|gave|found|got|held|began|sent|told|saw|shall|left|lost|ran|sold|bought|brought|built|cut|kept|met|paid|put|set|shot|spent|stood|wrote|did|would|could)\b",
    )
});

/// How much the last paragraphs of a run need the one before them, beyond what [`leans`] weighs: a report seldom begins so.
pub(super) fn begins_nothing(before: &Sound, after: &Sound) -> i32 {
    let opening = head(&after.outside, 160);
    let mut lean = 0;
    if PRONOUN.is_match(opening) || DEPENDS.is_match(opening) {
        lean += 10;
    }
    if after.opens_quoted {
        lean += 8;
    }
    // "Boots of the army are cheaper, the source said": one whom the paragraph above has brought in.
    if SOURCE_AMID.is_match(opening) {
        lean += 10;
    }
    if before.speaks && after.speaks {
        lean += 6;
    }
    if let Some(noun) = DEFINITE.captures(opening).and_then(|c| c.get(1)) {
        let stem = head(noun.as_str(), (noun.len() * 3 / 5).max(4));
        if noun.len() > 4 && !WORN.contains(&noun.as_str()) && contains_word(&before.outside, stem)
        {
            lean += if contains_word(&before.outside, noun.as_str()) {
                2
            } else {
                8
            };
        } else if after.outside.len() < 60 {
            lean += 4;
        }
    }
    if after.outside.len() < 60 {
        lean += 3;
    }
    if SOMEBODY_SAYS.is_match(opening) {
        lean += 5;
    }
    if EARLIER.is_match(opening) {
        lean += 5;
    }
    if KOREAN_SPEAKER.is_match(opening) && after.outside.contains('“') {
        lean += 12;
    }
    lean
}

/// "Those who do", "Each of them", "Nobody there": the paragraph before says who.
static DEPENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Those|Each|None|Some|Others?|Neither|Both|Many|Most|All|Nobody|Such|One|Two|Three) (?:of (?:them|these|those|whom|the)|who|there)\b|^(?:Its|Their|His|Her) |^(?:Now|Then|Later|There|Here|Since then|By then|Afterwards?),? |^(?:Asked|When asked)\b",
    )
});
/// An unnamed person who adds his word: a report's later paragraph more often than its first.
static SOMEBODY_SAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:An?|One|Another) (?:\p{{L}}+ ){{1,5}}(?:{VERBS})\b [^“]{{0,60}}\b(?:the|had|she|he|they|it)\b"
    ))
});
/// What had happened before what the paragraph above tells.
static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[^,.]{0,60}\bhad (?:\p{L}+ly )?(?:\p{L}+ed|been|put|gone|come|taken|moved|made|left|sent|told|given)\b|^(?:Each|Every|Some|Most|Many|Several|Few|Another|Others) \p{Ll}",
    )
});
/// Who has been brought in says something amid the first sentence.
static SOURCE_AMID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^[^.“]{{10,140}}, (?:the|another|a second|the same) (?:source|sources|official|officials|resident|residents|trader|spokesman|spokeswoman|informant|insider|report|witness|agency|paper|ministry|statement|man|woman|defector|diplomat|expert|analyst|researcher|broker|driver|farmer|soldier)s? (?:also )?(?:{VERBS})\b|^[^.“]{{10,140}}, (?:he|she|they) (?:also )?(?:{VERBS})\b"
    ))
});
/// Somebody who speaks in a Korean report's later paragraphs.
static KOREAN_SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[가-힣]+의? ){0,4}(?:[가-힣]*소식통|[가-힣]*관계자|[가-힣]*당국자|상인|주민|[가-힣]*전문가|[가-힣]*연구자|[가-힣]*교수|대변인|탈북민|무역업자|기관사|농민|씨|노동자|의원|장관|[가-힣]*책임자)[은는이가도]? ",
    )
});

/// How much a paragraph needs the one before it, in tenths: it names somebody or something only that one can explain.
pub(super) fn leans(before: &Sound, after: &Sound) -> i32 {
    let opening = head(&after.outside, 160);
    let mut lean = 0;
    if before.elision || after.elision {
        return 40;
    }
    if before.unclosed && after.opens_quoted {
        lean += 40;
    }
    let again = SPEAKER_AGAIN.is_match(opening) && !NEW_BEARER.is_match(opening)
        || PRONOUN_SPEAKS.is_match(opening);
    if again {
        lean += if before.speaks { 30 } else { 10 };
    } else if let Some(noun) = DEFINITE.captures(opening).and_then(|c| c.get(1)) {
        let noun = noun.as_str();
        if noun.len() > 3 && !WORN.contains(&noun) && contains_word(&before.outside, noun) {
            lean += 10;
        }
    } else if PRONOUN.is_match(opening) {
        lean += 5;
    }
    if CONTINUES.is_match(opening) {
        lean += 6;
    }
    if after.all_quoted && before.speaks {
        lean += 8;
    } else if after.opens_quoted && after.speaks {
        // A report hardly ever begins with a quotation: its lead stands above.
        lean += 4;
    }
    // "Wang told reporters" after "Foreign Minister Wang Yi called for talks".
    if let Some(name) = SURNAME_SPEAKS
        .captures(opening)
        .and_then(|c| c.iter().skip(1).flatten().next())
        && !again
        && contains_word(&before.outside, name.as_str())
    {
        lean += 20;
    }
    lean
}

/// Whether a paragraph begins as a report does: its first sentence tells something and then who said so. What stands above is
/// seldom of the same report.
pub(super) fn is_lead(sound: &Sound) -> bool {
    let opening = head(&sound.outside, 420);
    if PRONOUN.is_match(opening)
        || CONTINUES.is_match(opening)
        || DEPENDS.is_match(opening)
        || SPEAKER_AGAIN.is_match(opening) && !NEW_BEARER.is_match(opening)
        || sound.opens_quoted
    {
        return false;
    }
    if PEOPLE_SAY.is_match(opening) {
        return true;
    }
    LEAD.captures(opening).is_some_and(|lead| {
        let who = lead.name("who").map_or("", |m| m.as_str());
        let again = ["the ", "he ", "she ", "they ", "it ", "according "];
        let known = opening.starts_with("The ") && !NEW_BEARER.is_match(opening);
        lead.name("day").is_some() || !known && !again.iter().any(|a| who.starts_with(a))
    })
}

/// Whether a paragraph begins with what somebody did on which day of the week.
pub(super) fn opens_news(sound: &Sound) -> bool {
    NEWS.is_match(head(&sound.outside, 260))
}

/// "The Treasury Department on Monday fined a forwarder"
static NEWS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:A|An|The|\p{Lu}[\p{L}-]+) (?:U\.S\. |U\.N\. )?[^.,“]{3,90} on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:\p{L}+ed|said|told|made|took|sent|put|held|began|shut|cut)\b|^(?:A|An|The|\p{Lu}[\p{L}-]+) [^.,“]{10,120} (?:\p{L}+ed|said|told|made|took|sent|held|began|shut|cut)\b[^.“]{0,60} on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    )
});

/// Whether a paragraph tells something and by the same sentence who has it so, in more forms than [`is_lead`]: publishers seldom do.
pub(super) fn tells_whence(sound: &Sound) -> bool {
    let opening = head(&sound.outside, 420);
    is_lead(sound) || WHENCE.is_match(opening)
}

/// "Anglers pay a fee, according to diplomats who fish there.", "Riders in the east say that"
static WHENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[^.“]{30,260},? according to (?:an? |one |two |three |several |some |local |[a-z]{3,}s )[^.]{3,90}\.|^[^.“]{30,260}, it was learned\b|^\p{Lu}\p{Ll}+s (?:in|of|at|from|along) [^.,“]{3,50} say\b",
    )
});

/// "The captain of a tanker": nobody has spoken of him before.
static NEW_BEARER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[Tt]he (?:\p{L}+ ){1,2}(?:of|for|at|in|from) an? "));
/// "Two tankers were seen in port, a government official said on Monday."
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[^.]{30,260}, (?P<who>[^.,“]{2,90}\s)(?:said|says|say|show|showed|reported|reports|announced)(?P<day>(?: late| early)? (?:on |last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?(?: [^.“]{0,60})?[.,]",
    )
});
/// "Traders in Hyesan say inspectors have begun"
static PEOPLE_SAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\p{Lu}\p{Ll}+(?: \p{Ll}+)?s (?:in|of|at|from) (?:the )?\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)? say ",
    )
});

/// How much a paragraph needs one that stands further above in the same run: "The tank" of three paragraphs ago.
pub(super) fn leans_far(above: &[String], after: &Sound) -> i32 {
    let opening = head(&after.outside, 160);
    let Some(noun) = DEFINITE.captures(opening).and_then(|c| c.get(1)) else {
        return 0;
    };
    let noun = noun.as_str();
    let known = noun.len() > 3 && !WORN.contains(&noun);
    if known && above.iter().any(|text| contains_word(text, noun)) {
        return 8;
    }
    0
}

fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric()))
}

/// Nouns that every paragraph of the field has.
const WORN: [&str; 14] = [
    "regime",
    "country",
    "north",
    "south",
    "government",
    "people",
    "state",
    "world",
    "leader",
    "sanctions",
    "problem",
    "same",
    "first",
    "only",
];

/// The text with each quotation made `“Q”` (or `“q”`, up to three words), and whether the last one is not closed.
fn outside(words: &str) -> (String, bool) {
    let mut out = String::with_capacity(words.len());
    let mut open: Option<(char, usize)> = None;
    let mut previous = ' ';
    for (at, c) in words.char_indices() {
        match (open, c) {
            (None, '“' | '„' | '«' | '「' | '『') => {
                open = Some((closer(c), at + c.len_utf8()))
            }
            (None, '"') => open = Some(('"', at + 1)),
            (Some((close, from)), c) if c == close || close == '”' && c == '"' => {
                out.push_str(mark(&words[from..at]));
                out.push('”');
                open = None;
            }
            // An apostrophe of any kind is one.
            (None, '’') if previous.is_alphanumeric() => out.push('\''),
            // Lines of wrapped text.
            (None, '\n') => out.push(' '),
            (None, c) => out.push(c),
            (Some(_), _) => {}
        }
        previous = c;
    }
    if let Some((_, from)) = open {
        out.push_str(mark(&words[from..]));
    }
    (out, open.is_some())
}

/// Whether byte `at` of the words stands between quotation marks.
pub(super) fn in_quotation(words: &str, at: usize) -> bool {
    outside(&words[..at]).1
}

/// Whether the paragraph has the writer speak of himself, outside quotation marks.
pub(super) fn has_writer(words: &str) -> bool {
    let read = head(words, READ);
    WRITER.is_match(read) && WRITER.is_match(&outside(read).0)
}

/// Whether somebody speaks of himself in it, alone or with others.
pub(super) fn has_first_person(sound: &Sound) -> bool {
    sound.we || says_i(&sound.outside)
}

/// Whether somebody speaks of himself alone.
pub(super) fn says_i(words: &str) -> bool {
    FIRST_PERSON.is_match(words)
}

static FIRST_PERSON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bI(?:'(?:m|ve|d|ll))?\b(?:[ ,]+[a-z]|$)|\b(?:[Mm]y|[Mm]yself|me)\b|(?:^|\s)(?:나는|나도|내가|나의|내|저는|저도|제가|우리는|우리가) ",
    )
});

static WRITER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[.,;:—–(!?] ?|[a-z] )\bI(?:['’](?:m|ve|d|ll))?\b(?:[ ,]+[a-z]|$)|\b[Mm]y\b|\b(?:this|previous|earlier) (?:blog )?post\b|\b[Hh]/[Tt]\b|\b[Hh]at tip\b",
    )
});

fn closer(open: char) -> char {
    match open {
        '“' | '„' => '”',
        '«' => '»',
        '「' => '」',
        _ => '』',
    }
}

fn mark(inside: &str) -> &'static str {
    let short = inside.split_whitespace().take(4).count() <= 3
        && !inside.trim_end().ends_with([',', '.', '!', '?']);
    if short { "“q" } else { "“Q" }
}

const VERBS: &str = "said|says|told|added|adds|explained|explains|noted|notes|noting|saying|adding|reported|stressed|claimed|stated|remarked|warned|continued|concluded|recalled|lamented|complained|revealed|confirmed|emphasized|argued|asserted|pointed out|replied|asked|quipped|commented|testified|observed|insisted|announced|relayed";

/// Pyongyang prints speech without marks: "An old man said: I am 81 years old."
static SAID_I: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:said|says|told [\p{L} ]{2,40}|exclaimed|added|continued): (?:I|We|My|Our) ")
});

static WHO_TOLD_US: LazyLock<Regex> =
    LazyLock::new(|| pattern(r" who (?:spoke|talked|has spoken) (?:with|to) us\b"));

/// Reporters speak of themselves so, and of nobody else.
static OUR_REPORTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bour (?:inside |reporting |own |staff |local |undercover )*(?:partners?|reporters?|correspondents?|sources?|investigation|newspaper|staff|interview(?:er)?s?|informants?|contacts?)\b|\bthis (?:reporter|newspaper|correspondent)\b",
    )
});

static ELISION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\[(…<]?\s*(?:[.…] ?)*[\])>]?"));
static ELIDES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[\[(<]\s*(?:…|\.(?: ?\.){1,4}|… ?\.|snip|중략|omitted)\s*[\])>]|(?:\. ){3,}|\.{4,}|[.”] (?:…|\.\.\.)|[\p{L}\d,;] ?…| \.\.\.)\s*$",
    )
});
static SPEAKER_AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:“[Qq]”?,? )?[Tt]he (?:same |second |first |other |latter |former |unnamed |anonymous |North Korean |South Korean |ministry |embassy |government |company |agency |unification |defense |foreign )*(?:source|sources|spokesman|spokeswoman|spokesperson|official|officials|expert|experts|resident|residents|insider|informant|defector|defectors|trader|cadre|analyst|researcher|professor|diplomat|lawmaker|watcher|witness|merchant|woman|man|minister|statement|ministry|director|broker|farmer|worker|soldier|student|reporter|captain|manager|prosecutor|prosecutors|judge|lawyer|lawyers|attorney|cook|chef|pilot|priest|couple|operator|organizers|economist|doctor|activist|envoy|negotiator|author|speaker|scientist|engineer|driver|vendor|smuggler|aide|owner|mayor|governor|secretary|ambassador|general|commander|officer|fisherman|clerk|pair|group|agency)[ ,]|(?:A second|A different|A separate|Another|Yet another|One other|Other|Both|A further|The) (?:\p{L}+ ){0,4}(?:source|sources|official|officials|expert|experts|resident|residents|watcher|watchers|defector|defectors|analyst|analysts|insider|trader|cadre|observer|observers|researcher|professor|diplomat|merchant|vendor|spokesman|witness)\b)",
    )
});
static PRONOUN_SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:“[Qq]”?,? )?(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er)\b(?: \p{{L}}+){{0,3}} (?:{VERBS})\b|^“[Qq]”,? (?:he|she|they|the \w+) (?:{VERBS})\b"
    ))
});
static SURNAME_SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^“[Qq]”,? (\p{{Lu}}[\p{{L}}-]+) (?:{VERBS})\b|^“[Qq]”,? (?:{VERBS}) (\p{{Lu}}[\p{{L}}-]+)[.,]|^(\p{{Lu}}[\p{{L}}-]+) (?:also |further |then )?(?:{VERBS})\b"
    ))
});
static DEFINITE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[Tt]he|[Tt]hose|[Tt]hese|[Tt]his|[Ss]uch|[Tt]hat) (?:\p{L}+ ){0,1}?(\p{Ll}[\p{Ll}-]+)\b",
    )
});
static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:It|They|He|She|His|Her|Their|Its|Them|These|Those|Both|Such|Others)\b")
});
static CONTINUES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:However|In addition|In addition to|Furthermore|Moreover|Additionally|Also|In particular|Specifically|As a result|Afterwards?|At the same time|In response|Given this|In this|For example|For instance|Similarly|Likewise|Later|Then|Prior to this|Following this|Accordingly|Asked|When asked|On the other hand)\b|^\p{Lu}[^.,]{0,50}\balso\b|^(?:이어|또한|또|그는|이에 대해|한편)\s",
    )
});

/// Whether the text before a closing quotation mark and a bracket is the publisher's own sentence that leads the quotation in:
/// then the bracket credits the quotation, not the paragraph. `opening` is the paragraph up to the quotation's mark.
pub(super) fn leads_in_own_voice(opening: &str) -> bool {
    !opening.trim().is_empty()
        && (ends_sentence(opening.trim_end()) || opening.trim_end().ends_with([':', ',']))
        && {
            let sound = listen(opening);
            sound.own || sound.we
        }
}
