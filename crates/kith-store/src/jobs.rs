//! Jobs that outlive the program: a row says what was asked and how far it came.

use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::{Result, StoreError};
use crate::{Library, Write};

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// At work; if no process holds the library's scan lock, it was interrupted.
    Running,
    /// Done.
    Finished,
    /// Stopped by the person.
    Cancelled,
    /// Stopped by an error.
    Failed,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// Row number.
    pub id: i64,
    /// How it stands.
    pub state: JobState,
    /// What was asked, in the words of whoever asked.
    pub request: String,
    /// Photos done.
    pub done: u32,
    /// Photos to do in all.
    pub total: u32,
    /// Faces found.
    pub faces: u32,
    /// Photos that could not be read.
    pub failed: u32,
}

fn word(state: JobState) -> &'static str {
    match state {
        JobState::Running => "running",
        JobState::Finished => "finished",
        JobState::Cancelled => "cancelled",
        JobState::Failed => "failed",
    }
}

fn read(row: &SqliteRow) -> Result<JobRow> {
    let state = match row.try_get("state")? {
        "running" => JobState::Running,
        "finished" => JobState::Finished,
        "cancelled" => JobState::Cancelled,
        "failed" => JobState::Failed,
        other => return Err(StoreError::corrupt("state of a job", other)),
    };
    Ok(JobRow {
        id: row.try_get("id")?,
        state,
        request: row.try_get("request")?,
        done: row.try_get("done")?,
        total: row.try_get("total")?,
        faces: row.try_get("faces")?,
        failed: row.try_get("failed")?,
    })
}

impl Library {
    /// The newest scan.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn last_job(&self) -> Result<Option<JobRow>> {
        let row = sqlx::query("select * from job where kind = 'scan' order by id desc limit 1")
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(read).transpose()
    }
}

impl Write {
    /// Adds a scan that runs from now on. Of finished ones only the newest are remembered.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_job(&mut self, request: &str, now: i64) -> Result<i64> {
        sqlx::query("delete from job where id not in (select id from job order by id desc limit 20)")
            .execute(self.db())
            .await?;
        let query =
            "insert into job (kind, state, request, started_at, updated_at) values ('scan', 'running', ?, ?, ?)";
        Ok(sqlx::query(query).bind(request).bind(now).bind(now).execute(self.db()).await?.last_insert_rowid())
    }

    /// Notes how a scan stands.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_job(&mut self, job: &JobRow, now: i64) -> Result<()> {
        sqlx::query(
            "update job set state = ?, done = ?, total = ?, faces = ?, failed = ?, updated_at = ? where id = ?",
        )
        .bind(word(job.state))
        .bind(job.done)
        .bind(job.total)
        .bind(job.faces)
        .bind(job.failed)
        .bind(now)
        .bind(job.id)
        .execute(self.db())
        .await?;
        Ok(())
    }
}
