//! The list of made-up libraries, compared with what the same conditions let through in plain Rust.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

#[derive(Debug, Clone)]
struct MadeFace {
    drawn: bool,
    state: &'static str,
    person: u8,
    suggestion: Option<u8>,
    rejected: bool,
}

#[derive(Debug, Clone)]
struct MadePhoto {
    taken: Option<&'static str>,
    gone: bool,
    /// Root, folder, name, and whether the file is there; that of a photo that is not gone always has the first one.
    files: Vec<(i64, &'static str, &'static str, bool)>,
    faces: Vec<MadeFace>,
    /// Of the first file, and of the others.
    keywords: [Vec<&'static str>; 2],
}

const PEOPLE: [u8; 3] = [1, 2, 3];
const FOLDERS: [&str; 5] = ["", "a", "a/b", "ab", "été"];
const KEYWORDS: [&str; 7] = ["Orte", "Orte/Rom", "ORTE/rom/Forum", "Orte Rom", "Ort", "Rom", "Stra\u{df}e"];
const NAMES: [&str; 4] = ["IMG_1.jpg", "img 2.JPG", "100%.jpg", "a.png"];
const DATES: [Option<&str>; 6] = [
    None,
    Some("1998-07-01T00:00:00"),
    Some("2023-12-31T23:59:59"),
    Some("2024-01-01T00:00:00"),
    Some("2024-01-31T10:00:00"),
    Some("2024-02-01T00:00:00"),
];

fn face() -> impl Strategy<Value = MadeFace> {
    let states = select(vec!["open", "open", "confirmed", "confirmed", "ignored", "not_a_face", "stranger"]);
    let suggestion = prop::option::of(select(&PEOPLE[..]));
    (prop::bool::weighted(0.9), states, select(&PEOPLE[..]), suggestion, prop::bool::weighted(0.2)).prop_map(
        |(drawn, state, person, suggestion, rejected)| MadeFace { drawn, state, person, suggestion, rejected },
    )
}

fn photo() -> impl Strategy<Value = MadePhoto> {
    let file = (1..=2_i64, select(&FOLDERS[..]), select(&NAMES[..]), any::<bool>());
    let files = prop::collection::vec(file, 1..3);
    let faces = prop::collection::vec(face(), 0..4);
    let keywords = || subsequence(KEYWORDS.to_vec(), 0..4);
    let keywords = [keywords(), keywords()];
    let photo = (select(&DATES[..]), prop::bool::weighted(0.1), files, faces, keywords);
    photo.prop_map(|(taken, gone, mut files, faces, keywords)| {
        for (at, file) in files.iter_mut().enumerate() {
            file.3 = !gone && (at == 0 || file.3);
        }
        MadePhoto { taken, gone, files, faces, keywords }
    })
}

fn query() -> impl Strategy<Value = PhotoQuery> {
    // Number 9 is nobody.
    let people = || subsequence(vec![1, 2, 3, 9], 0..3).prop_map(|them| them.into_iter().map(uuid).collect());
    let gathering = select(vec![Gathering::All, Gathering::Any, Gathering::Only]);
    let folder = prop::option::weighted(0.4, (1..=2_i64, select(&FOLDERS[..])));
    let faces = prop::option::weighted(0.4, select(vec![PhotoFaces::Unnamed, PhotoFaces::Nobody]));
    let name = select(vec!["", "", "", "img", "IMG_", "%", " a.p ", "b", "été"]);
    let keywords = subsequence(vec!["orte", "Orte/Rom", "STRASSE", "Rom", "nothing"], 0..3);
    (people(), gathering, people(), any::<bool>(), folder, faces, keywords, name).prop_map(
        |(people, gathering, without, suggested, folder, faces, keywords, name)| PhotoQuery {
            people,
            gathering,
            without,
            suggested,
            folder: folder.map(|(root, key)| (RootId(root), key.as_bytes().to_vec())),
            faces,
            keywords: keywords.into_iter().map(keyword).collect(),
            name: name.to_owned(),
        },
    )
}

fn keyword(text: &str) -> KeywordPath {
    KeywordPath::new(&text.split('/').collect::<Vec<_>>()).unwrap()
}

fn uuid(person: u8) -> PersonUuid {
    PersonUuid([person; 16])
}

/// The path of a file below its root; the numbers make it the only one there.
fn path(photo: usize, at: usize, (_, folder, name, _): &(i64, &str, &str, bool)) -> String {
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}{photo}-{at} {name}")
}

