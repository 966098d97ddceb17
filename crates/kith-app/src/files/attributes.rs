//! What a file has beside its content: names, owner and extended attributes; and whether a folder takes new files.

#[cfg(unix)]
pub(super) use unix::{keep, names, takes_files};

/// Attributes that the system itself gives to files; who may not write them need not keep them.
#[cfg(unix)]
const OF_THE_SYSTEM: [&str; 3] = ["security.", "trusted.", "com.apple."];

#[cfg(unix)]
mod unix {
    use std::fs::{File, Metadata};
    use std::os::unix::fs::{MetadataExt, fchown};
    use std::path::Path;

    use rustix::fs::{Access, AtFlags, CWD, accessat};
    use rustix::io::Errno;
    use xattr::FileExt;

    use super::OF_THE_SYSTEM;

    /// How many names a file has.
    pub(in crate::files) fn names(metadata: &Metadata) -> u64 {
        metadata.nlink()
    }

    /// Whether files may be made in a folder, as far as the system can tell without one.
    pub(in crate::files) fn takes_files(folder: &Path) -> bool {
        let answer = accessat(CWD, folder, Access::WRITE_OK | Access::EXEC_OK, AtFlags::EACCESS);
        // Some sandboxes answer other questions than this with an error of their own.
        !matches!(answer, Err(Errno::ACCESS | Errno::ROFS))
    }

    /// Gives a new file the owner and the extended attributes (access control lists are among them) of the old one.
    ///
    /// # Errors
    /// What could not be kept.
    pub(in crate::files) fn keep(old: &Path, metadata: &Metadata, new: &File) -> Result<(), String> {
        let made = new.metadata().map_err(|_| "its owner".to_owned())?;
        if (made.uid(), made.gid()) != (metadata.uid(), metadata.gid()) {
            fchown(new, Some(metadata.uid()), Some(metadata.gid())).map_err(|_| "its owner".to_owned())?;
        }
        let Ok(attributes) = xattr::list(old) else { return Ok(()) }; // The file system has none.
        for name in attributes {
            let text = name.to_string_lossy();
            let value = xattr::get(old, &name).ok().flatten();
            let is_kept = value.is_some_and(|value| new.set_xattr(&name, &value).is_ok());
            if !is_kept && !OF_THE_SYSTEM.iter().any(|prefix| text.starts_with(prefix)) {
                return Err(format!("its attribute {text}"));
            }
        }
        Ok(())
    }
}

/// How many names a file has, as far as that is told.
#[cfg(not(unix))]
pub(super) fn names(_metadata: &std::fs::Metadata) -> u64 {
    1
}

/// Whether files may be made in a folder is known here when it is tried.
#[cfg(not(unix))]
pub(super) fn takes_files(_folder: &std::path::Path) -> bool {
    true
}

/// Nothing is known of a file here but its content and its permissions.
#[cfg(not(unix))]
pub(super) fn keep(_old: &std::path::Path, _metadata: &std::fs::Metadata, _new: &std::fs::File) -> Result<(), String> {
    Ok(())
}
