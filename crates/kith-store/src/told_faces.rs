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

    /// Those that are among others too.
    #[must_use]
    pub const fn within(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Each by itself.
    pub fn each(self) -> impl Iterator<Item = Self> {
        (0..u8::BITS).map(|bit| Self(1 << bit)).filter(move |one| self.meets(*one))
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

/// In which lists a face stands, and of which files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lists {
    /// Files in whose list of the Metadata Working Group it stands.
    pub mwg: Sources,
    /// Files in whose list of Microsoft's it stands.
    pub microsoft: Sources,
    /// Files in whose list of the IPTC's it stands.
    pub iptc: Sources,
}

impl Lists {
    /// In none, or nobody knows in which.
    pub const NONE: Self = Self { mwg: Sources::NONE, microsoft: Sources::NONE, iptc: Sources::NONE };

    /// In both lists that Kith writes of these files.
    pub const fn both_of(files: Sources) -> Self {
        Self { mwg: files, microsoft: files, ..Self::NONE }
    }

    /// Files in which it stands in both lists that Kith writes.
    pub const fn in_both(self) -> Sources {
        self.mwg.within(self.microsoft)
    }

    /// Files in which it stands in any of the two lists that Kith writes.
    pub const fn in_either(self) -> Sources {
        self.mwg.with(self.microsoft)
    }

    /// Files in which it stands in any list.
    pub const fn in_any(self) -> Sources {
        self.in_either().with(self.iptc)
    }

    /// These and others.
    #[must_use]
    pub const fn with(self, others: Self) -> Self {
        let (mwg, microsoft) = (self.mwg.with(others.mwg), self.microsoft.with(others.microsoft));
        Self { mwg, microsoft, iptc: self.iptc.with(others.iptc) }
    }

    /// These without others.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        let (mwg, microsoft) = (self.mwg.without(others.mwg), self.microsoft.without(others.microsoft));
        Self { mwg, microsoft, iptc: self.iptc.without(others.iptc) }
    }

    const fn bits(self) -> i64 {
        (self.mwg.0 as i64) | (self.microsoft.0 as i64) << 4 | (self.iptc.0 as i64) << 8
    }

    fn of_bits(bits: i64) -> Self {
        let digit = |place: i64| Sources((bits >> place & 0xF) as u8);
        Self { mwg: digit(0), microsoft: digit(4), iptc: digit(8) }
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
    /// Where they do. A file that is not among `sources` and in both lists that Kith writes says it in one of them alone
    /// by now.
    pub lists: Lists,
    /// Whether Kith may change it or take it out: it took the name in, wrote it, or was told to.
    pub ours: bool,
}

impl ToldFace {
    /// Files in which another program took it out of one of the two lists that Kith writes, or moved it there: what the
    /// other list says is out of date.
    pub const fn outdated_in(&self) -> Sources {
        self.lists.in_both().without(self.sources)
    }
}

const TOLD: &str =
    "select name, x, y, w, h, sources, lists, ours from told_face where file_id = ? and photo_id = ? order by rowid";

fn told(row: &SqliteRow) -> Result<ToldFace> {
    let rect = codec::rect(row.try_get("x")?, row.try_get("y")?, row.try_get("w")?, row.try_get("h")?)?;
    let sources = Sources(row.try_get("sources")?);
    let lists = Lists::of_bits(row.try_get("lists")?);
    Ok(ToldFace { name: row.try_get("name")?, rect, sources, lists, ours: row.try_get("ours")? })
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
        let sql = "select name, x, y, w, h, sources, lists, ours from told_face where photo_id = ? and file_id <> ?
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
        for ToldFace { name, rect, sources, lists, ours } in faces {
            sqlx::query(
                "insert into told_face (file_id, photo_id, name, x, y, w, h, sources, lists, ours)
                 values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(file.0)
            .bind(photo.0)
            .bind(name)
            .bind(rect.x())
            .bind(rect.y())
            .bind(rect.w())
            .bind(rect.h())
            .bind(sources.0)
            .bind(lists.bits())
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

    /// What was remembered of a photo in a file is remembered of its edited picture in the same file, but not in which lists
    /// it stood: whoever edits a picture may leave its metadata behind.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn pass_on_told_faces(&mut self, file: FileId, (old, new): (PhotoId, PhotoId)) -> Result<()> {
        sqlx::query("update told_face set photo_id = ?, lists = 0 where file_id = ? and photo_id = ?")
            .bind(new.0)
            .bind(file.0)
            .bind(old.0)
            .execute(self.db())
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_kept_bit_by_bit() {
        let (photo, picasa) = (Sources::PHOTO, Sources::PICASA);
        let lists = Lists { mwg: photo.with(picasa), microsoft: Sources::SIDECAR, iptc: Sources::SHORT_SIDECAR };
        assert_eq!((lists.bits(), Lists::of_bits(lists.bits())), (0x429, lists));
        assert_eq!(lists.in_any().each().count(), 4);
    }
}
