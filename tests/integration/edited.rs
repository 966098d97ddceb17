//! Photos in whose place others lie now: what was said follows the picture it was said of, or is listed.

use kith_app::browse::FaceLine;
use kith_app::inner::{Decision, FaceId, FaceState, FaceUuid, Link, Said, UnitRect};
use kith_domain::Score;
use kith_tests::album::Album;
use kith_tests::fakes::{FakeDetector, FakeEyes};
use kith_vision::Detector as _;

use crate::eyes::Seeing;
use crate::scanned::{Scanned, name, open};

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_photo_keeps_its_faces_and_their_names() {
    let it = Scanned::new(&[("1.jpg", &[1, 2])]).await;
    it.confirm("1.jpg", "Anna").await;
    let before: Vec<_> = it.photos().await["1.jpg"].faces.iter().map(|face| face.id).collect();
    it.album.paint("1.jpg", &[1, 2]);
    it.scan().await;
    let after: Vec<_> = it.photos().await["1.jpg"].faces.iter().map(|face| face.id).collect();
    assert_eq!(after, before);
    assert_eq!(it.said_here().await, [Said::Is(name("Anna"))]);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_that_is_taken_back_gives_the_faces_back() {
    let it = Scanned::new(&[("1.jpg", &[1, 2])]).await;
    let original = it.album.bytes("1.jpg");
    it.confirm("1.jpg", "Anna").await;
    let before = it.photos().await["1.jpg"].faces.clone();
    it.album.paint_as("1.jpg", &[1, 2], 5);
    it.scan().await;
    it.album.add("1.jpg", &original);
    it.scan().await;
    let after = it.photos().await["1.jpg"].faces.clone();
    let said = |faces: &[FaceLine]| faces.iter().map(|face| (face.id, face.person.clone())).collect::<Vec<_>>();
    assert_eq!(said(&after), said(&before));
    assert_eq!(it.said_here().await, [Said::Is(name("Anna"))]);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_that_are_edited_alike_keep_their_faces() {
    let it = Scanned::new(&[("a.jpg", &[1]), ("z.jpg", &[2])]).await;
    it.album.copy("a.jpg", "b.jpg");
    it.scan().await;
    it.confirm("a.jpg", "Anna").await;
    let before = it.face("a.jpg").await.id;
    for place in ["a.jpg", "b.jpg"] {
        it.album.paint_as(place, &[1], 5);
    }
    it.scan().await;
    for place in ["a.jpg", "b.jpg"] {
        let face = it.face(place).await;
        assert_eq!((face.id, face.person), (before, Some(name("Anna"))), "{place}");
    }
    assert_eq!(it.said_here().await, [Said::Is(name("Anna"))]);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_copies_that_became_two_photos_the_one_that_fits_gets_the_faces() {
    let it = Scanned::new(&[("a.jpg", &[1, 2])]).await;
    it.album.copy("a.jpg", "b.jpg");
    it.album.copy("a.jpg", "c.jpg");
    it.scan().await;
    it.confirm("a.jpg", "Anna").await;
    let before: Vec<_> = it.photos().await["a.jpg"].faces.iter().map(|face| face.id).collect();
    it.album.paint_as("a.jpg", &[3, 2], 5);
    it.album.paint_as("b.jpg", &[1, 2], 10);
    it.album.paint_as("c.jpg", &[5, 2], 15);
    it.scan().await;
    let now = it.photos().await;
    let after: Vec<_> = now["b.jpg"].faces.iter().map(|face| face.id).collect();
    assert_eq!(after, before);
    assert_eq!(now["b.jpg"].faces[0].person, Some(name("Anna")));
    assert_eq!((now["a.jpg"].faces.len(), now["c.jpg"].faces.len()), (2, 2));
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_photo_takes_its_faces_along_whatever_gets_its_old_name() {
    for new_name in ["0.jpg", "z.jpg"] {
        let it = Scanned::new(&[("a.jpg", &[1])]).await;
        it.confirm("a.jpg", "Anna").await;
        let before = it.face("a.jpg").await.id;
        it.album.rename("a.jpg", new_name);
        it.album.paint_as("a.jpg", &[1], 5);
        it.scan().await;
        let face = it.face(new_name).await;
        assert_eq!((face.id, face.person), (before, Some(name("Anna"))), "{new_name}");
        assert_eq!(it.face("a.jpg").await.person, Some(name("Anna")), "an edited picture is the picture");
        assert_eq!(it.problems().await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_that_is_stopped_leaves_the_faces_to_the_next_one() {
    let it = Scanned::new(&[("a.jpg", &[1]), ("b.jpg", &[2])]).await;
    it.confirm("a.jpg", "Anna").await;
    it.confirm("b.jpg", "Ben").await;
    it.album.paint_as("a.jpg", &[1], 5);
    it.album.paint_as("b.jpg", &[2], 6);
    assert!(it.scan_one().await.cancelled);
    assert_eq!(it.problems().await, [], "what waits is no problem");
    it.scan().await;
    assert_eq!(it.face("a.jpg").await.person, Some(name("Anna")));
    assert_eq!(it.face("b.jpg").await.person, Some(name("Ben")));
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_the_new_picture_meanwhile_stays_and_what_was_said_of_the_old_one_is_listed() {
    let it = Scanned::new(&[("in/a.jpg", &[1])]).await;
    it.confirm("in/a.jpg", "Anna").await;
    it.album.paint_as("in/a.jpg", &[1], 5);
    assert!(it.scan_one().await.cancelled);
    let new = it.face("in/a.jpg").await.id;
    it.confirm("in/a.jpg", "Berta").await;
    it.scan().await;
    let face = it.face("in/a.jpg").await;
    assert_eq!((face.id, face.person), (new, Some(name("Berta"))));
    let mut said = it.said().await;
    said.sort();
    assert_eq!(said, [Said::Is(name("Anna")), Said::Is(name("Berta"))]);
    assert_eq!(it.problems().await, [("changed", Some("in/a.jpg".to_owned()))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_to_be_in_a_photo_twice() {
    let it = Scanned::new(&[("a.jpg", &[1, 2])]).await;
    it.confirm("a.jpg", "Anna").await;
    it.album.paint_as("a.jpg", &[1, 2], 5);
    assert!(it.scan_one().await.cancelled);
    let second = it.photos().await["a.jpg"].faces[1].id;
    let face = it.kith.library().face_by_uuid(second).await.unwrap().unwrap();
    it.kith.decide(&[Decision::Confirm { face, person: name("Anna"), allow_twice: false }]).await.unwrap();
    it.scan().await;
    let faces: Vec<_> = it.photos().await["a.jpg"].faces.iter().map(|face| face.person.clone()).collect();
    assert_eq!(faces.iter().filter(|person| **person == Some(name("Anna"))).count(), 1);
    assert_eq!(it.problems().await, [], "who Anna is here was said");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_over_which_another_was_copied_ends_no_scan() {
    let it = Scanned::new(&[("a.jpg", &[1]), ("b.jpg", &[1])]).await;
    it.confirm("a.jpg", "Anna").await;
    it.confirm("b.jpg", "Anna").await;
    it.album.copy("b.jpg", "a.jpg");
    for _ in 0..2 {
        let summary = it.scan().await;
        assert_eq!((summary.photos, summary.failed), (2, 0));
    }
    assert_eq!(it.scan_again_with(FakeEyes::default()).await.photos, 2);
    assert_eq!(it.problems().await, [], "Anna is in the photo that is there now");
    assert_eq!(it.said().await.len(), 2, "nothing that was said is lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_face_that_was_only_said_not_to_be_somebody_is_listed_too() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("2.jpg", &[2])]).await;
    it.confirm("2.jpg", "Ben").await;
    let face = it.face_id("1.jpg").await;
    it.kith.decide(&[Decision::Reject { face, person: name("Ben") }]).await.unwrap();
    it.album.paint("1.jpg", &[3]);
    it.scan().await;
    assert_eq!(it.problems().await, [("changed", Some("1.jpg".to_owned()))]);
    it.album.remove("1.jpg");
    it.scan().await;
    assert_eq!(it.problems().await, [("changed", Some("1.jpg".to_owned()))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_was_known_elsewhere_inherits_nothing() {
    let it = Scanned::new(&[("a.jpg", &[1]), ("b.jpg", &[1])]).await;
    it.confirm("a.jpg", "Anna").await;
    let before = it.face("b.jpg").await.id;
    it.album.copy("b.jpg", "a.jpg");
    it.scan().await;
    for place in ["a.jpg", "b.jpg"] {
        let face = it.face(place).await;
        assert_eq!((face.id, face.person), (before, None), "{place}");
    }
    assert_eq!(it.problems().await, [("changed", Some("a.jpg".to_owned()))]);
}

/// What is said of the faces of a photo, from the left: a name, `ignored`, or nothing.
async fn words_of(it: &Scanned, photo: &str) -> Vec<String> {
    let mut faces = it.photos().await[photo].faces.clone();
    faces.sort_by(|a, b| a.rect.x().total_cmp(&b.rect.x()));
    let word = |face: FaceLine| match face.state {
        FaceState::Ignored => "ignored".to_owned(),
        _ => face.person.map(|person| person.to_string()).unwrap_or_default(),
    };
    faces.into_iter().map(word).collect()
}

async fn face_ids(it: &Scanned, photo: &str) -> Vec<FaceId> {
    let mut faces = it.photos().await[photo].faces.clone();
    faces.sort_by(|a, b| a.rect.x().total_cmp(&b.rect.x()));
    let mut ids = Vec::new();
    for face in faces {
        ids.push(it.kith.library().face_by_uuid(face.id).await.unwrap().unwrap());
    }
    ids
}

fn confirm(face: FaceId, person: &str) -> Decision {
    Decision::Confirm { face, person: name(person), allow_twice: false }
}

/// `a.jpg` with three people: the first is Anna, the second is ignored, the third is not Anna.
async fn spoken_of() -> Scanned {
    let it = Scanned::new(&[("a.jpg", &[1, 2, 3])]).await;
    let ids = face_ids(&it, "a.jpg").await;
    let reject = Decision::Reject { face: ids[2], person: name("Anna") };
    it.kith.decide(&[confirm(ids[0], "Anna"), Decision::Ignore { face: ids[1] }, reject]).await.unwrap();
    it
}

const ALL_WORDS: [&str; 3] = ["Anna", "ignored", ""];

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_copy_inherits_all_words_and_the_other_copy_keeps_them() {
    let it = spoken_of().await;
    let before = face_ids(&it, "a.jpg").await;
    it.album.copy("a.jpg", "the original of a.jpg");
    it.album.paint_as("a.jpg", &[1, 2, 3], 5);
    for _ in 0..2 {
        it.scan().await;
        assert_eq!(face_ids(&it, "the original of a.jpg").await, before);
        assert_eq!(words_of(&it, "the original of a.jpg").await, ALL_WORDS);
        assert_eq!(words_of(&it, "a.jpg").await, ALL_WORDS);
        assert_eq!(it.said_here().await.iter().filter(|said| **said == Said::IsNot(name("Anna"))).count(), 2);
        assert_eq!(it.problems().await, []);
    }
    it.album.remove("the original of a.jpg");
    it.scan().await;
    assert_eq!(words_of(&it, "a.jpg").await, ALL_WORDS);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_copy_inherits_what_was_said_of_two_faces_and_undo_takes_it_from_both() {
    let it = Scanned::new(&[("a.jpg", &[1, 2]), ("b.jpg", &[3])]).await;
    let ids = face_ids(&it, "a.jpg").await;
    let said = [ids[1], it.face_id("b.jpg").await].map(|other| {
        let (face, link) = (ids[0], Link::Different);
        Decision::Link { face, other, link }
    });
    it.kith.decide(&said).await.unwrap();
    it.album.copy("a.jpg", "the original of a.jpg");
    it.album.paint_as("a.jpg", &[1, 2], 5);
    it.scan().await;
    let links = async || it.kith.library().links().await.unwrap();
    assert_eq!(links().await.len(), 4);
    it.kith.undo(1).await.unwrap();
    assert_eq!(links().await, []);
    it.kith.redo(1).await.unwrap();
    assert_eq!(links().await.len(), 4);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_that_are_edited_alike_one_after_the_other_keep_their_words() {
    let it = spoken_of().await;
    it.album.copy("a.jpg", "b.jpg");
    it.scan().await;
    it.album.paint_as("a.jpg", &[1, 2, 3], 5);
    it.scan().await;
    let third = face_ids(&it, "b.jpg").await[2];
    it.kith.decide(&[confirm(third, "Cem")]).await.unwrap();
    it.album.paint_as("b.jpg", &[1, 2, 3], 5);
    it.scan().await;
    for photo in ["a.jpg", "b.jpg"] {
        assert_eq!(words_of(&it, photo).await, ["Anna", "ignored", "Cem"], "{photo}: the last word holds");
    }
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_takes_a_word_from_a_picture_and_from_its_edited_version() {
    let it = spoken_of().await;
    it.album.copy("a.jpg", "b.jpg");
    it.album.paint_as("a.jpg", &[1, 2, 3], 5);
    it.scan().await;
    assert_eq!(it.kith.undo(1).await.unwrap(), 1);
    assert_eq!(it.said().await, []);
    assert_eq!(it.kith.redo(1).await.unwrap(), 1);
    for photo in ["a.jpg", "b.jpg"] {
        assert_eq!(words_of(&it, photo).await, ALL_WORDS, "{photo}");
    }
    assert_eq!(it.said().await.len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_comes_back_has_its_words_and_what_was_said_since() {
    let it = spoken_of().await;
    let (original, before) = (it.album.bytes("a.jpg"), it.photos().await["a.jpg"].faces.clone());
    it.album.paint_as("a.jpg", &[1, 2, 7], 5);
    it.scan().await;
    assert_eq!(words_of(&it, "a.jpg").await, ALL_WORDS);
    let first = face_ids(&it, "a.jpg").await[0];
    it.kith.decide(&[confirm(first, "Berta")]).await.unwrap();
    it.album.add("a.jpg", &original);
    it.scan().await;
    assert_eq!(words_of(&it, "a.jpg").await, ["Berta", "ignored", ""]);
    let ids = |faces: &[FaceLine]| faces.iter().map(|face| face.id).collect::<Vec<_>>();
    assert_eq!(ids(&it.photos().await["a.jpg"].faces), ids(&before));
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn words_wait_until_a_picture_that_shows_their_faces_takes_the_place() {
    let it = spoken_of().await;
    let before = it.photos().await["a.jpg"].faces.clone();
    it.album.paint_as("a.jpg", &[], 1);
    it.scan().await;
    assert_eq!(it.problems().await, vec![("changed", Some("a.jpg".to_owned())); 3]);
    it.album.paint_as("a.jpg", &[1, 2, 3], 5);
    it.scan().await;
    assert_eq!(words_of(&it, "a.jpg").await, ALL_WORDS);
    let ids = |faces: &[FaceLine]| faces.iter().map(|face| face.id).collect::<Vec<_>>();
    assert_eq!(ids(&it.photos().await["a.jpg"].faces), ids(&before));
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_photo_is_in_order_again_when_its_words_were_said_anew_or_taken_back() {
    let it = spoken_of().await;
    let root = it.album.root().canonicalize().unwrap();
    let corner = UnitRect::new(0.0, 0.0, 0.1, 0.1).unwrap();
    it.kith.decide(&[it.kith.drawing(&root, "a.jpg", corner, None).await.unwrap()]).await.unwrap();
    it.album.paint_as("a.jpg", &[4, 5], 1);
    it.scan().await;
    assert_eq!(it.problems().await.len(), 4, "a name, an ignored face, a rejection and a drawn box");
    let new = face_ids(&it, "a.jpg").await[0];
    it.kith.decide(&[confirm(new, "Anna")]).await.unwrap();
    let problems = it.kith.problems().await.unwrap();
    assert_eq!(problems.len(), 3);
    for problem in problems {
        let (_, advice) = problem.detail.split_once("{\"face\":\"").expect("what to do is said");
        let face: FaceUuid = advice[..32].parse().unwrap();
        let face = it.kith.library().face_by_uuid(face).await.unwrap().unwrap();
        let no_face = advice[32..].starts_with("\",\"not_a_face\":true}");
        let said = if no_face { Decision::NotAFace { face } } else { Decision::Clear { face } };
        it.kith.decide(&[said]).await.unwrap();
    }
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn drawn_faces_are_in_an_edited_picture_too() {
    let it = spoken_of().await;
    let root = it.album.root().canonicalize().unwrap();
    let corner = UnitRect::new(0.0, 0.0, 0.1, 0.1).unwrap();
    it.kith.decide(&[it.kith.drawing(&root, "a.jpg", corner, Some(name("Dora"))).await.unwrap()]).await.unwrap();
    let original = it.album.bytes("a.jpg");
    let before = it.photos().await["a.jpg"].faces.clone();
    it.album.copy("a.jpg", "b.jpg");
    it.album.paint_as("a.jpg", &[1, 2, 3], 5);
    let with_dora = ["Dora", "Anna", "ignored", ""];
    for photos in [&["a.jpg", "b.jpg"][..], &["a.jpg"]] {
        if photos.len() == 1 {
            it.album.remove("b.jpg");
            it.album.paint_as("a.jpg", &[1, 2, 3], 10);
        }
        it.scan().await;
        for photo in photos {
            assert_eq!(words_of(&it, photo).await, with_dora, "{photo}");
        }
        assert_eq!(it.problems().await, []);
        it.kith.undo(1).await.unwrap();
        for photo in photos {
            assert_eq!(words_of(&it, photo).await, ALL_WORDS, "{photo}");
        }
        it.kith.redo(1).await.unwrap();
    }
    it.album.add("a.jpg", &original);
    it.scan().await;
    assert_eq!(words_of(&it, "a.jpg").await, with_dora);
    assert_eq!(it.photos().await["a.jpg"].faces.len(), before.len());
}

/// Finds nothing in the right half.
const HALF_BLIND: Seeing = Seeing(|frame| {
    let found = FakeDetector.detect(frame, frame.width(), Score::new(0.5)).unwrap();
    found.into_iter().filter(|face| face.rect.x * 2.0 < frame.width() as f32).collect()
});

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_a_drawn_face_is_said_of_the_one_that_is_found_there() {
    let seen = Scanned::new(&[("a.jpg", &[1, 2])]).await.photos().await["a.jpg"].faces.clone();
    let there = seen.iter().map(|face| face.rect).max_by(|a, b| a.x().total_cmp(&b.x())).unwrap();
    for loose in [0.0, 0.15] {
        let album = Album::new();
        album.paint("a.jpg", &[1, 2]);
        let it = Scanned { kith: open(&album, HALF_BLIND).await, album };
        it.scan().await;
        let (w, h) = (there.w() * (1.0 + 2.0 * loose), there.h() * (1.0 + 2.0 * loose));
        let drawn = UnitRect::new(there.x() - loose * there.w(), there.y() - loose * there.h(), w, h).unwrap();
        let root = it.album.root().canonicalize().unwrap();
        it.kith.decide(&[it.kith.drawing(&root, "a.jpg", drawn, Some(name("Dora"))).await.unwrap()]).await.unwrap();
        assert_eq!(words_of(&it, "a.jpg").await, ["", "Dora"]);
        let original = it.album.bytes("a.jpg");
        let it = Scanned { kith: open(&it.album, FakeEyes::default()).await, album: it.album };
        it.album.paint_as("a.jpg", &[1, 2], 5);
        it.scan().await;
        assert_eq!(words_of(&it, "a.jpg").await, ["", "Dora"], "drawn {loose} wider");
        assert_eq!(it.problems().await, []);
        assert_eq!(it.kith.undo(1).await.unwrap(), 1);
        assert_eq!(words_of(&it, "a.jpg").await, ["", ""]);
        assert_eq!(it.kith.redo(1).await.unwrap(), 1);
        let found = face_ids(&it, "a.jpg").await[1];
        it.kith.decide(&[confirm(found, "Dorothea")]).await.unwrap();
        it.album.add("a.jpg", &original);
        it.scan().await;
        assert_eq!(words_of(&it, "a.jpg").await, ["", "Dorothea"], "the last word holds");
        assert_eq!(it.problems().await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_faces_of_which_a_crash_took_them_are_made_again() {
    let it = spoken_of().await;
    it.album.paint_as("a.jpg", &[1, 2, 3], 5);
    it.scan().await;
    let library = it.kith.library();
    let faces: Vec<FaceUuid> = it.photos().await["a.jpg"].faces.iter().map(|face| face.id).collect();
    let before = library.thumbnail_versions(&faces).await.unwrap();
    library.remove_thumbnails(&faces).await.unwrap();
    it.scan().await;
    assert_eq!(library.thumbnail_versions(&faces).await.unwrap(), before);
    assert_eq!((before.len(), it.problems().await), (3, vec![]));
}
