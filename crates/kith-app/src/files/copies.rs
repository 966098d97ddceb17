//! Copies of photos, with what lies beside them, in a folder that the person chooses: for a friend, a printer, a stick.
//!
//! Invariant: nothing that is in the folder is changed. A file is only ever made where no file of that name is, and a copy
//! that cannot be made whole is not left behind.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use kith_domain::PhotoId;
use kith_store::{Library, Sources};

use super::picture::in_background;
use crate::dto::{CopiedPhotos, CopyPhotos, Copying, NotCopied, convert};
use crate::error::{AppError, Result};
use crate::paths::{check_is_file, path_of};
use crate::told::sidecars;

/// So many bytes are read at a time.
const PIECE: usize = 1 << 18;
/// More files of one name than this, and something is wrong with the folder.
const MOST_OF_A_NAME: u32 = 10_000;

/// Copies the files of photos, byte by byte, and their sidecars. Of a photo with several files, the first that is there. One
/// that is not there or cannot be read is told with the rest. `progress` hears of each before it is copied.
///
/// # Errors
/// When an id is none, the library cannot be read, or the folder takes a file no more: the error names that file, and what was
/// copied before stays.
pub async fn copy_photos(
    library: &Library,
    request: &CopyPhotos,
    folder: &Path,
    is_stopped: impl Fn() -> bool,
    mut progress: impl FnMut(Copying),
) -> Result<CopiedPhotos> {
    let ids = request.photos.iter().map(|photo| convert::parse_photo(photo)).collect::<Result<Vec<PhotoId>>>()?;
    let mut copied =
        CopiedPhotos { folder: crate::shown_path(folder), photos: 0, beside: 0, failed: Vec::new(), stopped: false };
    for (done, (id, photo)) in ids.iter().zip(&request.photos).enumerate() {
        if is_stopped() {
            copied.stopped = true;
            break;
        }
        let (path, is_there) = file_of(library, *id).await?;
        let name = path.as_deref().and_then(Path::file_name).unwrap_or_default();
        progress(Copying { done: done as u32, total: ids.len() as u32, name: crate::shown_path(name) });
        let failed = |reason| NotCopied { photo: photo.clone(), path: path.clone().map(crate::shown_path), reason };
        let Some(from) = path.clone().filter(|_| is_there) else {
            copied.failed.push(failed(None));
            continue;
        };
        let to = folder.to_owned();
        match in_background(move || Ok(copy(&from, &to))).await? {
            Ok(beside) => {
                copied.photos += 1;
                copied.beside += beside;
            }
            Err(Failure::Unreadable(error)) => copied.failed.push(failed(Some(error.to_string()))),
            Err(Failure::Unwritable(path, source)) => return Err(AppError::Unwritable { path, source }),
        }
    }
    Ok(copied)
}

/// Where a photo lies, or lay; and whether it is there.
async fn file_of(library: &Library, photo: PhotoId) -> Result<(Option<PathBuf>, bool)> {
    let files = library.photo(photo).await?.map(|view| view.files).unwrap_or_default();
    let paths: Vec<PathBuf> = files.iter().map(|file| path_of(&file.root, &file.key)).collect();
    let there = paths.iter().position(|path| path.is_file());
    Ok((paths.into_iter().nth(there.unwrap_or(0)), there.is_some()))
}

/// Why a photo was not copied, by whose fault it is.
#[derive(Debug)]
enum Failure {
    /// It, or what lies beside it, cannot be read.
    Unreadable(io::Error),
    /// This file cannot be made.
    Unwritable(PathBuf, io::Error),
}

/// Copies a photo and its sidecars under the first name that is free for all of them; returns how many sidecars there were.
fn copy(photo: &Path, folder: &Path) -> std::result::Result<u32, Failure> {
    let sidecars = sidecars(photo);
    let sources = [photo].into_iter().chain(sidecars.iter().map(|(_, path)| path.as_path()));
    let mut sources = sources.map(open).collect::<io::Result<Vec<File>>>().map_err(Failure::Unreadable)?;
    let mut made = make(photo, &sidecars, folder)?;
    for (source, (path, target)) in sources.iter_mut().zip(&mut made.0) {
        pour(source, target).map_err(|failure| failure.of(path))?;
        // A date is kept where it can be: programs that know no other sort photos by it.
        let _ = source.metadata().and_then(|known| known.modified()).and_then(|time| target.set_modified(time));
    }
    made.0.clear();
    Ok(sidecars.len() as u32)
}

fn open(path: &Path) -> io::Result<File> {
    check_is_file(path)?;
    File::open(path)
}

/// Files that are removed again unless they are whole.
struct Made(Vec<(PathBuf, File)>);

impl Drop for Made {
    fn drop(&mut self) {
        for (path, _) in &self.0 {
            if let Err(error) = std::fs::remove_file(path) {
                tracing::warn!(%error, path = %crate::shown_path(path), "a part of a copy stays");
            }
        }
    }
}

