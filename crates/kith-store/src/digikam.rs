//! Reading digiKam's database, `digikam4.db`: who is confirmed or ignored where, and who is in which photos.
//!
//! Schema and states: `coredbconstants.cpp` and `facetagsiface.cpp` of digiKam; every face is a row of
//! `ImageTagProperties`, whose property is its state. Places of collections: `collectionmanager_location.cpp`. The file is
//! opened for reading alone.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::error::{Result, StoreError};

/// A face as digiKam keeps it, or a person who is in a photo without a face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigikamFace {
    /// digiKam's number of the photo.
    pub photo: i64,
    /// Where its collection may lie: the first folder that is there.
    pub collections: Vec<String>,
    /// The path of the album below it; `/` for itself.
    pub album: String,
    /// The name of the file.
    pub name: String,
    /// Who it is; nobody for an ignored face.
    pub person: Option<String>,
    /// Width and height of the photo in pixels, where digiKam knows them; turned or not.
    pub size: Option<(u32, u32)>,
    /// An XML element with the rectangle, in pixels of the upright picture; nothing where only the photo has the person.
    pub region: Option<String>,
}

/// Faces with a state that the person gave: confirmed (`tagRegion`) or ignored; and people whom they put into a photo as a tag
/// alone. Suggestions and unknown faces are not told.
const FACES: &str = "
    with special as (select tagid from TagProperties where property in ('unknownPerson', 'unconfirmedPerson')),
    ignored as (select tagid from TagProperties where property = 'ignoredPerson'),
    said (photo, tag, region, is_ignored, number) as (
        select imageid, tagid, value, property = 'ignoredFace' or tagid in (select tagid from ignored), rowid
        from ImageTagProperties where property in ('tagRegion', 'ignoredFace') and value is not null
        union all
        select imageid, tagid, null, false, null from ImageTags
        where tagid in (select tagid from TagProperties where property = 'person') and tagid not in (select tagid from ignored)
        and not exists (select 1 from ImageTagProperties p where p.imageid = ImageTags.imageid and p.tagid = ImageTags.tagid
            and p.property = 'tagRegion' and p.value is not null)
    )
    select i.id as photo, coalesce(r.identifier, '') as collection, coalesce(r.specificPath, '') as specific_path,
    coalesce(a.relativePath, '/') as album, i.name as name,
    iif(s.is_ignored, null,
        coalesce((select nullif(value, '') from TagProperties where tagid = t.id and property = 'person'), t.name)) as person,
    nullif(n.width, 0) as width, nullif(n.height, 0) as height, s.region as region
    from said s join Images i on i.id = s.photo left join ImageInformation n on n.imageid = i.id join Albums a on a.id = i.album
    join AlbumRoots r on r.id = a.albumRoot join Tags t on t.id = s.tag
    where s.tag not in (select tagid from special) and coalesce(i.status, 1) = 1 and i.name is not null
    order by r.id, a.relativePath, i.name, s.region is null, s.number, t.id";

type Row = (i64, String, String, String, String, Option<String>, Option<u32>, Option<u32>, Option<String>);

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
    let face = |(photo, collection, specific, album, name, person, width, height, region): Row| DigikamFace {
        photo,
        collections: folders(&collection, &specific),
        album,
        name,
        person,
        size: width.zip(height),
        region,
    };
    Ok(rows?.into_iter().map(face).collect())
}

/// Where a collection may lie: in the folder that its identifier names, or in one below the places where its drive may be
/// mounted. Where the drive is known by a number or a label alone, that is told below its uppermost folder.
fn folders(identifier: &str, specific: &str) -> Vec<String> {
    let query = identifier.split_once('?').map_or("", |(_, query)| query);
    let items = query.split('&').filter_map(|item| item.split_once('='));
    let named: Vec<String> = items
        .filter_map(|(key, value)| match key {
            "path" => Some(decoded(value)),
            "mountpath" => Some(format!("{}{specific}", decoded(value).trim_end_matches('/'))),
            _ => None,
        })
        .collect();
    if named.is_empty() { vec![specific.to_owned()] } else { named }
}

