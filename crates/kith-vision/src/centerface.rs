//! `CenterFace`: one feature map of stride 4 that says where the middles of faces are, and five landmarks.
//!
//! Input: a picture of any size in multiples of 32. The decoding is that of its authors
//! (<https://github.com/Star-Clouds/CenterFace>): the map's cell gives the middle, two logarithms the size, and the landmarks
//! are fractions of the box.

use kith_domain::{Detection, Frame, Landmarks, Point, Rect, Score};

use crate::{
    Channels, Detector, DetectorCalibration, NetworkEntry, VisionError,
    nms::suppress,
    resize::{Resizer, Size},
    session::Network,
};

const STEP: usize = 32;
const STRIDE: usize = 4;
/// Heat, logarithms of height and width, offsets of the middle (y, x), landmarks (y, x each).
const OUTPUTS: [&str; 4] = ["537", "538", "539", "540"];
const PLANES: [usize; 4] = [1, 2, 2, 10];

pub(crate) struct CenterFace {
    network: Network,
    channels: Channels,
    max_overlap: f32,
    resizer: Resizer,
}

impl CenterFace {
    pub(crate) fn new(network: Network, entry: &NetworkEntry<DetectorCalibration>) -> Self {
        let max_overlap = entry.calibration.max_overlap;
        Self { network, channels: entry.channels, max_overlap, resizer: Resizer::default() }
    }
}

impl Detector for CenterFace {
    fn detect(&mut self, frame: &Frame, longest_side: u32, min_score: Score) -> Result<Vec<Detection>, VisionError> {
        let size = Size::fit(frame, longest_side, STEP);
        let input = self.resizer.fill(frame, size, self.channels);
        let candidates =
            self.network.run([1, 3, size.padded_height, size.padded_width], input, OUTPUTS, |outputs| {
                FeatureMap::new(outputs, size)?.decode(min_score.value())
            })?;
        let faces = suppress(candidates, self.max_overlap);
        Ok(faces.into_iter().map(|face| size.to_frame(frame, face)).collect())
    }
}

/// The answers, one plane after the other.
struct FeatureMap<'a> {
    columns: usize,
    cells: usize,
    heat: &'a [f32],
    sizes: &'a [f32],
    offsets: &'a [f32],
    points: &'a [f32],
}

impl<'a> FeatureMap<'a> {
    fn new(outputs: [&'a [f32]; 4], size: Size) -> Result<Self, String> {
        let columns = size.padded_width / STRIDE;
        let cells = columns * (size.padded_height / STRIDE);
        let (lengths, wanted) = (outputs.map(<[f32]>::len), PLANES.map(|planes| planes * cells));
        let [heat, sizes, offsets, points] = outputs;
        if lengths != wanted {
            return Err(format!("the maps have {lengths:?} numbers, not {wanted:?}"));
        }
        Ok(Self { columns, cells, heat, sizes, offsets, points })
    }

    /// The faces of the cells whose heat is at least `min_score`, in pixels of the padded picture.
    fn decode(&self, min_score: f32) -> Result<Vec<Detection>, String> {
        if self.heat.iter().any(|heat| heat.is_nan()) {
            return Err("a score is not a number".to_owned());
        }
        let hot = self.heat.iter().enumerate().filter(|(_, heat)| **heat >= min_score);
        hot.map(|(cell, heat)| self.face(cell, *heat)).collect()
    }

    fn face(&self, cell: usize, score: f32) -> Result<Detection, String> {
        let stride = STRIDE as f32;
        let plane = |planes: &[f32], plane: usize| planes[plane * self.cells + cell];
        let (h, w) = (plane(self.sizes, 0).exp() * stride, plane(self.sizes, 1).exp() * stride);
        let (row, column) = ((cell / self.columns) as f32, (cell % self.columns) as f32);
        let middle =
            Point::new((column + plane(self.offsets, 1) + 0.5) * stride, (row + plane(self.offsets, 0) + 0.5) * stride);
        let rect = Rect { x: middle.x - w / 2.0, y: middle.y - h / 2.0, w, h };
        let points = std::array::from_fn(|i| {
            Point::new(rect.x + plane(self.points, 2 * i + 1) * w, rect.y + plane(self.points, 2 * i) * h)
        });
        let numbers = [rect.x, rect.y, w, h].into_iter().chain(points.iter().flat_map(|p| [p.x, p.y]));
        if w <= 0.0 || h <= 0.0 || !numbers.into_iter().all(f32::is_finite) {
            return Err("a face has no finite box and landmarks".to_owned());
        }
        Ok(Detection { rect, score: Score::new(score), landmarks: Landmarks::from_array(points) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { width: 30, height: 20, padded_width: 32, padded_height: 32 };
    const CELLS: usize = 64;

    /// All cells are cold but that of row 2, column 3.
    fn decode(heat: f32, log_size: f32) -> Result<Vec<Detection>, String> {
        let mut maps = PLANES.map(|planes| vec![0.0; planes * CELLS]);
        let cell = 2 * 8 + 3;
        maps[0][cell] = heat;
        maps[1][cell] = log_size;
        maps[1][CELLS + cell] = 2f32.ln();
        maps[2][cell] = 0.25;
        maps[3][CELLS + cell] = 0.5;
        FeatureMap::new(maps.each_ref().map(Vec::as_slice), SIZE)?.decode(0.5)
    }

    #[test]
    fn a_cell_is_decoded_relative_to_its_place() {
        let found = decode(0.6, 3f32.ln()).unwrap();
        assert_eq!(found.len(), 1);
        let Detection { rect, score, landmarks } = found[0];
        let [x, y, w, h] = [14.0 - 4.0, 11.0 - 6.0, 8.0, 12.0];
        assert!((rect.x - x).abs() < 1e-4 && (rect.y - y).abs() < 1e-4, "{rect:?}");
        assert!((rect.w - w).abs() < 1e-4 && (rect.h - h).abs() < 1e-4, "{rect:?}");
        assert_eq!(score, Score::new(0.6));
        assert!((landmarks.right_eye.x - (x + 4.0)).abs() < 1e-4 && (landmarks.right_eye.y - y).abs() < 1e-4);
    }

    #[test]
    fn cold_cells_are_no_faces() {
        assert_eq!(decode(0.4, 0.0).unwrap(), []);
    }

    #[test]
    fn answers_that_mean_nothing_are_errors() {
        assert!(decode(f32::NAN, 0.0).is_err());
        assert!(decode(0.9, f32::NAN).is_err());
        assert!(decode(0.9, 1000.0).is_err());
        assert!(decode(0.9, -1000.0).is_err());
        assert!(FeatureMap::new([&[0.0], &[0.0], &[0.0; 2], &[0.0; 10]], SIZE).is_err());
    }
}
