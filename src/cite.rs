//! Owns the citation of a passage: whose words, who carried them, where exactly they stand. Refuses to leave any of it out.

use crate::article::{ArticleId, Pages};
use crate::hit::{Citation, Cited, CreditText};
use crate::passage::{Cite, Passage, PassageId, Voice};
use crate::source::SourceRef;

/// The citation of a passage of an article that is `publisher`'s and reads `text`, on `pages` if its file has any.
pub fn cite(
    article: ArticleId,
    publisher: Option<&SourceRef>,
    text: &str,
    pages: &Pages,
    ordinal: u32,
    passage: &Passage,
) -> Citation {
    let attribution = passage.voice.attribution();
    let cited = |cite: &Cite| Cited {
        cite: cite.clone(),
        text: cite.span.of(text).to_string(),
    };
    Citation {
        id: PassageId { article, ordinal },
        kind: passage.kind,
        span: passage.span,
        line: passage.place.line,
        page: pages.of(passage.span.start),
        lang: passage.lang,
        quoted: attribution.is_some(),
        source: match &passage.voice {
            Voice::Own => publisher.cloned(),
            Voice::Quoted(attribution) => attribution.source.clone(),
        },
        via: attribution.map(|a| a.via.clone()).unwrap_or_default(),
        speaker: attribution
            .and_then(|a| a.speaker.as_ref())
            .map(|s| s.name.clone()),
        speaker_full: attribution
            .and_then(|a| a.speaker.as_ref())
            .and_then(|s| s.full.clone()),
        cites: passage.cites.iter().map(cited).collect(),
        credit: attribution
            .and_then(|a| a.credit.as_ref())
            .map(|credit| CreditText {
                rule: credit.rule.to_string(),
                span: credit.span,
                text: credit.span.of(text).to_string(),
            }),
        text: passage.span.of(text).to_string(),
        file_span: passage
            .place
            .at
            .map(|at| (at, at + passage.span.len() as u64)),
        within: passage.within,
        block: passage.block,
    }
}
