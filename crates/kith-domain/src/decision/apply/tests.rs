//! Decisions and their laws.

use super::*;
use crate::decision::{reapply, revert};
use crate::{PartialDate, RootId};
use proptest::prelude::*;

fn name(text: &str) -> PersonName {
    PersonName::new(text).unwrap()
}

fn keyword(text: &str) -> KeywordPath {
    KeywordPath::new(&text.split('/').collect::<Vec<_>>()).unwrap()
}

fn uuid(face: i64) -> FaceUuid {
    FaceUuid([100 + face as u8; 16])
}

fn library() -> Facts {
    let rect = |k: i64| UnitRect::new(0.1 + 0.3 * (k % 3) as f32, 0.1, 0.2, 0.2).unwrap();
    let face = |k: i64| FaceFacts {
        uuid: uuid(k),
        photo: PhotoId(k / 3),
        rect: rect(k),
        origin: FaceOrigin::Machine,
        verdict: Verdict::Open,
        seen: Seen::New,
        exists: true,
    };
    Facts {
        faces: (0..9).map(|k| (FaceId(k), face(k))).collect(),
        keywords: (0..2).map(|k| (PhotoId(k), [(keyword("Rom").key(), keyword("Rom"))].into())).collect(),
        next_face: 9,
        next_person: 1,
        ..Facts::default()
    }
}

fn say(facts: &mut Facts, decision: &Decision) -> Result<Vec<Change>, Refusal> {
    decide(facts, decision, &mut || [7; 16])
}

fn confirm(face: i64, person: &str) -> Decision {
    Decision::Confirm { face: FaceId(face), person: name(person), allow_twice: false }
}

fn drawn(rect: UnitRect, person: Option<&str>, allow_twice: bool) -> Decision {
    let (photo, person, origin) = (PhotoId(0), person.map(name), FaceOrigin::Manual);
    Decision::Draw { photo, rect, person, allow_twice, origin }
}

#[test]
fn naming_a_face_replaces_the_name_and_lifts_the_rejection() {
    let mut facts = library();
    say(&mut facts, &confirm(0, "Anna")).unwrap();
    say(&mut facts, &confirm(4, "Ben")).unwrap();
    say(&mut facts, &Decision::Reject { face: FaceId(0), person: name("anna") }).unwrap();
    let anna = facts.person(&name("Anna").key()).unwrap();
    assert_eq!(facts.faces[&FaceId(0)].verdict, Verdict::Open);
    assert!(facts.rejected.contains(&(FaceId(0), anna)));
    say(&mut facts, &confirm(0, "Ben")).unwrap();
    assert!(facts.rejected.contains(&(FaceId(0), anna)));
    say(&mut facts, &confirm(0, "ANNA")).unwrap();
    assert!(facts.rejected.is_empty());
    assert_eq!(facts.faces_of(anna).count(), 1);
}

#[test]
fn someone_is_in_a_photo_once_unless_allowed() {
    let mut facts = library();
    say(&mut facts, &confirm(0, "Anna")).unwrap();
    let refused = say(&mut facts, &confirm(1, "Anna"));
    assert_eq!(refused, Err(Refusal::TwiceInPhoto { person: name("Anna"), photo: PhotoId(0) }));
    let twice = Decision::Confirm { face: FaceId(1), person: name("Anna"), allow_twice: true };
    say(&mut facts, &twice).unwrap();
    assert!(matches!(facts.faces[&FaceId(1)].verdict, Verdict::Confirmed { twice: true, .. }));
}

