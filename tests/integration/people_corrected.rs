//! What other programs correct, and what they only write again: the correction stays, and so does what the person said in Kith.

use std::path::Path;

use kith_app::files::{Target, WriteStatus, read_metadata};
use kith_app::inner::{Decision, UnitRect};
use kith_app::{Holds, Kith};
use kith_tests::album::Album;

use crate::people::{
    clear, confirm, faces, listing, name, names, scan, scan_again, scanned, sidecar, statuses, told, two_lists, write,
    write_some,
};

const NOBODY: [(&str, UnitRect); 0] = [];

async fn places(kith: &Kith) -> Vec<UnitRect> {
    faces(kith).await.iter().map(|face| face.4).collect()
}

/// The faces about which the person is asked, by their numbers, with what the file says.
async fn asked(kith: &Kith) -> Vec<(usize, Option<String>)> {
    let all = faces(kith).await;
    let conflicts = kith.people_conflicts().await.unwrap();
    let number = |uuid| all.iter().position(|face| face.3 == uuid).unwrap();
    let mut asked: Vec<_> = conflicts.into_iter().map(|it| (number(it.uuid), it.found)).collect();
    asked.sort();
    asked
}

/// A name, or nobody.
fn some(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.to_owned())
}

/// The names in Microsoft's list of the sidecar.
fn microsoft(root: &Path) -> Vec<String> {
    let regions = read_metadata(&root.join("1.jpg"), true).unwrap().regions.into_iter();
    regions.filter(|region| region.source == "mp").filter_map(|region| region.name).collect()
}

fn text(root: &Path) -> String {
    std::fs::read_to_string(root.join("1.jpg.xmp")).unwrap()
}

#[tokio::test]
async fn a_face_that_another_program_moves_in_one_list_is_moved() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    let [a, b] = places(&kith).await[..] else { panic!() };
    album.add("1.jpg.xmp", two_lists(&[("Anna", a)], &[("Anna", a)], &["Anna"]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [some("Anna"), None]);
    album.add("1.jpg.xmp", two_lists(&[("Anna", b)], &[("Anna", a)], &["Anna"]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![None, some("Anna")], vec![]));
    scan_again(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![None, some("Anna")], vec![]));
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert_eq!((told(&root.join("1.jpg")), microsoft(&root)), (vec!["Anna".into()], vec!["Anna".into()]));
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![None, some("Anna")], vec![]));
}

#[tokio::test]
async fn what_the_person_said_and_another_program_moves_in_one_list_is_asked_about() {
    for holds in [Holds::File, Holds::Library] {
        let album = Album::new();
        let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
        let [a, b] = places(&kith).await[..] else { panic!() };
        confirm(&kith, 0, "Anna").await;
        write(&kith, Target::Sidecar, false).await;
        album.add("1.jpg.xmp", two_lists(&[("Anna", b)], &[("Anna", a)], &["Anna"]).as_bytes());
        for _ in 0..2 {
            scan_again(&kith, &root).await;
            assert_eq!(names(&kith).await, [some("Anna"), None]);
            assert_eq!(asked(&kith).await, [(0, None), (1, some("Anna"))]);
        }
        // Something else in the file is new: the questions stay.
        album.add("1.jpg.xmp", two_lists(&[("Anna", b)], &[("Anna", a)], &["Anna", "Ben"]).as_bytes());
        scan(&kith, &root).await;
        let refused = write_some(&kith, Target::Sidecar, false, vec![root.join("1.jpg")]).await;
        assert_eq!(statuses(&refused), [WriteStatus::Refused]);
        for conflict in kith.people_conflicts().await.unwrap() {
            kith.settle_people_conflict(conflict.id, holds).await.unwrap();
        }
        let expected = if holds == Holds::File { [None, some("Anna")] } else { [some("Anna"), None] };
        assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
        scan(&kith, &root).await;
        assert_eq!((names(&kith).await, asked(&kith).await), (expected.to_vec(), vec![]));
        assert_eq!((told(&root.join("1.jpg")), microsoft(&root)), (vec!["Anna".into()], vec!["Anna".into()]));
    }
}

