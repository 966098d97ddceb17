//! Which faces are most like which.

/// Neighbours that are kept of each face: enough for a group to hold together, few enough for any library.
const NEIGHBOURS: usize = 20;
/// Evidence is kept in steps of this size, from -[`DEEPEST`] on.
const STEP: f32 = 1.0 / 512.0;
const DEEPEST: f32 = 40.0;

/// For each of many faces its nearest, in six bytes each: these lists are the largest thing beside the faces.
pub(super) struct Neighbours {
    others: Vec<u32>,
    evidence: Vec<u16>,
    count: Vec<u8>,
}

impl Neighbours {
    /// None yet for any of so many faces.
    pub(super) fn none(faces: usize) -> Self {
        Self { others: vec![0; faces * NEIGHBOURS], evidence: vec![0; faces * NEIGHBOURS], count: vec![0; faces] }
    }

    /// How many faces there are.
    pub(super) fn len(&self) -> usize {
        self.count.len()
    }

    /// Notes that two faces are alike, for each of both that has no nearer ones. The order of notes does not matter.
    pub(super) fn note(&mut self, a: u32, b: u32, evidence: f32) {
        let steps = ((evidence + DEEPEST) / STEP) as u16;
        self.keep(a, b, steps);
        self.keep(b, a, steps);
    }

    fn keep(&mut self, face: u32, other: u32, steps: u16) {
        let first = face as usize * NEIGHBOURS;
        let held = usize::from(self.count[face as usize]);
        let nearer =
            |k: usize| (self.evidence[first + k], u32::MAX - self.others[first + k]) > (steps, u32::MAX - other);
        if held == NEIGHBOURS && nearer(NEIGHBOURS - 1) {
            return;
        }
        let place = (0..held).rev().find(|k| nearer(*k)).map_or(0, |k| k + 1);
        let last = held.min(NEIGHBOURS - 1);
        self.others.copy_within(first + place..first + last, first + place + 1);
        self.evidence.copy_within(first + place..first + last, first + place + 1);
        (self.others[first + place], self.evidence[first + place]) = (other, steps);
        self.count[face as usize] = (last + 1) as u8;
    }

    /// The neighbours of a face with the evidence for each, the nearest first.
    pub(super) fn of(&self, face: u32) -> impl Iterator<Item = (u32, f32)> + '_ {
        let first = face as usize * NEIGHBOURS;
        let all = first..first + usize::from(self.count[face as usize]);
        let evidence = self.evidence[all.clone()].iter().map(|steps| f32::from(*steps) * STEP - DEEPEST);
        self.others[all].iter().copied().zip(evidence)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_nearest_are_kept_whatever_comes_first(
            evidence in prop::collection::vec(-10.0f32..39.0, 1..60), order in any::<prop::sample::Index>()
        ) {
            let n = evidence.len();
            let mut found = Neighbours::none(n + 1);
            let turned = (0..n).map(|k| (k + order.index(n)) % n);
            turned.for_each(|k| found.note(0, k as u32 + 1, evidence[k]));
            let mut sorted = evidence.clone();
            sorted.sort_by(|a, b| b.total_cmp(a));
            prop_assert_eq!(found.of(0).count(), n.min(NEIGHBOURS));
            for ((other, kept), best) in found.of(0).zip(sorted) {
                prop_assert!((kept - best).abs() <= STEP && (evidence[other as usize - 1] - kept).abs() <= STEP);
            }
        }
    }
}
