//! The pictures of `docs/accuracy.md`.

use super::measured::{Detection, Groups, Verification};
use super::plot::{Axis, Plot};
use crate::numbers::percent;

pub(super) const PRECISION_RECALL: &str = "docs/screens/precision-recall.svg";
pub(super) const TRUE_ACCEPTS: &str = "docs/screens/true-accepts.svg";
pub(super) const NAMING: &str = "docs/screens/naming.svg";
pub(super) const DILUTED: &str = "docs/screens/groups-among-strangers.svg";

fn share(title: &str, ends: [f64; 2]) -> Axis<'_> {
    Axis { title, ends, parts: 5, by_tens: false, shown: percent }
}

/// Precision against recall of the faces that are found.
pub(super) fn precision_recall(measured: &Detection) -> String {
    let curves = vec![("balanced", measured.balanced.curve.clone()), ("thorough", measured.thorough.curve.clone())];
    let (across, up) = (share("recall", [0.0, 1.0]), share("precision", [0.5, 1.0]));
    Plot { across, up, curves, names_right: false }.picture()
}

/// The same people who are recognised against others who are taken for them.
pub(super) fn true_accepts(measured: &Verification) -> String {
    let across = Axis {
        title: "false accepts: different people taken for the same",
        ends: [1e-6, 0.1],
        parts: 5,
        by_tens: true,
        shown: |rate| format!("1 in {}", crate::numbers::grouped(rate.recip().round() as usize)),
    };
    let up = share("true accepts: the same people recognised", [0.9, 1.0]);
    Plot { across, up, curves: vec![("all pairs of photographs", measured.curve.clone())], names_right: true }.picture()
}

/// How many faces of the album have their name after so many steps.
pub(super) fn naming(measured: &Groups) -> String {
    let shares = |steps: &[[usize; 2]]| {
        let all = measured.album.faces as f64;
        [[0, 0]].iter().chain(steps).map(|step| step.map(|count| count as f64 / all)).collect::<Vec<_>>()
    };
    let curves = vec![
        ("groups of Kith, the largest first", shares(&measured.naming)),
        ("groups without a fault", shares(&measured.faultless_naming)),
        ("one face after the other", vec![[0.0, 0.0], [1.0, 1.0]]),
    ];
    let across = share("steps, in percent of the faces", [0.0, 1.0]);
    Plot { across, up: share("faces with their name", [0.0, 1.0]), curves, names_right: true }.picture()
}

/// How well groups hold among ever more strangers.
pub(super) fn diluted(measured: &Groups) -> String {
    let curve = |of: fn(&super::measured::GroupsNumbers) -> Option<f64>| {
        let points = measured.diluted.iter().map(|row| [row.faces as f64, of(&row.numbers).unwrap_or(f64::NAN)]);
        points.collect::<Vec<_>>()
    };
    let curves = vec![("precision", curve(|numbers| numbers.precision)), ("recall", curve(|numbers| numbers.recall))];
    let shown = |faces: f64| crate::numbers::grouped(faces.round() as usize);
    let across = Axis { title: "faces", ends: [1000.0, 10_000.0], parts: 1, by_tens: true, shown };
    Plot { across, up: share("BCubed", [0.8, 1.0]), curves, names_right: false }.picture()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::accuracy::measured::tests::measured;

    #[test]
    fn each_picture_has_its_curves() {
        let measured = measured();
        let groups = measured.groups.unwrap();
        let pictures = [
            (precision_recall(&measured.detection.unwrap()), 2),
            (true_accepts(&measured.verification.unwrap()), 1),
            (naming(&groups), 3),
            (diluted(&groups), 2),
        ];
        for (picture, curves) in pictures {
            assert_eq!(picture.matches("stroke-width=\"2\"").count(), curves, "{picture}");
        }
        // 60 of 80 faces after 10 steps, and all of them after 13.
        assert!(naming(&groups).contains("d=\"M44.0 276.0L95.5 87.0L111.0 24.0\""), "{}", naming(&groups));
    }
}
