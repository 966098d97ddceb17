//! What a merge makes of a few faces.

use super::*;
use kith_domain::decision::{PersonFacts, Standing};
use kith_domain::{FaceUuid, Lifetime, Seen};
use kith_store::Lists;

const PHOTO: PhotoId = PhotoId(1);
const MP: Lists = Lists { microsoft: Sources::PHOTO, ..Lists::NONE };

fn rect(x: f32) -> UnitRect {
    UnitRect::new(x, 0.2, 0.2, 0.2).unwrap()
}

fn name(text: &str) -> PersonName {
    PersonName::new(text).unwrap()
}

fn told(faces: &[(&str, f32)]) -> Vec<ToldFace> {
    let face = |(name, x): &(&str, f32)| ToldFace {
        name: (!name.is_empty()).then(|| (*name).to_owned()),
        rect: UnitRect::new(x - 0.03, 0.15, 0.26, 0.3).unwrap(),
        sources: Sources::PHOTO,
        lists: MP,
        ours: false,
    };
    faces.iter().map(face).collect()
}

/// Anna is person 1, Ben 2, and Ann, person 3, was merged into Anna. Face 1 is at the left, face 2 at the right.
fn facts(first: Verdict, second: Verdict) -> Facts {
    let person = |text: &str, standing| {
        let (name, life) = (name(text), Lifetime::default());
        PersonFacts { name, standing, life, key_face: None, hidden: false }
    };
    let into = PersonId(1);
    let face = |number, x, verdict| FaceFacts {
        uuid: FaceUuid([number; 16]),
        photo: PHOTO,
        rect: rect(x),
        origin: FaceOrigin::Machine,
        verdict,
        seen: Seen::New,
        exists: true,
    };
    Facts {
        faces: [(FaceId(1), face(1, 0.1, first)), (FaceId(2), face(2, 0.6, second))].into(),
        people: [
            (PersonId(1), person("Anna", Standing::Live)),
            (PersonId(2), person("Ben", Standing::Live)),
            (PersonId(3), person("Ann", Standing::Merged { into })),
        ]
        .into(),
        ..Facts::default()
    }
}

fn is(person: i64) -> Verdict {
    Verdict::Confirmed { person: PersonId(person), twice: false }
}

fn merged(base: &[(&str, f32)], now: &[(&str, f32)], facts: &Facts, speakers: &[(FaceId, Actor)]) -> Merged {
    let heard = if now.is_empty() { Sources::NONE } else { Sources::PHOTO };
    let told_now = Told { faces: told(now), heard, ..Told::default() };
    merged_with(&told(base), &told_now, facts, speakers)
}

fn merged_with(memory: &[ToldFace], told: &Told, facts: &Facts, speakers: &[(FaceId, Actor)]) -> Merged {
    let (speakers, names) = (speakers.iter().copied().collect(), Names::of(facts, &[]));
    merge(&Compared { photo: PHOTO, memory, elsewhere: &[], told, facts, names: &names, speakers: &speakers })
}

fn confirm(face: i64, person: &str) -> Decision {
    Decision::Confirm { face: FaceId(face), person: name(person), allow_twice: false }
}

fn asked(face: i64, found: Option<&str>) -> Vec<(FaceId, Option<String>)> {
    vec![(FaceId(face), found.map(ToOwned::to_owned))]
}

#[test]
fn faces_that_are_met_get_names_and_others_are_taken_in() {
    let open = facts(Verdict::Open, Verdict::Open);
    let all = merged(&[], &[("Anna", 0.1), ("", 0.6), ("Cem", 0.35)], &open, &[]);
    let rect = told(&[("", 0.35)])[0].rect;
    let cem = Decision::Draw {
        photo: PHOTO,
        rect,
        person: Some(name("Cem")),
        allow_twice: false,
        origin: FaceOrigin::Imported,
    };
    assert_eq!((all.decisions, all.conflicts), (vec![confirm(1, "Anna"), cem], vec![]));
}

