//! `sosik sources`: every outlet that the index knows of.

use std::io::Write;

use clap::Args;
use sosik::render::{json, text};
use sosik::search::Library;

use super::{Outcome, Shared, terminal};

/// List every outlet: how often it published, was quoted, was cited
///
/// Aliases are one outlet. Published counts articles; quoted and cited count passages.
#[derive(Args)]
pub struct Cmd {
    /// JSON Lines
    #[arg(long)]
    json: bool,
}

impl Cmd {
    pub fn run(self, shared: &Shared) -> anyhow::Result<Outcome> {
        let sources = Library::open(&shared.index())?.sources()?;
        let mut out = terminal::stdout();
        if self.json {
            json::sources(&mut out, &sources)?;
        } else {
            text::sources(&mut out, &sources, &shared.look.look(None))?;
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}
