//! What files say of people, and what they should say.

use kith_domain::{FaceId, FileId, Orientation, PhotoId, UnitRect};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::{Result, StoreError};
use crate::{Library, Write, codec};

/// A face as a file tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldFace {
    /// Who is in it; nobody where the file does not say.
    pub name: Option<String>,
    /// Where, in fractions of the stored picture.
    pub rect: UnitRect,
}

/// Where people are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeopleTarget {
    /// Beside the photo.
    Sidecar,
    /// Into it.
    Embedded,
}

/// How the last writing of a file went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteState {
    /// It was written, or was never tried.
    Ok,
    /// It cannot be changed without harm.
    Refused {
        /// Why, as a sentence.
        reason: String,
    },
    /// The system did not let it happen.
    Failed {
        /// Why, as a sentence.
        reason: String,
        /// When to try again, in seconds since 1970.
        try_after: i64,
    },
}

/// A file that says something of people, or should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePeople {
    /// Which file.
    pub file: FileId,
    /// Its photo.
    pub photo: PhotoId,
    /// The absolute path of its root, as bytes.
    pub root: Vec<u8>,
    /// Its path below that, as bytes.
    pub key: Vec<u8>,
    /// How its picture must be turned.
    pub orientation: Orientation,
    /// The revision of the library in which what it should say changed last.
    pub wanted: i64,
    /// The revision that it says; lower than `wanted` while it is to be written.
    pub written: i64,
    /// Where it was last written to.
    pub target: Option<PeopleTarget>,
    /// How that went.
    pub state: WriteState,
}

/// A name in a file that contradicts what the person said; for the person to settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleConflict {
    /// Row number.
    pub id: i64,
    /// The file.
    pub file: FileId,
    /// The absolute path of its root, as bytes.
    pub root: Vec<u8>,
    /// Its path below that, as bytes.
    pub key: Vec<u8>,
    /// The face.
    pub face: FaceId,
    /// The name in the file; none where it no longer names the face.
    pub found: Option<String>,
    /// The name in the library; none where the person said something else of the face.
    pub kept: Option<String>,
}

fn target_word(target: PeopleTarget) -> &'static str {
    match target {
        PeopleTarget::Sidecar => "sidecar",
        PeopleTarget::Embedded => "embedded",
    }
}

fn read(row: &SqliteRow) -> Result<FilePeople> {
    let reason = || row.try_get::<Option<String>, _>("write_reason").map(Option::unwrap_or_default);
    let state = match row.try_get::<Option<&str>, _>("write_state")? {
        None | Some("ok") => WriteState::Ok,
        Some("refused") => WriteState::Refused { reason: reason()? },
        Some("failed") => WriteState::Failed {
            reason: reason()?,
            try_after: row.try_get::<Option<i64>, _>("try_after")?.unwrap_or_default(),
        },
        Some(other) => return Err(StoreError::corrupt("state of the people of a file", other)),
    };
    let target = match row.try_get::<Option<&str>, _>("target")? {
        None => None,
        Some("sidecar") => Some(PeopleTarget::Sidecar),
        Some("embedded") => Some(PeopleTarget::Embedded),
        Some(other) => return Err(StoreError::corrupt("target of the people of a file", other)),
    };
    Ok(FilePeople {
        file: FileId(row.try_get("id")?),
        photo: PhotoId(row.try_get("photo_id")?),
        root: row.try_get("root_key")?,
        key: row.try_get("key")?,
        orientation: codec::orientation(row.try_get("orientation")?),
        wanted: row.try_get::<Option<i64>, _>("wanted_rev")?.unwrap_or_default(),
        written: row.try_get::<Option<i64>, _>("written_rev")?.unwrap_or_default(),
        target,
        state,
    })
}

fn told(row: &SqliteRow) -> Result<ToldFace> {
    let rect = codec::rect(row.try_get("x")?, row.try_get("y")?, row.try_get("w")?, row.try_get("h")?)?;
    Ok(ToldFace { name: row.try_get("name")?, rect })
}

const TOLD: &str = "select name, x, y, w, h from told_face where file_id = ? order by rowid";

impl Library {
    /// All files that are there, by path; those that say nothing of people, and should not, only if `all` are asked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn file_people(&self, all: bool) -> Result<Vec<FilePeople>> {
        let rows = sqlx::query(
            "select file.id, file.photo_id, file.key, file.orientation, root.key as root_key, p.wanted_rev, p.written_rev,
             p.target, p.state as write_state, p.reason as write_reason, p.try_after
             from file join root on root.id = file.root_id left join file_people p on p.file_id = file.id
             where file.state = 'ok' and (?1 or p.file_id is not null) order by root.key, file.key",
        )
        .bind(all)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(read).collect()
    }

    /// The people that were last read from a file or written to it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn told_faces(&self, file: FileId) -> Result<Vec<ToldFace>> {
        sqlx::query(TOLD).bind(file.0).fetch_all(&self.readers).await?.iter().map(told).collect()
    }

    /// Whatever waits for the person to settle it, by file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn people_conflicts(&self) -> Result<Vec<PeopleConflict>> {
        let rows = sqlx::query(
            "select c.id, c.file_id, c.face_id, c.found, root.key as root_key, file.key, p.name from people_conflict c
             join file on file.id = c.file_id join root on root.id = file.root_id join face f on f.id = c.face_id
             left join person p on p.id = f.person_id where c.settled is null order by c.id",
        )
        .fetch_all(&self.readers)
        .await?;
        let conflict = |row: &SqliteRow| {
            Ok(PeopleConflict {
                id: row.try_get("id")?,
                file: FileId(row.try_get("file_id")?),
                root: row.try_get("root_key")?,
                key: row.try_get("key")?,
                face: FaceId(row.try_get("face_id")?),
                found: row.try_get("found")?,
                kept: row.try_get("name")?,
            })
        };
        rows.iter().map(conflict).collect()
    }
}

