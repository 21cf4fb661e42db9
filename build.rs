//! How the program is linked. Refuses to generate code.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    // A program that may lie anywhere in memory has its 50,000 addresses mended at every start: half the time of `--version`,
    // a sixth of a search. The place of the code is then no secret; libraries and heap still lie at random, and what parses
    // PDFs runs in a child of its own.
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
