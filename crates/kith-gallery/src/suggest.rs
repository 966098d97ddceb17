//! Who may it be: probes against the confirmed faces of everybody.

use std::collections::{BTreeMap, HashSet};

use kith_domain::{Embedding, FaceId, PersonId, PhotoId, Similarity};

use crate::Calibration;
use crate::product::{Rows, for_each_pair};

/// A confirmed face: part of the template of its person.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'a> {
    /// Which face.
    pub face: FaceId,
    /// Who it is.
    pub person: PersonId,
    /// How it looks.
    pub embedding: &'a Embedding,
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
    /// How alike the face is to the person's confirmed faces.
    pub similarity: Similarity,
    /// The confirmed face that it is most like.
    pub evidence: FaceId,
}

/// How alike a probe is to one person.
#[derive(Clone, Copy)]
struct Likeness {
    nearest: f32,
    evidence: usize,
    sum: f32,
    count: u32,
}

/// Proposes someone for each probe that is alike enough, in the order of the probes.
///
/// A probe is as like a person as the mean of its similarity with the nearest reference and of the mean similarity
/// with all of them: one odd reference must not attract strangers. In a photo, the most alike face gets the person
/// first, and nobody is proposed twice or beside a face where they are confirmed.
pub fn suggest(
    references: &[Reference],
    probes: &[Probe],
    words: &Words,
    calibration: &Calibration,
) -> Vec<Suggestion> {
    let people: BTreeMap<PersonId, usize> =
        references.iter().map(|r| r.person).collect::<std::collections::BTreeSet<_>>().into_iter().zip(0..).collect();
    let owner: Vec<usize> = references.iter().map(|r| people[&r.person]).collect();
    let ids: Vec<PersonId> = people.keys().copied().collect();
    let threshold = calibration.suggest_among(ids.len());
    let rows = Rows::new(references.iter().map(|r| r.embedding));
    let mut candidates = Vec::new();
    for (start, chunk) in (0..).step_by(CHUNK).zip(probes.chunks(CHUNK)) {
        for (p, likenesses) in likenesses(&rows, chunk, &owner, ids.len()).into_iter().enumerate() {
            let probe = &chunk[p];
            for (k, likeness) in likenesses.into_iter().enumerate() {
                let similarity = likeness.similarity();
                let barred =
                    words.rejected.contains(&(probe.face, ids[k])) || words.present.contains(&(probe.photo, ids[k]));
                if similarity >= threshold && !barred {
                    candidates.push((similarity, start + p, ids[k], references[likeness.evidence].face));
                }
            }
        }
    }
    assign(probes, candidates)
}

/// Probes that are compared in one go.
const CHUNK: usize = 512;

fn likenesses(references: &Rows, probes: &[Probe], owner: &[usize], people: usize) -> Vec<Vec<Likeness>> {
    let empty = Likeness { nearest: f32::NEG_INFINITY, evidence: 0, sum: 0.0, count: 0 };
    let mut table = vec![vec![empty; people]; probes.len()];
    let left = Rows::new(probes.iter().map(|p| p.embedding));
    for_each_pair(&left, references, |p, r, similarity| {
        let likeness = &mut table[p][owner[r]];
        likeness.sum += similarity;
        likeness.count += 1;
        if similarity > likeness.nearest {
            likeness.nearest = similarity;
            likeness.evidence = r;
        }
    });
    table
}

impl Likeness {
    fn similarity(self) -> f32 {
        if self.count == 0 { f32::NEG_INFINITY } else { f32::midpoint(self.nearest, self.sum / self.count as f32) }
    }
}

/// Gives each face the person it is most like, best pairs first, nobody twice in a photo.
fn assign(probes: &[Probe], mut candidates: Vec<(f32, usize, PersonId, FaceId)>) -> Vec<Suggestion> {
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut found: Vec<Option<Suggestion>> = vec![None; probes.len()];
    let mut taken: HashSet<(PhotoId, PersonId)> = HashSet::new();
    for (similarity, p, person, evidence) in candidates {
        let probe = &probes[p];
        if found[p].is_none() && taken.insert((probe.photo, person)) {
            found[p] = Some(Suggestion { face: probe.face, person, similarity: Similarity(similarity), evidence });
        }
    }
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALIBRATION: Calibration =
        Calibration { suggest: 0.5, suggest_per_tenfold: 0.0, group: 0.5, group_per_tenfold: 0.0 };

    fn look(axis: usize, other: f32) -> Embedding {
        let mut v = vec![0.0; 4];
        v[axis] = 1.0;
        v[3] = other;
        Embedding::new(v).unwrap()
    }

    fn people(suggestions: &[Suggestion]) -> Vec<(i64, i64)> {
        suggestions.iter().map(|s| (s.face.0, s.person.0)).collect()
    }

    #[test]
    fn strangers_stay_unknown_and_the_nearest_confirmed_face_is_the_evidence() {
        let (a, a2, b) = (look(0, 0.0), look(0, 0.6), look(1, 0.0));
        let references = [(1, 1, &a), (2, 1, &a2), (3, 2, &b)].map(|(f, p, e)| Reference {
            face: FaceId(f),
            person: PersonId(p),
            embedding: e,
        });
        let (near_a, stranger) = (look(0, 0.5), look(2, 0.0));
        let probes = [(10, &near_a), (11, &stranger), (12, &b)].map(|(f, e)| Probe {
            face: FaceId(f),
            photo: PhotoId(f),
            embedding: e,
        });
        let found = suggest(&references, &probes, &Words::default(), &CALIBRATION);
        assert_eq!(people(&found), [(10, 1), (12, 2)]);
        assert_eq!(found[0].evidence, FaceId(2));
    }

    #[test]
    fn the_person_s_words_bind() {
        let (a, near) = (look(0, 0.0), look(0, 0.3));
        let references = [Reference { face: FaceId(1), person: PersonId(1), embedding: &a }];
        let probe = |f, photo, e| Probe { face: FaceId(f), photo: PhotoId(photo), embedding: e };
        let probes = [probe(10, 1, &near), probe(11, 1, &a), probe(12, 2, &a), probe(13, 3, &a)];
        let words = Words { rejected: [(FaceId(12), PersonId(1))].into(), present: [(PhotoId(3), PersonId(1))].into() };
        let found = suggest(&references, &probes, &words, &CALIBRATION);
        assert_eq!(people(&found), [(11, 1)], "only the better one of photo 1");
    }

    #[test]
    fn more_people_ask_for_more_likeness() {
        let calibration = Calibration { suggest_per_tenfold: 0.3, ..CALIBRATION };
        let (a, near) = (look(0, 0.0), look(0, 0.9));
        let one = [Reference { face: FaceId(1), person: PersonId(0), embedding: &a }];
        let probes = [Probe { face: FaceId(10), photo: PhotoId(1), embedding: &near }];
        assert_eq!(suggest(&one, &probes, &Words::default(), &calibration).len(), 1);
        let other = look(1, 0.0);
        let many: Vec<_> =
            (1..10).map(|k| Reference { face: FaceId(k), person: PersonId(k), embedding: &other }).chain(one).collect();
        assert_eq!(suggest(&many, &probes, &Words::default(), &calibration).len(), 0);
        assert_eq!(suggest(&[], &probes, &Words::default(), &calibration).len(), 0);
    }
}
