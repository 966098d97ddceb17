//! The pictures of photos, from their files.

use std::path::{Path, PathBuf};

use kith_domain::{FaceUuid, PhotoId};
use kith_store::{Library, Thumbnail};

use crate::error::{AppError, Result};
use crate::paths::{content_version, path_of};
use crate::photo_file::PhotoFile;

/// Where a photo lies: the first of its files that is there.
///
/// # Errors
/// When the photo is not known, or none of its files is there now.
pub async fn photo_file(library: &Library, photo: PhotoId) -> Result<PathBuf> {
    let missing = || AppError::NotFound { what: "photo", name: photo.0.to_string() };
    let view = library.photo(photo).await?.ok_or_else(missing)?;
    let mut paths = view.files.iter().map(|file| path_of(&file.root, &file.key));
    paths.find(|path| path.is_file()).ok_or_else(missing)
}

/// A photo for a screen: JPEG, upright, with a longest side of at most `longest` pixels.
///
/// # Errors
/// When the photo is not there or cannot be decoded.
pub async fn photo_preview(library: &Library, photo: PhotoId, longest: u32) -> Result<Vec<u8>> {
    let path = photo_file(library, photo).await?;
    in_background(move || Ok(kith_media::preview(open(&path, longest)?.best(), longest)?)).await
}

/// Longest side of the small picture of a photo, in pixels.
pub const SMALL_PHOTO: u32 = 320;

/// The small picture of a photo for lists, if one was made: JPEG, upright, [`SMALL_PHOTO`] pixels long.
///
/// # Errors
/// When the library cannot be read.
pub async fn photo_thumbnail(library: &Library, photo: PhotoId) -> Result<Option<Vec<u8>>> {
    Ok(library.photo_thumbnail(photo).await?)
}

/// Makes and keeps the small picture of a photo.
///
/// # Errors
/// When the photo is not there or cannot be decoded, or the picture cannot be kept.
pub async fn make_photo_thumbnail(library: &Library, photo: PhotoId) -> Result<Vec<u8>> {
    let jpeg = photo_preview(library, photo, SMALL_PHOTO).await?;
    library.put_photo_thumbnail(photo, &jpeg).await?;
    Ok(jpeg)
}

/// Makes and keeps the picture of a face that has none.
pub(crate) async fn picture_face(library: &Library, face: FaceUuid) -> Result<()> {
    let Some(view) = library.face(face).await? else { return Ok(()) };
    let path = photo_file(library, view.photo).await?;
    let shown = view.orientation.rect_to_upright(view.rect);
    let jpeg = in_background(move || {
        let photo = open(&path, u32::MAX)?;
        let frame = photo.best();
        Ok(kith_media::face_thumbnail(frame, shown.to_pixels(frame.width(), frame.height()))?)
    })
    .await?;
    let thumbnail = Thumbnail { version: content_version(&jpeg), jpeg };
    library.put_thumbnails(&[(face, thumbnail)]).await?;
    Ok(())
}

pub(super) fn open(path: &Path, longest: u32) -> Result<PhotoFile> {
    PhotoFile::open(path, longest).map_err(|source| AppError::Photo { path: path.into(), source })
}

pub(super) async fn in_background<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let joined = tokio::task::spawn_blocking(work).await;
    joined.unwrap_or_else(|error| Err(AppError::Io { path: PathBuf::new(), source: error.into() }))
}
