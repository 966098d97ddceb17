//! Networks that do not learn: they find the squares of [`crate::squares`] and know people by their colour.
//!
//! They see what a real pair sees (a frame, in any of the eight orientations and after JPEG) and answer in the same
//! form, a thousand times faster.

use kith_app::{Calibration, Eyes};
use kith_domain::{
    AlignedFace, Detection, Embedding, Frame, Landmarks, Orientation, Point, Probability, Quality, Rect, Score,
    Similarity,
};
use kith_gallery::{Genuine, Grouping, Likeness, Reliability};
use kith_vision::{Analyzer, Detector, Embedder, NoEmbedding, VisionError};

use crate::squares::{BAR_PROBE, LEAST_SATURATION, PEOPLE, person};

/// Eyes for a library in a test.
#[derive(Debug, Clone)]
pub struct FakeEyes {
    detector_version: String,
}

impl FakeEyes {
    /// Another version of the detector: what was found before must be looked for again.
    pub fn with_detector(version: u32) -> Self {
        Self { detector_version: format!("squares {version}") }
    }
}

impl Default for FakeEyes {
    fn default() -> Self {
        Self::with_detector(1)
    }
}

impl Eyes for FakeEyes {
    fn analyzer(&self) -> Result<Analyzer, VisionError> {
        Ok(Analyzer::new(Box::new(FakeDetector), Box::new(FakeEmbedder)))
    }

    fn detector_version(&self) -> &str {
        &self.detector_version
    }

    fn space(&self) -> &str {
        FakeEmbedder::SPACE
    }

    fn calibration(&self) -> Calibration {
        Calibration {
            likeness: Likeness {
                reliability: Reliability { most: 0.95, slope: 0.5, middle: -2.0 },
                genuine: Genuine { spread: 0.24, narrowing: 1.7, freedom: 6.0, between_groups: 0.12 },
                impostor: 0.1,
                relatives: 0.0,
            },
            grouping: Grouping { link: 0.5, join: -1.5, relatives: 0.0 },
            suggestion: Probability(0.6),
        }
    }

    fn same(&self) -> Similarity {
        Similarity(0.6)
    }
}

/// Finds squares of strong colours.
#[derive(Debug, Clone, Copy, Default)]
pub struct FakeDetector;

impl Detector for FakeDetector {
    fn detect(&mut self, frame: &Frame, _: u32, min_score: Score) -> Result<Vec<Detection>, VisionError> {
        const SURE: f32 = 0.9;
        let found = squares(frame).into_iter().map(|rect| {
            let standing = standing(frame, rect);
            Detection { rect, score: Score::new(SURE), landmarks: landmarks(rect, standing) }
        });
        Ok(if min_score.value() <= SURE { found.collect() } else { Vec::new() })
    }
}

/// Knows people by the colour around their nose.
#[derive(Debug, Clone, Copy, Default)]
pub struct FakeEmbedder;

impl FakeEmbedder {
    const SPACE: &'static str = "colours 1";
    /// Numbers for the colour itself, so that two pictures of one person differ a little.
    const SHADES: usize = 3;
}

impl Embedder for FakeEmbedder {
    fn space(&self) -> &str {
        Self::SPACE
    }

    fn dim(&self) -> usize {
        PEOPLE + Self::SHADES
    }

    fn align(&self, frame: &Frame, landmarks: &Landmarks) -> Result<AlignedFace, NoEmbedding> {
        let Point { x, y } = landmarks.nose;
        if !x.is_finite() || !y.is_finite() {
            return Err(NoEmbedding::DegenerateLandmarks);
        }
        Ok(AlignedFace { side: 1, rgb: average(frame, x, y).into() })
    }

    fn embed(&mut self, faces: &[AlignedFace]) -> Result<Vec<Result<Embedding, NoEmbedding>>, VisionError> {
        let embed = |face: &AlignedFace| {
            let rgb = [face.rgb[0], face.rgb[1], face.rgb[2]];
            let mut vector = vec![0.0; PEOPLE];
            vector[person(rgb).ok_or(NoEmbedding::Zero)?] = 1.0;
            vector.extend(rgb.map(|v| f32::from(v % 8) / 64.0));
            Ok(Embedding::new(vector)?)
        };
        Ok(faces.iter().map(embed).collect())
    }

