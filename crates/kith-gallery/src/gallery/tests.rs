use std::collections::HashMap;

use kith_domain::{Embedding, PersonId, Quality};
use proptest::prelude::*;

use super::*;
use crate::likeness::{Evidence, tests::likeness};

const GROUPING: Grouping = Grouping { link: 0.5, join: -1.5, relatives: 0.0 };
const TWO: NonZeroUsize = NonZeroUsize::new(2).unwrap();

fn gallery(least: f32) -> Gallery {
    Gallery::new(&likeness(), &GROUPING, Probability(least), TWO)
}

fn look(axis: usize, other: f32) -> Vec<f32> {
    let mut v = vec![0.0; 6];
    v[axis] = 1.0;
    v[5] = other;
    v
}

fn known(face: i64, photo: i64, who: Who, look: &[f32]) -> Known {
    let look = Some((Embedding::new(look.to_vec()).unwrap(), Quality(0.99)));
    Known { face: FaceId(face), photo: PhotoId(photo), who, look }
}

fn is(face: i64, person: i64, look: &[f32]) -> Known {
    known(face, face, Who::Confirmed { person: PersonId(person), teaches: true }, look)
}

fn open(face: i64, photo: i64, look: &[f32]) -> Known {
    known(face, photo, Who::Open, look)
}

fn of(known: Vec<Known>, words: &Words, least: f32) -> Gallery {
    let mut gallery = gallery(least);
    let taken = gallery.take(Changes { known, gone: Vec::new() });
    gallery.suggest(taken, words);
    gallery.regroup();
    gallery
}

fn suggest(known: Vec<Known>, words: &Words, least: f32) -> Vec<Suggestion> {
    of(known, words, least).suggestions()
}

fn people(suggestions: &[Suggestion]) -> Vec<(i64, i64)> {
    suggestions.iter().map(|s| (s.face.0, s.person.0)).collect()
}

fn groups(gallery: &Gallery) -> Vec<Vec<i64>> {
    let mut all: BTreeMap<GroupId, Vec<i64>> = BTreeMap::new();
    for (face, group) in gallery.memberships() {
        all.entry(group).or_default().push(face.0);
    }
    let mut all: Vec<_> = all.into_values().collect();
    all.sort();
    all
}

#[test]
fn strangers_stay_unknown_and_the_nearest_confirmed_face_is_the_evidence() {
    let known = vec![
        is(1, 1, &look(0, 0.0)),
        is(2, 1, &look(0, 0.6)),
        is(3, 2, &look(1, 0.0)),
        open(10, 10, &look(0, 0.5)),
        open(11, 11, &look(2, 0.0)),
        open(12, 12, &look(1, 0.0)),
    ];
    let found = suggest(known, &Words::default(), 0.6);
    assert_eq!(people(&found), [(10, 1), (12, 2)]);
    assert_eq!(found[0].evidence, FaceId(2));
    assert!(found[0].probability.0 > 0.99 && found[0].runner_up.is_none(), "{:?}", found[0]);
}

#[test]
fn the_person_s_words_bind() {
    let a = look(0, 0.0);
    let mut there = is(2, 1, &a);
    (there.photo, there.look) = (PhotoId(13), None);
    let known = vec![is(1, 1, &a), open(11, 11, &a), open(12, 12, &a), open(13, 13, &a), open(14, 14, &a), there];
    let words = Words {
        rejected: [(FaceId(12), PersonId(1))].into(),
        different: [(FaceId(14), FaceId(1))].into(),
        ..Words::default()
    };
    assert_eq!(people(&suggest(known, &words, 0.6)), [(11, 1)]);
}

#[test]
fn the_same_as_a_confirmed_face_is_that_person_whatever_it_looks_like() {
    let known = vec![is(1, 1, &look(0, 0.0)), open(2, 2, &look(1, 0.0)), open(3, 3, &look(2, 0.0))];
    let words = Words { same: [(FaceId(3), FaceId(2)), (FaceId(2), FaceId(1))].into(), ..Words::default() };
    let found = suggest(known, &words, 0.6);
    assert_eq!(people(&found), [(2, 1), (3, 1)]);
    assert!(found.iter().all(|s| s.evidence == FaceId(1) && s.probability.0 > 0.99));
}