#[test]
fn a_keyword_is_given_once_and_a_part_of_a_longer_one_is_there_already() {
    let mut facts = library();
    let mut keyword = |text, has| {
        say(&mut facts, &Decision::Keyword { photo: PhotoId(1), keyword: keyword(text), has }).unwrap().len()
    };
    assert_eq!(
        [keyword("rom", true), keyword("Orte/Rom", true), keyword("orte", true), keyword("Rom", true)],
        [0, 2, 0, 0]
    );
    assert_eq!(
        [keyword("Orte", false), keyword("ROM", false), keyword("orte/rom", false), keyword("Rom", false)],
        [0, 0, 1, 0]
    );
    let elsewhere = Decision::Keyword { photo: PhotoId(2), keyword: self::keyword("Rom"), has: true };
    assert_eq!(say(&mut facts, &elsewhere), Err(Refusal::NoSuchPhoto(PhotoId(2))));
}

/// What the two photos have, with `/` between the parts.
fn held(facts: &Facts) -> [Vec<String>; 2] {
    [0, 1].map(|photo| facts.keywords[&PhotoId(photo)].values().map(|held| held.parts().join("/")).collect())
}

fn with_keywords(words: [&[&str]; 2]) -> Facts {
    let known = words.map(|words| words.iter().map(|text| (keyword(text).key(), keyword(text))).collect());
    let keywords = (0..).map(PhotoId).zip(known).collect();
    Facts { keywords, ..library() }
}

fn renamed(from: &str, to: &str, merge: bool) -> Decision {
    Decision::RenameKeyword { keyword: keyword(from), to: keyword(to), merge }
}

#[test]
fn a_keyword_moves_with_all_below_it_in_all_photos_and_back() {
    let mut facts = with_keywords([&["Reisen/Rom/Forum", "Reisen/Bern", "Hund"], &["reisen/ROM", "Forum"]]);
    let before = facts.clone();
    let changes = say(&mut facts, &renamed("Reisen/Rom", "Italien/Rom", false)).unwrap();
    assert_eq!(held(&facts), [vec!["Hund", "Italien/Rom/Forum", "Reisen/Bern"], vec!["Forum", "Italien/Rom"]]);
    assert_eq!(say(&mut facts, &renamed("Italien", "ITALIEN", false)).unwrap(), []);
    revert(&mut facts, &changes);
    assert_eq!(facts, before);
    reapply(&mut facts, &changes);
    assert_eq!(held(&facts)[1], ["Forum", "Italien/Rom"]);
}

#[test]
fn two_keywords_become_one_only_when_that_is_said() {
    let mut facts = with_keywords([&["Reisen/Rom", "Rom/Forum"], &["Italien/Rom"]]);
    let before = facts.clone();
    for taken in ["Italien", "italien/rom", "Reisen"] {
        let refused = say(&mut facts, &renamed("Reisen/Rom", taken, false));
        assert_eq!(refused, Err(Refusal::KeywordTaken(keyword(taken))));
    }
    let changes = say(&mut facts, &renamed("Reisen/Rom", "Italien/Rom", true)).unwrap();
    assert_eq!(held(&facts), [vec!["Italien/Rom", "Rom/Forum"], vec!["Italien/Rom"]]);
    let upwards = say(&mut facts, &renamed("Italien/Rom", "Italien", true)).unwrap();
    assert_eq!(held(&facts), [vec!["Italien", "Rom/Forum"], vec!["Italien"]]);
    revert(&mut facts, &[changes, upwards].concat());
    assert_eq!(facts, before);
}

#[test]
fn what_one_keyword_is_to_be_called_may_be_what_another_was_called() {
    let mut facts = with_keywords([&["York/York/Zoo", "York/Zoo"], &["York/York"]]);
    let before = facts.clone();
    let changes = say(&mut facts, &renamed("York/York", "York", true)).unwrap();
    assert_eq!(held(&facts), [vec!["York/Zoo"], vec!["York"]]);
    revert(&mut facts, &changes);
    assert_eq!(facts, before);
    let mut facts = with_keywords([&["York/York/Zoo", "York/York/York/Zoo"], &[]]);
    say(&mut facts, &renamed("York/York", "York", true)).unwrap();
    assert_eq!(held(&facts)[0], ["York/York/Zoo", "York/Zoo"]);
}

