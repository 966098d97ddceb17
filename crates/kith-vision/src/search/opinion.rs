//! The second opinion: whether what a detector found is a face, by all that is known about it.

use kith_domain::Score;
use serde::Deserialize;

/// Norms beyond say no more.
const NORMS: [f32; 2] = [3.0, 13.0];
/// So do sizes: a tenth and four times the usual height.
const SIZES: [f32; 2] = [-2.3, 1.4];
/// Pixels of the closest look that are usual for the height of a face; the place where its logarithm is zero.
const USUAL_HEIGHT: f32 = 60.0;
/// Scores from which a neighbour counts as company.
const COMPANY: f32 = 0.5;

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
    /// The final score of a face whose embedding has that norm; `None` when it has none.
    pub(crate) fn score(&self, evidence: Evidence, norm: Option<f32>) -> Score {
        let [least, most] = NORMS;
        let norm = norm.unwrap_or(least).clamp(least, most);
        let height = (evidence.height / USUAL_HEIGHT).max(f32::MIN_POSITIVE).ln().clamp(SIZES[0], SIZES[1]);
        let logit = self.intercept - evidence.doubt
            + self.score * logit(evidence.score)
            + self.norm * norm
            + self.company * evidence.company
            + self.height * height;
        Score::new(1.0 / (1.0 + (-logit).exp()))
    }

    /// What the final score can be at most, whatever the embedder says.
    pub(crate) fn bound(&self, evidence: Evidence) -> Score {
        self.score(evidence, Some(if self.norm > 0.0 { NORMS[1] } else { NORMS[0] }))
    }
}

fn logit(score: Score) -> f32 {
    let score = score.value().clamp(1e-4, 1.0 - 1e-4);
    (score / (1.0 - score)).ln()
}

/// For each face, the logarithm of 1 + the scores of all others that are likely faces.
pub(crate) fn company(scores: &[Score]) -> Vec<f32> {
    let counted = |score: &Score| if score.value() > COMPANY { score.value() } else { 0.0 };
    let all: f32 = scores.iter().map(counted).sum();
    scores.iter().map(|score| (all - counted(score)).max(0.0).ln_1p()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPINION: Opinion = Opinion { intercept: -4.0, score: 2.0, norm: 0.25, company: 0.5, height: 1.0 };

    fn evidence() -> Evidence {
        Evidence { score: Score::new(0.5), company: 0.0, height: 60.0, doubt: 0.0 }
    }

    #[test]
    fn everything_counts_in_its_direction() {
        let base = OPINION.score(evidence(), Some(8.0));
        assert!((base.value() - 1.0 / (1.0 + 2f32.exp())).abs() < 1e-6, "{base:?}");
        assert!(OPINION.score(evidence(), Some(9.0)) > base && OPINION.score(evidence(), None) < base);
        let changed = [
            Evidence { score: Score::new(0.6), ..evidence() },
            Evidence { company: 1.0, ..evidence() },
            Evidence { height: 70.0, ..evidence() },
            Evidence { doubt: -1.0, ..evidence() },
        ];
        assert!(changed.iter().all(|evidence| OPINION.score(*evidence, Some(8.0)) > base));
    }

    #[test]
    fn nothing_lies_above_the_bound() {
        for norm in [None, Some(0.0), Some(8.0), Some(100.0)] {
            for opinion in [OPINION, Opinion { norm: -0.25, ..OPINION }] {
                assert!(opinion.score(evidence(), norm) <= opinion.bound(evidence()));
            }
        }
    }

    #[test]
    fn extremes_have_an_opinion() {
        for score in [0.0, 1.0] {
            for height in [0.0, f32::MAX] {
                let evidence = Evidence { score: Score::new(score), height, ..evidence() };
                assert!((0.0..=1.0).contains(&OPINION.score(evidence, Some(8.0)).value()));
            }
        }
    }

    #[test]
    fn company_is_all_likely_faces_but_oneself() {
        let company = company(&[0.9, 0.8, 0.3].map(Score::new));
        assert!((company[0] - 1.8f32.ln()).abs() < 1e-6 && (company[1] - 1.9f32.ln()).abs() < 1e-6);
        assert!((company[2] - 2.7f32.ln()).abs() < 1e-6);
    }
}
