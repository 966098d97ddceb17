//! Weighted box fusion: several looks at a picture become one list of faces.
//!
//! The boxes of a face that several looks saw are averaged, and its score is what they said on average, where a look that
//! did not see the face says 0, and each look counts as much as the face's size in it lets it see (Solovyev and others,
//! 2021, <https://arxiv.org/abs/1910.13302>, without the sizes).

use kith_domain::{Detection, Landmarks, Point, Rect, Score};

use crate::{
    nms::suppress,
    search::{SearchCalibration, Visible},
};

/// What one detector saw at one size.
#[derive(Debug)]
pub(crate) struct Look {
    /// Pixels of the resized picture for each pixel of the frame.
    pub(crate) scale: f32,
    /// The part of the frame that it showed, in pixels; all of it, if none is given.
    pub(crate) part: Option<Rect>,
    /// In pixels of the frame.
    pub(crate) faces: Vec<Detection>,
}

impl Look {
    /// Whether it showed all of a place.
    pub(crate) fn shows(&self, place: Rect) -> bool {
        let holds = |start: f32, length: f32, place: f32, side: f32| start <= place && place + side <= start + length;
        self.part.is_none_or(|part| holds(part.x, part.w, place.x, place.w) && holds(part.y, part.h, place.y, place.h))
    }
}

/// Faces in pixels of the frame, best first. The score is not the final one.
pub(crate) fn fuse(looks: &[Look], calibration: &SearchCalibration) -> Vec<Detection> {
    let mut seen: Vec<(usize, Detection)> = Vec::new();
    for (look, faces) in looks.iter().map(|look| &look.faces).enumerate() {
        seen.extend(faces.iter().map(|face| (look, *face)));
    }
    seen.sort_by(|(_, a), (_, b)| b.score.value().total_cmp(&a.score.value()));
    let mut heaps: Vec<Heap> = Vec::new();
    for (look, face) in seen {
        let fits = |heap: &&mut Heap| !heap.members.iter().any(|(member, _)| *member == look);
        let overlap = |heap: &Heap| heap.middle.rect.iou(face.rect);
        let best = heaps.iter_mut().filter(fits).max_by(|a, b| overlap(a).total_cmp(&overlap(b)));
        match best.filter(|heap| overlap(heap) >= calibration.same_face) {
            Some(heap) => heap.add(look, face, looks, calibration.visible),
            None => heaps.push(Heap { members: vec![(look, face)], middle: face }),
        }
    }
    let faces = heaps.iter().map(|heap| heap.face(looks, calibration)).collect();
    suppress(faces, calibration.max_overlap)
}

/// What the looks saw of one face, at most once each.
struct Heap {
    members: Vec<(usize, Detection)>,
    middle: Detection,
}

impl Heap {
    fn add(&mut self, look: usize, face: Detection, looks: &[Look], visible: Visible) {
        self.members.push((look, face));
        let size = size(self.middle.rect);
        let weight = |(look, face): &(usize, Detection)| face.score.value() * visible.share(size * looks[*look].scale);
        let total: f32 = self.members.iter().map(weight).sum();
        let mean = |of: &dyn Fn(&Detection) -> f32| {
            self.members.iter().map(|member| weight(member) * of(&member.1)).sum::<f32>() / total
        };
        let rect = Rect {
            x: mean(&|face| face.rect.x),
            y: mean(&|face| face.rect.y),
            w: mean(&|face| face.rect.w),
            h: mean(&|face| face.rect.h),
        };
        let points = std::array::from_fn(|i| {
            Point::new(mean(&|face| face.landmarks.to_array()[i].x), mean(&|face| face.landmarks.to_array()[i].y))
        });
        self.middle = Detection { rect, landmarks: Landmarks::from_array(points), ..self.middle };
    }

    fn face(&self, looks: &[Look], calibration: &SearchCalibration) -> Detection {
        let size = size(self.middle.rect);
        let saw = |look: usize| self.members.iter().any(|(member, _)| *member == look);
        let share = |(number, look): (usize, &Look)| {
            let counts = saw(number) || look.shows(self.middle.rect);
            if counts { calibration.visible.share(size * look.scale) } else { 0.0 }
        };
        let shares: Vec<f32> = looks.iter().enumerate().map(share).collect();
        let all: f32 = shares.iter().sum();
        let largest = shares.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        let voices = self.members.iter().map(|(look, face)| shares[*look] * face.score.value());
        let mean = voices.clone().sum::<f32>() / all;
        let best = voices.fold(0.0, f32::max) / largest;
        let score = calibration.best_share * best + (1.0 - calibration.best_share) * mean;
        Detection { score: Score::new(score), ..self.middle }
    }
}

