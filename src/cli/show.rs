//! `sosik show`: one article with its voices.

use std::io::Write;

use clap::Args;
use sosik::Error;
use sosik::article::ArticleId;
use sosik::hit::Citation;
use sosik::passage::PassageId;
use sosik::render::{json, show};
use sosik::search::Library;

use super::{Outcome, Shared, nothing_if_no_such_id, terminal};

/// Draw an article with its voices, or a passage in its context
///
/// The margin says who speaks; quotations stand between {1: and }, with a note below for each. The id of a passage shows
/// that passage, marked by an arrow, with the one before and the one after.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  sosik show 3f9c1e02ab77d014           the article with its voices
  sosik show 3f9c1e02ab77d014:17        one passage in its context
  sosik show 3f9c1e02ab77d014 --text    the text alone, byte for byte, as spans count it")]
pub struct Cmd {
    /// Id of an article (16 hex digits) or of a passage (the same, a colon and a number)
    #[arg(value_name = "ID", value_parser = parse)]
    id: Id,
    /// The whole text, verbatim, and nothing else
    #[arg(long, conflicts_with = "json")]
    text: bool,
    /// JSON Lines: the article, then its passages
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy)]
struct Id {
    article: ArticleId,
    passage: Option<u32>,
}

fn parse(text: &str) -> Result<Id, String> {
    if text.contains(':') {
        let id: PassageId = text.parse()?;
        return Ok(Id {
            article: id.article,
            passage: Some(id.ordinal),
        });
    }
    Ok(Id {
        article: text.parse()?,
        passage: None,
    })
}

impl Cmd {
    pub fn run(self, shared: &Shared) -> anyhow::Result<Outcome> {
        let library = Library::open(&shared.index())?;
        let shown = match library.show(self.id.article) {
            Ok(shown) => shown,
            Err(error) => return nothing_if_no_such_id(error),
        };
        let wanted = match self.id.passage {
            None => None,
            Some(ordinal) => match shown.passages.get(ordinal as usize) {
                Some(passage) => Some(passage),
                None => {
                    return nothing_if_no_such_id(Error::NoSuchId(format!(
                        "{}:{ordinal}: the article has no such passage, its last is {}",
                        self.id.article,
                        shown.passages.len().saturating_sub(1),
                    )));
                }
            },
        };
        let mut out = terminal::stdout();
        if self.text {
            let text = wanted.map_or(&shown.text, |passage| &passage.text);
            out.write_all(text.as_bytes())?;
        } else if self.json {
            json::shown(&mut out, &shown, |p| {
                wanted.is_none_or(|w| w.span.contains(p.span) || p.span.contains(w.span))
            })?;
        } else {
            let look = shared.look.look(library.corpus_root());
            let context = wanted.map(|w| context(&shown.passages, w));
            let kept = |p: &Citation| {
                context.is_none_or(|(first, last)| (first..=last).contains(&p.id.ordinal))
            };
            show::article(&mut out, &shown, &look, kept, self.id.passage)?;
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

/// The passage before, and the one after, the one that `wanted` is or stands in; quotations count with theirs.
fn context(passages: &[Citation], wanted: &Citation) -> (u32, u32) {
    let stands_alone = |p: &&Citation| p.kind != sosik::passage::Kind::Quotation;
    let before = passages
        .iter()
        .filter(stands_alone)
        .rfind(|p| p.span.end <= wanted.span.start);
    let after = passages
        .iter()
        .filter(stands_alone)
        .find(|p| p.span.start >= wanted.span.end);
    (
        before.map_or(0, |p| p.id.ordinal),
        after.map_or(u32::MAX, |p| p.id.ordinal),
    )
}
