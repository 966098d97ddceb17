//! Folder trees that belong to the library.

use kith_domain::RootId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::{Result, StoreError};
use crate::{Library, Write};

/// Whether a root can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RootState {
    /// It was listed by the last scan.
    Online,
    /// It could not be listed, or nothing known was in it: a drive that is not plugged in.
    Offline,
    /// The person does not want it looked at.
    Excluded,
}

/// A root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootRow {
    /// Row number.
    pub id: RootId,
    /// The absolute path as bytes.
    pub key: Vec<u8>,
    /// Whether it can be reached.
    pub state: RootState,
}

fn word(state: RootState) -> &'static str {
    match state {
        RootState::Online => "online",
        RootState::Offline => "offline",
        RootState::Excluded => "excluded",
    }
}

fn read(row: &SqliteRow) -> Result<RootRow> {
    let state = match row.try_get("state")? {
        "online" => RootState::Online,
        "offline" => RootState::Offline,
        "excluded" => RootState::Excluded,
        other => return Err(StoreError::corrupt("state of a root", other)),
    };
    Ok(RootRow { id: RootId(row.try_get("id")?), key: row.try_get("key")?, state })
}

impl Library {
    /// All roots, in the order in which they were added.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn roots(&self) -> Result<Vec<RootRow>> {
        let rows = sqlx::query("select id, key, state from root order by id").fetch_all(&self.readers).await?;
        rows.iter().map(read).collect()
    }
}

impl Library {
    /// How many photos lie in each root.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photos_of_roots(&self) -> Result<Vec<(RootId, u32)>> {
        let sql = "select root_id, count(*) from file where state <> 'missing' group by root_id";
        let rows: Vec<(i64, u32)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(|(root, photos)| (RootId(root), photos)).collect())
    }
}

impl Write {
    /// Adds a folder.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_root(&mut self, key: &[u8]) -> Result<RootId> {
        let id = sqlx::query("insert into root (source, key, state) values ('folder', ?, 'online')")
            .bind(key)
            .execute(self.db())
            .await?
            .last_insert_rowid();
        Ok(RootId(id))
    }

    /// Notes whether a root can be reached.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_root_state(&mut self, root: RootId, state: RootState) -> Result<()> {
        sqlx::query("update root set state = ? where id = ?").bind(word(state)).bind(root.0).execute(self.db()).await?;
        Ok(())
    }

    /// Moves all files of `inner` to `outer`, whose folder lies above it at `prefix` (with a slash at its end), and
    /// forgets `inner`.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn take_over_root(&mut self, inner: RootId, outer: RootId, prefix: &[u8]) -> Result<()> {
        sqlx::query("update file set root_id = ?, key = cast(? || key as blob) where root_id = ?")
            .bind(outer.0)
            .bind(prefix)
            .bind(inner.0)
            .execute(self.db())
            .await?;
        sqlx::query("delete from root where id = ?").bind(inner.0).execute(self.db()).await?;
        Ok(())
    }
}
