//! Places where photos lie.

use kith_domain::{FileId, Orientation, PhotoId, RootId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::{Result, StoreError};
use crate::{Library, Write, codec};

/// What tells that a file was changed without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStamp {
    /// Bytes.
    pub size: i64,
    /// Time of the last change, nanoseconds since 1970.
    pub mtime: i64,
    /// The same of what lies beside it and tells of it; 0 for nothing.
    pub beside: i64,
}

/// Whether a file holds a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// It does.
    Ok,
    /// It is not there any more.
    Missing,
    /// The person left it out of the library, or a folder that it lies in.
    LeftOut,
    /// It is there, but no picture could be read from it.
    Unreadable {
        /// Why, as a sentence.
        reason: String,
    },
}

impl FileState {
    /// Whether there is such a file in the library.
    pub const fn is_there(&self) -> bool {
        matches!(self, Self::Ok | Self::Unreadable { .. })
    }
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Row number.
    pub id: FileId,
    /// The root it is in.
    pub root: RootId,
    /// The path below the root as bytes.
    pub key: Vec<u8>,
    /// The photo that was last read from it.
    pub photo: Option<PhotoId>,
    /// What it looked like from outside.
    pub stamp: FileStamp,
    /// How its picture must be turned.
    pub orientation: Orientation,
    /// Whether it holds a photo.
    pub state: FileState,
    /// Whether its photo was analysed by the detector that was asked about.
    pub analysed: bool,
}

const AT_PLACE: &str = "select file.*, 0 as analysed from file where root_id = ? and key = ?";

/// What a file is; the columns `state`, `reason` and `left_out`.
pub(crate) fn state(row: &SqliteRow) -> Result<FileState> {
    Ok(match row.try_get("state")? {
        "ok" => FileState::Ok,
        "missing" if row.try_get::<Option<&str>, _>("left_out")?.is_some() => FileState::LeftOut,
        "missing" => FileState::Missing,
        "unreadable" => FileState::Unreadable { reason: row.try_get("reason")? },
        other => return Err(StoreError::corrupt("state of a file", other)),
    })
}

fn read(row: &SqliteRow) -> Result<FileRow> {
    Ok(FileRow {
        id: FileId(row.try_get("id")?),
        root: RootId(row.try_get("root_id")?),
        key: row.try_get("key")?,
        photo: row.try_get::<Option<i64>, _>("photo_id")?.map(PhotoId),
        stamp: FileStamp { size: row.try_get("size")?, mtime: row.try_get("mtime")?, beside: row.try_get("beside")? },
        orientation: codec::orientation(row.try_get("orientation")?),
        state: state(row)?,
        analysed: row.try_get("analysed")?,
    })
}

impl Library {
    /// All files of a root; `analysed` says whether `detector_version` has looked at their photo.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn files_of_root(&self, root: RootId, detector_version: &str) -> Result<Vec<FileRow>> {
        let rows = sqlx::query(
            "select file.*, exists (select 1 from analysis a where a.photo_id = file.photo_id and a.detector_version = ?1) as analysed
             from file where root_id = ?2 order by key",
        )
        .bind(detector_version)
        .bind(root.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(read).collect()
    }

    /// The file at a place of a root; `analysed` is not asked about.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn file(&self, root: RootId, key: &[u8]) -> Result<Option<FileRow>> {
        let row = sqlx::query(AT_PLACE).bind(root.0).bind(key).fetch_optional(&self.readers).await?;
        row.as_ref().map(read).transpose()
    }

    /// Whether the photo of any of these files lies in another file of the same root that is there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn any_moved(&self, files: &[FileId]) -> Result<bool> {
        let files: Vec<String> = files.iter().map(|file| file.0.to_string()).collect();
        let sql = "with gone as materialized (select value as id from json_each(?))
            select exists (select 1 from gone join file on file.id = gone.id
            join file other on other.photo_id = file.photo_id and other.root_id = file.root_id
            where other.state = 'ok' and other.id not in (select id from gone))";
        Ok(sqlx::query_scalar(sql).bind(format!("[{}]", files.join(","))).fetch_one(&self.readers).await?)
    }
}

