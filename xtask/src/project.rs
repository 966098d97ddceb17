//! Where the project and what it builds are.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;

/// The packages, and the features of the desktop shell, that every step builds. One selection everywhere: another set of
/// features is another copy of the whole dependency tree in the target folder.
pub(crate) const SELECTION: [&str; 3] = ["--workspace", "--features", "kith-desktop/custom-protocol"];

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// What belongs to this checkout alone: what setup fetched and built, and the library of the sample. Ignored by git.
pub(crate) fn private() -> PathBuf {
    root().join(".kith")
}

/// `PATH` with the project's own tools in front.
pub(crate) fn tool_path() -> Result<std::ffi::OsString> {
    let own = [private().join("bin"), private().join("cargo/bin")];
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(own.into_iter().chain(std::env::split_paths(&inherited))).context("PATH cannot be extended")
}

/// A program of the machine, started in the project's folder.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
}

/// npm in `folder`, a path below the project.
pub(crate) fn npm(folder: &str) -> Command {
    let mut npm = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(root().join(folder));
    npm
}

/// A program that cargo built: `target/{profile}/{name}`, wherever the target folder is.
pub(crate) fn built(profile: &str, name: &str) -> Result<PathBuf> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let json = process::output(cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: Metadata = serde_json::from_str(&json).context("cargo metadata is not as expected")?;
    Ok(metadata.target_directory.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}
