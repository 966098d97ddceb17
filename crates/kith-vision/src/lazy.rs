//! A detector that is opened when it is first asked: most scans never need the second one.

use kith_domain::{Detection, Frame, Score};

use crate::{Detector, VisionError};

/// Makes the detector.
pub(crate) type Open = Box<dyn Fn() -> Result<Box<dyn Detector>, VisionError> + Send>;

pub(crate) struct Lazy {
    open: Open,
    detector: Option<Box<dyn Detector>>,
}

impl Lazy {
    pub(crate) fn new(open: Open) -> Self {
        Self { open, detector: None }
    }
}

impl Detector for Lazy {
    fn detect(&mut self, frame: &Frame, longest_side: u32, min_score: Score) -> Result<Vec<Detection>, VisionError> {
        let detector = match &mut self.detector {
            Some(detector) => detector,
            none => none.insert((self.open)()?),
        };
        detector.detect(frame, longest_side, min_score)
    }
}
