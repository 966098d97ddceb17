//! All faces in memory, and what a change among them changes.

mod candidates;
mod doubts;
mod faces;
mod law;
mod look_back;
mod people;
mod prior;
mod proposal;
#[cfg(test)]
mod tests;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use kith_domain::{FaceId, GroupId, PhotoId, Probability};

pub(crate) use faces::{Faces, Place};
pub(crate) use law::Law;
pub use law::Words;
pub use look_back::LookedBack;
pub use told::{Changes, Known, Suggestion, Who};

use crate::groups::{Age, Grouping, Groups};
use crate::likeness::{Evidence, Likeness};
use crate::parts::in_parts;
use candidates::{Probe, meet, sweep};
use people::People;
use prior::{Expected, Nobody, Prior};

/// All open and confirmed faces in memory, with what is proposed for them and the groups of those that nobody knows.
///
/// Suggestions after any changes are those of a gallery that was told everything at once: a similarity with a template is a
/// likelihood ratio ([`Likeness`]); the posterior weighs everybody's against each other and against a stranger, whose share is
/// estimated from all open faces together; the faces of a photo are weighed together, since nobody is in it twice.
///
/// Groups depend on what came before: what nothing happens to stays as it is.
#[derive(Debug)]
pub struct Gallery {
    pub(crate) evidence: Evidence,
    least: Probability,
    pub(crate) threads: NonZeroUsize,
    pub(crate) faces: Faces,
    pub(crate) people: People,
    pub(crate) law: Law,
    /// One for each place.
    probes: Vec<Probe>,
    prior: Prior,
    /// What was proposed for each place when that was last told.
    told: Vec<Option<Box<Suggestion>>>,
    pub(crate) groups: Groups,
    /// Faces whose group must be told, even if it is the same as before.
    retell: BTreeSet<FaceId>,
    /// Faces of which something was said, or taken back, since groups were brought up to date.
    said: BTreeSet<FaceId>,
}

impl Gallery {
    /// An empty one, which works on so many threads. A suggestion must be at least `least` likely, which must be above one half,
    /// so that nobody can be proposed twice in a photo.
    pub fn new(likeness: &Likeness, grouping: &Grouping, least: Probability, threads: NonZeroUsize) -> Self {
        Self {
            evidence: Evidence::new(likeness),
            least,
            threads,
            faces: Faces::default(),
            people: People::default(),
            law: Law::default(),
            probes: Vec::new(),
            prior: Prior::default(),
            told: Vec::new(),
            groups: Groups::new(*grouping),
            retell: BTreeSet::new(),
            said: BTreeSet::new(),
        }
    }

    /// Takes faces in; nothing is worked out before [`Self::suggest`].
    pub fn take(&mut self, changes: Changes) -> Taken {
        let mut taken = Taken::default();
        for face in changes.gone {
            self.put(face, None, &mut taken);
        }
        for known in changes.known {
            self.put(known.face, Some(known), &mut taken);
        }
        taken
    }

    fn put(&mut self, face: FaceId, known: Option<Known>, taken: &mut Taken) {
        let confirmed = known.as_ref().and_then(|known| match known.who {
            Who::Confirmed { person, .. } => Some((known.photo, person)),
            Who::Open => None,
        });
        let before = self.law.confirmed(face);
        if before != confirmed {
            self.law.set_confirmed(face, confirmed);
            taken.photos.extend(before.iter().chain(&confirmed).map(|(photo, _)| *photo));
            taken.concerned.extend(self.law.concerned(face));
        }
        self.law.set_days(face, known.as_ref().map(|known| known.taken).unwrap_or_default());
        let place = match known.as_ref().map(|known| known.who) {
            Some(Who::Open) => Place::Open,
            Some(Who::Confirmed { person, teaches: true }) => Place::Teaches(self.people.find_or_add(person)),
            _ => Place::Free,
        };
        let look = known.filter(|_| place != Place::Free).and_then(|known| Some((known.photo, known.look?)));
        taken.faces.insert(face);
        let Some((photo, (embedding, quality))) = look else {
            self.remove(face, taken);
            return;
        };
        let reliability = self.evidence.reliability(quality);
        let at = self.faces.find(face).filter(|at| self.faces.is(*at, photo, &embedding, reliability));
        let at = at.unwrap_or_else(|| {
            self.remove(face, taken);
            let at = self.faces.add(face, photo, &embedding, reliability);
            self.probes.resize(self.faces.len(), Probe::default());
            self.told.resize(self.faces.len(), None);
            at
        });
        taken.photos.insert(photo);
        self.set_place(at, place, taken);
    }

    fn remove(&mut self, face: FaceId, taken: &mut Taken) {
        if let Some(at) = self.faces.find(face) {
            taken.photos.insert(self.faces.photo(at));
            self.set_place(at, Place::Free, taken);
            self.groups.forget(at);
            self.faces.remove(at);
        }
    }

