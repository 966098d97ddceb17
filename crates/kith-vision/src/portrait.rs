//! A face for a person to look at: however the head was held and however large it is, the eyes are at the same place.

use kith_domain::{AlignedFace, Frame, Landmarks, Point};

use crate::align::{Similarity, align};
use crate::sface::{SIDE, TEMPLATE};

/// How much smaller the face is than in the crop of the recogniser, which leaves no hair and no neck: the eyes are a fifth
/// of the side apart.
const SHARE: f32 = 0.636;
/// Where the middle of the landmarks is, in parts of the side.
const MIDDLE: Point = Point::new(0.5, 0.56);

fn template(side: u32) -> [Point; 5] {
    let side = side as f32;
    let middle = TEMPLATE.iter().fold((0.0, 0.0), |(x, y), p| (x + p.x / 5.0, y + p.y / 5.0));
    let scale = SHARE / SIDE as f32;
    TEMPLATE
        .map(|p| Point::new(side * ((p.x - middle.0) * scale + MIDDLE.x), side * ((p.y - middle.1) * scale + MIDDLE.y)))
}

/// How many times as large a face becomes in a [`portrait`] of that many pixels a side; landmarks in pixels of its picture.
/// `None` when they form no face.
pub fn portrait_scale(landmarks: &Landmarks, side: u32) -> Option<f32> {
    Similarity::fit(landmarks.to_array(), template(side)).map(|similarity| similarity.scale() as f32)
}

/// A face with its surroundings, `side` x `side` pixels; landmarks in pixels of the frame, which should not be much larger
/// there than here, since every second pixel would be passed over. Black outside the frame, `None` when the landmarks form
/// no face.
pub fn portrait(frame: &Frame, landmarks: &Landmarks, side: u32) -> Option<AlignedFace> {
    align(frame, landmarks, template(side), side)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eyes([right, left, ..]: [Point; 5]) -> [f32; 4] {
        [right.x, right.y, left.x, left.y]
    }

    #[test]
    fn the_eyes_are_a_fifth_of_the_side_apart_above_the_middle() {
        let [x, y, other_x, other_y] = eyes(template(500));
        assert!((other_x - x - 100.0).abs() < 1.0 && (y - other_y).abs() < 1.0, "{x} {y} {other_x} {other_y}");
        assert!((f32::midpoint(x, other_x) - 250.0).abs() < 3.0 && (200.0..240.0).contains(&y), "{x} {y}");
    }

    #[test]
    fn a_face_that_is_turned_and_small_comes_upright_and_large() {
        let turned = template(100).map(|p| Point::new(100.0 - p.y, p.x));
        let turned = Landmarks::from_array(turned);
        assert!((portrait_scale(&turned, 300).unwrap() - 3.0).abs() < 1e-3);
        // White where the right eye is, black elsewhere.
        let [eye, ..] = turned.to_array().map(|p| (p.x.round() as usize, p.y.round() as usize));
        let mut rgb = vec![0; 100 * 100 * 3];
        for (x, y) in (0..3).flat_map(|dx| (0..3).map(move |dy| (eye.0 + dx - 1, eye.1 + dy - 1))) {
            rgb[3 * (100 * y + x)..][..3].fill(255);
        }
        let made = portrait(&Frame::new(100, 100, rgb).unwrap(), &turned, 300).unwrap();
        let [x, y, ..] = eyes(template(300)).map(|place| place.round() as usize);
        assert_eq!((made.side, made.rgb[3 * (300 * y + x)]), (300, 255));
        assert_eq!(made.rgb[3 * (300 * 299 + 150)], 0);
    }

    #[test]
    fn what_is_no_face_has_no_portrait() {
        let landmarks = Landmarks::from_array([Point::new(1.0, 1.0); 5]);
        assert!(portrait_scale(&landmarks, 100).is_none());
        assert!(portrait(&Frame::new(4, 4, vec![0; 48]).unwrap(), &landmarks, 100).is_none());
    }
}
