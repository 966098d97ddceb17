//! Names in files as the app shows them: what the person chose, what waits, what would change, and what stopped it.

use std::path::Path;

use kith_app::browse::{conflict_page, export_file, undo_state};
use kith_app::dto::{
    ConflictKind, ExportForm, Keeping, ListConflicts, ListStopped, ListWaiting, NameChange, NamesInFiles, Obstacle,
    Settle, SettleWhich, StoppedFile, WhoseWord, WriteNames, WritingSettings,
};
use kith_app::files::{Target, Waiting, WriteProgress, WriteStatus, WrittenFile};
use kith_app::inner::{Decision, UnitRect};
use kith_app::scan::Control;
use kith_app::{AppError, Kith};
use kith_tests::album::Album;

use crate::people::{confirm, faces, name, names, open, scan, scanned, sidecar, told};

const ALL: ListWaiting = ListWaiting { offset: 0, limit: 100 };
const STOPPED: ListStopped = ListStopped { offset: 0, limit: 100 };

async fn choose(kith: &Kith, keeping: Keeping, automatic: bool) {
    let settings = WritingSettings { keeping, keep_dates: false, people_as_keywords: false, automatic };
    kith.set_people_writing(settings).await.unwrap();
}

/// How each file went that was written, and how far the batch was told to be.
async fn write(kith: &Kith, which: Waiting) -> Vec<(String, WriteStatus, WriteProgress)> {
    let mut lines = Vec::new();
    let each = |file: WrittenFile, progress| {
        lines.push((file.target, file.status, progress));
        Ok(())
    };
    kith.write_waiting(&which, &Control::default(), each).await.unwrap();
    lines
}

/// Files that wait, and files that could not be written.
async fn counts(kith: &Kith) -> (u32, u32) {
    let NamesInFiles { waiting, stopped, .. } = kith.names_in_files().await.unwrap();
    (waiting, stopped)
}

#[tokio::test]
async fn nothing_waits_before_the_person_chose_and_all_of_it_afterwards() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg", "2.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    assert_eq!((write(&kith, Waiting::All).await, counts(&kith).await), (vec![], (0, 0)), "nobody has chosen");
    assert_eq!(kith.waiting_page(ALL).await.unwrap().total, 0);
    choose(&kith, Keeping::Kith, true).await;
    let settings = kith.names_in_files().await.unwrap().settings;
    assert!(!settings.automatic, "what is kept in Kith alone is not written by itself");

    choose(&kith, Keeping::Beside, false).await;
    assert_eq!((counts(&kith).await, kith.writes_by_itself().await.unwrap()), ((1, 0), false));
    choose(&kith, Keeping::Beside, true).await;
    assert!(kith.writes_by_itself().await.unwrap());
    let page = kith.waiting_page(ALL).await.unwrap();
    let [file] = page.files.as_slice() else { panic!("{page:?}") };
    assert_eq!((page.total, &file.photo[..], &file.target[..]), (1, "1.jpg", "1.jpg.xmp"));
    assert_eq!(file.changes, [NameChange::Added { name: "Anna".into() }]);
    assert!(!root.join("1.jpg.xmp").exists(), "a look changes nothing");
    assert_eq!(kith.waiting_page(ListWaiting { offset: 1, limit: 9 }).await.unwrap().files, []);

    let written = ("1.jpg.xmp".to_owned(), WriteStatus::Written, WriteProgress { done: 1, total: 1 });
    assert_eq!(write(&kith, Waiting::NeverStopped).await, [written]);
    assert_eq!((counts(&kith).await, kith.writes_by_itself().await.unwrap()), ((0, 0), false));
    kith.decide(&[Decision::Rename { person: name("Anna"), to: name("Bertha") }]).await.unwrap();
    let renamed = kith.waiting_page(ALL).await.unwrap().files.remove(0);
    assert_eq!(renamed.changes, [NameChange::Renamed { from: "Anna".into(), to: "Bertha".into() }]);

    // Another place: what was written beside the photos is to go into them too.
    write(&kith, Waiting::All).await;
    choose(&kith, Keeping::Inside, false).await;
    assert_eq!(counts(&kith).await, (1, 0));
    write(&kith, Waiting::All).await;
    assert_eq!((counts(&kith).await, told(&root.join("1.jpg")).len()), ((0, 0), 2));
}

