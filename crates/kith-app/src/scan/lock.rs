//! One scan at a time in a library, whoever asks: a lock of the operating system that dies with its process.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::error::{AppError, Result};

/// The right to scan a library; given back when dropped, or when the process dies.
#[derive(Debug)]
pub struct ScanLock {
    _file: File,
}

impl ScanLock {
    /// Takes the lock of the library in `dir`.
    ///
    /// # Errors
    /// When somebody else has it; the error names the program and its process.
    pub fn take(dir: &Path) -> Result<Self> {
        let path = dir.join("scan.lock");
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(AppError::io(&path))?;
        match file.try_lock() {
            Ok(()) => sign(&mut file).map(|()| Self { _file: file }).map_err(AppError::io(path)),
            Err(std::fs::TryLockError::WouldBlock) => Err(AppError::ScanRunning { holder: holder(&mut file) }),
            Err(std::fs::TryLockError::Error(source)) => Err(AppError::Io { path, source }),
        }
    }

    /// Whether somebody scans the library in `dir` now.
    pub fn is_held(dir: &Path) -> bool {
        matches!(Self::take(dir), Err(AppError::ScanRunning { .. }))
    }
}

fn sign(file: &mut File) -> std::io::Result<()> {
    let program = std::env::current_exe().ok();
    let name = program.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{name} (process {})", std::process::id())
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
    if read.is_ok() && !text.is_empty() { text } else { "another program".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_scanner_is_refused_by_name() {
        let dir = tempfile::tempdir().unwrap();
        let first = ScanLock::take(dir.path()).unwrap();
        let refused = ScanLock::take(dir.path()).unwrap_err().to_string();
        assert!(refused.contains(&format!("process {}", std::process::id())), "{refused}");
        drop(first);
        assert!(!ScanLock::is_held(dir.path()));
    }
}
