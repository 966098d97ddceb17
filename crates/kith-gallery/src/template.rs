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

impl Template {
    /// From rows and how far each can be trusted.
    ///
    /// Of faces that point to a person with reliabilities `r` and are independent otherwise, the sum with the weights
    /// `r / (1 - r^2)` points there best. Its own reliability is the length of its share in the person's direction, beside
    /// its whole length.
    pub(crate) fn new(rows: &Rows, reliability: impl Fn(u32) -> f32, members: &[u32]) -> Self {
        let mut look = Array1::zeros(rows.width());
        let (mut along, mut squares, mut own) = (0.0, 0.0, 0.0);
        for &member in members {
            let r = reliability(member);
            let weight = r / (1.0 - r * r);
            look.scaled_add(weight, &ndarray::aview1(rows.row(member)));
            along += weight * r;
            squares += weight * weight;
            own += (weight * r).powi(2);
        }
        scale_to_one(look.as_slice_mut().unwrap_or_default());
        let length = (squares + along * along - own).sqrt();
        Self { look, reliability: if length > 0.0 { along / length } else { 0.0 } }
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
