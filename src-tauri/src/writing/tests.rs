//! Names that are written by themselves, before the app ends, and not after a stop.

use kith_app::dto::Keeping;
use kith_app::inner::{Decision, FaceQuery, Mode, PersonName, PhotoId};
use kith_app::scan::{Control, ScanRequest};
use kith_tests::album::Album;
use kith_tests::fakes::FakeEyes;

use super::*;

/// Longer than any test.
const EVER: Duration = Duration::from_mins(10);

/// An app with a photo of somebody with a name, which is to be written beside the photo.
async fn app(album: &Album, automatic: bool) -> (Arc<AppState>, Kith) {
    album.paint("1.jpg", &[1]);
    let kith = Kith::open(&album.library(), Some(Arc::new(FakeEyes::default()))).await.unwrap();
    let request = ScanRequest { paths: vec![album.root()], mode: Mode::Balanced, again: false, jobs: Some(1) };
    kith.scan(&request, &Arc::new(Control::default()), |_| {}).await.unwrap();
    name(&kith, "Anna").await;
    let settings =
        WritingSettings { keeping: Keeping::Beside, keep_dates: false, people_as_keywords: false, automatic };
    kith.set_people_writing(settings).await.unwrap();
    (Arc::new(AppState::of(kith.clone())), kith)
}

async fn name(kith: &Kith, name: &str) {
    let face = kith.library().faces(FaceQuery::Photo(PhotoId(1)), 0, 1).await.unwrap().remove(0).uuid;
    let face = kith.library().face_by_uuid(face).await.unwrap().unwrap();
    let person = PersonName::new(name).unwrap();
    kith.decide(&[Decision::Confirm { face, person, allow_twice: false }]).await.unwrap();
}

/// Whether the file beside the photo has a name.
fn says(album: &Album, name: &str) -> bool {
    std::fs::read_to_string(album.root().join("1.jpg.xmp")).is_ok_and(|text| text.contains(name))
}

async fn has_rung(bell: &Notify) -> bool {
    tokio::time::timeout(Duration::ZERO, bell.notified()).await.is_ok()
}

/// Waits until that is so.
async fn until(is_so: impl Fn() -> bool) {
    let waiting = async {
        while !is_so() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(EVER, waiting).await.expect("it never came");
}

#[tokio::test]
async fn a_bell_that_has_rung_is_waited_for_once_more() {
    let bell = Notify::new();
    bell.notify_one();
    quiet(&bell, Duration::ZERO).await;
    assert!(!has_rung(&bell).await, "it was heard");
}

#[tokio::test]
async fn what_waits_is_written_before_the_app_ends_if_it_is_to_be_written_by_itself() {
    for automatic in [false, true] {
        let album = Album::new();
        let (state, _) = app(&album, automatic).await;
        state.write_before_leaving(EVER).await;
        assert_eq!(says(&album, "Anna"), automatic);
    }
}

#[tokio::test]
async fn the_end_of_the_app_stops_what_takes_too_long_and_begins_nothing_else() {
    let album = Album::new();
    let (state, _) = app(&album, true).await;
    let import = state.filing.begin(FileWorkKind::Importing).unwrap();
    let control = Arc::clone(&import.control);
    let stopped = async {
        until(|| control.is_cancelled()).await;
        drop(import);
    };
    tokio::join!(state.write_before_leaving(Duration::ZERO), stopped);
    assert!(!says(&album, "Anna"));
}

#[tokio::test]
async fn what_is_said_is_written_by_itself_when_nothing_more_is_said() {
    let album = Album::new();
    let (state, kith) = app(&album, true).await;
    let following = tokio::spawn(follow(Arc::clone(&state), kith.clone(), Duration::ZERO));
    until(|| says(&album, "Anna")).await;
    until(|| !state.filing.is_busy()).await;
    name(&kith, "Bertha").await;
    state.said();
    until(|| says(&album, "Bertha")).await;
    following.abort();
}

#[tokio::test]
async fn who_stops_a_writing_does_not_want_it_to_go_on_by_itself() {
    let album = Album::new();
    let (state, kith) = app(&album, true).await;
    let stopped = state.filing.begin(FileWorkKind::Writing).unwrap();
    state.cancel_file_work();
    state.write(&kith, stopped, &Waiting::NeverStopped).await;
    assert_eq!(state.filing.work().unwrap().state, FileWorkState::Cancelled);
    assert!(!says(&album, "Anna") && !has_rung(&state.to_write).await);
    let whole = state.filing.begin(FileWorkKind::Writing).unwrap();
    state.write(&kith, whole, &Waiting::NeverStopped).await;
    assert_eq!(state.filing.work().unwrap().state, FileWorkState::Finished);
    assert!(says(&album, "Anna") && has_rung(&state.to_write).await, "what was said meanwhile is written too");
}

#[tokio::test]
async fn a_library_that_is_busy_is_told_and_asked_again() {
    let album = Album::new();
    let (state, kith) = app(&album, true).await;
    let scan = ScanLock::take(kith.library().dir(), LibraryWork::Scanning).unwrap();
    let filed = state.filing.begin(FileWorkKind::Writing).unwrap();
    state.write(&kith, filed, &Waiting::All).await;
    assert_eq!(state.filing.work().unwrap().state, FileWorkState::Busy);
    assert!(has_rung(&state.to_write).await);
    drop(scan);
}
