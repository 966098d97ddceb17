//! The stored reference of a person, or of a group: one look made of all its faces.

use ndarray::Array1;

use crate::product::{Rows, scale_to_one};

/// Many faces seen as one, each weighted by how far it can be trusted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Template {
    /// Of length 1.
    pub(crate) look: Array1<f32>,
    /// How far the look points to the person: the more faces, the nearer to 1.
    pub(crate) reliability: f32,
}

/// The faces of a person, added up.
///
/// Of faces that point to a person with reliabilities `r` and are independent otherwise, the sum with the weights
/// `r / (1 - r^2)` points there best. Its own reliability is the length of its share in the person's direction, beside
/// its whole length.
#[derive(Debug, Clone)]
pub(crate) struct Sum {
    look: Array1<f32>,
    along: f32,
    squares: f32,
    own: f32,
}

impl Sum {
    /// From rows and how far each can be trusted.
    pub(crate) fn new(rows: &Rows, reliability: impl Fn(u32) -> f32, members: &[u32]) -> Self {
        let mut sum = Self { look: Array1::zeros(rows.width()), along: 0.0, squares: 0.0, own: 0.0 };
        for &member in members {
            sum.add(rows.row(member), reliability(member), 1.0);
        }
        sum
    }

    /// Takes one of the faces away.
    pub(crate) fn without(mut self, row: &[f32], reliability: f32) -> Self {
        self.add(row, reliability, -1.0);
        self
    }

    fn add(&mut self, row: &[f32], reliability: f32, sign: f32) {
        let weight = reliability / (1.0 - reliability * reliability);
        self.look.scaled_add(sign * weight, &ndarray::aview1(row));
        self.along += sign * weight * reliability;
        self.squares += sign * weight * weight;
        self.own += sign * (weight * reliability).powi(2);
    }

    /// All of them seen as one.
    pub(crate) fn template(mut self) -> Template {
        scale_to_one(self.look.as_slice_mut().unwrap_or_default());
        let length = (self.squares + self.along * self.along - self.own).sqrt();
        Template { look: self.look, reliability: if length > 0.0 { self.along / length } else { 0.0 } }
    }
}

impl Template {
    /// Of these rows; `reliability` is how far each can be trusted.
    pub(crate) fn new(rows: &Rows, reliability: impl Fn(u32) -> f32, members: &[u32]) -> Self {
        Sum::new(rows, reliability, members).template()
    }
}

/// The looks of templates as one matrix.
pub(crate) fn looks<'a>(templates: impl IntoIterator<Item = &'a Template>) -> Rows {
    let mut rows = Rows::default();
    for template in templates {
        rows.push(template.look.as_slice().unwrap_or_default());
    }
    rows
}

#[cfg(test)]
mod tests {
    use kith_domain::Embedding;
    use proptest::prelude::*;

    use super::*;

    fn rows(faces: &[Embedding]) -> Rows {
        let mut rows = Rows::default();
        for face in faces {
            rows.push_vector(face.vector());
        }
        rows
    }

    #[test]
    fn a_template_of_one_face_is_that_face() {
        let face = Embedding::new(vec![0.6, 0.8]).unwrap();
        let template = Template::new(&rows(std::slice::from_ref(&face)), |_| 0.7, &[0]);
        assert!((template.reliability - 0.7).abs() < 1e-6);
        assert!(template.look.iter().zip(face.vector()).all(|(a, b)| (a - b).abs() < 1e-6));
    }

    /// Two faces of reliability r are similar by r^2, so their middle is as similar to the person as 2r / sqrt(2 + 2r^2).
    #[test]
    fn two_faces_say_more_than_one() {
        let faces = [vec![1.0, 0.0], vec![0.0, 1.0]].map(|v| Embedding::new(v).unwrap());
        let template = Template::new(&rows(&faces), |_| 0.6, &[0, 1]);
        assert!((template.reliability - 1.2 / (2.0_f32 + 0.72).sqrt()).abs() < 1e-6);
        assert!((template.look[0] - template.look[1]).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn a_face_that_is_taken_away_was_never_there(angles in prop::collection::vec(0.0f32..1.5, 2..12)) {
            let faces: Vec<_> = angles.iter().map(|a| Embedding::new(vec![a.cos(), a.sin()]).unwrap()).collect();
            let rows = rows(&faces);
            let all: Vec<u32> = (0..faces.len() as u32).collect();
            let reliability = |k: u32| 0.5 + 0.03 * k as f32;
            let without = Sum::new(&rows, reliability, &all).without(rows.row(0), reliability(0)).template();
            let never = Template::new(&rows, reliability, &all[1..]);
            prop_assert!((without.reliability - never.reliability).abs() < 1e-4);
            prop_assert!(without.look.iter().zip(&never.look).all(|(a, b)| (a - b).abs() < 1e-4));
        }

        #[test]
        fn another_face_never_makes_a_template_worse(reliabilities in prop::collection::vec(0.05f32..0.88, 2..12)) {
            let faces: Vec<_> = reliabilities.iter().map(|_| Embedding::new(vec![1.0]).unwrap()).collect();
            let rows = rows(&faces);
            let of = |n: usize| {
                Template::new(&rows, |k| reliabilities[k as usize], &(0..n as u32).collect::<Vec<_>>()).reliability
            };
            for n in 1..reliabilities.len() {
                prop_assert!(of(n + 1) >= of(n) - 1e-5 && of(n + 1) < 1.0);
            }
        }
    }
}
