//! Where to look in a picture, how closely, and what all looks say together.
//!
//! A detector sees faces of some sizes, standing upright. So a picture is looked at more than once: small for large faces,
//! large for small ones where the first look gives reason to, and turned when nothing stands upright. [`fuse`] makes one
//! list of what the looks saw; [`Opinion`] says what a place on it is worth when the embedder has seen it as well.

mod alone;
mod calibration;
mod fuse;
mod opinion;
mod part;
mod parts;

use kith_domain::{Detection, Frame, Landmarks, Rect, Score};

pub use alone::Alone;
pub use calibration::{By, Closer, Pass, Plan, SearchCalibration, SmallFaces, Turned, Visible};
pub use opinion::{Evidence, Limits, Opinion};
pub(crate) use part::Surroundings;
pub use parts::Parts;

use crate::{
    Detector, Mode, Picture, VisionError,
    nms::suppress,
    place::{TurnedCopy, scaled},
    pool::Pooled,
    resize::Resizer,
    search::{
        alone::landmarks,
        fuse::{Look, fuse, size},
        opinion::company,
        part::Part,
    },
};

/// From this longest side on, in pixels, a look is taken by a detector that threads share.
const LARGE: u32 = 1024;

/// The detectors that threads share.
#[derive(Clone)]
pub(crate) struct Shared {
    /// For large looks.
    pub(crate) detector: Pooled,
    /// For all looks of the second network.
    pub(crate) second_detector: Pooled,
}

/// The detectors of one thread, and what to do with them.
pub(crate) struct Search {
    pub(crate) calibration: SearchCalibration,
    detector: Box<dyn Detector>,
    shared: Option<Shared>,
    resizer: Resizer,
}

/// A place that may be a face.
#[derive(Debug)]
pub(crate) struct Candidate {
    /// In pixels of the frame; the score is what the looks said together.
    pub(crate) detection: Detection,
    /// For [`Opinion`].
    pub(crate) evidence: Evidence,
}

impl Search {
    pub(crate) fn new(calibration: SearchCalibration, detector: Box<dyn Detector>, shared: Option<Shared>) -> Self {
        Self { calibration, detector, shared, resizer: Resizer::default() }
    }

    /// One look at the picture's own size; what the detector says is final.
    pub(crate) fn plain(detector: Box<dyn Detector>) -> Self {
        Self::new(SearchCalibration::plain(), detector, None)
    }

    /// What may be an upright face.
    pub(crate) fn upright(&mut self, picture: &mut dyn Picture, mode: Mode) -> Result<Vec<Candidate>, VisionError> {
        let plan = self.calibration.plan(mode);
        let (passes, closer, parts) = (plan.passes.clone(), plan.closer, plan.parts);
        let frame = picture.frame();
        let mut taken: Vec<(By, u32)> = Vec::new();
        let mut looks: Vec<Look> = Vec::new();
        for pass in passes {
            self.look(frame, pass, &mut taken, &mut looks)?;
        }
        if let Some(closer) = closer {
            let pass = if self.has_small_faces(&looks) { closer.small_faces } else { closer.otherwise };
            self.look(frame, pass, &mut taken, &mut looks)?;
        }
        if let Some(parts) = parts {
            let closer = self.look_at_parts(picture, parts, &looks)?;
            looks.extend(closer);
        }
        let closest =
            |place: Rect| looks.iter().filter(|look| look.shows(place)).map(|look| look.scale).fold(0.0, f32::max);
        Ok(self.candidates(fuse(&looks, &self.calibration), closest, 0.0))
    }

