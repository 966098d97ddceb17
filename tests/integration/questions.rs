//! What is asked, what an answer changes, and that nothing is asked twice.

use kith_app::browse::question_page;
use kith_app::dto::{Asked, ListQuestions, QuestionPage};
use kith_app::inner::{Decision, FaceId, Link, Verdict};

use crate::scanned::{Scanned, name};

const ALL: ListQuestions = ListQuestions { offset: 0, limit: 100 };

/// Three photos of somebody whom nobody knows, two of another one, and one of a third.
async fn album() -> Scanned {
    let photos: [(&str, &[usize]); 6] =
        [("1.jpg", &[1]), ("2.jpg", &[1]), ("3.jpg", &[1]), ("4.jpg", &[2]), ("5.jpg", &[2]), ("6.jpg", &[3])];
    Scanned::new(&photos).await
}

async fn asked(it: &Scanned) -> QuestionPage {
    question_page(it.kith.library(), ALL).await.unwrap()
}

fn sizes(page: &QuestionPage) -> Vec<(&'static str, u32)> {
    let size = |asked: &Asked| match asked {
        Asked::Name { group } => ("name", group.count),
        Asked::Person { group, .. } => ("person", group.count),
        Asked::Pair { other, .. } => ("pair", other.count),
        Asked::Face { .. } => ("face", 1),
    };
    page.questions.iter().map(|question| size(&question.asked)).collect()
}

async fn faces(it: &Scanned, photos: &[&str]) -> Vec<FaceId> {
    let mut faces = Vec::new();
    for photo in photos {
        faces.push(it.face_id(photo).await);
    }
    faces
}

#[tokio::test(flavor = "multi_thread")]
async fn the_largest_group_comes_first_until_nobody_is_sure_and_again_after_an_undo() {
    let it = album().await;
    let before = asked(&it).await;
    assert_eq!(sizes(&before), [("name", 3), ("name", 2)]);
    assert_eq!((before.coverage.named, before.coverage.all), (0, 6));
    let later = faces(&it, &["1.jpg", "2.jpg", "3.jpg"]).await.into_iter().map(|face| Decision::Later { face });
    it.kith.decide(&later.collect::<Vec<_>>()).await.unwrap();
    assert_eq!(sizes(&asked(&it).await), [("name", 2)]);
    it.kith.refresh().await.unwrap();
    assert_eq!(sizes(&asked(&it).await), [("name", 2)]);
    it.kith.undo(1).await.unwrap();
    assert_eq!(asked(&it).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_is_asked_about_until_it_is_answered() {
    let it = album().await;
    it.confirm("1.jpg", "Anna").await;
    it.kith.refresh().await.unwrap();
    let page = asked(&it).await;
    assert_eq!(sizes(&page).iter().filter(|(kind, _)| *kind == "face").count(), 2);
    let known = page.questions.iter().find_map(|question| match &question.asked {
        Asked::Face { known, .. } => Some(known),
        _ => None,
    });
    let known = known.unwrap();
    assert_eq!((known.person.name.as_str(), known.faces.len()), ("Anna", 1));
    it.kith.decide(&[Decision::Reject { face: it.face_id("2.jpg").await, person: name("Anna") }]).await.unwrap();
    it.kith.decide(&[Decision::Later { face: it.face_id("3.jpg").await }]).await.unwrap();
    assert!(sizes(&asked(&it).await).iter().all(|(kind, _)| *kind != "face"));
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_are_ignored_count_no_more_and_come_back() {
    let it = album().await;
    it.kith.decide(&[Decision::Stranger { face: it.face_id("6.jpg").await }]).await.unwrap();
    assert_eq!(it.face("6.jpg").await.verdict, Verdict::Stranger);
    assert_eq!(asked(&it).await.coverage.all, 5);
    it.kith.undo(1).await.unwrap();
    assert_eq!(it.face("6.jpg").await.verdict, Verdict::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_as_the_person_said_until_that_is_undone() {
    let it = album().await;
    let (one, other) = (faces(&it, &["1.jpg", "2.jpg", "3.jpg"]).await, faces(&it, &["4.jpg", "5.jpg"]).await);
    let say = async |face: FaceId, others: &[FaceId], link| {
        let said: Vec<_> = others.iter().map(|other| Decision::Link { face, other: *other, link }).collect();
        it.kith.decide(&said).await.unwrap();
        it.kith.refresh().await.unwrap();
        sizes(&asked(&it).await)
    };
    assert_eq!(say(one[0], &other, Link::Same).await, [("name", 5)]);
    it.kith.undo(1).await.unwrap();
    it.kith.refresh().await.unwrap();
    assert_eq!(sizes(&asked(&it).await), [("name", 3), ("name", 2)]);
    assert_eq!(say(one[0], &one[1..], Link::Different).await, [("name", 2), ("name", 2)]);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_two_faces_is_kept_and_undone_and_protects_them() {
    let it = album().await;
    let pair = faces(&it, &["1.jpg", "4.jpg"]).await;
    let link = |link| Decision::Link { face: pair[0], other: pair[1], link };
    it.kith.decide(&[link(Link::Different)]).await.unwrap();
    it.kith.decide(&[link(Link::Same)]).await.unwrap();
    let links =
        || async { it.kith.library().links().await.unwrap().into_iter().map(|(_, link)| link).collect::<Vec<_>>() };
    assert_eq!(links().await, [Link::Same]);
    it.kith.undo(1).await.unwrap();
    assert_eq!(links().await, [Link::Different]);
    it.scan_again_with(crate::eyes::BLIND).await;
    assert_eq!(links().await, [Link::Different]);
    assert_eq!(it.kith.undo(1).await.unwrap(), 1);
    assert_eq!(links().await, []);
    it.kith.redo(2).await.unwrap();
    assert_eq!(links().await, [Link::Same]);
    assert_eq!(it.problems().await, []);
}
