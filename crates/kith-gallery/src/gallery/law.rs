//! What the person said: the law for suggestions and groups.

use std::collections::{BTreeSet, HashMap, HashSet};

use kith_domain::{DaySpan, FaceId, Lifetime, PersonId, PhotoId};
use rustc_hash::FxHashMap;

/// What the person said about faces beside who they are, and of when people lived. Two faces are given in any order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    /// Pairs that are known not to be.
    pub rejected: HashSet<(FaceId, PersonId)>,
    /// Two faces of one person.
    pub same: HashSet<(FaceId, FaceId)>,
    /// Two faces of two people.
    pub different: HashSet<(FaceId, FaceId)>,
    /// Two faces of which the person could not tell: nobody is asked about them again.
    pub unsure: HashSet<(FaceId, FaceId)>,
    /// When people were born and died: nobody is in a photo of another time. Those who are not named may be in any.
    pub lives: HashMap<PersonId, Lifetime>,
}

/// [`Words`], who is confirmed where, and when faces were seen, ready to be asked. Faces said to be the same share what was
/// said of each.
#[derive(Debug, Default)]
pub(crate) struct Law {
    words: Words,
    same: FxHashMap<FaceId, Vec<FaceId>>,
    different: FxHashMap<FaceId, Vec<FaceId>>,
    confirmed: FxHashMap<FaceId, (PhotoId, PersonId)>,
    present: FxHashMap<PhotoId, Vec<PersonId>>,
    /// Only of photos of which anything is known.
    days: FxHashMap<FaceId, DaySpan>,
}

impl Law {
    /// Takes other words; returns the faces that this may concern.
    pub(crate) fn set_words(&mut self, words: Words) -> BTreeSet<FaceId> {
        let mut concerned = BTreeSet::new();
        if words == self.words {
            return concerned;
        }
        let changed: Vec<FaceId> = [(&self.words.same, &words.same), (&self.words.different, &words.different)]
            .into_iter()
            .flat_map(|(old, new)| old.symmetric_difference(new))
            .flat_map(|(a, b)| [*a, *b])
            .chain(self.words.rejected.symmetric_difference(&words.rejected).map(|(face, _)| *face))
            .collect();
        for face in &changed {
            concerned.extend(self.concerned(*face));
        }
        self.same = both_ways(&words.same);
        self.different = both_ways(&words.different);
        self.words = words;
        for face in &changed {
            concerned.extend(self.concerned(*face));
        }
        concerned
    }

    /// The people who were born or died at another time by these words.
    pub(crate) fn redated(&self, words: &Words) -> BTreeSet<PersonId> {
        let people = self.words.lives.keys().chain(words.lives.keys()).copied();
        people.filter(|person| self.words.lives.get(person) != words.lives.get(person)).collect()
    }

    /// Takes on which days the photo of a face was taken.
    pub(crate) fn set_days(&mut self, face: FaceId, days: DaySpan) {
        if days == DaySpan::default() {
            self.days.remove(&face);
        } else {
            self.days.insert(face, days);
        }
    }

    /// The faces that were said to be the same as others, of which these words say it no more.
    pub(crate) fn taken_back(&self, words: &Words) -> BTreeSet<FaceId> {
        self.words.same.difference(&words.same).flat_map(|(face, _)| self.together(*face)).collect()
    }

    /// Takes who a face is confirmed as, or that it is not.
    pub(crate) fn set_confirmed(&mut self, face: FaceId, confirmed: Option<(PhotoId, PersonId)>) {
        let before = match confirmed {
            Some(now) => self.confirmed.insert(face, now),
            None => self.confirmed.remove(&face),
        };
        if let Some((photo, person)) = before
            && let Some(people) = self.present.get_mut(&photo)
            && let Some(place) = people.iter().position(|p| *p == person)
        {
            people.swap_remove(place);
            if people.is_empty() {
                self.present.remove(&photo);
            }
        }
        if let Some((photo, person)) = confirmed {
            self.present.entry(photo).or_default().push(person);
        }
    }

    /// Who a face is confirmed as, and where.
    pub(crate) fn confirmed(&self, face: FaceId) -> Option<(PhotoId, PersonId)> {
        self.confirmed.get(&face).copied()
    }

