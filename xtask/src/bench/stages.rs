//! Stages of a scan by themselves, and what the machine can do at best.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Bench;
use super::program::{opencv, pinned, script};
use crate::process;

/// Multiplications with an addition in one run of SFace: the sum over its convolutions and its matrix.
const SFACE_MACS: f64 = 584.2e6;
/// The same in YuNet for each pixel that it looks at.
const YUNET_MACS_PER_PIXEL: f64 = 840.4;
/// Bytes of a decoded pixel.
const BYTES_PER_PIXEL: f64 = 3.0;

/// What `machine.py` prints.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Machine {
    pub(super) cpu: String,
    pub(super) cores: usize,
    /// Of one thread, in products of large matrices.
    pub(super) gflops: f64,
    /// Bytes that one thread can read and write in a second, in billions.
    pub(super) gb_per_s: f64,
    /// The version of OpenCV.
    pub(super) opencv: String,
}

/// Both sides.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StageTimes {
    pub(super) kith: Kith,
    pub(super) opencv: OpenCv,
}

/// What `kith-eval stages` prints.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Kith {
    pub(super) faces: usize,
    /// Mean pixels of a photo.
    pub(super) pixels: f64,
    /// Mean pixels of what a look sees, by its longer side.
    pub(super) look_pixels: BTreeMap<u32, f64>,
    /// Milliseconds of each stage.
    pub(super) ms: BTreeMap<String, f64>,
    /// Milliseconds a photo of the parts of a scan, by mode.
    pub(super) modes: BTreeMap<String, Share>,
}

/// The parts of a scan, in milliseconds a photo.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(super) struct Share {
    pub(super) decode: f64,
    pub(super) fingerprint: f64,
    pub(super) look: f64,
    pub(super) judge: f64,
    pub(super) thumbnail: f64,
}

impl Share {
    pub(super) fn sum(self) -> f64 {
        self.decode + self.fingerprint + self.look + self.judge + self.thumbnail
    }
}

/// What `opencv_stages.py` prints.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct OpenCv {
    pub(super) faces: usize,
    pub(super) ms: BTreeMap<String, f64>,
}

impl StageTimes {
    /// The milliseconds of a stage: Kith's, OpenCV's.
    pub(super) fn both(&self, stage: &str) -> [f64; 2] {
        [&self.kith.ms, &self.opencv.ms].map(|ms| ms.get(stage).copied().unwrap_or(f64::NAN))
    }

    /// The milliseconds that the machine needs at least for the arithmetic of a stage, or for bringing its pixels from
    /// or to memory once.
    pub(super) fn limit(&self, stage: &str, machine: &Machine) -> f64 {
        let arithmetic = |macs: f64| 2.0 * macs / machine.gflops / 1e6;
        let pixels = BYTES_PER_PIXEL * self.kith.pixels / machine.gb_per_s / 1e6;
        match stage.split_once(' ') {
            Some(("detect", side)) => {
                let seen = side.parse().ok().and_then(|side: u32| self.kith.look_pixels.get(&side));
                seen.map_or(f64::NAN, |seen| arithmetic(YUNET_MACS_PER_PIXEL * seen))
            }
            _ if stage == "embed" => arithmetic(SFACE_MACS),
            Some(("shrink", _)) => pixels,
            _ if stage == "decode" => pixels,
            _ => f64::NAN,
        }
    }
}

/// Measures what one thread of this machine can do at best.
pub(super) fn machine(bench: &Bench) -> Result<Machine> {
    eprintln!("the machine");
    json(pinned(1, &script(bench, "machine.py")))
}

/// Times the stages of both, one after the other, on one core.
pub(super) fn measure(bench: &Bench) -> Result<StageTimes> {
    eprintln!("stages of OpenCV");
    let opencv = json(pinned(1, &opencv(bench, "opencv_stages.py", bench.photos)))?;
    eprintln!("stages of Kith");
    let mut stages = Command::new(&bench.eval);
    let kith = json(pinned(1, stages.arg("stages").arg(bench.photos)))?;
    Ok(StageTimes { kith, opencv })
}

fn json<T: serde::de::DeserializeOwned>(mut command: Command) -> Result<T> {
    let text = process::output(&mut command)?;
    serde_json::from_str(&text).with_context(|| format!("{} printed something else", process::line(&command)))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::bench) fn machine() -> Machine {
        Machine { cpu: "Test CPU".to_owned(), cores: 2, gflops: 100.0, gb_per_s: 10.0, opencv: "4.0.0".to_owned() }
    }

    pub(in crate::bench) fn times() -> StageTimes {
        let ms = |factor: f64| {
            let stages = ["decode", "shrink 640", "detect 640", "align", "embed", "thumbnail"];
            stages.into_iter().zip(1..).map(|(stage, ms)| (stage.to_owned(), factor * f64::from(ms))).collect()
        };
        let share = Share { decode: 2.0, fingerprint: 1.0, look: 10.0, judge: 6.0, thumbnail: 1.0 };
        let modes = ["fast", "balanced", "thorough"].map(|mode| (mode.to_owned(), share));
        let look_pixels = BTreeMap::from([(640, 200_000.0)]);
        let kith = Kith { faces: 7, pixels: 1e6, look_pixels, ms: ms(1.0), modes: modes.into() };
        StageTimes { kith, opencv: OpenCv { faces: 6, ms: ms(2.0) } }
    }

    #[test]
    fn the_limit_of_a_stage_is_its_arithmetic_or_its_bytes() {
        let limit = |stage: &str| times().limit(stage, &machine());
        assert!((limit("embed") - 11.684).abs() < 1e-3);
        assert!((limit("detect 640") - 3.3616).abs() < 1e-3);
        assert!((limit("decode") - 0.3).abs() < 1e-9 && (limit("shrink 640") - 0.3).abs() < 1e-9);
        assert!(limit("detect 1280").is_nan() && limit("align").is_nan());
    }

    #[test]
    fn what_the_programs_print_is_understood() {
        let kith: Kith = serde_json::from_str(
            r#"{"faces":1,"pixels":9.5,"look_pixels":{"640":7.5},"ms":{"decode":3.5},"modes":{"fast":
            {"decode":1.0,"fingerprint":2.0,"look":3.0,"judge":4.0,"thumbnail":5.0}}}"#,
        )
        .unwrap();
        let opencv: OpenCv = serde_json::from_str(r#"{"faces": 2, "ms": {"decode": 4.5}}"#).unwrap();
        assert!((kith.look_pixels[&640] - 7.5).abs() < 1e-9 && (kith.modes["fast"].sum() - 15.0).abs() < 1e-9);
        let both = StageTimes { kith, opencv };
        assert_eq!(both.both("decode").map(|ms| ms.to_string()), ["3.5", "4.5"]);
        assert!(both.both("embed").iter().all(|ms| ms.is_nan()));
    }
}
