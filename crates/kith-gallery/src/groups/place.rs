//! Where faces belong: all at once, or new ones beside those that are grouped.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Mutex;

use kith_domain::{FaceId, GroupId};

use super::ground::Ground;
use super::join::{Set, join};
use super::neighbours::Neighbours;
use super::whisper::whisper;
use super::{Grouping, Groups};
use crate::product::{Hit, Pairs, Rows, alike, dot};

/// The evidence that is asked for among so many faces.
pub(super) struct Least {
    link: f32,
    join: f32,
    /// The share of strangers who are relatives.
    relatives: f32,
}

impl Least {
    fn among(faces: usize, grouping: &Grouping) -> Self {
        let number = (faces.max(1) as f32).ln();
        let relatives = grouping.relatives / faces.max(1) as f32;
        Self { link: grouping.link + number, join: grouping.join + number, relatives }
    }

    /// What a similarity must reach for either.
    fn similarity(&self, ground: &Ground) -> f32 {
        ground.evidence.least_similarity(self.link.min(self.join))
    }

    /// The evidence of a pair, if it is enough for either and both may be together. It is no more than enough for a link if,
    /// relatives considered, it would not be enough to join groups.
    fn evidence(&self, ground: &Ground, a: u32, b: u32, similarity: f32) -> Option<f32> {
        let expected = ground.faces.reliability(a) * ground.faces.reliability(b);
        let among_relatives = ground.evidence.ratio_among(similarity, expected, self.relatives) - self.join + self.link;
        let evidence = ground.evidence.ratio(similarity, expected).min(among_relatives);
        let is_enough = evidence >= self.link || self.of_groups(ground, similarity, expected).is_some();
        (is_enough && !ground.are_apart(a, b)).then_some(evidence)
    }

    /// The evidence that two groups are one person, if it is enough.
    pub(super) fn of_groups(&self, ground: &Ground, similarity: f32, expected: f32) -> Option<f32> {
        let evidence = ground.evidence.ratio_of_groups(similarity, expected, self.relatives);
        (evidence >= self.join).then_some(evidence)
    }

    /// What the similarity of two groups must reach.
    pub(super) fn similarity_of_groups(&self, ground: &Ground) -> f32 {
        ground.evidence.least_similarity(self.join)
    }
}

/// Groups all unknown faces.
///
/// First each face takes, again and again, the label that is loudest among its neighbours; then groups that are alike as wholes
/// are joined. Where a group holds faces that must not be together, those that fit it better stay.
pub(super) fn from_nothing(ground: &Ground, grouping: &Grouping, unknown: &[u32]) -> Vec<Set> {
    let least = Least::among(unknown.len(), grouping);
    // A copy of the rows of a few is small; of most of them it would be another library in memory.
    let few = unknown.len() < ground.faces.len() / 4;
    let rows: Cow<Rows> =
        if few { Cow::Owned(ground.faces.rows.of(unknown)) } else { Cow::Borrowed(&ground.faces.rows) };
    let places: Cow<[u32]> =
        if few { unknown.into() } else { (0..ground.faces.len() as u32).collect::<Vec<_>>().into() };
    let mut takes_part = vec![false; ground.faces.len()];
    for at in unknown {
        takes_part[*at as usize] = true;
    }
    let neighbours = Mutex::new(Neighbours::none(places.len()));
    alike(Pairs::Within(&rows), least.similarity(ground), ground.threads, |hits| {
        let evidence = |hit: &Hit| {
            let (a, b) = (places[hit.left as usize], places[hit.right as usize]);
            let both = takes_part[a as usize] && takes_part[b as usize];
            both.then(|| least.evidence(ground, a, b, hit.similarity)).flatten()
        };
        let found: Vec<_> = hits.iter().filter_map(|hit| Some((hit, evidence(hit)?))).collect();
        if let Ok(mut neighbours) = neighbours.lock() {
            for (hit, evidence) in found {
                neighbours.note(hit.left, hit.right, evidence);
            }
        }
    });
    drop(rows);
    let neighbours = neighbours.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut labels: Vec<u32> = (0..places.len() as u32).collect();
    whisper(&neighbours, least.link, &mut labels, |_| false);
    let mut labelled: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, label) in places.iter().zip(&labels).filter(|(at, _)| takes_part[**at as usize]) {
        labelled.entry(*label).or_default().push(*at);
    }
    let mut labelled: Vec<Vec<u32>> = labelled.into_values().collect();
    bind(ground, &mut labelled);
    let mut sets: Vec<Vec<u32>> = labelled.into_iter().flat_map(|members| ground.split(members, |_| false)).collect();
    sets.retain(|members| members.len() > 1);
    let mut alone = takes_part;
    sets.iter().flatten().for_each(|at| alone[*at as usize] = false);
    let alone = |at: u32| alone[at as usize];
    let pairs = pairs_of(ground, &neighbours, &places, &least, alone);
    drop(neighbours);
    let sets = sets.into_iter().map(|members| Set { members, is_changed: true }).collect();
    join(ground, sets, alone, &pairs, &least)
}

