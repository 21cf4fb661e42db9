//! `sosik status`: what the index holds.

use std::io::Write;

use clap::Args;
use sosik::render::{files, json, text};
use sosik::search::Library;

use super::{Outcome, Shared, terminal};

/// Tell what the index holds and what is stale
///
/// Counts, versions, files that the last run skipped, and whether the corpus has changed since.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  sosik status                      what the index holds, and whether it is stale
  sosik status --gaps               the files that lack something; sources.toml can often say it")]
pub struct Cmd {
    /// List the files whose articles lack a title, a known publisher or a known date, and what was skipped
    #[arg(long)]
    gaps: bool,
    /// JSON
    #[arg(long)]
    json: bool,
}

impl Cmd {
    pub fn run(self, shared: &Shared) -> anyhow::Result<Outcome> {
        let library = Library::open(&shared.index())?;
        let look = shared.look.look(None);
        let mut out = terminal::stdout();
        if self.gaps {
            let (rows, read) = library.gaps()?;
            if self.json {
                files::json_lines(&mut out, &rows)?;
            } else {
                files::table(&mut out, &rows, &look)?;
                files::gaps_in_words(&mut out, &rows, read)?;
            }
            out.flush()?;
            return Ok(Outcome::Done);
        }
        let status = library.status()?;
        if self.json {
            json::status(&mut out, &status)?;
        } else {
            text::status(&mut out, &status, &look)?;
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}
