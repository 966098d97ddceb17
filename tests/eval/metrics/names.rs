//! Whether a probability means what it says.
//!
//! - Every *face* is somebody's who is known, or a stranger's. It gets a name with a probability, or none.
//! - *Bands* are those of the words on the screen: almost sure from 0.99 on, likely from 0.9, perhaps below. In each, the share of
//!   names that are right should lie between its bounds.
//! - *Recall* is the share of the known faces with the right name, *precision* the share of names that are right.
//! - *Log loss* is the mean of `-ln p` where the name is right and `-ln (1 - p)` where it is not. Its *floor* is that of the same
//!   share said of every name.

use serde::Serialize;

use super::share;

/// Where bands begin, the surest first.
const BANDS: [f64; 3] = [0.99, 0.9, 0.0];
/// No probability counts as nearer to 0 or 1.
const NEAREST: f64 = 1e-3;

/// What became of one face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) stranger: bool,
    /// How likely the name at it is said to be, and whether it is right.
    pub(crate) name: Option<(f64, bool)>,
}

/// All of them together. A share of nothing is none.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Names {
    pub(crate) known: usize,
    pub(crate) strangers: usize,
    pub(crate) right: usize,
    pub(crate) named: usize,
    pub(crate) strangers_named: usize,
    /// Names and right names of each band.
    pub(crate) bands: [[usize; 2]; 3],
    pub(crate) recall: Option<f64>,
    pub(crate) precision: Option<f64>,
    pub(crate) strangers_named_share: Option<f64>,
    pub(crate) log_loss: Option<f64>,
    pub(crate) log_loss_floor: Option<f64>,
}

/// Judges names.
pub(crate) fn judge(outcomes: &[Outcome]) -> Names {
    let names: Vec<(f64, bool)> = outcomes.iter().filter_map(|outcome| outcome.name).collect();
    let strangers: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.stranger).collect();
    let (known, named) = (outcomes.len() - strangers.len(), names.len());
    let strangers_named = strangers.iter().filter(|outcome| outcome.name.is_some()).count();
    let right = names.iter().filter(|(_, right)| *right).count();
    let precision = share(right, named);
    Names {
        known,
        strangers: strangers.len(),
        right,
        named,
        strangers_named,
        bands: bands(&names),
        recall: share(right, known),
        precision,
        strangers_named_share: share(strangers_named, strangers.len()),
        log_loss: mean_loss(names.iter().copied()),
        log_loss_floor: precision.and_then(|share| mean_loss(names.iter().map(|(_, right)| (share, *right)))),
    }
}

fn bands(names: &[(f64, bool)]) -> [[usize; 2]; 3] {
    let mut bands = [[0; 2]; 3];
    for (probability, right) in names {
        let band = BANDS.iter().position(|from| probability >= from).unwrap_or(BANDS.len() - 1);
        bands[band][0] += 1;
        bands[band][1] += usize::from(*right);
    }
    bands
}

fn mean_loss(names: impl ExactSizeIterator<Item = (f64, bool)>) -> Option<f64> {
    let count = names.len();
    let loss = names.map(|(probability, right)| {
        let said = if right { probability } else { 1.0 - probability };
        -said.clamp(NEAREST, 1.0 - NEAREST).ln()
    });
    let sum: f64 = loss.sum();
    (count > 0).then(|| sum / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 1e-9)
    }

    #[test]
    fn every_face_is_counted_where_it_belongs() {
        let face = |stranger, name| Outcome { stranger, name };
        let outcomes = [
            face(false, Some((0.995, true))),
            face(false, Some((0.99, true))),
            face(false, Some((0.95, false))),
            face(false, None),
            face(true, Some((0.7, false))),
            face(true, None),
        ];
        let names = judge(&outcomes);
        assert_eq!((names.known, names.strangers, names.named, names.right, names.strangers_named), (4, 2, 4, 2, 1));
        assert_eq!(names.bands, [[2, 2], [1, 0], [1, 0]]);
        assert!(near(names.recall, 0.5) && near(names.precision, 0.5) && near(names.strangers_named_share, 0.5));
        let loss = -(0.995_f64.ln() + 0.99_f64.ln() + 0.05_f64.ln() + 0.3_f64.ln()) / 4.0;
        assert!(near(names.log_loss, loss) && near(names.log_loss_floor, std::f64::consts::LN_2));
    }

    #[test]
    fn nothing_is_no_number() {
        let names = judge(&[]);
        assert_eq!((names.recall, names.precision, names.log_loss, names.log_loss_floor), (None, None, None, None));
    }
}
