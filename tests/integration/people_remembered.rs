//! What Kith remembers of what files said: names that were taken back stay away, and Kith takes out what is its own alone.

use std::path::PathBuf;

use kith_app::AppError;
use kith_app::files::{Target, WriteStatus};
use kith_app::inner::{Decision, Orientation, UnitRect};
use kith_app::scan::{LibraryWork, ScanLock};
use kith_tests::album::Album;

use crate::people::{
    clear, confirm, faces, name, names, open, scan, scan_again, scanned, sidecar, statuses, told, write, write_some,
};

/// Where nobody is found in a painted photo.
fn nowhere() -> UnitRect {
    UnitRect::new(0.02, 0.02, 0.05, 0.05).unwrap()
}

#[tokio::test]
async fn an_undone_import_stays_away_and_takes_no_other_name_with_it() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    confirm(&kith, 0, "Ben").await;
    write(&kith, Target::Sidecar, false).await;
    let ben = told(&root.join("1.jpg"));
    assert_eq!(ben, ["Ben"]);
    let places: Vec<_> = faces(&kith).await.iter().map(|face| face.4).collect();
    album.add("1.jpg.xmp", sidecar(&[("Ben", places[0]), ("Cem", places[1])]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Ben".to_owned()), Some("Cem".to_owned())]);
    kith.undo(1).await.unwrap();
    scan_again(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Ben".to_owned()), None], "what was undone does not come back");
    // Ben is Kith's still, and Cem is not.
    kith.decide(&[Decision::Rename { person: name("Ben"), to: name("Bert") }]).await.unwrap();
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert_eq!(told(&root.join("1.jpg")), ["Bert"]);
    let text = std::fs::read_to_string(root.join("1.jpg.xmp")).unwrap();
    assert!(text.contains("Cem"), "{text}");
    clear(&kith, 0).await;
    write(&kith, Target::Sidecar, false).await;
    let text = std::fs::read_to_string(root.join("1.jpg.xmp")).unwrap();
    assert!(text.contains("Cem") && !text.contains("Bert"), "{text}");
    scan_again(&kith, &root).await;
    assert_eq!(names(&kith).await, [None, None]);
}

#[tokio::test]
async fn an_import_that_was_brought_again_is_kiths_to_take_out() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    let place = faces(&kith).await[0].4;
    album.add("1.jpg.xmp", sidecar(&[("Anna", place)]).as_bytes());
    scan(&kith, &root).await;
    kith.undo(1).await.unwrap();
    kith.redo(1).await.unwrap();
    clear(&kith, 0).await;
    write(&kith, Target::Sidecar, false).await;
    assert!(!std::fs::read_to_string(root.join("1.jpg.xmp")).unwrap().contains("Anna"));
}

#[tokio::test]
async fn another_photo_in_the_place_of_one_is_never_written() {
    for target in [Target::Embedded, Target::Sidecar] {
        let album = Album::new();
        let (root, kith) = scanned(&album, &["1.jpg", "2.jpg"], &[1]).await;
        confirm(&kith, 0, "Anna").await;
        album.remove("1.jpg");
        album.rename("2.jpg", "1.jpg");
        let before = album.bytes("1.jpg");
        let lines = write(&kith, target, false).await;
        assert_eq!(statuses(&lines), [WriteStatus::Failed], "{lines:?}");
        assert!(lines[0].reason.as_ref().unwrap().contains("changed since it was scanned"), "{lines:?}");
        assert!(album.bytes("1.jpg") == before && !root.join("1.jpg.xmp").exists());
    }
}

#[tokio::test]
async fn a_photo_that_was_turned_since_the_scan_is_scanned_before_it_is_written() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    album.turn("1.jpg", Orientation::Rotate90);
    assert_eq!(statuses(&write(&kith, Target::Embedded, false).await), [WriteStatus::Failed]);
    scan(&kith, &root).await;
    assert_eq!(statuses(&write(&kith, Target::Embedded, false).await), [WriteStatus::Written]);
}

