//! Who is hidden: what is not listed or asked then, and what stays as it was.

use kith_app::browse::{face_page, people_list, question_page, step_page, together};
use kith_app::dto::{Asked, FaceFilter, ListFaces, ListQuestions, ListSteps, ListTogether, PersonRow};
use kith_app::inner::Decision;
use kith_tests::fakes::FakeEyes;

use crate::scanned::{Scanned, name, open};

/// Anna, who is confirmed in one photo and proposed in two others, and Ben, who is so in one and one.
async fn album() -> Scanned {
    let photos: [(&str, &[usize]); 5] =
        [("1.jpg", &[1]), ("2.jpg", &[1]), ("3.jpg", &[1]), ("4.jpg", &[2]), ("5.jpg", &[2])];
    let it = Scanned::new(&photos).await;
    it.confirm("1.jpg", "Anna").await;
    it.confirm("4.jpg", "Ben").await;
    it.kith.refresh().await.unwrap();
    it
}

async fn hide(it: &Scanned, person: &str, hidden: bool) {
    it.kith.decide(&[Decision::Hide { person: name(person), hidden }]).await.unwrap();
}

async fn row(it: &Scanned, person: &str) -> PersonRow {
    let people = people_list(it.kith.library()).await.unwrap().people;
    people.into_iter().find(|row| row.name == person).unwrap()
}

/// Of whom there are faces to confirm, as they are listed.
async fn to_confirm(it: &Scanned) -> Vec<String> {
    let request = ListFaces { filter: FaceFilter::Unconfirmed, offset: 0, limit: 100 };
    let page = face_page(it.kith.library(), &request).await.unwrap();
    assert_eq!(page.total, people_list(it.kith.library()).await.unwrap().unconfirmed);
    assert_eq!(page.total as usize, page.faces.len());
    page.faces.into_iter().map(|face| face.suggestion.unwrap().person.name).collect()
}

/// Whom the questions are about, in the order of their names.
async fn asked_about(it: &Scanned) -> Vec<String> {
    let page = question_page(it.kith.library(), ListQuestions { offset: 0, limit: 100 }).await.unwrap();
    let mut people: Vec<String> = page
        .questions
        .into_iter()
        .filter_map(|question| match question.asked {
            Asked::Face { known, .. } | Asked::Person { known, .. } => Some(known.person.name),
            _ => None,
        })
        .collect();
    people.sort();
    people
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_asked_about_who_is_hidden_and_their_faces_are_still_theirs() {
    let it = album().await;
    assert_eq!(to_confirm(&it).await, ["Anna", "Anna", "Ben"]);
    assert_eq!(asked_about(&it).await, ["Anna", "Anna", "Ben"]);
    let unknown = people_list(it.kith.library()).await.unwrap().unknown;
    hide(&it, "Anna", true).await;
    for thought_over in [false, true] {
        if thought_over {
            it.kith.refresh().await.unwrap();
        }
        assert_eq!(to_confirm(&it).await, ["Ben"]);
        assert_eq!(asked_about(&it).await, ["Ben"]);
        let anna = row(&it, "Anna").await;
        assert_eq!((anna.hidden, anna.confirmed, anna.suggested), (true, 1, 2));
        assert_eq!(it.face("2.jpg").await.suggestion.unwrap().person.as_str(), "Anna");
        assert_eq!(people_list(it.kith.library()).await.unwrap().unknown, unknown, "they are no strangers");
    }
    let own = ListFaces { filter: FaceFilter::Person { person: row(&it, "Anna").await.id }, offset: 0, limit: 100 };
    assert_eq!(face_page(it.kith.library(), &own).await.unwrap().total, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn hiding_is_one_step_that_is_taken_back_and_kept() {
    let it = album().await;
    hide(&it, "Anna", true).await;
    let step = async || step_page(it.kith.library(), ListSteps { offset: 0, limit: 1 }).await.unwrap().steps.remove(0);
    assert_eq!((step().await.kind.as_str(), &step().await.people[..]), ("hide", &["Anna".to_owned()][..]));
    it.kith.undo(1).await.unwrap();
    assert!(!row(&it, "Anna").await.hidden);
    assert_eq!(to_confirm(&it).await, ["Anna", "Anna", "Ben"]);
    it.kith.redo(1).await.unwrap();
    assert!(row(&it, "Anna").await.hidden);
    let again = open(&it.album, FakeEyes::default()).await;
    let people = people_list(again.library()).await.unwrap().people;
    assert_eq!(people.iter().map(|row| row.hidden).collect::<Vec<_>>(), [true, false], "after a restart too");
    hide(&it, "Anna", false).await;
    assert_eq!((step().await.kind.as_str(), &step().await.people[..]), ("show", &["Anna".to_owned()][..]));
    assert_eq!(asked_about(&it).await, ["Anna", "Anna", "Ben"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_hidden_is_no_new_one_and_a_scan_shows_nobody_again() {
    let it = album().await;
    hide(&it, "Anna", true).await;
    it.confirm("2.jpg", "anna").await;
    it.album.paint("6.jpg", &[1]);
    it.scan().await;
    let people = people_list(it.kith.library()).await.unwrap().people;
    assert_eq!(people.len(), 2);
    let anna = row(&it, "Anna").await;
    assert_eq!((anna.hidden, anna.confirmed, anna.suggested), (true, 2, 2));
    assert_eq!(to_confirm(&it).await, ["Ben"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_hidden_is_not_named_as_the_company_of_others() {
    let it = Scanned::new(&[("1.jpg", &[1, 2])]).await;
    for (line, person) in it.photos().await["1.jpg"].faces.iter().zip(["Anna", "Ben"]) {
        let face = it.kith.library().face_by_uuid(line.id).await.unwrap().unwrap();
        let confirm = Decision::Confirm { face, person: name(person), allow_twice: false };
        it.kith.decide(&[confirm]).await.unwrap();
    }
    let with = async |person: &str| {
        let request = ListTogether { person: row(&it, person).await.id, limit: 8 };
        together(it.kith.library(), &request).await.unwrap().len()
    };
    assert_eq!((with("Anna").await, with("Ben").await), (1, 1));
    hide(&it, "Anna", true).await;
    assert_eq!((with("Anna").await, with("Ben").await), (1, 0));
}
