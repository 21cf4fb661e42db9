//! `sosik formats`: what is read.

use clap::Args;

use super::{Outcome, Shared};

/// List the formats that are read
///
/// By extension, and by content where the extension lies.
#[derive(Args)]
pub struct Cmd {
    /// JSON Lines
    #[arg(long)]
    json: bool,
}

impl Cmd {
    pub fn run(self, _shared: &Shared) -> anyhow::Result<Outcome> {
        let _ = self.json;
        Ok(Outcome::Done)
    }
}
