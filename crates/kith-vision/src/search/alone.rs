//! A closer look at one face, for its landmarks.
//!
//! A look at a whole picture places eyes and mouth roughly; an embedding made from them is a poor likeness of the person. The
//! face alone, enlarged until it fills a small picture, is quickly looked at once more.

use kith_domain::{Detection, Landmarks, Rect};
use serde::Deserialize;

/// When and how a face is looked at alone.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alone {
    /// Faces that are lower, in pixels of the frame that they are taken from, have nothing more to show.
    pub from: f32,
    /// How many times as long as the face's longer side the side of the square around it is.
    pub around: f32,
    /// Longest side at which it is looked at, in pixels.
    pub longest_side: u32,
}

impl Alone {
    /// The square around a face.
    pub(super) fn square(&self, face: Rect) -> Rect {
        let side = face.w.max(face.h) * self.around;
        Rect { x: face.x + (face.w - side) / 2.0, y: face.y + (face.h - side) / 2.0, w: side, h: side }
    }
}

/// The landmarks of that one of the faces found which is the known one.
pub(super) fn landmarks(found: &[Detection], known: Rect, same_face: f32) -> Option<Landmarks> {
    let overlap = |face: &Detection| face.rect.iou(known);
    let face = found.iter().max_by(|a, b| overlap(a).total_cmp(&overlap(b)))?;
    (overlap(face) >= same_face).then_some(face.landmarks)
}

#[cfg(test)]
mod tests {
    use kith_domain::{Point, Score};

    use super::*;

    fn face(x: f32, y: f32, side: f32) -> Detection {
        let landmarks = Landmarks::from_array([Point::new(x + 1.0, y + 2.0); 5]);
        Detection { rect: Rect { x, y, w: side, h: side }, score: Score::new(0.9), landmarks }
    }

    #[test]
    fn the_square_has_the_face_in_its_middle() {
        let alone = Alone { from: 1.0, around: 1.5, longest_side: 320 };
        let square = alone.square(Rect { x: 10.0, y: 8.0, w: 6.0, h: 8.0 });
        assert_eq!(square, Rect { x: 7.0, y: 6.0, w: 12.0, h: 12.0 });
    }

    #[test]
    fn only_the_same_face_gives_its_landmarks() {
        let known = face(10.0, 8.0, 8.0).rect;
        let found = [face(15.0, 13.0, 4.0), face(10.5, 8.0, 8.0)];
        assert_eq!(landmarks(&found, known, 0.5).map(|landmarks| landmarks.nose), Some(Point::new(11.5, 10.0)));
        assert_eq!(landmarks(&found[..1], known, 0.5), None);
        assert_eq!(landmarks(&[], known, 0.5), None);
    }
}