#[test]
fn in_a_photo_only_the_more_alike_face_is_proposed() {
    let (a, near) = (look(0, 0.0), look(0, 1.7));
    let alone = suggest(vec![is(1, 1, &a), open(10, 9, &near)], &Words::default(), 0.6);
    assert_eq!(people(&alone), [(10, 1)]);
    let both = suggest(vec![is(1, 1, &a), open(10, 9, &near), open(11, 9, &a)], &Words::default(), 0.6);
    assert_eq!(people(&both), [(11, 1)]);
}

#[test]
fn whoever_resembles_two_people_alike_is_left_open() {
    let of = |other: f32| {
        vec![is(1, 1, &look(0, 0.0)), is(2, 2, &look(1, 0.0)), open(10, 10, &[1.0, other, 0.0, 0.0, 0.0, 0.0])]
    };
    assert_eq!(suggest(of(1.0), &Words::default(), 0.6), []);
    let found = suggest(of(0.95), &Words::default(), 0.6);
    assert_eq!(found[0].runner_up.map(|(person, _)| person), Some(PersonId(2)));
}

#[test]
fn more_people_ask_for_more_likeness() {
    let likely = |people: i64| {
        let others = (1..people).map(|k| is(k, k, &look(1, 0.0)));
        let known = others.chain([is(1000, 1000, &look(0, 0.0)), open(1001, 1001, &look(0, 2.2))]).collect();
        suggest(known, &Words::default(), 0.5).first().map_or(0.0, |s| s.probability.0)
    };
    assert!(likely(1) > 0.6 && likely(300) < likely(1));
    assert_eq!(suggest(vec![open(1, 1, &look(0, 0.0))], &Words::default(), 0.6), []);
}

#[test]
fn faces_that_look_alike_are_together_and_others_alone() {
    let known = (0..).zip([0, 1, 0, 2, 1, 0]).map(|(k, axis)| open(k, k, &look(axis, k as f32 * 0.05)));
    assert_eq!(groups(&of(known.collect(), &Words::default(), 0.6)), [vec![0, 2, 5], vec![1, 4]]);
    assert_eq!(groups(&of(Vec::new(), &Words::default(), 0.6)), Vec::<Vec<i64>>::new());
}

#[test]
fn nobody_is_in_a_group_twice_with_one_photo() {
    let known = (0..6).map(|k| open(k, k / 2, &look(0, k as f32 * 0.05))).collect();
    assert!(groups(&of(known, &Words::default(), 0.6)).iter().map(Vec::len).eq([3, 3]));
}

#[test]
fn what_nothing_happens_to_stays_as_it_is() {
    let all: Vec<Known> = (0..60).map(|k| open(k, k, &look(k as usize % 3, (k / 3) as f32 * 0.02))).collect();
    let mut gallery = of(all, &Words::default(), 0.6);
    let numbers = (1..=3).map(|k| (GroupId(-k), GroupId(100 + k))).collect();
    gallery.number_groups(&numbers);
    let before: HashMap<FaceId, GroupId> = gallery.memberships().into_iter().collect();
    // One face is named, and others like it are proposed: their group goes, and comes back when that is taken back.
    let mut change = |known: Known| {
        let taken = gallery.take(Changes { known: vec![known], gone: Vec::new() });
        gallery.suggest(taken, &Words::default());
        let told = gallery.regroup();
        gallery.number_groups(&[(GroupId(-4), GroupId(104))].into());
        (told, gallery.memberships().into_iter().collect::<HashMap<_, _>>())
    };
    let (told, after) = change(is(0, 1, &look(0, 0.0)));
    assert!(told.keys().all(|face| face.0 % 3 == 0) && after.len() == 40);
    assert!(after.iter().all(|(face, group)| before[face] == *group));
    let (_, back) = change(open(0, 0, &look(0, 0.0)));
    assert_eq!(back.len(), 60);
    assert!(after.iter().all(|(face, group)| back[face] == *group));
    // A new face joins those it is like.
    let (told, after) = change(open(99, 99, &look(1, 0.1)));
    assert_eq!(told.keys().copied().collect::<Vec<_>>(), [FaceId(99)]);
    assert_eq!(after[&FaceId(99)], before[&FaceId(1)]);
}

