//! `sosik index`: build or update.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use sosik::ingest::{Options, Report, Stopped, ingest};
use sosik::render::{files, json, text};

use super::signals::Signals;
use super::size::LimitArgs;
use super::{Outcome, Shared, terminal};

/// Read a folder of articles into the index, or bring the index up to date
///
/// Reads what was added or changed since the last run, drops what is gone, and leaves the rest as it is. A bad file or
/// record is named on stderr and the rest goes on; the exit code is then 2. Ctrl-C ends a run early and keeps what it has
/// read: an update is committed as far as it came, a first build goes on where it was at the next run.
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
    /// Write nothing; say of each file what would become of it and what is missing in it
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
        super::heap::bound();
        let options = Options {
            full: self.full,
            dry_run: self.dry_run,
            wait: self.wait,
            limits: self.limits.limits(),
            ..Options::default()
        };
        let bar = terminal::Bar::new(Signals::watch()?);
        let report = ingest(&self.path, &shared.index(), &options, &bar);
        bar.clear();
        let report = report?;
        for line in &report.notes {
            terminal::note(line);
        }
        for skipped in &report.skipped {
            terminal::note(&format!("{}: {}", skipped.path, skipped.reason));
        }
        self.print(&report, shared)?;
        if let Some(stopped) = report.stopped {
            terminal::note(match stopped {
                Stopped::Committed => {
                    "stopped: what was read is in the index; run `sosik index` again for the rest"
                }
                Stopped::Aside => {
                    "stopped: what was read is kept aside; run `sosik index` again to go on"
                }
                Stopped::GivenUp => "stopped: the index is as it was before",
            });
            return Ok(bar.stopped_by().map_or(Outcome::Trouble, Outcome::Stopped));
        }
        Ok(if report.skipped.is_empty() {
            Outcome::Done
        } else {
            Outcome::Trouble
        })
    }

    fn print(&self, report: &Report, shared: &Shared) -> anyhow::Result<()> {
        let mut out = terminal::stdout();
        if self.json {
            files::json_lines(&mut out, &report.rows)?;
            json::report(&mut out, report)?;
        } else if !matches!(report.stopped, Some(Stopped::Aside | Stopped::GivenUp)) {
            files::table(&mut out, &report.rows, &shared.look.look(None))?;
            text::report(&mut out, report, self.dry_run)?;
        }
        out.flush()?;
        Ok(())
    }
}
