//! What files say of people, and what they should say.

use kith_domain::{FileId, Orientation, PayloadHash, PhotoId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::{Result, StoreError};
use crate::{Library, Obstacle, Write, codec};

/// Where people are written, or are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeopleTarget {
    /// Beside the photo.
    Sidecar,
    /// Into it.
    Embedded,
}

/// How the last writing of a file went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteState {
    /// It was written, or was never tried.
    Ok,
    /// It cannot be changed without harm.
    Refused(Obstacle),
    /// The system did not let it happen.
    Failed(Obstacle),
}

impl WriteState {
    /// What stopped it.
    pub fn obstacle(self) -> Option<Obstacle> {
        match self {
            Self::Ok => None,
            Self::Refused(obstacle) | Self::Failed(obstacle) => Some(obstacle),
        }
    }
}

/// A file that cannot be written into, and beside which people can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The person can choose that.
    Offered,
    /// The person chose it.
    Chosen,
}

/// How many files wait to be written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FilesToWrite {
    /// Those that were not stopped the last time.
    pub waiting: u32,
    /// Those that were.
    pub stopped: u32,
    /// Of these, those beside which people can be written, if the person chooses that.
    pub offered: u32,
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
    /// How the last writing went.
    pub state: WriteState,
    /// Whether people can be written beside it, where they were to be written into it.
    pub beside: Option<Beside>,
    /// Whether it is to be written to the place that was asked about.
    pub waits: bool,
}

fn target_word(target: PeopleTarget) -> &'static str {
    match target {
        PeopleTarget::Sidecar => "sidecar",
        PeopleTarget::Embedded => "embedded",
    }
}

fn read(row: &SqliteRow) -> Result<FilePeople> {
    let obstacle = || Obstacle::from_word(row.try_get::<Option<&str>, _>("write_reason")?.unwrap_or_default());
    let state = match row.try_get::<Option<&str>, _>("write_state")? {
        None | Some("ok") => WriteState::Ok,
        Some("refused") => WriteState::Refused(obstacle()?),
        Some("failed") => WriteState::Failed(obstacle()?),
        Some(other) => return Err(StoreError::corrupt("state of the people of a file", other)),
    };
    let beside = match row.try_get::<Option<&str>, _>("beside")? {
        None => None,
        Some("offered") => Some(Beside::Offered),
        Some("chosen") => Some(Beside::Chosen),
        Some(other) => return Err(StoreError::corrupt("place of the people of a file", other)),
    };
    Ok(FilePeople {
        file: FileId(row.try_get("id")?),
        photo: PhotoId(row.try_get("photo_id")?),
        hash: PayloadHash(codec::bytes("payload hash", row.try_get("payload_hash")?)?),
        root: row.try_get("root_key")?,
        key: row.try_get("key")?,
        orientation: codec::orientation(row.try_get("orientation")?),
        wanted: row.try_get::<Option<i64>, _>("wanted_rev")?.unwrap_or_default(),
        state,
        beside,
        waits: row.try_get("waits")?,
    })
}

/// What says less than it should, was written to another place than `?1`, or could not be written.
const WAITS: &str = "ifnull(p.wanted_rev > p.written_rev or p.state <> 'ok'
    or p.target <> iif(p.beside_only or p.beside is 'chosen', 'sidecar', ?1), 0)";
const BY_PATH: &str = "order by root.key, file.key";
/// Files with what they say and should say, if people are to be written to `?1`: of `all`, or of those that say something of
/// people or should, the `chosen` ones.
fn files(all: bool, chosen: &str) -> sqlx::AssertSqlSafe<String> {
    let from = if all {
        "file left join file_people p on p.file_id = file.id"
    } else {
        "file_people p join file on file.id = p.file_id"
    };
    sqlx::AssertSqlSafe(format!(
        "select file.id, file.photo_id, photo.payload_hash, file.key, file.orientation, root.key as root_key,
         p.wanted_rev, p.state as write_state, p.reason as write_reason, p.beside, {WAITS} as waits
         from {from} join root on root.id = file.root_id join photo on photo.id = file.photo_id where file.state = 'ok' and {chosen}"
    ))
}