/// Faces of two people whose average looks are `alike`, one a photo and in turn, over years in which both change.
fn siblings(seed: u64, alike: f32, faces: i64) -> Vec<Known> {
    const WIDTH: usize = 128;
    let mut random = Random(seed);
    let (shared, own, later) = (random.direction(WIDTH), [(); 2].map(|()| random.direction(WIDTH)), [(); 2].map(|()| random.direction(WIDTH)));
    let mut face = |k: i64| {
        let person = k as usize % 2;
        let turn = std::f32::consts::FRAC_PI_3 * k as f32 / faces as f32;
        let quality = 0.2 + 0.79 * random.next();
        let reliability = Evidence::new(&likeness()).reliability(Quality(quality));
        let noise = random.direction(WIDTH);
        let look = (0..WIDTH).map(|axis| {
            let self_now = turn.cos() * own[person][axis] + turn.sin() * later[person][axis];
            let person = alike.sqrt() * shared[axis] + (1.0 - alike).sqrt() * self_now;
            reliability * person + (1.0 - reliability * reliability).sqrt() * noise[axis]
        });
        let look = Some((Embedding::new(look.collect()).unwrap(), Quality(quality)));
        Known { face: FaceId(k), photo: PhotoId(k), who: Who::Open, look }
    };
    (0..faces).map(&mut face).collect()
}

/// Splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((z ^ (z >> 31)) >> 40) as f32 + 0.5) / (1_u32 << 24) as f32
    }

    fn direction(&mut self, width: usize) -> Vec<f32> {
        let normal = |random: &mut Self| (-2.0 * random.next().ln()).sqrt() * (std::f32::consts::TAU * random.next()).cos();
        let all: Vec<f32> = (0..width).map(|_| normal(self)).collect();
        let length = all.iter().map(|value| value * value).sum::<f32>().sqrt();
        all.into_iter().map(|value| value / length).collect()
    }
}

#[test]
fn brothers_and_sisters_who_grow_up_are_not_taken_for_one() {
    for seed in 0..20 {
        for faces in [20, 60, 200] {
            let gallery = of(siblings(seed, 0.6, faces), &Words::default(), 0.6);
            // A blurred face may be with the other one.
            let misplaced = |group: &Vec<i64>| group.iter().filter(|face| *face % 2 == 0).count().min(group.iter().filter(|face| *face % 2 == 1).count());
            let misplaced: usize = groups(&gallery).iter().map(misplaced).sum();
            assert!(misplaced * 20 <= faces as usize, "seed {seed}, {faces} faces: {:?}", groups(&gallery));
        }
    }
}

#[test]
fn two_examples_part_those_who_are_in_one_group() {
    let (mut right, mut all) = (0, 0);
    for seed in 0..20 {
        let faces = siblings(seed, 0.6, 60);
        let mut gallery = gallery(0.6);
        let taken = gallery.take(Changes { known: faces.clone(), gone: Vec::new() });
        gallery.suggest(taken, &Words::default());
        let together: Vec<_> = faces.iter().map(|known| (known.face, GroupId(1))).collect();
        gallery.adopt(&together, Age { grouped: 60, since: 0 }, |_| false);
        assert_eq!(gallery.regroup().values().collect::<std::collections::BTreeSet<_>>(), [&Some(GroupId(1))].into());
        let words = Words { different: [(FaceId(30), FaceId(31))].into(), ..Words::default() };
        gallery.suggest(Taken::default(), &words);
        gallery.regroup();
        let group: HashMap<FaceId, GroupId> = gallery.memberships().into_iter().collect();
        let is_right = |face: i64| group.get(&FaceId(face)) == group.get(&FaceId(30 + face % 2));
        assert_ne!(group[&FaceId(30)], group[&FaceId(31)]);
        all += 60;
        right += (0..60).filter(|face| is_right(*face)).count();
    }
    assert!(right * 100 >= all * 95, "{right} of {all}");
}

