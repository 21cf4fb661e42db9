//! Owns readers' comments: whose they are where markup states them, and where they begin in plain text. Refuses to take the end of
//! a post for comments unless a heading says so, comments bear their writers' names and times, or many signs agree.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{Role, Span};
use crate::passage::{Attribution, Kind, Speaker, Voice};

use super::flow::{Flow, Item};
use super::patterns::{head, pattern};

/// A post has at least so many paragraphs before comments are looked for without a heading.
const SHORTEST_POST: usize = 5;
/// At least so many paragraphs in a row, to the very end, must sound like comments.
const FEWEST: usize = 4;
/// At least so many different kinds of signs must stand in them.
const KINDS: usize = 3;

/// Gives each comment that markup states to its writer: its words are not the publisher's, who only carried them.
pub(super) fn stated(flow: &mut Flow) {
    let article = flow.article;
    let mut named: Option<(Option<u32>, Speaker)> = None;
    for at in 0..flow.items.len() {
        let item = &flow.items[at];
        let Some(markup) = item.comment else {
            continue;
        };
        let markup = article.comments.get(markup as usize);
        let author = markup.and_then(|c| c.author.clone());
        // A line that is nothing but the name is no words of his.
        if author.as_deref() == Some(flow.words(at).trim()) {
            let start = flow.items[at].span.start;
            flow.cut(at, start);
            continue;
        }
        // "Says: June 8, 2015 at 9:14 am" behind the name.
        let words = flow.words(at);
        let said = SAYS.find(words).map_or(words, |m| &words[m.end()..]);
        if author.is_some() && opens_comment(flow, at) && DATE_LINE.is_match(said) {
            let start = flow.items[at].span.start;
            flow.cut(at, start);
            continue;
        }
        // Likewise a short line above the words, where the markup does not say that it is the name.
        if author.is_none() && opens_comment(flow, at) {
            named = BARE_NAME.captures(flow.words(at)).and_then(|c| {
                let name = c.name("name")?;
                let start = flow.items[at].span.start as usize;
                let span = Span::new(name.start(), name.end()).shift(start);
                Some((markup_of(flow, at), speaker(name.as_str(), Some(span))))
            });
            if named.is_some() {
                let start = flow.items[at].span.start;
                flow.cut(at, start);
                continue;
            }
        }
        let writer = named.clone().filter(|(of, _)| *of == markup_of(flow, at));
        make_comment(flow, at, author, writer.map(|(_, writer)| writer));
    }
}

/// Finds the comments that follow a post in plain text.
pub(super) fn told(flow: &mut Flow) {
    let article = flow.article;
    if !article.comments.is_empty()
        || !["text", "markdown", "md", "txt"].contains(&article.origin.format.as_str())
    {
        return;
    }
    let Some(first) = beneath_a_heading(flow)
        .or_else(|| named_and_dated(flow))
        .or_else(|| by_sound(flow))
    else {
        return;
    };
    let end = form_below(flow, first);
    let mut writer: Option<Speaker> = None;
    for at in first..end {
        if !flow.items[at].is_plain() {
            continue;
        }
        let start = flow.items[at].span.start as usize;
        let words = head(flow.words(at), 200);
        let head = match WRITER_LINE.captures(words) {
            Some(line) => Some(line),
            None => NAME_LINE.captures(words).or_else(|| dated_below(flow, at)),
        };
        if let Some(line) = head
            && let (Some(all), Some(name)) = (line.get(0), line.name("name"))
        {
            let span = Span::new(name.start(), name.end()).shift(start);
            writer = Some(speaker(name.as_str(), Some(span)));
            // The line credits what stands beneath: it is no words of the reader's.
            flow.cut_head(at, (start + all.end()) as u32);
        } else if DATE_LINE.is_match(words) {
            flow.cut(at, start as u32);
        }
        make_comment(flow, at, None, writer.clone());
    }
}

fn markup_of(flow: &Flow, at: usize) -> Option<u32> {
    flow.items.get(at).and_then(|i| i.comment)
}

/// Whether an item is the first of its comment, and not the only one.
fn opens_comment(flow: &Flow, at: usize) -> bool {
    let same = |other: Option<usize>| {
        other.is_some_and(|o| {
            markup_of(flow, o).is_some() && markup_of(flow, o) == markup_of(flow, at)
        })
    };
    !same(at.checked_sub(1)) && same(Some(at + 1))
}

fn speaker(name: &str, span: Option<Span>) -> Speaker {
    Speaker {
        name: name.trim().to_string(),
        span,
        full: None,
    }
}

