//! Pausing and stopping a scan from outside.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What a scan should do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Run,
    Pause,
    Cancel,
}

/// What was wished last, and how long the scan has waited.
#[derive(Debug)]
struct State {
    wish: Wish,
    paused_at: Option<Instant>,
    waited: Duration,
}

/// Shared between a scan and whoever watches it.
#[derive(Debug)]
pub struct Control {
    state: Mutex<State>,
    changed: Condvar,
}

impl Default for Control {
    fn default() -> Self {
        let state = State { wish: Wish::Run, paused_at: None, waited: Duration::ZERO };
        Self { state: Mutex::new(state), changed: Condvar::new() }
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
        self.lock().wish == Wish::Cancel
    }

    /// Whether the scan waits.
    pub fn is_paused(&self) -> bool {
        self.lock().wish == Wish::Pause
    }

    /// How long the scan has been paused so far.
    pub(crate) fn waited(&self) -> Duration {
        let state = self.lock();
        state.waited + state.paused_at.map_or(Duration::ZERO, |since| since.elapsed())
    }

    /// Blocks while the scan is paused; false when it should end.
    pub(crate) fn may_go_on(&self) -> bool {
        let paused = |state: &mut State| state.wish == Wish::Pause;
        let state = self.changed.wait_while(self.lock(), paused).unwrap_or_else(PoisonError::into_inner);
        state.wish == Wish::Run
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, to: Wish) {
        let mut state = self.lock();
        if state.wish != Wish::Cancel && state.wish != to {
            let waited = state.paused_at.take().map_or(Duration::ZERO, |since| since.elapsed());
            state.waited += waited;
            state.paused_at = (to == Wish::Pause).then(Instant::now);
            state.wish = to;
        }
        drop(state);
        self.changed.notify_all();
    }
}
