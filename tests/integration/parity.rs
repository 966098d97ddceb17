//! Kith and OpenCV must say the same of the same pictures: boxes, landmarks, scores and embeddings of every face of the
//! fixtures, by golden values that OpenCV made (`tests/golden/make_golden.py`) with the files that OpenCV Zoo published.

use std::{fs, path::Path};

use kith_domain::{Detection, Embedding, Frame, Landmarks, Point, Rect, Score};
use kith_media::{Format, Limits};
use kith_vision::Networks;
use serde::Deserialize;

/// Two decoders of JPEG differ by a few levels of brightness, which moves a score that lies near the threshold.
const SCORE_TOLERANCE: f32 = 0.02;
const LEAST_OVERLAP: f32 = 0.95;
const LEAST_SIMILARITY: f32 = 0.999;
/// Faces that OpenCV finds in the album of the fixtures.
const FACES: usize = 48;

#[derive(Deserialize)]
struct Golden {
    longest_side: u32,
    min_score: f32,
    photos: Vec<GoldenPhoto>,
}

#[derive(Deserialize)]
struct GoldenPhoto {
    photo: String,
    width: u32,
    height: u32,
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
        let landmarks = Landmarks::from_array(self.landmarks.map(|[x, y]| Point::new(x, y)));
        Detection { rect: Rect { x, y, w, h }, score: Score::new(self.score), landmarks }
    }

    /// As Kith sees it: from the mean of all faces.
    fn embedding(&self, centre: &[f32]) -> Embedding {
        Embedding::new(self.feature.clone()).and_then(|feature| feature.seen_from(centre)).unwrap()
    }
}

fn golden() -> Golden {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/faces.json");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn fixture(photo: &GoldenPhoto) -> Frame {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/album").join(&photo.photo);
    let bytes = fs::read(&path).unwrap();
    let frame = kith_media::decode(&bytes, Format::from_name(path.as_os_str()), &Limits::default()).unwrap().frame;
    assert_eq!((frame.width(), frame.height()), (photo.width, photo.height), "{}", photo.photo);
    frame
}

/// Largest distance between two faces' landmarks, in widths of the box.
fn distance(a: &Detection, b: &Detection) -> f32 {
    let pairs = a.landmarks.to_array().into_iter().zip(b.landmarks.to_array());
    pairs.map(|(p, q)| (p.x - q.x).hypot(p.y - q.y) / a.rect.w).fold(0.0, f32::max)
}

#[test]
fn boxes_landmarks_and_scores_are_those_of_opencv() {
    let (golden, networks) = (golden(), Networks::load(None).unwrap());
    let mut detector = networks.detector().unwrap();
    let mut compared = 0;
    for photo in &golden.photos {
        let min_score = Score::new(golden.min_score - SCORE_TOLERANCE);
        let frame = fixture(photo);
        let longest_side = golden.longest_side.min(frame.width().max(frame.height()));
        let ours = detector.detect(&frame, longest_side, min_score).unwrap();
        for theirs in photo.faces.iter().map(GoldenFace::detection) {
            let overlap = |face: &Detection| face.rect.iou(theirs.rect);
            let best = ours.iter().max_by(|a, b| overlap(a).total_cmp(&overlap(b))).expect("a face");
            assert!(overlap(best) >= LEAST_OVERLAP, "{}: {best:?} is not {theirs:?}", photo.photo);
            assert!(distance(&theirs, best) < 0.02, "{}: {best:?} is not {theirs:?}", photo.photo);
            let difference = (best.score.value() - theirs.score.value()).abs();
            assert!(difference < SCORE_TOLERANCE, "{}: {best:?} is not {theirs:?}", photo.photo);
            compared += 1;
        }
        let sure = ours.iter().filter(|face| face.score.value() > golden.min_score + SCORE_TOLERANCE).count();
        assert!(sure <= photo.faces.len(), "{}: OpenCV sees {} faces", photo.photo, photo.faces.len());
    }
    assert_eq!(compared, FACES);
}

#[test]
fn embeddings_are_those_of_opencv_from_the_same_landmarks() {
    let networks = Networks::load(None).unwrap();
    let mut embedder = networks.embedder().unwrap();
    let centre = &networks.embedder_calibration().centre;
    let mut compared = 0;
    for photo in &golden().photos {
        let frame = fixture(photo);
        let landmarks = photo.faces.iter().map(|face| face.detection().landmarks);
        let aligned: Vec<_> = landmarks.map(|landmarks| embedder.align(&frame, &landmarks).unwrap()).collect();
        for (ours, theirs) in embedder.embed(&aligned).unwrap().into_iter().zip(&photo.faces) {
            let (ours, theirs) = (ours.unwrap(), theirs.embedding(centre));
            let similarity = ours.similarity(&theirs).0;
            assert!(similarity >= LEAST_SIMILARITY, "{}: similarity {similarity}", photo.photo);
            // The norm is kept too: it says how good the picture of a face is.
            assert!(
                (ours.norm() / theirs.norm() - 1.0).abs() < 0.02,
                "{}: {} {}",
                photo.photo,
                ours.norm(),
                theirs.norm()
            );
            compared += 1;
        }
    }
    assert_eq!(compared, FACES);
}
