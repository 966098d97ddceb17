//! Brothers and sisters, made of the faces of people who are not related.
//!
//! Of each face the part that points to its person is turned elsewhere, to where a sibling would be; how it differs from
//! other faces of its person stays as it was photographed.

use std::f32::consts::FRAC_PI_3;

use kith_domain::Embedding;
use kith_gallery::Look;

/// How alike two siblings are at each age.
const ALIKE: f32 = 0.6;
/// By how much what is a person's own turns in 15 years, an angle in radians.
const GROWN: f32 = FRAC_PI_3;

/// A direction of length 1.
pub(super) type Direction = Vec<f32>;

/// Where two siblings point to.
pub(super) struct Family {
    /// What both have.
    pub(super) shared: Direction,
    /// What each has alone, as a child and grown up.
    pub(super) own: [[Direction; 2]; 2],
}

/// The average direction of some faces.
pub(super) fn direction(looks: &[Look]) -> Direction {
    let mut sum = vec![0.0; looks.first().map_or(0, |(embedding, _)| embedding.vector().len())];
    for (embedding, _) in looks {
        add(&mut sum, 1.0, embedding.vector());
    }
    to_length_1(sum)
}

impl Family {
    /// The faces of a person as those of one of the two, in the order of their years.
    pub(super) fn faces(&self, sibling: usize, looks: &[Look]) -> Vec<Look> {
        let before = direction(looks);
        let last = looks.len().max(2) - 1;
        let faces = looks.iter().enumerate().filter_map(|(at, (embedding, quality))| {
            let after = self.person(sibling, at as f32 / last as f32);
            let mut vector = embedding.vector().to_vec();
            let along = dot(&vector, &before);
            add(&mut vector, -along, &before);
            add(&mut vector, along, &after);
            Some((Embedding::new(vector).ok()?, *quality))
        });
        faces.collect()
    }

    /// Where one of them points to at an age, from 0 for a child to 1.
    fn person(&self, sibling: usize, age: f32) -> Direction {
        let [child, grown] = &self.own[sibling];
        let mut own = vec![0.0; child.len()];
        add(&mut own, (age * GROWN).cos(), child);
        add(&mut own, (age * GROWN).sin(), grown);
        let mut person = vec![0.0; own.len()];
        add(&mut person, ALIKE.sqrt(), &self.shared);
        add(&mut person, (1.0 - ALIKE).sqrt(), &to_length_1(own));
        to_length_1(person)
    }
}

fn add(sum: &mut [f32], weight: f32, other: &[f32]) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += weight * other;
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn to_length_1(mut vector: Vec<f32>) -> Direction {
    let length = dot(&vector, &vector).sqrt().max(f32::MIN_POSITIVE);
    for value in &mut vector {
        *value /= length;
    }
    vector
}

#[cfg(test)]
mod tests {
    use kith_domain::Quality;

    use super::*;

    fn axis(at: usize) -> Direction {
        (0..8).map(|k| if k == at { 1.0 } else { 0.0 }).collect()
    }

    fn half_of_both(person: &[f32], noise: &[f32], side: f32) -> Look {
        let sum = person.iter().zip(noise).map(|(person, noise)| person + side * noise).collect();
        (Embedding::new(sum).unwrap(), Quality(0.9))
    }

    #[test]
    fn siblings_are_as_alike_as_is_said_and_turn_as_they_grow() {
        let family = Family { shared: axis(0), own: [[axis(1), axis(2)], [axis(3), axis(4)]] };
        // As far to the one side as to the other, so that the person stands between them.
        let photographed = |person: usize| [1.0, -1.0].map(|side| half_of_both(&axis(person), &axis(6), side)).to_vec();
        let [one, other] = [0, 1].map(|sibling| family.faces(sibling, &photographed(5)));
        let means = [direction(&one), direction(&other)];
        assert!((dot(&means[0], &means[1]) - 0.6 / (0.6 + 0.4 * 0.75)).abs() < 1e-3, "{}", dot(&means[0], &means[1]));
        let noise = one[0].0.vector()[6];
        assert!((noise - 0.5_f32.sqrt()).abs() < 1e-3, "what is no person's stays: {noise}");
        assert!(one[1].0.vector()[2] > 0.3 && one[0].0.vector()[2] == 0.0, "only the grown one has turned");
    }
}
