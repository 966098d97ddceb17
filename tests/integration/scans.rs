//! Scans that meet the unexpected: what was decided stays, and what is wrong is said.

use std::collections::BTreeMap;
use std::sync::Arc;

use kith_app::browse::PhotoLine;
use kith_app::inner::{Analyzer, Decision, Detection, Frame, Mode, PersonName, Said, VisionError};
use kith_app::scan::{Control, ScanRequest, Summary};
use kith_app::{Eyes, Kith};
use kith_domain::{Score, Similarity};
use kith_gallery::Calibration;
use kith_tests::album::Album;
use kith_tests::fakes::{FakeEmbedder, FakeEyes};
use kith_vision::Detector;

/// Eyes of the same version as the fakes that find nothing.
struct Blind(FakeEyes);

impl Eyes for Blind {
    fn analyzer(&self) -> Result<Analyzer, VisionError> {
        Ok(Analyzer::new(Box::new(Nothing), Box::new(FakeEmbedder)))
    }

    fn detector_version(&self) -> &str {
        self.0.detector_version()
    }

    fn space(&self) -> &str {
        self.0.space()
    }

    fn calibration(&self) -> Calibration {
        self.0.calibration()
    }

    fn same(&self) -> Similarity {
        self.0.same()
    }

    fn differs_from_balanced(&self, _: Mode) -> bool {
        false
    }
}

struct Nothing;

impl Detector for Nothing {
    fn version(&self) -> &'static str {
        "nothing"
    }

    fn differs_from_balanced(&self, _: Mode) -> bool {
        false
    }

    fn detect(&mut self, _: &Frame, _: Mode, _: Option<Score>) -> Result<Vec<Detection>, VisionError> {
        Ok(Vec::new())
    }
}

async fn open(album: &Album) -> Kith {
    Kith::open(&album.library(), Some(Arc::new(FakeEyes::default()))).await.unwrap()
}

async fn scan(kith: &Kith, album: &Album, again: bool) -> Summary {
    let request = ScanRequest { paths: vec![album.root()], mode: Mode::Balanced, again, jobs: Some(2) };
    kith.scan(&request, &Arc::new(Control::default()), |_| ()).await.unwrap()
}

/// The photos by path.
async fn photos(kith: &Kith) -> BTreeMap<String, PhotoLine> {
    let mut lines = BTreeMap::new();
    let collect = |line: PhotoLine| {
        lines.insert(line.photo.clone(), line);
        Ok::<(), kith_app::AppError>(())
    };
    kith_app::browse::photo_lines(kith.library(), false, false, collect).await.unwrap();
    lines
}

fn name(text: &str) -> PersonName {
    PersonName::new(text).unwrap()
}

async fn confirm(kith: &Kith, photo: &str, person: &str) -> Decision {
    let uuid = photos(kith).await[photo].faces[0].id;
    let face = kith.library().face_by_uuid(uuid).await.unwrap().unwrap();
    Decision::Confirm { face, person: name(person), allow_twice: false }
}

