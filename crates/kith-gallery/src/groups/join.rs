//! A second pass over groups: those that are alike as wholes become one.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::sync::Mutex;

use super::ground::{Crowd, Ground};
use super::place::Least;
use crate::product::{Hit, Pairs, Rows, alike, dot};
use crate::template::{Template, looks};

/// Faces that are together, before or after groups were joined.
pub(super) struct Set {
    pub(super) members: Vec<u32>,
    /// Whether anything came to it, so that it may be joined with others.
    pub(super) is_changed: bool,
}

struct Group {
    crowd: Crowd,
    /// One face needs none.
    template: Option<Template>,
    is_changed: bool,
    /// Groups that it was ever alike enough with.
    partners: Vec<u32>,
}

/// Two groups and the evidence that they are one person. The strongest comes first, then the oldest.
#[derive(PartialEq)]
struct Pair {
    evidence: f32,
    a: u32,
    b: u32,
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

/// Joins two groups after another, the likeliest first, while the evidence is enough and nothing speaks against it.
///
/// Of two groups one must have changed. Faces that are in no set, but are `alone`, take part too: with groups, and with those
/// of `pairs`, which are all pairs of single faces that may be alike enough.
pub(super) fn join(
    ground: &Ground,
    sets: Vec<Set>,
    alone: impl Fn(u32) -> bool + Sync,
    pairs: &[(u32, u32)],
    least: &Least,
) -> Vec<Set> {
    let mut all = All { ground, least, groups: Vec::with_capacity(sets.len()), of_single: HashMap::new() };
    for set in sets {
        if let [at] = set.members[..] {
            all.of_single.insert(at, all.groups.len() as u32);
        }
        all.groups.push(Some(Group::new(ground, set.members, set.is_changed)));
    }
    let mut queue = all.alike(alone, pairs);
    while let Some(Pair { a, b, .. }) = queue.pop() {
        let joined = match (all.groups[a as usize].take(), all.groups[b as usize].take()) {
            (Some(a), Some(b)) => a.with(ground, b),
            (one, other) => {
                (all.groups[a as usize], all.groups[b as usize]) = (one, other);
                continue;
            }
        };
        let new = all.groups.len() as u32;
        all.groups.push(Some(joined));
        queue.extend(all.partners_of(new));
    }
    let set = |group: Group| Set { members: group.crowd.members, is_changed: group.is_changed };
    all.groups.into_iter().flatten().map(set).collect()
}

impl Group {
    fn new(ground: &Ground, members: Vec<u32>, is_changed: bool) -> Self {
        let template = (members.len() > 1).then(|| ground.template(&members));
        Self { crowd: Crowd::new(ground, members), template, is_changed, partners: Vec::new() }
    }

    fn with(self, ground: &Ground, other: Self) -> Self {
        let mut partners = [self.partners, other.partners].concat();
        partners.sort_unstable();
        partners.dedup();
        let mut crowd = self.crowd;
        crowd.add(other.crowd);
        let template = Some(ground.template(&crowd.members));
        Self { crowd, template, is_changed: true, partners }
    }
}

struct All<'a> {
    ground: &'a Ground<'a>,
    least: &'a Least,
    groups: Vec<Option<Group>>,
    of_single: HashMap<u32, u32>,
}

