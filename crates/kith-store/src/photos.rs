//! Photos, and which detector has looked at them.

use kith_domain::{CaptureTime, PayloadHash, PhotoId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::Result;
use crate::{Library, Write, codec};

/// A photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoRow {
    /// Row number.
    pub id: PhotoId,
    /// Width in pixels as stored.
    pub width: u32,
    /// Height in pixels as stored.
    pub height: u32,
    /// Whether the detector that was asked about has looked at it.
    pub analysed: bool,
}

fn read(row: &SqliteRow) -> Result<PhotoRow> {
    Ok(PhotoRow {
        id: PhotoId(row.try_get("id")?),
        width: row.try_get("width")?,
        height: row.try_get("height")?,
        analysed: row.try_get("analysed")?,
    })
}

impl Library {
    /// The photo with that image data; `analysed` says whether `detector_version` has looked at it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo_by_hash(&self, hash: &PayloadHash, detector_version: &str) -> Result<Option<PhotoRow>> {
        let row = sqlx::query(
            "select id, width, height, exists (select 1 from analysis a where a.photo_id = photo.id and a.detector_version = ?1)
             as analysed from photo where payload_hash = ?2",
        )
        .bind(detector_version)
        .bind(&hash.0[..])
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(read).transpose()
    }
}

impl Library {
    /// Width and height of all photos, as stored.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo_sizes(&self) -> Result<Vec<(PhotoId, (u32, u32))>> {
        let rows: Vec<(i64, u32, u32)> =
            sqlx::query_as("select id, width, height from photo").fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(|(id, width, height)| (PhotoId(id), (width, height))).collect())
    }
}

impl Write {
    /// Adds a photo, or brings its size and capture time up to date; a copy without a date does not take it away.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn put_photo(
        &mut self,
        hash: &PayloadHash,
        size: (u32, u32),
        taken: Option<&CaptureTime>,
    ) -> Result<PhotoId> {
        let (local, offset, source, precision) = codec::capture_columns(taken);
        let id = sqlx::query_scalar(
            "insert into photo (payload_hash, width, height, taken_local, utc_offset, date_source, date_precision)
             values (?, ?, ?, ?, ?, ?, ?) on conflict (payload_hash) do update set width = excluded.width,
             height = excluded.height, utc_offset = iif(excluded.taken_local is null, utc_offset, excluded.utc_offset),
             taken_local = coalesce(excluded.taken_local, taken_local),
             date_source = coalesce(excluded.date_source, date_source),
             date_precision = coalesce(excluded.date_precision, date_precision) returning id",
        )
        .bind(&hash.0[..])
        .bind(size.0)
        .bind(size.1)
        .bind(local)
        .bind(offset)
        .bind(source)
        .bind(precision)
        .fetch_one(self.db())
        .await?;
        Ok(PhotoId(id))
    }

    /// Notes that a detector has looked at a photo.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_analysed(&mut self, photo: PhotoId, detector_version: &str, mode: &str, now: i64) -> Result<()> {
        sqlx::query(
            "insert into analysis (photo_id, detector_version, mode, done_at) values (?, ?, ?, ?)
             on conflict (photo_id, detector_version) do update set mode = excluded.mode, done_at = excluded.done_at",
        )
        .bind(photo.0)
        .bind(detector_version)
        .bind(mode)
        .bind(now)
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// Whether a photo lies nowhere any more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo_is_gone(&mut self, photo: PhotoId) -> Result<bool> {
        let sql = "select gone_at is not null from photo where id = ?";
        Ok(sqlx::query_scalar(sql).bind(photo.0).fetch_one(self.db()).await?)
    }

    /// Whether any detector has looked at a photo.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo_is_analysed(&mut self, photo: PhotoId) -> Result<bool> {
        Ok(sqlx::query_scalar("select exists (select 1 from analysis where photo_id = ?)")
            .bind(photo.0)
            .fetch_one(self.db())
            .await?)
    }
}