#[test]
fn what_was_known_does_not_come_back() {
    let open = facts(Verdict::Open, Verdict::Open);
    assert_eq!(merged(&[("Anna", 0.1)], &[("Anna", 0.1)], &open, &[]), Merged::default());
    let ignored = facts(Verdict::Ignored, Verdict::Open);
    assert_eq!(merged(&[("Anna", 0.1)], &[("ANNA", 0.1)], &ignored, &[]), Merged::default());
}

#[test]
fn who_was_merged_is_the_other_person() {
    let all = merged(&[], &[("ann", 0.1)], &facts(Verdict::Open, Verdict::Open), &[]);
    assert_eq!(all.decisions, [confirm(1, "Anna")]);
    let again = merged(&[], &[("Ann", 0.1)], &facts(is(1), Verdict::Open), &[]);
    assert_eq!(again, Merged { is_behind: true, ..Merged::default() }, "the file is to say her name of now");
}

#[test]
fn the_persons_word_stays_and_is_asked_about() {
    for said in [is(2), Verdict::Ignored, Verdict::NotAFace, Verdict::Stranger] {
        let all = merged(&[], &[("Anna", 0.1)], &facts(said, Verdict::Open), &[(FaceId(1), Actor::Person)]);
        assert_eq!((all.decisions, all.conflicts), (vec![], asked(1, Some("Anna"))), "{said:?}");
    }
    let mut rejected = facts(Verdict::Open, Verdict::Open);
    rejected.rejected.insert((FaceId(1), PersonId(1)));
    assert_eq!(merged(&[], &[("Anna", 0.1)], &rejected, &[]).conflicts, asked(1, Some("Anna")));
    // Anna is elsewhere in the photo.
    let elsewhere = facts(Verdict::Open, is(1));
    assert_eq!(merged(&[], &[("Anna", 0.1)], &elsewhere, &[]).conflicts, asked(1, Some("Anna")));
}

#[test]
fn what_only_a_file_has_said_follows_the_file() {
    let (known, before) = (facts(is(1), Verdict::Open), [("Anna", 0.1), ("", 0.6)]);
    for (speaker, is_taken) in [(Actor::Import, true), (Actor::Person, false)] {
        let speakers = [(FaceId(1), speaker)];
        let renamed = merged(&before, &[("Ben", 0.1), ("", 0.6)], &known, &speakers);
        let expected = if is_taken { (vec![confirm(1, "Ben")], vec![]) } else { (vec![], asked(1, Some("Ben"))) };
        assert_eq!((renamed.decisions, renamed.conflicts), expected);
        let removed = merged(&before, &[("", 0.6)], &known, &speakers);
        let clear = Decision::Clear { face: FaceId(1) };
        let expected = if is_taken { (vec![clear], vec![]) } else { (vec![], asked(1, None)) };
        assert_eq!((removed.decisions, removed.conflicts), expected);
    }
    let stripped = merged(&before, &[], &known, &[(FaceId(1), Actor::Import)]);
    assert_eq!((stripped.decisions, stripped.conflicts, stripped.is_behind), (vec![], vec![], true));
}

#[test]
fn a_file_that_contradicts_itself_names_a_face_once() {
    let open = facts(Verdict::Open, Verdict::Open);
    let all = merged(&[], &[("Anna", 0.1), ("Ben", 0.1)], &open, &[]);
    assert_eq!((all.decisions, all.conflicts), (vec![confirm(1, "Anna")], asked(1, Some("Ben"))));
    let nowhere = merged(&[], &[("Anna", 0.35), ("Ben", 0.35)], &open, &[]);
    assert_eq!((nowhere.decisions.len(), nowhere.conflicts.len()), (1, 0));
    let twice = merged(&[], &[("Anna", 0.1), ("Anna", 0.6)], &open, &[]);
    assert_eq!((twice.decisions.len(), twice.conflicts.len()), (2, 0));
}

