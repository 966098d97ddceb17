//! One library made of known faces: some of each person are confirmed, the others and strangers are to be named.

use std::num::NonZeroUsize;

use fastrand::Rng;
use kith_app::Calibration;
use kith_domain::{DaySpan, FaceId, PersonId, PhotoId};
use kith_gallery::{Changes, Gallery, Known, Look, Who, Words};

use crate::metrics::names::Outcome;

/// What a library is made of.
pub(super) struct Trial<'a> {
    /// The faces of each person.
    pub(super) people: &'a [&'a [Look]],
    pub(super) strangers: &'a [&'a Look],
    /// How many faces of each person are confirmed; people with fewer are left out.
    pub(super) confirmed: usize,
    /// The share of strangers among the faces to be named; all that there are if none.
    pub(super) share: Option<f64>,
}

/// A face to be named; strangers are nobody's.
type Probe<'a> = (Option<PersonId>, &'a Look);

impl Trial<'_> {
    /// Lets a gallery name the faces.
    pub(super) fn run(&self, calibration: &Calibration, chance: &mut Rng) -> Vec<Outcome> {
        let (known, probes) = self.deal(chance);
        let Calibration { likeness, grouping, suggestion } = calibration;
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let mut gallery = Gallery::new(likeness, grouping, *suggestion, threads);
        let first = known.len();
        let face = |at: usize, who, look: &Look| {
            let number = at as i64 + 1;
            let look = Some(look.clone());
            Known { face: FaceId(number), photo: PhotoId(number), taken: DaySpan::default(), who, look }
        };
        let teaches = |person| Who::Confirmed { person, teaches: true };
        let known = known.iter().enumerate().map(|(at, (person, look))| face(at, teaches(*person), look));
        let open = probes.iter().enumerate().map(|(at, (_, look))| face(first + at, Who::Open, look));
        let taken = gallery.take(Changes { known: known.chain(open).collect(), gone: Vec::new() });
        let found = gallery.suggest(taken, &Words::default());
        let outcome = |(at, (person, _)): (usize, &Probe)| {
            let suggestion = found.get(&FaceId((first + at) as i64 + 1)).and_then(Option::as_ref);
            let name = suggestion.map(|said| (f64::from(said.probability.0), Some(said.person) == *person));
            Outcome { stranger: person.is_none(), name }
        };
        probes.iter().enumerate().map(outcome).collect()
    }

    /// Which faces are confirmed, and which are to be named.
    fn deal(&self, chance: &mut Rng) -> (Vec<(PersonId, &Look)>, Vec<Probe<'_>>) {
        let (mut known, mut probes) = (Vec::new(), Vec::new());
        let enough = self.people.iter().filter(|looks| looks.len() >= self.confirmed);
        for (number, looks) in enough.enumerate() {
            let person = PersonId(number as i64 + 1);
            let mut looks: Vec<&Look> = looks.iter().collect();
            chance.shuffle(&mut looks);
            known.extend(looks[..self.confirmed].iter().map(|look| (person, *look)));
            probes.extend(looks[self.confirmed..].iter().map(|look| (Some(person), *look)));
        }
        let mut strangers: Vec<Probe> = self.strangers.iter().map(|look| (None, *look)).collect();
        chance.shuffle(&mut probes);
        chance.shuffle(&mut strangers);
        if let Some(share) = self.share {
            let odds = share / (1.0 - share);
            strangers.truncate((probes.len() as f64 * odds).round() as usize);
            probes.truncate((strangers.len() as f64 / odds).round() as usize);
        }
        probes.append(&mut strangers);
        (known, probes)
    }
}
