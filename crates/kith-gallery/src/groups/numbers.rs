//! Which new group is which old one.

use std::collections::{BTreeMap, HashMap, HashSet};

use kith_domain::{FaceId, GroupId};

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

    #[test]
    fn groups_keep_their_numbers_when_faces_come_and_go() {
        let old: HashMap<_, _> = [(1, 7), (2, 7), (3, 7), (4, 8), (5, 8)].map(|(f, g)| (FaceId(f), GroupId(g))).into();
        let ids = |faces: &[i64]| faces.iter().map(|f| FaceId(*f)).collect::<Vec<_>>();
        let new = [ids(&[9, 10]), ids(&[1, 2]), ids(&[3, 4, 5, 6])];
        assert_eq!(keep_numbers(&old, &new), [None, Some(GroupId(7)), Some(GroupId(8))]);
    }
}
