//! A second pass over groups: those that are alike as wholes become one.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

use kith_domain::PhotoId;

use super::Faces;
use crate::product::for_each_two;
use crate::template::{Template, looks};

struct Group {
    members: Vec<usize>,
    photos: BTreeSet<PhotoId>,
    template: Template,
    /// Groups that it was ever alike enough with.
    partners: Vec<usize>,
}

/// Two groups and the evidence that they are one person. The strongest comes first, then the oldest.
#[derive(PartialEq)]
struct Pair {
    evidence: f32,
    a: usize,
    b: usize,
}

impl Eq for Pair {}

impl Ord for Pair {
    fn cmp(&self, other: &Self) -> Ordering {
        self.evidence.total_cmp(&other.evidence).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Joins two groups after another, the likeliest first, while the evidence is at least `least` and no photo has both.
pub(super) fn join(faces: &Faces, groups: Vec<Vec<usize>>, least: f32) -> Vec<Vec<usize>> {
    let mut groups: Vec<Option<Group>> = groups.into_iter().map(|members| Some(Group::new(faces, members))).collect();
    let mut queue = alike(faces, &mut groups, least);
    while let Some(Pair { a, b, .. }) = queue.pop() {
        let joined = match (groups[a].take(), groups[b].take()) {
            (Some(a), Some(b)) => a.with(faces, b),
            (one, other) => {
                (groups[a], groups[b]) = (one, other);
                continue;
            }
        };
        let new = groups.len();
        for &partner in &joined.partners {
            let evidence = groups[partner].as_mut().and_then(|other| {
                let evidence = evidence(faces, &joined, other, least)?;
                other.partners.push(new);
                Some(evidence)
            });
            queue.extend(evidence.map(|evidence| Pair { evidence, a: partner, b: new }));
        }
        groups.push(Some(joined));
    }
    groups.into_iter().flatten().map(|group| group.members).collect()
}

impl Group {
    fn new(faces: &Faces, members: Vec<usize>) -> Self {
        let photos = members.iter().map(|&i| faces.photo(i)).collect();
        Self { template: faces.template(&members), members, photos, partners: Vec::new() }
    }

    fn with(self, faces: &Faces, other: Self) -> Self {
        let mut partners = [self.partners, other.partners].concat();
        partners.sort_unstable();
        partners.dedup();
        Self { partners, ..Self::new(faces, [self.members, other.members].concat()) }
    }
}

/// All pairs of groups that are alike enough.
fn alike(faces: &Faces, groups: &mut [Option<Group>], least: f32) -> BinaryHeap<Pair> {
    let templates: Vec<Template> = groups.iter().flatten().map(|group| group.template.clone()).collect();
    let possible = faces.likeness.least_similarity(least);
    let mut pairs = Vec::new();
    for_each_two(&looks(&templates), |a, b, similarity| {
        if similarity >= possible {
            pairs.push((a, b));
        }
    });
    let mut queue = BinaryHeap::new();
    for (a, b) in pairs {
        let found = groups[a].as_ref().zip(groups[b].as_ref()).and_then(|(a, b)| evidence(faces, a, b, least));
        if let Some(evidence) = found {
            groups[a].as_mut().into_iter().for_each(|group| group.partners.push(b));
            groups[b].as_mut().into_iter().for_each(|group| group.partners.push(a));
            queue.push(Pair { evidence, a, b });
        }
    }
    queue
}

/// The evidence that two groups are one person, if it is enough and no photo speaks against it.
fn evidence(faces: &Faces, a: &Group, b: &Group, least: f32) -> Option<f32> {
    let expected = a.template.reliability * b.template.reliability;
    let evidence = faces.likeness.ratio_of_groups(a.template.look.dot(&b.template.look), expected);
    (evidence >= least && a.photos.is_disjoint(&b.photos)).then_some(evidence)
}