impl All<'_> {
    /// All pairs of groups that are alike enough.
    fn alike(&mut self, alone: impl Fn(u32) -> bool + Sync, pairs: &[(u32, u32)]) -> BinaryHeap<Pair> {
        let mut found: Vec<(u32, u32)> = Vec::new();
        let of = |all: &Self, wanted: &dyn Fn(&Group) -> bool| -> Vec<u32> {
            let groups = (0..).zip(&all.groups);
            groups.filter(|(_, group)| group.as_ref().is_some_and(wanted)).map(|(k, _)| k).collect()
        };
        let all = of(self, &|group| group.template.is_some());
        let changed = of(self, &|group| group.template.is_some() && group.is_changed);
        let same = of(self, &|group| group.template.is_some() && !group.is_changed);
        let new_singles = of(self, &|group| group.template.is_none() && group.is_changed);
        let new_rows: Vec<u32> = new_singles
            .iter()
            .filter_map(|k| self.groups[*k as usize].as_ref()?.crowd.members.first().copied())
            .collect();
        let rows = self.looks(&changed);
        let (faces, least) = (self.ground.faces, self.least.similarity_of_groups(self.ground));
        let threads = self.ground.threads;
        let hits = |pairs: Pairs, wanted: &(dyn Fn(&Hit) -> bool + Sync)| -> Vec<Hit> {
            let hits = Mutex::new(Vec::new());
            alike(pairs, least, threads, |some| {
                if let Ok(mut hits) = hits.lock() {
                    hits.extend(some.iter().filter(|hit| wanted(hit)));
                }
            });
            hits.into_inner().unwrap_or_default()
        };
        let with_singles = hits(Pairs::Between(&faces.rows, &rows), &|hit| alone(hit.left));
        let with_groups = hits(Pairs::Between(&self.looks(&all), &rows), &|_| true);
        let singles = hits(Pairs::Between(&self.looks(&same), &faces.rows.of(&new_rows)), &|_| true);
        found.extend(with_groups.iter().map(|hit| (all[hit.left as usize], changed[hit.right as usize])));
        found.extend(singles.iter().map(|hit| (same[hit.left as usize], new_singles[hit.right as usize])));
        let mut with_singles: Vec<_> = with_singles.iter().map(|hit| (hit.left, changed[hit.right as usize])).collect();
        with_singles.sort_unstable();
        found.extend(with_singles.into_iter().map(|(at, group)| (self.single(at), group)));
        found.extend(pairs.iter().map(|(a, b)| (self.single(*a), self.single(*b))));
        let mut found: Vec<(u32, u32)> =
            found.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect();
        found.sort_unstable();
        found.dedup();
        let mut queue = BinaryHeap::new();
        for (a, b) in found {
            if let Some(evidence) = self.evidence(a, b) {
                for (one, other) in [(a, b), (b, a)] {
                    self.groups[one as usize].iter_mut().for_each(|group| group.partners.push(other));
                }
                queue.push(Pair { evidence, a, b });
            }
        }
        queue
    }

    /// The group of a single face, made if need be.
    fn single(&mut self, at: u32) -> u32 {
        *self.of_single.entry(at).or_insert_with(|| {
            self.groups.push(Some(Group::new(self.ground, vec![at], false)));
            self.groups.len() as u32 - 1
        })
    }

    fn looks(&self, groups: &[u32]) -> Rows {
        looks(groups.iter().filter_map(|k| self.groups[*k as usize].as_ref()?.template.as_ref()))
    }

    /// Compares a new group with all that its parts were alike enough with.
    fn partners_of(&mut self, new: u32) -> Vec<Pair> {
        let partners = self.groups[new as usize].as_ref().map(|group| group.partners.clone()).unwrap_or_default();
        let partners: HashSet<u32> = partners.into_iter().filter(|k| self.groups[*k as usize].is_some()).collect();
        let mut partners: Vec<u32> = partners.into_iter().collect();
        partners.sort_unstable();
        let mut pairs = Vec::new();
        for partner in partners {
            if let Some(evidence) = self.evidence(partner, new) {
                self.groups[partner as usize].iter_mut().for_each(|group| group.partners.push(new));
                pairs.push(Pair { evidence, a: partner, b: new });
            }
        }
        pairs
    }

    /// The evidence that two groups are one person, if it is enough and nothing speaks against it.
    fn evidence(&self, a: u32, b: u32) -> Option<f32> {
        let (a, b) = (self.groups[a as usize].as_ref()?, self.groups[b as usize].as_ref()?);
        let one = self.ground.look(&a.crowd, a.template.as_ref());
        let other = self.ground.look(&b.crowd, b.template.as_ref());
        let evidence = self.least.of_groups(self.ground, dot(&one.0, &other.0), one.1 * other.1)?;
        (!a.crowd.collides(self.ground, &b.crowd)).then_some(evidence)
    }
}
