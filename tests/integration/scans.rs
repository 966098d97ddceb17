//! Scans that meet the unexpected: what was decided stays, and what is wrong is said.

use std::path::Path;
use std::sync::Arc;

use image::RgbImage;
use kith_app::JobStatus;
use kith_app::files::{DetectRequest, Detected};
use kith_app::inner::{Decision, FaceUuid, Mode, Orientation, Said, UnitRect};
use kith_app::scan::{Control, LibraryWork, ScanLock};

use crate::eyes::{BLIND, STUMBLING};
use crate::scanned::{Scanned, name};

#[tokio::test(flavor = "multi_thread")]
async fn a_detector_that_finds_nothing_removes_only_what_nobody_spoke_of() {
    let it = Scanned::new(&[("named.jpg", &[1]), ("unnamed.jpg", &[2])]).await;
    it.confirm("named.jpg", "Anna").await;
    it.scan_again_with(BLIND).await;
    let now = it.photos().await;
    assert_eq!((now["named.jpg"].faces.len(), now["unnamed.jpg"].faces.len()), (1, 0));
    assert_eq!(it.said().await, [Said::Is(name("Anna"))]);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_face_that_was_spoken_of_waits_for_the_redo() {
    let it = Scanned::new(&[("1.jpg", &[1])]).await;
    it.confirm("1.jpg", "Anna").await;
    it.kith.undo(1).await.unwrap();
    it.scan_again_with(BLIND).await;
    it.album.paint("2.jpg", &[2]);
    it.scan().await;
    assert_eq!(it.kith.redo(1).await.unwrap(), 1);
    assert_eq!(it.said().await, [Said::Is(name("Anna"))]);
    assert_eq!(it.photos().await["1.jpg"].faces[0].person, Some(name("Anna")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_may_rename_and_then_merge() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("2.jpg", &[2])]).await;
    it.kith.decide(&[it.confirmation("1.jpg", "Anna").await, it.confirmation("2.jpg", "Cem").await]).await.unwrap();
    let rename = Decision::Rename { person: name("Anna"), to: name("Berta") };
    let merge = Decision::Merge { person: name("Berta"), into: name("Cem"), allow_twice: false };
    it.kith.decide(&[rename, merge]).await.unwrap();
    assert_eq!(it.said().await, [Said::Is(name("Cem")), Said::Is(name("Cem"))]);
    assert_eq!(it.problems().await, []);
    it.kith.undo(1).await.unwrap();
    let mut before = it.said().await;
    before.sort();
    assert_eq!(before, [Said::Is(name("Anna")), Said::Is(name("Cem"))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_drive_at_the_same_place_changes_nothing_however_often_it_is_scanned() {
    let it = Scanned::new(&[("2023/1.jpg", &[1]), ("2024/2.jpg", &[2])]).await;
    let before = it.paths().await;
    let drawer = it.album.root().with_file_name("drawer");
    std::fs::rename(it.album.root(), &drawer).unwrap();
    std::fs::create_dir(it.album.root()).unwrap();
    it.album.paint("other.jpg", &[3]);
    for _ in 0..3 {
        it.scan().await;
        assert_eq!(it.paths().await, before);
    }
    std::fs::remove_dir_all(it.album.root()).unwrap();
    std::fs::create_dir(it.album.root()).unwrap();
    it.scan_part(it.album.root().join("2023")).await;
    assert_eq!(it.paths().await, before);
    std::fs::remove_dir(it.album.root()).unwrap();
    std::fs::rename(&drawer, it.album.root()).unwrap();
    assert_eq!(it.scan().await.skipped, 2);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_photo_stays_missing_when_another_drive_has_something_at_its_place() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("2.jpg", &[2])]).await;
    it.confirm("1.jpg", "Anna").await;
    let bytes = it.album.bytes("1.jpg");
    it.album.remove("1.jpg");
    it.scan().await;
    let before = it.photos_and_missing().await;
    it.album.unplug();
    std::fs::create_dir_all(it.album.root()).unwrap();
    it.album.paint_as("1.jpg", &[1], 5);
    assert_eq!(it.scan().await.strange.len(), 1);
    assert_eq!(it.photos_and_missing().await, before);
    assert_eq!(it.problems().await, []);
    std::fs::remove_dir_all(it.album.root()).unwrap();
    it.album.plug_in();
    it.album.add("1.jpg", &bytes);
    it.scan().await;
    assert_eq!(it.paths().await, ["1.jpg", "2.jpg"]);
    assert_eq!(it.face("1.jpg").await.person, Some(name("Anna")));
    assert_eq!(it.said().await, [Said::Is(name("Anna"))]);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_in_which_all_is_new_is_in_use_also_if_the_new_lies_where_something_is_missing() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("2.jpg", &[2])]).await;
    it.confirm("1.jpg", "Anna").await;
    it.album.remove("1.jpg");
    it.scan().await;
    it.album.remove("2.jpg");
    it.album.paint("1.jpg", &[3]);
    assert_eq!(it.scan().await.strange, [] as [std::path::PathBuf; 0]);
    assert_eq!(it.paths().await, ["1.jpg"]);
    assert_eq!(it.face("1.jpg").await.person, None);
    assert_eq!(it.said().await, [Said::Is(name("Anna"))]);
    assert_eq!(it.problems().await, [("changed", Some("1.jpg".to_owned()))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_box_drawn_over_a_rejected_face_lifts_the_rejection() {
    let it = Scanned::new(&[("1.jpg", &[1])]).await;
    let confirmed = it.confirmation("1.jpg", "Anna").await;
    let Decision::Confirm { face, .. } = confirmed else { unreachable!() };
    it.kith.decide(&[confirmed, Decision::Reject { face, person: name("Anna") }]).await.unwrap();
    let line = it.photos().await.remove("1.jpg").unwrap();
    let root = it.album.root().canonicalize().unwrap();
    let drawn = it.kith.drawing(&root, "1.jpg", line.faces[0].rect, Some(name("Anna"))).await.unwrap();
    it.kith.decide(&[drawn]).await.unwrap();
    assert_eq!(it.said().await, [Said::Is(name("Anna"))]);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_photo_is_reported_and_heals() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("2.jpg", &[2])]).await;
    it.confirm("1.jpg", "Anna").await;
    let whole = it.album.bytes("1.jpg");
    it.album.add("1.jpg", b"");
    let summary = it.scan().await;
    assert_eq!((summary.photos, summary.failed, summary.skipped), (2, 1, 1));
    let line = &it.photos().await["1.jpg"];
    assert!(line.error.as_ref().is_some_and(|reason| !reason.is_empty()) && line.faces.is_empty() && line.width == 0);
    let summary = it.scan().await;
    assert_eq!((summary.photos, summary.failed, summary.skipped), (2, 1, 2));
    it.album.add("1.jpg", &whole);
    it.scan().await;
    assert_eq!(it.photos().await["1.jpg"].faces.len(), 1);
    assert_eq!(it.said().await, [Said::Is(name("Anna"))]);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_photo_has_no_line_and_comes_back_with_its_names() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("2.jpg", &[2])]).await;
    it.album.turn("1.jpg", Orientation::Rotate90);
    it.scan().await;
    it.confirm("1.jpg", "Anna").await;
    let before = it.photos().await.remove("1.jpg").unwrap();
    assert!(before.width < before.height, "it stands");
    let bytes = it.album.bytes("1.jpg");
    it.album.remove("1.jpg");
    it.scan().await;
    assert_eq!(it.paths().await, ["2.jpg"]);
    assert_eq!(it.photos_and_missing().await["1.jpg"], before, "it is shown as it was");
    assert_eq!(it.problems().await, []);
    it.album.add("elsewhere/3.jpg", &bytes);
    it.scan().await;
    assert_eq!(it.paths().await, ["2.jpg", "elsewhere/3.jpg"]);
    assert_eq!(it.said().await, [Said::Is(name("Anna"))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_leaves_no_trace_of_a_face_and_the_library_in_order() {
    let it = Scanned::new(&[("1.jpg", &[1])]).await;
    it.confirm("1.jpg", "Annabella").await;
    it.album.add("1.jpg.xmp", crate::people::listing(&["Annabella", "Roswitha"], &[]).as_bytes());
    it.scan().await;
    assert_eq!(it.kith.erase_faces().await.unwrap(), 1);
    assert_eq!(it.problems().await, []);
    it.kith.close().await;
    let files = std::fs::read_dir(it.album.library()).unwrap().map(|entry| entry.unwrap().path());
    let mut looked_at = 0;
    for file in files.filter(|path| path.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        looked_at += 1;
        let has = |name: &[u8]| bytes.windows(name.len()).any(|part| part.eq_ignore_ascii_case(name));
        assert!(!has(b"Annabella") && !has(b"Roswitha"), "{}", file.display());
    }
    assert!(looked_at >= 2, "both databases were looked at");
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_that_all_went_into_another_folder_were_moved() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("2.jpg", &[2])]).await;
    it.album.copy("1.jpg", "copy of 1.jpg");
    it.scan().await;
    it.confirm("1.jpg", "Anna").await;
    for place in ["1.jpg", "2.jpg", "copy of 1.jpg"] {
        it.album.rename(place, Path::new("moved").join(place));
    }
    it.scan().await;
    assert_eq!(it.paths().await, ["moved/1.jpg", "moved/2.jpg", "moved/copy of 1.jpg"]);
    assert_eq!(it.face("moved/1.jpg").await.person, Some(name("Anna")));
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_that_panics_does_not_go_on_for_ever() {
    let it = Scanned::new(&[("1.jpg", &[1])]).await;
    it.album.paint("2.jpg", &[2]);
    let (kith, request) = (it.kith.clone(), it.request(false));
    let scan = async move { kith.scan(&request, &Arc::new(Control::default()), |_| panic!("on purpose")).await };
    assert!(tokio::spawn(scan).await.unwrap_err().is_panic());
    let job = it.kith.job(&Control::default()).await.unwrap().unwrap();
    assert_eq!(job.status, JobStatus::Interrupted);
    // That somebody does something else with the library makes it no scan.
    for (work, status) in [(LibraryWork::Writing, JobStatus::Interrupted), (LibraryWork::Scanning, JobStatus::Running)]
    {
        let _held = ScanLock::take(it.kith.library().dir(), work).unwrap();
        assert_eq!(it.kith.job(&Control::default()).await.unwrap().unwrap().status, status);
    }
    assert_eq!(it.scan().await.photos, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_at_which_the_detector_panics_costs_itself_only() {
    let it = Scanned::new(&[("1.jpg", &[]), ("2.jpg", &[1, 2, 3]), ("3.jpg", &[])]).await;
    let request = DetectRequest { mode: Mode::Balanced, min_score: None, embeddings: false };
    let mut readable = Vec::new();
    let collect = |detected: Detected| {
        readable.push((detected.photo, detected.outcome.is_ok()));
        Ok::<(), kith_app::AppError>(())
    };
    kith_app::files::detect(&STUMBLING, &[it.album.root()], request, collect).unwrap();
    assert_eq!(readable, [("1.jpg".into(), true), ("2.jpg".into(), false), ("3.jpg".into(), true)]);
    assert_eq!(it.scan_again_with(STUMBLING).await.failed, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_can_no_longer_be_read_is_told_if_somebody_is_named_in_it() {
    let it = Scanned::new(&[("named.jpg", &[1]), ("unnamed.jpg", &[2])]).await;
    it.confirm("named.jpg", "Anna").await;
    let picture = std::fs::read(it.album.root().join("named.jpg")).unwrap();
    for photo in ["named.jpg", "unnamed.jpg"] {
        std::fs::write(it.album.root().join(photo), "no picture").unwrap();
    }
    assert_eq!(it.scan().await.failed, 2);
    assert_eq!(it.problems().await, [("not-readable", Some("named.jpg".to_owned()))]);
    std::fs::write(it.album.root().join("named.jpg"), picture).unwrap();
    it.scan().await;
    assert_eq!(it.problems().await, []);
    assert_eq!(it.said().await, [Said::Is(name("Anna"))]);
}

/// As when what reads the lines of `kith detect` goes away after the first one.
#[test]
fn nobody_waits_for_a_detection_that_is_no_longer_wanted() {
    let dir = tempfile::tempdir().unwrap();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    for i in 0..workers * 8 {
        std::fs::write(dir.path().join(format!("{i}.jpg")), "no picture").unwrap();
    }
    let request = DetectRequest { mode: Mode::Balanced, min_score: None, embeddings: false };
    let mut seen = 0;
    let stop = |_: Detected| {
        seen += 1;
        Err(kith_app::AppError::NotFound { what: "reader", name: String::new() })
    };
    kith_app::files::detect(&STUMBLING, &[dir.path().to_owned()], request, stop).unwrap_err();
    assert_eq!(seen, 1);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_face_is_drawn_in_the_photo_that_is_named() {
    use std::os::unix::ffi::OsStrExt;
    let not_utf8 = std::ffi::OsStr::from_bytes(b"caf\xe9.jpg");
    let it = Scanned::new(&[("in/1.jpg", &[1]), ("100%.jpg", &[2])]).await;
    it.album.paint(not_utf8, &[3]);
    it.scan().await;
    let root = it.album.root().canonicalize().unwrap();
    let rect = UnitRect::new(0.0, 0.0, 0.1, 0.1).unwrap();
    for photo in ["in/1.jpg", "100%.jpg", "caf%E9.jpg"] {
        let drawn = it.kith.drawing(&root, photo, rect, None).await.unwrap();
        it.kith.decide(&[drawn]).await.unwrap();
        assert_eq!(it.photos().await[photo].faces.len(), 2, "{photo}");
    }
    for (root, photo) in [(&*root, "1.jpg"), (Path::new("/"), "in/1.jpg")] {
        assert!(it.kith.drawing(root, photo, rect, None).await.is_err(), "{photo} in {}", root.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pictures_of_the_faces_in_a_photo_turn_with_it() {
    let it = Scanned::new(&[("1.jpg", &[1])]).await;
    it.album.copy("1.jpg", "copy.jpg");
    it.scan().await;
    let root = it.album.root().canonicalize().unwrap();
    let rect = it.face("1.jpg").await.rect;
    let beside = UnitRect::new(rect.x() - 0.1, rect.y(), rect.w(), rect.h()).unwrap();
    it.kith.decide(&[it.kith.drawing(&root, "1.jpg", beside, None).await.unwrap()]).await.unwrap();
    it.kith.refresh().await.unwrap();
    let faces: Vec<FaceUuid> = it.photos().await["1.jpg"].faces.iter().map(|face| face.id).collect();
    assert_eq!(faces.len(), 2, "one found and one drawn");
    let before = pictures(&it, &faces).await;
    it.album.turn("copy.jpg", Orientation::Rotate90);
    it.scan().await;
    assert_eq!(pictures(&it, &faces).await, before, "the first file says how a photo is shown");
    it.album.turn("1.jpg", Orientation::Rotate90);
    it.scan().await;
    for (before, after) in before.iter().zip(pictures(&it, &faces).await) {
        let turned = image::imageops::rotate90(before);
        assert!(difference(&turned, &after) < 2.0 && difference(before, &after) > 8.0);
    }
}

async fn pictures(it: &Scanned, faces: &[FaceUuid]) -> Vec<RgbImage> {
    let mut pictures = Vec::new();
    for face in faces {
        let jpeg = it.kith.library().thumbnail(*face).await.unwrap().unwrap().jpeg;
        pictures.push(image::load_from_memory(&jpeg).unwrap().into_rgb8());
    }
    pictures
}

/// How much two pictures of one size differ on average, of 255.
fn difference(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: f64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
    sum / a.as_raw().len() as f64
}
