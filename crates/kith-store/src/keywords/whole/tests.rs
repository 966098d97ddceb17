//! Which photos keywords have as a whole, and how they are found.

use sqlx::Row;

use super::*;

/// Three photos: what the files of the first two say, and what the person said of the second and the third. The file of a
/// fourth is missing.
const MADE: &str = "
    insert into root (id, source, key, state) values (1, 'folder', x'2f', 'online');
    insert into photo (id, payload_hash, width, height) values
        (1, randomblob(32), 4, 3), (2, randomblob(32), 4, 3), (3, randomblob(32), 4, 3), (4, randomblob(32), 4, 3);
    insert into file (id, photo_id, root_id, key, size, mtime, state) values
        (1, 1, 1, x'61', 1, 1, 'ok'), (2, 2, 1, x'62', 1, 1, 'ok'), (3, 3, 1, x'63', 1, 1, 'ok'),
        (4, 4, 1, x'64', 1, 1, 'missing'), (5, 1, 1, x'65', 1, 1, 'ok');
    insert into keyword (id, path, key) values
        (1, 'Orte' || x'1f' || 'Rom', 'orte' || x'1f' || 'rom'), (2, 'Rom', 'rom'), (3, 'Hund', 'hund');
    insert into file_keyword (file_id, keyword_id, own) values
        (1, 1, 1), (1, 2, 0), (5, 1, 1), (2, 2, 1), (2, 3, 1), (4, 3, 1);
    insert into said_keyword (photo_id, key, path, has) values
        (2, 'hund', 'Hund', 0), (3, 'orte' || x'1f' || 'bern', 'Orte' || x'1f' || 'Bern', 1), (4, 'rom', 'Rom', 1);";

fn path(text: &str) -> KeywordPath {
    KeywordPath::new(&text.split('/').collect::<Vec<_>>()).unwrap()
}

async fn made(dir: &std::path::Path) -> Library {
    let library = Library::open(dir).await.unwrap();
    sqlx::raw_sql(MADE).execute(library.writer()).await.unwrap();
    library
}

#[tokio::test]
async fn each_keyword_comes_with_the_photos_that_are_there() {
    let dir = tempfile::tempdir().unwrap();
    let words = made(dir.path()).await.keyword_photos().await.unwrap();
    let told: Vec<_> = words
        .iter()
        .map(|word| {
            let numbers = |photos: &[PhotoId]| photos.iter().map(|photo| photo.0).collect::<Vec<_>>();
            (word.path.to_string(), numbers(&word.own), numbers(&word.repeated))
        })
        .collect();
    let expected = [("Orte > Bern", vec![3], vec![]), ("Orte > Rom", vec![1, 1], vec![]), ("Rom", vec![2], vec![1])];
    assert_eq!(told, expected.map(|(path, own, repeated)| (path.to_owned(), own, repeated)));
}

#[tokio::test]
async fn decisions_know_the_photos_of_a_keyword_and_those_seen_with_its_new_name() {
    let dir = tempfile::tempdir().unwrap();
    let library = made(dir.path()).await;
    let mut write = library.write().await.unwrap();
    let mut photos = async |decision| {
        let photos = write.photos_of_keywords(&[decision]).await.unwrap();
        photos.into_iter().map(|photo| photo.0).collect::<Vec<_>>()
    };
    let rename = |from, to, merge| Decision::RenameKeyword { keyword: path(from), to: path(to), merge };
    assert_eq!(photos(rename("orte/rom", "Italien", false)).await, [1]);
    assert_eq!(photos(rename("hund", "Orte", false)).await, [1, 3], "nobody has the one, and two photos the other");
    assert_eq!(photos(rename("orte/rom", "Rom", false)).await, [1, 2], "what is gone takes no name");
    assert_eq!(photos(rename("orte/rom", "Rom", true)).await, [1]);
    assert_eq!(photos(Decision::DeleteKeyword { keyword: path("ORTE") }).await, [1, 3]);
    assert_eq!(
        photos(Decision::DeleteKeyword { keyword: path("Rom") }).await,
        [2, 4],
        "what was said waits for its file"
    );
}

async fn plan(library: &Library, sql: &str) -> String {
    let sql = sqlx::AssertSqlSafe(format!("explain query plan {sql}"));
    let rows = sqlx::query(sql).fetch_all(&library.readers).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>("detail")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn all_keywords_are_read_in_one_look_at_an_index() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).await.unwrap();
    let all = plan(&library, PHOTOS).await;
    assert!(all.contains("SCAN k") && all.contains("SEARCH fk USING COVERING INDEX file_keyword_keyword"), "{all}");
    assert!(all.contains("SEARCH file USING INTEGER PRIMARY KEY"), "{all}");
    assert!(!all.contains("TEMP B-TREE") && !all.contains("SCAN fk") && !all.contains("SCAN file"), "{all}");
    let within = plan(&library, PHOTOS_WITHIN).await;
    assert!(within.contains("INDEX keyword_key (key>? AND key<?)"), "{within}");
    assert!(within.contains("INDEX said_keyword_key (key>? AND key<?)"), "{within}");
    assert!(!within.contains("SCAN"), "{within}");
}
