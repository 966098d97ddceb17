//! Folders and photos that are left out: what is not there then, and what is there again afterwards.

use std::sync::Arc;

use kith_app::AppError;
use kith_app::browse::{group_page, library_state, people_list, question_page, step_page};
use kith_app::dto::{Decide, Decision as Said, LibraryState, ListGroups, ListQuestions, ListSteps, ScanAgain};
use kith_app::inner::{Decision, Refusal};
use kith_app::scan::{Control, ScanRequest};
use kith_tests::album::Album;
use kith_tests::fakes::FakeEyes;

use crate::scanned::{Scanned, open};

/// Anna and a stranger in `in`, Anna and two alike strangers beside it.
async fn album() -> Scanned {
    let photos: [(&str, &[usize]); 6] = [
        ("in/1.jpg", &[1]),
        ("in/deep/2.jpg", &[2]),
        ("inside/3.jpg", &[1]),
        ("4.jpg", &[3]),
        ("5.jpg", &[3]),
        ("in/6.jpg", &[3]),
    ];
    let it = Scanned::new(&photos).await;
    it.confirm("in/1.jpg", "Anna").await;
    it.kith.refresh().await.unwrap();
    it
}

async fn decision(it: &Scanned, path: &str, is_folder: bool, out: bool) -> Decision {
    it.kith.leaving_out(&it.album.root(), path, is_folder, out).await.unwrap()
}

async fn leave(it: &Scanned, path: &str, is_folder: bool, out: bool) {
    it.kith.decide(&[decision(it, path, is_folder, out).await]).await.unwrap();
    it.kith.refresh().await.unwrap();
}

async fn state(it: &Scanned) -> LibraryState {
    library_state(it.kith.library(), None::<kith_app::dto::Job>).await.unwrap()
}

/// Photos, pictures and faces; unknown and suggested faces; groups; questions.
async fn counts(it: &Scanned) -> [u32; 7] {
    let LibraryState { photos, pictures, faces, .. } = state(it).await;
    let people = people_list(it.kith.library()).await.unwrap();
    let groups = group_page(it.kith.library(), ListGroups { offset: 0, limit: 9 }).await.unwrap().groups.len();
    let questions = question_page(it.kith.library(), ListQuestions { offset: 0, limit: 9 }).await.unwrap();
    let questions = questions.questions.len();
    [photos, pictures, faces, people.unknown, people.unconfirmed, groups as u32, questions as u32]
}

