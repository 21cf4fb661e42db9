//! `sosik completions`: a script for a shell.

use std::io::Write;

use clap::Args;
use clap_complete::Shell;

use super::{Outcome, terminal};

/// Print a completion script for a shell
///
/// Put the script where your shell looks for completions.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  sosik completions bash > ~/.local/share/bash-completion/completions/sosik
  sosik completions zsh > ~/.zfunc/_sosik
  sosik completions fish > ~/.config/fish/completions/sosik.fish")]
pub struct Cmd {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Cmd {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::command(), "sosik", &mut script);
        let mut out = terminal::stdout();
        out.write_all(&script)?;
        out.flush()?;
        Ok(Outcome::Done)
    }
}
