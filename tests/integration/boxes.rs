//! Boxes that the person draws, moves and takes back: the face stays who it is, and its looks follow its box.

use kith_app::Kith;
use kith_app::browse::{self, FaceLine};
use kith_app::dto::{self, Decide, GetPhoto, GoToStep, ListSteps};
use kith_app::inner::{Embedding, FaceState, Orientation, UnitRect};
use kith_tests::fakes::FakeEyes;

use crate::eyes::BLIND;
use crate::scanned::{Scanned, open};

async fn say(kith: &Kith, decision: dto::Decision) {
    kith.decide_by_name(&Decide { decisions: vec![decision] }).await.unwrap();
    kith.refresh().await.unwrap();
}

fn place(face: &FaceLine, rect: UnitRect) -> dto::Decision {
    dto::Decision::Place { face: face.id.to_string(), rect: rect.into() }
}

fn draw(photo: &str, rect: UnitRect, person: Option<&str>) -> dto::Decision {
    let (photo, rect, person) = (photo.to_owned(), rect.into(), person.map(str::to_owned));
    dto::Decision::Draw { photo, rect, person, allow_twice: false }
}

async fn embedding(kith: &Kith, face: &FaceLine) -> Option<Embedding> {
    let space = kith.library().active_space().await.unwrap().unwrap();
    kith.library().embedding(face.id, space).await.unwrap()
}

async fn version(kith: &Kith, face: &FaceLine) -> i64 {
    kith.library().thumbnail(face.id).await.unwrap().unwrap().version
}

async fn faces(scanned: &Scanned, photo: &str) -> Vec<FaceLine> {
    scanned.photos().await[photo].faces.clone()
}

/// The number of a photo, as the screens know it.
async fn number(scanned: &Scanned, photo: &str) -> String {
    let view = scanned.kith.library().files(false).await.unwrap().into_iter();
    let file = view.into_iter().find(|file| kith_app::shown(&file.key) == photo).unwrap();
    file.photo.unwrap().0.to_string()
}

#[tokio::test]
async fn a_face_whose_box_is_moved_stays_who_it_is_and_gets_new_looks() {
    let scanned = Scanned::new(&[("a.jpg", &[0, 7])]).await;
    let kith = &scanned.kith;
    scanned.confirm("a.jpg", "Anna").await;
    let [anna, other] = &faces(&scanned, "a.jpg").await[..] else { panic!("two faces") };
    let (looks, picture) = (embedding(kith, anna).await.unwrap(), version(kith, anna).await);

    say(kith, place(anna, other.rect)).await;
    let moved = faces(&scanned, "a.jpg").await[0].clone();
    assert_eq!((moved.id, &moved.person, moved.state), (anna.id, &anna.person, FaceState::Confirmed));
    assert!(moved.rect.iou(other.rect) > 0.999 && moved.score.is_none() && moved.landmarks.is_none());
    assert!(embedding(kith, anna).await.unwrap().similarity(&looks).0 < 0.5);
    assert!(embedding(kith, anna).await.unwrap().similarity(&embedding(kith, other).await.unwrap()).0 > 0.99);
    assert_ne!(version(kith, anna).await, picture);

    kith.undo(1).await.unwrap();
    kith.refresh().await.unwrap();
    assert_eq!(&faces(&scanned, "a.jpg").await[0], anna);
    assert!(embedding(kith, anna).await.unwrap().similarity(&looks).0 > 0.99);
    assert_eq!(version(kith, anna).await, picture);
    kith.redo(1).await.unwrap();
    assert_eq!(faces(&scanned, "a.jpg").await[0].rect, moved.rect);
}

#[tokio::test]
async fn no_scan_moves_a_box_back() {
    let scanned = Scanned::new(&[("a.jpg", &[0, 7])]).await;
    let face = scanned.face("a.jpg").await;
    let rect = UnitRect::new(face.rect.x(), face.rect.y(), face.rect.w() * 1.2, face.rect.h() * 1.3).unwrap();
    say(&scanned.kith, place(&face, rect)).await;
    let moved = scanned.face("a.jpg").await;
    scanned.scan_again_with(FakeEyes::with_detector(2)).await;
    assert_eq!(scanned.face("a.jpg").await, moved);
    assert_eq!(faces(&scanned, "a.jpg").await.len(), 2);
    scanned.scan_again_with(BLIND).await;
    assert_eq!(faces(&scanned, "a.jpg").await.iter().map(|face| face.id).collect::<Vec<_>>(), [face.id]);
    assert_eq!(scanned.problems().await, []);
}

#[tokio::test]
async fn a_box_is_where_it_was_drawn_however_the_photo_is_turned() {
    for orientation in Orientation::ALL {
        let scanned = Scanned::new(&[("a.jpg", &[0, 7])]).await;
        scanned.album.turn("a.jpg", orientation);
        scanned.scan().await;
        let photo = number(&scanned, "a.jpg").await;
        let rect = UnitRect::new(0.02, 0.7, 0.2, 0.25).unwrap();
        say(&scanned.kith, draw(&photo, rect, Some("Cem"))).await;
        let shown = browse::photo(scanned.kith.library(), &GetPhoto { photo }).await.unwrap().faces;
        let drawn = shown.iter().find(|face| face.person.is_some()).unwrap().rect;
        assert!(UnitRect::new(drawn.x, drawn.y, drawn.w, drawn.h).unwrap().iou(rect) > 0.999, "{orientation:?}");
        let line = faces(&scanned, "a.jpg").await.into_iter().find(|face| face.person.is_some()).unwrap();
        let elsewhere = UnitRect::new(0.7, 0.02, 0.25, 0.2).unwrap();
        say(&scanned.kith, place(&line, elsewhere)).await;
        let moved = faces(&scanned, "a.jpg").await.into_iter().find(|face| face.id == line.id).unwrap();
        assert!(moved.rect.iou(elsewhere) > 0.999, "{orientation:?}: {:?}", moved.rect);
    }
}

