//! What is known at the end of a pass: which files are gone, which roots are offline, and which were moved.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::PathBuf;

use kith_domain::{FileId, RootId};
use kith_store::{FileRow, FileState, Library, RootRow, RootState};

use crate::error::Result;
use crate::paths::{has_mark, is_drive_here, is_same_folder, volume};
use crate::scan::places::{has_anything, root_exists};
use crate::scan::plan::{Plan, Task};

/// What a listing says about what was known of a root.
pub(crate) struct Listed {
    /// Which one.
    pub(crate) root: RootRow,
    /// Files that are not there, in the parts that were listed.
    pub(crate) gone: Vec<FileId>,
    /// Files that are not there in the other parts; only if nothing known is where it was.
    pub(crate) gone_elsewhere: Vec<FileId>,
    /// Whether anything known is where it was.
    pub(crate) anything_known: bool,
    /// Places that were not known: what another drive would have left behind.
    pub(crate) new: Vec<Vec<u8>>,
    /// Files that were missing, at whose places something lies.
    pub(crate) back: Vec<FileRow>,
}

impl Listed {
    /// Before anything was listed.
    pub(crate) fn nothing(root: RootRow) -> Self {
        let (gone, gone_elsewhere, new, back) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { root, gone, gone_elsewhere, anything_known: false, new, back }
    }

    /// Adds what the listing of a part says; returns what is to be done there.
    pub(crate) fn add(&mut self, made: Plan) -> Vec<Task> {
        self.gone.extend(made.gone);
        self.anything_known |= made.anything_known;
        self.new.extend(made.new);
        self.back.extend(made.back);
        made.tasks
    }

    /// Looks for known files outside of the parts that were listed. One that cannot be reached is not gone.
    pub(crate) fn look_elsewhere<'a>(&mut self, known: impl Iterator<Item = &'a FileRow>) {
        let is_nowhere = |error: std::io::Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
        for file in known.filter(|file| file.state != FileState::Missing) {
            if !crate::path_of(&self.root.key, &file.key).metadata().is_err_and(is_nowhere) {
                self.anything_known = true;
                return;
            }
            self.gone_elsewhere.push(file.id);
        }
    }
}

/// Settles all roots at time `now` (seconds since 1970). Returns those that are taken for drives that are away.
pub(crate) async fn settle(library: &Library, listed: BTreeMap<RootId, Listed>, now: i64) -> Result<Vec<PathBuf>> {
    let strange = settle_gone(library, &listed, now).await?;
    forget_moved_roots(library, &listed).await?;
    Ok(strange)
}

/// Files that are not there are missing, unless nothing that is known of their root is there: then it is another drive.
/// Returns the roots of which that is so.
async fn settle_gone(library: &Library, listed: &BTreeMap<RootId, Listed>, now: i64) -> Result<Vec<PathBuf>> {
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
            write.put_back_missing(&listed.back, now).await?;
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
    let gone = [&listed.gone[..], &listed.gone_elsewhere].concat();
    Ok(!gone.is_empty() && !listed.anything_known && !is_in_use(listed, volume) && !library.any_moved(&gone).await?)
}

/// Whether it is the folder that it was, with other photos in it. Of one of which only single photos were named the others
/// are not known; where it has no mark, it must do that there is something in it.
fn is_in_use(listed: &Listed, volume: &str) -> bool {
    let root = &listed.root;
    let is_same = is_same_folder(&root.volume, volume);
    if root.state == RootState::Excluded {
        is_same || (!has_mark(&root.volume) && has_anything(&crate::path_of(&root.key, b"")))
    } else {
        is_same && !(listed.new.is_empty() && listed.back.is_empty())
    }
}

/// A root whose folder is no more though its drive is here, and whose files were all found in another one, was moved
/// there.
async fn forget_moved_roots(library: &Library, listed: &BTreeMap<RootId, Listed>) -> Result<()> {
    let was_deleted =
        |root: &RootRow| !root_exists(root) && is_drive_here(&root.volume, &crate::path_of(&root.key, b""));
    for root in library.roots().await?.into_iter().filter(was_deleted) {
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
