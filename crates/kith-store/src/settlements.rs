//! Contradictions that steps of the log settled.

use kith_domain::{DecisionId, FileId, PhotoId, UnitRect};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::Result;
use crate::{Write, codec};

/// A contradiction that is settled, or was until its step was taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// Row number of the contradiction.
    pub conflict: i64,
    /// The file.
    pub file: FileId,
    /// The photo.
    pub photo: PhotoId,
    /// Where the face is, in fractions of the stored picture.
    pub rect: UnitRect,
    /// The name in the file; none where it no longer named the face.
    pub found: Option<String>,
    /// Whether the library's word holds, or the file's.
    pub library_holds: bool,
    /// Whether what the file says was Kith's to change before.
    pub was_ours: bool,
}

fn read(row: &SqliteRow) -> Result<Settled> {
    Ok(Settled {
        conflict: row.try_get("conflict_id")?,
        file: FileId(row.try_get("file_id")?),
        photo: PhotoId(row.try_get("photo_id")?),
        rect: codec::rect(row.try_get("x")?, row.try_get("y")?, row.try_get("w")?, row.try_get("h")?)?,
        found: row.try_get("found")?,
        library_holds: row.try_get::<&str, _>("holds")? == "library",
        was_ours: row.try_get("was_ours")?,
    })
}

fn word(library_holds: bool) -> &'static str {
    if library_holds { "library" } else { "file" }
}

impl Write {
    /// Notes that a step settled a contradiction.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_settlement(&mut self, step: DecisionId, settled: &Settled) -> Result<()> {
        sqlx::query("insert into settlement (step_id, conflict_id, holds, was_ours) values (?, ?, ?, ?)")
            .bind(step.0)
            .bind(settled.conflict)
            .bind(word(settled.library_holds))
            .bind(settled.was_ours)
            .execute(self.db())
            .await?;
        Ok(())
    }

    /// The contradictions that a step settled, as far as they are remembered.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn settlements_of(&mut self, step: DecisionId) -> Result<Vec<Settled>> {
        let sql = "select s.conflict_id, s.holds, s.was_ours, c.file_id, c.found, f.photo_id, f.x, f.y, f.w, f.h
            from settlement s join people_conflict c on c.id = s.conflict_id join face f on f.id = c.face_id
            where s.step_id = ? order by s.conflict_id";
        sqlx::query(sql).bind(step.0).fetch_all(self.db()).await?.iter().map(read).collect()
    }

    /// Notes whose word holds in a contradiction; the file is to be written.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn settle_people_conflict(&mut self, settled: &Settled) -> Result<()> {
        sqlx::query("update people_conflict set settled = ? where id = ?")
            .bind(word(settled.library_holds))
            .bind(settled.conflict)
            .execute(self.db())
            .await?;
        self.want_file(settled.file).await
    }

    /// Notes that a contradiction waits again for the person, unless it has been found once more since.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn open_people_conflict(&mut self, conflict: i64) -> Result<()> {
        sqlx::query(
            "update people_conflict as c set settled = null where id = ? and not exists (
             select 1 from people_conflict other where other.file_id = c.file_id and other.face_id = c.face_id
             and other.found is c.found and other.settled is null)",
        )
        .bind(conflict)
        .execute(self.db())
        .await?;
        Ok(())
    }
}
