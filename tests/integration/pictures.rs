//! Which face stands for somebody, and who is together with whom.

use kith_app::AppError;
use kith_app::browse::{people_list, step_page, together};
use kith_app::dto::{ListSteps, ListTogether, PersonRow};
use kith_app::inner::{Decision, FaceState, FaceUuid};

use crate::scanned::{Scanned, name};

/// Two photos of Anna, of which the second is the larger one by itself, and one of Anni.
async fn album() -> Scanned {
    let it = Scanned::new(&[("1.jpg", &[1]), ("2.jpg", &[1]), ("3.jpg", &[2])]).await;
    for (photo, person) in [("1.jpg", "Anna"), ("2.jpg", "Anna"), ("3.jpg", "Anni")] {
        it.confirm(photo, person).await;
    }
    it
}

async fn row(it: &Scanned, person: &str) -> PersonRow {
    let people = people_list(it.kith.library()).await.unwrap().people;
    people.into_iter().find(|row| row.name == person).unwrap()
}

/// The photo of the face that stands for somebody.
async fn pictured(it: &Scanned, person: &str) -> String {
    let thumbnail = row(it, person).await.thumbnail.unwrap();
    let of = |face: FaceUuid| thumbnail.starts_with(&face.to_string());
    let photos = it.photos().await.into_values();
    photos
        .flat_map(|line| line.faces.into_iter().map(move |face| (face.id, line.photo.clone())))
        .find(|(face, _)| of(*face))
        .unwrap()
        .1
}

async fn choose(it: &Scanned, photo: &str, person: &str) {
    let face = it.face_id(photo).await;
    it.kith.decide(&[Decision::KeyFace { person: name(person), face }]).await.unwrap();
}

/// The photo of Anna that does not stand for her by itself.
async fn other_photo(it: &Scanned) -> (String, String) {
    let first = pictured(it, "Anna").await;
    let other = if first == "1.jpg" { "2.jpg" } else { "1.jpg" };
    (first, other.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chosen_face_stands_for_somebody_until_it_is_not_them() {
    let it = album().await;
    let (first, other) = other_photo(&it).await;
    choose(&it, &other, "Anna").await;
    assert_eq!(pictured(&it, "Anna").await, other);
    it.kith.undo(1).await.unwrap();
    assert_eq!(pictured(&it, "Anna").await, first);
    it.kith.redo(1).await.unwrap();
    assert_eq!(pictured(&it, "Anna").await, other);
    it.kith.decide(&[Decision::Reject { face: it.face_id(&other).await, person: name("Anna") }]).await.unwrap();
    assert_eq!(pictured(&it, "Anna").await, first);
    it.kith.undo(1).await.unwrap();
    assert_eq!(pictured(&it, "Anna").await, other);
    let refused = Decision::KeyFace { person: name("Anna"), face: it.face_id("3.jpg").await };
    let refused = it.kith.decide(&[refused]).await.unwrap_err();
    assert!(matches!(refused, AppError::Refused { .. }), "{refused}");
    let steps = step_page(it.kith.library(), ListSteps { offset: 1, limit: 1 }).await.unwrap().steps;
    assert_eq!((steps[0].kind.as_str(), &steps[0].people[..]), ("keyFace", &["Anna".to_owned()][..]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_is_gone_or_edited_keeps_or_gives_up_the_picture() {
    let it = album().await;
    let (first, other) = other_photo(&it).await;
    choose(&it, &other, "Anna").await;
    it.album.paint_as(&other, &[1], 5);
    it.scan().await;
    assert_eq!(it.face(&other).await.state, FaceState::Confirmed);
    assert_eq!(pictured(&it, "Anna").await, other, "an edited picture is the picture");
    it.kith.undo(1).await.unwrap();
    assert_eq!(pictured(&it, "Anna").await, first);
    it.kith.redo(1).await.unwrap();
    it.album.remove(&other);
    it.scan().await;
    assert_eq!(pictured(&it, "Anna").await, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_takes_the_picture_where_none_was_chosen_and_gives_it_back() {
    let it = album().await;
    let merge = || Decision::Merge { person: name("Anni"), into: name("Anna"), allow_twice: false };
    choose(&it, "3.jpg", "Anni").await;
    it.kith.decide(&[merge()]).await.unwrap();
    assert_eq!(pictured(&it, "Anna").await, "3.jpg");
    it.kith.undo(1).await.unwrap();
    let (_, other) = other_photo(&it).await;
    choose(&it, &other, "Anna").await;
    it.kith.decide(&[merge()]).await.unwrap();
    assert_eq!(pictured(&it, "Anna").await, other);
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_share_the_most_photos_come_first() {
    let it = Scanned::new(&[("1.jpg", &[1, 2]), ("2.jpg", &[1, 2]), ("3.jpg", &[1, 3]), ("4.jpg", &[4])]).await;
    let people = ["", "Anna", "Ben", "Cem", "Dora"];
    for line in it.photos().await.into_values() {
        let painted: &[usize] = match line.photo.as_str() {
            "3.jpg" => &[1, 3],
            "4.jpg" => &[4],
            _ => &[1, 2],
        };
        let mut faces: Vec<_> = line.faces.iter().map(|face| (face.rect.x(), face.id)).collect();
        faces.sort_by(|a, b| a.0.total_cmp(&b.0));
        for ((_, face), person) in faces.into_iter().zip(painted) {
            let face = it.kith.library().face_by_uuid(face).await.unwrap().unwrap();
            let confirm = Decision::Confirm { face, person: name(people[*person]), allow_twice: false };
            it.kith.decide(&[confirm]).await.unwrap();
        }
    }
    let with = async |person: &str| {
        let request = ListTogether { person: row(&it, person).await.id, limit: 8 };
        let mut named = Vec::new();
        for other in together(it.kith.library(), &request).await.unwrap() {
            let people = people_list(it.kith.library()).await.unwrap().people;
            let row = people.into_iter().find(|row| row.id == other.person).unwrap();
            named.push((row.name, other.photos));
        }
        named
    };
    assert_eq!(with("Anna").await, [("Ben".to_owned(), 2), ("Cem".to_owned(), 1)]);
    assert_eq!(with("Cem").await, [("Anna".to_owned(), 1)]);
    assert_eq!(with("Dora").await, []);
    let nobody = ListTogether { person: "nobody".into(), limit: 8 };
    assert!(matches!(together(it.kith.library(), &nobody).await, Err(AppError::NotFound { .. })));
}
