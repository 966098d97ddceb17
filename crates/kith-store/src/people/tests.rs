//! Who is listed, with how many faces, when they were last seen, and what is out of their lives.

use std::collections::BTreeSet;

use kith_domain::decision::{Change, NewPerson, Standing};
use kith_domain::{
    CaptureTime, DatePrecision, DateSource, DaySpan, FaceId, FaceUuid, Landmarks, PartialDate, PayloadHash, Point,
    UnitRect,
};
use sqlx::Row;

use super::*;
use crate::{FaceUpdate, NewMachineFace, Write};

/// Anna is in three photos, one of them gone and the newest; Ben in one without a date; Cem in none.
const MADE: &str = "
    insert into person (id, uuid, name, name_key, standing) values
        (1, randomblob(16), 'Anna', 'anna', 'live'), (2, randomblob(16), 'Ben', 'ben', 'live'),
        (3, randomblob(16), 'Cem', 'cem', 'live');
    insert into photo (id, payload_hash, width, height, taken_local, gone_at) values
        (1, randomblob(32), 4, 3, '2019-05-01T10:00:00', null), (2, randomblob(32), 4, 3, '2024-05-01T10:00:00', null),
        (3, randomblob(32), 4, 3, '2025-01-01T00:00:00', 1), (4, randomblob(32), 4, 3, null, null),
        (5, randomblob(32), 4, 3, '2026-01-01T00:00:00', null);
    insert into face (uuid, photo_id, x, y, w, h, origin, drawn, state, person_id) values
        (randomblob(16), 1, 0, 0, 1, 1, 'machine', 1, 'confirmed', 1),
        (randomblob(16), 2, 0, 0, 1, 1, 'machine', 1, 'confirmed', 1),
        (randomblob(16), 3, 0, 0, 1, 1, 'machine', 1, 'confirmed', 1),
        (randomblob(16), 4, 0, 0, 1, 1, 'machine', 1, 'confirmed', 2),
        (randomblob(16), 5, 0, 0, 1, 1, 'manual', 0, 'confirmed', 1);";

#[tokio::test]
async fn the_newest_photo_that_is_there_says_when_somebody_was_last_seen() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).await.unwrap();
    sqlx::raw_sql(MADE).execute(library.writer()).await.unwrap();
    let people = library.people().await.unwrap();
    let seen: Vec<_> = people.iter().map(|p| (p.name.to_string(), p.confirmed, p.last_seen.as_deref())).collect();
    let expected = [("Anna", 2, Some("2024-05-01T10:00:00")), ("Ben", 1, None), ("Cem", 0, None)];
    assert_eq!(seen, expected.map(|(name, faces, last)| (name.to_owned(), faces, last)));
}

/// The photo of the face that stands for Anna.
async fn photo_of_anna(library: &Library) -> i64 {
    let (face, _) = library.people().await.unwrap()[0].key_face.unwrap();
    let sql = "select photo_id from face where uuid = ?";
    sqlx::query_scalar(sql).bind(&face.0[..]).fetch_one(&library.readers).await.unwrap()
}

#[tokio::test]
async fn the_chosen_face_stands_for_somebody_as_long_as_it_is_theirs_and_there() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).await.unwrap();
    sqlx::raw_sql(MADE).execute(library.writer()).await.unwrap();
    sqlx::raw_sql("update photo set width = 8 where id = 2").execute(library.writer()).await.unwrap();
    assert_eq!(photo_of_anna(&library).await, 2, "the largest one");
    let choose = "update person set key_face = (select uuid from face where photo_id = 1) where id = 1";
    sqlx::raw_sql(choose).execute(library.writer()).await.unwrap();
    assert_eq!(photo_of_anna(&library).await, 1);
    for (lose, bring_back) in [
        ("update photo set gone_at = 1 where id = 1", "update photo set gone_at = null where id = 1"),
        ("update face set person_id = 2 where photo_id = 1", "update face set person_id = 1 where photo_id = 1"),
        ("update face set drawn = 0 where photo_id = 1", "update face set drawn = 1 where photo_id = 1"),
        (
            "update face set state = 'ignored', person_id = null where photo_id = 1",
            "update face set state = 'confirmed', person_id = 1 where photo_id = 1",
        ),
    ] {
        sqlx::raw_sql(lose).execute(library.writer()).await.unwrap();
        assert_eq!(photo_of_anna(&library).await, 2, "{lose}");
        sqlx::raw_sql(bring_back).execute(library.writer()).await.unwrap();
        assert_eq!(photo_of_anna(&library).await, 1, "{bring_back}");
    }
}

#[tokio::test]
async fn everybody_is_counted_in_one_look_at_an_index() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).await.unwrap();
    let sql = sqlx::AssertSqlSafe(format!("explain query plan {}", counts()));
    let rows = sqlx::query(sql).fetch_all(&library.readers).await.unwrap();
    let plan = rows.iter().map(|row| row.get::<String, _>("detail")).collect::<Vec<_>>().join("\n");
    assert!(plan.contains("COVERING INDEX face_person") && plan.contains("(uuid=?)"), "{plan}");
    assert!(!plan.contains("USE TEMP B-TREE FOR GROUP BY") && !plan.contains("SCAN ph"), "{plan}");
}