impl Write {
    /// The people that were last read from a file or written to it, as this transaction sees it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn told_faces(&mut self, file: FileId) -> Result<Vec<ToldFace>> {
        sqlx::query(TOLD).bind(file.0).fetch_all(self.db()).await?.iter().map(told).collect()
    }

    /// Other files of the photo of a file of which it is known what they say, also those that are missing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn copies_that_tell(&mut self, file: FileId) -> Result<Vec<FileId>> {
        let sql = "select distinct other.id from file join file other on other.photo_id = file.photo_id
            and other.id <> file.id join told_face t on t.file_id = other.id where file.id = ? order by other.id";
        let files: Vec<i64> = sqlx::query_scalar(sql).bind(file.0).fetch_all(self.db()).await?;
        Ok(files.into_iter().map(FileId).collect())
    }

    /// Notes what a file says.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_told_faces(&mut self, file: FileId, faces: &[ToldFace]) -> Result<()> {
        sqlx::query("delete from told_face where file_id = ?").bind(file.0).execute(self.db()).await?;
        for ToldFace { name, rect } in faces {
            sqlx::query("insert into told_face (file_id, name, x, y, w, h) values (?, ?, ?, ?, ?, ?)")
                .bind(file.0)
                .bind(name)
                .bind(rect.x())
                .bind(rect.y())
                .bind(rect.w())
                .bind(rect.h())
                .execute(self.db())
                .await?;
        }
        sqlx::query("insert into file_people (file_id) values (?) on conflict (file_id) do nothing")
            .bind(file.0)
            .execute(self.db())
            .await?;
        Ok(())
    }

    /// Forgets what the files of a face's photo say: everything in them is somebody else's then.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget_told_faces(&mut self, face: FaceId) -> Result<()> {
        let sql = "delete from told_face where file_id in
            (select file.id from face f join file on file.photo_id = f.photo_id where f.id = ?)";
        sqlx::query(sql).bind(face.0).execute(self.db()).await?;
        Ok(())
    }

    /// Notes how the writing of a file went: what was wanted in `revision` is what it says, or why it is not.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_written(
        &mut self,
        file: FileId,
        revision: i64,
        target: PeopleTarget,
        state: &WriteState,
    ) -> Result<()> {
        let (word, reason, try_after) = match state {
            WriteState::Ok => ("ok", None, None),
            WriteState::Refused { reason } => ("refused", Some(reason), None),
            WriteState::Failed { reason, try_after } => ("failed", Some(reason), Some(*try_after)),
        };
        sqlx::query(
            "insert into file_people (file_id, written_rev, target, state, reason, try_after)
             values (?1, iif(?4 = 'ok', ?2, 0), ?3, ?4, ?5, ?6) on conflict (file_id) do update set
             written_rev = iif(?4 = 'ok', max(written_rev, ?2), written_rev), target = iif(?4 = 'ok', ?3, target),
             state = ?4, reason = ?5, try_after = ?6",
        )
        .bind(file.0)
        .bind(revision)
        .bind(target_word(target))
        .bind(word)
        .bind(reason)
        .bind(try_after)
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// Notes that a file contradicts what the person said, unless that is known.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_people_conflict(&mut self, file: FileId, face: FaceId, found: Option<&str>) -> Result<()> {
        sqlx::query(
            "insert into people_conflict (file_id, face_id, found) select ?1, ?2, ?3 where not exists (
             select 1 from people_conflict where file_id = ?1 and face_id = ?2 and found is ?3 and settled is null)",
        )
        .bind(file.0)
        .bind(face.0)
        .bind(found)
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// Notes whose word holds in a conflict. If it is that of the library, the file is to be written.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn settle_people_conflict(&mut self, id: i64, library_holds: bool) -> Result<()> {
        let word = if library_holds { "library" } else { "file" };
        sqlx::query("update people_conflict set settled = ? where id = ?")
            .bind(word)
            .bind(id)
            .execute(self.db())
            .await?;
        let file: i64 = sqlx::query_scalar("select file_id from people_conflict where id = ?")
            .bind(id)
            .fetch_one(self.db())
            .await?;
        self.want_file(FileId(file)).await
    }

    /// Notes that a file is to be written.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn want_file(&mut self, file: FileId) -> Result<()> {
        sqlx::query(
            "update file_people set wanted_rev = (select cast(value as integer) + 1 from setting where key = 'revision')
             where file_id = ?",
        )
        .bind(file.0)
        .execute(self.db())
        .await?;
        Ok(())
    }
}
