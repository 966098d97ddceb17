//! Where files contradict the person: who settles it, and when it is over.

use kith_app::files::{LibraryWrite, Manner, Target, WriteProgress, WriteStatus, WrittenFile};
use kith_app::inner::Decision;
use kith_app::scan::Control;
use kith_app::{AppError, Holds};
use kith_store::{Obstacle, PeopleTarget, WriteState};
use kith_tests::album::Album;
use serde_json::json;

use crate::people::{
    clear, confirm, faces, name, names, open, scan, scanned, sidecar, statuses, told, write, write_some,
};

#[tokio::test]
async fn contradictions_are_listed_and_settled_on_the_command_line() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    confirm(&kith, 0, "Anna").await;
    confirm(&kith, 1, "Ben").await;
    let all = faces(&kith).await;
    // The file has the two the other way round.
    album.add("1.jpg.xmp", sidecar(&[("Ben", all[0].4), ("Anna", all[1].4)]).as_bytes());
    scan(&kith, &root).await;
    kith.decide(&[Decision::Rename { person: name("Ben"), to: name("Bert") }]).await.unwrap();
    kith.close().await;
    let lines = crate::kith::lines(&album.library(), &["metadata", "conflicts"]);
    let expected = |id: i64, face: usize, file: &str, library: &str| {
        let photo = root.canonicalize().unwrap().join("1.jpg").display().to_string();
        json!({ "id": id, "photo": photo, "face": all[face].3.to_string(), "file": file, "library": library })
    };
    assert_eq!(lines, [expected(1, 0, "Ben", "Anna"), expected(2, 1, "Anna", "Bert")]);
    let settle = |id: &str, holds: &str| crate::kith::lines(&album.library(), &["metadata", "settle", id, holds]);
    assert_eq!(settle("2", "file"), [json!({ "settled": 2 })]);
    settle("1", "library");
    assert_eq!(crate::kith::run(&album.library(), &["metadata", "conflicts"]), "");
    let kith = open(&album.library()).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), Some("Anna".to_owned())]);
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert_eq!(told(&root.join("1.jpg")), ["Anna", "Anna"]);
}

#[tokio::test]
async fn a_contradiction_is_told_of_a_file_that_does_not_wait() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg", "2.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    confirm(&kith, 1, "Anna").await;
    write(&kith, Target::Sidecar, false).await;
    album.add("1.jpg.xmp", sidecar(&[("Ben", faces(&kith).await[0].4)]).as_bytes());
    scan(&kith, &root).await;
    let file = kith.library().file_people(Some(PeopleTarget::Sidecar), false).await.unwrap().remove(0);
    assert!(!file.waits, "{file:?}");
    assert_eq!(write(&kith, Target::Sidecar, false).await[0].status, WriteStatus::Refused);
    let after = kith.library().file_people(Some(PeopleTarget::Sidecar), false).await.unwrap().remove(0);
    assert_eq!(after, file, "it is told of, and nothing is kept that could be tried again");
    for dry_run in [true, false, false] {
        let lines = write(&kith, Target::Sidecar, dry_run).await;
        assert_eq!(statuses(&lines), [WriteStatus::Refused, WriteStatus::Unchanged]);
        assert!(lines[0].reason.as_ref().is_some_and(|reason| reason.contains("\"Ben\"")), "{lines:?}");
        let named = write_some(&kith, Target::Sidecar, dry_run, vec![root.join("1.jpg")]).await;
        assert_eq!(named[0].status, WriteStatus::Refused);
    }
    kith.settle_people_conflict(kith.people_conflicts().await.unwrap()[0].id, Holds::File).await.unwrap();
    assert_eq!(write(&kith, Target::Sidecar, false).await[1].status, WriteStatus::Unchanged);
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Unchanged; 2]);
}

#[tokio::test]
async fn a_contradiction_ends_with_its_reason() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    write(&kith, Target::Sidecar, false).await;
    let before = album.bytes("1.jpg.xmp");
    let place = faces(&kith).await[0].4;
    // The file goes back.
    album.add("1.jpg.xmp", sidecar(&[("Ben", place)]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(kith.people_conflicts().await.unwrap().len(), 1);
    album.add("1.jpg.xmp", &before);
    scan(&kith, &root).await;
    assert_eq!(kith.people_conflicts().await.unwrap(), []);
    // The person gives the file's name.
    album.add("1.jpg.xmp", sidecar(&[("Ben", place)]).as_bytes());
    scan(&kith, &root).await;
    clear(&kith, 0).await;
    confirm(&kith, 0, "Ben").await;
    assert_eq!(kith.people_conflicts().await.unwrap(), []);
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
}

#[tokio::test]
async fn a_writing_that_is_stopped_asks_by_itself() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    let place = faces(&kith).await[0].4;
    for found in ["Anna", "Ben"] {
        album.add("1.jpg.xmp", sidecar(&[(found, place)]).as_bytes());
        scan(&kith, &root).await;
        assert_eq!(names(&kith).await, [Some(found.to_owned())]);
    }
    // Back to Anna, whom only the file had named; what it says now is not Kith's to change.
    kith.undo(1).await.unwrap();
    assert_eq!(names(&kith).await, [Some("Anna".to_owned())]);
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Refused]);
    let conflicts = kith.people_conflicts().await.unwrap();
    assert_eq!((conflicts.len(), conflicts[0].found.as_deref()), (1, Some("Ben")));
    kith.settle_people_conflict(conflicts[0].id, Holds::Library).await.unwrap();
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert_eq!(told(&root.join("1.jpg")), ["Anna"]);
}