impl Library {
    /// All files that are there, by path; those that say nothing of people, and should not, only if `all` are asked for.
    /// Without a `target`, those do not wait that were written anywhere.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn file_people(&self, target: Option<PeopleTarget>, all: bool) -> Result<Vec<FilePeople>> {
        let rows = sqlx::query(files(all, &format!("true {BY_PATH}"))).bind(target.map(target_word));
        rows.fetch_all(&self.readers).await?.iter().map(read).collect()
    }

    /// The files that wait to be written to `target`, by path: of those that were stopped the last time, and the others,
    /// only the ones that are meant. Those of a drive that is away wait for it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn files_to_write(
        &self,
        target: PeopleTarget,
        stopped: Option<bool>,
        (offset, limit): (u32, u32),
    ) -> Result<Vec<FilePeople>> {
        let are_meant = "root.state <> 'offline' and waits and (?2 is null or (p.state <> 'ok') = ?2)";
        let sql = files(false, &format!("{are_meant} {BY_PATH} limit ?3 offset ?4"));
        let rows = sqlx::query(sql).bind(target_word(target)).bind(stopped);
        rows.bind(limit).bind(offset).fetch_all(&self.readers).await?.iter().map(read).collect()
    }

    /// How many files wait to be written to `target`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn count_files_to_write(&self, target: PeopleTarget) -> Result<FilesToWrite> {
        let sql = format!(
            "select ifnull(sum(p.state = 'ok'), 0), ifnull(sum(p.state <> 'ok'), 0),
             ifnull(sum(p.state <> 'ok' and p.beside is 'offered' and ?1 = 'embedded'), 0) from file_people p
             join file on file.id = p.file_id join root on root.id = file.root_id
             where file.state = 'ok' and file.photo_id is not null and root.state <> 'offline' and {WAITS}"
        );
        let counts = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(target_word(target));
        let (waiting, stopped, offered) = counts.fetch_one(&self.readers).await?;
        Ok(FilesToWrite { waiting, stopped, offered })
    }
}

impl Write {
    /// Notes how the writing of a file went: what was wanted in `revision` is what it says at `target`, or why it is not; and
    /// whether its format is never changed, so that it is written beside it whatever is wished. With what stopped it comes
    /// whether people can be written beside it; it is not noted where something else is wanted by now: returns whether it
    /// still holds.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_written(
        &mut self,
        file: FileId,
        revision: i64,
        (target, beside_only): (PeopleTarget, bool),
        (state, beside_helps): (WriteState, bool),
    ) -> Result<bool> {
        let word = match state {
            WriteState::Ok => "ok",
            WriteState::Refused(_) => "refused",
            WriteState::Failed(_) => "failed",
        };
        let noted = sqlx::query(
            "insert into file_people (file_id, written_rev, target, beside_only, state, reason, beside)
             values (?1, iif(?4 = 'ok', ?2, 0), ?3, ?6, ?4, ?5, iif(?7, 'offered', null)) on conflict (file_id) do update set
             written_rev = iif(?4 = 'ok', max(written_rev, ?2), written_rev), target = iif(?4 = 'ok', ?3, target),
             beside_only = ?6, state = ?4, reason = ?5, beside = iif(beside is 'chosen', beside, excluded.beside) where ?4 = 'ok' or wanted_rev <= ?2",
        )
        .bind(file.0)
        .bind(revision)
        .bind(target_word(target))
        .bind(word)
        .bind(state.obstacle().map(Obstacle::word))
        .bind(beside_only)
        .bind(beside_helps)
        .execute(self.db())
        .await?;
        Ok(noted.rows_affected() > 0)
    }

    /// Notes that people are written beside files from now on that could not be written into: beside this one, or all for which
    /// that is offered.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn choose_beside(&mut self, file: Option<FileId>) -> Result<()> {
        let sql = "update file_people set beside = 'chosen'
                   where beside = 'offered' and state <> 'ok' and (?1 is null or file_id = ?1)";
        sqlx::query(sql).bind(file.map(|file| file.0)).execute(self.db()).await?;
        Ok(())
    }

    /// Forgets beside which files the person chose to write.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget_beside(&mut self) -> Result<()> {
        sqlx::query("update file_people set beside = null where beside = 'chosen'").execute(self.db()).await?;
        Ok(())
    }

    /// Notes that every file of a photo with a confirmed face is to be written.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn want_files_with_people(&mut self) -> Result<()> {
        sqlx::query(
            "insert into file_people (file_id, wanted_rev)
             select file.id, (select cast(value as integer) + 1 from setting where key = 'revision') from file
             where exists (select 1 from face f where f.photo_id = file.photo_id and f.state = 'confirmed' and f.drawn = 1)
             on conflict (file_id) do update set wanted_rev = excluded.wanted_rev",
        )
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