/// Puts faces beside those that are grouped, of which there are so many in all; the groups hold on to what they have. Returns
/// what has changed, and maybe more.
pub(super) fn beside(groups: &mut Groups, ground: &Ground, entering: &[u32], all: usize) -> Vec<Set> {
    let new = come_back(groups, entering);
    let least = Least::among(all, &groups.grouping);
    let near = Near::new(groups, ground, &new, &least);
    let (joined, mut labelled) = near.labelled(groups, &least);
    let mentioned: BTreeSet<FaceId> = ground.law.mentioned().chain(ground.said.iter().copied()).collect();
    let mentioned: Vec<u32> = mentioned.into_iter().filter_map(|face| ground.faces.find(face)).collect();
    let mentioned: Vec<u32> = mentioned.into_iter().filter(|at| groups.inside[*at as usize]).collect();
    let seen: BTreeSet<u32> = labelled.iter().chain(joined.values()).flatten().copied().collect();
    labelled.extend(mentioned.iter().filter(|at| groups.of(**at).is_none() && !seen.contains(at)).map(|at| vec![*at]));
    let mut affected: BTreeMap<GroupId, Vec<u32>> = joined;
    for group in mentioned.iter().chain(entering).filter_map(|at| groups.of(*at)) {
        affected.entry(group).or_default();
    }
    labelled.extend(affected.iter().map(|(group, joining)| {
        groups.members.get(group).into_iter().flatten().chain(joining).copied().collect::<Vec<u32>>()
    }));
    bind(ground, &mut labelled);
    let parts = labelled.into_iter().flat_map(|members| ground.split(members, |at| groups.of(at).is_some()));
    let mut sets: Vec<Set> = parts
        .map(|members| Set {
            is_changed: !groups.is_group(&members) || new.binary_search(&members[0]).is_ok(),
            members,
        })
        .collect();
    if !sets.iter().any(|set| set.is_changed) {
        return sets;
    }
    let mut is_in_set = vec![false; groups.of.len()];
    sets.iter().flat_map(|set| &set.members).for_each(|at| is_in_set[*at as usize] = true);
    let others = groups.members.values().filter(|members| members.first().is_some_and(|at| !is_in_set[*at as usize]));
    let others: Vec<Set> = others.map(|members| Set { members: members.clone(), is_changed: false }).collect();
    sets.extend(others);
    let alone = |at: u32| groups.inside[at as usize] && groups.of(at).is_none() && !is_in_set[at as usize];
    let single: BTreeSet<u32> = sets.iter().filter(|set| set.members.len() == 1).map(|set| set.members[0]).collect();
    let pairs = pairs_of(ground, &near.neighbours, &near.places, &least, |at| alone(at) || single.contains(&at));
    join(ground, sets, alone, &pairs, &least)
}

/// Puts faces that are unknown again back into the groups they came from; returns the others.
fn come_back(groups: &mut Groups, entering: &[u32]) -> Vec<u32> {
    let mut back: BTreeMap<GroupId, Vec<u32>> = BTreeMap::new();
    let mut new = Vec::new();
    for at in entering {
        match groups.was.remove(at) {
            Some(group) => back.entry(group).or_default().push(*at),
            None => new.push(*at),
        }
    }
    for (group, places) in back {
        let is_there = groups.members.get(&group).is_some_and(|members| !members.is_empty());
        if !is_there && places.len() < 2 {
            new.extend(places);
            continue;
        }
        // A number whose group is gone is never used again.
        let group = if is_there { group } else { groups.new_number() };
        for at in &places {
            groups.of[*at as usize] = group;
        }
        groups.members.entry(group).or_default().extend(places);
    }
    new.sort_unstable();
    new
}

/// New faces and those that they are like.
struct Near {
    /// The new ones first.
    places: Vec<u32>,
    new: usize,
    neighbours: Neighbours,
}

