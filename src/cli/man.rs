//! `sosik man`: the manual page.

use std::io::Write;

use clap::Args;
use clap_mangen::Man;

use super::{Outcome, terminal};

/// Print the manual page
///
/// In troff: `sosik man > sosik.1`. The pages of the commands follow the program's.
#[derive(Args)]
pub struct Cmd {}

impl Cmd {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let mut command = super::command();
        command.build();
        let mut page = Vec::new();
        Man::new(command.clone()).render(&mut page)?;
        for sub in command.get_subcommands() {
            let name = format!("sosik-{}", sub.get_name());
            Man::new(sub.clone().name(name)).render(&mut page)?;
        }
        let mut out = terminal::stdout();
        out.write_all(&page)?;
        out.flush()?;
        Ok(Outcome::Done)
    }
}