#[tokio::test]
async fn a_face_that_another_program_takes_out_of_one_list_is_taken_out() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    let [a, b] = places(&kith).await[..] else { panic!() };
    let both = [("Anna", a), ("Ben", b)];
    let whole = two_lists(&both, &both, &["Anna", "Ben"]);
    album.add("1.jpg.xmp", whole.as_bytes());
    scan(&kith, &root).await;
    album.add("1.jpg.xmp", two_lists(&both[1..], &both, &["Ben"]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![None, some("Ben")], vec![]));
    // Where it stands in both again, it is said again.
    album.add("1.jpg.xmp", whole.as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [some("Anna"), some("Ben")]);
    album.add("1.jpg.xmp", two_lists(&both[1..], &both, &["Ben"]).as_bytes());
    scan(&kith, &root).await;
    write(&kith, Target::Sidecar, false).await;
    assert!(!text(&root).contains("Anna"), "it leaves the other list too");
    // A list that is gone as a whole is asked about.
    let ben = two_lists(&both[1..], &both[1..], &["Ben"]);
    album.add("1.jpg.xmp", ben.as_bytes());
    scan(&kith, &root).await;
    album.add("1.jpg.xmp", sidecar(&both[1..]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![None, some("Ben")], vec![(1, None)]));
    album.add("1.jpg.xmp", ben.as_bytes());
    scan(&kith, &root).await;
    assert_eq!(asked(&kith).await, []);
    // One that says something new is no leftover, and one that nobody else ever wrote takes nobody away.
    album.add("1.jpg.xmp", sidecar(&both).as_bytes());
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![some("Anna"), some("Ben")], vec![]));
    album.add("1.jpg.xmp", sidecar(&both[1..]).as_bytes());
    album.add("1.xmp", sidecar(&both[..1]).as_bytes());
    scan(&kith, &root).await;
    album.add("1.xmp", two_lists(&both[..1], &NOBODY, &["Anna"]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await[0], some("Anna"));
}

#[tokio::test]
async fn a_name_that_somebody_had_before_is_no_news_where_they_are() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    let [a, b] = places(&kith).await[..] else { panic!() };
    let theirs = sidecar(&[("Anna", a)]);
    album.add("1.jpg.xmp", theirs.as_bytes());
    scan(&kith, &root).await;
    kith.decide(&[Decision::Rename { person: name("Anna"), to: name("Bertha") }]).await.unwrap();
    write(&kith, Target::Sidecar, false).await;
    // The other program goes by its own database.
    album.add("1.jpg.xmp", theirs.as_bytes());
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![some("Bertha"), None], vec![]));
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert_eq!(told(&root.join("1.jpg")), ["Bertha"]);
    let old_name = two_lists(&[("Anna", a)], &[("Bertha", a)], &["Anna"]);
    album.add("1.jpg.xmp", old_name.as_bytes());
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![some("Bertha"), None], vec![]));
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert_eq!((told(&root.join("1.jpg")), microsoft(&root)), (vec!["Bertha".into()], vec!["Bertha".into()]));
    // What it takes out, it takes out, whatever it called them.
    album.add("1.jpg.xmp", theirs.as_bytes());
    scan(&kith, &root).await;
    album.add("1.jpg.xmp", sidecar(&[("Cem", b)]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![None, some("Cem")], vec![]));
    // Elsewhere it is a new person; and with her, the name may mean either where the other is.
    album.add("1.jpg.xmp", sidecar(&[("Bertha", a), ("Anna", b)]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![some("Bertha"), some("Anna")], vec![]));
    clear(&kith, 1).await;
    album.add("1.jpg.xmp", theirs.as_bytes());
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![some("Bertha"), None], vec![(0, some("Anna"))]));
}

#[tokio::test]
async fn a_rename_that_is_undone_leaves_no_name_behind() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    let place = places(&kith).await[0];
    album.add("1.jpg.xmp", sidecar(&[("Anna", place)]).as_bytes());
    scan(&kith, &root).await;
    kith.decide(&[Decision::Rename { person: name("Anna"), to: name("Bertha") }]).await.unwrap();
    kith.decide(&[Decision::Rename { person: name("Bertha"), to: name("Cem") }]).await.unwrap();
    kith.undo(2).await.unwrap();
    write(&kith, Target::Sidecar, false).await;
    album.add("1.jpg.xmp", sidecar(&[("Bertha", place)]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [some("Bertha")], "nobody is called so, and the file names somebody else");
    assert_eq!(kith.library().people().await.unwrap().len(), 2);
}

