//! What is known at the end of a pass: which files are gone, which roots are offline, and which were moved.

use std::collections::HashMap;
use std::path::PathBuf;

use kith_domain::{FileId, RootId};
use kith_store::{Library, RootRow, RootState};

use crate::error::Result;
use crate::paths::volume;
use crate::scan::places::root_exists;

/// What a listing says about what was known of a root.
pub(crate) struct Listed {
    /// Which one.
    pub(crate) root: RootRow,
    /// Files that are not there.
    pub(crate) gone: Vec<FileId>,
    /// Whether anything known is where it was.
    pub(crate) anything_known: bool,
    /// Places that were not known: what another drive would have left behind.
    pub(crate) new: Vec<Vec<u8>>,
}

/// Settles all roots at time `now` (seconds since 1970). Returns those that are taken for drives that are away.
pub(crate) async fn settle(library: &Library, listed: HashMap<RootId, Listed>, now: i64) -> Result<Vec<PathBuf>> {
    let strange = settle_gone(library, &listed, now).await?;
    forget_moved_roots(library, &listed).await?;
    Ok(strange)
}

/// Files that are not there are missing, unless nothing that is known of their root is there: then it is another drive.
/// Returns the roots of which that is so.
async fn settle_gone(library: &Library, listed: &HashMap<RootId, Listed>, now: i64) -> Result<Vec<PathBuf>> {
    let mut strange = Vec::new();
    for (&id, listed) in listed {
        let path = crate::path_of(&listed.root.key, b"");
        let volume = volume(&path);
        let is_strange = is_other_drive(library, listed, &volume).await?;
        let mut write = library.write().await?;
        if listed.root.state != RootState::Excluded {
            write.set_root_state(id, if is_strange { RootState::Offline } else { RootState::Online }).await?;
        }
        if is_strange {
            write.forget_files(id, &listed.new, now).await?;
            strange.push(path);
        } else {
            write.set_root_volume(id, &volume).await?;
            write.set_files_missing(&listed.gone, now).await?;
        }
        write.commit().await?;
    }
    Ok(strange)
}

/// Nothing known is where it was, nor elsewhere in the root; and it is not the folder that it was with other photos in it.
/// A folder without photos may be a mount point.
async fn is_other_drive(library: &Library, listed: &Listed, volume: &str) -> Result<bool> {
    let is_same = !volume.is_empty() && listed.root.volume == volume;
    let is_in_use = !listed.new.is_empty() || listed.root.state == RootState::Excluded;
    if listed.gone.is_empty() || listed.anything_known || (is_same && is_in_use) {
        return Ok(false);
    }
    Ok(!library.any_moved(&listed.gone).await?)
}

/// A root whose folder is no more, and whose files were all found in another one, was moved there.
async fn forget_moved_roots(library: &Library, listed: &HashMap<RootId, Listed>) -> Result<()> {
    for root in library.roots().await?.into_iter().filter(|root| !root_exists(root)) {
        for other in listed.keys().filter(|other| **other != root.id) {
            let mut write = library.write().await?;
            let is_moved = write.forget_moved_root(root.id, *other).await?;
            write.commit().await?;
            if is_moved {
                break;
            }
        }
    }
    Ok(())
}