    fn quality(&self, _: &Embedding) -> Quality {
        Quality(1.0)
    }
}

fn pixel(frame: &Frame, x: u32, y: u32) -> [u8; 3] {
    let at = ((y * frame.width() + x) * 3) as usize;
    [frame.rgb()[at], frame.rgb()[at + 1], frame.rgb()[at + 2]]
}

fn is_strong(frame: &Frame, x: u32, y: u32) -> bool {
    let rgb = pixel(frame, x, y);
    rgb.iter().max().zip(rgb.iter().min()).is_some_and(|(a, b)| a - b >= LEAST_SATURATION)
}

/// The boxes around connected pixels of strong colours, from the top.
fn squares(frame: &Frame) -> Vec<Rect> {
    const LEAST_PIXELS: usize = 100;
    let (width, height) = (frame.width(), frame.height());
    let mut seen = vec![false; (width * height) as usize];
    let mut found = Vec::new();
    for start in 0..width * height {
        let mut open = vec![(start % width, start / width)];
        let mut pixels = Vec::new();
        while let Some((x, y)) = open.pop() {
            if std::mem::replace(&mut seen[(y * width + x) as usize], true) || !is_strong(frame, x, y) {
                continue;
            }
            pixels.push((x, y));
            let inside = |(x, y): &(u32, u32)| *x < width && *y < height;
            let around = [(x.wrapping_sub(1), y), (x + 1, y), (x, y.wrapping_sub(1)), (x, y + 1)];
            open.extend(around.into_iter().filter(inside));
        }
        if pixels.len() >= LEAST_PIXELS {
            found.push(bounds(&pixels));
        }
    }
    found
}

fn bounds(pixels: &[(u32, u32)]) -> Rect {
    let (left, right) = pixels.iter().fold((u32::MAX, 0), |(l, r), p| (l.min(p.0), r.max(p.0 + 1)));
    let (top, bottom) = pixels.iter().fold((u32::MAX, 0), |(t, b), p| (t.min(p.1), b.max(p.1 + 1)));
    Rect { x: left as f32, y: top as f32, w: (right - left) as f32, h: (bottom - top) as f32 }
}

fn within(rect: Rect, (x, y): (f32, f32)) -> Point {
    Point::new(rect.x + x * rect.w, rect.y + y * rect.h)
}

/// Under which orientation the square is seen: there its bar is darkest.
fn standing(frame: &Frame, rect: Rect) -> Orientation {
    let brightness = |orientation: &Orientation| {
        let probe = orientation.point_to_upright(Point::new(BAR_PROBE.0, BAR_PROBE.1));
        let at = within(rect, (probe.x, probe.y));
        average(frame, at.x, at.y).map(u32::from).iter().sum::<u32>()
    };
    Orientation::ALL.into_iter().min_by_key(brightness).unwrap_or_default()
}

fn landmarks(rect: Rect, standing: Orientation) -> Landmarks {
    let upright = Landmarks::from_array(
        [(0.3, 0.38), (0.7, 0.38), (0.5, 0.58), (0.35, 0.76), (0.65, 0.76)].map(|(x, y)| Point::new(x, y)),
    );
    upright.map(|p| {
        let seen = standing.point_to_upright(p);
        within(rect, (seen.x, seen.y))
    })
}

/// The mean of the nine pixels around a place.
fn average(frame: &Frame, x: f32, y: f32) -> [u8; 3] {
    let near = |v: f32, by: i64, side: u32| (v as i64 + by).clamp(0, i64::from(side) - 1) as u32;
    let mut sum = [0u32; 3];
    for (dx, dy) in (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (dx, dy))) {
        let rgb = pixel(frame, near(x, dx, frame.width()), near(y, dy, frame.height()));
        sum.iter_mut().zip(rgb).for_each(|(sum, v)| *sum += u32::from(v));
    }
    sum.map(|v| (v / 9) as u8)
}

