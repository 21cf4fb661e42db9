//! The hidden command that is the child which parses PDFs: `sosik` starts itself so, since parsers of PDFs hang, crash and eat memory.
//! It reads a PDF from standard input and writes its words to standard output.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use sosik::read::pdf;

use super::Outcome;

/// Write the words of a PDF with their places (internal)
#[derive(Args)]
#[command(hide = true)]
pub struct Cmd {
    /// Seconds of work after which the system ends it
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Become this program, which does the work
    #[arg(long)]
    r#become: Option<PathBuf>,
}

impl Cmd {
    pub fn run(&self) -> anyhow::Result<Outcome> {
        let mut out = io::stdout().lock();
        let mut input = io::stdin().lock();
        pdf::answer(self.r#become.as_deref(), self.seconds, &mut input, &mut out)
            .map_err(anyhow::Error::msg)?;
        out.flush()?;
        Ok(Outcome::Done)
    }
}