#[test]
fn a_keyword_that_nobody_has_that_lies_below_itself_or_too_deep_is_refused() {
    let deep = format!("a/{}", ["b"; 31].join("/"));
    let mut facts = with_keywords([&["Rom", &deep], &[]]);
    let mut refused = |from, to| say(&mut facts, &renamed(from, to, true)).unwrap_err();
    assert_eq!(refused("Ro", "Bern"), Refusal::NoSuchKeyword(keyword("Ro")));
    assert_eq!(refused("Rom", "rom/Forum"), Refusal::KeywordBelowItself(keyword("Rom")));
    assert_eq!(refused("a", "c/d"), Refusal::KeywordTooDeep(keyword("c/d")));
    let gone = Decision::DeleteKeyword { keyword: keyword("Bern") };
    assert_eq!(say(&mut facts, &gone), Err(Refusal::NoSuchKeyword(keyword("Bern"))));
}

#[test]
fn a_keyword_is_deleted_with_all_below_it_and_nothing_else() {
    let mut facts = with_keywords([&["Reisen/Rom", "Reisende", "Rom/Forum"], &["REISEN"]]);
    let before = facts.clone();
    let changes = say(&mut facts, &Decision::DeleteKeyword { keyword: keyword("reisen") }).unwrap();
    assert_eq!(held(&facts), [vec!["Reisende", "Rom/Forum"], vec![]]);
    revert(&mut facts, &changes);
    assert_eq!(facts, before);
}

#[test]
fn a_merge_moves_faces_and_rejections_and_can_be_taken_back() {
    let mut facts = library();
    for decision in [confirm(0, "Anna"), confirm(3, "Ann"), Decision::Reject { face: FaceId(6), person: name("Ann") }] {
        say(&mut facts, &decision).unwrap();
    }
    let before = facts.clone();
    let merge = Decision::Merge { person: name("Ann"), into: name("Anna"), allow_twice: false };
    let changes = say(&mut facts, &merge).unwrap();
    let anna = facts.person(&name("Anna").key()).unwrap();
    assert_eq!(facts.faces_of(anna).count(), 2);
    assert!(facts.rejected.contains(&(FaceId(6), anna)));
    assert_eq!(facts.person(&name("Ann").key()), None);
    revert(&mut facts, &changes);
    assert_eq!(facts, before);
}

fn dates(person: &str, born: &str, died: &str) -> Decision {
    let date = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
    Decision::Dates { person: name(person), life: Lifetime { born: date(born), died: date(died) } }
}

#[test]
fn dates_are_set_and_cleared_and_nobody_dies_before_they_are_born() {
    let mut facts = library();
    assert_eq!(say(&mut facts, &dates("Anna", "1984", "")), Err(Refusal::NoSuchPerson(name("Anna"))));
    say(&mut facts, &confirm(0, "Anna")).unwrap();
    let before = facts.clone();
    let changes = say(&mut facts, &dates("anna", "1984-05", "2010")).unwrap();
    assert_eq!(say(&mut facts, &dates("Anna", "1984-05", "2010")).unwrap(), []);
    assert_eq!(say(&mut facts, &dates("anna", "1984", "1983-12")), Err(Refusal::DiedBeforeBorn(name("Anna"))));
    say(&mut facts.clone(), &dates("Anna", "", "")).unwrap();
    revert(&mut facts, &changes);
    assert_eq!(facts, before);
}

#[test]
fn a_merge_keeps_the_dates_of_who_stays_and_takes_what_is_not_known() {
    let mut facts = library();
    for decision in [confirm(0, "Anna"), confirm(3, "Ann"), dates("Anna", "1984", ""), dates("Ann", "1985", "2010")] {
        say(&mut facts, &decision).unwrap();
    }
    let before = facts.clone();
    let merge = Decision::Merge { person: name("Ann"), into: name("Anna"), allow_twice: false };
    let changes = say(&mut facts, &merge).unwrap();
    let anna = facts.person(&name("Anna").key()).unwrap();
    let Decision::Dates { life, .. } = dates("Anna", "1984", "2010") else { unreachable!() };
    assert_eq!(facts.people[&anna].life, life);
    revert(&mut facts, &changes);
    assert_eq!(facts, before);
}

