//! Reading digiKam's database, `digikam4.db`: who is confirmed and who is ignored, and in which photos.
//!
//! Schema and states: `coredbconstants.cpp` and `facetagsiface.cpp` of digiKam; every face is a row of
//! `ImageTagProperties`, whose property is its state. The file is opened for reading alone.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::error::{Result, StoreError};

/// A face as digiKam keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigikamFace {
    /// What tells the place of the collection: of a network share or a removable drive it may hold a path.
    pub collection: String,
    /// The path of the collection on its drive.
    pub collection_path: String,
    /// The path of the album below it; `/` for itself.
    pub album: String,
    /// The name of the file.
    pub name: String,
    /// Who it is; nobody for an ignored face.
    pub person: Option<String>,
    /// Width and height of the photo in pixels, where digiKam knows them; turned or not.
    pub size: Option<(u32, u32)>,
    /// An XML element with the rectangle, in pixels of the upright picture.
    pub region: String,
}

/// Faces with a state that the person gave: confirmed (`tagRegion`) or ignored. Suggestions and unknown faces are not told.
const FACES: &str = "
    with special as (select tagid from TagProperties where property in ('unknownPerson', 'unconfirmedPerson')),
    ignored as (select tagid from TagProperties where property = 'ignoredPerson')
    select coalesce(r.identifier, '') as collection, coalesce(r.specificPath, '') as collection_path,
    coalesce(a.relativePath, '/') as album, i.name as name,
    iif(p.property = 'ignoredFace' or p.tagid in (select tagid from ignored), null,
        coalesce((select nullif(value, '') from TagProperties where tagid = t.id and property = 'person'), t.name)) as person,
    nullif(n.width, 0) as width, nullif(n.height, 0) as height, p.value as region
    from ImageTagProperties p join Images i on i.id = p.imageid left join ImageInformation n on n.imageid = i.id join Albums a on a.id = i.album
    join AlbumRoots r on r.id = a.albumRoot join Tags t on t.id = p.tagid
    where p.property in ('tagRegion', 'ignoredFace') and p.tagid not in (select tagid from special)
    and coalesce(i.status, 1) = 1 and p.value is not null and i.name is not null
    order by r.id, a.relativePath, i.name, p.rowid";

type Row = (String, String, String, String, Option<String>, Option<u32>, Option<u32>, String);

/// All faces of a database of digiKam's.
///
/// # Errors
/// When it cannot be opened, or is none of digiKam's.
pub async fn digikam_faces(path: &Path) -> Result<Vec<DigikamFace>> {
    let unusable = |source| StoreError::Foreign { path: path.to_owned(), source };
    let options = SqliteConnectOptions::new().filename(path).read_only(true).create_if_missing(false);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.map_err(unusable)?;
    let rows = sqlx::query_as::<_, Row>(FACES).fetch_all(&pool).await.map_err(unusable);
    pool.close().await;
    let face = |(collection, collection_path, album, name, person, width, height, region): Row| DigikamFace {
        collection,
        collection_path,
        album,
        name,
        person,
        size: width.zip(height),
        region,
    };
    Ok(rows?.into_iter().map(face).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables of digiKam's schema 17 with their columns that are read, and one face of each state.
    const SAMPLE: &str = "
        create table AlbumRoots (id integer primary key, label text, status integer, type integer, identifier text, specificPath text);
        create table Albums (id integer primary key, albumRoot integer, relativePath text);
        create table Images (id integer primary key, album integer, name text, status integer);
        create table ImageInformation (imageid integer primary key, width integer, height integer);
        insert into ImageInformation values (1, 400, 300);
        create table Tags (id integer primary key, pid integer, name text);
        create table TagProperties (tagid integer, property text, value text);
        create table ImageTagProperties (imageid integer, tagid integer, property text, value text);
        insert into AlbumRoots values (1, 'Photos', 0, 1, 'volumeid:?path=/mnt', '/photos');
        insert into Albums values (1, 1, '/2024');
        insert into Images values (1, 1, 'a.jpg', 1), (2, 1, 'trash.jpg', 3);
        insert into Tags values (1, 0, 'People'), (2, 1, 'Anna'), (3, 1, 'Unknown'), (4, 1, 'Unconfirmed'), (5, 1, 'Ignored'), (6, 1, 'Ben');
        insert into TagProperties values (2, 'person', 'Anna Berg'), (3, 'unknownPerson', null), (4, 'unconfirmedPerson', null),
            (5, 'ignoredPerson', null), (6, 'person', '');
        insert into ImageTagProperties values (1, 2, 'tagRegion', 'R1'), (1, 2, 'faceToTrain', 'R1'), (1, 3, 'autodetectedFace', 'R2'),
            (1, 4, 'autodetectedPerson', '2,autodetectedFace,R3'), (1, 5, 'ignoredFace', 'R4'), (1, 6, 'tagRegion', 'R5'),
            (1, 6, 'autodetectedFace', 'R6'), (2, 2, 'tagRegion', 'R7');";

    #[tokio::test]
    async fn confirmed_and_ignored_faces_are_read_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("digikam4.db");
        let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
        sqlx::raw_sql(SAMPLE).execute(&pool).await.unwrap();
        pool.close().await;
        let before = std::fs::read(&path).unwrap();
        let faces = digikam_faces(&path).await.unwrap();
        let seen: Vec<_> = faces.iter().map(|face| (face.person.as_deref(), &face.region[..])).collect();
        assert_eq!(seen, [(Some("Anna Berg"), "R1"), (None, "R4"), (Some("Ben"), "R5")]);
        assert!(faces.iter().all(|face| face.size == Some((400, 300))));
        let place = [&faces[0].collection, &faces[0].collection_path, &faces[0].album, &faces[0].name];
        assert_eq!(place, ["volumeid:?path=/mnt", "/photos", "/2024", "a.jpg"]);
        assert_eq!(std::fs::read(&path).unwrap(), before);
        std::fs::write(&path, b"no database at all").unwrap();
        let error = digikam_faces(&path).await.unwrap_err();
        assert!(matches!(&error, StoreError::Foreign { path: told, .. } if *told == path), "{error}");
    }
}