    /// Looks at the surroundings of small faces, in the photo's own pixels.
    fn look_at_parts(
        &mut self,
        picture: &mut dyn Picture,
        parts: Parts,
        looks: &[Look],
    ) -> Result<Vec<Look>, VisionError> {
        let (width, own_width) = (picture.frame().width() as f32, picture.size().0 as f32);
        let closest = looks.iter().map(|look| look.scale).fold(0.0, f32::max);
        let hints = parts.hints(looks, closest);
        if hints.is_empty() || closest * width / own_width >= parts.enough {
            return Ok(Vec::new());
        }
        let full = picture.full();
        let by = full.width() as f32 / width;
        let hints: Vec<Rect> = hints.into_iter().map(|hint| hint.scaled(by)).collect();
        let closer = parts.plan(&hints, (full.width(), full.height()), closest / by);
        let mut seen = Vec::new();
        for part in closer.parts.into_iter().filter_map(|place| Part::cut(full, place)) {
            let side = (part.longest_side() as f32 * closer.scale).round() as u32;
            let candidate = self.calibration.candidate;
            let faces = self.detector(By::Detector, side)?.detect(&part.frame, side, candidate)?;
            let whole = faces.into_iter().filter(|face| part.is_whole(face.rect));
            let faces = whole.map(|face| scaled(part.to_whole(face), 1.0 / by, 1.0 / by)).collect();
            seen.push(Look { scale: closer.scale * by, part: Some(part.place().scaled(1.0 / by)), faces });
        }
        Ok(seen)
    }

    /// What may be a face that lies on a side or upside down: looked for where a quick look sees one better than any upright
    /// face.
    pub(crate) fn turned(&mut self, frame: &Frame, mode: Mode, turned: Turned) -> Result<Vec<Candidate>, VisionError> {
        let hint_side = self.calibration.plan(mode).turned_hint_side;
        let longest = frame.width().max(frame.height());
        let small = self.resizer.frame(frame, turned.longest_side.min(longest));
        let small_longest = small.width().max(small.height());
        let hint_side = hint_side.min(small_longest);
        let upright = self.promise(&small, hint_side, turned.hint)?;
        let mut found = Vec::new();
        for turn in TurnedCopy::TURNS {
            let copy = TurnedCopy::new(&small, turn);
            if self.promise(copy.frame(), hint_side, turned.hint)? <= upright {
                continue;
            }
            let faces = self.detector.detect(copy.frame(), small_longest, self.calibration.candidate)?;
            let places = |face| copy.to_original(face, frame.width(), frame.height());
            found.extend(faces.into_iter().filter_map(places));
        }
        let faces = suppress(found, self.calibration.max_overlap);
        let scale = small_longest as f32 / longest as f32;
        Ok(self.candidates(faces, |_| scale, turned.doubt))
    }

    /// The landmarks of an upright face, from a look at it alone; `None` where that shows nothing new.
    pub(crate) fn alone(
        &mut self,
        frame: &Frame,
        face: &Detection,
        alone: Alone,
    ) -> Result<Option<Landmarks>, VisionError> {
        let part = Part::cut(frame, alone.square(face.rect)).filter(|_| face.rect.h >= alone.from);
        let Some(part) = part else { return Ok(None) };
        let found = self.detector.detect(&part.frame, alone.longest_side, self.calibration.candidate)?;
        let found: Vec<Detection> = found.into_iter().map(|face| part.to_whole(face)).collect();
        Ok(landmarks(&found, face.rect, self.calibration.same_face))
    }

    /// The best score of a quick look; zero when it sees nothing.
    fn promise(&mut self, frame: &Frame, side: u32, hint: Score) -> Result<Score, VisionError> {
        Ok(self.detector.detect(frame, side, hint)?.first().map_or(Score::new(0.0), |face| face.score))
    }

    /// Takes a look, unless the same one was taken.
    fn look(
        &mut self,
        frame: &Frame,
        pass: Pass,
        taken: &mut Vec<(By, u32)>,
        looks: &mut Vec<Look>,
    ) -> Result<(), VisionError> {
        let longest = frame.width().max(frame.height());
        let side = pass.side(longest);
        if taken.contains(&(pass.by, side)) {
            return Ok(());
        }
        let candidate = self.calibration.candidate;
        let faces = self.detector(pass.by, side)?.detect(frame, side, candidate)?;
        taken.push((pass.by, side));
        looks.push(Look { scale: side as f32 / longest as f32, part: None, faces });
        Ok(())
    }

    /// The detector for a look of that longest side.
    fn detector(&mut self, by: By, side: u32) -> Result<&mut dyn Detector, VisionError> {
        Ok(match (by, &mut self.shared) {
            (By::SecondDetector, Some(shared)) => &mut shared.second_detector,
            (By::SecondDetector, None) => {
                return Err(VisionError::NotFound { what: "a second detector", looked_for: Vec::new() });
            }
            (By::Detector, Some(shared)) if side >= LARGE => &mut shared.detector,
            (By::Detector, _) => &mut *self.detector,
        })
    }

