//! Who is listed, with how many faces and when they were last seen.

use sqlx::Row;

use super::*;

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

#[tokio::test]
async fn everybody_is_counted_in_one_look_at_an_index() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).await.unwrap();
    let sql = sqlx::AssertSqlSafe(format!("explain query plan {}", counts()));
    let rows = sqlx::query(sql).fetch_all(&library.readers).await.unwrap();
    let plan = rows.iter().map(|row| row.get::<String, _>("detail")).collect::<Vec<_>>().join("\n");
    assert!(plan.contains("COVERING INDEX face_person"), "{plan}");
    assert!(!plan.contains("USE TEMP B-TREE FOR GROUP BY") && !plan.contains("SCAN ph"), "{plan}");
}
