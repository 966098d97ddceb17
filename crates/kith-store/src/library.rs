//! Opening a library, and the one way to change it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use kith_domain::shown_path;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{SqlSafeStr, Sqlite, Transaction};

use crate::backup;
use crate::error::{Result, StoreError, is_damage};

/// Readers at the same time; more only wait for each other.
const READERS: u32 = 4;
/// How long a connection waits for another process's write.
const BUSY: Duration = Duration::from_secs(10);

/// Version, name and text of a migration.
type SqlFile = (i64, &'static str, &'static str);

const LIBRARY: [SqlFile; 29] = [
    (20_261_124_000_001, "library", include_str!("../../../migrations/library/20261124000001_library.sql")),
    (20_261_124_000_002, "replaced", include_str!("../../../migrations/library/20261124000002_replaced.sql")),
    (
        20_261_124_000_003,
        "standing suggestion",
        include_str!("../../../migrations/library/20261124000003_standing_suggestion.sql"),
    ),
    (20_261_124_000_004, "heirs", include_str!("../../../migrations/library/20261124000004_heirs.sql")),
    (
        20_261_124_000_005,
        "replaced indexes",
        include_str!("../../../migrations/library/20261124000005_replaced_indexes.sql"),
    ),
    (20_261_124_000_006, "probability", include_str!("../../../migrations/library/20261124000006_probability.sql")),
    (20_261_128_010_001, "file people", include_str!("../../../migrations/library/20261128010001_file_people.sql")),
    (20_261_128_020_001, "questions", include_str!("../../../migrations/library/20261128020001_questions.sql")),
    (20_261_128_030_001, "face change", include_str!("../../../migrations/library/20261128030001_face_change.sql")),
    (
        20_261_128_040_001,
        "told face sources",
        include_str!("../../../migrations/library/20261128040001_told_face_sources.sql"),
    ),
    (20_261_128_200_002, "boxes", include_str!("../../../migrations/library/20261128200002_boxes.sql")),
    (20_261_129_000_001, "photo list", include_str!("../../../migrations/library/20261129000001_photo_list.sql")),
    (20_261_129_000_002, "named person", include_str!("../../../migrations/library/20261129000002_named_person.sql")),
    (20_261_129_000_003, "keyword", include_str!("../../../migrations/library/20261129000003_keyword.sql")),
    (20_261_129_000_004, "said keyword", include_str!("../../../migrations/library/20261129000004_said_keyword.sql")),
    (20_261_129_000_010, "beside only", include_str!("../../../migrations/library/20261129000010_beside_only.sql")),
    (20_261_129_000_011, "obstacle", include_str!("../../../migrations/library/20261129000011_obstacle.sql")),
    (20_261_129_000_012, "settlement", include_str!("../../../migrations/library/20261129000012_settlement.sql")),
    (20_261_129_000_020, "photo month", include_str!("../../../migrations/library/20261129000020_photo_month.sql")),
    (20_261_129_000_021, "person word", include_str!("../../../migrations/library/20261129000021_person_word.sql")),
    (20_261_129_000_022, "beside", include_str!("../../../migrations/library/20261129000022_beside.sql")),
    (
        20_261_129_000_023,
        "named elsewhere",
        include_str!("../../../migrations/library/20261129000023_named_elsewhere.sql"),
    ),
    (20_261_129_000_024, "told lists", include_str!("../../../migrations/library/20261129000024_told_lists.sql")),
    (20_261_129_000_030, "step program", include_str!("../../../migrations/library/20261129000030_step_program.sql")),
    (20_261_129_000_040, "person dates", include_str!("../../../migrations/library/20261129000040_person_dates.sql")),
    (
        20_261_130_000_001,
        "person picture",
        include_str!("../../../migrations/library/20261130000001_person_picture.sql"),
    ),
    (20_261_130_000_002, "step keyword", include_str!("../../../migrations/library/20261130000002_step_keyword.sql")),
    (20_261_130_000_010, "person hidden", include_str!("../../../migrations/library/20261130000010_person_hidden.sql")),
    (20_261_130_000_020, "left out", include_str!("../../../migrations/library/20261130000020_left_out.sql")),
];
const THUMBNAILS: [SqlFile; 2] = [
    (20_261_124_000_001, "thumbnails", include_str!("../../../migrations/thumbnails/20261124000001_thumbnails.sql")),
    (20_261_128_200_001, "photos", include_str!("../../../migrations/thumbnails/20261128200001_photos.sql")),
];