#[tokio::test]
async fn what_kith_took_out_itself_is_no_loss() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    let places: Vec<_> = faces(&kith).await.iter().map(|face| face.4).collect();
    album.add("1.jpg.xmp", sidecar(&[("Anna", places[0]), ("Ben", places[1])]).as_bytes());
    scan(&kith, &root).await;
    clear(&kith, 0).await;
    write(&kith, Target::Sidecar, false).await;
    kith.undo(1).await.unwrap();
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), Some("Ben".to_owned())]);
    assert_eq!(kith.people_conflicts().await.unwrap(), []);
    write(&kith, Target::Sidecar, false).await;
    assert_eq!(told(&root.join("1.jpg")), ["Ben", "Anna"]);
}

#[tokio::test]
async fn what_a_file_never_came_to_say_is_no_loss() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    confirm(&kith, 0, "Anna").await;
    let place = faces(&kith).await[1].4;
    // The writing is refused, and later the file is whole and says something else.
    album.add("1.jpg.xmp", b"<broken");
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Refused]);
    album.add("1.jpg.xmp", sidecar(&[("Ben", place)]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), Some("Ben".to_owned())]);
    assert_eq!(kith.people_conflicts().await.unwrap(), []);
}

#[tokio::test]
async fn news_that_came_between_a_scan_and_a_writing_is_taken_in_by_the_next_scan() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    confirm(&kith, 0, "Anna").await;
    let place = faces(&kith).await[1].4;
    album.add("1.jpg.xmp", sidecar(&[("Ben", place)]).as_bytes());
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), Some("Ben".to_owned())]);
}

#[tokio::test]
async fn nobody_writes_or_imports_while_a_scan_runs() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    let _scan = ScanLock::take(&album.library(), LibraryWork::Scanning).unwrap();
    let picasa = kith.import_picasa(&root, |_| {}).await.unwrap_err();
    assert!(matches!(picasa, AppError::Busy { work: LibraryWork::Scanning, .. }), "{picasa}");
    let request = kith_app::files::LibraryWrite {
        target: Target::Sidecar,
        manner: kith_app::files::Manner::default(),
        dry_run: false,
        again: false,
        paths: Vec::new(),
    };
    let each = |_, _| Ok::<_, AppError>(());
    let written = kith.write_metadata(&request, &kith_app::scan::Control::default(), each).await.unwrap_err();
    assert!(matches!(written, AppError::Busy { work: LibraryWork::Scanning, .. }), "{written}");
}

#[tokio::test]
async fn who_is_named_twice_in_a_file_is_taken_out_of_neither_place() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    let place = faces(&kith).await[0].4;
    album.add("1.jpg.xmp", sidecar(&[("Anna", place), ("Anna", nowhere())]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), Some("Anna".to_owned())]);
    write_some(&kith, Target::Sidecar, false, vec![root.join("1.jpg")]).await;
    assert_eq!(told(&root.join("1.jpg")), ["Anna", "Anna"]);
}

#[tokio::test]
async fn a_name_that_was_not_taken_in_stays_in_the_file() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    album.add("1.jpg.xmp", sidecar(&[("Anna", nowhere())]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), None], "she is confirmed elsewhere in the photo");
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    let text = std::fs::read_to_string(root.join("1.jpg.xmp")).unwrap();
    assert!(text.contains("0.02, 0.02, 0.05, 0.05"), "{text}");
}

#[tokio::test]
async fn a_moved_photo_and_a_copy_bring_nobody_back() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    // Embedded is Anna alone; the sidecar speaks of Ben.
    confirm(&kith, 0, "Anna").await;
    write(&kith, Target::Embedded, false).await;
    let place = faces(&kith).await[1].4;
    album.add("1.jpg.xmp", sidecar(&[("Ben", place)]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), Some("Ben".to_owned())]);
    clear(&kith, 0).await;
    album.copy("1.jpg", "copy.jpg");
    scan(&kith, &root).await;
    assert!(!names(&kith).await.contains(&Some("Anna".to_owned())), "a copy of the photo alone");
    album.rename("1.jpg", "moved/2.jpg");
    album.rename("1.jpg.xmp", "moved/2.jpg.xmp");
    album.remove("copy.jpg");
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [None, Some("Ben".to_owned())]);
    // Another photo takes the place.
    album.paint("3.jpg", &[3]);
    scan(&kith, &root).await;
    album.rename("3.jpg", "moved/2.jpg");
    album.rename("moved/2.jpg.xmp", "elsewhere.xmp");
    scan(&kith, &root).await;
    let files = kith.library().file_people(None, true).await.unwrap();
    let file = files.iter().find(|file| file.key == b"moved/2.jpg").unwrap();
    assert_eq!(kith.library().told_faces((file.file, file.photo)).await.unwrap(), []);
}

