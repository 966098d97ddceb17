//! What is expected of a face before it is looked at.

/// Rounds in which the share of strangers settles.
const ROUNDS: usize = 8;
/// The odds are rounded to steps of this size (a natural logarithm): otherwise each decision would change all probabilities by a
/// millionth. No probability moves by more than an eighth of it, and one near 0.99 by a two-thousandth (the slope of the logistic
/// curve is `p (1 - p)`, and half a step is the largest error). In a library of 30,000 faces it takes about 50 decisions to the
/// next step.
const STEP: f64 = 0.1;

/// How many times as likely a face is one certain person as a stranger, before it is looked at, as a whole number of steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Prior(i32);

impl Prior {
    /// All people count alike, so that those with few pictures are not drowned; the share of strangers is the one that explains
    /// all probes best. `sums` are those of the likelihood ratios of everybody, for each probe.
    pub(crate) fn estimate(sums: &[f64], people: usize) -> Self {
        let of = |strangers: f64| (1.0 - strangers) / strangers / people.max(1) as f64;
        let mut strangers = 0.5;
        for _ in 0..ROUNDS {
            let prior = of(strangers);
            let sum: f64 = sums.iter().map(|sum| 1.0 / (1.0 + prior * sum)).sum();
            strangers = ((sum + 1.0) / (sums.len() as f64 + 2.0)).clamp(0.02, 0.98);
        }
        Self((of(strangers).ln() / STEP).round() as i32)
    }

    /// As a number.
    pub(crate) fn odds(self) -> f64 {
        (f64::from(self.0) * STEP).exp()
    }
}

impl Default for Prior {
    fn default() -> Self {
        Self::estimate(&[], 1)
    }
}

/// Steps of the weight of nobody, for each unit of its natural logarithm: a probability moves by at most 1/1024.
const LEVELS: f64 = 128.0;

/// The weight of all that a face may be beside those who are looked at one by one: a stranger, who weighs 1, and people who are
/// hardly like it. Rounded, since each decision about anybody changes it a little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Nobody(u16);

impl Nobody {
    /// From the odds of one person and the sum of the ratios of all who are not looked at.
    pub(crate) fn new(odds: f64, others: f64) -> Self {
        Self(((odds * others.max(0.0)).ln_1p() * LEVELS).round() as u16)
    }

    /// As a number.
    pub(crate) fn weight(self) -> f64 {
        (f64::from(self.0) / LEVELS).exp()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_share_of_strangers_is_what_explains_the_faces() {
        let sums = |known: usize, strangers: usize| [vec![1e9; known], vec![0.0; strangers]].concat();
        let odds = |sums: &[f64]| Prior::estimate(sums, 1).odds();
        assert!((odds(&sums(500, 500)) - 1.0).abs() < 0.02);
        assert!((odds(&sums(900, 100)) - 9.0).abs() < 0.4);
        assert!((Prior::estimate(&sums(500, 500), 50).odds() - 0.02).abs() < 0.001);
    }

    proptest! {
        #[test]
        fn rounding_moves_no_probability_by_more_than_an_eighth_of_a_step(
            sums in prop::collection::vec(0.0f64..1e4, 1..40), ratio in 0.0f64..1e6, others in 0.0f64..1e4
        ) {
            let prior = Prior::estimate(&sums, 3);
            let of = |odds: f64, nobody: f64| odds * ratio / (nobody + odds * ratio);
            let rounded = of(prior.odds(), Nobody::new(prior.odds(), others).weight());
            for edge in [-0.5, 0.5] {
                let odds = prior.odds() * f64::exp(edge * STEP);
                prop_assert!((of(odds, 1.0 + odds * others) - rounded).abs() <= STEP / 8.0 + 1.0 / 1024.0 + 1e-9);
            }
        }
    }
}
