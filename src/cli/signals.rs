//! Owns the signals that ask a run to end (Ctrl-C, SIGTERM, a closed terminal): the first one asks, the second one ends it at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Tells whether a signal has come.
#[derive(Debug, Default)]
pub struct Signals {
    which: Arc<AtomicUsize>,
}

impl Signals {
    /// Takes the signals over from the system, whose answer to them is to kill.
    ///
    /// # Errors
    /// If the system does not let us.
    pub fn watch() -> io::Result<Signals> {
        let signals = Signals::default();
        let asked = Arc::new(AtomicBool::new(false));
        for &signal in ENDING {
            flag::register_conditional_shutdown(signal, 128 + signal, asked.clone())?;
            flag::register(signal, asked.clone())?;
            flag::register_usize(signal, signals.which.clone(), signal as usize)?;
        }
        // Where a file may not grow (ulimit -f) the write shall fail and say so.
        #[cfg(unix)]
        flag::register(signal_hook::consts::SIGXFSZ, Arc::default())?;
        Ok(signals)
    }

    /// The number of the signal that came, if one has.
    pub fn came(&self) -> Option<u8> {
        match self.which.load(Ordering::Relaxed) {
            0 => None,
            signal => u8::try_from(signal).ok(),
        }
    }
}

#[cfg(unix)]
const ENDING: &[i32] = &[SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const ENDING: &[i32] = &[SIGINT, SIGTERM];
