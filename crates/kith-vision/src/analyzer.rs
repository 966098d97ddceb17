//! All steps from a frame to embeddings.

use kith_domain::{AlignedFace, Detection, Embedding, Frame, Point, Quality, Rect, Score};

use crate::{
    Detector, Embedder, Mode, NoEmbedding, Picture, Plan, SearchCalibration, VisionError,
    nms::keep_best,
    place::scaled,
    search::{Alone, Candidate, Evidence, Search, Surroundings},
};

/// A face that is narrower, in pixels of a smaller copy, is taken from the picture in full: the recogniser's crop and what
/// screens show of a face have no more pixels than this.
const DETAILED_WIDTH: f32 = 160.0;

/// A detection with its embedding, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalyzedFace {
    /// Where the face is.
    pub detection: Detection,
    /// Who it resembles.
    pub embedding: Result<Embedding, NoEmbedding>,
    /// How far the embedding can be trusted; 0 when there is none.
    pub quality: Quality,
}

/// Detectors and an embedder that work together on one thread.
pub struct Analyzer {
    search: Search,
    embedder: Box<dyn Embedder>,
}

impl Analyzer {
    /// One detector that looks once, at the picture's own size, and whose scores are final.
    pub fn new(detector: Box<dyn Detector>, embedder: Box<dyn Embedder>) -> Self {
        Self { search: Search::plain(detector), embedder }
    }

    /// From networks and what is known of their work together.
    pub(crate) fn with_search(search: Search, embedder: Box<dyn Embedder>) -> Self {
        Self { search, embedder }
    }

    /// The faces of a picture in pixels of its own size, best first. `min_score` replaces the calibrated threshold of the final score: a lower one
    /// adds faces at the end of the list and changes nothing else.
    ///
    /// # Errors
    /// When a network cannot be run or its answer has a wrong form.
    pub fn analyze(
        &mut self,
        picture: &mut dyn Picture,
        mode: Mode,
        min_score: Option<Score>,
    ) -> Result<Vec<AnalyzedFace>, VisionError> {
        let SearchCalibration { min_score: usual, max_overlap, turned, .. } = self.search.calibration;
        let least = min_score.unwrap_or(usual);
        let candidates = self.search.upright(picture, mode)?;
        let sure = turned.map_or(least, |turned| turned.sure);
        let alone = self.search.calibration.plan(mode).alone;
        let mut faces = self.judge(picture, mode, candidates, alone, if sure < least { sure } else { least })?;
        if let Some(turned) = turned.filter(|_| !faces.iter().any(|face| face.detection.score >= sure)) {
            let candidates = self.search.turned(picture.frame(), mode, turned)?;
            faces.extend(self.judge(picture, mode, candidates, None, least)?);
        }
        faces.retain(|face| face.detection.score >= least);
        let faces = keep_best(faces, max_overlap, |face| face.detection);
        let ((width, height), frame) = (picture.size(), picture.frame());
        let (x, y) = (width as f32 / frame.width() as f32, height as f32 / frame.height() as f32);
        Ok(faces.into_iter().map(|face| AnalyzedFace { detection: scaled(face.detection, x, y), ..face }).collect())
    }

    /// The face in a box that a person drew, in pixels of the frame: of what may be a face there and in the surroundings, the
    /// one that fills the box best. `None` where nothing in the box looks like one.
    ///
    /// # Errors
    /// As [`Self::analyze`].
    pub fn in_box(&mut self, frame: &Frame, drawn: Rect) -> Result<Option<AnalyzedFace>, VisionError> {
        let Some(mut surroundings) = Surroundings::cut(frame, drawn) else { return Ok(None) };
        let faces = self.analyze(surroundings.frame(), Mode::Thorough, Some(Score::new(0.0)))?;
        let faces =
            faces.into_iter().map(|face| AnalyzedFace { detection: surroundings.to_whole(face.detection), ..face });
        let overlap = |face: &AnalyzedFace| face.detection.rect.iou(drawn);
        let meant = faces.filter(|face| is_one_face(frame, face.detection.rect, drawn));
        Ok(meant.max_by(|a, b| overlap(a).total_cmp(&overlap(b))))
    }