fn is_in(photo: &MadePhoto, face: &MadeFace, person: PersonUuid, suggested: bool) -> bool {
    let is_confirmed = |face: &MadeFace| face.drawn && face.state == "confirmed" && uuid(face.person) == person;
    let is_proposed = face.drawn
        && face.state == "open"
        && face.suggestion.map(uuid) == Some(person)
        && !face.rejected
        && !photo.faces.iter().any(is_confirmed);
    is_confirmed(face) || (suggested && is_proposed)
}

fn lets_through(query: &PhotoQuery, number: usize, photo: &MadePhoto) -> bool {
    let has = |person: &PersonUuid| photo.faces.iter().any(|face| is_in(photo, face, *person, query.suggested));
    let one_of_them = |face: &MadeFace| query.people.iter().any(|p| is_in(photo, face, *p, query.suggested));
    let mut seen = photo.faces.iter().filter(|face| face.drawn && ["open", "confirmed"].contains(&face.state));
    let gathered = query.people.is_empty()
        || match query.gathering {
            Gathering::All => query.people.iter().all(has),
            Gathering::Any => query.people.iter().any(has),
            Gathering::Only => query.people.iter().all(has) && seen.all(one_of_them),
        };
    let mut files = photo.files.iter().enumerate().filter(|(_, file)| file.3);
    let in_folder = query.folder.as_ref().is_none_or(|(root, key)| {
        let below = [key, &b"/"[..]].concat();
        let inside = |path: String| key.is_empty() || path.as_bytes().starts_with(&below);
        files.clone().any(|(at, file)| file.0 == root.0 && inside(path(number, at, file)))
    });
    let said = files.clone().flat_map(|(at, _)| words(photo, at));
    let said: Vec<String> = said.map(|text| text.to_lowercase().replace('\u{df}', "ss")).collect();
    let worded = query.keywords.iter().all(|wanted| {
        let wanted = wanted.parts().join("/").to_lowercase();
        said.iter().any(|said| *said == wanted || said.starts_with(&format!("{wanted}/")))
    });
    let wanted = query.name.trim().to_ascii_lowercase();
    let named = files.any(|(at, file)| {
        let path = path(number, at, file);
        path.rsplit('/').next().unwrap().to_ascii_lowercase().contains(&wanted)
    });
    let faces = match query.faces {
        None => true,
        Some(PhotoFaces::Unnamed) => photo.faces.iter().any(|face| face.drawn && face.state == "open"),
        Some(PhotoFaces::Nobody) => !photo.faces.iter().any(|face| face.drawn && face.state != "not_a_face"),
    };
    !photo.gone && gathered && !query.without.iter().any(has) && in_folder && worded && named && faces
}

/// The keywords of one of the files of a photo.
fn words(photo: &MadePhoto, at: usize) -> &[&'static str] {
    if at == 0 { &photo.keywords[0] } else { &photo.keywords[1] }
}

/// Numbers of the photos in the order of the list, with their months.
fn expected(query: &PhotoQuery, photos: &[MadePhoto]) -> Vec<(usize, Option<String>)> {
    let mut list: Vec<_> = photos.iter().enumerate().filter(|(at, photo)| lets_through(query, *at, photo)).collect();
    list.sort_by_key(|(at, photo)| (std::cmp::Reverse(photo.taken), *at));
    list.into_iter().map(|(at, photo)| (at, photo.taken.map(|taken| taken[..7].to_owned()))).collect()
}

