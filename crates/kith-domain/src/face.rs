//! What is seen in a frame, and what is said about it.

use crate::{PersonId, Point, Rect};

/// A number that must be finite and in 0..=1: how sure the detector is that this is a face.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Score(f32);

impl Score {
    /// Clamps into 0..=1; not a number counts as 0.
    pub fn new(value: f32) -> Self {
        Self(if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) })
    }

    /// The number.
    pub const fn value(self) -> f32 {
        self.0
    }
}

/// Cosine of two embeddings of one space, in -1..=1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Similarity(pub f32);

/// How far an embedding can be trusted, 0 to 1: about the probability that a good picture of the same person resembles the
/// face more than 999 of 1,000 strangers do.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Quality(pub f32);

/// How likely something is, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Probability(pub f32);

/// Five points of a face. Sides are the *subject's*: the right eye of a person who looks at us is on our left.
/// In pixels of the upright frame, or in fractions of a picture, as the owner says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Landmarks {
    /// Middle of the right eye.
    pub right_eye: Point,
    /// Middle of the left eye.
    pub left_eye: Point,
    /// Tip of the nose.
    pub nose: Point,
    /// Right corner of the mouth.
    pub right_mouth: Point,
    /// Left corner of the mouth.
    pub left_mouth: Point,
}

impl Landmarks {
    /// In the order in which they are written everywhere: right eye, left eye, nose, right and left corner of the mouth.
    pub const fn to_array(self) -> [Point; 5] {
        [self.right_eye, self.left_eye, self.nose, self.right_mouth, self.left_mouth]
    }

    /// The inverse of [`Self::to_array`].
    pub const fn from_array([right_eye, left_eye, nose, right_mouth, left_mouth]: [Point; 5]) -> Self {
        Self { right_eye, left_eye, nose, right_mouth, left_mouth }
    }

    /// Every point changed in the same way.
    #[must_use]
    pub fn map(self, change: impl FnMut(Point) -> Point) -> Self {
        Self::from_array(self.to_array().map(change))
    }
}

/// What the detector found: all in pixels of the upright frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// The box, as the network draws it, without padding.
    pub rect: Rect,
    /// The final ranking of this face among all faces of all photos.
    pub score: Score,
    /// Its five landmarks.
    pub landmarks: Landmarks,
}

/// A face warped to the canonical crop of a recogniser: square, `3 * side * side` bytes of RGB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlignedFace {
    /// Pixels along each side.
    pub side: u32,
    /// Interleaved RGB, rows from the top.
    pub rgb: Vec<u8>,
}

/// One vector of one face: unit norm by construction.
#[derive(Debug, Clone, PartialEq)]
pub struct Embedding {
    vector: Vec<f32>,
    norm: f32,
}

/// Why numbers do not make an embedding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmbeddingError {
    /// A number was infinite or not a number.
    #[error("the network's answer was not finite")]
    NotFinite,
    /// All numbers were zero, or there were none.
    #[error("the network's answer was zero")]
    Zero,
}

impl Embedding {
    /// Scales the network's answer to unit norm, and keeps the norm that it had.
    ///
    /// # Errors
    /// When the numbers are not finite or all zero.
    pub fn new(mut vector: Vec<f32>) -> Result<Self, EmbeddingError> {
        let norm = vector.iter().map(|v| f64::from(*v) * f64::from(*v)).sum::<f64>().sqrt() as f32;
        if !norm.is_finite() {
            return Err(EmbeddingError::NotFinite);
        }
        if norm < f32::MIN_POSITIVE {
            return Err(EmbeddingError::Zero);
        }
        for v in &mut vector {
            *v /= norm;
        }
        Ok(Self { vector, norm })
    }

