//! npm packages, exactly as locked.

use std::path::Path;

use anyhow::{Context, Result};

use crate::{process, project};

/// Runs `npm ci` in `folder` unless the packages there are those of its lock file.
pub(super) fn install(folder: &str) -> Result<String> {
    let folder_path = project::root().join(folder);
    if is_current(&folder_path)? {
        return Ok("in place".into());
    }
    process::run(project::npm(folder).args(["ci", "--no-audit", "--no-fund"]))?;
    std::fs::copy(lock(&folder_path), stamp(&folder_path))?;
    Ok("installed".into())
}

fn lock(folder: &Path) -> std::path::PathBuf {
    folder.join("package-lock.json")
}

/// The lock file as it was when the packages were installed; inside their folder, so that it goes when they go.
fn stamp(folder: &Path) -> std::path::PathBuf {
    folder.join("node_modules/.installed-lock.json")
}

fn is_current(folder: &Path) -> Result<bool> {
    let locked = std::fs::read(lock(folder)).with_context(|| format!("{} has no lock file", folder.display()))?;
    Ok(std::fs::read(stamp(folder)).is_ok_and(|installed| installed == locked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_current_only_for_the_lock_they_were_installed_from() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        assert!(is_current(path).is_err(), "without a lock file nothing can be installed");
        std::fs::write(lock(path), "{}").unwrap();
        assert!(!is_current(path).unwrap());
        std::fs::create_dir(path.join("node_modules")).unwrap();
        std::fs::copy(lock(path), stamp(path)).unwrap();
        assert!(is_current(path).unwrap());
        std::fs::write(lock(path), "{ }").unwrap();
        assert!(!is_current(path).unwrap());
    }
}