/// A short line right above one that is nothing but a date and a time: the name of who wrote what follows.
fn dated_below<'a>(flow: &Flow<'a>, at: usize) -> Option<regex::Captures<'a>> {
    let below = flow.items.get(at + 1)?;
    let words = flow.words(at);
    let dated = below.is_plain() && DATE_LINE.is_match(head(flow.words(at + 1), 200));
    dated.then(|| BARE_NAME.captures(words)).flatten()
}

fn make_comment(flow: &mut Flow, at: usize, author: Option<String>, writer: Option<Speaker>) {
    let via = flow.article.publisher.iter().cloned().collect();
    let item = &mut flow.items[at];
    item.inner.clear();
    let Some(passage) = &mut item.passage else {
        return;
    };
    let named = author.map(|name| speaker(&name, None));
    passage.kind = Kind::Comment;
    passage.voice = Voice::Quoted(Attribution {
        source: None,
        speaker: named.or(writer),
        via,
        credit: None,
    });
}

/// "Comments", "12 Responses to ...": what stands beneath is by readers. "Leave a reply" is above a form, if another heading is above it.
fn beneath_a_heading(flow: &Flow) -> Option<usize> {
    let is = |heading: &Regex, at: usize| is_line(flow, at, heading);
    let all = 0..flow.items.len();
    let headings = all.clone().rev().find(|&at| is(&HEADING, at));
    let at = headings.or_else(|| all.rev().find(|&at| is(&FORM, at)))?;
    (at + 1 < flow.items.len()).then_some(at + 1)
}

fn is_line(flow: &Flow, at: usize, heading: &Regex) -> bool {
    let item = &flow.items[at];
    matches!(item.role, Role::Paragraph | Role::Heading)
        && item.span.len() < 120
        && item.span.start > 0
        && heading.is_match(item.span.of(&flow.article.text))
}

/// Where the form for another comment begins, and what the page has below it: nobody's words, so they are no passages any more.
fn form_below(flow: &mut Flow, first: usize) -> usize {
    let all = flow.items.len();
    let Some(form) = (first..all).find(|&at| is_line(flow, at, &FORM) || is_line(flow, at, &FIELD))
    else {
        return all;
    };
    for at in form..all {
        let words = flow.words(at);
        let nobodys = at == form || words.len() < 120 && !words.ends_with(['.', '!', '?']);
        if nobodys || FIELD.is_match(words) {
            let start = flow.items[at].span.start;
            flow.cut(at, start);
        }
    }
    form
}

/// "Chol says: April 8, 2016 at 9:12 am": the first paragraph that bears a reader's name and the minute.
fn named_and_dated(flow: &Flow) -> Option<usize> {
    let plain = |at: &usize| flow.items[*at].is_plain();
    let is_one = |at: &usize| {
        let line = head(flow.words(*at), 200);
        line.contains(':') && WRITER_LINE.is_match(line) && !FIELD_OF_HEAD.is_match(line)
            || NAME_LINE.is_match(line) && {
                let below = flow.items.get(*at + 1).is_some_and(Item::is_plain);
                below && DATE_LINE.is_match(head(flow.words(*at + 1), 200))
            }
    };
    (0..flow.items.len()).filter(plain).find(is_one)
}

