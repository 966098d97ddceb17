//! Single photos, and those that cannot be read.

use std::path::PathBuf;

use kith_store::{FaceQuery, FileState, FileView, Library};

use crate::browse::faces::with_versions;
use crate::dto::{GetPhoto, Photo, Unreadable, convert};
use crate::error::{AppError, Result};

/// A photo with all faces that are not mistakes of the detector.
///
/// # Errors
/// When there is no such photo, or the library cannot be read.
pub async fn photo(library: &Library, request: &GetPhoto) -> Result<Photo> {
    let missing = || AppError::NotFound { what: "photo", name: request.photo.clone() };
    let id = convert::parse_photo(&request.photo)?;
    let view = library.photo(id).await?.ok_or_else(missing)?;
    let file = view.files.first().ok_or_else(missing)?;
    let (width, height) = file.orientation.size(view.size.0, view.size.1);
    let faces = library.faces(FaceQuery::Photo(id), 0, u32::MAX).await?;
    let keywords = library.photo_keywords(id).await?.into_iter().filter(|keyword| keyword.own);
    Ok(Photo {
        id: request.photo.clone(),
        path: crate::shown(&file.key),
        root: crate::shown(&file.root),
        width,
        height,
        taken: view.taken,
        faces: with_versions(library, faces).await?,
        named: library.named_people(id).await?.iter().map(ToString::to_string).collect(),
        keywords: keywords.map(|keyword| keyword.path.parts().to_vec()).collect(),
    })
}

/// The photos at and below some paths that cannot be read, or all if there are no paths: each with its whole path.
///
/// # Errors
/// When the library cannot be read.
pub async fn unreadable_below(library: &Library, paths: &[PathBuf]) -> Result<Vec<Unreadable>> {
    let places: Vec<PathBuf> =
        paths.iter().map(|path| std::fs::canonicalize(path).unwrap_or_else(|_| path.clone())).collect();
    let files = reasons(library).await?.map(|(root, key, reason)| (crate::path_of(&root, &key), reason));
    let asked = files.filter(|(path, _)| places.is_empty() || places.iter().any(|place| path.starts_with(place)));
    Ok(asked.map(|(path, reason)| Unreadable { path: crate::shown_path(&path), reason }).collect())
}

/// All photos that cannot be read, with the reason.
///
/// # Errors
/// When the library cannot be read.
pub async fn unreadable(library: &Library) -> Result<Vec<Unreadable>> {
    let files = reasons(library).await?;
    Ok(files.map(|(_, key, reason)| Unreadable { path: crate::shown(&key), reason }).collect())
}

/// Root and path of each file that cannot be read, with the reason.
async fn reasons(library: &Library) -> Result<impl Iterator<Item = (Vec<u8>, Vec<u8>, String)>> {
    let files = library.files(false).await?.into_iter();
    Ok(files.filter_map(|FileView { root, key, state, .. }| match state {
        FileState::Unreadable { reason } => Some((root, key, reason)),
        FileState::Ok | FileState::Missing | FileState::LeftOut => None,
    }))
}
