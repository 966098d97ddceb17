//! What a similarity says: how many times as likely it is between faces of one person as between strangers.

use kith_domain::Quality;

/// The numbers of an embedder that turn similarities into evidence. They are fitted on pictures of known people.
///
/// Model: an embedding points to its person's own direction as far as it is *reliable*, and elsewhere for the rest. So two
/// faces of a person are as similar as the product of their reliabilities, give or take; strangers are not similar at all,
/// where the embedder took away what all faces share.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// How the quality of a face becomes its reliability.
    pub reliability: Reliability,
    /// How similarities of one person's faces scatter around the expected one.
    pub genuine: Genuine,
    /// How similarities of strangers scatter around zero: a standard deviation.
    pub impostor: f32,
    /// For each face of a person, how many there are of others who look somewhat like them, as brothers and sisters do.
    pub relatives: f32,
}

/// A logistic curve over the logit of the quality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    /// What no face exceeds, below 1.
    pub most: f32,
    /// The slope for each unit of the logit.
    pub slope: f32,
    /// The logit at which half of `most` is reached.
    pub middle: f32,
}

/// Student's distribution: the tail is long, since pictures are wrongly lit, covered or old in ways that no quality tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Genuine {
    /// The scale where the expected similarity is 0.
    pub spread: f32,
    /// The scale shrinks by `exp(-narrowing)` for each unit of the expected similarity.
    pub narrowing: f32,
    /// Degrees of freedom, above 2.
    pub freedom: f32,
    /// The least scale between two groups of faces of one person: each may hold another look of theirs.
    pub between_groups: f32,
}

/// The expected similarity up to which the scatter was measured.
const SURELY: f32 = 0.8;
/// The logarithm of a ratio beyond which nothing more is to be learnt.
pub(crate) const ENOUGH: f32 = 40.0;

/// [`Likeness`] ready to be asked many times.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    likeness: Likeness,
    /// The constant of Student's distribution.
    student: f32,
}

impl Evidence {
    /// From the numbers of an embedder.
    pub(crate) fn new(likeness: &Likeness) -> Self {
        Self { likeness: likeness.clone(), student: student_constant(likeness.genuine.freedom) }
    }

    /// How far a face of that quality points to its person, 0 to below 1.
    pub(crate) fn reliability(&self, quality: Quality) -> f32 {
        let Reliability { most, slope, middle } = self.likeness.reliability;
        let quality = quality.0.clamp(1e-4, 1.0 - 1e-4);
        let logit = (quality / (1.0 - quality)).ln();
        most / (1.0 + (slope * (middle - logit)).exp())
    }

    /// The natural logarithm of the likelihood ratio of a similarity, when one person's would be `expected`.
    pub(crate) fn ratio(&self, similarity: f32, expected: f32) -> f32 {
        self.ratio_among(similarity, expected, 0.0)
    }

    /// The same when a share of strangers, the `relatives`, may be as alike as is expected of one person, or less, as brothers
    /// and sisters are.
    pub(crate) fn ratio_among(&self, similarity: f32, expected: f32, relatives: f32) -> f32 {
        self.ratio_in(similarity, expected, self.scale(expected), relatives)
    }

    /// The same between two groups of faces, each seen as one: what many faces say together leaves no room for chance, but does
    /// for relatives.
    pub(crate) fn ratio_of_groups(&self, similarity: f32, expected: f32, relatives: f32) -> f32 {
        let scale = self.scale(expected).max(self.likeness.genuine.between_groups);
        self.ratio_in(similarity, expected, scale, relatives)
    }

    fn scale(&self, expected: f32) -> f32 {
        self.likeness.genuine.spread * (-self.likeness.genuine.narrowing * expected.min(SURELY)).exp()
    }

    fn ratio_in(&self, similarity: f32, expected: f32, scale: f32, relatives: f32) -> f32 {
        if similarity <= 0.0 {
            return -ENOUGH;
        }
        let same = self.same_in(similarity, expected, scale);
        // Most pairs are asked about without them, and there are many.
        let of_relatives = if relatives == 0.0 {
            0.0
        } else {
            relatives * (same - self.beside_relatives(similarity, expected, scale)).exp()
        };
        (same - (self.of_strangers(similarity).exp() + of_relatives).ln()).clamp(-ENOUGH, ENOUGH)
    }

    /// The logarithm of the density of similarities between faces of one person.
    pub(crate) fn of_same(&self, similarity: f32, expected: f32) -> f32 {
        self.same_in(similarity, expected, self.scale(expected))
    }

