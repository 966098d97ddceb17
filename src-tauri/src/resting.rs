//! Lets a scan wait while the battery is nearly empty, and for a moment after the machine woke up.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use kith_app::{Hold, Kith};
use tokio::time::{MissedTickBehavior, interval};

use crate::power;
use crate::state::AppState;

/// Time between two looks.
const PAUSE: Duration = Duration::from_secs(10);
/// When so much more time has gone by between two looks, the machine slept.
const SLEPT: Duration = Duration::from_secs(30);
/// How long drives and networks may take until they are there again.
const WAKING: Duration = Duration::from_secs(30);
/// A scan that waits for the battery goes on when it has so much more, in percent: not on and off around one level.
const MORE: u8 = 5;

/// What was seen so far.
#[derive(Default)]
struct Rest {
    looked: Option<SystemTime>,
    woke: Option<SystemTime>,
    hold: Option<Hold>,
}

impl Rest {
    /// Why a scan should wait now, if it should: by the battery that the machine runs on, the least level in percent, and the
    /// clock, which goes on while a machine sleeps.
    fn look(&mut self, battery: Option<u8>, level: u8, now: SystemTime) -> Option<Hold> {
        let since = |then: SystemTime| now.duration_since(then).unwrap_or_default();
        if self.looked.replace(now).is_some_and(|looked| since(looked) > PAUSE + SLEPT) {
            self.woke = Some(now);
        }
        let more = if matches!(self.hold, Some(Hold::Battery(_))) { MORE } else { 0 };
        let low = battery.filter(|battery| level > 0 && *battery < level + more);
        let is_waking = self.woke.is_some_and(|woke| since(woke) < WAKING);
        self.hold = low.map(Hold::Battery).or(is_waking.then_some(Hold::Woken));
        self.hold
    }
}

/// Looks at battery and clock as long as a scan runs, until the app ends.
pub(crate) async fn follow(state: Arc<AppState>, kith: Kith) {
    let mut ticks = interval(PAUSE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut rest = Rest::default();
    loop {
        ticks.tick().await;
        let Some(control) = state.scanning.running() else {
            rest = Rest::default();
            continue;
        };
        let level = kith.battery_level().await.unwrap_or_default();
        let battery = tokio::task::spawn_blocking(power::battery).await.ok().flatten();
        if control.hold(rest.look(battery, level, SystemTime::now())) {
            state.changes.ring();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn a_scan_waits_for_the_battery_until_it_has_a_little_more() {
        let mut rest = Rest::default();
        let mut look = |battery, level| rest.look(battery, level, at(0));
        assert_eq!(look(Some(20), 20), None);
        assert_eq!(look(Some(19), 20), Some(Hold::Battery(19)));
        assert_eq!(look(Some(24), 20), Some(Hold::Battery(24)));
        assert_eq!(look(Some(25), 20), None);
        assert_eq!(look(Some(3), 0), None, "never, if that was chosen");
        look(Some(3), 20);
        assert_eq!(look(None, 20), None, "on mains");
    }

    #[test]
    fn a_scan_waits_a_moment_after_the_machine_slept() {
        let mut rest = Rest::default();
        let seen = [0, 10, 21, 4000, 4010, 4029, 4031].map(|seconds| rest.look(None, 20, at(seconds)));
        let woken = Some(Hold::Woken);
        assert_eq!(seen, [None, None, None, woken, woken, woken, None]);
    }
}