async fn made(dir: &std::path::Path, photos: &[MadePhoto]) -> Library {
    let library = Library::open(dir).await.unwrap();
    let mut tx = library.writer().begin().await.unwrap();
    for root in 1..=2 {
        let sql = "insert into root (id, source, key, state) values (?, 'folder', ?, 'online')";
        sqlx::query(sql).bind(root).bind(format!("/{root}").into_bytes()).execute(&mut *tx).await.unwrap();
    }
    for person in PEOPLE {
        let sql = "insert into person (id, uuid, name, name_key, standing) values (?1, ?2, ?1, ?1, 'live')";
        sqlx::query(sql).bind(person).bind(uuid(person).0.to_vec()).execute(&mut *tx).await.unwrap();
    }
    let mut faces = 0_i64;
    for (number, photo) in photos.iter().enumerate() {
        let sql = "insert into photo (id, payload_hash, width, height, taken_local, gone_at) values (?, ?, 4, 3, ?, ?)";
        let hash = vec![number as u8; 32];
        let row = sqlx::query(sql).bind(number as i64).bind(hash).bind(photo.taken).bind(photo.gone.then_some(1));
        row.execute(&mut *tx).await.unwrap();
        for (at, file) in photo.files.iter().enumerate() {
            let sql = "insert into file (photo_id, root_id, key, size, mtime, state) values (?, ?, ?, 1, 1, ?)";
            let state = if file.3 { "ok" } else { "missing" };
            let row = sqlx::query(sql).bind(number as i64).bind(file.0).bind(path(number, at, file).into_bytes());
            let id = row.bind(state).execute(&mut *tx).await.unwrap().last_insert_rowid();
            for text in words(photo, at) {
                say(&mut tx, id, &keyword(text)).await;
            }
        }
        for face in &photo.faces {
            faces += 1;
            let sql = "insert into face (id, uuid, photo_id, x, y, w, h, origin, drawn, state, person_id, twice_ok)
                values (?, randomblob(16), ?, 0, 0, 1, 1, 'machine', ?, ?, ?, 1)";
            let person = (face.state == "confirmed").then_some(face.person);
            let row = sqlx::query(sql).bind(faces).bind(number as i64).bind(face.drawn).bind(face.state).bind(person);
            row.execute(&mut *tx).await.unwrap();
            let Some(suggestion) = face.suggestion else { continue };
            let sql = "insert into suggestion (face_id, person_id, similarity, probability) values (?, ?, 0.5, 0.9)";
            sqlx::query(sql).bind(faces).bind(suggestion).execute(&mut *tx).await.unwrap();
            if face.rejected {
                let sql = "insert into not_person (face_id, person_id) values (?, ?)";
                sqlx::query(sql).bind(faces).bind(suggestion).execute(&mut *tx).await.unwrap();
            }
        }
    }
    tx.commit().await.unwrap();
    library
}

async fn say(db: &mut sqlx::SqliteConnection, file: i64, keyword: &KeywordPath) {
    let sql = "insert into keyword (path, key) values (?, ?) on conflict (path) do update set key = key returning id";
    let row = sqlx::query_scalar(sql).bind(keyword.text()).bind(keyword.key());
    let id: i64 = row.fetch_one(&mut *db).await.unwrap();
    let sql = "insert into file_keyword (file_id, keyword_id, own) values (?, ?, 1)";
    sqlx::query(sql).bind(file).bind(id).execute(db).await.unwrap();
}

