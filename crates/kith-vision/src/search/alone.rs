//! A closer look at one face, for its landmarks.
//!
//! A look at a whole picture places eyes and mouth roughly; an embedding made from them is a poor likeness of the person. The
//! face alone, enlarged until it fills a small picture, is quickly looked at once more.

use kith_domain::{Detection, Frame, Landmarks, Point, Rect};
use serde::Deserialize;

/// When and how a face is looked at alone.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alone {
    /// Faces that are lower, in pixels of the frame, have nothing more to show.
    pub from: f32,
    /// How many times as long as the face's longer side the side of the square around it is.
    pub around: f32,
    /// Longest side at which it is looked at, in pixels.
    pub longest_side: u32,
}

/// A part of a frame.
pub(super) struct Part {
    pub(super) frame: Frame,
    left: f32,
    top: f32,
}

impl Part {
    /// The square around a face, as far as it lies in the frame; `None` if it does not.
    pub(super) fn around(frame: &Frame, rect: Rect, times: f32) -> Option<Self> {
        let half = rect.w.max(rect.h) * times / 2.0;
        let (x, y) = (rect.x + rect.w / 2.0, rect.y + rect.h / 2.0);
        let columns = inside(x - half, x + half, frame.width())?;
        let rows = inside(y - half, y + half, frame.height())?;
        let (left, top) = (columns.start, rows.start);
        let (width, height) = (columns.len(), rows.len());
        let stride = frame.width() as usize * 3;
        let bytes = columns.start * 3..columns.end * 3;
        let rgb = rows.flat_map(|row| &frame.rgb()[row * stride..][bytes.clone()]).copied().collect();
        let frame = Frame::new(width as u32, height as u32, rgb).ok()?;
        Some(Self { frame, left: left as f32, top: top as f32 })
    }

    /// The landmarks of that one of the faces found in this part which is the known one, in pixels of the whole frame.
    pub(super) fn landmarks(&self, found: &[Detection], known: Rect, same_face: f32) -> Option<Landmarks> {
        let moved = |face: &Detection| Rect { x: face.rect.x + self.left, y: face.rect.y + self.top, ..face.rect };
        let overlap = |face: &Detection| moved(face).iou(known);
        let face = found.iter().max_by(|a, b| overlap(a).total_cmp(&overlap(b)))?;
        (overlap(face) >= same_face).then(|| face.landmarks.map(|p| Point::new(p.x + self.left, p.y + self.top)))
    }
}

/// The whole pixels between two places on a line of that many.
fn inside(from: f32, to: f32, pixels: u32) -> Option<std::ops::Range<usize>> {
    let (from, to) = (from.max(0.0).floor() as usize, to.min(pixels as f32).ceil().max(0.0) as usize);
    (from < to).then_some(from..to)
}

#[cfg(test)]
mod tests {
    use kith_domain::Score;

    use super::*;

    fn face(x: f32, y: f32, side: f32) -> Detection {
        let landmarks = Landmarks::from_array([Point::new(x + 1.0, y + 2.0); 5]);
        Detection { rect: Rect { x, y, w: side, h: side }, score: Score::new(0.9), landmarks }
    }

    /// Each pixel says where it is.
    fn frame(width: u32, height: u32) -> Frame {
        let rgb = (0..height).flat_map(|y| (0..width).flat_map(move |x| [x as u8, y as u8, 0])).collect();
        Frame::new(width, height, rgb).unwrap()
    }

    #[test]
    fn a_part_holds_the_pixels_around_a_face_and_ends_where_the_frame_does() {
        let part = Part::around(&frame(40, 30), face(10.0, 8.0, 8.0).rect, 1.5).unwrap();
        assert_eq!((part.frame.width(), part.frame.height(), &part.frame.rgb()[..3]), (12, 12, &[8, 6, 0][..]));
        let corner = Part::around(&frame(40, 30), face(-4.0, 26.0, 8.0).rect, 1.5).unwrap();
        assert_eq!((corner.frame.width(), corner.frame.height(), &corner.frame.rgb()[..3]), (6, 6, &[0, 24, 0][..]));
        assert!(Part::around(&frame(40, 30), face(50.0, 8.0, 8.0).rect, 1.5).is_none());
    }

    #[test]
    fn only_the_same_face_gives_its_landmarks() {
        let part = Part::around(&frame(40, 30), face(10.0, 8.0, 8.0).rect, 1.5).unwrap();
        let found = [face(7.0, 7.0, 4.0), face(2.5, 2.0, 8.0)];
        let landmarks = part.landmarks(&found, face(10.0, 8.0, 8.0).rect, 0.5).unwrap();
        assert_eq!(landmarks.nose, Point::new(11.5, 10.0));
        assert_eq!(part.landmarks(&found[..1], face(10.0, 8.0, 8.0).rect, 0.5), None);
        assert_eq!(part.landmarks(&[], face(10.0, 8.0, 8.0).rect, 0.5), None);
    }
}
