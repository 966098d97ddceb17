//! The terminal's way: `kith` scans and draws its progress, then what it found is summed up.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::summary::Summary;
use crate::{process, project};

/// What `kith report` prints.
#[derive(Deserialize)]
struct Report {
    library: PathBuf,
    file: PathBuf,
}

/// Builds `kith`, scans `folder`, prints the summary and writes the page of faces.
pub(super) fn run(folder: &Path, library: Option<&Path>) -> Result<()> {
    process::run(project::cargo().args(["build", "--release", "-p", "kith-cli"]))?;
    let program = project::built("release", "kith")?;
    let kith = |arguments: &[&str]| kith(&program, library, arguments);

    process::run(kith(&["scan"]).arg(folder))?;
    let summary = Summary::of(&process::output(&mut kith(&["faces"]))?)?;
    let report: Report =
        serde_json::from_str(&process::output(&mut kith(&["report"]))?).context("kith report is not as expected")?;

    println!("\n{summary}");
    println!("Library     {}", report.library.display());
    println!("Page        {}  (open it in a browser)", report.file.display());
    Ok(())
}

fn kith(program: &Path, library: Option<&Path>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    if let Some(library) = library {
        command.arg("--library").arg(library);
    }
    command.args(arguments);
    command
}
