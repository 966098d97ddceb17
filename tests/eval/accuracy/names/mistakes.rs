//! Whether faces that were confirmed as the wrong person are found again.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use fastrand::Rng;
use kith_app::Calibration;
use kith_domain::{DaySpan, FaceId, PersonId, PhotoId};
use kith_gallery::{Changes, Gallery, Known, Look, Who, Words};
use serde::Serialize;

/// One face in so many is confirmed as somebody else.
const ONE_IN: usize = 20;
/// People with fewer faces take no part: of two faces nobody can tell which one is wrong.
const LEAST_FACES: usize = 4;

/// Faces with a wrong name among others, and what is said of them.
#[derive(Debug, Default, Serialize)]
pub(super) struct Mistakes {
    /// Confirmed faces.
    faces: usize,
    /// Those that were given to somebody else.
    wrong: usize,
    /// Of these, those that are listed as doubtful, and those beside whose name stands the right one.
    found: usize,
    named: usize,
    /// Faces with the right name that are listed.
    doubted: usize,
}

impl Mistakes {
    /// Confirms all faces of these people, some of them wrongly, and asks which ones are doubtful.
    pub(super) fn make(&mut self, people: &[&[Look]], calibration: &Calibration, chance: &mut Rng) {
        let people: Vec<&[Look]> = people.iter().copied().filter(|looks| looks.len() >= LEAST_FACES).collect();
        let Calibration { likeness, grouping, suggestion } = calibration;
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let mut gallery = Gallery::new(likeness, grouping, *suggestion, threads);
        let mut wrong = BTreeMap::new();
        let mut known = Vec::new();
        for (right, look) in people.iter().enumerate().flat_map(|(k, looks)| looks.iter().map(move |look| (k, look))) {
            let number = known.len() as i64 + 1;
            let is_wrong = chance.usize(..ONE_IN) == 0 && people.len() > 1;
            let said = if is_wrong { (right + chance.usize(1..people.len())) % people.len() } else { right };
            if is_wrong {
                wrong.insert(FaceId(number), person(right));
            }
            known.push(Known {
                face: FaceId(number),
                photo: PhotoId(number),
                taken: DaySpan::default(),
                who: Who::Confirmed { person: person(said), teaches: true },
                look: Some(look.clone()),
            });
        }
        self.faces += known.len();
        self.wrong += wrong.len();
        let taken = gallery.take(Changes { known, gone: Vec::new() });
        gallery.suggest(taken, &Words::default());
        let doubts = gallery.doubts();
        let listed: BTreeSet<FaceId> = doubts.iter().map(|doubt| doubt.face).collect();
        self.found += wrong.keys().filter(|face| listed.contains(face)).count();
        self.doubted += listed.iter().filter(|face| !wrong.contains_key(face)).count();
        let names = doubts.iter().filter(|doubt| {
            let other = doubt.other.filter(|(_, likely)| *likely > doubt.own).map(|(other, _)| other);
            other.is_some() && wrong.get(&doubt.face).copied() == other
        });
        self.named += names.count();
    }
}

fn person(number: usize) -> PersonId {
    PersonId(number as i64 + 1)
}
