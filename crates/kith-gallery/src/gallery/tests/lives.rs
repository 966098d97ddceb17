//! Nobody is proposed for a photo of another time.

use kith_domain::DateSource;

use super::*;

fn on(mut known: Known, date: &str) -> Known {
    known.taken = DaySpan::of_photo(date.parse().unwrap(), DateSource::Original);
    known
}

fn born(person: i64, date: &str) -> Words {
    let life = Lifetime { born: Some(date.parse().unwrap()), died: None };
    Words { lives: [(PersonId(person), life)].into(), ..Words::default() }
}

#[test]
fn whoever_was_not_born_yet_or_had_died_is_not_proposed() {
    let a = look(0, 0.0);
    let known = || {
        let taken = ["1983", "1984", "1990-05-12", "2011-01-01"];
        let dated = (10..).zip(taken).map(|(face, date)| on(open(face, face, &a), date));
        [is(1, 1, &a), open(20, 20, &a)].into_iter().chain(dated).collect::<Vec<_>>()
    };
    assert_eq!(people(&suggest(known(), &Words::default(), 0.6)).len(), 5);
    let mut words = born(1, "1984-05");
    assert_eq!(people(&suggest(known(), &words, 0.6)), [(11, 1), (12, 1), (13, 1), (20, 1)]);
    words.lives.get_mut(&PersonId(1)).unwrap().died = Some("2010".parse().unwrap());
    assert_eq!(people(&suggest(known(), &words, 0.6)), [(11, 1), (12, 1), (20, 1)]);
}

#[test]
fn in_a_photo_somebody_else_is_weighed_as_if_whoever_was_not_born_were_not_known() {
    let (mother, daughter) = (look(0, 0.0), look(0, 1.3));
    let known = |date| {
        vec![is(1, 1, &mother), is(2, 2, &daughter), on(open(10, 9, &mother), date), on(open(11, 9, &daughter), date)]
    };
    let words = born(2, "1984");
    assert_eq!(people(&suggest(known("1990"), &words, 0.6)), [(10, 1), (11, 2)]);
    let before = suggest(known("1970"), &words, 0.6);
    assert_eq!(people(&before), [(10, 1)]);
    assert_eq!(before[0].runner_up, None);
}

#[test]
fn a_date_that_becomes_known_or_changes_takes_a_suggestion_back_and_brings_it_again() {
    let a = look(0, 0.0);
    let mut gallery = of(vec![is(1, 1, &a), on(open(10, 10, &a), "1970"), open(11, 11, &a)], &Words::default(), 0.6);
    let mut held: BTreeMap<i64, i64> = people(&gallery.suggestions()).into_iter().collect();
    let mut told = |known: Vec<Known>, words: &Words| {
        let taken = gallery.take(Changes { known, gone: Vec::new() });
        for (face, found) in gallery.suggest(taken, words) {
            match found {
                Some(found) => held.insert(face.0, found.person.0),
                None => held.remove(&face.0),
            };
        }
        held.clone().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(told(vec![], &born(1, "1984")), [(11, 1)]);
    assert_eq!(told(vec![], &born(1, "1960")), [(10, 1), (11, 1)]);
    assert_eq!(told(vec![on(open(11, 11, &a), "1950")], &born(1, "1960")), [(10, 1)]);
    assert_eq!(told(vec![open(11, 11, &a)], &born(1, "1960")), [(10, 1), (11, 1)]);
    assert_eq!(told(vec![], &born(1, "1984")), [(11, 1)]);
    assert_eq!(told(vec![], &Words::default()), [(10, 1), (11, 1)]);
}

#[test]
fn the_same_as_a_face_of_another_time_is_of_that_time() {
    let a = look(0, 0.0);
    let known = vec![is(1, 1, &a), on(open(10, 10, &look(1, 0.0)), "1970"), on(open(11, 11, &a), "1990")];
    let words = Words { same: [(FaceId(10), FaceId(11))].into(), ..born(1, "1984") };
    assert_eq!(people(&suggest(known, &words, 0.6)), []);
}

#[test]
fn a_face_of_another_time_that_is_confirmed_stays_so_and_teaches() {
    let a = look(0, 0.0);
    let known = vec![on(is(1, 1, &a), "1970"), on(open(10, 10, &a), "1990")];
    assert_eq!(people(&suggest(known, &born(1, "1984"), 0.6)), [(10, 1)]);
}
