//! When people were born and died: what is proposed, what contradicts, and what a merge makes of it.

use kith_app::browse::{conflict_page, out_of_life_page, people_list, question_page, step_page, through_years};
use kith_app::dto::{Asked, ListConflicts, ListOutOfLife, ListQuestions, ListSteps, OutOfLifeReason, ThroughYears};
use kith_app::files::face_portrait;
use kith_app::inner::{Decision, Lifetime};
use kith_tests::album::Album;
use kith_tests::exif::Exif;
use kith_tests::fakes::FakeEyes;

use crate::scanned::{Scanned, name, open};

/// Puts a date into a photo of an album.
fn date(album: &Album, photo: &str, taken: &str) {
    let exif = Exif { taken: Some(format!("{taken} 12:00:00")), ..Exif::default() };
    album.add(photo, &exif.splice(&album.bytes(photo)));
}

/// Photos of somebody, each with a date or without one.
async fn album(photos: &[(&str, usize, Option<&str>)]) -> Scanned {
    let album = Album::new();
    for (photo, person, taken) in photos {
        album.paint(photo, &[*person]);
        if let Some(taken) = taken {
            date(&album, photo, taken);
        }
    }
    let kith = open(&album, FakeEyes::default()).await;
    let scanned = Scanned { album, kith };
    scanned.scan().await;
    scanned
}

async fn lived(it: &Scanned, person: &str, born: Option<&str>, died: Option<&str>) {
    let date = |text: Option<&str>| text.map(|text| text.parse().unwrap());
    let life = Lifetime { born: date(born), died: date(died) };
    it.kith.decide(&[Decision::Dates { person: name(person), life }]).await.unwrap();
}

/// The photos whose faces are proposed as somebody.
async fn proposed(it: &Scanned) -> Vec<String> {
    let photos = it.photos().await.into_values();
    photos.filter(|line| line.faces[0].suggestion.is_some()).map(|line| line.photo).collect()
}

async fn refreshed(it: &Scanned) -> Vec<String> {
    it.kith.refresh().await.unwrap();
    proposed(it).await
}

/// The faces that cannot be: their photos' dates, why, and the date of the person.
async fn impossible(it: &Scanned) -> Vec<(String, OutOfLifeReason, String)> {
    let page = out_of_life_page(it.kith.library(), ListOutOfLife { offset: 0, limit: 100 }).await.unwrap();
    assert_eq!(page.total as usize, page.faces.len());
    page.faces.into_iter().map(|out| (out.face.taken_on.unwrap(), out.reason, out.date)).collect()
}