/// A value of a query without its percent signs; as it stands where they do not lead to a text.
fn decoded(value: &str) -> String {
    let mut parts = value.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let digits = part.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => bytes.extend_from_slice(format!("%{part}").as_bytes()),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collection_lies_where_its_identifier_says() {
        for (identifier, specific, folders) in [
            ("volumeid:?path=/mnt/photos", "/", &["/mnt/photos"][..]),
            ("volumeid:?path=/mnt/photos&fileuuid=2b0c-1", "/", &["/mnt/photos"]),
            ("volumeid:?fileuuid=2b0c-1&path=/mnt/Fotos%20%26%20%C3%9Cbriges%2", "/", &["/mnt/Fotos & Übriges%2"]),
            ("volumeid:?path=/100%FF%", "/", &["/100%FF%"]),
            ("volumeid:?uuid=2B0C-1&fileuuid=7", "/home/me/photos", &["/home/me/photos"]),
            ("volumeid:?label=CARD&directoryhash=7", "/photos", &["/photos"]),
            ("volumeid:?mountpath=/media/card/", "/photos", &["/media/card/photos"]),
            (
                "networkshareid:?mountpath=/mnt/nas&mountpath=/Volumes/nas&fileuuid=7",
                "/",
                &["/mnt/nas/", "/Volumes/nas/"],
            ),
            ("", "/photos", &["/photos"]),
        ] {
            assert_eq!(super::folders(identifier, specific), folders, "{identifier}");
        }
    }

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
        insert into AlbumRoots values (1, 'Photos', 0, 1, 'volumeid:?path=/mnt/photos&fileuuid=7', '/');
        insert into Albums values (1, 1, '/2024');
        insert into Images values (1, 1, 'a.jpg', 1), (2, 1, 'trash.jpg', 3);
        create table ImageTags (imageid integer, tagid integer);
        insert into Tags values (1, 0, 'People'), (2, 1, 'Anna'), (3, 1, 'Unknown'), (4, 1, 'Unconfirmed'), (5, 1, 'Ignored'),
            (6, 1, 'Ben'), (7, 1, 'Cem'), (8, 0, 'Rome');
        insert into TagProperties values (2, 'person', 'Anna Berg'), (6, 'person', ''), (7, 'person', 'Cem'),
            (3, 'person', ''), (3, 'unknownPerson', null), (4, 'person', ''), (4, 'unconfirmedPerson', null),
            (5, 'person', ''), (5, 'ignoredPerson', null);
        insert into ImageTags values (1, 2), (1, 3), (1, 4), (1, 5), (1, 7), (1, 8), (2, 7);
        insert into ImageTagProperties values (1, 2, 'tagRegion', 'R1'), (1, 2, 'faceToTrain', 'R1'), (1, 3, 'autodetectedFace', 'R2'),
            (1, 4, 'autodetectedPerson', '2,autodetectedFace,R3'), (1, 5, 'ignoredFace', 'R4'), (1, 6, 'tagRegion', 'R5'),
            (1, 6, 'autodetectedFace', 'R6'), (2, 2, 'tagRegion', 'R7');";

    #[tokio::test]
    async fn confirmed_and_ignored_faces_and_people_without_one_are_read_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("digikam4.db");
        let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
        sqlx::raw_sql(SAMPLE).execute(&pool).await.unwrap();
        pool.close().await;
        let before = std::fs::read(&path).unwrap();
        let faces = digikam_faces(&path).await.unwrap();
        let seen: Vec<_> = faces.iter().map(|face| (face.person.as_deref(), face.region.as_deref())).collect();
        let expected =
            [(Some("Anna Berg"), Some("R1")), (None, Some("R4")), (Some("Ben"), Some("R5")), (Some("Cem"), None)];
        assert_eq!(seen, expected);
        assert!(faces.iter().all(|face| face.size == Some((400, 300))));
        let place = [&faces[0].collections.join("; "), &faces[0].album, &faces[0].name];
        assert_eq!(
            (faces[0].photo, place),
            (1, ["/mnt/photos".to_owned(), "/2024".to_owned(), "a.jpg".to_owned()].each_ref())
        );
        assert_eq!(std::fs::read(&path).unwrap(), before);
        std::fs::write(&path, b"no database at all").unwrap();
        let error = digikam_faces(&path).await.unwrap_err();
        assert!(matches!(&error, StoreError::Foreign { path: told, .. } if *told == path), "{error}");
    }
}