async fn left_out(it: &Scanned) -> Vec<(String, u32)> {
    state(it).await.left_out.into_iter().map(|out| (out.path, out.photos)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_left_out_is_as_if_it_were_not_there_and_comes_back_as_it_was() {
    let it = album().await;
    let (before, photos, said) = (counts(&it).await, it.photos().await, it.said().await);
    leave(&it, "in/", true, true).await;
    for scanned in [false, true] {
        if scanned {
            it.album.paint("in/new.jpg", &[4]);
            let summary = it.scan().await;
            assert_eq!((summary.photos, summary.skipped, summary.faces), (3, 3, 0));
        }
        assert_eq!(it.paths().await, ["4.jpg", "5.jpg", "inside/3.jpg"]);
        assert_eq!(it.photos_and_missing().await.len(), 3, "they are not missing");
        let [all, pictures, faces, unknown, suggested, ..] = counts(&it).await;
        assert_eq!([all, pictures, faces, unknown, suggested], [3, 3, 3, 3, 0], "and teach nothing");
        assert_eq!(left_out(&it).await, [("in".to_owned(), 3)]);
        assert_eq!(people_list(it.kith.library()).await.unwrap().people[0].confirmed, 0);
        assert_eq!(it.said().await, said);
        assert_eq!(it.kith.problems().await.unwrap(), []);
    }
    let again = ScanRequest { again: true, ..it.request(false) };
    assert_eq!(it.kith.scan(&again, &Arc::new(Control::default()), |_| ()).await.unwrap().photos, 3);
    leave(&it, "in", true, false).await;
    assert_eq!((counts(&it).await, it.said().await), (before, said));
    assert_eq!(it.photos().await, photos);
    let summary = it.scan().await;
    assert_eq!((summary.photos, summary.skipped), (7, 6), "only what is new is looked at");
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_out_is_one_step_that_is_taken_back_and_brought_again_and_kept() {
    let it = album().await;
    let before = counts(&it).await;
    leave(&it, "in", true, true).await;
    let after = counts(&it).await;
    let step = async || step_page(it.kith.library(), ListSteps { offset: 0, limit: 1 }).await.unwrap().steps.remove(0);
    assert_eq!((step().await.kind.as_str(), step().await.place.as_deref()), ("leaveOut", Some("in")));
    it.kith.undo(1).await.unwrap();
    it.kith.refresh().await.unwrap();
    assert_eq!((counts(&it).await, left_out(&it).await), (before, vec![]));
    it.kith.redo(1).await.unwrap();
    it.kith.refresh().await.unwrap();
    assert_eq!(counts(&it).await, after);
    let it = Scanned { kith: open(&it.album, FakeEyes::default()).await, album: it.album };
    assert_eq!(left_out(&it).await, [("in".to_owned(), 3)], "after a restart too");
    let place = state(&it).await.left_out.remove(0).place;
    let take_in = Decide { decisions: vec![Said::LeaveOut { place, out: false }] };
    assert!(it.kith.decide_by_name(&take_in).await.unwrap().made);
    it.kith.refresh().await.unwrap();
    assert_eq!(counts(&it).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_left_out_with_its_copies_and_a_file_alone() {
    let it = album().await;
    std::fs::copy(it.album.root().join("4.jpg"), it.album.root().join("in/copy.jpg")).unwrap();
    it.scan().await;
    leave(&it, "4.jpg", false, true).await;
    assert!(!it.paths().await.contains(&"4.jpg".to_owned()));
    assert_eq!(it.face("in/copy.jpg").await.group, it.face("5.jpg").await.group, "the copy is still there");
    it.kith.undo(1).await.unwrap();
    let photo = it.kith.photo_at(&it.album.root(), "4.jpg").await.unwrap().0.0.to_string();
    let both = Decide { decisions: vec![Said::LeavePhotoOut { photo: photo.clone() }] };
    assert_eq!(it.kith.decide_by_name(&both).await.unwrap().applied, 1);
    assert_eq!(left_out(&it).await, [("4.jpg".to_owned(), 1), ("in/copy.jpg".to_owned(), 1)]);
    assert_eq!(it.paths().await, ["5.jpg", "in/1.jpg", "in/6.jpg", "in/deep/2.jpg", "inside/3.jpg"]);
    it.kith.undo(1).await.unwrap();
    assert_eq!(it.paths().await.len(), 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_thing_within_another_stays_out_for_itself() {
    let it = album().await;
    leave(&it, "in/deep", true, true).await;
    leave(&it, "in", true, true).await;
    let refused = it.kith.decide(&[decision(&it, "in/deep/2.jpg", false, false).await]).await.unwrap_err();
    assert!(matches!(refused, AppError::Refused { refusal: Refusal::LeftOutAbove(_), .. }), "{refused}");
    leave(&it, "in", true, false).await;
    assert_eq!(it.paths().await, ["4.jpg", "5.jpg", "in/1.jpg", "in/6.jpg", "inside/3.jpg"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_root_letters_of_another_size_and_what_is_nowhere_are_refused() {
    let it = album().await;
    let root = decision(&it, "/", true, true).await;
    let refused = it.kith.decide(&[root]).await.unwrap_err();
    assert!(matches!(refused, AppError::Refused { refusal: Refusal::WholeRoot, .. }), "{refused}");
    for (path, is_folder) in [("IN", true), ("nowhere", true), ("in", false), ("4.jpg", true), ("../x", true)] {
        let error = it.kith.leaving_out(&it.album.root(), path, is_folder, true).await.unwrap_err();
        assert!(matches!(error, AppError::NotFound { .. }), "{path}: {error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_may_be_left_out_before_it_is_known_and_when_it_is_gone() {
    let it = album().await;
    std::fs::create_dir(it.album.root().join("empty")).unwrap();
    leave(&it, "empty", true, true).await;
    it.album.paint("empty/7.jpg", &[5]);
    std::fs::remove_dir_all(it.album.root().join("inside")).unwrap();
    leave(&it, "inside", true, true).await;
    assert_eq!((it.scan().await.photos, left_out(&it).await.len()), (5, 2));
    let error = it.kith.paths_to_scan(&ScanAgain { folder: Some("99:".into()), unchanged: false }).await;
    assert!(matches!(error, Err(AppError::NotFound { .. })));
    let named = ScanRequest { paths: vec![it.album.root().join("empty")], ..it.request(false) };
    let refused = it.kith.scan(&named, &Arc::new(Control::default()), |_| ()).await.unwrap_err().to_string();
    assert!(refused.contains("left out of the library"), "{refused}");
    leave(&it, "inside", true, false).await;
    it.scan().await;
    assert!(!it.paths().await.contains(&"inside/3.jpg".to_owned()), "it is as gone as before");
    leave(&it, "empty", true, false).await;
    assert_eq!(it.scan().await.photos, 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_root_of_which_all_but_what_is_left_out_went_away_is_no_other_drive() {
    let it = album().await;
    leave(&it, "in", true, true).await;
    for gone in ["4.jpg", "5.jpg", "inside/3.jpg"] {
        std::fs::remove_file(it.album.root().join(gone)).unwrap();
    }
    let summary = it.scan().await;
    assert_eq!((summary.strange.len(), it.paths().await.len()), (0, 0));
    std::fs::remove_dir_all(it.album.root().join("in")).unwrap();
    assert_eq!(it.scan().await.strange.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_out_stays_so_when_its_root_becomes_a_part_of_another() {
    let album = Album::new();
    for (place, people) in [("sub/in/1.jpg", 1), ("sub/2.jpg", 2)] {
        album.paint(place, &[people]);
    }
    let other = Scanned { kith: open(&album, FakeEyes::default()).await, album };
    let scan = async |path: &str| {
        let request = ScanRequest { paths: vec![other.album.root().join(path)], ..other.request(false) };
        other.kith.scan(&request, &Arc::new(Control::default()), |_| ()).await.unwrap()
    };
    scan("sub").await;
    let inner = other.album.root().join("sub");
    let leaving = other.kith.leaving_out(&inner, "in", true, true).await.unwrap();
    other.kith.decide(&[leaving]).await.unwrap();
    scan("").await;
    assert_eq!((other.paths().await, left_out(&other).await), (vec!["sub/2.jpg".into()], vec![("sub/in".into(), 1)]));
    other.kith.undo(1).await.unwrap();
    assert_eq!(other.paths().await, ["sub/2.jpg", "sub/in/1.jpg"], "undo still knows where");
}
