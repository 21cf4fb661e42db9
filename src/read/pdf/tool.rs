//! Owns the processes that look into PDFs: `pdftotext` where it is on the machine, else this program once more. The PDF goes in by a
//! pipe, no shell is asked, no file is written; time, memory and output are bounded. Refuses to understand what comes out.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// The hidden command that makes this program the child.
pub const COMMAND: &str = "pdf-words";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Tells which program answers to [`COMMAND`]: whoever uses the library without one reads PDFs by `pdftotext` alone.
pub fn set_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// How the words of a PDF are to be had.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tool {
    /// `pdftotext`, at this place.
    Poppler(PathBuf),
    /// Our own child.
    Own(PathBuf),
}

/// Why a tool gave no words.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Failure {
    /// Another tool may do better.
    Failed(String),
    /// None will.
    Final(String),
}

/// The tools of this machine, the best first.
pub(super) fn tools() -> Vec<Tool> {
    let poppler = which("pdftotext").map(Tool::Poppler);
    let own = PROGRAM.get().cloned().map(Tool::Own);
    poppler.into_iter().chain(own).collect()
}

fn which(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .filter(|f| f.is_absolute())
        .map(|f| f.join(name))
        .find(|p| p.is_file())
}

/// Arguments of `pdftotext`: words with their places, from standard input to standard output.
pub(super) const POPPLER: [&str; 5] = ["-bbox-layout", "-enc", "UTF-8", "-", "-"];

impl Tool {
    /// What the tool writes of the PDF in `bytes`, within `seconds` and `most` bytes.
    pub fn run(&self, bytes: &[u8], seconds: u64, most: u64) -> Result<String, Failure> {
        let mut command = self.command(seconds);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let child = command
            .spawn()
            .map_err(|e| Failure::Failed(e.to_string()))?;
        let out = watch(child, bytes, Duration::from_secs(seconds), most)?;
        if out.succeeded {
            return String::from_utf8(out.stdout)
                .or_else(|e| Ok(String::from_utf8_lossy(e.as_bytes()).into_owned()));
        }
        let said = out.stderr.to_lowercase();
        if said.contains("incorrect password") || said.contains("encrypted") {
            return Err(Failure::Final(
                "encrypted with a password; take it away, for example by `qpdf --decrypt`".into(),
            ));
        }
        if said.contains("copying of text") {
            return Err(Failure::Failed("its author forbids to copy text".into()));
        }
        Err(Failure::Failed(
            "damaged, or beyond the parser; mend it, for example by `qpdf` or `mutool clean`"
                .into(),
        ))
    }

    fn command(&self, seconds: u64) -> Command {
        let by_us = |program: &Path| {
            let mut command = Command::new(program);
            command.args([COMMAND, "--seconds", &seconds.to_string()]);
            // Threads and arenas of memory would count as memory in use.
            command
                .env("RAYON_NUM_THREADS", "1")
                .env("MALLOC_ARENA_MAX", "1");
            command
        };
        match (self, PROGRAM.get()) {
            (Tool::Own(program), _) => by_us(program),
            (Tool::Poppler(tool), Some(program)) if cfg!(unix) => {
                let mut command = by_us(program);
                command.arg("--become").arg(tool);
                command
            }
            (Tool::Poppler(tool), _) => {
                let mut command = Command::new(tool);
                command.args(POPPLER);
                command
            }
        }
    }
}

struct Output {
    succeeded: bool,
    stdout: Vec<u8>,
    stderr: String,
}

/// Feeds a child and listens to it until it ends, or must end.
fn watch(mut child: Child, bytes: &[u8], time: Duration, most: u64) -> Result<Output, Failure> {
    let began = Instant::now();
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let listen = |from: Option<Box<dyn Read + Send>>, most: u64| {
        let mut heard = Vec::new();
        // One byte more tells that there is more.
        from.map_or(Ok(0), |from| from.take(most + 1).read_to_end(&mut heard))
            .map(|_| heard)
    };
    std::thread::scope(|scope| {
        let feeding = scope.spawn(move || {
            // A child that ends before it has read all is no trouble of ours.
            stdin.map(|mut stdin| stdin.write_all(bytes))
        });
        let hearing =
            scope.spawn(move || listen(stdout.map(|s| Box::new(s) as Box<dyn Read + Send>), most));
        let errors = scope.spawn(move || {
            listen(
                stderr.map(|s| Box::new(s) as Box<dyn Read + Send>),
                64 << 10,
            )
        });
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Ok(status),
                Ok(None) if began.elapsed() > time => {
                    stop(&mut child);
                    break Err(Failure::Final(format!(
                        "the parser did not come to an end within {} s; mend it (`qpdf`), or raise the limit with --max-time",
                        time.as_secs()
                    )));
                }
                // The pipe is full and nobody reads on: it has written more than it may.
                Ok(None)
                    if hearing.is_finished() && began.elapsed() > Duration::from_millis(50) =>
                {
                    std::thread::sleep(Duration::from_millis(20));
                    if let Ok(None) = child.try_wait() {
                        stop(&mut child);
                    }
                }
                Ok(None) => std::thread::sleep(
                    Duration::from_millis(2)
                        .max(began.elapsed() / 50)
                        .min(Duration::from_millis(50)),
                ),
                Err(error) => {
                    stop(&mut child);
                    break Err(Failure::Failed(error.to_string()));
                }
            }
        };
        let _ = feeding.join();
        let heard =
            |handle: std::thread::ScopedJoinHandle<'_, io::Result<Vec<u8>>>| match handle.join() {
                Ok(Ok(bytes)) => bytes,
                _ => Vec::new(),
            };
        let (stdout, stderr) = (heard(hearing), heard(errors));
        if stdout.len() as u64 > most {
            return Err(Failure::Final("holds more text than may be held in memory; split it, or raise the limit with --max-file-size".into()));
        }
        Ok(Output {
            succeeded: status?.success(),
            stdout,
            stderr: String::from_utf8_lossy(&stderr).into_owned(),
        })
    })
}

fn stop(child: &mut Child) {
    // It may have ended in between.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(script: &[&str], seconds: u64, most: u64) -> Result<Output, Failure> {
        let mut command = Command::new(script[0]);
        command.args(&script[1..]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        watch(
            command.spawn().unwrap(),
            &[b'x'; 200_000],
            Duration::from_secs(seconds),
            most,
        )
    }

    #[cfg(unix)]
    #[test]
    fn a_child_that_hangs_floods_or_fails_costs_no_more_than_its_file() {
        assert!(
            matches!(run(&["sleep", "600"], 1, 10), Err(Failure::Final(said)) if said.contains("--max-time"))
        );
        assert!(
            matches!(run(&["yes"], 60, 1000), Err(Failure::Final(said)) if said.contains("more text"))
        );
        assert!(run(&["false"], 60, 1000).is_ok_and(|out| !out.succeeded));
        let echoed = run(&["cat"], 60, 1 << 20).unwrap();
        assert!(echoed.succeeded && echoed.stdout.len() == 200_000);
    }
}
