//! What is remembered of what files said of people: the base of every merge.

use kith_domain::{FileId, PhotoId, UnitRect};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::Result;
use crate::{Library, Write, codec};

/// Which of the files about a photo say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sources(u8);

impl Sources {
    /// None of them: Kith was about to write it.
    pub const NONE: Self = Self(0);
    /// The photo itself.
    pub const PHOTO: Self = Self(1);
    /// The sidecar `name.ext.xmp`.
    pub const SIDECAR: Self = Self(2);
    /// The sidecar `name.xmp`.
    pub const SHORT_SIDECAR: Self = Self(4);
    /// Picasa's file in the folder.
    pub const PICASA: Self = Self(8);

    /// These and others.
    #[must_use]
    pub const fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These without others.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// The places as the database keeps them.
    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    pub(crate) const fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether any of the others is among these.
    pub const fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

/// A face as files tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldFace {
    /// Who is in it; nobody where no file says so.
    pub name: Option<String>,
    /// Where, in fractions of the stored picture.
    pub rect: UnitRect,
    /// Who says so.
    pub sources: Sources,
    /// Whether Kith may change it or take it out: it took the name in, wrote it, or was told to.
    pub ours: bool,
}

const TOLD: &str =
    "select name, x, y, w, h, sources, ours from told_face where file_id = ? and photo_id = ? order by rowid";

fn told(row: &SqliteRow) -> Result<ToldFace> {
    let rect = codec::rect(row.try_get("x")?, row.try_get("y")?, row.try_get("w")?, row.try_get("h")?)?;
    let sources = Sources(row.try_get("sources")?);
    Ok(ToldFace { name: row.try_get("name")?, rect, sources, ours: row.try_get("ours")? })
}

impl Library {
    /// What is remembered of a photo in a file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn told_faces(&self, (file, photo): (FileId, PhotoId)) -> Result<Vec<ToldFace>> {
        sqlx::query(TOLD).bind(file.0).bind(photo.0).fetch_all(&self.readers).await?.iter().map(told).collect()
    }
}

impl Write {
    /// What is remembered of a photo in a file, as this transaction sees it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn told_faces(&mut self, (file, photo): (FileId, PhotoId)) -> Result<Vec<ToldFace>> {
        sqlx::query(TOLD).bind(file.0).bind(photo.0).fetch_all(self.db()).await?.iter().map(told).collect()
    }

    /// What is remembered of a photo in all other files in which it lies or lay.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn told_elsewhere(&mut self, (file, photo): (FileId, PhotoId)) -> Result<Vec<ToldFace>> {
        let sql = "select name, x, y, w, h, sources, ours from told_face where photo_id = ? and file_id <> ?
            order by file_id, rowid";
        sqlx::query(sql).bind(photo.0).bind(file.0).fetch_all(self.db()).await?.iter().map(told).collect()
    }

    /// The files of which something is remembered about a photo.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn files_that_tell(&mut self, photo: PhotoId) -> Result<Vec<FileId>> {
        let sql = "select distinct file_id from told_face where photo_id = ? order by file_id";
        let files: Vec<i64> = sqlx::query_scalar(sql).bind(photo.0).fetch_all(self.db()).await?;
        Ok(files.into_iter().map(FileId).collect())
    }

    /// Remembers of a photo in a file this and nothing else.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_told_faces(&mut self, (file, photo): (FileId, PhotoId), faces: &[ToldFace]) -> Result<()> {
        sqlx::query("delete from told_face where file_id = ? and photo_id = ?")
            .bind(file.0)
            .bind(photo.0)
            .execute(self.db())
            .await?;
        for ToldFace { name, rect, sources, ours } in faces {
            sqlx::query(
                "insert into told_face (file_id, photo_id, name, x, y, w, h, sources, ours)
                 values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(file.0)
            .bind(photo.0)
            .bind(name)
            .bind(rect.x())
            .bind(rect.y())
            .bind(rect.w())
            .bind(rect.h())
            .bind(sources.0)
            .bind(ours)
            .execute(self.db())
            .await?;
        }
        sqlx::query("insert into file_people (file_id) values (?) on conflict (file_id) do nothing")
            .bind(file.0)
            .execute(self.db())
            .await?;
        Ok(())
    }

    /// What was remembered of a photo in a file is remembered of its edited picture in the same file.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn pass_on_told_faces(&mut self, file: FileId, (old, new): (PhotoId, PhotoId)) -> Result<()> {
        sqlx::query("update told_face set photo_id = ? where file_id = ? and photo_id = ?")
            .bind(new.0)
            .bind(file.0)
            .bind(old.0)
            .execute(self.db())
            .await?;
        Ok(())
    }
}
