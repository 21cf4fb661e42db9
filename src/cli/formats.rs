//! `sosik formats`: what is read.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;
use sosik::read::{Format, formats};
use sosik::render::json;

use super::{Outcome, Shared, terminal};

/// List the formats that are read
///
/// By the ending of the file's name, and by its content where the ending says nothing or lies.
#[derive(Args)]
pub struct Cmd {
    /// JSON Lines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Fields {
    name: &'static str,
    extensions: &'static [&'static str],
    content: &'static str,
    version: u32,
}

impl Cmd {
    pub fn run(self, _shared: &Shared) -> anyhow::Result<Outcome> {
        let mut out = terminal::stdout();
        for format in formats() {
            if self.json {
                json::record(&mut out, "format", &fields(format))?;
            } else {
                row(&mut out, &fields(format))?;
            }
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

fn fields(format: &Format) -> Fields {
    Fields {
        name: format.name(),
        extensions: format.extensions(),
        content: format.content(),
        version: format.version(),
    }
}

fn row(out: &mut dyn Write, format: &Fields) -> io::Result<()> {
    let endings: Vec<String> = format.extensions.iter().map(|e| format!(".{e}")).collect();
    writeln!(
        out,
        "{:<10} {:<28} {}  (version {})",
        format.name,
        endings.join(" "),
        format.content,
        format.version
    )
}
