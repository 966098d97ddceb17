//! `models.toml`: which networks there are, where they came from, and how they are calibrated.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use kith_domain::{Quality, Score, Similarity};
use serde::{Deserialize, Deserializer, de::Error};
use sha2::{Digest, Sha256};

use crate::{SearchCalibration, VisionError};

/// The whole file. Each role has one network.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Finds faces and their landmarks.
    pub detector: NetworkEntry<DetectorCalibration>,
    /// Finds faces as well; asked where there is time for a second opinion.
    pub second_detector: NetworkEntry<DetectorCalibration>,
    /// How the detectors work together.
    pub search: SearchCalibration,
    /// Turns an aligned face into an embedding.
    pub embedder: NetworkEntry<EmbedderCalibration>,
}

/// One network with the calibration `C` of its role.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkEntry<C> {
    /// For people to read.
    pub name: String,
    /// Which implementation of the role's trait knows how to feed and read it.
    pub architecture: String,
    /// Stored with all results. Another text means that old results cannot be compared with new ones.
    pub version: String,
    /// The file, in the folder of `models.toml`.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// SPDX identifier.
    pub licence: String,
    /// The text of the licence, in the folder of `models.toml`.
    pub licence_file: String,
    /// Where its authors publish it.
    pub source: String,
    /// Order in which the network wants the colours: planes of 0 to 255, `1 x 3 x height x width`.
    pub channels: Channels,
    /// What `cargo xtask models` makes the file from.
    pub origin: Origin,
    /// Thresholds and sizes, with the data they were fitted on.
    pub calibration: C,
}

/// Order of colour planes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channels {
    /// Red first.
    Rgb,
    /// Blue first.
    Bgr,
}

/// The published file that was converted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Package of the Python Package Index that carries it, pinned.
    pub package: String,
    /// Path in the package's wheel.
    pub path: String,
    /// SHA-256 of the published file, in hexadecimal digits.
    pub sha256: String,
}

/// Numbers that belong to a detector alone.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DetectorCalibration {
    /// Of two boxes of one look that overlap more (intersection over union), the one with the lower score is dropped.
    pub max_overlap: f32,
}

/// Numbers that belong to an embedder.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbedderCalibration {
    /// The mean of the network's answers at unit norm, as many numbers as each has: embeddings are seen from there.
    pub centre: Vec<f32>,
    /// From which similarity two faces alone count as one person (1:1).
    #[serde(deserialize_with = "similarity")]
    pub verification: Similarity,
    /// What the norm of an embedding before scaling says of its quality.
    pub quality: QualityCalibration,
    /// What a similarity says of who it is.
    pub likeness: LikenessCalibration,
    /// From which evidence on unnamed faces belong together.
    pub grouping: GroupingCalibration,
    /// How likely it must be that a face is someone, above one half, so that they are proposed.
    pub suggestion: f32,
    /// The data behind these numbers.
    pub fitted_on: String,
}

/// A logistic curve. What blurs a face, covers it or turns it away makes its embedding short.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualityCalibration {
    /// The norm at which the quality is one half.
    pub middle: f32,
    /// The slope in the logit for each unit of the norm.
    pub steepness: f32,
}

impl QualityCalibration {
    /// The quality of an embedding that was so long.
    pub fn of_norm(self, norm: f32) -> Quality {
        Quality(1.0 / (1.0 + (self.steepness * (self.middle - norm)).exp()))
    }
}

