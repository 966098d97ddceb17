//! What stages took.

use std::{collections::BTreeMap, time::Instant};

use anyhow::{Context as _, Result};

/// Adds up the shortest of several times, by stage.
pub(super) struct Clock {
    repeat: usize,
    /// Milliseconds and how often.
    sums: BTreeMap<&'static str, (f64, usize)>,
}

impl Clock {
    /// `repeat` must not be zero.
    pub(super) fn new(repeat: usize) -> Self {
        Self { repeat, sums: BTreeMap::new() }
    }

    /// Does a work several times and gives its last result.
    pub(super) fn time<T>(&mut self, stage: &'static str, mut work: impl FnMut() -> Result<T>) -> Result<T> {
        let mut shortest = f64::INFINITY;
        let mut result = None;
        for _ in 0..self.repeat {
            let (done, ms) = timed(&mut work);
            result = Some(done?);
            shortest = shortest.min(ms);
        }
        self.add(stage, shortest);
        result.context("nothing was done")
    }

    /// Times what one work takes more than another, of which it is told which to do. Both are done in turn, and more
    /// often: a small difference of large times is wanted.
    pub(super) fn difference(&mut self, stage: &'static str, mut work: impl FnMut(bool) -> Result<()>) -> Result<()> {
        let mut shortest = [f64::INFINITY; 2];
        for _ in 0..3 * self.repeat {
            for (more, shortest) in [false, true].into_iter().zip(&mut shortest) {
                let (done, ms) = timed(|| work(more));
                done?;
                *shortest = shortest.min(ms);
            }
        }
        self.add(stage, shortest[1] - shortest[0]);
        Ok(())
    }

    fn add(&mut self, stage: &'static str, ms: f64) {
        let (sum, count) = self.sums.entry(stage).or_default();
        *sum += ms;
        *count += 1;
    }

    /// Mean milliseconds by stage.
    pub(super) fn milliseconds(&self) -> BTreeMap<&'static str, f64> {
        self.sums.iter().map(|(stage, (sum, count))| (*stage, sum / *count as f64)).collect()
    }
}

/// What a work gives, and the milliseconds that it took.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let result = work();
    (result, 1000.0 * start.elapsed().as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_has_the_mean_of_its_times() {
        let mut clock = Clock::new(1);
        for (stage, ms) in [("a", 10.0), ("a", 14.0), ("b", 5.0)] {
            clock.add(stage, ms);
        }
        assert_eq!(clock.milliseconds(), BTreeMap::from([("a", 12.0), ("b", 5.0)]));
    }

    #[test]
    fn work_is_done_as_often_as_asked_for_and_counts_once() {
        let mut clock = Clock::new(3);
        let mut done = 0;
        let mut work = || {
            done += 1;
            Ok(done)
        };
        assert_eq!(clock.time("a", &mut work).unwrap(), 3);
        assert_eq!(clock.sums["a"].1, 1);
    }

    #[test]
    fn both_works_of_a_difference_are_done_in_turn() {
        let mut clock = Clock::new(1);
        let mut done = Vec::new();
        let work = |more| {
            done.push(more);
            Ok(())
        };
        clock.difference("a", work).unwrap();
        assert_eq!(done, [false, true].repeat(3));
        assert_eq!(clock.sums["a"].1, 1);
    }
}
