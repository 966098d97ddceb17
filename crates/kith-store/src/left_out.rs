//! Folders and photos that the person leaves out of the library.
//!
//! The table has what was said, a path below a root each; the column of the same name marks the files that this concerns. A
//! file that is left out counts as missing, so that no query shows it, and remembers what it was.

use std::collections::BTreeSet;

use kith_domain::{Location, RootId};

use crate::error::Result;
use crate::{Library, Write};

/// Something that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it lies.
    pub place: Location,
    /// The path of its root as bytes.
    pub root_key: Vec<u8>,
    /// Files in it that were known when it was left out.
    pub files: u32,
}

/// Whether a row of `left_out`, called `l`, is the file or lies above it.
const COVERS: &str = "l.root_id = file.root_id and substr(file.key, 1, length(l.key)) = l.key
    and (length(file.key) = length(l.key) or substr(file.key, length(l.key) + 1, 1) = x'2f')";

/// The files of the root ?1 that are at ?2 or below it, between the [`bounds`] ?3 and ?4.
const HERE: &str = "file.root_id = ?1 and (?2 = x'' or file.key = ?2 or (file.key >= ?3 and file.key < ?4))";

const PLACES: &str = "select root_id, key from left_out order by root_id, key";

/// The first path that lies below another one, and the first one after those: `0` comes after the slash.
fn bounds(key: &[u8]) -> [Vec<u8>; 2] {
    [[key, b"/"].concat(), [key, b"0"].concat()]
}

fn places(rows: Vec<(i64, Vec<u8>)>) -> BTreeSet<Location> {
    rows.into_iter().map(|(root, key)| Location { root: RootId(root), key }).collect()
}

impl Library {
    /// All that is left out, by root and path.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn left_out(&self) -> Result<Vec<LeftOut>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "select l.root_id, l.key, root.key, (select count(*) from file where file.left_out is not null and {COVERS})
             from left_out l join root on root.id = l.root_id order by root.key, l.key"
        ));
        let rows: Vec<(i64, Vec<u8>, Vec<u8>, u32)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        let read =
            |(root, key, root_key, files)| LeftOut { place: Location { root: RootId(root), key }, root_key, files };
        Ok(rows.into_iter().map(read).collect())
    }

    /// Where all that is left out lies.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn places_left_out(&self) -> Result<BTreeSet<Location>> {
        Ok(places(sqlx::query_as(PLACES).fetch_all(&self.readers).await?))
    }
}

impl Library {
    /// Whether a file is known at a place, or below it where that is a folder, whatever became of it, or the place is left out
    /// and nothing is known of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn knows_place(&self, place: &Location, is_folder: bool) -> Result<bool> {
        let below = "key >= ?3 and key < ?4";
        let wanted = if is_folder { below } else { "key = ?2" };
        let sql = sqlx::AssertSqlSafe(format!(
            "select exists (select 1 from file where root_id = ?1 and {wanted}) or exists (
             select 1 from left_out where root_id = ?1 and key = ?2)
             and not exists (select 1 from file where root_id = ?1 and (key = ?2 or {below}))"
        ));
        let [first, end] = bounds(&place.key);
        let known = sqlx::query_scalar(sql).bind(place.root.0).bind(&place.key).bind(first).bind(end);
        Ok(known.fetch_one(&self.readers).await?)
    }
}

impl Write {
    /// Where all that is left out lies, as this transaction sees it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn places_left_out(&mut self) -> Result<BTreeSet<Location>> {
        Ok(places(sqlx::query_as(PLACES).fetch_all(self.db()).await?))
    }

    /// Notes whether a place is left out, and what that means for the files in it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) async fn set_left_out(&mut self, place: &Location, out: bool) -> Result<()> {
        let sql = if out {
            "insert or ignore into left_out (root_id, key) values (?, ?)"
        } else {
            "delete from left_out where root_id = ? and key = ?"
        };
        sqlx::query(sql).bind(place.root.0).bind(&place.key).execute(self.db()).await?;
        self.mark_left_out(place).await
    }

    /// Makes the files at a place or below it left out or not, as is said of them. A photo that lies nowhere else is gone
    /// meanwhile, and keeps its faces and all that was said of them.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) async fn mark_left_out(&mut self, place: &Location) -> Result<()> {
        let covered = format!("exists (select 1 from left_out l where {COVERS})");
        let lies = "exists (select 1 from file where file.photo_id = photo.id and file.state = 'ok')";
        let [first, end] = bounds(&place.key);
        for sql in [
            format!(
                "update file set left_out = coalesce(reason, ''), state = 'missing', reason = null
                 where {HERE} and state <> 'missing' and {covered}"
            ),
            format!(
                "update file set state = iif(left_out = '', 'ok', 'unreadable'), reason = nullif(left_out, ''), left_out = null
                 where {HERE} and left_out is not null and not {covered}"
            ),
            format!(
                "update photo set gone_at = iif({lies}, null, unixepoch())
                 where (gone_at is null) <> {lies} and id in (select photo_id from file where {HERE})"
            ),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(sql))
                .bind(place.root.0)
                .bind(&place.key)
                .bind(&first)
                .bind(&end)
                .execute(self.db())
                .await?;
        }
        Ok(())
    }
}
