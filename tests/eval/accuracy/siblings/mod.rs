//! How Kith treats brothers and sisters: whether it takes them for one, and what it does when somebody says that they are not.
//!
//! They are [made](family) of other people's faces, with those of Labeled Faces in the Wild around them.

mod family;

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroUsize;

use anyhow::{Context as _, Result};
use fastrand::Rng;
use kith_app::{Calibration, Eyes as _};
use kith_domain::{DaySpan, FaceId, GroupId, PersonId, PhotoId};
use kith_gallery::{Age, Changes, Gallery, Known, Look, Taken, Who, Words};
use kith_vision::Networks;
use serde::Serialize;

use super::Measure;
use super::names::everybody;
use crate::metrics::{gold, share};
use family::{Direction, Family, direction};

/// Pairs of siblings for each row.
const FAMILIES: u64 = 40;
/// Faces of each sibling.
const FACES: [usize; 3] = [10, 30, 80];
/// Of each sibling, those confirmed before names are judged.
const CONFIRMED: usize = 5;

/// Siblings with so many faces each.
#[derive(Serialize)]
pub(super) struct Siblings {
    faces: usize,
    families: u64,
    /// Families with a group that holds a quarter or more of the faces of each.
    taken_for_one: usize,
    /// The share of faces in a group that is mostly the other one's.
    misplaced: Option<f64>,
    /// Groups of each sibling, in the mean.
    groups: f64,
    /// When both are in one group and two faces are said to be of two people: the share of faces that are put rightly.
    parted: Option<f64>,
    /// When both are known: the shares with the right name and with the other's.
    right: Option<f64>,
    wrong: Option<f64>,
    /// When only one is known: the share of the other's faces that get the name.
    stranger_named: Option<f64>,
}

#[derive(Default)]
struct Count {
    taken_for_one: usize,
    misplaced: usize,
    groups: usize,
    parted: usize,
    named: [usize; 2],
    stranger_named: usize,
    asked: [usize; 2],
}

impl Measure<'_> {
    pub(super) fn siblings(&self) -> Result<Vec<Siblings>> {
        let calibration = Networks::load(None)?.calibration();
        let sources = self.people("celeb20", "identity/celeb20", gold::largest_face)?;
        let others = self.people("celeba", "identity/celeba_wild", gold::largest_face)?;
        let directions: Vec<Direction> = others.values().map(|looks| direction(looks)).collect();
        let around = everybody(&self.outputs.portraits("lfw", &self.sets.lfw(), &self.sets.lfw_photos()?)?);
        let of = |faces: usize| {
            let sources: Vec<&[Look]> = sources.values().map(Vec::as_slice).filter(|all| all.len() >= faces).collect();
            let mut count = Count::default();
            for seed in 0..FAMILIES {
                let siblings = make(&sources, &directions, faces, &mut Rng::with_seed(seed))?;
                Trial { siblings: &siblings, around: &around, calibration: &calibration }.run(&mut count);
            }
            Ok(count.report(faces))
        };
        FACES.into_iter().map(of).collect()
    }
}

/// Two siblings of two people by chance.
fn make(sources: &[&[Look]], directions: &[Direction], faces: usize, chance: &mut Rng) -> Result<[Vec<Look>; 2]> {
    let [one, other] = chance.choose_multiple(sources.iter(), 2)[..] else {
        anyhow::bail!("too few people with {faces} faces")
    };
    let mut directions = chance.choose_multiple(directions.iter(), 5).into_iter().cloned();
    let mut next = || directions.next().context("too few people");
    let family = Family { shared: next()?, own: [[next()?, next()?], [next()?, next()?]] };
    let mut some = |looks: &[Look], sibling| {
        let looks: Vec<Look> = chance.choose_multiple(looks.iter(), faces).into_iter().cloned().collect();
        family.faces(sibling, &looks)
    };
    Ok([some(one, 0), some(other, 1)])
}

/// One family in a library.
struct Trial<'a> {
    siblings: &'a [Vec<Look>; 2],
    around: &'a [Look],
    calibration: &'a Calibration,
}

