//! `cargo xtask eval`: measures Kith on photographs that lie outside the project. The program that does it is built only then.

use std::path::PathBuf;

use anyhow::Result;

use crate::{models, process, project};

/// What `cargo xtask eval` takes.
#[derive(clap::Args)]
pub(crate) struct EvalArgs {
    /// Compare boxes and embeddings with those of OpenCV on the pictures of this folder
    #[arg(long, value_name = "DIR")]
    parity: PathBuf,
    /// A Python with the package opencv-python-headless, below version 5
    #[arg(long, value_name = "PATH", default_value = "python3")]
    python: PathBuf,
    /// Stop after so many faces
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
    /// Folder with the published networks, which are fetched otherwise
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

/// Puts the published networks into a scratch folder and runs `kith-eval` of the package `kith-tests`.
pub(crate) fn run(args: &EvalArgs) -> Result<()> {
    let scratch = tempfile::tempdir()?;
    models::put_published(args.models.as_deref(), scratch.path())?;
    let mut eval = project::cargo();
    // Where this program was started, so that paths mean what the person who typed them meant.
    eval.current_dir(std::env::current_dir()?);
    eval.args(["run", "--release", "-p", "kith-tests", "--bin", "kith-eval", "--"]);
    eval.arg("parity").arg(&args.parity).arg("--models").arg(scratch.path());
    eval.arg("--python").arg(&args.python).args(["--limit", &args.limit.to_string()]);
    process::run(&mut eval)
}
