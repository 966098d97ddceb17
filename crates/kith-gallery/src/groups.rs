//! Groups of faces that nobody knows.

use std::collections::{BTreeMap, HashMap, HashSet};

use kith_domain::{Embedding, FaceId, GroupId, PhotoId};

use crate::Calibration;
use crate::product::{Rows, for_each_two};

/// Neighbours that are kept of each face: enough for a group to hold together, few enough for any library.
const NEIGHBOURS: usize = 20;
/// Rounds after which labels have settled in practice; a bound, since two labels may swap for ever.
const ROUNDS: usize = 30;

/// A face that nobody named and for which nobody is proposed.
#[derive(Debug, Clone, Copy)]
pub struct Unknown<'a> {
    /// Which face.
    pub face: FaceId,
    /// The photo it is in.
    pub photo: PhotoId,
    /// How it looks.
    pub embedding: &'a Embedding,
}

/// Puts faces that look alike into groups of two or more; a face that is like no other is in none.
///
/// Chinese whispers: each face takes, again and again, the label that weighs most among its nearest neighbours, in an
/// order that is mixed the same way each time. Faces of one photo are never neighbours, and where a group still has
/// two of one photo, the one that fits it better stays. Groups come largest first.
pub fn group(faces: &[Unknown], calibration: &Calibration) -> Vec<Vec<FaceId>> {
    let edges = neighbours(faces, calibration.group_among(faces.len()));
    let labels = whisper(&edges);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (face, label) in labels.into_iter().enumerate() {
        members.entry(label).or_default().push(face);
    }
    let mut groups: Vec<Vec<usize>> =
        members.into_values().map(|m| one_of_each_photo(faces, &m)).filter(|m| m.len() > 1).collect();
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then(a[0].cmp(&b[0])));
    groups.into_iter().map(|group| group.into_iter().map(|i| faces[i].face).collect()).collect()
}

/// For each face its most alike neighbours of other photos, at or above the threshold.
fn neighbours(faces: &[Unknown], threshold: f32) -> Vec<Vec<(usize, f32)>> {
    let mut edges: Vec<Vec<(usize, f32)>> = vec![Vec::new(); faces.len()];
    for_each_two(&Rows::new(faces.iter().map(|f| f.embedding)), |i, j, similarity| {
        if similarity >= threshold && faces[i].photo != faces[j].photo {
            keep_nearest(&mut edges[i], j, similarity);
            keep_nearest(&mut edges[j], i, similarity);
        }
    });
    edges
}

fn keep_nearest(nearest: &mut Vec<(usize, f32)>, other: usize, similarity: f32) {
    if nearest.len() == NEIGHBOURS && nearest.last().is_some_and(|worst| worst.1 >= similarity) {
        return;
    }
    let place = nearest.partition_point(|(_, s)| *s >= similarity);
    nearest.insert(place, (other, similarity));
    nearest.truncate(NEIGHBOURS);
}

fn whisper(edges: &[Vec<(usize, f32)>]) -> Vec<usize> {
    let mut labels: Vec<usize> = (0..edges.len()).collect();
    let order = mixed(edges.len());
    for _ in 0..ROUNDS {
        let mut changed = false;
        for &face in &order {
            let loudest = loudest(&edges[face], &labels).unwrap_or(labels[face]);
            changed |= loudest != labels[face];
            labels[face] = loudest;
        }
        if !changed {
            break;
        }
    }
    labels
}

fn loudest(neighbours: &[(usize, f32)], labels: &[usize]) -> Option<usize> {
    let mut weights: BTreeMap<usize, f32> = BTreeMap::new();
    for (other, similarity) in neighbours {
        *weights.entry(labels[*other]).or_default() += similarity;
    }
    weights.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(label, _)| label)
}

