//! The networks of an installation, loaded once.

use std::path::Path;

use crate::{
    Analyzer, Detector, DetectorCalibration, Embedder, EmbedderCalibration, Manifest, Places, VisionError,
    session::Runtime, sface::Sface, yunet::Yunet,
};

/// ONNX Runtime and the checked bytes of all networks: what worker threads share.
pub struct Networks {
    runtime: Runtime,
    manifest: Manifest,
    places: Places,
    detector: Vec<u8>,
    embedder: Vec<u8>,
}

impl Networks {
    /// Finds everything as [`Places::find`] does, and opens it.
    ///
    /// # Errors
    /// When a part is missing, damaged or of another version than this program can use.
    pub fn load(bundle: Option<&Path>) -> Result<Self, VisionError> {
        Self::open(Places::find(bundle)?)
    }

    /// Opens what lies at the given places. ONNX Runtime is loaded once in a process: later calls use the first one.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn open(places: Places) -> Result<Self, VisionError> {
        let manifest = Manifest::read(&places.models)?;
        let detector = manifest.detector.read(&places.models)?;
        let embedder = manifest.embedder.read(&places.models)?;
        let runtime = Runtime::load(&places.runtime)?;
        Ok(Self { runtime, manifest, places, detector, embedder })
    }

    /// A detector and an embedder for one worker thread.
    ///
    /// # Errors
    /// When ONNX Runtime refuses a network, or the manifest names an architecture that is not known.
    pub fn analyzer(&self) -> Result<Analyzer, VisionError> {
        Ok(Analyzer::new(self.detector()?, self.embedder()?))
    }

    /// A detector for one worker thread.
    ///
    /// # Errors
    /// As [`Self::analyzer`].
    pub fn detector(&self) -> Result<Box<dyn Detector>, VisionError> {
        let entry = &self.manifest.detector;
        match entry.architecture.as_str() {
            "yunet" => Ok(Box::new(Yunet::new(self.runtime.network(&entry.name, &self.detector)?, entry))),
            other => Err(self.unknown(other)),
        }
    }

    /// An embedder for one worker thread.
    ///
    /// # Errors
    /// As [`Self::analyzer`].
    pub fn embedder(&self) -> Result<Box<dyn Embedder>, VisionError> {
        let entry = &self.manifest.embedder;
        match entry.architecture.as_str() {
            "sface" => Ok(Box::new(Sface::new(self.runtime.network(&entry.name, &self.embedder)?, entry))),
            other => Err(self.unknown(other)),
        }
    }

    /// The numbers that belong to the detector.
    pub fn detector_calibration(&self) -> &DetectorCalibration {
        &self.manifest.detector.calibration
    }

    /// The numbers that belong to the embedder.
    pub fn embedder_calibration(&self) -> &EmbedderCalibration {
        &self.manifest.embedder.calibration
    }

    /// What `models.toml` says.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Where everything was found.
    pub fn places(&self) -> &Places {
        &self.places
    }

    fn unknown(&self, architecture: &str) -> VisionError {
        VisionError::Manifest {
            path: self.places.models.join("models.toml"),
            reason: format!("no network of the architecture {architecture:?} is known in that role"),
        }
    }
}
