//! What a child process costs, and on what machine. Costs are read from /proc, so on Linux only; elsewhere they are 0.

use std::fs::read_to_string;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The cost of a process.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// User and system time, all threads, seconds.
    pub cpu: f64,
    /// Seconds.
    pub wall: f64,
    /// The most memory that was resident at once, in MB.
    pub peak: f64,
}

/// Runs a process to its end, and asks that it does well.
pub fn run(command: &mut Command) -> Cost {
    let (cpu, begun) = (children_cpu(), Instant::now());
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let (mut peak, mut wall) = (0.0, Duration::ZERO);
    // The high-water mark is gone with the process, so it is asked for again and again: what is allocated in the last two
    // milliseconds is missed.
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("the program runs") {
            break ended;
        }
        peak = field(&status, "VmHWM:").unwrap_or(peak).max(peak);
        std::thread::sleep(Duration::from_millis(2));
        wall = begun.elapsed();
    };
    assert!(ended.success(), "{command:?} failed");
    Cost {
        cpu: children_cpu() - cpu,
        wall: wall.as_secs_f64(),
        peak: peak / 1024.0,
    }
}

/// User and system time of all children that have ended: fields 16 and 17 of proc(5)'s stat, in ticks of 1/100 s.
fn children_cpu() -> f64 {
    let stat = read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    // The page counts from 1, and two fields are cut off here.
    let ticks = after_name.split_whitespace().skip(16 - 3).take(2);
    ticks.filter_map(|f| f.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// A number in a file of /proc, such as `VmHWM:    1234 kB`.
fn field(path: &str, name: &str) -> Option<f64> {
    let text = read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The middle one; the upper of two.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The machine and the day, for the head of a table.
pub fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    let memory = field("/proc/meminfo", "MemTotal:").unwrap_or_default() / 1048576.0;
    let cpus = read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let model = model.map_or("unknown processor", |m| {
        m.trim_start_matches([' ', '\t', ':'])
    });
    let day = jiff::Timestamp::now().strftime("%Y-%m-%d");
    format!(
        "{model}, {cores} cores, {memory:.0} GB; {day}; sosik {}",
        env!("CARGO_PKG_VERSION")
    )
}
