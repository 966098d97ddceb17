//! Who is in the same photos as somebody.

use kith_domain::PersonUuid;

use crate::error::Result;
use crate::{Library, codec};

/// Somebody who is in photos of somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Together {
    /// Lasting identity.
    pub person: PersonUuid,
    /// In how many photos both are.
    pub photos: u32,
}

/// The cross joins go from somebody to their faces, to the photos of these, and to the other faces there, each through an
/// index that holds all that is asked for.
const TOGETHER: &str = "select p.uuid, count(distinct own.photo_id) as photos from person who
    cross join face own on own.person_id = who.id and own.state = 'confirmed' and own.drawn = 1
    cross join photo ph on ph.id = own.photo_id and ph.gone_at is null
    cross join face other on other.photo_id = own.photo_id and other.drawn = 1 and other.state = 'confirmed'
        and other.person_id <> who.id
    cross join person p on p.id = other.person_id
    where who.uuid = ? and p.hidden = 0 group by p.id order by photos desc, p.name_key limit ?";

impl Library {
    /// The people with whom somebody shares the most photos, the most first; only confirmed faces count, and nobody
    /// who is hidden is named.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn together(&self, person: PersonUuid, limit: u32) -> Result<Vec<Together>> {
        let rows: Vec<(Vec<u8>, u32)> =
            sqlx::query_as(TOGETHER).bind(&person.0[..]).bind(limit).fetch_all(&self.readers).await?;
        let together = |(uuid, photos): (Vec<u8>, u32)| {
            Ok(Together { person: PersonUuid(codec::bytes("person", &uuid)?), photos })
        };
        rows.into_iter().map(together).collect()
    }
}

#[cfg(test)]
mod tests {
    use sqlx::Row;

    use super::*;

    /// Anna (1) is twice in photo 1 with Ben, in 2 with Ben and Cem, in 3 with Cem, and in 4, which is gone, with Dora. In
    /// photo 5 Eva is only drawn and taken back, in 6 Ben is without Anna.
    const MADE: &str = "
        insert into person (id, uuid, name, name_key, standing)
            select value, unhex(printf('%032x', value)), 'P' || value, 'p' || value, 'live' from json_each('[1,2,3,4,5]');
        insert into photo (id, payload_hash, width, height, gone_at)
            select value, randomblob(32), 4, 3, iif(value = 4, 1, null) from json_each('[1,2,3,4,5,6]');
        insert into face (uuid, photo_id, x, y, w, h, origin, drawn, state, person_id, twice_ok)
            select randomblob(16), column1, 0, 0, 1, 1, 'manual', column3, 'confirmed', column2, 1 from (values
            (1, 1, 1), (1, 1, 1), (1, 2, 1), (2, 1, 1), (2, 2, 1), (2, 3, 1), (3, 1, 1), (3, 3, 1), (4, 1, 1), (4, 4, 1),
            (5, 1, 1), (5, 5, 0), (6, 2, 1));
        insert into face (uuid, photo_id, x, y, w, h, origin) values (randomblob(16), 3, 0, 0, 1, 1, 'machine');";

    async fn library() -> (tempfile::TempDir, Library) {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::open(dir.path()).await.unwrap();
        (dir, library)
    }

    async fn with(library: &Library, person: u8, limit: u32) -> Vec<(u8, u32)> {
        let mut uuid = PersonUuid([0; 16]);
        uuid.0[15] = person;
        let together = library.together(uuid, limit).await.unwrap();
        together.into_iter().map(|with| (with.person.0[15], with.photos)).collect()
    }

    #[tokio::test]
    async fn each_photo_that_is_there_counts_once_for_everybody_who_is_in_it() {
        let (_dir, library) = library().await;
        sqlx::raw_sql(MADE).execute(library.writer()).await.unwrap();
        assert_eq!(with(&library, 1, 8).await, [(2, 2), (3, 2)]);
        assert_eq!(with(&library, 1, 1).await, [(2, 2)]);
        assert_eq!(with(&library, 2, 8).await, [(1, 2), (3, 1)]);
        assert_eq!(with(&library, 5, 8).await, []);
        assert_eq!(with(&library, 99, 8).await, []);
    }

    #[tokio::test]
    async fn only_the_photos_of_one_person_are_looked_at_and_no_face_itself() {
        let (_dir, library) = library().await;
        let sql = sqlx::AssertSqlSafe(format!("explain query plan {TOGETHER}"));
        let rows = sqlx::query(sql).fetch_all(&library.readers).await.unwrap();
        let plan = rows.iter().map(|row| row.get::<String, _>("detail")).collect::<Vec<_>>().join("\n");
        for part in
            ["own USING COVERING INDEX face_person", "ph USING INTEGER PRIMARY KEY", "other USING COVERING INDEX"]
        {
            assert!(plan.contains(part), "{part}: {plan}");
        }
        assert!(!plan.contains("SCAN"), "{plan}");
    }
}
