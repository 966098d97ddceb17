//! What would be said of confirmed faces if they were open.

use proptest::prelude::*;

use super::*;
use crate::LookedBack;

fn looked_back(known: Vec<Known>, words: &Words) -> HashMap<i64, LookedBack> {
    of(known, words, 0.6).look_back().into_iter().map(|looked| (looked.face.0, looked)).collect()
}

#[test]
fn a_face_that_is_like_the_others_of_its_person_is_right_and_one_like_another_person_is_not() {
    let (anna, ben) = (look(0, 0.0), look(1, 0.0));
    let known = vec![
        is(1, 1, &anna),
        is(2, 1, &look(0, 0.3)),
        is(3, 1, &look(1, 0.1)),
        is(4, 2, &ben),
        is(5, 2, &look(1, 0.3)),
        is(6, 3, &look(2, 0.0)),
    ];
    let looked = looked_back(known, &Words::default());
    assert!(looked[&1].own.0 > 0.9 && looked[&1].other.is_none() && looked[&1].evidence > 3.0, "{:?}", looked[&1]);
    let (other, probability) = looked[&3].other.unwrap();
    assert!(other == PersonId(2) && probability.0 > 0.9 && looked[&3].own.0 < 0.01, "{:?}", looked[&3]);
    // Who has one face is known by no other.
    assert!(!looked.contains_key(&6));
}

#[test]
fn whoever_is_in_the_photo_already_or_was_rejected_is_out_of_the_question() {
    let both = |photo: i64, rejected: &[i64]| {
        let mut wrong = is(3, 1, &look(1, 0.1));
        wrong.photo = PhotoId(photo);
        let known = vec![
            is(1, 1, &look(0, 0.0)),
            is(2, 1, &look(0, 0.2)),
            wrong,
            is(4, 2, &look(1, 0.0)),
            is(5, 2, &look(1, 0.2)),
        ];
        let rejected = rejected.iter().map(|person| (FaceId(3), PersonId(*person))).collect();
        looked_back(known, &Words { rejected, ..Words::default() })[&3].other
    };
    assert!(both(3, &[]).is_some());
    assert_eq!(both(4, &[]), None);
    assert_eq!(both(3, &[2]), None);
}

proptest! {
    /// What is said of a confirmed face is what is proposed for it when it is open.
    #[test]
    fn a_face_looked_back_at_is_as_if_it_were_open(
        looks in prop::collection::vec(prop::collection::vec(-1.0f32..1.0, 6), 8..14), one in 0usize..8
    ) {
        prop_assume!(looks.iter().all(|look| look[..5].iter().map(|v| v * v).sum::<f32>() > 0.1));
        let who = |k: usize| Who::Confirmed { person: PersonId(k as i64 % 3), teaches: true };
        // Many faces of somebody else, and as many of nobody known, keep the share of strangers as it is.
        let aside = |other: f32| [0.0, 0.0, 0.0, 0.0, 0.0, other];
        let each_way = (100..400).map(|k| open(k, k, &aside(if k % 2 == 0 { 1.0 } else { -1.0 })));
        let others = || each_way.clone().chain([is(500, 9, &aside(1.0))]);
        let all = |opened: Option<usize>| {
            let each = looks.iter().enumerate().map(|(k, look)| {
                let mut look = look.clone();
                look[5] = 0.0;
                known(k as i64, k as i64, if opened == Some(k) { Who::Open } else { who(k) }, &look)
            });
            each.chain(others()).collect::<Vec<_>>()
        };
        let back = looked_back(all(None), &Words::default())[&(one as i64)];
        let open = suggest(all(Some(one)), &Words::default(), 0.6).into_iter().find(|s| s.face.0 == one as i64);
        let likeliest = [Some((back.person, back.own)), back.other].into_iter().flatten();
        let likeliest = likeliest.max_by(|a, b| a.1.0.total_cmp(&b.1.0)).filter(|(_, p)| p.0 >= 0.6);
        match (likeliest, open) {
            (Some((person, p)), Some(open)) => prop_assert!(person == open.person && (p.0 - open.probability.0).abs() < 0.02),
            (None, None) => {}
            // At the very edge of what is proposed.
            (looked, open) => {
                let p = looked.map_or_else(|| open.map_or(0.0, |open| open.probability.0), |(_, p)| p.0);
                prop_assert!((p - 0.6).abs() < 0.02, "{looked:?} {open:?}");
            }
        }
    }
}