impl EmbedderCalibration {
    /// Says which number cannot be.
    fn check(&self) -> Result<(), String> {
        let LikenessCalibration { reliability, genuine, impostor, relatives } = &self.likeness;
        let possible = [
            ("suggestion", self.suggestion, 0.51..1.0),
            ("reliability.most", reliability.most, 0.0..1.0),
            ("genuine.spread", genuine.spread, 0.01..1.0),
            ("genuine.between_groups", genuine.between_groups, 0.0..1.0),
            ("genuine.freedom", genuine.freedom, 2.0..f32::INFINITY),
            ("impostor", *impostor, 0.01..1.0),
            ("relatives", *relatives, 0.0..1.0),
            ("grouping.relatives", self.grouping.relatives, 0.0..1e6),
        ];
        match possible.into_iter().find(|(_, number, range)| !range.contains(number)) {
            Some((name, number, range)) => Err(format!("{name} is {number}, not in {range:?}")),
            None => Ok(()),
        }
    }
}

/// How similar faces of one person are, and those of strangers: the numbers of `kith_gallery::Likeness`, which says what each
/// means.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LikenessCalibration {
    /// A logistic curve over the logit of the quality.
    pub reliability: ReliabilityCalibration,
    /// Student's distribution of the similarities of one person's faces.
    pub genuine: GenuineCalibration,
    /// Standard deviation of the similarities of strangers.
    pub impostor: f32,
    /// How many who look somewhat like a person there are for each face of theirs.
    pub relatives: f32,
}

/// See [`LikenessCalibration`].
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReliabilityCalibration {
    /// The largest, below 1.
    pub most: f32,
    /// For each unit of the logit.
    pub slope: f32,
    /// The logit at half of the largest.
    pub middle: f32,
}

/// See [`LikenessCalibration`].
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GenuineCalibration {
    /// Scale at an expected similarity of 0.
    pub spread: f32,
    /// Its exponential decrease for each unit of the expected similarity.
    pub narrowing: f32,
    /// Degrees of freedom.
    pub freedom: f32,
    /// Least scale between groups of faces.
    pub between_groups: f32,
}

/// Logarithms of likelihood ratios, to which the logarithm of the number of faces is added.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupingCalibration {
    /// For two faces.
    pub link: f32,
    /// For two groups.
    pub join: f32,
    /// How many others look somewhat like each person.
    pub relatives: f32,
}

/// One line of what `kith models` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkStatus {
    /// For people to read.
    pub name: String,
    /// `detector`, `second detector` or `embedder`.
    pub role: &'static str,
    /// SPDX identifier.
    pub licence: String,
    /// SHA-256 by the manifest, in hexadecimal digits.
    pub sha256: String,
    /// Whether the file is there and has that hash.
    pub ok: bool,
}

impl Manifest {
    /// Reads `models.toml` of a folder.
    ///
    /// # Errors
    /// When the file cannot be read or does not say what it must.
    pub fn read(models: &Path) -> Result<Self, VisionError> {
        let path = models.join("models.toml");
        let text = fs::read_to_string(&path).map_err(|source| VisionError::Io { path: path.clone(), source })?;
        Self::parse(&text).map_err(|reason| VisionError::Manifest { path, reason })
    }

    fn parse(text: &str) -> Result<Self, String> {
        let manifest: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        manifest.embedder.calibration.check()?;
        for detector in [&manifest.detector, &manifest.second_detector] {
            let max_overlap = detector.calibration.max_overlap;
            if !(0.0..=1.0).contains(&max_overlap) {
                return Err(format!("max_overlap of {} is {max_overlap}, not in 0..=1", detector.name));
            }
        }
        manifest.search.check()?;
        Ok(manifest)
    }

    /// Compares the files of a folder with what the manifest says of them.
    pub fn status(&self, models: &Path) -> Vec<NetworkStatus> {
        vec![
            self.detector.status("detector", models),
            self.second_detector.status("second detector", models),
            self.embedder.status("embedder", models),
        ]
    }

    /// What is stored with every detection: another text means that pictures must be looked at again.
    pub fn detection_version(&self) -> String {
        format!("{} {} {}", self.detector.version, self.second_detector.version, self.search.version)
    }
}

impl<C> NetworkEntry<C> {
    /// Where the file lies when `models` is the folder of the manifest.
    pub fn path(&self, models: &Path) -> PathBuf {
        models.join(&self.file)
    }