    /// The logarithm of the likelihood ratio between those who look somewhat like a person and strangers, times how many such
    /// there are, when that of the person themself is `ratio`.
    pub(crate) fn of_relatives(&self, ratio: f32, similarity: f32, expected: f32) -> f32 {
        ratio - self.beside_relatives(similarity, expected, self.scale(expected)) + self.likeness.relatives.ln()
    }

    /// The logarithm of the likelihood ratio between one person and those who look somewhat like them. Up to the expected
    /// similarity each is as usual as another between relatives; a greater one is not less of one person for it.
    fn beside_relatives(&self, similarity: f32, expected: f32, scale: f32) -> f32 {
        self.same_in(similarity.min(expected), expected, scale)
    }

    /// The logarithm of the density of similarities between strangers.
    pub(crate) fn of_strangers(&self, similarity: f32) -> f32 {
        normal(similarity / self.likeness.impostor) - self.likeness.impostor.ln()
    }

    fn same_in(&self, similarity: f32, expected: f32, scale: f32) -> f32 {
        let z = (similarity - expected) / scale;
        self.student + student_shape(z, self.likeness.genuine.freedom) - scale.ln()
    }

    /// The similarity below which no two faces, however reliable, reach that evidence: to sort out most pairs quickly.
    pub(crate) fn least_similarity(&self, evidence: f32) -> f32 {
        let reaches = |similarity: f32| {
            let mut expected = (0..=STEPS).map(|k| k as f32 / STEPS as f32);
            expected.any(|expected| {
                self.ratio(similarity, expected).max(self.ratio_of_groups(similarity, expected, 0.0)) >= evidence
            })
        };
        (0..STEPS).map(|k| k as f32 / STEPS as f32).find(|next| reaches(next + 1.0 / STEPS as f32)).unwrap_or(1.0)
    }
}

/// Steps in which similarities from 0 to 1 are tried.
const STEPS: usize = 200;

/// Logarithm of the density of Student's distribution in the middle.
fn student_constant(freedom: f32) -> f32 {
    let half = f32::midpoint(freedom, 1.0);
    libm::lgammaf(half) - libm::lgammaf(freedom / 2.0) - 0.5 * (freedom * std::f32::consts::PI).ln()
}

/// How much lower the logarithm of that density is elsewhere.
fn student_shape(z: f32, freedom: f32) -> f32 {
    -f32::midpoint(freedom, 1.0) * (1.0 + z * z / freedom).ln()
}

/// Logarithm of the density of the normal distribution.
fn normal(z: f32) -> f32 {
    -0.5 * (std::f32::consts::TAU.ln() + z * z)
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// About what SFace has.
    pub(crate) fn likeness() -> Likeness {
        Likeness {
            reliability: Reliability { most: 0.885, slope: 0.498, middle: -0.328 },
            genuine: Genuine { spread: 0.236, narrowing: 1.72, freedom: 6.0, between_groups: 0.12 },
            impostor: 0.098,
            relatives: 0.01,
        }
    }

    /// By `scipy.stats`: `t.logpdf(z, 6)` and `norm.logpdf(z)`.
    #[test]
    fn densities_are_those_of_the_textbook() {
        for (z, t6, n) in
            [(0.0, -0.960_418_f32, -0.918_939_f32), (1.5, -2.075_006, -2.043_939), (-4.0, -5.507_909, -8.918_939)]
        {
            let student = student_constant(6.0) + student_shape(z, 6.0);
            assert!((student - t6).abs() < 1e-4, "{z}: {student}");
            assert!((normal(z) - n).abs() < 1e-4, "{z}");
        }
    }

    #[test]
    fn a_blurred_face_is_less_reliable_than_a_sharp_one() {
        let likeness = Evidence::new(&likeness());
        let of = |quality| likeness.reliability(Quality(quality));
        assert!(of(0.0) < of(0.2) && of(0.2) < of(0.9) && of(0.9) < of(1.0) && of(1.0) < 0.885);
    }

    proptest! {
        #[test]
        fn what_is_sorted_out_had_not_enough_evidence(similarity in 0.0f32..1.0, expected in 0.0f32..1.0, least in 2.0f32..15.0) {
            let likeness = Evidence::new(&likeness());
            prop_assume!(similarity < likeness.least_similarity(least));
            prop_assert!(likeness.ratio(similarity, expected) < least + 0.1);
        }

        #[test]
        fn more_similarity_is_more_evidence(low in -1.0f32..1.0, more in 0.001f32..0.5, expected in 0.1f32..0.8) {
            let likeness = Evidence::new(&likeness());
            for relatives in [0.0, 1e-4, 0.1] {
                let ratio = |similarity| likeness.ratio_among(similarity, expected, relatives);
                prop_assert!(ratio(low + more) >= ratio(low) - 1e-3);
            }
        }
    }
}
