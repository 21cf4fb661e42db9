//! `sosik index`: build or update.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use sosik::ingest::{Options, ingest};
use sosik::render::{json, text};

use super::size::LimitArgs;
use super::{Outcome, Shared, terminal};

/// Read a folder of articles into the index, or bring the index up to date
///
/// Reads what was added or changed since the last run, drops what is gone, and leaves the rest as it is. A bad file or
/// record is named on stderr and the rest goes on; the exit code is then 2.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  sosik index                       read ./corpus into ./index
  sosik index ~/archive --index ~/archive-index
  sosik index --dry-run             say what a run would do
  sosik index --full                build anew")]
pub struct Cmd {
    /// Folder of the articles
    #[arg(value_name = "PATH", default_value = "corpus")]
    path: PathBuf,
    /// Build anew, also over the index of another folder
    #[arg(long)]
    full: bool,
    /// Read and report, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Wait for another run to end, instead of failing
    #[arg(long)]
    wait: bool,
    #[command(flatten)]
    limits: LimitArgs,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Cmd {
    pub fn run(self, shared: &Shared) -> anyhow::Result<Outcome> {
        let options = Options {
            full: self.full,
            dry_run: self.dry_run,
            wait: self.wait,
            limits: self.limits.limits(),
        };
        let bar = terminal::Bar::default();
        let report = ingest(&self.path, &shared.index(), &options, &bar);
        bar.clear();
        let report = report?;
        for line in &report.notes {
            terminal::note(line);
        }
        for skipped in &report.skipped {
            terminal::note(&format!("{}: {}", skipped.path, skipped.reason));
        }
        let mut out = terminal::stdout();
        if self.json {
            json::report(&mut out, &report)?;
        } else {
            text::report(&mut out, &report, self.dry_run)?;
        }
        out.flush()?;
        Ok(if report.skipped.is_empty() {
            Outcome::Done
        } else {
            Outcome::Trouble
        })
    }
}
