//! People whom files name without a place.

use kith_domain::{FileId, PersonName, PhotoId};

use crate::error::Result;
use crate::{Library, Write};

impl Library {
    /// Whom the files of a photo name without a place, and who have no face there that is said to be theirs. A person of
    /// the library has their name there, and whoever was merged that of who they are now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn named_people(&self, photo: PhotoId) -> Result<Vec<PersonName>> {
        let names: Vec<String> = sqlx::query_scalar(
            "with recursive named (name_key, name, person_id) as (
                select n.name_key, min(n.name), (select id from person p
                    where p.name_key = n.name_key and p.standing <> 'gone' order by p.standing = 'live' desc, p.id desc)
                from file join named_person n on n.file_id = file.id
                where file.photo_id = ?1 and file.state = 'ok' group by n.name_key
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
}
