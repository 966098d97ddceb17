//! Files and folders by the names that people and programs see.

use std::path::{Path, PathBuf};

use kith_domain::Location;
use kith_store::{FileRow, FileState, Library, RootRow};

use crate::error::Result;
use crate::paths::path_of;
use crate::{shown, shown_path};

/// The file that is there and is shown as `path` below `root`.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn file_shown_as(library: &Library, root: &Path, path: &str) -> Result<Option<FileRow>> {
    for row in roots_shown_as(library, root).await? {
        let mut file = library.file(row.id, path.as_bytes()).await?;
        // Only a name with bytes that are not UTF-8 is shown otherwise than it is kept.
        if file.is_none() && path.contains('%') {
            file = library.files_of_root(row.id, "").await?.into_iter().find(|file| shown(&file.key) == path);
        }
        if let Some(file) = file.filter(|file| file.state == FileState::Ok) {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

/// The folder or photo that is shown as `path` below `root`, in the library or on the disk; the empty path is the root. A slash
/// at the end of the path is of no meaning, and small and capital letters differ wherever the disk stands.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn place_shown_as(
    library: &Library,
    root: &Path,
    path: &str,
    is_folder: bool,
) -> Result<Option<Location>> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let path = parts.join("/");
    for root in roots_shown_as(library, root).await? {
        let place = Location { root: root.id, key: path.clone().into_bytes() };
        let is_root = place.key.is_empty() && is_folder;
        if is_root || library.knows_place(&place, is_folder).await? || lies_there(&root, &parts, is_folder) {
            return Ok(Some(place));
        }
        if path.contains('%')
            && let Some(key) = key_shown_as(library, &root, &path, is_folder).await?
        {
            return Ok(Some(Location { root: root.id, key }));
        }
    }
    Ok(None)
}

/// The path of a known file, or of a folder that one lies in, with bytes that are not UTF-8.
async fn key_shown_as(library: &Library, root: &RootRow, path: &str, is_folder: bool) -> Result<Option<Vec<u8>>> {
    let ends = |key: &[u8]| (0..key.len()).filter(|at| key[*at] == b'/').chain([key.len()]).collect::<Vec<_>>();
    let found = library.files_of_root(root.id, "").await?.into_iter().find_map(|file| {
        let end = ends(&file.key).into_iter().find(|end| shown(&file.key[..*end]) == path)?;
        ((end < file.key.len()) == is_folder).then(|| file.key[..end].to_vec())
    });
    Ok(found)
}

/// Whether the disk has that folder, or that file, under this very name: some disks find names in other letters too, and what
/// lies there is known by none but its own.
fn lies_there(root: &RootRow, parts: &[&str], is_folder: bool) -> bool {
    let mut path = path_of(&root.key, b"");
    let is_listed = |folder: &Path, name: &str| {
        std::fs::read_dir(folder).is_ok_and(|mut names| names.any(|entry| entry.is_ok_and(|e| e.file_name() == name)))
    };
    for part in parts {
        if !is_listed(&path, part) {
            return false;
        }
        path.push(part);
    }
    path.metadata().is_ok_and(|metadata| metadata.is_dir() == is_folder)
}

/// The roots that are shown as that path, with or without a slash at its end.
async fn roots_shown_as(library: &Library, root: &Path) -> Result<Vec<RootRow>> {
    let root: PathBuf = root.components().collect();
    let root = shown_path(&root);
    Ok(library.roots().await?.into_iter().filter(|row| shown(&row.key) == root).collect())
}
