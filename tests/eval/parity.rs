//! Whether Kith and OpenCV say the same of the same pictures.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use kith_domain::{Detection, Embedding, Frame, Landmarks, Point, Rect, Score};
use kith_vision::{Analyzer, Detector, Networks};
use serde::Deserialize;

use crate::decode;

/// Kith may score a face a little lower than OpenCV does, so it is asked for faces down to this much below.
const SCORE_MARGIN: f32 = 0.1;
/// What both look at, and what both must at least say.
const LONGEST_SIDE: u32 = 1280;
const MIN_SCORE: f32 = 0.7;
/// From this overlap on, two boxes are of one face.
const SAME_FACE: f32 = 0.5;

/// What `kith-eval parity` takes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with pictures
    photos: PathBuf,
    /// Folder with the networks as they were published
    #[arg(long, value_name = "DIR")]
    models: PathBuf,
    /// A Python with the package opencv-python-headless, below version 5
    #[arg(long, value_name = "PATH")]
    python: PathBuf,
    /// Stop after so many faces
    #[arg(long, value_name = "N")]
    limit: usize,
}

/// Compares Kith with OpenCV and prints how much they agree.
pub(crate) fn run(args: &Args) -> Result<()> {
    let networks = Networks::load(None)?;
    let scratch = tempfile::tempdir()?;
    let golden = golden(args, scratch.path())?;
    let (mut detector, mut analyzer) = (networks.detector()?, networks.analyzer()?);
    let centre = &networks.embedder_calibration().centre;
    let (mut same_file, mut same_pixels) = (Agreement::default(), Agreement::default());
    for photo in &golden.photos {
        let mut file = decode(&args.photos.join(&photo.photo))?;
        same_file.add(detector.as_mut(), &mut analyzer, &mut file, &photo.faces, golden.min_score, centre)?;
        let mut pixels = decode(&scratch.path().join(&photo.copy))?;
        same_pixels.add(detector.as_mut(), &mut analyzer, &mut pixels, &photo.faces, golden.min_score, centre)?;
    }
    println!("pictures  {}", golden.photos.len());
    same_file.print("the same files, each with its own decoder");
    same_pixels.print("the same pixels");
    Ok(())
}

/// What OpenCV says, by the script that also makes the golden values of the tests, and the pixels that it saw.
fn golden(args: &Args, scratch: &Path) -> Result<Golden> {
    let out = scratch.join("golden.json");
    let mut python = Command::new(&args.python);
    python.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/make_golden.py"));
    python.arg("--models").arg(&args.models).arg("--copies").arg(scratch);
    python.arg("--pictures").arg(&args.photos).arg("--out").arg(&out);
    python.args(["--faces", &args.limit.to_string()]);
    python.args(["--longest-side", &LONGEST_SIDE.to_string()]);
    python.args(["--min-score", &MIN_SCORE.to_string()]);
    let status = python.status().with_context(|| format!("cannot start {}", args.python.display()))?;
    ensure!(status.success(), "make_golden.py ended with {status}");
    serde_json::from_slice(&fs::read(&out)?).context("the script wrote something else than golden values")
}

#[derive(Deserialize)]
struct Golden {
    min_score: f32,
    photos: Vec<GoldenPhoto>,
}

#[derive(Deserialize)]
struct GoldenPhoto {
    photo: PathBuf,
    copy: PathBuf,
    faces: Vec<GoldenFace>,
}

#[derive(Deserialize)]
struct GoldenFace {
    #[serde(rename = "box")]
    rect: [f32; 4],
    landmarks: [[f32; 2]; 5],
    score: f32,
    feature: Vec<f32>,
}

impl GoldenFace {
    fn detection(&self) -> Detection {
        let [x, y, w, h] = self.rect;
        let points = self.landmarks.map(|[x, y]| Point::new(x, y));
        let landmarks = Landmarks::from_array(points);
        Detection { rect: Rect { x, y, w, h }, score: Score::new(self.score), landmarks }
    }
}

