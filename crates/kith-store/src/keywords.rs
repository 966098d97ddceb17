//! The keywords of files.

use kith_domain::{FileId, KeywordPath, PhotoId};

use crate::error::Result;
use crate::{Library, Write};

#[cfg(test)]
mod tests;

/// A keyword that a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileKeyword {
    /// As the file writes it.
    pub path: KeywordPath,
    /// Whether it stands there for itself, and does not only repeat a part of a longer one.
    pub own: bool,
}

impl Library {
    /// All keywords that stand for themselves in a file that is there, in the order of their keys; one that is written in two
    /// ways comes twice.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn keywords(&self) -> Result<Vec<KeywordPath>> {
        let sql = "select k.path from keyword k where exists (select 1 from file_keyword fk
            join file on file.id = fk.file_id and file.state = 'ok' where fk.keyword_id = k.id and fk.own = 1)
            order by k.key, k.path";
        let paths: Vec<String> = sqlx::query_scalar(sql).fetch_all(&self.readers).await?;
        Ok(paths.iter().map(|path| KeywordPath::kept(path)).collect())
    }

    /// The keywords that stand for themselves in any file of a photo that is there, in the order of their keys; one that
    /// is written in two ways comes twice.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn keywords_of_photo(&self, photo: PhotoId) -> Result<Vec<KeywordPath>> {
        let sql = "select distinct k.path from file join file_keyword fk on fk.file_id = file.id and fk.own = 1
            join keyword k on k.id = fk.keyword_id where file.photo_id = ? and file.state = 'ok' order by k.key, k.path";
        let paths: Vec<String> = sqlx::query_scalar(sql).bind(photo.0).fetch_all(&self.readers).await?;
        Ok(paths.iter().map(|path| KeywordPath::kept(path)).collect())
    }
}

impl Write {
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

    /// Keeps of a file these keywords, no path twice, and no others.
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
        Ok(())
    }
}