/// Pixels of the frame.
pub(crate) fn size(rect: Rect) -> f32 {
    (rect.w * rect.h).sqrt()
}

impl Visible {
    /// How much a look counts for a face of that size in it, above 0 and at most 1.
    fn share(self, size: f32) -> f32 {
        let ramp = |[start, end]: [f32; 2]| ((size - start) / (end - start)).clamp(0.0, 1.0);
        self.least + (1.0 - self.least) * ramp(self.from).min(1.0 - ramp(self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::calibration;

    fn face(x: f32, side: f32, score: f32) -> Detection {
        let landmarks = Landmarks::from_array([Point::new(x, 1.0); 5]);
        Detection { rect: Rect { x, y: 0.0, w: side, h: side }, score: Score::new(score), landmarks }
    }

    fn fused(looks: &[(f32, &[Detection])]) -> Vec<Detection> {
        let looks: Vec<Look> =
            looks.iter().map(|(scale, faces)| Look { scale: *scale, part: None, faces: faces.to_vec() }).collect();
        fuse(&looks, &calibration())
    }

    #[test]
    fn one_look_is_kept_as_it_is() {
        let faces = [face(0.0, 50.0, 0.9), face(100.0, 50.0, 0.4)];
        assert_eq!(fused(&[(1.0, &faces)]), faces);
    }

    #[test]
    fn a_face_that_two_looks_saw_lies_between_them() {
        let found = fused(&[(1.0, &[face(0.0, 50.0, 0.9)]), (1.0, &[face(6.0, 50.0, 0.6)])]);
        assert_eq!(found.len(), 1);
        let Detection { rect, score, landmarks } = found[0];
        assert!((rect.x - 2.4).abs() < 1e-4 && (landmarks.nose.x - 2.4).abs() < 1e-4, "{rect:?}");
        // Half of the best (0.9) and half of the mean (0.75).
        assert!((score.value() - 0.825).abs() < 1e-6);
    }

    #[test]
    fn a_look_that_could_have_seen_the_face_counts_against_it_and_one_that_could_not_does_not() {
        let face = [face(0.0, 20.0, 0.8)];
        let could = fused(&[(2.0, &face), (2.0, &[])])[0].score.value();
        let could_not = fused(&[(2.0, &face), (0.1, &[])])[0].score.value();
        assert!((could - 0.6).abs() < 1e-6 && could_not > 0.79, "{could} {could_not}");
    }

    #[test]
    fn a_look_at_another_part_says_nothing() {
        let whole = Look { scale: 1.0, part: None, faces: vec![face(0.0, 50.0, 0.8)] };
        let score = |x: f32| {
            let part = Look { scale: 1.0, part: Some(Rect { x, y: 0.0, w: 60.0, h: 60.0 }), faces: Vec::new() };
            let whole = Look { faces: whole.faces.clone(), ..whole };
            fuse(&[whole, part], &calibration())[0].score.value()
        };
        assert!((score(1.0) - 0.8).abs() < 1e-6 && (score(0.0) - 0.6).abs() < 1e-6);
    }

    #[test]
    fn two_boxes_of_one_look_stay_two_faces() {
        let found = fused(&[(1.0, &[face(0.0, 50.0, 0.9), face(40.0, 50.0, 0.8)]), (1.0, &[face(38.0, 50.0, 0.7)])]);
        assert_eq!(found.len(), 2);
        assert!(found.iter().any(|face| face.rect.x == 0.0) && found.iter().any(|face| face.rect.x > 38.0));
    }

    #[test]
    fn the_voice_of_a_look_rises_and_fades_with_the_size() {
        let visible = calibration().visible;
        let shares: Vec<f32> = [1.0, 20.0, 100.0, 475.0, 2000.0].map(|size| visible.share(size)).to_vec();
        assert_eq!((shares[0], shares[2], shares[4]), (visible.least, 1.0, visible.least));
        assert!(shares[1] > 0.4 && shares[1] < 0.6 && shares[3] > 0.4 && shares[3] < 0.6, "{shares:?}");
    }
}
