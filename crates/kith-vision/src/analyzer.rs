//! All steps from a frame to embeddings.

use kith_domain::{AlignedFace, Detection, Embedding, Frame, Score};

use crate::{Detector, Embedder, Mode, NoEmbedding, VisionError};

/// A detection with its embedding, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalyzedFace {
    /// Where the face is.
    pub detection: Detection,
    /// Who it resembles.
    pub embedding: Result<Embedding, NoEmbedding>,
}

/// A detector and an embedder that work together on one thread.
pub struct Analyzer {
    detector: Box<dyn Detector>,
    embedder: Box<dyn Embedder>,
}

impl Analyzer {
    /// From two networks, real or made up for a test.
    pub fn new(detector: Box<dyn Detector>, embedder: Box<dyn Embedder>) -> Self {
        Self { detector, embedder }
    }

    /// The faces of a picture, best first; see [`Detector::detect`].
    ///
    /// # Errors
    /// When a network cannot be run or its answer has a wrong form.
    pub fn analyze(
        &mut self,
        frame: &Frame,
        mode: Mode,
        min_score: Option<Score>,
    ) -> Result<Vec<AnalyzedFace>, VisionError> {
        let detections = self.detector.detect(frame, mode, min_score)?;
        detections.into_iter().map(|detection| self.embed(frame, detection)).collect()
    }

    /// Only the detections, best first; see [`Detector::detect`].
    ///
    /// # Errors
    /// When the detector cannot be run or its answer has a wrong form.
    pub fn detect(
        &mut self,
        frame: &Frame,
        mode: Mode,
        min_score: Option<Score>,
    ) -> Result<Vec<Detection>, VisionError> {
        self.detector.detect(frame, mode, min_score)
    }

    /// The steps after detection, for a face whose landmarks are known.
    ///
    /// # Errors
    /// When the embedder cannot be run or its answer has a wrong form.
    pub fn embed(&mut self, frame: &Frame, detection: Detection) -> Result<AnalyzedFace, VisionError> {
        let embedding = match self.embedder.align(frame, &detection.landmarks) {
            Ok(face) => self.embed_one(face)?,
            Err(reason) => Err(reason),
        };
        Ok(AnalyzedFace { detection, embedding })
    }

    fn embed_one(&mut self, face: AlignedFace) -> Result<Result<Embedding, NoEmbedding>, VisionError> {
        let mut answers = self.embedder.embed(&[face])?;
        answers.pop().ok_or_else(|| VisionError::Output {
            network: self.embedder.space().to_owned(),
            reason: "one face, no answer".to_owned(),
        })
    }

    /// See [`Detector::version`].
    pub fn detector_version(&self) -> &str {
        self.detector.version()
    }

    /// See [`Detector::differs_from_balanced`].
    pub fn differs_from_balanced(&self, mode: Mode) -> bool {
        self.detector.differs_from_balanced(mode)
    }

    /// See [`Embedder::space`].
    pub fn space(&self) -> &str {
        self.embedder.space()
    }
}

#[cfg(test)]
mod tests {
    use kith_domain::{Landmarks, Point, Rect};

    use super::*;

    struct TwoFaces;
    struct FirstFails;

    fn detection(x: f32) -> Detection {
        let landmarks = Landmarks::from_array([Point::new(x, 0.0); 5]);
        Detection { rect: Rect { x, y: 0.0, w: 1.0, h: 1.0 }, score: Score::new(0.9), landmarks }
    }

    impl Detector for TwoFaces {
        fn version(&self) -> &'static str {
            "two faces"
        }
        fn differs_from_balanced(&self, _: Mode) -> bool {
            false
        }
        fn detect(&mut self, _: &Frame, _: Mode, _: Option<Score>) -> Result<Vec<Detection>, VisionError> {
            Ok(vec![detection(0.0), detection(1.0)])
        }
    }

    impl Embedder for FirstFails {
        fn space(&self) -> &'static str {
            "first fails"
        }
        fn dim(&self) -> usize {
            1
        }
        fn align(&self, _: &Frame, landmarks: &Landmarks) -> Result<AlignedFace, NoEmbedding> {
            let usable = landmarks.nose.x > 0.0;
            usable.then(|| AlignedFace { side: 1, rgb: vec![7; 3] }).ok_or(NoEmbedding::DegenerateLandmarks)
        }
        fn embed(&mut self, faces: &[AlignedFace]) -> Result<Vec<Result<Embedding, NoEmbedding>>, VisionError> {
            Ok(faces.iter().map(|face| Ok(Embedding::new(vec![f32::from(face.rgb[0])])?)).collect())
        }
    }

    #[test]
    fn a_face_without_embedding_is_kept_with_its_reason() {
        let mut analyzer = Analyzer::new(Box::new(TwoFaces), Box::new(FirstFails));
        let frame = Frame::new(1, 1, vec![0; 3]).unwrap();
        let faces = analyzer.analyze(&frame, Mode::Balanced, None).unwrap();
        assert_eq!(faces.len(), 2);
        assert_eq!(faces[0].embedding, Err(NoEmbedding::DegenerateLandmarks));
        assert_eq!(faces[1].embedding.as_ref().map(Embedding::norm), Ok(7.0));
    }
}
