//! Paths as the library keeps them: bytes below a root, with `/` between the parts.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Where the library lies if nobody says otherwise: the platform's data folder for Kith. `None` where there is no home.
pub fn default_library() -> Option<PathBuf> {
    directories::ProjectDirs::from("org", "kith", "Kith").map(|dirs| dirs.data_dir().to_owned())
}

/// The bytes under which a path below a root is kept.
pub(crate) fn key_of(relative: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = relative.components().map(|part| part.as_os_str().as_encoded_bytes()).collect();
    parts.join(&b'/')
}

/// The path that was kept as `key` below `root`, both as bytes.
pub fn path_of(root: &[u8], key: &[u8]) -> PathBuf {
    let mut path = PathBuf::from(os(root));
    if !key.is_empty() {
        path.push(os(key));
    }
    path
}

/// The key of something in the folder `prefix`, which is empty for the root itself.
pub(crate) fn join(prefix: &[u8], relative: &[u8]) -> Vec<u8> {
    match (prefix.is_empty(), relative.is_empty()) {
        (true, _) => relative.to_vec(),
        (false, true) => prefix.to_vec(),
        (false, false) => [prefix, b"/", relative].concat(),
    }
}

/// Opening what is neither a file nor a folder, such as a pipe, may wait for ever.
///
/// # Errors
/// When nothing is there, or something that is no file.
pub(crate) fn check_is_file(path: &Path) -> std::io::Result<()> {
    if std::fs::metadata(path)?.is_file() { Ok(()) } else { Err(std::io::Error::other("this is no file")) }
}

/// A number that changes with the content, small enough for an address.
pub(crate) fn content_version(content: &[u8]) -> i64 {
    let hash = blake3::hash(content);
    let bytes = hash.as_bytes();
    i64::from(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

/// What tells a folder from another one that lies at the same path at another time, such as the mount point of another
/// drive, and after a space what tells its drive.
pub(crate) fn volume(folder: &Path) -> String {
    format!("{} {}", mark(folder), drive(folder))
}

/// Whether two folders are known to be one, from what was kept of them.
pub(crate) fn is_same_folder(a: &str, b: &str) -> bool {
    has_mark(a) && own_mark(a) == own_mark(b)
}

/// Whether what was kept of a folder tells it from others: not every file system can.
pub(crate) fn has_mark(volume: &str) -> bool {
    !own_mark(volume).is_empty()
}

fn own_mark(volume: &str) -> &str {
    volume.split(' ').next().unwrap_or_default()
}

/// Whether the drive of a folder that is no more is here: the nearest folder above it that is there lies on that drive.
pub(crate) fn is_drive_here(volume: &str, folder: &Path) -> bool {
    let there = folder.ancestors().find(|path| path.exists());
    there.is_some_and(|path| volume.split_once(' ').is_some_and(|(_, known)| known == drive(path)))
}

/// The path of the uppermost folder of the drive on which a folder lies, and its mark: a drive that is away has no folder
/// there, or an empty one of another drive.
fn drive(folder: &Path) -> String {
    let device = device(folder);
    let top = folder.ancestors().take_while(|path| self::device(path) == device).last().unwrap_or(folder);
    format!("{}@{}", mark(top), top.display())
}

#[cfg(unix)]
fn device(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|metadata| std::os::unix::fs::MetadataExt::dev(&metadata))
}

#[cfg(not(unix))]
fn device(_path: &Path) -> Option<u64> {
    None
}

/// The number of a folder and when it was made; empty where the file system cannot say.
#[cfg(unix)]
fn mark(folder: &Path) -> String {
    use std::os::unix::fs::MetadataExt;
    let made = |metadata: &std::fs::Metadata| metadata.created().ok()?.duration_since(std::time::UNIX_EPOCH).ok();
    let metadata = std::fs::metadata(folder).ok();
    let known = metadata.and_then(|metadata| Some((metadata.ino(), made(&metadata).filter(|made| !made.is_zero())?)));
    known.map(|(number, made)| format!("{number}-{}", made.as_nanos())).unwrap_or_default()
}

#[cfg(not(unix))]
fn mark(_folder: &Path) -> String {
    String::new()
}

#[cfg(unix)]
fn os(bytes: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn os(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_survive_being_kept() {
        let relative = Path::new("2024/Été/a b.jpg");
        assert_eq!(path_of(b"/photos", &key_of(relative)), Path::new("/photos/2024/Été/a b.jpg"));
        assert_eq!(join(b"2024", b"a.jpg"), b"2024/a.jpg");
        assert_eq!(join(b"", b"a.jpg"), b"a.jpg");
        assert_eq!(join(b"a.jpg", b""), b"a.jpg");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_no_more_was_on_a_drive_that_is_here_or_away() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("in/photos");
        std::fs::create_dir_all(&folder).unwrap();
        let known = volume(&folder);
        assert_eq!(is_same_folder(&known, &volume(&folder)), has_mark(&known));
        assert!(!is_same_folder(&known, &volume(dir.path())));
        std::fs::remove_dir_all(dir.path().join("in")).unwrap();
        assert!(is_drive_here(&known, &folder));
        let (own, _) = known.split_once(' ').unwrap();
        assert!(!is_drive_here(&format!("{own} 2-1@/media/stick"), &folder) && !is_drive_here(own, &folder));
    }
}
