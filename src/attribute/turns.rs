//! Owns the turns by which whoever made the page takes the word: headings without markup, labels that open a paragraph, and what only
//! somebody says who has just quoted. Refuses to weigh them (`register` and `blocks` do).

use std::sync::LazyLock;

use regex::Regex;

use super::patterns::{head, pattern};
use super::signs::Decides;

/// A longer line is no heading.
const LONGEST_HEADING: usize = 80;

/// Whether a paragraph is a line that no sentence's end closes: "ECONOMY", "What the North said two days later".
pub(super) fn is_heading(words: &str) -> bool {
    let words = words.trim();
    let last = words.chars().next_back();
    words.len() <= LONGEST_HEADING
        && !words.contains('\n')
        && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && last.is_some_and(|c| c.is_alphanumeric() || c == '?' && !words.contains(". "))
        && !words.contains(['“', '"'])
        && !words.contains(". ")
}

/// The label that opens a paragraph and is no sentence: "Dandong. There are fifteen.", "The lifts. They were bought."
pub(super) fn label(words: &str) -> Option<&str> {
    let found = LABEL.captures(head(words, 120))?.name("label")?.as_str();
    let mut parts = found.split(' ');
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    let last = rest.last().unwrap_or(&first);
    let article = [
        "The", "A", "An", "One", "Two", "Three", "My", "Our", "Next,", "And", "Now", "No",
    ];
    let name = std::iter::once(&first)
        .chain(&rest)
        .all(|w| w.starts_with(char::is_uppercase) || ["of", "the", "and", "in"].contains(w));
    let noun = article.contains(&first) && (1..=2).contains(&rest.len()) && !VERB.is_match(found);
    (!SHORTENED.contains(last) && last.chars().count() > 1 && (name && rest.len() < 3 || noun))
        .then_some(found)
}

static LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<label>\p{Lu}[\p{L}’'-]+,?(?: [\p{L}’'-]+){0,3})[.] [\p{Lu}“]"));
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:\p{L}{2,}ed|is|are|was|were|had|has|have|fell|rose|came|went|took|made|gave|found|got|held|began|broke|knew|grew|flew|left|lost|ran|sold|said|won|did|does|do|will|would|can|could|may|must)\b",
    )
});
/// Words behind whose point no sentence begins.
const SHORTENED: [&str; 34] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Sgt", "Sen", "Rep", "Gov", "Amb", "Sec",
    "Art", "No", "St", "Adm", "Maj", "Capt", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep",
    "Oct", "Nov", "Dec", "Inc", "Co", "Corp", "Ltd",
];

/// How a Korean paragraph speaks to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As people talk to one another: "-습니다", "-요".
    Polite,
    /// As papers write: "-다".
    Plain,
}

/// The style of a paragraph's last sentence, where it is Korean; nobody changes it amid a text of his.
pub(super) fn style(outside: &str) -> Option<Style> {
    let end = outside.trim_end_matches(|c: char| !c.is_alphanumeric());
    if end.ends_with("니다") || end.ends_with('요') || end.ends_with('죠') {
        return Some(Style::Polite);
    }
    end.ends_with('다').then_some(Style::Plain)
}

/// Signs as [`super::signs`] has them: pattern, weight, how often it counts, what it decides. They see the same words.
pub(super) const TURNS: &[(&str, i32, usize, Decides)] = &[
    // `register` makes "a reporter said" of "this reporter".
    (
        r"\ba reporter said's (?:reading|view|opinion|eyes?|ears?|mind|judge?ment|guess)\b",
        -35,
        1,
        Decides::Own,
    ),
    // "Local builders complain that": so reports have people speak.
    (
        r"^(?:(?:Some|Many|Most|Local|Several|Other|Few|Ordinary|Older|Younger|Foreign) )(?:\p{L}+ ){0,2}\p{Ll}+s (?:(?:in|from|of|along|near) [\p{L} ]{3,30} )?(?:complain|say|claim|fear|worry|warn|insist|estimate|expect|report|believe)\b",
        8,
        1,
        Decides::No,
    ),
    // What comes next on the page.
    (
        r"^(?:And |But |So )?(?:[Tt]hen|[Nn]ext|[Nn]ow|[Ff]irst|[Ss]econd|[Tt]hird|[Ll]ast|[Ll]astly|[Ff]inally),? (?:there(?:'s| is| are| comes?| came)|comes?|on to|for|to) |^(?:Next|First|Lastly|Now|Finally|Second|Third),? (?:the |an? )?\p{L}+[.:]",
        -25,
        1,
        Decides::No,
    ),
    // The same again in the writer's words; how it fits what he knows.
    (
        r"^(?:And |But |So |Or )?(?:[Ii]n other words|[Pp]ut (?:differently|another way|simply|bluntly)|[Ii]n plain (?:words|English|language)|[Tt]o put it|[Tt]his (?:is|was|would be|seems|looks) (?:also |all |broadly |hardly |not |no |quite |perhaps )*(?:consistent|in line|at odds|in keeping|hard|difficult|the first|the second|the last|a far cry|why|where|how|what|surprise|surprising|new|news|odd|strange|striking|unusual)|[Tt]his (?:squares|fits|accords|tallies|contradicts|agrees|sits|chimes|jibes)\b|[Ii]t (?:is|was|would be|seems) (?:also |all |perhaps |surely )*(?:hard|difficult|easy|tempting|worth|unclear|unwise|notable|odd|striking|interesting|no (?:surprise|wonder|accident|coincidence)|not clear)\b)",
        -22,
        1,
        Decides::No,
    ),
    (
        r"^\p{Lu}\p{L}+(?: \p{L}+)? of (?:this|that|the same) (?:kind|sort|type)\b|\b(?:disputes?|disputed|doubts?|denies|denied|contests?|questions?) (?:all )?(?:this|that|these figures|those figures|the claims?)\b",
        -14,
        1,
        Decides::No,
    ),
    // Who speaks of words has them before him.
    (
        r"^(?:“q”|\p{Lu}\p{Ll}+),? (?:is|was|isn't|here is|seems) (?:the|a|an|his|her|their|its|my|our|\p{L}+'s) (?:\p{L}+ ){0,2}(?:word|term|phrase|expression|adjective|verb|euphemism|detail)\b|\b[Tt]he (?:last |key |operative |crucial |interesting |telling |important )?(?:word|phrase|adjective|verb|clause|sentence|expression|wording|detail) (?:that|which|here|is|“|to (?:note|watch))|^(?:That|This) (?:last|final|first) (?:\p{L}+ )?(?:bit|word|sentence|line|part|clause|phrase|paragraph|point|detail|figure|number)\b|\b(?:Korean|English|Chinese|Japanese|Russian|German|French) (?:original|version|text|edition|translation)\b",
        -20,
        1,
        Decides::No,
    ),
    (
        r"(?:다는|라는|자는|냐는|이라는|란) (?:말|표현|단어|대목|구절|문장|낱말|제목)(?:은|을|과|도|에)(?: |,)",
        -20,
        1,
        Decides::No,
    ),
    (
        r"^[^.]{0,60}(?:다지만|라지만|다는데|라는데|다더니|라더니|다니까|라니까)[ ,]",
        -24,
        1,
        Decides::No,
    ),
    // Talk to a reader.
    (
        r"(?:지요|군요|네요|거든요|까요|잖아요|데요|드립니다)[.!?](?:\s|$)",
        -30,
        1,
        Decides::Own,
    ),
];
