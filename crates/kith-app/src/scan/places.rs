//! Which roots a request means.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use kith_domain::Location;
use kith_store::{FileState, Library, RootRow, RootState};

use crate::error::{AppError, Result};
use crate::listing::{is_hidden, list};
use crate::paths::{is_same_folder, key_of, path_of, volume};

/// A root, or a part of one, that a scan looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The root.
    pub(crate) root: RootRow,
    /// The part below it; empty for all of it.
    pub(crate) prefix: Vec<u8>,
}

impl Place {
    /// The folder of the root.
    pub(crate) fn root_path(&self) -> PathBuf {
        path_of(&self.root.key, b"")
    }

    /// The folder or file to list.
    pub(crate) fn path(&self) -> PathBuf {
        path_of(&self.root.key, &self.prefix)
    }
}

/// Finds or adds the roots of all paths, or takes all roots if none is given. A path below a root means that part of
/// it; a path above roots takes them over.
pub(crate) async fn places(library: &Library, paths: &[PathBuf]) -> Result<Vec<Place>> {
    if paths.is_empty() {
        return all(library).await;
    }
    let (roots, left_out) = (library.roots().await?, library.places_left_out().await?);
    for path in paths {
        must_be_somewhere(&roots, path)?;
        must_be_in(&roots, &left_out, path)?;
    }
    let mut places: Vec<Place> = Vec::new();
    for path in paths {
        let place = place(library, path).await?;
        places.retain(|known| known.root.id != place.root.id || !is_within(&known.prefix, &place.prefix));
        let covered =
            places.iter().any(|known| known.root.id == place.root.id && is_within(&place.prefix, &known.prefix));
        if !covered {
            places.push(place);
        }
    }
    // A later path may have taken over the root of an earlier one.
    let roots = library.roots().await?;
    places.retain(|place| roots.iter().any(|root| root.id == place.root.id));
    Ok(places)
}

async fn all(library: &Library) -> Result<Vec<Place>> {
    let mut places = Vec::new();
    for root in library.roots().await? {
        if root.state != RootState::Excluded {
            places.push(Place { root, prefix: Vec::new() });
            continue;
        }
        let files = library.files_of_root(root.id, "").await?.into_iter();
        let files = files.filter(|file| file.state != FileState::LeftOut);
        places.extend(files.map(|file| Place { root: root.clone(), prefix: file.key }));
    }
    Ok(places)
}

/// What to scan of a folder of the library: of one of which only single photos were named, those.
///
/// # Errors
/// When there is no such folder, or the library cannot be read.
pub async fn paths_of_folder(library: &Library, folder: &Location) -> Result<Vec<PathBuf>> {
    let missing = || AppError::NotFound { what: "folder", name: crate::shown(&folder.key) };
    let root = library.roots().await?.into_iter().find(|root| root.id == folder.root).ok_or_else(missing)?;
    if root.state != RootState::Excluded {
        return Ok(vec![path_of(&root.key, &folder.key)]);
    }
    let files = library.files_of_root(root.id, "").await?.into_iter();
    let files = files.filter(|file| file.state.is_there() && is_within(&file.key, &folder.key));
    let paths: Vec<_> = files.map(|file| path_of(&root.key, &file.key)).collect();
    // None would mean all folders.
    if paths.is_empty() { Err(missing()) } else { Ok(paths) }
}

/// That each path is a folder or a photo.
///
/// # Errors
/// When one of them is nowhere or something else.
pub fn check_paths(paths: &[PathBuf]) -> Result<()> {
    paths.iter().try_for_each(|path| must_be_somewhere(&[], path))
}

