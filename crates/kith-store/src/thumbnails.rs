//! Pictures of faces, in a database of their own that can be made again.

use std::collections::HashMap;

use kith_domain::FaceUuid;

use crate::error::Result;
use crate::{Library, codec};

/// A picture of a face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumbnail {
    /// Changes with the picture.
    pub version: i64,
    /// JPEG.
    pub jpeg: Vec<u8>,
}

impl Library {
    /// Keeps the pictures of some faces.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn put_thumbnails(&self, thumbnails: &[(FaceUuid, Thumbnail)]) -> Result<()> {
        let mut tx = self.thumbnails.begin_with("BEGIN IMMEDIATE").await?;
        for (face, thumbnail) in thumbnails {
            sqlx::query("insert or replace into thumbnail (face_uuid, version, jpeg) values (?, ?, ?)")
                .bind(&face.0[..])
                .bind(thumbnail.version)
                .bind(&thumbnail.jpeg)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Forgets the pictures of faces that are no more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn remove_thumbnails(&self, faces: &[FaceUuid]) -> Result<()> {
        for face in faces {
            sqlx::query("delete from thumbnail where face_uuid = ?")
                .bind(&face.0[..])
                .execute(&self.thumbnails)
                .await?;
        }
        Ok(())
    }

    /// The picture of a face.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn thumbnail(&self, face: FaceUuid) -> Result<Option<Thumbnail>> {
        let row: Option<(i64, Vec<u8>)> = sqlx::query_as("select version, jpeg from thumbnail where face_uuid = ?")
            .bind(&face.0[..])
            .fetch_optional(&self.thumbnails)
            .await?;
        Ok(row.map(|(version, jpeg)| Thumbnail { version, jpeg }))
    }

    /// The versions of the pictures of some faces; those without a picture are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn thumbnail_versions(&self, faces: &[FaceUuid]) -> Result<HashMap<FaceUuid, i64>> {
        let mut versions = HashMap::with_capacity(faces.len());
        let mut connection = self.thumbnails.acquire().await?;
        for face in faces {
            let version: Option<i64> = sqlx::query_scalar("select version from thumbnail where face_uuid = ?")
                .bind(&face.0[..])
                .fetch_optional(&mut *connection)
                .await?;
            versions.extend(version.map(|v| (*face, v)));
        }
        Ok(versions)
    }

    /// Which faces have a picture.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn faces_with_thumbnail(&self) -> Result<Vec<FaceUuid>> {
        let rows: Vec<Vec<u8>> =
            sqlx::query_scalar("select face_uuid from thumbnail").fetch_all(&self.thumbnails).await?;
        rows.iter().map(|uuid| Ok(FaceUuid(codec::bytes("face", uuid)?))).collect()
    }
}
