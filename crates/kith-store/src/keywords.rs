//! The keywords of files, and of photos: what their files say, and over it what the person said since.

mod person_words;
mod said;
mod whole;

use std::collections::BTreeMap;

use kith_domain::{FileId, KeywordPath, PhotoId, on_their_own};
use sqlx::SqliteConnection;

use crate::error::Result;
use crate::{Library, Write};

pub use said::KeywordsToWrite;
pub use whole::KeywordPhotos;

#[cfg(test)]
mod tests;

/// A keyword of a file or of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileKeyword {
    /// As it is written.
    pub path: KeywordPath,
    /// Whether it stands there for itself, and does not only repeat a part of a longer one.
    pub own: bool,
}

impl Library {
    /// All keywords that stand for themselves in a photo that is there, in the order of their keys; one that is written in two
    /// ways comes twice.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn keywords(&self) -> Result<Vec<KeywordPath>> {
        let sql = "select key, path from keyword k where exists (select 1 from file_keyword fk
            join file on file.id = fk.file_id and file.state = 'ok' where fk.keyword_id = k.id and fk.own = 1
            and not exists (select 1 from said_keyword s where s.photo_id = file.photo_id and s.key = k.key and s.has = 0))
            union select s.key, s.path from said_keyword s where s.has = 1
            and exists (select 1 from file where file.photo_id = s.photo_id and file.state = 'ok') order by key, path";
        let paths: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        Ok(paths.iter().map(|(_, path)| KeywordPath::kept(path)).collect())
    }

    /// The keywords of a photo, as [`Write::photo_keywords`] has them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo_keywords(&self, photo: PhotoId) -> Result<Vec<FileKeyword>> {
        of_photo(&mut *self.readers.acquire().await?, photo).await
    }
}

/// What the files of a photo that are there say together, each keyword once, in the order of the keys; one stands for itself
/// where it does in any of them.
async fn in_files(db: &mut SqliteConnection, photo: PhotoId) -> Result<BTreeMap<String, FileKeyword>> {
    let sql = "select k.key, min(k.path), max(fk.own) from file join file_keyword fk on fk.file_id = file.id
        join keyword k on k.id = fk.keyword_id where file.photo_id = ? and file.state = 'ok' group by k.key";
    let rows: Vec<(String, String, bool)> = sqlx::query_as(sql).bind(photo.0).fetch_all(db).await?;
    let keyword = |(key, path, own): (String, String, bool)| (key, FileKeyword { path: KeywordPath::kept(&path), own });
    Ok(rows.into_iter().map(keyword).collect())
}

async fn of_photo(db: &mut SqliteConnection, photo: PhotoId) -> Result<Vec<FileKeyword>> {
    let mut keywords = in_files(&mut *db, photo).await?;
    for said in said::of_photo(db, photo).await? {
        if said.has {
            keywords.insert(said.path.key(), FileKeyword { path: said.path, own: true });
        } else {
            keywords.remove(&said.path.key());
        }
    }
    // What stands for itself in one file may repeat a part of what another one says.
    let paths: Vec<KeywordPath> = keywords.values().filter(|known| known.own).map(|known| known.path.clone()).collect();
    for (path, _) in paths.iter().zip(on_their_own(&paths)).filter(|(_, own)| !own) {
        keywords.entry(path.key()).and_modify(|known| known.own = false);
    }
    Ok(keywords.into_values().collect())
}

impl Write {
    /// The keywords of a photo: what its files say that are there, and what the person said since. Each once, in the order of
    /// the keys.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo_keywords(&mut self, photo: PhotoId) -> Result<Vec<FileKeyword>> {
        of_photo(self.db(), photo).await
    }

    /// What a file says, as far as is known, in the order of the keys.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn file_keywords(&mut self, file: FileId) -> Result<Vec<FileKeyword>> {
        let sql = "select k.path, fk.own from file_keyword fk join keyword k on k.id = fk.keyword_id
            where fk.file_id = ? order by k.key, k.path";
        let rows: Vec<(String, bool)> = sqlx::query_as(sql).bind(file.0).fetch_all(self.db()).await?;
        Ok(rows.into_iter().map(|(path, own)| FileKeyword { path: KeywordPath::kept(&path), own }).collect())
    }

    /// Keeps of a file these keywords, no path twice, and no others. What the person said and all files of the photo say
    /// now is no longer needed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_file_keywords(&mut self, file: FileId, keywords: &[FileKeyword]) -> Result<()> {
        sqlx::query("delete from file_keyword where file_id = ?").bind(file.0).execute(self.db()).await?;
        for FileKeyword { path, own } in keywords {
            let text = path.text();
            sqlx::query("insert into keyword (path, key) values (?, ?) on conflict (path) do nothing")
                .bind(&text)
                .bind(path.key())
                .execute(self.db())
                .await?;
            sqlx::query(
                "insert into file_keyword (file_id, keyword_id, own) values (?, (select id from keyword where path = ?), ?)",
            )
            .bind(file.0)
            .bind(&text)
            .bind(own)
            .execute(self.db())
            .await?;
        }
        let photo: i64 =
            sqlx::query_scalar("select photo_id from file where id = ?").bind(file.0).fetch_one(self.db()).await?;
        self.settle_said_keywords(PhotoId(photo)).await
    }
}
