//! Which photos lie in a folder.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fmt::Write;
use std::io::Read;
use std::path::Path;
use std::time::UNIX_EPOCH;

use kith_media::{FIRST_BYTES, Format};
use kith_store::FileStamp;
use walkdir::{DirEntry, WalkDir};

use crate::paths::{content_version, key_of, path_of};
use crate::told;

/// A photo in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its path below the folder as bytes; empty if the folder is the photo itself.
    pub(crate) key: Vec<u8>,
    /// What it looks like from outside.
    pub(crate) stamp: FileStamp,
}

/// What lies in a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    /// All photos, by path.
    pub(crate) entries: Vec<Entry>,
    /// Paths below the folder that could not be looked into, with the reason: nothing in them is known to be gone.
    pub(crate) closed: Vec<(Vec<u8>, String)>,
}

/// Lists the photos in `top`, a folder or a single file. Hidden names are passed over, and so are links that lead out
/// of `root`; links that lead to a folder above themselves are reported and not followed.
pub(crate) fn list(root: &Path, top: &Path) -> Listing {
    list_but(root, top, |_| false)
}

/// As [`list`], without the files that `is_out` names, and without looking into the folders that it names.
pub(crate) fn list_but(root: &Path, top: &Path, is_out: impl Fn(&Path) -> bool) -> Listing {
    let mut listing = Listing::default();
    let mut beside = HashMap::new();
    let walk = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
    let is_in = |entry: &DirEntry| is_meant(entry) && !is_out(entry.path()) && !leads_out(root, entry);
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || is_in(entry)) {
        match entry {
            Ok(entry) if told::is_about_photos(entry.file_name()) => {
                if !is_hidden(entry.file_name()) {
                    listing.entries.extend(photo(top, &entry));
                }
                let stamp = entry.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| stamp(&metadata));
                beside.extend(stamp.map(|stamp| (entry.into_path(), stamp)));
            }
            Ok(entry) => listing.entries.extend(photo(top, &entry)),
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let path = error.path().unwrap_or(top);
                let is_gone = error.io_error().is_some_and(|e| e.kind() == std::io::ErrorKind::NotFound);
                if !is_gone || path == top {
                    let reason = format!("{}: {}", crate::shown_path(path), reason(&error));
                    listing.closed.push((relative_key(top, path), reason));
                }
            }
        }
    }
    for entry in &mut listing.entries {
        let path =
            if entry.key.is_empty() { top.to_owned() } else { path_of(top.as_os_str().as_encoded_bytes(), &entry.key) };
        entry.stamp.beside = if entry.key.is_empty() {
            beside_stamp(&path, |path| {
                std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|m| stamp(&m))
            })
        } else {
            beside_stamp(&path, |path| beside.get(path).copied())
        };
    }
    listing
}

/// Why something below a folder cannot be looked into: what the system said, without the path.
pub(crate) fn reason(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

/// What everything that may tell of a photo looks like from outside, in one number.
fn beside_stamp(photo: &Path, stamp: impl Fn(&Path) -> Option<FileStamp>) -> i64 {
    let mut seen = String::new();
    for path in told::places(photo) {
        if let Some(FileStamp { size, mtime, .. }) = stamp(&path) {
            // Writing to a text cannot fail.
            let _ = writeln!(seen, "{} {size} {mtime}", path.file_name().unwrap_or_default().display());
        }
    }
    if seen.is_empty() { 0 } else { content_version(seen.as_bytes()) }
}

/// Whether a file or folder of that name is passed over.
pub(crate) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn is_meant(entry: &DirEntry) -> bool {
    !is_hidden(entry.file_name()) || told::is_about_photos(entry.file_name())
}

fn stamp(metadata: &std::fs::Metadata) -> FileStamp {
    let mtime = metadata.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos());
    FileStamp {
        size: i64::try_from(metadata.len()).unwrap_or(i64::MAX),
        mtime: i64::try_from(mtime).unwrap_or(i64::MAX),
        beside: 0,
    }
}

fn leads_out(root: &Path, entry: &DirEntry) -> bool {
    entry.path_is_symlink() && !std::fs::canonicalize(entry.path()).is_ok_and(|target| target.starts_with(root))
}

