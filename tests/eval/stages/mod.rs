//! How long Kith takes for each stage of a scan, on one thread; `cargo xtask bench` puts it beside OpenCV.
//!
//! | stage | once a | what is timed |
//! |---|---|---|
//! | `decode` | photo | reading the file and decoding all of it |
//! | `decode for looks` | photo | the same, as far as the looks of the balanced mode need it |
//! | `fingerprint` | photo | the hash of the compressed picture |
//! | `shrink 640` | photo that is larger | what a look at 640 pixels takes more when the photo comes in its own size |
//! | `detect 640`, `1280`, `1600` | photo | one look at a picture whose longer side has that many pixels |
//! | `align`, `embed`, `thumbnail` | face | of the faces that a look at 1280 pixels scores 0.7 or more |

mod clock;
mod modes;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use image::{RgbImage, imageops::FilterType};
use kith_domain::{Detection, Frame, Score};
use kith_media::{Format, Limits, Photo};
use kith_vision::{Detector, Embedder, Mode, Networks};
use serde::Serialize;

use clock::Clock;
use modes::Share;

/// Longer sides of the looks.
const SIDES: [u32; 3] = [640, 1280, 1600];
/// Where the faces for the later stages come from.
const FACES_AT: u32 = 1280;
const MIN_SCORE: f32 = 0.7;
/// What OpenCV reads too.
const EXTENSIONS: [&str; 7] = ["jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff"];

/// What `kith-eval stages` takes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with pictures
    photos: PathBuf,
    /// Of so many times the shortest counts
    #[arg(long, value_name = "N", default_value_t = 3)]
    repeat: usize,
}

/// What is printed.
#[derive(Serialize)]
struct Report {
    faces: usize,
    /// Mean pixels of a photo.
    pixels: f64,
    /// Mean pixels of what a look sees, by its longer side.
    look_pixels: BTreeMap<u32, f64>,
    /// Milliseconds of each stage.
    ms: BTreeMap<&'static str, f64>,
    /// Milliseconds a photo of the parts of a whole scan, by mode.
    modes: BTreeMap<&'static str, Share>,
}

