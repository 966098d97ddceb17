//! Who groups of unknown faces may be as a whole.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use kith_domain::decision::FacePair;
use kith_domain::{FaceId, GroupId, PersonId, PhotoId, Probability};

use crate::product::{Rows, for_each_pair, for_each_two};
use crate::template::{Template, looks};
use crate::{Likeness, Probe, Reference, Words};

/// A "yes" that is less likely is not worth a question: to name the group is the better one.
const WORTH_ASKING: f64 = 0.2;

/// Faces of nobody that look alike.
#[derive(Debug, Clone)]
pub struct UnknownGroup<'a> {
    /// Which group.
    pub group: GroupId,
    /// Its faces; at least one.
    pub faces: Vec<Probe<'a>>,
}

/// Whom a group may be one with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum With {
    /// Someone with a name.
    Person {
        /// Who.
        person: PersonId,
        /// Their confirmed face that is most like the group.
        evidence: FaceId,
    },
    /// Another group of nobody.
    Group(GroupId),
}

/// That a group may be somebody, or one with another group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proposal {
    /// Which group.
    pub group: GroupId,
    /// With whom.
    pub with: With,
    /// How likely it is.
    pub probability: Probability,
}

/// The groups, each seen as one.
struct Seen<'a> {
    groups: &'a [UnknownGroup<'a>],
    templates: Vec<Template>,
    photos: Vec<BTreeSet<PhotoId>>,
}

/// Proposes for each group at most the likeliest person and the likeliest other group, in the order of the groups.
///
/// `apart` are pairs of faces that are two people, or of which nobody can tell: their groups are not proposed to be one. `known` is
/// how likely a face is somebody with a name before it is looked at, below 1.
pub fn propose(
    groups: &[UnknownGroup],
    references: &[Reference],
    words: &Words,
    apart: &HashSet<FacePair>,
    known: Probability,
    likeness: &Likeness,
) -> Vec<Proposal> {
    let seen = Seen::new(groups, likeness);
    let mut found = seen.people(references, words, known, likeness);
    found.extend(seen.pairs(apart, likeness));
    found.sort_by_key(|proposal| (proposal.group, proposal.with));
    found
}

impl<'a> Seen<'a> {
    fn new(groups: &'a [UnknownGroup<'a>], likeness: &Likeness) -> Self {
        let faces: Vec<&Probe> = groups.iter().flat_map(|group| &group.faces).collect();
        let rows = Rows::new(faces.iter().map(|face| face.embedding), &likeness.centre);
        let reliability: Vec<f32> = faces.iter().map(|face| likeness.reliability(face.quality)).collect();
        let mut start = 0;
        let templates = groups.iter().map(|group| {
            let members: Vec<usize> = (start..start + group.faces.len()).collect();
            start += group.faces.len();
            Template::new(&rows, &reliability, &members)
        });
        let templates = templates.collect();
        let photos = groups.iter().map(|group| group.faces.iter().map(|face| face.photo).collect()).collect();
        Self { groups, templates, photos }
    }

    /// The likeliest person of each group.
    fn people(
        &self,
        references: &[Reference],
        words: &Words,
        known: Probability,
        likeness: &Likeness,
    ) -> Vec<Proposal> {
        let mut members: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
        for (k, reference) in references.iter().enumerate() {
            members.entry(reference.person).or_default().push(k);
        }
        let rows = Rows::new(references.iter().map(|r| r.embedding), &likeness.centre);
        let reliability: Vec<f32> = references.iter().map(|r| likeness.reliability(r.quality)).collect();
        let templates: Vec<Template> =
            members.values().map(|members| Template::new(&rows, &reliability, members)).collect();
        let people: Vec<(&PersonId, &Vec<usize>)> = members.iter().collect();
        let known = f64::from(known.0);
        let prior = known / (1.0 - known) / people.len().max(1) as f64;
        let mut best: Vec<Option<(usize, f64)>> = vec![None; self.groups.len()];
        let mut sums = vec![1.0; self.groups.len()];
        for_each_pair(&looks(&self.templates), &looks(&templates), |group, person, similarity| {
            let expected = self.templates[group].reliability * templates[person].reliability;
            let odds = prior * f64::from(likeness.ratio_of_groups(similarity, expected)).exp();
            sums[group] += odds;
            let is_better = best[group].is_none_or(|(_, before)| odds > before);
            if is_better && !self.is_ruled_out(group, *people[person].0, words) {
                best[group] = Some((person, odds));
            }
        });
        let nearest = |group: usize, person: usize| {
            let alike = |member: &&usize| rows.row(**member).dot(&self.templates[group].look);
            let nearest = people[person].1.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)).then(b.cmp(a)));
            references[nearest.copied().unwrap_or_default()].face
        };
        let likely = best.into_iter().zip(sums).enumerate().filter_map(|(k, (best, sum))| {
            let (person, odds) = best.filter(|(_, odds)| odds / sum >= WORTH_ASKING)?;
            let with = With::Person { person: *people[person].0, evidence: nearest(k, person) };
            Some(Proposal { group: self.groups[k].group, with, probability: Probability((odds / sum) as f32) })
        });
        likely.collect()
    }

    /// A person who is known not to be one of the faces, or is elsewhere in one of the photos, is not the group.
    fn is_ruled_out(&self, group: usize, person: PersonId, words: &Words) -> bool {
        self.groups[group]
            .faces
            .iter()
            .any(|face| words.rejected.contains(&(face.face, person)) || words.present.contains(&(face.photo, person)))
    }

    /// For each group the likeliest other one; a pair comes once.
    fn pairs(&self, apart: &HashSet<FacePair>, likeness: &Likeness) -> Vec<Proposal> {
        let apart = self.apart(apart);
        let prior = -(self.groups.len().max(1) as f32).ln();
        let least = (WORTH_ASKING / (1.0 - WORTH_ASKING)).ln() as f32 - prior;
        let possible = likeness.least_similarity(least);
        let mut best: Vec<Option<(f32, usize)>> = vec![None; self.groups.len()];
        for_each_two(&looks(&self.templates), |a, b, similarity| {
            if similarity < possible || apart.contains(&(a, b)) || !self.photos[a].is_disjoint(&self.photos[b]) {
                return;
            }
            let expected = self.templates[a].reliability * self.templates[b].reliability;
            let evidence = likeness.ratio_of_groups(similarity, expected);
            for (one, other) in [(a, b), (b, a)] {
                if evidence >= least && best[one].is_none_or(|(before, _)| evidence > before) {
                    best[one] = Some((evidence, other));
                }
            }
        });
        let of = |(one, best): (usize, Option<(f32, usize)>)| {
            best.map(|(evidence, other)| ((one.min(other), one.max(other)), evidence))
        };
        let pairs: BTreeMap<(usize, usize), f32> = best.into_iter().enumerate().filter_map(of).collect();
        let proposal = |((a, b), evidence): ((usize, usize), f32)| Proposal {
            group: self.groups[a].group,
            with: With::Group(self.groups[b].group),
            probability: Probability(1.0 / (1.0 + (-evidence - prior).exp())),
        };
        pairs.into_iter().map(proposal).collect()
    }

    /// Pairs of groups, the first one before the second, that hold faces which are apart.
    fn apart(&self, faces: &HashSet<FacePair>) -> HashSet<(usize, usize)> {
        let of_group = |(k, group): (usize, &UnknownGroup<'_>)| -> Vec<(FaceId, usize)> {
            group.faces.iter().map(|face| (face.face, k)).collect()
        };
        let place: HashMap<FaceId, usize> = self.groups.iter().enumerate().flat_map(of_group).collect();
        let groups = faces.iter().filter_map(|pair| {
            let [a, b] = pair.faces().map(|face| place.get(&face).copied());
            let (a, b) = a.zip(b)?;
            Some((a.min(b), a.max(b)))
        });
        groups.collect()
    }
}

