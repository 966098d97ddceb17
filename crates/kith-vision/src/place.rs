//! Where a face that was seen in a resized or turned copy lies in the frame.

use kith_domain::{Detection, Frame, Orientation, Point, Rect, UnitRect};

/// Stretched along both axes.
pub(crate) fn scaled(face: Detection, x: f32, y: f32) -> Detection {
    let Rect { x: left, y: top, w, h } = face.rect;
    Detection {
        rect: Rect { x: left * x, y: top * y, w: w * x, h: h * y },
        landmarks: face.landmarks.map(|p| Point::new(p.x * x, p.y * y)),
        ..face
    }
}

/// A copy of a picture, turned by quarters.
#[derive(Debug)]
pub(crate) struct TurnedCopy {
    turn: Orientation,
    frame: Frame,
}

impl TurnedCopy {
    /// The three ways a picture can lie that are not upright.
    pub(crate) const TURNS: [Orientation; 3] = [Orientation::Rotate90, Orientation::Rotate180, Orientation::Rotate270];

    pub(crate) fn new(frame: &Frame, turn: Orientation) -> Self {
        let (old_width, old_height) = (frame.width() as usize, frame.height() as usize);
        let (width, height) = turn.size(frame.width(), frame.height());
        let (pixels, _) = frame.rgb().as_chunks::<3>();
        let mut rgb = Vec::with_capacity(frame.rgb().len());
        for y in 0..height as usize {
            for x in 0..width as usize {
                let (old_x, old_y) = match turn {
                    Orientation::Rotate90 => (y, old_height - 1 - x),
                    Orientation::Rotate180 => (old_width - 1 - x, old_height - 1 - y),
                    Orientation::Rotate270 => (old_width - 1 - y, x),
                    _ => (x, y),
                };
                rgb.extend_from_slice(&pixels[old_y * old_width + old_x]);
            }
        }
        let frame = Frame::new(width, height, rgb).unwrap_or_else(|_| frame.clone());
        Self { turn, frame }
    }

    pub(crate) const fn frame(&self) -> &Frame {
        &self.frame
    }

    /// Where a face of the copy lies in a picture of `width` by `height` pixels that stands as the original does;
    /// `None` for a box that is none.
    pub(crate) fn to_original(&self, face: Detection, width: u32, height: u32) -> Option<Detection> {
        let (copy_width, copy_height) = (self.frame.width() as f32, self.frame.height() as f32);
        let Rect { x, y, w, h } = face.rect;
        let seen = UnitRect::new(x / copy_width, y / copy_height, w / copy_width, h / copy_height)?;
        let rect = self.turn.rect_to_stored(seen).to_pixels(width, height);
        let landmarks = face.landmarks.map(|p| {
            let stored = self.turn.point_to_stored(Point::new(p.x / copy_width, p.y / copy_height));
            Point::new(stored.x * width as f32, stored.y * height as f32)
        });
        Some(Detection { rect, landmarks, ..face })
    }
}

#[cfg(test)]
mod tests {
    use kith_domain::{Landmarks, Score};

    use super::*;

    fn face(x: f32, y: f32, w: f32, h: f32) -> Detection {
        let landmarks = Landmarks::from_array([Point::new(x, y); 5]);
        Detection { rect: Rect { x, y, w, h }, score: Score::new(0.9), landmarks }
    }

    #[test]
    fn a_face_is_stretched_with_its_landmarks() {
        let stretched = scaled(face(16.0, -16.0, 32.0, 32.0), 2.0, 3.0);
        assert_eq!(stretched.rect, Rect { x: 32.0, y: -48.0, w: 64.0, h: 96.0 });
        assert_eq!(stretched.landmarks.right_eye, Point::new(32.0, -48.0));
    }

    #[test]
    fn pixels_and_faces_are_turned_alike() {
        // Three columns, two rows; the red value numbers the pixels.
        let frame = Frame::new(3, 2, (0..6).flat_map(|n| [n, 0, 0]).collect()).unwrap();
        let expected = [vec![3, 0, 4, 1, 5, 2], vec![5, 4, 3, 2, 1, 0], vec![2, 5, 1, 4, 0, 3]];
        for (turn, expected) in TurnedCopy::TURNS.into_iter().zip(expected) {
            let copy = TurnedCopy::new(&frame, turn);
            let numbers: Vec<u8> = copy.frame().rgb().iter().step_by(3).copied().collect();
            assert_eq!(numbers, expected, "{turn:?}");
            for (place, number) in numbers.iter().enumerate() {
                let (x, y) = (place % copy.frame().width() as usize, place / copy.frame().width() as usize);
                let back = copy.to_original(face(x as f32, y as f32, 1.0, 1.0), 30, 20).unwrap().rect;
                let (old_x, old_y) = (f32::from(number % 3) * 10.0, f32::from(number / 3) * 10.0);
                assert!((back.x - old_x).abs() < 1e-3 && (back.y - old_y).abs() < 1e-3, "{turn:?} {number}: {back:?}");
            }
        }
    }
}