fn picture(person: &str, face: i64) -> Decision {
    Decision::KeyFace { person: name(person), face: FaceId(face) }
}

fn picture_of(facts: &Facts, person: &str) -> Option<FaceUuid> {
    facts.people[&facts.person(&name(person).key()).unwrap()].key_face
}

#[test]
fn only_a_face_that_is_somebody_is_their_picture() {
    let mut facts = library();
    assert_eq!(say(&mut facts, &picture("Anna", 0)), Err(Refusal::NoSuchPerson(name("Anna"))));
    for decision in [confirm(0, "Anna"), confirm(3, "Anna"), confirm(1, "Ben")] {
        say(&mut facts, &decision).unwrap();
    }
    let before = facts.clone();
    for face in [1, 4] {
        assert_eq!(say(&mut facts, &picture("anna", face)), Err(Refusal::NotConfirmed(name("Anna"))));
    }
    assert_eq!(say(&mut facts, &picture("Anna", 99)), Err(Refusal::NoSuchFace(FaceId(99))));
    let changes = [3, 0].map(|face| say(&mut facts, &picture("anna", face)).unwrap()).concat();
    assert_eq!((picture_of(&facts, "Anna"), changes.len()), (Some(uuid(0)), 2));
    assert_eq!(say(&mut facts, &picture("Anna", 0)).unwrap(), []);
    revert(&mut facts, &changes);
    assert_eq!(facts, before);
}

fn hide(person: &str, hidden: bool) -> Decision {
    Decision::Hide { person: name(person), hidden }
}

#[test]
fn who_is_hidden_is_still_the_same_person_and_merges_leave_the_other_one_as_they_are() {
    let mut facts = library();
    assert_eq!(say(&mut facts, &hide("Anna", true)), Err(Refusal::NoSuchPerson(name("Anna"))));
    for decision in [confirm(0, "Anna"), confirm(3, "Ben")] {
        say(&mut facts, &decision).unwrap();
    }
    let hidden = |facts: &Facts, person: &str| facts.people[&facts.person(&name(person).key()).unwrap()].hidden;
    let before = facts.clone();
    assert_eq!(say(&mut facts, &hide("Anna", false)).unwrap(), []);
    let changes = say(&mut facts, &hide("anna", true)).unwrap();
    assert_eq!((hidden(&facts, "Anna"), hidden(&facts, "Ben"), changes.len()), (true, false, 1));
    say(&mut facts, &confirm(6, "Anna")).unwrap();
    assert_eq!(facts.people.len(), 2, "a name that is hidden is not a new one");
    let mut merged = facts.clone();
    let merge =
        |person: &str, into: &str| Decision::Merge { person: name(person), into: name(into), allow_twice: false };
    say(&mut merged, &merge("Anna", "Ben")).unwrap();
    assert!(!hidden(&merged, "Ben"));
    let mut merged = facts.clone();
    say(&mut merged, &merge("Ben", "Anna")).unwrap();
    assert!(hidden(&merged, "Anna"));
    say(&mut facts, &Decision::Clear { face: FaceId(6) }).unwrap();
    assert_eq!(reapply(&mut facts, &changes), []);
    revert(&mut facts, &changes);
    assert_eq!(facts, before);
    assert_eq!(reapply(&mut facts, &changes), changes);
}

