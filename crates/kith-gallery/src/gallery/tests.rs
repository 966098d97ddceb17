//! Who is proposed, who is together, and what words do to both.

mod changes;
mod doubts;
mod lives;
mod look_back;
mod siblings;

use std::collections::HashMap;

use kith_domain::{DaySpan, Embedding, Lifetime, PersonId, Quality};

use super::*;
use crate::likeness::tests::likeness;

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
    Known { face: FaceId(face), photo: PhotoId(photo), taken: DaySpan::default(), who, look }
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
fn those_who_are_the_same_are_together_until_that_is_taken_back() {
    let known = (0..6).map(|k| open(k, k, &look(usize::from(k > 1), k as f32 * 0.02))).collect();
    let mut gallery = of(known, &Words::default(), 0.6);
    let mut say = |words: &Words| {
        gallery.suggest(Taken::default(), words);
        let told = gallery.regroup();
        (groups(&gallery), told)
    };
    let same = Words { same: [2, 3, 4, 5].map(|other| (FaceId(0), FaceId(other))).into(), ..Words::default() };
    assert_eq!(say(&same).0, [vec![0, 1, 2, 3, 4, 5]]);
    let (apart, told) = say(&Words::default());
    assert_eq!(apart, [vec![0, 1], vec![2, 3, 4, 5]]);
    assert!([0, 2, 3, 4, 5].iter().all(|face| told.contains_key(&FaceId(*face))));
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

#[test]
fn one_word_that_made_two_groups_one_is_taken_back_whole() {
    let known = (0..80).map(|k| open(k, k, &look(usize::from(k > 39), (k % 40) as f32 * 0.01))).collect();
    let mut gallery = of(known, &Words::default(), 0.6);
    let apart = groups(&gallery);
    assert_eq!(apart, [(0..40).collect::<Vec<i64>>(), (40..80).collect()]);
    let same = Words { same: [(FaceId(0), FaceId(40))].into(), ..Words::default() };
    gallery.suggest(Taken::default(), &same);
    gallery.regroup();
    assert_eq!(groups(&gallery), [(0..80).collect::<Vec<i64>>()]);
    gallery.suggest(Taken::default(), &Words::default());
    gallery.regroup();
    assert_eq!(groups(&gallery), apart);
}
