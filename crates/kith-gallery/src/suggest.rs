//! Who may it be: probes against the templates of everybody.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use kith_domain::{Embedding, FaceId, PersonId, PhotoId, Probability, Quality, Similarity};

use crate::Likeness;
use crate::joint::{Pair, probabilities};
use crate::product::{Rows, for_each_pair};
use crate::template::{Template, looks};

/// A confirmed face: part of the template of its person.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'a> {
    /// Which face.
    pub face: FaceId,
    /// Who it is.
    pub person: PersonId,
    /// How it looks.
    pub embedding: &'a Embedding,
    /// How far that can be trusted.
    pub quality: Quality,
}

/// A face for which someone is sought.
#[derive(Debug, Clone, Copy)]
pub struct Probe<'a> {
    /// Which face.
    pub face: FaceId,
    /// The photo it is in.
    pub photo: PhotoId,
    /// How it looks.
    pub embedding: &'a Embedding,
    /// How far that can be trusted.
    pub quality: Quality,
}

/// What the person said that binds suggestions.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Pairs that are known not to be.
    pub rejected: HashSet<(FaceId, PersonId)>,
    /// Who is confirmed in which photo.
    pub present: HashSet<(PhotoId, PersonId)>,
}

/// A person proposed for a face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Suggestion {
    /// Which face.
    pub face: FaceId,
    /// Who.
    pub person: PersonId,
    /// How alike the face is to the person's confirmed faces, seen as one.
    pub similarity: Similarity,
    /// How likely it is that person.
    pub probability: Probability,
    /// Who else it may be, and how likely.
    pub runner_up: Option<(PersonId, Probability)>,
    /// The confirmed face that speaks most for it.
    pub evidence: FaceId,
}

/// Logarithms of likelihood ratios from here on are looked at one by one; smaller ones only count in sum.
const WORTH_A_LOOK: f32 = 1.0;
/// Odds below do not change what is said of a photo.
const NEGLIGIBLE: f64 = 1e-4;
/// A runner-up who is less likely is not worth a word.
const RUNNER_UP: f64 = 0.01;
/// Rounds in which the share of strangers settles.
const ROUNDS: usize = 8;
/// Probes that are compared in one go.
const CHUNK: usize = 512;

/// Someone a probe resembles.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    person: usize,
    similarity: f32,
    /// The likelihood ratio.
    ratio: f64,
}

/// Everybody a probe may be.
#[derive(Debug, Clone, Default)]
struct Candidates {
    each: Vec<Candidate>,
    /// The likelihood ratios of all others together.
    others: f64,
}

/// The confirmed faces of everybody.
struct Gallery<'a> {
    references: &'a [Reference<'a>],
    people: Vec<PersonId>,
    rows: Rows,
    members: Vec<Vec<usize>>,
    templates: Vec<Template>,
}

/// Proposes someone for each probe that is at least `least` likely to be them, in the order of the probes.
///
/// A similarity with a template is a likelihood ratio ([`Likeness`]); the posterior weighs everybody's against each other and
/// against a stranger, whose share is estimated from all probes together. The faces of a photo are weighed together, since
/// nobody is in it twice. `least` must be above one half, so that nobody can be proposed twice.
pub fn suggest(
    references: &[Reference],
    probes: &[Probe],
    words: &Words,
    likeness: &Likeness,
    least: Probability,
) -> Vec<Suggestion> {
    let gallery = Gallery::new(references, likeness);
    if gallery.people.is_empty() {
        return Vec::new();
    }
    let candidates = gallery.candidates(probes, words, likeness);
    let prior = prior_odds(&candidates, gallery.people.len());
    let mut photos: BTreeMap<PhotoId, Vec<usize>> = BTreeMap::new();
    for (p, probe) in probes.iter().enumerate() {
        photos.entry(probe.photo).or_default().push(p);
    }
    let mut found: Vec<Option<Suggestion>> = vec![None; probes.len()];
    for faces in photos.into_values() {
        let pairs = pairs(&faces, &candidates, prior);
        let likely = probabilities(&pairs);
        for (k, &p) in faces.iter().enumerate() {
            let of_face = pairs
                .iter()
                .zip(&likely)
                .filter(|(pair, _)| pair.face == k)
                .map(|(pair, likely)| (pair.person, *likely));
            found[p] = gallery.proposal(&probes[p], &candidates[p], of_face.collect(), least, likeness);
        }
    }
    found.into_iter().flatten().collect()
}

