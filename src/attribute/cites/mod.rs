//! Owns the outlets that a passage names as authority or interviewer in somebody's own words: the frames of reporting around
//! an outlet's name, in the right tense and negation. Refuses mere mentions: an outlet that is talked about is no authority.

mod frames;

use crate::article::{Article, Span};
use crate::passage::{Cite, Kind, Passage};
use crate::source::{Mention, Registry, Source, SourceRef};

pub(super) use frames::frame;

/// Fills [`Passage::cites`] of every passage but comments, in the order of the text.
pub fn find(article: &Article, passages: &mut [Passage], registry: &Registry) {
    let mut named = Named::default();
    // Who leads in a block is the block's credit, and no authority besides.
    let credits = passages.iter().filter(|p| p.kind == Kind::BlockQuote);
    let credits = credits.filter_map(|p| Some(p.voice.attribution()?.credit.as_ref()?.span));
    let mut credits: Vec<Span> = credits.collect();
    credits.sort_by_key(|c| c.start);
    credits.dedup();
    let credited = |span: Span| {
        let before = &credits[..credits.partition_point(|c| c.start < span.end)];
        before.iter().rev().take(4).any(|c| c.overlaps(span))
    };
    let mut at = 0;
    while at < passages.len() {
        let container = at;
        at += 1;
        while passages.get(at).is_some_and(|p| p.kind == Kind::Quotation) {
            at += 1;
        }
        let outer = passages[container].span;
        let text = outer.of(&article.text);
        let mut cited: Option<u32> = None;
        let mut before: Option<(String, u32)> = None;
        for mention in registry.mentions(text) {
            named.note(&mention);
            if passages[container].kind == Kind::Comment {
                continue;
            }
            let span = mention.span.shift(outer.start as usize);
            // "the Korean Central News Agency (KCNA) said": one name explains the other.
            let glosses = before.as_ref().is_some_and(|(id, end)| {
                *id == mention.source.id
                    && article.text[*end as usize..span.start as usize].trim() == "("
            });
            before = Some((mention.source.id.clone(), span.end));
            if glosses {
                continue;
            }
            // Inside a quotation the words around the name end with its marks.
            let inner = passages[container + 1..at]
                .iter()
                .position(|q| q.span.contains(span));
            let index = inner.map_or(container, |i| container + 1 + i);
            let bounds = passages[index].span;
            // reported by Yonhap and Reuters
            let listed = cited.is_some_and(|end| {
                let between = &article.text[end as usize..span.start as usize];
                [",", "and", ", and", "and the", ", and the", ", the", "&"]
                    .contains(&between.trim())
            });
            if !listed && frame(&article.text, bounds, span).is_none() {
                continue;
            }
            cited = Some(span.end);
            if credited(span) {
                continue;
            }
            if let Some(source) = named.decide(&mention, span.of(&article.text), registry) {
                passages[index].cites.push(Cite { source, span });
            }
        }
    }
}

/// The outlets that an article has named without doubt so far: they say what "the Times" means.
#[derive(Debug, Default)]
pub(super) struct Named {
    ids: Vec<String>,
}

impl Named {
    /// Remembers a mention that leaves no doubt.
    pub fn note(&mut self, mention: &Mention) {
        if !mention.ambiguous && !self.ids.contains(&mention.source.id) {
            self.ids.push(mention.source.id.clone());
        }
    }

    /// Whom a mention in a reporting frame means; nobody where an ambiguous spelling stays in doubt.
    pub fn decide(
        &self,
        mention: &Mention,
        printed: &str,
        registry: &Registry,
    ) -> Option<SourceRef> {
        if !mention.ambiguous {
            return Some(mention.source.to_ref());
        }
        let meanings = registry.may_mean(printed);
        let named: Vec<&&Source> = meanings
            .iter()
            .filter(|s| self.ids.contains(&s.id))
            .collect();
        if let [one] = named.as_slice() {
            return Some(one.to_ref());
        }
        let proper = printed
            .trim_start_matches("the ")
            .starts_with(char::is_uppercase);
        // 조선의 오늘: four syllables with a reporting verb are a name.
        let proper = proper
            || printed.chars().count() > 3
                && printed
                    .chars()
                    .all(|c| ('가'..='힣').contains(&c) || c == ' ');
        // NK is the country far more often than NK News; "the Post" alone is many papers.
        let telling = printed != "NK"
            && printed.chars().count() > 1
            && !printed.starts_with(|c: char| c.is_ascii_digit());
        match meanings.as_slice() {
            [one] if proper && telling => Some(one.to_ref()),
            _ => None,
        }
    }
}
