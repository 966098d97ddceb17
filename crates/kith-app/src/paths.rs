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

/// A key for people and for JSON: bytes that are not UTF-8 are written `%XX`.
pub fn shown(key: &[u8]) -> String {
    let mut text = String::with_capacity(key.len());
    for chunk in key.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().flat_map(|byte| format!("%{byte:02X}").into_bytes()).map(char::from));
    }
    text
}

/// A number that changes with the content, small enough for an address.
pub(crate) fn content_version(content: &[u8]) -> i64 {
    let hash = blake3::hash(content);
    let bytes = hash.as_bytes();
    i64::from(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

/// What tells a folder from another one that lies at the same path at another time, such as the mount point of another
/// drive: its number and when it was made. Empty where the file system cannot say.
#[cfg(unix)]
pub(crate) fn volume(folder: &Path) -> String {
    use std::os::unix::fs::MetadataExt;
    let made = |metadata: &std::fs::Metadata| metadata.created().ok()?.duration_since(std::time::UNIX_EPOCH).ok();
    let metadata = std::fs::metadata(folder).ok();
    let known = metadata.and_then(|metadata| Some((metadata.ino(), made(&metadata).filter(|made| !made.is_zero())?)));
    known.map(|(number, made)| format!("{number}-{}", made.as_nanos())).unwrap_or_default()
}

#[cfg(not(unix))]
pub(crate) fn volume(_folder: &Path) -> String {
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

    #[test]
    fn what_is_not_utf_8_is_written_as_numbers() {
        assert_eq!(shown(b"caf\xe9/x.jpg"), "caf%E9/x.jpg");
        assert_eq!(shown("café 100%.jpg".as_bytes()), "café 100%.jpg");
    }
}