async fn life_of(it: &Scanned, person: &str) -> (Option<String>, Option<String>) {
    let people = people_list(it.kith.library()).await.unwrap().people;
    let row = people.into_iter().find(|row| row.name == person).unwrap();
    (row.born, row.died)
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_proposed_out_of_their_life_as_soon_as_it_is_known() {
    let photos = [
        ("1.jpg", 1, Some("2003:05:12")),
        ("2.jpg", 1, Some("1970:01:01")),
        ("3.jpg", 1, None),
        ("4.jpg", 1, Some("2011:01:01")),
    ];
    let it = album(&photos).await;
    it.confirm("1.jpg", "Anna").await;
    assert_eq!(refreshed(&it).await, ["2.jpg", "3.jpg", "4.jpg"]);
    lived(&it, "Anna", Some("1984"), Some("2010-06")).await;
    assert_eq!(proposed(&it).await, ["3.jpg"], "it need not be thought over first");
    assert_eq!(refreshed(&it).await, ["3.jpg"]);
    lived(&it, "Anna", None, Some("2010-06")).await;
    assert_eq!(refreshed(&it).await, ["2.jpg", "3.jpg"]);
    it.kith.undo(2).await.unwrap();
    assert_eq!(refreshed(&it).await, ["2.jpg", "3.jpg", "4.jpg"]);
    it.kith.redo(1).await.unwrap();
    assert_eq!(refreshed(&it).await, ["3.jpg"]);
    let again = open(&it.album, FakeEyes::default()).await;
    again.refresh().await.unwrap();
    assert_eq!(proposed(&it).await, ["3.jpg"], "after a restart too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_is_dated_anew_is_proposed_again() {
    let it = album(&[("1.jpg", 1, None), ("2.jpg", 1, Some("1970:01:01"))]).await;
    it.confirm("1.jpg", "Anna").await;
    lived(&it, "Anna", Some("1984"), None).await;
    assert_eq!(refreshed(&it).await, Vec::<String>::new());
    date(&it.album, "2.jpg", "1990:01:01");
    it.scan().await;
    assert_eq!(proposed(&it).await, ["2.jpg"]);
    date(&it.album, "2.jpg", "1970:01:01");
    it.scan().await;
    assert_eq!(proposed(&it).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_group_is_asked_about_as_somebody_who_was_not_born() {
    let taken = Some("1970:01:01");
    let it = album(&[("1.jpg", 1, None), ("2.jpg", 1, taken), ("3.jpg", 1, taken)]).await;
    it.confirm("1.jpg", "Anna").await;
    lived(&it, "Anna", Some("1984"), None).await;
    it.kith.refresh().await.unwrap();
    let page = question_page(it.kith.library(), ListQuestions { offset: 0, limit: 10 }).await.unwrap();
    let asked: Vec<Asked> = page.questions.into_iter().map(|question| question.asked).collect();
    assert!(matches!(&asked[..], [Asked::Name { group }] if group.count == 2), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmed_face_out_of_a_life_stays_and_contradicts_until_that_is_solved() {
    let it = album(&[("1.jpg", 1, Some("2003:05:12")), ("2.jpg", 1, Some("1970:01:02"))]).await;
    for photo in ["1.jpg", "2.jpg"] {
        it.confirm(photo, "Anna").await;
    }
    assert_eq!(impossible(&it).await, []);
    lived(&it, "Anna", Some("1984-05"), None).await;
    let before = ("1970-01-02".to_owned(), OutOfLifeReason::BeforeBirth, "1984-05".to_owned());
    assert_eq!(impossible(&it).await, [before]);
    assert_eq!(it.face("2.jpg").await.person, Some(name("Anna")));
    let none = conflict_page(it.kith.library(), ListConflicts { offset: 0, limit: 9 }).await.unwrap();
    assert_eq!(none.total, 0, "no file contradicts");
    lived(&it, "Anna", None, Some("1999")).await;
    let after = ("2003-05-12".to_owned(), OutOfLifeReason::AfterDeath, "1999".to_owned());
    assert_eq!(impossible(&it).await, [after]);
    it.kith.decide(&[Decision::Reject { face: it.face_id("1.jpg").await, person: name("Anna") }]).await.unwrap();
    assert_eq!(impossible(&it).await, []);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_takes_the_dates_that_are_not_known_and_gives_them_back() {
    let it = album(&[("1.jpg", 1, None), ("2.jpg", 2, None)]).await;
    it.confirm("1.jpg", "Anna").await;
    it.confirm("2.jpg", "Anni").await;
    lived(&it, "Anna", Some("1984"), None).await;
    lived(&it, "Anni", Some("1985"), Some("2010")).await;
    let merge = Decision::Merge { person: name("Anni"), into: name("Anna"), allow_twice: false };
    it.kith.decide(&[merge]).await.unwrap();
    assert_eq!(life_of(&it, "Anna").await, (Some("1984".into()), Some("2010".into())));
    it.kith.undo(1).await.unwrap();
    assert_eq!(life_of(&it, "Anna").await, (Some("1984".into()), None));
    assert_eq!(life_of(&it, "Anni").await, (Some("1985".into()), Some("2010".into())));
    let steps = step_page(it.kith.library(), ListSteps { offset: 1, limit: 2 }).await.unwrap().steps;
    let told: Vec<_> = steps.iter().map(|step| (step.kind.as_str(), step.people.as_slice())).collect();
    assert_eq!(told, [("dates", &["Anni".to_owned()][..]), ("dates", &["Anna".to_owned()][..])]);
}

/// The dates of the faces of somebody, from the first to the last.
async fn years_of(it: &Scanned, person: &str) -> Vec<String> {
    let people = people_list(it.kith.library()).await.unwrap().people;
    let person = people.into_iter().find(|row| row.name == person).unwrap().id;
    let faces = through_years(it.kith.library(), &ThroughYears { person }).await.unwrap();
    faces.into_iter().map(|face| face.taken_on.unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_seen_through_the_years() {
    let photos = [
        ("1.jpg", 1, Some("2011:01:01")),
        ("2.jpg", 1, None),
        ("3.jpg", 2, Some("1990:01:01")),
        ("4.jpg", 1, Some("1984:05:12")),
        ("5.jpg", 1, Some("1999:01:01")),
    ];
    let it = album(&photos).await;
    for (photo, person) in [("1.jpg", "Anna"), ("2.jpg", "Anna"), ("3.jpg", "Ben"), ("4.jpg", "Anna")] {
        it.confirm(photo, person).await;
    }
    assert_eq!(
        years_of(&it, "Anna").await,
        ["1984-05-12", "2011-01-01"],
        "neither what is proposed nor what has no date"
    );
    let portrait = face_portrait(it.kith.library(), it.face("4.jpg").await.id).await.unwrap();
    assert!(portrait.starts_with(&[0xff, 0xd8]));
    it.album.remove("4.jpg");
    assert!(face_portrait(it.kith.library(), it.face("4.jpg").await.id).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_faces_one_of_each_month_is_seen() {
    // On each of two days of 76 months: more than are looked at one after the other.
    let names: Vec<String> = (0..152).map(|at| format!("{at}.jpg")).collect();
    let taken = |at: usize| format!("{}:{:02}:{:02}", 2000 + at / 24, at / 2 % 12 + 1, at % 2 + 1);
    let dates: Vec<String> = (0..152).map(taken).collect();
    let photos: Vec<_> = names.iter().zip(&dates).map(|(name, date)| (name.as_str(), 1, Some(date.as_str()))).collect();
    let it = album(&photos).await;
    for (photo, ..) in &photos {
        it.confirm(photo, "Anna").await;
    }
    let years = years_of(&it, "Anna").await;
    assert_eq!((years.len(), years[0].get(..7), years[75].get(..7)), (76, Some("2000-01"), Some("2006-04")));
}
