//! Prints what was measured as a table in Markdown: a figure of each program and their ratio.

/// Begins a table.
pub fn head(what: &str, beside: &str) {
    println!("\n| {what} | sosik | {beside} | ratio |\n|---|---|---|---|");
}

/// A line of the table; figures to three digits.
pub fn line(what: &str, ours: f64, theirs: f64) {
    println!(
        "| {what} | {} | {} | {:.2} |",
        digits(ours),
        digits(theirs),
        ours / theirs
    );
}

/// A line that has no counterpart.
pub fn alone(what: &str, ours: f64) {
    println!("| {what} | {} | | |", digits(ours));
}

fn digits(figure: f64) -> String {
    match figure {
        f if f >= 100.0 => format!("{f:.0}"),
        f if f >= 10.0 => format!("{f:.1}"),
        f if f >= 1.0 => format!("{f:.2}"),
        f => format!("{f:.3}"),
    }
}
