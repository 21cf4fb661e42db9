//! Owns whose words a passage holds, who carried them, and by which evidence. Refuses to guess: what no rule is sure of stays not known.
//!
//! The order of the steps: lines that a credit ends are parted (`blocks`); readers' comments are told from the post
//! (`comments`); blocks that markup states are credited; runs of plain
//! paragraphs are found from the credits at their ends, then from lead-ins; wires' datelines and closing lines settle what is
//! left (`relay`); then quotations get their speakers (`speaker`), what
//! is still open follows from where a quotation stands, and cited outlets are found (`cites`). The user's `corrections` come last.

mod above;
mod announced;
mod announcer;
mod around;
mod blocks;
pub mod cites;
mod comments;
mod corrections;
mod credit;
mod echoes;
mod flow;
mod following;
mod lead_in;
mod markup;
mod named;
mod outlets;
mod own;
mod patterns;
mod pull;
mod register;
mod relay;
mod shapes;
mod signs;
pub mod speaker;
mod trailing;
mod turns;

use crate::article::Article;
use crate::passage::{Attribution, Kind, Passage, Voice};
use crate::source::{Registry, SourceRef};

use flow::Flow;
use outlets::Outlets;

/// The version of the rules: other rules, other voices.
pub const VERSION: u32 = 11;

/// Attributes the passages of an article: finds the blocks that credits bound, takes credits out of spans, and gives each
/// passage its voice. The result is ordered and nested as [`crate::split::split`]'s; the ordinal of a passage is its index.
pub fn attribute(article: &Article, passages: Vec<Passage>, registry: &Registry) -> Vec<Passage> {
    let outlets = Outlets::new(registry, article);
    let mut flow = Flow::new(article, passages);
    blocks::part_lines(&mut flow, &outlets);
    comments::told(&mut flow);
    blocks::habits(&flow, &outlets);
    markup::stated_blocks(&mut flow, &outlets);
    blocks::credited_runs(&mut flow, &outlets);
    announced::announced_runs(&mut flow, &outlets);
    relay::reprint(&mut flow, &outlets);
    comments::stated(&mut flow);
    let credited = std::mem::take(&mut flow.credited_quotations);
    let mut passages = flow.into_passages();
    let corrected = corrections::meant(article, &passages, registry);
    corrections::of_blocks(article, &mut passages, &corrected);
    speaker::attribute_quotations(article, &mut passages, registry);
    settle_quotations(article, &mut passages, &credited);
    cites::find(article, &mut passages, registry);
    corrections::of_quotations(article, &mut passages, &corrected);
    passages
}

/// Gives each quotation the source and carriers that its own sentence does not name: its block's, else the publisher.
fn settle_quotations(article: &Article, passages: &mut [Passage], credited: &[(u32, Attribution)]) {
    for at in 0..passages.len() {
        if passages[at].kind != Kind::Quotation {
            continue;
        }
        // The quotation that it stands in was settled before: containers come first.
        let around = passages[at].within.and_then(|w| passages.get(w as usize));
        let around = around.map(|p| p.voice.clone()).unwrap_or(Voice::Own);
        let by_bracket = credited_at(credited, passages[at].span.end);
        let mut own = match std::mem::replace(&mut passages[at].voice, Voice::Own) {
            Voice::Quoted(attribution) => attribution,
            Voice::Own => Attribution::default(),
        };
        if let Some(bracket) = by_bracket {
            own.source = bracket.source.clone();
            own.via = bracket.via.clone();
            own.credit = own.credit.or_else(|| bracket.credit.clone());
        } else {
            settle_one(article.publisher.as_ref(), &mut own, around.attribution());
        }
        passages[at].voice = Voice::Quoted(own);
    }
}

/// The bracket that stands right behind a quotation that ends at byte `end` (before or behind its closing mark).
fn credited_at(credited: &[(u32, Attribution)], end: u32) -> Option<&Attribution> {
    let at = credited.partition_point(|&(e, _)| e < end);
    let (e, attribution) = credited.get(at)?;
    (*e - end <= 4).then_some(attribution)
}

fn settle_one(publisher: Option<&SourceRef>, own: &mut Attribution, around: Option<&Attribution>) {
    let named = own.source.take();
    let (source, mut via) = match around {
        Some(block) => (block.source.clone(), block.via.clone()),
        None => (publisher.cloned(), Vec::new()),
    };
    match named {
        // Its sentence names another outlet as reporting it: the block's outlet carried the words.
        Some(named) if source.as_ref() != Some(&named) => {
            via.extend(source);
            via.retain(|v| v.id != named.id);
            own.source = Some(named);
        }
        _ => own.source = source,
    }
    own.via = via;
}

#[cfg(test)]
mod tests;
