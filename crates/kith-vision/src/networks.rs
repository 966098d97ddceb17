//! The networks of an installation, loaded once.

use std::{
    num::NonZero,
    path::{Path, PathBuf},
    thread,
};

use crate::{
    Analyzer, Detector, DetectorCalibration, Embedder, EmbedderCalibration, Manifest, NetworkEntry, Places, Provider,
    SearchCalibration, VisionError,
    centerface::CenterFace,
    pool::{Pool, Pooled},
    provider::Trial,
    search::{Search, Shared},
    session::Runtime,
    sface::Sface,
    yunet::Yunet,
};

/// ONNX Runtime and the checked networks: what worker threads share.
pub struct Networks {
    runtime: Runtime,
    manifest: Manifest,
    places: Places,
    detector: OpenDetector,
    shared: Shared,
    embedder: Vec<u8>,
    provider: Provider,
    detection_version: String,
}

/// Sides of the pictures with which a provider is tried: that of an embedder's crop is fixed, a detector takes any.
const DETECTOR_SIDE: usize = 320;
const EMBEDDER_SIDE: usize = 112;

/// Bytes that a run of a detector takes, with some to spare: for looks that threads take by themselves, and for those of
/// 1600 pixels.
const ROOM: usize = 32 << 20;
const LARGE_ROOM: usize = 128 << 20;

impl Networks {
    /// Finds everything as [`Places::find`] and [`Provider::chosen`] do, and opens it.
    ///
    /// # Errors
    /// When a part is missing, damaged or of another version than this program can use.
    pub fn load(bundle: Option<&Path>) -> Result<Self, VisionError> {
        Self::open(Places::find(bundle)?, Provider::chosen()?)
    }

    /// Opens what lies at the given places. ONNX Runtime is loaded once in a process: later calls use the first one.
    ///
    /// A provider other than the processor is tried first: where it fails or gives other answers, the networks run on the
    /// processor, and the log says why.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn open(places: Places, wanted: Provider) -> Result<Self, VisionError> {
        let manifest = Manifest::read(&places.models)?;
        let runtime = Runtime::load(&places.runtime)?;
        let onnx = [&manifest.detector, &manifest.second_detector].map(|entry| entry.read(&places.models));
        let [detector, second] = onnx;
        let (detector, second, embedder) = (detector?, second?, manifest.embedder.read(&places.models)?);
        let trials = [
            Trial::new(&manifest.detector, &detector, DETECTOR_SIDE),
            Trial::new(&manifest.second_detector, &second, DETECTOR_SIDE),
            Trial::new(&manifest.embedder, &embedder, EMBEDDER_SIDE),
        ];
        let provider = settle(wanted, |provider| trials.iter().try_for_each(|trial| trial.run(&runtime, provider)));
        let open = |entry: &NetworkEntry<DetectorCalibration>, room| OpenDetector {
            runtime: runtime.clone(),
            entry: entry.clone(),
            models: places.models.clone(),
            provider,
            room,
        };
        let shared = Shared {
            detector: open(&manifest.detector, LARGE_ROOM).shared(),
            second_detector: open(&manifest.second_detector, LARGE_ROOM).shared(),
        };
        let detector = open(&manifest.detector, ROOM);
        let detection_version = manifest.detection_version();
        Ok(Self { runtime, manifest, places, detector, shared, embedder, provider, detection_version })
    }

    /// Detectors and an embedder for one worker thread.
    ///
    /// # Errors
    /// When ONNX Runtime refuses a network, or the manifest names an architecture that is not known.
    pub fn analyzer(&self) -> Result<Analyzer, VisionError> {
        let search = Search::new(self.manifest.search.clone(), self.detector()?, Some(self.shared.clone()));
        Ok(Analyzer::with_search(search, self.embedder()?))
    }

    /// The detector that is always asked, for one worker thread.
    ///
    /// # Errors
    /// As [`Self::analyzer`].
    pub fn detector(&self) -> Result<Box<dyn Detector>, VisionError> {
        self.detector.open()
    }

    /// An embedder for one worker thread.
    ///
    /// # Errors
    /// As [`Self::analyzer`].
    pub fn embedder(&self) -> Result<Box<dyn Embedder>, VisionError> {
        let entry = &self.manifest.embedder;
        match entry.architecture.as_str() {
            "sface" => {
                let network = self.runtime.network(&entry.name, &self.embedder, self.provider, None)?;
                let sface = Sface::new(network, entry);
                Ok(Box::new(sface.map_err(|reason| malformed(&self.places.models, reason))?))
            }
            other => Err(unknown(&self.places.models, other)),
        }
    }

    /// How the detectors work together.
    pub fn search_calibration(&self) -> &SearchCalibration {
        &self.manifest.search
    }

    /// What is stored with every detection: another text means that pictures must be looked at again.
    pub fn detection_version(&self) -> &str {
        &self.detection_version
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
}

/// What the networks run on: what was wanted, if that can be used.
fn settle(wanted: Provider, try_out: impl FnOnce(Provider) -> Result<(), String>) -> Provider {
    if wanted == Provider::Cpu {
        return wanted;
    }
    match try_out(wanted) {
        Ok(()) => wanted,
        Err(reason) => {
            tracing::warn!("{wanted} is not used, the networks run on the processor: {reason}");
            Provider::Cpu
        }
    }
}

/// What it takes to make a detector; not the bytes of its file, which are needed once and would stay.
struct OpenDetector {
    runtime: Runtime,
    entry: NetworkEntry<DetectorCalibration>,
    models: PathBuf,
    provider: Provider,
    /// Bytes that its runs take.
    room: usize,
}

impl OpenDetector {
    /// Half as many as there are cores: a thread has other things to do than to look.
    fn shared(self) -> Pooled {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Pooled(Pool::new(cores.div_ceil(2), Box::new(move || self.open())))
    }

    fn open(&self) -> Result<Box<dyn Detector>, VisionError> {
        let network = || {
            let onnx = self.entry.read(&self.models)?;
            self.runtime.network(&self.entry.name, &onnx, self.provider, Some(self.room))
        };
        match self.entry.architecture.as_str() {
            "yunet" => Ok(Box::new(Yunet::new(network()?, &self.entry))),
            "centerface" => Ok(Box::new(CenterFace::new(network()?, &self.entry))),
            other => Err(unknown(&self.models, other)),
        }
    }
}

fn unknown(models: &Path, architecture: &str) -> VisionError {
    malformed(models, format!("no network of the architecture {architecture:?} is known in that role"))
}

fn malformed(models: &Path, reason: String) -> VisionError {
    VisionError::Manifest { path: models.join("models.toml"), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_its_trial_is_not_used() {
        assert_eq!(settle(Provider::Cuda, |_| Err("there is no such device".to_owned())), Provider::Cpu);
        assert_eq!(settle(Provider::Cuda, |_| Ok(())), Provider::Cuda);
        assert_eq!(settle(Provider::Cpu, |_| panic!("the processor needs no trial")), Provider::Cpu);
    }
}
