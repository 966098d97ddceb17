//! People go into files and come back from them, and the person's word stays.

use kith_app::browse::step_page;
use kith_app::dto::ListSteps;
use kith_app::files::{Target, WriteStatus};
use kith_app::inner::{Decision, Orientation, UnitRect};
use kith_app::{Holds, WritingChoice};
use kith_store::{Sources, ToldFace};
use kith_tests::album::Album;

use crate::metadata::exiftool;
use crate::people::{
    confirm, faces, name, names, open, scan, scan_again, scanned, sidecar, statuses, told, write, write_some,
};

#[tokio::test]
async fn names_new_names_and_undo_reach_all_copies() {
    use WriteStatus::{Unchanged, Written};
    let album = Album::new();
    album.paint("a/1.jpg", &[1, 2]);
    album.copy("a/1.jpg", "b/copy.jpg");
    let (root, kith) = (album.root(), open(&album.library()).await);
    scan(&kith, &root).await;
    assert_eq!(kith.people_writing().await.unwrap(), WritingChoice::default());
    assert_eq!(write(&kith, Target::Sidecar, false).await, [], "nobody is confirmed");
    confirm(&kith, 0, "Anna").await;
    let dry = write(&kith, Target::Sidecar, true).await;
    assert_eq!((statuses(&dry), dry[0].changes.len()), (vec![Written, Written], 2));
    assert_eq!(told(&root.join("a/1.jpg")), Vec::<String>::new());
    let lines = write(&kith, Target::Sidecar, false).await;
    let places: Vec<_> = lines.iter().map(|line| (&line.photo[..], &line.target[..])).collect();
    assert_eq!(places, [("a/1.jpg", "a/1.jpg.xmp"), ("b/copy.jpg", "b/copy.jpg.xmp")]);
    assert_eq!(lines.iter().map(|line| &line.changes).collect::<Vec<_>>(), [&dry[0].changes, &dry[1].changes]);
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [Unchanged, Unchanged]);
    kith.decide(&[Decision::Rename { person: name("Anna"), to: name("Bertha") }]).await.unwrap();
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [Written, Written]);
    assert_eq!(
        (told(&root.join("a/1.jpg")), told(&root.join("b/copy.jpg"))),
        (vec!["Bertha".into()], vec!["Bertha".into()])
    );
    kith.undo(2).await.unwrap();
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [Written, Written]);
    assert_eq!(told(&root.join("a/1.jpg")), Vec::<String>::new());
    // A scan reads what Kith wrote, and takes nothing in that it took out.
    scan(&kith, &root).await;
    assert_eq!(names(&kith).await, [None, None, None, None]);
}

#[tokio::test]
async fn history_tells_which_programs_wrote_what_was_taken_in() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg", "2.jpg"], &[1]).await;
    let place = faces(&kith).await[0].4;
    for (photo, program) in [("1.jpg", "Some  Program\n2"), ("2.jpg", "Another")] {
        album.add(format!("{photo}.xmp"), sidecar(&[("Anna", place)]).as_bytes());
        exiftool(
            &["-overwrite_original", &format!("-XMP-xmp:CreatorTool={program}")],
            &root.join(format!("{photo}.xmp")),
        );
    }
    scan(&kith, &root).await;
    kith.decide(&[Decision::Rename { person: name("Anna"), to: name("Bertha") }]).await.unwrap();
    let steps = step_page(kith.library(), ListSteps { offset: 0, limit: 9 }).await.unwrap().steps;
    let told: Vec<_> = steps.iter().map(|step| (&step.kind[..], &step.programs)).collect();
    let programs = vec!["Another".to_owned(), "Some Program 2".to_owned()];
    assert_eq!(told, [("rename", &vec![]), ("import", &programs)]);
}

