//! Groups of faces that nobody knows.

mod join;
mod numbers;
mod said;
mod whisper;

use std::collections::{BTreeMap, HashMap, HashSet};

use kith_domain::{FaceId, PhotoId};

use crate::product::{Rows, for_each_two};
use crate::template::Template;
use crate::{Likeness, Probe};

pub use numbers::keep_numbers;
pub use said::as_said;

/// From which evidence on faces belong together: a natural logarithm of a likelihood ratio, to which that of the number of
/// faces is added. The more faces there are, the fewer of all pairs are of one person, so each pair must say more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grouping {
    /// For a link between two faces.
    pub link: f32,
    /// For joining two groups by all that is known of them, which is why less will do.
    pub join: f32,
}

/// Neighbours that are kept of each face: enough for a group to hold together, few enough for any library.
const NEIGHBOURS: usize = 20;

/// The faces to be grouped.
struct Faces<'a> {
    probes: &'a [Probe<'a>],
    rows: Rows,
    reliability: Vec<f32>,
    likeness: &'a Likeness,
}

/// Puts faces that look alike into groups of two or more; a face that is like no other is in none.
///
/// First each face takes, again and again, the name that is loudest among its neighbours; then groups that are
/// alike as wholes are joined. Faces of one photo are never neighbours, and where a group still has two of one
/// photo, the one that fits it better stays. Groups come largest first.
pub fn group(probes: &[Probe], likeness: &Likeness, grouping: &Grouping) -> Vec<Vec<FaceId>> {
    let rows = Rows::new(probes.iter().map(|p| p.embedding), &likeness.centre);
    let reliability = probes.iter().map(|p| likeness.reliability(p.quality)).collect();
    let faces = Faces { probes, rows, reliability, likeness };
    let number = (probes.len().max(1) as f32).ln();
    let labels = whisper::whisper(&faces.neighbours(grouping.link + number));
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (face, label) in labels.into_iter().enumerate() {
        members.entry(label).or_default().push(face);
    }
    let mut apart = Vec::new();
    for group in members.into_values() {
        let (fitting, others) = faces.one_of_each_photo(group);
        apart.push(fitting);
        apart.extend(others.into_iter().map(|face| vec![face]));
    }
    let mut groups = join::join(&faces, apart, grouping.join + number);
    groups.retain(|members| members.len() > 1);
    for members in &mut groups {
        members.sort_unstable();
    }
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then(a[0].cmp(&b[0])));
    groups.into_iter().map(|group| group.into_iter().map(|i| probes[i].face).collect()).collect()
}

impl Faces<'_> {
    fn photo(&self, face: usize) -> PhotoId {
        self.probes[face].photo
    }

    fn template(&self, members: &[usize]) -> Template {
        Template::new(&self.rows, &self.reliability, members)
    }

    /// For each face the neighbours of other photos that most likely are the same person, with the evidence for it.
    fn neighbours(&self, least: f32) -> Vec<Vec<(usize, f32)>> {
        let mut edges: Vec<Vec<(usize, f32)>> = vec![Vec::new(); self.probes.len()];
        let possible = self.likeness.least_similarity(least);
        for_each_two(&self.rows, |i, j, similarity| {
            if similarity < possible || self.photo(i) == self.photo(j) {
                return;
            }
            let evidence = self.likeness.ratio(similarity, self.reliability[i] * self.reliability[j]);
            if evidence >= least {
                keep_nearest(&mut edges[i], j, evidence);
                keep_nearest(&mut edges[j], i, evidence);
            }
        });
        edges
    }

    /// Of faces of one photo keeps the one that is most like the group as a whole; the others come second.
    fn one_of_each_photo(&self, members: Vec<usize>) -> (Vec<usize>, Vec<usize>) {
        let photos: HashSet<PhotoId> = members.iter().map(|&i| self.photo(i)).collect();
        if photos.len() == members.len() {
            return (members, Vec::new());
        }
        let template = self.template(&members);
        let fit = |i: usize| self.rows.row(i).dot(&template.look);
        let mut best: HashMap<PhotoId, usize> = HashMap::new();
        for &i in &members {
            let held = best.entry(self.photo(i)).or_insert(i);
            if fit(i) > fit(*held) {
                *held = i;
            }
        }
        members.into_iter().partition(|i| best[&self.photo(*i)] == *i)
    }
}

fn keep_nearest(nearest: &mut Vec<(usize, f32)>, other: usize, evidence: f32) {
    if nearest.len() == NEIGHBOURS && nearest.last().is_some_and(|worst| worst.1 >= evidence) {
        return;
    }
    let place = nearest.partition_point(|(_, e)| *e >= evidence);
    nearest.insert(place, (other, evidence));
    nearest.truncate(NEIGHBOURS);
}

#[cfg(test)]
mod tests {
    use kith_domain::{Embedding, Quality};
    use proptest::prelude::*;

    use super::*;
    use crate::likeness::tests::likeness;

    const GROUPING: Grouping = Grouping { link: 0.5, join: -1.5 };

    fn look(axis: usize, other: f32) -> Embedding {
        let mut v = vec![0.0; 6];
        v[axis] = 1.0;
        v[5] = other;
        Embedding::new(v).unwrap()
    }

    fn unknowns(looks: &[Embedding], photo: impl Fn(i64) -> i64) -> Vec<Probe<'_>> {
        (0..)
            .zip(looks)
            .map(|(k, embedding)| Probe {
                face: FaceId(k),
                photo: PhotoId(photo(k)),
                embedding,
                quality: Quality(0.98),
            })
            .collect()
    }

    #[test]
    fn faces_that_look_alike_are_together_and_others_alone() {
        let looks: Vec<_> =
            [0, 1, 0, 2, 1, 0].iter().zip(0u8..).map(|(axis, k)| look(*axis, f32::from(k) * 0.05)).collect();
        let groups = group(&unknowns(&looks, |k| k), &likeness(), &GROUPING);
        assert_eq!(groups, [vec![FaceId(0), FaceId(2), FaceId(5)], vec![FaceId(1), FaceId(4)]]);
        assert_eq!(group(&[], &likeness(), &GROUPING), Vec::<Vec<FaceId>>::new());
    }

    #[test]
    fn nobody_is_in_a_group_twice_with_one_photo() {
        let looks: Vec<_> = (0..6u8).map(|k| look(0, f32::from(k) * 0.05)).collect();
        let faces = unknowns(&looks, |k| k / 2);
        let groups = group(&faces, &likeness(), &GROUPING);
        assert!(groups.iter().map(Vec::len).eq([3, 3]), "{groups:?}");
    }

    proptest! {
        #[test]
        fn groups_are_disjoint_and_hold_one_face_of_a_photo(
            faces in prop::collection::vec((0usize..4, 0.0f32..0.8, 0i64..10), 0..40)
        ) {
            let looks: Vec<_> = faces.iter().map(|(axis, other, _)| look(*axis, *other)).collect();
            let unknown = unknowns(&looks, |k| faces[k as usize].2);
            let groups = group(&unknown, &likeness(), &GROUPING);
            let mut seen = HashSet::new();
            for group in &groups {
                prop_assert!(group.len() > 1);
                let photos: HashSet<_> = group.iter().map(|f| faces[f.0 as usize].2).collect();
                prop_assert_eq!(photos.len(), group.len());
                prop_assert!(group.iter().all(|f| seen.insert(*f)));
            }
        }
    }
}