impl Near {
    fn new(groups: &Groups, ground: &Ground, new: &[u32], least: &Least) -> Self {
        let found: Mutex<Vec<(u32, u32, f32)>> = Mutex::default();
        let pairs = Pairs::Between(&ground.faces.rows, &ground.faces.rows.of(new));
        alike(pairs, least.similarity(ground), ground.threads, |hits| {
            let pair = |hit: &Hit| {
                let (a, b) = (hit.left, new[hit.right as usize]);
                // Two new faces come twice.
                let counts = groups.inside[a as usize] && a != b && (a < b || new.binary_search(&a).is_err());
                counts.then(|| Some((a, b, least.evidence(ground, a, b, hit.similarity)?))).flatten()
            };
            let some: Vec<_> = hits.iter().filter_map(pair).collect();
            if let Ok(mut found) = found.lock() {
                found.extend(some);
            }
        });
        let found = found.into_inner().unwrap_or_default();
        let old: BTreeSet<u32> = found.iter().map(|(a, ..)| *a).filter(|a| new.binary_search(a).is_err()).collect();
        let places: Vec<u32> = new.iter().copied().chain(old).collect();
        let index: HashMap<u32, u32> = places.iter().copied().zip(0..).collect();
        let mut neighbours = Neighbours::none(places.len());
        for (a, b, evidence) in found {
            neighbours.note(index[&a], index[&b], evidence);
        }
        Self { places, new: new.len(), neighbours }
    }

    /// Lets new faces, and those that were alone, take the loudest label: those that come to groups, and those that found each
    /// other or nobody.
    fn labelled(&self, groups: &Groups, least: &Least) -> (BTreeMap<GroupId, Vec<u32>>, Vec<Vec<u32>>) {
        let group = |k: u32| groups.of(self.places[k as usize]);
        let mut first: HashMap<GroupId, u32> = HashMap::new();
        let mut labels: Vec<u32> = (0..self.places.len() as u32)
            .map(|k| group(k).map_or(k, |group| *first.entry(group).or_insert(k)))
            .collect();
        whisper(&self.neighbours, least.link, &mut labels, |k| group(k).is_some());
        let mut joined: BTreeMap<GroupId, Vec<u32>> = BTreeMap::new();
        let mut others: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (k, label) in (0..).zip(labels).filter(|(k, _)| group(*k).is_none()) {
            match group(label) {
                Some(group) => joined.entry(group).or_default().push(self.places[k as usize]),
                None => others.entry(label).or_default().push(k),
            }
        }
        let has_new = |members: &Vec<u32>| members.iter().any(|k| (*k as usize) < self.new);
        let others = others.into_values().filter(has_new);
        (joined, others.map(|members| members.into_iter().map(|k| self.places[k as usize]).collect()).collect())
    }
}

/// Makes one of those that hold faces which are said to be the same. Where they also hold faces that differ, only those that are
/// the same go together: where most of them are.
fn bind(ground: &Ground, sets: &mut Vec<Vec<u32>>) {
    if !ground.law.knows_same() {
        return;
    }
    let mut set_of: HashMap<u32, usize> =
        sets.iter().enumerate().flat_map(|(k, members)| members.iter().map(move |at| (*at, k))).collect();
    let mentioned: BTreeSet<u32> = ground.law.mentioned().filter_map(|face| ground.faces.find(face)).collect();
    let mentioned = mentioned.into_iter().filter(|at| set_of.contains_key(at)).collect();
    for unit in ground.units(mentioned).into_iter().filter(|unit| unit.len() > 1) {
        let held: BTreeSet<usize> = unit.iter().map(|at| set_of[at]).collect();
        let largest = held.iter().max_by_key(|k| (sets[**k].len(), std::cmp::Reverse(**k)));
        let Some(&to) = largest else { continue };
        for from in held.iter().copied().filter(|from| *from != to) {
            let differ = ground.hold_some_apart(&sets[from], &sets[to]);
            let (go, stay) = std::mem::take(&mut sets[from]).into_iter().partition(|at| !differ || unit.contains(at));
            sets[from] = stay;
            set_of.extend(go.iter().map(|at: &u32| (*at, to)));
            sets[to].extend(go);
        }
    }
    sets.retain(|members| !members.is_empty());
}

/// All pairs of neighbours that are alone and may be alike enough to be joined.
fn pairs_of(
    ground: &Ground,
    neighbours: &Neighbours,
    places: &[u32],
    least: &Least,
    alone: impl Fn(u32) -> bool,
) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for (k, a) in (0..).zip(places).filter(|(_, a)| alone(**a)) {
        for b in neighbours.of(k).map(|(other, _)| places[other as usize]).filter(|b| alone(*b)) {
            let similarity = dot(ground.faces.rows.row(*a), ground.faces.rows.row(b));
            let expected = ground.faces.reliability(*a) * ground.faces.reliability(b);
            if least.of_groups(ground, similarity, expected).is_some() {
                pairs.push((*a.min(&b), b.max(*a)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