#[tokio::test]
async fn a_new_library_has_the_people_of_the_old_one_in_every_orientation() {
    for target in [Target::Embedded, Target::Sidecar] {
        let album = Album::new();
        for (number, orientation) in Orientation::ALL.into_iter().enumerate() {
            let place = format!("{number}.jpg");
            album.paint(&place, &[1, 2]);
            album.turn(&place, orientation);
        }
        let (root, first) = (album.root(), open(&album.library()).await);
        scan(&first, &root).await;
        for number in 0..8 {
            confirm(&first, 2 * number, "Anna").await;
            confirm(&first, 2 * number + 1, "Ben & Söhne").await;
        }
        let lines = write(&first, target, false).await;
        assert!(lines.len() == 8 && lines.iter().all(|line| line.status == WriteStatus::Written), "{lines:?}");
        let second = open(&album.library().with_file_name("second")).await;
        scan(&second, &root).await;
        let (before, after) = (faces(&first).await, faces(&second).await);
        assert_eq!(before.len(), after.len());
        for (old, new) in before.iter().zip(&after) {
            assert_eq!((&old.0, &old.1), (&new.0, &new.1));
            assert!(old.4.iou(new.4) >= 0.95, "{old:?} {new:?}");
        }
        // What was read says everything already.
        let again = write(&second, target, false).await;
        assert!(again.iter().all(|line| line.changes.is_empty()), "{again:?}");
    }
}

#[tokio::test]
async fn a_sidecar_that_is_there_follows_the_names_in_its_photo() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg", "2.jpg", "3.jpg"], &[1]).await;
    let places: Vec<UnitRect> = faces(&kith).await.iter().map(|face| face.4).collect();
    album.add("1.jpg.xmp", sidecar(&[("Anna", places[0])]).as_bytes());
    album.add("2.xmp", b"<x:xmpmeta");
    scan(&kith, &root).await;
    kith.decide(&[Decision::Rename { person: name("Anna"), to: name("Bertha") }]).await.unwrap();
    confirm(&kith, 1, "Bertha").await;
    confirm(&kith, 2, "Bertha").await;
    let dry = write(&kith, Target::Embedded, true).await;
    let lines = write(&kith, Target::Embedded, false).await;
    assert_eq!(
        lines.iter().map(|line| &line.changes).collect::<Vec<_>>(),
        [&dry[0].changes, &dry[1].changes, &dry[2].changes]
    );
    let shown: Vec<_> = lines.iter().map(|line| (&line.target[..], line.status)).collect();
    let expected = [("1.jpg", WriteStatus::Written), ("2.xmp", WriteStatus::Refused), ("3.jpg", WriteStatus::Written)];
    assert_eq!(shown, expected);
    let read = std::fs::read_to_string(root.join("1.jpg.xmp")).unwrap();
    assert!(read.contains("Bertha") && !read.contains("Anna"), "{read}");
    assert!(!root.join("3.jpg.xmp").exists(), "none is made");
    scan_again(&kith, &root).await;
    assert_eq!(names(&kith).await, [(); 3].map(|()| Some("Bertha".to_owned())));
    assert_eq!(told(&root.join("2.jpg")), ["Bertha"], "the photo was written before its sidecar");
}

