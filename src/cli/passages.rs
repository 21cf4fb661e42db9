//! `sosik passages`: how one file is read and split.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use sosik::article::{Article, ArticleId};
use sosik::cite::cite;
use sosik::ingest::read_file;
use sosik::passage::Passage;
use sosik::render::{Look, json, show};
use sosik::search::Shown;

use super::size::LimitArgs;
use super::{Outcome, Shared, terminal};

/// Show how one file is read and split, without any index
///
/// Reads the file as `sosik index` would, and lists each article and passage with whose words it holds and by which
/// evidence. No index is read or written.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  sosik passages corpus/harbour-ledger/ferry.txt
  sosik passages corpus/harbour-ledger/ferry.txt --corpus corpus    with its sources.toml and corrections.toml")]
pub struct Cmd {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The corpus that the file is of: its sources.toml and corrections.toml hold, and the path is relative to it
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitArgs,
    /// JSON Lines
    #[arg(long)]
    json: bool,
}

impl Cmd {
    pub fn run(self, shared: &Shared) -> anyhow::Result<Outcome> {
        if self.file.is_dir() {
            bail!("{}: a folder; name one file", self.file.display());
        }
        let look = shared.look.look(None);
        let mut out = terminal::stdout();
        let (mut articles, mut bad) = (0u64, false);
        // The sink can't fail, so what the stream says first is kept for later.
        let mut written: io::Result<()> = Ok(());
        read_file(
            &self.file,
            self.corpus.as_deref(),
            &self.limits.limits(),
            &mut |read| match read {
                Ok((article, passages)) => {
                    if written.is_ok() {
                        written = self.write(&mut out, &look, articles, article, &passages);
                    }
                    articles += 1;
                }
                Err(skipped) => {
                    bad = true;
                    terminal::note(&format!("{}: {}", skipped.path, skipped.reason));
                }
            },
        )?;
        written?;
        out.flush()?;
        if bad {
            return Ok(Outcome::Trouble);
        }
        if articles == 0 {
            terminal::note(&format!("{}: no article in it", self.file.display()));
            return Ok(Outcome::Nothing);
        }
        Ok(Outcome::Done)
    }

    fn write(
        &self,
        out: &mut dyn Write,
        look: &Look,
        nth: u64,
        article: Article,
        passages: &[Passage],
    ) -> io::Result<()> {
        let shown = shown(article, passages);
        if self.json {
            return json::shown(out, &shown, |_| true);
        }
        if nth > 0 {
            writeln!(out)?;
        }
        show::passages(out, &shown, look)
    }
}

fn shown(article: Article, passages: &[Passage]) -> Shown {
    let id: ArticleId = article.id;
    let publisher = article.publisher.as_ref();
    let (text, pages) = (&article.text, &article.pages);
    let cited = (0..)
        .zip(passages)
        .map(|(ordinal, passage)| cite(id, publisher, text, pages, ordinal, passage));
    Shown {
        passages: cited.collect(),
        article: (&article).into(),
        text: article.text,
    }
}
