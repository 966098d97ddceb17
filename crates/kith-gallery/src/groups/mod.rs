//! Groups of faces that nobody knows.

mod examples;
mod ground;
mod join;
mod neighbours;
mod place;
mod whisper;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use kith_domain::GroupId;

pub(crate) use ground::Ground;
use join::Set;

/// From which evidence on faces belong together: a natural logarithm of a likelihood ratio, to which that of the number of
/// faces is added. The more faces there are, the fewer of all pairs are of one person, so each pair must say more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grouping {
    /// For a link between two faces.
    pub link: f32,
    /// For joining two groups by all that is known of them, which is why less will do.
    pub join: f32,
    /// How many others look somewhat like each person, as brothers and sisters do. Their number does not grow with that of the
    /// faces, and neither does what must speak against them before two groups are joined.
    pub relatives: f32,
}

/// How many faces were grouped at once, and how many came since and were put beside those they are like. When these are more
/// than a tenth, all is grouped again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Age {
    /// Grouped at once.
    pub grouped: u64,
    /// Came since.
    pub since: u64,
}

/// What is no group.
const NONE: GroupId = GroupId(0);

/// The groups, by places of faces.
#[derive(Debug)]
pub(crate) struct Groups {
    grouping: Grouping,
    /// The group of each place.
    of: Vec<GroupId>,
    /// Which places took part when groups were brought up to date last.
    inside: Vec<bool>,
    /// The group of faces that are known now, so that they come back to it if they are unknown again.
    was: HashMap<u32, GroupId>,
    /// The group of faces that are as new, so that its number lives on if most of them are together again.
    numbered: HashMap<u32, GroupId>,
    members: BTreeMap<GroupId, Vec<u32>>,
    age: Age,
    /// The last number that was given to a group that has none in the library: it is negative.
    made: i64,
}

impl Groups {
    /// None yet.
    pub(crate) fn new(grouping: Grouping) -> Self {
        Self {
            grouping,
            of: Vec::new(),
            inside: Vec::new(),
            was: HashMap::new(),
            numbered: HashMap::new(),
            members: BTreeMap::new(),
            age: Age::default(),
            made: 0,
        }
    }

    /// Takes over groups that were made before.
    pub(crate) fn adopt(&mut self, inside: &[u32], held: &[(u32, GroupId)], age: Age) {
        *self = Self { age, ..Self::new(self.grouping) };
        self.grow(inside.iter().chain(held.iter().map(|(at, _)| at)).max().map_or(0, |at| *at as usize + 1));
        for at in inside {
            self.inside[*at as usize] = true;
        }
        for (at, group) in held {
            if inside.binary_search(at).is_err() {
                self.numbered.insert(*at, *group);
                continue;
            }
            self.of[*at as usize] = *group;
            self.members.entry(*group).or_default().push(*at);
        }
    }

    fn grow(&mut self, places: usize) {
        let places = places.max(self.of.len());
        self.of.resize(places, NONE);
        self.inside.resize(places, false);
    }

    /// Forgets the face at a place, which will hold another.
    pub(crate) fn forget(&mut self, at: u32) {
        if (at as usize) < self.of.len() {
            self.leave(at);
        }
        self.was.remove(&at);
        self.numbered.remove(&at);
    }

    /// Lets a face go, as if it were new.
    pub(crate) fn let_go(&mut self, at: u32) {
        let group = self.of(at);
        self.forget(at);
        self.numbered.extend(group.map(|group| (at, group)));
    }

    /// Takes a face out of its group.
    fn leave(&mut self, at: u32) {
        self.inside[at as usize] = false;
        let group = std::mem::replace(&mut self.of[at as usize], NONE);
        if group != NONE {
            self.was.insert(at, group);
        }
        if let Some(members) = self.members.get_mut(&group) {
            members.retain(|member| *member != at);
        }
    }

    /// The group of the face at a place.
    pub(crate) fn of(&self, at: u32) -> Option<GroupId> {
        self.of.get(at as usize).copied().filter(|group| *group != NONE)
    }

    /// All places in the group of the face at a place.
    pub(crate) fn with(&self, at: u32) -> &[u32] {
        self.of(at).and_then(|group| self.members.get(&group)).map_or(&[], Vec::as_slice)
    }

