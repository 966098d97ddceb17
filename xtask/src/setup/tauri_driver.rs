//! tauri-driver: the bridge between a `WebDriver` client and the real app. Linux and Windows only.

use anyhow::Result;

use crate::{process, project};

/// The registry also has alphas of Tauri 3, so the version is exact.
const VERSION: &str = "2.1.0";

/// Compiles tauri-driver into the private folder, unless it is there.
pub(super) fn install() -> Result<String> {
    if cfg!(target_os = "macos") {
        return Ok("not on macOS".into());
    }
    let root = project::private().join("cargo");
    if is_listed(&std::fs::read_to_string(root.join(".crates.toml")).unwrap_or_default()) {
        return Ok(format!("{VERSION} in place"));
    }
    let mut install = project::cargo();
    install.args(["install", "--quiet", "--locked", "--force", "tauri-driver"]);
    process::run(install.args(["--version", &format!("={VERSION}"), "--root"]).arg(root))?;
    Ok(format!("{VERSION} compiled"))
}

/// Whether cargo's list of installed programs has the pinned version.
fn is_listed(crates_toml: &str) -> bool {
    crates_toml.contains(&format!("\"tauri-driver {VERSION} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_does_not_count() {
        let list = |version: &str| format!("[v1]\n\"tauri-driver {version} (registry+index)\" = [\"tauri-driver\"]\n");
        assert!(is_listed(&list(VERSION)));
        assert!(!is_listed(&list("2.0.5")));
        assert!(!is_listed(&list("2.1.0-alpha.1")));
        assert!(!is_listed(""));
    }
}
