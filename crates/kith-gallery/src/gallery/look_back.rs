//! What would be said of confirmed faces if nobody had said who they are.

use kith_domain::{FaceId, PersonId, Probability};

use super::Gallery;
use super::candidates::{Probe, met};
use super::prior::Nobody;
use crate::product::{BLOCK, dot};
use crate::template::{Sum, Template};

/// A confirmed face as all other confirmed faces see it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LookedBack {
    /// Which face.
    pub face: FaceId,
    /// Who it is.
    pub person: PersonId,
    /// How many other faces that person is known by.
    pub known_by: usize,
    /// How likely it would be that person.
    pub own: Probability,
    /// Who else it would be most likely, and how likely.
    pub other: Option<(PersonId, Probability)>,
    /// The natural logarithm of the likelihood ratio between its person and a stranger.
    pub evidence: f32,
}

impl Gallery {
    /// Looks at each face that teaches as if it were open, in the order of the faces: its person is known by the other faces
    /// alone, so people with one face are left out. Faces are seen one by one, not with others of their photo, but whoever
    /// is confirmed on another face of it is out of the question.
    pub fn look_back(&self) -> Vec<LookedBack> {
        let mut all = Vec::new();
        let templates = self.people.with_look();
        let several: Vec<(u32, &Template)> =
            templates.iter().copied().filter(|(person, _)| self.people.members(*person).len() > 1).collect();
        for (person, template) in several {
            let members = self.people.members(person);
            let sum = Sum::new(&self.faces.rows, |at| self.faces.reliability(at), members);
            for some in members.chunks(BLOCK * self.threads.get()) {
                let probes = met(&self.faces, some, &templates, &self.evidence, self.threads);
                let each = some.iter().zip(probes);
                all.extend(each.map(|(at, probe)| self.look_back_at(*at, probe, (person, template), &sum)));
            }
        }
        all.sort_unstable_by_key(|looked| looked.face);
        all
    }

    fn look_back_at(&self, at: u32, mut probe: Probe, (person, whole): (u32, &Template), sum: &Sum) -> LookedBack {
        let rest = sum.clone().without(self.faces.rows.row(at), self.faces.reliability(at)).template();
        probe.leave_out(person, whole, self.compare(at, whole).0);
        let (evidence, own_relatives) = self.compare(at, &rest);
        let prior = self.prior.odds(self.faces.reliability(at));
        let relatives = probe.each.iter().map(|other| other.relatives).chain([own_relatives]);
        let relatives: f64 = relatives.map(|ratio| f64::from(ratio).exp()).sum();
        let odds = prior / (Nobody::new(prior, probe.others).weight() + prior * relatives);
        let others: Vec<(PersonId, f64)> = self.others_at(at, &probe).collect();
        let own = odds * f64::from(evidence).exp();
        let sum = 1.0 + own + others.iter().map(|(_, ratio)| odds * ratio).sum::<f64>();
        let likely = |weight: f64| Probability((weight / sum) as f32);
        let other = others.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        LookedBack {
            face: self.faces.id(at),
            person: self.people.id(person),
            known_by: self.people.members(person).len() - 1,
            own: likely(own),
            other: other.map(|(person, ratio)| (person, likely(odds * ratio))),
            evidence,
        }
    }

    /// The logarithms of the likelihood ratios of a person, and of those who look somewhat like them, at a place.
    fn compare(&self, at: u32, template: &Template) -> (f32, f32) {
        let similarity = dot(self.faces.rows.row(at), template.look.as_slice().unwrap_or_default());
        let expected = self.faces.reliability(at) * template.reliability;
        let ratio = self.evidence.ratio(similarity, expected);
        (ratio, self.evidence.of_relatives(ratio, similarity, expected))
    }

    /// Those worth a look who may be a confirmed face instead of the one it is.
    fn others_at<'a>(&'a self, at: u32, probe: &'a Probe) -> impl Iterator<Item = (PersonId, f64)> + 'a {
        let (face, photo) = (self.faces.id(at), self.faces.photo(at));
        let each = probe.each.iter().map(|c| (self.people.id(c.person), f64::from(c.ratio).exp()));
        each.filter(move |(person, _)| !self.law.bars(face, photo, *person))
    }
}
