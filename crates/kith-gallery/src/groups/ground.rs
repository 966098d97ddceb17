//! What groups are made from, and what must not be together.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::num::NonZeroUsize;

use kith_domain::{FaceId, PhotoId};

use super::examples;
use crate::gallery::{Faces, Law};
use crate::likeness::Evidence;
use crate::product::dot;
use crate::template::Template;

/// The faces and all that is said of them.
pub(crate) struct Ground<'a> {
    pub(crate) faces: &'a Faces,
    pub(crate) law: &'a Law,
    pub(crate) evidence: &'a Evidence,
    pub(crate) threads: NonZeroUsize,
    /// Of which something was said, or taken back, since the last time.
    pub(crate) said: BTreeSet<FaceId>,
}

/// Faces that are in one place, with the photos they are in.
#[derive(Debug, Clone, Default)]
pub(super) struct Crowd {
    pub(super) members: Vec<u32>,
    /// In ascending order.
    photos: Vec<PhotoId>,
}

impl Ground<'_> {
    /// The look of some faces.
    pub(super) fn template(&self, members: &[u32]) -> Template {
        Template::new(&self.faces.rows, |at| self.faces.reliability(at), members)
    }

    /// How a group looks; one face is its own template.
    pub(super) fn look<'b>(&'b self, crowd: &Crowd, template: Option<&'b Template>) -> (Cow<'b, [f32]>, f32) {
        match (template, crowd.members.first()) {
            (Some(template), _) => (Cow::Borrowed(template.look.as_slice().unwrap_or_default()), template.reliability),
            (None, Some(&at)) => (Cow::Borrowed(self.faces.rows.row(at)), self.faces.reliability(at)),
            (None, None) => (Cow::Owned(Vec::new()), 0.0),
        }
    }

    /// Whether two faces must not be in one group.
    pub(super) fn are_apart(&self, a: u32, b: u32) -> bool {
        self.faces.photo(a) == self.faces.photo(b) && !self.are_same(a, b) || self.are_said_apart(a, b)
    }

    /// Whether the person said that two faces are of two people.
    pub(super) fn are_said_apart(&self, a: u32, b: u32) -> bool {
        self.law.are_apart(self.faces.id(a), self.faces.id(b))
    }

    /// Whether the person said that a face of these is of another person than one of those.
    pub(super) fn hold_some_apart(&self, these: &[u32], those: &[u32]) -> bool {
        self.law.knows_different() && these.iter().any(|a| those.iter().any(|b| self.are_said_apart(*a, *b)))
    }

    fn are_same(&self, a: u32, b: u32) -> bool {
        self.law.knows_same() && self.law.together(self.faces.id(a)).contains(&self.faces.id(b))
    }

    /// Faces by those that are said to be the same. Where faces are also said to differ, each is by itself.
    pub(super) fn units(&self, members: Vec<u32>) -> Vec<Vec<u32>> {
        if !self.law.knows_same() {
            return members.into_iter().map(|at| vec![at]).collect();
        }
        let mut units: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        for at in members {
            let together = self.law.together(self.faces.id(at));
            let contradicts = together.iter().any(|face| self.law.are_apart(*face, *face));
            let first = if contradicts { self.faces.id(at) } else { together[0] };
            units.entry(first).or_default().push(at);
        }
        units.into_values().collect()
    }

    /// Takes apart what must not be together. Where the person said that faces differ, these are examples, and all others go
    /// with the one that they are like. Of faces of one photo those that are most like all of their part as a whole stay, but
    /// `held` ones before all others; the rest is by itself. Faces that are said to be the same go nowhere alone.
    pub(super) fn split(&self, members: Vec<u32>, held: impl Fn(u32) -> bool) -> Vec<Vec<u32>> {
        if !self.law.knows_different() {
            return self.once_a_photo(members, held);
        }
        examples::part(self, members).into_iter().flat_map(|part| self.once_a_photo(part, &held)).collect()
    }

    fn once_a_photo(&self, members: Vec<u32>, held: impl Fn(u32) -> bool) -> Vec<Vec<u32>> {
        let photos: HashSet<PhotoId> = members.iter().map(|at| self.faces.photo(*at)).collect();
        if photos.len() == members.len() {
            return vec![members];
        }
        let template = self.template(&members);
        let look = template.look.as_slice().unwrap_or_default();
        let fit = |at: &u32| dot(self.faces.rows.row(*at), look);
        let mut units: Vec<(bool, f32, Vec<u32>)> = self
            .units(members)
            .into_iter()
            .map(|unit| (unit.iter().any(|at| held(*at)), unit.iter().map(fit).fold(f32::MIN, f32::max), unit))
            .collect();
        units.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
        let (mut stay, mut go) = (Crowd::default(), Vec::new());
        for (_, _, unit) in units {
            let unit = Crowd::new(self, unit);
            if stay.collides(self, &unit) { go.push(unit.members) } else { stay.add(unit) }
        }
        go.insert(0, stay.members);
        go
    }
}

impl Crowd {
    /// Some faces.
    pub(super) fn new(ground: &Ground, members: Vec<u32>) -> Self {
        let mut photos: Vec<PhotoId> = members.iter().map(|at| ground.faces.photo(*at)).collect();
        photos.sort();
        Self { members, photos }
    }

    /// Whether a face of one must not be with a face of the other.
    pub(super) fn collides(&self, ground: &Ground, other: &Self) -> bool {
        let (few, many) = if self.members.len() < other.members.len() { (self, other) } else { (other, self) };
        few.photos.iter().any(|photo| many.photos.binary_search(photo).is_ok())
            || ground.law.knows_different()
                && few.members.iter().any(|a| many.members.iter().any(|b| ground.are_apart(*a, *b)))
    }

    /// Takes others in.
    pub(super) fn add(&mut self, other: Self) {
        self.members.extend(other.members);
        self.photos.extend(other.photos);
        self.photos.sort();
    }
}
