//! Owns the command line: its commands, what they share, and what becomes an exit code. Each command has its file, its
//! flags beside it. Refuses work: a command calls the joints and hands their answer to render.

mod check;
mod completions;
mod formats;
mod heap;
mod index;
mod man;
mod passages;
mod pdf_words;
mod search;
mod show;
mod signals;
mod size;
mod sources;
mod status;
pub mod terminal;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use sosik::Error;

const LONG: &str = "\
Searches articles and the passages they quote, and says whose words each one is.

`sosik index` reads a folder of articles into an index; `sosik search` answers a query with verbatim snippets, each \
with its source. Results go to stdout, all else to stderr. Exit codes: 0 found or done, 1 nothing found, 2 trouble.";

const EXAMPLES: &str = "\
Examples:
  sosik index                               read ./corpus into ./index
  sosik search coal exports                 passages that hold both words
  sosik search sanctions --source \"Daily NK\"
                                            Daily NK's own words, and what others quote of them
  sosik search '\"ration card*\" NEAR/8 market' --after 2016-04
  sosik show 3f9c1e02ab77d014               one article, with its voices";

/// The heading of the flags that all commands take.
const SHARED: &str = "Everywhere";

#[derive(Parser)]
#[command(
    name = "sosik",
    version,
    about = "Searches articles and the passages they quote, and says whose words each one is",
    long_about = LONG,
    after_long_help = EXAMPLES,
    args_override_self = true
)]
struct Cli {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}

/// What all commands take.
#[derive(Args)]
pub struct Shared {
    /// Folder of the index [default: $SOSIK_INDEX, else ./index]
    #[arg(long, value_name = "DIR", global = true, help_heading = SHARED)]
    index: Option<PathBuf>,
    #[command(flatten)]
    pub look: terminal::LookArgs,
}

impl Shared {
    /// The folder of the index: the flag, else `$SOSIK_INDEX`, else `./index`.
    fn index(&self) -> PathBuf {
        let from_environment = || std::env::var_os("SOSIK_INDEX").filter(|dir| !dir.is_empty());
        self.index
            .clone()
            .or_else(|| from_environment().map(PathBuf::from))
            .unwrap_or_else(|| PathBuf::from("index"))
    }
}

#[derive(Subcommand)]
enum Command {
    Index(index::Cmd),
    Search(search::Cmd),
    Show(show::Cmd),
    Sources(sources::Cmd),
    Passages(passages::Cmd),
    Status(status::Cmd),
    Check(check::Cmd),
    Formats(formats::Cmd),
    Completions(completions::Cmd),
    Man(man::Cmd),
    PdfWords(pdf_words::Cmd),
}

/// What a command came to, as scripts see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Found or done: 0.
    Done,
    /// Nothing found: 1.
    Nothing,
    /// Trouble, even if some output was given: 2.
    Trouble,
    /// Ended early by this signal: 128 and its number, as shells say it, so that scripts tell it from trouble.
    Stopped(u8),
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Nothing => 1,
            Outcome::Trouble => 2,
            Outcome::Stopped(signal) => 128 + signal,
        })
    }
}

/// The command line as clap knows it, each flag with its hidden `--no-` twin.
pub fn command() -> clap::Command {
    with_undo(Cli::command())
}

/// Runs the command that was asked for.
pub fn run(matches: &ArgMatches) -> anyhow::Result<Outcome> {
    let cli = Cli::from_arg_matches(matches)?;
    let shared = &cli.shared;
    shared.look.choose_colors();
    if let Ok(program) = std::env::current_exe() {
        sosik::read::pdf::set_program(program);
    }
    match cli.command {
        Command::Index(cmd) => cmd.run(shared),
        Command::Search(cmd) => cmd.run(shared),
        Command::Show(cmd) => cmd.run(shared),
        Command::Sources(cmd) => cmd.run(shared),
        Command::Passages(cmd) => cmd.run(shared),
        Command::Status(cmd) => cmd.run(shared),
        Command::Check(cmd) => cmd.run(shared),
        Command::Formats(cmd) => cmd.run(shared),
        Command::Completions(cmd) => cmd.run(),
        Command::Man(cmd) => cmd.run(),
        Command::PdfWords(cmd) => cmd.run(),
    }
}

/// Says what is wrong with the command line, or prints the help that was asked for.
pub fn answer_usage(usage: &clap::Error) -> ExitCode {
    let word = excluded_word(usage, std::env::args().skip(1));
    if let Some(word) = word.filter(|_| usage.kind() == ErrorKind::UnknownArgument) {
        terminal::complain(&anyhow!(
            "{word}: no such flag; to leave a word out write NOT {}, or put -- before the query: sosik search -- WORDS {word}",
            word.trim_start_matches('-')
        ));
        return Outcome::Trouble.into();
    }
    // That nobody reads on is no trouble.
    let _ = usage.print();
    ExitCode::from(usage.exit_code() as u8)
}

/// The word of a search that begins with one dash (`-iron`), which clap takes for flags in one and names by the first letter
/// that is none.
fn excluded_word(usage: &clap::Error, words: impl Iterator<Item = String>) -> Option<String> {
    let Some(ContextValue::String(named)) = usage.get(ContextKind::InvalidArg) else {
        return None;
    };
    let letter = named.strip_prefix('-').filter(|l| !l.starts_with('-'))?;
    let mut words = words.skip_while(|word| word != "search");
    words.find(|word| {
        let rest = word.strip_prefix('-').unwrap_or_default();
        rest.contains(letter) && rest.chars().count() > 1 && !rest.starts_with('-')
    })
}

/// Whether an error only says that the reader of our output has gone: no trouble of ours.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(broken))
}

/// Nothing bears an id: that is an answer, not trouble.
fn nothing_if_no_such_id(error: Error) -> anyhow::Result<Outcome> {
    match error {
        Error::NoSuchId(said) => {
            terminal::note(&said);
            Ok(Outcome::Nothing)
        }
        other => Err(other.into()),
    }
}

/// Gives each `--x` a hidden `--no-x` (and each `--no-x` an `--x`) that undoes it; the last on the line wins.
fn with_undo(command: clap::Command) -> clap::Command {
    let flags: Vec<(clap::Id, String)> = command
        .get_arguments()
        .filter(|arg| !matches!(arg.get_action(), ArgAction::Help | ArgAction::Version))
        .filter_map(|arg| Some((arg.get_id().clone(), arg.get_long()?.to_string())))
        .collect();
    let global = |command: &clap::Command, id: &clap::Id| {
        command
            .get_arguments()
            .any(|arg| arg.get_id() == id && arg.is_global_set())
    };
    let mut command = command;
    for (id, long) in flags {
        let undo = match long.strip_prefix("no-") {
            Some(positive) => positive.to_string(),
            None => format!("no-{long}"),
        };
        let twin = Arg::new(format!("undo-{long}"))
            .long(undo)
            .hide(true)
            .action(ArgAction::SetTrue)
            .global(global(&command, &id))
            .overrides_with(id.clone());
        let undo_id = twin.get_id().clone();
        command = command
            .mut_arg(&id, |arg| arg.overrides_with(undo_id))
            .arg(twin);
    }
    command.mut_subcommands(|sub| with_undo(sub.args_override_self(true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        command().debug_assert();
    }

    #[test]
    fn main_stays_thin() {
        assert!(include_str!("../main.rs").lines().count() < 40);
    }
}