/// What happens to a made library.
#[derive(Debug, Clone)]
enum Step {
    Who(usize, Option<i64>, bool),
    Gone(usize),
    Reject(usize, i64),
    Same(usize, usize),
    Different(usize, usize),
    Look(usize, usize),
}

const FACES: usize = 24;

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let face = || 0..FACES;
    let step = prop_oneof![
        6 => (face(), prop::option::of(1i64..5), any::<bool>()).prop_map(|(f, p, t)| Step::Who(f, p, t)),
        2 => face().prop_map(Step::Gone),
        1 => (face(), 1i64..5).prop_map(|(f, p)| Step::Reject(f, p)),
        1 => (face(), face()).prop_map(|(a, b)| Step::Same(a, b)),
        1 => (face(), face()).prop_map(|(a, b)| Step::Different(a, b)),
        1 => (face(), 0usize..4).prop_map(|(f, axis)| Step::Look(f, axis)),
    ];
    prop::collection::vec(step, 1..60)
}

/// The library as it is, and everything that was said.
struct Made {
    faces: BTreeMap<i64, Known>,
    words: Words,
}

impl Made {
    fn new(axes: &[(usize, f32)]) -> Self {
        let faces = (0..).zip(axes).map(|(k, (axis, other))| (k, open(k, k / 3, &look(*axis, *other)))).collect();
        Self { faces, words: Words::default() }
    }

    fn step(&mut self, step: &Step, axes: &[(usize, f32)]) -> Changes {
        let id = |face: &usize| FaceId(*face as i64);
        let toggle = |pairs: &mut std::collections::HashSet<(FaceId, FaceId)>, pair: (FaceId, FaceId)| {
            if !pairs.remove(&pair) && pair.0 != pair.1 {
                pairs.insert(pair);
            }
        };
        match step {
            Step::Who(face, person, teaches) => {
                let who =
                    person.map_or(Who::Open, |person| Who::Confirmed { person: PersonId(person), teaches: *teaches });
                let (axis, other) = axes[*face];
                let k = *face as i64;
                self.faces.entry(k).or_insert_with(|| open(k, k / 3, &look(axis, other))).who = who;
                return Changes { known: vec![self.faces[&k].clone()], gone: Vec::new() };
            }
            Step::Look(face, axis) => {
                let k = *face as i64;
                let who = self.faces.get(&k).map_or(Who::Open, |known| known.who);
                self.faces.insert(k, known(k, k / 3, who, &look(*axis, 0.3)));
                return Changes { known: vec![self.faces[&k].clone()], gone: Vec::new() };
            }
            Step::Gone(face) => {
                self.faces.remove(&(*face as i64));
                return Changes { known: Vec::new(), gone: vec![id(face)] };
            }
            Step::Reject(face, person) => {
                let pair = (id(face), PersonId(*person));
                if !self.words.rejected.remove(&pair) {
                    self.words.rejected.insert(pair);
                }
            }
            Step::Same(a, b) => toggle(&mut self.words.same, (id(a), id(b))),
            Step::Different(a, b) => toggle(&mut self.words.different, (id(a), id(b))),
        }
        Changes::default()
    }
}