impl<'a> Gallery<'a> {
    fn new(references: &'a [Reference<'a>], likeness: &Likeness) -> Self {
        let people: Vec<PersonId> = references.iter().map(|r| r.person).collect::<BTreeSet<_>>().into_iter().collect();
        let rows = Rows::new(references.iter().map(|r| r.embedding), &likeness.centre);
        let reliability: Vec<f32> = references.iter().map(|r| likeness.reliability(r.quality)).collect();
        let mut members = vec![Vec::new(); people.len()];
        for (k, reference) in references.iter().enumerate() {
            if let Ok(person) = people.binary_search(&reference.person) {
                members[person].push(k);
            }
        }
        let templates = members.iter().map(|members| Template::new(&rows, &reliability, members)).collect();
        Self { references, people, rows, members, templates }
    }

    /// Whom each probe resembles, but for those whom the person's words rule out.
    fn candidates(&self, probes: &[Probe], words: &Words, likeness: &Likeness) -> Vec<Candidates> {
        let looks = looks(&self.templates);
        let mut all = vec![Candidates::default(); probes.len()];
        for (start, chunk) in (0..).step_by(CHUNK).zip(probes.chunks(CHUNK)) {
            let rows = Rows::new(chunk.iter().map(|p| p.embedding), &likeness.centre);
            let reliability: Vec<f32> = chunk.iter().map(|p| likeness.reliability(p.quality)).collect();
            for_each_pair(&rows, &looks, |p, person, similarity| {
                if similarity <= 0.0 {
                    return;
                }
                let ratio = likeness.ratio(similarity, reliability[p] * self.templates[person].reliability);
                let found = &mut all[start + p];
                if ratio < WORTH_A_LOOK {
                    found.others += f64::from(ratio).exp();
                } else if !self.is_ruled_out(&chunk[p], person, words) {
                    found.each.push(Candidate { person, similarity, ratio: f64::from(ratio).exp() });
                }
            });
        }
        all
    }

    fn is_ruled_out(&self, probe: &Probe, person: usize, words: &Words) -> bool {
        let person = self.people[person];
        words.rejected.contains(&(probe.face, person)) || words.present.contains(&(probe.photo, person))
    }

    /// The likeliest person, if likely enough.
    fn proposal(
        &self,
        probe: &Probe,
        candidates: &Candidates,
        mut likely: Vec<(usize, f64)>,
        least: Probability,
        likeness: &Likeness,
    ) -> Option<Suggestion> {
        likely.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let &(person, probability) = likely.first().filter(|(_, p)| *p >= f64::from(least.0))?;
        let candidate = candidates.each.iter().find(|candidate| candidate.person == person)?;
        let runner_up = likely.get(1).filter(|(_, p)| *p >= RUNNER_UP);
        Some(Suggestion {
            face: probe.face,
            person: self.people[person],
            similarity: Similarity(candidate.similarity),
            probability: in_thousandths(probability),
            runner_up: runner_up.map(|(other, p)| (self.people[*other], in_thousandths(*p))),
            evidence: self.evidence(probe, person, likeness),
        })
    }

    /// Of a person's confirmed faces the one that is most like a probe.
    fn evidence(&self, probe: &Probe, person: usize, likeness: &Likeness) -> FaceId {
        let row = Rows::new([probe.embedding].into_iter(), &likeness.centre);
        let similarity = |member: &usize| self.rows.row(*member).dot(&row.row(0));
        let nearest = self.members[person].iter().max_by(|a, b| similarity(a).total_cmp(&similarity(b)).then(b.cmp(a)));
        self.references[nearest.copied().unwrap_or_default()].face
    }
}

/// What is reached of a probability in thousandths: every word changes all of them a little, and nobody wants to know.
fn in_thousandths(probability: f64) -> Probability {
    Probability(((probability * 1000.0).floor() / 1000.0) as f32)
}

/// How many times as likely a face is one certain person as a stranger, before it is looked at. All people count alike, so that
/// those with few pictures are not drowned; the share of strangers is the one that explains all probes best.
fn prior_odds(all: &[Candidates], people: usize) -> f64 {
    let of = |strangers: f64| (1.0 - strangers) / strangers / people as f64;
    let mut strangers = 0.5;
    for _ in 0..ROUNDS {
        let prior = of(strangers);
        let is_stranger = |found: &Candidates| {
            1.0 / (1.0 + prior * (found.others + found.each.iter().map(|candidate| candidate.ratio).sum::<f64>()))
        };
        let sum: f64 = all.iter().map(is_stranger).sum();
        strangers = ((sum + 1.0) / (all.len() as f64 + 2.0)).clamp(0.02, 0.98);
    }
    of(strangers)
}

