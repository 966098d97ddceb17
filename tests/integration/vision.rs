//! What the real networks answer at the edges: odd pictures, low thresholds, faces that cannot be aligned.

use std::{fs, path::Path};

use kith_domain::{AlignedFace, Detection, Frame, Landmarks, Point, Rect, Score};
use kith_media::{Format, Limits};
use kith_vision::{AnalyzedFace, Mode, Networks, NoEmbedding, VisionError};

fn networks() -> Networks {
    Networks::load(None).unwrap()
}

fn everyone() -> Frame {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/album/2024/06 reunion/everyone.jpg");
    kith_media::decode(&fs::read(path).unwrap(), Some(Format::Jpeg), &Limits::default()).unwrap().frame
}

#[test]
fn a_picture_of_any_shape_gets_an_answer() {
    let mut analyzer = networks().analyzer().unwrap();
    for (width, height) in [(1, 1), (1, 5000), (5000, 1), (31, 33), (1281, 1279)] {
        let mut grey = Frame::new(width, height, vec![128; (width * height * 3) as usize]).unwrap();
        for mode in Mode::ALL {
            assert_eq!(analyzer.analyze(&mut grey, mode, None).unwrap(), [], "{width} x {height}");
        }
    }
}

#[test]
fn a_lower_threshold_only_adds_faces_at_the_end() {
    let (networks, mut frame) = (networks(), everyone());
    let mut analyzer = networks.analyzer().unwrap();
    let sure = analyzer.analyze(&mut frame, Mode::Balanced, None).unwrap();
    let all = analyzer.analyze(&mut frame, Mode::Balanced, Some(Score::new(0.001))).unwrap();
    assert!(sure.len() >= 2 && all.len() > sure.len(), "{} of {}", sure.len(), all.len());
    assert_eq!(all[..sure.len()], sure);
    let min_score = networks.search_calibration().min_score;
    let score = |face: &AnalyzedFace| face.detection.score;
    assert!(all.iter().map(score).is_sorted_by(|a, b| a >= b));
    assert!(sure.iter().all(|face| score(face) >= min_score));
    assert!(all[sure.len()..].iter().all(|face| score(face) < min_score));
}

#[test]
fn the_same_picture_gets_the_same_answer_from_every_analyzer() {
    let (networks, mut frame) = (networks(), everyone());
    let answers = [networks.analyzer(), networks.analyzer()]
        .map(|analyzer| analyzer.unwrap().analyze(&mut frame, Mode::Balanced, None).unwrap());
    assert_eq!(answers[0], answers[1]);
    assert!(answers[0].iter().all(|face| face.embedding.is_ok()));
}

#[test]
fn a_face_that_cannot_be_aligned_keeps_its_place_and_has_a_reason() {
    let landmarks = Landmarks::from_array([Point::new(50.0, 50.0); 5]);
    let rect = Rect { x: 10.0, y: 10.0, w: 80.0, h: 80.0 };
    let detection = Detection { rect, score: Score::new(0.9), landmarks };
    let face = networks().analyzer().unwrap().embed(&mut everyone(), detection).unwrap();
    assert_eq!((face.detection, face.embedding), (detection, Err(NoEmbedding::DegenerateLandmarks)));
}

#[test]
fn a_crop_of_another_size_is_refused() {
    let crop = AlignedFace { side: 10, rgb: vec![0; 300] };
    let answer = networks().embedder().unwrap().embed(&[crop]);
    assert!(matches!(answer, Err(VisionError::Output { .. })), "{answer:?}");
}
