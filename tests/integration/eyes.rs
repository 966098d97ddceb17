//! Eyes with a detector of the test's own, of the same version as the fakes.

use kith_app::inner::{Analyzer, Detection, Frame, VisionError};
use kith_app::{Calibration, Eyes};
use kith_domain::{Score, Similarity};

use kith_tests::fakes::{FakeEmbedder, FakeEyes};
use kith_vision::Detector;

/// What it sees in a picture.
type See = fn(&Frame) -> Vec<Detection>;

/// Eyes that see what a function says.
pub(crate) struct Seeing(pub(crate) See);

/// Finds nothing.
pub(crate) const BLIND: Seeing = Seeing(|_| Vec::new());

/// Panics at wide pictures, and finds nothing in others.
pub(crate) const STUMBLING: Seeing = Seeing(|frame| {
    assert!(frame.width() <= 96, "a wide picture");
    Vec::new()
});

impl Eyes for Seeing {
    fn analyzer(&self) -> Result<Analyzer, VisionError> {
        Ok(Analyzer::new(Box::new(Seer(self.0)), Box::new(FakeEmbedder)))
    }

    fn detector_version(&self) -> &'static str {
        "squares 1"
    }

    fn space(&self) -> &'static str {
        "colours 1"
    }

    fn calibration(&self) -> Calibration {
        FakeEyes::default().calibration()
    }

    fn same(&self) -> Similarity {
        FakeEyes::default().same()
    }
}

struct Seer(See);

impl Detector for Seer {
    fn detect(&mut self, frame: &Frame, _: u32, _: Score) -> Result<Vec<Detection>, VisionError> {
        Ok((self.0)(frame))
    }
}