#[tokio::test]
async fn how_much_waits_is_known_without_a_look_at_the_files() {
    let album = Album::new();
    album.add("1.heic", include_bytes!("../fixtures/formats/turned_6.heic"));
    let (root, kith) = (album.root(), open(&album.library()).await);
    scan(&kith, &root).await;
    let place = UnitRect::new(0.2, 0.2, 0.3, 0.3).unwrap();
    let drawing = kith.drawing(&root.canonicalize().unwrap(), "1.heic", place, Some(name("Anna"))).await.unwrap();
    kith.decide(&[drawing]).await.unwrap();
    choose(&kith, Keeping::Inside, false).await;
    assert_eq!(counts(&kith).await, (1, 0));
    let written = ("1.heic.xmp".to_owned(), WriteStatus::Written, WriteProgress { done: 1, total: 1 });
    assert_eq!(write(&kith, Waiting::All).await, [written]);
    std::fs::remove_file(root.join("1.heic")).unwrap();
    assert_eq!(counts(&kith).await, (0, 0), "its format only gets a sidecar, and that is written");
    choose(&kith, Keeping::Beside, false).await;
    assert_eq!(counts(&kith).await, (0, 0));
}

#[tokio::test]
async fn what_stops_a_file_is_told_and_tried_again_only_on_request() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg", "2.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    choose(&kith, Keeping::Beside, true).await;
    album.add("1.jpg.xmp", b"<broken");
    write(&kith, Waiting::NeverStopped).await;
    assert_eq!((counts(&kith).await, kith.writes_by_itself().await.unwrap()), ((0, 1), false));
    let stopped = kith.stopped_page(STOPPED).await.unwrap().files.remove(0);
    assert!(stopped.path.ends_with("1.jpg") && !stopped.asks && !stopped.offers_beside, "{stopped:?}");
    assert_eq!(stopped.obstacle, Obstacle::Damaged);
    assert_eq!(kith.stopped_page(ListStopped { offset: 1, ..STOPPED }).await.unwrap().files, []);
    assert_eq!(write(&kith, Waiting::NeverStopped).await, []);
    let again = Waiting::try_from(&WriteNames::Stopped).unwrap();
    confirm(&kith, 1, "Ben").await;
    let refused = ("1.jpg.xmp".to_owned(), WriteStatus::Refused, WriteProgress { done: 1, total: 1 });
    assert_eq!(write(&kith, again).await, [refused], "the other one waits and was not stopped");
    std::fs::remove_file(root.join("1.jpg.xmp")).unwrap();
    write(&kith, Waiting::NeverStopped).await;
    let only = Waiting::try_from(&WriteNames::Only { files: vec![stopped.id] }).unwrap();
    assert_eq!(write(&kith, only).await.len(), 1);
    assert_eq!((counts(&kith).await, told(&root.join("1.jpg"))), ((0, 0), vec!["Anna".to_owned()]));
    let nonsense = Waiting::try_from(&WriteNames::Only { files: vec!["../x".into()] });
    assert!(matches!(nonsense, Err(AppError::NotFound { .. })));
}

/// Puts XMP into a JPEG that is none.
fn damage(album: &Album, place: &str) {
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<broken";
    let length = u16::try_from(xmp.len() + 2).unwrap().to_be_bytes();
    let bytes = album.bytes(place);
    album.add(place, &[&bytes[..2], &[0xff, 0xe1], &length, xmp, &bytes[2..]].concat());
}

/// A photo with damaged XMP, one that has two names on the disk, one with a damaged sidecar, and one that is fine; somebody is
/// confirmed in each, and they are to be written into.
async fn hindered(album: &Album) -> Kith {
    for place in ["1.jpg", "2.jpg", "3.jpg", "4.jpg"] {
        album.paint(place, &[1]);
    }
    damage(album, "1.jpg");
    std::fs::hard_link(album.root().join("2.jpg"), album.library().with_file_name("2.jpg")).unwrap();
    album.add("3.jpg.xmp", b"<broken");
    let kith = open(&album.library()).await;
    scan(&kith, &album.root()).await;
    for number in 0..4 {
        confirm(&kith, number, "Anna").await;
    }
    choose(&kith, Keeping::Inside, false).await;
    kith
}

/// Which files were written, or not.
async fn written(kith: &Kith, which: &WriteNames) -> Vec<(String, WriteStatus)> {
    let lines = write(kith, Waiting::try_from(which).unwrap()).await;
    lines.into_iter().map(|(target, status, _)| (target, status)).collect()
}

fn line(target: &str, status: WriteStatus) -> (String, WriteStatus) {
    (target.to_owned(), status)
}

