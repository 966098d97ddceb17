//! Who changes the library: told by whoever works on it here, concluded for everybody else.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kith_app::dto::Origin;
use tokio::sync::Notify;

/// What happened in this process since it was last asked, and a bell for whoever wants to know at once.
#[derive(Default)]
pub(crate) struct Changes {
    told: Mutex<Told>,
    bell: Notify,
}

/// What is done here that changes the library.
#[derive(Clone, Copy)]
enum Work {
    Deciding,
    Scanning,
    Writing,
}

/// For each kind of work: how much of it goes on, and whether some of it ended.
#[derive(Default)]
struct Told {
    going_on: [usize; 3],
    ended: [bool; 3],
}

/// Work on the library that goes on until this is dropped.
pub(crate) struct Working {
    changes: Arc<Changes>,
    work: Work,
}

impl Changes {
    /// Begins to decide something, or to work out what follows from that.
    pub(crate) fn deciding(self: &Arc<Self>) -> Working {
        self.begin(Work::Deciding)
    }

    /// Begins to scan.
    pub(crate) fn scanning(self: &Arc<Self>) -> Working {
        self.begin(Work::Scanning)
    }

    /// Begins to write names to files, or to choose how that is done.
    pub(crate) fn writing(self: &Arc<Self>) -> Working {
        self.begin(Work::Writing)
    }

    fn begin(self: &Arc<Self>, work: Work) -> Working {
        self.told().going_on[work as usize] += 1;
        Working { changes: Arc::clone(self), work }
    }

    /// Rings the bell: something can be seen that could not be seen before.
    pub(crate) fn ring(&self) {
        self.bell.notify_one();
    }

    /// Waits for the bell, but not for longer than `longest`.
    pub(crate) async fn heard(&self, longest: Duration) {
        // That nobody rang is as good a reason to look as that somebody did.
        let _ = tokio::time::timeout(longest, self.bell.notified()).await;
    }

    /// Who may have changed the library since this was last asked: if it has changed and nobody is named, then it was
    /// another program. A person's own word comes first.
    pub(crate) fn origins(&self) -> Vec<Origin> {
        let mut told = self.told();
        let ended = std::mem::take(&mut told.ended);
        let origins =
            [(Work::Deciding, Origin::Decision), (Work::Scanning, Origin::Scan), (Work::Writing, Origin::Writing)];
        let worked = |work: Work| told.going_on[work as usize] > 0 || ended[work as usize];
        origins.into_iter().filter(|(work, _)| worked(*work)).map(|(_, origin)| origin).collect()
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        let mut told = self.changes.told();
        told.going_on[self.work as usize] -= 1;
        told.ended[self.work as usize] = true;
        drop(told);
        self.changes.ring();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_named_while_it_goes_on_and_once_after_its_end() {
        let changes = Arc::new(Changes::default());
        assert_eq!(changes.origins(), []);
        let scan = changes.scanning();
        assert_eq!((changes.origins(), changes.origins()), (vec![Origin::Scan], vec![Origin::Scan]));
        drop(scan);
        assert_eq!((changes.origins(), changes.origins()), (vec![Origin::Scan], vec![]));
    }

    #[test]
    fn a_decision_during_a_scan_is_named_first() {
        let changes = Arc::new(Changes::default());
        let _scan = changes.scanning();
        let (one, other) = (changes.deciding(), changes.deciding());
        drop(one);
        assert_eq!(changes.origins(), [Origin::Decision, Origin::Scan]);
        assert_eq!(changes.origins(), [Origin::Decision, Origin::Scan]);
        drop(other);
        assert_eq!(changes.origins(), [Origin::Decision, Origin::Scan]);
        assert_eq!(changes.origins(), [Origin::Scan]);
        let _writing = changes.writing();
        assert_eq!(changes.origins(), [Origin::Scan, Origin::Writing]);
    }

    #[tokio::test]
    async fn a_bell_that_rang_before_anybody_listened_is_still_heard() {
        let changes = Changes::default();
        changes.ring();
        let heard = tokio::time::timeout(Duration::from_mins(10), changes.heard(Duration::MAX)).await;
        assert!(heard.is_ok());
    }
}