#[test]
fn what_was_only_announced_is_never_lost() {
    let known = facts(is(1), is(2));
    let announced: Vec<_> = told(&[("Anna", 0.1)])
        .into_iter()
        .map(|face| ToldFace { sources: Sources::NONE, ours: true, ..face })
        .collect();
    let now = Told { faces: told(&[("Ben", 0.6)]), heard: Sources::PHOTO, ..Told::default() };
    let imported = [(FaceId(1), Actor::Import), (FaceId(2), Actor::Import)];
    assert_eq!(merged_with(&announced, &now, &known, &imported), Merged::default());
    assert_eq!(merged_with(&told(&[("Anna", 0.1), ("Ben", 0.6)]), &now, &known, &imported).decisions.len(), 1);
}

#[test]
fn a_face_of_which_a_file_speaks_twice_is_drawn_once() {
    let shifted = |x: f32, name: &str| {
        let rect = UnitRect::new(x, 0.2, 0.2, 0.2).unwrap();
        ToldFace { name: Some(name.to_owned()), rect, sources: Sources::PHOTO, lists: MP, ours: false }
    };
    let open = facts(Verdict::Open, Verdict::Open);
    let now = |second: &str| Told { faces: vec![shifted(0.1, "Anna"), shifted(0.15, second)], ..Told::default() };
    let all = merged_with(&[], &now("Anna B."), &open, &[]);
    assert_eq!((all.decisions, all.conflicts), (vec![confirm(1, "Anna")], asked(1, Some("Anna B."))));
    let same = merged_with(&[], &now("ANNA"), &open, &[]);
    assert_eq!((same.decisions, same.conflicts), (vec![confirm(1, "Anna")], vec![]));
}

#[test]
fn two_lists_that_disagree_name_nobody_twice() {
    let mwg = Lists { mwg: Sources::PHOTO, ..Lists::NONE };
    let now = |second: Lists| {
        let mut faces = told(&[("Ann", 0.1), ("Ann", 0.6)]);
        faces[1].lists = second;
        Told { faces, heard: Sources::PHOTO, ..Told::default() }
    };
    let open = facts(Verdict::Open, Verdict::Open);
    let all = merged_with(&[], &now(mwg), &open, &[]);
    assert_eq!((all.decisions, all.conflicts), (vec![confirm(1, "Anna")], asked(2, Some("Anna"))));
    let all = merged_with(&[], &now(MP), &open, &[]);
    assert_eq!((all.decisions.len(), all.conflicts), (2, vec![]));
}

#[test]
fn a_name_that_a_file_moves_follows_it_if_only_a_file_has_said_it() {
    let known = facts(is(1), Verdict::Open);
    let moved = |speaker| merged(&[("Anna", 0.1)], &[("Anna", 0.6)], &known, &[(FaceId(1), speaker)]);
    let followed = moved(Actor::Import);
    assert_eq!(followed.decisions, [Decision::Clear { face: FaceId(1) }, confirm(2, "Anna")]);
    let kept = moved(Actor::Person);
    assert_eq!((kept.decisions, kept.conflicts), (vec![], [asked(1, None), asked(2, Some("Anna"))].concat()));
}

#[test]
fn who_is_named_twice_is_there_twice_also_where_no_face_was_found() {
    let open = facts(Verdict::Open, Verdict::Open);
    let all = merged(&[], &[("Anna", 0.1), ("Anna", 0.35)], &open, &[]);
    let rect = told(&[("", 0.35)])[0].rect;
    let drawn = Decision::Draw { photo: PHOTO, rect, person: None, allow_twice: false, origin: FaceOrigin::Imported };
    let mirrored = Decision::Confirm { face: FaceId(open.next_face), person: name("Anna"), allow_twice: true };
    assert_eq!(all.decisions, [confirm(1, "Anna"), drawn, mirrored]);
}
