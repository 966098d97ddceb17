//! `cargo xtask eval --data`: how right Kith is on public data sets, written to `docs/accuracy.md`.

mod measured;
mod plot;
mod plots;
mod report;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{models, process, project};
use measured::Measured;

const DOCUMENT: &str = "docs/accuracy.md";

/// What `--data` takes besides.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Measure one part only: print it and write nothing
    #[arg(long, value_name = "PART", value_parser = ["detection", "verification", "album", "groups", "names", "siblings"], conflicts_with = "parity")]
    only: Option<String>,
    /// Keep what kith prints in this folder, and take what is there already
    #[arg(long, value_name = "DIR", conflicts_with = "parity")]
    outputs: Option<PathBuf>,
    /// Measure other ways beside Kith's too, with this Python that has opencv-contrib-python-headless, below version 5
    #[arg(long, value_name = "PATH", conflicts_with = "parity")]
    others: Option<PathBuf>,
    /// The program kith; it is built otherwise
    #[arg(long, value_name = "PATH", conflicts_with = "parity")]
    kith: Option<PathBuf>,
}

/// Measures, prints the document and writes it. `models` is a folder with the published networks, which are fetched otherwise.
pub(super) fn run(data: &Path, args: &Args, models: Option<&Path>) -> Result<()> {
    let measured = measure(data, args, models)?;
    let text = report::document(&measured);
    print!("{text}");
    if args.only.is_some() {
        return Ok(());
    }
    write(DOCUMENT, &text)?;
    let (Some(detection), Some(verification), Some(groups)) =
        (&measured.detection, &measured.verification, &measured.groups)
    else {
        anyhow::bail!("a part was not measured");
    };
    for (path, picture) in [
        (plots::PRECISION_RECALL, plots::precision_recall(detection)),
        (plots::TRUE_ACCEPTS, plots::true_accepts(verification)),
        (plots::NAMING, plots::naming(groups)),
        (plots::DILUTED, plots::diluted(groups)),
    ] {
        write(path, &picture)?;
    }
    Ok(())
}

fn measure(data: &Path, args: &Args, models: Option<&Path>) -> Result<Measured> {
    let mut eval = super::kith_eval()?;
    eval.arg("accuracy").arg(data).arg("--kith").arg(kith(args)?);
    if let Some(part) = &args.only {
        eval.args(["--only", part]);
    }
    if let Some(folder) = &args.outputs {
        eval.arg("--outputs").arg(folder);
    }
    let published = tempfile::tempdir()?;
    if let Some(python) = &args.others {
        models::put_published(models, published.path())?;
        eval.arg("--others").arg(python).arg("--models").arg(published.path());
    }
    serde_json::from_str(&process::output(&mut eval)?).context("kith-eval printed something else than its numbers")
}

fn kith(args: &Args) -> Result<PathBuf> {
    if let Some(path) = &args.kith {
        return Ok(path.clone());
    }
    process::run(project::cargo().args(["build", "--release", "-p", "kith-cli"]))?;
    project::built("release", "kith")
}

fn write(path: &str, text: &str) -> Result<()> {
    fs::write(project::root().join(path), text).with_context(|| format!("cannot write {path}"))?;
    eprintln!("written to {path}");
    Ok(())
}