/// Compares the months, and pieces of the list that begin anywhere.
async fn check(library: &Library, photos: &[MadePhoto], query: &PhotoQuery, limit: u32) {
    let list = expected(query, photos);
    let months = library.photo_months(query).await.unwrap();
    let counted = months.iter().flat_map(|m| std::iter::repeat_n(m.month.clone(), m.photos as usize));
    assert_eq!(counted.collect::<Vec<_>>(), list.iter().map(|(_, month)| month.clone()).collect::<Vec<_>>());
    let ids: Vec<usize> = library.photo_ids(query).await.unwrap().iter().map(|id| id.0 as usize).collect();
    assert_eq!(ids, list.iter().map(|(at, _)| *at).collect::<Vec<_>>());
    let mut first = 0;
    for PhotoMonth { month, photos: count } in months {
        for offset in 0..count {
            let tiles = library.photo_tiles(query, month.as_deref(), offset, limit).await.unwrap();
            let found: Vec<usize> = tiles.iter().map(|tile| tile.id.0 as usize).collect();
            let wanted = list[first + offset as usize..].iter().take(limit as usize).map(|(at, _)| *at);
            assert_eq!(found, wanted.collect::<Vec<_>>(), "from {offset} of {month:?}");
            for (tile, at) in tiles.iter().zip(found) {
                let photo = &photos[at];
                assert_eq!(tile.taken.as_deref(), photo.taken);
                assert_eq!(tile.key, path(at, 0, &photo.files[0]).into_bytes());
            }
        }
        first += count as usize;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_list_has_what_its_conditions_let_through(
        photos in prop::collection::vec(photo(), 0..24),
        queries in prop::collection::vec(query(), 16),
        limit in 1..30_u32,
    ) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let dir = tempfile::tempdir().unwrap();
            let library = made(dir.path(), &photos).await;
            for query in &queries {
                check(&library, &photos, query, limit).await;
            }
        });
    }
}

/// What SQLite does to read a piece of the list.
async fn plan(library: &Library, query: &PhotoQuery) -> String {
    steps_of(library, piece(query, Some("2024-01"), 0, 200)).await
}

async fn steps_of(library: &Library, sql: QueryBuilder<Sqlite>) -> String {
    let sql = sql.into_string();
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!("explain query plan {sql}"))).fetch_all(&library.readers);
    let steps = rows.await.unwrap().iter().map(|row| row.get::<String, _>("detail")).collect::<Vec<_>>();
    steps.join("\n")
}

#[tokio::test]
async fn months_are_counted_in_an_index_and_few_photos_one_by_one() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).await.unwrap();
    let all = steps_of(&library, months(&PhotoQuery::default())).await;
    assert!(all.contains("INDEX photo_month") && !all.contains("TEMP B-TREE"), "{all}");
    let people = PhotoQuery { people: vec![uuid(1)], ..PhotoQuery::default() };
    let keywords = PhotoQuery { keywords: vec![keyword("Orte")], ..PhotoQuery::default() };
    for query in [people, keywords] {
        let few = steps_of(&library, months(&query)).await;
        assert!(few.contains("SEARCH ph USING INTEGER PRIMARY KEY"), "{few}");
    }
}

#[tokio::test]
async fn a_piece_of_the_list_is_read_through_indexes() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).await.unwrap();
    let all = plan(&library, &PhotoQuery::default()).await;
    assert!(all.contains("photo_there") && !all.contains("TEMP B-TREE"), "{all}");
    for faces in [PhotoFaces::Unnamed, PhotoFaces::Nobody] {
        let plan = plan(&library, &PhotoQuery { faces: Some(faces), ..PhotoQuery::default() }).await;
        assert!(plan.contains("COVERING INDEX face_photo") && !plan.contains("SCAN f"), "{plan}");
    }
    let keywords = vec![keyword("Orte"), keyword("Orte/Rom")];
    let worded = plan(&library, &PhotoQuery { keywords, ..PhotoQuery::default() }).await;
    assert_eq!(worded.matches("INDEX keyword_key (key>? AND key<?)").count(), 2, "{worded}");
    assert_eq!(worded.matches("COVERING INDEX file_keyword_keyword").count(), 2, "{worded}");
    for scan in ["SCAN k", "SCAN fk", "SCAN file", "SCAN ph"] {
        assert!(!worded.contains(scan), "{worded}");
    }
    let only = PhotoQuery {
        people: vec![uuid(1), uuid(2)],
        gathering: Gathering::Only,
        without: vec![uuid(3)],
        suggested: true,
        ..PhotoQuery::default()
    };
    let plan = plan(&library, &only).await;
    for index in ["COVERING INDEX face_person", "COVERING INDEX face_photo", "INDEX suggestion_person"] {
        assert!(plan.contains(index), "{plan}");
    }
    for scan in ["SCAN f", "SCAN ph", "SCAN s", "face_state"] {
        assert!(!plan.contains(scan), "{plan}");
    }
}
