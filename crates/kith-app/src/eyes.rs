//! What a library sees with: the networks, or something that stands for them in a test.

use kith_domain::{Probability, Similarity};
use kith_gallery::{Genuine, Grouping, Likeness, Reliability};
use kith_vision::{Analyzer, Networks, VisionError};

/// What the embeddings of one space say of who is who.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// What a similarity is worth.
    pub likeness: Likeness,
    /// From when on unnamed faces belong together.
    pub grouping: Grouping,
    /// How likely someone must be to be proposed.
    pub suggestion: Probability,
}

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

    /// What its embeddings say of who is who.
    fn calibration(&self) -> Calibration;

    /// From which similarity on two faces alone count as the same.
    fn same(&self) -> Similarity;
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
        let likeness = &embedder.likeness;
        let (reliability, genuine) = (likeness.reliability, likeness.genuine);
        Calibration {
            likeness: Likeness {
                reliability: Reliability {
                    most: reliability.most,
                    slope: reliability.slope,
                    middle: reliability.middle,
                },
                genuine: Genuine {
                    spread: genuine.spread,
                    narrowing: genuine.narrowing,
                    freedom: genuine.freedom,
                    between_groups: genuine.between_groups,
                },
                impostor: likeness.impostor,
                relatives: likeness.relatives,
            },
            grouping: Grouping {
                link: embedder.grouping.link,
                join: embedder.grouping.join,
                relatives: embedder.grouping.relatives,
            },
            suggestion: Probability(embedder.suggestion),
        }
    }

    fn same(&self) -> Similarity {
        self.embedder_calibration().verification
    }
}
