//! Boxes that the person drew or moved, and that nobody has looked into yet.

use kith_domain::{FaceId, FaceUuid, SpaceId, UnitRect};

use crate::error::Result;
use crate::{Library, StoredEmbedding, Write, codec};

impl Library {
    /// Faces of photos that are there whose boxes must be looked into, in the order of their row numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn boxes_to_see(&self) -> Result<Vec<FaceUuid>> {
        let sql = "select f.uuid from box_to_see b join face f on f.id = b.face_id and f.drawn = 1
            join photo ph on ph.id = f.photo_id and ph.gone_at is null order by f.id";
        let rows: Vec<Vec<u8>> = sqlx::query_scalar(sql).fetch_all(&self.readers).await?;
        rows.iter().map(|uuid| Ok(FaceUuid(codec::bytes("face", uuid)?))).collect()
    }
}

impl Write {
    /// Notes that the boxes of faces are others than those that were looked into.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_boxes_to_see(&mut self, faces: &[FaceId]) -> Result<()> {
        for face in faces {
            let sql = "insert or ignore into box_to_see (face_id) select id from face where id = ?";
            sqlx::query(sql).bind(face.0).execute(self.db()).await?;
        }
        Ok(())
    }

    /// Keeps what was seen in the box `rect` (fractions of the stored picture) of a face. Nothing is kept if its box is
    /// another one by now: that is still to be looked into.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn keep_seen_box(
        &mut self,
        face: FaceUuid,
        rect: UnitRect,
        space: SpaceId,
        looks: StoredEmbedding<'_>,
    ) -> Result<()> {
        let id: Option<i64> =
            sqlx::query_scalar("select id from face where uuid = ? and x = ? and y = ? and w = ? and h = ?")
                .bind(&face.0[..])
                .bind(rect.x())
                .bind(rect.y())
                .bind(rect.w())
                .bind(rect.h())
                .fetch_optional(self.db())
                .await?;
        let Some(id) = id.map(FaceId) else { return Ok(()) };
        self.set_embedding(id, space, looks).await?;
        sqlx::query("delete from box_to_see where face_id = ?").bind(id.0).execute(self.db()).await?;
        Ok(())
    }
}