    fn set_place(&mut self, at: u32, place: Place, taken: &mut Taken) {
        let before = std::mem::replace(&mut self.faces.places[at as usize], place);
        if before == place {
            return;
        }
        if let Place::Teaches(person) = before {
            self.people.forget(person, at);
            taken.people.insert(person);
        }
        if let Place::Teaches(person) = place {
            self.people.teach(person, at);
            taken.people.insert(person);
        }
        if before == Place::Open {
            self.probes[at as usize] = Probe::default();
            self.told[at as usize] = None;
        }
        if place == Place::Open {
            taken.new.insert(at);
        }
    }

    /// Works out what is proposed after faces were [taken](Self::take), under these words. Returns the suggestions that changed,
    /// and of all faces that were taken what is proposed for them.
    pub fn suggest(&mut self, taken: Taken, words: &Words) -> BTreeMap<FaceId, Option<Suggestion>> {
        let mut photos: Vec<PhotoId> = taken.photos.into_iter().collect();
        self.let_go(&self.law.taken_back(words));
        let redated: Vec<u32> =
            self.law.redated(words).into_iter().filter_map(|person| self.people.find(person)).collect();
        let concerned = taken.concerned.into_iter().chain(self.law.set_words(words.clone()));
        let concerned: Vec<FaceId> = concerned.collect();
        self.said.extend(&concerned);
        let concerned: Vec<u32> = concerned.into_iter().filter_map(|face| self.faces.find(face)).collect();
        photos.extend(concerned.iter().map(|at| self.faces.photo(*at)));
        // Who is proposed by a word looks like that person or not: no likeness tells when that changes.
        photos.extend(self.law.mentioned().filter_map(|face| self.faces.find(face)).map(|at| self.faces.photo(at)));
        let new: Vec<u32> = taken.new.into_iter().filter(|at| self.faces.place(*at) == Place::Open).collect();
        let changed = self.people.look_again(taken.people, &self.faces);
        sweep(&self.faces, &mut self.probes, &changed, &self.evidence, self.threads);
        meet(&self.faces, &mut self.probes, &new, &self.people.with_look(), &self.evidence, self.threads);
        photos.extend(self.photos_like(&redated));
        for photo in &photos {
            self.faces.of_photo(*photo).for_each(|at| self.probes[at as usize].touched = true);
        }
        photos.extend(self.weigh());
        photos.sort_unstable();
        photos.dedup();
        self.retell.extend(&taken.faces);
        let mut changed: BTreeMap<FaceId, Option<Suggestion>> =
            taken.faces.into_iter().map(|face| (face, None)).collect();
        for (at, found) in self.think_over(photos) {
            self.probes[at as usize].stale = false;
            let (told, face) = (&mut self.told[at as usize], self.faces.id(at));
            if told.as_deref() != found.as_ref() || changed.contains_key(&face) {
                *told = found.map(Box::new);
                changed.insert(face, found);
            }
        }
        changed
    }

    /// The photos of all faces that somebody of these may be.
    fn photos_like(&self, people: &[u32]) -> Vec<PhotoId> {
        if people.is_empty() {
            return Vec::new();
        }
        let is_like = |at: &u32| self.probes[*at as usize].each.iter().any(|like| people.contains(&like.person));
        self.faces.open().filter(is_like).map(|at| self.faces.photo(at)).collect()
    }

    /// Takes the groups apart that a word which was taken back may have made of several: all faces of them are as new.
    fn let_go(&mut self, faces: &BTreeSet<FaceId>) {
        let places: Vec<u32> = faces.iter().filter_map(|face| self.faces.find(*face)).collect();
        let whole: BTreeSet<u32> =
            places.iter().flat_map(|at| self.groups.with(*at)).copied().chain(places.iter().copied()).collect();
        for at in whole {
            self.groups.let_go(at);
            self.retell.insert(self.faces.id(at));
        }
        self.retell.extend(faces);
    }

    /// Estimates the shares of strangers, and weighs all that is not looked at one by one. Returns the photos where that, or
    /// anything else, touched a face for which somebody is or may be proposed.
    fn weigh(&mut self) -> Vec<PhotoId> {
        let mut probes = std::mem::take(&mut self.probes);
        let expected = in_parts(&mut probes, 1, self.threads, |first, probes| self.expect(first, probes));
        let people = self.people.with_look().len();
        let before = std::mem::replace(&mut self.prior, Prior::estimate(expected, people));
        let photos = in_parts(&mut probes, 1, self.threads, |first, probes| self.weigh_again(first, probes, &before));
        self.probes = probes;
        photos.concat()
    }

    /// What is known of the open faces of a part before they are weighed; sums up again what words may have changed.
    fn expect(&self, first: usize, probes: &mut [Probe]) -> Expected {
        let mut expected = Expected::default();
        for (at, probe) in self.faces.open_of(first, probes) {
            if probe.touched {
                probe.named = self.allowed(at, probe).map(|(_, ratio)| ratio).sum();
            }
            expected.note(self.faces.reliability(at), probe.others + probe.named);
        }
        expected
    }