#[tokio::test]
async fn a_sidecar_is_offered_for_what_cannot_be_written_into() {
    let album = Album::new();
    let kith = hindered(&album).await;
    let lines = written(&kith, &WriteNames::All).await;
    let refused = ["1.jpg", "2.jpg", "3.jpg.xmp"].map(|target| line(target, WriteStatus::Refused));
    assert_eq!((&lines[..3], &lines[3]), (&refused[..], &line("4.jpg", WriteStatus::Written)));
    let state = kith.names_in_files().await.unwrap();
    assert_eq!((state.waiting, state.stopped, state.offered), (0, 3, 2));
    let stopped = kith.stopped_page(STOPPED).await.unwrap().files;
    let offers: Vec<_> = stopped.iter().map(|file| (file.obstacle, file.offers_beside)).collect();
    let expected = [(Obstacle::Damaged, true), (Obstacle::Linked, true), (Obstacle::Damaged, false)];
    assert_eq!(offers, expected, "a damaged sidecar is not mended by another one");
    let dry = crate::people::write(&kith, Target::Embedded, true).await;
    let says = |number: usize| dry[number].reason.as_ref().unwrap().contains("--sidecar");
    assert!(says(0) && !says(2), "{dry:?}");
    choose(&kith, Keeping::Beside, false).await;
    assert_eq!(kith.names_in_files().await.unwrap().offered, 0, "they are written beside anyway");
}

fn set_read_only(path: &Path, is_read_only: bool) {
    let mut permissions = std::fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(is_read_only);
    std::fs::set_permissions(path, permissions).unwrap();
}

#[tokio::test]
async fn a_sidecar_is_offered_for_a_photo_that_must_not_be_changed_if_its_folder_takes_one() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["a/1.jpg", "b/2.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    confirm(&kith, 1, "Anna").await;
    choose(&kith, Keeping::Inside, false).await;
    let [first, second] = ["a/1.jpg", "b/2.jpg"].map(|place| root.join(place));
    set_read_only(&first, true);
    set_read_only(&second, true);
    set_read_only(&root.join("b"), true);
    // An administrator may write into every folder.
    let takes_files = std::fs::write(root.join("b/probe"), "").is_ok();
    let dry = crate::people::write(&kith, Target::Embedded, true).await;
    assert_eq!(written(&kith, &WriteNames::All).await[0], line("a/1.jpg", WriteStatus::Refused));
    let stopped = kith.stopped_page(STOPPED).await.unwrap().files;
    set_read_only(&root.join("b"), false);
    let offers: Vec<_> = stopped.iter().map(|file| (file.obstacle, file.offers_beside)).collect();
    assert_eq!(offers, [(Obstacle::ReadOnly, true), (Obstacle::ReadOnly, takes_files)]);
    let says: Vec<_> = dry.iter().map(|line| line.reason.as_ref().unwrap().contains("--sidecar")).collect();
    assert_eq!(says, [true, takes_files]);
    let beside = WriteNames::Beside { files: Some(vec![stopped[0].id.clone()]) };
    assert_eq!(written(&kith, &beside).await, [line("a/1.jpg.xmp", WriteStatus::Written)]);
    assert_eq!(told(&first), ["Anna"]);
    set_read_only(&first, false);
    set_read_only(&second, false);
}

#[cfg(unix)]
#[tokio::test]
async fn a_dry_run_foresees_what_the_system_will_not_let_happen() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg", "2.jpg", "3.jpg", "shut/4.jpg", "twice.jpg"], &[1]).await;
    for number in 0..5 {
        confirm(&kith, number, "Anna").await;
    }
    set_read_only(&root.join("1.jpg"), true);
    std::os::unix::fs::symlink(root.join("nowhere"), root.join("2.jpg.xmp")).unwrap();
    set_read_only(&root.join("shut"), true);
    std::fs::hard_link(root.join("twice.jpg"), album.library().with_file_name("twice.jpg")).unwrap();
    for (target, stopped) in [(Target::Sidecar, "2.jpg.xmp"), (Target::Embedded, "1.jpg")] {
        let files = || std::fs::read_dir(&root).unwrap().count();
        let before = (files(), ["1.jpg", "3.jpg", "shut/4.jpg"].map(|place| album.bytes(place)));
        let dry = crate::people::write(&kith, target, true).await;
        assert_eq!((files(), ["1.jpg", "3.jpg", "shut/4.jpg"].map(|place| album.bytes(place))), before);
        let told = |lines: &[WrittenFile]| -> Vec<_> {
            lines.iter().map(|line| (line.target.clone(), line.status, line.reason.clone())).collect()
        };
        // The folder is shut for those only who are no administrators: what is foreseen is what happens.
        assert_eq!(told(&dry), told(&crate::people::write(&kith, target, false).await));
        let refused = dry.iter().find(|line| line.target == stopped).unwrap();
        assert!(refused.status == WriteStatus::Refused && refused.reason.is_some(), "{refused:?}");
    }
    set_read_only(&root.join("shut"), false);
}

