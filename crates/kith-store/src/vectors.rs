//! Embeddings in bulk: what templates, suggestions and groups are made of.

use kith_domain::{DaySpan, Embedding, FaceId, PhotoId, Quality, SpaceId, Verdict};
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

/// A face that is open or confirmed. Faces of photos that are gone still teach, but nothing is proposed for them: they come only
/// when confirmed. Those of photos that are left out never come.
#[derive(Debug, Clone, PartialEq)]
pub struct VectorRow {
    /// Which face.
    pub face: FaceId,
    /// The photo it is in.
    pub photo: PhotoId,
    /// When that was taken.
    pub taken: DaySpan,
    /// What is said about it.
    pub verdict: Verdict,
    /// Whether it may teach others what its person looks like.
    pub trains: bool,
    /// How it looks, if that is known in the space that was asked for.
    pub embedding: Option<Embedding>,
    /// How far that can be trusted.
    pub quality: Quality,
}

/// Faces that changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FaceChanges {
    /// As they are now.
    pub now: Vec<VectorRow>,
    /// Those that are no more, or are neither open nor confirmed.
    pub gone: Vec<FaceId>,
}

/// Faces that are read in one go.
const PAGE: i64 = 4096;

const ROW: &str = "f.id, f.photo_id, f.state, f.person_id, f.twice_ok, f.trains, f.quality, f.uuid, e.vec, e.norm,
    ph.taken_on, ph.date_source";
const COUNTS: &str = "f.drawn = 1 and ((f.state = 'confirmed' and not exists (select 1 from photo p
        join file on file.photo_id = p.id and file.left_out is not null where p.id = f.photo_id and p.gone_at is not null))
    or (f.state = 'open' and exists (select 1 from photo p where p.id = f.photo_id and p.gone_at is null)))";

fn read(row: &SqliteRow) -> Result<VectorRow> {
    let vector: Option<&[u8]> = row.try_get("vec")?;
    let norm: Option<f64> = row.try_get("norm")?;
    Ok(VectorRow {
        face: FaceId(row.try_get("id")?),
        photo: PhotoId(row.try_get("photo_id")?),
        taken: codec::taken(row)?.1,
        verdict: codec::verdict(row.try_get("state")?, row.try_get("person_id")?, row.try_get("twice_ok")?)?,
        trains: row.try_get("trains")?,
        embedding: vector.zip(norm).map(|(vector, norm)| codec::embedding(vector, norm)).transpose()?,
        quality: Quality(row.try_get::<Option<f32>, _>("quality")?.unwrap_or(0.5)),
    })
}

impl Library {
    /// Hands all faces that are open or confirmed over, some at a time, in the order of their lasting identities.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn each_vector(&self, space: SpaceId, mut take: impl FnMut(Vec<VectorRow>)) -> Result<()> {
        let sql = format!(
            "select {ROW} from face f join photo ph on ph.id = f.photo_id
             left join embedding e on e.face_id = f.id and e.space_id = ?
             where {COUNTS} and f.uuid > ? order by f.uuid limit {PAGE}"
        );
        let mut after: Vec<u8> = Vec::new();
        loop {
            let rows = sqlx::query(sqlx::AssertSqlSafe(sql.as_str()))
                .bind(space.0)
                .bind(after)
                .fetch_all(&self.readers)
                .await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.try_get("uuid")?;
            take(rows.iter().map(read).collect::<Result<_>>()?);
        }
    }

    /// Hands the faces that changed after a revision over, some at a time.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn each_change(&self, space: SpaceId, since: i64, mut take: impl FnMut(FaceChanges)) -> Result<()> {
        let sql = format!(
            "select c.face_id, {ROW} from face_change c left join face f on f.id = c.face_id and {COUNTS}
             left join photo ph on ph.id = f.photo_id left join embedding e on e.face_id = f.id and e.space_id = ?1
             where c.revision > ?2 and c.face_id > ?3 order by c.face_id limit {PAGE}"
        );
        let mut after = 0_i64;
        loop {
            let rows = sqlx::query(sqlx::AssertSqlSafe(sql.as_str()))
                .bind(space.0)
                .bind(since)
                .bind(after)
                .fetch_all(&self.readers)
                .await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.try_get("face_id")?;
            let mut changes = FaceChanges::default();
            for row in &rows {
                match row.try_get::<Option<i64>, _>("id")? {
                    Some(_) => changes.now.push(read(row)?),
                    None => changes.gone.push(FaceId(row.try_get("face_id")?)),
                }
            }
            take(changes);
        }
    }

    /// Faces that changed after a revision, those that are no more included.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn changed_faces(&self, since: i64) -> Result<Vec<FaceId>> {
        let sql = "select face_id from face_change where revision > ? order by face_id";
        let rows: Vec<i64> = sqlx::query_scalar(sql).bind(since).fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(FaceId).collect())
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
