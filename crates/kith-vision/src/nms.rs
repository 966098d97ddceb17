//! Non-maximum suppression.

use kith_domain::Detection;

/// More candidates than faces in any photograph; bounds the work when a very low score is asked for.
const MOST_CANDIDATES: usize = 5000;

/// Keeps of each heap of overlapping boxes the one with the highest score; best first.
///
/// Greedy: what is kept never depends on a box of a lower score, so a lower threshold only adds faces at the end.
pub(crate) fn suppress(candidates: Vec<Detection>, max_overlap: f32) -> Vec<Detection> {
    keep_best(candidates, max_overlap, |face| *face)
}

/// As [`suppress`], for whatever belongs to a detection.
pub(crate) fn keep_best<T>(mut candidates: Vec<T>, max_overlap: f32, detection: impl Fn(&T) -> Detection) -> Vec<T> {
    candidates.sort_by(|a, b| detection(b).score.value().total_cmp(&detection(a).score.value()));
    candidates.truncate(MOST_CANDIDATES);
    let mut kept: Vec<T> = Vec::new();
    for candidate in candidates {
        let rect = detection(&candidate).rect;
        if kept.iter().all(|better| detection(better).rect.iou(rect) <= max_overlap) {
            kept.push(candidate);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use kith_domain::{Landmarks, Point, Rect, Score};

    use super::*;

    fn face(x: f32, score: f32) -> Detection {
        let rect = Rect { x, y: 0.0, w: 10.0, h: 10.0 };
        Detection { rect, score: Score::new(score), landmarks: Landmarks::from_array([Point::new(x, 0.0); 5]) }
    }

    fn kept(candidates: &[Detection]) -> Vec<f32> {
        suppress(candidates.to_vec(), 0.3).iter().map(|face| face.rect.x).collect()
    }

    #[test]
    fn the_best_of_each_heap_is_kept_best_first() {
        // Shifts by 5 share a third (above 0.3), shifts by 6 share a quarter.
        assert_eq!(kept(&[face(0.0, 0.5), face(5.0, 0.9), face(30.0, 0.95)]), [30.0, 5.0]);
        assert_eq!(kept(&[face(0.0, 0.5), face(6.0, 0.9)]), [6.0, 0.0]);
    }

    #[test]
    fn a_dropped_box_drops_nothing() {
        assert_eq!(kept(&[face(0.0, 0.9), face(4.0, 0.8), face(8.0, 0.7)]), [0.0, 8.0]);
    }

    #[test]
    fn every_kept_box_counts() {
        assert_eq!(kept(&[face(0.0, 0.9), face(30.0, 0.8), face(1.0, 0.7)]), [0.0, 30.0]);
    }
}
