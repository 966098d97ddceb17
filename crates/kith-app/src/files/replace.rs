//! A file is replaced so that at every moment, whatever happens, the old or the new one is there.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use super::attributes;

/// Why a file was not replaced. It is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// The file, or its folder, must not be written.
    #[error("it must not be changed")]
    ReadOnly,
    /// The system did not let it happen this time; another program may have it open.
    #[error("the system does not allow to change it")]
    Denied,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Somebody else changed it meanwhile.
    #[error("it was changed meanwhile")]
    Changed,
    /// It is not the photo that was scanned, or it is turned otherwise since.
    #[error("it changed since it was scanned; scan it again")]
    Another,
    /// It has several names, and only one of them would be that of the new file.
    #[error("it has several names (hard links), and writing it would part them")]
    Linked,
    /// It is a link to a file that is not there, and would be lost.
    #[error("it is a link that leads nowhere")]
    BrokenLink,
    /// The new file could not have the owner or the attributes of the old one.
    #[error("{0} could not be kept")]
    Lost(String),
    /// What was read back is not what was written.
    #[error("it could not be read back: {0}")]
    Unproven(String),
    /// Anything else that the system says.
    #[error(transparent)]
    Io(std::io::Error),
}

impl ReplaceError {
    /// Whether trying again is of no use as long as the file is what it is.
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::ReadOnly | Self::Linked | Self::BrokenLink | Self::Lost(_))
    }
}

impl From<std::io::Error> for ReplaceError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::PermissionDenied => Self::Denied,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}

/// Puts `new` in the place of a file that contains `old`, or makes it where `old` is `None`. Permissions, owner
/// and extended attributes stay, and the time of change becomes `modified` if there is one. `check` sees what was read back from the disk.
///
/// The order is: write beside, flush to the disk, read back, look whether the file is still the old one, rename.
///
/// # Errors
/// When anything is not as it should be; the file is then as it was, and nothing lies beside it.
pub(super) fn replace(
    path: &Path,
    old: Option<&[u8]>,
    new: &[u8],
    modified: Option<SystemTime>,
    check: impl FnOnce(&[u8]) -> Result<(), String>,
) -> Result<(), ReplaceError> {
    let (path, metadata) = foresee(path, old.is_some())?;
    let beside = Beside::create(&path)?;
    let mut file = &beside.file;
    file.write_all(new)?;
    if let Some(metadata) = &metadata {
        attributes::keep(&path, metadata, file).map_err(ReplaceError::Lost)?;
        file.set_permissions(metadata.permissions())?;
    }
    if let Some(modified) = modified {
        file.set_modified(modified)?;
    }
    file.sync_all()?;
    file.rewind()?;
    let mut read_back = Vec::with_capacity(new.len());
    file.read_to_end(&mut read_back)?;
    if read_back != new {
        return Err(ReplaceError::Unproven("other bytes came back".to_owned()));
    }
    check(&read_back).map_err(ReplaceError::Unproven)?;
    if current(&path)?.as_deref() != old {
        return Err(ReplaceError::Changed);
    }
    beside.rename(&path)?;
    Ok(())
}

/// Which file is replaced, or made where none `is_there`, and what it is.
///
/// # Errors
/// When [`replace`] cannot do it, as far as that can be told without writing.
pub(super) fn foresee(path: &Path, is_there: bool) -> Result<(PathBuf, Option<Metadata>), ReplaceError> {
    let (path, metadata) = place(path, is_there)?;
    if attributes::takes_files(folder(&path)) { Ok((path, metadata)) } else { Err(ReplaceError::ReadOnly) }
}

/// The folder of a file.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Which file is replaced, or made where none `is_there`, and what it is. Of a link, its file is replaced.
fn place(path: &Path, is_there: bool) -> Result<(PathBuf, Option<Metadata>), ReplaceError> {
    if !is_there {
        let is_broken = path.is_symlink() && !path.exists();
        return if is_broken { Err(ReplaceError::BrokenLink) } else { Ok((path.to_owned(), None)) };
    }
    let path = path.canonicalize()?;
    let metadata = std::fs::metadata(&path)?;
    if metadata.permissions().readonly() {
        return Err(ReplaceError::ReadOnly);
    }
    if attributes::names(&metadata) > 1 {
        return Err(ReplaceError::Linked);
    }
    Ok((path, Some(metadata)))
}

/// Takes away what processes that were killed while writing left in a folder; what others are writing stays. Returns how
/// many files that were. Worth a call for each folder before a batch, not for each file.
///
/// # Errors
/// When the folder cannot be read.
pub fn remove_leftovers(folder: &Path) -> std::io::Result<usize> {
    let mut removed = 0;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_ours = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        if is_ours && File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) && std::fs::remove_file(&path).is_ok()
        {
            removed += 1;
        }
    }
    Ok(removed)
}

/// What a file contains now; `None` when there is none.
fn current(path: &Path) -> Result<Option<Vec<u8>>, ReplaceError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound && path.is_symlink() => Err(ReplaceError::BrokenLink),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A new file beside the one that it is to replace; it goes away unless it was renamed.
struct Beside {
    path: PathBuf,
    file: File,
    is_renamed: bool,
}

/// How names of files begin that lie beside others for a moment; a scan passes over hidden names.
const PREFIX: &str = ".kith-";
const SUFFIX: &str = ".tmp";

impl Beside {
    fn create(path: &Path) -> std::io::Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        // Nobody else ever has the same name, on this machine or on another that sees the folder: what a rename puts in the
        // place of the old file is what was read back.
        let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
        let (process, number) = (std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let beside = path.with_file_name(format!("{PREFIX}{since_1970:x}-{process:x}-{number:x}{SUFFIX}"));
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(&beside)?;
        // Tells others that somebody still works on it; file systems that know no locks do without.
        file.try_lock().ok();
        Ok(Self { path: beside, file, is_renamed: false })
    }

