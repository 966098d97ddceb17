//! Whether the faces are found, and nothing else.
//!
//! - A known face counts unless it is marked invalid or lower than [`MIN_HEIGHT`] pixels. One that does not count is in no
//!   recall, and who finds it is neither right nor wrong.
//! - Detections of a photo come in order of falling score. Each takes the free face that counts and that it overlaps most, by
//!   an intersection over union of at least [`IOU`], and is right. What takes none is excused when it overlaps a face that
//!   does not count as much, or is lower than [`MIN_HEIGHT`] itself; otherwise it is false, a second box on a face as well.
//! - Precision is right / (right + false), recall found faces / faces that count. Average precision is the area below the
//!   curve of both, where the precision of a recall is the best that this recall or a higher one has.

use std::str::FromStr;

use anyhow::{Context as _, Result, bail};

use super::lines::{Face, Photo, Photos, Rect};
use super::share;

/// Pixels below which a face does not count.
pub(crate) const MIN_HEIGHT: f64 = 16.0;
/// From this overlap on a box is that of a face.
const IOU: f64 = 0.5;
/// Classes of height, each up to the next, in pixels.
pub(crate) const HEIGHTS: [f64; 4] = [MIN_HEIGHT, 30.0, 60.0, 120.0];

/// A face that is known to be there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Truth {
    /// In pixels.
    rect: Rect,
    invalid: bool,
}

impl Truth {
    fn counts(&self) -> bool {
        !self.invalid && self.rect.h >= MIN_HEIGHT
    }
}

impl FromStr for Truth {
    type Err = anyhow::Error;

    /// `x y w h blur expression illumination invalid occlusion pose`
    fn from_str(line: &str) -> Result<Self> {
        let numbers = line.split_whitespace().map(f64::from_str).collect::<Result<Vec<_>, _>>()?;
        let [x, y, w, h, _, _, _, invalid, ..] = numbers[..] else { bail!("{line:?} is no face") };
        Ok(Self { rect: Rect { x, y, w, h }, invalid: invalid != 0.0 })
    }
}

/// The known faces of photos, in the order of the file.
pub(crate) type Truths = Vec<(String, Vec<Truth>)>;

/// Reads the format of WIDER FACE: a photo, its number of faces, and a line for each. A photo without faces may have one line
/// of zeros. Boxes without an area are no faces.
pub(crate) fn parse_wider(text: &str) -> Result<Truths> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let mut photos = Truths::new();
    while let Some(photo) = lines.next() {
        let count: usize = lines.next().context("a number of faces is missing")?.parse().context(photo.to_owned())?;
        if count == 0 {
            lines.next_if(|line| line.starts_with("0 0 0 0"));
        }
        let faces: Vec<Truth> = lines.by_ref().take(count).map(str::parse).collect::<Result<_>>()?;
        photos.push((
            photo.to_owned(),
            faces.into_iter().filter(|face| face.rect.w > 0.0 && face.rect.h > 0.0).collect(),
        ));
    }
    Ok(photos)
}

/// What became of all detections and of all faces that count.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Judged {
    /// Score, and whether it is right; those that are excused left out.
    detections: Vec<(f64, bool)>,
    /// Height, and whether it was found.
    faces: Vec<(f64, bool)>,
}

/// A point of the curve of precision against recall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) recall: f64,
    pub(crate) precision: f64,
}

/// Compares what was found with what is there.
pub(crate) fn judge(found: &Photos, truths: &[(String, Vec<Truth>)]) -> Judged {
    let mut judged = Judged::default();
    for (name, faces) in truths {
        let mut is_found = vec![false; faces.len()];
        if let Some(photo) = found.get(name) {
            judged.photo(photo, faces, &mut is_found);
        }
        let counting = faces.iter().zip(is_found).filter(|(face, _)| face.counts());
        judged.faces.extend(counting.map(|(face, is_found)| (face.rect.h, is_found)));
    }
    judged
}

impl Judged {
    fn photo(&mut self, photo: &Photo, faces: &[Truth], is_found: &mut [bool]) {
        let mut detections: Vec<&Face> = photo.shown().collect();
        detections.sort_by(|a, b| b.score().total_cmp(&a.score()));
        for detection in detections {
            let rect = detection.rect.in_pixels(photo);
            let free = faces.iter().enumerate().filter(|(at, face)| face.counts() && !is_found[*at]);
            let right = rect.nearest(free.map(|(at, face)| (at, face.rect)), IOU);
            let others = faces.iter().filter(|face| !face.counts()).map(|face| ((), face.rect));
            let excused = rect.h < MIN_HEIGHT || rect.nearest(others, IOU).is_some();
            if let Some(face) = right {
                is_found[face] = true;
            }
            if right.is_some() || !excused {
                self.detections.push((detection.score(), right.is_some()));
            }
        }
    }

