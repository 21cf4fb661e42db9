//! `sosik status`: what the index holds.

use std::io::Write;

use clap::Args;
use sosik::render::{json, text};
use sosik::search::Library;

use super::{Outcome, Shared, terminal};

/// Tell what the index holds and what is stale
///
/// Counts, versions, files that the last run skipped, and whether the corpus has changed since.
#[derive(Args)]
pub struct Cmd {
    /// JSON
    #[arg(long)]
    json: bool,
}

impl Cmd {
    pub fn run(self, shared: &Shared) -> anyhow::Result<Outcome> {
        let status = Library::open(&shared.index())?.status()?;
        let mut out = terminal::stdout();
        if self.json {
            json::status(&mut out, &status)?;
        } else {
            text::status(&mut out, &status, &shared.look.look(None))?;
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}