#[tokio::test]
async fn a_text_that_is_no_name_gives_way() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    let place = faces(&kith).await[0].4;
    album.add("1.jpg.xmp", sidecar(&[("Unknown", place)]).as_bytes());
    scan(&kith, &root).await;
    confirm(&kith, 0, "Anna").await;
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert!(!std::fs::read_to_string(root.join("1.jpg.xmp")).unwrap().contains("Unknown"));
}

#[tokio::test]
async fn who_confirms_what_a_file_said_has_said_it_themselves() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    let place = faces(&kith).await[0].4;
    album.add("1.jpg.xmp", sidecar(&[("Anna", place)]).as_bytes());
    scan(&kith, &root).await;
    confirm(&kith, 0, "Anna").await;
    album.add("1.jpg.xmp", sidecar(&[("Ben", place)]).as_bytes());
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [Some("Anna".to_owned())]);
    assert_eq!(kith.people_conflicts().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_settled_while_other_files_are_written_is_written_with_them() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg", "2.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    confirm(&kith, 1, "Anna").await;
    album.add("2.jpg.xmp", sidecar(&[("Ben", faces(&kith).await[1].4)]).as_bytes());
    scan(&kith, &root).await;
    let conflict = kith.people_conflicts().await.unwrap().remove(0).id;
    let mut lines = Vec::new();
    let each = |line: WrittenFile, progress: WriteProgress| {
        if progress.done == 1 {
            let settling = kith.settle_people_conflict(conflict, Holds::Library);
            tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(settling))?;
        }
        lines.push(line.status);
        Ok::<_, AppError>(())
    };
    let request = LibraryWrite {
        target: Target::Sidecar,
        manner: Manner::default(),
        dry_run: false,
        again: false,
        paths: Vec::new(),
    };
    kith.write_metadata(&request, &Control::default(), each).await.unwrap();
    assert_eq!(lines, [WriteStatus::Written, WriteStatus::Written]);
    assert_eq!(told(&root.join("2.jpg")), ["Anna"]);
}

#[tokio::test]
async fn what_stopped_a_writing_is_not_kept_when_something_else_is_wanted_by_then() {
    let album = Album::new();
    let (_, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    let refused = WriteState::Refused(Obstacle::Contradiction);
    let noted = async |wanted: i64, file| {
        let mut write = kith.library().write().await.unwrap();
        let holds = write.set_written(file, wanted, (PeopleTarget::Sidecar, false), (refused, false)).await.unwrap();
        write.commit().await.unwrap();
        (holds, kith.library().file_people(None, false).await.unwrap().remove(0).state)
    };
    let before = kith.library().file_people(None, false).await.unwrap().remove(0);
    assert_eq!(noted(before.wanted, before.file).await, (true, refused));
    // The person settles it while the file is being written.
    let mut write = kith.library().write().await.unwrap();
    write.want_file(before.file).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(noted(before.wanted, before.file).await, (false, WriteState::Ok));
}

#[tokio::test]
async fn undo_opens_the_question_again_and_redo_settles_it_again() {
    for (holds, is_there) in [(Holds::File, "Ben"), (Holds::Library, "Anna")] {
        let album = Album::new();
        let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
        confirm(&kith, 0, "Anna").await;
        let theirs = sidecar(&[("Ben", faces(&kith).await[0].4)]);
        album.add("1.jpg.xmp", theirs.as_bytes());
        scan(&kith, &root).await;
        let asked = kith.people_conflicts().await.unwrap();
        kith.settle_people_conflict(asked[0].id, holds).await.unwrap();
        assert_eq!(kith.undo(1).await.unwrap(), 1);
        assert_eq!(names(&kith).await, [Some("Anna".to_owned())]);
        assert_eq!(kith.people_conflicts().await.unwrap(), asked);
        assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Refused]);
        assert_eq!(std::fs::read_to_string(root.join("1.jpg.xmp")).unwrap(), theirs, "the file's name is not Kith's");
        assert_eq!(kith.redo(1).await.unwrap(), 1);
        assert_eq!(kith.people_conflicts().await.unwrap(), []);
        assert_eq!(names(&kith).await, [Some(is_there.to_owned())]);
        write(&kith, Target::Sidecar, false).await;
        assert_eq!(told(&root.join("1.jpg")), if holds == Holds::File { vec!["Ben"] } else { vec!["Anna"] });
        // And that step is not lost when the file is written.
        kith.undo(1).await.unwrap();
        assert_eq!(kith.people_conflicts().await.unwrap(), asked);
    }
}
