//! Whether faces that nobody named are grouped by person, and how much work naming them is.
//!
//! - A face that is in no group, or was not found, is a group of its own.
//! - *B-cubed precision* is, in the mean of all faces, the share of a face's group that is of its person; *B-cubed recall* the share
//!   of its person's faces that are in its group; F their harmonic mean.
//! - *Actions*: one names a group by the person who has most faces in it, one more moves each face of somebody else. They are
//!   given for 100 faces; faultless groups take one for each person.

use std::collections::BTreeMap;

use serde::Serialize;

use super::gold::Label;
use super::lines::{Face, Photos};
use super::share;

/// How well faces are grouped.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Groups {
    pub(crate) faces: usize,
    pub(crate) people: usize,
    pub(crate) clusters: usize,
    /// Faces that are not of the person who has most faces in their group.
    pub(crate) misplaced: usize,
    pub(crate) precision: f64,
    pub(crate) recall: f64,
}

impl Groups {
    /// The harmonic mean of precision and recall.
    pub(crate) fn f(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall)
    }

    /// Actions for 100 faces.
    pub(crate) fn actions(&self) -> Option<f64> {
        share(100 * (self.clusters + self.misplaced), self.faces)
    }

    /// Actions for 100 faces if the groups were faultless.
    pub(crate) fn ideal_actions(&self) -> Option<f64> {
        share(100 * self.people, self.faces)
    }
}

/// The group and the person of each labelled face.
pub(crate) fn grouped<'a>(photos: &'a Photos, labels: &'a [Label]) -> Vec<(Option<&'a str>, &'a str)> {
    let face = |label: &Label| photos.get(&label.photo).and_then(|photo| label.face(photo));
    let group = |face: &'a Face| face.cluster.as_deref();
    labels.iter().filter_map(|label| Some((face(label).and_then(group), label.person.as_deref()?))).collect()
}

/// How many faces of each person are in each group.
type Members<'a> = BTreeMap<(Option<&'a str>, usize), BTreeMap<&'a str, usize>>;

fn members<'a>(faces: &[(Option<&'a str>, &'a str)]) -> Members<'a> {
    let mut groups = Members::new();
    for (at, (group, person)) in faces.iter().enumerate() {
        let own = if group.is_none() { at } else { 0 };
        *groups.entry((*group, own)).or_default().entry(person).or_default() += 1;
    }
    groups
}

/// The faces of a group, and those of them that are not of the person who has most.
fn size_and_misplaced(members: &BTreeMap<&str, usize>) -> [usize; 2] {
    let size: usize = members.values().sum();
    [size, size - members.values().max().copied().unwrap_or_default()]
}

/// The steps that were taken and the faces that have their name after each group, the largest group first.
pub(crate) fn naming(faces: &[(Option<&str>, &str)]) -> Vec<[usize; 2]> {
    let mut groups: Vec<[usize; 2]> = members(faces).values().map(size_and_misplaced).collect();
    groups.sort_by_key(|[size, misplaced]| (std::cmp::Reverse(*size), *misplaced));
    let after = |so_far: &mut [usize; 2], [size, misplaced]: [usize; 2]| {
        *so_far = [so_far[0] + 1 + misplaced, so_far[1] + size];
        Some(*so_far)
    };
    groups.into_iter().scan([0, 0], after).collect()
}

/// Judges the groups of faces whose people are known.
pub(crate) fn judge(faces: &[(Option<&str>, &str)]) -> Groups {
    let groups = members(faces);
    let mut people: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, person) in faces {
        *people.entry(person).or_default() += 1;
    }
    let (mut precision, mut recall, mut misplaced) = (0.0, 0.0, 0);
    for members in groups.values() {
        let [size, others] = size_and_misplaced(members);
        misplaced += others;
        for (person, count) in members {
            let square = (count * count) as f64;
            precision += square / size as f64;
            recall += square / people[person] as f64;
        }
    }
    let count = faces.len() as f64;
    let (precision, recall) = (precision / count, recall / count);
    Groups { faces: faces.len(), people: people.len(), clusters: groups.len(), misplaced, precision, recall }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metrics::gold::Role;
    use crate::metrics::lines::tests::{face, photos};

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn a_mixed_group_a_split_person_and_a_single_face() {
        let faces =
            [(Some("g1"), "Ada"), (Some("g1"), "Ada"), (Some("g1"), "Grace"), (Some("g2"), "Ada"), (None, "Grace")];
        let groups = judge(&faces);
        // Of the faces: 2/3, 2/3, 1/3, 1, 1 of the group are of the person; 2/3, 2/3, 1/2, 1/3, 1/2 of the person in the group.
        assert!(near(groups.precision, (5.0 / 3.0 + 2.0) / 5.0), "{groups:?}");
        assert!(near(groups.recall, (5.0 / 3.0 + 1.0) / 5.0), "{groups:?}");
        assert!(near(groups.f(), 2.0 * 11.0 * 8.0 / 15.0 / 19.0));
        assert_eq!((groups.faces, groups.people, groups.clusters, groups.misplaced), (5, 2, 3, 1));
        assert!(near(groups.actions().unwrap(), 80.0) && near(groups.ideal_actions().unwrap(), 40.0));
        // The group of three takes a step, and one more for Grace.
        assert_eq!(naming(&faces), [[2, 3], [3, 4], [4, 5]]);
    }

    #[test]
    fn faces_without_a_group_are_alone() {
        let groups = judge(&[(None, "Ada"), (None, "Ada"), (None, "Grace")]);
        assert_eq!((groups.clusters, groups.misplaced), (3, 0));
        assert!(near(groups.precision, 1.0) && near(groups.recall, (0.5 + 0.5 + 1.0) / 3.0));
    }

    #[test]
    fn labelled_faces_bring_their_groups() {
        let of_group = Face { cluster: Some("g1".to_owned()), ..face("1", [0.0, 0.0, 0.5, 0.5]) };
        let photos = photos([("a", vec![of_group]), ("b", vec![])]);
        let label = |photo: &str, person: Option<&str>| {
            let person = person.map(str::to_owned);
            Label { photo: photo.to_owned(), role: Role::Probe, person, rect: None, cos: None }
        };
        let labels = [label("a", Some("Ada")), label("b", Some("Ada")), label("c", Some("Grace")), label("a", None)];
        assert_eq!(grouped(&photos, &labels), [(Some("g1"), "Ada"), (None, "Ada"), (None, "Grace")]);
    }

    proptest! {
        #[test]
        fn names_of_groups_do_not_matter_and_exchanging_both_sides_exchanges_both_numbers(faces in prop::collection::vec((0_usize..6, 0_usize..6), 1..40)) {
            let names = ["a", "b", "c", "d", "e", "f"];
            let groups = judge(&faces.iter().map(|(group, person)| (Some(names[*group]), names[*person])).collect::<Vec<_>>());
            let renamed = judge(&faces.iter().map(|(group, person)| (Some(names[5 - *group]), names[*person])).collect::<Vec<_>>());
            let exchanged = judge(&faces.iter().map(|(group, person)| (Some(names[*person]), names[*group])).collect::<Vec<_>>());
            prop_assert!(near(groups.precision, renamed.precision) && near(groups.recall, renamed.recall));
            prop_assert_eq!(groups.misplaced, renamed.misplaced);
            prop_assert!(near(groups.precision, exchanged.recall) && near(groups.recall, exchanged.precision));
            prop_assert!(groups.precision <= 1.0 + 1e-9 && groups.precision > 0.0);
        }
    }
}