fn photo(top: &Path, entry: &DirEntry) -> Option<Entry> {
    let metadata = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
    if Format::from_name(entry.file_name()).is_none() && !begins_like_a_photo(entry.path()) {
        return None;
    }
    Some(Entry { key: relative_key(top, entry.path()), stamp: stamp(&metadata) })
}

fn begins_like_a_photo(path: &Path) -> bool {
    let mut first = Vec::with_capacity(FIRST_BYTES);
    let read = std::fs::File::open(path).and_then(|file| file.take(FIRST_BYTES as u64).read_to_end(&mut first));
    read.is_ok() && Format::sniff(&first).is_some()
}

fn relative_key(top: &Path, path: &Path) -> Vec<u8> {
    path.strip_prefix(top).map(key_of).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(listing: &Listing) -> Vec<String> {
        listing.entries.iter().map(|e| String::from_utf8_lossy(&e.key).into_owned()).collect()
    }

    #[test]
    fn photos_are_known_by_name_or_by_their_first_bytes() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        for (name, bytes) in
            [("b/c.JPG", &b""[..]), ("a.txt", b"\xff\xd8\xff\xe0"), ("note.txt", b"hello"), (".x.jpg", b"")]
        {
            std::fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            std::fs::write(root.join(name), bytes).unwrap();
        }
        std::fs::create_dir(root.join("folder.jpg")).unwrap();
        assert_eq!(keys(&list(&root, &root)), ["a.txt", "b/c.JPG"]);
        assert_eq!(keys(&list(&root, &root.join("b"))), ["c.JPG"]);
        assert_eq!(keys(&list(&root, &root.join("b/c.JPG"))), [""]);
    }

    #[test]
    fn what_lies_beside_a_photo_belongs_to_its_stamp() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        for name in ["a.jpg", "b.jpg"] {
            std::fs::write(root.join(name), b"").unwrap();
        }
        let stamps = || [list(&root, &root).entries, list(&root, &root.join("b.jpg")).entries].concat();
        let beside = || stamps().iter().map(|entry| entry.stamp.beside).collect::<Vec<_>>();
        assert_eq!(beside(), [0, 0, 0]);
        std::fs::write(root.join("b.jpg.xmp"), b"1").unwrap();
        let with_sidecar = beside();
        assert!(with_sidecar[0] == 0 && with_sidecar[1] != 0 && with_sidecar[1] == with_sidecar[2], "{with_sidecar:?}");
        std::fs::write(root.join("b.jpg.xmp"), b"22").unwrap();
        std::fs::write(root.join(".picasa.ini"), b"").unwrap();
        let changed = beside();
        assert!(changed[0] != 0 && changed[1] != with_sidecar[1] && changed[1] == changed[2], "{changed:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_root_and_in_circles_are_not_followed() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let outside = dir.path().join("outside");
        let root = dir.path().join("root");
        std::fs::create_dir_all(&outside).unwrap();
        std::fs::create_dir_all(root.join("in")).unwrap();
        std::fs::write(outside.join("x.jpg"), b"").unwrap();
        std::fs::write(root.join("in/y.jpg"), b"").unwrap();
        let root = root.canonicalize().unwrap();
        symlink(outside.join("x.jpg"), root.join("out.jpg")).unwrap();
        symlink(&outside, root.join("outside")).unwrap();
        symlink(&root, root.join("in/circle")).unwrap();
        symlink(root.join("in/y.jpg"), root.join("link.jpg")).unwrap();
        symlink(root.join("nowhere"), root.join("broken.jpg")).unwrap();
        let listing = list(&root, &root);
        assert_eq!(keys(&listing), ["in/y.jpg", "link.jpg"]);
        assert_eq!(listing.closed, []);
    }

    #[test]
    fn a_folder_that_is_not_there_is_closed_and_not_empty() {
        let dir = tempfile::tempdir().unwrap();
        let listing = list(dir.path(), &dir.path().join("nowhere"));
        assert_eq!((listing.entries.len(), listing.closed.len()), (0, 1));
    }
}