/// Nothing is added for a request of which a part is nowhere, is passed over or is something else.
fn must_be_somewhere(roots: &[RootRow], path: &Path) -> Result<()> {
    let invalid = |why| AppError::Io { path: path.into(), source: std::io::Error::other(why) };
    let absolute = std::path::absolute(path).map_err(AppError::io(path))?;
    let canonical = std::fs::canonicalize(&absolute);
    let target = canonical.as_deref().unwrap_or(&absolute);
    let mut folders = roots.iter().filter(|root| root.state != RootState::Excluded);
    let inside = folders.find_map(|root| target.strip_prefix(path_of(&root.key, b"")).ok());
    if inside.is_some_and(|relative| relative.iter().any(is_hidden)) {
        return Err(invalid("hidden folders and photos are passed over"));
    }
    if target.exists() && !target.is_dir() && list(target, target).entries.is_empty() {
        return Err(invalid("this is neither a folder nor a photo"));
    }
    if inside.is_none() { canonical.map(drop).map_err(AppError::io(path)) } else { Ok(()) }
}

/// What was left out is not looked at, also when it is named.
fn must_be_in(roots: &[RootRow], left_out: &BTreeSet<Location>, path: &Path) -> Result<()> {
    let absolute = std::path::absolute(path).map_err(AppError::io(path))?;
    let target = std::fs::canonicalize(&absolute).unwrap_or(absolute);
    let at = |root: &RootRow| {
        let below = target.strip_prefix(path_of(&root.key, b"")).ok()?;
        Some(Location { root: root.id, key: key_of(below) })
    };
    if roots.iter().filter_map(at).any(|place| left_out.iter().any(|out| out.holds(&place))) {
        let why = "this is left out of the library; take it in again first";
        return Err(AppError::Io { path: path.into(), source: std::io::Error::other(why) });
    }
    Ok(())
}

async fn place(library: &Library, path: &Path) -> Result<Place> {
    let absolute = std::path::absolute(path).map_err(AppError::io(path))?;
    let canonical = std::fs::canonicalize(&absolute);
    let target = canonical.as_deref().unwrap_or(&absolute);
    let roots = library.roots().await?;
    // No folder is a part of one of which only single photos were named.
    let has = |root: &&RootRow| root.state != RootState::Excluded || !target.is_dir();
    let above = roots.iter().filter(has).filter(|root| target.starts_with(path_of(&root.key, b"")));
    if let Some(root) = above.max_by_key(|root| root.key.len()) {
        let relative = target.strip_prefix(path_of(&root.key, b"")).map(key_of).unwrap_or_default();
        take_over(library, root, &roots).await?;
        return Ok(Place { root: root.clone(), prefix: relative });
    }
    let target = canonical.map_err(AppError::io(path))?;
    let (folder, prefix, state) = match target.parent() {
        Some(parent) if !target.is_dir() => {
            (parent, target.strip_prefix(parent).map(key_of).unwrap_or_default(), RootState::Excluded)
        }
        _ => (&*target, Vec::new(), RootState::Online),
    };
    let root = add_root(library, folder, state, &roots).await?;
    Ok(Place { root, prefix })
}

/// Adds a root. A folder that is known, by its path or because it was only renamed, stays the root that it was.
async fn add_root(library: &Library, folder: &Path, state: RootState, roots: &[RootRow]) -> Result<RootRow> {
    let (key, volume) = (folder.as_os_str().as_encoded_bytes().to_vec(), volume(folder));
    let was_renamed = |root: &RootRow| is_same_folder(&root.volume, &volume) && !root_exists(root);
    let known = roots.iter().find(|root| root.key == key).or_else(|| roots.iter().find(|root| was_renamed(root)));
    let mut write = library.write().await?;
    let root = if let Some(root) = known {
        let state = if root.state == RootState::Excluded { state } else { root.state };
        write.set_root_key(root.id, &key).await?;
        write.set_root_state(root.id, state).await?;
        RootRow { key, state, ..root.clone() }
    } else {
        let id = write.add_root(&key, state).await?;
        for outer in roots.iter().filter(|outer| outer.state == RootState::Excluded) {
            if let Ok(relative) = folder.strip_prefix(path_of(&outer.key, b"")) {
                write.split_root(outer.id, &[key_of(relative), b"/".to_vec()].concat(), id).await?;
            }
        }
        RootRow { id, key, volume: String::new(), state }
    };
    write.commit().await?;
    take_over(library, &root, roots).await?;
    Ok(root)
}

