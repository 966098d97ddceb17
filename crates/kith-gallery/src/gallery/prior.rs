//! What is expected of a face before it is looked at.

/// Rounds in which the share of strangers settles.
const ROUNDS: usize = 8;
/// Bounds of that share.
const LEAST: f64 = 0.02;
const MOST: f64 = 0.999;
/// The odds are rounded to steps of this size (a natural logarithm): otherwise each decision would change all probabilities by a
/// millionth. No probability moves by more than an eighth of it, and one near 0.99 by a two-thousandth (the slope of the logistic
/// curve is `p (1 - p)`, and half a step is the largest error). In a library of 30,000 faces it takes about 50 decisions to the
/// next step.
const STEP: f64 = 0.1;

/// Where kinds of faces begin, by how far they can be trusted. Faces in the background are blurred and mostly strangers', so
/// what is expected of a portrait must not be expected of them.
const KINDS: [f32; 4] = [0.35, 0.5, 0.65, 0.75];
/// What all kinds together say of the share of strangers counts for each as much as so many faces of its own.
const COMMON: f64 = 10.0;

/// What open faces say of the share of strangers among them: for each kind, the sums of the likelihood ratios of everybody.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expected([Vec<f64>; KINDS.len() + 1]);

impl Expected {
    /// Takes a face in, by how far it can be trusted and the sum of its ratios.
    pub(crate) fn note(&mut self, reliability: f32, ratios: f64) {
        self.0[kind(reliability)].push(ratios);
    }
}

/// How many times as likely a face is one certain person as a stranger, before it is looked at: for each kind of faces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Prior([f64; KINDS.len() + 1]);

impl Prior {
    /// All people count alike, so that those with few pictures are not drowned; the share of strangers is the one that explains
    /// all faces of a kind best.
    pub(crate) fn estimate(faces: impl IntoIterator<Item = Expected>, people: usize) -> Self {
        let of = |strangers: f64| (1.0 - strangers) / strangers / people.max(1) as f64;
        let share = |kinds: &[Vec<f64>], start: f64, weight: f64| {
            let number = kinds.iter().map(Vec::len).sum::<usize>() as f64;
            (0..ROUNDS).fold(start, |strangers, _| {
                let sum: f64 = kinds.iter().map(|ratios| strangers_among(ratios, of(strangers))).sum();
                ((sum + weight * start) / (number + weight)).clamp(LEAST, MOST)
            })
        };
        let mut kinds = Expected::default().0;
        for more in faces {
            kinds.iter_mut().zip(more.0).for_each(|(kind, more)| kind.extend(more));
        }
        let all = share(&kinds, 0.5, 2.0);
        Self(kinds.map(|ratios| ((of(share(&[ratios], all, COMMON)).ln() / STEP).round() * STEP).exp()))
    }

    /// For a face that can be trusted so far.
    pub(crate) fn odds(&self, reliability: f32) -> f64 {
        self.0[kind(reliability)]
    }
}

/// How many strangers are expected among faces, when each person is so many times as likely.
fn strangers_among(ratios: &[f64], prior: f64) -> f64 {
    // Several sums at once, as the processor can.
    let mut sums = [0.0; 4];
    for ratios in ratios.chunks(sums.len()) {
        for (sum, ratio) in sums.iter_mut().zip(ratios) {
            *sum += 1.0 / (1.0 + prior * ratio);
        }
    }
    sums.iter().sum()
}

impl Default for Prior {
    fn default() -> Self {
        Self::estimate([], 1)
    }
}

fn kind(reliability: f32) -> usize {
    KINDS.iter().filter(|from| reliability >= **from).count()
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

    const SHARP: f32 = 0.8;
    const BLURRED: f32 = 0.2;

    fn faces(reliability: f32, known: usize, strangers: usize) -> Expected {
        of(reliability, [vec![1e9; known], vec![0.0; strangers]].concat())
    }

    fn of(reliability: f32, ratios: Vec<f64>) -> Expected {
        let mut expected = Expected::default();
        for ratios in ratios {
            expected.note(reliability, ratios);
        }
        expected
    }

    #[test]
    fn the_share_of_strangers_is_what_explains_the_faces() {
        let odds = |known, strangers, people| Prior::estimate([faces(SHARP, known, strangers)], people).odds(SHARP);
        assert!((odds(500, 500, 1) - 1.0).abs() < 0.02);
        assert!((odds(900, 100, 1) - 9.0).abs() < 0.4);
        assert!((odds(500, 500, 50) - 0.02).abs() < 0.001);
    }

    #[test]
    fn blurred_faces_are_expected_to_be_strangers_where_most_are() {
        let prior = Prior::estimate([faces(SHARP, 900, 100), faces(BLURRED, 100, 900)], 1);
        assert!((prior.odds(SHARP) - 9.0).abs() < 0.5, "{}", prior.odds(SHARP));
        assert!((prior.odds(BLURRED) - 1.0 / 9.0).abs() < 0.01, "{}", prior.odds(BLURRED));
        let few = [faces(SHARP, 900, 100), faces(BLURRED, 0, 1)];
        assert!(Prior::estimate(few, 1).odds(BLURRED) > 4.0, "one face says little");
    }

    proptest! {
        #[test]
        fn rounding_moves_no_probability_by_more_than_an_eighth_of_a_step(
            sums in prop::collection::vec(0.0f64..1e4, 1..40), ratio in 0.0f64..1e6, others in 0.0f64..1e4
        ) {
            let prior = Prior::estimate([of(SHARP, sums)], 3).odds(SHARP);
            let of = |odds: f64, nobody: f64| odds * ratio / (nobody + odds * ratio);
            let rounded = of(prior, Nobody::new(prior, others).weight());
            for edge in [-0.5, 0.5] {
                let odds = prior * f64::exp(edge * STEP);
                prop_assert!((of(odds, 1.0 + odds * others) - rounded).abs() <= STEP / 8.0 + 1.0 / 1024.0 + 1e-9);
            }
        }
    }
}