    /// All places in groups.
    pub(crate) fn members(&self) -> impl Iterator<Item = (u32, GroupId)> + '_ {
        self.members.iter().flat_map(|(group, members)| members.iter().map(|at| (*at, *group)))
    }

    /// All groups with their places.
    pub(crate) fn all(&self) -> impl Iterator<Item = (GroupId, &[u32])> {
        self.members.iter().map(|(group, members)| (*group, members.as_slice()))
    }

    /// How many faces were grouped at once, and how many came since.
    pub(crate) fn age(&self) -> Age {
        self.age
    }

    /// Gives groups other numbers.
    pub(crate) fn renumber(&mut self, numbers: &BTreeMap<GroupId, GroupId>) {
        let other = |group: &GroupId| numbers.get(group).copied().unwrap_or(*group);
        for group in self.of.iter_mut().chain(self.was.values_mut()).filter(|group| group.0 < 0) {
            *group = other(group);
        }
        self.members = std::mem::take(&mut self.members).into_iter().map(|(group, all)| (other(&group), all)).collect();
    }

    /// Brings groups up to date, when these places are unknown (in ascending order). Returns the places whose groups changed.
    pub(crate) fn update(&mut self, ground: &Ground, unknown: &[u32]) -> BTreeMap<u32, Option<GroupId>> {
        self.grow(ground.faces.len());
        let before = self.of.clone();
        let mut is_unknown = vec![false; self.of.len()];
        for at in unknown {
            is_unknown[*at as usize] = true;
        }
        let leaving: Vec<u32> =
            (0..self.of.len() as u32).filter(|at| self.inside[*at as usize] && !is_unknown[*at as usize]).collect();
        self.leave_together(&leaving);
        let entering: Vec<u32> = unknown.iter().copied().filter(|at| !self.inside[*at as usize]).collect();
        let returning = entering.iter().filter(|at| self.was.contains_key(at)).count();
        for at in &entering {
            self.inside[*at as usize] = true;
        }
        self.age.since += (entering.len() - returning) as u64;
        if self.age.since * 10 > self.age.grouped {
            let sets = place::from_nothing(ground, &self.grouping, unknown);
            self.age = Age { grouped: unknown.len() as u64, since: 0 };
            self.take(sets, true);
        } else {
            let sets = place::beside(self, ground, &entering, unknown.len());
            self.take(sets, false);
        }
        self.dissolve();
        let changed = (0..).zip(before.iter().zip(&self.of)).filter(|(_, (before, now))| before != now);
        changed.map(|(at, (_, now))| (at, Some(*now).filter(|group| *group != NONE))).collect()
    }

    fn leave_together(&mut self, leaving: &[u32]) {
        let leave: HashSet<u32> = leaving.iter().copied().collect();
        let groups: BTreeSet<GroupId> = leaving.iter().map(|at| self.of[*at as usize]).collect();
        for at in leaving {
            self.inside[*at as usize] = false;
            let group = std::mem::replace(&mut self.of[*at as usize], NONE);
            if group != NONE {
                self.was.insert(*at, group);
            }
        }
        for group in groups {
            self.members.entry(group).and_modify(|members| members.retain(|at| !leave.contains(at)));
        }
    }

    /// A face alone is no group.
    fn dissolve(&mut self) {
        let small: Vec<GroupId> =
            self.members.iter().filter(|(_, members)| members.len() < 2).map(|(group, _)| *group).collect();
        for at in small.into_iter().filter_map(|group| self.members.remove(&group)).flatten() {
            self.of[at as usize] = NONE;
        }
    }

    /// Takes what changed over, or all; each group keeps the number that it shares most faces with.
    fn take(&mut self, sets: Vec<Set>, all: bool) {
        let mut sets: Vec<Vec<u32>> = sets.into_iter().filter(|set| set.is_changed).map(|set| set.members).collect();
        for members in &mut sets {
            members.sort_unstable();
        }
        sets.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        let numbers = keep_numbers(|at| self.number(at), &sets);
        self.numbered.clear();
        if all {
            self.members.clear();
            self.was.clear();
            self.of.fill(NONE);
        }
        for at in sets.iter().flatten() {
            let before = std::mem::replace(&mut self.of[*at as usize], NONE);
            self.members.remove(&before);
        }
        for (members, number) in sets.into_iter().zip(numbers).filter(|(members, _)| members.len() > 1) {
            let group = number.unwrap_or_else(|| self.new_number());
            for at in &members {
                self.of[*at as usize] = group;
            }
            self.members.insert(group, members);
        }
    }

    /// The number that a face brings along.
    fn number(&self, at: u32) -> Option<GroupId> {
        let is_free = |group: &&GroupId| self.members.get(group).is_none_or(Vec::is_empty);
        self.of(at).or_else(|| self.numbered.get(&at).filter(is_free).copied())
    }

    /// A number for a group that has none in the library.
    fn new_number(&mut self) -> GroupId {
        self.made -= 1;
        GroupId(self.made)
    }

    /// Whether these faces are a whole group.
    fn is_group(&self, members: &[u32]) -> bool {
        let group = members.first().and_then(|at| self.of(*at));
        members.iter().all(|at| self.of(*at) == group)
            && group.is_none_or(|group| self.members.get(&group).is_some_and(|all| all.len() == members.len()))
            && (group.is_some() || members.len() == 1)
    }
}

/// Gives new groups the numbers of the old ones that they share most faces with; `None` for those that are new.
/// Each old number is used once, by the group with the largest share.
fn keep_numbers(old: impl Fn(u32) -> Option<GroupId>, new: &[Vec<u32>]) -> Vec<Option<GroupId>> {
    let mut shares: BTreeMap<(usize, GroupId), usize> = BTreeMap::new();
    for (k, group) in new.iter().enumerate().filter(|(_, group)| group.len() > 1) {
        for number in group.iter().filter_map(|at| old(*at)) {
            *shares.entry((k, number)).or_default() += 1;
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
