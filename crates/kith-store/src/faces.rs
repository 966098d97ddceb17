//! Faces, as a scan sees them.

use kith_domain::{
    Embedding, FaceId, FaceOrigin, FaceUuid, Landmarks, Orientation, PayloadHash, PhotoId, Quality, RootId, UnitRect,
    Verdict,
};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::Result;
use crate::vectors::StoredEmbedding;
use crate::{Library, Write, codec};

/// A face with what a scan needs in order to find it again.
#[derive(Debug, Clone, PartialEq)]
pub struct FaceRow {
    /// Row number.
    pub id: FaceId,
    /// Lasting identity.
    pub uuid: FaceUuid,
    /// Where, in fractions of the stored picture.
    pub rect: UnitRect,
    /// Who drew it.
    pub origin: FaceOrigin,
    /// What is said about it.
    pub verdict: Verdict,
    /// Whether the person said anything about it, rejections and what can be undone or redone included.
    pub decided: bool,
    /// When the person last spoke of it: the number of the step in the log, 0 for never.
    pub last_word: i64,
    /// Its embedding in the space that was asked about.
    pub embedding: Option<Embedding>,
}

/// A face that a detector found for the first time.
#[derive(Debug, Clone, Copy)]
pub struct NewMachineFace<'a> {
    /// Its lasting identity.
    pub uuid: FaceUuid,
    /// The photo it is in.
    pub photo: PhotoId,
    /// What the detector says.
    pub update: FaceUpdate<'a>,
}

/// What a detector says about a face; places are fractions of the stored picture.
#[derive(Debug, Clone, Copy)]
pub struct FaceUpdate<'a> {
    /// Where.
    pub rect: UnitRect,
    /// Its landmarks.
    pub landmarks: Landmarks,
    /// How sure the detector is.
    pub score: f32,
    /// Which detector.
    pub detector_version: &'a str,
}

fn read(row: &SqliteRow) -> Result<FaceRow> {
    let vec: Option<Vec<u8>> = row.try_get("vec")?;
    let embedding = vec.map(|v| codec::embedding(&v, row.try_get("norm")?)).transpose()?;
    Ok(FaceRow {
        id: FaceId(row.try_get("id")?),
        uuid: uuid(row)?,
        rect: rect(row)?,
        origin: codec::origin(row.try_get("origin")?)?,
        verdict: codec::verdict(row.try_get("state")?, row.try_get("person_id")?, row.try_get("twice_ok")?)?,
        decided: row.try_get("decided")?,
        last_word: row.try_get("last_word")?,
        embedding,
    })
}

fn uuid(row: &SqliteRow) -> Result<FaceUuid> {
    Ok(FaceUuid(codec::bytes("face", row.try_get("uuid")?)?))
}

fn rect(row: &SqliteRow) -> Result<UnitRect> {
    codec::rect(row.try_get("x")?, row.try_get("y")?, row.try_get("w")?, row.try_get("h")?)
}

impl Library {
    /// The row number of a face.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn face_by_uuid(&self, uuid: FaceUuid) -> Result<Option<FaceId>> {
        let id: Option<i64> = sqlx::query_scalar("select id from face where uuid = ? and drawn = 1")
            .bind(&uuid.0[..])
            .fetch_optional(&self.readers)
            .await?;
        Ok(id.map(FaceId))
    }

    /// The places, in the stored picture, of the faces that a detector found in a photo.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn found_in(&self, hash: &PayloadHash) -> Result<Vec<UnitRect>> {
        let sql = "select f.x, f.y, f.w, f.h from photo ph join face f on f.photo_id = ph.id
            where ph.payload_hash = ? and f.origin = 'machine' and f.drawn = 1 order by f.id";
        sqlx::query(sql).bind(&hash.0[..]).fetch_all(&self.readers).await?.iter().map(rect).collect()
    }

    /// The faces whose pictures stand otherwise than they should once the file at a place, in which their photo `hash`
    /// lies, must be turned by `orientation`. None if it was turned like that before, or if another file says how the
    /// photo is shown.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn faces_turned(
        &self,
        (root, key): (RootId, &[u8]),
        hash: &PayloadHash,
        orientation: Orientation,
    ) -> Result<Vec<(FaceUuid, UnitRect)>> {
        let rows = sqlx::query(
            "select f.uuid, f.x, f.y, f.w, f.h from file join photo ph on ph.id = file.photo_id
             join face f on f.photo_id = ph.id and f.drawn = 1
             where file.root_id = ? and file.key = ? and ph.payload_hash = ? and file.orientation <> ?
             and not exists (select 1 from file o where o.photo_id = ph.id and o.state = 'ok' and o.id < file.id)",
        )
        .bind(root.0)
        .bind(key)
        .bind(&hash.0[..])
        .bind(i64::from(orientation.to_exif()))
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| Ok((uuid(row)?, rect(row)?))).collect()
    }
}

