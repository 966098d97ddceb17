//! Folder trees that belong to the library.

use kith_domain::{Location, RootId};
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
    /// It is no folder that the person gave: only photos that were named one by one are looked at.
    Excluded,
}

/// A root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootRow {
    /// Row number.
    pub id: RootId,
    /// The absolute path as bytes.
    pub key: Vec<u8>,
    /// What tells the folder and its drive from others at the same path, as of the last scan that found something known
    /// in it; empty before.
    pub volume: String,
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
    let (id, key, volume) = (RootId(row.try_get("id")?), row.try_get("key")?, row.try_get("volume_id")?);
    Ok(RootRow { id, key, volume, state })
}

impl Library {
    /// All roots, in the order in which they were added.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn roots(&self) -> Result<Vec<RootRow>> {
        let rows = sqlx::query("select * from root order by id").fetch_all(&self.readers).await?;
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
    pub async fn add_root(&mut self, key: &[u8], state: RootState) -> Result<RootId> {
        let id = sqlx::query("insert into root (source, key, state) values ('folder', ?, ?)")
            .bind(key)
            .bind(word(state))
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

    /// Notes what tells the folder of a root from another one.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_root_volume(&mut self, root: RootId, volume: &str) -> Result<()> {
        sqlx::query("update root set volume_id = ? where id = ?").bind(volume).bind(root.0).execute(self.db()).await?;
        Ok(())
    }

    /// Notes that the folder of a root has another path now.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_root_key(&mut self, root: RootId, key: &[u8]) -> Result<()> {
        sqlx::query("update root set key = ? where id = ?").bind(key).bind(root.0).execute(self.db()).await?;
        Ok(())
    }

    /// Gives the files of `outer` that lie in its part `prefix` (with a slash at its end) to the root `inner`, which has
    /// no files yet.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn split_root(&mut self, outer: RootId, prefix: &[u8], inner: RootId) -> Result<()> {
        for table in ["file", "replaced", "left_out", "change"] {
            let sql = sqlx::AssertSqlSafe(format!(
                "update or replace {table} set root_id = ?3, key = substr(key, length(?2) + 1)
                 where root_id = ?1 and substr(key, 1, length(?2)) = ?2"
            ));
            sqlx::query(sql).bind(outer.0).bind(prefix).bind(inner.0).execute(self.db()).await?;
        }
        self.mark_left_out(&Location { root: inner, key: Vec::new() }).await
    }

    /// Forgets a root if each of its files lies in `other` too, under the same name or in a part of it: it was moved there.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget_moved_root(&mut self, root: RootId, other: RootId) -> Result<bool> {
        let is_moved: bool = sqlx::query_scalar(
            "select exists (select 1 from file where root_id = ?1 and state = 'ok') and not exists (
             select 1 from file f where f.root_id = ?1 and f.state = 'ok' and not exists (select 1 from file o
                where o.photo_id = f.photo_id and o.root_id = ?2 and o.state = 'ok'
                and (o.key = f.key or substr(o.key, -length(f.key) - 1) = cast('/' || f.key as blob))))",
        )
        .bind(root.0)
        .bind(other.0)
        .fetch_one(self.db())
        .await?;
        if is_moved {
            for sql in [
                "update or ignore replaced set root_id = ?2 where root_id = ?1",
                "delete from replaced where root_id = ?1",
                "update or ignore left_out set root_id = ?2 where root_id = ?1",
                "delete from left_out where root_id = ?1",
                "update change set root_id = ?2 where root_id = ?1",
                "delete from file where root_id = ?1",
                "delete from root where id = ?1",
            ] {
                sqlx::query(sql).bind(root.0).bind(other.0).execute(self.db()).await?;
            }
            self.mark_left_out(&Location { root: other, key: Vec::new() }).await?;
        }
        Ok(is_moved)
    }

    /// Moves all files of `inner` to `outer`, whose folder lies above it at `prefix` (with a slash at its end), and
    /// forgets `inner`.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn take_over_root(&mut self, inner: RootId, outer: RootId, prefix: &[u8]) -> Result<()> {
        for table in ["file", "replaced", "left_out", "change"] {
            let sql = sqlx::AssertSqlSafe(format!(
                "update or replace {table} set root_id = ?, key = cast(? || key as blob) where root_id = ?"
            ));
            sqlx::query(sql).bind(outer.0).bind(prefix).bind(inner.0).execute(self.db()).await?;
        }
        sqlx::query("delete from root where id = ?").bind(inner.0).execute(self.db()).await?;
        self.mark_left_out(&Location { root: outer, key: Vec::new() }).await
    }
}