#[tokio::test]
async fn new_names_reach_every_sidecar_that_is_there() {
    for target in [Target::Sidecar, Target::Embedded] {
        let album = Album::new();
        let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
        let anna = sidecar(&[("Anna", faces(&kith).await[0].4)]);
        for place in ["1.jpg.xmp", "1.xmp"] {
            album.add(place, anna.as_bytes());
        }
        scan(&kith, &root).await;
        kith.decide(&[Decision::Rename { person: name("Anna"), to: name("Bertha") }]).await.unwrap();
        confirm(&kith, 1, "Cem").await;
        let dry = write(&kith, target, true).await;
        let lines = write(&kith, target, false).await;
        assert_eq!((statuses(&lines), &lines[0].changes), (vec![WriteStatus::Written], &dry[0].changes));
        for place in ["1.jpg.xmp", "1.xmp"] {
            let read = std::fs::read_to_string(root.join(place)).unwrap();
            assert!(
                ["Bertha", "Cem"].iter().all(|name| read.contains(name)) && !read.contains("Anna"),
                "{place} {read}"
            );
        }
        scan_again(&kith, &root).await;
        assert_eq!(names(&kith).await, [Some("Bertha".to_owned()), Some("Cem".to_owned())]);
        assert_eq!(kith.people_conflicts().await.unwrap(), []);
        assert_eq!(statuses(&write(&kith, target, false).await), [WriteStatus::Unchanged]);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_that_leads_nowhere_does_not_become_a_sidecar() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    let link = root.join("1.jpg.xmp");
    std::os::unix::fs::symlink(root.join("away/1.jpg.xmp"), &link).unwrap();
    let lines = write(&kith, Target::Sidecar, false).await;
    let reason = lines[0].reason.as_deref();
    assert_eq!((statuses(&lines), reason), (vec![WriteStatus::Refused], Some("it is a link that leads nowhere")));
    assert!(link.is_symlink() && !link.exists());
    std::fs::remove_file(&link).unwrap();
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
}

#[tokio::test]
async fn what_was_taken_in_is_one_step_and_its_undo_takes_nothing_from_files() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg", "2.jpg"], &[1, 2]).await;
    let places: Vec<UnitRect> = faces(&kith).await.iter().map(|face| face.4).collect();
    let nowhere = UnitRect::new(0.02, 0.02, 0.05, 0.05).unwrap();
    album.add("1.jpg.xmp", sidecar(&[("Anna", places[0]), ("Cem", nowhere), ("Unknown", places[1])]).as_bytes());
    album.add("2.xmp", sidecar(&[("Anna", places[2])]).as_bytes());
    scan(&kith, &root).await;
    let expected = [Some("Anna".to_owned()), None, Some("Cem".to_owned()), Some("Anna".to_owned()), None];
    assert_eq!(names(&kith).await, expected);
    assert_eq!(kith.undo(1).await.unwrap(), 1);
    assert_eq!(names(&kith).await, [None, None, None, None]);
    scan_again(&kith, &root).await;
    assert_eq!(names(&kith).await, [None, None, None, None], "what was undone does not come back");
    write(&kith, Target::Sidecar, false).await;
    assert_eq!(std::fs::read_to_string(root.join("2.xmp")).unwrap(), sidecar(&[("Anna", places[2])]));
    assert_eq!(kith.redo(1).await.unwrap(), 1);
    assert_eq!(names(&kith).await, expected);
}

#[tokio::test]
async fn a_contradiction_is_asked_once_and_waits() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    let place = faces(&kith).await[0].4;
    confirm(&kith, 0, "Anna").await;
    write(&kith, Target::Sidecar, false).await;
    for (found, holds) in [("Ben", Holds::Library), ("Cem", Holds::File)] {
        let before = sidecar(&[(found, place)]);
        album.add("1.jpg.xmp", before.as_bytes());
        // Before it is scanned, the writer sees it by itself.
        let lines = write_some(&kith, Target::Sidecar, false, vec![root.join("1.jpg")]).await;
        assert_eq!(statuses(&lines), [WriteStatus::Refused], "{lines:?}");
        scan(&kith, &root).await;
        scan(&kith, &root).await;
        assert_eq!(names(&kith).await[0].as_deref(), Some("Anna"), "the person's word stays");
        let conflicts = kith.people_conflicts().await.unwrap();
        let [conflict] = conflicts.as_slice() else { panic!("{conflicts:?}") };
        assert_eq!((conflict.found.as_deref(), conflict.kept.as_deref()), (Some(found), Some("Anna")));
        assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Refused]);
        assert_eq!(std::fs::read_to_string(root.join("1.jpg.xmp")).unwrap(), before);
        kith.settle_people_conflict(conflict.id, holds).await.unwrap();
        let expected = if holds == Holds::Library { "Anna" } else { found };
        write(&kith, Target::Sidecar, false).await;
        assert_eq!(
            (told(&root.join("1.jpg")), names(&kith).await[0].as_deref()),
            (vec![expected.to_owned()], Some(expected))
        );
        scan(&kith, &root).await;
        assert_eq!(kith.people_conflicts().await.unwrap(), [], "it is settled");
    }
}

