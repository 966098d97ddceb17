//! The role of a detector.

use kith_domain::{Detection, Frame, Score};

use crate::VisionError;

/// How much time to spend on a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// Look at a small copy: twice as fast or more, and blind for the smallest faces.
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

/// Finds faces and their landmarks. One per thread: it owns its session and its buffers.
pub trait Detector: Send {
    /// Stored with every result; another text means that a picture has to be looked at again.
    fn version(&self) -> &str;

    /// Whether a mode gives other results than [`Mode::Balanced`] does.
    fn differs_from_balanced(&self, mode: Mode) -> bool;

    /// The faces of a picture in pixels of the frame, best first. `min_score` replaces the calibrated threshold: a lower
    /// one adds faces at the end of the list and changes nothing else.
    ///
    /// # Errors
    /// When the network cannot be run or its answer has a wrong form.
    fn detect(&mut self, frame: &Frame, mode: Mode, min_score: Option<Score>) -> Result<Vec<Detection>, VisionError>;
}