impl Write {
    /// The file at a place of a root, as this transaction sees it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn file(&mut self, root: RootId, key: &[u8]) -> Result<Option<FileRow>> {
        let row = sqlx::query(AT_PLACE).bind(root.0).bind(key).fetch_optional(self.db()).await?;
        row.as_ref().map(read).transpose()
    }

    /// Notes that a photo lies in a file.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_file_ok(
        &mut self,
        (root, key): (RootId, &[u8]),
        stamp: FileStamp,
        photo: PhotoId,
        orientation: Orientation,
    ) -> Result<()> {
        sqlx::query(
            "insert into file (root_id, key, photo_id, size, mtime, beside, orientation, state)
             values (?, ?, ?, ?, ?, ?, ?, 'ok')
             on conflict (root_id, key) do update set photo_id = excluded.photo_id, size = excluded.size,
             mtime = excluded.mtime, beside = excluded.beside, orientation = excluded.orientation, state = 'ok', reason = null",
        )
        .bind(root.0)
        .bind(key)
        .bind(photo.0)
        .bind(stamp.size)
        .bind(stamp.mtime)
        .bind(stamp.beside)
        .bind(i64::from(orientation.to_exif()))
        .execute(self.db())
        .await?;
        sqlx::query("update photo set gone_at = null where id = ? and gone_at is not null")
            .bind(photo.0)
            .execute(self.db())
            .await?;
        Ok(())
    }

    /// Notes that Kith itself changed what lies beside a file: the next scan reads it, whatever became of it until then.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget_looks_beside(&mut self, file: FileId) -> Result<()> {
        sqlx::query("update file set beside = -1 where id = ?").bind(file.0).execute(self.db()).await?;
        Ok(())
    }

    /// Notes that no picture could be read from a file. The photo that was there before, if any, stays known; whether
    /// it lies elsewhere is for [`Self::mark_if_gone`].
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_file_unreadable(
        &mut self,
        (root, key): (RootId, &[u8]),
        stamp: FileStamp,
        reason: &str,
    ) -> Result<()> {
        sqlx::query(
            "insert into file (root_id, key, size, mtime, beside, state, reason) values (?, ?, ?, ?, ?, 'unreadable', ?)
             on conflict (root_id, key) do update set size = excluded.size, mtime = excluded.mtime,
             beside = excluded.beside, state = 'unreadable', reason = excluded.reason",
        )
        .bind(root.0)
        .bind(key)
        .bind(stamp.size)
        .bind(stamp.mtime)
        .bind(stamp.beside)
        .bind(reason)
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// Notes that files are not there any more. Where their photo lies elsewhere too, they were moved or were one of
    /// several copies, and are forgotten; otherwise they are missing, and their photo is gone since `now`.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_files_missing(&mut self, files: &[FileId], now: i64) -> Result<()> {
        for file in files {
            sqlx::query("update file set state = 'missing', reason = null where id = ?")
                .bind(file.0)
                .execute(self.db())
                .await?;
        }
        for file in files {
            sqlx::query(
                "delete from file where id = ?1 and (photo_id is null or exists (select 1 from file other
                 where other.photo_id = file.photo_id and other.id <> ?1 and other.state = 'ok'))",
            )
            .bind(file.0)
            .execute(self.db())
            .await?;
        }
        self.mark_gone_photos(now).await
    }

    /// Notes that a photo is gone, if it lies nowhere any more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn mark_if_gone(&mut self, photo: PhotoId, now: i64) -> Result<()> {
        sqlx::query(
            "update photo set gone_at = ? where id = ? and gone_at is null
             and not exists (select 1 from file where photo_id = photo.id and state = 'ok')",
        )
        .bind(now)
        .bind(photo.0)
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// Forgets files of a root that turned out to be of another drive.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget_files(&mut self, root: RootId, keys: &[Vec<u8>], now: i64) -> Result<()> {
        for key in keys {
            sqlx::query("delete from file where root_id = ? and key = ?")
                .bind(root.0)
                .bind(key)
                .execute(self.db())
                .await?;
        }
        self.mark_gone_photos(now).await
    }

    /// Puts files back that were missing, as they were before something of another drive lay at their places. What was
    /// said of their photos is not said of what lay there.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn put_back_missing(&mut self, files: &[FileRow], now: i64) -> Result<()> {
        for file in files {
            let photo = file.photo.map(|photo| photo.0);
            sqlx::query("update replaced set heir_id = ?, waits = 0 where root_id = ? and key = ?")
                .bind(photo)
                .bind(file.root.0)
                .bind(&file.key)
                .execute(self.db())
                .await?;
            sqlx::query("delete from replaced where photo_id = ? and root_id = ? and key = ?")
                .bind(photo)
                .bind(file.root.0)
                .bind(&file.key)
                .execute(self.db())
                .await?;
            sqlx::query(
                "update file set photo_id = ?, size = ?, mtime = ?, orientation = ?, state = 'missing', reason = null
                 where root_id = ? and key = ?",
            )
            .bind(photo)
            .bind(file.stamp.size)
            .bind(file.stamp.mtime)
            .bind(i64::from(file.orientation.to_exif()))
            .bind(file.root.0)
            .bind(&file.key)
            .execute(self.db())
            .await?;
        }
        self.mark_gone_photos(now).await
    }

    /// Notes which photos lie nowhere any more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn mark_gone_photos(&mut self, now: i64) -> Result<()> {
        sqlx::query(
            "update photo set gone_at = ? where gone_at is null
             and not exists (select 1 from file where photo_id = photo.id and state = 'ok')",
        )
        .bind(now)
        .execute(self.db())
        .await?;
        Ok(())
    }
}
