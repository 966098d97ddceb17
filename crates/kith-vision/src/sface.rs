//! SFace 2021dec: MobileFaceNet, 128 numbers from a crop of 112 x 112.

use kith_domain::{AlignedFace, Embedding, Frame, Landmarks, Point, Quality};

use crate::{
    Channels, Embedder, EmbedderCalibration, NetworkEntry, NoEmbedding, QualityCalibration, VisionError, align::align,
    session::Network,
};

pub(crate) const SIDE: u32 = 112;
const PIXELS: usize = (SIDE * SIDE) as usize;
const DIM: usize = 128;
/// Where the crop has the landmarks: the template of ArcFace, as in `FaceRecognizerSF::alignCrop` of OpenCV
/// (<https://github.com/opencv/opencv/blob/4.x/modules/objdetect/src/face_recognize.cpp>).
pub(crate) const TEMPLATE: [Point; 5] = [
    Point::new(38.2946, 51.6963),
    Point::new(73.5318, 51.5014),
    Point::new(56.0252, 71.7366),
    Point::new(41.5493, 92.3655),
    Point::new(70.7299, 92.2041),
];

pub(crate) struct Sface {
    network: Network,
    space: String,
    channels: Channels,
    centre: [f32; DIM],
    quality: QualityCalibration,
    planes: Vec<f32>,
}

impl Sface {
    /// Says why an entry cannot be one of this network.
    pub(crate) fn new(network: Network, entry: &NetworkEntry<EmbedderCalibration>) -> Result<Self, String> {
        let EmbedderCalibration { centre, quality, .. } = &entry.calibration;
        let centre =
            centre.as_slice().try_into().map_err(|_| format!("centre has {} numbers, not {DIM}", centre.len()))?;
        let planes = vec![0.0; 3 * PIXELS];
        Ok(Self { network, space: entry.version.clone(), channels: entry.channels, centre, quality: *quality, planes })
    }

    fn embed_one(&mut self, face: &AlignedFace) -> Result<Result<Embedding, NoEmbedding>, VisionError> {
        if face.side != SIDE || face.rgb.len() != 3 * PIXELS {
            let reason = format!("it was given a crop of {} x {0} pixels, not {SIDE} x {SIDE}", face.side);
            return Err(VisionError::Output { network: self.network.name().to_owned(), reason });
        }
        fill_planes(&mut self.planes, &face.rgb, self.channels);
        let side = SIDE as usize;
        self.network.run([1, 3, side, side], &self.planes, ["fc1"], |[vector]| match vector.len() {
            DIM => {
                Ok(Embedding::new(vector.to_vec()).and_then(|e| e.seen_from(&self.centre)).map_err(NoEmbedding::from))
            }
            length => Err(format!("{length} numbers, not {DIM}")),
        })
    }
}

impl Embedder for Sface {
    fn space(&self) -> &str {
        &self.space
    }

    fn dim(&self) -> usize {
        DIM
    }

    fn align(&self, frame: &Frame, landmarks: &Landmarks) -> Result<AlignedFace, NoEmbedding> {
        align(frame, landmarks, TEMPLATE, SIDE).ok_or(NoEmbedding::DegenerateLandmarks)
    }

    /// One run a face: the network gains nothing from a batch.
    fn embed(&mut self, faces: &[AlignedFace]) -> Result<Vec<Result<Embedding, NoEmbedding>>, VisionError> {
        faces.iter().map(|face| self.embed_one(face)).collect()
    }

    fn quality(&self, embedding: &Embedding) -> Quality {
        self.quality.of_norm(embedding.norm())
    }
}

/// From interleaved bytes to one plane of 0 to 255 for each colour.
fn fill_planes(planes: &mut [f32], rgb: &[u8], channels: Channels) {
    let colours = match channels {
        Channels::Rgb => [0, 1, 2],
        Channels::Bgr => [2, 1, 0],
    };
    for (plane, colour) in planes.chunks_exact_mut(rgb.len() / 3).zip(colours) {
        for (value, pixel) in plane.iter_mut().zip(rgb.chunks_exact(3)) {
            *value = f32::from(pixel[colour]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_into_planes_in_the_order_of_the_network() {
        let filled = |channels| {
            let mut planes = [0.0; 6];
            fill_planes(&mut planes, &[1, 2, 3, 4, 5, 6], channels);
            planes.map(|value| value as u8)
        };
        assert_eq!(filled(Channels::Rgb), [1, 4, 2, 5, 3, 6]);
        assert_eq!(filled(Channels::Bgr), [3, 6, 2, 5, 1, 4]);
    }
}