#[test]
fn what_is_left_out_is_taken_in_by_what_left_it_out_and_a_root_is_never_left_out() {
    let mut facts = library();
    let place = |key: &str| Location { root: RootId(1), key: key.into() };
    let leave = |key: &str, out| Decision::LeaveOut { places: vec![place(key)], out };
    let before = facts.clone();
    assert_eq!(say(&mut facts, &leave("", true)), Err(Refusal::WholeRoot));
    assert_eq!(say(&mut facts, &leave("in", false)).unwrap(), []);
    let photo = say(&mut facts, &leave("in/a.jpg", true)).unwrap();
    let folder = say(&mut facts, &leave("in", true)).unwrap();
    assert_eq!(say(&mut facts, &leave("in", true)).unwrap(), [], "it is left out already");
    for below in ["in/a.jpg", "in/b.jpg"] {
        let refused = say(&mut facts.clone(), &leave(below, false));
        assert_eq!(refused, Err(Refusal::LeftOutAbove(place("in"))), "{below}");
    }
    say(&mut facts, &leave("in", false)).unwrap();
    assert_eq!(facts.left_out, [place("in/a.jpg")].into(), "what was left out for itself stays so");
    assert_eq!(revert(&mut facts, &folder), [], "that was decided anew");
    assert_eq!(reapply(&mut facts, &folder), folder);
    revert(&mut facts, &folder);
    revert(&mut facts, &photo);
    assert_eq!(facts, before);
}

#[test]
fn a_merge_keeps_the_picture_of_who_stays_or_takes_the_other_one() {
    let merge = Decision::Merge { person: name("Ann"), into: name("Anna"), allow_twice: false };
    let merged = |said: &[Decision]| {
        let mut facts = library();
        for decision in [confirm(0, "Anna"), confirm(3, "Ann")].iter().chain(said) {
            say(&mut facts, decision).unwrap();
        }
        let before = facts.clone();
        let changes = say(&mut facts, &merge).unwrap();
        let kept = picture_of(&facts, "Anna");
        revert(&mut facts, &changes);
        assert_eq!(facts, before);
        kept
    };
    assert_eq!(merged(&[]), None);
    assert_eq!(merged(&[picture("Ann", 3)]), Some(uuid(3)));
    assert_eq!(merged(&[picture("Ann", 3), picture("Anna", 0)]), Some(uuid(0)));
    let gone = Decision::Clear { face: FaceId(0) };
    assert_eq!(merged(&[picture("Ann", 3), picture("Anna", 0), gone]), Some(uuid(3)), "it is not Anna any more");
}

#[test]
fn a_box_drawn_over_a_face_means_that_face() {
    let mut facts = library();
    let rect = facts.faces[&FaceId(0)].rect;
    say(&mut facts, &drawn(rect, Some("Anna"), false)).unwrap();
    assert_eq!((facts.faces.len(), facts.new_faces.len()), (9, 0));
    let elsewhere = UnitRect::new(0.1, 0.7, 0.1, 0.1).unwrap();
    let changes = say(&mut facts, &drawn(elsewhere, None, false)).unwrap();
    assert!(facts.faces[&FaceId(9)].exists);
    revert(&mut facts, &changes);
    assert!(!facts.faces[&FaceId(9)].exists);
    assert_eq!(say(&mut facts, &Decision::Ignore { face: FaceId(9) }), Err(Refusal::NoSuchFace(FaceId(9))));
}

#[test]
fn someone_is_drawn_twice_in_a_photo_only_if_allowed() {
    let mut facts = library();
    say(&mut facts, &confirm(0, "Anna")).unwrap();
    let mirror = UnitRect::new(0.1, 0.7, 0.1, 0.1).unwrap();
    let refused = say(&mut facts.clone(), &drawn(mirror, Some("Anna"), false));
    assert_eq!(refused, Err(Refusal::TwiceInPhoto { person: name("Anna"), photo: PhotoId(0) }));
    say(&mut facts, &drawn(mirror, Some("Anna"), true)).unwrap();
    assert!(matches!(facts.faces[&FaceId(9)].verdict, Verdict::Confirmed { twice: true, .. }));
}