    fn has_small_faces(&self, looks: &[Look]) -> bool {
        let hint = self.calibration.small_faces;
        let is_hint = |look: &Look, face: &Detection| {
            face.score >= hint.min_score && size(face.rect) * look.scale < hint.max_height
        };
        looks.iter().any(|look| look.faces.iter().any(|face| is_hint(look, face)))
    }

    /// `scale` says how closely a place was looked at: in pixels of a look for each of the frame.
    fn candidates(&self, faces: Vec<Detection>, scale: impl Fn(Rect) -> f32, doubt: f32) -> Vec<Candidate> {
        let scores: Vec<_> = faces.iter().map(|face| face.score).collect();
        let with_company = faces.into_iter().zip(company(&scores, self.calibration.limits.company));
        let candidate = |(detection, company): (Detection, f32)| Candidate {
            detection,
            evidence: Evidence {
                score: detection.score,
                company,
                height: detection.rect.h * scale(detection.rect),
                doubt,
            },
        };
        with_company.map(candidate).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use kith_domain::{Landmarks, Point, Rect};

    use super::*;

    /// Numbers that are easy to calculate with.
    pub(crate) fn calibration() -> SearchCalibration {
        SearchCalibration {
            visible: Visible { from: [10.0, 30.0], to: [250.0, 700.0], least: 0.02 },
            best_share: 0.5,
            same_face: 0.5,
            max_overlap: 0.4,
            candidate: Score::new(0.1),
            ..SearchCalibration::plain()
        }
    }

    /// Sees one face of a fixed height, but none in a picture whose first corner is white, and writes down at which sizes it
    /// was asked to look.
    struct Watched {
        height: f32,
        sides: Arc<Mutex<Vec<u32>>>,
    }

    impl Detector for Watched {
        fn detect(&mut self, frame: &Frame, longest_side: u32, _: Score) -> Result<Vec<Detection>, VisionError> {
            self.sides.lock().unwrap().push(longest_side);
            if frame.rgb()[0] > 128 {
                return Ok(Vec::new());
            }
            let rect = Rect { x: 9.0, y: 9.0, w: self.height, h: self.height };
            Ok(vec![Detection {
                rect,
                score: Score::new(0.8),
                landmarks: Landmarks::from_array([Point::new(9.0, 9.0); 5]),
            }])
        }
    }

    fn search(height: f32) -> (Search, Arc<Mutex<Vec<u32>>>) {
        let sides = Arc::new(Mutex::new(Vec::new()));
        let pass = |longest_side, enlarge| Pass { by: By::Detector, longest_side, enlarge };
        let closer = Closer { small_faces: pass(160, 1.6), otherwise: pass(128, 1.0) };
        let mut calibration = calibration();
        calibration.balanced.passes = vec![pass(64, 1.0)];
        calibration.balanced.closer = Some(closer);
        calibration.small_faces = SmallFaces { min_score: Score::new(0.3), max_height: 40.0 };
        let detector = Watched { height, sides: Arc::clone(&sides) };
        let mut search = Search::plain(Box::new(detector));
        search.calibration = calibration;
        (search, sides)
    }

    fn sides(longest: u32, height: f32) -> Vec<u32> {
        let (mut search, sides) = search(height);
        let mut frame = Frame::new(longest, 20, vec![0; longest as usize * 60]).unwrap();
        search.upright(&mut frame, Mode::Balanced).unwrap();
        sides.lock().unwrap().drain(..).collect()
    }

    #[test]
    fn small_faces_are_a_reason_to_look_closely() {
        assert_eq!(sides(1000, 1000.0), [64, 128]);
        assert_eq!(sides(1000, 500.0), [64, 160]);
    }

    #[test]
    fn a_small_picture_is_enlarged_only_for_small_faces_and_never_looked_at_twice_in_one_size() {
        assert_eq!(sides(50, 45.0), [50]);
        assert_eq!(sides(50, 30.0), [50, 80]);
    }

    #[test]
    fn the_surroundings_of_a_small_face_are_looked_at_in_the_photos_own_pixels() {
        let (mut search, sides) = search(100.0);
        search.calibration.balanced.parts = Some(Parts {
            enough: 1.0,
            max_height: 40.0,
            min_score: Score::new(0.3),
            around: 4.0,
            longest_side: 300,
            enlarge: 1.0,
            overlap: 10,
            at_most: 4,
        });
        let mut frame = Frame::new(1000, 1000, vec![0; 3_000_000]).unwrap();
        let candidates = search.upright(&mut frame, Mode::Balanced).unwrap();
        // 400 pixels around the middle of the face at 59, of which 141 lie outside.
        assert_eq!(sides.lock().unwrap().drain(..).collect::<Vec<_>>(), [64, 160, 259]);
        assert_eq!(candidates.len(), 1);
        let (height, x) = (candidates[0].evidence.height, candidates[0].detection.rect.x);
        assert!((height - 100.0).abs() < 1e-3 && (x - 9.0).abs() < 1e-3, "{height} {x}");
        search.calibration.small_faces.max_height = 0.0;
        search.calibration.balanced.parts.as_mut().unwrap().enough = 0.1;
        search.upright(&mut frame, Mode::Balanced).unwrap();
        assert_eq!(sides.lock().unwrap().drain(..).collect::<Vec<_>>(), [64, 128]);
    }

    #[test]
    fn the_height_counts_in_pixels_of_the_closest_look() {
        let (mut search, _) = search(500.0);
        let mut frame = Frame::new(1000, 20, vec![0; 60_000]).unwrap();
        let candidates = search.upright(&mut frame, Mode::Balanced).unwrap();
        assert_eq!(candidates.len(), 1);
        assert!((candidates[0].evidence.height - 80.0).abs() < 1e-3 && candidates[0].evidence.doubt < 1.0);
    }

    fn on_side() -> Turned {
        Turned { sure: Score::new(1.0), hint: Score::new(0.0), longest_side: 50, doubt: 1.5 }
    }

    #[test]
    fn a_face_of_each_turned_copy_comes_back_to_its_place() {
        let (mut search, sides) = search(10.0);
        let mut rgb = vec![0; 12_000];
        for row in rgb.chunks_mut(300).take(6) {
            row[..18].fill(255);
        }
        let frame = Frame::new(100, 40, rgb).unwrap();
        let found = search.turned(&frame, Mode::Balanced, on_side()).unwrap();
        assert!(found.iter().all(|candidate| candidate.evidence.doubt > 1.0));
        let mut corners: Vec<[f32; 2]> =
            found.iter().map(|c| [c.detection.rect.x.round(), c.detection.rect.y.round()]).collect();
        corners.sort_by(|a, b| a[0].total_cmp(&b[0]));
        // 10 pixels of the copy are 20 of the frame; 9 from two of its edges are 18 from two of the frame's.
        assert_eq!(corners, [[18.0, 2.0], [62.0, 2.0], [62.0, 18.0]]);
        assert_eq!(sides.lock().unwrap().len(), 7);
    }

    #[test]
    fn a_picture_that_stands_as_well_as_it_lies_is_not_looked_at_closely() {
        let (mut search, sides) = search(10.0);
        let frame = Frame::new(100, 40, vec![0; 12_000]).unwrap();
        assert!(search.turned(&frame, Mode::Balanced, on_side()).unwrap().is_empty());
        assert_eq!(sides.lock().unwrap().len(), 4);
    }

    #[test]
    fn only_a_large_face_is_looked_at_alone_and_has_its_landmarks_in_the_frame() {
        let (mut search, sides) = search(10.0);
        let frame = Frame::new(100, 100, vec![0; 30_000]).unwrap();
        let rect = Rect { x: 49.0, y: 49.0, w: 10.0, h: 10.0 };
        let face =
            Detection { rect, score: Score::new(0.8), landmarks: Landmarks::from_array([Point::new(0.0, 0.0); 5]) };
        let alone = |from| Alone { from, around: 2.8, longest_side: 77 };
        // The square begins at 40, and the detector always sees its face 9 pixels from there.
        let found = search.alone(&frame, &face, alone(10.0)).unwrap();
        assert_eq!(found.map(|landmarks| landmarks.nose), Some(Point::new(49.0, 49.0)));
        assert_eq!(search.alone(&frame, &face, alone(10.1)).unwrap(), None);
        assert_eq!(sides.lock().unwrap().drain(..).collect::<Vec<_>>(), [77]);
    }
}
