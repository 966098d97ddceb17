//! Suggestions and groups as the library holds them, whoever else works on it.

use std::collections::BTreeMap;

use kith_domain::decision::{Change, FacePair, Link, NewPerson};
use kith_domain::{
    Embedding, FaceId, FaceUuid, GroupId, Landmarks, PayloadHash, PersonId, PersonName, PersonUuid, Point, Probability,
    Quality, Similarity, SpaceId, UnitRect, Verdict,
};
use kith_gallery::{Genuine, Grouping, Likeness, Reliability, Suggestion};
use kith_store::{FaceUpdate, Library, NewMachineFace, StoredEmbedding};

use super::memory::Memory;
use super::opinion::{self, Opinion};
use super::{is_due, refresh};
use crate::Calibration;

const PERSON: PersonId = PersonId(1);

fn calibration() -> Calibration {
    Calibration {
        likeness: Likeness {
            reliability: Reliability { most: 0.885, slope: 0.498, middle: -0.328 },
            genuine: Genuine { spread: 0.236, narrowing: 1.72, freedom: 6.0, between_groups: 0.12 },
            impostor: 0.098,
            relatives: 0.0,
        },
        grouping: Grouping { link: 0.5, join: -1.5, relatives: 0.0 },
        suggestion: Probability(0.6),
    }
}

/// A library with nine photos of a face each, which look like three people in turn, and a person who is nobody yet.
async fn library() -> (tempfile::TempDir, Library, SpaceId, Vec<FaceId>) {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).await.unwrap();
    let mut write = library.write().await.unwrap();
    let space = write.put_space("space").await.unwrap();
    let update = FaceUpdate {
        rect: UnitRect::new(0.1, 0.1, 0.2, 0.2).unwrap(),
        landmarks: Landmarks::from_array([Point::new(0.2, 0.2); 5]),
        score: 0.9,
        detector_version: "1",
    };
    let mut faces = Vec::new();
    for number in 0..9u8 {
        let photo = write.put_photo(&PayloadHash([number; 32]), (9, 9), None).await.unwrap();
        let face = NewMachineFace { uuid: FaceUuid([number; 16]), photo, update };
        let id = write.add_machine_face(&face).await.unwrap();
        let mut look = vec![0.0, 0.0, 0.0, f32::from(number) * 0.02];
        look[usize::from(number % 3)] = 1.0;
        let look = Embedding::new(look).unwrap();
        write.set_embedding(id, space, StoredEmbedding::Vector(&look, Quality(0.98))).await.unwrap();
        faces.push(id);
    }
    let anna = NewPerson { id: PERSON, uuid: PersonUuid([1; 16]), name: PersonName::new("Anna").unwrap() };
    write.add_made(&[anna], &[]).await.unwrap();
    write.commit().await.unwrap();
    (dir, library, space, faces)
}

async fn confirm(library: &Library, face: FaceId) {
    let mut write = library.write().await.unwrap();
    let after = Verdict::Confirmed { person: PERSON, twice: false };
    write.apply(&[Change::Verdict { face, before: Verdict::Open, after }]).await.unwrap();
    write.commit().await.unwrap();
}