    /// Takes back what [`Self::vector`] and [`Self::norm`] gave.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn from_parts(vector: Vec<f32>, norm: f32) -> Result<Self, EmbeddingError> {
        Self::new(vector).map(|unit| Self { norm, ..unit })
    }

    /// Seen from the mean of all faces: what all share is taken away, and the rest scaled to unit norm again. [`Self::norm`]
    /// stays. An empty `centre` changes nothing.
    ///
    /// # Errors
    /// As [`Self::new`]. `centre` must be empty or as long as the vector.
    pub fn seen_from(mut self, centre: &[f32]) -> Result<Self, EmbeddingError> {
        self.vector.iter_mut().zip(centre).for_each(|(value, mean)| *value -= mean);
        Self::from_parts(self.vector, self.norm)
    }

    /// The numbers, unit norm.
    pub fn vector(&self) -> &[f32] {
        &self.vector
    }

    /// The norm before scaling: small for blurred or hidden faces.
    pub const fn norm(&self) -> f32 {
        self.norm
    }

    /// Cosine with another embedding of the same space.
    pub fn similarity(&self, other: &Self) -> Similarity {
        Similarity(self.vector.iter().zip(&other.vector).map(|(a, b)| a * b).sum())
    }
}

/// Where a face came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaceOrigin {
    /// Found by a detector.
    Machine,
    /// Drawn by the person.
    Manual,
    /// Read from the metadata of a file.
    Imported,
}

/// What the person said about a face; `Open` as long as nothing was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Verdict {
    /// Nothing was decided.
    #[default]
    Open,
    /// This is that person. `twice` when the person allowed that someone is in this photo more than once.
    Confirmed {
        /// Who.
        person: PersonId,
        /// Whether a second face of the same person in the same photo is meant.
        twice: bool,
    },
    /// Not of interest.
    Ignored,
    /// The detector was wrong.
    NotAFace,
    /// Nobody the person knows.
    Stranger,
}

impl Verdict {
    /// Who was confirmed, if anyone.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Confirmed { person, .. } => Some(person),
            _ => None,
        }
    }
}

/// How far the person has looked at a face of which nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Seen {
    /// It was never asked about.
    #[default]
    New,
    /// It was shown.
    Seen,
    /// The person was not sure, and is not asked again.
    Later,
}

/// The four states that a face can be shown in; never people, so that nothing can rename or address them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaceState {
    /// Nothing decided and nothing proposed.
    Unknown,
    /// Someone is proposed: what the screens call unconfirmed.
    Suggested,
    /// Someone is confirmed.
    Confirmed,
    /// Ignored, a stranger, or not a face.
    Ignored,
}

impl FaceState {
    /// What lines of text call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Suggested => "suggested",
            Self::Confirmed => "confirmed",
            Self::Ignored => "ignored",
        }
    }

    /// From the verdict and whether a suggestion stands.
    pub const fn new(verdict: Verdict, has_suggestion: bool) -> Self {
        match verdict {
            Verdict::Open if has_suggestion => Self::Suggested,
            Verdict::Open => Self::Unknown,
            Verdict::Confirmed { .. } => Self::Confirmed,
            Verdict::Ignored | Verdict::NotAFace | Verdict::Stranger => Self::Ignored,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embedding_has_unit_norm_and_remembers_its_own() {
        let e = Embedding::new(vec![3.0, 0.0, 4.0]).unwrap();
        assert_eq!((e.vector(), e.norm()), (&[0.6, 0.0, 0.8][..], 5.0));
        assert!((e.similarity(&e).0 - 1.0).abs() < 1e-6);
    }

    #[test]
    fn what_all_faces_share_is_taken_away() {
        let seen = |vector: Vec<f32>| Embedding::new(vector).unwrap().seen_from(&[0.6, 0.0]);
        let (a, b) = (seen(vec![3.0, 4.0]).unwrap(), seen(vec![3.0, -4.0]).unwrap());
        assert_eq!((a.vector(), b.vector(), a.norm()), (&[0.0, 1.0][..], &[0.0, -1.0][..], 5.0));
        assert_eq!(Embedding::new(vec![0.6]).unwrap().seen_from(&[1.0]), Err(EmbeddingError::Zero));
    }

    #[test]
    fn numbers_that_mean_nothing_are_refused() {
        assert_eq!(Embedding::new(vec![1.0, f32::NAN]), Err(EmbeddingError::NotFinite));
        assert_eq!(Embedding::new(vec![0.0; 4]), Err(EmbeddingError::Zero));
        assert_eq!(Embedding::new(vec![]), Err(EmbeddingError::Zero));
    }
}