/// What may be in one photo.
fn pairs(faces: &[usize], candidates: &[Candidates], prior: f64) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (face, &p) in faces.iter().enumerate() {
        let Candidates { each, others } = &candidates[p];
        let nobody = 1.0 + prior * others;
        let of_face = each.iter().map(|c| Pair { face, person: c.person, odds: prior * c.ratio / nobody });
        pairs.extend(of_face.filter(|pair| pair.odds >= NEGLIGIBLE));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::likeness::tests::likeness;

    const LEAST: Probability = Probability(0.6);
    const SHARP: Quality = Quality(0.99);

    fn look(axis: usize, other: f32) -> Embedding {
        let mut v = vec![0.0; 4];
        v[axis] = 1.0;
        v[3] = other;
        Embedding::new(v).unwrap()
    }

    fn reference(face: i64, person: i64, embedding: &Embedding) -> Reference<'_> {
        Reference { face: FaceId(face), person: PersonId(person), embedding, quality: SHARP }
    }

    fn probe(face: i64, photo: i64, embedding: &Embedding) -> Probe<'_> {
        Probe { face: FaceId(face), photo: PhotoId(photo), embedding, quality: SHARP }
    }

    fn people(suggestions: &[Suggestion]) -> Vec<(i64, i64)> {
        suggestions.iter().map(|s| (s.face.0, s.person.0)).collect()
    }

    #[test]
    fn strangers_stay_unknown_and_the_nearest_confirmed_face_is_the_evidence() {
        let (a, a2, b) = (look(0, 0.0), look(0, 0.6), look(1, 0.0));
        let references = [reference(1, 1, &a), reference(2, 1, &a2), reference(3, 2, &b)];
        let (near_a, stranger) = (look(0, 0.5), look(2, 0.0));
        let probes = [probe(10, 10, &near_a), probe(11, 11, &stranger), probe(12, 12, &b)];
        let found = suggest(&references, &probes, &Words::default(), &likeness(), LEAST);
        assert_eq!(people(&found), [(10, 1), (12, 2)]);
        assert_eq!(found[0].evidence, FaceId(2));
        assert!(found[0].probability.0 > 0.99 && found[0].runner_up.is_none(), "{:?}", found[0]);
    }

    #[test]
    fn the_person_s_words_bind() {
        let a = look(0, 0.0);
        let references = [reference(1, 1, &a)];
        let probes = [probe(11, 1, &a), probe(12, 2, &a), probe(13, 3, &a)];
        let words = Words { rejected: [(FaceId(12), PersonId(1))].into(), present: [(PhotoId(3), PersonId(1))].into() };
        assert_eq!(people(&suggest(&references, &probes, &words, &likeness(), LEAST)), [(11, 1)]);
    }

    #[test]
    fn in_a_photo_only_the_more_alike_face_is_proposed() {
        let (a, near) = (look(0, 0.0), look(0, 1.7));
        let references = [reference(1, 1, &a)];
        let probes = [probe(10, 1, &near), probe(11, 1, &a)];
        let alone = suggest(&references, &probes[..1], &Words::default(), &likeness(), LEAST);
        assert_eq!(people(&alone), [(10, 1)]);
        assert_eq!(people(&suggest(&references, &probes, &Words::default(), &likeness(), LEAST)), [(11, 1)]);
    }

    #[test]
    fn whoever_resembles_two_people_alike_is_left_open() {
        let (a, b, both) = (look(0, 0.0), look(1, 0.0), Embedding::new(vec![1.0, 1.0, 0.0, 0.0]).unwrap());
        let references = [reference(1, 1, &a), reference(2, 2, &b)];
        assert_eq!(suggest(&references, &[probe(10, 1, &both)], &Words::default(), &likeness(), LEAST), []);
        let nearer = Embedding::new(vec![1.0, 0.95, 0.0, 0.0]).unwrap();
        let found = suggest(&references, &[probe(10, 1, &nearer)], &Words::default(), &likeness(), LEAST);
        assert_eq!(found[0].runner_up.map(|(person, _)| person), Some(PersonId(2)));
    }

    #[test]
    fn more_people_and_worse_pictures_ask_for_more_likeness() {
        let (a, near, other) = (look(0, 0.0), look(0, 2.2), look(1, 0.0));
        let many: Vec<_> = (1..300).map(|k| reference(k, k, &other)).chain([reference(0, 0, &a)]).collect();
        let likely = |references: &[Reference], probe: Probe| {
            let found = suggest(references, &[probe], &Words::default(), &likeness(), Probability(0.5));
            found.first().map_or(0.0, |s| s.probability.0)
        };
        let sharp = probe(10, 1, &near);
        let one = likely(&many[299..], sharp);
        assert!(one > 0.6 && likely(&many, sharp) < one);
        assert_eq!(suggest(&[], &[sharp], &Words::default(), &likeness(), LEAST), []);
    }
}
