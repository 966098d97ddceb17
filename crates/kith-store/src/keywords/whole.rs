//! Keywords as a whole: the photos of each, and the steps that change one in all of them.

use std::collections::BTreeSet;

use kith_domain::decision::Decision;
use kith_domain::{DecisionId, KeywordPath, PhotoId};

use crate::error::{Result, StoreError};
use crate::{Library, Write};

/// One way of writing a keyword, and the photos that are there with it; a photo may come more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeywordPhotos {
    /// As it is written.
    pub path: KeywordPath,
    /// Where it stands for itself.
    pub own: Vec<PhotoId>,
    /// Where it only repeats a part of a longer one.
    pub repeated: Vec<PhotoId>,
}

/// What files say, but for what the person said otherwise, and what the person said. Cross joins go from the keywords to
/// their files.
pub(super) const PHOTOS: &str = "select k.path, group_concat(file.photo_id, ' ') filter (where fk.own = 1),
    group_concat(file.photo_id, ' ') filter (where fk.own = 0)
    from keyword k cross join file_keyword fk on fk.keyword_id = k.id
    cross join file on file.id = fk.file_id and file.state = 'ok'
    where not exists (select 1 from said_keyword s where s.photo_id = file.photo_id and s.key = k.key and s.has = 0)
    group by k.id
    union all
    select min(s.path), group_concat(s.photo_id, ' '), null from said_keyword s where s.has = 1
    and exists (select 1 from file where file.photo_id = s.photo_id and file.state = 'ok') group by s.key";

/// The same of one keyword and all below it: the photos alone, with `?3` also those that are gone and of which the person said
/// it.
pub(super) const PHOTOS_WITHIN: &str = "select file.photo_id from keyword k
    cross join file_keyword fk on fk.keyword_id = k.id and fk.own = 1
    cross join file on file.id = fk.file_id and file.state = 'ok'
    where k.key >= ?1 and k.key < ?2
    and not exists (select 1 from said_keyword s where s.photo_id = file.photo_id and s.key = k.key and s.has = 0)
    union all select s.photo_id from said_keyword s where s.has = 1 and s.key >= ?1 and s.key < ?2
    and (?3 or exists (select 1 from file where file.photo_id = s.photo_id and file.state = 'ok'))";

impl Library {
    /// Every keyword with its photos, by their keys; one that is written in two ways comes twice.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn keyword_photos(&self) -> Result<Vec<KeywordPhotos>> {
        let rows: Vec<(String, Option<String>, Option<String>)> =
            sqlx::query_as(PHOTOS).fetch_all(&self.readers).await?;
        let word = |(path, own, repeated): (String, Option<String>, Option<String>)| {
            Ok(KeywordPhotos { path: KeywordPath::kept(&path), own: photos(own)?, repeated: photos(repeated)? })
        };
        let mut words = rows.into_iter().map(word).collect::<Result<Vec<_>>>()?;
        words.sort_by_cached_key(|word| (word.path.key(), word.path.text()));
        Ok(words)
    }
}

/// Numbers with spaces between them.
fn photos(list: Option<String>) -> Result<Vec<PhotoId>> {
    let number = |text: &str| text.parse().map(PhotoId).map_err(|_| StoreError::corrupt("photo of a keyword", text));
    list.unwrap_or_default().split_ascii_whitespace().map(number).collect()
}

impl Write {
    /// The photos whose keywords decisions read or change: of a keyword as a whole all that have it or one below it, and
    /// those that can be seen to have what it is to be called, if the two must not become one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn photos_of_keywords(&mut self, decisions: &[Decision]) -> Result<BTreeSet<PhotoId>> {
        let mut photos = BTreeSet::new();
        for decision in decisions {
            match decision {
                Decision::Keyword { photo, .. } => {
                    photos.insert(*photo);
                }
                Decision::RenameKeyword { keyword, to, merge } => {
                    photos.extend(self.photos_within(keyword, true).await?);
                    if !merge {
                        photos.extend(self.photos_within(to, false).await?);
                    }
                }
                Decision::DeleteKeyword { keyword } => photos.extend(self.photos_within(keyword, true).await?),
                _ => {}
            }
        }
        Ok(photos)
    }

    async fn photos_within(&mut self, keyword: &KeywordPath, also_gone: bool) -> Result<Vec<PhotoId>> {
        let keys = keyword.keys_within();
        let query = sqlx::query_scalar(PHOTOS_WITHIN).bind(keys.start).bind(keys.end);
        let photos: Vec<i64> = query.bind(also_gone).fetch_all(self.db()).await?;
        Ok(photos.into_iter().map(PhotoId).collect())
    }

    /// Notes which keyword a step renamed or deleted as a whole.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_step_keyword(
        &mut self,
        step: DecisionId,
        keyword: &KeywordPath,
        renamed: Option<&KeywordPath>,
    ) -> Result<()> {
        sqlx::query("insert into step_keyword (step_id, path, renamed) values (?, ?, ?)")
            .bind(step.0)
            .bind(keyword.text())
            .bind(renamed.map(KeywordPath::text))
            .execute(self.db())
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
