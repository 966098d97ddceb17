//! People whom files name without a place: in the photo, but without a face.

use kith_app::Kith;
use kith_app::browse::photo;
use kith_app::dto::GetPhoto;
use kith_app::files::Target;
use kith_app::inner::Decision;
use kith_domain::PhotoId;
use kith_tests::album::Album;

use crate::people::{clear, confirm, faces, listing, name, names, open, scan, scanned, told, write};

/// Who is named in the first photo and has no face there.
async fn without_face(kith: &Kith) -> Vec<String> {
    let first = the_photo(kith).await.0.to_string();
    photo(kith.library(), &GetPhoto { photo: first }).await.unwrap().named
}

async fn the_photo(kith: &Kith) -> PhotoId {
    kith.library().file_people(None, true).await.unwrap()[0].photo
}

#[tokio::test]
async fn a_name_without_a_place_waits_for_a_face_and_is_no_face_itself() {
    let album = Album::new();
    album.paint("1.jpg", &[1, 2]);
    let (root, kith) = (album.root(), open(&album.library()).await);
    album.add("1.jpg.xmp", listing(&["Ben", "anna", "Anna", " "], &[]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(without_face(&kith).await, ["anna", "Ben"], "each once, by name");
    assert_eq!(names(&kith).await, [None, None], "nobody is taken to be in a face");
    assert!(kith.library().people().await.unwrap().is_empty(), "nor is anybody made");

    confirm(&kith, 0, "Anna").await;
    assert_eq!(without_face(&kith).await, ["Ben"]);
    clear(&kith, 0).await;
    assert_eq!(without_face(&kith).await, ["Anna", "Ben"], "as the library writes the name");
    let (person, into) = (name("Anna"), name("Bertha"));
    confirm(&kith, 1, "Bertha").await;
    kith.decide(&[Decision::Merge { person, into, allow_twice: false }]).await.unwrap();
    assert_eq!(without_face(&kith).await, ["Ben"], "who was merged has the other's face");

    album.add("1.jpg.xmp", b"<broken");
    scan(&kith, &root).await;
    assert_eq!(without_face(&kith).await, ["Ben"], "a damaged file takes nothing away");
    album.add("1.jpg.xmp", listing(&["Cem"], &[]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(without_face(&kith).await, ["Cem"], "what the file says now");
}

/// Lets another program's database name people in the first photo, and returns how many are new.
async fn say_elsewhere(kith: &Kith, people: &[&str]) -> u64 {
    let photo = the_photo(kith).await;
    let mut write = kith.library().write().await.unwrap();
    let new =
        write.set_named_elsewhere(photo, &people.iter().map(|text| name(text)).collect::<Vec<_>>()).await.unwrap();
    write.commit().await.unwrap();
    new
}

#[tokio::test]
async fn whom_another_program_names_is_named_until_it_says_something_else() {
    let album = Album::new();
    album.paint_as("1.jpg", &[1, 2], 0);
    let (root, kith) = (album.root(), open(&album.library()).await);
    album.add("1.jpg.xmp", listing(&["Ben"], &[]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(say_elsewhere(&kith, &["Anna", "ben", "Cem"]).await, 3);
    assert_eq!(without_face(&kith).await, ["Anna", "Ben", "Cem"], "each once");
    album.add("1.jpg.xmp", listing(&["Dana"], &[]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(without_face(&kith).await, ["Anna", "ben", "Cem", "Dana"], "files do not speak for it");
    confirm(&kith, 0, "Anna").await;
    assert_eq!(say_elsewhere(&kith, &["Anna", "Cem", "Emil"]).await, 1);
    assert_eq!(without_face(&kith).await, ["Cem", "Dana", "Emil"]);
    album.rename("1.jpg", "0.jpg");
    scan(&kith, &root).await;
    assert_eq!(without_face(&kith).await, ["Cem", "Emil"], "wherever the picture lies");
    album.paint_as("0.jpg", &[1, 2], 5);
    scan(&kith, &root).await;
    assert_eq!(without_face(&kith).await, ["Cem", "Emil"], "an edit shows the same people");
}

#[tokio::test]
async fn who_has_a_place_in_any_list_is_not_named_without_one() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    let place = faces(&kith).await[0].4;
    album.add("1.jpg.xmp", listing(&["ANNA", "Ben"], &[("Anna", place)]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), None]);
    assert_eq!(without_face(&kith).await, ["Ben"]);

    // What Kith writes keeps the names that are nobody's yet.
    confirm(&kith, 1, "Cem").await;
    write(&kith, Target::Sidecar, false).await;
    assert_eq!(told(&root.join("1.jpg")), ["Anna", "Cem"]);
    scan(&kith, &root).await;
    assert_eq!(without_face(&kith).await, ["Ben"]);
}
