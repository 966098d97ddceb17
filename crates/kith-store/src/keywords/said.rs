//! What the person said of keywords, until all files of the photo say it.

use std::collections::BTreeSet;

use kith_domain::{FileId, KeywordPath, PhotoId, only_repeating};
use sqlx::SqliteConnection;

use super::in_files;
use crate::error::Result;
use crate::{Library, Write};

/// One word of the person's.
pub(super) struct Said {
    pub(super) path: KeywordPath,
    /// Whether the photo has the keyword.
    pub(super) has: bool,
}

/// How the keywords of a file must change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeywordsToWrite {
    /// All that it must have.
    pub added: Vec<KeywordPath>,
    /// What it must not have.
    pub removed: Vec<KeywordPath>,
}

pub(super) async fn of_photo(db: &mut SqliteConnection, photo: PhotoId) -> Result<Vec<Said>> {
    let sql = "select path, has from said_keyword where photo_id = ? order by key";
    let rows: Vec<(String, bool)> = sqlx::query_as(sql).bind(photo.0).fetch_all(db).await?;
    Ok(rows.into_iter().map(|(path, has)| Said { path: KeywordPath::kept(&path), has }).collect())
}

impl Library {
    /// How the keywords of a file must change: nothing where the person said nothing that is not in all files. Otherwise all of
    /// its keywords are to be there, since programs that find a list look no further.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn keywords_to_write(&self, file: FileId, photo: PhotoId) -> Result<KeywordsToWrite> {
        let mut db = self.readers.acquire().await?;
        let said = of_photo(&mut db, photo).await?;
        if said.is_empty() {
            return Ok(KeywordsToWrite::default());
        }
        let sql = "select k.path from file_keyword fk join keyword k on k.id = fk.keyword_id
            where fk.file_id = ?1 and fk.own = 1
            and not exists (select 1 from said_keyword s where s.photo_id = ?2 and s.key = k.key) order by k.key, k.path";
        let own: Vec<String> = sqlx::query_scalar(sql).bind(file.0).bind(photo.0).fetch_all(&mut *db).await?;
        let (added, removed): (Vec<_>, Vec<_>) = said.into_iter().partition(|said| said.has);
        let own = own.iter().map(|path| KeywordPath::kept(path));
        let added: Vec<KeywordPath> = own.chain(added.into_iter().map(|said| said.path)).collect();
        let repeated: BTreeSet<String> = added.iter().flat_map(KeywordPath::repeated).collect();
        let removed = removed.into_iter().map(|said| said.path).filter(|path| !repeated.contains(&path.key()));
        Ok(KeywordsToWrite { removed: removed.collect(), added })
    }
}

impl Write {
    /// Notes that a photo has a keyword, or has it no more, and that its files are to say so.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn say_keyword(&mut self, photo: PhotoId, keyword: &KeywordPath, has: bool) -> Result<()> {
        sqlx::query("delete from said_keyword where photo_id = ?1 and (key = ?2 or via = ?2)")
            .bind(photo.0)
            .bind(keyword.key())
            .execute(self.db())
            .await?;
        self.add_said(photo, keyword, has, None).await?;
        if has {
            for repeated in keyword.repeated() {
                sqlx::query("delete from said_keyword where photo_id = ? and key = ? and via is not null")
                    .bind(photo.0)
                    .bind(repeated)
                    .execute(self.db())
                    .await?;
            }
        } else {
            let known: Vec<_> = in_files(self.db(), photo).await?.into_values().map(|known| known.path).collect();
            for repeating in only_repeating(&known, keyword) {
                self.add_said(photo, &repeating, false, Some(keyword)).await?;
            }
        }
        self.drop_said_keywords(photo).await?;
        self.want_files_of(photo).await
    }

    async fn add_said(
        &mut self,
        photo: PhotoId,
        keyword: &KeywordPath,
        has: bool,
        via: Option<&KeywordPath>,
    ) -> Result<()> {
        let sql = "insert into said_keyword (photo_id, key, path, has, via) values (?, ?, ?, ?, ?)
            on conflict (photo_id, key) do nothing";
        sqlx::query(sql)
            .bind(photo.0)
            .bind(keyword.key())
            .bind(keyword.text())
            .bind(has)
            .bind(via.map(KeywordPath::key))
            .execute(self.db())
            .await?;
        Ok(())
    }

    /// Forgets what all files of a photo say that are there. A word that was taken out for itself may still repeat a part of
    /// a longer one.
    pub(super) async fn drop_said_keywords(&mut self, photo: PhotoId) -> Result<()> {
        let sql = "delete from said_keyword where photo_id = ?1
            and exists (select 1 from file where photo_id = ?1 and state = 'ok')
            and not exists (select 1 from file where photo_id = ?1 and state = 'ok' and said_keyword.has <> exists (
                select 1 from file_keyword fk join keyword k on k.id = fk.keyword_id
                where fk.file_id = file.id and k.key = said_keyword.key
                and (said_keyword.has = 1 or said_keyword.via is not null or fk.own = 1)))";
        sqlx::query(sql).bind(photo.0).execute(self.db()).await?;
        Ok(())
    }

    /// Notes that the files of a photo are to be written, if something was said that they do not say.
    pub(crate) async fn want_files_of(&mut self, photo: PhotoId) -> Result<()> {
        let sql = "insert into file_people (file_id, wanted_rev)
            select id, (select cast(value as integer) + 1 from setting where key = 'revision') from file
            where photo_id = ?1 and exists (select 1 from said_keyword where photo_id = ?1)
            on conflict (file_id) do update set wanted_rev = excluded.wanted_rev";
        sqlx::query(sql).bind(photo.0).execute(self.db()).await?;
        Ok(())
    }
}