impl Write {
    /// The faces of a photo with their embeddings in `space`, in the order of their row numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn faces_of_photo(&mut self, photo: PhotoId, space: kith_domain::SpaceId) -> Result<Vec<FaceRow>> {
        let rows = sqlx::query(
            "select *, state <> 'open' or last_word > 0 or exists (select 1 from not_person n where n.face_id = id)
                 or exists (select 1 from link l where l.face_a = id or l.face_b = id) as decided
             from (select f.*, e.vec, e.norm, (select coalesce(max(s.id), 0) from change c join step s on s.id = c.step_id
                   where (c.face_id = f.id or c.other_face_id = f.id) and s.state <> 'discarded') as last_word
             from face f left join embedding e on e.face_id = f.id and e.space_id = ?
             where f.photo_id = ? and f.drawn = 1) order by id",
        )
        .bind(space.0)
        .bind(photo.0)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    /// Whether any face, also one that is not shown, has this identity.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_face_uuid_taken(&mut self, uuid: FaceUuid) -> Result<bool> {
        Ok(sqlx::query_scalar("select exists (select 1 from face where uuid = ?)")
            .bind(&uuid.0[..])
            .fetch_one(self.db())
            .await?)
    }

    /// Adds a face that a detector found.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_machine_face(&mut self, face: &NewMachineFace<'_>) -> Result<FaceId> {
        let u = face.update;
        let id = sqlx::query(
            "insert into face (uuid, photo_id, x, y, w, h, landmarks, origin, detector_version, score)
             values (?, ?, ?, ?, ?, ?, ?, 'machine', ?, ?)",
        )
        .bind(&face.uuid.0[..])
        .bind(face.photo.0)
        .bind(u.rect.x())
        .bind(u.rect.y())
        .bind(u.rect.w())
        .bind(u.rect.h())
        .bind(codec::landmarks_blob(u.landmarks))
        .bind(u.detector_version)
        .bind(u.score)
        .execute(self.db())
        .await?
        .last_insert_rowid();
        Ok(FaceId(id))
    }

    /// Adds a face that was drawn in an earlier version of a photo.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_drawn_face(&mut self, uuid: FaceUuid, photo: PhotoId, rect: UnitRect) -> Result<FaceId> {
        let sql = "insert into face (uuid, photo_id, x, y, w, h, origin) values (?, ?, ?, ?, ?, ?, 'manual')";
        let id = sqlx::query(sql)
            .bind(&uuid.0[..])
            .bind(photo.0)
            .bind(rect.x())
            .bind(rect.y())
            .bind(rect.w())
            .bind(rect.h())
            .execute(self.db())
            .await?
            .last_insert_rowid();
        Ok(FaceId(id))
    }

    /// Brings a machine's face up to date.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn update_machine_face(&mut self, face: FaceId, update: FaceUpdate<'_>) -> Result<()> {
        sqlx::query(
            "update face set x = ?, y = ?, w = ?, h = ?, landmarks = ?, detector_version = ?, score = ? where id = ?",
        )
        .bind(update.rect.x())
        .bind(update.rect.y())
        .bind(update.rect.w())
        .bind(update.rect.h())
        .bind(codec::landmarks_blob(update.landmarks))
        .bind(update.detector_version)
        .bind(update.score)
        .bind(face.0)
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// Lets two faces change their lasting identities.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn exchange_uuids(&mut self, a: (FaceId, FaceUuid), b: (FaceId, FaceUuid)) -> Result<()> {
        let nobody = FaceUuid([0; 16]);
        for (face, uuid) in [(a.0, nobody), (b.0, a.1), (a.0, b.1)] {
            sqlx::query("update face set uuid = ? where id = ?")
                .bind(&uuid.0[..])
                .bind(face.0)
                .execute(self.db())
                .await?;
        }
        Ok(())
    }

    /// Removes a machine's face that was not found again and about which nothing was said.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn remove_face(&mut self, face: FaceId) -> Result<()> {
        sqlx::query("delete from face where id = ?").bind(face.0).execute(self.db()).await?;
        Ok(())
    }

    /// Keeps the embedding of a face, or why it has none.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_embedding(
        &mut self,
        face: FaceId,
        space: kith_domain::SpaceId,
        value: StoredEmbedding<'_>,
    ) -> Result<()> {
        let (vec, norm, quality, reason) = match value {
            StoredEmbedding::Vector(e, Quality(q)) => {
                (Some(codec::vector_blob(e.vector())), Some(e.norm()), Some(q), None)
            }
            StoredEmbedding::None { reason } => (None, None, None, Some(reason)),
        };
        sqlx::query("update face set quality = ? where id = ?").bind(quality).bind(face.0).execute(self.db()).await?;
        sqlx::query(
            "insert into embedding (face_id, space_id, vec, norm, reason) values (?, ?, ?, ?, ?)
             on conflict (face_id, space_id) do update set vec = excluded.vec, norm = excluded.norm, reason = excluded.reason",
        )
        .bind(face.0)
        .bind(space.0)
        .bind(vec)
        .bind(norm)
        .bind(reason)
        .execute(self.db())
        .await?;
        Ok(())
    }
}