#[test]
fn a_box_that_was_moved_is_the_persons_own_until_that_is_undone() {
    let mut facts = library();
    say(&mut facts, &confirm(0, "Anna")).unwrap();
    let (before, verdict) = (facts.faces[&FaceId(0)].place(), facts.faces[&FaceId(0)].verdict);
    let rect = UnitRect::new(0.12, 0.1, 0.3, 0.25).unwrap();
    let moved = Decision::Place { face: FaceId(0), rect };
    let changes = say(&mut facts, &moved).unwrap();
    assert_eq!(facts.faces[&FaceId(0)].place(), Place { rect, origin: FaceOrigin::Manual });
    assert_eq!(facts.faces[&FaceId(0)].verdict, verdict);
    assert_eq!(say(&mut facts, &moved).unwrap(), []);
    revert(&mut facts, &changes);
    assert_eq!(facts.faces[&FaceId(0)].place(), before);
    assert_eq!(before.origin, FaceOrigin::Machine);
}

#[test]
fn of_two_faces_one_thing_is_said_whichever_is_named_first() {
    let mut facts = library();
    let link = |face, other, link| Decision::Link { face: FaceId(face), other: FaceId(other), link };
    say(&mut facts, &link(3, 0, Link::Same)).unwrap();
    say(&mut facts, &link(0, 3, Link::Different)).unwrap();
    assert_eq!(facts.links, [(FacePair::new(FaceId(0), FaceId(3)).unwrap(), Link::Different)].into());
    assert_eq!(say(&mut facts, &link(3, 0, Link::Different)).unwrap(), []);
    for refused in [link(0, 0, Link::Different), link(0, 1, Link::Same)] {
        assert_eq!(say(&mut facts, &refused), Err(Refusal::NoPair(FaceId(0))));
    }
    say(&mut facts, &link(0, 1, Link::Different)).unwrap();
}

#[test]
fn what_was_decided_since_is_left_alone() {
    let mut facts = library();
    let first = say(&mut facts, &Decision::Ignore { face: FaceId(0) }).unwrap();
    say(&mut facts, &Decision::NotAFace { face: FaceId(0) }).unwrap();
    assert_eq!(revert(&mut facts, &first), []);
    assert_eq!(facts.faces[&FaceId(0)].verdict, Verdict::NotAFace);
}

fn any_name() -> impl Strategy<Value = PersonName> {
    prop::sample::select(vec!["Anna", "Ben", "anna ", "Cem"]).prop_map(name)
}

fn any_date() -> impl Strategy<Value = Option<PartialDate>> {
    prop::option::of(prop::sample::select(vec!["1984", "1984-05", "2010-12-31"]).prop_map(|text| text.parse().unwrap()))
}

fn any_keyword() -> impl Strategy<Value = KeywordPath> {
    prop::sample::select(vec!["Rom", "Orte/Rom", "ORTE", "Hund", "Orte/Rom/Hund", "Rom/orte"]).prop_map(keyword)
}

