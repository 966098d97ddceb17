//! Embeddings in bulk: what templates, suggestions and groups are made of.

use kith_domain::{Embedding, FaceId, PhotoId, Quality, SpaceId, Verdict};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::Result;
use crate::{Library, Write, codec};

/// What is kept about how a face looks.
#[derive(Debug, Clone, Copy)]
pub enum StoredEmbedding<'a> {
    /// The embedding, and how far it can be trusted.
    Vector(&'a Embedding, Quality),
    /// There is none.
    None {
        /// Why, as a sentence.
        reason: &'a str,
    },
}

/// A face that can be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct VectorRow {
    /// Which face.
    pub face: FaceId,
    /// The photo it is in.
    pub photo: PhotoId,
    /// What is said about it.
    pub verdict: Verdict,
    /// Whether it may teach others what its person looks like.
    pub trains: bool,
    /// How it looks.
    pub embedding: Embedding,
    /// How far that can be trusted.
    pub quality: Quality,
}

fn read(row: &SqliteRow) -> Result<VectorRow> {
    Ok(VectorRow {
        face: FaceId(row.try_get("id")?),
        photo: PhotoId(row.try_get("photo_id")?),
        verdict: codec::verdict(row.try_get("state")?, row.try_get("person_id")?, row.try_get("twice_ok")?)?,
        trains: row.try_get("trains")?,
        embedding: codec::embedding(row.try_get("vec")?, row.try_get("norm")?)?,
        quality: Quality(row.try_get::<Option<f32>, _>("quality")?.unwrap_or(0.5)),
    })
}

impl Library {
    /// All faces with an embedding in a space that are open or confirmed, in the order of their lasting identities. Faces of
    /// photos that are gone still teach, but nothing is proposed for them: they come only when confirmed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn vectors(&self, space: SpaceId) -> Result<Vec<VectorRow>> {
        let rows = sqlx::query(
            "select f.id, f.photo_id, f.state, f.person_id, f.twice_ok, f.trains, f.quality, e.vec, e.norm from face f
             join embedding e on e.face_id = f.id and e.space_id = ? join photo p on p.id = f.photo_id
             where e.vec is not null and f.drawn = 1
             and (f.state = 'confirmed' or (f.state = 'open' and p.gone_at is null)) order by f.uuid",
        )
        .bind(space.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(read).collect()
    }

    /// Who is confirmed in which photo, also on faces without an embedding.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn presences(&self) -> Result<Vec<(PhotoId, kith_domain::PersonId)>> {
        let sql = "select photo_id, person_id from face where state = 'confirmed' and drawn = 1";
        let rows: Vec<(i64, i64)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(|(photo, person)| (PhotoId(photo), kith_domain::PersonId(person))).collect())
    }

    /// All pairs of face and person that are known not to be.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn rejections(&self) -> Result<Vec<(FaceId, kith_domain::PersonId)>> {
        let rows: Vec<(i64, i64)> =
            sqlx::query_as("select face_id, person_id from not_person order by face_id, person_id")
                .fetch_all(&self.readers)
                .await?;
        Ok(rows.into_iter().map(|(f, p)| (FaceId(f), kith_domain::PersonId(p))).collect())
    }
}

impl Write {
    /// Compares faces in `space` from now on, if each machine's face of a photo that is there has been embedded in it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn activate_if_complete(&mut self, space: SpaceId) -> Result<()> {
        let missing: bool = sqlx::query_scalar(
            "select exists (select 1 from face f join photo ph on ph.id = f.photo_id and ph.gone_at is null
             where f.origin = 'machine' and f.drawn = 1
             and not exists (select 1 from embedding e where e.face_id = f.id and e.space_id = ?))",
        )
        .bind(space.0)
        .fetch_one(self.db())
        .await?;
        if !missing {
            let sql = "update space set state = case when id = ? then 'active' else 'filling' end";
            sqlx::query(sql).bind(space.0).execute(self.db()).await?;
        }
        Ok(())
    }

    /// The space of that name; the first one ever is the active one.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn put_space(&mut self, name: &str) -> Result<SpaceId> {
        let id = sqlx::query_scalar(
            "insert into space (name, state) values (?, case when exists (select 1 from space) then 'filling' else 'active' end)
             on conflict (name) do update set name = excluded.name returning id",
        )
        .bind(name)
        .fetch_one(self.db())
        .await?;
        Ok(SpaceId(id))
    }
}
