//! A rectangle cut out of a frame, and where what is seen in it lies in the whole.

use kith_domain::{Detection, Frame, Point, Rect};

/// How many times as long as a box's longer side the side of the square around it is: a detector wants to see hair, ears and
/// shoulders, and people draw boxes closer or wider than it does.
const AROUND: f32 = 3.0;

/// A box with its surroundings.
pub(crate) struct Surroundings(Part);

impl Surroundings {
    /// `None` for a box that lies outside of the frame.
    pub(crate) fn cut(frame: &Frame, drawn: Rect) -> Option<Self> {
        let side = drawn.w.max(drawn.h) * AROUND;
        let (x, y) = (drawn.x + (drawn.w - side) / 2.0, drawn.y + (drawn.h - side) / 2.0);
        Part::cut(frame, Rect { x, y, w: side, h: side }).map(Self)
    }

    /// The pixels.
    pub(crate) const fn frame(&mut self) -> &mut Frame {
        &mut self.0.frame
    }

    /// Where a face of them lies in the whole frame.
    pub(crate) fn to_whole(&self, face: Detection) -> Detection {
        self.0.to_whole(face)
    }
}

/// A part of a frame.
pub(super) struct Part {
    pub(super) frame: Frame,
    left: f32,
    top: f32,
    /// Width and height of the whole frame.
    whole: (f32, f32),
}

impl Part {
    /// The whole pixels that a rectangle touches, as far as they lie in the frame; `None` if none does.
    pub(super) fn cut(frame: &Frame, rect: Rect) -> Option<Self> {
        let columns = inside(rect.x, rect.x + rect.w, frame.width())?;
        let rows = inside(rect.y, rect.y + rect.h, frame.height())?;
        let (left, top) = (columns.start, rows.start);
        let (width, height) = (columns.len(), rows.len());
        let stride = frame.width() as usize * 3;
        let bytes = columns.start * 3..columns.end * 3;
        let mut rgb = Vec::with_capacity(width * height * 3);
        rows.for_each(|row| rgb.extend_from_slice(&frame.rgb()[row * stride..][bytes.clone()]));
        let part = Frame::new(width as u32, height as u32, rgb).ok()?;
        Some(Self {
            frame: part,
            left: left as f32,
            top: top as f32,
            whole: (frame.width() as f32, frame.height() as f32),
        })
    }

    /// Where a face of this part lies in the whole frame.
    pub(super) fn to_whole(&self, face: Detection) -> Detection {
        let rect = Rect { x: face.rect.x + self.left, y: face.rect.y + self.top, ..face.rect };
        let landmarks = face.landmarks.map(|p| Point::new(p.x + self.left, p.y + self.top));
        Detection { rect, landmarks, ..face }
    }

    /// Where it lies in the whole frame.
    pub(super) fn place(&self) -> Rect {
        Rect { x: self.left, y: self.top, w: self.frame.width() as f32, h: self.frame.height() as f32 }
    }

    /// Pixels along the longer side.
    pub(super) fn longest_side(&self) -> u32 {
        self.frame.width().max(self.frame.height())
    }

    /// Whether no edge of this part cuts a face of it; the edges of the whole frame may.
    pub(super) fn is_whole(&self, face: Rect) -> bool {
        let Rect { x: left, y: top, w, h } = self.place();
        let free = |start: f32, length: f32, whole: f32, from: f32, side: f32| {
            (from > 0.0 || start == 0.0) && (from + side < length || start + length >= whole)
        };
        free(left, w, self.whole.0, face.x, face.w) && free(top, h, self.whole.1, face.y, face.h)
    }
}

/// The whole pixels between two places on a line of that many.
fn inside(from: f32, to: f32, pixels: u32) -> Option<std::ops::Range<usize>> {
    let (from, to) = (from.max(0.0).floor() as usize, to.min(pixels as f32).ceil().max(0.0) as usize);
    (from < to).then_some(from..to)
}

#[cfg(test)]
mod tests {
    use kith_domain::{Landmarks, Score};

    use super::*;

    /// Each pixel says where it is.
    fn frame(width: u32, height: u32) -> Frame {
        let rgb = (0..height).flat_map(|y| (0..width).flat_map(move |x| [x as u8, y as u8, 0])).collect();
        Frame::new(width, height, rgb).unwrap()
    }

    fn cut(x: f32, y: f32, side: f32) -> Option<Part> {
        Part::cut(&frame(40, 30), Rect { x, y, w: side, h: side })
    }

    #[test]
    fn a_part_holds_the_pixels_of_its_place_and_ends_where_the_frame_does() {
        let part = cut(8.0, 6.0, 12.0).unwrap();
        assert_eq!((part.frame.width(), part.frame.height(), &part.frame.rgb()[..3]), (12, 12, &[8, 6, 0][..]));
        let corner = cut(-6.5, 24.0, 12.0).unwrap();
        assert_eq!((corner.frame.width(), corner.frame.height(), &corner.frame.rgb()[..3]), (6, 6, &[0, 24, 0][..]));
        assert!(cut(48.0, 6.0, 12.0).is_none());
    }

    #[test]
    fn a_face_comes_back_to_its_place() {
        let landmarks = Landmarks::from_array([Point::new(2.0, 3.0); 5]);
        let seen = Detection { rect: Rect { x: 1.0, y: 2.0, w: 4.0, h: 5.0 }, score: Score::new(0.9), landmarks };
        let face = cut(8.0, 6.0, 12.0).unwrap().to_whole(seen);
        assert_eq!(face.rect, Rect { x: 9.0, y: 8.0, w: 4.0, h: 5.0 });
        assert_eq!(face.landmarks.nose, Point::new(10.0, 9.0));
    }

    #[test]
    fn only_the_edges_of_the_whole_frame_may_cut_a_face() {
        let is_whole = |part: &Part, x, y| part.is_whole(Rect { x, y, w: 4.0, h: 4.0 });
        let middle = cut(8.0, 6.0, 12.0).unwrap();
        assert!(is_whole(&middle, 1.0, 1.0) && !is_whole(&middle, -1.0, 1.0) && !is_whole(&middle, 1.0, 9.0));
        let corner = cut(-6.0, 24.0, 12.0).unwrap();
        assert!(is_whole(&corner, -1.0, 4.0) && !is_whole(&corner, 1.0, -1.0) && !is_whole(&corner, 3.0, 1.0));
    }
}
