//! What files say of people, and what they should say.

use kith_domain::{FileId, Orientation, PayloadHash, PhotoId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::{Result, StoreError};
use crate::{Library, Write, codec};

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
    },
}

/// A file that says something of people, or should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePeople {
    /// Which file.
    pub file: FileId,
    /// Its photo.
    pub photo: PhotoId,
    /// The hash of its image data.
    pub hash: PayloadHash,
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
        Some("failed") => WriteState::Failed { reason: reason()? },
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
        hash: PayloadHash(codec::bytes("payload hash", row.try_get("payload_hash")?)?),
        root: row.try_get("root_key")?,
        key: row.try_get("key")?,
        orientation: codec::orientation(row.try_get("orientation")?),
        wanted: row.try_get::<Option<i64>, _>("wanted_rev")?.unwrap_or_default(),
        written: row.try_get::<Option<i64>, _>("written_rev")?.unwrap_or_default(),
        target,
        state,
    })
}

/// Files with what they say and should say; what follows chooses among them.
const FILES: &str =
    "select file.id, file.photo_id, photo.payload_hash, file.key, file.orientation, root.key as root_key,
    p.wanted_rev, p.written_rev, p.target, p.state as write_state, p.reason as write_reason
    from file join root on root.id = file.root_id join photo on photo.id = file.photo_id
    left join file_people p on p.file_id = file.id where file.state = 'ok'";
const BY_PATH: &str = "order by root.key, file.key";

impl Library {
    /// All files that are there, by path; those that say nothing of people, and should not, only if `all` are asked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn file_people(&self, all: bool) -> Result<Vec<FilePeople>> {
        let sql = format!("{FILES} and (?1 or p.file_id is not null) {BY_PATH}");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(all).fetch_all(&self.readers).await?;
        rows.iter().map(read).collect()
    }

    /// The files that do not say what they should, or were written to another place than `target`, by path. Those of a
    /// drive that is away wait for it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn files_to_write(&self, target: PeopleTarget) -> Result<Vec<FilePeople>> {
        let sql = format!(
            "{FILES} and root.state <> 'offline'
             and (p.wanted_rev > p.written_rev or p.state <> 'ok' or p.target <> ?1) {BY_PATH}"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(target_word(target)).fetch_all(&self.readers).await?;
        rows.iter().map(read).collect()
    }
}

impl Write {
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
        let (word, reason) = match state {
            WriteState::Ok => ("ok", None),
            WriteState::Refused { reason } => ("refused", Some(reason)),
            WriteState::Failed { reason } => ("failed", Some(reason)),
        };
        sqlx::query(
            "insert into file_people (file_id, written_rev, target, state, reason)
             values (?1, iif(?4 = 'ok', ?2, 0), ?3, ?4, ?5) on conflict (file_id) do update set
             written_rev = iif(?4 = 'ok', max(written_rev, ?2), written_rev), target = iif(?4 = 'ok', ?3, target),
             state = ?4, reason = ?5",
        )
        .bind(file.0)
        .bind(revision)
        .bind(target_word(target))
        .bind(word)
        .bind(reason)
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// Notes that a file is to be written, whatever stopped that before.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn want_file(&mut self, file: FileId) -> Result<()> {
        sqlx::query(
            "update file_people set state = 'ok', reason = null,
             wanted_rev = (select cast(value as integer) + 1 from setting where key = 'revision') where file_id = ?",
        )
        .bind(file.0)
        .execute(self.db())
        .await?;
        Ok(())
    }
}