/// The longest end of the article of which each paragraph, but for one, talks as readers do and publishers seldom.
fn by_sound(flow: &Flow) -> Option<usize> {
    let plain: Vec<usize> = (0..flow.items.len())
        .filter(|&at| flow.items[at].passage.is_some() && flow.items[at].role == Role::Paragraph)
        .collect();
    let (mut kinds, mut found, mut silent, mut first) = (0u32, 0, 0, None);
    for &at in plain.iter().skip(SHORTEST_POST).rev() {
        if !flow.items[at].is_plain() {
            break;
        }
        let words = flow.words(at);
        let mut signs = 0u32;
        for (n, sign) in TALK.iter().enumerate() {
            signs |= u32::from(sign.is_match(head(words, 4000))) << n;
        }
        if signs == 0 {
            silent += 1;
            if silent > 1 {
                break;
            }
            continue;
        }
        kinds |= signs;
        found += 1;
        first = Some((at, silent));
    }
    let (first, silent) = first?;
    (found >= FEWEST && kinds.count_ones() as usize >= KINDS && found > 3 * silent).then_some(first)
}

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:#+ )?(?:\d+ |one )?(?:reader )?(?:comments?|responses?|replies|discussion)(?: \(\d+\)|:? \d+)?:?$|^(?:all|showing|view) (?:\d+ )?comments?:?$|^\{ ?(?:\d+|one) (?:comments?|responses?)\b.{0,80}\}$|^(?:\d+|one) (?:comments?|responses?|thoughts?|replies) (?:to|on) .{3,100}$|^댓글(?: ?\(?\d+\)?개?)?:?$",
    )
});
/// What invites to another comment.
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:#+ )?(?:leave|add|post|write|submit) (?:a |your |an? new )?(?:reply|comment|response)s?:?$|^(?:cancel reply|댓글 (?:쓰기|남기기|달기|등록))$",
    )
});
/// Fields of such a form, and what pages have below it.
static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:your )?(?:name|e-?mail(?: address)?|website|url|comment)(?: \*| \(required\)| \(will not be published\))|(?:previous|next|older|newer) (?:post|entry|article|posts|entries):? .*|your e-?mail (?:address )?(?:will not|won't|is never) .*|save my name.*|notify me (?:of|when|by) .*|required fields .*|post comment|submit comment)$",
    )
});
/// A line of a head that tells of the text, and not of a reader.
static FIELD_OF_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:date|sent|posted|published|updated|last (?:updated|modified)|from|time|입력|수정|작성|등록)\b[ :]",
    )
});
static WRITER_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:\d{{1,3}}[.)]? )?(?:(?:[Pp]osted|[Cc]omment(?:ed)?) by |@)?(?P<name>[^\s:,|.][^:,|\n]{{0,38}}?)(?: (?:says|said|wrote|writes|commented|replied))?:?(?:[,|\s(]| on | at | — )+{date}(?:[,|\s-]| at )+\d{{1,2}}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{{2,4}})?\)?\s*(?::|\n|\||$)",
        date = date()
    ))
});
/// "Marguerite says:"
static NAME_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d+[.)] )?(?P<name>[^\s:,|.][^:,|\n]{0,38}?) (?:says|said|wrote|writes|commented|replied)(?: on [^:\n]{4,40})?(?::|…|\.\.\.)\s*$",
    )
});
static BARE_NAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<name>[^\s:,|.!?][^:,|!?\n]{0,38})\s*$"));
/// "June 8, 2015 at 9:14 am", and what pages put behind it.
static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:[Pp]osted )?(?:on )?{}(?:(?:[,|\s-]| at )+\d{{1,2}}[:.]\d\d(?: ?[ap]\.?m\.?)?)?(?: [A-Z]{{2,4}})?(?:[ |·]*(?:[Rr]eply|[Pp]ermalink))*\s*$",
        date()
    ))
});

static SAYS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:says|said|writes|wrote)\b:?\s*"));

fn date() -> String {
    let month = "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
    format!(
        r"(?:{month}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {month}\.?,? \d{{4}}|(?:20)?\d\d[-./] ?\d{{1,2}}[-./] ?\d{{1,2}}\.?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
    )
}

/// Kinds of talk: a guess in the first person, slang, a bare address, thanks and praise, speaking to another, a wish.
static TALK: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"\b(?:I['’]m guessing|I(?: would)? guess|I reckon|I suspect|I figure|I['’]d bet|I(?: really)? think|I don['’]t think|I(?: am|['’]m) (?:surprised|amazed|curious|not sure)|[Pp]ersonally|IMHO|IMO|in my (?:humble )?opinion|FWIW)\b",
        r"\b(?:ain['’]t|gonna|wanna|gotta|kinda|dunno|LOL|lol|WTF|OMG|BTW|btw|KJU|KJI|folks|dude|y['’]all|yeah|nope|yep|haha|[Cc]aveat emptor)\b|\.{3,}\?|!!|\?\?|[:;]-?\)",
        r"\bhttps?://\S+",
        r"\b(?:[Tt]hanks (?:for|to)|[Tt]hank you for|[Gg]reat (?:post|piece|article|read|stuff|work)|[Nn]ice (?:post|piece|work|one)|[Gg]ood (?:post|point|stuff)|[Ww]ell said|[Kk]eep up|[Ii]nteresting (?:post|read|article))\b",
        r"^@\w+|^\p{Lu}\p{Ll}+, (?:you|I|great|thanks|good|your)\b|\b(?:I(?: dis)?agree with|as \p{Lu}\p{Ll}+ (?:said|says|noted) above|see my comment|your (?:post|point|article|argument))\b",
        r"\b(?:[Oo]ne can (?:only )?hope|I hope|[Ll]et['’]s hope|fingers crossed|I wish|I pray)\b|^(?:Do|Does|Did|Has|Have|Is|Are|Can|Could|Will|Would) (?:people|anyone|anybody|everyone|they|we|you) [^?]{5,200}\?",
    ]
    .iter()
    .map(|source| pattern(source))
    .collect()
});
