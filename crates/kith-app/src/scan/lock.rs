//! One work at a time on the photos of a library, whoever does it: a lock of the operating system that dies with its process.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::Path;

use kith_store::create_private_file;

use crate::error::{AppError, Result};

/// What is done with a library while nobody else may do any of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LibraryWork {
    /// Its photos are scanned.
    Scanning,
    /// Names are written to files.
    Writing,
    /// Names of another program are taken in.
    Importing,
    /// All face data are erased.
    Erasing,
}

impl LibraryWork {
    const ALL: [Self; 4] = [Self::Scanning, Self::Writing, Self::Importing, Self::Erasing];

    /// How the lock names it.
    const fn word(self) -> &'static str {
        match self {
            Self::Scanning => "scan",
            Self::Writing => "write",
            Self::Importing => "import",
            Self::Erasing => "erase",
        }
    }

    /// What happens to the library, for a sentence that begins with it.
    pub(crate) const fn told(self) -> &'static str {
        match self {
            Self::Scanning => "this library is being scanned",
            Self::Writing => "names of this library are being written to files",
            Self::Importing => "names are being taken into this library",
            Self::Erasing => "the faces of this library are being erased",
        }
    }
}

/// The right to scan a library, or to do what must not be done during a scan; given back when dropped, or when the process
/// dies.
#[derive(Debug)]
pub struct ScanLock(File);

/// Said aloud: a process that another thread starts at this moment holds the file as well, until it runs its own program.
impl Drop for ScanLock {
    fn drop(&mut self) {
        self.0.unlock().ok();
    }
}

impl ScanLock {
    /// Takes the lock of the library in `dir` for some work.
    ///
    /// # Errors
    /// When somebody else has it; the error names what they do, the program and its process.
    pub fn take(dir: &Path, work: LibraryWork) -> Result<Self> {
        let path = dir.join("scan.lock");
        create_private_file(&path).map_err(AppError::io(&path))?;
        let open = OpenOptions::new().read(true).write(true).open(&path);
        let mut file = open.map_err(AppError::io(&path))?;
        match file.try_lock() {
            Ok(()) => sign(&mut file, work).map(|()| Self(file)).map_err(AppError::io(path)),
            Err(std::fs::TryLockError::WouldBlock) => Err(holder(&mut file)),
            Err(std::fs::TryLockError::Error(source)) => Err(AppError::Io { path, source }),
        }
    }

    /// Whether somebody scans the library in `dir` now.
    pub fn is_scanned(dir: &Path) -> bool {
        let taken = Self::take(dir, LibraryWork::Scanning);
        matches!(taken, Err(AppError::Busy { work: LibraryWork::Scanning, .. }))
    }
}

fn sign(file: &mut File, work: LibraryWork) -> std::io::Result<()> {
    let program = std::env::current_exe().ok();
    let name = program.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{}\n{name} (process {})", work.word(), std::process::id())
}

/// What the holder does, and who it is. One that did not say what it does, or cannot be read, is taken for a scan.
fn holder(file: &mut File) -> AppError {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
    let signed = read.ok().and_then(|_| text.split_once('\n'));
    let known = signed.and_then(|(word, holder)| {
        let work = LibraryWork::ALL.into_iter().find(|work| work.word() == word)?;
        Some(AppError::Busy { work, holder: holder.to_owned() })
    });
    known.unwrap_or_else(|| AppError::Busy { work: LibraryWork::Scanning, holder: "another program".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_is_dropped_is_free_whoever_else_holds_its_file() {
        let dir = tempfile::tempdir().unwrap();
        let lock = ScanLock::take(dir.path(), LibraryWork::Writing).unwrap();
        let held = lock.0.try_clone().unwrap();
        drop(lock);
        ScanLock::take(dir.path(), LibraryWork::Scanning).unwrap();
        drop(held);
    }

    #[test]
    fn who_comes_second_is_told_who_does_what() {
        let dir = tempfile::tempdir().unwrap();
        for held in LibraryWork::ALL {
            let first = ScanLock::take(dir.path(), held).unwrap();
            let refused = ScanLock::take(dir.path(), LibraryWork::Scanning).unwrap_err();
            assert!(refused.to_string().contains(&format!("process {}", std::process::id())), "{refused}");
            assert!(matches!(refused, AppError::Busy { work, .. } if work == held), "{refused}");
            assert_eq!(ScanLock::is_scanned(dir.path()), held == LibraryWork::Scanning);
            drop(first);
        }
        assert!(!ScanLock::is_scanned(dir.path()));
    }
}
