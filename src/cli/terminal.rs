//! Owns the two streams: what stdout can do (colours, columns, links), the progress bar, and how trouble is said on stderr.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sosik::ingest::Progress;
use sosik::render::Look;
use sosik::render::harmless;
use sosik::render::link::{Format, Links};

use super::signals::Signals;

/// Widest lines: longer ones are hard to read.
const WIDEST: usize = 100;

/// How the output looks.
#[derive(Args)]
pub struct LookArgs {
    /// Colours: auto (on a terminal, unless NO_COLOR is set), always or never
    #[arg(long, value_name = "WHEN", global = true, help_heading = super::SHARED, value_enum, default_value_t = When::Auto, hide_possible_values = true)]
    color: When,
    /// Address that a place links to on a terminal (--help lists the names)
    #[arg(long, value_name = "FORMAT", global = true, help_heading = super::SHARED, long_help = "\
Address that a place links to on a terminal: none, default, file, cursor, grep+, kitty, macvim, textmate, vscode, \
vscodium, or a format with {path} and {host}, {line}, {column}. Without this flag it is `default` on terminals that are \
known to show links")]
    hyperlink_format: Option<Format>,
}

/// When there are colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

impl LookArgs {
    /// Makes the choice of colours hold for both streams.
    pub fn choose_colors(&self) {
        let choice = match self.color {
            When::Auto => ColorChoice::Auto,
            When::Always => ColorChoice::Always,
            When::Never => ColorChoice::Never,
        };
        choice.write_global();
    }

    /// What stdout can do. `root` is the folder that places are relative to.
    pub fn look(&self, root: Option<PathBuf>) -> Look {
        let stdout = io::stdout();
        let color = AutoStream::choice(&stdout) != ColorChoice::Never;
        Look {
            color,
            width: width(),
            links: root
                .filter(|_| color && stdout.is_terminal())
                .and_then(|root| self.links(root)),
        }
    }

    fn links(&self, root: PathBuf) -> Option<Links> {
        let format = match &self.hyperlink_format {
            Some(format) => format.clone(),
            None if shows_links() => "default".parse().ok()?,
            None => return None,
        };
        (!format.is_none()).then(|| Links {
            format,
            root,
            host: host(),
        })
    }
}

/// Columns to wrap at: `$COLUMNS`, if somebody exported it, else the terminal's; none in a pipe.
fn width() -> Option<usize> {
    let stated = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(w, _)| usize::from(w.0));
    stated
        .filter(|&columns| columns > 0)
        .or_else(terminal)
        .map(|columns| columns.min(WIDEST))
}

/// Whether the terminal says by its variables that it is one that shows OSC 8 links; others may print them as noise.
fn shows_links() -> bool {
    let var = |name: &str| std::env::var(name).unwrap_or_default();
    let term = var("TERM");
    let new_vte = var("VTE_VERSION").parse().is_ok_and(|v: u32| v >= 5000);
    new_vte
        || [
            "kitty",
            "alacritty",
            "foot",
            "ghostty",
            "contour",
            "wezterm",
        ]
        .iter()
        .any(|known| term.contains(known))
        || ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio"]
            .contains(&var("TERM_PROGRAM").as_str())
        || ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"]
            .iter()
            .any(|name| std::env::var_os(name).is_some())
}

/// The machine's name as the system files tell it; a terminal takes an empty one for its own machine.
fn host() -> String {
    ["/proc/sys/kernel/hostname", "/etc/hostname"]
        .iter()
        .find_map(|file| std::fs::read_to_string(file).ok())
        .map(|name| name.trim().to_string())
        .unwrap_or_default()
}

/// Stdout, buffered; flush it to hear of a closed pipe.
pub fn stdout() -> impl Write {
    BufWriter::with_capacity(64 << 10, io::stdout().lock())
}

/// Says `text` on stderr, harmless; that nobody reads it is no trouble.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", harmless::lines(text));
}

/// Says what went wrong.
pub fn complain(error: &anyhow::Error) {
    const ERROR: Style = AnsiColor::Red.on_default().bold();
    // Our errors say their cause themselves.
    let text = error.to_string();
    let mut stderr = anstream::stderr().lock();
    let _ = writeln!(stderr, "{ERROR}error{ERROR:#}: {}", harmless::lines(&text));
}

/// The progress of an ingest: a bar on a terminal, nothing elsewhere, and nothing for a run that is over at once.
pub struct Bar {
    state: Mutex<Option<State>>,
    signals: Signals,
    said: AtomicBool,
}

struct State {
    bar: ProgressBar,
    began: Instant,
    files: u64,
    of: u64,
}

/// A run shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(300);

impl Bar {
    /// A bar of a run that these signals end.
    pub fn new(signals: Signals) -> Bar {
        Bar {
            state: Mutex::default(),
            signals,
            said: AtomicBool::new(false),
        }
    }

    /// The signal that ended the run early, if one did.
    pub fn stopped_by(&self) -> Option<u8> {
        self.signals.came()
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.with(|state| state.bar.finish_and_clear());
    }

    fn with(&self, act: impl FnOnce(&mut State)) {
        // A thread that panicked with the lock leaves a bar that is merely wrong.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(state) = state.as_mut() {
            act(state);
        }
    }
}

impl Progress for Bar {
    fn start(&self, files: u64, bytes: u64) {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if dumb || !io::stderr().is_terminal() {
            return;
        }
        let style = "{wide_bar} {msg}  {decimal_bytes} of {decimal_total_bytes}  {decimal_bytes_per_sec}  {eta} left";
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        let state = State {
            bar,
            began: Instant::now(),
            files: 0,
            of: files,
        };
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = Some(state);
    }

    fn advanced(&self, bytes: u64) {
        self.with(|state| {
            if state.bar.is_hidden() && state.began.elapsed() > PATIENCE {
                state
                    .bar
                    .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
            }
            state.bar.inc(bytes);
        });
    }

    fn file_done(&self) {
        self.with(|state| {
            state.files += 1;
            state
                .bar
                .set_message(format!("{} of {} files", state.files, state.of));
        });
    }

    fn finishing(&self) {
        self.with(|state| state.bar.set_message("all read, writing"));
    }

    fn stop_asked(&self) -> bool {
        let asked = self.signals.came().is_some();
        if asked && !self.said.swap(true, Ordering::Relaxed) {
            self.with(|state| state.bar.finish_and_clear());
            note("stopping and keeping what is read; once more ends it at once");
        }
        asked
    }
}