#[cfg(test)]
mod tests {
    use kith_media::{Limits, decode};

    use super::*;
    use crate::exif::Exif;
    use crate::pictures::jpeg;
    use crate::squares::paint;

    fn see(orientation: Orientation, people: &[usize], serial: u32) -> (Frame, Vec<Detection>) {
        let file = Exif::turned(orientation.to_exif().into()).splice(&jpeg(&paint(people, serial), 90));
        let frame = decode(&file, None, &Limits::default()).unwrap().frame;
        let faces = FakeDetector.detect(&frame, frame.width(), Score::new(0.5)).unwrap();
        (frame, faces)
    }

    fn embeddings(frame: &Frame, faces: &[Detection]) -> Vec<Embedding> {
        let mut embedder = FakeEmbedder;
        let aligned: Vec<_> = faces.iter().map(|f| embedder.align(frame, &f.landmarks).unwrap()).collect();
        embedder.embed(&aligned).unwrap().into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn every_square_is_found_where_it_was_painted_under_all_orientations() {
        let mut seen_faces = 0;
        for serial in 0..40 {
            let people: Vec<usize> = (0..serial as usize % 5).map(|i| (serial as usize * 3 + i * 5) % PEOPLE).collect();
            let (_, upright) = see(Orientation::Normal, &people, serial);
            assert_eq!(upright.len(), people.len());
            for Landmarks { right_eye, left_eye, nose, .. } in upright.iter().map(|face| face.landmarks) {
                assert!(right_eye.x < left_eye.x && right_eye.y < nose.y);
            }
            for orientation in Orientation::ALL {
                let (frame, faces) = see(orientation, &people, serial);
                assert_eq!(faces.len(), people.len(), "{orientation:?}");
                for face in faces {
                    let (w, h) = (frame.width() as f32, frame.height() as f32);
                    let stored = |p: Point| orientation.point_to_stored(Point::new(p.x / w, p.y / h));
                    let (nose, eye) = (stored(face.landmarks.nose), stored(face.landmarks.right_eye));
                    let (sw, sh) = if orientation.swaps_sides() { (h, w) } else { (w, h) };
                    let near = |a: Point, b: Point| (a.x * sw - b.x).abs() < 1.5 && (a.y * sh - b.y).abs() < 1.5;
                    let same = |u: &&Detection| near(nose, u.landmarks.nose) && near(eye, u.landmarks.right_eye);
                    assert!(upright.iter().any(|u| same(&u)), "{orientation:?} {face:?}");
                    seen_faces += 1;
                }
            }
        }
        assert_eq!(seen_faces, 8 * (8 * (1 + 2 + 3 + 4)));
    }

    #[test]
    fn one_person_looks_alike_and_two_do_not() {
        let mut all = Vec::new();
        for (serial, orientation) in Orientation::ALL.into_iter().enumerate() {
            for first in [0, 4, 8, 12] {
                let people = [first, first + 1, first + 2, first + 3];
                let (frame, mut faces) = see(orientation, &people, serial as u32);
                let along = |f: &Detection| {
                    let nose = f.landmarks.nose;
                    let stored = orientation
                        .point_to_stored(Point::new(nose.x / frame.width() as f32, nose.y / frame.height() as f32));
                    stored.x
                };
                faces.sort_by(|a, b| along(a).total_cmp(&along(b)));
                all.extend(people.into_iter().zip(embeddings(&frame, &faces)));
            }
        }
        assert_eq!(all.len(), 8 * PEOPLE);
        for (i, (a, first)) in all.iter().enumerate() {
            for (b, second) in &all[i + 1..] {
                let similarity = first.similarity(second).0;
                assert!(if a == b { similarity > 0.9 } else { similarity < 0.2 }, "{a} {b}: {similarity}");
            }
        }
    }
}