#[tokio::test]
async fn where_the_person_chooses_it_a_photo_is_written_beside_from_then_on() {
    use WriteStatus::{Refused, Written};
    let album = Album::new();
    let (root, kith) = (album.root(), hindered(&album).await);
    written(&kith, &WriteNames::All).await;
    let (before, stopped) = (album.bytes("1.jpg"), kith.stopped_page(STOPPED).await.unwrap().files);
    let one = WriteNames::Beside { files: Some(vec![stopped[0].id.clone(), stopped[2].id.clone()]) };
    assert_eq!(written(&kith, &one).await, [line("1.jpg.xmp", Written)]);
    assert_eq!(written(&kith, &one).await, [], "it does not wait any more");
    assert_eq!((counts(&kith).await, album.bytes("1.jpg") == before), ((0, 2), true));

    kith.decide(&[Decision::Rename { person: name("Anna"), to: name("Bertha") }]).await.unwrap();
    assert_eq!(kith.waiting_page(ALL).await.unwrap().files[0].target, "1.jpg.xmp");
    let again = written(&kith, &WriteNames::All).await;
    assert_eq!(again[..2], [line("1.jpg.xmp", Written), line("2.jpg", Refused)], "it stays so");
    let rest = WriteNames::Beside { files: None };
    assert_eq!(written(&kith, &rest).await, [line("2.jpg.xmp", Written)]);
    let names = ["1.jpg", "2.jpg"].map(|place| told(&root.join(place)));
    assert_eq!((counts(&kith).await, names.concat()), ((0, 1), vec!["Bertha".to_owned(); 2]));

    // With another place for the names it is chosen anew.
    choose(&kith, Keeping::Kith, false).await;
    choose(&kith, Keeping::Inside, false).await;
    assert_eq!(counts(&kith).await, (2, 1));
    assert_eq!(written(&kith, &WriteNames::All).await[..2], [line("1.jpg", Refused), line("2.jpg", Refused)]);
    assert_eq!(kith.names_in_files().await.unwrap().offered, 2);
}

#[tokio::test]
async fn files_of_a_drive_that_goes_away_wait_for_it_and_were_not_stopped() {
    for leaves_a_mount_point in [false, true] {
        let album = Album::new();
        let (root, kith) = scanned(&album, &["1.jpg", "2.jpg", "3.jpg"], &[1]).await;
        for number in 0..3 {
            confirm(&kith, number, "Anna").await;
        }
        choose(&kith, Keeping::Beside, false).await;
        let mut lines = Vec::new();
        let each = |file: WrittenFile, _| {
            if lines.is_empty() {
                album.unplug();
                if leaves_a_mount_point {
                    std::fs::create_dir(&root).unwrap();
                }
            }
            lines.push((file.status, file.is_away()));
            Ok(())
        };
        kith.write_waiting(&Waiting::All, &Control::default(), each).await.unwrap();
        assert_eq!(lines[0], (WriteStatus::Written, false));
        assert_eq!(lines[1..], [(WriteStatus::Failed, true), (WriteStatus::Failed, true)]);
        assert_eq!(counts(&kith).await, (0, 0), "nothing of a drive that is away waits now");
        album.plug_in();
        scan(&kith, &root).await;
        assert_eq!(counts(&kith).await, (2, 0));
        write(&kith, Waiting::NeverStopped).await;
        assert_eq!((counts(&kith).await, told(&root.join("3.jpg"))), ((0, 0), vec!["Anna".to_owned()]));
    }
}

