//! Files by the names that people and programs see.

use std::path::{Path, PathBuf};

use kith_store::{FileRow, FileState, Library};

use crate::error::Result;
use crate::{shown, shown_path};

/// The file that is there and is shown as `path` below `root`.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn file_shown_as(library: &Library, root: &Path, path: &str) -> Result<Option<FileRow>> {
    // Without a slash at its end.
    let root: PathBuf = root.components().collect();
    let root = shown_path(&root);
    for row in library.roots().await?.into_iter().filter(|row| shown(&row.key) == root) {
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
