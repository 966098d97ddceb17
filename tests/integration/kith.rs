//! The program `kith` from outside: what tests that need whole processes have in common.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The program, beside the tests in the target folder.
///
/// # Panics
/// When it was not built: `cargo build -p kith-cli`.
pub(crate) fn program() -> PathBuf {
    let tests = std::env::current_exe().expect("tests are programs");
    let path =
        tests.ancestors().nth(2).expect("target/debug/deps").join(format!("kith{}", std::env::consts::EXE_SUFFIX));
    assert!(path.is_file(), "{} is missing: cargo build -p kith-cli", path.display());
    path
}

/// `kith --library LIBRARY ARGUMENTS`.
pub(crate) fn command(library: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.arg("--library").arg(library).args(arguments).stdin(Stdio::null());
    command
}

/// Runs it to its end and returns what it prints, which must go well.
pub(crate) fn run(library: &Path, arguments: &[&str]) -> String {
    let output = command(library, arguments).output().expect("kith can be started");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("JSON is UTF-8")
}

/// The lines that it prints, as JSON.
pub(crate) fn lines(library: &Path, arguments: &[&str]) -> Vec<serde_json::Value> {
    run(library, arguments).lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}