impl Trial<'_> {
    fn run(&self, count: &mut Count) {
        self.grouped(count);
        self.parted(count);
        self.named(count, [true, true]);
        self.named(count, [true, false]);
    }

    /// All of the family's faces, with the sibling: in turn, so that the numbers of faces tell nothing.
    fn family(&self) -> Vec<(usize, &Look)> {
        let [one, other] = self.siblings;
        one.iter().zip(other).flat_map(|(one, other)| [(0, one), (1, other)]).collect()
    }

    fn gallery(&self) -> Gallery {
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let Calibration { likeness, grouping, suggestion } = self.calibration;
        Gallery::new(likeness, grouping, *suggestion, threads)
    }

    /// Nobody is known.
    fn grouped(&self, count: &mut Count) {
        let family = self.family();
        let mut gallery = self.gallery();
        take(&mut gallery, family.iter().map(|(_, look)| *look).chain(self.around), |_| Who::Open);
        gallery.regroup();
        let groups: HashMap<FaceId, GroupId> = gallery.memberships().into_iter().collect();
        let mut members: BTreeMap<GroupId, [usize; 2]> = BTreeMap::new();
        for (at, (sibling, _)) in family.iter().enumerate() {
            if let Some(group) = groups.get(&face(at)) {
                members.entry(*group).or_default()[*sibling] += 1;
            }
        }
        let least = family.len().div_ceil(8);
        count.taken_for_one += usize::from(members.values().any(|both| both.iter().all(|one| *one >= least)));
        count.misplaced += members.values().map(|[one, other]| one.min(other)).sum::<usize>();
        count.groups += members.len();
    }

    /// Both are in one group, and one face of each in the middle of the years is said to be another person's.
    fn parted(&self, count: &mut Count) {
        let family = self.family();
        let mut gallery = self.gallery();
        take(&mut gallery, family.iter().map(|(_, look)| *look), |_| Who::Open);
        let together: Vec<_> = (0..family.len()).map(|at| (face(at), GroupId(1))).collect();
        gallery.adopt(&together, Age { grouped: family.len() as u64, since: 0 }, |_| false);
        let examples = [family.len() / 4 * 2, family.len() / 4 * 2 + 1].map(face);
        gallery.suggest(Taken::default(), &Words { different: [examples.into()].into(), ..Words::default() });
        gallery.regroup();
        let groups: HashMap<FaceId, GroupId> = gallery.memberships().into_iter().collect();
        let is_right = |at: &usize| groups.get(&face(*at)) == groups.get(&examples[family[*at].0]);
        count.parted += (0..family.len()).filter(is_right).count();
    }

    /// Some of the first years are confirmed, of one or of both.
    fn named(&self, count: &mut Count, known: [bool; 2]) {
        let family = self.family();
        let is_confirmed = |at: usize| at < 2 * CONFIRMED && known[family[at].0];
        let person = |sibling: usize| PersonId(sibling as i64 + 1);
        let who = |at: usize| {
            if is_confirmed(at) { Who::Confirmed { person: person(family[at].0), teaches: true } } else { Who::Open }
        };
        let mut gallery = self.gallery();
        let looks = family.iter().map(|(_, look)| *look).chain(self.around);
        let found = take(&mut gallery, looks, who);
        for (at, (sibling, _)) in family.iter().enumerate().skip(2 * CONFIRMED) {
            let name = found.get(&face(at)).copied();
            if known == [true, true] {
                count.asked[0] += 1;
                count.named[0] += usize::from(name == Some(person(*sibling)));
                count.named[1] += usize::from(name.is_some_and(|name| name != person(*sibling)));
            } else if *sibling == 1 {
                count.asked[1] += 1;
                count.stranger_named += usize::from(name.is_some());
            }
        }
    }
}

fn face(at: usize) -> FaceId {
    FaceId(at as i64 + 1)
}

/// Puts faces of as many photos into a gallery. Returns who is proposed.
fn take<'a>(
    gallery: &mut Gallery,
    looks: impl Iterator<Item = &'a Look>,
    who: impl Fn(usize) -> Who,
) -> HashMap<FaceId, PersonId> {
    let known = looks.enumerate().map(|(at, look)| Known {
        face: face(at),
        photo: PhotoId(at as i64 + 1),
        taken: DaySpan::default(),
        who: who(at),
        look: Some(look.clone()),
    });
    let taken = gallery.take(Changes { known: known.collect(), gone: Vec::new() });
    let found = gallery.suggest(taken, &Words::default());
    found.into_iter().filter_map(|(face, said)| Some((face, said?.person))).collect()
}

impl Count {
    fn report(&self, faces: usize) -> Siblings {
        let all = 2 * faces * FAMILIES as usize;
        Siblings {
            faces,
            families: FAMILIES,
            taken_for_one: self.taken_for_one,
            misplaced: share(self.misplaced, all),
            groups: self.groups as f64 / (2 * FAMILIES) as f64,
            parted: share(self.parted, all),
            right: share(self.named[0], self.asked[0]),
            wrong: share(self.named[1], self.asked[0]),
            stranger_named: share(self.stranger_named, self.asked[1]),
        }
    }
}
