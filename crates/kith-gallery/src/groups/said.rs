//! Groups as the person said that they are.

use std::collections::{BTreeMap, HashMap, HashSet};

use kith_domain::FaceId;
use kith_domain::decision::{FacePair, Link};

/// Makes groups hold what was said of pairs of faces: two that are two people are in no group together, and groups or faces
/// that are one person are one group. `alone` are the faces that are in no group. Where both were said of two groups, by way
/// of different faces, they stay two.
pub fn as_said(groups: Vec<Vec<FaceId>>, alone: &[FaceId], links: &[(FacePair, Link)]) -> Vec<Vec<FaceId>> {
    let pairs = |wanted: Link| links.iter().filter(move |(_, link)| *link == wanted).map(|(pair, _)| pair.faces());
    let mut different: HashMap<FaceId, HashSet<FaceId>> = HashMap::new();
    for [a, b] in pairs(Link::Different) {
        different.entry(a).or_default().insert(b);
        different.entry(b).or_default().insert(a);
    }
    let mut parts: Vec<Vec<FaceId>> = groups.into_iter().flat_map(|group| apart(group, &different)).collect();
    parts.extend(alone.iter().map(|face| vec![*face]));
    let mut place: HashMap<FaceId, usize> =
        parts.iter().enumerate().flat_map(|(k, part)| part.iter().map(move |face| (*face, k))).collect();
    for [a, b] in pairs(Link::Same) {
        let Some((&one, &other)) = place.get(&a).zip(place.get(&b)) else { continue };
        if one != other && parts[other].iter().all(|face| fits(*face, &parts[one], &different)) {
            let joined = std::mem::take(&mut parts[other]);
            place.extend(joined.iter().map(|face| (*face, one)));
            parts[one].extend(joined);
        }
    }
    parts.retain(|part| part.len() > 1);
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts
}

/// The faces of a group in as few parts as are needed, those first that are known to differ from the most others.
fn apart(group: Vec<FaceId>, different: &HashMap<FaceId, HashSet<FaceId>>) -> Vec<Vec<FaceId>> {
    if !group.iter().any(|face| different.contains_key(face)) {
        return vec![group];
    }
    let known = |face: &FaceId| different.get(face).map_or(0, HashSet::len);
    let mut faces = group.clone();
    faces.sort_by_key(|face| (std::cmp::Reverse(known(face)), *face));
    let mut part_of: BTreeMap<FaceId, usize> = BTreeMap::new();
    let mut parts: Vec<Vec<FaceId>> = Vec::new();
    for face in faces {
        let part = parts.iter().position(|part| fits(face, part, different)).unwrap_or(parts.len());
        if part == parts.len() {
            parts.push(Vec::new());
        }
        parts[part].push(face);
        part_of.insert(face, part);
    }
    (0..parts.len()).map(|k| group.iter().copied().filter(|face| part_of[face] == k).collect()).collect()
}

fn fits(face: FaceId, part: &[FaceId], different: &HashMap<FaceId, HashSet<FaceId>>) -> bool {
    different.get(&face).is_none_or(|others| !part.iter().any(|other| others.contains(other)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn faces(ids: impl IntoIterator<Item = i64>) -> Vec<FaceId> {
        ids.into_iter().map(FaceId).collect()
    }

    fn links(said: &[(i64, i64, Link)]) -> Vec<(FacePair, Link)> {
        said.iter().filter_map(|(a, b, link)| Some((FacePair::new(FaceId(*a), FaceId(*b))?, *link))).collect()
    }

    #[test]
    fn two_groups_that_are_one_person_are_one_group_and_so_is_who_was_alone() {
        let same = links(&[(1, 3, Link::Same), (4, 9, Link::Same), (2, 5, Link::Unsure)]);
        let found = as_said(vec![faces([1, 2]), faces([3, 4]), faces([5, 6])], &faces([9]), &same);
        assert_eq!(found, [faces([1, 2, 3, 4, 9]), faces([5, 6])]);
    }

    #[test]
    fn a_group_of_two_people_falls_apart_between_them() {
        // As the screen says it: the first face of each group with all of the other; the machine mixed them up.
        let said = [(1, 4, Link::Different), (1, 5, Link::Different), (2, 4, Link::Different), (3, 4, Link::Different)];
        assert_eq!(as_said(vec![faces([2, 5, 1, 4, 3])], &[], &links(&said)), [faces([2, 1, 3]), faces([5, 4])]);
    }

    proptest! {
        #[test]
        fn nobody_is_with_somebody_else_and_nobody_is_lost(
            sizes in prop::collection::vec(2i64..6, 0..6),
            said in prop::collection::vec((0i64..30, 0i64..30, any::<bool>()), 0..12),
        ) {
            let starts = sizes.iter().scan(0, |sum, size| { *sum += size; Some(*sum - size) });
            let groups: Vec<Vec<FaceId>> = starts.zip(&sizes).map(|(start, size)| faces(start..start + size)).collect();
            let all: i64 = sizes.iter().sum();
            let link = |same: bool| if same { Link::Same } else { Link::Different };
            let pairs: BTreeMap<FacePair, Link> =
                links(&said.iter().map(|(a, b, same)| (*a, *b, link(*same))).collect::<Vec<_>>()).into_iter().collect();
            let pairs: Vec<(FacePair, Link)> = pairs.into_iter().collect();
            let alone = faces(all..30);
            let found = as_said(groups, &alone, &pairs);
            let mut seen = HashSet::new();
            prop_assert!(found.iter().all(|group| group.len() > 1 && group.iter().all(|face| seen.insert(*face))));
            for (pair, _) in pairs.iter().filter(|(_, link)| *link == Link::Different) {
                let [a, b] = pair.faces();
                prop_assert!(!found.iter().any(|group| group.contains(&a) && group.contains(&b)));
            }
            if pairs.iter().all(|(_, link)| *link == Link::Same) {
                prop_assert!(seen.len() >= all as usize);
                for (pair, _) in &pairs {
                    let [a, b] = pair.faces();
                    prop_assert!(found.iter().any(|group| group.contains(&a) && group.contains(&b)));
                }
            }
        }
    }
}
