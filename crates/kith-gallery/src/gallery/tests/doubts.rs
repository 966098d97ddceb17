//! Confirmed faces that look as if they were not their person.

use super::*;

/// Three faces each of two people on axes of their own, and one that was confirmed as the first though it is the second.
fn mistaken() -> Vec<Known> {
    let mut known: Vec<Known> =
        (0..6).map(|face| is(face, face / 3, &look((face / 3) as usize, 0.05 * face as f32))).collect();
    known.push(is(9, 0, &look(1, 0.1)));
    known
}

#[test]
fn a_face_that_looks_like_somebody_else_is_doubtful_and_nobody_else_is() {
    let doubts = of(mistaken(), &Words::default(), 0.7).doubts();
    let told: Vec<_> = doubts.iter().map(|d| (d.face, d.person, d.other.map(|(person, _)| person))).collect();
    assert_eq!(told, [(FaceId(9), PersonId(0), Some(PersonId(1)))]);
}

#[test]
fn a_face_unlike_all_others_of_its_person_is_doubtful_also_when_nobody_looks_like_it() {
    let mut known = mistaken();
    known.pop();
    known.push(is(9, 0, &look(2, 0.0)));
    let doubts = of(known, &Words::default(), 0.7).doubts();
    assert_eq!(doubts.iter().map(|doubt| doubt.face).collect::<Vec<_>>(), [FaceId(9)]);
    assert!(doubts[0].evidence < -3.0, "{doubts:?}");
}

#[test]
fn two_faces_say_nothing_of_each_other_and_who_was_said_to_be_the_same_is() {
    let two = vec![is(0, 0, &look(0, 0.0)), is(1, 0, &look(1, 0.0))];
    assert_eq!(of(two, &Words::default(), 0.7).doubts(), []);
    let words = Words { same: [(FaceId(9), FaceId(0))].into(), ..Words::default() };
    assert_eq!(of(mistaken(), &words, 0.7).doubts(), []);
}
