//! The binary: parses the command line, runs the command, turns what came of it into an exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    let matches = match cli::command().try_get_matches() {
        Ok(matches) => matches,
        Err(usage) => return cli::answer_usage(&usage),
    };
    match cli::run(&matches) {
        Ok(outcome) => outcome.into(),
        Err(error) if cli::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            cli::terminal::complain(&error);
            cli::Outcome::Trouble.into()
        }
    }
}
