//! The library at a glance.

use std::collections::HashMap;

use kith_domain::RootId;
use kith_store::{Library, RootState};

use crate::dto::{Job, LeftOut, LibraryState, Root, UndoState, convert};
use crate::error::Result;

/// Folders, counts, the scan `job`, and what undo would do.
///
/// # Errors
/// When the library cannot be read.
pub async fn library_state(library: &Library, job: Option<impl Into<Job>>) -> Result<LibraryState> {
    let mut photos_of: HashMap<RootId, u32> = library.photos_of_roots().await?.into_iter().collect();
    let roots = library.roots().await?.into_iter().map(|root| Root {
        id: convert::folder_id(root.id, b""),
        path: crate::shown(&root.key),
        online: root.state != RootState::Offline,
        photos: photos_of.remove(&root.id).unwrap_or_default(),
    });
    let roots = roots.collect();
    let left_out = library.left_out().await?.into_iter().map(|out| LeftOut {
        place: convert::folder_id(out.place.root, &out.place.key),
        root: crate::shown(&out.root_key),
        path: crate::shown(&out.place.key),
        photos: out.files,
    });
    let (photos, pictures, faces) = library.totals().await?;
    let undo = undo_state(library).await?;
    Ok(LibraryState {
        roots,
        left_out: left_out.collect(),
        photos,
        pictures,
        faces,
        job: job.map(Into::into),
        undo,
        revision: library.revision().await?,
    })
}

/// What undo and redo would do.
///
/// # Errors
/// When the library cannot be read.
pub async fn undo_state(library: &Library) -> Result<UndoState> {
    let (undo, redo) = (library.next_undo().await?, library.next_redo().await?);
    Ok(UndoState { undo: undo.map(Into::into), redo: redo.map(Into::into) })
}
