//! Small pictures of photos: made when somebody first looks, and kept as long as there is room.

use kith_domain::PhotoId;

use crate::Library;
use crate::error::Result;

/// How many are kept. One of 320 pixels has some 20 KB, so this is about a gigabyte.
const MOST: i64 = 50_000;

impl Library {
    /// The small picture of a photo as it stands now, if it is kept.
    ///
    /// # Errors
    /// When a database cannot be read.
    pub async fn photo_thumbnail(&self, photo: PhotoId) -> Result<Option<Vec<u8>>> {
        let Some((hash, orientation)) = self.standing(photo).await? else { return Ok(None) };
        let sql = "select jpeg from photo_thumbnail where payload_hash = ? and orientation = ?";
        Ok(sqlx::query_scalar(sql).bind(hash).bind(orientation).fetch_optional(&self.thumbnails).await?)
    }

    /// Keeps the small picture of a photo as it stands now; where there are too many, the oldest go.
    ///
    /// # Errors
    /// When a database cannot be read or written.
    pub async fn put_photo_thumbnail(&self, photo: PhotoId, jpeg: &[u8]) -> Result<()> {
        self.put_one_of(MOST, photo, jpeg).await
    }

    async fn put_one_of(&self, most: i64, photo: PhotoId, jpeg: &[u8]) -> Result<()> {
        let Some((hash, orientation)) = self.standing(photo).await? else { return Ok(()) };
        let mut tx = self.thumbnails.begin_with("BEGIN IMMEDIATE").await?;
        let sql = "insert or replace into photo_thumbnail (payload_hash, orientation, jpeg) values (?, ?, ?)";
        let newest = sqlx::query(sql).bind(hash).bind(orientation).bind(jpeg).execute(&mut *tx).await?;
        // Numbers only rise, so no more than `most` are left.
        sqlx::query("delete from photo_thumbnail where id <= ?")
            .bind(newest.last_insert_rowid() - most)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// What tells the picture of a photo: its hash, and how the first of its files is turned.
    async fn standing(&self, photo: PhotoId) -> Result<Option<(Vec<u8>, i64)>> {
        let sql =
            "select payload_hash, coalesce((select orientation from file where photo_id = photo.id and state = 'ok'
            order by id limit 1), 1) from photo where id = ?";
        Ok(sqlx::query_as(sql).bind(photo.0).fetch_optional(&self.readers).await?)
    }
}

#[cfg(test)]
mod tests {
    use kith_domain::{Orientation, PayloadHash};

    use super::*;
    use crate::{FileStamp, RootState};

    async fn photos(library: &Library, count: u8) -> Vec<PhotoId> {
        let mut write = library.write().await.unwrap();
        let root = write.add_root(b"/photos", RootState::Online).await.unwrap();
        let mut photos = Vec::new();
        for number in 0..count {
            let photo = write.put_photo(&PayloadHash([number; 32]), (4, 3), None).await.unwrap();
            let stamp = FileStamp { size: 1, mtime: 1, beside: 0 };
            write.set_file_ok((root, &[b'a' + number]), stamp, photo, Orientation::Normal).await.unwrap();
            photos.push(photo);
        }
        write.commit().await.unwrap();
        photos
    }

    #[tokio::test]
    async fn the_oldest_pictures_make_room_for_new_ones() {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::open(dir.path()).await.unwrap();
        let photos = photos(&library, 5).await;
        for photo in &photos {
            library.put_one_of(3, *photo, &[photo.0 as u8]).await.unwrap();
        }
        let mut kept = Vec::new();
        for photo in &photos {
            kept.extend(library.photo_thumbnail(*photo).await.unwrap().map(|jpeg| (*photo, jpeg)));
        }
        let expected: Vec<_> = photos[2..].iter().map(|photo| (*photo, vec![photo.0 as u8])).collect();
        assert_eq!(kept, expected);
    }

    #[tokio::test]
    async fn a_photo_that_is_turned_needs_another_picture() {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::open(dir.path()).await.unwrap();
        let photo = photos(&library, 1).await[0];
        library.put_photo_thumbnail(photo, b"upright").await.unwrap();
        sqlx::query("update file set orientation = 6").execute(library.writer()).await.unwrap();
        assert_eq!(library.photo_thumbnail(photo).await.unwrap(), None);
        library.put_photo_thumbnail(photo, b"turned").await.unwrap();
        assert_eq!(library.photo_thumbnail(photo).await.unwrap().as_deref(), Some(&b"turned"[..]));
        assert_eq!(library.photo_thumbnail(PhotoId(99)).await.unwrap(), None);
    }

    #[tokio::test]
    async fn erasing_faces_erases_what_shows_them() {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::open(dir.path()).await.unwrap();
        let photo = photos(&library, 1).await[0];
        library.put_photo_thumbnail(photo, b"somebody").await.unwrap();
        library.erase_faces().await.unwrap();
        assert_eq!(library.photo_thumbnail(photo).await.unwrap(), None);
    }
}
