//! People and how many faces each has.

use std::collections::HashMap;

use kith_domain::{FaceUuid, Lifetime, PersonId, PersonName, PersonUuid};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::Result;
use crate::suggestions::STANDING;
use crate::{Library, codec};

#[cfg(test)]
mod tests;

/// A person in the list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCount {
    /// Row number.
    pub id: PersonId,
    /// Lasting identity.
    pub uuid: PersonUuid,
    /// Name.
    pub name: PersonName,
    /// When they were born and died.
    pub life: Lifetime,
    /// Faces that are confirmed.
    pub confirmed: u32,
    /// Faces for which the person is proposed.
    pub suggested: u32,
    /// When the newest photo with a confirmed face was taken, local time; none where no photo has a date.
    pub last_seen: Option<String>,
    /// The face that stands for the person, with the version of its thumbnail: the chosen one, or the largest of those
    /// that are confirmed.
    pub key_face: Option<(FaceUuid, i64)>,
    /// Whether they are left out of the list of people and of what is asked.
    pub hidden: bool,
}

fn read(row: &SqliteRow) -> Result<PersonCount> {
    Ok(PersonCount {
        id: PersonId(row.try_get("id")?),
        uuid: PersonUuid(codec::bytes("person", row.try_get("uuid")?)?),
        name: codec::name(row.try_get("name")?),
        life: codec::life(row)?,
        confirmed: row.try_get("confirmed")?,
        suggested: row.try_get("suggested")?,
        last_seen: row.try_get("last_seen")?,
        key_face: codec::key_face(row)?.map(|face| (face, 0)),
        hidden: row.try_get("hidden")?,
    })
}

impl Library {
    /// All living people by name, with their counts. Faces of photos that are gone are not counted.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn people(&self) -> Result<Vec<PersonCount>> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(counts())).fetch_all(&self.readers).await?;
        let mut people = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        let keys: Vec<FaceUuid> = people.iter().filter_map(|p| p.key_face.map(|k| k.0)).collect();
        let versions = self.thumbnail_versions(&keys).await?;
        for person in &mut people {
            person.key_face = person.key_face.map(|(uuid, _)| (uuid, versions.get(&uuid).copied().unwrap_or_default()));
        }
        Ok(people)
    }

    /// When people were born and died: those of whom anything of it is known.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn lives(&self) -> Result<HashMap<PersonId, Lifetime>> {
        let sql = "select id, born, died from person where born is not null or died is not null";
        let rows = sqlx::query(sql).fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((PersonId(row.try_get("id")?), codec::life(row)?))).collect()
    }
}

/// One look at the confirmed faces of everybody gives both their number and the newest date; `+` keeps it from the index of
/// states, in which people are not in order.
fn counts() -> String {
    format!(
        "select p.id, p.uuid, p.name, p.born, p.died, p.hidden, coalesce(seen.faces, 0) as confirmed,
         seen.newest as last_seen,
         (select count(*) from suggestion s join face f on f.id = s.face_id and f.drawn = 1
            join photo ph on ph.id = f.photo_id and ph.gone_at is null
            where s.person_id = p.id and {STANDING}) as suggested,
         coalesce((select f.uuid from face f join photo ph on ph.id = f.photo_id and ph.gone_at is null
            where f.uuid = p.key_face and +f.person_id = p.id and +f.state = 'confirmed' and f.drawn = 1),
         (select f.uuid from face f join photo ph on ph.id = f.photo_id and ph.gone_at is null
            where f.person_id = p.id and f.state = 'confirmed' and f.drawn = 1
            order by f.w * f.h * ph.width * ph.height desc, f.id limit 1)) as key_face
         from person p left join (
            select f.person_id, count(*) as faces, max(ph.taken_local) as newest
            from face f join photo ph on ph.id = f.photo_id and ph.gone_at is null
            where +f.state = 'confirmed' and f.drawn = 1 and f.person_id is not null group by f.person_id
         ) seen on seen.person_id = p.id
         where p.standing = 'live' order by p.name_key"
    )
}
