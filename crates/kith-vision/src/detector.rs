//! The role of a detector.

use kith_domain::{Detection, Frame, Score};

use crate::VisionError;

/// How much time to spend on a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// One look at a small copy: quick, and blind for the smallest faces.
    Fast,
    /// What a scan does unless told otherwise.
    #[default]
    Balanced,
    /// Find as much as possible.
    Thorough,
}

impl Mode {
    /// All of them, from the fastest on.
    pub const ALL: [Self; 3] = [Self::Fast, Self::Balanced, Self::Thorough];

    /// The word for it on the command line and in a library.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Balanced => "balanced",
            Self::Thorough => "thorough",
        }
    }
}

/// Finds faces and their landmarks in one look at a picture. One per thread: it owns its session and its buffers.
///
/// When to look how closely, and what several looks say together, is decided by [`crate::Analyzer`].
pub trait Detector: Send {
    /// The faces of a picture that was resized so that its longer side has `longest_side` pixels, with at least a score
    /// of `min_score`; in pixels of the frame, best first. A lower `min_score` adds faces at the end of the list and
    /// changes nothing else. Scores are the network's own.
    ///
    /// # Errors
    /// When the network cannot be run or its answer has a wrong form.
    fn detect(&mut self, frame: &Frame, longest_side: u32, min_score: Score) -> Result<Vec<Detection>, VisionError>;
}