/// Whether anything lies at the path of a root.
pub(crate) fn root_exists(root: &RootRow) -> bool {
    !path_of(&root.key, b"").symlink_metadata().is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

/// Makes the roots below a root parts of it, those whose drive is here.
async fn take_over(library: &Library, outer: &RootRow, roots: &[RootRow]) -> Result<()> {
    if outer.state == RootState::Excluded {
        return Ok(());
    }
    let folder = path_of(&outer.key, b"");
    for inner in roots.iter().filter(|inner| inner.id != outer.id) {
        let path = path_of(&inner.key, b"");
        if let Ok(relative) = path.strip_prefix(&folder)
            && has_anything(&path)
        {
            let mut write = library.write().await?;
            write.take_over_root(inner.id, outer.id, &[key_of(relative), b"/".to_vec()].concat()).await?;
            write.commit().await?;
        }
    }
    Ok(())
}

/// A drive that is away leaves nothing or an empty folder: its root stays one of its own until it is back.
pub(crate) fn has_anything(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Whether the part `inner` of a root lies in its part `outer`.
pub(crate) fn is_within(inner: &[u8], outer: &[u8]) -> bool {
    outer.is_empty() || inner == outer || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with(b"/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn library() -> (tempfile::TempDir, PathBuf, Library) {
        let dir = tempfile::tempdir().unwrap();
        let base = dir.path().canonicalize().unwrap();
        for folder in ["photos/2023/may", "photos/2024", "photos 2"] {
            std::fs::create_dir_all(base.join(folder)).unwrap();
            std::fs::write(base.join(folder).join("note.txt"), b"").unwrap();
        }
        let library = Library::open(&base.join("library")).await.unwrap();
        (dir, base, library)
    }

    fn shown(places: &[Place], base: &Path) -> Vec<String> {
        places.iter().map(|p| p.path().strip_prefix(base).unwrap().display().to_string()).collect()
    }

    #[tokio::test]
    async fn a_path_in_a_root_is_a_part_of_it() {
        let (_dir, base, library) = library().await;
        let all = places(&library, &[base.join("photos")]).await.unwrap();
        let part = places(&library, &[base.join("photos/2023/may/"), base.join("photos/2023")]).await.unwrap();
        assert_eq!(shown(&part, &base), ["photos/2023"]);
        assert_eq!(part[0].root.id, all[0].root.id);
        assert_eq!(places(&library, &[base.join("photos 2")]).await.unwrap()[0].prefix, b"");
    }

    #[tokio::test]
    async fn a_path_above_a_root_takes_it_over() {
        let (_dir, base, library) = library().await;
        let both = [base.join("photos/2023"), base.join("photos/2024"), base.join("photos")];
        assert_eq!(shown(&places(&library, &both).await.unwrap(), &base), ["photos"]);
        assert_eq!(library.roots().await.unwrap().len(), 1);
    }

    #[tokio::test]
    async fn a_drive_that_is_away_keeps_its_root() {
        let (_dir, base, library) = library().await;
        places(&library, &[base.join("photos/2024")]).await.unwrap();
        std::fs::remove_dir_all(base.join("photos/2024")).unwrap();
        for mount_point in [false, true] {
            if mount_point {
                std::fs::create_dir(base.join("photos/2024")).unwrap();
            }
            assert_eq!(shown(&places(&library, &[base.join("photos")]).await.unwrap(), &base), ["photos"]);
            assert_eq!(library.roots().await.unwrap().len(), 2);
        }
    }

    #[tokio::test]
    async fn hidden_parts_of_a_root_are_refused() {
        let (_dir, base, library) = library().await;
        std::fs::create_dir_all(base.join("photos/.cache")).unwrap();
        places(&library, &[base.join("photos")]).await.unwrap();
        let error = places(&library, &[base.join("photos/.cache")]).await.unwrap_err();
        assert!(error.to_string().contains("hidden"));
    }

    #[tokio::test]
    async fn a_path_that_is_nowhere_is_an_error_that_names_it() {
        let (_dir, base, library) = library().await;
        let error = places(&library, &[base.join("nowhere")]).await.unwrap_err();
        assert!(error.to_string().contains("nowhere"));
        assert_eq!(library.roots().await.unwrap(), []);
    }
}