/// What becomes of a database before it is changed for good.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// It is copied.
    BackUp,
    /// Nothing: it can be made again, and may be large.
    Nothing,
}

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
        let writer = open_database(&library, 1, &LIBRARY, Before::BackUp).await?;
        let thumbnails = dir.join("thumbnails.sqlite");
        let thumbnail_pool = open_thumbnails(&thumbnails).await?;
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

async fn open_database(path: &Path, connections: u32, migrations: &[SqlFile], before: Before) -> Result<SqlitePool> {
    create_private_file(path).map_err(|source| StoreError::Io { path: path.to_owned(), source })?;
    let pool = pool(path, connections, false).await?;
    migrate(&pool, path, migrations, before).await?;
    Ok(pool)
}

/// Small pictures can be made again, so a database of them that is damaged is set aside.
async fn open_thumbnails(path: &Path) -> Result<SqlitePool> {
    match open_database(path, 2, &THUMBNAILS, Before::Nothing).await {
        Err(StoreError::Unusable { source, .. }) if is_damage(&source) => {
            let aside = path.with_extension("damaged");
            tracing::warn!(
                "{} is damaged and was renamed to {}; kith scan --again makes the pictures of faces again",
                shown_path(path),
                shown_path(&aside)
            );
            std::fs::rename(path, &aside).map_err(|source| StoreError::Io { path: path.to_owned(), source })?;
            for journal in ["sqlite-wal", "sqlite-shm"] {
                let _ = std::fs::remove_file(path.with_extension(journal));
            }
            open_database(path, 2, &THUMBNAILS, Before::Nothing).await
        }
        other => other,
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
    let pool = SqlitePoolOptions::new().max_connections(connections).connect_with(options);
    pool.await.map_err(|source| StoreError::Unusable { path: path.to_owned(), source })
}

async fn migrate(pool: &SqlitePool, path: &Path, list: &[SqlFile], before: Before) -> Result<()> {
    let migration = |&(version, name, sql): &SqlFile| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    let unusable = |source| StoreError::Unusable { path: path.to_owned(), source };
    let newest = list.last().map_or(0, |m| m.0);
    match backup::version(pool).await.map_err(unusable)? {
        Some(version) if version > newest => return Err(StoreError::Newer { path: path.to_owned() }),
        Some(version) if version < newest && before == Before::BackUp => {
            backup::before_migration(pool, path, version).await?;
        }
        _ => {}
    }
    let migrator = Migrator::with_migrations(list.iter().map(migration).collect());
    migrator.run(pool).await.map_err(|source| match source {
        MigrateError::Execute(source) => unusable(source),
        source => StoreError::Migration { path: path.to_owned(), source },
    })
}

/// Faces are biometric data: nobody else on the machine may read what Kith makes. A folder that was there before keeps
/// its mode.
fn make_private_dir(dir: &Path) -> Result<()> {
    let io = |source| StoreError::Io { path: dir.to_owned(), source };
    let parts = [dir.to_owned(), dir.join("backups"), dir.join("logs")];
    if dir.is_dir() && !dir.join("kith.sqlite").exists() && is_open_to_others(dir) {
        tracing::warn!("others on this machine may look into {}; its databases are for you alone", shown_path(dir));
    }
    parts.iter().filter(|part| !part.is_dir()).try_for_each(|part| private_folder().create(part)).map_err(io)
}

fn private_folder() -> std::fs::DirBuilder {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// Makes an empty file, or takes one that is there, that only its owner may read.
///
/// # Errors
/// When the folder cannot be written.
pub fn create_private_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    drop(file);
    Ok(())
}

#[cfg(unix)]
fn is_open_to_others(dir: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(dir).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_dir: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_library_of_a_newer_version_is_left_alone_and_named() {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::open(dir.path()).await.unwrap();
        let newer = "insert into _sqlx_migrations select 99990101000000, 'newer', installed_on, 1, x'00', 0
            from _sqlx_migrations limit 1";
        sqlx::query(newer).execute(library.writer()).await.unwrap();
        library.close().await;
        let refused = Library::open(dir.path()).await.unwrap_err().to_string();
        assert!(refused.contains("kith.sqlite was made by a newer version"), "{refused}");
    }

    #[tokio::test]
    async fn files_that_were_read_before_keywords_were_kept_are_read_again() {
        let dir = tempfile::tempdir().unwrap();
        make_private_dir(dir.path()).unwrap();
        let before = LIBRARY.iter().position(|(_, name, _)| *name == "keyword").unwrap();
        let old = open_database(&dir.path().join("kith.sqlite"), 1, &LIBRARY[..before], Before::BackUp).await.unwrap();
        for sql in [
            "insert into root (id, source, key, state) values (1, 'folder', x'2f', 'online')",
            "insert into photo (id, payload_hash, width, height) values (1, zeroblob(32), 4, 3)",
            "insert into file (photo_id, root_id, key, size, mtime, state) values (1, 1, x'61', 1, 1, 'ok')",
            "insert into analysis (photo_id, detector_version, mode, done_at) values (1, 'eyes', 'fast', 1)",
        ] {
            sqlx::query(sql).execute(&old).await.unwrap();
        }
        old.close().await;
        let library = Library::open(dir.path()).await.unwrap();
        let files = library.files_of_root(kith_domain::RootId(1), "eyes").await.unwrap();
        assert_eq!((files[0].stamp.beside, files[0].analysed), (-1, true), "no detector looks at it again");
    }

    #[tokio::test]
    async fn what_stopped_a_file_before_it_had_a_word_is_unknown() {
        let dir = tempfile::tempdir().unwrap();
        make_private_dir(dir.path()).unwrap();
        let before = LIBRARY.iter().position(|(_, name, _)| *name == "obstacle").unwrap();
        let old = open_database(&dir.path().join("kith.sqlite"), 1, &LIBRARY[..before], Before::BackUp).await.unwrap();
        for sql in [
            "insert into root (id, source, key, state) values (1, 'folder', x'2f', 'online')",
            "insert into photo (id, payload_hash, width, height) values (1, zeroblob(32), 4, 3)",
            "insert into file (id, photo_id, root_id, key, size, mtime, state) values (1, 1, 1, x'61', 1, 1, 'ok')",
            "insert into file_people (file_id, state, reason) values (1, 'refused', 'the XML is damaged: <')",
        ] {
            sqlx::query(sql).execute(&old).await.unwrap();
        }
        old.close().await;
        let library = Library::open(dir.path()).await.unwrap();
        let state = library.file_people(None, false).await.unwrap()[0].state;
        assert_eq!(state, crate::WriteState::Refused(crate::Obstacle::Unknown));
    }

    #[tokio::test]
    async fn a_full_disk_is_called_so() {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::open(dir.path()).await.unwrap();
        sqlx::query("pragma max_page_count = 1").execute(library.writer()).await.unwrap();
        let mut write = library.write().await.unwrap();
        let full = write.set_setting("x", &"x".repeat(1 << 20)).await.unwrap_err().to_string();
        assert!(full.contains("the disk is full; make room"), "{full}");
    }
}