async fn said(kith: &Kith) -> Vec<Said> {
    kith.library().words().await.unwrap().into_iter().map(|word| word.said).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_detector_that_finds_nothing_removes_only_what_nobody_spoke_of() {
    let album = Album::new();
    album.paint("named.jpg", &[1]);
    album.paint("unnamed.jpg", &[2]);
    let kith = open(&album).await;
    scan(&kith, &album, false).await;
    kith.decide(&[confirm(&kith, "named.jpg", "Anna").await]).await.unwrap();
    let blind = Kith::open(&album.library(), Some(Arc::new(Blind(FakeEyes::default())))).await.unwrap();
    scan(&blind, &album, true).await;
    let now = photos(&kith).await;
    assert_eq!((now["named.jpg"].faces.len(), now["unnamed.jpg"].faces.len()), (1, 0));
    assert_eq!(said(&kith).await, [Said::Is(name("Anna"))]);
    assert_eq!(kith.problems().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_face_that_was_spoken_of_waits_for_the_redo() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    let kith = open(&album).await;
    scan(&kith, &album, false).await;
    kith.decide(&[confirm(&kith, "1.jpg", "Anna").await]).await.unwrap();
    kith.undo(1).await.unwrap();
    let blind = Kith::open(&album.library(), Some(Arc::new(Blind(FakeEyes::default())))).await.unwrap();
    scan(&blind, &album, true).await;
    album.paint("2.jpg", &[2]);
    scan(&kith, &album, false).await;
    assert_eq!(kith.redo(1).await.unwrap(), 1);
    assert_eq!(said(&kith).await, [Said::Is(name("Anna"))]);
    assert_eq!(photos(&kith).await["1.jpg"].faces[0].person, Some(name("Anna")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_may_rename_and_then_merge() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    album.paint("2.jpg", &[2]);
    let kith = open(&album).await;
    scan(&kith, &album, false).await;
    kith.decide(&[confirm(&kith, "1.jpg", "Anna").await, confirm(&kith, "2.jpg", "Cem").await]).await.unwrap();
    let rename = Decision::Rename { person: name("Anna"), to: name("Berta") };
    let merge = Decision::Merge { person: name("Berta"), into: name("Cem"), allow_twice: false };
    kith.decide(&[rename, merge]).await.unwrap();
    assert_eq!(said(&kith).await, [Said::Is(name("Cem")), Said::Is(name("Cem"))]);
    assert_eq!(kith.problems().await.unwrap(), []);
    kith.undo(1).await.unwrap();
    let mut before = said(&kith).await;
    before.sort();
    assert_eq!(before, [Said::Is(name("Anna")), Said::Is(name("Cem"))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_over_which_another_was_copied_ends_no_scan_and_is_listed() {
    let album = Album::new();
    album.paint("a.jpg", &[1]);
    album.paint("b.jpg", &[1]);
    let kith = open(&album).await;
    scan(&kith, &album, false).await;
    kith.decide(&[confirm(&kith, "a.jpg", "Anna").await, confirm(&kith, "b.jpg", "Anna").await]).await.unwrap();
    album.copy("b.jpg", "a.jpg");
    for again in [false, true] {
        let summary = scan(&kith, &album, again).await;
        assert_eq!((summary.photos, summary.failed), (2, 0));
    }
    let problems = kith.problems().await.unwrap();
    assert_eq!(problems.iter().map(|p| p.problem).collect::<Vec<_>>(), ["changed"]);
    assert_eq!(said(&kith).await.len(), 2, "nothing that was said is lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_drive_at_the_same_place_changes_nothing_however_often_it_is_scanned() {
    let album = Album::new();
    album.paint("2023/1.jpg", &[1]);
    album.paint("2024/2.jpg", &[2]);
    let kith = open(&album).await;
    scan(&kith, &album, false).await;
    let before: Vec<String> = photos(&kith).await.into_keys().collect();
    let drawer = album.root().with_file_name("drawer");
    std::fs::rename(album.root(), &drawer).unwrap();
    std::fs::create_dir(album.root()).unwrap();
    album.paint("other.jpg", &[3]);
    for _ in 0..3 {
        scan(&kith, &album, false).await;
        assert_eq!(photos(&kith).await.into_keys().collect::<Vec<_>>(), before);
    }
    std::fs::remove_dir_all(album.root()).unwrap();
    std::fs::create_dir(album.root()).unwrap();
    let part =
        ScanRequest { paths: vec![album.root().join("2023")], mode: Mode::Balanced, again: false, jobs: Some(1) };
    kith.scan(&part, &Arc::new(Control::default()), |_| ()).await.unwrap();
    assert_eq!(photos(&kith).await.into_keys().collect::<Vec<_>>(), before);
    std::fs::remove_dir(album.root()).unwrap();
    std::fs::rename(&drawer, album.root()).unwrap();
    assert_eq!(scan(&kith, &album, false).await.skipped, 2);
    assert_eq!(kith.problems().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_box_drawn_over_a_rejected_face_lifts_the_rejection() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    let kith = open(&album).await;
    scan(&kith, &album, false).await;
    let confirmed = confirm(&kith, "1.jpg", "Anna").await;
    let Decision::Confirm { face, .. } = confirmed else { unreachable!() };
    kith.decide(&[confirmed, Decision::Reject { face, person: name("Anna") }]).await.unwrap();
    let line = photos(&kith).await.remove("1.jpg").unwrap();
    let root = album.root().canonicalize().unwrap();
    let drawn = kith.drawing(&root, "1.jpg", line.faces[0].rect, Some(name("Anna"))).await.unwrap();
    kith.decide(&[drawn]).await.unwrap();
    assert_eq!(said(&kith).await, [Said::Is(name("Anna"))]);
    assert_eq!(kith.problems().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_photo_keeps_its_faces_and_their_names() {
    let album = Album::new();
    album.paint("1.jpg", &[1, 2]);
    let kith = open(&album).await;
    scan(&kith, &album, false).await;
    kith.decide(&[confirm(&kith, "1.jpg", "Anna").await]).await.unwrap();
    let before: Vec<_> = photos(&kith).await["1.jpg"].faces.iter().map(|face| face.id).collect();
    album.paint("1.jpg", &[1, 2]);
    scan(&kith, &album, false).await;
    let after: Vec<_> = photos(&kith).await["1.jpg"].faces.iter().map(|face| face.id).collect();
    assert_eq!(after, before);
    assert_eq!(said(&kith).await, [Said::Is(name("Anna"))]);
    assert_eq!(kith.problems().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_photo_is_reported_and_heals() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    album.paint("2.jpg", &[2]);
    let kith = open(&album).await;
    scan(&kith, &album, false).await;
    kith.decide(&[confirm(&kith, "1.jpg", "Anna").await]).await.unwrap();
    let whole = album.bytes("1.jpg");
    album.add("1.jpg", b"");
    let summary = scan(&kith, &album, false).await;
    assert_eq!((summary.photos, summary.failed, summary.skipped), (2, 1, 1));
    let line = &photos(&kith).await["1.jpg"];
    assert!(line.error.as_ref().is_some_and(|reason| !reason.is_empty()) && line.faces.is_empty() && line.width == 0);
    let summary = scan(&kith, &album, false).await;
    assert_eq!((summary.photos, summary.failed, summary.skipped), (2, 1, 2));
    album.add("1.jpg", &whole);
    scan(&kith, &album, false).await;
    assert_eq!(photos(&kith).await["1.jpg"].faces.len(), 1);
    assert_eq!(said(&kith).await, [Said::Is(name("Anna"))]);
    assert_eq!(kith.problems().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_photo_has_no_line_and_comes_back_with_its_names() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    album.paint("2.jpg", &[2]);
    let kith = open(&album).await;
    scan(&kith, &album, false).await;
    kith.decide(&[confirm(&kith, "1.jpg", "Anna").await]).await.unwrap();
    let bytes = album.bytes("1.jpg");
    album.remove("1.jpg");
    scan(&kith, &album, false).await;
    assert_eq!(photos(&kith).await.into_keys().collect::<Vec<_>>(), ["2.jpg"]);
    assert_eq!(kith.problems().await.unwrap(), []);
    album.add("elsewhere/3.jpg", &bytes);
    scan(&kith, &album, false).await;
    assert_eq!(photos(&kith).await.into_keys().collect::<Vec<_>>(), ["2.jpg", "elsewhere/3.jpg"]);
    assert_eq!(said(&kith).await, [Said::Is(name("Anna"))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_leaves_no_trace_of_a_face_and_the_library_in_order() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    let kith = open(&album).await;
    scan(&kith, &album, false).await;
    kith.decide(&[confirm(&kith, "1.jpg", "Annabella").await]).await.unwrap();
    assert_eq!(kith.erase_faces().await.unwrap(), 1);
    assert_eq!(kith.problems().await.unwrap(), []);
    kith.close().await;
    let files = std::fs::read_dir(album.library()).unwrap().map(|entry| entry.unwrap().path());
    let mut looked_at = 0;
    for file in files.filter(|path| path.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        looked_at += 1;
        assert!(!bytes.windows(9).any(|part| part.eq_ignore_ascii_case(b"Annabella")), "{}", file.display());
    }
    assert!(looked_at >= 2, "both databases were looked at");
}