/// Times every stage on every picture and prints one JSON object.
pub(crate) fn run(args: &Args) -> Result<()> {
    ensure!(args.repeat > 0, "once is the least");
    let files = pictures(&args.photos)?;
    ensure!(!files.is_empty(), "there is no picture in {}", args.photos.display());
    let networks = Networks::load(None)?;
    let mut stages = Stages::new(&networks, args.repeat)?;
    for file in &files {
        stages.time(file)?;
    }
    let modes =
        Mode::ALL.into_iter().map(|mode| Ok((mode.name(), modes::share(&networks, mode, &files, args.repeat)?)));
    let modes = modes.collect::<Result<_>>()?;
    let count = files.len() as f64;
    let look_pixels = stages.look_pixels.iter().map(|(side, sum)| (*side, sum / count)).collect();
    let ms = stages.clock.milliseconds();
    let report = Report { faces: stages.faces, pixels: stages.pixels / count, look_pixels, ms, modes };
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

/// The files below a folder that are named like pictures and can be decoded, sorted.
fn pictures(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let extension = path.extension().map(|end| end.to_string_lossy().to_lowercase());
        if path.is_dir() {
            found.extend(pictures(&path)?);
        } else if extension.is_some_and(|end| EXTENSIONS.contains(&end.as_str())) && decode(&path, u32::MAX).is_ok() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn decode(file: &Path, longest_side: u32) -> Result<Photo> {
    let bytes = fs::read(file)?;
    let limits = Limits::default();
    Ok(kith_media::decode_for(&bytes, Format::from_name(file.as_os_str()), &limits, longest_side)?)
}

/// The tools of a scan, and what they took so far.
struct Stages {
    detector: Box<dyn Detector>,
    embedder: Box<dyn Embedder>,
    longest_side: u32,
    clock: Clock,
    faces: usize,
    pixels: f64,
    look_pixels: BTreeMap<u32, f64>,
}

impl Stages {
    fn new(networks: &Networks, repeat: usize) -> Result<Self> {
        Ok(Self {
            detector: networks.detector()?,
            embedder: networks.embedder()?,
            longest_side: networks.analyzer()?.longest_side(Mode::Balanced),
            clock: Clock::new(repeat),
            faces: 0,
            pixels: 0.0,
            look_pixels: BTreeMap::new(),
        })
    }

    fn time(&mut self, file: &Path) -> Result<()> {
        let longest_side = self.longest_side;
        let frame = self.clock.time("decode", || decode(file, u32::MAX))?.frame;
        self.clock.time("decode for looks", || decode(file, longest_side))?;
        let bytes = fs::read(file)?;
        self.clock.time("fingerprint", || Ok(kith_media::payload_hash(&bytes)))?;
        self.pixels += pixels(&frame);
        self.looks(&frame)?;
        for face in self.detector.detect(&frame, FACES_AT, Score::new(MIN_SCORE))? {
            self.face(&frame, face)?;
        }
        Ok(())
    }

    fn looks(&mut self, frame: &Frame) -> Result<()> {
        let (detector, score) = (&mut self.detector, Score::new(MIN_SCORE));
        for (side, stage) in SIDES.into_iter().zip(["detect 640", "detect 1280", "detect 1600"]) {
            let small = resized(frame, side)?;
            *self.look_pixels.entry(side).or_default() += pixels(&small);
            self.clock.time(stage, || Ok(detector.detect(&small, side, score)?))?;
            if side == SIDES[0] && frame.width().max(frame.height()) > side {
                self.clock.difference("shrink 640", |from_photo| {
                    detector.detect(if from_photo { frame } else { &small }, side, score)?;
                    Ok(())
                })?;
            }
        }
        Ok(())
    }

    fn face(&mut self, frame: &Frame, face: Detection) -> Result<()> {
        let Ok(crop) = self.embedder.align(frame, &face.landmarks) else { return Ok(()) };
        let embedder = &mut self.embedder;
        self.clock.time("align", || Ok(embedder.align(frame, &face.landmarks)?))?;
        let crop = [crop];
        self.clock.time("embed", || Ok(embedder.embed(&crop)?))?;
        self.clock.time("thumbnail", || Ok(kith_media::face_thumbnail(frame, face.rect)?))?;
        self.faces += 1;
        Ok(())
    }
}

fn pixels(frame: &Frame) -> f64 {
    f64::from(frame.width()) * f64::from(frame.height())
}

/// A copy whose longer side has so many pixels, so that a look at it need not resize.
fn resized(frame: &Frame, longest_side: u32) -> Result<Frame> {
    let scale = f64::from(longest_side) / f64::from(frame.width().max(frame.height()));
    let [width, height] = [frame.width(), frame.height()].map(|side| ((f64::from(side) * scale).round() as u32).max(1));
    let picture = RgbImage::from_raw(frame.width(), frame.height(), frame.rgb().to_vec()).context("a frame is RGB")?;
    let small = image::imageops::resize(&picture, width, height, FilterType::Triangle);
    Ok(Frame::new(width, height, small.into_raw())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_longer_side_that_was_asked_for() {
        let frame = Frame::new(40, 30, vec![9; 3600]).unwrap();
        for (side, size) in [(20, (20, 15)), (80, (80, 60)), (1, (1, 1))] {
            let copy = resized(&frame, side).unwrap();
            assert_eq!((copy.width(), copy.height()), size);
            assert!(copy.rgb().iter().all(|value| *value == 9));
        }
    }

    #[test]
    fn pictures_are_found_in_folders_and_what_is_none_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["b/one.PNG", "two.png"] {
            let format = image::ImageFormat::Png;
            RgbImage::new(2, 2).save_with_format(folder.path().join(name), format).unwrap();
        }
        fs::write(folder.path().join("broken.png"), "no picture").unwrap();
        fs::write(folder.path().join("notes.txt"), "no picture").unwrap();
        let found = pictures(folder.path()).unwrap();
        assert_eq!(found, [folder.path().join("b/one.PNG"), folder.path().join("two.png")]);
    }
}