    fn rename(mut self, to: &Path) -> std::io::Result<()> {
        std::fs::rename(&self.path, to)?;
        self.is_renamed = true;
        // The name is on the disk when its folder is. Not every system opens folders; there the name is as safe as it gets.
        if let Some(folder) = to.parent().and_then(|folder| File::open(folder).ok()) {
            folder.sync_all().ok();
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.is_renamed {
            std::fs::remove_file(&self.path).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;

    /// A check that what was read back passes.
    fn fine(read_back: &[u8]) -> Result<(), String> {
        if read_back == b"old" { Err("nothing was written".to_owned()) } else { Ok(()) }
    }

    /// A folder with one file in it.
    fn folder() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("there is a temporary folder");
        let path = dir.path().join("a.xmp");
        fs::write(&path, "old").expect("it can be written");
        (dir, path)
    }

    fn is_alone(dir: &tempfile::TempDir) -> bool {
        fs::read_dir(dir.path()).is_ok_and(|entries| entries.count() == 1)
    }

    #[test]
    fn the_new_file_takes_the_place_and_the_permissions_of_the_old() {
        let (dir, path) = folder();
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o640)).expect("it is ours");
        replace(&path, Some(b"old"), b"new", Some(long_ago), fine).expect("nothing is in the way");
        assert_eq!(fs::read(&path).expect("it is there"), b"new");
        let metadata = fs::metadata(&path).expect("it is there");
        assert_eq!(metadata.modified().expect("it has a time"), long_ago);
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777, 0o640);
        assert!(is_alone(&dir));
    }

    #[test]
    fn a_new_file_is_made_where_there_was_none() {
        let (dir, path) = folder();
        fs::remove_file(&path).expect("it is ours");
        replace(&path, None, b"new", None, fine).expect("nothing is in the way");
        assert_eq!(fs::read(&path).expect("it is there"), b"new");
        assert!(matches!(replace(&path, None, b"other", None, fine), Err(ReplaceError::Changed)));
        assert!(is_alone(&dir));
    }

    #[test]
    fn whatever_is_wrong_leaves_the_old_file() {
        let (dir, path) = folder();
        assert!(matches!(replace(&path, Some(b"other"), b"new", None, fine), Err(ReplaceError::Changed)));
        let doubt = |_: &[u8]| Err("no".to_owned());
        assert!(matches!(replace(&path, Some(b"old"), b"new", None, doubt), Err(ReplaceError::Unproven(_))));
        let meanwhile = path.clone();
        let change = move |_: &[u8]| fs::write(&meanwhile, "theirs").map_err(|e| e.to_string());
        assert!(matches!(replace(&path, Some(b"old"), b"new", None, change), Err(ReplaceError::Changed)));
        assert_eq!(fs::read(&path).expect("it is there"), b"theirs");
        let mut permissions = fs::metadata(&path).expect("it is there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("it is ours");
        assert!(matches!(replace(&path, Some(b"theirs"), b"new", None, fine), Err(ReplaceError::ReadOnly)));
        assert_eq!(fs::read(&path).expect("it is there"), b"theirs");
        assert!(is_alone(&dir));
    }

    #[test]
    fn what_a_killed_process_left_is_taken_away_and_work_is_not() {
        let (dir, path) = folder();
        fs::write(dir.path().join(".kith-1-a.xmp.tmp"), "half").expect("it can be written");
        let at_work = Beside::create(&path).expect("it can be made");
        assert_eq!(remove_leftovers(dir.path()).expect("it can be read"), 1);
        assert!(at_work.path.is_file() && path.is_file());
        drop(at_work);
        assert!(is_alone(&dir));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_with_two_names_keeps_both() {
        let (dir, path) = folder();
        let other = dir.path().join("b.xmp");
        fs::hard_link(&path, &other).expect("links can be made");
        let refused = replace(&path, Some(b"old"), b"new", None, fine).expect_err("it has two names");
        assert!(matches!(refused, ReplaceError::Linked) && refused.is_lasting());
        assert!([&path, &other].iter().all(|path| fs::read(path).is_ok_and(|bytes| bytes == b"old")));
    }

    #[cfg(unix)]
    #[test]
    fn extended_attributes_stay() {
        let (_dir, path) = folder();
        if xattr::set(&path, "user.kith", b"7").is_err() {
            return; // Not every file system has them.
        }
        replace(&path, Some(b"old"), b"new", None, fine).expect("nothing is in the way");
        assert_eq!(xattr::get(&path, "user.kith").expect("it can be read"), Some(b"7".to_vec()));
    }

    #[cfg(unix)]
    #[test]
    fn of_a_link_the_file_is_replaced() {
        let (dir, path) = folder();
        let link = dir.path().join("link.xmp");
        std::os::unix::fs::symlink(&path, &link).expect("links can be made");
        replace(&link, Some(b"old"), b"new", None, fine).expect("nothing is in the way");
        assert!(link.is_symlink() && fs::read(&path).is_ok_and(|bytes| bytes == b"new"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_stays() {
        let (dir, link) = folder();
        fs::remove_file(&link).expect("it is ours");
        std::os::unix::fs::symlink(dir.path().join("away/a.xmp"), &link).expect("links can be made");
        let refused = replace(&link, None, b"new", None, fine).expect_err("it would be lost");
        assert!(matches!(refused, ReplaceError::BrokenLink) && refused.is_lasting());
        assert!(link.is_symlink() && is_alone(&dir));
    }
}
