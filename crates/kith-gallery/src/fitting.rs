//! What a fit of [`Likeness`] to pictures of known people needs.

use kith_domain::{Embedding, Quality};

use crate::likeness::{Evidence, Likeness};
use crate::product::{Rows, dot};
use crate::template::Template;

/// How a face looks and how far that can be trusted.
pub type Look = (Embedding, Quality);

impl Likeness {
    /// How well these numbers foretell how alike a face is to its own person, of whom some faces are confirmed: the logarithm
    /// of a density. A share of the faces is `mislabelled` and somebody else's. Numbers under which the sum over many faces is
    /// highest are the likeliest.
    pub fn log_likelihood(&self, confirmed: &[&Look], face: &Look, mislabelled: f64) -> f64 {
        let evidence = Evidence::new(self);
        let mut rows = Rows::default();
        for (embedding, _) in confirmed {
            rows.push_vector(embedding.vector());
        }
        let members: Vec<u32> = (0..confirmed.len() as u32).collect();
        let template = Template::new(&rows, |at| evidence.reliability(confirmed[at as usize].1), &members);
        let similarity = dot(template.look.as_slice().unwrap_or_default(), face.0.vector());
        let same = evidence.of_same(similarity, template.reliability * evidence.reliability(face.1));
        let [same, strangers] = [same, evidence.of_strangers(similarity)].map(|density| f64::from(density).exp());
        ((1.0 - mislabelled) * same + mislabelled * strangers).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::likeness::tests::likeness;

    fn look(vector: [f32; 2], quality: f32) -> Look {
        (Embedding::new(vector.to_vec()).unwrap(), Quality(quality))
    }

    /// Student's density at its middle, 0.3827 for 6 degrees of freedom, over the scale there.
    #[test]
    fn a_face_as_alike_as_expected_is_likeliest() {
        let numbers = likeness();
        let sharp = Evidence::new(&numbers).reliability(Quality(0.99));
        let expected = sharp * sharp;
        let at = |similarity: f32| look([similarity, (1.0 - similarity * similarity).sqrt()], 0.99);
        let known = look([1.0, 0.0], 0.99);
        let of = |similarity: f32| numbers.log_likelihood(&[&known], &at(similarity), 0.0);
        let scale = f64::from(0.236 * (-1.72 * expected).exp());
        assert!((of(expected) - (0.3827 / scale).ln()).abs() < 1e-3, "{}", of(expected));
        assert!(of(expected) > of(expected + 0.1) && of(expected) > of(expected - 0.1));
        let mislabelled = numbers.log_likelihood(&[&known], &at(0.1), 1.0);
        assert!((mislabelled - f64::from(Evidence::new(&numbers).of_strangers(0.1))).abs() < 1e-6);
    }
}