#[tokio::test]
async fn a_face_that_no_scan_found_is_compared_once_it_is_drawn() {
    let scanned = Scanned::new(&[("a.jpg", &[3]), ("b.jpg", &[3]), ("c.jpg", &[3])]).await;
    let rect = scanned.face("a.jpg").await.rect;
    let photo = number(&scanned, "a.jpg").await;
    scanned.scan_again_with(BLIND).await;
    assert_eq!(faces(&scanned, "a.jpg").await, []);
    let kith = open(&scanned.album, FakeEyes::default()).await;
    let loose = UnitRect::new(rect.x() - 0.01, rect.y() - 0.02, rect.w() * 1.2, rect.h() * 1.2).unwrap();
    say(&kith, draw(&photo, loose, None)).await;
    let drawn = scanned.face("a.jpg").await;
    assert_eq!((drawn.state, drawn.person.clone()), (FaceState::Unknown, None));
    assert!(embedding(&kith, &drawn).await.is_some() && version(&kith, &drawn).await != 0);
    kith.undo(1).await.unwrap();
    assert_eq!(faces(&scanned, "a.jpg").await, []);
}

#[tokio::test]
async fn a_box_without_a_face_is_kept_with_the_reason() {
    let scanned = Scanned::new(&[("a.jpg", &[0, 7])]).await;
    let kith = &scanned.kith;
    let photo = number(&scanned, "a.jpg").await;
    say(kith, draw(&photo, UnitRect::new(-0.1, 0.8, 0.2, 0.4).unwrap(), Some("Cem"))).await;
    let drawn = faces(&scanned, "a.jpg").await.pop().unwrap();
    assert_eq!(drawn.person.as_ref().map(ToString::to_string).as_deref(), Some("Cem"));
    assert!(drawn.rect.x() >= 0.0 && drawn.rect.y() + drawn.rect.h() <= 1.0, "{:?}", drawn.rect);
    assert_eq!(embedding(kith, &drawn).await, None);
    assert_eq!(scanned.problems().await, []);
    let outside = draw(&photo, UnitRect::new(1.5, 0.0, 0.2, 0.2).unwrap(), None);
    assert!(kith.decide_by_name(&Decide { decisions: vec![outside] }).await.is_err());
}

#[tokio::test]
async fn a_box_that_was_moved_while_its_drive_was_away_is_looked_into_later() {
    let scanned = Scanned::new(&[("a.jpg", &[0, 7])]).await;
    let kith = &scanned.kith;
    let [anna, other] = &faces(&scanned, "a.jpg").await[..] else { panic!("two faces") };
    let looks = embedding(kith, anna).await.unwrap();
    let bytes = scanned.album.bytes("a.jpg");
    scanned.album.remove("a.jpg");
    say(kith, place(anna, other.rect)).await;
    assert!(embedding(kith, anna).await.unwrap().similarity(&looks).0 > 0.99);
    scanned.album.add("a.jpg", &bytes);
    kith.refresh().await.unwrap();
    assert!(embedding(kith, anna).await.unwrap().similarity(&looks).0 < 0.5);
}

#[tokio::test]
async fn the_history_says_what_was_done_and_leads_to_any_point() {
    let scanned = Scanned::new(&[("a.jpg", &[0]), ("b.jpg", &[1])]).await;
    let kith = &scanned.kith;
    scanned.confirm("a.jpg", "Anna").await;
    let name = crate::scanned::name;
    let reject = kith_app::inner::Decision::Reject { face: scanned.face_id("b.jpg").await, person: name("Anna") };
    kith.decide(&[reject]).await.unwrap();
    kith.decide(&[kith_app::inner::Decision::Rename { person: name("Anna"), to: name("Anna Berg") }]).await.unwrap();
    let face = scanned.face("a.jpg").await;
    say(kith, place(&face, UnitRect::new(0.1, 0.1, 0.3, 0.3).unwrap())).await;
    let history = async |offset, limit| browse::step_page(kith.library(), ListSteps { offset, limit }).await.unwrap();
    let page = history(0, 10).await;
    let steps: Vec<_> = page.steps.iter().map(|s| (s.kind.as_str(), s.people.join(">"), s.holds)).collect();
    assert_eq!(
        steps,
        [
            ("place", String::new(), true),
            ("rename", "Anna>Anna Berg".into(), true),
            ("reject", "Anna Berg".into(), true),
            ("confirm", "Anna Berg".into(), true),
        ]
    );
    assert_eq!((page.total, history(1, 2).await.steps), (4, page.steps[1..3].to_vec()));
    assert!(page.steps.iter().all(|step| step.at > 1_700_000_000 && step.count == 1));

    for (step, holding) in [(Some(&page.steps[3].id), 1), (Some(&page.steps[1].id), 3), (None, 0)] {
        kith.go_to_step(&GoToStep { step: step.cloned() }).await.unwrap();
        let now = history(0, 10).await;
        assert_eq!(now.steps.iter().filter(|step| step.holds).count(), holding);
        assert_eq!(now.total, 4);
    }
    assert_eq!(scanned.said().await, []);
    kith.go_to_step(&GoToStep { step: Some(page.steps[0].id.clone()) }).await.unwrap();
    assert_eq!(history(0, 10).await.steps, page.steps);
    assert!(kith.go_to_step(&GoToStep { step: Some("no step".into()) }).await.is_err());
}