/// What the library holds: whom it proposes, and the groups.
async fn held(library: &Library) -> (Vec<FaceId>, BTreeMap<FaceId, GroupId>) {
    let mut now = library.write().await.unwrap();
    let proposed = now.suggestions().await.unwrap().iter().map(|row| row.face).collect();
    let groups = now.group_memberships().await.unwrap().iter().map(|row| (row.face, row.group)).collect();
    (proposed, groups)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_changes_what_it_concerns_and_a_second_process_sees_the_same() {
    let (dir, library, _, faces) = library().await;
    let other = Library::open(dir.path()).await.unwrap();
    let (mut here, mut there): (Option<Memory>, Option<Memory>) = (None, None);
    refresh(&library, &calibration(), &mut here).await.unwrap();
    let (proposed, groups) = held(&library).await;
    assert!(proposed.is_empty() && groups.len() == 9);
    refresh(&other, &calibration(), &mut there).await.unwrap();
    assert_eq!(held(&library).await, (proposed, groups.clone()));

    confirm(&library, faces[0]).await;
    refresh(&library, &calibration(), &mut here).await.unwrap();
    let (proposed, fewer) = held(&library).await;
    assert_eq!(proposed, [faces[3], faces[6]]);
    assert!(fewer.len() == 6 && fewer.iter().all(|(face, group)| groups[face] == *group));
    assert!(!is_due(&library).await.unwrap());

    let mut write = other.write().await.unwrap();
    write.remove_face(faces[6]).await.unwrap();
    write.remove_face(faces[1]).await.unwrap();
    write.commit().await.unwrap();
    refresh(&other, &calibration(), &mut there).await.unwrap();
    let now = held(&library).await;
    assert_eq!((&now.0, now.1.len()), (&vec![faces[3]], 5));
    refresh(&library, &calibration(), &mut here).await.unwrap();
    assert_eq!(held(&library).await, now);
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_that_a_word_made_one_fall_apart_when_it_is_taken_back_also_after_a_restart() {
    let (_dir, library, _, faces) = library().await;
    let mut memory = None;
    refresh(&library, &calibration(), &mut memory).await.unwrap();
    let apart = held(&library).await.1;
    let pairs = [1, 4, 7].map(|k| FacePair::new(faces[0], faces[k]).unwrap());
    for is_restarted in [false, true] {
        for (before, after) in [(None, Some(Link::Same)), (Some(Link::Same), None)] {
            let mut write = library.write().await.unwrap();
            write.apply(&pairs.map(|pair| Change::Link { pair, before, after })).await.unwrap();
            write.commit().await.unwrap();
            memory = memory.filter(|_| !is_restarted);
            refresh(&library, &calibration(), &mut memory).await.unwrap();
            let now = held(&library).await.1;
            let parts = |groups: &BTreeMap<FaceId, GroupId>| {
                let of = |group: &GroupId| groups.iter().filter(|(_, g)| *g == group).map(|(face, _)| *face).collect();
                groups.values().map(of).collect::<std::collections::BTreeSet<Vec<FaceId>>>()
            };
            match after {
                Some(_) => assert_eq!(parts(&now).len(), 2),
                None => assert_eq!(parts(&now), parts(&apart)),
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_old_opinion_says_of_faces_that_are_no_more_is_left_out() {
    let (_dir, library, space, faces) = library().await;
    let mut memory = None;
    refresh(&library, &calibration(), &mut memory).await.unwrap();
    let suggestion = |face, evidence| Suggestion {
        face,
        person: PERSON,
        similarity: Similarity(0.7),
        probability: Probability(0.9),
        runner_up: None,
        evidence,
    };
    let mut opinion = Opinion::default();
    opinion.suggestions.insert(faces[0], Some(suggestion(faces[0], faces[2])));
    opinion.suggestions.insert(faces[2], Some(suggestion(faces[2], faces[0])));
    for (face, group) in faces.iter().zip([-1, -1, -1]) {
        opinion.groups.insert(*face, Some(GroupId(group)));
    }
    opinion.groups.extend(faces[3..].iter().map(|face| (*face, None)));
    let seen = library.revision().await.unwrap();
    let mut meanwhile = library.write().await.unwrap();
    meanwhile.remove_face(faces[2]).await.unwrap();
    meanwhile.commit().await.unwrap();
    let written = opinion::write(&library, memory.unwrap(), opinion, seen).await.unwrap();
    let (proposed, grouped) = held(&library).await;
    assert_eq!((proposed, grouped.into_keys().collect()), (vec![faces[0]], faces[..2].to_vec()));
    assert!(is_due(&library).await.unwrap() && written.is_some_and(|memory| memory.space == space));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_may_work_on_the_same_library() {
    let (dir, library, _, faces) = library().await;
    let other = Library::open(dir.path()).await.unwrap();
    let work = async |library: &Library, faces: &[FaceId]| {
        let mut memory = None;
        for face in faces {
            let mut write = library.write().await.unwrap();
            write.remove_face(*face).await.unwrap();
            write.commit().await.unwrap();
            refresh(library, &calibration(), &mut memory).await.unwrap();
        }
    };
    tokio::join!(work(&library, &faces[..4]), work(&other, &faces[4..]));
    refresh(&library, &calibration(), &mut None).await.unwrap();
    assert_eq!(held(&library).await, (Vec::new(), BTreeMap::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stricter_choice_takes_suggestions_back_until_it_is_taken_back_itself() {
    let (_dir, library, _, faces) = library().await;
    let mut memory = None;
    confirm(&library, faces[0]).await;
    // Strangers are this much alike too, so nothing is certain.
    let likeness = Likeness { impostor: 0.25, ..calibration().likeness };
    let at_least = |least| Calibration { suggestion: Probability(least), likeness: likeness.clone(), ..calibration() };
    for (least, proposed) in [(0.6, vec![faces[3], faces[6]]), (0.9999, Vec::new()), (0.6, vec![faces[3], faces[6]])] {
        refresh(&library, &at_least(least), &mut memory).await.unwrap();
        assert_eq!(held(&library).await.0, proposed, "{least}");
    }
}
