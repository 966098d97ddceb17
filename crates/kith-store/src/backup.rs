//! Copies of a database before it is changed for good.

use std::path::{Path, PathBuf};

use sqlx::SqlitePool;

use crate::error::{Result, StoreError};
use crate::library::create_private_file;

/// How many copies of each database are kept.
const KEPT: usize = 3;

/// Copies a database of that version into `backups/` beside it.
pub(crate) async fn before_migration(pool: &SqlitePool, path: &Path, version: i64) -> Result<()> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let backups = path.with_file_name("backups");
    let target = backups.join(format!("{stem}-{version}.sqlite"));
    if !target.exists() {
        sqlx::query("vacuum into ?").bind(target.to_string_lossy().into_owned()).execute(pool).await?;
        create_private_file(&target).map_err(|source| StoreError::Io { path: target, source })?;
    }
    rotate(&backups, &stem)
}

/// The newest migration that the database has seen; `None` for a new one.
pub(crate) async fn version(pool: &SqlitePool) -> sqlx::Result<Option<i64>> {
    let known: i64 = sqlx::query_scalar("select count(*) from sqlite_master where name = '_sqlx_migrations'")
        .fetch_one(pool)
        .await?;
    if known == 0 {
        return Ok(None);
    }
    sqlx::query_scalar("select max(version) from _sqlx_migrations").fetch_one(pool).await
}

fn rotate(backups: &Path, stem: &str) -> Result<()> {
    let io = |source| StoreError::Io { path: backups.to_owned(), source };
    let mut copies: Vec<PathBuf> = std::fs::read_dir(backups)
        .map_err(io)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{stem}-"))))
        .collect();
    copies.sort();
    let old = copies.len().saturating_sub(KEPT);
    copies.iter().take(old).try_for_each(|path| std::fs::remove_file(path).map_err(io))
}
