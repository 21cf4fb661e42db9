//! `sosik check`: is the index whole, and does it still equal its files.

use std::io::Write;

use clap::Args;
use sosik::check::{Checked, Finding, check, repair};
use sosik::render::check::{json_lines, text};

use super::signals::Signals;
use super::{Outcome, Shared, terminal};

/// Tell whether the index is whole and still equals its files
///
/// Reads every byte of the index and of the files that it was made from: sums, versions, that each stored passage stands in
/// its file, the syntax of the corpus's TOML files, and what lies in the folder that should not. Each finding is named with
/// what mends it; the exit code is then 2. Nothing is changed without --repair.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  sosik check                       say what is wrong
  sosik check --repair              and mend it: rebuild what is damaged, read what is stale, remove what is left over")]
pub struct Cmd {
    /// Mend what can be mended, by a run of `sosik index`; files that are not the program's are never touched
    #[arg(long)]
    repair: bool,
    /// JSON Lines
    #[arg(long)]
    json: bool,
}

impl Cmd {
    pub fn run(self, shared: &Shared) -> anyhow::Result<Outcome> {
        let index = shared.index();
        let found = check(&index)?;
        let mut left = found.clone();
        if self.repair {
            let bar = terminal::Bar::new(Signals::watch()?);
            let report = repair(&index, &found, &bar);
            bar.clear();
            if let Some(report) = report? {
                report.notes.iter().for_each(|line| terminal::note(line));
                left = check(&index)?;
            }
        }
        // What the repair could not mend, or brought to light.
        let mut all = left.clone();
        all.findings
            .extend(found.findings.into_iter().filter(|f| !holds(&left, f)));
        all.findings.sort();
        let mended = |finding: &Finding| self.repair && !holds(&left, finding);
        let mut out = terminal::stdout();
        if self.json {
            json_lines(&mut out, &all, &mended)?;
        } else {
            text(&mut out, &all, &mended, &shared.look.look(None))?;
        }
        out.flush()?;
        Ok(match left.findings.is_empty() {
            true => Outcome::Done,
            false => Outcome::Trouble,
        })
    }
}

/// Whether a check found this too.
fn holds(checked: &Checked, finding: &Finding) -> bool {
    checked.findings.contains(finding)
}