fn any_decision() -> impl Strategy<Value = Decision> {
    let face = || (0i64..10).prop_map(FaceId);
    prop_oneof![
        (face(), any_name(), any::<bool>()).prop_map(|(face, person, allow_twice)| Decision::Confirm {
            face,
            person,
            allow_twice
        }),
        (face(), any_name()).prop_map(|(face, person)| Decision::Reject { face, person }),
        face().prop_map(|face| Decision::Ignore { face }),
        face().prop_map(|face| Decision::NotAFace { face }),
        face().prop_map(|face| Decision::Clear { face }),
        face().prop_map(|face| Decision::Stranger { face }),
        face().prop_map(|face| Decision::Later { face }),
        (0i64..3, any_keyword(), any::<bool>()).prop_map(|(photo, keyword, has)| Decision::Keyword {
            photo: PhotoId(photo),
            keyword,
            has
        }),
        (any_keyword(), any_keyword(), any::<bool>()).prop_map(|(keyword, to, merge)| Decision::RenameKeyword {
            keyword,
            to,
            merge
        }),
        any_keyword().prop_map(|keyword| Decision::DeleteKeyword { keyword }),
        (face(), face(), prop::sample::select(vec![Link::Same, Link::Different, Link::Unsure]))
            .prop_map(|(face, other, link)| Decision::Link { face, other, link }),
        (any_name(), any_name()).prop_map(|(person, to)| Decision::Rename { person, to }),
        (any_name(), any_date(), any_date())
            .prop_map(|(person, born, died)| Decision::Dates { person, life: Lifetime { born, died } }),
        (any_name(), face()).prop_map(|(person, face)| Decision::KeyFace { person, face }),
        (any_name(), any::<bool>()).prop_map(|(person, hidden)| Decision::Hide { person, hidden }),
        (any_name(), any_name(), any::<bool>()).prop_map(|(person, into, allow_twice)| Decision::Merge {
            person,
            into,
            allow_twice
        }),
        (0i64..3, 0.0f32..0.8, prop::option::of(any_name()), any::<bool>()).prop_map(
            |(photo, x, person, allow_twice)| Decision::Draw {
                photo: PhotoId(photo),
                rect: UnitRect::new(x, 0.4, 0.2, 0.2).unwrap(),
                person,
                allow_twice,
                origin: FaceOrigin::Manual,
            }
        ),
        (face(), 0.0f32..0.8)
            .prop_map(|(face, x)| Decision::Place { face, rect: UnitRect::new(x, 0.1, 0.2, 0.3).unwrap() }),
    ]
}

/// Facts without the rows that are no more than reserved numbers.
fn words(facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    facts.faces.retain(|_, f| f.exists);
    facts.people.retain(|_, p| p.standing != Standing::Gone);
    Facts { new_people: vec![], new_faces: vec![], next_face: 0, next_person: 0, ..facts }
}

fn assert_laws(facts: &Facts) {
    for (pair, link) in &facts.links {
        let [a, b] = pair.faces();
        assert!(a < b && (*link != Link::Same || facts.faces[&a].photo != facts.faces[&b].photo));
    }
    let live: Vec<_> = facts.people.values().filter(|p| p.standing == Standing::Live).map(|p| p.name.key()).collect();
    let unique: std::collections::BTreeSet<_> = live.iter().collect();
    assert_eq!(live.len(), unique.len(), "a name twice");
    assert!(facts.people.values().all(|person| person.life.is_possible()));
    for (id, face) in &facts.faces {
        let Verdict::Confirmed { person, twice } = face.verdict else { continue };
        assert_eq!(facts.people[&person].standing, Standing::Live);
        assert!(!facts.rejected.contains(&(*id, person)), "confirmed and rejected");
        let others = facts.faces_of(person).filter(|(o, f)| o != id && f.photo == face.photo);
        assert!(twice || others.into_iter().all(|(_, f)| matches!(f.verdict, Verdict::Confirmed { twice: true, .. })));
    }
}

proptest! {
    #[test]
    fn all_that_was_decided_can_be_taken_back_and_brought_again(decisions in prop::collection::vec(any_decision(), 1..40)) {
        let mut facts = library();
        let mut steps = vec![(words(&facts), Vec::new())];
        for decision in &decisions {
            let mut attempt = facts.clone();
            if let Ok(changes) = say(&mut attempt, decision) {
                facts = attempt;
                assert_laws(&facts);
                steps.push((words(&facts), changes));
            }
        }
        for pair in steps.windows(2).rev() {
            prop_assert_eq!(revert(&mut facts, &pair[1].1).len(), pair[1].1.len());
            prop_assert_eq!(&words(&facts), &pair[0].0);
        }
        for (after, changes) in &steps[1..] {
            prop_assert_eq!(reapply(&mut facts, changes).len(), changes.len());
            prop_assert_eq!(&words(&facts), after);
        }
    }
}
