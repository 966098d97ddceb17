//! `cargo xtask bench`: the speed and memory of a scan beside OpenCV, in one run, written to `docs/performance.md`.

mod memory;
mod program;
mod report;
mod scans;
mod stages;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use crate::{models, process, project};
use memory::MemoryUse;
use scans::{Scan, Starts};
use stages::{Machine, StageTimes};

/// What `cargo xtask bench` takes.
#[derive(clap::Args)]
pub(crate) struct BenchArgs {
    /// The photographs; any folder with more than a few
    #[arg(long, value_name = "DIR", required_unless_present = "library")]
    photos: Option<PathBuf>,
    /// Measures a library of 300,000 made faces instead: what a decision, new faces and grouping take. Nothing is written
    #[arg(long, conflicts_with = "photos")]
    library: bool,
    /// What the document calls them; by default the name of the folder
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A Python with the package opencv-python-headless, below version 5
    #[arg(long, value_name = "PATH", default_value = "python3")]
    python: PathBuf,
    /// Folder with the published networks, which are fetched otherwise
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// Runs of each whole scan; the median counts
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// The document; by default docs/performance.md of the project
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// All that the document is made of.
struct Measured {
    /// What the photographs are called.
    name: String,
    runs: usize,
    machine: Machine,
    scans: Vec<Scan>,
    starts: Starts,
    stages: StageTimes,
    memory: MemoryUse,
}

/// Where things are while it is measured.
struct Bench<'a> {
    photos: &'a Path,
    python: &'a Path,
    runs: usize,
    /// The program `kith`.
    kith: PathBuf,
    /// The program `kith-eval`.
    eval: PathBuf,
    /// A folder that goes away afterwards.
    scratch: &'a Path,
    /// The published networks.
    models: PathBuf,
}

/// Measures everything and writes the document.
pub(crate) fn run(args: &BenchArgs) -> Result<()> {
    let Some(photos) = &args.photos else {
        return process::run(project::cargo().args(["run", "--release", "-p", "kith-gallery", "--example", "scale"]));
    };
    ensure!(photos.is_dir(), "{} is not a folder", photos.display());
    ensure!(args.runs > 0, "at least one run is needed");
    process::run(project::cargo().args(["build", "--release", "-p", "kith-cli"]))?;
    process::run(project::cargo().args(["build", "--release", "-p", "kith-tests", "--bin", "kith-eval"]))?;
    let scratch = tempfile::tempdir()?;
    let models = scratch.path().join("published");
    fs::create_dir(&models)?;
    models::put_published(args.models.as_deref(), &models)?;
    let bench = Bench {
        photos,
        python: &args.python,
        runs: args.runs,
        kith: project::built("release", "kith")?,
        eval: project::built("release", "kith-eval")?,
        scratch: scratch.path(),
        models,
    };
    let text = report::document(&measure(&bench, name(args, photos)?)?);
    let out = args.out.clone().unwrap_or_else(|| project::root().join("docs/performance.md"));
    fs::write(&out, &text).with_context(|| format!("cannot write {}", out.display()))?;
    print!("{text}");
    eprintln!("\nwritten to {}", out.display());
    Ok(())
}

fn measure(bench: &Bench, name: String) -> Result<Measured> {
    let machine = stages::machine(bench)?;
    let scans = scans::measure(bench)?;
    let starts = scans::starts(bench)?;
    let stages = stages::measure(bench)?;
    let memory = memory::measure(bench, &scans)?;
    Ok(Measured { name, runs: bench.runs, machine, scans, starts, stages, memory })
}

fn name(args: &BenchArgs, photos: &Path) -> Result<String> {
    if let Some(name) = &args.name {
        return Ok(name.clone());
    }
    let folder = photos.canonicalize()?;
    Ok(folder.file_name().context("the root of a disk has no name: give one with --name")?.display().to_string())
}