    /// Asks the embedder about all places that can still reach a score and are large enough for it.
    fn judge(
        &mut self,
        picture: &mut dyn Picture,
        mode: Mode,
        candidates: Vec<Candidate>,
        alone: Option<Alone>,
        least: Score,
    ) -> Result<Vec<AnalyzedFace>, VisionError> {
        let Plan { opinion, embed_from, .. } = *self.search.calibration.plan(mode);
        let limits = self.search.calibration.limits;
        let lowest = embed_from * picture.frame().height() as f32 / picture.size().1 as f32;
        let mut faces = Vec::new();
        for Candidate { detection, evidence } in candidates {
            let too_small = detection.rect.h < lowest;
            if !too_small && opinion.bound(evidence, limits) < least {
                continue;
            }
            let detection = self.seen_alone(picture, detection, alone.filter(|_| !too_small))?;
            let embedding = if too_small { Err(NoEmbedding::TooSmall) } else { self.embedding(picture, detection)? };
            let norm = embedding.as_ref().map(Embedding::norm).map_err(|reason| *reason);
            let detection = Detection { score: opinion.score(evidence, norm, limits), ..detection };
            faces.push(self.analyzed(detection, embedding));
        }
        Ok(faces)
    }

    /// What may be an upright face, with all that an [`crate::Opinion`] is made of: for fitting one. The score of a face
    /// is what the looks said together, at least `least`.
    ///
    /// # Errors
    /// As [`Self::analyze`].
    pub fn candidates(
        &mut self,
        picture: &mut dyn Picture,
        mode: Mode,
        least: Score,
    ) -> Result<Vec<(AnalyzedFace, Evidence)>, VisionError> {
        let mut candidates = self.search.upright(picture, mode)?;
        candidates.retain(|place| place.evidence.score >= least);
        let alone = self.search.calibration.plan(mode).alone;
        let mut seen = Vec::new();
        for Candidate { detection, evidence } in candidates {
            let detection = self.seen_alone(picture, detection, alone)?;
            seen.push((self.embed(picture, detection)?, evidence));
        }
        Ok(seen)
    }

    /// A face with the best landmarks that are to be had.
    fn seen_alone(
        &mut self,
        picture: &mut dyn Picture,
        detection: Detection,
        alone: Option<Alone>,
    ) -> Result<Detection, VisionError> {
        let Some(alone) = alone else { return Ok(detection) };
        let (frame, by) = source(picture, detection.rect);
        let landmarks = self.search.alone(frame, &scaled(detection, by.0, by.1), alone)?;
        let landmarks = landmarks.map(|landmarks| landmarks.map(|p| Point::new(p.x / by.0, p.y / by.1)));
        Ok(Detection { landmarks: landmarks.unwrap_or(detection.landmarks), ..detection })
    }

    /// The steps after detection, for a face whose landmarks are known in pixels of [`Picture::frame`].
    ///
    /// # Errors
    /// When the embedder cannot be run or its answer has a wrong form.
    pub fn embed(&mut self, picture: &mut dyn Picture, detection: Detection) -> Result<AnalyzedFace, VisionError> {
        let embedding = self.embedding(picture, detection)?;
        Ok(self.analyzed(detection, embedding))
    }

    fn analyzed(&self, detection: Detection, embedding: Result<Embedding, NoEmbedding>) -> AnalyzedFace {
        let quality = embedding.as_ref().map_or(Quality(0.0), |embedding| self.embedder.quality(embedding));
        AnalyzedFace { detection, embedding, quality }
    }

