//! From a picture to faces: detection, alignment and embedding with exchangeable networks.
//!
//! [`Networks::load`] finds ONNX Runtime and the networks of `models/`, checks them against `models.toml` and is shared
//! by all threads; [`Networks::analyzer`] makes one [`Analyzer`] per worker thread, which owns its sessions and buffers:
//!
//! ```no_run
//! use kith_domain::Frame;
//! use kith_vision::{Mode, Networks};
//!
//! let networks = Networks::load(None)?;
//! let mut analyzer = networks.analyzer()?;
//! let mut frame = Frame::new(640, 480, vec![0; 640 * 480 * 3]).expect("640 x 480 pixels of RGB");
//! for face in analyzer.analyze(&mut frame, Mode::Balanced, None)? {
//!     println!("{:?}: {:?}", face.detection.rect, face.embedding.map(|e| e.norm()));
//! }
//! # Ok::<(), kith_vision::VisionError>(())
//! ```
//!
//! Invariants:
//! - A network's answer is checked before it is used; a bad one is a [`VisionError`], never a panic.
//! - Faces are warped from the picture in its own resolution where they are small, and in one way only, whether they are
//!   searched or searched for.
//! - Thresholds come from `models.toml` ([`SearchCalibration`], [`EmbedderCalibration`]).
//! - `ort` appears in one module and in no public item.

mod align;
mod analyzer;
mod centerface;
mod detector;
mod embedder;
mod error;
mod manifest;
mod networks;
mod nms;
mod picture;
mod place;
mod places;
mod pool;
mod portrait;
mod provider;
mod resize;
mod search;
mod session;
mod sface;
mod yunet;

pub use analyzer::{AnalyzedFace, Analyzer};
pub use detector::{Detector, Mode};
pub use embedder::{Embedder, NoEmbedding};
pub use error::VisionError;
pub use manifest::{
    Channels, DetectorCalibration, EmbedderCalibration, GenuineCalibration, GroupingCalibration, LikenessCalibration,
    Manifest, NetworkEntry, NetworkStatus, Origin, QualityCalibration, ReliabilityCalibration,
};
pub use networks::Networks;
pub use picture::Picture;
pub use places::Places;
pub use portrait::{portrait, portrait_scale};
pub use provider::Provider;
pub use search::{
    Alone, By, Closer, Evidence, Limits, Opinion, Parts, Pass, Plan, SearchCalibration, SmallFaces, Turned, Visible,
};