/// One number for each face.
#[derive(Default)]
struct Agreement {
    faces: usize,
    overlaps: Vec<f32>,
    score_differences: Vec<f32>,
    similarities: Vec<f32>,
}

impl Agreement {
    fn add(
        &mut self,
        detector: &mut dyn Detector,
        analyzer: &mut Analyzer,
        frame: &mut Frame,
        golden: &[GoldenFace],
        min_score: f32,
        centre: &[f32],
    ) -> Result<()> {
        let longest_side = LONGEST_SIDE.min(frame.width().max(frame.height()));
        let ours = detector.detect(frame, longest_side, Score::new(min_score - SCORE_MARGIN))?;
        for face in golden {
            self.faces += 1;
            let theirs = face.detection();
            let overlap = |detection: &Detection| detection.rect.iou(theirs.rect);
            let best = ours.iter().copied().max_by(|a, b| overlap(a).total_cmp(&overlap(b)));
            if let Some(found) = best.filter(|found| overlap(found) >= SAME_FACE) {
                self.overlaps.push(overlap(&found));
                self.score_differences.push((found.score.value() - face.score).abs());
            }
            let embedding = analyzer.embed(frame, theirs)?.embedding?;
            self.similarities.push(embedding.similarity(&Embedding::new(face.feature.clone())?.seen_from(centre)?).0);
        }
        Ok(())
    }

    fn print(&self, what: &str) {
        println!("{what}: {} faces by OpenCV, {} of them also by Kith", self.faces, self.overlaps.len());
        println!("  overlap of the boxes (IoU)          {}", Distribution::of(&self.overlaps));
        println!("  similarity from the same landmarks  {}", Distribution::of(&self.similarities));
        println!("  difference of the scores            {}", Distribution::of(&self.score_differences));
    }
}

/// Numbers in ascending order, told by some of them.
struct Distribution(Vec<f32>);

impl Distribution {
    fn of(numbers: &[f32]) -> Self {
        let mut sorted = numbers.to_vec();
        sorted.sort_by(f32::total_cmp);
        Self(sorted)
    }

    /// The number below which so large a part of all lies; not a number when there are none.
    fn quantile(&self, part: f32) -> f32 {
        let index = part * self.0.len().saturating_sub(1) as f32;
        self.0.get(index.round() as usize).copied().unwrap_or(f32::NAN)
    }
}

impl std::fmt::Display for Distribution {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [least, low, median, high, greatest] = [0.0, 0.05, 0.5, 0.95, 1.0].map(|part| self.quantile(part));
        write!(f, "least {least:.5}, 5 % {low:.5}, median {median:.5}, 95 % {high:.5}, greatest {greatest:.5}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distribution_is_told_by_numbers_in_order() {
        let numbers: Vec<f32> = (0..=100).rev().map(|i| i as f32 / 100.0).collect();
        let told = "least 0.00000, 5 % 0.05000, median 0.50000, 95 % 0.95000, greatest 1.00000";
        assert_eq!(Distribution::of(&numbers).to_string(), told);
        assert!(Distribution::of(&[]).quantile(0.5).is_nan());
    }

    #[test]
    fn what_the_script_writes_is_understood() {
        let json = r#"{"opencv": "4.14.0", "longest_side": 1280, "min_score": 0.7, "photos": [{"photo": "a/b.jpg", "copy": "1.png",
            "width": 9, "height": 8, "faces": [{"box": [1, 2, 3, 4], "score": 0.75, "feature": [0.5, -1],
            "landmarks": [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9.5]]}]}]}"#;
        let golden: Golden = serde_json::from_str(json).unwrap();
        let face = golden.photos[0].faces[0].detection();
        assert_eq!((face.rect.h, face.score.value(), face.landmarks.left_mouth), (4.0, 0.75, Point::new(8.0, 9.5)));
    }
}