#[tokio::test]
async fn the_last_person_that_another_program_takes_out_stays_out() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    let [a, b] = places(&kith).await[..] else { panic!() };
    let both = [("Anna", a), ("Ben", b)];
    album.add("1.jpg.xmp", two_lists(&both, &both, &["Anna", "Ben"]).as_bytes());
    scan(&kith, &root).await;
    confirm(&kith, 1, "Ben").await;
    // The lists are empty, and of the names nothing is told.
    album.add("1.jpg.xmp", two_lists(&NOBODY, &NOBODY, &["Anna"]).as_bytes());
    for _ in 0..2 {
        scan_again(&kith, &root).await;
        assert_eq!((names(&kith).await, asked(&kith).await), (vec![None, some("Ben")], vec![(1, None)]));
        assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Refused]);
    }
    let conflict = kith.people_conflicts().await.unwrap()[0].id;
    kith.settle_people_conflict(conflict, Holds::Library).await.unwrap();
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert_eq!(told(&root.join("1.jpg")), ["Ben"]);
}

#[tokio::test]
async fn metadata_that_are_away_or_damaged_take_nobody_out() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    let place = places(&kith).await[0];
    let anna = sidecar(&[("Anna", place)]);
    album.add("1.jpg.xmp", anna.as_bytes());
    scan(&kith, &root).await;
    for damage in [&anna.as_bytes()[..anna.len() / 2], b""] {
        album.add("1.jpg.xmp", damage);
        scan(&kith, &root).await;
        assert_eq!((names(&kith).await, asked(&kith).await), (vec![some("Anna")], vec![]));
    }
    album.remove("1.jpg.xmp");
    scan(&kith, &root).await;
    // Another program makes a new one, without people: they are written there.
    album.add("1.jpg.xmp", sidecar(&[]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![some("Anna")], vec![]));
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert_eq!(told(&root.join("1.jpg")), ["Anna"]);
}

#[tokio::test]
async fn an_edited_picture_whose_people_were_left_behind_keeps_them() {
    let album = Album::new();
    album.paint_as("1.jpg", &[1, 2], 0);
    let (root, kith) = (album.root(), crate::people::open(&album.library()).await);
    scan(&kith, &root).await;
    let place = places(&kith).await[0];
    album.add("1.jpg.xmp", two_lists(&[("Anna", place)], &[("Anna", place)], &["Anna"]).as_bytes());
    scan(&kith, &root).await;
    album.paint_as("1.jpg", &[1, 2], 5);
    album.add("1.jpg.xmp", sidecar(&[]).as_bytes());
    scan(&kith, &root).await;
    scan_again(&kith, &root).await;
    assert_eq!((names(&kith).await, asked(&kith).await), (vec![some("Anna"), None], vec![]));
    let file = kith.library().file_people(None, true).await.unwrap().remove(0);
    assert_eq!(kith.library().told_faces((file.file, file.photo)).await.unwrap().len(), 1, "the last word stays");
    write(&kith, Target::Sidecar, false).await;
    assert_eq!(told(&root.join("1.jpg")), ["Anna"]);
}

#[tokio::test]
async fn an_old_name_without_a_place_leaves_the_file_with_the_others() {
    let renamed = Decision::Rename { person: name("Ann"), to: name("Anna") };
    let merged = Decision::Merge { person: name("Ann"), into: name("Anna"), allow_twice: false };
    for (decision, other) in [(renamed, None), (merged, Some("2.jpg"))] {
        let album = Album::new();
        album.add("1.jpg.xmp", listing(&["Ann", "Ben"], &[]).as_bytes());
        let photos: Vec<_> = [Some("1.jpg"), other].into_iter().flatten().collect();
        let (root, kith) = scanned(&album, &photos, &[1]).await;
        confirm(&kith, 0, "Ann").await;
        if other.is_some() {
            confirm(&kith, 1, "Anna").await;
        }
        kith.decide(&[decision]).await.unwrap();
        write(&kith, Target::Sidecar, false).await;
        let read = read_metadata(&root.join("1.jpg"), true).unwrap();
        assert_eq!((told(&root.join("1.jpg")), read.persons), (vec!["Anna".to_owned()], vec!["Ben".to_owned()]));
        assert!(!text(&root).contains("Ann<"), "{}", text(&root));
    }
    // Of whom nobody said that they are there, the name stays.
    let album = Album::new();
    album.add("1.jpg.xmp", listing(&["Ann"], &[]).as_bytes());
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    confirm(&kith, 0, "Ben").await;
    write(&kith, Target::Sidecar, false).await;
    assert!(text(&root).contains("Ann<"));
}
