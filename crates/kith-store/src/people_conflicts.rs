//! Where files and other programs contradict what the person said.

use kith_domain::{FaceId, FaceUuid, FileId, PersonName, PhotoId, UnitRect};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::Result;
use crate::{Library, Write, codec};

/// A name in a file that contradicts what the person said; for the person to settle.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleConflict {
    /// Row number.
    pub id: i64,
    /// The file.
    pub file: FileId,
    /// The absolute path of its root, as bytes.
    pub root: Vec<u8>,
    /// Its path below that, as bytes.
    pub key: Vec<u8>,
    /// The photo.
    pub photo: PhotoId,
    /// The face.
    pub face: FaceId,
    /// Its lasting identity.
    pub uuid: FaceUuid,
    /// Where the face is, in fractions of the stored picture.
    pub rect: UnitRect,
    /// The name in the file; none where it no longer names the face.
    pub found: Option<String>,
    /// The name in the library; none where the person said something else of the face.
    pub kept: Option<String>,
    /// Whether the file itself says so, or another program's database that was taken in.
    pub from_file: bool,
}

/// Of faces that are there and of photos that lie in the file.
const OPEN: &str = "select c.id, c.file_id, c.face_id, c.found, c.from_file, root.key as root_key, file.key, p.name,
    f.photo_id, f.uuid, f.x, f.y, f.w, f.h from people_conflict c join file on file.id = c.file_id
    join root on root.id = file.root_id join face f on f.id = c.face_id and f.photo_id = file.photo_id and f.drawn = 1
    left join person p on p.id = f.person_id where c.settled is null";

fn read(row: &SqliteRow) -> Result<PeopleConflict> {
    Ok(PeopleConflict {
        id: row.try_get("id")?,
        file: FileId(row.try_get("file_id")?),
        root: row.try_get("root_key")?,
        key: row.try_get("key")?,
        photo: PhotoId(row.try_get("photo_id")?),
        face: FaceId(row.try_get("face_id")?),
        uuid: FaceUuid(codec::bytes("identity of a face", row.try_get("uuid")?)?),
        rect: codec::rect(row.try_get("x")?, row.try_get("y")?, row.try_get("w")?, row.try_get("h")?)?,
        found: row.try_get("found")?,
        kept: row.try_get("name")?,
        from_file: row.try_get("from_file")?,
    })
}

impl PeopleConflict {
    /// Whether the library says something else; the person may have given the face the file's name since.
    fn is_one(&self) -> bool {
        let key = |name: &Option<String>| name.clone().map(|name| PersonName::kept(name).key());
        key(&self.found) != key(&self.kept)
    }
}

impl Library {
    /// Whatever waits for the person to settle it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn people_conflicts(&self) -> Result<Vec<PeopleConflict>> {
        self.open_conflicts(None).await
    }

    /// The same of one file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn people_conflicts_of(&self, file: FileId) -> Result<Vec<PeopleConflict>> {
        self.open_conflicts(Some(file)).await
    }

    async fn open_conflicts(&self, file: Option<FileId>) -> Result<Vec<PeopleConflict>> {
        // A file is found by its index, which no condition with an alternative would use.
        let of_file = if file.is_some() { "and c.file_id = ?" } else { "" };
        let sql = sqlx::AssertSqlSafe(format!("{OPEN} {of_file} order by c.id"));
        let mut query = sqlx::query(sql);
        if let Some(file) = file {
            query = query.bind(file.0);
        }
        let rows = query.fetch_all(&self.readers).await?;
        let all: Vec<_> = rows.iter().map(read).collect::<Result<_>>()?;
        Ok(all.into_iter().filter(PeopleConflict::is_one).collect())
    }
}

impl Write {
    /// What a file itself contradicts and is not settled: row number, face, and the name in the file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn conflicts_of_file(&mut self, file: FileId) -> Result<Vec<(i64, FaceId, Option<String>)>> {
        let sql =
            "select id, face_id, found from people_conflict where file_id = ? and from_file = 1 and settled is null";
        let rows: Vec<(i64, i64, Option<String>)> = sqlx::query_as(sql).bind(file.0).fetch_all(self.db()).await?;
        Ok(rows.into_iter().map(|(id, face, found)| (id, FaceId(face), found)).collect())
    }

    /// Notes that a file, or else what was taken in for its photo, contradicts what the person said, unless that is known.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_people_conflict(
        &mut self,
        file: FileId,
        face: FaceId,
        found: Option<&str>,
        from_file: bool,
    ) -> Result<()> {
        let sql = "update people_conflict set from_file = max(from_file, ?4)
            where file_id = ?1 and face_id = ?2 and found is ?3 and settled is null";
        let known = sqlx::query(sql).bind(file.0).bind(face.0).bind(found).bind(from_file).execute(self.db()).await?;
        if known.rows_affected() == 0 {
            sqlx::query("insert into people_conflict (file_id, face_id, found, from_file) values (?, ?, ?, ?)")
                .bind(file.0)
                .bind(face.0)
                .bind(found)
                .bind(from_file)
                .execute(self.db())
                .await?;
        }
        Ok(())
    }

    /// Forgets a contradiction that is none any more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget_people_conflict(&mut self, id: i64) -> Result<()> {
        sqlx::query("delete from people_conflict where id = ?").bind(id).execute(self.db()).await?;
        Ok(())
    }
}
