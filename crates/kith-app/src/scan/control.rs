//! Pausing and stopping a scan from outside.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::hold::Hold;

/// What a scan should do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Run,
    Pause,
    Cancel,
}

/// What was wished last, what holds the scan, and how long it has waited.
#[derive(Debug)]
struct State {
    wish: Wish,
    hold: Option<Hold>,
    /// Whether the person had it go on though something held it: nothing holds it any more.
    overruled: bool,
    waiting_since: Option<Instant>,
    waited: Duration,
}

impl State {
    fn waits(&self) -> bool {
        self.wish == Wish::Pause || self.wish == Wish::Run && self.hold.is_some()
    }
}

/// Shared between a scan and whoever watches it.
#[derive(Debug)]
pub struct Control {
    state: Mutex<State>,
    changed: Condvar,
}

impl Default for Control {
    fn default() -> Self {
        let state =
            State { wish: Wish::Run, hold: None, overruled: false, waiting_since: None, waited: Duration::ZERO };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }
}

impl Control {
    /// Photos that are being looked at are finished; no new one is begun.
    pub fn pause(&self) {
        self.change(|state| state.wish = Wish::Pause);
    }

    /// Goes on after a pause, and whatever holds the scan: the person wants it now.
    pub fn resume(&self) {
        self.change(|state| {
            state.wish = Wish::Run;
            state.overruled |= state.hold.take().is_some();
        });
    }

    /// Ends the scan; what was kept stays.
    pub fn cancel(&self) {
        self.change(|state| state.wish = Wish::Cancel);
    }

    /// Lets the scan wait for this reason, or for none; whether that is something new.
    pub fn hold(&self, why: Option<Hold>) -> bool {
        let mut is_new = false;
        self.change(|state| {
            let why = why.filter(|_| !state.overruled);
            is_new = state.hold != why;
            state.hold = why;
        });
        is_new
    }

    /// Why the scan waits, unless somebody paused it.
    pub fn held(&self) -> Option<Hold> {
        let state = self.lock();
        state.hold.filter(|_| state.wish == Wish::Run)
    }

    /// Whether the scan should end.
    pub fn is_cancelled(&self) -> bool {
        self.lock().wish == Wish::Cancel
    }

    /// Whether the scan waits.
    pub fn is_paused(&self) -> bool {
        self.lock().waits()
    }

    /// How long the scan has waited so far.
    pub(crate) fn waited(&self) -> Duration {
        let state = self.lock();
        state.waited + state.waiting_since.map_or(Duration::ZERO, |since| since.elapsed())
    }

    /// Blocks while the scan waits; false when it should end.
    pub(crate) fn may_go_on(&self) -> bool {
        let waits = |state: &mut State| state.waits();
        let state = self.changed.wait_while(self.lock(), waits).unwrap_or_else(PoisonError::into_inner);
        state.wish == Wish::Run
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.lock();
        if state.wish != Wish::Cancel {
            change(&mut state);
        }
        if !state.waits() {
            let waited = state.waiting_since.take().map_or(Duration::ZERO, |since| since.elapsed());
            state.waited += waited;
        } else if state.waiting_since.is_none() {
            state.waiting_since = Some(Instant::now());
        }
        drop(state);
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_a_scan_lets_go_of_it_and_is_overruled_once_and_for_all() {
        let control = Control::default();
        assert!(control.hold(Some(Hold::Woken)) && !control.hold(Some(Hold::Woken)));
        assert_eq!((control.is_paused(), control.held()), (true, Some(Hold::Woken)));
        assert!(control.hold(None) && !control.is_paused() && control.may_go_on());
        control.hold(Some(Hold::Battery(9)));
        control.resume();
        assert!(!control.is_paused() && !control.hold(Some(Hold::Battery(8))) && control.held().is_none());
    }

    #[test]
    fn a_pause_of_the_person_stays_whatever_holds_the_scan_meanwhile() {
        let control = Control::default();
        control.pause();
        control.hold(Some(Hold::Woken));
        assert_eq!(control.held(), None, "the person paused it");
        control.hold(None);
        assert!(control.is_paused());
        control.cancel();
        control.hold(Some(Hold::Woken));
        assert!(!control.may_go_on() && control.is_cancelled());
    }
}
