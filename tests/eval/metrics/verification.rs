//! Whether two photos show the same person.
//!
//! - Who is meant in a photo is the face nearest its middle; similarity is the cosine of two embeddings. A pair with a photo in
//!   which no face is found is never accepted.
//! - *Accuracy* is the mean of ten folds: the threshold that judges most pairs of the nine others rightly judges the tenth. Pairs
//!   are dealt out to folds in turn, same and different apart. A threshold lies in the middle between two similarities, the
//!   lowest one where several are as good; a pair is accepted above it.
//! - *True accepts at a false accept rate* are over all pairs of photos: the share of the same pairs accepted by the lowest
//!   threshold that accepts no larger share of the different ones.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

use super::lines::{Face, Photo, Photos, Rect};

const FOLDS: usize = 10;
/// Powers of ten of a curve, and its steps in each.
const DECADES: u32 = 5;
const STEPS: u32 = 8;
/// Below the similarity of any two faces.
const NOT_FOUND: f64 = -2.0;

/// Two photos by path, and whether the same person is meant.
#[derive(Debug, PartialEq)]
pub(crate) struct Pair {
    a: String,
    b: String,
    same: bool,
}

/// Reads lines of `a b same`, separated by tabs, below a head.
pub(crate) fn parse_pairs(text: &str) -> Result<Vec<Pair>> {
    let pair = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        ensure!(cells.len() >= 3 && ["0", "1"].contains(&cells[2]), "{line:?} is no pair");
        Ok(Pair { a: cells[0].to_owned(), b: cells[1].to_owned(), same: cells[2] == "1" })
    };
    text.lines().skip(1).map(pair).collect()
}

/// The embedding of the person who is meant, in unit length; none where no face is found.
type Portrait = Option<Vec<f64>>;

/// Who is meant in each photo, by path.
pub(crate) struct Portraits<'a>(BTreeMap<&'a str, Portrait>);

impl<'a> Portraits<'a> {
    pub(crate) fn new(photos: &'a Photos) -> Self {
        Self(photos.iter().map(|(path, photo)| (path.as_str(), portrait(photo))).collect())
    }