#[tokio::test]
async fn picasa_is_taken_in_and_decisions_stay() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1, 2]).await;
    let all = faces(&kith).await;
    let ignored = kith.library().face_by_uuid(all[1].3).await.unwrap().unwrap();
    kith.decide(&[Decision::Ignore { face: ignored }]).await.unwrap();
    let rect64 = |r: UnitRect| {
        let sides = [r.x(), r.y(), r.x() + r.w(), r.y() + r.h()].map(|side| format!("{:04x}", (side * 65535.0) as u16));
        format!("rect64({})", sides.concat())
    };
    let told = format!("{},1f;{},2f", rect64(all[0].4), rect64(all[1].4));
    album.add("Picasa.ini", format!("[Contacts2]\n1f=Anna;;\n2f=Ben;;\n[1.jpg]\nfaces={told}\n").as_bytes());
    let taken = kith.import_picasa(&root, |_| {}).await.unwrap();
    assert_eq!((taken.photos, taken.taken, taken.conflicts, taken.missing), (1, 1, 1, 0));
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), None]);
    assert_eq!(kith.people_conflicts().await.unwrap()[0].found.as_deref(), Some("Ben"));
    scan(&kith, &root).await;
    assert_eq!(kith.people_conflicts().await.unwrap().len(), 1, "it is asked once");
}

#[tokio::test]
async fn what_came_from_picasa_and_was_taken_back_does_not_come_with_the_next_scan() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    album.add("Picasa.ini", b"[Contacts2]\n1f=Anna;;\n[1.jpg]\nfaces=rect64(00000000ffff8000),1f\n");
    assert_eq!(kith.import_picasa(&root, |_| {}).await.unwrap().taken, 1);
    assert!(names(&kith).await.contains(&Some("Anna".to_owned())));
    assert_eq!(kith.undo(1).await.unwrap(), 1);
    for _ in 0..2 {
        scan(&kith, &root).await;
        assert!(!names(&kith).await.contains(&Some("Anna".to_owned())));
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_waits_with_its_reason_and_costs_no_other() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg", "2.jpg"], &[1, 2]).await;
    confirm(&kith, 0, "Anna").await;
    confirm(&kith, 2, "Anna").await;
    album.add("1.jpg.xmp", b"<broken");
    let lines = write(&kith, Target::Sidecar, false).await;
    assert_eq!(statuses(&lines), [WriteStatus::Refused, WriteStatus::Written]);
    assert!(lines[0].reason.is_some() && lines[0].target == "1.jpg.xmp");
    std::fs::remove_file(root.join("1.jpg.xmp")).unwrap();
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written, WriteStatus::Unchanged]);
}

#[tokio::test]
async fn what_a_process_wrote_before_it_was_killed_is_no_contradiction() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    let sidecar = root.join("1.jpg.xmp");
    let anna = std::fs::read_to_string(&sidecar).unwrap();
    kith.decide(&[Decision::Rename { person: name("Anna"), to: name("Bertha") }]).await.unwrap();
    // The library hears nothing of how the writing of Bertha went, and the file says it all the same.
    let file = kith.library().file_people(None, true).await.unwrap().remove(0);
    let place = (file.file, file.photo);
    let mut memory = kith.library().told_faces(place).await.unwrap();
    memory.push(ToldFace { name: Some("Bertha".into()), sources: Sources::NONE, ..memory[0].clone() });
    let mut announcing = kith.library().write().await.unwrap();
    announcing.set_told_faces(place, &memory).await.unwrap();
    announcing.commit().await.unwrap();
    std::fs::write(&sidecar, anna.replace("Anna", "Bertha")).unwrap();
    kith.decide(&[Decision::Rename { person: name("Bertha"), to: name("Cem") }]).await.unwrap();
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert_eq!(told(&root.join("1.jpg")), ["Cem"]);
}
