//! The numbers that `kith-eval accuracy` prints. A share of nothing is null.

use serde::Serialize;

use super::diluted::Diluted;
use super::names::NamesReport;
use super::others::OtherWay;
use super::siblings::Siblings;
use crate::metrics::{
    album::Album,
    detection::{Judged, Point},
    groups::Groups,
};

/// What recall and precision stand beside each other at.
const PRECISION: f64 = 0.95;
/// Points of a curve, at steps of the same recall.
const POINTS: usize = 100;

/// All of it; a part that was not asked for is null.
#[derive(Serialize)]
pub(super) struct Report {
    pub(super) detection: Option<DetectionReport>,
    pub(super) verification: Option<VerificationReport>,
    pub(super) album: Option<AlbumReport>,
    pub(super) groups: Option<GroupsReport>,
    pub(super) others: Option<Vec<OtherWay>>,
    pub(super) names: Option<NamesReport>,
    pub(super) siblings: Option<Vec<Siblings>>,
}

#[derive(Serialize)]
pub(super) struct DetectionReport {
    pub(super) photos: usize,
    /// Those that count.
    pub(super) faces: usize,
    pub(super) empty_photos: usize,
    pub(super) balanced: LookReport,
    pub(super) thorough: LookReport,
    /// Of the faces that a scan keeps, as the numbers below.
    pub(super) precision: Option<f64>,
    pub(super) recall: Option<f64>,
    pub(super) recall_by_height: [Option<f64>; 4],
    pub(super) false_faces_per_100: Option<f64>,
}

/// A mode at all thresholds.
#[derive(Serialize)]
pub(super) struct LookReport {
    average_precision: f64,
    recall_at_precision: f64,
    /// Recall and precision.
    curve: Vec<[f64; 2]>,
}

impl LookReport {
    pub(super) fn new(judged: &Judged) -> Self {
        Self {
            average_precision: judged.average_precision(),
            recall_at_precision: judged.recall_at_precision(PRECISION),
            curve: thinned(&judged.curve()),
        }
    }
}

/// The last point of each step of recall.
fn thinned(curve: &[Point]) -> Vec<[f64; 2]> {
    let step = |point: &Point| (point.recall * POINTS as f64).floor() as usize;
    let is_last = |at: usize| curve.get(at + 1).is_none_or(|next| step(next) > step(&curve[at]));
    let last = curve.iter().enumerate().filter(|(at, _)| is_last(*at));
    last.map(|(_, point)| [point.recall, point.precision]).collect()
}

#[derive(Serialize)]
pub(super) struct VerificationReport {
    pub(super) photos: usize,
    /// Photos in which no face is found.
    pub(super) not_found: usize,
    pub(super) pairs: usize,
    pub(super) same_pairs: usize,
    pub(super) different_pairs: usize,
    pub(super) accuracy: f64,
    /// At false accept rates of 1e-3, 1e-4 and 1e-5.
    pub(super) true_accepts: [f64; 3],
    /// False accept rates, and the true accepts at each.
    pub(super) curve: Vec<[f64; 2]>,
}

#[derive(Serialize)]
pub(super) struct AlbumReport {
    pub(super) photos: usize,
    pub(super) enrolled_faces: usize,
    /// Without the probes whose label is doubtful.
    pub(super) sure: AlbumNumbers,
    pub(super) all: AlbumNumbers,
}

#[derive(Serialize)]
pub(super) struct AlbumNumbers {
    #[serde(flatten)]
    counts: Album,
    recall: Option<f64>,
    precision: Option<f64>,
    strangers_named_share: Option<f64>,
    /// For 100 probes, as the next two.
    corrections: Option<f64>,
    corrections_with_confirming: Option<f64>,
    confirm_floor: Option<f64>,
}

impl From<Album> for AlbumNumbers {
    fn from(counts: Album) -> Self {
        Self {
            recall: counts.recall(),
            precision: counts.precision(),
            strangers_named_share: counts.strangers_named(),
            corrections: counts.corrections(false),
            corrections_with_confirming: counts.corrections(true),
            confirm_floor: counts.confirm_floor(),
            counts,
        }
    }
}

#[derive(Serialize)]
pub(super) struct GroupsReport {
    pub(super) album: GroupsNumbers,
    pub(super) lfw: GroupsNumbers,
    /// The album among ever more others.
    pub(super) diluted: Vec<Diluted>,
    /// Steps so far and faces of the album that have their name by then, group by group.
    pub(super) naming: Vec<[usize; 2]>,
    /// The same if each group was one person.
    pub(super) faultless_naming: Vec<[usize; 2]>,
}

#[derive(Serialize)]
pub(super) struct GroupsNumbers {
    #[serde(flatten)]
    counts: Groups,
    f: f64,
    /// For 100 faces, as the next.
    actions: Option<f64>,
    ideal_actions: Option<f64>,
}

impl From<Groups> for GroupsNumbers {
    fn from(counts: Groups) -> Self {
        Self { f: counts.f(), actions: counts.actions(), ideal_actions: counts.ideal_actions(), counts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_keeps_the_last_point_of_each_step() {
        let point = |recall, precision| Point { recall, precision };
        let curve = [point(0.101, 1.0), point(0.101, 0.5), point(0.109, 0.6), point(0.2, 0.7)];
        assert_eq!(thinned(&curve), [[0.109, 0.6], [0.2, 0.7]]);
        assert!(thinned(&[]).is_empty());
    }
}
