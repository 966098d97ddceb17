//! Who is proposed for the faces of a photo.

use kith_domain::{FaceId, PersonId, PhotoId, Probability, Similarity};

use super::candidates::Probe;
use super::faces::Place;
use super::{Gallery, Suggestion};
use crate::joint::{Pair, probabilities};
use crate::likeness::ENOUGH;
use crate::parts::in_parts;
use crate::product::dot;

/// Odds below do not change what is said of a photo.
const NEGLIGIBLE: f64 = 1e-4;
/// A runner-up who is less likely is not worth a word.
const RUNNER_UP: f64 = 0.01;
/// So many photos are no work for another thread.
const FEW_PHOTOS: usize = 100;

impl Gallery {
    /// What is proposed for each open face of some photos: the places, and who it is.
    pub(super) fn think_over(&self, mut photos: Vec<PhotoId>) -> Vec<(u32, Option<Suggestion>)> {
        let think = |photos: &[PhotoId]| -> Vec<_> { photos.iter().flat_map(|photo| self.think(*photo)).collect() };
        in_parts(&mut photos, FEW_PHOTOS, self.threads, |_, photos| think(photos)).concat()
    }

    /// The same for one photo.
    fn think(&self, photo: PhotoId) -> Vec<(u32, Option<Suggestion>)> {
        let places: Vec<u32> = self.faces.of_photo(photo).filter(|at| self.faces.place(*at) == Place::Open).collect();
        let mut pairs = Vec::new();
        for (face, &at) in places.iter().enumerate() {
            pairs.extend(self.odds(at).into_iter().map(|(person, odds)| Pair {
                face,
                person: person.0 as usize,
                odds,
            }));
        }
        let least = f64::from(self.least.0);
        // Nobody is likelier than when all others are out of the question.
        if pairs.iter().all(|pair| pair.odds / (1.0 + pair.odds) < least) {
            return places.into_iter().map(|at| (at, None)).collect();
        }
        pairs.sort_by_key(|pair| (pair.face, pair.person));
        let likely = probabilities(&pairs);
        let of_face = |k: usize| {
            let all = pairs.iter().zip(&likely).filter(move |(pair, _)| pair.face == k);
            all.map(|(pair, likely)| (PersonId(pair.person as i64), *likely)).collect()
        };
        places.iter().enumerate().map(|(k, &at)| (at, self.proposal(at, of_face(k)))).collect()
    }

    /// Everybody the face at a place may be, with the odds against a stranger.
    fn odds(&self, at: u32) -> Vec<(PersonId, f64)> {
        let probe = &self.probes[at as usize];
        let prior = self.prior.odds(self.faces.reliability(at));
        // Also of those who are out of the question: a sister may be in the same photo.
        let relatives: f64 = probe.each.iter().map(|other| f64::from(other.relatives).exp()).sum();
        let each_odds = prior / (probe.nobody.weight() + prior * relatives);
        let mut all: Vec<(PersonId, f64)> = self
            .allowed(at, probe)
            .map(|(person, ratio)| (person, each_odds * ratio))
            .filter(|(_, odds)| *odds >= NEGLIGIBLE)
            .collect();
        let (face, photo) = (self.faces.id(at), self.faces.photo(at));
        for (person, _) in self.law.spoken_for(face) {
            if !self.law.bars(face, photo, person) {
                all.retain(|(other, _)| *other != person);
                all.push((person, f64::from(ENOUGH).exp()));
            }
        }
        all
    }

    /// Those worth a look whom no word bars, with their likelihood ratios.
    pub(super) fn allowed<'a>(&'a self, at: u32, probe: &'a Probe) -> impl Iterator<Item = (PersonId, f64)> + 'a {
        let (face, photo) = (self.faces.id(at), self.faces.photo(at));
        let each = probe.each.iter();
        each.map(|candidate| (self.people.id(candidate.person), f64::from(candidate.ratio).exp()))
            .filter(move |(person, _)| !self.law.bars(face, photo, *person))
    }

    /// The likeliest person, if likely enough.
    fn proposal(&self, at: u32, mut likely: Vec<(PersonId, f64)>) -> Option<Suggestion> {
        likely.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let &(person, probability) = likely.first().filter(|(_, p)| *p >= f64::from(self.least.0))?;
        let runner_up = likely.get(1).filter(|(_, p)| *p >= RUNNER_UP);
        let (similarity, evidence) = self.reason(at, person)?;
        Some(Suggestion {
            face: self.faces.id(at),
            person,
            similarity,
            probability: in_thousandths(probability),
            runner_up: runner_up.map(|(other, p)| (*other, in_thousandths(*p))),
            evidence,
        })
    }

    /// Why the face at a place may be a person: how alike it is to them, and who speaks for it. Told once, that stays so until
    /// somebody whom the face resembles looks otherwise.
    fn reason(&self, at: u32, person: PersonId) -> Option<(Similarity, FaceId)> {
        let told = self.told[at as usize].as_ref().filter(|told| told.person == person);
        if let Some(told) = told.filter(|_| !self.probes[at as usize].stale) {
            return Some((told.similarity, told.evidence));
        }
        let look = self.people.find(person).and_then(|k| self.people.template(k));
        let similarity =
            look.map_or(0.0, |template| dot(self.faces.rows.row(at), template.look.as_slice().unwrap_or_default()));
        Some((Similarity(similarity), self.speaker(at, person)?))
    }

    /// The confirmed face that was said to be the same, or else that of the person which is most alike.
    fn speaker(&self, at: u32, person: PersonId) -> Option<FaceId> {
        let spoken = self.law.spoken_for(self.faces.id(at));
        if let Some((_, face)) = spoken.into_iter().find(|(who, _)| *who == person) {
            return Some(face);
        }
        let row = self.faces.rows.row(at);
        let members = self.people.members(self.people.find(person)?).iter();
        let alike = members.map(|member| (dot(self.faces.rows.row(*member), row), self.faces.id(*member)));
        alike.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, face)| face)
    }
}

/// What is reached of a probability in thousandths: every word changes all of them a little, and nobody wants to know.
fn in_thousandths(probability: f64) -> Probability {
    Probability(((probability * 1000.0).floor() / 1000.0) as f32)
}
