//! What the person said of keywords, until all files of the photo say it.

use std::collections::BTreeSet;

use kith_domain::{FileId, KeywordPath, PhotoId, only_repeating};
use sqlx::SqliteConnection;

use super::{FileKeyword, in_files};
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
    /// Those of the file of which nothing was said, since programs that find a list look no further.
    pub kept: Vec<KeywordPath>,
    /// What it must have.
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
    /// How the keywords of a file must change: nothing where the person said nothing that is not in all files.
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
        let kept: Vec<KeywordPath> = own.iter().map(|path| KeywordPath::kept(path)).collect();
        let added: Vec<KeywordPath> = added.into_iter().map(|said| said.path).collect();
        let repeated: BTreeSet<String> = kept.iter().chain(&added).flat_map(KeywordPath::repeated).collect();
        let removed = removed.into_iter().map(|said| said.path).filter(|path| !repeated.contains(&path.key()));
        Ok(KeywordsToWrite { removed: removed.collect(), kept, added })
    }
}

impl Write {
    /// Notes that photos have keywords, or have them no more, one after the other, and that their files are to say so.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn say_keywords(&mut self, said: &[(PhotoId, &KeywordPath, bool)]) -> Result<()> {
        for (photo, keyword, has) in said {
            let sql = "delete from said_keyword where photo_id = ? and key = ?";
            sqlx::query(sql).bind(photo.0).bind(keyword.key()).execute(self.db()).await?;
            self.add_said(*photo, keyword, *has, false).await?;
        }
        // Once for each photo: thousands may change together.
        for photo in said.iter().map(|(photo, ..)| *photo).collect::<BTreeSet<_>>() {
            self.settle_said_keywords(photo).await?;
            self.want_files_of(photo).await?;
        }
        Ok(())
    }

    async fn add_said(&mut self, photo: PhotoId, keyword: &KeywordPath, has: bool, along: bool) -> Result<()> {
        let sql = "insert into said_keyword (photo_id, key, path, has, along) values (?, ?, ?, ?, ?)
            on conflict (photo_id, key) do nothing";
        sqlx::query(sql)
            .bind(photo.0)
            .bind(keyword.key())
            .bind(keyword.text())
            .bind(has)
            .bind(along)
            .execute(self.db())
            .await?;
        Ok(())
    }

    /// Forgets what all files of a photo say that are there, and works out what goes along with what was taken out.
    pub(super) async fn settle_said_keywords(&mut self, photo: PhotoId) -> Result<()> {
        // A word that was taken out may still repeat a part of a longer one. One that was put in stands in the files as such a
        // repetition until the longer one has left them.
        let agreed = "delete from said_keyword where photo_id = ?1
            and exists (select 1 from file where photo_id = ?1 and state = 'ok')
            and not exists (select 1 from file where photo_id = ?1 and state = 'ok' and said_keyword.has <> exists (
                select 1 from file_keyword fk join keyword k on k.id = fk.keyword_id
                where fk.file_id = file.id and k.key = said_keyword.key and (fk.own = 1 or (said_keyword.has = 1
                and not exists (select 1 from said_keyword o where o.photo_id = ?1 and o.has = 0 and o.along = 0)))))";
        for sql in ["delete from said_keyword where photo_id = ?1 and along = 1", agreed] {
            sqlx::query(sql).bind(photo.0).execute(self.db()).await?;
        }
        let said = of_photo(self.db(), photo).await?;
        let (added, gone): (Vec<Said>, Vec<Said>) = said.into_iter().partition(|said| said.has);
        let gone: Vec<KeywordPath> = gone.into_iter().map(|said| said.path).collect();
        if gone.is_empty() {
            return Ok(());
        }
        let files = in_files(self.db(), photo).await?;
        let is_kept = |known: &&FileKeyword| known.own && gone.iter().all(|gone| gone.key() != known.path.key());
        let kept = files.values().filter(is_kept).map(|known| known.path.clone());
        let kept: Vec<KeywordPath> = kept.chain(added.into_iter().map(|said| said.path)).collect();
        let words: Vec<KeywordPath> = files.values().map(|known| known.path.clone()).collect();
        for word in only_repeating(&words, &gone, &kept) {
            self.add_said(photo, &word, false, true).await?;
        }
        Ok(())
    }

    /// What was said of the keywords of a picture is said of its edited version too, in the log as well.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn inherit_keywords(&mut self, photo: PhotoId, heir: PhotoId) -> Result<()> {
        for sql in [
            "insert into said_keyword (photo_id, key, path, has, along)
             select ?2, key, path, has, along from said_keyword where photo_id = ?1 and along = 0
             on conflict (photo_id, key) do nothing",
            "insert into change (step_id, seq, field, photo_id, before, after)
             select c.step_id, (select max(seq) from change top where top.step_id = c.step_id) + 1 + c.seq, c.field, ?2,
             c.before, c.after from change c where c.photo_id = ?1
             and not exists (select 1 from change own where own.step_id = c.step_id and own.photo_id = ?2)",
        ] {
            sqlx::query(sql).bind(photo.0).bind(heir.0).execute(self.db()).await?;
        }
        self.settle_said_keywords(heir).await?;
        self.want_files_of(heir).await
    }

    /// Notes that the files of a photo are to be written, if something was said that they do not say.
    async fn want_files_of(&mut self, photo: PhotoId) -> Result<()> {
        let sql = "insert into file_people (file_id, wanted_rev)
            select id, (select cast(value as integer) + 1 from setting where key = 'revision') from file
            where photo_id = ?1 and exists (select 1 from said_keyword where photo_id = ?1)
            on conflict (file_id) do update set wanted_rev = excluded.wanted_rev";
        sqlx::query(sql).bind(photo.0).execute(self.db()).await?;
        Ok(())
    }
}
