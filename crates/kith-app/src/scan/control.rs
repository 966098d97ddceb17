//! Pausing and stopping a scan from outside.

use std::sync::{Condvar, Mutex, PoisonError};

/// What a scan should do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Run,
    Pause,
    Cancel,
}

/// Shared between a scan and whoever watches it.
#[derive(Debug)]
pub struct Control {
    wish: Mutex<Wish>,
    changed: Condvar,
}

impl Default for Control {
    fn default() -> Self {
        Self { wish: Mutex::new(Wish::Run), changed: Condvar::new() }
    }
}

impl Control {
    /// Photos that are being looked at are finished; no new one is begun.
    pub fn pause(&self) {
        self.set(Wish::Pause);
    }

    /// Goes on after a pause.
    pub fn resume(&self) {
        self.set(Wish::Run);
    }

    /// Ends the scan; what was kept stays.
    pub fn cancel(&self) {
        self.set(Wish::Cancel);
    }

    /// Whether the scan should end.
    pub fn is_cancelled(&self) -> bool {
        *self.wish.lock().unwrap_or_else(PoisonError::into_inner) == Wish::Cancel
    }

    /// Whether the scan waits.
    pub fn is_paused(&self) -> bool {
        *self.wish.lock().unwrap_or_else(PoisonError::into_inner) == Wish::Pause
    }

    /// Blocks while the scan is paused; false when it should end.
    pub(crate) fn may_go_on(&self) -> bool {
        let wish = self.wish.lock().unwrap_or_else(PoisonError::into_inner);
        let wish = self.changed.wait_while(wish, |w| *w == Wish::Pause).unwrap_or_else(PoisonError::into_inner);
        *wish == Wish::Run
    }

    fn set(&self, to: Wish) {
        let mut wish = self.wish.lock().unwrap_or_else(PoisonError::into_inner);
        if *wish != Wish::Cancel {
            *wish = to;
        }
        self.changed.notify_all();
    }
}