    fn embedding(
        &mut self,
        picture: &mut dyn Picture,
        detection: Detection,
    ) -> Result<Result<Embedding, NoEmbedding>, VisionError> {
        match self.align(picture, detection) {
            Ok(face) => self.embed_one(face),
            Err(reason) => Ok(Err(reason)),
        }
    }

    fn align(&self, picture: &mut dyn Picture, detection: Detection) -> Result<AlignedFace, NoEmbedding> {
        let (frame, by) = source(picture, detection.rect);
        self.embedder.align(frame, &scaled(detection, by.0, by.1).landmarks)
    }

    /// Pixels along the longer side that [`Picture::frame`] needs, so that no look wants more.
    pub fn longest_side(&self, mode: Mode) -> u32 {
        self.search.calibration.plan(mode).longest_side()
    }

    fn embed_one(&mut self, face: AlignedFace) -> Result<Result<Embedding, NoEmbedding>, VisionError> {
        let mut answers = self.embedder.embed(&[face])?;
        answers.pop().ok_or_else(|| VisionError::Output {
            network: self.embedder.space().to_owned(),
            reason: "one face, no answer".to_owned(),
        })
    }

    /// See [`Embedder::space`].
    pub fn space(&self) -> &str {
        self.embedder.space()
    }
}

/// Whether two boxes of a frame may mean the same face.
fn is_one_face(frame: &Frame, one: Rect, other: Rect) -> bool {
    let unit = |rect: Rect| rect.to_unit(frame.width(), frame.height());
    unit(one).zip(unit(other)).is_some_and(|(one, other)| one.is_one_face(other))
}

/// The frame that a face is taken from, and how many times as wide and high as [`Picture::frame`] it is.
fn source(picture: &mut dyn Picture, face: Rect) -> (&Frame, (f32, f32)) {
    if face.w >= DETAILED_WIDTH {
        return (picture.frame(), (1.0, 1.0));
    }
    let (width, height) = (picture.frame().width() as f32, picture.frame().height() as f32);
    let full = picture.full();
    (full, (full.width() as f32 / width, full.height() as f32 / height))
}

#[cfg(test)]
mod tests {
    use kith_domain::Landmarks;

    use super::*;

    struct TwoFaces;
    struct FirstFails;

    fn detection(x: f32) -> Detection {
        let landmarks = Landmarks::from_array([Point::new(x, 0.0); 5]);
        Detection { rect: Rect { x, y: 0.0, w: 1.0, h: 1.0 }, score: Score::new(0.9), landmarks }
    }

    impl Detector for TwoFaces {
        fn detect(&mut self, _: &Frame, _: u32, _: Score) -> Result<Vec<Detection>, VisionError> {
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
        fn quality(&self, _: &Embedding) -> Quality {
            Quality(0.7)
        }
    }

    #[test]
    fn a_face_without_embedding_is_kept_with_its_reason() {
        let mut analyzer = Analyzer::new(Box::new(TwoFaces), Box::new(FirstFails));
        let mut frame = Frame::new(1, 1, vec![0; 3]).unwrap();
        let faces = analyzer.analyze(&mut frame, Mode::Balanced, None).unwrap();
        assert_eq!(faces.len(), 2);
        assert_eq!(faces[0].embedding, Err(NoEmbedding::DegenerateLandmarks));
        assert_eq!(faces[1].embedding.as_ref().map(Embedding::norm), Ok(7.0));
        assert_eq!([faces[0].quality, faces[1].quality], [Quality(0.0), Quality(0.7)]);
    }

    #[test]
    fn a_face_too_small_for_the_embedder_is_found_without_embedding() {
        let mut analyzer = Analyzer::new(Box::new(TwoFaces), Box::new(FirstFails));
        let mut reasons = |embed_from| {
            analyzer.search.calibration.balanced.embed_from = embed_from;
            let mut frame = Frame::new(1, 1, vec![0; 3]).unwrap();
            let faces = analyzer.analyze(&mut frame, Mode::Balanced, None).unwrap();
            faces.into_iter().map(|face| face.embedding.err()).collect::<Vec<_>>()
        };
        assert_eq!(reasons(1.0), [Some(NoEmbedding::DegenerateLandmarks), None]);
        assert_eq!(reasons(1.1), [Some(NoEmbedding::TooSmall); 2]);
    }

