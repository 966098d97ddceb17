//! YuNet 2023mar: anchor-free, three feature maps, five landmarks.
//!
//! Input: a picture of any size in multiples of 32. Each cell of the maps of stride 8, 16 and 32 answers with a class
//! score, an objectness, a box and five points relative to the cell; the decoding is that of `FaceDetectorYN` in OpenCV
//! (<https://github.com/opencv/opencv/blob/4.x/modules/objdetect/src/face_detect.cpp>).

use kith_domain::{Detection, Frame, Landmarks, Point, Rect, Score};

use crate::{
    Channels, Detector, DetectorCalibration, NetworkEntry, VisionError,
    nms::suppress,
    resize::{Resizer, Size},
    session::Network,
};

/// The coarsest map: a cell covers so many pixels.
const LARGEST_STRIDE: usize = 32;
/// What each map answers with, from the finest on.
const OUTPUTS: [&str; 12] = [
    "cls_8", "obj_8", "bbox_8", "kps_8", "cls_16", "obj_16", "bbox_16", "kps_16", "cls_32", "obj_32", "bbox_32",
    "kps_32",
];

pub(crate) struct Yunet {
    network: Network,
    channels: Channels,
    max_overlap: f32,
    resizer: Resizer,
}

impl Yunet {
    pub(crate) fn new(network: Network, entry: &NetworkEntry<DetectorCalibration>) -> Self {
        let max_overlap = entry.calibration.max_overlap;
        Self { network, channels: entry.channels, max_overlap, resizer: Resizer::default() }
    }
}

impl Detector for Yunet {
    fn detect(&mut self, frame: &Frame, longest_side: u32, min_score: Score) -> Result<Vec<Detection>, VisionError> {
        let size = Size::fit(frame, longest_side, LARGEST_STRIDE);
        let input = self.resizer.fill(frame, size, self.channels);
        let candidates =
            self.network.run([1, 3, size.padded_height, size.padded_width], input, OUTPUTS, |outputs| {
                let mut found = Vec::new();
                for (map, stride) in outputs.chunks_exact(4).zip([8, 16, 32]) {
                    FeatureMap::new(map, stride, size)?.decode(min_score.value(), &mut found)?;
                }
                Ok(found)
            })?;
        let faces = suppress(candidates, self.max_overlap);
        Ok(faces.into_iter().map(|face| size.to_frame(frame, face)).collect())
    }
}

/// The answers of one map, one row for each cell: 1, 1, 4 and 10 numbers.
struct FeatureMap<'a> {
    stride: usize,
    columns: usize,
    class: &'a [f32],
    objectness: &'a [f32],
    boxes: &'a [[f32; 4]],
    points: &'a [[f32; 10]],
}

impl<'a> FeatureMap<'a> {
    fn new(outputs: &[&'a [f32]], stride: usize, size: Size) -> Result<Self, String> {
        let (columns, rows) = (size.padded_width / stride, size.padded_height / stride);
        let lengths: Vec<usize> = outputs.iter().map(|output| output.len()).collect();
        let wanted = [1, 1, 4, 10].map(|numbers| numbers * columns * rows);
        match outputs {
            [class, objectness, boxes, points] if lengths == wanted => Ok(Self {
                stride,
                columns,
                class,
                objectness,
                boxes: boxes.as_chunks().0,
                points: points.as_chunks().0,
            }),
            _ => Err(format!("the map of stride {stride} has {lengths:?} numbers, not {wanted:?}")),
        }
    }

    /// Adds the faces of the cells that score at least `min_score`, in pixels of the padded picture.
    fn decode(&self, min_score: f32, found: &mut Vec<Detection>) -> Result<(), String> {
        for (cell, (class, objectness)) in self.class.iter().zip(self.objectness).enumerate() {
            let score = (class.clamp(0.0, 1.0) * objectness.clamp(0.0, 1.0)).sqrt();
            if score.is_nan() {
                return Err(format!("a score of stride {} is not a number", self.stride));
            }
            if score >= min_score {
                found.push(self.face(cell, score)?);
            }
        }
        Ok(())
    }

    fn face(&self, cell: usize, score: f32) -> Result<Detection, String> {
        let stride = self.stride as f32;
        let (column, row) = ((cell % self.columns) as f32, (cell / self.columns) as f32);
        let [dx, dy, dw, dh] = self.boxes[cell];
        let (w, h) = (dw.exp() * stride, dh.exp() * stride);
        let rect = Rect { x: (column + dx) * stride - w / 2.0, y: (row + dy) * stride - h / 2.0, w, h };
        let offsets = &self.points[cell];
        let points = std::array::from_fn(|i| {
            Point::new((column + offsets[2 * i]) * stride, (row + offsets[2 * i + 1]) * stride)
        });
        let finite =
            [rect.x, rect.y, w, h].into_iter().chain(points.iter().flat_map(|p| [p.x, p.y])).all(f32::is_finite);
        if !finite || w <= 0.0 || h <= 0.0 {
            return Err(format!("a face of stride {} has no finite box and landmarks", self.stride));
        }
        Ok(Detection { rect, score: Score::new(score), landmarks: Landmarks::from_array(points) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { width: 60, height: 30, padded_width: 64, padded_height: 32 };

    /// Two cells of stride 32; the second one sees a face.
    fn decode(score: f32, box_: [f32; 4]) -> Result<Vec<Detection>, String> {
        let points: Vec<f32> = (0..20).map(|i| i as f32 / 10.0).collect();
        let boxes = [[0.0; 4], box_].concat();
        let mut found = Vec::new();
        let outputs: [&[f32]; 4] = [&[0.0, score], &[1.0, 1.0], &boxes, &points];
        FeatureMap::new(&outputs, 32, SIZE)?.decode(0.5, &mut found)?;
        Ok(found)
    }

    #[test]
    fn a_cell_is_decoded_relative_to_its_place() {
        let found = decode(0.64, [0.5, 0.25, 2f32.ln(), 0.0]).unwrap();
        assert_eq!(found.len(), 1);
        let Detection { rect, score, landmarks } = found[0];
        assert!((rect.w - 64.0).abs() < 1e-4 && (rect.h - 32.0).abs() < 1e-4);
        assert!((rect.x - (48.0 - 32.0)).abs() < 1e-4 && (rect.y - (8.0 - 16.0)).abs() < 1e-4);
        assert!((score.value() - 0.8).abs() < 1e-6);
        assert!((landmarks.right_eye.x - 64.0).abs() < 1e-4 && (landmarks.left_mouth.y - 1.9 * 32.0).abs() < 1e-4);
    }

    #[test]
    fn low_scores_are_no_faces_and_high_ones_are_cut() {
        assert_eq!(decode(0.24, [0.0; 4]).unwrap(), []);
        assert_eq!(decode(3.0, [0.0; 4]).unwrap()[0].score, Score::new(1.0));
    }

    #[test]
    fn answers_that_mean_nothing_are_errors() {
        assert!(decode(f32::NAN, [0.0; 4]).is_err());
        assert!(decode(0.9, [0.0, f32::NAN, 0.0, 0.0]).is_err());
        assert!(decode(0.9, [0.0, 0.0, 1000.0, 0.0]).is_err());
        assert!(decode(0.9, [0.0, 0.0, -1000.0, 0.0]).is_err());
        assert!(FeatureMap::new(&[&[0.0], &[0.0], &[0.0; 4], &[0.0; 10]], 32, SIZE).is_err());
        assert!(FeatureMap::new(&[], 32, SIZE).is_err());
    }
}
