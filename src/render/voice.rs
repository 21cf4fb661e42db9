//! Owns the words that say whose words a passage holds ("Daily NK, quoted in One Free Korea"). Refuses to name anybody whom
//! the citation does not name: what is not known is said to be so.

use crate::article::PartialDate;
use crate::hit::{ArticleInfo, Citation};
use crate::passage::Kind;
use crate::source::SourceId;

/// Said where the publisher is not known.
pub const NO_PUBLISHER: &str = "publisher not known";

/// The publisher's name, or that it is not known.
pub fn publisher(article: &ArticleInfo) -> &str {
    article.publisher.as_ref().map_or(NO_PUBLISHER, |p| &p.name)
}

/// Whose words, who carried them, and in whose article they stand.
pub fn whose(passage: &Citation, article: &ArticleInfo) -> String {
    let said = said(passage, article);
    let how = match passage.kind {
        Kind::Comment => "in",
        _ if !passage.quoted => return said,
        // A wire's story that a newspaper prints as its own article.
        Kind::Paragraph | Kind::Headline => "carried by",
        _ => "quoted in",
    };
    match &article.publisher {
        Some(publisher) => format!("{said}, {how} {}", publisher.name),
        None => format!("{said}, {how} an article of unknown publisher"),
    }
}

/// Whose words, and who carried them before the article did, the first carrier first.
pub fn said(passage: &Citation, article: &ArticleInfo) -> String {
    if passage.kind == Kind::Comment {
        return speaker(passage).map_or_else(
            || "a reader’s comment".to_string(),
            |name| format!("{name}, a reader’s comment"),
        );
    }
    if !passage.quoted {
        return match &article.publisher {
            Some(publisher) => format!("{}, in its own words", publisher.name),
            None => format!("the article’s own words, {NO_PUBLISHER}"),
        };
    }
    let is_publisher = |id: &SourceId| article.publisher.as_ref().is_some_and(|p| p.id == *id);
    let source = passage.source.as_ref().filter(|s| !is_publisher(&s.id));
    let quotation = passage.kind == Kind::Quotation;
    let mut said = match (speaker(passage), source) {
        (Some(speaker), Some(source)) => format!("{speaker}, reported by {}", source.name),
        (Some(speaker), None) => speaker,
        (None, Some(source)) if quotation => {
            format!("speaker not known, reported by {}", source.name)
        }
        (None, Some(source)) => source.name.to_string(),
        (None, None) if quotation => "speaker not known".to_string(),
        (None, None) => "source not known".to_string(),
    };
    for relay in passage
        .via
        .iter()
        .rev()
        .filter(|via| !is_publisher(&via.id))
    {
        said.push_str(&format!(", via {}", relay.name));
    }
    said
}

fn speaker(passage: &Citation) -> Option<String> {
    let name = passage.speaker.as_ref()?;
    Some(match &passage.speaker_full {
        Some(full) => format!("{full} (“{name}” in the text)"),
        None => name.clone(),
    })
}

/// The evidence: the rule and the words (`bracket: [Daily NK]`).
pub fn evidence(passage: &Citation) -> Option<String> {
    let credit = passage.credit.as_ref()?;
    Some(match credit.text.is_empty() {
        true => credit.rule.to_string(),
        false => format!("{}: {}", credit.rule, credit.text),
    })
}

/// The outlets that a passage names as its authority, each with the words that name it if those are not its name.
pub fn cites(passage: &Citation) -> impl Iterator<Item = String> {
    passage.cites.iter().map(|cited| {
        let name = &*cited.cite.source.name;
        if cited.text == name {
            format!("cites {name}")
        } else {
            format!("cites {name}: {}", cited.text)
        }
    })
}

/// `8 Apr 2016`, `Apr 2016`, `2016`, as coarse as it is known; or that it is not.
pub fn date(date: Option<PartialDate>) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let Some(date) = date else {
        return "date not known".to_string();
    };
    let month = date.month().and_then(|m| MONTHS.get(usize::from(m) - 1));
    match (date.day(), month) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year()),
        (_, Some(month)) => format!("{month} {}", date.year()),
        _ => date.year().to_string(),
    }
}