    #[test]
    fn of_the_faces_around_a_drawn_box_the_one_in_it_is_meant() {
        let mut analyzer = Analyzer::new(Box::new(TwoFaces), Box::new(FirstFails));
        let frame = Frame::new(8, 8, vec![0; 192]).unwrap();
        // The detector sees faces at 0 and at 1 of whatever it is shown: here, of the corner of the frame.
        let drawn = Rect { x: 0.9, y: 0.0, w: 1.2, h: 1.2 };
        let seen = analyzer.in_box(&frame, drawn).unwrap().map(|face| face.detection.rect);
        assert_eq!(seen, Some(Rect { x: 1.0, y: 0.0, w: 1.0, h: 1.0 }));
        let elsewhere = Rect { x: 6.5, y: 6.5, w: 1.0, h: 1.0 };
        assert_eq!(analyzer.in_box(&frame, elsewhere).unwrap(), None);
        assert_eq!(analyzer.in_box(&frame, Rect { x: 20.0, ..elsewhere }).unwrap(), None);
    }

    /// A picture of 300 x 100 pixels whose smaller copy is white and whose full size is black.
    struct TwoSizes {
        small: Frame,
        full: Frame,
    }

    impl Picture for TwoSizes {
        fn frame(&self) -> &Frame {
            &self.small
        }
        fn size(&self) -> (u32, u32) {
            (self.full.width(), self.full.height())
        }
        fn full(&mut self) -> &Frame {
            &self.full
        }
    }

    /// Says which of the two it saw, and where.
    struct Watcher;

    impl Embedder for Watcher {
        fn space(&self) -> &'static str {
            "watcher"
        }
        fn dim(&self) -> usize {
            2
        }
        fn align(&self, frame: &Frame, landmarks: &Landmarks) -> Result<AlignedFace, NoEmbedding> {
            Ok(AlignedFace { side: 1, rgb: vec![frame.rgb()[0], landmarks.nose.x as u8, 0] })
        }
        fn embed(&mut self, faces: &[AlignedFace]) -> Result<Vec<Result<Embedding, NoEmbedding>>, VisionError> {
            let raw = |face: &AlignedFace| vec![f32::from(face.rgb[0]) + 1.0, f32::from(face.rgb[1])];
            Ok(faces.iter().map(|face| Ok(Embedding::new(raw(face))?)).collect())
        }
        fn quality(&self, _: &Embedding) -> Quality {
            Quality(1.0)
        }
    }

    #[test]
    fn only_small_faces_are_taken_from_the_full_size() {
        let frame =
            |width, height, value| Frame::new(width, height, vec![value; (width * height * 3) as usize]).unwrap();
        let mut picture = TwoSizes { small: frame(300, 100, 255), full: frame(600, 200, 0) };
        let mut analyzer = Analyzer::new(Box::new(TwoFaces), Box::new(Watcher));
        let mut seen = |width: f32| {
            let mut face = detection(30.0);
            face.rect.w = width;
            let vector = analyzer.embed(&mut picture, face).unwrap().embedding.unwrap();
            vector.vector()[1] / vector.vector()[0]
        };
        assert!((seen(DETAILED_WIDTH) - 30.0 / 256.0).abs() < 1e-6);
        assert!((seen(DETAILED_WIDTH - 1.0) - 60.0).abs() < 1e-4);
        let faces = analyzer.analyze(&mut picture, Mode::Balanced, None).unwrap();
        assert_eq!(faces.iter().map(|face| face.detection.rect.x).collect::<Vec<_>>(), [0.0, 2.0]);
    }
}