    /// How many there are, and in how many of them a face is found.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.0.len(), self.0.values().flatten().count())
    }

    /// The similarity of each pair, and whether it is the same person.
    pub(crate) fn similarities(&self, pairs: &[Pair]) -> Vec<(f64, bool)> {
        let of = |path: &str| self.0.get(path).and_then(Option::as_ref);
        let similarity = |pair: &Pair| Some(dot(of(&pair.a)?, of(&pair.b)?));
        pairs.iter().map(|pair| (similarity(pair).unwrap_or(NOT_FOUND), pair.same)).collect()
    }

    /// Every photo with every other; a person's photos are in one folder.
    pub(crate) fn all_pairs(&self) -> AllPairs {
        let portraits: Vec<(&str, &Portrait)> =
            self.0.iter().map(|(path, portrait)| (folder(path), portrait)).collect();
        let mut pairs = AllPairs::default();
        for (at, (person, portrait)) in portraits.iter().enumerate() {
            for (other, of_other) in &portraits[at + 1..] {
                let same = person == other;
                pairs.same_count += usize::from(same);
                if let (Some(a), Some(b)) = (portrait, of_other) {
                    if same { &mut pairs.same } else { &mut pairs.different }.push(dot(a, b));
                }
            }
        }
        pairs
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whose photo it is.
pub(crate) fn meant(photo: &Photo) -> Option<&Face> {
    let known = photo.faces.iter().filter(|face| face.embedding.is_some());
    let off_centre = |rect: Rect| (rect.x + rect.w / 2.0 - 0.5).hypot(rect.y + rect.h / 2.0 - 0.5);
    known.min_by(|a, b| off_centre(a.rect).total_cmp(&off_centre(b.rect)))
}

fn portrait(photo: &Photo) -> Portrait {
    let embedding = meant(photo)?.embedding.as_ref()?;
    let embedding: Vec<f64> = embedding.iter().copied().map(f64::from).collect();
    let norm = dot(&embedding, &embedding).sqrt();
    (norm > 0.0).then(|| embedding.iter().map(|value| value / norm).collect())
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The mean share of pairs, given as similarity and truth, that ten folds judge rightly.
pub(crate) fn accuracy(pairs: &[(f64, bool)]) -> f64 {
    let mut dealt = [0, 0];
    let folds: Vec<usize> = pairs
        .iter()
        .map(|(_, same)| {
            let count = &mut dealt[usize::from(*same)];
            *count += 1;
            (*count - 1) % FOLDS
        })
        .collect();
    let of_fold = |fold| {
        let (tested, others): (Vec<_>, Vec<_>) = pairs.iter().zip(&folds).partition(|(_, of)| **of == fold);
        let threshold = best_threshold(others.into_iter().map(|(pair, _)| *pair).collect());
        let right = tested.iter().filter(|((similarity, same), _)| (*similarity > threshold) == *same).count();
        (!tested.is_empty()).then(|| right as f64 / tested.len() as f64)
    };
    let shares: Vec<f64> = (0..FOLDS).filter_map(of_fold).collect();
    shares.iter().sum::<f64>() / shares.len() as f64
}

/// The threshold above which to accept so that most pairs are judged rightly.
fn best_threshold(mut pairs: Vec<(f64, bool)>) -> f64 {
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let [Some((lowest, _)), Some((highest, _))] = [pairs.first(), pairs.last()] else { return 0.0 };
    let everything = lowest - 1e-6;
    // All are accepted at first, then one more is rejected at each step.
    let mut right = pairs.iter().filter(|(_, same)| *same).count();
    let mut best = (right, everything);
    for (at, (similarity, same)) in pairs.iter().enumerate() {
        right = if *same { right - 1 } else { right + 1 };
        let threshold = match pairs.get(at + 1) {
            Some((next, _)) if next > similarity => f64::midpoint(*similarity, *next),
            Some(_) => continue,
            None => *highest,
        };
        if right > best.0 {
            best = (right, threshold);
        }
    }
    best.1
}

/// The similarities of all pairs of photos in which faces are found.
#[derive(Debug, Default)]
pub(crate) struct AllPairs {
    same: Vec<f64>,
    different: Vec<f64>,
    /// Also those in which a face is not found.
    same_count: usize,
}

impl AllPairs {
    /// How many pairs of the same and of different people there are.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.same_count, self.different.len())
    }

    /// False accept rates from one in a million to one in ten, and the true accepts at each.
    pub(crate) fn curve(&mut self) -> Vec<[f64; 2]> {
        let rates = (0..=STEPS * DECADES).map(|step| 10_f64.powf(f64::from(step) / f64::from(STEPS) - 6.0));
        rates.map(|rate| [rate, self.true_accepts(rate)]).collect()
    }

    /// The share of the same pairs that is accepted when this share of the different ones may be.
    pub(crate) fn true_accepts(&mut self, false_accept_rate: f64) -> f64 {
        // A product that is a whole number but for rounding is that number.
        let allowed = (false_accept_rate * self.different.len() as f64 + 1e-9).floor() as usize;
        let threshold = if allowed < self.different.len() {
            *self.different.select_nth_unstable_by(allowed, |a, b| b.total_cmp(a)).1
        } else {
            f64::NEG_INFINITY
        };
        let accepted = self.same.iter().filter(|similarity| **similarity > threshold).count();
        super::share(accepted, self.same_count).unwrap_or(f64::NAN)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metrics::lines::Face;
    use crate::metrics::lines::tests::{face, photos};

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    fn looks(x: f64, embedding: [f32; 2]) -> Face {
        Face { embedding: Some(embedding.to_vec()), ..face("x", [x, 0.4, 0.2, 0.2]) }
    }

    #[test]
    fn pairs_are_read() {
        let pairs = parse_pairs("a\tb\tsame\tsource\nA/1.jpg\tA/2.jpg\t1\tx\nA/1.jpg\tB/1.jpg\t0\tx\n").unwrap();
        assert_eq!(pairs[1], Pair { a: "A/1.jpg".to_owned(), b: "B/1.jpg".to_owned(), same: false });
        assert!(pairs[0].same && pairs.len() == 2);
        assert!(parse_pairs("a\tb\tsame\nA\tB").is_err());
    }

    #[test]
    fn the_face_nearest_the_middle_is_meant() {
        let photos = photos([
            ("A/1.jpg", vec![looks(0.0, [0.0, 1.0]), looks(0.4, [2.0, 0.0])]),
            ("A/2.jpg", vec![looks(0.4, [3.0, 4.0])]),
            ("B/1.jpg", vec![face("no embedding", [0.4, 0.4, 0.2, 0.2])]),
        ]);
        let portraits = Portraits::new(&photos);
        assert_eq!(portraits.counts(), (3, 2));
        let pairs = parse_pairs("\nA/1.jpg\tA/2.jpg\t1\nA/1.jpg\tB/1.jpg\t0\nA/1.jpg\tC/1.jpg\t0").unwrap();
        let similarities = portraits.similarities(&pairs);
        assert!(near(similarities[0].0, 0.6) && similarities[0].1, "{similarities:?}");
        assert!(similarities[1..].iter().all(|(similarity, same)| near(*similarity, NOT_FOUND) && !same));
        let all = portraits.all_pairs();
        assert_eq!((all.same.len(), all.counts()), (1, (1, 0)));
    }

    #[test]
    fn the_best_threshold_lies_in_the_middle_of_the_lowest_best_gap() {
        assert!(near(best_threshold(vec![(0.1, false), (0.3, false), (0.5, true), (0.9, true)]), 0.4));
        // Between .1 and .2, and between .3 and .4, three of four are right.
        assert!(near(best_threshold(vec![(0.1, false), (0.2, true), (0.3, false), (0.4, true)]), 0.15));
        assert!(near(best_threshold(vec![(0.1, true), (0.2, true)]), 0.1 - 1e-6));
        assert!(near(best_threshold(vec![(0.1, false), (0.2, false)]), 0.2));
        // Equal similarities cannot be told apart.
        assert!(near(best_threshold(vec![(0.2, false), (0.2, true), (0.2, false), (0.6, true)]), 0.4));
    }

    #[test]
    fn a_fold_is_judged_by_the_others() {
        // The first fold has a same pair at .1 which the threshold of the others, .5, rejects.
        let same = (0..10).map(|at| (if at == 0 { 0.1 } else { 0.9 }, true));
        let pairs: Vec<_> = same.chain((0..10).map(|_| (0.1, false))).collect();
        assert!(near(accuracy(&pairs), 0.95));
    }

    #[test]
    fn true_accepts_are_above_the_allowed_false_ones() {
        let different = vec![0.5, 0.1, 0.4, 0.2, 0.3];
        let mut pairs = AllPairs { same: vec![0.15, 0.45, 0.5, 0.6], different, same_count: 5 };
        // None may be accepted: only .6 is above .5. One of five: .45 and .5 are above .4 as well. All: all that are found.
        for (rate, accepted) in [(0.0, 0.2), (0.19, 0.2), (0.2, 0.6), (1.0, 0.8)] {
            assert!(near(pairs.true_accepts(rate), accepted), "{rate}");
        }
        let curve = pairs.curve();
        assert_eq!((curve.len(), curve[40][0]), (41, 0.1));
        assert!(near(curve[0][0], 1e-6) && curve.iter().all(|[_, accepted]| near(*accepted, 0.2)), "{curve:?}");
    }

    proptest! {
        #[test]
        fn no_threshold_is_better_than_the_best(pairs in prop::collection::vec((0_u8..20, any::<bool>()), 1..25), other in -1.0..21.0) {
            let pairs: Vec<(f64, bool)> = pairs.into_iter().map(|(similarity, same)| (f64::from(similarity), same)).collect();
            let right = |threshold| pairs.iter().filter(|(similarity, same)| (*similarity > threshold) == *same).count();
            prop_assert!(right(best_threshold(pairs.clone())) >= right(other));
        }

        #[test]
        fn more_false_accepts_never_cost_true_ones(same in prop::collection::vec(0.0..1.0, 1..20), different in prop::collection::vec(0.0..1.0, 1..20), a in 0.0..1.0, b in 0.0..1.0) {
            let mut pairs = AllPairs { same_count: same.len(), same, different };
            prop_assert!(pairs.true_accepts(f64::min(a, b)) <= pairs.true_accepts(f64::max(a, b)));
        }
    }
}
