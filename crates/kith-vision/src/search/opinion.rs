//! The second opinion: whether what a detector found is a face, by all that is known about it.

use kith_domain::Score;
use serde::Deserialize;

use crate::NoEmbedding;

/// What limits the evidence, so that extremes say no more than is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Norms of embeddings before scaling. A high upper limit makes the embedder look at many places in vain.
    pub norm: [f32; 2],
    /// Heights in pixels of the closest look.
    pub height: [f32; 2],
    /// The height that counts as nothing, in pixels of the closest look.
    pub usual_height: f32,
    /// The score from which a neighbour counts as company.
    pub company: f32,
}

/// Weights of a logistic regression; its answer is the final score.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// What is thought of a place of which nothing is known.
    pub intercept: f32,
    /// For the logit of what the looks said together.
    pub score: f32,
    /// For the embedding's norm before scaling: it is small when the embedder sees no face.
    pub norm: f32,
    /// In place of the norm, for a face that is too small for the embedder.
    #[serde(default)]
    pub too_small: f32,
    /// For the logarithm of 1 + the scores of the other faces: a face seldom comes alone.
    pub company: f32,
    /// For the logarithm of the height: small patterns look like faces more often than large ones.
    pub height: f32,
}

/// What is known of a place before the embedder has looked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// What the looks said together.
    pub score: Score,
    /// Logarithm of 1 + the scores of the other faces of the picture.
    pub company: f32,
    /// Pixels of the closest look.
    pub height: f32,
    /// What is taken off the logit.
    pub doubt: f32,
}

impl Opinion {
    /// The final score of a face whose embedding has that norm, or has none for that reason.
    pub(crate) fn score(&self, evidence: Evidence, norm: Result<f32, NoEmbedding>, limits: Limits) -> Score {
        let seen = match norm {
            Ok(norm) => self.norm * norm.clamp(limits.norm[0], limits.norm[1]),
            Err(NoEmbedding::TooSmall) => self.too_small,
            Err(_) => self.norm * limits.norm[0],
        };
        let height = evidence.height.clamp(limits.height[0], limits.height[1]);
        let logit = self.intercept - evidence.doubt
            + self.score * logit(evidence.score)
            + seen
            + self.company * evidence.company
            + self.height * (height / limits.usual_height).ln();
        Score::new(1.0 / (1.0 + (-logit).exp()))
    }

    /// What the final score can be at most, whatever the embedder says.
    pub(crate) fn bound(&self, evidence: Evidence, limits: Limits) -> Score {
        self.score(evidence, Ok(limits.norm[usize::from(self.norm > 0.0)]), limits)
    }
}

fn logit(score: Score) -> f32 {
    let score = score.value().clamp(1e-4, 1.0 - 1e-4);
    (score / (1.0 - score)).ln()
}

/// For each face, the logarithm of 1 + the scores of all others that are at least `least`.
pub(crate) fn company(scores: &[Score], least: f32) -> Vec<f32> {
    let counted = |score: &Score| if score.value() >= least { score.value() } else { 0.0 };
    let all: f32 = scores.iter().map(counted).sum();
    scores.iter().map(|score| (all - counted(score)).max(0.0).ln_1p()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPINION: Opinion =
        Opinion { intercept: -4.0, score: 2.0, norm: 0.25, too_small: 0.9, company: 0.5, height: 1.0 };
    const LIMITS: Limits = Limits { norm: [3.0, 13.0], height: [6.0, 240.0], usual_height: 60.0, company: 0.5 };

    fn evidence() -> Evidence {
        Evidence { score: Score::new(0.5), company: 0.0, height: 60.0, doubt: 0.0 }
    }

    fn score(evidence: Evidence, norm: Result<f32, NoEmbedding>) -> Score {
        OPINION.score(evidence, norm, LIMITS)
    }

    #[test]
    fn everything_counts_in_its_direction() {
        let base = score(evidence(), Ok(8.0));
        assert!((base.value() - 1.0 / (1.0 + 2f32.exp())).abs() < 1e-6, "{base:?}");
        assert!(score(evidence(), Ok(9.0)) > base && score(evidence(), Err(NoEmbedding::Zero)) < base);
        let changed = [
            Evidence { score: Score::new(0.6), ..evidence() },
            Evidence { company: 1.0, ..evidence() },
            Evidence { height: 70.0, ..evidence() },
            Evidence { doubt: -1.0, ..evidence() },
        ];
        assert!(changed.iter().all(|evidence| score(*evidence, Ok(8.0)) > base));
    }

    #[test]
    fn nothing_lies_above_the_bound() {
        for norm in [Err(NoEmbedding::NotFinite), Ok(0.0), Ok(8.0), Ok(100.0)] {
            for opinion in [OPINION, Opinion { norm: -0.25, ..OPINION }] {
                assert!(opinion.score(evidence(), norm, LIMITS) <= opinion.bound(evidence(), LIMITS));
            }
        }
    }

    #[test]
    fn a_face_too_small_for_the_embedder_is_judged_without_its_norm() {
        let seen = score(evidence(), Err(NoEmbedding::TooSmall));
        assert!((seen.value() - 1.0 / (1.0 + 3.1f32.exp())).abs() < 1e-6, "{seen:?}");
    }

    #[test]
    fn extremes_have_an_opinion() {
        for seen in [0.0, 1.0] {
            for height in [0.0, f32::MAX] {
                let evidence = Evidence { score: Score::new(seen), height, ..evidence() };
                assert!((0.0..=1.0).contains(&score(evidence, Ok(8.0)).value()));
            }
        }
    }

    #[test]
    fn company_is_all_likely_faces_but_oneself() {
        let company = company(&[0.9, 0.8, 0.3].map(Score::new), 0.5);
        assert!((company[0] - 1.8f32.ln()).abs() < 1e-6 && (company[1] - 1.9f32.ln()).abs() < 1e-6);
        assert!((company[2] - 2.7f32.ln()).abs() < 1e-6);
    }
}
