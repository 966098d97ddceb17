//! What a library sees with: the networks, or something that stands for them in a test.

use kith_domain::Similarity;
use kith_gallery::Calibration;
use kith_vision::{Analyzer, Mode, Networks, VisionError};

/// Makes analyzers, one for each worker, and knows the numbers that belong to them.
pub trait Eyes: Send + Sync {
    /// A detector and an embedder for one thread.
    ///
    /// # Errors
    /// When a network cannot be opened.
    fn analyzer(&self) -> Result<Analyzer, VisionError>;

    /// What is stored with every detection: another text means that photos must be looked at again.
    fn detector_version(&self) -> &str;

    /// The space in which its embeddings can be compared.
    fn space(&self) -> &str;

    /// From which similarity on faces are proposed and grouped.
    fn calibration(&self) -> Calibration;

    /// From which similarity on two faces alone count as the same.
    fn same(&self) -> Similarity;

    /// Whether a mode finds other faces than the balanced one.
    fn differs_from_balanced(&self, mode: Mode) -> bool;
}

impl Eyes for Networks {
    fn analyzer(&self) -> Result<Analyzer, VisionError> {
        Self::analyzer(self)
    }

    fn detector_version(&self) -> &str {
        self.detection_version()
    }

    fn space(&self) -> &str {
        &self.manifest().embedder.version
    }

    fn calibration(&self) -> Calibration {
        let embedder = self.embedder_calibration();
        Calibration {
            suggest: embedder.suggestion.base.0,
            suggest_per_tenfold: embedder.suggestion.per_decade.0,
            group: embedder.grouping.0,
            group_per_tenfold: 0.0,
        }
    }

    fn same(&self) -> Similarity {
        self.embedder_calibration().verification
    }

    fn differs_from_balanced(&self, mode: Mode) -> bool {
        Self::differs_from_balanced(self, mode)
    }
}