    /// Weighs the open faces of a part anew, and returns the photos in which that may change what is proposed.
    fn weigh_again(&self, first: usize, probes: &mut [Probe], before: &Prior) -> Vec<PhotoId> {
        // Nobody is likelier than when all others are out of the question; whoever is not likely enough then is never proposed.
        let enough = 0.999 * f64::from(self.least.0) / (1.0 - f64::from(self.least.0));
        let mut photos = Vec::new();
        for (at, probe) in self.faces.open_of(first, probes) {
            let reliability = self.faces.reliability(at);
            let odds = self.prior.odds(reliability);
            let nobody = Nobody::new(odds, probe.others);
            let as_before = odds.to_bits() == before.odds(reliability).to_bits() && nobody == probe.nobody;
            let may_change = probe.touched || !as_before;
            if may_change && (self.told[at as usize].is_some() || odds * probe.strongest() >= enough * nobody.weight())
            {
                photos.push(self.faces.photo(at));
            }
            probe.nobody = nobody;
            probe.stale |= probe.touched;
            probe.touched = false;
        }
        photos
    }

    /// Everything that is proposed, in the order of the faces.
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let photos: BTreeSet<PhotoId> = self.faces.open().map(|at| self.faces.photo(at)).collect();
        let mut all: Vec<Suggestion> =
            self.think_over(photos.into_iter().collect()).into_iter().filter_map(|(_, found)| found).collect();
        all.sort_by_key(|suggestion| suggestion.face);
        all
    }

    /// Takes groups over that were made before: the faces in them and all others that are unknown count as grouped, but for
    /// those that are `new`.
    pub fn adopt(&mut self, groups: &[(FaceId, GroupId)], age: Age, is_new: impl Fn(FaceId) -> bool) {
        let held = groups.iter().filter_map(|(face, group)| Some((self.faces.find(*face)?, *group)));
        let held: Vec<(u32, GroupId)> = held.filter(|(at, _)| self.is_unknown(*at)).collect();
        let inside: Vec<u32> = self.unknown().into_iter().filter(|at| !is_new(self.faces.id(*at))).collect();
        self.groups.adopt(&inside, &held, age);
    }

    /// Brings groups up to date. Returns all faces that came into another group than before or are in none now, and those that
    /// were taken in. New groups have negative numbers until they are [given others](Self::number_groups).
    ///
    /// A face that is known now leaves, and nothing else happens to its group; one that is unknown again returns. New faces are
    /// compared with all others, and put where most of those are that they are like; groups that changed may be joined. When so
    /// many are new that this would be guessing, all groups are made again, and keep the numbers of those they share most with.
    pub fn regroup(&mut self) -> BTreeMap<FaceId, Option<GroupId>> {
        let unknown = self.unknown();
        let ground = crate::groups::Ground {
            faces: &self.faces,
            law: &self.law,
            evidence: &self.evidence,
            threads: self.threads,
            said: std::mem::take(&mut self.said),
        };
        let changed = self.groups.update(&ground, &unknown);
        let told = std::mem::take(&mut self.retell).into_iter();
        let told = told.map(|face| (face, self.faces.find(face).and_then(|at| self.groups.of(at))));
        told.chain(changed.into_iter().map(|(at, group)| (self.faces.id(at), group))).collect()
    }

    /// Gives new groups their lasting numbers.
    pub fn number_groups(&mut self, numbers: &BTreeMap<GroupId, GroupId>) {
        self.groups.renumber(numbers);
    }

    /// All faces in groups, in the order of the faces.
    pub fn memberships(&self) -> Vec<(FaceId, GroupId)> {
        let mut all: Vec<_> = self.groups.members().map(|(at, group)| (self.faces.id(at), group)).collect();
        all.sort_unstable();
        all
    }

    /// How many faces were grouped at once, and how many came since.
    pub fn age(&self) -> Age {
        self.groups.age()
    }

    /// How many faces are held.
    pub fn len(&self) -> usize {
        self.faces.places.iter().filter(|place| **place != Place::Free).count()
    }

    /// Whether none are.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn is_unknown(&self, at: u32) -> bool {
        self.faces.place(at) == Place::Open && self.told[at as usize].is_none()
    }

    fn unknown(&self) -> Vec<u32> {
        (0..self.faces.len() as u32).filter(|at| self.is_unknown(*at)).collect()
    }
}

/// What faces that were taken in may change.
#[derive(Debug, Default)]
pub struct Taken {
    faces: BTreeSet<FaceId>,
    photos: BTreeSet<PhotoId>,
    concerned: BTreeSet<FaceId>,
    people: BTreeSet<u32>,
    new: BTreeSet<u32>,
}

impl Taken {
    /// Adds what others change.
    pub fn extend(&mut self, other: Self) {
        self.faces.extend(other.faces);
        self.photos.extend(other.photos);
        self.concerned.extend(other.concerned);
        self.people.extend(other.people);
        self.new.extend(other.new);
    }
}
