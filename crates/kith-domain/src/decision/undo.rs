//! Taking changes back and bringing them again.

use super::{Change, Facts};

/// Takes changes back, the last one first; returns what was done to the facts.
///
/// A thing that is no longer what the change made it was decided anew since: it is left alone.
pub fn revert(facts: &mut Facts, changes: &[Change]) -> Vec<Change> {
    replay(facts, changes.iter().rev().map(Change::inverse))
}

/// Brings changes again that were taken back; returns what was done to the facts.
pub fn reapply(facts: &mut Facts, changes: &[Change]) -> Vec<Change> {
    replay(facts, changes.iter().cloned())
}

fn replay(facts: &mut Facts, changes: impl Iterator<Item = Change>) -> Vec<Change> {
    let mut done = Vec::new();
    for change in changes {
        if facts.expects(&change) {
            facts.apply(&change);
            done.push(change);
        }
    }
    done
}