/// New files for a photo and its sidecars, all of one name.
fn make(photo: &Path, sidecars: &[(Sources, PathBuf)], folder: &Path) -> std::result::Result<Made, Failure> {
    for number in 1..=MOST_OF_A_NAME {
        let name = numbered(photo, number);
        let copy = folder.join(&name);
        let mut paths = vec![copy.clone()];
        paths.extend(sidecars.iter().map(|(kind, path)| beside(&copy, *kind, path.extension().unwrap_or_default())));
        if ["xmp", "XMP"].iter().any(|extension| beside(&copy, Sources::SIDECAR, extension.as_ref()).exists()) {
            continue;
        }
        if let Some(made) = make_all(paths)? {
            return Ok(made);
        }
    }
    let path = folder.join(photo.file_name().unwrap_or_default());
    Err(Failure::Unwritable(path, io::ErrorKind::AlreadyExists.into()))
}

/// New files at these places; none if there is a file at one of them.
fn make_all(paths: Vec<PathBuf>) -> std::result::Result<Option<Made>, Failure> {
    let mut made = Made(Vec::new());
    for path in paths {
        match File::create_new(&path) {
            Ok(file) => made.0.push((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
            Err(error) => return Err(Failure::Unwritable(path, error)),
        }
    }
    Ok(Some(made))
}

/// The name of a photo, and ` (2)` before its extension if it is the second one.
fn numbered(photo: &Path, number: u32) -> OsString {
    if number == 1 {
        return photo.file_name().unwrap_or_default().to_owned();
    }
    let mut name = photo.file_stem().unwrap_or_default().to_owned();
    name.push(format!(" ({number})"));
    if let Some(extension) = photo.extension() {
        name.push(".");
        name.push(extension);
    }
    name
}

/// Where a sidecar of a photo lies: `name.ext.xmp`, or the short one `name.xmp`.
fn beside(photo: &Path, kind: Sources, extension: &OsStr) -> PathBuf {
    if kind == Sources::SHORT_SIDECAR {
        return photo.with_extension(extension);
    }
    let mut name = OsString::from(photo);
    name.push(".");
    name.push(extension);
    name.into()
}

/// Which end of a copy failed.
enum End {
    Source(io::Error),
    Target(io::Error),
}

impl End {
    fn of(self, target: &Path) -> Failure {
        match self {
            Self::Source(error) => Failure::Unreadable(error),
            Self::Target(error) => Failure::Unwritable(target.to_owned(), error),
        }
    }
}

/// All bytes of a file into a new one.
fn pour(source: &mut File, target: &mut File) -> std::result::Result<(), End> {
    let mut piece = vec![0; PIECE];
    loop {
        match source.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(read) => target.write_all(&piece[..read]).map_err(End::Target)?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(End::Source(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these files; each holds its own name.
    fn folder(names: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for name in names {
            std::fs::write(dir.path().join(name), name).unwrap();
        }
        dir
    }

    /// Names and contents of a folder, by name.
    fn files(dir: &tempfile::TempDir) -> Vec<(String, String)> {
        let entries = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap());
        let file = |entry: std::fs::DirEntry| {
            (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap())
        };
        let mut files: Vec<_> = entries.map(file).collect();
        files.sort();
        files
    }

    fn assert_holds(dir: &tempfile::TempDir, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        assert_eq!(files(dir), expected);
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number_and_its_sidecars_the_same() {
        let from = folder(&["a.jpg", "a.jpg.xmp", "b.CR2", "b.XMP", "c"]);
        let to = folder(&["a.jpg", "b.XMP", "c (2)"]);
        for (name, beside) in [("a.jpg", 1), ("b.CR2", 1), ("c", 0), ("c", 0)] {
            assert_eq!(copy(&from.path().join(name), to.path()).unwrap(), beside, "{name}");
        }
        assert_holds(
            &to,
            &[
                ("a (2).jpg", "a.jpg"),
                ("a (2).jpg.xmp", "a.jpg.xmp"),
                ("a.jpg", "a.jpg"),
                ("b (2).CR2", "b.CR2"),
                ("b (2).XMP", "b.XMP"),
                ("b.XMP", "b.XMP"),
                ("c", "c"),
                ("c (2)", "c (2)"),
                ("c (3)", "c"),
            ],
        );
    }

    #[test]
    fn what_lies_beside_another_photo_is_not_taken_for_its_own() {
        let (from, to) = (folder(&["a.jpg"]), folder(&["a.jpg.xmp"]));
        copy(&from.path().join("a.jpg"), to.path()).unwrap();
        assert_holds(&to, &[("a (2).jpg", "a.jpg"), ("a.jpg.xmp", "a.jpg.xmp")]);
    }

    #[test]
    fn a_folder_that_takes_nothing_is_told_by_the_file_and_nothing_is_left() {
        let (from, to) = (folder(&["a.jpg", "a.jpg.xmp"]), folder(&[]));
        let gone = to.path().join("gone");
        match copy(&from.path().join("a.jpg"), &gone) {
            Err(Failure::Unwritable(path, error)) => {
                assert_eq!((path, error.kind()), (gone.join("a.jpg"), io::ErrorKind::NotFound));
            }
            other => panic!("{other:?}"),
        }
        assert!(matches!(copy(&from.path().join("b.jpg"), to.path()), Err(Failure::Unreadable(_))));
        assert_holds(&to, &[]);
    }

    #[test]
    fn the_time_of_a_file_is_kept() {
        let (from, to) = (folder(&["a.jpg"]), folder(&[]));
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        File::options().append(true).open(from.path().join("a.jpg")).unwrap().set_modified(time).unwrap();
        copy(&from.path().join("a.jpg"), to.path()).unwrap();
        assert_eq!(to.path().join("a.jpg").metadata().unwrap().modified().unwrap(), time);
    }
}