#[tokio::test]
async fn contradictions_of_a_kind_are_settled_together_and_taken_back_by_one_step() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg", "2.jpg", "3.jpg"], &[1]).await;
    for number in 0..2 {
        confirm(&kith, number, "Anna").await;
    }
    let all = faces(&kith).await;
    let ignored = kith.library().face_by_uuid(all[2].3).await.unwrap().unwrap();
    kith.decide(&[Decision::Ignore { face: ignored }]).await.unwrap();
    for (place, face) in ["1.jpg.xmp", "2.jpg.xmp", "3.jpg.xmp"].into_iter().zip(&all) {
        album.add(place, sidecar(&[("Ben", face.4)]).as_bytes());
    }
    scan(&kith, &root).await;
    choose(&kith, Keeping::Beside, false).await;
    write(&kith, Waiting::All).await;
    let stopped = kith.stopped_page(STOPPED).await.unwrap();
    assert_eq!((stopped.total, stopped.files.len()), (2, 2));
    let asks = |file: &StoppedFile| file.asks && file.obstacle == Obstacle::Contradiction;
    assert!(stopped.files.iter().all(asks), "they wait for the person");

    let page = conflict_page(kith.library(), ListConflicts { offset: 0, limit: 2 }).await.unwrap();
    let kinds: Vec<_> = page.kinds.iter().map(|kind| (kind.kind, kind.count)).collect();
    assert_eq!((page.total, page.conflicts.len()), (3, 2));
    assert_eq!(kinds, [(ConflictKind::OtherName, 2), (ConflictKind::NoName, 1)]);
    let first = &page.conflicts[0];
    assert_eq!((first.in_file.as_deref(), first.from_file), (Some("Ben"), true));
    assert_eq!(first.face.person.as_ref().map(|person| &person.name[..]), Some("Anna"));

    let which = SettleWhich::All { of: ConflictKind::OtherName };
    let settled = kith.settle_conflicts(&Settle { which: which.clone(), holds: WhoseWord::File }).await.unwrap();
    let step = settled.undo.undo.as_ref().map(|step| (&step.kind[..], step.count));
    assert_eq!((settled.settled, step), (2, Some(("settle", 2))));
    let none = kith.settle_conflicts(&Settle { which: which.clone(), holds: WhoseWord::File }).await.unwrap();
    assert_eq!((none.settled, none.undo), (0, settled.undo), "nothing is left, and no step was made");
    assert_eq!(names(&kith).await, [Some("Ben".to_owned()), Some("Ben".to_owned()), None]);
    assert_eq!(kith.names_in_files().await.unwrap().conflicts, 1);
    kith.undo(1).await.unwrap();
    assert_eq!(names(&kith).await, [Some("Anna".to_owned()), Some("Anna".to_owned()), None]);

    assert_eq!(kith.names_in_files().await.unwrap().conflicts, 3, "the questions are open again");

    let last = conflict_page(kith.library(), ListConflicts { offset: 0, limit: 9 }).await.unwrap().conflicts.remove(2);
    let one = SettleWhich::One { conflict: last.id };
    let settled = kith.settle_conflicts(&Settle { which: one.clone(), holds: WhoseWord::Kith }).await.unwrap();
    assert_eq!(settled.undo, undo_state(kith.library()).await.unwrap());
    let again = kith.settle_conflicts(&Settle { which: one, holds: WhoseWord::Kith }).await;
    assert!(matches!(again, Err(AppError::NotFound { .. })), "{again:?}");
    kith.settle_conflicts(&Settle { which, holds: WhoseWord::Kith }).await.unwrap();
    assert_eq!(kith.names_in_files().await.unwrap().conflicts, 0);
    assert_eq!(kith.stopped_page(STOPPED).await.unwrap().files, [], "what was settled waits like everything else");
    write(&kith, Waiting::NeverStopped).await;
    assert_eq!(told(&root.join("1.jpg")), ["Anna"]);
    assert_eq!(told(&root.join("3.jpg")), Vec::<String>::new());
}

#[tokio::test]
async fn an_export_is_a_whole_file_or_none() {
    let album = Album::new();
    album.paint("1, \"2\".jpg", &[1]);
    let (root, kith) = (album.root(), open(&album.library()).await);
    scan(&kith, &root).await;
    confirm(&kith, 0, "Anna").await;
    let csv = album.library().with_file_name("people.csv");
    let beside = album.library().with_file_name("people.csv.part");
    std::fs::write(&beside, "mine").unwrap();
    assert_eq!(export_file(kith.library(), ExportForm::Csv, &csv).await.unwrap(), 1);
    let text = std::fs::read_to_string(&csv).unwrap();
    assert!(
        text.starts_with("person,state,photo,root,face,x,y,w,h,born,died\nAnna,confirmed,\"1, \"\"2\"\".jpg\","),
        "{text}"
    );
    assert_eq!(std::fs::read_to_string(&beside).unwrap(), "mine", "nobody chose that file");
    let json = album.library().with_file_name("people.jsonl");
    export_file(kith.library(), ExportForm::Json, &json).await.unwrap();
    let line: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!((&line["person"], &line["photo"]), (&"Anna".into(), &"1, \"2\".jpg".into()));
    let nowhere = album.library().join("no folder").join("people.csv");
    let error = export_file(kith.library(), ExportForm::Csv, &nowhere).await.unwrap_err();
    assert!(matches!(error, AppError::Unwritable { .. }) && error.to_string().contains("people.csv"), "{error}");
}
