//! The numbers of [`Likeness`] from one data set alone, so that they can be judged by another.

use fastrand::Rng;
use kith_app::Calibration;
use kith_domain::Embedding;
use kith_gallery::{Genuine, Likeness, Look, Reliability};

use super::looks::People;

/// How many of a person's faces may be confirmed.
const MOST: usize = 8;
/// How often each person's faces are dealt out.
const DEALS: u64 = 3;
/// The share of pairs of strangers beyond which their tail begins, and where that lies for the normal distribution.
const TAIL: (f64, f32) = (1e-4, 3.719);
/// Where the search for the share of wrong labels begins: the logit of a hundredth.
const MISLABELLED: f32 = -4.6;
/// Rounds without a better neighbour, each with half the step of the one before.
const HALVINGS: usize = 12;

/// What was learnt from a data set.
pub(super) struct Fit {
    /// The middle of its people, of any length.
    middle: Vec<f32>,
    pub(super) calibration: Calibration,
}

impl Fit {
    /// By maximum likelihood. What is not fitted is taken from `start`.
    pub(super) fn new(people: &People, start: &Calibration) -> Self {
        let middle = middle(people);
        let people: People = people
            .iter()
            .map(|(name, looks)| (name.clone(), looks.iter().map(|l| seen(l, &middle)).collect()))
            .collect();
        let examples = examples(&people);
        let first = Likeness { impostor: tail(&people), ..start.likeness.clone() };
        let numbers = climb(numbers(&first), |numbers| {
            let (likeness, mislabelled) = (with(&first, numbers), logistic(numbers[6]));
            examples.iter().map(|(confirmed, face)| likeness.log_likelihood(confirmed, face, mislabelled.into())).sum()
        });
        let calibration = Calibration { likeness: with(&first, &numbers), ..start.clone() };
        eprintln!("fitted: {:?}, with {} of the labels wrong", calibration.likeness, logistic(numbers[6]));
        Self { middle, calibration }
    }

    /// A face seen from the middle of the people that this was learnt from.
    pub(super) fn see(&self, look: &Look) -> Look {
        seen(look, &self.middle)
    }
}

fn seen((embedding, quality): &Look, middle: &[f32]) -> Look {
    let seen = embedding.clone().seen_from(middle);
    (seen.unwrap_or_else(|_| embedding.clone()), *quality)
}

/// The mean of the mean embeddings of all people.
fn middle(people: &People) -> Vec<f32> {
    let mut middle: Vec<f32> = Vec::new();
    for looks in people.values() {
        for (embedding, _) in looks {
            middle.resize(embedding.vector().len(), 0.0);
            let share = 1.0 / (looks.len() * people.len()) as f32;
            middle.iter_mut().zip(embedding.vector()).for_each(|(sum, value)| *sum += share * value);
        }
    }
    middle
}

/// Some faces of a person and another one of theirs.
type Example<'a> = (Vec<&'a Look>, &'a Look);

fn examples(people: &People) -> Vec<Example<'_>> {
    let mut examples = Vec::new();
    for deal in 0..DEALS {
        let mut chance = Rng::with_seed(deal);
        for looks in people.values() {
            let mut looks: Vec<&Look> = looks.iter().collect();
            chance.shuffle(&mut looks);
            for confirmed in 1..looks.len().min(MOST + 1) {
                examples.push((looks[..confirmed].to_vec(), looks[confirmed]));
            }
        }
    }
    examples
}

/// The standard deviation of a normal distribution with the tail that the similarities of strangers have.
fn tail(people: &People) -> f32 {
    let faces: Vec<(usize, &Embedding)> = people
        .values()
        .enumerate()
        .flat_map(|(person, looks)| looks.iter().map(move |look| (person, &look.0)))
        .collect();
    let of_strangers = |(at, (person, one)): (usize, &(usize, &Embedding))| -> Vec<f32> {
        let others = faces[at + 1..].iter().filter(|(other, _)| other != person);
        others.map(|(_, other)| one.similarity(other).0).collect()
    };
    let mut all: Vec<f32> = faces.iter().enumerate().flat_map(of_strangers).collect();
    all.sort_unstable_by(|a, b| b.total_cmp(a));
    all.get((all.len() as f64 * TAIL.0) as usize).map_or(f32::NAN, |similarity| similarity / TAIL.1)
}

/// What is fitted, in an order that [`with`] knows, without bounds; the last is the share of wrong labels.
fn numbers(likeness: &Likeness) -> [f32; 7] {
    let Likeness { reliability, genuine, .. } = likeness;
    let most = (reliability.most / (1.0 - reliability.most)).ln();
    let freedom = (genuine.freedom - 2.0).ln();
    [most, reliability.slope.ln(), reliability.middle, genuine.spread.ln(), genuine.narrowing, freedom, MISLABELLED]
}

fn with(likeness: &Likeness, [most, slope, middle, spread, narrowing, freedom, _]: &[f32; 7]) -> Likeness {
    let reliability = Reliability { most: logistic(*most), slope: slope.exp(), middle: *middle };
    let (spread, freedom) = (spread.exp(), 2.0 + freedom.exp());
    let genuine = Genuine { spread, narrowing: *narrowing, freedom, ..likeness.genuine };
    Likeness { reliability, genuine, ..likeness.clone() }
}

fn logistic(number: f32) -> f32 {
    1.0 / (1.0 + (-number).exp())
}

/// Goes up to the top from here: a step along one number at a time, and smaller steps where none leads higher.
fn climb<const N: usize>(mut place: [f32; N], height: impl Fn(&[f32; N]) -> f64) -> [f32; N] {
    let (mut top, mut step) = (height(&place), 0.25);
    for _ in 0..HALVINGS {
        while let Some((next, higher)) =
            neighbours(place, step).map(|next| (next, height(&next))).find(|next| next.1 > top)
        {
            (place, top) = (next, higher);
        }
        step /= 2.0;
    }
    place
}

fn neighbours<const N: usize>(place: [f32; N], step: f32) -> impl Iterator<Item = [f32; N]> {
    (0..2 * N).map(move |at| {
        let mut next = place;
        next[at / 2] += if at % 2 == 0 { step } else { -step };
        next
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_a_hill_is_found() {
        let hill = |[x, y]: &[f32; 2]| -f64::from((x - 3.0).powi(2) + 2.0 * (y + 1.0 - 0.3 * x).powi(2));
        let top = climb([0.0, 0.0], hill);
        assert!((top[0] - 3.0).abs() < 0.01 && (top[1] + 0.1).abs() < 0.01, "{top:?}");
    }

    #[test]
    fn numbers_come_back() {
        let likeness = Likeness {
            reliability: Reliability { most: 0.8, slope: 0.5, middle: -0.3 },
            genuine: Genuine { spread: 0.2, narrowing: 1.7, freedom: 6.0, between_groups: 0.1 },
            impostor: 0.1,
            relatives: 0.0,
        };
        let again = with(&likeness, &numbers(&likeness));
        assert!((again.reliability.most - 0.8).abs() < 1e-6 && (again.genuine.spread - 0.2).abs() < 1e-6);
        assert!((again.reliability.slope - 0.5).abs() < 1e-6 && (again.impostor - 0.1).abs() < 1e-9);
    }
}
