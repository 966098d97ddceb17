//! How many faces have a name, and how many answers bring how many more.

use super::{Unsettled, With, rank};

/// Shares of all faces, in percent, that people may aim at one after the other.
const GOALS: [u32; 7] = [25, 50, 75, 90, 95, 99, 100];

/// How far a library is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Confirmed faces.
    pub named: u32,
    /// All faces but those that are ignored.
    pub all: u32,
    /// What can be reached by answers, if anything can.
    pub goal: Option<Goal>,
}

/// The next share that answers bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal {
    /// Of all faces, in percent.
    pub percent: u32,
    /// So many answers, on average.
    pub answers: u32,
}

/// Looks how far the best answers bring a library in which `named` faces have a name and `open` have none: the highest share
/// that is within reach of at most as many answers as make sense at one time, or else the next one.
pub fn coverage(named: u32, open: u32, unsettled: &Unsettled) -> Coverage {
    let all = named + open;
    let mut only_names = unsettled.clone();
    only_names.proposals.retain(|proposal| matches!(proposal.with, With::Person { .. }));
    let settled = rank(&only_names).into_iter().map(|ranked| ranked.settles);
    let reached: Vec<f32> = settled
        .scan(named as f32, |sum, settles| {
            *sum += settles;
            Some(*sum)
        })
        .collect();
    let goal = |percent: u32| {
        let wanted = all as f32 * percent as f32 / 100.0;
        let answers = reached.iter().position(|sum| *sum >= wanted)? + 1;
        (wanted > named as f32).then_some(Goal { percent, answers: answers as u32 })
    };
    let goals: Vec<Goal> = GOALS.into_iter().filter_map(goal).collect();
    let within_reach = goals.iter().rev().find(|goal| goal.answers <= AT_ONE_TIME);
    Coverage { named, all, goal: within_reach.or(goals.first()).copied() }
}

/// Answers that people give without a pause.
const AT_ONE_TIME: u32 = 20;

#[cfg(test)]
mod tests {
    use kith_domain::Probability;

    use super::*;
    use crate::questions::rank::tests::group;

    fn unsettled(groups: &[u32]) -> Unsettled {
        Unsettled {
            groups: (0..).zip(groups).map(|(k, faces)| group(k, *faces, 0)).collect(),
            proposals: Vec::new(),
            suggestions: Vec::new(),
            known: Probability(0.5),
        }
    }

    #[test]
    fn the_largest_groups_bring_the_most() {
        let found = coverage(60, 40, &unsettled(&[20, 10, 4, 2]));
        assert_eq!(found, Coverage { named: 60, all: 100, goal: Some(Goal { percent: 75, answers: 2 }) });
        assert_eq!(coverage(100, 0, &unsettled(&[])).goal, None);
        assert_eq!(coverage(0, 10, &unsettled(&[])).goal, None);
    }

    #[test]
    fn what_takes_long_is_no_goal_while_something_nearer_is() {
        let mut groups = vec![60; 10];
        groups.extend([2; 400]);
        let found = coverage(0, 1000, &unsettled(&groups));
        assert_eq!(found.goal, Some(Goal { percent: 25, answers: 9 }));
    }
}
