//! Lists of faces.

use super::*;

/// Unknown faces before, on and after a day, beside one with a name, one that is proposed as somebody, and one that is gone.
const MADE: &str = "
    insert into person (id, uuid, name, name_key, standing) values (1, randomblob(16), 'Anna', 'anna', 'live');
    insert into photo (id, payload_hash, width, height, taken_local, gone_at) values
        (1, randomblob(32), 4, 3, '2024-04-30T23:59:59', null), (2, randomblob(32), 4, 3, '2024-05-01T00:00:00', null),
        (3, randomblob(32), 4, 3, '2024-05-01T23:59:59', null), (4, randomblob(32), 4, 3, '2024-05-02T00:00:00', null),
        (5, randomblob(32), 4, 3, null, null), (6, randomblob(32), 4, 3, '2024-05-01T12:00:00', 1);
    insert into face (id, uuid, photo_id, x, y, w, h, origin, state, person_id) values
        (1, randomblob(16), 1, 0, 0, 1, 1, 'machine', 'open', null),
        (2, randomblob(16), 2, 0, 0, 1, 1, 'machine', 'open', null),
        (3, randomblob(16), 3, 0, 0, 1, 1, 'machine', 'open', null),
        (4, randomblob(16), 3, 0, 0, 1, 1, 'machine', 'confirmed', 1),
        (5, randomblob(16), 2, 0, 0, 1, 1, 'machine', 'open', null),
        (6, randomblob(16), 4, 0, 0, 1, 1, 'machine', 'open', null),
        (7, randomblob(16), 5, 0, 0, 1, 1, 'machine', 'open', null),
        (8, randomblob(16), 6, 0, 0, 1, 1, 'machine', 'open', null);
    insert into suggestion (face_id, person_id, similarity, probability) values (5, 1, 0.5, 0.9);";

async fn made(dir: &std::path::Path) -> Library {
    let library = Library::open(dir).await.unwrap();
    sqlx::raw_sql(MADE).execute(library.writer()).await.unwrap();
    library
}

#[tokio::test]
async fn the_unknown_faces_of_a_day_are_those_between_its_two_midnights() {
    let dir = tempfile::tempdir().unwrap();
    let library = made(dir.path()).await;
    let query = FaceQuery::UnknownOn("2024-05-01".parse().unwrap());
    let photos: Vec<_> = library.faces(query, 0, 10).await.unwrap().iter().map(|face| face.photo.0).collect();
    assert_eq!(photos, [3, 2]);
    assert_eq!(library.count_faces(query).await.unwrap(), 2);
    assert_eq!(library.count_faces(FaceQuery::UnknownOn("2023-05-01".parse().unwrap())).await.unwrap(), 0);
}

#[tokio::test]
async fn the_faces_of_a_day_are_found_by_the_date_of_their_photos() {
    let dir = tempfile::tempdir().unwrap();
    let library = made(dir.path()).await;
    let query = FaceQuery::UnknownOn("2024-05-01".parse().unwrap());
    let (condition, _, order) = condition(query);
    let selection = selection(query, condition);
    for sql in [format!("select count(*) {selection}"), format!("{COLUMNS}{selection} {order} limit 10")] {
        let sql = sqlx::AssertSqlSafe(format!("explain query plan {sql}"));
        let rows = sqlx::query(sql).bind("2024-05-01").fetch_all(&library.readers).await.unwrap();
        let plan = rows.iter().map(|row| row.get::<String, _>("detail")).collect::<Vec<_>>().join("\n");
        assert!(plan.contains("SEARCH ph USING INDEX photo_there") && plan.contains("INDEX face_photo"), "{plan}");
    }
}
