//! Opening a library, and the one way to change it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{SqlSafeStr, Sqlite, Transaction};

use crate::backup;
use crate::error::{Result, StoreError};

/// Readers at the same time; more only wait for each other.
const READERS: u32 = 4;
/// How long a connection waits for another process's write.
const BUSY: Duration = Duration::from_secs(10);

const LIBRARY: [(i64, &str, &str); 1] =
    [(20_261_124_000_001, "library", include_str!("../../../migrations/library/20261124000001_library.sql"))];
const THUMBNAILS: [(i64, &str, &str); 1] =
    [(20_261_124_000_001, "thumbnails", include_str!("../../../migrations/thumbnails/20261124000001_thumbnails.sql"))];

/// An open library. Cheap to clone: all clones share their connections.
#[derive(Debug, Clone)]
pub struct Library {
    dir: PathBuf,
    writer: SqlitePool,
    pub(crate) readers: SqlitePool,
    pub(crate) thumbnails: SqlitePool,
}

/// A transaction on the library. Nothing of it holds before [`Write::commit`]; dropping it takes all of it back.
pub struct Write {
    tx: Transaction<'static, Sqlite>,
}

impl Library {
    /// Opens the library in `dir`, making it if there is none, and brings it up to date; a backup is made before.
    ///
    /// # Errors
    /// When the folder cannot be made, a database cannot be opened, or it was made by a newer version.
    pub async fn open(dir: &Path) -> Result<Self> {
        make_private_dir(dir)?;
        let library = dir.join("kith.sqlite");
        let writer = pool(&library, 1, false).await?;
        migrate(&writer, dir, &library, &LIBRARY).await?;
        let thumbnails = dir.join("thumbnails.sqlite");
        let thumbnail_pool = pool(&thumbnails, 2, false).await?;
        migrate(&thumbnail_pool, dir, &thumbnails, &THUMBNAILS).await?;
        let readers = pool(&library, READERS, true).await?;
        Ok(Self { dir: dir.to_owned(), writer, readers, thumbnails: thumbnail_pool })
    }

    /// The folder that holds everything.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Begins to write: waits until no one else does.
    ///
    /// # Errors
    /// When another process writes for longer than ten seconds.
    pub async fn write(&self) -> Result<Write> {
        Ok(Write { tx: self.writer.begin_with("BEGIN IMMEDIATE").await? })
    }

    /// Waits until everything that was committed is on the disk, so that not even a power cut takes it back.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub async fn sync(&self) -> Result<()> {
        sqlx::query("pragma wal_checkpoint(passive)").execute(&self.writer).await?;
        Ok(())
    }

    /// Writes everything to its file and closes the connections.
    pub async fn close(self) {
        self.readers.close().await;
        self.writer.close().await;
        self.thumbnails.close().await;
    }

    pub(crate) fn writer(&self) -> &SqlitePool {
        &self.writer
    }
}

impl Write {
    /// Makes everything hold, and raises the library's revision.
    ///
    /// # Errors
    /// When SQLite cannot write; nothing holds then.
    pub async fn commit(mut self) -> Result<()> {
        self.raise_revision().await?;
        self.tx.commit().await?;
        Ok(())
    }

    pub(crate) fn db(&mut self) -> &mut SqliteConnection {
        &mut self.tx
    }
}

async fn pool(path: &Path, connections: u32, read_only: bool) -> Result<SqlitePool> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(!read_only)
        .read_only(read_only)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(BUSY)
        .pragma("cache_size", "-8000")
        .pragma("secure_delete", "on")
        .foreign_keys(true);
    Ok(SqlitePoolOptions::new().max_connections(connections).connect_with(options).await?)
}

async fn migrate(pool: &SqlitePool, dir: &Path, path: &Path, list: &[(i64, &'static str, &'static str)]) -> Result<()> {
    let migration = |&(version, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    backup::before_migration(pool, dir, path, list.last().map_or(0, |m| m.0)).await?;
    let migrator = Migrator::with_migrations(list.iter().map(migration).collect());
    migrator.run(pool).await.map_err(|source| StoreError::Migration { path: path.to_owned(), source })
}

/// Faces are biometric data: nobody else on the machine may read the folder.
fn make_private_dir(dir: &Path) -> Result<()> {
    let io = |source| StoreError::Io { path: dir.to_owned(), source };
    std::fs::create_dir_all(dir.join("backups")).map_err(io)?;
    std::fs::create_dir_all(dir.join("logs")).map_err(io)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700)).map_err(io)?;
    }
    Ok(())
}