    /// How many faces count.
    pub(crate) fn count(&self) -> usize {
        self.faces.len()
    }

    /// Precision and recall of the surest detection, of the two surest, and so on.
    pub(crate) fn curve(&self) -> Vec<Point> {
        let mut detections = self.detections.clone();
        detections.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut right = 0;
        let point = |(before, (_, is_right)): (usize, (f64, bool))| {
            right += usize::from(is_right);
            Some(Point { recall: share(right, self.count())?, precision: share(right, before + 1)? })
        };
        detections.into_iter().enumerate().map_while(point).collect()
    }

    pub(crate) fn average_precision(&self) -> f64 {
        let curve = self.curve();
        let mut best: f64 = 0.0;
        let mut area = 0.0;
        for (at, point) in curve.iter().enumerate().rev() {
            let before = if at == 0 { 0.0 } else { curve[at - 1].recall };
            best = best.max(point.precision);
            area += (point.recall - before) * best;
        }
        area
    }

    /// The highest recall whose precision is at least so high; 0 when there is none.
    pub(crate) fn recall_at_precision(&self, precision: f64) -> f64 {
        let good = self.curve().into_iter().filter(|point| point.precision >= precision);
        good.map(|point| point.recall).fold(0.0, f64::max)
    }

    /// Of all detections.
    pub(crate) fn precision(&self) -> Option<f64> {
        share(self.detections.iter().filter(|(_, right)| *right).count(), self.detections.len())
    }

    /// Of all detections.
    pub(crate) fn recall(&self) -> Option<f64> {
        self.recall_between(0.0, f64::INFINITY)
    }

    /// Of the faces whose height is in each of [`HEIGHTS`].
    pub(crate) fn recall_by_height(&self) -> [Option<f64>; 4] {
        let [a, b, c, d] = HEIGHTS;
        [(a, b), (b, c), (c, d), (d, f64::INFINITY)].map(|(low, high)| self.recall_between(low, high))
    }

    fn recall_between(&self, low: f64, high: f64) -> Option<f64> {
        let there = self.faces.iter().filter(|(height, _)| (low..high).contains(height));
        share(there.clone().filter(|(_, found)| *found).count(), there.count())
    }
}