const DAYS: [&str; 6] = ["1983-12-31", "1984-05-01", "1984-05-12", "2010-12-31", "2011-01-01", "2011-06-30"];
const BORN: [&str; 4] = ["", "1984", "1984-05", "1984-05-12"];
const DIED: [&str; 4] = ["", "2010", "2011-01", "2010-12-30"];

fn life(born: &str, died: &str) -> Lifetime {
    let date = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
    Lifetime { born: date(born), died: date(died) }
}

/// A face in a photo that was taken then.
async fn face(write: &mut Write, number: u8, taken: Option<&CaptureTime>) -> FaceId {
    let photo = write.put_photo(&PayloadHash([number; 32]), (9, 9), taken).await.unwrap();
    let landmarks = Landmarks::from_array([Point::new(0.2, 0.2); 5]);
    let rect = UnitRect::new(0.1, 0.1, 0.2, 0.2).unwrap();
    let update = FaceUpdate { rect, landmarks, score: 0.9, detector_version: "1" };
    write.add_machine_face(&NewMachineFace { uuid: FaceUuid([number; 16]), photo, update }).await.unwrap()
}

async fn person(write: &mut Write, number: u8, after: Lifetime) -> PersonId {
    let (id, name) = (PersonId(number.into()), PersonName::new(&format!("P{number}")).unwrap());
    write.add_made(&[NewPerson { id, uuid: PersonUuid([number; 16]), name }], &[]).await.unwrap();
    let live = Change::Standing { person: id, before: Standing::Gone, after: Standing::Live };
    let dates = Change::Dates { person: id, before: Lifetime::default(), after };
    write.apply(&[live, dates]).await.unwrap();
    id
}

#[tokio::test]
async fn out_of_a_life_is_in_the_database_what_it_is_elsewhere() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).await.unwrap();
    let mut write = library.write().await.unwrap();
    let mut faces = vec![(face(&mut write, 255, None).await, DaySpan::default())];
    for day in DAYS {
        for source in [DateSource::Original, DateSource::Digitized, DateSource::Modified] {
            for precision in [DatePrecision::Year, DatePrecision::Month, DatePrecision::Day, DatePrecision::Second] {
                let local = format!("{day}T10:00:00");
                let span = DaySpan::of_photo(PartialDate::of_local(&local, precision).unwrap(), source);
                let taken = CaptureTime { local, utc_offset_minutes: None, source, precision };
                faces.push((face(&mut write, faces.len() as u8, Some(&taken)).await, span));
            }
        }
    }
    let mut lives = HashMap::new();
    for life in BORN.into_iter().flat_map(|born| DIED.map(|died| life(born, died))) {
        lives.insert(person(&mut write, 1 + lives.len() as u8, life).await, life);
    }
    write.commit().await.unwrap();
    let found: Vec<(i64, i64)> =
        sqlx::query_as("select face_id, person_id from out_of_life").fetch_all(&library.readers).await.unwrap();
    let found: BTreeSet<_> = found.into_iter().map(|(face, person)| (FaceId(face), PersonId(person))).collect();
    let is_out = |(life, (_, span)): (&Lifetime, &(FaceId, DaySpan))| life.bars(*span).is_some();
    let expected = faces.iter().flat_map(|face| {
        let out = lives.iter().filter(move |(_, life)| is_out((life, face)));
        out.map(|(person, _)| (face.0, *person))
    });
    assert_eq!(found, expected.collect());
    assert!(!found.is_empty() && found.len() < faces.len() * lives.len());
    lives.retain(|_, life| *life != Lifetime::default());
    assert_eq!(library.lives().await.unwrap(), lives);
}

#[tokio::test]
async fn a_date_of_a_photo_that_changes_is_a_change_of_its_faces() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).await.unwrap();
    let (source, precision) = (DateSource::Original, DatePrecision::Second);
    let taken = |local: &str| CaptureTime { local: local.to_owned(), utc_offset_minutes: None, source, precision };
    let mut seen = 0;
    for (local, is_new) in
        [("1984-05-12T10:00:00", true), ("1984-05-12T11:00:00", false), ("1985-01-01T00:00:00", true)]
    {
        let mut write = library.write().await.unwrap();
        let face = if seen == 0 {
            face(&mut write, 1, Some(&taken(local))).await
        } else {
            write.put_photo(&PayloadHash([1; 32]), (9, 9), Some(&taken(local))).await.unwrap();
            FaceId(1)
        };
        write.commit().await.unwrap();
        let changed = library.changed_faces(seen).await.unwrap();
        assert_eq!(changed, if is_new { vec![face] } else { vec![] }, "{local}");
        seen = library.revision().await.unwrap();
    }
}