#[tokio::test]
async fn damaged_metadata_are_remembered_as_far_as_they_go() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    let place = faces(&kith).await[0].4;
    album.add("1.jpg.xmp", sidecar(&[("Anna", place)]).as_bytes());
    album.add("1.xmp", b"<broken");
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned())]);
    clear(&kith, 0).await;
    scan_again(&kith, &root).await;
    assert_eq!(names(&kith).await, [None]);
}

#[tokio::test]
async fn a_sidecar_that_is_away_for_one_scan_brings_nobody_back() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    let places: Vec<_> = faces(&kith).await.iter().map(|face| face.4).collect();
    let both = sidecar(&[("Anna", places[0]), ("Ben", places[1])]);
    album.add("1.jpg.xmp", both.as_bytes());
    scan(&kith, &root).await;
    clear(&kith, 1).await;
    album.remove("1.jpg.xmp");
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), None]);
    album.add("1.jpg.xmp", both.as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), None]);
}

#[tokio::test]
async fn a_sidecar_that_is_taken_away_before_the_next_scan_is_written_again() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    write(&kith, Target::Sidecar, false).await;
    album.remove("1.jpg.xmp");
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned())]);
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
}

#[tokio::test]
async fn a_source_that_is_gone_loses_nothing_and_one_that_speaks_does() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    let places: Vec<_> = faces(&kith).await.iter().map(|face| face.4).collect();
    album.add("1.jpg.xmp", sidecar(&[("Anna", places[0])]).as_bytes());
    album.add("1.xmp", sidecar(&[("Ben", places[1])]).as_bytes());
    scan(&kith, &root).await;
    album.remove("1.jpg.xmp");
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), Some("Ben".to_owned())]);
    album.add("1.xmp", sidecar(&[("Cem", nowhere())]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), None, Some("Cem".to_owned())]);
}

#[tokio::test]
async fn a_sidecar_goes_before_the_photo_that_it_is_about() {
    let album = Album::new();
    let (root, first) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&first, 0, "Anna").await;
    write(&first, Target::Embedded, false).await;
    first.decide(&[Decision::Rename { person: name("Anna"), to: name("Bertha") }]).await.unwrap();
    write(&first, Target::Sidecar, false).await;
    let second = open(&album.library().with_file_name("second")).await;
    for kith in [&first, &second] {
        scan_again(kith, &root).await;
        assert_eq!(
            (names(kith).await, kith.people_conflicts().await.unwrap()),
            (vec![Some("Bertha".to_owned())], vec![])
        );
    }
    album.remove("1.jpg.xmp");
    scan(&second, &root).await;
    assert_eq!(names(&second).await, [Some("Bertha".to_owned())], "the photo says nothing new");
}

#[tokio::test]
async fn a_sidecar_with_the_stem_of_two_photos_is_about_one_of_them() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    album.paint("1.jpeg", &[1]);
    let (root, kith) = (album.root(), open(&album.library()).await);
    scan(&kith, &root).await;
    let place = faces(&kith).await[1].4;
    let text = sidecar(&[("Anna", place)]);
    album.add("1.xmp", text.as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [None, None], "nobody can tell of which");
    let of = "xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" photoshop:SidecarForExtension=\"JPG\" xmlns:MP=";
    album.add("1.xmp", text.replace("xmlns:MP=", of).as_bytes());
    scan(&kith, &root).await;
    let named: Vec<(String, Option<String>)> = faces(&kith).await.into_iter().map(|face| (face.0, face.1)).collect();
    assert_eq!(named, [("1.jpeg".to_owned(), None), ("1.jpg".to_owned(), Some("Anna".to_owned()))]);
    confirm(&kith, 0, "Cem").await;
    let lines = write_some(&kith, Target::Sidecar, false, vec![PathBuf::from("1.jpeg")]).await;
    assert_eq!(lines[0].target, "1.jpeg.xmp");
}