#[cfg(test)]
mod tests {
    use kith_domain::{Embedding, Quality};

    use super::*;
    use crate::likeness::tests::likeness;

    const KNOWN: Probability = Probability(0.5);
    const SHARP: Quality = Quality(0.98);

    /// Looks near an axis, a little apart from each other.
    fn looks_near(axis: usize, lean: f32, n: usize) -> Vec<Embedding> {
        let look = |k: usize| {
            let mut v = vec![0.0; 24];
            v[axis] = 1.0;
            v[6] = lean;
            v[8 + k] = 0.6;
            Embedding::new(v).unwrap()
        };
        (0..n).map(look).collect()
    }

    fn group(number: i64, looks: &[Embedding]) -> UnknownGroup<'_> {
        let id = |k: i64| 100 * number + k;
        let faces = (0..).zip(looks).map(|(k, embedding)| Probe {
            face: FaceId(id(k)),
            photo: PhotoId(id(k)),
            embedding,
            quality: SHARP,
        });
        UnknownGroup { group: GroupId(number), faces: faces.collect() }
    }

    fn ask(groups: &[UnknownGroup], references: &[Reference], words: &Words, apart: &[(i64, i64)]) -> Vec<Proposal> {
        let apart = apart.iter().filter_map(|(a, b)| FacePair::new(FaceId(*a), FaceId(*b))).collect();
        propose(groups, references, words, &apart, KNOWN, &likeness())
    }

    #[test]
    fn a_group_is_proposed_as_the_person_that_it_is_like_as_a_whole() {
        let (group_looks, anna, ben) = (looks_near(0, 0.7, 5), looks_near(0, 0.0, 3), looks_near(1, 0.0, 3));
        let groups = [group(1, &group_looks)];
        let reference = |face, person, embedding| Reference { face: FaceId(face), person, embedding, quality: SHARP };
        let references: Vec<Reference> = (0..)
            .zip(&anna)
            .map(|(k, e)| reference(k, PersonId(1), e))
            .chain((10..).zip(&ben).map(|(k, e)| reference(k, PersonId(2), e)))
            .collect();
        let found = ask(&groups, &references, &Words::default(), &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(matches!(found[0].with, With::Person { person: PersonId(1), evidence: FaceId(0..=2) }), "{found:?}");
        let rejected = Words { rejected: [(FaceId(103), PersonId(1))].into(), ..Words::default() };
        assert_eq!(ask(&groups, &references, &rejected, &[]), []);
        let present = Words { present: [(PhotoId(104), PersonId(1))].into(), ..Words::default() };
        assert_eq!(ask(&groups, &references, &present, &[]), []);
    }

    #[test]
    fn two_groups_that_are_alike_are_proposed_once_unless_something_speaks_against_it() {
        let (a, b, c) = (looks_near(0, 0.0, 4), looks_near(0, 0.6, 3), looks_near(2, 0.0, 3));
        let mut groups = [group(1, &a), group(2, &b), group(3, &c)];
        let found = ask(&groups, &[], &Words::default(), &[]);
        assert_eq!(
            found.iter().map(|p| (p.group, p.with)).collect::<Vec<_>>(),
            [(GroupId(1), With::Group(GroupId(2)))]
        );
        assert!(found[0].probability.0 > 0.5);
        assert_eq!(ask(&groups, &[], &Words::default(), &[(201, 103)]), []);
        groups[1].faces[0].photo = PhotoId(102);
        assert_eq!(ask(&groups, &[], &Words::default(), &[]), []);
    }
}
