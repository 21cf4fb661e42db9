//! Owns the sentence right behind a block that looks back on it: "That's from Radio Free Asia", "So writes Pak in the Courier".
//! Refuses what only goes on with the matter.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;

use super::super::lead_in::LeadIn;
use super::super::patterns::{head, pattern};
use super::sentence::{Paragraph, Sentence};
use super::who::{Mention, Who};
use super::{Around, Near, lead_in, part};

/// Of a paragraph behind a block so many bytes are read, from its beginning.
const READ: usize = 260;

/// Whose the block was that stands before the paragraph, if its first sentence says so.
pub(in crate::attribute) fn looks_back(around: &Around, near: Near) -> Option<LeadIn> {
    let text = around.article.text.as_str();
    let words = head(near.span.of(text), READ);
    let sure = LOOKS_BACK.find(words);
    let (opens, named) = match sure {
        Some(sure) => (sure, false),
        None => (IS_HIS.find(words)?, true),
    };
    let cut = Near {
        span: Span::new(
            near.span.start as usize,
            near.span.start as usize + words.len(),
        ),
        inlines: near.inlines,
    };
    let paragraph = Paragraph::read(around, cut, READ);
    let sentence = paragraph.sentences.first()?;
    let from = near.span.start + opens.end() as u32;
    let one = meant(sentence, from)?;
    // "That's Reuters, on Friday", but not "That is Pak's problem" or "It was Pak who came".
    let rest = words.get((one.span.end - near.span.start) as usize..)?;
    let alone = one.span.start == from
        && !one.owns
        && !matches!(one.who, Who::Somebody)
        && (rest.is_empty()
            || rest.starts_with(['.', ',', ';', '!', '—', '–', '(', ' '])
                && !rest.starts_with(" wh"));
    let alone = alone && (!rest.starts_with(' ') || WHERE.is_match(rest));
    if named && !alone {
        return None;
    }
    let mut found = lead_in(around, one)?;
    let parts = part::parts(&paragraph, sentence);
    let printed = parts
        .iter()
        .find(|p| p.mention.range == one.range)
        .and_then(|p| p.prints.clone());
    if let (Some(outlet), Some(_)) = (printed, &found.credited.speaker) {
        found.credited.source = Some(outlet);
    }
    let source = found.credited.source.as_ref();
    source
        .is_none_or(|s| !around.outlets.is_publisher(s))
        .then_some(found)
}

/// The first who is named right behind the words that look back.
fn meant(sentence: &Sentence, from: u32) -> Option<&Mention> {
    let mut behind = sentence.mentions.iter().filter(|m| m.span.end > from);
    let next = behind.find(|m| !matches!(m.who, Who::Work(_) | Who::Me | Who::It))?;
    let near = next.span.start <= from + 40;
    let who = matches!(
        next.who,
        Who::Source(_) | Who::Law(_) | Who::Person(_) | Who::Somebody
    );
    (near && who && !next.doubtful).then_some(next)
}

/// Behind a name: when or where he said so.
static WHERE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:in|on|at|to|for|writing|speaking|again|talking|quoted|himself|herself|from|—|–|\()\b?",
    )
});

/// What the block before is called by.
const BLOCK: &str = r"(?:quote|quotation|passage|paragraph|excerpt|extract|bit|line|lines|sentence|words|text|translation|story|report|item|ones?|part|piece|account|description|summary)s?";

static LOOKS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    let that = format!(
        r"(?:[Tt]hat|[Tt]his|[Tt]hese|[Tt]hose|[Ii]t|[Tt]he above|[Aa]ll (?:that|this|of that)|(?:[Tt]hat|[Tt]his|[Tt]hese|[Tt]hose|[Tt]he)(?: last| first| second| final| whole| above| long| short| little| lovely)? {BLOCK}(?: above| there)?)"
    );
    pattern(&format!(
        r"^\(?(?:{that}(?:['’]s| is| was| are| were| comes| came)?(?: all| also| again| still| taken| quoted| lifted| copied| translated| an? (?:excerpt|quote|passage|quotation)| words| the words)? (?:from|by|of|according to) (?:the |an? |his |her )?|{that}(?:['’]s| is| was) (?:how|what) (?:the )?|(?:[Ss]o|[Tt]hus) (?:far )?(?:writes|wrote|says|said|reports|reported|speaks|spoke|goes|went|ran|runs),? (?:the )?|[Tt]hus (?:the )?|(?:[Qq]uoted|[Tt]aken|[Ll]ifted|[Cc]opied|[Ee]xcerpted|[Tt]ranslated|[Rr]eprinted) from (?:the |an? )?|I (?:found|read|saw|have|got|had|took|copied) (?:that|this|it)(?: one)? (?:in|from|on|at) (?:the |an? )?|(?:[Tt]he )?(?:[Aa]nswer|[Ss]ource): (?:the )?|(?:[Tt]hose|[Tt]hese) (?:are|were) the words of (?:the |an? )?)"
    ))
});

static IS_HIS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^\(?(?:(?:[Tt]hat|[Tt]his) (?:['’]s|is|was) (?:the )?|[Tt]hat['’]s (?:the )?|[Tt]he (?:writer|author|speaker|source|voice|quotation|quote|{BLOCK}) (?:is|was) (?:the )?)"
    ))
});