/// The numbers below `n` in an order that looks random and is always the same (a multiplicative hash).
fn mixed(n: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&k| (k as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    order
}

/// Of two faces of one photo keeps the one that is more like the group as a whole.
fn one_of_each_photo(faces: &[Unknown], members: &[usize]) -> Vec<usize> {
    let photos: HashSet<PhotoId> = members.iter().map(|&i| faces[i].photo).collect();
    if photos.len() == members.len() {
        return members.to_vec();
    }
    let centre = centre(faces, members);
    let fit = |i: usize| faces[i].embedding.vector().iter().zip(&centre).map(|(a, b)| a * b).sum::<f32>();
    let mut best: HashMap<PhotoId, usize> = HashMap::new();
    for &i in members {
        let held = best.entry(faces[i].photo).or_insert(i);
        if fit(i) > fit(*held) {
            *held = i;
        }
    }
    members.iter().copied().filter(|i| best[&faces[*i].photo] == *i).collect()
}

fn centre(faces: &[Unknown], members: &[usize]) -> Vec<f32> {
    let mut centre = vec![0.0; faces[members[0]].embedding.vector().len()];
    for &i in members {
        centre.iter_mut().zip(faces[i].embedding.vector()).for_each(|(sum, v)| *sum += v);
    }
    centre
}

/// Gives new groups the numbers of the old ones that they share most faces with; `None` for those that are new.
/// Each old number is used once, by the group with the largest share.
pub fn keep_numbers(old: &HashMap<FaceId, GroupId>, new: &[Vec<FaceId>]) -> Vec<Option<GroupId>> {
    let mut shares: BTreeMap<(usize, GroupId), usize> = BTreeMap::new();
    for (k, group) in new.iter().enumerate() {
        for number in group.iter().filter_map(|face| old.get(face)) {
            *shares.entry((k, *number)).or_default() += 1;
        }
    }
    let mut shares: Vec<_> = shares.into_iter().collect();
    shares.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut numbers = vec![None; new.len()];
    let mut used = HashSet::new();
    for ((k, number), _) in shares {
        if numbers[k].is_none() && used.insert(number) {
            numbers[k] = Some(number);
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CALIBRATION: Calibration =
        Calibration { suggest: 0.5, suggest_per_tenfold: 0.0, group: 0.7, group_per_tenfold: 0.0 };

    fn look(axis: usize, other: f32) -> Embedding {
        let mut v = vec![0.0; 6];
        v[axis] = 1.0;
        v[5] = other;
        Embedding::new(v).unwrap()
    }

    fn unknowns(looks: &[Embedding], photo: impl Fn(i64) -> i64) -> Vec<Unknown<'_>> {
        (0..)
            .zip(looks)
            .map(|(k, embedding)| Unknown { face: FaceId(k), photo: PhotoId(photo(k)), embedding })
            .collect()
    }

    #[test]
    fn faces_that_look_alike_are_together_and_others_alone() {
        let looks: Vec<_> =
            [0, 1, 0, 2, 1, 0].iter().zip(0u8..).map(|(axis, k)| look(*axis, f32::from(k) * 0.05)).collect();
        let groups = group(&unknowns(&looks, |k| k), &CALIBRATION);
        assert_eq!(groups, [vec![FaceId(0), FaceId(2), FaceId(5)], vec![FaceId(1), FaceId(4)]]);
    }

    #[test]
    fn nobody_is_in_a_group_twice_with_one_photo() {
        let looks: Vec<_> = (0..6u8).map(|k| look(0, f32::from(k) * 0.05)).collect();
        let faces = unknowns(&looks, |k| k / 2);
        let groups = group(&faces, &CALIBRATION);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].len(), 3);
    }

    #[test]
    fn groups_keep_their_numbers_when_faces_come_and_go() {
        let old: HashMap<_, _> = [(1, 7), (2, 7), (3, 7), (4, 8), (5, 8)].map(|(f, g)| (FaceId(f), GroupId(g))).into();
        let ids = |faces: &[i64]| faces.iter().map(|f| FaceId(*f)).collect::<Vec<_>>();
        let new = [ids(&[9, 10]), ids(&[1, 2]), ids(&[3, 4, 5, 6])];
        assert_eq!(keep_numbers(&old, &new), [None, Some(GroupId(7)), Some(GroupId(8))]);
    }

    proptest! {
        #[test]
        fn groups_are_disjoint_and_hold_one_face_of_a_photo(
            faces in prop::collection::vec((0usize..4, 0.0f32..0.8, 0i64..10), 0..40)
        ) {
            let looks: Vec<_> = faces.iter().map(|(axis, other, _)| look(*axis, *other)).collect();
            let unknown = unknowns(&looks, |k| faces[k as usize].2);
            let groups = group(&unknown, &CALIBRATION);
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