/// Faces that were found on 100 photos of a list on which nobody is.
pub(crate) fn false_faces_per_100(found: &Photos, names: &[String]) -> Option<f64> {
    let faces: usize = names.iter().filter_map(|name| found.get(name)).map(|photo| photo.shown().count()).sum();
    share(100 * faces, names.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metrics::lines::State;
    use crate::metrics::lines::tests::{face, photos};

    fn truth(x: f64, y: f64, side: f64) -> Truth {
        Truth { rect: Rect { x, y, w: side, h: side }, invalid: false }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn the_format_of_wider_is_read() {
        let text = "a/1.jpg\n2\n1 2 30 40 0 0 0 0 0 0\n5 6 7 8 2 0 0 1 0 0\nb/2.jpg\n0\n0 0 0 0 0 0 0 0 0 0\nc/3.jpg\n0\nd/4.jpg\n1\n1 1 0 9 0 0 0 0 0 0\n";
        let truths = parse_wider(text).unwrap();
        let counts: Vec<_> = truths.iter().map(|(name, faces)| (name.as_str(), faces.len())).collect();
        assert_eq!(counts, [("a/1.jpg", 2), ("b/2.jpg", 0), ("c/3.jpg", 0), ("d/4.jpg", 0)]);
        let face = truths[0].1[0];
        assert_eq!((face.rect, face.invalid), (Rect { x: 1.0, y: 2.0, w: 30.0, h: 40.0 }, false));
        assert!(face.counts() && truths[0].1[1].invalid && !truths[0].1[1].counts());
        assert!(parse_wider("a.jpg").is_err() && parse_wider("a.jpg\n1\n1 2 3").is_err());
    }

    /// Two faces that count, one too small, one invalid.
    fn scene() -> Truths {
        let invalid = Truth { invalid: true, ..truth(70.0, 0.0, 20.0) };
        vec![("a".to_owned(), vec![truth(0.0, 0.0, 20.0), truth(30.0, 0.0, 40.0), truth(0.0, 50.0, 10.0), invalid])]
    }

    #[test]
    fn each_detection_is_right_false_or_excused() {
        let detections = vec![
            face("on the second face", [0.3, 0.0, 0.4, 0.4]).scored(0.9),
            face("on it again", [0.3, 0.0, 0.4, 0.4]).scored(0.8),
            face("on the invalid one", [0.7, 0.0, 0.2, 0.2]).scored(0.7),
            face("small, on nothing", [0.5, 0.8, 0.1, 0.1]).scored(0.6),
            face("on the first face", [0.0, 0.0, 0.2, 0.2]).scored(0.5),
            face("on nothing", [0.6, 0.6, 0.3, 0.3]).scored(0.4),
            Face { state: State::Ignored, ..face("ignored", [0.0, 0.5, 0.3, 0.3]).scored(0.3) },
        ];
        let judged = judge(&photos([("a", detections)]), &scene());
        assert_eq!(judged.detections, [(0.9, true), (0.8, false), (0.5, true), (0.4, false)]);
        assert_eq!(judged.faces, [(20.0, true), (40.0, true)]);
        // Precision 1, 1/2, 2/3, 2/4 at recall 1/2, 1/2, 1, 1.
        assert!(near(judged.average_precision(), 0.5 + 0.5 * 2.0 / 3.0));
        assert!(near(judged.recall_at_precision(0.6), 1.0) && near(judged.recall_at_precision(0.7), 0.5));
        assert!(near(judged.precision().unwrap(), 0.5));
        assert_eq!(judged.recall_by_height(), [Some(1.0), Some(1.0), None, None]);
    }

    #[test]
    fn the_precision_of_a_recall_is_the_best_of_higher_ones() {
        let detections = vec![(0.9, false), (0.8, true), (0.7, true)];
        let judged = Judged { detections, faces: vec![(20.0, true); 2] };
        // Precision 0, 1/2, 2/3 at recall 0, 1/2, 1.
        assert!(near(judged.average_precision(), 2.0 / 3.0));
        assert!(near(judged.recall_at_precision(0.6), 1.0) && near(judged.recall_at_precision(0.7), 0.0));
    }

    #[test]
    fn a_photo_without_an_answer_lowers_recall() {
        let judged = judge(&Photos::new(), &scene());
        assert_eq!((judged.count(), judged.recall(), judged.precision()), (2, Some(0.0), None));
        assert!(near(judged.average_precision(), 0.0) && near(judged.recall_at_precision(0.5), 0.0));
    }

    #[test]
    fn false_faces_are_counted_on_the_listed_photos() {
        let one = || face("x", [0.0, 0.0, 0.5, 0.5]);
        let found = photos([("a", vec![one(), one()]), ("b", vec![one()]), ("c", vec![])]);
        let names = ["a", "c", "missing", "c"].map(str::to_owned);
        assert!(near(false_faces_per_100(&found, &names).unwrap(), 50.0));
        assert_eq!(false_faces_per_100(&found, &[]), None);
    }

    proptest! {
        #[test]
        fn only_the_order_of_scores_matters(detections in prop::collection::vec((0.01..1.0_f64, any::<bool>()), 1..30)) {
            let right = detections.iter().filter(|(_, right)| *right).count();
            let faces = vec![(20.0, true); right + 3];
            let squeezed = detections.iter().map(|(score, right)| (score.sqrt(), *right)).collect();
            let judged = Judged { detections, faces: faces.clone() };
            let ap = judged.average_precision();
            let squeezed_ap = Judged { detections: squeezed, faces }.average_precision();
            prop_assert!((ap - squeezed_ap).abs() < 1e-12);
            prop_assert!(ap >= 0.0 && ap <= right as f64 / (right + 3) as f64 + 1e-12);
        }

        #[test]
        fn less_precision_never_costs_recall(detections in prop::collection::vec((0.01..1.0_f64, any::<bool>()), 1..30), a in 0.0..1.0, b in 0.0..1.0) {
            let judged = Judged { detections, faces: vec![(20.0, true); 40] };
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            prop_assert!(judged.recall_at_precision(low) >= judged.recall_at_precision(high));
        }
    }
}