    /// A face and all that are said to be the same, in ascending order.
    pub(crate) fn together(&self, face: FaceId) -> Vec<FaceId> {
        let mut all = vec![face];
        let mut next = 0;
        while let Some(one) = all.get(next) {
            let others = self.same.get(one).into_iter().flatten().copied();
            let new: Vec<FaceId> = others.filter(|other| !all.contains(other)).collect();
            all.extend(new);
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// The faces that what is said of this one binds: those that are the same, and those that differ from them.
    pub(crate) fn concerned(&self, face: FaceId) -> BTreeSet<FaceId> {
        let together = self.together(face);
        let others = together.iter().filter_map(|face| self.different.get(face)).flatten();
        let others: Vec<FaceId> = others.flat_map(|other| self.together(*other)).collect();
        together.into_iter().chain(others).collect()
    }

    /// Whether a face must not be given to a person: they are there in that photo, or were rejected for this face or one that
    /// is the same, or were not alive when one of these was seen, or a face that differs is that person.
    pub(crate) fn bars(&self, face: FaceId, photo: PhotoId, person: PersonId) -> bool {
        if self.present.get(&photo).is_some_and(|people| people.contains(&person)) {
            return true;
        }
        let life = self.words.lives.get(&person);
        let is_out_of_life =
            |one: &FaceId| life.zip(self.days.get(one)).is_some_and(|(life, days)| life.bars(*days).is_some());
        if is_out_of_life(&face) {
            return true;
        }
        let shares_no_days = life.is_none() || !self.same.contains_key(&face);
        if shares_no_days && self.words.rejected.is_empty() && self.different.is_empty() {
            return false;
        }
        let is_that = |face: &FaceId| self.confirmed(*face).is_some_and(|(_, who)| who == person);
        self.together(face).iter().any(|one| {
            self.words.rejected.contains(&(*one, person))
                || is_out_of_life(one)
                || self.different.get(one).into_iter().flatten().any(|other| self.together(*other).iter().any(is_that))
        })
    }

    /// Who a face is by a confirmed face that is said to be the same, with that face.
    pub(crate) fn spoken_for(&self, face: FaceId) -> Vec<(PersonId, FaceId)> {
        if !self.same.contains_key(&face) {
            return Vec::new();
        }
        let all = self.together(face).into_iter();
        let mut found: Vec<_> = all.filter_map(|one| Some((self.confirmed(one)?.1, one))).collect();
        found.sort_unstable();
        found.dedup_by_key(|(person, _)| *person);
        found
    }

    /// Whether two faces are said to be of two people.
    pub(crate) fn are_apart(&self, a: FaceId, b: FaceId) -> bool {
        if self.different.is_empty() {
            return false;
        }
        let (here, there) = (self.together(a), self.together(b));
        let differ =
            |one: &FaceId| self.different.get(one).is_some_and(|others| others.iter().any(|o| there.contains(o)));
        here.iter().any(differ)
    }

    /// Pairs of faces that differ, or of which nobody could tell.
    pub(crate) fn not_to_be_asked(&self) -> impl Iterator<Item = (FaceId, FaceId)> + '_ {
        self.words.different.iter().chain(&self.words.unsure).copied()
    }

    /// All faces of which anybody said that they are the same as another, or differ from it.
    pub(crate) fn mentioned(&self) -> impl Iterator<Item = FaceId> + '_ {
        self.same.keys().chain(self.different.keys()).copied().collect::<BTreeSet<_>>().into_iter()
    }

    /// Whether anybody said of any two faces that they are the same.
    pub(crate) fn knows_same(&self) -> bool {
        !self.same.is_empty()
    }

    /// Whether anybody said that a face, or one that is the same, differs from another.
    pub(crate) fn differs(&self, face: FaceId) -> bool {
        self.together(face).iter().any(|one| self.different.contains_key(one))
    }

    /// Whether anybody said of any two faces that they differ.
    pub(crate) fn knows_different(&self) -> bool {
        !self.different.is_empty()
    }
}

fn both_ways(pairs: &HashSet<(FaceId, FaceId)>) -> FxHashMap<FaceId, Vec<FaceId>> {
    let mut all: FxHashMap<FaceId, Vec<FaceId>> = FxHashMap::default();
    for &(a, b) in pairs.iter().filter(|(a, b)| a != b) {
        all.entry(a).or_default().push(b);
        all.entry(b).or_default().push(a);
    }
    for others in all.values_mut() {
        others.sort_unstable();
    }
    all
}
