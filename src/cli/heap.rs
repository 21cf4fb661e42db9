//! Owns how the C library's heap behaves in a run that indexes. glibc maps what is large, until the first of it is freed: from then on
//! it cuts large pieces out of the heap of each thread, where what is freed between others stays ours. So the memory of a long
//! run grew with each batch (1,003 MB at 650 MB of articles; 420 MB without). The threshold is kept where the environment sets it, and in no
//! other way that is safe code: so the program begins once more with it set. Refuses where the user has set it, and where
//! anything fails: it is only about memory.

/// Pieces of this size and above are mapped, and go back to the system when they are freed. The engine takes a megabyte at a time.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const MAPPED: &str = "524288";

/// Begins the program once more, as the same process, if its heap is not bounded yet. To be called before anything is begun.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn bound() {
    use std::os::unix::process::CommandExt;

    let is_set = |name: &str| std::env::var_os(name).is_some();
    let decided = ["MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES", "LD_PRELOAD"];
    if decided.into_iter().any(is_set) {
        return;
    }
    let (Ok(program), mut words) = (std::env::current_exe(), std::env::args_os()) else {
        return;
    };
    let name = words.next().unwrap_or_else(|| program.clone().into());
    // Returns only where it failed, and then this process goes on as it is.
    let _failed = std::process::Command::new(&program)
        .arg0(name)
        .args(words)
        .env("MALLOC_MMAP_THRESHOLD_", MAPPED)
        .exec();
}

/// Other systems' heaps give back what is freed.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn bound() {}
