//! People whom files, or databases of other programs, name without a place.

use kith_domain::{FileId, PersonName, PhotoId};

use crate::error::Result;
use crate::{Library, Write};

impl Library {
    /// Who is named in a photo without a place, by its files or by another program, and who have no face there that is said to be theirs. A person of
    /// the library has their name there, and whoever was merged that of who they are now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn named_people(&self, photo: PhotoId) -> Result<Vec<PersonName>> {
        let names: Vec<String> = sqlx::query_scalar(
            "with recursive named (name_key, name, person_id) as (
                select n.name_key, min(n.name), (select id from person p
                    where p.name_key = n.name_key and p.standing <> 'gone' order by p.standing = 'live' desc, p.id desc)
                from (
                    select n.name_key, n.name from file join named_person n on n.file_id = file.id
                    where file.photo_id = ?1 and file.state = 'ok'
                    union all select name_key, name from named_elsewhere where photo_id = ?1
                ) n group by n.name_key
                union all
                select named.name_key, named.name, p.merged_into from named join person p on p.id = named.person_id
                where p.standing = 'merged'
             )
             select distinct coalesce(p.name, named.name) from named left join person p on p.id = named.person_id
             where p.standing is not 'merged' and not exists (
                select 1 from face f where f.photo_id = ?1 and f.state = 'confirmed' and f.person_id = p.id
             ) order by named.name_key",
        )
        .bind(photo.0)
        .fetch_all(&self.readers)
        .await?;
        Ok(names.into_iter().map(PersonName::kept).collect())
    }

    /// Whom a file names without a place, as it writes them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn named_people_in(&self, file: FileId) -> Result<Vec<PersonName>> {
        let sql = "select name from named_person where file_id = ? order by name_key";
        let names: Vec<String> = sqlx::query_scalar(sql).bind(file.0).fetch_all(&self.readers).await?;
        Ok(names.into_iter().map(PersonName::kept).collect())
    }
}

impl Write {
    /// Forgets whom a file named without a place.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget_named_people(&mut self, file: FileId) -> Result<()> {
        sqlx::query("delete from named_person where file_id = ?").bind(file.0).execute(self.db()).await?;
        Ok(())
    }

    /// Notes whom a file names without a place.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_named_people(&mut self, file: FileId, names: &[PersonName]) -> Result<()> {
        for name in names {
            sqlx::query("insert into named_person (file_id, name_key, name) values (?, ?, ?) on conflict do nothing")
                .bind(file.0)
                .bind(name.key().as_str())
                .bind(name.as_str())
                .execute(self.db())
                .await?;
        }
        Ok(())
    }

    /// Notes whom another program names in a photo without a place, in place of whom it named before. Returns how many are new.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_named_elsewhere(&mut self, photo: PhotoId, names: &[PersonName]) -> Result<u64> {
        let known = sqlx::query_scalar("select name_key from named_elsewhere where photo_id = ?").bind(photo.0);
        let known: Vec<String> = known.fetch_all(self.db()).await?;
        sqlx::query("delete from named_elsewhere where photo_id = ?").bind(photo.0).execute(self.db()).await?;
        let mut new = 0;
        for name in names {
            let key = name.key();
            let sql = "insert into named_elsewhere (photo_id, name_key, name) values (?, ?, ?) on conflict do nothing";
            let added =
                sqlx::query(sql).bind(photo.0).bind(key.as_str()).bind(name.as_str()).execute(self.db()).await?;
            new += if known.iter().any(|known| known == key.as_str()) { 0 } else { added.rows_affected() };
        }
        Ok(new)
    }

    /// Notes that whoever another program names in a picture is in another one too, which is an edit of it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn pass_on_named_elsewhere(&mut self, from: PhotoId, to: PhotoId) -> Result<()> {
        let sql = "insert into named_elsewhere (photo_id, name_key, name)
                   select ?2, name_key, name from named_elsewhere where photo_id = ?1 on conflict do nothing";
        sqlx::query(sql).bind(from.0).bind(to.0).execute(self.db()).await?;
        Ok(())
    }
}