    /// Reads the file and checks its hash.
    ///
    /// # Errors
    /// When it cannot be read or is another one.
    pub fn read(&self, models: &Path) -> Result<Vec<u8>, VisionError> {
        let path = self.path(models);
        let bytes = fs::read(&path).map_err(|source| VisionError::Io { path: path.clone(), source })?;
        let found = sha256_hex(&bytes);
        if !found.eq_ignore_ascii_case(&self.sha256) {
            return Err(VisionError::Checksum { path, expected: self.sha256.clone(), found });
        }
        Ok(bytes)
    }

    fn status(&self, role: &'static str, models: &Path) -> NetworkStatus {
        NetworkStatus {
            name: self.name.clone(),
            role,
            licence: self.licence.clone(),
            sha256: self.sha256.clone(),
            ok: self.read(models).is_ok(),
        }
    }
}

fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(crate) fn score<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Score, D::Error> {
    within(f32::deserialize(deserializer)?, 0.0).map(Score::new)
}

fn similarity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Similarity, D::Error> {
    within(f32::deserialize(deserializer)?, -1.0).map(Similarity)
}

fn within<E: Error>(value: f32, lowest: f32) -> Result<f32, E> {
    if (lowest..=1.0).contains(&value) { Ok(value) } else { Err(E::custom(format!("{value} is not in {lowest}..=1"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../models/models.toml");

    #[test]
    fn a_longer_embedding_is_trusted_more() {
        let curve = QualityCalibration { middle: 8.0, steepness: 2.0 };
        let qualities = [0.0, 8.0, 8.5, 100.0].map(|norm| curve.of_norm(norm).0);
        assert!((qualities[1] - 0.5).abs() < 1e-6 && (qualities[2] - 1.0 / (1.0 + (-1f32).exp())).abs() < 1e-6);
        assert!(qualities.is_sorted() && qualities[0] >= 0.0 && qualities[3] <= 1.0);
    }

    #[test]
    fn the_committed_manifest_and_its_files_agree() {
        let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
        let manifest = Manifest::read(&models).unwrap();
        let status = manifest.status(&models);
        assert_eq!(
            status.iter().map(|s| (s.role, s.ok)).collect::<Vec<_>>(),
            [("detector", true), ("second detector", true), ("embedder", true)]
        );
        let Manifest { detector, second_detector, embedder, .. } = manifest;
        for file in [detector.licence_file, second_detector.licence_file, embedder.licence_file] {
            assert!(models.join(&file).is_file(), "{file}");
        }
    }

    #[test]
    fn a_damaged_or_missing_file_is_told() {
        let dir = std::env::temp_dir().join(format!("kith-manifest-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let manifest = Manifest::parse(TEXT).unwrap();
        fs::write(manifest.detector.path(&dir), "damaged").unwrap();
        assert!(matches!(manifest.detector.read(&dir), Err(VisionError::Checksum { .. })));
        assert!(matches!(manifest.embedder.read(&dir), Err(VisionError::Io { .. })));
        assert!(manifest.status(&dir).iter().all(|status| !status.ok));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn numbers_out_of_range_and_unknown_words_are_refused() {
        let changes = [("min_score = 0", "min_score = 7"), ("max_overlap = 0", "max_overlap = 3"), ("bgr", "grb")];
        for (old, new) in changes.into_iter().chain([
            ("longest_side = 640", "longest_side = 0"),
            ("suggestion = 0.7", "suggestion = 0.4"),
            ("impostor = 0.095", "impostor = 0.0"),
            ("relatives = 0.03", "relatives = 1.0"),
            ("relatives = 3.0", "relatives = -1.0"),
        ]) {
            assert!(TEXT.contains(old), "{old}");
            assert!(Manifest::parse(&TEXT.replace(old, new)).is_err(), "{new}");
        }
    }
}