/// No word is broken, whatever the order of words was.
fn obeys(gallery: &Gallery, made: &Made) -> Result<(), TestCaseError> {
    let mut who: BTreeMap<FaceId, PersonId> = BTreeMap::new();
    for (k, known) in &made.faces {
        if let Who::Confirmed { person, .. } = known.who {
            who.insert(FaceId(*k), person);
        }
    }
    let photo = |face: &FaceId| made.faces[&face.0].photo;
    let suggestions = gallery.suggestions();
    for s in &suggestions {
        prop_assert!(!who.contains_key(&s.face) && !made.words.rejected.contains(&(s.face, s.person)));
        prop_assert!(who.iter().all(|(face, person)| *person != s.person || photo(face) != photo(&s.face)));
        let twice = suggestions.iter().filter(|o| o.person == s.person && photo(&o.face) == photo(&s.face)).count();
        prop_assert_eq!(twice, 1);
        for (a, b) in &made.words.different {
            prop_assert!(
                !(s.face == *a && who.get(b) == Some(&s.person) || s.face == *b && who.get(a) == Some(&s.person))
            );
        }
    }
    let group: HashMap<FaceId, GroupId> = gallery.memberships().into_iter().collect();
    let mut sizes: HashMap<GroupId, usize> = HashMap::new();
    for (face, g) in &group {
        *sizes.entry(*g).or_default() += 1;
        prop_assert!(!who.contains_key(face) && suggestions.iter().all(|s| s.face != *face));
        for (other, h) in &group {
            let same_photo = face != other && g == h && photo(face) == photo(other);
            prop_assert!(!same_photo || gallery.law.together(*face).contains(other));
            prop_assert!(g != h || !gallery.law.are_apart(*face, *other) || face == other);
        }
    }
    prop_assert!(sizes.values().all(|size| *size > 1));
    for (a, b) in &made.words.same {
        let both_unknown = [a, b].iter().all(|face| {
            made.faces.get(&face.0).is_some_and(|k| k.who == Who::Open) && suggestions.iter().all(|s| s.face != **face)
        });
        let contradicts = gallery.law.together(*a).iter().any(|face| gallery.law.are_apart(*face, *face));
        prop_assert!(!both_unknown || contradicts || group.get(a).is_some() && group.get(a) == group.get(b));
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_change_gives_what_everything_at_once_gives(
        axes in prop::collection::vec((0usize..4, 0.0f32..1.6), FACES), steps in steps()
    ) {
        let mut made = Made::new(&axes);
        let mut gallery = of(made.faces.values().cloned().collect(), &made.words, 0.6);
        let mut told: BTreeMap<FaceId, Suggestion> = gallery.suggestions().into_iter().map(|s| (s.face, s)).collect();
        let mut grouped: BTreeMap<FaceId, GroupId> = gallery.memberships().into_iter().collect();
        for step in &steps {
            let changes = made.step(step, &axes);
            let taken = gallery.take(changes);
            for (face, found) in gallery.suggest(taken, &made.words) {
                match found {
                    Some(found) => told.insert(face, found),
                    None => told.remove(&face),
                };
            }
            for (face, group) in gallery.regroup() {
                match group {
                    Some(group) => grouped.insert(face, group),
                    None => grouped.remove(&face),
                };
            }
            obeys(&gallery, &made)?;
        }
        let at_once = of(made.faces.values().cloned().collect(), &made.words, 0.6);
        let expected = at_once.suggestions();
        let found = gallery.suggestions();
        prop_assert_eq!(people(&found), people(&expected));
        for (found, expected) in found.iter().zip(&expected) {
            prop_assert!((found.probability.0 - expected.probability.0).abs() <= 1e-3, "{:?} {:?}", found, expected);
            prop_assert_eq!(found.evidence, expected.evidence);
        }
        // What was told change by change is what is.
        prop_assert_eq!(told.into_values().collect::<Vec<_>>(), found);
        prop_assert_eq!(grouped.into_iter().collect::<Vec<_>>(), gallery.memberships());
        for (a, b) in gallery.probes.iter().zip(0..).filter(|(_, at)| gallery.faces.place(*at) == Place::Open).map(|(probe, at)| {
            (probe, &at_once.probes[at_once.faces.find(gallery.faces.id(at)).unwrap() as usize])
        }) {
            prop_assert!((a.others - b.others).abs() < 1e-6 && a.each.len() == b.each.len());
            prop_assert!((a.named - b.named).abs() <= 1e-6 * (1.0 + b.named));
        }
    }
}
